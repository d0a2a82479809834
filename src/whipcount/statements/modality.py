"""Was it really said? The modality of the attribution itself, not of what it says."""

from __future__ import annotations

import re
from datetime import date, timedelta

from whipcount.statements.attribution.frame import Frame
from whipcount.statements.statement import Modality
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Period

_SAY = lazy_pattern(
    r"\b(?:sa(?:y|id|ys|ying)|comment\w*|tell\w*|told|announc\w*|mention\w*|confirm\w*|specif\w*|elaborat\w*|"
    r"stat(?:e|ed|es|ing)|"
    r"declar\w*|disclos\w*|reveal\w*|answer\w*|respond\w*|repl(?:y|ied|ies)|explain\w*|indicat\w*|clarif\w*|"
    r"giv(?:e|en|ing)|gave|"
    r"acknowledg\w*|address(?:ed)?|discuss\w*|speak|spoken|spoke|name[ds]?|report(?:ed)?|writ(?:e|ten)|wrote|promis\w*|"
    r"request\w*|ask(?:ed)?|propos\w*|offer(?:ed)?|claim(?:ed)?|suggest(?:ed)?|call(?:ed)?|urge[ds]?)\b",
    re.IGNORECASE,
)
_NOT = lazy_pattern(
    r"(?:\b(?:not|never|neither|nor|cannot|yet to|without|nobody|no one|nothing)\b|n['’]t\b)(?: \w+){0,3}$",
    re.IGNORECASE,
)
_FUTURE = lazy_pattern(
    r"(?:\b(?:will|shall|going to|(?:is|are|was|were) (?:set|due|expected|scheduled|about|likely|poised|planning) to|"
    r"(?:is|are) to|plans? to|intends? to|hopes? to|expects? to|wants? to|aims? to)\b|['’]ll)(?: \w+){0,2}$",
    re.IGNORECASE,
)
_WOULD = lazy_pattern(
    r"(?:\b(?:would|could|might|may|should|can|were to)\b|['’]d\b)(?: (?!not\b)\w+){0,2}$", re.IGNORECASE
)
_IF = lazy_pattern(
    r"(?:^|[,;] |\b)(?:if|unless|suppose|supposing|imagine|were) (?:the |a |an )?(?:[\w.'’-]+ ){0,6}$", re.IGNORECASE
)
_ONCE = lazy_pattern(
    r"\b(?:once|in the past|used to|long ago|years ago|decades ago|formerly|back then|a decade ago|in his youth|"
    r"at the time)\b",
    re.IGNORECASE,
)
_OLD = timedelta(days=365)


def read_modality(frame: Frame, said_on: Period | None, published: date | None) -> Modality:
    """Whether the attribution tells of something said, to be said, perhaps said, not said, or said long ago.

    "Not" counts where it denies the saying ("did not say"), never where it is part of what is said or felt ("does not
    believe"); "declined to comment" is an act of its own and stays actual. What was said more than a year before the
    report, or "once", is historical.
    """
    cue_words = list(_SAY.finditer(frame.lead(80)))
    lead = frame.lead(80)
    cut = len(lead) - (frame.anchor.end - frame.anchor.start)
    if cue_words and cue_words[-1].start() >= cut:
        before = lead[: next(m.start() for m in cue_words if m.start() >= cut)]
        verb = True
    else:
        before, verb = lead[:cut], False
        auxiliary = re.match(r"(?:(?:has|have|had|does|do|did|would|will|could|might|may|is|are|was|were|to|be|"
                             r"been|not|never|"
                             r"also|expected|n['’]t|doesn['’]t|didn['’]t|hasn['’]t|"
                             r"won['’]t)\s+)+", lead[cut:], re.IGNORECASE)  # fmt: skip
        if auxiliary:
            before = lead[: cut + auxiliary.end()]
    before = before.rstrip()
    if verb and _NOT.search(before):
        return Modality.NEGATED
    if _FUTURE.search(before):
        return Modality.FUTURE
    if verb and (_WOULD.search(before) or _IF.search(before + " ")):
        return Modality.HYPOTHETICAL
    if published is not None and said_on is not None and said_on.last < published - _OLD:
        return Modality.HISTORICAL
    if verb and _ONCE.search(frame.free_text):
        return Modality.HISTORICAL
    return Modality.ACTUAL
