"""What a body demands or asks, told without a word for its resolution: "the Council demanded a ceasefire"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whipcount.positions.proposal.acts import Form, VerbEntry, lexicon
from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.inflection import verb_forms
from whipcount.positions.proposal.noun_phrases import phrase_after
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.page import Page

_VERB = re.compile(r"(?:[\w’'-]+\s+){0,8}?(?P<verb>(?:demand|ask|request|recommend)(?:s|ed)?|urge[sd]?)\s")
_VOTED = re.compile(
    r"(?<!\w)(?:abstain\w*|abstentions?|in favou?r|votes?\s+(?:for|to|against)|voted|unanimously|majority"
    r"|\d+\s+votes)(?!\w)",
    re.IGNORECASE,
)
_BASES = ("demand", "ask", "request", "urge", "recommend")


def body_demands(page: Page, bodies: Sequence[BodyMention]) -> Iterator[Occurrence]:
    """Occurrences of a resolution, where a body is the subject of a demand and the report tells of a vote."""
    if not _VOTED.search(page.text):
        return
    act = lexicon().act("adopt-resolution")
    for body in bodies:
        line = page.line_of(body.span)
        if body.strength < 0.5 or not 0 <= line < len(page.words):
            continue
        sentence = page.sentences[line]
        match = _VERB.match(page.text[body.span.end : min(sentence.end, body.span.end + 90)].lstrip())
        if match is None or re.search(r"[,;:.]", match.group()):
            continue
        words = page.words[line]
        at = next(
            (n for n, w in enumerate(words) if w.span.start >= body.span.end and w.low == match["verb"].lower()), None
        )
        phrase = phrase_after(words, at + 1) if at is not None else None
        if at is None or phrase is None:
            continue
        base = next(b for b in _BASES if match["verb"].lower().startswith(b))
        verb = VerbEntry(verb_forms(base), Form.PAST, act)
        yield Occurrence(act, verb, words[at].span, phrase, line, at, 2.0)
