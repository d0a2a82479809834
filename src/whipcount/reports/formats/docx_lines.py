"""The words of a DOCX file as a reader sees them: every wrapper that Word puts around words is looked into.

Words stand not only in the runs of a paragraph: also in insertions that nobody has accepted yet, in content controls,
fields, smart tags and moved passages, in text boxes, and in tables within tables. Passed over is what is not shown:
deletions, places from which something was moved away, hidden runs, the codes of fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNSHOWN = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "tblPr", "tblGrid")
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DEEPEST = 60  # wrappers in wrappers; what people write has five


def lines_of(body: etree._Element) -> Iterator[str]:
    """The lines of a document's body in their order; the cells of a row stand in one line with bars between them.

    >>> told = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    >>> changed = f"<w:ins>{told.format('against')}</w:ins><w:del>{told.format('for')}</w:del>"
    >>> words, space = told.format("Kell votes ") + changed, _W.strip("{}")
    >>> list(lines_of(etree.fromstring(f'<w:body xmlns:w="{space}"><w:p>{words}</w:p></w:body>')))
    ['Kell votes against']
    """
    yield from _blocks(body, 0)


def _blocks(parent: etree._Element, depth: int) -> Iterator[str]:
    """Paragraphs and tables, also those that stand in wrappers."""
    if depth > _DEEPEST:
        return
    for child in _shown(parent):
        if child.tag == f"{_W}p":
            boxes: list[etree._Element] = []
            yield "".join(_words(child, boxes, depth))
            for box in boxes:
                yield from _blocks(box, depth + 1)
        elif child.tag == f"{_W}tbl":
            yield from _rows(child, depth + 1)
        else:
            yield from _blocks(child, depth + 1)


def _shown(parent: etree._Element) -> Iterator[etree._Element]:
    """The children that are shown; of what is there in two forms, for newer and older programs, the first."""
    for child in parent:
        if child.tag == f"{_MC}AlternateContent":
            yield from list(child)[:1]
        elif isinstance(child.tag, str) and child.tag not in _UNSHOWN:
            yield child


def _words(parent: etree._Element, boxes: list[etree._Element], depth: int) -> Iterator[str]:
    """The words of a paragraph; text boxes that hang on it are put aside."""
    if depth > _DEEPEST or (parent.tag == f"{_W}r" and parent.find(f"{_W}rPr/{_W}vanish") is not None):
        return
    for child in _shown(parent):
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child, boxes, depth + 1)


def _rows(table: etree._Element, depth: int) -> Iterator[str]:
    above: dict[int, str] = {}  # column of the grid -> words of a cell that reaches down from a row above
    for row in _of_kind(table, "tr", depth):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells: list[str] = []
        column = 0
        for cell in _of_kind(row, "tc", depth):
            span, merged = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
            words = " ".join(" ".join(_blocks(cell, depth + 1)).split())
            if merged is not None and merged.get(f"{_W}val", "continue") == "continue":
                words = words or above.get(column, "")
            above[column] = words
            width = span.get(f"{_W}val", "1") if span is not None else "1"
            column += int(width) if width.isdecimal() else 1
            cells.append(words)
        yield " | ".join(cells)


def _of_kind(parent: etree._Element, name: str, depth: int) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those that stand in wrappers."""
    for child in _shown(parent) if depth <= _DEEPEST else ():
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in (f"{_W}tr", f"{_W}tc", f"{_W}p"):
            yield from _of_kind(child, name, depth + 1)
