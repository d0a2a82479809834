"""How much of a large dossier a view lists: what decides first, then the newest, and how much more there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tests.analysis.invented import position
from whipcount.briefs.sections.limits import (
    FEWEST_STEPS,
    MOST_EVIDENCE,
    MOST_STEPS,
    left_out,
    listed_evidence,
    listed_steps,
)
from whipcount.positions.count.tally import Position, Step, StepOutcome
from whipcount.positions.stance.stance import Evidence, Stance

START = date(2025, 1, 1)
ITEMS = [
    replace(position("KELL", Stance.NO, START + timedelta(days=n)), id=f"r-{n}") for n in range(MOST_EVIDENCE + 50)
]


@dataclass
class Counted:
    """What these functions look at of an analysis."""

    evidence: tuple[Evidence, ...] = ()
    positions: tuple[Position, ...] = ()
    statements: tuple[object, ...] = ()

    @property
    def tally(self) -> Counted:
        return self


def test_a_small_dossier_is_shown_whole_oldest_first() -> None:
    assert listed_evidence(Counted(), ITEMS[:5][::-1]) == ITEMS[:5]  # type: ignore[arg-type]


def test_of_a_large_one_what_decides_is_kept_however_old() -> None:
    decides = Position("KELL", Stance.NO, evidence=("r-0", "r-1"))
    shown = listed_evidence(Counted(positions=(decides,)), ITEMS)  # type: ignore[arg-type]
    assert len(shown) == MOST_EVIDENCE
    assert shown[0].id == "r-0"
    assert [item.id for item in shown[1:]] == [item.id for item in ITEMS[-(MOST_EVIDENCE - 1) :]]


def steps(*outcomes: StepOutcome) -> tuple[Step, ...]:
    return tuple(Step(f"r-{n}", outcome, "why") for n, outcome in enumerate(outcomes))


@pytest.mark.parametrize("members", [1, 50, 100_000])
def test_of_steps_what_sets_the_position_and_the_newest(members: int) -> None:
    other = next(outcome for outcome in StepOutcome if outcome is not StepOutcome.SETS)
    all_steps = steps(StepOutcome.SETS, *[other] * (MOST_STEPS + 10))
    shown = listed_steps(Position("KELL", Stance.NO, steps=all_steps), members)
    assert len(shown) == max(FEWEST_STEPS, MOST_STEPS // members)
    assert shown[0] == all_steps[0]
    assert shown[-1] == all_steps[-1]
    few = steps(StepOutcome.SETS, other)
    assert listed_steps(Position("KELL", Stance.NO, steps=few), members) == few


def test_what_is_not_listed_is_counted() -> None:
    counted = Counted(evidence=tuple(ITEMS))
    assert left_out(counted, len(ITEMS)) == ""  # type: ignore[arg-type]
    told = left_out(counted, 200)  # type: ignore[arg-type]
    assert f"Of {len(ITEMS)} pieces" in told
    assert "lists 200" in told
