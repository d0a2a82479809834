"""Sources that name several actors at once: "Norvik and Estholm said" is a statement of each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whipcount.bodies.actors import Mention, Via
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.people.participants import Cast
from whipcount.text.span import Span

_OPENS = re.compile(r"[\s\"“”]*(?:both\s+)?(?:(?:the\s+)?governments\s+of\s+)?(?:the\s+)?", re.IGNORECASE)
# Only what adds up: after "but", "not", "or", "nor" the second one did not say it, or may not have.
_AND = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as|&)\s+(?:the\s+)?|\s*,\s+(?:the\s+)?", re.IGNORECASE)
_LAST = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as|&)\s+", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?][\"”]?\s)\s*(?:both\s+)?(?:the\s+)?\Z", re.IGNORECASE)
_REACH = 400  # characters of a list before its last name
_CLOSES = re.compile(r"[\s,;:\"“”]*")


def each_of(cast: Cast, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those of a coordinated source once for each actor, with its own name as the source.

    The first stays in its place and the others come behind, so that no ``parent`` loses its own.
    """
    kept: list[Attribution] = []
    added: list[Attribution] = []
    for attribution in found:
        first, *others = named_together(cast, attribution.source) or (None,)
        kept.append(attribution if first is None else replace(attribution, source=(first,)))
        added += [replace(attribution, source=(span,)) for span in others if span is not None]
    return (*kept, *added)


def named_together(cast: Cast, source: Sequence[Span]) -> tuple[Span, ...]:
    """Where each actor of a coordinated source stands; nothing where the source is anything else.

    >>> from whipcount.statements.people.participants import find_participants
    >>> text = "Warsaw, Rome and the Netherlands agreed; Sweden or Norway did not."
    >>> cast = find_participants(text)
    >>> [span.of(text) for span in named_together(cast, [Span(0, 32)])], named_together(cast, [Span(41, 57)])
    (['Warsaw', 'Rome', 'Netherlands'], ())
    """
    if not source:
        return ()
    whole = Span(_first_of(cast, source[0].start), source[-1].end)
    mentions = cast.mentions_in(whole)
    if len({m.id for m in mentions}) < 2 or len({m.id for m in mentions}) < len(mentions):
        return ()
    if any(_is_none(cast, mention) for mention in mentions) or mentions[-1].span.end > whole.end:
        return ()
    text = cast.text
    gaps = [Span(a.span.end, b.span.start) for a, b in pairwise(mentions)]
    lead, tail = Span(whole.start, mentions[0].span.start), Span(mentions[-1].span.end, whole.end)
    joined = all(_AND.fullmatch(text, *gap) for gap in gaps) and _LAST.match(text, gaps[-1].start)
    if not joined or not _OPENS.fullmatch(text, *lead) or not _CLOSES.fullmatch(text, *tail):
        return ()
    return tuple(m.span for m in mentions)


def _first_of(cast: Cast, start: int) -> int:
    """Where a list begins of which the reader took the last name only ("Lisbon, Oslo, and Riga said")."""
    before = cast.mentions_in(Span(max(0, start - _REACH), start))
    at = start
    for mention in reversed(before):
        if not _AND.fullmatch(cast.text, mention.span.end, at):
            break
        at = mention.span.start
    # a list after anything else may be another verb's: "It heard Oslo, and Riga said ..."
    return at if at < start and _SENTENCE_START.search(cast.text, max(0, at - 12), at) else start


def _is_none(cast: Cast, mention: Mention) -> bool:
    """Whether a mention is of no member: a body is none, nor are its members taken together, nor is a people."""
    entry = cast.table.actors.get(mention.id)
    return mention.via in (Via.MEMBERS, Via.DEMONYM) or entry is None or entry.kind == "body"
