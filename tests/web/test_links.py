"""Links of one file: what opens one, what ends it, and that the file alone opens nothing."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whipcount.errors import InputError
from whipcount.web import links as module
from whipcount.web.links import LONGEST, Links


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(tmp_path / "desk.links")


def test_it_opens_its_dossier_until_it_ends_and_after_a_restart(links: Links) -> None:
    token = links.make("lake", now=100.0, seconds=60.0, author="Ada\n", note="for the desk")
    for opened in (links, Links(links.place)):
        link = opened.find(token, 159.9)
        assert link is not None
        assert (link.dossier, link.author, link.note, link.ends) == ("lake", "Ada", "for the desk", 160.0)
        assert opened.find(token, 160.0) is None


@pytest.mark.parametrize("seconds", [0.0, -5.0, LONGEST + 1])
def test_it_holds_for_some_time_and_not_for_ever(links: Links, seconds: float) -> None:
    with pytest.raises(InputError) as caught:
        links.make("lake", now=0.0, seconds=seconds)
    assert caught.value.where == "expiry"
    assert links.list(0.0) == ()


def test_a_link_is_revoked_by_who_has_its_dossier_alone(links: Links) -> None:
    token = links.make("lake", now=0.0, seconds=60.0)
    key = links.list(0.0)[0].id
    assert not links.revoke(key, "another")
    assert links.find(token, 1.0) is not None
    assert links.revoke(key, "lake")
    assert links.find(token, 1.0) is None
    assert not links.revoke(key)


def test_they_are_listed_by_their_end_and_by_dossier(links: Links) -> None:
    for dossier, seconds in (("a", 30.0), ("b", 10.0), ("a", 20.0)):
        links.make(dossier, now=0.0, seconds=seconds)
    assert [link.ends for link in links.list(0.0)] == [10.0, 20.0, 30.0]
    assert [link.ends for link in links.list(0.0, "a")] == [20.0, 30.0]
    assert [link.ends for link in links.list(15.0)] == [20.0, 30.0]


def test_there_are_only_so_many_and_what_has_ended_makes_room(links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    links.make("a", now=0.0, seconds=10.0)
    links.make("a", now=0.0, seconds=20.0)
    with pytest.raises(InputError, match="2 links hold already"):
        links.make("a", now=5.0, seconds=20.0)
    assert links.make("a", now=11.0, seconds=20.0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(at=st.integers(0, 92), letter=st.sampled_from(string.ascii_letters + string.digits + "-_."))
def test_a_token_with_one_letter_changed_opens_nothing(tmp_path: Path, at: int, letter: str) -> None:
    links = Links(tmp_path / "one.links")
    token = links.make("lake", now=0.0, seconds=60.0)
    at %= len(token)
    if token[at] != letter and at != len(token) - 1:  # its last bits sign nothing
        assert links.find(token[:at] + letter + token[at + 1 :], 1.0) is None


def test_a_file_of_links_opens_no_link_of_another(tmp_path: Path) -> None:
    one, two = Links(tmp_path / "one"), Links(tmp_path / "two")
    assert two.find(one.make("lake", now=0.0, seconds=60.0), 1.0) is None
