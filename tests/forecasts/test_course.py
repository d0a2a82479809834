"""Sweden's accession, forecast and followed over time, and scored: each move is tied to what caused it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.dossiers.test_sealed import a_forecast
from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import DateError, ForecastError
from whipcount.forecasts.by_day import by_day
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import Kind
from whipcount.forecasts.course import course, every
from whipcount.forecasts.meeting.forecast import at_meeting
from whipcount.forecasts.record import ENOUGH, met_on, resolve, score, summary, to_seal
from whipcount.positions.stance.stance import Stance

LATE = datetime(2026, 1, 1, tzinfo=UTC)
PATHS = 1_000


def example(root: Path, name: str) -> Case:
    """An example dossier without its reports: no reader is needed."""
    dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
    assert dossier.proposal is not None
    return Case(dossier.id, dossier.proposal, load_body("NATO"), dossier.records, dossier.events)


@pytest.fixture(scope="module")
def sweden() -> Case:
    return example(Path(__file__).resolve().parents[2], "sweden-accession")


@pytest.fixture(scope="module")
def ukraine() -> Case:
    return example(Path(__file__).resolve().parents[2], "ukraine-invitation")


def test_a_forecast_by_a_day(sweden: Case) -> None:
    out = by_day(sweden, date(2023, 7, 12), LATE, by=date(2024, 3, 31), settings={"TR": Stance.YES}, paths=PATHS)
    assert out.kind is Kind.BY_DAY
    assert 0 < out.low <= out.p <= out.high < 1
    assert (len(out.consented), out.members) == (29, 31)
    assert {member for member, _ in out.last} == {"TR", "HU"}
    assert sum(p for _, p in out.last) == pytest.approx(1)
    assert all(gain > 0 for _, gain in out.gains)
    assert out.what_if is not None
    assert out.what_if.p == pytest.approx(out.p + dict(out.gains)["TR"])  # the same draws: consent at once, twice told
    assert [p for _, p in out.by_date] == sorted(p for _, p in out.by_date)
    days = [day for _, day in out.quantiles if day]
    assert days == sorted(days)
    values = [share.shapley for share in out.shares]
    assert sum(v for v in values if v is not None) == pytest.approx(out.p - out.base, abs=1e-9)
    assert out.learned_until == date(2020, 1, 1)


def test_the_same_question_has_the_same_answer_to_the_bit(sweden: Case) -> None:
    day = date(2023, 7, 12)
    assert by_day(sweden, day, LATE, paths=PATHS, reasons=False) == by_day(
        sweden, day, LATE, paths=PATHS, reasons=False
    )


def test_nothing_later_is_used(sweden: Case) -> None:
    day = date(2023, 7, 12)
    then = replace(
        sweden,
        evidence=tuple(e for e in sweden.evidence if e.reported_on <= day),
        events=tuple(e for e in sweden.events if e.on <= day),
    )
    assert by_day(then, day, LATE, paths=PATHS, reasons=False) == by_day(sweden, day, LATE, paths=PATHS, reasons=False)


def test_a_scheduled_vote_counts_from_its_announcement(sweden: Case) -> None:
    day = date(2023, 7, 12)
    vote = Event(date(2023, 8, 1), "Turkey votes", "vote_scheduled", "TR", announced=date(2023, 7, 12))
    secret = replace(vote, announced=None)
    plain, known, unknown = (
        by_day(replace(sweden, events=(*sweden.events, *more)), day, LATE, paths=PATHS, reasons=False).p
        for more in ((), (vote,), (secret,))
    )
    assert known > plain + 0.01
    assert unknown == plain


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ({"by": date(2023, 7, 11)}, "by 2023-07-11 lies before the day of the forecast"),
        ({"by": date(2043, 7, 11)}, "more than five years"),
        ({"settings": {"SE": Stance.YES}}, "'SE': no member"),
    ],
)
def test_bad_questions(sweden: Case, question: dict[str, object], problem: str) -> None:
    with pytest.raises(ForecastError, match=problem):
        by_day(sweden, date(2023, 7, 12), LATE, paths=PATHS, **question)  # type: ignore[arg-type]


def test_nothing_to_learn_from_in_1900(sweden: Case) -> None:
    with pytest.raises(Exception, match=r"1900|members") as caught:
        by_day(sweden, date(1900, 1, 1), LATE)
    assert type(caught.value).__module__ == "whipcount.errors"


@pytest.mark.slow
def test_the_course_ties_each_move_to_its_cause(sweden: Case) -> None:
    days = [
        date(2023, 1, 16),
        date(2023, 1, 30),
        date(2024, 1, 22),
        date(2024, 1, 29),
        date(2024, 2, 26),
        date(2024, 3, 4),
    ]
    steps = list(course(sweden, days, LATE))
    by_id = {item.id: item for item in sweden.evidence}
    assert [step.day for step in steps] == days[:-1]  # the rule is met on 26 February: the course ends
    causes = [by_id[step.cause] if step.cause else None for step in steps]
    assert causes[3] is not None
    assert causes[3].member in ("TR", "HU")  # the one consented, the other changed its word, within the same week
    assert causes[4] is not None
    assert causes[4].member == "HU"
    assert steps[1].moved < 0
    assert causes[1] is not None
    assert causes[1].member == "TR"
    assert steps[3].moved > 0.2
    assert (steps[-1].outlook.p, steps[-1].outlook.met) == (1.0, True)
    assert all(step.effect * step.moved >= 0 for step in steps)
    assert steps[0].moved == 0.0


def test_the_course_of_a_meeting(ukraine: Case) -> None:
    days = every(date(2024, 9, 20), date(2024, 12, 20), "week")
    steps = list(course(ukraine, days, LATE))
    assert steps[-1].day <= date(2024, 12, 4)
    fall = next(step for step in steps if step.cause)
    assert fall.moved < 0
    assert {e.id: e for e in ukraine.evidence}[fall.cause or ""].member == "SK"


def test_a_vote_of_all_that_is_announced_is_news_of_the_meeting(ukraine: Case) -> None:
    silent = replace(ukraine, evidence=())
    vote = Event(date(2024, 12, 3), "the ministers vote", "vote_scheduled", announced=date(2024, 11, 20))
    told = replace(silent, events=(vote,))
    days = [date(2024, 11, 19), date(2024, 11, 29)]
    before, after = course(told, days, LATE)
    assert before.outlook.p == at_meeting(silent, days[0], LATE, reasons=False, draws=before.outlook.paths).p
    assert after.moved > 0.1
    assert after.cause == "event-0"
    assert at_meeting(told, days[1], LATE, reasons=False, without=frozenset({"event-0"})).p == pytest.approx(
        at_meeting(silent, days[1], LATE, reasons=False).p
    )


def test_a_meeting_that_is_over(ukraine: Case) -> None:
    with pytest.raises(ForecastError, match="was over on 2024-12-04"):
        at_meeting(ukraine, date(2024, 12, 5), LATE)


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [(date(2024, 1, 2), date(2024, 1, 1), "week"), (date(2024, 1, 1), date(2024, 2, 1), "hour"),
     (date(1950, 1, 1), date(2024, 2, 1), "day")],
)  # fmt: skip
def test_bad_series(first: date, last: date, step: str) -> None:
    with pytest.raises(DateError):
        every(first, last, step)


# -- the record


def test_sweden_is_resolved_by_the_rule(sweden: Case) -> None:
    today = date(2024, 6, 1)
    assert met_on(sweden, today, LATE) == date(2024, 2, 26)
    assert met_on(sweden, date(2024, 2, 25), LATE) is None
    said = replace(a_forecast(0.3, date(2023, 7, 12)), variant="accession")
    early, late = replace(said, by=date(2023, 12, 31)), replace(said, by=date(2024, 3, 31))
    outcomes = [resolve(sweden, f, today, LATE) for f in (early, late)]
    assert [o and (o.happened, o.on) for o in outcomes] == [(False, date(2023, 12, 31)), (True, date(2024, 2, 26))]
    open_yet = replace(said, by=date(2024, 3, 31))
    cut = replace(sweden, evidence=tuple(e for e in sweden.evidence if e.reported_on < date(2024, 2, 1)), events=())
    assert resolve(cut, open_yet, today, LATE) is None


def test_ukraine_is_resolved_by_the_event(ukraine: Case) -> None:
    said = to_seal(at_meeting(ukraine, date(2024, 11, 29), LATE, reasons=False), version="0", made_at=LATE)
    outcome = resolve(ukraine, said, date(2024, 12, 31), LATE)
    assert outcome is not None
    assert (outcome.happened, outcome.on) == (False, date(2024, 12, 4))
    silent = replace(ukraine, events=())
    assert resolve(silent, said, date(2024, 12, 4), LATE) is None
    passed = resolve(silent, said, date(2025, 12, 31), LATE)  # it was followed beyond the meeting
    assert passed is not None
    assert not passed.happened


def test_scores_are_those_of_the_definition(sweden: Case) -> None:
    made = datetime(2023, 7, 12, tzinfo=UTC)
    said = [
        replace(a_forecast(p, date(2023, 7, 12)), by=day, made_at=made)
        for p, day in ((0.3, date(2023, 12, 31)), (0.8, date(2024, 3, 31)), (0.5, date(2099, 1, 1)))
    ]
    scored, waiting = score(sweden, said, date(2024, 2, 1), LATE)
    assert (len(scored), waiting) == (1, 2)
    scored, waiting = score(sweden, said, date(2024, 6, 1), LATE)
    assert [s.brier for s in scored] == pytest.approx([0.09, 0.04, 0.25])
    assert [s.log for s in scored] == pytest.approx([0.356675, 0.223144, 0.693147], abs=1e-6)
    told = summary(scored, waiting)
    assert told["foretold"]["brier"] == pytest.approx(0.38 / 3)
    assert told["hindcasts"] == {"forecasts": 0, "dossiers": 0}
    assert "reliability" not in told["foretold"]
    many, _ = score(sweden, [said[1]] * ENOUGH, date(2024, 6, 1), LATE)
    (bar,) = summary(many, 0)["foretold"]["reliability"]
    assert (bar["happened"], bar["count"]) == (1.0, ENOUGH)
    late, _ = score(sweden, [replace(said[1], made_at=LATE)], date(2024, 6, 1), LATE)
    assert not late[0].foretold
