"""What a clause tells of members, and the words by which it tells nothing: what is not real, what is only put off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from whipcount.text.patterns import lazy_pattern

UNREAL = lazy_pattern(
    r"\b(?:if|unless|until|whether|hop(?:e|es|ed)|wish(?:es|ed)?|suppos\w+|denied|denies|rumou?rs?|(?<!of\s)(?<!no\s)doubt\w*|imagine|rather\s+than|without|unclear|not\s+clear|question|claim(?:s|ed)?\s+that|unlikely|had|so\s+that|way\s+that|tr(?:y|ies|ied|ying)|lest|fear\w*|hoping|warn\w*|threat\w*|in\s+order|to\s+(?:get|make|have|persuade|convince|win))\b",
    re.IGNORECASE,
)
STOP = lazy_pattern(
    r"[.;:()]|,\s|\s(?:only\s+(?:if|once|when|on|after|with)|and|while|but|as|because|although|where|whereas|when|so|if|after|before|unless|until|once|provided)\s|$"
)
DELAY = lazy_pattern(
    r"\s*(?:a\s+|the\s+|any\s+|further\s+|new\s+)?(?:(?:motions?|proposals?|requests?|bids?|moves?|calls?|plans?|attempts?)\s+(?:\w+\s+){0,3}?(?:to|for|of)\s+(?:an?\s+|the\s+)?)?(?:delay|postpon|block|veto|reject|limit|water|weaken|chang|amend|split|end\s+to|opposition|refusal|idea\s+of\s+(?:delay|block))",
    re.IGNORECASE,
)
AT_ONE_TIME = lazy_pattern(
    r"(?:\s+(?!but\b|and\b|because\b|since\b|now\b|still\b)[\w’'-]+){0,4}?\s+(?:in\s+the\s+(?:spring|summer|autumn|fall|winter|beginning|first\s+\w+|early\s+\w+)|in\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|last\s+(?:year|month|week|spring|summer|autumn|fall|winter)|until|at\s+first|initially|at\s+the\s+(?:start|outset|beginning)|for\s+(?:a\s+long|some)\s+time)(?!\w)",
    re.IGNORECASE,
)
"""Behind "was against": of which time that is told; how it stands now is not."""
ONE_FORM = lazy_pattern(
    r"[^.;:!?]{0,70}?\bbut\s+not\s+(?:(?:for|to|with|on|of)\s+)?(?:one|an?|the|those|that)(?!\w)", re.IGNORECASE
)
"""Behind a consent: it is to one form of the thing and not to another."""

BY_OUTCOME = ("won", "lost", "other", "wait")
"""Sides that the outcome tells: of the majority, of the minority, for another decision than was taken, for waiting."""

REVERSED = {"yes": "no", "no": "yes", "won": "lost", "lost": "won"}
"""The other side of each."""


def settled(side: str, carried: bool | None) -> str:
    """A side as yes or no, by what became of the decision; empty where that leaves it open.

    Args:
        side: as a clause tells it.
        carried: whether the decision was taken; None where nothing is told of it.

    >>> settled("lost", True), settled("lost", False), settled("won", None), settled("other", True)
    ('no', 'yes', '', 'no')
    """
    if side not in BY_OUTCOME:
        return side
    if side in ("other", "wait"):
        return "no" if carried else "undecided" if side == "wait" and carried is None else ""
    if carried is None:
        return "no" if side == "lost" else ""  # who dissents is against what is proposed, as a rule
    return "yes" if (side == "won") == carried else "no"


@dataclass(frozen=True, slots=True)
class ClauseClaim:
    """What one clause tells of members.

    ``side``: yes, no, abstain, undecided, declined, will_not_block, or one of :data:`BY_OUTCOME`; ``condition``: on
    what a consent waits, as a place
    in the masked text; ``act``: done by a chamber of the member; ``future``: announced; ``cast``: a vote that was cast;
    ``camp``: told to stand on one side ("against it were"); ``like``: a member beside whom they stand, where
    ``side`` is empty.
    """

    members: tuple[str, ...]
    side: str
    start: int
    end: int
    condition: tuple[int, int] | None = None
    act: bool = False
    future: bool = False
    cast: bool = False
    camp: bool = False
    like: str = ""


_SOFT = frozenset({"other", "wait"})
"""What gives way to a side told in so many words: "no friend of the ban, it has asked for a pause"."""


def last_of_each(found: list[ClauseClaim]) -> list[ClauseClaim]:
    """Of what one sentence tells of a member, the last: "has signed but will not ratify"."""
    kept: dict[str, ClauseClaim] = {}
    for claim in sorted(found, key=lambda c: (c.side not in _SOFT, c.end)):
        for member in claim.members:
            kept[member] = claim
    made: list[ClauseClaim] = []
    for claim in sorted(found, key=lambda c: c.end):
        mine = tuple(m for m in claim.members if kept.get(m) is claim)
        if mine:
            made.append(replace(claim, members=mine))
    return made
