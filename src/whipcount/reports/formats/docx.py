"""DOCX to plain text (extra ``docx``): one line a paragraph, with the title and author of its properties."""

from __future__ import annotations

import io
import zipfile

from whipcount.errors import MissingExtraError, ReportError
from whipcount.reports.formats.markup import Page, plain

_MAX_UNPACKED = 200_000_000  # bytes: a small archive may unpack to gigabytes


def read_docx(data: bytes, *, where: str) -> Page:
    """The paragraphs of a DOCX file.

    Raises:
        MissingExtraError: python-docx is not installed.
        ReportError: the file is damaged, unpacks to too much, or holds no text.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtraError("python-docx", extra="docx") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MAX_UNPACKED:
                raise ReportError("the document unpacks to too much", where=where, accepted="up to 200 MB unpacked")
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        title, author = plain(document.core_properties.title), plain(document.core_properties.author)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, AttributeError) as error:
        raise ReportError(f"the document cannot be read: {error}", where=where) from None
    if not text.strip():
        raise ReportError("the document holds no text", where=where)
    return Page(text=text, title=title, author=author)
