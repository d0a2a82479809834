"""DOCX to plain text (extra ``docx``): a line for each paragraph and row of a table; title and author as it tells."""

from __future__ import annotations

import io
import re

from whipcount.errors import MissingExtraError, ReportError
from whipcount.reports.formats.docx_lines import lines_of
from whipcount.reports.formats.markup import Page, plain
from whipcount.reports.formats.packed import open_packed

_MAX_UNPACKED = 100_000_000  # bytes: a small archive may unpack to gigabytes
_MAX_XML = 25_000_000  # bytes of all XML in it, of which a tree takes ten times as many
_MAX_PARTS = 2_000
_MAX_PARAGRAPHS = 200_000
_PARAGRAPH = re.compile(rb"<(?:\w{1,20}:)?p[ />]")


def read_docx(data: bytes, *, where: str) -> Page:
    """The paragraphs and tables of a DOCX file.

    Raises:
        MissingExtraError: python-docx is not installed.
        ReportError: the file is damaged, unpacks to too much, or holds no text.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtraError("python-docx", extra="docx") from None
    with open_packed(data, where=where, what="document") as archive:
        parts = archive.infolist()
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
            raise ReportError("the document unpacks to too much", where=where, accepted="up to 100 MB unpacked")
        if sum(part.file_size for part in xml) > _MAX_XML:
            raise ReportError("the document unpacks to too much text", where=where, accepted="up to 25 MB of XML")
        if any(len(_PARAGRAPH.findall(archive.read(part))) > _MAX_PARAGRAPHS for part in xml):
            raise ReportError("too many paragraphs", where=where, accepted=f"up to {_MAX_PARAGRAPHS:,} in a document")
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(lines_of(document.element.body))
        title, author = plain(document.core_properties.title), plain(document.core_properties.author)
    if not text.strip():
        raise ReportError("the document holds no text", where=where)
    return Page(text=text, title=title, author=author)
