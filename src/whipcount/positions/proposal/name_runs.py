"""Runs of capitalised words that may be the names of persons: "Cllr Ben Hale", "Mary Osei", "Hale".

A personal title or a seat before a name ("Mrs", "Councillor") is no part of it and is kept beside it. A run that holds
the name of a known actor, a month, a number or a word of organisations is no person's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.seat_patterns import seat_patterns, title_words
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span

CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-ÿ]"
"""One capitalised word, as a part of regular expressions."""
_MOST = 1_500
_RUN = lazy_pattern(
    rf"(?<![\w’'-]){CAPITALISED}(?:[ ](?:{CAPITALISED}|[A-Z]\.(?=[ ]{CAPITALISED})"
    rf"|(?:van|von|de|der|den|al|bin|af|du)(?=[ ]{CAPITALISED}))){{0,5}}"
)
_SHORT = lazy_pattern(r"(\b[A-Z][a-z]{1,3})\.\Z")
_PARTY_WORDS = frozenset("Independent Labour Conservative Liberal Green Socialist Democrat Republican Tory".split())
_AGES = frozenset(("Old", "Young"))
_POSSESSIVE = lazy_pattern(r"['’]s?\Z")


@dataclass(frozen=True, slots=True)
class NameRun:
    """A name: where it stands, its words, and the title right before it in lower case, or an empty string."""

    span: Span
    words: tuple[str, ...]
    title: str = ""

    @property
    def name(self) -> str:
        """The words as one."""
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1]


def name_runs(page: Page) -> list[NameRun]:
    """The names of a report, in their order; a word that is a title elsewhere only where somebody bears it as a name.

    Args:
        page: the report.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report("News\\n\\nCllr Ben Hale and Mary Osei met in May.\\n"))
    >>> [(run.name, run.title) for run in name_runs(page) if run.words[1:]]
    [('Ben Hale', 'cllr'), ('Mary Osei', '')]
    """
    runs = [_run(page, match) for match in islice(_RUN.finditer(page.text), _MOST)]
    kept = [run for run in runs if run is not None and not _bracketed(page.text, run.span)]
    borne = {run.surname for run in kept if run.title or run.words[1:]}
    return [run for run in kept if run.words[1:] or run.words[0] in borne or not is_title(run.words[0])]


def words_before(text: str, at: int) -> str:
    """The words before a name, without the full stop of a short title.

    >>> words_before("It was Cllr. Hale.", 13)
    'It was Cllr'
    """
    return _SHORT.sub(r"\1", text[max(0, at - 40) : at].rstrip(" "))


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """Whether a word stands before names: a title, a seat, an office within a body.

    >>> is_title("Cllr"), is_title("Hale")
    (True, False)
    """
    words, low = seat_patterns(), word.lower().rstrip(".")
    return low in title_words()[0] or any(p.fullmatch(low) for p in (words.seat, words.beside, words.officer))


def _run(page: Page, match: re.Match[str]) -> NameRun | None:
    """The name in a run of capitalised words, and the personal title right before it."""
    never = title_words()[1]
    start, words, title = match.start(), match.group().split(" "), ""
    upto = len(words) - (len(words) == 1 or seat_patterns().seat.fullmatch(words[0].lower().rstrip(".")) is not None)
    last = next((n for n in range(upto - 1, -1, -1) if is_title(words[n])), -1)  # Cllr Abbot is no abbot
    while words and (
        last >= 0 or (words[0].lower() in never and not (title and words[1:]) and not _given(page.text, words, start))
    ):  # Sir Bill Dunn
        title = words[0].lower().rstrip(".") if is_title(words[0]) else ""
        start += len(words[0]) + 1
        words, last = words[1:], last - 1
    if (
        words[2:]
        and is_given_name(words[1])
        and not is_given_name(words[0])
        and (page.text[:start].endswith("he ") or words[0] in _PARTY_WORDS)
    ):
        start += len(words[0]) + 1  # "the Conservative Tim Stubbs"
        words = words[1:]
    if (
        len(words) == 2
        and words[0] in _AGES
        and re.search(
            rf"[A-Z][\w-]+ {re.escape(_POSSESSIVE.sub('', words[1]))}(?!\w)",
            page.text[:start] + page.text[match.end() :],
        )
    ):
        start += len(words[0]) + 1  # "old Hale", whom the report also calls Ann Hale
        words, title = words[1:], title or "mr"
    if not words:
        return None
    span = Span(start, match.end())
    words[-1] = _POSSESSIVE.sub("", words[-1])
    if not _may_be_a_person(page, span, words, title):
        return None
    before = words_before(page.text, start)
    if not title and (seat := seat_patterns().seat.search(before) or seat_patterns().beside.search(before)):
        title = seat.group().lower()
    if not title and re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\Z", before):
        title = before.split()[-1].lower()
    return NameRun(Span(start, start + len(" ".join(words))), tuple(words), title)


def _may_be_a_person(page: Page, span: Span, words: list[str], title: str) -> bool:
    """Whether words hold no number, month, word of organisations, and no actor that is known."""
    if number_of(words[0]) is not None:
        return False  # "Nine Tories"
    _, never, organisations = title_words()
    classes = word_classes()
    given = bool(words[1:]) and is_given_name(words[0])
    low = {word.lower() for word in words[given:]}
    if words[1:] and (title or given):
        low.discard(words[0].lower())  # Sir Bill Dunn
        low -= {words[-1].lower()} & classes["months"]  # Ada May
    if low & (organisations | never | classes["days"] | classes["months"]):
        return False
    if words[3:] and re.match(r"\s+([A-Z][\w-]+)", page.text[span.end : span.end + 30]):
        return False
    return given or not any(mention.span.overlaps(span) for mention in page.mentions)


def _given(text: str, words: list[str], start: int) -> bool:
    """Whether a common word is a given name: "Nora Nash and Will Ode"."""
    joined = text[max(0, start - 5) : start].endswith((", ", " and "))
    return bool(joined and words[1:]) and is_given_name(words[0])


def _bracketed(text: str, span: Span) -> bool:
    """Whether a name stands in brackets by itself: a party, a place."""
    return text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
