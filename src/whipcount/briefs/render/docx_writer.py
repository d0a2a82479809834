"""What the DOCX face is written with: headings, paragraphs, lists and tables, each of plain runs of visible text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whipcount.errors import MissingExtraError
from whipcount.text.safe import one_line


def new_document(title: str, version: str) -> Any:
    """An empty document of python-docx that says what it is, and what made it.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise MissingExtraError("python-docx", extra="docx") from None
    document = Document()
    document.core_properties.title = one_line(title)[:250]
    document.core_properties.author = f"whipcount {version}"
    return document


@dataclass(frozen=True, slots=True)
class Writer:
    """A document of python-docx, and the number of each piece of evidence by its anchor.

    Every string that is written passes :func:`one_line`, so that what a report says stays text that can be seen.
    """

    document: Any
    numbers: Mapping[str, str]

    def refs(self, anchors: Sequence[str]) -> str:
        """The numbers of evidence, as they stand before the statements and records."""
        return " ".join(self.numbers[anchor] for anchor in anchors if anchor in self.numbers)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; level 0 is the title."""
        self.document.add_heading(one_line(text), level)

    def text(self, text: str, style: str | None = None) -> None:
        """A paragraph; nothing where there is no text."""
        if line := one_line(text):
            self.document.add_paragraph(line, style=style)

    def strong(self, text: str, rest: str = "") -> None:
        """A paragraph that begins in bold; the rest follows after a blank, unless it goes on with a stop or a comma."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(one_line(text)).bold = True
        if rest := one_line(rest):
            paragraph.add_run(rest if rest[0] in ".," else f" {rest}")

    def items(self, lines: Iterable[str]) -> None:
        """A list, an item each line."""
        for line in lines:
            self.text(line, "List Bullet")

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table with a head that is repeated on every page."""
        table = self.document.add_table(rows=1, cols=len(head), style="Light List")
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.text = one_line(text)
        _repeat(table.rows[0])
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = one_line(text)
        self.document.add_paragraph()  # two tables that touch become one


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement  # part of the extra; whoever writes has asked for it

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
