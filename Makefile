# The two commands of the README, and what the maintainers use. Each sets up all that it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.whipcount-dev
RUNTIME := $(VENV)/.whipcount-run
LOCK := requirements-dev.lock
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(LOCK)

.PHONY: brief test quick fuzz check bench demo docs train lock clean help

help:
	@echo "make brief   set up, and make a brief from an example dossier (out/brief.html)"
	@echo "make test    set up, and run all tests"
	@echo "make demo    serve the example dossiers on loopback"
	@echo "make quick   the tests without the slow ones"
	@echo "make fuzz    random inputs, SECONDS=30 a reader, and more examples of the property tests of what is foreign"
	@echo "make check   lint, types, house rules"
	@echo "make bench   quality and speed against their pinned floors"
	@echo "make docs    the documentation as HTML"
	@echo "make train   make the reader's weights again (about an hour on two cores)"

$(RUNTIME): pyproject.toml $(LOCK)
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "whipcount needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	touch $@

$(STAMP): pyproject.toml $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(PIP) -e ".[docx,frames,llm,postgres,plots,backtest,sensitivity,speed]" --group dev
	touch $@

brief: $(RUNTIME)
	mkdir -p out
	$(BIN)/whipcount brief examples/ukraine-invitation/dossier.yaml --as-of 2024-11-29 -o out/brief.html
	@echo "open out/brief.html"

test: $(STAMP)
	$(BIN)/python -m pytest -q -n 2

quick: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

SECONDS ?= 30
fuzz: $(STAMP)
	WHIPCOUNT_FUZZ_SECONDS=$(SECONDS) $(BIN)/python -m pytest -q -s -m fuzz tests/fuzz
	$(BIN)/python -m pytest -q --hypothesis-profile=fuzz tests/fuzz tests/text tests/dossiers/exchange

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	for b in benchmarks/*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

demo: $(RUNTIME)
	$(BIN)/whipcount serve examples/ukraine-invitation/dossier.yaml examples/sweden-accession/dossier.yaml

docs: $(STAMP)
	$(PIP) --group docs
	$(BIN)/sphinx-build -W -q docs docs/_build/html

train: $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group train
	$(BIN)/python -m training

lock:
	$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --group dev --group docs \
	  --no-emit-index-url --no-annotate --no-header --upgrade --quiet --output-file $(LOCK)

clean:
	rm -rf $(VENV) out build dist docs/_build
