"""What all formats share: a row's cells into a ballot, with one clear error for each thing that can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import Vote, vote_words

_LONGEST_CELL = 2000  # characters of a title; what is beyond is cut


def vote_in(word: str, form: str, where: str) -> Vote | None:
    """What a vote word means in a format; ``None`` where the row is to be passed over.

    Raises:
        RecordsError: the format has no such word.

    >>> vote_in("maybe", "unvotes", "t.csv line 7")
    Traceback (most recent call last):
        ...
    whipcount.errors.RecordsError: t.csv line 7: the vote 'maybe' is unknown (accepted: yes, no, abstain)
    """
    words = vote_words(form)
    if word not in words:
        raise RecordsError(f"the vote {word[:40]!r} is unknown", where=where, accepted=", ".join(words))
    return words[word]


def filled(cell: str, column: str, where: str, *, accepted: str = "") -> str:
    """A cell that must not be empty.

    Raises:
        RecordsError: it is.
    """
    if not cell:
        raise RecordsError(f"no {column}", where=where, accepted=accepted or f"a row with its {column}")
    return shortened(cell)


def shortened(cell: str) -> str:
    """A cell on one line and of bearable length."""
    return " ".join(cell.split())[:_LONGEST_CELL] if len(cell) > 1 else cell


def known_call(calls: Mapping[str, Any], vote_id: str, where: str, other: str) -> Any:
    """The roll call of a vote, from the second file of a format that has two.

    Raises:
        RecordsError: that file does not tell of it.
    """
    try:
        return calls[vote_id]
    except KeyError:
        raise RecordsError(
            f"the vote {vote_id[:40]!r} is not among the roll calls", where=where, accepted=f"a vote of {other}"
        ) from None


def put_once(calls: dict[str, Any], vote_id: str, call: Any, where: str) -> None:
    """Keep a roll call under its id.

    Raises:
        RecordsError: there is one already: the vote is there twice.
    """
    if vote_id in calls:
        raise RecordsError(f"the vote {vote_id[:40]!r} is there twice", where=where, accepted="each roll call once")
    calls[vote_id] = call
