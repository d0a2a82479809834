"""Whom the thing that is decided suits, and whom not: "the plan goes too far for Kell", "found favour with Pell"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import UNREAL, ClauseClaim
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.own_verbs import toward_target
from whipcount.positions.proposal.stance_subjects import VOICE
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("judgements")
_MOST = 4
_WHOM = rf"(?:the\s+)?(?:{VOICE}\s+(?:of|from|in)\s+(?:the\s+)?)?(?P<m>{STANDING})"
_SUITS = lazy_pattern(
    rf"\b(?:(?P<yes>{either(_L['suits'])})|(?P<no>{either(_L['suits_not'])}))\s+{_WHOM}(?!['’])", re.IGNORECASE
)
_OTHERWISE = lazy_pattern(
    r"\b(?:may|might|could|would|will|no|none|not|nothing|neither|hardly|against|critics?|opponents?)\b", re.IGNORECASE
)
_CLAUSE = lazy_pattern(r"[.;:“”\"]\s?|,\s(?:and|but|while|whereas)\s|\bthat\s", re.IGNORECASE)


def suited_claims(masked: Masked, words: ObjectWords) -> Iterator[ClauseClaim]:
    """Members whom the thing is told to suit or not to suit: "the plan goes too far for Kell"."""
    text = masked.text
    for match in islice(_SUITS.finditer(text), _MOST):
        start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
        lead = text[start : match.start()]
        if UNREAL.search(lead) or _OTHERWISE.search(lead):
            continue
        about = words.mention(lead)
        if about is None or words.something_else(lead, about.start()) or len(lead) - about.end() > 40:
            continue
        side = "yes" if match["yes"] else "no"
        side = toward_target(lead[max(0, about.start() - 4) :] + ".", side, words) or side
        yield ClauseClaim(masked.of(match["m"]).members, side, match.start(), match.end())
