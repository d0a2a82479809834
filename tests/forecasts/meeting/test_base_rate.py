"""The base rate of meetings: counted on those at which nothing happened too, and only on those that were over."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount import datasets
from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.dossier import Event
from whipcount.errors import DatasetError, ForecastError, NothingToGoOnError
from whipcount.forecasts.core.ballots import compiled
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.course import course
from whipcount.forecasts.meeting.base_rate import FEWEST, base_rate, parse_meetings
from whipcount.forecasts.meeting.chance import meeting_forecast
from whipcount.forecasts.meeting.forecast import at_meeting
from whipcount.forecasts.meeting.occasions import load_questions
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Stance

INVITATION = Proposal("p", "P", "NATO", "membership invitation")
LATE = datetime(2100, 1, 1, tzinfo=UTC)


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(datasets.meetings_text("occasions"), newline="")))


def test_every_column_is_in_the_codebook_and_every_row_names_its_source() -> None:
    assert all(f"`{column}`" in datasets.meetings_codebook() for column in rows()[0])
    assert all(row["source"] for row in rows())
    for body, count in (("NATO", 67), ("EU-EUROPEAN-COUNCIL", 102)):
        assert sum(row["body"] == body for row in rows()) == count
        assert f"{count} " in datasets.meetings_codebook()
    assert len({(row["body"], row["date"], row["occasion"]) for row in rows()}) == len(rows())


def test_the_names_of_decisions_are_those_of_the_catalogue() -> None:
    for kind in csv.DictReader(io.StringIO(datasets.meetings_text("kinds"), newline="")):
        body = load_body(kind["body"])
        for name in kind["decisions"].split(";"):
            assert body.named_rule(name, date(2024, 1, 1)) is not None


@pytest.mark.shared
def test_what_was_agreed_is_what_the_table_of_decisions_says(shared: Path) -> None:
    questions = load_questions(shared / "data" / "ratifications" / "meeting_decisions.csv")
    told = {
        (q.day.strftime("%Y-%m"), names)
        for q in questions
        if q.body == "NATO" and q.decided and q.text.startswith("invite")
        for names in q.about
    }
    known = {m.id: m.name.casefold() for m in load_body("NATO").all_members}
    agreed = {
        (row["date"], known[member])
        for row in rows()
        if row["body"] == "NATO" and row["agreed"]
        for member in row["agreed"].split(";")
    }
    assert agreed == told


def test_only_meetings_that_were_over_count() -> None:
    before, after = base_rate(INVITATION, date(2022, 6, 30)), base_rate(INVITATION, date(2022, 7, 1))
    assert before is not None
    assert after is not None
    assert (after.occasions, after.put_at, after.agreed_at) == (
        before.occasions + 1, before.put_at + 1, before.agreed_at + 1,
    )  # fmt: skip
    assert base_rate(INVITATION, date(1997, 8, 1)) is None  # fewer than enough
    assert FEWEST == 5


def test_it_is_told_with_its_numbers() -> None:
    rate = base_rate(INVITATION, date(2024, 11, 29))
    assert rate is not None
    assert rate.told.startswith("of 64 summits and meetings of foreign ministers of NATO from 1997 to 2024")
    assert "7 put one to a decision and 6 agreed to one" in rate.told
    assert "unverified" in rate.told


def test_other_decisions_and_bodies_have_none() -> None:
    assert base_rate(Proposal("p", "P", "NATO", "budget"), date(2024, 1, 1)) is None
    assert base_rate(Proposal("p", "P", "ASEAN", "admission"), date(2024, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2030-13,X,A,,", "is no month"),
        ("2030-05,X,,,", "nobody's request"),
        ("2030-05,X,A,B,", "B put, and not open"),
    ],
)
def test_a_table_that_does_not_hold_together(text: str, words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        parse_meetings(f"date,body,open,agreed,refused\n{text}\n", where="mine.csv")


def test_an_open_request_that_nobody_has_spoken_of_stands_at_a_few_in_a_hundred() -> None:
    """Neither the 38% of questions that came up, nor with two claims of no agreement the 8% it was."""
    out = at_meeting(Case("c", INVITATION, load_body("NATO"), (), ()), date(2024, 11, 29), LATE, reasons=False)
    assert 0.02 < out.p < 0.06
    assert out.reference is not None
    assert out.reference.told.startswith("of 64 summits")


def record(stance: Stance) -> Evidence:
    day = date(2024, 11, 20)
    return Evidence("r", "VN", "asked", stance, day, day, day, LATE, Authority.HEAD)


def test_nothing_to_go_on_gives_no_number() -> None:
    asean = Case("c", Proposal("p", "P", "ASEAN", "decision"), load_body("ASEAN"), (), ())
    with pytest.raises(NothingToGoOnError, match="nothing to go on"):
        at_meeting(asean, date(2024, 11, 29), LATE)
    with pytest.raises(ForecastError, match="nothing to go on"):
        list(course(asean, [date(2024, 11, 1), date(2024, 11, 8)], LATE))
    spoken = Case("c", asean.proposal, asean.body, (record(Stance.YES),), ())
    days = [date(2024, 11, 1), date(2024, 11, 21), date(2024, 11, 29)]
    assert [step.day for step in course(spoken, days, LATE)] == days[1:]


def test_silence_is_no_consent_where_votes_are_counted() -> None:
    """What silent members are worth was fitted on bodies in which any one can block: a silent senate tells nothing."""
    votes = Case("c", Proposal("p", "P", "UNGA", "resolution"), load_body("UNGA"), (), (), "on")
    with pytest.raises(NothingToGoOnError, match="silence is no sign of consent"):
        at_meeting(votes, date(2024, 11, 29), LATE)
    asean = Case("c", Proposal("p", "P", "ASEAN", "decision"), load_body("ASEAN"), (), (), "on")
    assert at_meeting(asean, date(2024, 11, 29), LATE, reasons=False).p > 0.5


def test_the_same_number_with_and_without_reasons() -> None:
    """A brief's headline, its chart, the command and the course all ask the same draws."""
    nato = load_body("NATO")
    day = date(2024, 11, 29)
    case = Case("c", INVITATION, nato, (), ())
    ids = tuple(m.id for m in nato.members(day))
    rule = nato.rule("membership invitation", day)
    counted = tally((), INVITATION, ids, rule, as_of=day, known_by=LATE)
    direct = meeting_forecast(counted, compiled(rule), base_rate=base_rate(INVITATION, day))
    assert direct.p == at_meeting(case, day, LATE).p == at_meeting(case, day, LATE, reasons=False).p
    assert direct.p == next(iter(course(case, [day], LATE))).outlook.p


@pytest.mark.parametrize("kind", ["decided", "blocked"])
def test_what_has_ended_has_no_chance(kind: str) -> None:
    """As on the page: neither the command nor the series tells a chance of what was decided, or blocked."""
    day = date(2024, 11, 20)
    case = Case("c", INVITATION, load_body("NATO"), (), (Event(day, "it ended", kind),))
    with pytest.raises(ForecastError, match=f"it was {kind} on 2024-11-20"):
        at_meeting(case, day, LATE)
    days = [date(2024, 11, 18), date(2024, 11, 19), day, date(2024, 11, 21)]
    assert [step.day for step in course(case, days, LATE)] == days[:2]
