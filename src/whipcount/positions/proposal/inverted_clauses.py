"""Clauses told back to front: "Also opposed is Kell", "In favour of it stood Pell", "No answer came from Sarn".

Only what stands behind "to be" is looked for before the verb, so that any word may open the clause; whole predicates
before their members ("voting against it were Kell and Pell") are those of `gathered_members`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import UNREAL, ClauseClaim
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_predicates import be_predicate
from whipcount.positions.proposal.stance_subjects import VOICE
from whipcount.positions.proposal.vote_objects import on_it
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("inverted_clauses")
_MOST = 4
_WHO = rf"(?:the\s+)?(?:{VOICE}\s+(?:of|from|in)\s+(?:the\s+)?)?(?P<m>{STANDING})"
_INVERTED = lazy_pattern(
    rf"(?:\A|(?<=[;:,]\s)|(?<=\band\s)|(?<=[“\"]))\W*(?:{either(_L['lead'])},?\s+)*(?P<told>[a-z][^.;:,\ue000-\uf8ff]{{1,60}}?)\s+(?:is|are|was|were|stands?|stood|remains?|remained|comes?|came|sits?|sat)\s+(?:{either(_L['lead'])}\s+)*{_WHO}(?!\s+(?:and|or)\s+the\s+other)",
    re.IGNORECASE,
)
_WORD = rf"(?:(?P<silent>{either(_L['silence'])})|(?P<yes>{either(_L['yes'])})|(?P<no>{either(_L['no'])}))"
_COMES = rf"(?:\s+(?:(?:has|have|had)\s+)?(?:{either(_L['comes'])}))?" + (
    r"(?:\s+(?:so\s+far|yet|only|also|this\s+week|on\s+\w+day))?"
)
_CAME_FROM = lazy_pattern(
    rf"(?<![\w’'-])(?:(?:an?|the|its|another|one|only)\s+)?(?:(?!no\b|not\b)[\w-]+\s+)?{_WORD}{_COMES}\s+from\s+{_WHO}",
    re.IGNORECASE,
)
_FROM_COMES = lazy_pattern(
    rf"(?:\A|(?<=[;:,.]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=[“\"]))\W*from\s+{_WHO},?\s+(?:(?:there|we|I)\s+)?(?:(?:has|have|had|is|was)\s+)?(?:{either(_L['comes'])}\s+)?(?:so\s+far\s+|as\s+yet\s+|yet\s+|only\s+|still\s+)?(?:(?:an?|the|only)\s+)?(?:[\w-]+\s+)?{_WORD}(?!\w)",
    re.IGNORECASE,
)
_UNDONE = lazy_pattern(rf"\b{either(_L['undone'])}\b", re.IGNORECASE)


def inverted_claims(masked: Masked, words: ObjectWords) -> Iterator[ClauseClaim]:
    """What clauses tell whose members stand at their end."""
    text = masked.text
    for match in islice(_INVERTED.finditer(text), _MOST):
        told = be_predicate(match["told"])
        if told is None or UNREAL.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        side, end = told
        rest = match["told"][end:]
        if rest.strip() and (words.mention(rest) is None or not on_it(rest, words)):
            continue
        yield ClauseClaim(masked.of(match["m"]).members, side, match.start(), match.end())
    if " from " not in text and "From " not in text:
        return
    for pattern in (_CAME_FROM, _FROM_COMES):
        for match in islice(pattern.finditer(text), _MOST):
            lead = text[max(0, match.start() - 40) : match.start()]
            if UNREAL.search(lead) or _UNDONE.search(lead):
                continue
            side = "undecided" if match["silent"] else "yes" if match["yes"] else "no"
            yield ClauseClaim(masked.of(match["m"]).members, side, match.start("m"), match.end())
