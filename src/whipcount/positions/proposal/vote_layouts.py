"""Votes set out in lists and tables: headings with names below or behind, rows of a name and a vote, columns.

Reports lay the same thing out in many ways: "FOR (3): Kell, Pell, Sarn", a heading with one name a line, "Kell - yes",
"| Kell | For |", dot leaders, a column for each vote with ticks in it. One grammar of lines and cells reads them all;
what counts as a name is the caller's: marks of known members, or words that may be names of members to be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whipcount.positions.proposal.numerals import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

NAME = r"(?:[A-Z][\w’'-]*[a-z]|[A-Z]{2,4}\b)(?:(?: | (?:of|and the|de|la|el|the) )(?:[A-Z][\w’'.-]*)){0,3}"
"""What may be a name: up to four capitalised words, as "Isle of Ferrow"."""
KINDS = ("yes", "no", "abstain", "undecided", "absent")
"""What a list may tell of its names; ``absent`` also for those that gave no answer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a list: the words of one item, in which line, and what they are told to be.

    ``cast``: the label's own words say that votes were cast ("voted for"), which "for" alone does not.
    """

    line: int
    span: Span  # in that line
    kind: str
    cast: bool = False


_L, _M = word_lists("votes"), word_lists("members")
_LABELS = {kind: lazy_pattern(either(_L[f"label_{kind}"]), re.IGNORECASE) for kind in KINDS}
_ANY = "(?:" + "|".join(either(_L[f"label_{kind}"]) for kind in KINDS) + ")"
_WHO = (
    rf"(?:(?:the\s+)?(?:{either(_M['members'])}|those|who|how|names?)\s+"
    r"(?:(?:who|that|which|in|were|was|are|is|voting)\s+)*)?"
)
_AFTER = rf"(?:\s+(?:(?:the|it|them)\s+)?(?:votes?|members?|names?|came\s+from|were|was|are|{either(_M['members'])}))*"
_TOTAL = rf"(?:\s*[-–—]?\s*[(\[]?\s*{NUMBER}(?:\s+(?:votes?|members?|in\s+all|in\s+total))?\s*[)\]]?)?"
_EDGE = r"[\W_]*"
_HEADING = lazy_pattern(
    rf"^{_EDGE}(?:(?:votes?|position|answer)\s*[:=]\s*)?{_WHO}(?:{NUMBER}\s+)?(?P<label>{_ANY}){_AFTER}{_TOTAL}\s*(?:[*_]+\s*)?"
    rf"(?:(?P<sign>:|=|\s[-–—]|[-–—]\s|[.…]{{2,}}|\||\t)[*_]*\s*(?P<rest>.*)|[*_\s.]*)$",
    re.IGNORECASE,
)
_OUTER = r"[^\w\ue000-\uf8ff]*"
_CELL = lazy_pattern(rf"{_OUTER}(?P<label>{_ANY}){_OUTER}", re.IGNORECASE)
_TICK, _CROSS = "✓✔☑✅", "✗✘☒❌✖"
_LEAD_IN = lazy_pattern(r"^[^:]{1,60}:(?=\s)")
_SENTENCE_BEFORE = lazy_pattern(r"\.\s+\Z")
_STOP = lazy_pattern(r"\.(?=\s+[A-Z])")
_LABELLED = lazy_pattern(rf"(?<!\w){_ANY}(?!\w)", re.IGNORECASE)
_MARK = lazy_pattern(rf"\s*(?:[xX{_TICK}{_CROSS}•●*]|yes|\d{{1,3}})\s*\Z")
_TICKED = lazy_pattern(rf"^[\s*•·-]*(?P<mark>[{_TICK}{_CROSS}])\s*(?P<rest>.+)$")
_SIGNED = lazy_pattern(  # as the roll calls of parliaments are printed
    r"^\s*(?P<mark>[+−–-]|0)(?:\s*\(?\d{1,4}\)?)?(?:\s+(?P<rest>\S.*)|\s*)$"
)
_SIGN_KINDS = {"+": "yes", "-": "no", "–": "no", "−": "no", "0": "abstain"}
_LETTER = lazy_pattern(r"^\s*\S[^\n|:]{0,40}?\s+(?P<mark>Y|N|A)\s*$")
_LETTERS = {"Y": "yes", "N": "no", "A": "abstain"}
_COUNTED = lazy_pattern(rf"\s*{NUMBER}(?:\s+(?:votes?|members?))?\s*\((?P<who>[^()]+)\)\s*\Z", re.IGNORECASE)
_LEADERS = lazy_pattern(r"\s*(?:\.\s?){3,}\s*|\s*…+\s*|\s*_{3,}\s*|\s{2,}")
_SIGNS = lazy_pattern(r"\s*(?::|=|→|->|\s[-–—]|[-–—]\s)\s*|,\s*(?=\D)|\s+(?=[✓✔☑✅✗✘☒❌✖]\s*\Z)")
_CAST = lazy_pattern(r"\bvot(?:e|es|ed|ing)\b|\bay|\bnoes\b|\byeas?\b|\bnays?\b|\babst", re.IGNORECASE)
_RULE = lazy_pattern(r"^[\s|:+=_-]+$")
_LONGEST, _MOST_LINES = 2_000, 4_000


class VoteLayouts:
    """Reads lists of votes in lines of text.

    Args:
        item: a pattern of one name; what stands beside it in brackets is passed over.
    """

    def __init__(self, item: str) -> None:
        one = rf"(?:the\s+)?(?:{item})(?:\s*\([^()]{{0,60}}\))?"
        self._item = lazy_pattern(item, of_input=True)  # case counts: a name has a capital
        self._alone = lazy_pattern(rf"[\s*•·>_-]*(?:\d{{1,3}}[.)]\s*)?{one}[\s.,;*_]*\Z", of_input=True)
        self._chained = lazy_pattern(
            rf"(?P<name>(?:the\s+)?(?:{item}))\s*(?:[,:=]|[-–—])?\s*\(?(?i:voted\s+)?(?P<label>(?i:{_ANY}))\)?(?=\s*(?:[,;.]|and\b|\Z))",
            of_input=True,
        )
        gap = r"(?:\s*[,;/|•·]\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\t+|\s{2,})"
        self._names = lazy_pattern(rf"[\s*•·>_-]*(?:\d{{1,3}}[.)]\s*)?{one}(?:{gap}{one})*[\s.,;*_]*\Z", of_input=True)

    def entries(self, lines: Sequence[str]) -> Iterator[Entry]:
        """What the lines list, in their order; a line that is no part of a list ends the list before it."""
        kind: str | None = None
        cast = False
        columns: tuple[str | None, ...] = ()
        signed = self._signs(lines)
        lettered = (
            len({_LETTERS[m["mark"]] for line in lines if len(line) <= _LONGEST and (m := _LETTER.match(line))}) > 1
        )
        bars = False  # whether the table under way is drawn with bars or tabs
        for number, line in enumerate(lines[:_MOST_LINES]):
            if not line.strip() or _RULE.match(line):
                continue
            if len(line) > _LONGEST:
                kind, columns = None, ()
                continue
            cells = _cells(line)
            if cells and (heads := _heads(line, cells)):
                columns, kind, bars = heads, None, "|" in line or "\t" in line
                continue
            if columns and cells and ("|" in line or "\t" in line) == bars:
                found = list(self._in_columns(number, line, cells, columns))
                if found:
                    yield from found
                    continue
            columns = ()
            if lettered and (letter := self._lettered(number, line)):
                yield letter
                continue
            if row := self._row(number, line, cells):
                yield row
                continue
            if chain := list(self._chain(number, line)):
                yield from chain
                continue
            if signed and (sign := _SIGNED.match(line)):
                side = _SIGN_KINDS[sign["mark"]]
                if not sign["rest"]:
                    kind, cast = side, True
                    continue
                rest = Span(*sign.span("rest"))
                if self._names.match(rest.of(line)):
                    yield from self._listed(number, line, rest, side, cast=True)
                    continue
            if ticked := _TICKED.match(line):
                rest = Span(ticked.start("rest"), ticked.end("rest"))
                if self._names.match(rest.of(line)):
                    side = "yes" if ticked["mark"] in _TICK else "no"
                    yield from self._listed(number, line, rest, side, cast=False)
                    continue
            heading = _HEADING.match(line)
            if heading and (told := _kind(heading["label"])):
                if not heading["rest"]:
                    kind, cast = told, _CAST.search(heading["label"]) is not None
                    continue
                rest = Span(heading.start("rest"), heading.end("rest"))
                if self._names.match(rest.of(line)):
                    kind = None
                    yield from self._listed(number, line, rest, told, cast=_CAST.search(heading["label"]) is not None)
                    continue
                counted = _COUNTED.match(line, *rest)
                if counted and self._names.match(counted["who"]):
                    kind, who = None, Span(*counted.span("who"))
                    yield from self._named(number, line, who, told, cast=True)
                    continue
            if kind is not None and self._names.match(line) and not (heading and _kind(heading["label"])):
                yield from self._listed(number, line, Span(0, len(line)), kind, cast=cast)
                continue
            kind = None

    def _lettered(self, number: int, line: str) -> Entry | None:
        """A name and one letter for its vote: "Kell Y"."""
        found = _LETTER.match(line)
        if found is None or not self._alone.match(line[: found.start("mark")]):
            return None
        item = self._item.search(line, 0, found.start("mark"))
        return Entry(number, Span(*item.span()), _LETTERS[found["mark"]], True) if item else None

    def _signs(self, lines: Sequence[str]) -> bool:
        """Whether signs at the head of lines are votes: a plus stands for yes only beside a minus or a nought."""
        marks = set()
        for line in lines[:_MOST_LINES]:
            sign = _SIGNED.match(line) if len(line) <= _LONGEST else None
            if sign and (not sign["rest"] or self._names.match(sign["rest"])):
                marks.add(_SIGN_KINDS[sign["mark"]])
        return "yes" in marks and len(marks) > 1

    def _named(self, number: int, line: str, span: Span, kind: str, *, cast: bool) -> Iterator[Entry]:
        for match in self._item.finditer(line, *span):
            yield Entry(number, Span(*match.span()), kind, cast)

    def _listed(self, number: int, line: str, span: Span, kind: str, *, cast: bool) -> Iterator[Entry]:
        shown = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), line)
        yield from self._named(number, shown, span, kind, cast=cast)

    def _row(self, number: int, line: str, cells: Sequence[Span]) -> Entry | None:
        """A line of one name and one vote, whatever else stands in other cells."""
        names = [cell for cell in cells if self._alone.match(cell.of(line))]
        told = [(cell, kind) for cell in cells if (kind := _cell_kind(cell.of(line)))]
        names = [cell for cell in names if all(cell != other for other, _ in told)]
        if not names or len(told) != 1 or (len(names) > 1 and len(cells) < 3):
            return None
        if "|" not in line and "\t" not in line and len(cells) > 3:
            return None
        match = self._item.search(line, *names[0])
        if match is None or told[0][0].start < names[0].start:
            return None
        others = [cell for cell in cells if cell not in names and cell != told[0][0]]
        if "|" not in line and "\t" not in line and any(_LABELLED.search(cell.of(line)) for cell in others):
            return None  # "Kell: against. Pell: in favour": a run of names, each with its own vote
        label = told[0][0].of(line)
        return Entry(number, Span(*match.span()), told[0][1], _CAST.search(label) is not None)

    def _chain(self, number: int, line: str) -> Iterator[Entry]:
        """A run of names each with its vote behind: "Kell yes, Pell no"; a line with more in it is none."""
        found = list(self._chained.finditer(line))
        lead = _LEAD_IN.match(line)
        starts = (0, lead.end() if lead and len(found) > 1 else 0)
        alone = any(self._all_chained(line[start:]) for start in starts)
        if not alone and len(found) > 1 and lead is not None:
            # "The result: Kell yes, Pell no. It failed.": the first sentence alone
            stop = _STOP.search(line, lead.end())
            inside = [match for match in found if stop is not None and match.end() <= stop.start()]
            if len(inside) > 1 and stop is not None:
                found, alone = inside, self._all_chained(line[lead.end() : stop.start() + 1])
        if not alone and len(found) > 1 and _SENTENCE_BEFORE.search(line, 0, found[0].start()):
            # "The roll was called. Kell: aye. Pell: nay.": what stands before is a sentence of its own
            alone = self._all_chained(line[found[0].start() :])
        if not found or not alone or (len(found) == 1 and "(" not in line):
            return
        for match in found:
            kind, item = _kind(match["label"]), self._item.search(line, *match.span("name"))
            if kind and item:
                yield Entry(number, Span(*item.span()), kind, _CAST.search(match["label"]) is not None)

    def _all_chained(self, words: str) -> bool:
        """Whether words are names with their votes behind and nothing else."""
        return re.search(r"\w", re.sub(r"\band\b", "", self._chained.sub("", words))) is None

    def _in_columns(
        self, number: int, line: str, cells: Sequence[Span], columns: Sequence[str | None]
    ) -> Iterator[Entry]:
        if len(cells) != len(columns):
            return
        filled = [
            (cell, kind)
            for cell, kind in zip(cells, columns, strict=True)
            if kind is not None and cell.of(line).strip()
        ]
        if columns[0] is None and self._alone.match(cells[0].of(line)):  # a name, and marks under its vote
            marked = [kind for cell, kind in filled if _MARK.match(cell.of(line)) and cell.of(line).strip() != "0"]
            match = self._item.search(line, *cells[0])
            if match and len(marked) == 1:
                yield Entry(number, Span(*match.span()), marked[0], True)
            return
        if all(column is not None for column in columns) and filled:  # names under their votes
            for cell, kind in filled:
                if self._names.match(cell.of(line)):
                    yield from self._listed(number, line, cell, kind, cast=True)


def _kind(label: str) -> str | None:
    return next((kind for kind, pattern in _LABELS.items() if pattern.fullmatch(label)), None)


def _cell_kind(cell: str) -> str | None:
    words = cell.strip()
    if len(words) == 1 and words in _TICK + _CROSS:
        return "yes" if words in _TICK else "no"
    match = _CELL.fullmatch(cell)
    return _kind(match["label"]) if match else None


def _cells(line: str) -> tuple[Span, ...]:
    """The cells of a line by the strongest separator that it has; none where it has no separator."""
    for separator in (r"\|", r"\t", _LEADERS, _SIGNS):
        pattern = re.compile(separator) if isinstance(separator, str) else separator
        start = len(line) - len(line.lstrip(" \t*•·>-"))
        end = len(line.rstrip())
        if separator == r"\|":
            start, end = (
                start + (line[start : start + 1] == "|"),
                end - (line[start : start + 1] == "|" and line[:end][-1:] == "|"),
            )
        cuts = list(pattern.finditer(line, start, max(start, end)))
        if not cuts:
            continue
        edges = [start, *(edge for cut in cuts for edge in cut.span()), max(start, end)]
        return tuple(Span(edges[n], edges[n + 1]) for n in range(0, len(edges), 2))
    return ()


def _heads(line: str, cells: Sequence[Span]) -> tuple[str | None, ...]:
    """The votes that the columns of a table stand for, where a line is the head of such a table."""
    kinds = tuple(_cell_kind(re.sub(r"\(?\d+\)?", "", cell.of(line))) for cell in cells)
    if sum(kind is not None for kind in kinds) < 2 or any(kind is None for kind in kinds[1:]):
        return ()
    return kinds
