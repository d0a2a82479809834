"""Lists of members: what joins names to one list, what parts them, and which names stand for a member."""

from __future__ import annotations

import re

import pytest

from whipcount.bodies.member_lists import MemberList, NamedMember, member_lists
from whipcount.text.span import Span

NAMES = re.compile(r"(?:BODY|Kell(?:ish)?|Pell|Sarn|Orm|Ann Hale|Jo Vane|Mo Pell|Outland)(?!\w)")


def lists(text: str, *, persons: bool = False, start: int = 0) -> list[MemberList]:
    """The lists of a text in which these names have been found."""
    found = [
        NamedMember(
            Span(match.start() + start, match.end() + start),
            match.group(),
            match.group() != "Outland",
            not match.group().endswith("ish"),
            body=match.group() == "BODY",
            person=persons,
        )
        for match in NAMES.finditer(text)
    ]
    return list(member_lists(text, found, start))


TOGETHER = [
    ("Kell, Pell and Sarn met.", ["Kell Pell Sarn"]),
    ("Kell and, to no surprise, Pell met.", ["Kell Pell"]),
    ("Kell and four states of the south: Pell and Sarn met.", ["Kell Pell Sarn"]),
    ("It met Kell, and Pell left.", ["Kell", "Pell"]),
    ("Unlike Kell, Pell abstained.", ["Kell", "Pell"]),
    ("In favour were Kell and Sarn; Pell and Orm voted no.", ["Kell Sarn", "Pell Orm"]),
    ("Kell; Pell; Sarn.", ["Kell Pell Sarn"]),
    ("Kell met Pell.", ["Kell", "Pell"]),
    ("BODY and Kell met.", ["", "Kell"]),
]


@pytest.mark.parametrize(("text", "expected"), TOGETHER, ids=[row[0] for row in TOGETHER])
def test_which_names_are_one_list(text: str, expected: list[str]) -> None:
    assert [" ".join(one.members) for one in lists(text)] == expected


def test_persons_are_joined_by_what_they_are() -> None:
    told = lists("Ann Hale and the two student trustees, Jo Vane and Mo Pell, voted no.", persons=True)
    assert [one.members for one in told] == [("Ann Hale", "Jo Vane", "Mo Pell")]


STANDING = [
    ("Kell voted.", "Kell", True),
    ("But the Kell delegate voted.", "the Kell delegate", True),
    ("Kell's parliament voted.", "Kell", False),
    ("Kellish voters stayed away.", "Kellish", False),
    ("They met in Kell today.", "Kell", False),
    ("BODY met.", "BODY", False),
    ("Outland voted.", "Outland", False),
]


@pytest.mark.parametrize(("text", "words", "standing"), STANDING, ids=[row[0] for row in STANDING])
def test_what_stands_for_a_member(text: str, words: str, standing: bool) -> None:
    (one,) = lists(text)
    assert (one.span.of(text), one.standing) == (words, standing)


def test_who_is_no_member_is_kept_apart_and_places_count_in_the_whole_text() -> None:
    (one,) = lists("Kell and Outland met.", start=100)
    assert (one.members, one.outsiders, one.span) == (("Kell",), ("Outland",), Span(100, 116))
