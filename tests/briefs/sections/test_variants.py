"""The variants of a decision side by side: each counted for itself, the one asked for marked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.invented import KNOWN, PROPOSAL, dossier, position
from whipcount.analysis.analyse import Read, analyse
from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.evidence import evidence_anchor
from whipcount.briefs.sections.variants import variant_views
from whipcount.positions.stance.stance import Stance

DAY = date(2025, 4, 1)
NO = position("KELL", Stance.NO, date(2025, 3, 1))
PATH = position("PELL", Stance.YES, date(2025, 3, 2), variant="path")


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(dossier(NO, PATH), Read(PROPOSAL), as_of=DAY, known_by=KNOWN, over_time=False)


def test_each_is_counted_for_itself(analysis: Analysis) -> None:
    asked, path = variant_views(analysis, ())
    assert [(view.id, view.asked) for view in (asked, path)] == [("asked", True), ("path", False)]
    assert dict(asked.counts) == {"against": 1, "unknown": 2}
    assert dict(path.counts) == {"for": 1, "unknown": 2}
    assert asked.label == "Orvana admitted"


def test_each_links_to_what_was_said_of_it_and_no_other(analysis: Analysis) -> None:
    asked, path = variant_views(analysis, ())
    assert asked.statements == (evidence_anchor(NO),)
    assert path.statements == (evidence_anchor(PATH),)


def test_its_words_tell_the_count(analysis: Analysis) -> None:
    asked, path = variant_views(analysis, ())
    assert "1 against" in asked.summary
    assert "1 for" in path.summary
    assert asked.state in ("blocked", "open")
