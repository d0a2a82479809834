"""One report, looked through once: its lines, words, actors and where its telling is strongest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from whipcount.bodies.actors import Mention, find_actors
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.headings import retitled
from whipcount.positions.proposal.words import Word, word_classes, words_of
from whipcount.reports.report import Report
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

READ = 60_000  # code points of one report that are looked at: what is to be decided is told early
_MOST_LINES = 400
_YEAR = re.compile(
    r"(?:(?:in|since|from|until|of|by|during|after|before|late|early)\s+|,\s*)((?:1[89]|20)\d\d)(?![\w-])",
    re.IGNORECASE,
)
_NO_NEWS = 2  # years before the last one told, in a report without a date of its own
_EARLIER = lazy_pattern(rf"(?<!\w){either(word_lists('history')['earlier'])}(?!\w)", re.IGNORECASE)
_ASIDE = lazy_pattern(r",\s(?:which|who|whose|where|whom)\b[^,.;]*")


@dataclass(frozen=True, slots=True)
class Page:
    """One report with its sentences and their words.

    Attributes:
        report: the report.
        text: as much of its text as is looked at.
        sentences: their spans.
        words: of each sentence.
        mentions: the actors that it speaks of.
        title_line: the number of the sentence that is the title; -1 where there is none.
        lead_line: the number of the first sentence of the body.
    """

    report: Report
    text: str
    sentences: tuple[Span, ...]
    words: tuple[tuple[Word, ...], ...]
    mentions: tuple[Mention, ...]
    title_line: int
    lead_line: int

    @property
    def day(self) -> date | None:
        """The day on which it was published."""
        return self.report.day

    @property
    def _last_year(self) -> int:
        """The last year that the report tells of, by which one without a date is placed."""
        return max((int(year) for year in _YEAR.findall(self.text)), default=0)

    def line_of(self, span: Span) -> int:
        """The number of the sentence that a span begins in; -1 outside of all."""
        for number, sentence in enumerate(self.sentences):
            if sentence.start <= span.start < sentence.end:
                return number
        return -1

    def prominence(self, line: int) -> float:
        """How much is told in a sentence: most in the title and the lead.

        >>> from whipcount.reports.formats.registry import read_report
        >>> page = make_page(read_report(b"Council admits Orvana\\n\\nHARROWMERE, March 2, 2031 - It did so.\\n"))
        >>> page.prominence(0)
        3.0
        """
        if line == self.title_line:
            return 3.0
        place = line - self.lead_line
        if place < 0:
            return 0.5
        return (2.6, 1.7, 1.4, 1.2)[place] if place < 4 else 0.8

    def is_background(self, line: int) -> bool:
        """Whether a sentence tells of long ago: an earlier year, or words for one."""
        return line != self.title_line and self._of_long_ago(self.sentences[line].of(self.text))

    def is_history(self, line: int) -> bool:
        """Whether a sentence tells of long ago in its main clause, unlike "to readmit Sarn, which left in 2003"."""
        return line != self.title_line and self._of_long_ago(_ASIDE.sub(" ", self.sentences[line].of(self.text)))

    def _of_long_ago(self, text: str) -> bool:
        return _before(text, self.day.year if self.day is not None else self._last_year - _NO_NEWS + 1)


@lru_cache(maxsize=256)  # of one sentence many patterns ask
def _before(text: str, first: int) -> bool:
    years = [int(year) for year in _YEAR.findall(text)]
    return (bool(years) and max(years) < first) or bool(_EARLIER.search(text))


def make_page(report: Report, table: ActorTable | None = None) -> Page:
    """Look through a report once."""
    report = retitled(report)
    text = report.text[:READ]
    sentences = split_sentences(text)
    words = tuple(words_of(text, sentence) for sentence in sentences[:_MOST_LINES])
    title, lead = _places(report, sentences, words)
    if report.body_span is not None:  # a dateline's words, its agency among them, tell of nothing that is decided
        start = report.body_span.start
        words = tuple(
            tuple(w for w in line if w.span.start >= start) if here.start < start < here.end else line
            for here, line in zip(sentences, words, strict=False)
        )
    if 0 <= title < len(words) and _is_title_case(words[title]):
        words = (*words[:title], _lowered(words[title], words), *words[title + 1 :])
    return Page(report, text, sentences[:_MOST_LINES], words, find_actors(text, table=table), title, lead)


def _places(report: Report, sentences: Iterable[Span], words: tuple[tuple[Word, ...], ...]) -> tuple[int, int]:
    lines = list(sentences)[: len(words)]
    title = -1
    if report.title_span is not None:
        title = next((n for n, line in enumerate(lines) if line.overlaps(report.title_span)), -1)
    stamp = report.published_span
    for number, line in enumerate(lines):
        if number <= title:
            continue
        long = sum(word.is_word for word in words[number]) >= 6
        dated = stamp is not None and stamp.start >= line.start and stamp.end <= line.end and not long
        if long and not dated:
            return title, number
    return title, min(title + 1, max(0, len(lines) - 1))


def _is_title_case(words: tuple[Word, ...]) -> bool:
    told = [word for word in words if word.is_word]
    return len(told) > 3 and sum(word.capital or word.text[0].isdigit() for word in told) >= 0.65 * len(told)


def _lowered(title: tuple[Word, ...], lines: tuple[tuple[Word, ...], ...]) -> tuple[Word, ...]:
    """A title in capitals as running text would have it: what stands small elsewhere, or has a meaning, is no name."""
    small = {word.low for line in lines for word in line if not word.capital}
    known = lexicon()
    classes = word_classes()
    common = (
        small
        | set(known.things)
        | set(known.nouns)
        | classes["stops"]
        | classes["prepositions"]
        | classes["determiners"]
    )
    usual = common | classes["finite"] | classes["base_verbs"] | set(known.verbs)
    return tuple(
        Word(word.low, word.low, word.span)
        if word.capital and word.low in usual and word.low not in ("may", "us")
        else word
        for word in title
    )
