"""What a command writes never destroys what it reads, nor a dossier store, under any name; and comes whole or not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.cli.shell import Shell
from whipcount.cli.main import cli
from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.errors import InputError

TABLE = "decision,member,opened,consented\nlake,A,2020-01-01,2020-03-01\nlake,B,2020-01-01,2020-05-01\n"
BARGAIN = "actor,capability,position,salience\nA,1,0,1\nB,1,50,1\nC,1,100,1\n"

# Command and option that writes -> how it is called with the input, the input's name, and how the output is named.
WRITERS: dict[tuple[str, str], tuple[list[str], str]] = {
    ("export", "-o"): (["export", "{}"], "a.db"),
    ("brief", "-o"): (["brief", "--dossier", "{}"], "orvana.yaml"),
    ("read", "-o"): (["read", "{}"], "talk.txt"),
    ("backtest", "--report"): (["backtest", "--train", "{}"], "consents.csv"),
    ("backtest", "--keep"): (["backtest", "--train", "{}"], "consents.csv"),
    ("bargain", "--svg"): (["bargain", "{}"], "table.csv"),
    ("forecast", "--plot"): (["forecast", "{}", "--every", "month"], "orvana.yaml"),
    ("chart", "-o"): (["chart", "{}", "board"], "orvana.yaml"),
}
# What else may be destroyed: the second file that some of them read.
SECOND: list[tuple[list[str], str, str]] = [
    (["export", "a.db", "--format", "csv"], "-o", "a.db"),
    (["export", "a.db", "--format", "popolo"], "-o", "a.db"),
    (["brief", "--dossier", "a.db"], "-o", "a.db"),
    (["brief", "talk.txt", "--dossier", "orvana.yaml"], "-o", "talk.txt"),
    (["brief", "talk.txt", "--since-brief", "old.json"], "-o", "old.json"),
    (["brief", "--dossier", "named.yaml"], "-o", "talk.txt"),
    (["brief", "reports"], "-o", "reports/one.txt"),
    (["read", "reports"], "-o", "reports/one.txt"),
    (["read", "reports/*.txt"], "-o", "reports/one.txt"),
    (["read", "talk.txt", "--actors", "actors.csv"], "-o", "actors.csv"),
    (["read", "talk.txt", "--offices", "actors.csv"], "-o", "actors.csv"),
    (["read", "talk.txt"], "-o", "a.db"),
    (["backtest", "--train", "table.csv", "--test", "consents.csv"], "--report", "consents.csv"),
    (["backtest", "--train", "table.csv", "--statements", "consents.csv"], "--keep", "consents.csv"),
    (["backtest", "--train", "consents.csv"], "--report", "a.db"),
    (["bargain", "a.db"], "--svg", "a.db"),
    (["bargain", "table.csv", "--body", "body.yaml"], "--svg", "body.yaml"),
    (["forecast", "a.db", "--every", "month"], "--plot", "a.db"),
    (["chart", "a.db", "board"], "-o", "a.db"),
    (["chart", "named.yaml", "board"], "-o", "talk.txt"),
    (["chart", "named.yaml", "--list"], "-o", "talk.txt"),
]


@pytest.fixture
def desk(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A folder with an input for every command."""
    monkeypatch.chdir(shell.folder)
    texts = {
        "talk.txt": "He said no.",
        "consents.csv": TABLE,
        "table.csv": BARGAIN,
        "actors.csv": "x",
        "body.yaml": "x",
    }
    for name, text in {**texts, "old.json": "{}", "reports/one.txt": "She said yes."}.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    named = Path("orvana.yaml").read_text() + "reports: [{file: talk.txt, published: 2025-01-02}]\n"
    Path("named.yaml").write_text(named)
    return shell


def refused(desk: Shell, *words: str) -> str:
    """The one error of a command that leaves every file as it was."""
    before = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    message = desk(*words, code=2)
    assert {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()} == before
    assert "Traceback" not in message
    assert message.count("whipcount:") + message.count("Error:") == 1
    return message


def _same(path: Path) -> Path:
    return path


def _other_way(path: Path) -> Path:
    return Path("reports", "..", path)


def _link(path: Path) -> Path:
    link = Path(f"link{path.suffix}")
    link.symlink_to(path)
    return link


def _hard_link(path: Path) -> Path:
    link = Path(f"hard{path.suffix}")
    os.link(path, link)
    return link


@pytest.mark.parametrize("name", [_same, _other_way, _link, _hard_link])
@pytest.mark.parametrize("writer", WRITERS, ids=" ".join)
def test_the_input_is_no_output(desk: Shell, writer: tuple[str, str], name: Callable[[Path], Path]) -> None:
    words, given = WRITERS[writer]
    target = str(name(Path(given)))
    message = refused(desk, *(word.format(given) for word in words), writer[1], target)
    assert target in message
    assert "would be lost" in message


@pytest.mark.parametrize(("words", "option", "target"), SECOND, ids=str)
def test_nothing_else_that_is_read_and_no_store(desk: Shell, words: list[str], option: str, target: str) -> None:
    assert "would be lost" in refused(desk, *words, option, target)


@pytest.mark.parametrize("writer", WRITERS, ids=" ".join)
@pytest.mark.parametrize(
    ("target", "told"), [("nope/x.out", "no such folder"), ("reports", "folder|directory"), ("a.db-wal", "belongs to")]
)
def test_a_place_that_cannot_be_written(desk: Shell, writer: tuple[str, str], target: str, told: str) -> None:
    words, given = WRITERS[writer]
    message = refused(desk, *(word.format(given) for word in words), writer[1], target)
    assert any(part in message for part in told.split("|"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("writer", WRITERS, ids=" ".join)
def test_no_permission(desk: Shell, writer: tuple[str, str]) -> None:
    words, given = WRITERS[writer]
    Path("reports").chmod(0o555)
    Path("old.json").chmod(0o444)
    called = [word.format(given) for word in words]
    assert "may not be written" in refused(desk, *called, writer[1], "reports/x.out")
    assert "may not be written" in refused(desk, *called, writer[1], "old.json")


@pytest.mark.parametrize(("target", "told"), [("old.json", "this file may not"), ("new.json", "its folder may not")])
def test_what_may_not_be_written(desk: Shell, monkeypatch: pytest.MonkeyPatch, target: str, told: str) -> None:
    monkeypatch.setattr("whipcount.cli.options.output.os.access", lambda path, _mode: False)
    assert told in refused(desk, "read", "talk.txt", "-o", target)


def test_the_table_above_knows_every_option_that_writes() -> None:
    """A new option of this kind must be added to it, and so be tested."""
    found = set()
    for name in cli.list_commands(click.Context(cli)):
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        for param in command.params:
            named = {"-o", "--output", "--report", "--keep", "--svg", "--plot", "--out", "--archive"} & {*param.opts}
            if (name, param.opts[0]) == ("init", "--report"):
                continue  # a report to read
            if named and not getattr(param, "is_flag", False):
                found.add((name, param.opts[0]))
    assert found == set(WRITERS)


def test_a_result_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")
    target.chmod(0o640)
    check_output(target, [tmp_path / "a.db"])
    write_file(target, [b"new"])
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("new", 0o640)

    def breaks_off() -> list[bytes]:
        yield b"half"  # type: ignore[misc]
        raise InputError("no more")

    with pytest.raises(InputError, match="no more"):
        write_file(target, breaks_off())
    assert (target.read_text(), list(tmp_path.iterdir())) == ("new", [target])


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_names_that_no_file_may_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        check_output(tmp_path / name, [])


def test_standard_output_and_devices_are_no_files(tmp_path: Path) -> None:
    for target in (None, "-", "/dev/null"):
        check_output(target, [tmp_path])


def test_what_is_given_as_accounts_or_alerts_is_no_store(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.cli.accounts._password", lambda: "correct horse battery")
    assert "a dossier store" in refused(desk, "accounts", "add", "a.db", "ada")


OTHER_FORMS = [
    (["brief", "--dossier", "orvana.yaml", "--json"], "a.html", "-o a.json, or leave out --json"),
    (["brief", "--dossier", "orvana.yaml", "--format", "md"], "a.pdf", "-o a.md, or leave out --format md"),
    (["read", "talk.txt", "--format", "csv"], "a.jsonl", "-o a.csv, or leave out --format csv"),
    (["chart", "orvana.yaml", "board", "--format", "csv"], "a.SVG", "-o a.csv, or leave out --format csv"),
    (["export", "a.db", "--format", "csv"], "a.json", "-o a.csv, or leave out --format csv"),
]


@pytest.mark.parametrize(("words", "target", "accepted"), OTHER_FORMS, ids=[row[0][0] for row in OTHER_FORMS])
def test_a_name_that_stands_for_another_form_is_one_error(
    desk: Shell, words: list[str], target: str, accepted: str
) -> None:
    message = refused(desk, *words, "-o", target)
    assert f"-o {target}" in message
    assert accepted in message


def test_the_form_that_is_asked_for_goes_with_its_own_ending_and_with_one_that_stands_for_none() -> None:
    endings = {".csv": "csv", ".txt": "table"}
    for target in ("a.csv", "a.CSV", "a.out", "a", "-", None, "/dev/stdout"):
        assert form_of(target, endings, given="csv", usual="table") == "csv"
    with pytest.raises(InputError, match=r"--json under a name that ends in \.txt"):
        form_of("a.txt", endings, given="csv", usual="table", asked="--json")
