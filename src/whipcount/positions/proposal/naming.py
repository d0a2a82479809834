"""Names read from the text alone: bodies and candidates that no table knows, and what a decision is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from whipcount.text.person_names import fold
from whipcount.text.span import Span

_WORD = r"[A-Z][\w’'-]*"
_BODY = re.compile(
    rf"(?<!\w)(?:{_WORD}\s+|of\s+|the\s+(?=[A-Z])){{0,4}}?{_WORD}\s+(?:of\s+(?:the\s+)?)?"
    r"(?:Council|Union|League|Alliance|Assembly|Commission|Conference|Organi[sz]ation|Pact|Parliament|Senate|Board|Forum"
    r"|Federation|Confederation|Community|Congress|Diet|Chamber|Compact|Association|Authority|Bank)(?!\w)"
    rf"|(?<!\w)(?:Council|Union|League|Assembly|Organi[sz]ation|Association|Community)\s+of\s+(?:the\s+)?{_WORD}"
)
_NAME = rf"(?:the\s+)?(?P<name>{_WORD}(?:\s+{_WORD}){{0,2}})"
_CANDIDATE = re.compile(
    r"(?:[Ii]nvit(?:e|es|ed|ing)|[Aa]dmit(?:s|ted|ting)?|[Aa]dmission\s+of|[Aa]ccession\s+of|[Mm]embership\s+(?:for|of)"
    r"|(?:[Aa]ccession|[Mm]embership)\s+(?:talks|negotiations)\s+with"
    rf"|[Ii]nvitation\s+(?:for|to)|[Ll]etting|[Ll]et|[Bb]id\s+(?:by|from))\s+{_NAME}"
)
_OWNER = re.compile(
    rf"(?P<name>{_WORD}(?:\s+{_WORD}){{0,2}}?)(?:['’]s|s['’])\s+(?:\w+\s+){{0,2}}?"
    r"(?:accession|membership|bid|admission|application|entry)"
)
_ADJECTIVE = (
    r"(?:new|draft|latest|next|further|fresh|wider|\d+(?:st|nd|rd|th)|[A-Z][\w’'-]*|[a-z]+(?:th|nd|rd)(?=\s)|peace|trade"
    r"|military|naval|monitoring|training|aid|migration|fisheries|climate|annual|long-term|common|joint"
    r"|(?:package|round|raft|set|wave)\s+of)"
)
_LEFT = (
    rf"(?:(?:the|a|an|its|their|this|[A-Z][\w-]*\s+[A-Z][\w-]*['’]s|[A-Z][\w-]*['’]s)\s+(?:(?:proposed|{_ADJECTIVE})\s+){{0,5}}"
    rf"|(?:{_ADJECTIVE}\s+){{0,4}})"
)
_RIGHT = (
    r"(?:\s+(?:package|treaty|plan|deal|agreement|convention|pact))?"
    r"(?:\s+(?:against|on|of|for|to|calling for"
    r"|demanding|in|with|to end|to extend|as)\s+(?:the\s+|a\s+|an\s+)?(?:[\w’'-]+)"
    r"(?:\s+(?:[A-Z][\w’'-]*|of|and|the|in|on|fire|aid|law|mission|ban|force|war|truce|ceasefire|waste|fishing|fund|access|exports?|imports?|state|bank"
    r"|[a-z]+(?=\s+(?:can|is|was|will|has|have|are|were|would|must|may)\b|[.,]))){0,6})?"
)
_TRAIL = re.compile(r"\s+(?:of|on|and|the|in)\Z")


def slug(text: str) -> str:
    """An id from words.

    >>> slug("Lake Council"), slug("Ferrow Bay's bid!")
    ('lake-council', 'ferrow-bay-s-bid')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:64] or "x"


def named_body(text: str, *, taken: Sequence[Span]) -> tuple[str | None, tuple[Span, ...]]:
    """A body that only the text names ("the Lake Council"): its id and where it stands; without what is known."""
    found: dict[str, list[Span]] = {}
    for match in _BODY.finditer(text):
        name = re.sub(r"^(?:The|A|An)\s+", "", match.group())
        span = Span(match.end() - len(name), match.end())
        if not any(span.overlaps(other) for other in taken):
            found.setdefault(slug(name).upper(), []).append(span)
    if not found:
        return None, ()
    best = max(found, key=lambda body: (len(found[body]), -found[body][0].start))
    return best, tuple(found[best][:8])


def named_candidate(
    text: str, anchors: Sequence[Span], *, taken: Sequence[Span]
) -> tuple[str | None, tuple[Span, ...]]:
    """A candidate that only the text names, by what invitations and accessions are of."""
    counts: Counter[str] = Counter()
    places: dict[str, list[Span]] = {}
    if not anchors:
        return None, ()
    for pattern in (_CANDIDATE, _OWNER):
        for match in pattern.finditer(text):
            span = Span(*match.span("name"))
            if not any(span.overlaps(other) for other in taken):
                counts[match["name"]] += 1
                places.setdefault(match["name"], []).append(span)
    if not counts:
        return None, ()
    best = max(counts, key=lambda name: (counts[name], -places[name][0].start))
    return best, tuple(places[best][:8])


def object_of(text: str, anchors: Sequence[Span]) -> tuple[str, Span]:
    """The noun phrase around the decision's words: the one told most fully among the first ten."""
    best: tuple[int, str, Span] | None = None
    for anchor in anchors[:10]:
        left = re.search(_LEFT + r"\Z", text[max(0, anchor.start - 90) : anchor.start])
        right = re.match(_RIGHT, text[anchor.end : anchor.end + 120])
        start = anchor.start - (len(left.group()) if left else 0)
        end = anchor.end + (len(right.group()) if right else 0)
        if "\n" in text[start:end]:
            start, end = anchor
        phrase = text[start:end]
        end -= len(phrase) - len(_TRAIL.sub("", phrase))
        phrase = " ".join(text[start:end].split())
        fuller = min(len(phrase.split()), 12)
        if best is None or fuller > best[0]:
            best = (fuller, phrase, Span(start, end))
    assert best is not None  # noqa: S101  callers pass at least one anchor
    words = re.sub(r"^(?:The|A|An|Its|Their|This)\b", lambda m: m.group().lower(), best[1])
    words = re.sub(r"^(?:its|their|this|a|an)\b", "the", words)
    return words, best[2]
