from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.dossiers.dossier import Event
from whipcount.forecasts.core.ballots import consensus
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.meeting.agenda import Agenda, agenda_claims, agenda_known, chance_put, read_agenda
from whipcount.forecasts.meeting.chance import meeting_forecast
from whipcount.positions.coders.scheduled_votes import CODER
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.proposal.proposal import Occasion, Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Force
from whipcount.statements.statement import Modality
from whipcount.text.period import Grain, Period

DAY = date(2031, 5, 2)
NOW = datetime(2031, 5, 2, tzinfo=UTC)


def said(gist: str, n: int = 0, **changes: object) -> Evidence:
    fields: dict[str, object] = {
        "id": f"a{n}", "member": "M0", "variant": "v", "stance": None, "said_from": DAY, "said_to": DAY,
        "reported_on": DAY, "recorded_at": NOW, "authority": Authority.MINISTER, "gist": gist,
    }  # fmt: skip
    return Evidence(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the admission of Orvana is on the agenda", True),
        ("it will be put to a vote on Friday", True),
        ("the question was added to the council's agenda", True),
        ("Orvana's admission is not on the agenda of the spring meeting", False),
        ("it isn't on our agenda", False),
        ("the matter was taken off the agenda", False),
        ("no decision on Orvana is expected", False),
        ("it will not be put to a vote", False),
        ("the six members will vote on Friday on the admission of Orvana", True),
        ("ministers are to decide on Orvana's admission", True),
        ("the council is due to vote on whether to admit Orvana", True),
        ("the ministers are expected to vote on the admission", None),
        ("the members should vote on the admission", None),
        ("he hoped that the members will vote on the admission", None),
        ("the members will not vote on the admission", None),
        ("Corvy's parliament will vote on the admission", None),
        ("its members will vote on the admission", None),
        ("members of the Tide League will vote on the admission", None),
        ("it should be on the agenda", None),
        ("asked whether it was on the agenda", None),
        ("it is not on the agenda today but on the agenda of the autumn meeting", None),
        ("Orvana has an agenda of its own", None),
        ("the admission is welcome", None),
        ("", None),
    ],
)
def test_words_about_the_agenda(text: str, expected: bool | None) -> None:
    assert read_agenda(text) is expected


def test_a_vote_that_a_report_announces_is_a_claim_by_its_coder() -> None:
    words = "The members of the Tide League will vote on the admission."  # which body it is was read with the report
    (claim,) = agenda_claims([said(words, member=None, coder=CODER, modality=Modality.FUTURE)], "v", DAY)
    assert claim.on
    prior = MeetingPrior()
    put = chance_put(Agenda.UNKNOWN, [claim], DAY, prior)
    assert prior.agenda_unknown + 0.25 < put < prior.on_agenda


@pytest.mark.parametrize(
    ("event", "occasion", "known"),
    [
        (Event(DAY, "vote", "vote_scheduled", announced=DAY), True, Agenda.ON),
        (Event(DAY, "vote", "vote_scheduled", announced=DAY), False, Agenda.ON),
        (Event(DAY, "vote", "vote_scheduled"), True, Agenda.UNKNOWN),
        (Event(DAY, "vote", "vote_scheduled", announced=date(2031, 5, 3)), True, Agenda.UNKNOWN),
        (Event(DAY, "vote", "vote_scheduled", "M0", announced=DAY), True, Agenda.UNKNOWN),
        (Event(DAY, "summit", "meeting", announced=DAY), True, Agenda.UNKNOWN),
        (Event(date(2031, 6, 1), "vote", "vote_scheduled", announced=DAY), True, Agenda.UNKNOWN),
        (Event(date(2031, 5, 1), "vote", "vote_scheduled", announced=DAY), False, Agenda.UNKNOWN),
    ],
)
def test_an_announced_vote_of_all_puts_the_question_on_the_agenda(event: Event, occasion: bool, known: Agenda) -> None:
    meeting = Occasion("session", None, Period(DAY, DAY, Grain.DAY)) if occasion else None
    proposal = Proposal("p", "P", "X", occasion=meeting)
    assert agenda_known("unknown", [event], proposal, DAY) is known
    assert agenda_known("off", [event], proposal, DAY) is Agenda.OFF


def test_what_is_no_claim_about_the_agenda() -> None:
    off = "it is not on the agenda"
    kept = agenda_claims(
        [
            said(off, 0),
            said(off, 1, variant="another"),
            said(off, 2, force=Force.REQUEST),
            said(off, 3, modality=Modality.HYPOTHETICAL),
            said(off, 4, reported_on=date(2031, 6, 1)),
            said(off, 5, origin="same"),
            said(off, 6, origin="same"),
            said(off, 7),
            said("a slip of the tongue", 8, withdraws="a7"),
        ],
        "v",
        DAY,
    )
    assert [c.evidence.id for c in kept] == ["a0", "a5"]
    assert not any(c.on for c in kept)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(Authority)), max_size=5), st.sampled_from(Authority))
def test_one_more_claim_moves_its_own_way_and_stays_between_the_ends(
    given_: list[tuple[bool, Authority]], who: Authority
) -> None:
    prior = MeetingPrior()
    words = {True: "it is on the agenda", False: "it is not on the agenda"}
    before = [said(words[on], n, authority=a) for n, (on, a) in enumerate(given_)]

    def put(items: list[Evidence]) -> float:
        return chance_put(Agenda.UNKNOWN, agenda_claims(items, "v", DAY), DAY, prior)

    low, middle, high = (put([*before, *more]) for more in ([said(words[False], 9, authority=who)], [],
                                                            [said(words[True], 9, authority=who)]))  # fmt: skip
    assert prior.off_agenda - 1e-12 <= low <= middle <= high <= prior.on_agenda + 1e-12


def test_an_old_claim_moves_less() -> None:
    prior = MeetingPrior()
    claims = agenda_claims([said("it is not on the agenda")], "v", DAY)
    fresh, old = (chance_put(Agenda.UNKNOWN, claims, day, prior) for day in (DAY, date(2032, 5, 2)))
    assert fresh < old < prior.agenda_unknown


def test_the_forecast_counts_the_claim_and_tells_of_it() -> None:
    tally = Tally("p", "v", "X", DAY, NOW, "consensus", (Position("M0", None), Position("M1", None)),
                  RuleState.OPEN, ("M0", "M1"))  # fmt: skip
    plain = meeting_forecast(tally, consensus)
    moved = meeting_forecast(tally, consensus, evidence=[said("it is not on the agenda")])
    assert moved.p < 0.3 * plain.p
    (told,) = moved.contributions
    assert (told.kind, told.evidence) == ("agenda", "a0")
    assert told.effect == pytest.approx(moved.p - plain.p)
    sure = meeting_forecast(tally, consensus, evidence=[said("it is not on the agenda")], agenda=Agenda.ON)
    assert sure.p_put == MeetingPrior().on_agenda
