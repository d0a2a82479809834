"""Words of a language, kept as data: the lists under ``whipcount/data/LANGUAGE/``, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from whipcount.plainyaml import load_yaml
from whipcount.text.patterns import lazy_pattern


@lru_cache(maxsize=64)
def word_lists(name: str, language: str = "en") -> Mapping[str, Any]:
    """The lists of one file, by their names.

    Raises:
        InputError: the file is no valid YAML.
        FileNotFoundError: the package has no such file.

    >>> sorted(word_lists("numbers"))[:2]
    ['tens', 'units']
    """
    text = files("whipcount").joinpath("data", language, f"{name}.yaml").read_text(encoding="utf-8")
    loaded = load_yaml(text)
    return MappingProxyType(loaded if isinstance(loaded, dict) else {})


def phrases(value: object) -> tuple[str, ...]:
    """The phrases of one entry: a list, or a text with " / " between them.

    >>> phrases("turned down / voted  down"), phrases(["a", "b"])
    (('turned down', 'voted down'), ('a', 'b'))
    """
    if isinstance(value, str):
        return tuple(" ".join(part.split()) for part in re.split(r"\s/(?:\s|\Z)", value) if part.strip())
    return tuple(str(part) for part in value) if isinstance(value, Iterable) else ()


def either(value: object) -> str:
    r"""Phrases as one alternative of a regular expression, longest first; a space stands for any white space.

    A phrase may hold the little notation of the lists: ``a|b`` in brackets, ``?`` behind what may be absent.

    >>> re.fullmatch(either(["vote(s|d) down", "turn down"]), "voted  down") is not None
    True
    """
    ordered = sorted(dict.fromkeys(phrases(value)), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.sub(r"\((?!\?)", "(?:", phrase).replace(" ", r"\s+") for phrase in ordered) + ")"


@cache
def whole_phrases(name: str, entry: str) -> re.Pattern[str]:
    """The phrases of one entry of a file's lists as whole words; capitals do not count.

    Args:
        name: of the file.
        entry: in it.

    >>> whole_phrases("motion_roles", "moves").search("Tabled, by and large") is not None
    True
    """
    return lazy_pattern(rf"(?<![\w’'-])(?:{either(word_lists(name)[entry])})(?![\w’'-])", re.IGNORECASE)
