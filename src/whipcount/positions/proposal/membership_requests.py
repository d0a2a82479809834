"""Requests to be taken in, told of a body: "Orvana asked the Pact to admit it", "applied for membership of the Pact".

What is asked for has no object there but a pronoun, or none at all: whom it is about is who asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_NAMED_ONLY = 0.7
"""Handling: who asks has decided nothing, and on that day nothing was decided."""
_REQUEST = lazy_pattern(
    r"(?<![\w’'-])(?P<who>[A-Z][\w-]*[a-zà-ž](?:\s+[A-Z][\w-]*[a-zà-ž])?)\s+(?:(?:has|had|have|also|\w+ly|on\s+\w+day|again)\s+){0,3}"
    r"(?:ask(?:s|ed)?|appl(?:ies|ied)|request(?:s|ed)?|petition(?:s|ed)?|submit(?:s|ted)|lodge[sd]?|filed?)\s+"
    r"(?:[\w’'-]+\s+){0,9}?"
    r"(?P<what>to\s+(?:admit|accept|take|let|receive)\s+(?:it|her|him|them)\b"
    r"|(?:for\s+)?(?:its\s+)?(?:full\s+)?(?:membership|admission|accession)\b"
    r"|to\s+join\b|to\s+become\s+(?:a|the)\s+(?:[\w-]+\s+)?member\b)"
)


def membership_requests(page: Page, bodies: Sequence[BodyMention]) -> Iterator[Occurrence]:
    """Occurrences of an admission, one for each sentence that tells that somebody asks a body for it.

    >>> from whipcount.positions.proposal.body_mentions import find_bodies
    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report(b"Orvana formally asked the Ember Pact on Friday to admit it as a member."))
    >>> [o.object.span(page.words[0]).of(page.text) for o in membership_requests(page, find_bodies(page.text))]
    ['Orvana']
    """
    if not any(body.strength >= 0.5 for body in bodies):
        return
    act = lexicon().act("admit")
    classes = word_classes()
    for number, sentence in enumerate(page.sentences[: len(page.words)]):
        match = _REQUEST.search(page.text, *sentence)
        if (
            match is None
            or match["who"].split()[0].lower() in classes["stops"] | classes["determiners"] | classes["days"]
        ):
            continue
        who = Span(*match.span("who"))
        if any(who.overlaps(body.span) for body in bodies):
            continue
        words = page.words[number]
        inside = [n for n, word in enumerate(words) if who.start <= word.span.start < who.end]
        if inside:
            what = Span(*match.span("what"))
            yield Occurrence(
                act, None, what, Phrase(inside[0], inside[-1] + 1, inside[-1]), number, inside[0], _NAMED_ONLY
            )
