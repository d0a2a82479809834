"""When it is decided: the meeting or vote ahead, or the day of the decision; invented leads in ``occasions.tsv``."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "occasions.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(lead: str) -> str:
    found = detect_proposal([read_report(f"A decision is near\n15 May 2023\n\n{lead}\n".encode())])
    assert found is not None
    return str(found.occasion.period) if found.occasion and found.occasion.period else "-"


@pytest.mark.parametrize(("when", "lead"), ROWS, ids=[str(n) for n in range(len(ROWS))])
def test_occasion(when: str, lead: str) -> None:
    assert told(lead) == when
