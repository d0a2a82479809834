"""Slips of the pen in a table of consents that would otherwise be read as something else: a column of nearly the right
name, one member or one decision in two spellings.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from whipcount.errors import DatasetError

NEAR = 0.8
"""How alike two names of columns are (:class:`difflib.SequenceMatcher`) where one is taken for a slip of the other."""


def check_columns(header: Sequence[str], columns: Sequence[str], where: str) -> None:
    """Refuse a column that is nearly called like one that is missing: "consent" for "consented" would silently leave
    everybody pending. Others may stand in a table and are not read.

    Args:
        header: the names in the table, in small letters.
        columns: those that are read.
        where: the file, for the error.

    Raises:
        DatasetError: such a column.

    >>> check_columns(["decision", "member", "opened", "colour"], ["decision", "member", "opened", "consented"], "t")
    >>> check_columns(["decision", "consented on"], ["decision", "consented"], "lake.csv")
    Traceback (most recent call last):
    ...
    whipcount.errors.DatasetError: lake.csv line 1: column 'consented on' is not read; 'consented' is (accepted: ...)
    """
    missing = [name for name in columns if name not in header]
    for name in header:
        if name and name not in columns and (near := difflib.get_close_matches(name, missing, n=1, cutoff=NEAR)):
            raise DatasetError(
                f"column {name!r} is not read; {near[0]!r} is", where=f"{where} line 1", accepted=", ".join(columns)
            )


def check_spellings(names: Iterable[tuple[str, str]], what: str) -> None:
    """Refuse two names that differ by nothing but case and spaces.

    Args:
        names: each name, and where it stands first.
        what: what they are names of, for the error.

    Raises:
        DatasetError: with the places of both.

    >>> check_spellings([("Orvana", "row 2"), ("Telmark", "row 3")], "member")
    >>> check_spellings([("Orvana", "row 2"), ("ORVANA", "row 3")], "member")
    Traceback (most recent call last):
    ...
    whipcount.errors.DatasetError: row 3: 'ORVANA' and 'Orvana' (in row 2): one member in two spellings (accepted: ...)
    """
    first: dict[str, tuple[str, str]] = {}
    for name, where in names:
        other, place = first.setdefault(" ".join(name.casefold().split()), (name, where))
        if other != name:
            raise DatasetError(
                f"{name!r} and {other!r} (in {place}): one {what} in two spellings", where=where,
                accepted="one spelling throughout",
            )  # fmt: skip
