"""The passage that a stance is read from: a statement's words as one text, computed once and handed on.

A quotation that its attribution splits is one utterance: "We will not," Kell said, "agree" is read as *We will not
agree*. Words of attribution that stand behind the quoted ones say nothing of the stance and are left out too. Places
in the passage's text are led back to those of the report by :meth:`Passage.spans_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whipcount.positions.stance.modifiers import masked
from whipcount.positions.stance.scope import sentence_around
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/passage")
_AROUND = 700  # code points before and behind the statement that the rules may look at


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement's words and what stands around them.

    ``frame`` holds all of it, ``body`` the words in which predicates count, ``line`` the sentence or sentences that
    hold the frame. ``direct``: the words are the speaker's own, quoted.
    """

    text: str
    frame: Span
    body: Span
    line: Span
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool
    pieces: tuple[tuple[int, Span], ...]  # where a piece of the report begins in the passage, and which piece it is

    @property
    def opens_report(self) -> bool:
        """Whether the text holds all of the report that stands before the statement."""
        return self.pieces[0][1].start == 0

    @property
    def settled(self) -> str:
        """The text with conditions that are none left blank: "if it came to a vote"."""
        return masked(
            self.text, tuple(Span(*match.span()) for match in _WORDS.neutral_if.finditer(self.text, *self.line))
        )

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body; one that no sign ends runs to its end."""
        ended = (match.end() for match in _WORDS.next_sentence.finditer(self.text, *self.body))
        starts = [self.body.start, *ended]
        ends = [*starts[1:], self.body.end]
        return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start)

    def spans_of(self, span: Span) -> tuple[Span, ...]:
        """Where the words at ``span`` stand in the report: one span for each piece that holds some of them."""
        found = []
        for start, piece in self.pieces:
            first, last = max(span.start, start), min(span.end, start + piece.end - piece.start)
            if first < last:
                found.append(Span(first - start + piece.start, last - start + piece.start))
        return tuple(found)


def passage_of(statement: Statement, text: str, says_it: Callable[[str], bool]) -> Passage | None:
    """The passage of a statement; None where it has no place in the text.

    Args:
        statement: of the report.
        text: the report's.
        says_it: whether a word of saying is itself a predicate ("rejected"), and counts behind the content too.

    >>> text = '"We will not," Kell said, "agree to it."'
    >>> split = Statement("r", (Span(15, 19),), (Span(20, 24),), (Span(0, 14), Span(26, 40)), Quotation.DIRECT)
    >>> passage = passage_of(split, text, lambda word: False)
    >>> passage.body.of(passage.text)
    '"We will not agree to it."'
    >>> passage.spans_of(Span(9, 18))
    (Span(start=9, end=12), Span(start=27, end=32))
    """
    source, cue, content = (_inside(spans, text) for spans in (statement.source, statement.cue, statement.content))
    every = (*source, *cue, *content)
    if not every:
        return None
    frame = hull(every)
    first, last = max(0, frame.start - _AROUND), min(len(text), frame.end + _AROUND)
    told = (*source, *cue)
    marked = [_quoted((place,), text) for place in content]
    quoted = bool(marked) and (all(marked) or (statement.kind is Quotation.DIRECT and not any(marked)))
    between = [t for t in told if content and content[0].end <= t.start < content[-1].start]
    behind = bool(content and cue) and cue[0].start >= content[0].end and not any(says_it(c.of(text)) for c in cue)
    if len(content) > 1 and between and behind and len({_quoted((c,), text) for c in content}) == 1:
        return _joined(text, frame, Span(first, last), content, quoted)
    moved = tuple(tuple(Span(s.start - first, s.end - first) for s in spans) for spans in (source, cue, content))
    window = text[first:last]
    own = moved[2] if behind else (*moved[1], *moved[2])
    inner = Span(frame.start - first, frame.end - first)
    return Passage(
        text=window,
        frame=inner,
        body=hull(own) if own else inner,
        line=sentence_around(window, inner),
        source=moved[0],
        cue=moved[1],
        content=moved[2],
        direct=quoted,
        pieces=((0, Span(first, last)),),
    )


def _inside(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    return tuple(s for s in spans if 0 <= s.start < s.end <= len(text))


def _quoted(content: Sequence[Span], text: str) -> bool:
    return all(_WORDS.opening_mark.match(text, c.start, c.end) for c in content)


def _joined(text: str, frame: Span, window: Span, content: Sequence[Span], quoted: bool) -> Passage:
    """The fragments of a split quotation as one, its attribution left out."""
    pieces: list[tuple[int, Span]] = [(0, Span(window.start, content[0].start))]
    made = text[window.start : content[0].start]
    start = len(made)
    for place, fragment in enumerate(content):
        kept = fragment
        if place:  # the mark that opens it again
            opening = _WORDS.opening_mark.match(text, fragment.start, fragment.end)
            kept = Span(opening.end() if opening else kept.start, kept.end)
        if place < len(content) - 1:
            following = content[place + 1]
            closing = _WORDS.closing_mark.search(text, kept.start, kept.end)
            kept = Span(kept.start, closing.start() if closing else kept.end)
            ended = _WORDS.sentence_end.search(text, max(kept.start, kept.end - 1), following.start) is not None
            alone = _WORDS.interjection.fullmatch(text, kept.start, kept.end) is not None
            joint = " " if kept.of(text).endswith((".", "!", "?", "…")) else ". " if ended else ", " if alone else " "
        else:
            joint = ""
        pieces.append((len(made), kept))
        made += kept.of(text) + joint
    inner = Span(start, len(made))
    pieces.append((len(made), Span(frame.end, window.end)))
    made += text[frame.end : window.end]
    return Passage(made, inner, inner, sentence_around(made, inner), (), (), (inner,), quoted, tuple(pieces))
