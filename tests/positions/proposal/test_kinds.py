"""Kinds of decision as news tells them: invented short reports, one row each in ``kinds.tsv``."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.briefs.asking import asked
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "kinds.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def check(row: list[str]) -> list[str]:
    """What is wrong in the reading of one row."""
    _, title, lead, words, body, candidate = row
    found = detect_proposal([read_report(f"{title}\n12 May 2023\n\n{lead}\n".encode())])
    if found is None:
        return ["no decision is found"]
    wrong = []
    told = found.title.lower()
    if not all(any(option in told for option in group.split("|")) for group in words.split()):
        wrong.append(f"title {found.title!r}")
    name = found.told_body.name.lower() if found.told_body else ""
    if not any(found.body == option or (option != option.upper() and option in name) for option in body.split("|")):
        wrong.append(f"body {found.body} {name}")
    if candidate != "*" and (found.candidate or "-") != candidate:
        wrong.append(f"candidate {found.candidate}")
    return wrong


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)])
def test_kind(row: list[str]) -> None:
    assert check(row) == []


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)])
def test_the_question_is_a_sentence(row: list[str]) -> None:
    found = detect_proposal([read_report(f"{row[1]}\n12 May 2023\n\n{row[2]}\n".encode())])
    assert found is not None
    if not found.title_of_report:
        question = asked(found.title)
        assert question.startswith("Will ")
        last = question.split()[-1].lower()
        assert last not in {"of", "on", "and", "the", "in", "to", "for", "a", "with", "against", "that", "by"}
        assert "  " not in question
        assert "the the" not in question
