"""The members of a body of persons, as a report names them: of a body as told, or in seats only numbered in a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from whipcount.bodies.body import Body
from whipcount.bodies.member_actors import PERSON
from whipcount.positions.proposal.chamber_members import chamber_words
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_members import person_members
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import phrases, word_lists


def seated_persons(
    page: Page,
    size: int | None,
    *,
    but: Collection[str] = (),
    more: Sequence[re.Pattern[str]] = (),
    alone: bool = False,
    sitting: str = "",
) -> dict[str, str]:
    """The members of a body of persons by their ids, with their names; empty where the report tells of no such body.

    Args:
        page: the report.
        size: how many members it has, where told.
        but: last words of names that are none: the candidate's, the body's own place.
        more: see :func:`person_members`.
        alone: one person makes such a body, too.
        sitting: its name, where its members are persons for sure.
    """
    found = [
        member
        for member in person_members(page, more=more, alone=alone, sitting=sitting)
        if member.name.split()[-1] not in but or (bool(sitting) and _of_the_place(member.name, page.text))
    ]
    found = [member for member in found if member.name.lower() not in _no_names() and member.name not in sitting]
    part = size is not None and len(found) >= 2 * size  # "the two student trustees" are some of eleven
    if size is not None and not part and sum(member.listed for member in found) <= size:
        found = found[:size]
    return {PERSON + slug(member.name).upper(): member.name for member in found}


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(phrases(word_lists("told_members")["alone"]))


def _of_the_place(name: str, text: str) -> bool:
    """Whether somebody bears the name of the body's own place or firm: the founder's daughter, of the Ravelow Yards."""
    words = name.split()
    return len(words) > 1 and is_given_name(words[0]) and text.count(words[-1]) > text.count(name)


def with_seats_named(body: Body, page: Page) -> Body | None:
    """A chamber whose file only numbers its seats, with the persons whom the report names in some of them.

    Args:
        body: of the catalogue.
        page: the report.

    Returns:
        None where the chamber's members are known by name, or the report names none.
    """
    if not body.all_members or not all(member.name.startswith("seat ") for member in body.all_members):
        return None
    named = seated_persons(page, None, more=chamber_words(), alone=True)
    if not named:
        return None
    seats = body.all_members
    members = [replace(seat, id=i, name=name) for seat, (i, name) in zip(seats, named.items(), strict=False)]
    note = "The persons whom the report names hold seats that the file only numbers."
    return replace(body, all_members=(*members, *seats[len(members) :]), note=note)
