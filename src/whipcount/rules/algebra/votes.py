"""How a member can vote, and how votes are written.

Five states: *yes*, *no*, *abstain*, *formal abstention* (with a declaration, as in Article 31(1) of the Treaty on
European Union) and *absent* (not taking part, silence included). A member of whom nothing is known yet has no vote
at all: that is not a state of its own but the lack of one, and it is never read as consent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from whipcount.errors import RuleError


class Vote(StrEnum):
    """A cast vote (or the fact that none was cast when the vote closed).

    >>> Vote("formal_abstention") is Vote.FORMAL
    True
    """

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    FORMAL = "formal_abstention"
    ABSENT = "absent"


Votes = Mapping[str, Vote | None]
"""Member id to vote; ``None``, like a missing id, means that the member has not voted yet."""

ALL_VOTES: tuple[Vote, ...] = tuple(Vote)
VOTING = frozenset({Vote.YES, Vote.NO})
PRESENT = frozenset({Vote.YES, Vote.NO, Vote.ABSTAIN, Vote.FORMAL})

_WORDS = {
    "y": Vote.YES, "for": Vote.YES, "aye": Vote.YES, "in_favour": Vote.YES,
    "n": Vote.NO, "against": Vote.NO, "nay": Vote.NO, "object": Vote.NO, "objects": Vote.NO, "veto": Vote.NO,
    "abstention": Vote.ABSTAIN, "abstains": Vote.ABSTAIN, "abstaining": Vote.ABSTAIN,
    "formal": Vote.FORMAL, "constructive_abstention": Vote.FORMAL,
    "silent": Vote.ABSENT, "not_voting": Vote.ABSENT,
}  # fmt: skip


def read_vote(word: str) -> Vote:
    """The vote that a word names, however it is commonly written.

    Raises:
        RuleError: for a word that names no vote.

    >>> read_vote("In favour"), read_vote("constructive abstention").value
    (<Vote.YES: 'yes'>, 'formal_abstention')
    """
    key = word.strip().lower().replace(" ", "_").replace("-", "_")
    if key in _WORDS:
        return _WORDS[key]
    try:
        return Vote(key)
    except ValueError:
        raise RuleError(f"{word!r} is no vote", accepted=", ".join(Vote)) from None


def check_votes(votes: Votes, members: Collection[str]) -> dict[str, Vote]:
    """The votes cast, as a plain dict, after every id and every value has been checked.

    Raises:
        RuleError: for a vote by somebody who is no member, or a value that is no vote.

    >>> check_votes({"A": Vote.YES, "B": None}, ("A", "B"))
    {'A': <Vote.YES: 'yes'>}
    """
    ids = set(members)
    cast: dict[str, Vote] = {}
    for member, vote in votes.items():
        if member not in ids:
            raise RuleError(f"{member!r} is not a member", accepted=_some(members))
        if vote is not None:
            cast[member] = vote if isinstance(vote, Vote) else read_vote(str(vote))
    return cast


def _some(members: Collection[str], limit: int = 40) -> str:
    shown = ", ".join(list(members)[:limit])
    return shown if len(members) <= limit else f"{shown} and {len(members) - limit} more"
