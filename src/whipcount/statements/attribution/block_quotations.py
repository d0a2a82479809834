"""Block quotations: words that a dash, a line ending in a colon, or a name on a line of its own gives to somebody.

'"We agree." - Ada Brim, foreign minister of Kell', "And from Prime Minister Marr:" before a paragraph, "He said:"
before one without quotation marks: each is a turn, as in the record of a meeting; layout tells whose words they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.pieces import quoted_spans
from whipcount.statements.attribution.turn import Turn
from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/blocks")
_PARAGRAPH = re.compile(r"\s*(?:>[ \t]?)?(?P<said>\S[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*)")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_FEWEST = 3  # words of a quotation behind which a dash is looked for


def find_blocks(text: str, found: Sequence[Attribution]) -> tuple[Turn, ...]:
    """The blocks of a text whose words no attribution of ``found`` gives to anybody yet, in order.

    >>> text = '"We will vote for the pier." - Ada Brim, foreign minister of Kell'
    >>> [(t.source.of(text), t.said[0].of(text)) for t in find_blocks(text, ())]
    [('Ada Brim, foreign minister of Kell', '"We will vote for the pier."')]
    """
    given = sorted(span for a in found if a.source for span in a.content)
    turns = [*_led_in(text), *_beside(text), *_dashed(text)]
    turns += _going_on(text, found, turns)
    turns += _begun_before(text, found, turns)
    return tuple(sorted((t for t in turns if not _taken(t, given)), key=lambda t: t.line))


def _taken(turn: Turn, given: Sequence[Span]) -> bool:
    """Whether an attribution holds the whole block already."""
    return all(any(span.start <= part.start + 1 and part.end - 2 <= span.end for span in given) for part in turn.said)


def _led_in(text: str) -> Iterator[Turn]:
    for match in _WORDS.lead_in.finditer(text):
        group = "from" if match["from"] else "line" if match["line"] else "who"
        source = Span(*match.span(group))
        if group == "line" and not _is_somebody(source.of(text)):
            continue
        if group == "from" and not (HEAD_NOUN.search(text, *source) or "," in source.of(text)):
            continue
        if match["cue"]:
            cue = Span(*match.span("cue"))
        else:  # the colon, or the words before the name
            cue = Span(source.end, source.end + 1) if group == "line" else Span(match.start(), source.start - 1)
        said = tuple(_said(text, match.end()))
        if said:
            yield Turn(Span(match.start(), match.end()), cue, source, said)


def _said(text: str, at: int) -> Iterator[Span]:
    """The paragraph behind a line; where it opens a quotation that goes on, each that does."""
    while (match := _PARAGRAPH.match(text, at)) is not None:
        part = Span(*match.span("said"))
        yield part
        words = part.of(text)
        if words[0] not in '"“' or words.rstrip()[-1] in '"”':
            return
        at = part.end


def _going_on(text: str, found: Sequence[Attribution], turns: Sequence[Turn]) -> Iterator[Turn]:
    """Paragraphs of quoted words alone, right behind the last quotation of a paragraph: its speaker goes on."""
    held = [(part, turn.source, turn.cue) for turn in turns if turn.source for part in turn.said]
    held += [
        (a.content[-1], a.source[0], a.cue[0])
        for a in found
        if a.source and a.cue and a.content and a.parent is None and a.kind is Quotation.DIRECT
    ]
    attributed = [span for a in found if a.source for span in (*a.source, *a.content)]
    last: tuple[Span, Span] | None = None  # who spoke last, and by which word of saying
    for match in _LINE.finditer(text):
        line = Span(*match.span())
        opened = _WORDS.opened.fullmatch(text, *line)
        if opened is not None and not any(span.overlaps(line) for span in attributed):
            said = Span(*opened.span("said"))
            if last is not None and not any(part.overlaps(said) for part, _, _ in held):
                yield Turn(Span(said.start, said.start), last[1], last[0], (said,))
                continue
        voices = {source: cue for part, source, cue in held if line.start <= part.start < line.end}
        others = {a.source[0] for a in found if a.source and line.start <= a.source[0].start < line.end} - set(voices)
        last = next(iter(voices.items())) if len(voices) == 1 and not others else None


def _begun_before(text: str, found: Sequence[Attribution], turns: Sequence[Turn]) -> Iterator[Turn]:
    """Paragraphs of quoted words that no mark closes, right before the one that names the speaker: hers, too."""
    attributed = [span for a in found if a.source for span in (*a.source, *a.content)]
    attributed += [part for turn in turns if turn.source for part in turn.said]
    for attribution in found:
        if attribution.kind is not Quotation.DIRECT or not (
            attribution.source and attribution.content and attribution.cue
        ):
            continue
        at = attribution.content[0].start
        begin = text.rfind("\n", 0, at) + 1
        if text[begin : at + 1].strip() not in ('"', "“") and text[begin:at].strip():
            continue
        while begin > 0:
            end = len(text[:begin].rstrip())
            begin = text.rfind("\n", 0, end) + 1
            opened = _WORDS.opened.fullmatch(text, begin, end)
            if opened is None or opened["closed"] or any(span.overlaps(Span(begin, end)) for span in attributed):
                break
            said = Span(*opened.span("said"))
            yield Turn(Span(said.start, said.start), attribution.cue[0], attribution.source[0], (said,))


def _dashed(text: str) -> Iterator[Turn]:
    """Lines of a dialogue that a dash opens: what stands before and behind "said Ada Brim" are her words."""
    for match in _WORDS.dashed.finditer(text):
        parts = [Span(*match.span(name)) for name in ("first", "rest") if match[name].strip()]
        source = Span(*match.span("source"))
        yield Turn(Span(match.start("cue"), source.end), Span(*match.span("cue")), source, tuple(parts))


def _beside(text: str) -> Iterator[Turn]:
    for quote in quoted_spans(text):
        if len(quote.of(text).split()) < _FEWEST:
            continue
        behind = _WORDS.behind.match(text, quote.end)
        mark, group = ("cue", "source") if behind is not None and behind["source"] else ("bracket", "told")
        if behind is not None and _is_somebody(behind[group]):
            source = Span(*behind.span(group))
            yield Turn(Span(quote.end, source.end), Span(*behind.span(mark)), source, (quote,))
            continue
        above = _WORDS.above.search(text, max(0, quote.start - 200), quote.start)
        if above is not None and _is_somebody(above["source"]):
            source = Span(*above.span("source"))
            yield Turn(source, Span(quote.start, quote.start + 1), source, (quote,))


def _is_somebody(words: str) -> bool:
    """Whether a line may be a person: a name with an office, or two to four names in capitals and nothing more."""
    name, _, rest = words.partition(",")
    if rest:
        return HEAD_NOUN.search(rest) is not None
    return 2 <= len(name.split()) <= 4 and not any(word.islower() for word in name.split())
