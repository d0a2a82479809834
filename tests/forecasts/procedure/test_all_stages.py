"""All stages: which stage of which procedure, its chance against the parts it is made of, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.forecasts.test_course import example
from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.dossier import Event
from whipcount.errors import BodyError, ForecastError
from whipcount.forecasts.by_day import by_day, join
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.pivotal_consent import completing
from whipcount.forecasts.core.runs import last_in
from whipcount.forecasts.meeting.forecast import at_meeting
from whipcount.forecasts.procedure.all_stages import AllStages, Where, all_stages
from whipcount.forecasts.procedure.current_stage import Source
from whipcount.forecasts.procedure.procedures import Lasting, Meetings, run_procedure
from whipcount.forecasts.procedure.stages import (
    BY_ACTOR,
    NEVER,
    SPREAD,
    placed_stage,
    placed_stage_or_none,
    stated_clock,
)
from whipcount.positions.proposal.proposal import Occasion, Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.rules.procedure import By, Stage
from whipcount.text.period import Grain, Period

LATE = datetime(2030, 1, 1, tzinfo=UTC)
DAY = date(2024, 3, 1)
LAKE = """
id: LAKE
name: The Lake Council
sources: [invented]
default: unanimity
members:
  - {id: AAR, name: Aarvik, from: 2000-01-01}
  - {id: BEL, name: Belmar, from: 2000-01-01}
  - {id: CAR, name: Carrow, from: 2000-01-01}
  - {id: DOL, name: Dolven, from: 2000-01-01}
rules:
  unanimity: {rule: all members, for: [protocol]}
  common consent: {rule: no objection, for: [admission invitation]}
  three: {rule: at least 3 members, for: [statute]}
procedures:
  admission:
    clocks: invented
    stages:
      - {name: invitation, rule: common consent}
      - {name: talks, by: candidate, days: 100, spread: 0}
      - {name: ratification, by: each member, days: 300, spread: 0.5}
      - {name: deposit, by: other, actor: the harbour master, days: 10, spread: 0}
  amendment:
    stages:
      - {name: draft, rule: three}
      - {name: ratification, by: each member}
"""


def lake() -> Body:
    return parse_body(LAKE)


def act(member: str, stance: Stance, day: date, authority: Authority = Authority.RECORDED_VOTE) -> Evidence:
    return Evidence(f"{member}-{day}", member, "asked", stance, day, day, day, LATE - timedelta(days=9), authority)


def case(*evidence: Evidence, events: tuple[Event, ...] = (), **more: Any) -> Case:
    fields: dict[str, Any] = {
        "procedure": "admission", "stage": "invitation", "decision": "admission invitation", "candidate": "ORV",
        "occasion": Occasion("spring session", period=Period(date(2024, 3, 10), date(2024, 3, 11), Grain.DAYS)),
        **more,
    }  # fmt: skip
    if not evidence and fields["stage"] == "invitation":  # where nobody has spoken, there is nothing to go on
        evidence = (act("AAR", Stance.YES, date(2024, 2, 1), Authority.MINISTER),)
    return Case("orvana", Proposal("orvana", "Orvana is admitted", "LAKE", **fields), lake(), evidence, events)


def ratification(*evidence: Evidence, events: tuple[Event, ...] = (), **more: Any) -> Case:
    fields: dict[str, Any] = {"stage": "ratification", "decision": "protocol", "occasion": None}
    return case(*evidence, events=events, **{**fields, "opened": date(2024, 1, 1), **more})


def test_the_stage_at_hand_has_the_dossiers_own_chance_and_the_others_their_stated_clocks() -> None:
    """One meeting, then fixed waits: the chance by a day is the meeting's, shifted by the waits."""
    asked = case()
    p = at_meeting(asked, DAY, LATE, reasons=False).p
    forecast = all_stages(asked, DAY, LATE, again=0, stated={"ratification": Lasting(300, 0.0)}, by=date(2025, 7, 1))
    assert forecast.p == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / forecast.paths))
    assert [stage.state for stage in forecast.stages] == [Where.AT_HAND, Where.AHEAD, Where.AHEAD, Where.AHEAD]
    assert [stage.source for stage in forecast.stages] == [Source.MEETING, *[Source.STATED] * 3]
    assert forecast.stages[3].who == "the harbour master"
    assert all("stated, not fitted" in stage.clock for stage in forecast.stages[1:])
    meeting = date(2024, 3, 11)
    waits = (0, 100, 400, 410)
    assert [stage.median_if for stage in forecast.stages] == [meeting + timedelta(days=d) for d in waits]
    assert all_stages(asked, DAY, LATE, again=0, by=date(2024, 6, 18)).stages[1].chance == 0.0
    assert all_stages(asked, DAY, LATE, again=0, by=date(2024, 6, 19)).stages[1].chance > 0.0
    assert forecast.notes == ("Only its own meeting counts: if it fails there, it has failed.",)


def test_a_question_that_fails_is_put_again() -> None:
    asked = case()
    once, often = (all_stages(asked, DAY, LATE, again=again, by=date(2026, 3, 1)) for again in (0.0, 100.0))
    p = at_meeting(asked, DAY, LATE, reasons=False).p
    days = tuple(float(day) for day in range(10, 5 * 365 + 1, 100))
    exact = Meetings(days, (p,) * len(days)).ends(np.zeros(200_000), np.random.default_rng(1))
    assert once.stages[0].chance == pytest.approx(p, abs=0.01)
    assert often.stages[0].chance == pytest.approx(float((exact <= 730).mean()), abs=0.01)
    assert "every 100 days from 2024-06-19 (stated)" in often.stages[0].clock


def test_a_chance_that_is_known_already_is_not_computed_again() -> None:
    assert all_stages(case(), DAY, LATE, chance=0.25, again=0).stages[0].chance == pytest.approx(0.25, abs=0.01)


def test_a_meeting_that_is_over_comes_back_or_ends_it() -> None:
    later = date(2024, 6, 1)
    forecast = all_stages(case(events=(Event(date(2024, 3, 11), "no decision", "blocked"),)), later, LATE, again=90)
    assert any("The meeting is over" in note for note in forecast.notes)
    assert any("blocked on 2024-03-11" in note for note in forecast.notes)
    assert 0 < forecast.p < forecast.stages[0].chance
    assert forecast.stages[0].median_if is not None
    assert forecast.stages[0].median_if >= later + timedelta(days=90)
    with pytest.raises(ForecastError, match="no meeting lies ahead"):
        all_stages(case(), later, LATE, again=0)


@pytest.mark.parametrize("done_by", ["the rule", "an event"])
def test_a_stage_that_is_done_hands_on_to_the_next(done_by: str) -> None:
    yes = [act(m, Stance.YES, date(2024, 2, 1)) for m in ("AAR", "BEL", "CAR", "DOL")] if done_by == "the rule" else []
    events = () if yes else (Event(date(2024, 2, 1), "invited", "decided"),)
    forecast = all_stages(case(*yes, events=events), DAY, LATE)
    assert forecast.at_hand.name == "talks"
    assert forecast.stages[0].state is Where.DONE
    assert forecast.at_hand.source is Source.STATED
    assert any("invitation is done" in note for note in forecast.notes)
    more = all_stages(case(*yes, events=events), DAY, LATE, done=["talks"])
    assert more.at_hand.name == "ratification"
    assert more.p > forecast.p


def test_a_ratification_is_simulated_and_tells_who_is_last() -> None:
    asked = ratification(act("AAR", Stance.YES, date(2024, 2, 1)), act("BEL", Stance.NO, DAY, Authority.HEAD))
    forecast = all_stages(asked, DAY, LATE, by=date(2025, 6, 1), stated={"deposit": Lasting(1, 0.0)})
    alone = by_day(asked, DAY, LATE, by=date(2025, 6, 1), reasons=False)
    assert forecast.at_hand.name == "ratification"
    assert forecast.at_hand.chance == pytest.approx(alone.p, abs=0.02)
    assert forecast.p == pytest.approx(alone.p, abs=0.03)
    assert forecast.last == alone.last
    assert forecast.last[0][0] == "BEL"
    assert forecast.completing == ()
    assert "1 of 4 have consented" in forecast.at_hand.clock
    assert forecast.notes[0].endswith("are taken as done: invitation, talks.")
    all_in = [act(m, Stance.YES, date(2024, 2, 1)) for m in ("AAR", "BEL", "CAR", "DOL")]
    done = all_stages(ratification(*all_in), DAY, LATE)
    assert (done.at_hand.name, done.last) == ("deposit", ())
    assert done.quantiles[2][1] == DAY + timedelta(days=10)


def test_under_a_threshold_it_is_told_who_completes_and_not_who_is_last() -> None:
    """Three of four: the one that has said no need never come, so it comes last of all and decides nothing."""
    asked = ratification(
        act("AAR", Stance.YES, date(2024, 2, 1)), act("BEL", Stance.NO, DAY, Authority.HEAD), decision="statute"
    )
    made = join(asked, DAY, LATE).hazard
    run = made.run()
    out = by_day(asked, DAY, LATE, reasons=False)
    assert out.last == ()
    ids = [made.stand.ids[i] for i in run.left]
    assert dict(out.completing) == dict(zip(ids, completing(run).tolist(), strict=True))
    assert sum(p for _, p in out.completing) == pytest.approx(1.0)
    assert out.completing[-1][0] == "BEL"
    assert ids[int(last_in(run).argmax())] == "BEL"
    assert all_stages(asked, DAY, LATE).completing == out.completing
    unanimous = by_day(replace(asked, proposal=replace(asked.proposal, decision="protocol")), DAY, LATE, reasons=False)
    assert unanimous.completing == ()
    assert unanimous.last[0][0] == "BEL"


def test_slower_clocks_take_longer_and_the_same_seed_gives_the_same() -> None:
    one, again = (all_stages(case(), DAY, LATE, paths=5_000) for _ in range(2))
    assert one == again
    assert one.faster >= one.p >= one.slower
    assert one.faster > one.slower
    chances = [stage.chance for stage in one.stages]
    assert chances == sorted(chances, reverse=True)
    assert one.p == chances[-1]
    assert sum(stage.under_way for stage in one.stages) + one.p == pytest.approx(1.0)


def test_the_whole_is_what_the_procedure_gives() -> None:
    clock = {"talks": Lasting(100, 0.0), "ratification": Lasting(300, 0.5, NEVER), "deposit": Lasting(10, 0.0)}
    forecast = all_stages(case(), DAY, LATE, chance=0.4, again=200, paths=9_000, seed=7)
    days = tuple(float(day) for day in range(10, 5 * 365 + 1, 200))
    made = run_procedure(
        lake().procedure("admission"), {"invitation": Meetings(days, (0.4,) * len(days)), **clock},
        as_of=DAY, paths=9_000, seed=7,
    )  # fmt: skip
    assert forecast.p == made.chance(forecast.by)
    assert forecast.by == DAY + timedelta(days=730)
    assert forecast.stages[2].days == 300


def test_the_founding_example_and_swedens() -> None:
    root = Path(__file__).resolve().parents[3]
    ukraine = example(root, "ukraine-invitation")
    first: AllStages = all_stages(ukraine, date(2024, 11, 29), LATE)
    assert first.at_hand.name == first.own == "invitation"
    assert first.p < first.stages[0].chance < 0.1
    assert first.stages[0].chance >= at_meeting(ukraine, date(2024, 11, 29), LATE, reasons=False).p - 0.002
    sweden = example(root, "sweden-accession")
    second = all_stages(sweden, date(2023, 7, 12), LATE)
    assert second.at_hand.name == "ratification"
    assert {member for member, _ in second.last} == {"TR", "HU"}
    assert 0.2 < second.p < second.at_hand.chance < 0.8
    third = all_stages(sweden, date(2024, 2, 26), LATE)  # Hungary was the last; it was a member ten days later
    assert third.at_hand.name == "invitation to accede"
    assert third.p > 0.99
    assert third.quantiles[0][1] is not None
    assert third.quantiles[0][1] <= date(2024, 3, 7) <= (third.quantiles[-1][1] or date.max)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, ("admission", "invitation")),
        ({"procedure": None}, ("admission", "invitation")),
        ({"procedure": None, "stage": None}, ("admission", "invitation")),  # by the kind of decision
        ({"procedure": None, "stage": "Invitation"}, ("admission", "invitation")),
        ({"procedure": None, "stage": "ratification", "decision": ""}, None),  # of two procedures
        ({"procedure": "amendment", "stage": "ratification"}, ("amendment", "ratification")),
        ({"procedure": None, "candidate": None}, None),  # nobody is there to hold the talks
        ({"procedure": None, "stage": "feast", "decision": "feast"}, None),
    ],
)
def test_which_stage_of_which_procedure(more: dict[str, Any], found: tuple[str, str] | None) -> None:
    placed = placed_stage_or_none(case(**more).proposal, lake())
    assert (None if placed is None else (placed.procedure.name, placed.stage.name)) == found


def test_stated_clocks_come_from_the_user_the_body_or_who_acts() -> None:
    assert stated_clock(Stage("s", By.OTHER, days=5, spread=0.1), Lasting(3)) == Lasting(3)
    assert stated_clock(Stage("s", By.OTHER, days=5, spread=0.1)) == Lasting(5, 0.1)
    for by, days in BY_ACTOR.items():
        assert stated_clock(Stage("s", by)) == Lasting(days, SPREAD, NEVER if by is By.EACH_MEMBER else 0.0)
    for body in ("NATO", "EU-COUNCIL"):
        stages = load_body(body).procedure("accession").stages
        assert all(stage.days for stage in stages[1:])
        assert load_body(body).procedure("accession").clocks


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"by": date(2024, 2, 28)}, "before the day of the forecast"),
        ({"by": date(2029, 3, 2)}, "more than five years"),
        ({"stated": {"feast": Lasting(3)}}, "'feast' is no stage of admission .accepted: invitation, talks"),
        ({"done": ["feast"]}, "'feast' is no stage"),
        ({"done": ["talks"]}, "the first stages"),
        ({"again": -1.0}, "-1 days"),
        ({"again": float("nan")}, "nan days"),
        ({"procedure": "amendment"}, "the decision's stage, 'invitation', is none"),
    ],
)
def test_bad_questions(more: dict[str, Any], problem: str) -> None:
    with pytest.raises(ForecastError, match=problem):
        all_stages(case(), DAY, LATE, **more)


def test_ways_that_are_not_there() -> None:
    with pytest.raises(BodyError, match=r"no procedure 'feast' \(accepted: admission, amendment\)"):
        all_stages(case(), DAY, LATE, procedure="feast")
    bare = replace(lake(), procedures=())
    with pytest.raises(ForecastError, match="has no procedures"):
        placed_stage(case().proposal, bare)
    with pytest.raises(ForecastError, match="not told of which procedure"):
        placed_stage(case(procedure=None, stage="ratification", decision="").proposal, lake())
    with pytest.raises(ForecastError, match="no stage is told"):
        placed_stage(case(stage=None, decision="").proposal, lake())
    with pytest.raises(ForecastError, match="which is done"):
        all_stages(ratification(), DAY, LATE, stated={"talks": Lasting(3)})
    all_in = [act(m, Stance.YES, date(2024, 2, 1)) for m in ("AAR", "BEL", "CAR", "DOL")]
    last = ratification(*all_in, procedure="amendment")
    with pytest.raises(ForecastError, match="all stages are done"):
        all_stages(last, DAY, LATE)
