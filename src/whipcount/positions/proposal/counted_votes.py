"""Votes of those whom one sentence counts and the next one names: "Only two voted against it. They were Kell and Pell."

Where the names add up to the number told, both are sure; where they do not, nothing is taken from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.numerals import NUMBER, number_of
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.vote_objects import of_another_time, on_it
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_COUNTED = lazy_pattern(
    rf"(?<![\w-])(?:(?P<only>only|just)\s+)?(?P<n>{NUMBER})(?:\s+(?:of\s+)?(?:the\s+|its\s+|his\s+|her\s+)?[\w’'-]+){{0,5}}?"
    r"\s+(?:who\s+|that\s+)?(?:had\s+|have\s+)?"
    r"(?:(?P<no>voted\s+(?:against|no)|opposed|rejected|dissented)|(?P<yes>voted\s+(?:for|yes|in\s+favou?r(?:\s+of)?)|backed|supported|accepted|approved|agreed(?:\s+(?:at|in|on)\s[^.;:,]{1,60}?)?\s+to)|(?P<abstain>abstained))"
    r"(?P<tail>[^.;:]{0,200})[.:;]?[”\"’]?\s*\Z",
    re.IGNORECASE,
)
_NAMES = lazy_pattern(
    rf"\W*(?:they|these|those|the\s+(?:{NUMBER}|rebels|dissenters|others|members|objectors)(?:\s+\w+)?)\s+(?:were|are)\s*:?\s*(?P<m>{STANDING})\W*\Z",
    re.IGNORECASE,
)
_NOT_DONE = lazy_pattern(
    r"\b(?:if|unless|whether|would|could|might|(?-i:may)|should|will|expected|likely|threaten\w*|earlier|previous(?:ly)?|last\s+year|amendment|never|not)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CountedVote:
    """One member's vote: yes, no or abstain; where it is named; ``only``: nobody else voted so, by the words."""

    member: str
    vote: str
    span: Span
    only: bool


def counted_votes(before: Masked, names: Masked, words: ObjectWords, day: date | None) -> Iterator[CountedVote]:
    """The votes of the members that a sentence names and the one before it counts.

    Args:
        before: the sentence that counts; it names no members behind its verb.
        names: the sentence behind it.
        words: of what is decided.
        day: of the report.
    """
    named = _NAMES.match(names.text)
    counted = _COUNTED.search(before.text) if named is not None else None
    if named is None or counted is None or of_another_time(before, day):
        return
    if _NOT_DONE.search(before.text) or not on_it(counted["tail"], words):
        return
    members = names.of(named["m"]).members
    if number_of(counted["n"]) != len(members):
        return
    vote = next(kind for kind in ("no", "yes", "abstain") if counted[kind])
    span = Span(names.origin(named.start("m")), names.origin(named.end("m")))
    for member in members:
        yield CountedVote(member, vote, span, counted["only"] is not None)
