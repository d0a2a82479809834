"""The side that a predicate tells: by its verb group, by a condition behind it, by the time that it is told of."""

from __future__ import annotations

import re

from whipcount.positions.proposal.clause_claims import AT_ONE_TIME, BY_OUTCOME, ONE_FORM
from whipcount.positions.proposal.clause_patterns import (
    AGREES,
    IF,
    LATER_ON,
    SPOKE,
    WAS,
)
from whipcount.positions.proposal.stance_predicates import Predicate
from whipcount.positions.proposal.stance_subjects import Subject
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.text.patterns import lazy_pattern


def side_told(text: str, group: VerbGroup, predicate: Predicate, subject: Subject) -> str | None:
    """The side that a predicate tells under its verb group, or None where it tells none.

    Args:
        text: a masked sentence.
        group: the verb group.
        predicate: behind it.
        subject: whose clause it is.
    """
    side = predicate.side
    negated = group.negated
    if predicate.name.startswith("chamber") and not subject.chamber:
        return None
    if side == "decide":
        if group.announced and not negated and LATER_ON.match(text, predicate.end):
            return "undecided"  # "will decide after the hearing"
        return "undecided" if (negated or group.yet) and (group.said or not group.had) else None
    if group.yet or (group.possible and not negated and side != "yes" and side != "will_not_block"):
        return None
    if group.former:
        return None
    if side.startswith("denied_"):  # "did not say a word"
        return side.removeprefix("denied_") if negated and not group.had else None
    if side == "denied":  # "does not see the point of it"
        return "no" if negated and not group.had and not group.perfect else None
    if side == "block":
        return "will_not_block" if negated and not group.had else None
    if group.had and not group.said and side == "no" and not negated and SPOKE.match(text, group.end):
        return side  # "had fought it": an act of the debate, and no state before it
    if group.had and not group.said and side in ("no", "undecided", "declined", "abstain", *BY_OUTCOME):
        return None  # how it was before
    if group.had and negated:
        return None
    if not negated:
        return side
    if predicate.name in ("asks_what", "praise_what", "regard_for_what", "regard_against_what"):
        return None
    if side == "yes":
        done = group.perfect or not (group.announced or group.be or group.possible)
        if predicate.name in ("be", "lets_what") or not done:
            return "no"
        if predicate.name == "for_free" and not group.perfect and AGREES.match(text, group.end) is not None:
            return "other"  # "did not agree": where it was adopted, against it
        return "no" if predicate.name == "for_what" and not group.perfect else None
    if side == "no":
        return "will_not_block" if predicate.name not in ("lost_free", "blame_what") else None
    if side == "will_not_block":
        return "no"  # "did not give in"
    return "lost" if side == "won" else None  # "did not join the majority"


def condition_behind(text: str, at: int) -> tuple[int, int] | None:
    """The condition behind a predicate, as a place in the text.

    >>> condition_behind("Kell backs it if paid.", 13)
    (14, 21)
    """
    stop = re.compile(
        r"[.;]\s|[.;]?\s*\Z|”|\s(?:but|while|whereas|although)\s|[\ue000-\uefff]\s+(?:is|are|has|have|will|would|does|do|said|says)\b"
    ).search(text, at)
    end = stop.start() if stop else len(text)
    match = IF.search(text, max(0, at - 1), end)
    return (match.start("if"), end) if match is not None and match.start() - at < 90 else None


def passing(text: str, at: int, predicate: Predicate, side: str) -> bool:
    """Whether a predicate tells of another time ("was against in the autumn"), or of one form of the thing alone."""
    if predicate.name == "be" and WAS.search(text, at, predicate.end) and AT_ONE_TIME.match(text, predicate.end):
        return True
    return side == "yes" and ONE_FORM.match(text, predicate.end) is not None


_RATIFYING = lazy_pattern(r"(?:ratif|deposit|accede)", re.IGNORECASE)


def ratified(text: str, group: VerbGroup, predicate: Predicate) -> bool:
    """Whether a predicate tells an act that commits: a ratification that was done."""
    done = not (group.announced or group.possible or group.negated or group.yet)
    return done and _RATIFYING.match(text, group.end) is not None and predicate.side == "yes"
