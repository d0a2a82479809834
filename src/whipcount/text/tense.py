"""Of which time a clause speaks, read from the verbs around a place in it: enough to tell last Tuesday from next."""

from __future__ import annotations

import re
from enum import StrEnum

from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

WINDOW = 160  # code points looked at on either side: keeps hostile text linear

_FUTURE = r"""
  (?:will|won['’]t|shall|would|['’]ll|can|could|may|might|must|should)\b
     (?:\s(?:not|also|then|only|soon|likely|again|first|still|[a-z]{2,12}ly)\b)?
     (?:\s(?:have\s)?be(?:en)?\b)?(?:\s[a-z]{2,16}\b)?
  | (?:is|are|was|were|be|been|['’]s|['’]re)\s(?:now\s|also\s)?
     (?:to|due|set|scheduled|expected|planned|slated|supposed|going|about|likely|poised|hoping|planning|preparing)\b
     (?:\sto)?(?:\sbe)?(?:\s[a-z]{2,16}\b)?
  | (?:plans?|planned|hopes?|hoped|expects?|expected|intends?|intended|wants?|wanted|vows?|vowed|aims?|aimed|promised?)
     \sto\b(?:\sbe)?(?:\s[a-z]{2,16}\b)?
  | (?:scheduled|planned|due|slated|set)\s(?:for|on|to|in|by)\b
  | to\s(?:be\s[a-z]{2,16}|meet|vote|hold|decide|discuss|take|join|sign|travel|visit|attend|start|begin|appear|face|give
     |host|make|speak|open|gather|convene|ratify|consider|debate|announce|present|submit|debut|go)\b
  | upcoming\b | ahead\sof\b | deadline\b
  | (?:begins?|meets?|votes|convenes?|gathers?|opens|starts|expires?|lapses?|elapses?|applies|returns|resumes?|reopens?
     |takes?\splace|runs?\sout|falls?\sdue|(?:takes?|comes?)\sinto\s(?:effect|force)|takes?\seffect
     |(?:enters?|comes?)\sinto\sforce)\b
  | (?:apply|passes|ends?|closes?)\s(?:from|to|on|in|as\sof)\b
"""
_IRREGULAR = (
    "said|says|told|was|were|had|did|has|have|wrote|met|gave|took|made|came|went|got|saw|began|became|held|left|led|felt"
    "|found|heard|kept|knew|lost|meant|paid|put|read|ran|sent|set|shot|showed|spoke|spent|stood|thought|won|withdrew|drew"
    "|threw|fell|grew|rose|broke|brought|built|bought|caught|chose|cut|drove|fought|flew|hit|hurt|sold|sought|struck"
    "|froze|sank|shook|stole|arose|dealt|fled|laid|lit|shut|spent|spread|swept|swung|rode|rang|slept|bound"
    "|swore|taught|understood|wore|tells|reports|did(?:n['’]t)|wasn['’]t|weren['’]t|died|shown|seen|spoken|tweeted|sat|hung"
)
_VERB = lazy_pattern(
    rf"(?<![\w’'])(?:(?P<future>{_FUTURE})|(?P<past>(?:{_IRREGULAR})\b|(?:dis)?agreed\b|freed\b|(?!hundred)[a-z]{{2,16}}[^\We]ed\b))",
    re.VERBOSE,
)
_BREAK = lazy_pattern(r"[\n\r]|[.!?;][\"”’')\]]{0,2}\s{1,3}(?=[A-Z“\"‘(\[])")


class Tense(StrEnum):
    """Of which time the clause speaks."""

    PAST = "past"
    FUTURE = "future"


def tense_at(text: str, span: Span) -> Tense | None:
    """The tense of the nearest verb before ``span`` in its sentence, or else of the first one after it.

    Looks at no more than ``WINDOW`` code points on either side. None: no verb that tells.

    >>> text = "Ministers said Monday that the council will meet on Tuesday."
    >>> tense_at(text, Span(15, 21)), tense_at(text, Span(52, 59))
    (<Tense.PAST: 'past'>, <Tense.FUTURE: 'future'>)
    """
    before = clause_before(text, span)
    found = None
    for verb in _VERB.finditer(before):
        found = verb
    if found is None:
        after = text[span.end : span.end + WINDOW]
        stop = _BREAK.search(after)
        found = _VERB.search(after[: stop.start()] if stop else after)
    if found is None:
        return None
    return Tense.FUTURE if found["future"] else Tense.PAST


def clause_before(text: str, span: Span) -> str:
    """What stands before ``span`` in its sentence, at most ``WINDOW`` code points of it.

    >>> clause_before("They met. He left on Dec. 3", Span(21, 27))
    'He left on '
    """
    before = text[max(0, span.start - WINDOW) : span.start]
    start = 0
    for cut in _BREAK.finditer(before):
        start = cut.end()
    return before[start:]
