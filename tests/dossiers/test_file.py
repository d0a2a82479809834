"""Dossier files: the examples load, and what does not hold together is told in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.dossiers.file import load_dossier_file, parse_dossier
from whipcount.errors import DossierError, ReportError
from whipcount.positions.stance.stance import Authority, Stance

HEAD = "whipcount: 1\nid: d\ntitle: T\nproposal: {id: p, title: P, body: NATO, variants: [{id: v, label: V}]}\n"
RECORD = "records:\n  - {member: NO, stance: yes, said_on: 2024-01-02, authority: head, gist: G, source: S}\n"


@pytest.mark.parametrize("name", ["ukraine-invitation", "sweden-accession", "finland-accession", "lake-council"])
def test_the_examples_load(root: Path, name: str) -> None:
    dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
    assert dossier.proposal is not None
    assert dossier.reports
    assert dossier.records
    assert all(report.published_on for report in dossier.reports)
    assert all(record.source for record in dossier.records)
    assert (dossier.own_body is not None) == (name == "lake-council")


def test_norway_is_a_member_and_yes_is_a_stance() -> None:
    (record,) = parse_dossier(HEAD + RECORD).records
    assert record.member == "NO"
    assert record.stance is Stance.YES
    assert record.authority is Authority.HEAD
    assert record.variant == "v"
    assert record.said_from == record.reported_on == date(2024, 1, 2)


def test_a_record_keeps_its_id_whatever_stands_around_it() -> None:
    other = "  - {member: SE, stance: no, said_on: 2024-01-03, authority: head, gist: G2, source: S}\n"
    alone = parse_dossier(HEAD + RECORD).records[0].id
    assert alone in {record.id for record in parse_dossier(HEAD + RECORD + other).records}


def test_corrections_are_human() -> None:
    dossier = parse_dossier(HEAD + RECORD.replace("records", "corrections"))
    assert dossier.corrections[0].human


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds nothing"),
        ("- a\n- b\n", "holds a list"),
        ("a: [1", "no valid YAML"),
        ("a: &x [*x]\n", "within what it names"),
        ("whipcount: 2\nid: d\ntitle: T\n", "whipcount"),
        (HEAD + "colour: red\n", "colour"),
        (HEAD + RECORD.replace("yes", "perhaps"), "stance"),
        (HEAD + RECORD.replace("2024-01-02", "2024-02-30"), "said_on"),
        (HEAD + RECORD.replace("stance: yes", "variant: w, stance: yes"), "variant 'w' is none of the proposal's"),
        (HEAD + RECORD.replace("authority", "said_to: 2024-01-01, authority"), "lies before said_on"),
        (HEAD + RECORD.replace("authority", "reported_on: 2023-01-01, authority"), "lies before said_on"),
        (HEAD + RECORD + RECORD.splitlines()[1] + "\n", "the same"),
        (HEAD + "reports: [{publisher: P}]\n", "either a file or a text"),
        (HEAD + "reports: [{file: x.txt}]\n", "lies in no folder"),
        ("\x00\x01\x02", "no valid YAML"),
    ],
)
def test_what_does_not_hold_together_is_told(text: str, told: str) -> None:
    with pytest.raises(DossierError, match=told) as caught:
        parse_dossier(text, where="my.yaml")
    assert "my.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_report_file_may_not_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("top", encoding="utf-8")
    inner = tmp_path / "dossier"
    inner.mkdir()
    path = inner / "dossier.yaml"
    path.write_text(HEAD + "reports: [{file: ../secret.txt}]\n", encoding="utf-8")
    with pytest.raises(DossierError, match="outside the dossier's folder"):
        load_dossier_file(path)


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="cannot be opened"):
        load_dossier_file(tmp_path / "none.yaml")
    path = tmp_path / "dossier.yaml"
    path.write_text(HEAD + "reports: [{file: none.txt}]\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"none\.txt"):
        load_dossier_file(path)


def test_the_procedure_and_its_stage() -> None:
    text = HEAD.replace("body: NATO", "body: NATO, stage: Invitation, procedure: accession")
    proposal = parse_dossier(text).proposal
    assert proposal is not None
    assert (proposal.procedure, proposal.stage) == ("accession", "Invitation")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("stage: invitation, procedure: feast", "proposal.procedure: .* has no procedure 'feast' .accepted: accession"),
        ("stage: feast, procedure: accession", "stage 'feast' is none of it .accepted: stage: invitation"),
        ("procedure: accession", "a procedure without the stage"),
        ("procedure: ''", "proposal.procedure: is empty"),
    ],
)
def test_a_procedure_that_does_not_fit(fields: str, problem: str) -> None:
    with pytest.raises(DossierError, match=problem):
        parse_dossier(HEAD.replace("body: NATO", f"body: NATO, {fields}"))
