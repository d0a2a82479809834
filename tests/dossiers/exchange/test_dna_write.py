"""DNA files, out: what is in them, what is left out, and what comes back."""

from __future__ import annotations

import base64
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.dossiers.conftest import a_dossier
from tests.dossiers.exchange.test_dna import a_wide_report
from whipcount.dossiers.exchange.dna import read_dna
from whipcount.dossiers.exchange.dna_schema import PASSWORD, password_digest
from whipcount.dossiers.exchange.dna_write import flattened, left_out, write_dna
from whipcount.dossiers.rows import outline_of
from whipcount.positions.stance.stance import Authority, Condition, Stance
from whipcount.statements.statement import Modality


def test_what_hangs_on_a_condition_is_left_out_and_told(tmp_path: Path) -> None:
    coded = a_wide_report()
    (yes, _) = coded.evidence
    waiting = replace(yes, id="x", conditions=(Condition("once the dam is opened"),))
    lean, undecided = replace(yes, id="y", stance=Stance.LEAN_YES), replace(yes, id="z", stance=Stance.UNDECIDED)
    whole = replace(coded, evidence=(waiting, lean, undecided))
    outline = outline_of(a_dossier())
    assert outline.proposal is not None
    assert write_dna(tmp_path / "a.dna", [whole], outline.proposal) == 1
    assert left_out([whole]) == {"with an open condition": 1, "undecided": 1}
    assert flattened([whole]) == {"lean yes": 1}


def test_a_file_of_ours_has_all_that_dna_opens_one_with(tmp_path: Path) -> None:
    outline = outline_of(a_dossier())
    assert outline.proposal is not None
    write_dna(tmp_path / "a.dna", [a_wide_report()], outline.proposal)
    with sqlite3.connect(tmp_path / "a.dna") as raw:
        tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        passwords = {row[0] for row in raw.execute("SELECT Password FROM CODERS")}
        version = raw.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()[0]
        variables = dict(raw.execute("SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1"))
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("INSERT INTO STATEMENTS (DocumentId, Start, Stop, Coder) VALUES (1, 5, 5, 1)")
    raw.close()
    assert tables == {
        "SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "REGEXES", "CODERRELATIONS",
        "STATEMENTS", "ENTITIES", "DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT", "DATASHORTTEXT", "ATTRIBUTEVARIABLES",
        "ATTRIBUTEVALUES",
    }  # fmt: skip
    assert version.startswith("3.")
    assert variables["agreement"] == "boolean"
    assert {variables[name] for name in ("person", "organization", "concept")} == {"short text"}
    (password,) = passwords
    salt = base64.b64decode(password)[:16]
    assert password == password_digest(PASSWORD, salt)
    assert password != password_digest("another", salt)


def test_what_is_less_than_agreement_comes_back_as_what_it_was(tmp_path: Path) -> None:
    coded = a_wide_report()
    (yes, _) = coded.evidence
    items = [
        replace(yes, id=f"e{n}", stance=stance, member=member, authority=rank, named=rank is not Authority.UNNAMED)
        for n, (stance, member, rank) in enumerate([
            (Stance.WILL_NOT_BLOCK, "HU", Authority.HEAD), (Stance.LEAN_NO, "DE", Authority.SPOKESPERSON),
            (Stance.YES, "FR", Authority.UNNAMED),
        ])
    ]  # fmt: skip
    outline = outline_of(a_dossier())
    assert outline.proposal is not None
    path = tmp_path / "a.dna"
    write_dna(path, [replace(coded, evidence=tuple(items))], outline.proposal)
    (back,) = read_dna(path, outline)
    assert [(e.member, e.stance, e.authority, e.named) for e in back.evidence] == [
        ("HU", Stance.WILL_NOT_BLOCK, Authority.HEAD, True), ("DE", Stance.LEAN_NO, Authority.SPOKESPERSON, True),
        ("FR", Stance.YES, Authority.UNNAMED, False),
    ]  # fmt: skip
    with sqlite3.connect(path) as raw:  # somebody has said in DNA that it is no agreement
        raw.execute("UPDATE DATABOOLEAN SET Value = 1 - Value")
    raw.close()
    (turned,) = read_dna(path, outline)
    assert [e.stance for e in turned.evidence] == [Stance.NO, Stance.YES, Stance.NO]


def test_words_that_are_nobodys_position_are_left_out(tmp_path: Path) -> None:
    coded = a_wide_report()
    (yes, _) = coded.evidence
    items = (
        replace(yes, id="a", modality=Modality.HYPOTHETICAL), replace(yes, id="b", third_party=True),
        replace(yes, id="c", statement=None), replace(yes, id="d", stance=None),
    )  # fmt: skip
    whole = replace(coded, evidence=items)
    proposal = a_dossier().proposal
    assert proposal is not None
    assert write_dna(tmp_path / "a.dna", [whole], proposal) == 0
    assert left_out([whole]) == {"hypothetical": 1, "words of a third party": 1, "without words in a report": 1}
