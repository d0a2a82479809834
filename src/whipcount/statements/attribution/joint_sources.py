"""Sources that name several actors at once: "Norvik and Estholm said" is a statement of each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from whipcount.bodies.actors import Mention, Via
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.people.cast import Cast
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/joint")
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?][\"”]?\s)\s*(?:both\s+)?(?:the\s+)?\Z", re.IGNORECASE)
_NEAR = 24  # characters before a state that tell that it is only spoken of
_MOST = 4  # states of which "their ministers" are told apart
_REACH = 400  # characters of a list before its last name


def each_of(cast: Cast, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those of a coordinated source once for each actor, with its own name as the source.

    The first stays in its place and the others come behind, so that no ``parent`` loses its own.
    """
    kept: list[Attribution] = []
    added: list[Attribution] = []
    for attribution in found:
        together = named_together(cast, attribution.source)
        persons = () if together else persons_together(cast, attribution.source)
        sources = [(span,) for span in persons] or _sources(cast.text, together, attribution.source)
        sources = sources or _theirs(cast, attribution.source) or _they(cast, attribution)
        sources = sources or _of_a_joint_paper(cast, attribution.source)
        first, *others = sources or (attribution.source,)
        kept.append(replace(attribution, source=first))
        added += [replace(attribution, source=source) for source in others]
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
    joined = all(_WORDS.together.fullmatch(text, *gap) for gap in gaps) and _WORDS.at_last.match(text, gaps[-1].start)
    if not joined or not _WORDS.opens.fullmatch(text, *lead):
        return ()
    peoples = {mention.via is Via.DEMONYM for mention in mentions}
    if peoples == {False} and _WORDS.owners.fullmatch(text, *tail):
        return tuple(m.span for m in mentions)
    closes = _WORDS.offices if peoples == {True} else _WORDS.closes
    if len(peoples) > 1 or not closes.fullmatch(text, *tail):
        return ()
    return tuple(m.span for m in mentions)


def _sources(text: str, names: Sequence[Span], source: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Each name as a source; an adjective ("Polish and Czech ministers") with the office that it shares."""
    if not names:
        return []
    office = _WORDS.shared.match(text, names[-1].end, source[-1].end) or _WORDS.owned.match(
        text, names[-1].end, source[-1].end
    )
    return [(name,) if office is None else (name, Span(*office.span("office"))) for name in names]


def _theirs(cast: Cast, source: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Of "their foreign ministers", each state of the list that their sentence tells of, with the office."""
    if len(source) != 1:
        return []
    own = _WORDS.theirs.match(cast.text, source[0].start, source[0].end)
    if own is None:
        return []
    start = max(cast.text.rfind("\n", 0, source[0].start) + 1, source[0].start - _REACH)
    before = [m for m in cast.mentions_in(Span(start, source[0].start)) if cast.is_state(m.id) and m.via is Via.NAME]
    lists: list[list[Mention]] = []
    for mention in before:
        if lists and _joined(cast.text, Span(lists[-1][-1].span.end, mention.span.start)):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    several = [found for found in lists if len(found) > 1]
    if len(several) != 1:
        # told apart: "Kell will vote for it, and so will Pell, their ministers said"
        apart = [
            m for m in before if not _WORDS.of_another.search(cast.text, max(0, m.span.start - _NEAR), m.span.start)
        ]
        apart = list({m.id: m for m in apart if m.span.start > _sentence(cast.text, source[0].start)}.values())
        if several or not 2 <= len(apart) <= _MOST:
            return []
        several = [apart]
    office = Span(*own.span("office")) if own["office"] else None
    return [(mention.span,) if office is None else (mention.span, office) for mention in several[0]]


def _they(cast: Cast, attribution: Attribution) -> list[tuple[Span, ...]]:
    """Of "they said" behind what they said, each state of the list that opens those words."""
    if (
        len(attribution.source) != 1
        or not attribution.content
        or not _WORDS.they.fullmatch(cast.text, *attribution.source[0])
    ):
        return []
    content = attribution.content[0]
    if content.end > attribution.source[0].start:
        return []
    opening: list[Mention] = []
    for mention in cast.mentions_in(content):
        if not cast.is_state(mention.id) or (
            opening and not _joined(cast.text, Span(opening[-1].span.end, mention.span.start))
        ):
            break
        opening.append(mention)
    if len(opening) < 2 or not _WORDS.opens.fullmatch(cast.text, content.start, opening[0].span.start):
        return []
    peoples = {mention.via is Via.DEMONYM for mention in opening}
    office = _WORDS.shared.match(cast.text, opening[-1].span.end) if peoples == {True} else None
    if peoples == {False}:
        return [(mention.span,) for mention in opening]
    return [(mention.span, Span(*office.span("office"))) for mention in opening] if office is not None else []


def _of_a_joint_paper(cast: Cast, source: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Of "it said", each state that issued the joint statement of the sentence before."""
    if len(source) != 1 or not _WORDS.its_words.fullmatch(cast.text, *source[0]):
        return []
    start = max(cast.text.rfind("\n\n", 0, source[0].start) + 1, source[0].start - _REACH)
    papers = list(_WORDS.joint_paper.finditer(cast.text, start, source[0].start))
    if not papers:
        return []
    begin = max(start, _sentence(cast.text, papers[-1].start()))
    issued: list[Mention] = []
    for mention in cast.mentions_in(Span(begin, papers[-1].start())):
        if issued and not _joined(cast.text, Span(issued[-1].span.end, mention.span.start)):
            break
        if cast.is_state(mention.id) and mention.via is Via.NAME:
            issued.append(mention)
    return [(mention.span,) for mention in issued] if len(issued) > 1 else []


def _joined(text: str, gap: Span) -> bool:
    return _WORDS.together.fullmatch(text, *gap) is not None or _WORDS.nor.fullmatch(text, *gap) is not None


def _sentence(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! "))


def persons_together(cast: Cast, source: Sequence[Span]) -> tuple[Span, ...]:
    """Where each person of a coordinated source stands: "Ada Brim and Tov Lund"; nothing where it is anything else.

    What follows the last name after a comma is about all of them ("..., the prime ministers of Kell and Sarn").

    >>> from whipcount.statements.people.participants import find_participants
    >>> text = "Ada Brim and Oleg Dorin said they would agree. Ada Brim or Oleg Dorin will speak."
    >>> cast = find_participants(text)
    >>> [span.of(text) for span in persons_together(cast, [Span(0, 23)])], persons_together(cast, [Span(47, 69)])
    (['Ada Brim', 'Oleg Dorin'], ())
    """
    if not source:
        return ()
    whole = Span(source[0].start, source[-1].end)
    inside = cast.people.inside(whole)
    text = cast.text
    if len(inside) < 2 or not _is_dress(cast, Span(whole.start, inside[0][0].start)):
        return ()
    spans = [Span(whole.start, inside[0][0].end)]
    people = {id(inside[0][1])}
    for place, person in inside[1:]:
        joined = _WORDS.person_title.match(text, spans[-1].end, place.start)
        if joined is None or not _is_dress(cast, Span(joined.end(), place.start)):
            break
        spans.append(Span(joined.end(), place.end))
        people.add(id(person))
    tail = text[spans[-1].end : whole.end].strip()
    last = text[spans[-2].end : spans[-1].start].strip() if len(spans) > 1 else ","
    if (
        len(people) < len(spans)
        or last == ","
        or (tail and not (tail.startswith(",") or _WORDS.from_home.fullmatch(tail)))
    ):
        return ()
    return tuple(spans)


def _is_dress(cast: Cast, span: Span) -> bool:
    """Whether what stands before a name is nothing but its office or its state: "Kell's foreign minister "."""
    words = span.of(cast.text).strip(' "“')
    if not words or _WORDS.mister.fullmatch(words):
        return True
    office = cast.office_at(span)
    if office is not None and office.span.start <= span.start + 4 and span.end - office.span.end <= 2:
        return True
    mentions = cast.mentions_in(span)
    return len(mentions) == 1 and words in (
        f"{m}{s}" for m in (mentions[0].span.of(cast.text),) for s in ("'s", "’s", "'")
    )


def _first_of(cast: Cast, start: int) -> int:
    """Where a list begins of which the reader took the last name only ("Lisbon, Oslo, and Riga said")."""
    before = cast.mentions_in(Span(max(0, start - _REACH), start))
    at = start
    for mention in reversed(before):
        if not _WORDS.together.fullmatch(cast.text, mention.span.end, at):
            break
        at = mention.span.start
    # a list after anything else may be another verb's: "It heard Oslo, and Riga said ..."
    return at if at < start and _SENTENCE_START.search(cast.text, max(0, at - 12), at) else start


def _is_none(cast: Cast, mention: Mention) -> bool:
    """Whether a mention is of no member: a body is none, nor are its members taken together."""
    return mention.via is Via.MEMBERS or not cast.is_state(mention.id)
