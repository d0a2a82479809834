"""Runs of capitalised words that may be names of persons, with the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whipcount.bodies.actors import Mention
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name, word_set
from whipcount.text.phrase_lists import word_lists
from whipcount.text.span import Span

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĦĪĮİĴĶĹĻĽĿŁŃŅŇŌŐŒŔŖŘŚŜŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚƏА-ЯЁЄІЇҐΑ-Ω"
_JOINED = r"(?:(?:al|el|ul|ad|ar|as|at|az|an|ash|ould|bin|ibn)-)?"  # "al-Orr": a name with its particle
_CAP = rf"(?:[{_UP}]\.(?:[{_UP}]\.)*|{_JOINED}[{_UP}][\w’'‘-]*)"
_PARTICLE = r"(?:de|der|den|del|della|di|da|dos|du|la|le|van|von|bin|al|el|ten|ter|af|av|zu)"
_NICKNAME = r"[\"“‘'(](?:the[ ]|The[ ])?[\w.-]{2,14}[\"”’')]"  # Ada "Didi" Brim, Ada "the Fox" Brim
_RUN = lazy_pattern(rf"(?<![\w’'])(?:{_CAP})(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]|{_NICKNAME}[ \u00a0]){{0,2}}{_CAP})*")
_NICKNAMED = lazy_pattern(_NICKNAME)
_ARTICLE = lazy_pattern(r"\b(?:the|a|an)[ ]\Z", re.IGNORECASE)
_QUOTE = "\"“‘'("
_TOKEN = lazy_pattern(r"[^ \u00a0]+")
_LISTS = word_lists("speakers/names")
_TITLE = word_set(_LISTS["titles"])
HONORIFICS = word_set(_LISTS["honorifics"])
"""Titles that stand between an office and the name of who holds it."""
MARKED = word_set(_LISTS["titles_of_persons"]) | HONORIFICS
"""Titles that only persons bear."""
_STOP, _ORG = word_set(_LISTS["never_in_a_name"]), word_set(_LISTS["of_an_organisation"])
_FEMALE, _MALE = word_set(_LISTS["of_women"]), word_set(_LISTS["of_men"])


def is_title(word: str) -> bool:
    """Whether a word stands before names and is none: a title, an office, an occupation.

    >>> is_title("Trustee"), is_title("Ada")
    (True, False)
    """
    return word.lower().rstrip(".") in _TITLE


def is_honorific(word: str) -> bool:
    """Whether a word may stand between an office and the name of who holds it.

    >>> is_honorific("Dr."), is_honorific("Sheikh"), is_honorific("Minister")
    (True, True, False)
    """
    return word.lower().rstrip(".") in HONORIFICS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of capitalised words that may be a name, with what stands around it."""

    span: Span
    words: tuple[str, ...]
    title: str  # the title word right before, lower case, or ""
    org_after: bool
    at_start: bool  # of a sentence
    has_article: bool = False  # "The Ferry", which is nobody's surname


def shown_name(text: str, span: Span) -> Candidate:
    """A name that the layout shows, with the title before it; any will do, so that it is believed."""
    before = text[max(0, span.start - 24) : span.start].split()
    title = before[-1].lower().rstrip(".") if before else ""
    words = tuple(span.of(text).split())
    return Candidate(span, words, title if title in MARKED else "dr", org_after=False, at_start=False)


def name_candidates(text: str, mentions: Sequence[Mention]) -> Iterable[Candidate]:
    """Runs of capitalised words without titles, actors and organisations."""
    actor_at: dict[int, int] = {m.span.start: m.span.end for m in mentions}
    for run in _RUN.finditer(text):
        base = run.start()
        words: list[tuple[int, int, str]] = []
        title = ""
        skip_to = -1
        for token in _TOKEN.finditer(run.group()):
            start = base + token.start()
            word = token.group()
            if start >= skip_to and word[0] in _QUOTE and words:
                nickname = _NICKNAMED.match(text, start)
                skip_to = nickname.end() if nickname else start + 1
            if start < skip_to:
                continue
            cut = _bare_length(word)
            bare = word[:cut]
            low = bare.lower().rstrip(".")
            if start in actor_at and not (words and is_given_name(words[-1][2])):
                yield from _flush(words, title, org_after=False, text=text)
                words, title = [], ""
                skip_to = actor_at[start]
                continue
            if low in _TITLE or low in _STOP:
                yield from _flush(words, title, org_after=low in _ORG or len(words) == 1, text=text)
                words = []
                title = low if low in _TITLE else ""
                continue
            if low in _ORG or (bare.isupper() and len(bare) > 1 and "." not in bare and not words and len(bare) < 6):
                yield from _flush(words, title, org_after=True, text=text)
                words, title = [], ""
                continue
            words.append((start, start + cut, bare))
            if cut < len(word) or (word.endswith(".") and len(bare) > 3):
                yield from _flush(words, title, org_after=False, text=text)
                words, title = [], ""
        yield from _flush(words, title, org_after=False, text=text)


def _bare_length(word: str) -> int:
    """The length of a word without a possessive ending or trailing marks."""
    for ending in ("'s", "’s", "’S", "'S"):
        if word.endswith(ending):
            return len(word) - 2
    cut = len(word.rstrip("'’‘-"))
    if word.endswith(".") and len(word) > 3 and "." not in word[:-1]:
        cut -= 1
    return cut


def _flush(words: list[tuple[int, int, str]], title: str, *, org_after: bool, text: str) -> Iterable[Candidate]:
    while words and words[0][2].islower():  # a particle left over from a title
        words = words[1:]
    if not words:
        return
    start, end = words[0][0], words[-1][1]
    before = text[max(0, start - 2) : start]
    yield Candidate(
        Span(start, end),
        tuple(w for _, _, w in words),
        title,
        org_after,
        not before.strip() or before.strip()[-1:] in '.!?"“\n',
        _ARTICLE.search(text, max(0, start - 5), start) is not None,
    )


def title_gender(candidate: Candidate) -> str | None:
    """ "m" or "f" where the title before a candidate is one of men or of women."""
    if candidate.title in _FEMALE:
        return "f"
    return "m" if candidate.title in _MALE else None
