"""Which roll calls are on a topic: by the table's own codes, or by words in topic and title."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from whipcount.records.record import Record
from whipcount.records.tables.ballot import RollCall

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, without case and accents.

    >>> words_of("Nuclear weapons: Côte d'Ivoire")
    ['nuclear', 'weapons', 'cote', 'd', 'ivoire']
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def on_topic(call: RollCall, topic: str) -> bool:
    """Whether a roll call is on a topic.

    Args:
        call: the roll call.
        topic: one of the table's own codes (``nu``), or words, all of which must be in topic or title; a word that
            ends in ``*`` stands for all that begin so. Alternatives are parted by ``|``.

    >>> from datetime import date
    >>> call = RollCall("UNGA", "1", date(2019, 12, 12), "nu|di", "Treaty on the Prohibition of Nuclear Weapons")
    >>> [on_topic(call, topic) for topic in ("nu", "me", "nuclear weapons", "missile*", "missile* | nuclear")]
    [True, False, True, False, True]
    """
    codes = {code.strip().casefold() for code in re.split(r"[|;]", call.topic)}
    words = words_of(f"{call.topic} {call.title}")
    return any(_said(part.strip(), codes, words) for part in topic.split("|") if part.strip())


def _said(topic: str, codes: set[str], words: list[str]) -> bool:
    if topic.casefold() in codes:
        return True
    wanted = topic.split()
    return bool(wanted) and all(
        any(any(w.startswith(one) for w in words) for one in words_of(word[:-1])) if word.endswith("*")
        else all(one in words for one in words_of(word)) and bool(words_of(word))
        for word in wanted
    )  # fmt: skip


def rows_on(record: Record, topic: str | None) -> NDArray[np.intp]:
    """The rows of the roll calls on a topic; all of them where none is asked for."""
    if topic is None:
        return np.arange(len(record.calls), dtype=np.intp)
    return np.array([row for row, call in enumerate(record.calls) if on_topic(call, topic)], dtype=np.intp)
