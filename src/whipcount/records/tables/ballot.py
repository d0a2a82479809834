"""One row of the long table: how one member voted on one past matter."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

COLUMNS = ("body", "vote_id", "date", "member", "vote", "topic", "title", "source")
"""The columns of the long table, all required; ``topic``, ``title`` and ``source`` may be empty."""
OPTIONAL = ("person", "bloc")
"""Who held the seat (where members are seats), and the party or bloc at the time of the vote."""


class Vote(StrEnum):
    """How a member voted; absent is no vote."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"


class RollCall(NamedTuple):
    """One past matter on which the members of a body voted; ``topic`` holds codes separated by ``|``."""

    body: str
    vote_id: str
    day: date
    topic: str = ""
    title: str = ""
    source: str = ""


class Ballot(NamedTuple):
    """A member's vote as a file tells it, before the member is matched to the catalogue.

    ``code`` and ``name`` are the file's own for the member, ``line`` is where the row ends in the file.
    """

    call: RollCall
    code: str
    name: str
    vote: Vote
    line: int
    person: str = ""
    bloc: str = ""


@cache
def vote_words(form: str) -> Mapping[str, Vote | None]:
    """What each vote word of a format means; ``None``: the row is about nobody's vote and is passed over.

    The words are data: ``records/tables/data/vote_words.csv``, with a note on each.

    >>> vote_words("undl")["X"], vote_words("voteview")["0"]
    (<Vote.ABSENT: 'absent'>, None)
    """
    text = (files("whipcount.records.tables") / "data" / "vote_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["word"]: Vote(row["vote"]) if row["vote"] else None for row in rows if row["format"] == form}


@cache
def headings() -> Mapping[str, str]:
    """What the columns of the long table are called by those who publish votes: heading in small letters to column.

    They are data: ``records/tables/data/headings.csv``.

    >>> headings()["division number"], headings()["party"]
    ('vote_id', 'bloc')
    """
    text = (files("whipcount.records.tables") / "data" / "headings.csv").read_text(encoding="utf-8")
    return {row["heading"]: row["column"] for row in csv.DictReader(io.StringIO(text, newline=""))}
