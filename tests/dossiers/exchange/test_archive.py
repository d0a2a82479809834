# ruff: noqa: E501  (tables are shown as they are written)
from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossiers.conftest import Clock, a_coding, a_dossier, a_record, a_report, a_statement
from whipcount.dossiers import edits
from whipcount.dossiers.exchange.archive import VERSION, read_archive, write_archive
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError, StoreError
from whipcount.positions.stance.stance import Stance


def filled(store: Store) -> None:
    store.create(a_dossier())
    for number in range(4):
        report = a_report(number)
        said = a_statement(report)
        store.add_report("lake", report, [said], [a_coding(said)])
    edits.correct(
        store, "lake", a_coding(a_statement(a_report(0))).id, stance=Stance.NO, reason="é 日本 =1+1", author="ada"
    )
    store.outline("lake", title="A new title")


def test_the_archive_round_trips_byte_for_byte(store: Store, tmp_path: Path) -> None:
    filled(store)
    lines = list(write_archive(store, "lake"))
    with Store.open(tmp_path / "copy.db", create=True) as copy:
        assert read_archive(copy, lines) == "lake"
        assert list(write_archive(copy, "lake")) == lines
        assert copy.dossier() == store.dossier()
        assert copy.evidence("lake") == store.evidence("lake")
        assert copy.changes("lake") == store.changes("lake")
        copy.add_evidence("lake", [a_record("r-2")])
        with pytest.raises(DossierError, match="already"):
            read_archive(copy, lines)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda lines: lines[:-1], "cut off"),
        (lambda lines: lines[:5] + lines[6:], "cut or altered|not there|refuses"),
        (lambda lines: [line.replace("report-1.txt", "report-x.txt") for line in lines], "checksum|hold together"),
        (lambda lines: [*lines[:3], "{", *lines[3:]], "line 4: no JSON"),
        (lambda lines: ["[]"], "no JSON object"),
        (lambda lines: ['{"archive":"other"}'], "not a dossier archive"),
        (lambda lines: [lines[0].replace('"version":1', f'"version":{VERSION + 1}'), *lines[1:]], "newer version"),
        (lambda lines: [*lines[:2], '{"table":"secrets"}\n', *lines[2:]], "unknown table"),
        (lambda lines: [line.replace('"stance":"yes"', '"stance":"maybe"') for line in lines], "does not fit|hold together"),
        (lambda lines: [], "no JSON"),
    ],
)  # fmt: skip
def test_a_spoilt_archive_is_refused_whole(tmp_path: Path, spoil, message: str) -> None:  # type: ignore[no-untyped-def]
    with Store.open(tmp_path / "a.db", create=True, clock=Clock()) as store:
        filled(store)
        lines = spoil(list(write_archive(store, "lake")))
    with Store.open(tmp_path / "b.db", create=True) as other:
        with pytest.raises((StoreError, DossierError), match=message):
            read_archive(other, lines)
        assert other.ids() == ()
