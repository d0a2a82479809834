"""The ledger: every change sealed, the first broken link named; a head kept elsewhere shows a resealed chain."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.dossiers.test_edits import filled
from whipcount.cli.main import cli
from whipcount.dossiers import edits
from whipcount.dossiers.ledger import Head
from whipcount.dossiers.store import Store
from whipcount.dossiers.verification import Verified, heads_of_text, heads_to_text, verify
from whipcount.errors import StoreError
from whipcount.positions.stance.stance import Stance


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "d.db"
    with filled(path) as store:
        edits.correct(store, "d", "e1", stance=Stance.NO, reason="misread", author="ada")
        edits.correct(store, "d", "e1", stance=Stance.UNDECIDED, reason="again", author="ben")
    return path


def checked(path: Path, kept: tuple[Head, ...] = ()) -> Verified:
    with Store.open(path) as store:
        return verify(store, kept=kept)


def altered(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_store_that_nobody_touched_is_whole(place: Path) -> None:
    found = checked(place)
    assert found.whole
    assert [(head.dossier, head.revision) for head in found.heads] == [("d", 4)]
    assert checked(place, found.heads).whole


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE evidence SET doc = replace(doc, 'misread', 'well read') WHERE change = 3", "revision 3"),
        ("UPDATE evidence SET stance = 'yes' WHERE change = 4", "revision 4"),
        ("DELETE FROM evidence WHERE change = 3", "revision 3"),
        ("UPDATE change SET author = 'eve' WHERE number = 2", "revision 2"),
        ('DELETE FROM seal WHERE "change" = 4', "revision 4: this change has no seal"),
        ("UPDATE report SET text = text || '!'", "its text does not fit its hash"),
    ],
)
def test_the_first_broken_link_is_named(place: Path, damage: str, told: str) -> None:
    altered(place, damage)
    found = checked(place)
    assert not found.whole
    assert any(told in problem for problem in found.problems)


def test_a_chain_made_anew_shows_against_a_head_kept_elsewhere(place: Path) -> None:
    kept = checked(place).heads
    altered(place, "UPDATE change SET author = 'eve' WHERE number = 4", "DELETE FROM seal")
    with Store.open(place) as store:
        from whipcount.dossiers.engine import writing
        from whipcount.dossiers.ledger import seal_all

        with writing(store.engine) as connection:
            seal_all(connection, "d")
    assert checked(place).whole
    found = checked(place, kept)
    assert found.problems == ("d: revision 4 is not the one whose seal was kept",)


def test_the_end_cut_off_shows_against_a_head(place: Path) -> None:
    kept = checked(place).heads
    altered(
        place, 'DELETE FROM seal WHERE "change" = 4', 'DELETE FROM evidence WHERE "change" = 4',
        "DELETE FROM change WHERE number = 4",
    )  # fmt: skip
    assert checked(place).whole
    assert checked(place, kept).problems == ("d: revision 4, whose seal was kept, is missing",)


@pytest.mark.parametrize("words", ["", "{}", "[1]", '[{"dossier": "d", "revision": "1", "seal": "x"}]', "[" * 9999])
def test_what_is_no_head_is_a_clear_error(words: str) -> None:
    with pytest.raises(StoreError, match="heads: "):
        heads_of_text(words, where="heads")
    assert heads_of_text(heads_to_text([Head("d", 1, "ab")]), where="heads") == (Head("d", 1, "ab"),)


def test_the_command_says_yes_and_no(place: Path, tmp_path: Path) -> None:
    runner, head = CliRunner(), tmp_path / "head.json"
    result = runner.invoke(cli, ["verify", str(place), "--write-head", str(head)], standalone_mode=False)
    assert (result.return_value, "everything holds" in result.output) == (0, True)
    copy = tmp_path / "copy.db"
    assert runner.invoke(cli, ["backup", str(place), str(copy)], standalone_mode=False).exception is None
    assert runner.invoke(cli, ["verify", str(copy), "--head", str(head)], standalone_mode=False).return_value == 0
    altered(copy, "UPDATE change SET note = 'x' WHERE number = 1")
    result = runner.invoke(cli, ["verify", str(copy), "--head", str(head), "--json"], standalone_mode=False)
    assert result.return_value == 1
    assert "revision 1" in result.output
    again = runner.invoke(cli, ["backup", str(place), str(copy)], standalone_mode=False)
    assert isinstance(again.exception, StoreError)
