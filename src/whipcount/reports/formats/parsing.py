"""One file in, its reports out: each kind to the module that reads it; whatever a library does there is one error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from whipcount.errors import ReportError, WhipcountError
from whipcount.reports.formats.decoding import decode
from whipcount.reports.formats.feeds import Entry, read_feed, read_records
from whipcount.reports.formats.kind_names import SUFFIXES, noun
from whipcount.reports.formats.kinds import kind_of
from whipcount.reports.formats.markdown import without_marks
from whipcount.reports.formats.markup import Page, read_page

_NESTED = frozenset({"zip", "gz"})


def parsed(data: bytes, kind: str, where: str) -> list[Entry]:
    """The reports in data of a kind, read in this process. Whatever a library does is one error.

    Raises:
        ReportError: the data cannot be read.
        MissingExtraError: what reads the kind is not installed.
    """
    try:
        return [entry if entry.kind else replace(entry, kind=kind) for entry in _parsed(data, kind, where)]
    except WhipcountError:
        raise
    except Exception as error:
        told = f"{type(error).__name__} {' '.join(str(error).split())}"[:200].strip()
        raise ReportError(f"this {noun(kind)} cannot be read: {told}", where=where) from error


def _parsed(data: bytes, kind: str, where: str) -> list[Entry]:
    if kind in _NESTED:
        return _unpacked(data, kind, where)
    if kind in ("mail", "mbox", "mht") and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode(data, where=where).encode()
    if kind in _OF_BYTES:
        return _OF_BYTES[kind](data, where)
    text = decode(data, where=where)
    if kind == "records":
        return list(read_records(text.splitlines(), where=where))
    if kind == "json":
        from whipcount.reports.formats.json_files import read_json

        return read_json(text, where=where)
    if kind == "csv":
        from whipcount.reports.formats.tabular import read_csv

        return read_csv(text, where=where)
    if kind == "markdown":
        return [Entry(where, Page(text=without_marks(text)))]
    return [Entry(where, read_page(text, where=where) if kind == "html" else Page(text=text))]


def _unpacked(data: bytes, kind: str, where: str) -> list[Entry]:
    """The reports of an archive; one that stands in it is read like any file, an archive in it once more."""
    from whipcount.reports.formats.archives import read_gzip, read_zip

    def inner(inside: bytes, name: str, place: str) -> list[Entry]:
        found = kind_of(inside, Path(name).suffix.lower())
        if found in _NESTED and (kind != "zip" or found != "gz"):
            raise ReportError("an archive in an archive", where=place, accepted="the archive unpacked")
        return parsed(inside, found, place)

    if kind == "gz":
        return read_gzip(data, where=where, read=inner)
    return read_zip(data, where=where, read=inner, known=lambda name: Path(name).suffix.lower() in SUFFIXES)


def _pdf(data: bytes, where: str) -> list[Entry]:
    from whipcount.reports.formats.pdf import read_pdf

    return [Entry(where, read_pdf(data, where=where))]


def _docx(data: bytes, where: str) -> list[Entry]:
    from whipcount.reports.formats.docx import read_docx

    return [Entry(where, read_docx(data, where=where))]


def _odt(data: bytes, where: str) -> list[Entry]:
    from whipcount.reports.formats.opendocument import read_odt

    return [Entry(where, read_odt(data, where=where))]


def _xlsx(data: bytes, where: str) -> list[Entry]:
    from whipcount.reports.formats.tabular import read_xlsx

    return read_xlsx(data, where=where)


def _mails(data: bytes, where: str, kind: str) -> list[Entry]:
    from whipcount.reports.formats.mail import read_mail, read_mbox, read_web_archive

    if kind == "mht":
        return [Entry(where, read_web_archive(data, where=where))]
    return (read_mail if kind == "mail" else read_mbox)(data, where=where)


_OF_BYTES: dict[str, Callable[[bytes, str], list[Entry]]] = {  # each loads what it needs: most reports are text
    "pdf": _pdf,
    "docx": _docx,
    "feed": lambda data, where: read_feed(data, where=where),
    "mail": partial(_mails, kind="mail"),
    "mbox": partial(_mails, kind="mbox"),
    "mht": partial(_mails, kind="mht"),
    "odt": _odt,
    "xlsx": _xlsx,
}
