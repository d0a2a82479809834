"""What a whip count in a spreadsheet calls its columns and its stances, read from the words of the language."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from whipcount.errors import InputError
from whipcount.positions.stance.stance import Stance
from whipcount.text.phrase_lists import phrases, word_lists

_CLOSE = 0.8  # how like a known word what is written must be to be offered as it, 0 to 1


class Column(StrEnum):
    """What a column holds."""

    MEMBER = "member"
    STANCE = "stance"
    DATE = "date"
    SOURCE = "source"
    SPEAKER = "speaker"
    NOTE = "note"
    CONDITION = "condition"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell says of a stance.

    Attributes:
        stance: the stance, where one is told.
        condition: what it depends on, where the cell says so ("yes if the quotas are settled").
        nothing: the cell says that no position is known.
        guess: what was probably meant, where the word is unknown.
    """

    stance: Stance | None = None
    condition: str = ""
    nothing: bool = False
    guess: Stance | None = None


@cache
def _columns() -> Mapping[str, Column]:
    columns: dict[str, Column] = {}
    for name, words in word_lists("whip_table")["columns"].items():
        for phrase in phrases(words):
            _once(columns, word_key(phrase), Column(name))
    return columns


@cache
def _stances() -> Mapping[str, Stance | None]:
    """The words for each stance; None for those that say that nothing is known."""
    lists: Mapping[str, Any] = word_lists("whip_table")
    stances: dict[str, Stance | None] = {}
    for name, words in lists["stances"].items():
        for phrase in phrases(words):
            _once(stances, word_key(phrase), Stance(name))
    for phrase in phrases(lists["nothing"]):
        _once(stances, word_key(phrase), None)
    return stances


@cache
def _condition() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, phrases(word_lists("whip_table")["condition"])), key=len, reverse=True))
    return re.compile(rf"(?P<stance>.+?)[\s,;:(–—-]+(?P<condition>(?:{words})\b.+)", re.IGNORECASE | re.DOTALL)


def _once(found: dict[str, Any], key: str, value: object) -> None:
    if found.setdefault(key, value) is not value:
        raise InputError(f"{key!r} stands in two lists", where="data/en/whip_table.yaml")


def word_key(text: str) -> str:
    """A word or phrase as it is compared: small letters without accents, marks only where there is nothing else.

    >>> word_key(" Won't  block! "), word_key("✓"), word_key("In favour (firm)")
    ('wont block', '✓', 'in favour firm')
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("’", "")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = " ".join("".join(c if c.isalnum() else " " for c in plain).split())
    return words or "".join(text.split())


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds, None where it is nothing that a whip count needs.

    >>> column_of("Country"), column_of("Vote intention"), column_of("GDP") is None
    (<Column.MEMBER: 'member'>, <Column.STANCE: 'stance'>, True)
    """
    key = word_key(heading)
    return _columns().get(key) or _columns().get(key.split(" (")[0])


def told_stance(text: str) -> Told:
    """What a cell says of a stance.

    >>> told_stance("In favour").stance, told_stance("Yes, if the dam is opened").condition
    (<Stance.YES: 'yes'>, 'if the dam is opened')
    >>> told_stance("n/a").nothing, told_stance("agianst").guess, told_stance("blue")
    (True, <Stance.NO: 'no'>, Told(stance=None, condition='', nothing=False, guess=None))
    """
    if not text.strip():
        return Told()
    key, stances = word_key(text), _stances()
    if key in stances:
        return Told(stances[key], nothing=stances[key] is None)
    spelled = key.replace("_", " ")
    if spelled in stances:
        return Told(stances[spelled], nothing=stances[spelled] is None)
    match = _condition().fullmatch(text.strip())
    if match is not None:
        inner = stances.get(word_key(match["stance"]))
        if inner in (Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK):
            return Told(inner, match["condition"].strip(" ()"))
        return Told()  # what a "no unless ..." depends on, a person must say
    words = [word for word in stances if len(word) > 4]
    close = difflib.get_close_matches(key, words, 3, _CLOSE) if len(key) > 4 else []
    meant = {stances[word] for word in close}
    return Told(guess=meant.pop() if len(meant) == 1 else None)
