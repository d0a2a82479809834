"""How a dossier's decision ended: what one origin tells, what two tell, what a person enters; and what that resolves."""  # noqa: E501

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.outcomes import Ending, ending
from whipcount.positions.coders.told_by_reports import told_by_reports
from whipcount.positions.proposal.outcome import State
from whipcount.positions.stance.stance import Evidence

NOW = datetime(2030, 1, 1, tzinfo=UTC)
TEXT = "The Lake Council adopted the resolution on eel fishing on Tuesday by 5 votes to 2."
AGAIN = "On Tuesday the resolution on eel fishing was passed by the Lake Council."


def evidence(*texts: str, names: str = "ab") -> tuple[Evidence, ...]:
    made: list[Evidence] = []
    for text, name in zip(texts, names, strict=False):
        made += told_by_reports([told(f"News {name}", text, name=name)], (), OF["resolution"], LAKE, table=TABLE)
    return tuple(made)


def ended(items: tuple[Evidence, ...], *events: Event, as_of: date = date(2025, 4, 1)) -> Ending:
    return ending(items, events, "asked", as_of=as_of, known_by=NOW)


def test_one_origin_tells_and_does_not_confirm() -> None:
    found = ended(evidence(TEXT))
    outcome = found.outcome
    assert (outcome.state, str(outcome.on), outcome.yes, outcome.no) == (State.ADOPTED, "2025-03-11", 5, 2)
    assert not found.confirmed
    assert found.ended


def test_two_origins_confirm() -> None:
    assert ended(evidence(TEXT, AGAIN)).confirmed


def test_an_agency_relayed_twice_is_one_origin() -> None:
    relayed = evidence(f"{TEXT} The news was reported by Reuters.", f"{AGAIN} The news was reported by Reuters.")
    assert not ended(relayed).confirmed


def test_a_person_confirms() -> None:
    event = Event(date(2025, 3, 11), "adopted in Harrowmere", "decided")
    found = ended(evidence(TEXT), event)
    assert found.confirmed
    assert (found.outcome.yes, found.event) == (5, event)


def test_a_person_wins_over_reports() -> None:
    found = ended(evidence(TEXT), Event(date(2025, 3, 12), "not adopted", "blocked"))
    assert (found.outcome.state, found.outcome.yes) == (State.REJECTED, None)


def test_nothing_is_known_before_it_was_reported() -> None:
    assert ended(evidence(TEXT), as_of=date(2025, 3, 11)).outcome.state is State.OPEN
