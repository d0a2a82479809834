"""Votes on a motion to refuse, or to put off: "voted 6-1 to deny it; Gould voted no" leaves Gould for the permit.

What is decided is the permit. Who votes for a motion to refuse it is against it, and who votes against that motion is
for it. Whose words name the refusal itself is against in any case; of the others the totals decide, and where they do
not, nothing is said. Votes on putting off are about the day, and set nobody.

A motion is told by the base forms of what it is to do ("voted to table it"), so its list of words is another than that
of what somebody wants or has done ("wanted it sent back", "a delay").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whipcount.positions.proposal.named_votes import NamedVote
from whipcount.positions.proposal.outcome import State, Telling
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("votes")
_MOTION = lazy_pattern(
    rf"\b(?:motions?|proposals?|resolutions?|recommendations?)\s+to\s+(?:{either(_L['refuse'])})(?!\w)"
    rf"|\bvot(?:e|es|ed|ing)\b(?:[^.;\n]|\.(?=\s?\d)){{0,60}}?\bto\s+(?:{either(_L['refuse'])})(?!\w)"
    rf"|\bfor\s+(?:refusal|rejection|denial)(?!\w)"
)
_DELAY = lazy_pattern(
    rf"\b(?:motions?|proposals?|resolutions?)\s+to\s+(?:{either(_L['put_off'])})(?!\w)"
    rf"|\bvot(?:e|es|ed|ing)\b(?:[^.;\n]|\.(?=\s?\d)){{0,60}}?\bto\s+(?:{either(_L['put_off'])})(?!\w)"
    rf"|\b(?:{either(_L['ask_for'])})\s+(?:(?:a|an|the|any|that)\s+)?(?:(?:decision|vote|matter|question|ballot)\b[^.;\n]{{0,60}}?\bto\s+be\s+)?"
    rf"(?:{either(_L['delay'])})(?!\w)"
)
_DELAYED = lazy_pattern(rf"(?<!\w){either(_L['delayed'])}(?!\w)", re.IGNORECASE)
_PLAIN_VOTE = lazy_pattern(
    r"\bvot(?:e|es|ed|ing)\s+(?:yes|no|aye|nay|against|in\s+favou?r|for)\b"
    r"|\b(?i:against|for|behind|in\s+favou?r\s+of)\s+(?:the|that|this)\s+motion\b"
)
_REFUSES = lazy_pattern(rf"(?<!\w)(?:{either(_L['refuse'])}|refusal|rejection|denial)(?!\w)")


def on_the_proposal(votes: Sequence[NamedVote], telling: Telling | None, text: str) -> tuple[NamedVote, ...]:
    """The votes by name as votes on what was proposed, where the body voted on refusing it or on putting it off.

    Args:
        votes: as the report tells them.
        telling: what the report tells has become of the proposal.
        text: the report's.
    """
    if telling is None or not votes:
        return tuple(votes)
    if telling.state in (State.POSTPONED, State.REFERRED):
        return () if tells_of_delay(text) else tuple(votes)
    if telling.state is not State.REJECTED or _MOTION.search(text) is None:
        return tuple(votes)
    count = telling.count
    plain = {side: [v for v in votes if v.vote == side and not _names_it(v, text)] for side in ("yes", "no")}
    lost, won = (count.yes, count.no) if count is not None else (None, None)
    told: list[NamedVote] = []
    for vote in votes:
        if vote.vote == "abstain" or vote.as_carried or _names_it(vote, text):
            told.append(replace(vote, vote="no") if _names_it(vote, text) and vote.vote == "yes" else vote)
        elif lost is not None and won is not None and lost != won and len(plain["no"]) == lost:
            told.append(replace(vote, vote="no" if vote.vote == "yes" else "yes"))  # the few who did not refuse
        elif won is not None and len(plain["no"]) == won:
            told.append(vote)  # all who were against the proposal itself
    return tuple(told)


def tells_of_delay(text: str) -> bool:
    """Whether a report tells of a motion or a wish to put the matter off: sides told in it may be sides on that.

    >>> tells_of_delay("The board voted to table the plan."), tells_of_delay("The board adopted the plan.")
    (True, False)
    >>> tells_of_delay("Kell and Pell asked for a decision on the quota to be put off until autumn.")
    True
    """
    return _DELAY.search(text) is not None


def names_delay(words: str) -> bool:
    """Whether words name putting the matter off or sending it back, so that a side in them may be one on that.

    >>> names_delay("Kell wanted it sent back to the finance committee."), names_delay("Kell backed the plan.")
    (True, False)
    """
    return _DELAYED.search(words) is not None


def voted_on_the_motion(words: str, telling: Telling | None, text: str) -> bool:
    """Whether words tell of a vote on such a motion, so that they tell nothing of what was proposed by themselves.

    Args:
        words: "Gould voted no".
        telling: what the report tells has become of the proposal.
        text: the report's.
    """
    if telling is None or _PLAIN_VOTE.search(words) is None or _REFUSES.search(words) is not None:
        return False
    if telling.state in (State.POSTPONED, State.REFERRED):
        return tells_of_delay(text)
    return telling.state is State.REJECTED and _MOTION.search(text) is not None


def _names_it(vote: NamedVote, text: str) -> bool:
    """Whether the words of a vote name the refusal: "voted to deny it", "voted for refusal"."""
    return _REFUSES.search(vote.span.of(text)) is not None
