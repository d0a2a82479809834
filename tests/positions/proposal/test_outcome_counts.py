"""How decisions ended that only their figures or their result tell: ``endings.tsv``, read from whole short reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.bodies.countries import default_table
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.outcome import read_outcome
from whipcount.reports.formats.registry import read_report

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "endings.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LATER: dict[str, set[str]] = {
    "Lake states keep out of fuel deal": {"day", "outcome"},
    "Marn loses its seat": {"outcome"},
    "Not this year": {"refused"},
    "Back to the drafters": {"refused"},
    "Nothing came of it": {"refused"},
    "Accord on Kell bank": {"refused"},
    "Governors lower rate": {"votes"},
    "School gets name": {"votes"},
    "Peace on the pitch": {"day", "outcome", "votes"},
}
"""What is not read yet, by title; a fact that is read leaves the list."""


def wrong(row: list[str]) -> set[str]:
    """Which of the facts of a row are not read."""
    title, text, state, on, votes = row
    told = text.replace("\\n", "\n")
    report = read_report(f"{title}\n\nTorva, Thursday, 12 June 2031\n\n{told}\n".encode())
    found = detect_proposal([report])
    if found is None:
        return {"refused"}
    outcome = read_outcome([report], found, deciding_body(found), table=default_table())
    figures = (outcome.yes, outcome.no, outcome.abstain)
    read = {
        "outcome": outcome.state.value == state,
        "day": on == "-" or str(outcome.on) == on,
        "votes": all(want in ("-", str(got)) for want, got in zip(votes.split("/"), figures, strict=True)),
    }
    return {key for key, right in read.items() if not right}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_ending(row: list[str]) -> None:
    assert wrong(row) == LATER.get(row[0], set())
