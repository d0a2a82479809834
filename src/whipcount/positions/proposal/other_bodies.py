"""Where a report names bodies other than the one that decides: their rules, sizes and days are not its."""

from __future__ import annotations

import re
from datetime import date

from whipcount.positions.proposal.body_mentions import BodyMention, find_bodies
from whipcount.positions.proposal.deciding_body import BodyChoice
from whipcount.text.span import Span

_SURE = 0.5


def other_bodies(text: str, day: date | None, choice: BodyChoice | None) -> tuple[Span, ...]:
    """The places of bodies that are not the one that decides; none where that is one of the catalogue's or has no name.

    A catalogue's body goes by many names ("the Council" of the Union), and "the shareholders" may be those of whatever
    the report names.

    >>> text = "The Lake Council will vote on the toll. The Coast Union needs unanimity."
    >>> [where.of(text) for where in other_bodies(text, None, BodyChoice("", "Lake Council", ()))]
    ['Coast Union']
    """
    if choice is None or choice.id or not re.search(r"[A-Z]", choice.name):
        return ()
    own = [choice.name, *(span.of(text) for span in choice.spans)]
    return tuple(
        m.span
        for m in find_bodies(text, day)
        if m.strength >= _SURE
        and not any(m.span.overlaps(span) for span in choice.spans)
        and not _opens_by_chance(text, m)
        and _is_another(m.name, own)
    )


def _opens_by_chance(text: str, mention: BodyMention) -> bool:
    """Whether a name of two words opens a sentence, so that its first may be no part of it ("As League sanctions")."""
    return len(mention.name.split()) == 2 and re.search(r"(?:\A|\n|[.!?]\s+)\Z", text[: mention.span.start]) is not None


def _is_another(name: str, own: list[str]) -> bool:
    words = _words(name)
    return bool(words) and all(_apart(words, _words(one)) for one in own)


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names share no word, or only the noun that both end in ("Coast League", "Valley League")."""
    shared = set(one) & set(other)
    return not shared or (shared == {one[-1]} == {other[-1]} and len(one) > 1 and len(other) > 1)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[A-Z][\w-]*", name) if word.lower() != "the")
