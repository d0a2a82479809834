"""One file in, its reports out: each kind to the module that reads it; whatever a library does there is one error."""

from __future__ import annotations

from whipcount.errors import ReportError, WhipcountError
from whipcount.reports.formats.decoding import decode
from whipcount.reports.formats.feeds import Entry, read_feed, read_records
from whipcount.reports.formats.mail import read_mail
from whipcount.reports.formats.markup import Page, read_page

NAMED = {"pdf": "PDF", "docx": "document", "mail": "mail", "feed": "feed", "html": "page", "records": "file"}


def parsed(data: bytes, kind: str, where: str) -> list[Entry]:
    """The reports in data of a kind, read in this process. Whatever a library does is one error.

    Raises:
        ReportError: the data cannot be read.
        MissingExtraError: what reads the kind is not installed.
    """
    try:
        return _parsed(data, kind, where)
    except WhipcountError:
        raise
    except Exception as error:
        told = f"{type(error).__name__} {' '.join(str(error).split())}"[:200].strip()
        raise ReportError(f"this {NAMED.get(kind, kind)} cannot be read: {told}", where=where) from error


def _parsed(data: bytes, kind: str, where: str) -> list[Entry]:
    if kind == "feed":
        return read_feed(data, where=where)
    if kind == "records":
        return list(read_records(decode(data, where=where).splitlines(), where=where))
    if kind == "pdf":
        from whipcount.reports.formats.pdf import read_pdf

        return [Entry(where, read_pdf(data, where=where))]
    if kind == "docx":
        from whipcount.reports.formats.docx import read_docx

        return [Entry(where, read_docx(data, where=where))]
    if kind == "mail":
        return [Entry(where, read_mail(data, where=where))]
    text = decode(data, where=where)
    return [Entry(where, read_page(text, where=where) if kind == "html" else Page(text=text))]
