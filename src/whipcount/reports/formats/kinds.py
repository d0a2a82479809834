"""Which kind of file some data are: by their first bytes, and by the file's ending where these tell nothing."""

from __future__ import annotations

import json
import re

from whipcount.errors import ReportError
from whipcount.reports.formats.feeds import looks_like_feed
from whipcount.reports.formats.kind_names import ACCEPTED, SUFFIXES
from whipcount.reports.formats.table_headings import looks_like_table

_HTML = re.compile(rb"\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_OFFICE = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"application/vnd.oasis.opendocument.text", "odt"))
_XML = re.compile(rb"<\?xml\b")
_RECORD = re.compile(rb'(?:\[\s*)?\{\s*"[^"\\]{1,80}"\s*:')  # how JSON with objects begins
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")  # the second is an empty one

_HEADER = re.compile(
    rb"^(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type|X-[\w-]+):", re.I
)


def kind_of(data: bytes, suffix: str) -> str:
    """What the data are.

    Args:
        data: the whole file, or its first 64 kB.
        suffix: the ending of its name, in small letters; "" where it has none.

    Raises:
        ReportError: it is XML of a kind that holds no reports.

    >>> kind_of(b"%PDF-1.7", ""), kind_of(b'[{"text": "a"}]', ".json"), kind_of(b"Kell agrees.", "")
    ('pdf', 'json', 'text')
    """
    head = data[:4096]
    if head[:2] in _WIDE:  # what it is stands in the words, whatever their encoding
        head = head[2:].decode(_WIDE[head[:2]], "ignore").encode()
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    if head.startswith(_ZIPPED):
        told = SUFFIXES.get(suffix, "text")
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:100]:
            return "odt"
        if told in ("docx", "odt", "xlsx", "zip"):
            return told
        return next((kind for mark, kind in _OFFICE if mark in data[:65536]), "zip")
    if head.startswith(b"<") and looks_like_feed(head):
        return "feed"
    if _HTML.match(head) or (head.startswith(b"<?xml") and b"<html" in head.lower()):
        return "html"
    if suffix in (".mht", ".mhtml") or looks_like_web_archive(head):
        return "mht"
    if looks_like_mbox(head):
        return "mbox"
    if suffix == ".eml" or looks_like_mail(head):
        return "mail"
    return _of_words(head, SUFFIXES.get(suffix, "text"))


def _of_words(head: bytes, told: str) -> str:
    """What a text is, whose name tells a kind."""
    if told in ("records", "feed") and head.startswith((b"[{", b"[ {", b"[\n", b"[\r")):
        return "json"
    if told == "json" and head.startswith((b"{", b"[")):
        return "json"
    if told == "text" and _RECORD.match(head):  # a text by its name, or by none
        return "records" if head.startswith(b"{") and _is_record(head.split(b"\n", 1)[0]) else "json"
    if told in ("text", "feed") and _XML.match(head):
        raise ReportError("XML of a kind that is not read", accepted=ACCEPTED)
    if told in ("text", "xlsx") and looks_like_table(head.decode("utf-8", "replace")):
        return "csv"
    # A file that calls itself PDF and is none is read as the text that it may be, or refused as binary.
    if told in ("html", "feed"):
        return told if head.startswith(b"<") else "text"
    return told if told in ("records", "json", "csv", "markdown") else "text"


def _is_record(line: bytes) -> bool:
    """Whether a line is an object of its own: JSON lines."""
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def looks_like_mail(data: bytes) -> bool:
    """Whether the data open with at least three header lines of a mail.

    >>> looks_like_mail(b"From: a@example.org\\nSubject: x\\nDate: Fri, 29 Nov 2024 20:42:00 +0000\\n\\nHello")
    True
    """
    lines = data[:4096].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    return bool(_HEADER.match(lines[0])) and sum(bool(_HEADER.match(line)) for line in lines) >= 3


def looks_like_mbox(data: bytes) -> bool:
    """Whether the data open like a mailbox file: a line "From ..." and the headers of a mail.

    >>> looks_like_mbox(b"From ada Fri Nov 29 2024\\nFrom: a@example.org\\nSubject: x\\nDate: today\\n\\nHello")
    True
    """
    first, _, rest = data[:4096].partition(b"\n")
    return first.startswith(b"From ") and looks_like_mail(rest)


def looks_like_web_archive(data: bytes) -> bool:
    """Whether the data open like a page that a browser saved with its pictures (MHT).

    >>> looks_like_web_archive(b"From: <Saved by a browser>\\nContent-Type: multipart/related; type=text/html\\n\\n")
    True
    """
    head = data[:4096].split(b"\r\n\r\n", 1)[0].split(b"\n\n", 1)[0].lower()
    return b"multipart/related" in head and (b"snapshot-content-location" in head or b"saved by" in head)
