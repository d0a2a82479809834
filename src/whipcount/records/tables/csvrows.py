"""CSV files row by row, in bounded memory: the columns that are needed, and where in the file each row ends."""

from __future__ import annotations

import csv
import gzip
import itertools
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO

from whipcount.errors import RecordsError
from whipcount.text.clock import plain_day

MOST_ROWS = 50_000_000
"""Rows of one file: more are refused, with the line at which they go too far."""
_LONGEST_LINE = 262_144  # characters; a table of votes has short rows, and one endless line must not fill the memory


class Rows:
    """The rows of a CSV file (UTF-8, or UTF-16 with its mark; ``.gz`` is unpacked on the way): the cells asked for.

    Cells are separated by commas, semicolons or tabs.

    Args:
        path: the file.
        needed: columns that must be there.
        wanted: columns that may be there; their cells are empty where they are not.
        most: how many rows are read before the file is refused.
        headings: what else the columns may be called, in small letters.

    Iterating gives ``(line, cells)``: the line on which the row ends, and the cells of ``needed`` and ``wanted``, in
    that order, without blanks about them.

    Raises:
        RecordsError: the file cannot be read, is no CSV in UTF-8, lacks a column, has a row with too many or too few
            cells, or too many rows.
    """

    def __init__(
        self, path: Path, needed: Sequence[str], wanted: Sequence[str] = (), *, most: int = MOST_ROWS,
        headings: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.path, self.needed, self.wanted, self.most = path, tuple(needed), tuple(wanted), most
        self.headings = headings

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        name, line = self.path.name, 0
        try:
            with self._opened() as file:
                lines = self._lines(file)
                first = next(lines, "")
                above = re.fullmatch(r'"?sep=(.)"?\s*', first)  # what Excel writes above a table, and shows nobody
                skipped = 0
                while above or (first.strip(" ,;\t\r\n\"'") == "" and first) or first.lstrip('"').startswith("#"):
                    first, above, skipped = next(lines, ""), None, skipped + 1
                reader = csv.reader(itertools.chain([first], lines), strict=True, delimiter=self._mark(first))
                header = self._columns([cell.strip() for cell in next(reader, [])])
                places = self._places(header)
                for count, row in enumerate(reader, 1):
                    line = reader.line_num + skipped
                    if count > self.most:
                        raise RecordsError(
                            f"more than {self.most:,} rows", where=f"{name} line {line}",
                            accepted=f"at most {self.most:,} rows a file: split it by years",
                        )  # fmt: skip
                    if not any(cell.strip() for cell in row):
                        continue
                    if len(row) != len(header):
                        raise RecordsError(
                            f"{len(row)} cells", where=f"{name} line {line}", accepted=f"{len(header)}, one a column"
                        )
                    yield line, [row[place].strip() if place >= 0 else "" for place in places]
        except UnicodeError:
            raise RecordsError("is not UTF-8 text", where=name, accepted="a CSV file in UTF-8") from None
        except csv.Error as error:
            raise RecordsError(f"no CSV ({error})", where=f"{name} line {line + 1}", accepted="a CSV file") from None
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            raise RecordsError(f"cannot be read ({reason})", where=name, accepted="a CSV file, or one in .gz") from None

    def _opened(self) -> IO[str]:
        packed = self.path.suffix.lower() == ".gz"
        with gzip.open(self.path) if packed else self.path.open("rb") as file:
            encoding = "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        if packed:
            return gzip.open(self.path, "rt", encoding=encoding, newline="")
        return self.path.open(encoding=encoding, newline="")

    def _lines(self, file: IO[str]) -> Iterator[str]:
        number = 0
        while text := file.readline(_LONGEST_LINE):
            number += 1
            if len(text) >= _LONGEST_LINE:
                raise RecordsError(
                    "an endless line",
                    where=f"{self.path.name} line {number}",
                    accepted=f"up to {_LONGEST_LINE:,} characters",
                )
            if "\0" in text:
                raise RecordsError("a null byte", where=f"{self.path.name} line {number}", accepted="text")
            yield text

    def _mark(self, first: str) -> str:
        """What stands between the cells."""
        return max(",;\t", key=lambda sign: (first.count(sign), sign == ","))

    def _columns(self, header: list[str]) -> list[str]:
        """The headings under the names that the columns have here; a second one for a column keeps its own."""
        if self.headings is None:
            named = (*self.needed, *self.wanted)
            return [cell.casefold() if cell not in named and cell.casefold() in named else cell for cell in header]
        names: list[str] = []
        for cell in header:
            plain = " ".join(cell.casefold().replace("_", " ").split())
            column = self.headings.get(plain, self.headings.get(cell.casefold(), cell))
            names.append(cell if column in names else column)
        return names

    def _places(self, header: list[str]) -> list[int]:
        if not any(header):
            raise RecordsError("is empty", where=self.path.name, accepted=f"the columns {', '.join(self.needed)}")
        twice = sorted({name for name in header if name and header.count(name) > 1})
        missing = [name for name in self.needed if name not in header]
        if twice or missing:
            problem = f"the column {twice[0]!r} is there twice" if twice else f"there is no column {missing[0]!r}"
            raise RecordsError(problem, where=f"{self.path.name} line 1", accepted=", ".join(self.needed))
        return [header.index(name) if name in header else -1 for name in (*self.needed, *self.wanted)]


def day_in(text: str, where: str) -> date:
    """The day of a cell; a time after it is left aside.

    Raises:
        RecordsError: it is no date.

    >>> day_in("2019-07-15 17:09:37", "t.csv line 2")
    datetime.date(2019, 7, 15)
    >>> day_in("5 March 2019", "t.csv line 2")
    datetime.date(2019, 3, 5)
    >>> day_in("2019-02-30", "t.csv line 2")
    Traceback (most recent call last):
        ...
    whipcount.errors.RecordsError: t.csv line 2: '2019-02-30' is no date (accepted: YYYY-MM-DD, as in 2019-07-15)
    """
    try:
        if len(text) < 10 or text[4] != "-" or text[7] != "-":
            day = plain_day(text)
            if day is None:
                raise ValueError
            return day
        if len(text) > 10 and text[10] not in "T ":
            raise ValueError
        return date.fromisoformat(text[:10])
    except ValueError:
        raise RecordsError(f"{text[:40]!r} is no date", where=where, accepted="YYYY-MM-DD, as in 2019-07-15") from None
