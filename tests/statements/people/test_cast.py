"""What a report's cast can be asked: who is named where, which office stands at a place, which nobody holds by name."""

from __future__ import annotations

from datetime import date

from whipcount.statements.people.participants import find_participants
from whipcount.text.span import Span

TEXT = (
    "Hungary was silent. Turkish President Ada Brim met Tov Lund in Brussels, and the Swedish foreign minister left "
    "with NATO's secretary general."
)
CAST = find_participants(TEXT)


def at(words: str) -> int:
    return TEXT.index(words)


def test_mentions_begin_inside_a_span() -> None:
    assert [mention.id for mention in CAST.mentions_in(Span(0, at(" was")))] == ["HU"]
    assert CAST.mentions_in(Span(1, at(" was"))) == ()
    assert [mention.id for mention in CAST.mentions_in(Span(at("NATO"), len(TEXT)))] == ["NATO"]


def test_the_last_state_before_a_place() -> None:
    before = CAST.state_before(at("Ada"))
    assert before is not None
    assert before.id == "TR"
    assert CAST.state_before(at("Ada"), floor=at("President")) is None
    body = CAST.state_before(len(TEXT))
    assert body is not None
    assert body.id == "SE", "a body is no state"
    assert CAST.is_state("SE")
    assert not CAST.is_state("NATO")


def test_the_office_at_a_place() -> None:
    office = CAST.office_at(Span(at("the Swedish"), at(" left")))
    assert office is not None
    assert office.actors == ("SE",)
    assert CAST.office_at(Span(0, at("Turkish"))) is None


def test_the_offices_that_nobody_holds_by_name() -> None:
    assert [office.actors for office in CAST.unheld] == [("SE",), ("NATO",)]


def test_what_the_table_knows_of_a_person() -> None:
    cast = find_participants("Hungary and NATO met. Viktor Orban spoke.")
    (orban,) = cast.people.persons
    known = cast.who_is(orban, date(2023, 5, 1))
    assert known is not None
    assert known.tenure is not None
    assert known.tenure.actor == "HU"
    assert CAST.who_is(CAST.people.persons[0], date(2023, 5, 1)) is None
