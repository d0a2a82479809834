"""Facts that come with the package, as CSV files, each with a codebook beside it.

``ratifications``: who consented when to decisions of the past that needed the consent of many. It is what ``whipcount
forecast`` learns from. The codebook (``ratifications.md``) tells columns, units, sources and licence.

``meetings``: summits and ministerial meetings at which a request was open, with what became of it: what the base rate
of meetings is counted on (``meetings.md``).
"""

from __future__ import annotations

import csv
import io
from importlib.resources import files

from whipcount.errors import DatasetError

SETS = ("unanimity", "environmental_treaties", "threshold")
"""The tables of ``ratifications``."""


def ratifications_text(name: str) -> str:
    """One table of consents as the text of its CSV file.

    Raises:
        DatasetError: no such table.

    >>> ratifications_text("unanimity").splitlines()[0][:30]
    'decision,body,member,rule,open'
    """
    if name not in SETS:
        raise DatasetError(f"no table {name!r} of consents", where="datasets", accepted=", ".join(SETS))
    return files(__name__).joinpath("ratifications", f"{name}.csv").read_text(encoding="utf-8")


def load_ratifications(*names: str) -> tuple[dict[str, str], ...]:
    """Rows of the tables of consents: one row a member of a decision, columns as in the codebook.

    Args:
        names: which tables; all of them if left out.

    Returns:
        one mapping of column to text a row, in the order of the files; dates are ISO 8601, empty is "not yet or
        unknown". :func:`whipcount.forecasts.core.training.training_decisions` gives the same as decisions.

    Raises:
        DatasetError: no such table.

    >>> rows = load_ratifications("unanimity")
    >>> len(rows), rows[0]["body"], rows[0]["opened"]
    (424, 'NATO', '2003-03-26')
    """
    rows: list[dict[str, str]] = []
    for name in names or SETS:
        rows += csv.DictReader(io.StringIO(ratifications_text(name), newline=""))
    return tuple(rows)


def codebook() -> str:
    """The codebook of the tables of consents, as Markdown."""
    return files(__name__).joinpath("ratifications.md").read_text(encoding="utf-8")


def meetings_text(name: str) -> str:
    """One table of meetings (``occasions`` or ``kinds``) as the text of its CSV file.

    Raises:
        DatasetError: no such table.

    >>> meetings_text("occasions").splitlines()[0]
    'date,body,kind,occasion,open,agreed,refused,source,note'
    """
    if name not in ("occasions", "kinds"):
        raise DatasetError(f"no table {name!r} of meetings", where="datasets", accepted="occasions, kinds")
    return files(__name__).joinpath("meetings", f"{name}.csv").read_text(encoding="utf-8")


def meetings_codebook() -> str:
    """The codebook of the tables of meetings, as Markdown."""
    return files(__name__).joinpath("meetings.md").read_text(encoding="utf-8")
