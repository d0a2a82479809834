"""Split quotations: one utterance whose fragments the encoder gave to two sources, or left in the source itself.

"It is not in our interest," Brim told reporters, "and we shall not," she added, "agree to it." is one sentence of hers,
although two verbs of saying stand in it; and what stands in quotation marks behind a name is content, never the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.pieces import quoted_spans
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/quotations")
_BETWEEN = 120  # characters of attribution between two fragments


def joined(text: str, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those of one split utterance as one; parents keep their children.

    >>> text = '"We shall not," Ada Brim said, "ever," she added, "agree."'
    >>> a = Attribution((Span(16, 24),), (Span(25, 29),), (Span(0, 15), Span(31, 38)), Quotation.DIRECT)
    >>> b = Attribution((Span(39, 42),), (Span(43, 48),), (Span(50, 58),), Quotation.DIRECT)
    >>> [it] = joined(text, [a, b])
    >>> [span.of(text) for span in it.content]
    ['"We shall not,"', '"ever,"', '"agree."']
    """
    quotes = [q for q in quoted_spans(text) if q.end - q.start > 1]
    clean = [_answer_alone(text, _without_quotations(text, a, quotes)) for a in found]
    order = sorted((i for i, a in enumerate(clean) if a.content), key=lambda i: clean[i].content[0])
    into: dict[int, int] = {}
    last: int | None = None
    for index in order:
        if last is not None and _goes_on(text, clean[last], clean[index]):
            into[index] = last
            own, other = clean[last], clean[index]
            clean[last] = replace(own, content=tuple(sorted({*own.content, *other.content})))
        else:
            last = index
    if not into:
        return tuple(clean)
    place = {index: new for new, index in enumerate(i for i in range(len(clean)) if i not in into)}

    def parent(index: int | None) -> int | None:
        return None if index is None else place[into.get(index, index)]

    return tuple(replace(a, parent=parent(a.parent)) for i, a in enumerate(clean) if i not in into)


def _goes_on(text: str, first: Attribution, second: Attribution) -> bool:
    """Whether the second goes on with the sentence that the first breaks off."""
    if first.kind is not Quotation.DIRECT or second.kind is not Quotation.DIRECT or first.parent != second.parent:
        return False
    if not second.cue or (second.source and not _WORDS.same_voice.fullmatch(second.source[0].of(text))):
        return False
    end, begin = first.content[-1].end, second.content[0].start
    if not 0 < begin - end <= _BETWEEN:
        return False
    between_own = all(end <= s.start and s.end <= begin for s in second.cue)
    # "Nothing," Kell said, "obliges us, and nothing," it added, "moves us": the second breaks off again
    breaks_off = _WORDS.breaks_off.match(text, end - 2) is not None and _WORDS.small.match(text, begin) is not None
    if not between_own and not (breaks_off and all(end <= s.start and s.end <= begin for s in first.cue)):
        return False
    between = text[end:begin]
    if "\n" in between or _WORDS.sentence_end.search(text, end - 2, begin):
        return False
    return _WORDS.goes_on.match(text, begin) is not None


def _answer_alone(text: str, attribution: Attribution) -> Attribution:
    """The attribution without a quoted question before its words: '"Will it?" - "It will," said Brim' is the answer."""
    if attribution.kind is not Quotation.DIRECT or not attribution.content:
        return attribution
    first = attribution.content[0]
    question = _WORDS.question_before.match(text, *first)
    if question is None:
        return attribution
    return replace(attribution, content=(Span(question.end(), first.end), *attribution.content[1:]))


def _without_quotations(text: str, attribution: Attribution, quotes: Sequence[Span]) -> Attribution:
    """The attribution with a quotation that ends its source as content: 'Brim, "come to a vote."' is Brim."""
    if not attribution.source or not attribution.cue:
        return attribution
    source = attribution.source[-1]
    inside = [q for q in quotes if source.start < q.start and q.end <= source.end and source.end - q.end <= 1]
    if not inside or len(inside[0].of(text).split()) < 3:
        return attribution
    quote = inside[0]
    kept = text[source.start : quote.start].rstrip(" ,;:–—-")
    sources = (*attribution.source[:-1], Span(source.start, source.start + len(kept)))
    return replace(attribution, source=sources, content=tuple(sorted((*attribution.content, quote))))
