"""The way in of every form: the same refusals for each kind of posts, and an answer that keeps the page's moment."""

from __future__ import annotations

import pytest

from tests.web.conftest import Desk
from tests.web.test_edits import form_of
from whipcount.web.posts import MOST_FIELDS

LAKE = "lake-council-orvana"
D = f"/d/{LAKE}"
PLACES = ("evidence/{coding}", "queue", "notes", "enter", "forecast", "reports", "whip-count")
"""Posts of three classes: edits, notes, and what is brought in."""


@pytest.mark.parametrize("place", PLACES)
def test_a_forged_form_writes_nothing_whatever_it_posts(desk: Desk, place: str) -> None:
    revision = desk.store.revision(LAKE)
    form = {**form_of(desk, f"{D}/evidence/{desk.coding}"), "token": "0" * 64, "action": "confirm"}
    answer = desk.client.post(f"{D}/{place.format(coding=desk.coding)}", data=form)
    assert answer.status_code == 403
    assert "no longer valid" in answer.text
    assert desk.store.revision(LAKE) == revision


def test_a_form_of_too_many_fields_is_refused(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    revision = desk.store.revision(LAKE)
    many = {f"field{n}": "x" for n in range(MOST_FIELDS)}
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "confirm", **many})
    assert answer.status_code == 400
    assert desk.store.revision(LAKE) == revision


def test_a_form_without_a_file_takes_none(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    revision = desk.store.revision(LAKE)
    form = {**form_of(desk, place), "action": "confirm"}
    answer = desk.client.post(place, data=form, files={"file": ("a.txt", b"words")})
    assert answer.status_code == 400
    assert desk.store.revision(LAKE) == revision


def test_the_answer_keeps_the_moment_and_the_name_for_the_next_form(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    form = {**form_of(desk, place), "action": "confirm"}
    answer = desk.client.post(f"{place}?as_of=2025-03-07&member=SARN", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert f"as_of=2025-03-07&saved={desk.store.revision(LAKE)}" in answer.headers["location"]
    assert "member=" not in answer.headers["location"]  # a filter of a list is none of the moment
    assert 'value="Ada"' in desk.client.get(place).text
