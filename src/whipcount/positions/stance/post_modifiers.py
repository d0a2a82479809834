"""What stands behind a predicate and turns it: "at no price", "its support had ended", "backing it would be folly"."""

from __future__ import annotations

import re

from whipcount.positions.stance.modifiers import BAD, Effect
from whipcount.text.span import Span

_FAR = 200  # code points around a predicate that are looked at
_AFTER_NOT = re.compile(
    r"(?<!\w)(?:(?:in|under)\s+no\s+(?:circumstances?|conditions?|event|case|scenario)|on\s+no\s+(?:account|terms)|at\s+no\s+"
    r"(?:price|cost|time|point|stage)|by\s+no\s+means|in\s+no\s+(?:way|form|shape)|over\s+(?:\w+\s+)?(?:\w+['’]s\s+)?dead\s+bod(?:y|ies)"
    r"|not\s+(?:in\s+(?:\w+\s+|a\s+\w+\s+)?(?:lifetime|years)|for\s+(?:anything|all|any)|ever|at\s+any|under\s+any|in\s+any|a\s+chance)"
    r"|no\s+matter\s+what|never(?:\s+ever)?(?=\s*[,.;!\"”]|\s*$))(?!\w)",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(r"\s+not\s+(?:the|a|an|its|his|her|their|for|this|that)(?!\w)", re.IGNORECASE)
_CONSENT_NOUN = re.compile(
    r"(?:support|backing|consent|approval|endorsement|acceptance|agreement|blessing|green\s+light)(?:\s+(?:to|of))?\Z",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?<!\w)(?:his|her|its|their|our|my|the|any|all|\w+['’]s?|public|political)\s+(?:\w+\s+){0,2}?\Z", re.IGNORECASE
)
_OF_WHAT = r"(?:(?:\s+(?:for|of|to|behind|from))?(?:\s+[\w'’-]+){1,6}?)?"
_AUX = (
    r"\s+(?P<verb>(?:has|have|had|is|was|are|were|will|would|could|can|may|might|should|must|came|comes|went|goes|lies|lay|stands"
    r"|stood|stays|stayed|remains|remained|ends|fades|wanes|ended|faded|waned|evaporated|collapsed|vanished|lapsed|expired"
    r"|cooled|eroded|dwindled|shrank|sank|fell|depends|depended|hangs|hung|hinges|hinged|rests|rested|melted|dried|crumbled|ran)\b.*)"
)
_SUBJECT_OF = re.compile(_OF_WHAT + _AUX, re.IGNORECASE | re.DOTALL)
_GONE = re.compile(
    r"(?:(?:has|have|had|is|was|are|were|will|would)\s+)?(?:(?:be|been|now|already|long|since|all|but|at|come|came|to|\w+ly)\s+)*"
    r"(?:ended|ends?|over|gone|went|vanished|evaporated|collapsed|lapsed|expired|withdrawn|history|dead|past|an\s+end|revoked"
    r"|(?:ran|run|dried)\s+(?:out|up)|lost|melted|no\s+(?:longer|more)|a\s+thing\s+of\s+the\s+past|a\s+memory|old\s+news|used\s+up|exhausted)(?!\w)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:(?:has|have|had|is|was|are|were|will|would|stays|stayed|remains|remained|stands|stood)\s+)(?:(?:be|been|remain|stay|as|\w+ly|now|still)\s+)*"
    r"(?:firm|unchanged|unwavering|strong|solid|clear|unconditional|certain|assured|guaranteed|full|total|steadfast|unbroken|beyond"
    r"|never\s+in\s+(?:question|doubt)|(?:not|never)\s+(?:been\s+)?in\s+(?:question|doubt)|not\s+(?:changed|wavered|weakened|negotiable|at\s+stake|up\s+for\s+\w+)|non-negotiable|a\s+given|settled)(?!\w)",
    re.IGNORECASE,
)
_GERUND = re.compile(r"\w+ing(?:\s+\w+)?\Z", re.IGNORECASE)
_SOMETHING_ENDS = re.compile(
    r"\s+(?:the|an?|its|\w+['’]s)\s+(?:\w+\s+)?(?:failure|collapse|defeat|end|halt|freeze|suspension|postponement|demise|breakdown"
    r"|withdrawal|cancellation)\s+(?:of|to|in)(?!\w)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\s*(?:(?:of|from|by)\s+)?(?:others|(?-i:[A-Z])[\w-]+)\s+for(?!\w)")
_A_REFUSAL = re.compile(r"(?:veto|refusal|rejection|blockade)\Z", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:\A|[,;:\"“]|(?<!\w)(?:that|said|says|say|warn(?:s|ed)|argu(?:es|ed)|insist(?:s|ed)|add(?:s|ed)|believ(?:es|ed)|thinks?|thought"
    r"|(?P<calls>call(?:s|ed)?|consider(?:s|ed)?|deem(?:s|ed)?|brand(?:s|ed)?|label(?:led|s)?)))\s*(?:(?:to|an?|any|another|the|\w+['’]s)\s+)?\Z",
    re.IGNORECASE,
)
_NAME_FOR_IT = (
    rf"(?:{BAD[3:-1]}|an\s+act\s+of\s+\w+|surrender|capitulation|(?:betray|abandon|surrender|endanger|risk|ruin|harm|insult|sell)\w*"
    r"|impossible|out\s+of\s+the\s+question|off\s+the\s+table|not\s+\w+|no\s+\w+)(?!\w)"
)
_BADLY = re.compile(
    r"[^.;:\"“”]{0,60}?\b(?:is|was|were|be|been|amount(?:s|ed)?\s+to|mean(?:s|t)?|as)\s+(?:\w+\s+){0,2}?"
    + _NAME_FOR_IT,
    re.IGNORECASE,
)
_HARMS = re.compile(
    r"[^.;:\"“”]{0,60}?\b(?:would|will|could|may|might|can)\s+(?:\w+\s+)?(?:endanger|harm|weaken|destroy|split|ruin|betray|damage"
    r"|undermine|hurt|wreck|divide|threaten|cripple|bankrupt|cost|break)(?!\w)",
    re.IGNORECASE,
)
_CALLED = re.compile(r"[^.;:\"“”]{0,60}?\b(?:an?\s+)?" + _NAME_FOR_IT, re.IGNORECASE)


_AN_ACT = re.compile(
    r"[^.,;:\"“”]{1,60}?\s(?:is|was|would|will|could|can|may|might|means|meant|makes|made)\s", re.IGNORECASE
)
_TIME_FOR = re.compile(
    r"(?<!\w)(?:time|moment|chance|opportunity|window|hour)\s+(?:for|to|of)\s+(?:\w+\s+){0,2}\w+(?:\s+\w+)?\Z",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"(?<!\w)(?:has|have|had|is|was)\s+(?:long\s+)?(?:passed|past|gone|over|up|not\s+(?:yet\s+)?\w+)(?!\w)",
    re.IGNORECASE,
)
_QUESTION_END = re.compile(r"[?!\n]|\.(?=[\s\"”]|$)|\Z")


def said_after(text: str, span: Span, body: Span) -> Effect | None:
    """What the words behind a predicate do to it: adverbials of negation, a support that ended, a bad name for it.

    >>> text = "It would support that in no circumstances."
    >>> said_after(text, Span(9, 16), Span(0, len(text))).name
    'NOT'
    """
    body = Span(max(body.start, span.start - _FAR), min(body.end, span.end + _FAR))
    stop = _clause_end(text, span.end, body.end)
    against = _AFTER_NOT.search(text, span.end, stop)
    if against or _NOT_THIS.match(text, span.end, stop):
        return Effect.NOT
    word = span.of(text)
    if _SOMETHING_ENDS.match(text, span.end, stop):
        return Effect.VOID
    if _CONSENT_NOUN.search(word) and _OF_OTHERS.match(text, span.end, stop):
        return Effect.SHADE
    if _CONSENT_NOUN.search(word) and _OWNED.search(text[max(body.start, span.start - 40) : span.start]):
        found = _SUBJECT_OF.match(text, span.end, body.end)
        if found:
            verb = found["verb"]
            return Effect.NOT if _GONE.match(verb) else None if _FIRM.match(verb) else Effect.SHADE
    if (
        _A_REFUSAL.search(word)
        or _GERUND.search(word)
        or re.search(r"(?<!\w)to\s\Z", text[body.start : span.start], re.IGNORECASE)
    ):
        opening = _OPENS.search(text[body.start : span.start])
        if opening and (_CALLED if opening["calls"] else _BADLY).match(text, span.end, body.end):
            return Effect.NOT
        if opening and _HARMS.match(text, span.end, body.end):
            return Effect.NOT
        if opening and _AN_ACT.match(text, span.end, body.end):
            return Effect.SHADE
    if _TIME_FOR.search(text[body.start : span.end]) and _PASSED.search(text, span.end, stop):
        return Effect.NOT
    if asked(text, span):
        return Effect.VOID
    return None


def has_a_verb(text: str, span: Span, body: Span) -> bool:
    """Whether the noun at ``span`` is somebody's own and the subject of a verb: "its support for that is firm"."""
    owned = _OWNED.search(text[max(body.start, span.start - 40) : span.start])
    return owned is not None and _SUBJECT_OF.match(text, span.end, min(body.end, span.end + _FAR)) is not None


def asked(text: str, span: Span) -> bool:
    """Whether the words at ``span`` stand in a question."""
    end = _QUESTION_END.search(text, span.end, span.end + 2 * _FAR)
    return end is not None and end.group() == "?"


def _clause_end(text: str, start: int, end: int) -> int:
    cut = re.compile(r"[;:!?]|\.(?=\s|$)|(?<!\w)(?:but|although|because|while|whereas)(?!\w)").search(text, start, end)
    return cut.start() if cut else end
