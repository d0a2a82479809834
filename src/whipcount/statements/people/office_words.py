"""Which office of a role is meant: a king is no president, and a state may have neither.

Roles are coarse: "the Swedish president" has the role of the Swedish king, and nobody must be called by an office that
he does not hold.
"""

from __future__ import annotations

import re
from datetime import date

from whipcount.bodies.absent_offices import has_office
from whipcount.statements.people.cast import Cast
from whipcount.statements.people.envoys import host_of, same_house
from whipcount.statements.people.offices_in_text import Office
from whipcount.statements.statement import Role

_CROWNS = re.compile(r"\b(king|queen|grand duke|emir|sultan|pope)\b", re.IGNORECASE)
_MONARCH = re.compile(r"\bmonarch\b", re.IGNORECASE)
_HEAD = re.compile(r"\bheads? of\b|\bgovernment (?:chief|head|leader)", re.IGNORECASE)
_PRESIDENT = re.compile(r"\bpresident", re.IGNORECASE)
_CHANCELLOR = re.compile(r"\bchancellor", re.IGNORECASE)


def word_of(phrase: str, role: Role) -> str | None:
    """The office that a phrase of a role names, where the role has several; None where any of them may be meant.

    >>> word_of("the Danish king", Role.HEAD_OF_STATE), word_of("Malta's head of state", Role.HEAD_OF_STATE)
    ('king', None)
    >>> word_of("Chinese premier", Role.HEAD_OF_GOVERNMENT)
    'prime minister'
    """
    if role is Role.HEAD_OF_STATE:
        crown = _CROWNS.search(phrase)
        if crown or _MONARCH.search(phrase):
            return crown[1].lower() if crown else "monarch"
        return "president" if _PRESIDENT.search(phrase) else None
    if role is Role.HEAD_OF_GOVERNMENT:
        if _HEAD.search(phrase):
            return None
        return "chancellor" if _CHANCELLOR.search(phrase) else "prime minister"
    return "defence minister" if role is Role.DEFENCE_MINISTER else None


def may_be(phrase: str, held: str, role: Role) -> bool:
    """Whether who holds an office may be spoken of by a phrase of the same role.

    A chancellor or taoiseach is called a prime minister abroad, but no prime minister a chancellor.

    >>> may_be("the Swedish president", "king", Role.HEAD_OF_STATE)
    False
    >>> may_be("the German prime minister", "chancellor", Role.HEAD_OF_GOVERNMENT)
    True
    """
    said, real = word_of(phrase, role), word_of(held, role)
    if said is None or real is None or said == real:
        return True
    if role is Role.HEAD_OF_GOVERNMENT:
        return said == "prime minister"
    return "president" not in (said, real) and "monarch" in (said, real)


def fits(cast: Cast, office: Office, held: str) -> bool:
    """Whether who holds ``held`` (an office of the table, or of the report) may be the one of an office phrase.

    An envoy of whom the phrase does not say where to is one to a body that the report speaks of.
    """
    if office.role is Role.PERMANENT_REPRESENTATIVE:
        host = host_of(held, cast.table)
        return not host or same_house(host, office.host or cast.actors)
    return may_be(office.text, held, office.role)


def exists(cast: Cast, office: Office, actor: str, day: date) -> bool:
    """Whether an actor has the office of a phrase on a day; the holders in the table show which one it has."""
    word = word_of(office.text, office.role)
    if word is None:
        return True
    held = cast.holders.holders(actor, str(office.role), day)
    if held:
        return any(fits(cast, office, tenure.office) for tenure in held)
    return has_office(actor, word, day)
