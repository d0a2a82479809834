"""A body's own members as actors: who has given a body need not give its members a second time."""

from __future__ import annotations

from functools import lru_cache

from whipcount.bodies.body import Body, Member
from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.text.phrase_lists import phrases, word_lists

PERSON = "PERSON-"
"""How the ids of members begin that are persons only a report knows: they speak for themselves and own no offices."""


def with_members(table: ActorTable | None, body: Body | None) -> ActorTable | None:
    """The table with each member of a body that it lacks, and the body itself, by the names that the body's file gives.

    Args:
        table: a dossier's own table; None for the packaged one.
        body: a dossier's own body; None where the catalogue's serves.

    Returns:
        The same table where nothing is missing (None stays None), so that what was compiled for it is used again.

    >>> from whipcount.bodies.catalogue import load_body
    >>> with_members(None, None) is None, with_members(None, load_body("NATO")) is None
    (True, True)
    """
    return table if body is None else _extended(table, body)


def _kind(member: Member) -> str:
    """What a member is: a person, a party (which has no government of its own), or what is spoken of like a state."""
    if member.id.startswith(PERSON):
        return "person"
    return "party" if member.name.split()[-1].lower() in _parties() else "state"


@lru_cache(maxsize=1)
def _parties() -> frozenset[str]:
    return frozenset(phrases(word_lists("member_names")["of_parties"])) - {"union", "alliance"}


@lru_cache(maxsize=32)
def _extended(table: ActorTable | None, body: Body) -> ActorTable | None:
    known = table or default_table()
    missing = {
        member.id: Actor(member.id, member.name, _kind(member), member.also)
        for member in body.all_members
        if member.id not in known.actors and member.name.strip() and not member.name.split()[-1].strip("()").isdecimal()
    }
    if body.id not in known.actors and body.name.strip():
        missing[body.id] = Actor(body.id, body.name, "body")
    if not missing:
        return table
    return ActorTable({**known.actors, **missing}, known.ambiguous, known.not_actors)
