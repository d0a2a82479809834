"""The kinds of files that are read: their endings, what they are called, and the one list of them that errors tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its endings, how a list of kinds names it, and what one of them is called."""

    suffixes: tuple[str, ...]
    told: str
    noun: str = "file"


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text": Kind((".txt", ".text"), "text"),
        "markdown": Kind((".md", ".markdown"), "Markdown"),
        "html": Kind((".html", ".htm", ".xhtml"), "HTML", "page"),
        "pdf": Kind((".pdf",), "PDF", "PDF"),
        "docx": Kind((".docx",), "DOCX", "document"),
        "odt": Kind((".odt",), "ODT", "document"),
        "mail": Kind((".eml",), "mail (EML)", "mail"),
        "mbox": Kind((".mbox", ".mbx"), "mailboxes (mbox)", "mailbox"),
        "mht": Kind((".mht", ".mhtml"), "saved pages (MHT)", "saved page"),
        "feed": Kind((".rss", ".atom", ".xml"), "RSS or Atom", "feed"),
        "json": Kind((".json",), "JSON"),
        "records": Kind((".jsonl", ".ndjson"), "JSON lines"),
        "csv": Kind((".csv", ".tsv"), "CSV with a column of texts", "table"),
        "xlsx": Kind((".xlsx",), "XLSX with a column of texts", "workbook"),
        "zip": Kind((".zip",), "ZIP of such", "archive"),
        "gz": Kind((".gz",), "gzip of one", "archive"),
    }
)
"""Every kind that is read, in the order in which they are told."""

SUFFIXES: Mapping[str, str] = MappingProxyType({s: name for name, kind in KINDS.items() for s in kind.suffixes})
"""Ending to kind."""

ACCEPTED = ", ".join(kind.told for kind in KINDS.values())
"""What an error says is read."""


def noun(kind: str) -> str:
    """What one file of a kind is called.

    >>> noun("odt"), noun("nothing known")
    ('document', 'nothing known')
    """
    return KINDS[kind].noun if kind in KINDS else kind
