"""What an address asks for: read, written, and the same after both."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.errors import InputError
from whipcount.positions.stance.stance import Stance
from whipcount.web.state import MOST, State, read_state, segment

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
WORDS = st.none() | st.text("abcÄ&=#%+?/'", min_size=1, max_size=12)
STATES = st.builds(
    State,
    as_of=DAYS,
    known_by=st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    since=DAYS,
    variant=WORDS,
    member=WORDS,
    stance=st.none() | st.sampled_from(Stance),
    words=WORDS,
    tag=WORDS,
    assignee=WORDS,
    first=DAYS,
    last=DAYS,
    after=st.none() | st.just("50"),
)


def fields(query: str) -> dict[str, str]:
    return dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))


@settings(max_examples=40)
@given(STATES)
def test_a_state_is_read_back_from_its_own_query(state: State) -> None:
    assert read_state(fields(state.query())) == state


def test_changes_replace_and_none_takes_away() -> None:
    state = State(as_of=date(2025, 1, 2), member="HU", after="50")
    assert fields(state.query(after=None, member="TR")) == {"as_of": "2025-01-02", "member": "TR"}
    assert state.query(as_of=None, member="", after=None) == ""
    assert state.moment == State(as_of=date(2025, 1, 2))


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"as_of": "2025-02-30"}, "as_of"),
        ({"known_by": "yesterday"}, "known_by"),
        ({"stance": "maybe"}, "stance"),
        ({"words": "x" * (MOST + 1)}, "words"),
        ({"nothing": "x" * (MOST + 1)}, "nothing"),
    ],
)
def test_what_cannot_be_read_names_its_parameter(query: dict[str, str], where: str) -> None:
    with pytest.raises(InputError) as caught:
        read_state(query)
    assert caught.value.where == where


def test_a_plus_that_a_query_made_a_blank_is_a_plus_again() -> None:
    moment = read_state({"known_by": "2025-01-02T10:00:00 02:00"}).known_by
    assert moment == datetime(2025, 1, 2, 8, tzinfo=UTC)


@given(st.text(min_size=1, max_size=20))
def test_a_segment_holds_any_text_and_no_slash(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert unquote(segment(text)) == text
    assert not set("/?#") & set(segment(text))
