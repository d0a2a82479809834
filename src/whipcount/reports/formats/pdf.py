"""PDF to plain text: pages joined, wrapped lines run together again."""

from __future__ import annotations

import io
import logging
import re
from itertools import islice

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_CHARACTERS
from whipcount.reports.formats.markup import Page, plain

MAX_PAGES = 2_000
logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks on damaged files are for who asks for them
_FILE_NAME = re.compile(r"(?i)(?:^microsoft (?:word|powerpoint)|\.(?:docx?|pdf|indd|pptx?|qxd|rtf|odt)$|^untitled)")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_FOOTER = re.compile(r"\s*(?:https?|file)://\S+\s*(?:\d{1,4}\s*/\s*\d{1,4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*)?\s*$")
_PRINTED = re.compile(
    r"\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s.*)?$"
)
_ENDS = re.compile(r"[.!?:;][\"”’')\]]{0,2}$")


def read_pdf(data: bytes, *, where: str) -> Page:
    """The text of a PDF, and the title and author that its metadata give.

    The file's creation date is left aside: it tells when the file was made, not when the report was published.

    Raises:
        ReportError: the file is damaged, encrypted, has too many pages, or holds no text (scanned pages).
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportError("the PDF is encrypted", where=where, accepted="a PDF that opens without a password")
        if len(reader.pages) > MAX_PAGES:
            raise ReportError(f"{len(reader.pages):,} pages", where=where, accepted=f"up to {MAX_PAGES:,} pages")
        pages: list[str] = []
        length = 0
        for page in islice(reader.pages, MAX_PAGES):
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if length > MAX_CHARACTERS:
                break  # the caller refuses the length
        title, author = None, None
        if reader.metadata is not None:
            title, author = plain(_word(reader.metadata.title)), plain(_word(reader.metadata.author))
    except ReportError:
        raise
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        # A damaged PDF fails in any of these ways inside pypdf.
        raise ReportError(f"the PDF cannot be read: {error or type(error).__name__}", where=where) from None
    text = unwrap(without_print_marks("\n".join(pages).translate(_LIGATURES)))
    if not text.strip():
        raise ReportError("the PDF holds no text", where=where, accepted="a PDF with text, not scanned pages")
    if title and _FILE_NAME.search(title):
        title = None
    return Page(text=text, title=title, author=author)


def without_print_marks(text: str) -> str:
    """The text without what a browser prints in the margins: when it printed, the page's title and address.

    The day of printing is no day of publication.

    >>> without_print_marks("11/29/24, 3:42 PM Kell agrees\\nKell agreed.\\nhttps://example.org/kell 1/2")
    'Kell agreed.'
    """
    lines = text.splitlines()
    if not any(_FOOTER.match(line) for line in lines):
        return text
    return "\n".join(line for line in lines if not (_FOOTER.match(line) or _PRINTED.match(line)))


def unwrap(text: str) -> str:
    """Run the lines of a paragraph together: a long line that ends no sentence goes on in the next.

    >>> unwrap("The ministers of the twelve states that had met in the harbour town\\nagreed on nothing.\\nNext")
    'The ministers of the twelve states that had met in the harbour town agreed on nothing.\\nNext'
    """
    lines = [line.rstrip() for line in text.replace("\x00", "").splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.8 * len(lengths))] if lengths else 0
    paragraphs: list[list[str]] = []
    last = ""  # the line that came last, as printed
    for line in lines:
        goes_on = bool(last) and bool(line) and len(last) > 0.6 * width
        if goes_on and last[-1] == "-" and last[-2:-1].islower() and line[:1].islower():
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1]
            paragraphs[-1].append(line.lstrip())
        elif goes_on and (not _ENDS.search(last[-6:]) or len(last) > 0.9 * width):
            paragraphs[-1] += [" ", line.lstrip()]
        else:
            paragraphs.append([line])
        last = line
    return "\n".join("".join(paragraph) for paragraph in paragraphs)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
