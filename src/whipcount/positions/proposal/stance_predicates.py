"""Predicates of stance: what stands at the end of a verb group behind a member's name and tells where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whipcount.positions.proposal.stance_frames import be_frames, frames
from whipcount.positions.proposal.verb_groups import WORD, VerbGroup, verb_group
from whipcount.text.patterns import lazy_pattern


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate at a place: its ``frame``'s name and ``side``, where it ends, whether its object must be told."""

    name: str
    side: str
    needs_object: bool
    end: int


def predicates_at(text: str, group: VerbGroup) -> Iterator[Predicate]:
    """The predicates that may stand at the end of a verb group, the longest first."""
    at = group.end
    if group.be:
        for side, pattern in be_frames():
            match = pattern.match(text, at)
            if match is not None:
                free = re.search(r"(?:of|to|with|for|against|behind)\Z", match.group(), re.IGNORECASE) is None
                yield Predicate("be", side, not free, match.end())
    word = WORD.match(text, at)
    if word is None:
        return
    form = word.group().lower()
    for frame in frames().get(form, ()):
        if group.be and form != frame.forms.gerund:
            continue  # passive: somebody else does it
        if not group.be and form == frame.forms.gerund:
            continue
        if frame.rest is None:
            yield Predicate(frame.name, frame.side, frame.needs_object, word.end())
        elif (rest := frame.rest.match(text, word.end())) is not None:
            yield Predicate(frame.name, frame.side, frame.needs_object, rest.end())


_SPLIT = lazy_pattern(
    r"\s+(?P<what>(?:it|them|him|her|(?:the|this|that|these|those|its|their|an?)\s+(?:[\w-]+\s+){0,4}?[\w-]+|[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*))\s+(?P<off>down|out|up|off|back|through|aside|away)(?!\w)"
)


def split_predicate(text: str, group: VerbGroup) -> tuple[Predicate, str] | None:
    """A predicate with its object before its particle, and that object: "turned the treaty down".

    >>> split_predicate("turned the treaty down", VerbGroup(0))[1]
    'the treaty'
    """
    word = None if group.be else WORD.match(text, group.end)
    framed = frames().get(word.group().lower(), ()) if word is not None else ()
    match = _SPLIT.match(text, word.end()) if word is not None and framed else None
    if match is None:
        return None
    apart = f" {match['off']} "
    for frame in framed:
        if frame.needs_object and frame.rest is not None and frame.rest.fullmatch(apart.rstrip()):
            return Predicate(frame.name, frame.side, True, match.end()), match["what"]
    return None


def be_predicate(told: str) -> tuple[str, int] | None:
    """The side that words tell which may stand behind "is", and where they end: "opposed to the plan".

    >>> be_predicate("opposed to the plan"), be_predicate("in the market square")
    (('no', 10), None)
    """
    for side, pattern in be_frames():
        match = pattern.match(told)
        if match is not None and side != "denied":
            return side, match.end()
    return None


def tells_stance(text: str, at: int, subject: re.Pattern[str]) -> bool:
    """Whether a clause behind a name tells a stance of it.

    >>> tells_stance(" has said it will vote for the ban.", 0, re.compile("it")), tells_stance(" is a lake.", 0, re.compile("it"))
    (True, False)
    """  # noqa: E501
    group = verb_group(text, at, subject)
    if group.possible:
        return False
    return any(
        p.name not in ("block_free", "decide_free") or group.negated or group.yet for p in predicates_at(text, group)
    )
