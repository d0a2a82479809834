"""What commands print never drives a terminal; files are made whole, and stores for their owner alone."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given

from tests.fuzz.odd_words import words
from whipcount.cli.main import main
from whipcount.cli.options.output import write_text
from whipcount.cli.options.tables import print_table
from whipcount.cli.options.terminal import GuardedTerminal
from whipcount.dossiers.store import Store
from whipcount.errors import InputError
from whipcount.web.own_file import opened


class Terminal(io.StringIO):
    """A terminal that remembers what it was told."""

    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Set within the test: between its phases, pytest puts streams of its own in place."""
    made = Terminal()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", made)
    monkeypatch.setattr(sys, "stderr", made)
    return made


@pytest.mark.parametrize(
    "arguments",
    [["read", "no\x1b]0;x\x07such.txt"], ["brief", "\x9b31m.txt"], ["bodies", "\x1b[2J"], ["\x1b[2J"],
     ["rule", "NATO", "--\x1b[2J"],
     ["export", "\x1b[2J.db"], ["serve", "\u202ename.yaml"]],
)  # fmt: skip
def test_no_message_drives_a_terminal(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    terminal = at_a_terminal(monkeypatch)
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    told = terminal.getvalue()
    assert told
    assert not set(told) & set("\x1b\x07\x9b\u202e")


def test_no_cell_of_a_table_drives_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    print_table([{"a": "\x1b[2J\u202e"}], {"a": "A"})
    assert "⟨U+001B⟩" in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()


@given(words)
def test_whatever_is_written_is_shown_and_not_obeyed(text: str) -> None:
    under = Terminal()
    guarded = GuardedTerminal(under)
    guarded.writelines([text])
    assert guarded.isatty()
    assert not any(
        unicodedata.category(letter) == "Cc" for letter in under.getvalue().replace("\n", "").replace("\t", "")
    )
    assert not set(under.getvalue()) & set("\x1b\x9b\r\x07\x08\u202e")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_stores_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(tmp_path / "s.db", create=True) as store:
            store.ids()
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        with opened(tmp_path / "own.db", "alerts", InputError) as connection:
            connection.execute("CREATE TABLE t (a)")
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert (tmp_path / "own.db").stat().st_mode & 0o777 == 0o600


def test_an_output_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        told.append("synced")
        fsync(descriptor)

    def named(path: Path, target: Path) -> Path:
        told.append("named")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", named)
    write_text(tmp_path / "out.csv", "a,b\n")
    assert told == ["synced", "named"]
