"""ODT to plain text: one line a paragraph, one a row of a table, with the title and author of its properties."""

from __future__ import annotations

import zipfile

from lxml import etree

from whipcount.errors import ReportError
from whipcount.reports.formats.markup import Page, plain
from whipcount.reports.formats.packed import open_packed, unpacked

_MAX_XML = 25_000_000  # bytes of the text's XML, of which a tree takes ten times as many
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ELEMENTS = "{http://purl.org/dc/elements/1.1/}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MOST_BLANKS = 100


def read_odt(data: bytes, *, where: str) -> Page:
    """The paragraphs of an OpenDocument text; its notes on changes and comments are left aside.

    Raises:
        ReportError: the file is damaged or locked, unpacks to too much, or holds no text.
    """
    with open_packed(data, where=where, what="document") as archive:
        content = _part(archive, "content.xml", where)
        properties = _part(archive, "meta.xml", where) if "meta.xml" in archive.namelist() else b"<none/>"
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        tree, told = etree.fromstring(content, parser), etree.fromstring(properties, parser)
    text = "\n".join(_lines(tree))
    if not text.strip():
        raise ReportError("the document holds no text", where=where)
    author = told.find(f".//{_ELEMENTS}creator")
    title = told.find(f".//{_ELEMENTS}title")
    return Page(
        text=text,
        title=plain(title.text if title is not None else None),
        author=plain(author.text if author is not None else None),
    )


def _part(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    data = unpacked(archive, name, _MAX_XML)
    if len(data) > _MAX_XML:
        raise ReportError("the document unpacks to too much text", where=where, accepted="up to 25 MB of XML")
    return data


def _lines(tree: etree._Element) -> list[str]:
    """The document in its order; the cells of a row stand in one line with bars between them.

    Notes and text boxes hang on a paragraph: their own paragraphs follow it.
    """
    lines: list[str] = []
    rows: list[list[list[str]]] = []  # tables may stand in cells of others
    outer: list[tuple[list[str], int]] = []  # paragraphs that wait for what hangs on them
    hanging: list[str] = []
    words: list[str] = []
    deep = silent = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        starts = event == "start"
        if name in (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation"):
            silent += 1 if starts else -1
        elif silent:
            pass
        elif name in (f"{_TEXT}note-body", f"{_DRAW}text-box"):
            if starts:
                outer.append((words, deep))
                words, deep = [], 0
            else:
                words, deep = outer.pop()
            continue
        elif name == f"{_TABLE}table-row":
            if starts:
                rows.append([])
            else:
                line = " | ".join(" ".join(cell) for cell in rows.pop())
                _place(line, rows, lines)
        elif name == f"{_TABLE}table-cell" and starts and rows:
            rows[-1].append([])
        elif name in (f"{_TEXT}p", f"{_TEXT}h"):
            deep += 1 if starts else -1
            if not starts and not deep:
                told, words = "".join(words).strip(), []
                if outer:
                    hanging.append(told)
                else:
                    for line in (told, *hanging):
                        _place(line, rows, lines)
                    hanging = []
        elif starts and deep:
            if name == f"{_TEXT}s":
                count = node.get(f"{_TEXT}c", "1")
                words.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            elif name in (f"{_TEXT}tab", f"{_TEXT}line-break"):
                words.append(" ")
        if deep and not silent:
            told = (node.text if starts else node.tail if name not in (f"{_TEXT}p", f"{_TEXT}h") else None) or ""
            words.append(told)
    return [line for line in lines if line.strip(" |")]


def _place(line: str, rows: list[list[list[str]]], lines: list[str]) -> None:
    """A line into the cell that is open, or else among the lines."""
    if rows and rows[-1]:
        rows[-1][-1].append(line)
    elif not rows:
        lines.append(line)
