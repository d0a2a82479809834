"""Who is told to stand with others: "Teale, who opposed it together with Marsh", "Penn voted no, as did Vance"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from whipcount.bodies.member_lists import MemberList
from whipcount.bodies.member_mentions import Masked
from whipcount.positions.proposal.told_claims import ToldClaim
from whipcount.text.patterns import lazy_pattern

_LINK = lazy_pattern(
    r"[^.;:“”\"]{0,60}?(?:\b(?:along|together|jointly|in\s+company)\s+with|\balongside|,?\s+as\s+did|,?\s+and\s+so\s+did|\bjoined\s+by)\s+\Z",
)
_TURN = lazy_pattern(
    r"\b(?:but|while|whereas|although|unlike|than|if|wh(?:ich|ere|en)|clash\w*|debat\w*|argu\w*|disagree\w*)\b"
)


def linked(masked: Masked, told: frozenset[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The members of a sentence who are told to stand with others of it, and one of those others.

    Args:
        masked: the sentence.
        told: the members whose votes it tells.
    """
    for before, named in pairwise(masked.lists):
        if not named.standing or set(named.members) & told or not set(before.members) & told:
            continue
        start, end = masked.text.find(_mark(masked, before)) + 1, masked.text.find(_mark(masked, named))
        words = masked.text[start:end]
        if _LINK.fullmatch(words) and not _TURN.search(words):
            yield named.members, next(member for member in before.members if member in told)


def _mark(masked: Masked, named: MemberList) -> str:
    return next((c for c in masked.text if "\ue000" <= c <= "\uf8ff" and masked.of(c) is named), " ")


def companions(text: str, masked: Masked, claims: Sequence[ToldClaim]) -> Iterator[ToldClaim]:
    """The same claims, of those who are told to stand with their members.

    Args:
        text: the report's.
        masked: a sentence of it.
        claims: what it tells.
    """
    told = {member for claim in claims for member in claim.members}
    for claim in claims:
        behind = [named for named in masked.lists if named.span.start >= claim.span.end]
        for named in behind[:1]:
            words = text[claim.span.end : named.span.start]
            if not named.standing or set(named.members) & told:
                continue
            if _LINK.fullmatch(words) and not _TURN.search(words):
                yield replace(claim, members=named.members)
