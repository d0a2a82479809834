"""Words of a language as data: patterns and tables in ``data/<language>/*.yaml``, read and compiled once, when asked.

A file has three parts: ``parts`` (pieces that patterns share, named ``<<piece>>`` in them), ``patterns`` (each with
what it is for) and ``tables`` (rows with further columns). In a pattern a blank stands for any white space; ``words``
are whole words, ``any`` are alternatives as they stand, ``pattern`` is one alone. The codebook beside the files tells
the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from whipcount.errors import InputError
from whipcount.plainyaml import load_yaml
from whipcount.text.heads import heads
from whipcount.text.patterns import lazy_pattern

_CAPITAL = re.compile(r"\\.|\(\?P<\w+>|[A-Z]")
_PIECE = re.compile(r"<<(\w+)>>")
_BOUNDS = {"words": (r"(?<!\w)(?:", r")(?!\w)"), "any": ("", ""), "pattern": ("", "")}
_COMPOUND = (r"(?<![\w-])(?:", r")(?![\w-])")  # "non-member" holds no "member"


@dataclass(frozen=True)
class Folded:
    """A row of a table with its pattern: for text in small letters where ``small``; ``heads``: how its words begin.

    The pattern is compiled when it is first asked for: most rows of a long table never are, for one report.
    """

    small: bool
    heads: frozenset[str] | None
    row: Mapping[str, Any]
    parts: Mapping[str, str] = field(repr=False)
    where: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The row's pattern, as :func:`folded` or :func:`compiled` make it."""
        return folded(self.row, self.parts, where=self.where) or compiled(self.row, self.parts, where=self.where)

    def may_match(self, begin: frozenset[str]) -> bool:
        """Whether it may match in a text whose words begin so (:func:`whipcount.text.heads.beginnings`)."""
        return self.heads is None or not self.heads.isdisjoint(begin)


class Wordlist:
    """One file of words; each pattern is an attribute, compiled when it is first asked for.

    Raises:
        InputError: on first use, where the file has no such pattern, or where it is not valid.

    >>> words = Wordlist("stance/commitment")
    >>> words.noun.search("Kell's backing").group()
    'backing'
    """

    def __init__(self, name: str, language: str = "en") -> None:
        self.name = name
        self.language = language

    def __getattr__(self, key: str) -> re.Pattern[str]:
        if key.startswith("_"):
            raise AttributeError(key)
        entry = self.content["patterns"].get(key)
        if entry is None:
            raise InputError(f"no pattern {key!r}", where=f"{self.language}/{self.name}.yaml")
        made = compiled(entry, self.content["parts"], where=f"{self.language}/{self.name}.yaml, {key}")
        self.__dict__[key] = made
        return made

    @property
    def content(self) -> dict[str, dict[str, Any]]:
        """The file's ``parts``, ``patterns`` and ``tables``."""
        return _load(self.name, self.language)

    def folded_rows(self, table: str) -> tuple[Folded, ...]:
        """A table's rows with patterns for :func:`lowered` text.

        >>> Wordlist("stance/predicates").folded_rows("predicates")[0].row["sense"]
        'declines_to_say'
        """
        where = f"{self.language}/{self.name}.yaml, {table}"
        parts = self.content["parts"]
        found = []
        for row in self.content["tables"][table]:
            words = _source(row, parts, where)
            found.append(Folded(not _with_capitals(row, words), heads(_small(words)), row, parts, where))
        return tuple(found)

    def rows(self, table: str) -> tuple[tuple[re.Pattern[str], Mapping[str, Any]], ...]:
        """A table's rows, each with its compiled pattern; compiled anew at each call, for the caller to keep.

        >>> len(Wordlist("stance/denials").rows("denials")) > 10
        True
        """
        where = f"{self.language}/{self.name}.yaml, {table}"
        parts = self.content["parts"]
        return tuple((compiled(row, parts, where=where), row) for row in self.content["tables"][table])


def lowered(text: str) -> str:
    """A text in small letters, as long as before, so that places keep their numbers.

    >>> lowered("Kell İs IN")
    'kell İs in'
    """
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def folded(entry: Mapping[str, Any], parts: Mapping[str, str], *, where: str = "") -> re.Pattern[str] | None:
    """The pattern of an entry for :func:`lowered` text, which is found much faster; None where capitals count.

    Raises:
        InputError: as :func:`compiled`.

    >>> folded({"words": "I agree"}, {}).search(lowered("Well, I agree.")).group()
    'i agree'
    """
    words = _source(entry, parts, where)
    if _with_capitals(entry, words):
        return None
    return lazy_pattern(_small(words), re.DOTALL if entry.get("over_lines") else 0, where=where)


def _with_capitals(entry: Mapping[str, Any], words: str) -> bool:
    """Whether capitals count in a pattern."""
    return bool(entry.get("case")) or "(?-i:" in words


def _source(entry: Mapping[str, Any], parts: Mapping[str, str], where: str) -> str:
    try:
        return source(entry, parts)
    except KeyError as error:
        raise InputError(f"not a valid pattern: {error}", where=where) from None


def _small(pattern: str) -> str:
    """A pattern with its capitals in small letters, save those of escapes and names of groups."""
    return _CAPITAL.sub(lambda match: match[0].lower() if len(match[0]) == 1 else match[0], pattern)


def compiled(entry: Mapping[str, Any], parts: Mapping[str, str], *, where: str = "") -> re.Pattern[str]:
    """The pattern of an entry.

    Args:
        entry: with ``words``, ``compounds``, ``any`` or ``pattern``, and ``case: true`` where capitals count.
        parts: the shared pieces.
        where: for the error.

    Raises:
        InputError: it names a piece that is not there; at its first use, where it is not valid.

    >>> compiled({"words": ["has agreed", "agrees"]}, {}).search("It has\\nagreed.").group()
    'has\\nagreed'
    """
    flags = re.RegexFlag(0) if entry.get("case") else re.IGNORECASE
    flags |= re.DOTALL if entry.get("over_lines") else re.RegexFlag(0)
    return lazy_pattern(_source(entry, parts, where), flags, where=where)


def source(entry: Mapping[str, Any], parts: Mapping[str, str]) -> str:
    """The regular expression that an entry stands for.

    >>> source({"any": ["<<verb>> it", "so be it"]}, {"verb": "do(?:es)?"})
    'do(?:es)?\\\\s+it|so\\\\s+be\\\\s+it'
    """
    for key, (before, after) in (*_BOUNDS.items(), ("compounds", _COMPOUND)):
        if key in entry:
            given = entry[key]
            lines = [given] if isinstance(given, str) else list(given)
            return before + "|".join(_expanded(line, parts) for line in lines) + after
    raise KeyError("words, compounds, any or pattern")


def _expanded(line: str, parts: Mapping[str, str]) -> str:
    while _PIECE.search(line):
        line = _PIECE.sub(lambda match: parts[match[1]], line)
    return line.replace(" ", r"\s+")


@lru_cache(maxsize=64)
def _load(name: str, language: str) -> dict[str, dict[str, Any]]:
    path = files("whipcount") / "data" / language / f"{name}.yaml"
    try:
        data = load_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"no words {name!r} in language {language!r}", accepted="a file under data/") from None
    return {key: data.get(key) or {} for key in ("parts", "patterns", "tables")}
