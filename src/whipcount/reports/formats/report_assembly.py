"""A report out of what a file gives: title and date where the file tells them, else out of the text."""

from __future__ import annotations

from datetime import date, datetime

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import check_text
from whipcount.reports.formats.markup import Page
from whipcount.reports.front import Front, read_front
from whipcount.reports.report import Report, canonical_lines, fingerprint
from whipcount.reports.wrapped_lines import with_wrapped_lines_joined
from whipcount.text.clock import to_utc
from whipcount.text.fields import field_or_none, one_field, without_half_characters
from whipcount.text.language import NAMES, detect_language
from whipcount.text.span import Span

_AS_GIVEN = frozenset({"text", "records", "json", "csv", "xlsx", "markdown"})  # whose text is the report's own
_WRAPPED = frozenset({"text", "markdown", "records", "json", "csv", "mail", "mbox"})
_UNTITLED = frozenset(
    {"text", "markdown", "records", "json", "csv", "xlsx", "pdf", "docx", "odt"}
)  # may tell a title in its text


class Given:
    """What the caller knows better than the report."""

    __slots__ = ("published", "published_on", "publisher", "title", "url")

    def __init__(
        self,
        published: datetime | date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> None:
        self.published = to_utc(published) if isinstance(published, datetime) else None
        self.published_on = self.published.date() if self.published else published
        self.title, self.publisher, self.url = title, publisher, url


def assemble_report(
    page: Page,
    *,
    name: str,
    kind: str,
    language: str | None = None,
    given: Given | None = None,
    any_language: bool = False,
) -> Report:
    """The report of a page: its text in one form, title and front where the file, the caller or the text tells them.

    Args:
        page: what the format's reader gives.
        name: of the file or entry.
        kind: of the format.
        language: as the file tells it.
        given: what the caller knows better.
        any_language: whether a text in another language than those that are read is let through.

    Raises:
        ReportError: the text is empty, too long, or in another language.
    """
    given = given or Given()
    check_text(page.text, where=name)
    title = field_or_none(given.title or page.title)
    text = canonical_lines(without_half_characters(page.text))
    if kind in _WRAPPED:  # the other formats tell their paragraphs
        text = with_wrapped_lines_joined(text)
    text, title_span = _titled(text, title, made=kind not in _AS_GIVEN)
    # Text of our own making needs no guess at a headline: the format has told it, or has none.
    front = read_front(text, title=kind in _UNTITLED and title is None)
    if title is None and front.title is not None:
        title, title_span = front.title.of(text), front.title
    if title_span is not None and front.title is None:
        front = _below(text, title_span)
    check_text(text, where=name)
    found = detect_language(text)
    told = found if found != "und" else (language or "en")
    if told != "en" and found != "und" and not any_language:
        raise ReportError(
            f"the report is in {NAMES.get(found, f'another language ({found})')}", where=name, accepted="English"
        )
    published, published_on = given.published or page.published, given.published_on or page.published_on
    span = front.published_span
    if given.published_on is None and published is None and (page.published_on in (None, front.published_on)):
        published, published_on = front.published, front.published_on or page.published_on
    elif published_on != front.published_on:
        span = None
    return Report(
        name=one_field(name) or "report",
        text=text,
        sha256=fingerprint(text),
        title=field_or_none(title),
        title_span=title_span,
        author=field_or_none(page.author) or field_or_none(front.author),
        publisher=field_or_none(given.publisher) or field_or_none(page.publisher) or field_or_none(front.agency),
        published=published,
        published_on=published_on,
        published_span=span,
        place=front.place,
        place_span=front.place_span,
        url=field_or_none(given.url) or field_or_none(page.url),
        language=told,
        body_span=front.body,
        format=kind,
    )


def _titled(text: str, title: str | None, *, made: bool) -> tuple[str, Span | None]:
    """The text with its title on the first line, where the text is ours to make; and where the title stands."""
    if not title:
        return text, None
    at = text.find(title, 0, len(title) + 2_000)
    if at >= 0 and not text[:at].strip() and text[at + len(title) : at + len(title) + 1] in ("", "\n", "\r"):
        return text, Span(at, at + len(title))
    return (f"{title}\n{text}", Span(0, len(title))) if made else (text, None)


def _below(text: str, title: Span) -> Front:
    """The front matter below a title that is known."""
    shift = title.end
    front = read_front(text[shift:], title=False)

    def moved(span: Span | None) -> Span | None:
        return None if span is None else Span(span.start + shift, span.end + shift)

    return Front(
        title=title,
        author=front.author,
        place=front.place,
        place_span=moved(front.place_span),
        agency=front.agency,
        published=front.published,
        published_on=front.published_on,
        published_span=moved(front.published_span),
        body=moved(front.body),
    )
