"""Tables of actors as spreadsheets save them: their encodings, what stands between cells, and commas in numbers."""

from __future__ import annotations

import csv
import io
import re

from whipcount.errors import BargainingError

_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{2,40})["']""")
_KINDS = ("#A", "#P", "#M", "#D", "#O", "#/")  # how lines of decide's tables begin
_COMMA = re.compile(r"-?\d+,\d+")
_COMMA_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+")
_POINT = re.compile(r"-?\d+\.\d+")
_POINT_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
_BOTH_COMMA_LAST = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+")
_BOTH_POINT_LAST = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+")


def decoded(data: bytes, name: str) -> str:
    """The text of a file: as XML declares, or in one of the encodings that spreadsheets save in."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    declared = _DECLARED.search(data[:200])
    told = (declared[1].decode("ascii"),) if declared and not marked else ()
    encodings = ("utf-16",) if marked else (*told, "utf-8-sig", "cp1252")  # the last takes nearly anything
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise BargainingError("is no text", where=name, accepted="a table as text, such as CSV")


def without_comments(text: str) -> str:
    """The text with the lines empty that stand above all else and begin with "#", as notes do; decide's are kept.

    >>> without_comments("# made by hand\\nname,position\\n")
    '\\nname,position\\n'
    """
    lines = text.split("\n")
    for at, line in enumerate(lines):
        words = line.lstrip("\ufeff'\" ")
        if words.startswith("#") and not words.startswith(_KINDS):
            lines[at] = ""
        elif words:
            break
    return "\n".join(lines)


def with_commas(text: str, name: str = "", *, numbers: bool = True) -> str:
    """A table with semicolons or tabs as one with commas; a decimal comma becomes a point. Lines keep their numbers.

    Whether "1,000" is one or a thousand is told by the other numbers of the table. ``numbers``: whether they are looked
    at.

    Raises:
        BargainingError: they do not tell.

    >>> with_commas("name;position\\nKell;0,5\\n")
    'name,position\\nKell,0.5\\n'
    """
    first = [line for line in text.split("\n") if line.strip()][:5]
    mark = max(",;\t", key=lambda sign: (max((line.count(sign) for line in first), default=0), sign != ","))
    if mark == ",":
        return text
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    decimal = _decimal([cell.strip() for row in rows for cell in row], name) if numbers else ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([_number(cell, decimal) for cell in row])
    return out.getvalue()


def _decimal(cells: list[str], name: str) -> str:
    """The sign of decimals in a table; empty where no number has one.

    >>> _decimal(["1,000", "0,5"], ""), _decimal(["1,000", "2.5"], ""), _decimal(["2.5"], "")
    (',', '.', '.')
    """
    commas = [cell for cell in cells if _COMMA.fullmatch(cell) or _COMMA_THOUSANDS.fullmatch(cell)]
    points = [cell for cell in cells if _POINT.fullmatch(cell) or _POINT_THOUSANDS.fullmatch(cell)]
    by_comma = any(_BOTH_COMMA_LAST.fullmatch(c) for c in cells) or any(
        not _COMMA_THOUSANDS.fullmatch(c) for c in commas
    )
    by_point = any(_BOTH_POINT_LAST.fullmatch(c) for c in cells) or any(
        not _POINT_THOUSANDS.fullmatch(c) for c in points
    )
    if by_comma and by_point:
        raise BargainingError("decimals with a comma and with a point", where=name, accepted="one of them")
    if by_comma or by_point:
        return "," if by_comma else "."
    if commas or points:
        problem = f"{(commas or points)[0]!r} may be a thousand or a decimal"
        raise BargainingError(problem, where=name, accepted="numbers without signs between thousands")
    return ""


def _number(cell: str, decimal: str) -> str:
    words = cell.strip()
    if decimal == "," and (_COMMA.fullmatch(words) or _BOTH_COMMA_LAST.fullmatch(words)):
        return words.replace(".", "").replace(",", ".")
    if decimal == "," and _POINT_THOUSANDS.fullmatch(words):
        return words.replace(".", "")
    if decimal == "." and (_COMMA_THOUSANDS.fullmatch(words) or _BOTH_POINT_LAST.fullmatch(words)):
        return words.replace(",", "")
    return cell
