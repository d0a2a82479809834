"""The frame of an attribution: its sentence, and the words around its cue that are neither source nor content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from whipcount.statements.attribution.attributions import Attribution
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an attribution stands: ``anchor`` is its cue (or source, or content), ``sentence`` the one that holds it.

    ``free`` are the parts of the sentence outside its own content; ``lead`` is the text before the cue's last word,
    back to the sentence's start or the end of a content.
    """

    text: str
    attribution: Attribution
    sentence: Span
    anchor: Span
    free: tuple[Span, ...]

    @property
    def cue(self) -> str:
        """The cue's words, lower case, fragments joined by a blank."""
        return " ".join(span.of(self.text) for span in self.attribution.cue).lower()

    @property
    def free_text(self) -> str:
        """The sentence with its content blanked out: offsets stay those of the sentence."""
        chars = []
        at = self.sentence.start
        for span in self.free:
            chars.append(" " * (span.start - at))
            chars.append(span.of(self.text))
            at = span.end
        chars.append(" " * (self.sentence.end - at))
        return "".join(chars)

    def lead(self, reach: int = 60) -> str:
        """Up to ``reach`` characters before the anchor's end, not beyond the sentence or a content."""
        floor = self.sentence.start
        for span in self.attribution.content:
            if floor < span.end <= self.anchor.start:
                floor = span.end
        return self.text[max(floor, self.anchor.start - reach) : self.anchor.end]


def frame(text: str, attribution: Attribution, sentences: Sequence[Span], starts: Sequence[int]) -> Frame:
    """The frame of an attribution; ``starts`` are the sentences' starts."""
    parts = attribution.cue or attribution.source or attribution.content
    anchor = parts[-1] if attribution.cue else parts[0]
    index = max(0, bisect_right(starts, anchor.start) - 1)
    sentence = sentences[index] if sentences else Span(0, len(text))
    if not sentence.start <= anchor.start < sentence.end:
        sentence = Span(anchor.start, max(anchor.end, sentence.end if sentence.end > anchor.start else anchor.end))
    free = []
    at = sentence.start
    for span in sorted(attribution.content):
        if span.end <= sentence.start or span.start >= sentence.end:
            continue
        if span.start > at:
            free.append(Span(at, span.start))
        at = max(at, min(span.end, sentence.end))
    if at < sentence.end:
        free.append(Span(at, sentence.end))
    return Frame(text, attribution, sentence, anchor, tuple(free))
