"""What the encoder leaves: quotations that nobody was found for, plans that somebody presented, a narrator's clause.

Rules, and few: each asks for a form that newspapers use again and again, and what it finds carries a low confidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whipcount.statements.attribution import attributions as spans
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.pieces import quoted_spans
from whipcount.statements.people.media import media_name
from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.statements.statement import Quotation
from whipcount.text.patterns import lazy_pattern, made_by
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

CONFIDENCE = 0.5
_FORMS = Wordlist("speakers/left_over").rows("forms")
_LONGEST_SENTENCE = 700
_VOTED = lazy_pattern(
    r"(?:^|[\s(])(?P<source>(?:[Tt]he )?"
    r"(?:[Pp]arliament|[Ss]enate|[Nn]ational [Aa]ssembly|(?:[Ll]ower|[Uu]pper) [Hh]ouse))"
    r"(?: (?:on |late |early )?\w+day)?,? (?:has |had )?(?:voted|approved|ratified|backed|rejected|endorsed)\b"
)
_TOLD_THAT = lazy_pattern(
    r"(?:^|[,;]\s|\b(?:though|although|while|but|and|whereas)\s)"
    r"(?P<source>(?:the )?(?:[A-Z][\w’'-]*\s?|[a-z]+ minister ){1,6}?)\s(?P<cue>(?:has |had |later |also )?"
    r"(?:said|reaffirmed|repeated|confirmed|insisted|stressed|added|declared|told \w+|announced))"
    r"(?: (?:on \w+day|yesterday|today|earlier|again))*\s\Z"
)
_SAID_BY = lazy_pattern(r"(?:said|says|added)\s+(?P<source>[^\"“”.;:\n]{3,100}?)(?:\.(?=\s|$)|\n|$)")
SURE_INSIDE = 0.5  # a content read alone lacks its sentence: some certainty is asked of what is found there
_FEWEST_WORDS = 5
_LONGEST_SOURCE = 90
_NARRATOR = lazy_pattern(r"(?<=\w)[,\"”’]*\s+(?P<but>but)\s+(?:it|he|she|they)\s+(?:has|have|had|did|does|do)\s+not\b")
_PARAGRAPH_END = lazy_pattern(r"[.!?](?=[\"”’']?\s*\n\s*\n\s*[^\s\"“'‘«„])")
_CLOSING = lazy_pattern(r"[\"”’']?")
_OFFICE_BEHIND = lazy_pattern(r",\s+(?P<office>(?:the|its|their)\s+[^,;:.\"“”\n]{3,70}?),?$")
_PUT = lazy_pattern(
    r"(?:^|[,;:—–]\s+|\s(?:and|but|while|as)\s+)(?P<source>[^,;:—–\"“”]{3,90}?)\s+"
    r"(?P<cue>(?:has |have |had )?"
    r"(?:sent|issued|delivered|released|posted|published|voiced|offered|gave|given))\s*[:,]?\s*$"
)
_PRESENTED = lazy_pattern(
    r"\b(?P<what>plan|proposal|initiative|blueprint|strategy|roadmap|draft|paper|formula)s?[\"”’']?,?\s+"
    r"(?P<cue>presented|unveiled|proposed|outlined|announced|laid out|set out|put forward)\s+"
    r"(?:(?!by\b)[\w.]+\s+){0,4}by\s+"
    r"(?P<source>[^,;:.\"“”()\n]{3,90}?)(?=[,;:.()\n\"“”]|\s(?:that|who|which|and|in|on|at|to|during|as)\b|$)"
)


def complete(text: str, found: Sequence[Attribution], sentences: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions without narrators' clauses, and with what is relayed in them and what rules find beside them.

    ``found`` as :func:`whipcount.statements.attribution.attributions.read_attributions` gives them; new ones come
    behind, so that no ``parent`` loses its place.

    >>> text = 'Kell asked. By sending a letter, the authorities sent "a message that the door is not closed" to us.'
    >>> [it] = complete(text, (), (Span(0, 11), Span(12, len(text))))
    >>> it.source[0].of(text), it.cue[0].of(text), it.content[0].of(text)
    ('the authorities', 'sent', '"a message that the door is not closed"')
    """
    ends = sorted(sentence.end for sentence in sentences)
    found = [_in_its_paragraph(text, _in_its_sentence(a, ends)) for a in _unmixed(text, found)]
    kept = [_trimmed(text, _with_its_office(text, _with_a_source(text, a))) for a in found]
    taken = sorted(span for a in kept for span in (*a.content, *a.cue))
    left_over = list(_left_over(text, sentences, [a for a in kept if a.source]))
    # what has no source and is read whole by a form was not understood
    kept = [a for a in kept if a.source or not any(_shares_cue(a, other) for other in left_over)]
    added = [
        *relayed(text, kept),
        *left_over,
        *_quotations(text, sentences, taken),
        *_presented(text, sentences, taken),
    ]
    return (*kept, *added)


def relayed(text: str, found: Sequence[Attribution]) -> Iterable[Attribution]:
    """What a medium relays ("according to an agency, X hopes that ..."): its contents read again, with their parent.

    Only there, since that is where it matters who really spoke; to read all contents twice would halve the speed.
    """
    for parent, outer in enumerate(found):
        if not any(media_name(span.of(text)) for span in outer.source):
            continue
        for part in outer.content:
            for inner in spans.read_attributions(part.of(text)):
                if inner.source and inner.content and inner.confidence >= SURE_INSIDE:
                    yield moved(inner, part.start, parent)


def moved(inner: Attribution, by: int, parent: int | None = None) -> Attribution:
    """An attribution that was read in a part of a text, in that text, ``by`` characters on."""
    source, cue, content = (
        tuple(Span(s.start + by, s.end + by) for s in role) for role in (inner.source, inner.cue, inner.content)
    )
    return replace(inner, source=source, cue=cue, content=content, parent=parent)


def _in_its_sentence(attribution: Attribution, ends: Sequence[int]) -> Attribution:
    """A source ends with its sentence, and no cue stands in the next one: "..., said Ada Brim. Kell voted for it"."""
    for span in attribution.source:
        place = bisect_right(ends, span.start)
        if place == len(ends) or ends[place] >= span.end - 1:
            continue
        end = ends[place]
        cue = tuple(other for other in attribution.cue if other.start < end)
        content = tuple(other for other in attribution.content if other.start < end)
        if cue and content:
            source = tuple(Span(s.start, min(s.end, end)) for s in attribution.source if s.start < end)
            return replace(attribution, source=source, cue=cue, content=content)
    return attribution


def _in_its_paragraph(text: str, attribution: Attribution) -> Attribution:
    """Contents end with their paragraph, unless the next one goes on with the quotation."""
    if not any("\n" in span.of(text) for span in attribution.content):
        return attribution
    said = [*attribution.cue, *attribution.source]

    def cut(span: Span) -> Span:
        ends = (m for m in _PARAGRAPH_END.finditer(text, span.start, span.end))
        end = next((m.start() + 1 for m in ends if all(other.end <= m.start() + 1 for other in said)), None)
        return span if end is None else Span(span.start, end + len(_CLOSING.match(text, end, span.end)[0]))  # type: ignore[index]

    return replace(attribution, content=tuple(cut(span) for span in attribution.content))


def _trimmed(text: str, attribution: Attribution) -> Attribution:
    if attribution.kind is Quotation.DIRECT:
        return attribution
    return replace(attribution, content=tuple(_told(text, span) for span in attribution.content))


def _with_its_office(text: str, attribution: Attribution) -> Attribution:
    """ "Pell agrees, its president, Ada Brim, said": the office before a name belongs to the source."""
    if attribution.kind is Quotation.DIRECT or not attribution.source or not attribution.content:
        return attribution
    *others, last = attribution.content
    first, *rest = attribution.source
    if not 0 <= first.start - last.end <= 3 or not text[first.start : first.start + 1].isupper():
        return attribution
    told = _OFFICE_BEHIND.search(text, last.start, last.end)
    between = text[last.end - 1 : first.start]
    if told is None or between[1:].strip(" ,") or "," not in between:
        return attribution
    if not any(noun.end() == told.end("office") for noun in HEAD_NOUN.finditer(text, told.start(), last.end)):
        return attribution
    content = (*others, Span(last.start, told.start()))
    return replace(attribution, source=(Span(told.start("office"), first.end), *rest), content=content)


def _unmixed(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, one whose last words are another's as two: "..., he said, though Brim reaffirmed that ..."."""
    kept, added = [], []
    for attribution in found:
        last = attribution.content[-1] if len(attribution.content) > 1 else None
        own = [*attribution.source, *attribution.cue]
        told = None
        if last is not None and attribution.kind is Quotation.INDIRECT and text.startswith("that ", last.start):
            told = _TOLD_THAT.search(text, max(0, last.start - 120), last.start)
        if last is None or told is None or any(Span(*told.span()).overlaps(span) for span in own):
            kept.append(attribution)
            continue
        if not _names_somebody(told["source"], by_office=True):
            kept.append(attribution)
            continue
        kept.append(replace(attribution, content=attribution.content[:-1]))
        added.append(replace(_made(Span(*told.span("source")), Span(*told.span("cue")), last, Quotation.INDIRECT)))
    return [*kept, *added]


def _with_a_source(text: str, attribution: Attribution) -> Attribution:
    """An attribution to nobody whose cue has its subject beside it: a parliament that voted, who is named behind."""
    if attribution.source or not attribution.cue or not attribution.content or attribution.parent is not None:
        return attribution
    cue = attribution.cue[0]
    match = _VOTED.search(text, max(0, cue.start - 60), cue.end) or _SAID_BY.match(text, cue.start, cue.end + 140)
    if match is None or (made_by(match, _SAID_BY) and not _names_somebody(match["source"], by_office=False)):
        return attribution
    source = Span(*match.span("source"))
    if any(source.overlaps(span) for span in attribution.content):
        return attribution
    return replace(attribution, source=(source,))


def _told(text: str, span: Span) -> Span:
    """An indirect content without the narrator's own clause behind it ("... will join, but it has not said when")."""
    own = _NARRATOR.search(text, span.start, span.end)
    if own is None or any(q.start < own.start("but") < q.end for q in _quotes(text, span)):
        return span
    return Span(span.start, own.start())


def _quotes(text: str, span: Span) -> list[Span]:
    return [Span(q.start + span.start, q.end + span.start) for q in quoted_spans(span.of(text))]


def _sentence(sentences: Sequence[Span], at: int) -> Span | None:
    index = bisect_right(sentences, at, key=lambda s: s.start) - 1
    return sentences[index] if index >= 0 and at < sentences[index].end else None


def _free(span: Span, taken: Sequence[Span]) -> bool:
    """Whether no taken span (sorted) touches this one; contents are short, so a few neighbours tell."""
    index = bisect_right(taken, span.end, key=lambda s: s.start)
    return not any(other.overlaps(span) for other in taken[max(0, index - 12) : index])


def _quotations(text: str, sentences: Sequence[Span], taken: Sequence[Span]) -> Iterable[Attribution]:
    """Quotations of some length that no attribution holds, right behind a verb of sending."""
    for quote in quoted_spans(text):
        if len(quote.of(text).split()) < _FEWEST_WORDS or not _free(quote, taken):
            continue
        sentence = _sentence(sentences, quote.start)
        if sentence is None:
            continue
        at = max(sentence.start, quote.start - 3 * _LONGEST_SOURCE)
        put = _PUT.search(text, at, quote.start)
        if put:
            yield _made(Span(*put.span("source")), Span(*put.span("cue")), quote, Quotation.MIXED)


def _presented(text: str, sentences: Sequence[Span], taken: Sequence[Span]) -> Iterable[Attribution]:
    """ "The plan presented last month by X": X said what the sentence says of the plan."""
    for match in _PRESENTED.finditer(text):
        cue, source = Span(*match.span("cue")), Span(*match.span("source"))
        sentence = _sentence(sentences, cue.start)
        if sentence is None or not _free(cue, taken) or not any(c.isupper() for c in source.of(text)):
            continue
        content = Span(sentence.start, cue.start - 1)
        if content.end - content.start >= len("a plan") and _free(content, taken):
            yield _made(source, cue, content, Quotation.INDIRECT)


def _left_over(text: str, sentences: Sequence[Span], found: Sequence[Attribution]) -> Iterable[Attribution]:
    """Sentences in which nobody is given anything, by the forms of the table; the first one that fits."""
    taken = sorted(span for a in found for span in (*a.source, *a.cue, *a.content))
    for sentence in sentences:
        if not _free(sentence, taken) or sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
        for pattern, row in _FORMS:
            match = pattern.search(sentence.of(text))
            if match is None or not _names_somebody(match["source"], by_office=bool(row.get("office"))):
                continue
            source, cue, content = (
                Span(sentence.start + match.start(role), sentence.start + match.end(role))
                for role in ("source", "cue", "content")
            )
            kind = Quotation.DIRECT if text[content.start] in '"“' else Quotation.INDIRECT
            yield _made(source, cue, content, kind)
            break


def _shares_cue(attribution: Attribution, other: Attribution) -> bool:
    return any(a.overlaps(b) for a in attribution.cue for b in (*other.cue, *other.content))


def _names_somebody(words: str, *, by_office: bool) -> bool:
    """Whether a phrase is of a person: two names of which the first is a given name, or an office."""
    if HEAD_NOUN.search(words) is not None:
        return True
    names = [w for w in words.replace(",", " ").split() if w[:1].isupper()]
    given = any(is_given_name(name) for name in names[:-1])
    return len(names) > 1 and (given or not by_office)


def _made(source: Span, cue: Span, content: Span, kind: Quotation) -> Attribution:
    return Attribution((source,), (cue,), (content,), kind, CONFIDENCE)
