"""HTML to plain text: the article of a page with its metadata, or all words of a fragment."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from whipcount.errors import ReportError
from whipcount.text.clock import parse_moment, to_utc

_SCRIPT = re.compile(r"<(script|style)\b[^>]{0,1000}>.{0,5000}?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,1000}>")
_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_MARKS = re.compile(r"</?(?:p|div|br|span|a|ul|ol|li|h\d|b|i|em|strong|blockquote)\b[^<>]{0,300}>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BLOCK_NAMES = (
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "iframe", "svg", "object"})
_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued']/@content",
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
)
_JSON_TIME = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{8,40})"')


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: its running text, and what its metadata say."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    published_on: date | None = None
    url: str | None = None


def read_page(source: str, *, where: str) -> Page:
    """The article of an HTML page, by trafilatura (Barbaresi 2021), as plain text.

    Raises:
        ReportError: the page holds no text, or what reads pages is not wholly installed.
    """
    try:
        from trafilatura import bare_extraction  # a second to import: only who reads HTML waits for it
    except ImportError as error:  # an installer that left out a part: other reports can still be read
        problem = f"web pages cannot be read: {' '.join(str(error).split())[:200]}"
        raise ReportError(problem, where=where, accepted="pip install trafilatura lxml-html-clean") from None
    try:
        tree, hiding = _parsed(source)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReportError(f"this HTML cannot be read: {error}", where=where) from None
    # It changes the tree that it gets, so it gets one of its own.
    given = _parsed(source)[0] if hiding or "<!--" in source else source
    found: Any = bare_extraction(given, include_comments=False, with_metadata=True, include_tables=True)
    text = str(found.text or "").strip() if found is not None else ""
    if not text or _is_bare(tree):
        text = _words(tree)
    if not text:
        raise ReportError("the page holds no text", where=where)
    published, published_on = _published(tree, str(found.date) if found is not None and found.date else None)
    return Page(
        text=text,
        title=plain(found.title if found is not None else None) or plain(_first(tree, "//title")),
        author=plain(found.author if found is not None else None),
        publisher=plain(_first(tree, "//meta[@property='og:site_name']/@content"))
        or plain(found.sitename if found is not None else None),
        published=published,
        published_on=published_on,
        url=plain(found.url if found is not None else None),
    )


_FURNITURE = "//article|//main|//nav|//header|//footer|//aside|//form|//button|//iframe"
_MOST_LINKED = 0.1  # of the letters of a page that is nothing but its text
_LISTED = "//li|//td|//dd|//pre|//blockquote"


def _is_bare(tree: etree._Element) -> bool:
    """Whether a page has lists or tables and no furniture, so that all its words are its text."""
    if tree.xpath(_FURNITURE) or not tree.xpath(_LISTED):
        return False
    linked = sum(len("".join(link.itertext())) for link in tree.xpath("//a")[:5_000])
    return linked <= _MOST_LINKED * len(_words(tree))


def plain(value: str | None) -> str | None:
    """One line of metadata as plain text: no tags, no scripts, no entities, no control characters; None if empty.

    >>> plain("<script>alert(1)</script>Ministers &amp; <b>envoys</b>")
    'Ministers & envoys'
    """
    if not value:
        return None
    value = _TAG.sub(" ", _SCRIPT.sub(" ", value[:5_000]))
    value = html.unescape(value)
    value = _TAG.sub(" ", _SCRIPT.sub(" ", value))  # tags that had been escaped
    value = "".join(letter if letter.isprintable() else " " for letter in value)
    return _SPACE.sub(" ", value).strip()[:1000] or None


def is_markup(text: str) -> bool:
    """Whether what is given as a text is a fragment of a page.

    >>> is_markup("<p>Kell agrees.</p>"), is_markup("Kell < Thale, and a <b> stands alone")
    (True, False)
    """
    return len(_MARKS.findall(text[:20_000])) > 1


def fragment_text(source: str) -> str:
    """All words of an HTML fragment (a feed's entry), one line a block.

    >>> fragment_text("<p>One <b>vote</b>.</p><script>x()</script><p>Two.</p>")
    'One vote.\\nTwo.'
    """
    if not source.strip():
        return ""
    try:
        return _words(_parsed(source)[0])
    except (etree.LxmlError, ValueError, AssertionError):
        return plain(source) or ""


def _encodable(source: str) -> str:
    """Without an XML declaration, which lxml refuses in decoded text, and without what no tree can hold."""
    source = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", source)
    return source.replace("\x00", " ")


def _words(tree: etree._Element) -> str:
    parts: list[str] = []
    # Walked by events, not by recursion: hostile pages nest a hundred thousand deep.
    silent = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if name in _SILENT or not name:
                silent += 1
            if name in _BLOCKS:
                parts.append("\n")
            if not silent and node.text:
                parts.append(_SPACE.sub(" ", node.text))
        else:
            if name in _SILENT or not name:
                silent -= 1
            if name in _BLOCKS:
                parts.append("\n")
            if not silent and node.tail:
                parts.append(_SPACE.sub(" ", node.tail))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(_SPACE.sub(" ", line) for line in lines if line)


def _parsed(source: str) -> tuple[etree._Element, bool]:
    """The tree of a page without what its readers do not see, and whether anything was taken out.

    Only what an element says of itself counts (its style, its ``hidden``): style sheets are not read. Words that are
    struck out go too. A page that hides all of its words, until a script shows them, keeps them.
    """
    tree = _tree(source)
    hidden = [node for node in tree.xpath("//*[@hidden or @style]") if _is_hidden(node)]
    hidden += tree.xpath("//del|//s|//strike")  # words that are struck out are said no more
    for node in hidden:
        if node.getparent() is not None:
            node.drop_tree()
    if hidden and not _words(tree):
        return _tree(source), False
    return tree, bool(hidden)


def _tree(source: str) -> etree._Element:
    """The tree of a page without comments, at which the extraction would cut the text that they stand in."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    return lxml_html.document_fromstring(_encodable(source), parser=parser)


def _is_hidden(node: etree._Element) -> bool:
    if node.tag in ("html", "body", "head"):
        return False  # pages that hide themselves until a script has run
    hidden = node.get("hidden")
    told = hidden is not None and hidden.strip().lower() != "until-found"
    return told or _HIDES.search(node.get("style") or "") is not None


def _first(tree: etree._Element, path: str) -> str | None:
    found = tree.xpath(path)
    if not isinstance(found, list) or not found:
        return None
    first = found[0]
    return first if isinstance(first, str) else "".join(first.itertext())


def _published(tree: etree._Element, fallback: str | None) -> tuple[datetime | None, date | None]:
    told = [found for path in _TIMES if (found := _first(tree, path))]
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")[:20]
    told += [stamp[1] for script in scripts if (stamp := _JSON_TIME.search(str(script)[:200_000]))]
    day: date | None = None
    for words in told:
        moment, on = parse_moment(words)
        if moment is not None:
            return to_utc(moment), on
        day = day or on
    if day is None and fallback:
        _, day = parse_moment(fallback)
    return None, day
