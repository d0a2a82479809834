# The two commands of the README, and what the maintainers use. Each sets up all that it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.whipcount-dev
RUNTIME := $(VENV)/.whipcount-run
# What is installed is what the locks name, checked by hash; the package itself goes in without a look at any index.
LOCK := requirements.lock
DEV_LOCK := requirements-dev.lock
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --requirement
OURSELVES := $(PIP) --no-deps --no-build-isolation --editable .

.PHONY: brief test quick lowest fuzz check bench demo corpus-demo docs train lock clean help

help:
	@echo "make brief   set up, and make a brief from an example dossier (out/brief.html)"
	@echo "make test    set up, and run all tests"
	@echo "make demo    serve the example dossiers on loopback"
	@echo "make quick   the tests without the slow ones"
	@echo "make lowest  the quick tests with the oldest release of each dependency that pyproject.toml allows (.venv-lowest)"
	@echo "make fuzz    random inputs, SECONDS=30 a reader, and more examples of the property tests of what is foreign"
	@echo "make check   lint, types, house rules"
	@echo "make bench   quality and speed against their pinned floors"
	@echo "make corpus-demo  500 invented articles as web archives, read by two workers, queried (out/corpus-demo)"
	@echo "make docs    the documentation as HTML"
	@echo "make train   make the reader's weights again (about an hour on two cores)"

$(RUNTIME): pyproject.toml $(LOCK)
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "whipcount needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(LOCKED) $(LOCK)
	$(OURSELVES)
	touch $@

$(STAMP): pyproject.toml $(DEV_LOCK) $(RUNTIME)
	$(LOCKED) $(DEV_LOCK)
	$(OURSELVES)
	touch $@

brief: $(RUNTIME)
	mkdir -p out
	$(BIN)/whipcount brief --dossier examples/ukraine-invitation/dossier.yaml --as-of 2024-11-29 -o out/brief.html
	@echo "open out/brief.html"

# Bytecode is kept, whatever the environment says: else each worker compiles all modules and tests anew, and so does
# every process that a test starts. (An empty word is as good as none.)
test quick fuzz: export PYTHONDONTWRITEBYTECODE :=

test: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

quick: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow"

# The lower bounds are honest where the tests pass on them; old releases warn of newer ones, so warnings are no errors here.
EXTRAS := docx,frames,learned,llm,postgres,plots,backtest,sensitivity,fit,speed,corpus
lowest:
	test -x .venv-lowest/bin/python || $(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	.venv-lowest/bin/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct --only-binary :all: \
	  --no-binary whipcount --editable '.[$(EXTRAS)]' 'pytest>=8.2' 'pytest-xdist>=3.6' 'hypothesis>=6.100'
	.venv-lowest/bin/python -m pytest -q -n 2 -m "not slow" -W ignore -p no:cacheprovider

SECONDS ?= 30
fuzz: $(STAMP)
	WHIPCOUNT_FUZZ_SECONDS=$(SECONDS) $(BIN)/python -m pytest -q -s -m fuzz tests/fuzz
	$(BIN)/python -m pytest -q --hypothesis-profile=fuzz tests/fuzz tests/text \
	  tests/dossiers/exchange tests/dossiers/test_edits.py tests/dossiers/test_evidence_cache.py tests/dossiers/test_odd_fields.py \
	  tests/analysis/test_exchanged.py

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	for b in benchmarks/*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

demo: $(RUNTIME)
	$(BIN)/whipcount serve examples/lake-council/dossier.yaml examples/ukraine-invitation/dossier.yaml examples/sweden-accession/dossier.yaml

corpus-demo: $(STAMP)
	rm -rf out/corpus-demo
	$(BIN)/python examples/corpus/demo.py --folder out/corpus-demo

docs: $(STAMP)
	$(BIN)/sphinx-build -W -q docs docs/_build/html

train: $(RUNTIME)
	$(PIP) --upgrade "pip>=25.1"
	$(PIP) --group train
	$(BIN)/python -m training

# New versions of everything: make lock. Only what pyproject.toml asks for and the locks lack: make lock UPGRADE=
UPGRADE ?= --upgrade
COMPILE := $(VENV)-lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --group build \
  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet
lock:
	test -x $(VENV)-lock/bin/uv || { $(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip install --quiet uv; }
	$(COMPILE) --all-extras --group dev --group docs $(UPGRADE) --output-file $(DEV_LOCK)
	$(COMPILE) --constraint $(DEV_LOCK) $(UPGRADE) --output-file $(LOCK)

clean:
	rm -rf $(VENV) $(VENV)-lock out build dist docs/_build
