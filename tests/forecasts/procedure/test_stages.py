"""Which stage of which procedure a decision is: told, or found where there is no doubt; and how long stages take."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whipcount.bodies.catalogue import list_bodies, load_body
from whipcount.errors import BodyError, ForecastError
from whipcount.forecasts.procedure.procedures import Lasting
from whipcount.forecasts.procedure.stages import (
    BY_ACTOR,
    MOST_DAYS,
    NEVER,
    SPREAD,
    check_stages,
    checked_days,
    placed_stage,
    placed_stage_or_none,
    stated_clock,
)
from whipcount.positions.proposal.proposal import Proposal
from whipcount.rules.procedure import By, Stage

NATO = load_body("NATO")
ASKED = Proposal("p", "P", "NATO", "membership invitation", candidate="UA")


def test_a_stage_that_is_told_goes_before_the_kind_of_decision() -> None:
    placed = placed_stage(replace(ASKED, procedure="accession", stage=" RATIFICATION "), NATO)
    assert placed.stage.name.casefold() == "ratification"
    assert placed.stage == placed.procedure.stages[placed.place]


def test_a_stage_of_no_procedure_as_a_report_words_it_leaves_it_to_the_kind_of_decision() -> None:
    assert placed_stage(replace(ASKED, stage="talks about talks"), NATO).stage.name == "invitation"


def test_every_stage_of_every_procedure_is_found_by_its_name() -> None:
    tried = 0
    for body in map(load_body, list_bodies()):
        for procedure in body.procedures:
            for place, stage in enumerate(procedure.stages):
                placed = placed_stage(Proposal("p", "P", body.id, procedure=procedure.name, stage=stage.name), body)
                first = [one.name.casefold() for one in procedure.stages].index(stage.name.casefold())
                assert placed.place == first <= place
                tried += 1
    assert tried > 5


@pytest.mark.parametrize(
    ("proposal", "name"),
    [
        (replace(ASKED, candidate=None), ""),  # nobody to be its candidate
        (replace(ASKED, decision="a feast"), ""),
        (replace(ASKED, decision="a feast"), "accession"),
    ],
)
def test_where_it_is_in_doubt_none_is_taken(proposal: Proposal, name: str) -> None:
    with pytest.raises(ForecastError) as caught:
        placed_stage(proposal, NATO, name)
    assert "stage" in str(caught.value.accepted)
    if not name:
        assert placed_stage_or_none(proposal, NATO) is None


def test_a_body_without_procedures_and_a_procedure_that_is_none_are_refused() -> None:
    bare = next(body for body in map(load_body, list_bodies()) if not body.procedures)
    with pytest.raises(ForecastError, match="has no procedures"):
        placed_stage(replace(ASKED, body=bare.id), bare)
    with pytest.raises(BodyError):
        placed_stage(ASKED, NATO, "coronation")
    assert placed_stage_or_none(ASKED, bare) is None


@pytest.mark.parametrize("by", list(By))
def test_a_clock_is_the_stated_one_else_the_files_else_by_who_acts(by: By) -> None:
    given = Lasting(3, 0.1, 0.0)
    assert stated_clock(Stage("s", by, days=60, spread=0.2), given) is given
    of_file = stated_clock(Stage("s", by, days=60, spread=0.2))
    assert (of_file.median, of_file.spread) == (60, 0.2)
    plain = stated_clock(Stage("s", by))
    assert (plain.median, plain.spread) == (BY_ACTOR[by], SPREAD)
    assert plain.never == of_file.never == (NEVER if by is By.EACH_MEMBER else 0.0)


def test_what_is_said_of_no_stage_or_no_time_is_refused() -> None:
    placed = placed_stage(ASKED, NATO)
    check_stages(placed, {placed.stage.name: 1}, where="--stage")
    with pytest.raises(ForecastError, match="'dessert' is no stage of accession"):
        check_stages(placed, {"dessert": 1}, where="--stage")
    assert checked_days(MOST_DAYS, where="x") == MOST_DAYS
    for days in (0.0, -1.0, MOST_DAYS + 1, float("nan"), float("inf")):
        with pytest.raises(ForecastError):
            checked_days(days, where="x")
