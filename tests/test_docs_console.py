"""What the docs print of a terminal is run: every command of a console block, and what stands below it is compared.

A line of ``...`` stands for any lines, ``...`` within a line for any words. A block goes on in the folder of the blocks
before it on its page: a copy of the examples and of what the page speaks of. What is not run is named with its reason.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pytest

from whipcount.analysis import ratification
from whipcount.bodies.bodyfile import read_body
from whipcount.cli import main
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.forecasts import course
from whipcount.records.tables.formats import Sources
from whipcount.records.tables.importing import import_votes
from whipcount.records.tables.votefile import VoteFile

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SLOW = {"README.md", "all-stages.md", "dossiers.md", "record.md"}
"""Pages whose commands read reports or fit a model."""

NOT_RUN = {
    r"^(make|python3|pip|eval|crontab)\b": "no command of this program; .ci/run does it on a fresh machine",
    r"^whipcount (serve|watch)\b": "goes on until it is stopped; tests/cli runs it",
    r"\bbid\.db\b": "the store that a corpus of the reader's own would fill",
    r"^whipcount corpus\b": "archives of the reader's own; make corpus-demo and tests/corpora run the same path",
    r"^whipcount add --jobs\b": "processes of its own; tests/cli/options/test_jobs.py runs it",
    r"\br-0a1b2c\b": "an id of the reader's own store",
    r"--every week\b": "a hundred forecasts take minutes; benchmarks/record.py pins what comes of them",
    r"\bwhip\.(xlsx|csv)\b": "a spreadsheet of the reader's own; tests/cli/test_whip_import.py has one",
    r"--smtp\b": "needs a mail server; tests/cli/test_digest.py has one",
    r"^whipcount score sweden\.db$": "scores what the line before it would have sealed",
}
NEEDS = {r"\.docx\b": "docx", r"\.pdf\b": "playwright", r"--plot": None}
"""Modules that a command needs beyond those that every installation has."""
ENDS_WITH_ONE = r"^whipcount (tally|why|can|verify|diff|score|records silent)\b"
"""Commands that ask a question, to which the answer may be no."""

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Commands of a page and what is printed below each, in order; remarks behind ``#`` left out."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        command, output, begun = "", "", ""
        for line in block.splitlines(keepends=True):
            if begun or line.startswith("$ "):
                if command:
                    yield command, output
                    command = ""
                begun += line.removeprefix("$ ")
                if begun.count('"') % 2:  # a quotation goes on in the next line
                    continue
                command, output, begun = " ".join(shlex.split(begun, comments=True, posix=False)), "", ""
            else:
                output += line
        if command:
            yield command, output


def reason_not_to_run(command: str) -> str:
    """Why a command is not run here; empty if it is."""
    for pattern, why in NOT_RUN.items():
        if re.search(pattern, command):
            return why
    for pattern, module in NEEDS.items():
        if module is not None and re.search(pattern, command) and find_spec(module) is None:
            return f"needs the module {module}"
    return ""


def matches(wanted: str, got: str) -> bool:
    """Whether output is as printed, blanks at the end of lines aside."""
    told, real = ("".join(f"{line.rstrip()}\n" for line in text.strip().splitlines()) for text in (wanted, got))
    return doctest.OutputChecker().check_output(told, real, doctest.ELLIPSIS)


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages speak of, which becomes the working directory."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    text = next((ROOT / "examples" / "lake-council" / "reports").glob("harbour-*.txt")).read_text(encoding="utf-8")
    for name in ("report.txt", "reports/one.txt", "archive/two.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "council.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Ferry</title><item><title>Kell agrees</title>'
        f"<pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate><description>{escape(text)}</description></item>"
        "</channel></rss>"
    )
    shutil.copy(ROOT / "examples" / "lake-council" / "dossier.votes.csv", tmp_path / "council.csv")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    # of the course of a ratification's forecast, which only a brief's file tells, few days will do
    monkeypatch.setattr(ratification, "MOST_POINTS", 4)
    monkeypatch.setattr(course, "MOST_TRIED", 2)
    return tmp_path


def store_named(command: str, sandbox: Path) -> None:
    """Make the store, or the file of votes, that a command takes for granted."""
    votes = sandbox / "desk.votes.db"
    if " desk.votes.db" in command and not votes.exists() and " import " not in command:
        with VoteFile(votes, create=True) as kept:
            body = read_body(sandbox / "examples" / "lake-council" / "lake-council.body.yaml")
            import_votes(kept, Sources(sandbox / "council.csv"), "long", bodies={body.id: body})
    example = {
        "sweden.db": "sweden-accession",
        "desk.db": "lake-council",
        "lake.db": "lake-council",
        "ukraine.db": "ukraine-invitation",
    }
    for name, folder in example.items():
        if f" {name}" in command and not (sandbox / name).exists() and not command.startswith("whipcount init"):
            with Store.open(name, create=True) as store:
                store.create(load_dossier_file(sandbox / "examples" / folder / "dossier.yaml"))


MARKED = [
    pytest.param(page, marks=pytest.mark.slow if page.name in SLOW else (), id=page.name)
    for page in PAGES
    if any(steps(page))
]


@pytest.mark.parametrize("page", MARKED)
def test_console_blocks_run_as_printed(page: Path, sandbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = 0
    for command, wanted in steps(page):
        if reason_not_to_run(command):
            continue
        store_named(command, sandbox)
        words = [
            name
            for word in shlex.split(command)
            for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
        ]
        assert words[0] == "whipcount", f"{page.name}: {command}"
        with pytest.raises(SystemExit) as stop:
            main(words[1:])
        printed = capsys.readouterr()
        allowed = (0, 1) if re.search(ENDS_WITH_ONE, command) else (0,)
        assert stop.value.code in allowed, f"{page.name}: {command}\n{printed.err}"
        run += 1
        if wanted.strip():
            assert matches(wanted, printed.out), f"{page.name}: {command}\n{printed.out}"
    assert run or all(reason_not_to_run(command) for command, _ in steps(page))


def test_an_output_that_is_another_is_noticed() -> None:
    assert matches("a 1\n...\nz\n", "a 1\nb\nc\nz\n")
    assert matches("a ... c\n", "a b c   \n")
    assert not matches("a 1\n", "a 2\n")
    assert not matches("a\n", "a\nb\n")
