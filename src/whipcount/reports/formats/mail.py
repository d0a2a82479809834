"""Mail to plain text: one mail (EML), a mailbox of many (mbox), a page that a browser saved as one (MHT)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import decode
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.mailboxes import mails_in
from whipcount.reports.formats.markup import Page, fragment_text, plain, read_page
from whipcount.text.clock import parse_moment, to_utc
from whipcount.text.fields import one_field

_NOTE = 10  # words: a shorter mail only hands on what is attached
_DEEPEST = 10  # mails in mails
_MOST_ATTACHED, _MOST_MAILS = 500, 20_000
_PAGES = (".html", ".htm")
_LONGEST_HEADER = 2_000  # characters: encoded words take the library a hundred kilobytes each


class _Bounded(EmailPolicy):
    """Headers are cut where nobody reads on; of every part, before anything takes them apart."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_BOUNDED = _Bounded()


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; one that the library cannot take apart (a year of thirty digits) is as good as none."""
    try:
        return str(message[name] or "")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return ""


def read_mail(data: bytes, *, where: str) -> list[Entry]:
    """The reports in a mail: its own text, and each mail, text or page that is attached to it.

    The plain part is its text, or the HTML part where there is no other or the plain one only points to it ("View this
    mail in your browser"). Other attachments are named.

    Raises:
        ReportError: the mail cannot be taken apart, or neither it nor what is attached holds text.
    """
    try:
        message = message_from_bytes(data, policy=_BOUNDED)
        assert isinstance(message, EmailMessage)  # noqa: S101  (the default policy makes no other)
        found = list(islice(_reports(message, where, 0), _MOST_ATTACHED))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReportError(f"the mail cannot be read: {error}", where=where) from None
    if not any(entry.left is None for entry in found):
        raise ReportError("the mail holds no text", where=where, accepted="a mail with a text or HTML part")
    return found


def _reports(message: EmailMessage, where: str, depth: int) -> Iterator[Entry]:
    """The mail's own text, where it says something beside what it hands on; what is attached, mails in mails too."""
    own, text = _body(message, where)
    parts = list(islice(_attachments(message, own), _MOST_ATTACHED))
    if any(_is_report(part) for part in parts) and 0 < len(text.split()) < _NOTE:
        words = one_field(text)[:80]
        yield Entry(where, Page(""), left=f"its own words only hand on what is attached: {words!r}")
    elif text.strip():
        yield Entry(where, _page(message, text))
    aside: list[str] = []
    for number, part in enumerate(parts, start=1):
        name = f"{where}#{part.get_filename() or number}"
        inner = _mail_in(part)
        if inner is not None and depth < _DEEPEST:
            yield from _reports(inner, name, depth + 1)
        elif inner is None and _is_report(part):
            words = _part_text(part, name)
            if words.strip():
                sent = _page(message, words)
                yield Entry(name, Page(words, published=sent.published, published_on=sent.published_on))
        else:
            aside.append(part.get_filename() or part.get_content_type())
    if aside:
        yield Entry(where, Page(""), left=f"left aside, attached to the mail: {', '.join(aside)}")


def _page(message: EmailMessage, text: str) -> Page:
    subject = plain(_header(message, "Subject"))
    sender = parseaddr(_header(message, "From"))
    stamped = _header(message, "Date")
    published: datetime | None
    day: date | None
    try:  # the day is that of the sender's clock, of which "today" in the text is told
        sent = parsedate_to_datetime(stamped)
        published, day = to_utc(sent), sent.date()
    except (ValueError, TypeError, IndexError, OverflowError):
        published, day = parse_moment(stamped)
    return Page(
        text=text,
        title=subject,
        author=plain(sender[0]) or plain(sender[1]),
        published=published,
        published_on=day,
    )


def _body(message: EmailMessage, where: str) -> tuple[list[MIMEPart], str]:
    """The parts that are the mail's own text, and this text: the plain part, unless the HTML one says far more."""
    plain_part, html_part = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    words, html = _part_text(plain_part, where), _part_text(html_part, where)
    own = [part for part in (plain_part, html_part) if part is not None]
    return own, html if len(html.split()) > 2 * len(words.split()) else words


def _part_text(part: MIMEPart | None, where: str) -> str:
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        return ""
    text = decode(payload, where=where, charset=part.get_content_charset())
    return fragment_text(text) if part.get_content_type() == "text/html" or _ends(part, _PAGES) else text


def _attachments(part: MIMEPart, own: list[MIMEPart], *, texts: bool = True) -> Iterator[MIMEPart]:
    """The parts beside the mail's own text, whatever they stand in; of alternatives the best, no pictures of pages.

    Args:
        part: whose parts.
        own: the parts that are the mail's own text.
        texts: whether texts are parts of their own here, and not other forms of that text.
    """
    for child in part.iter_parts() if part.get_content_maintype() == "multipart" else ():
        assert isinstance(child, MIMEPart)  # noqa: S101  (the default policy makes no other)
        kind = child.get_content_type()
        if any(child is one for one in own):
            continue
        if kind == "multipart/alternative" and not any(one is two for one in child.walk() for two in own):
            best = child.get_body(preferencelist=("plain", "html"))
            if isinstance(best, MIMEPart):
                yield best
        elif child.get_content_maintype() == "multipart":
            yield from _attachments(child, own, texts=texts and kind != "multipart/alternative")
        elif child.is_attachment() or (
            (texts or child.get_content_maintype() != "text") and part.get_content_type() != "multipart/related"
        ):
            yield child


def _ends(part: MIMEPart, endings: tuple[str, ...]) -> bool:
    return (part.get_filename() or "").lower().endswith(endings)


def _is_report(part: MIMEPart) -> bool:
    kind = part.get_content_type()
    return kind in ("message/rfc822", "text/html", "text/plain") or _ends(part, (".eml", ".txt", *_PAGES))


def _mail_in(part: MIMEPart) -> EmailMessage | None:
    """The mail that a part is."""
    inner: object = None
    if part.get_content_type() == "message/rfc822":
        inner = next(iter(part.iter_parts()), None)
    elif _ends(part, (".eml",)):
        payload = part.get_payload(decode=True)
        inner = message_from_bytes(payload, policy=_BOUNDED) if isinstance(payload, bytes) else None
    return inner if isinstance(inner, EmailMessage) else None


def read_mbox(data: bytes, *, where: str) -> list[Entry]:
    """The reports of a mailbox file (mbox): each mail as :func:`read_mail` reads it; one that cannot be read is told.

    Raises:
        ReportError: it holds more mails than are read, or none.
    """
    found: list[Entry] = []
    for number, (name, mail) in enumerate(mails_in(io.BytesIO(data), where), start=1):
        if number > _MOST_MAILS:
            raise ReportError("too many mails in one file", where=where, accepted=f"up to {_MOST_MAILS:,}")
        try:
            found += read_mail(mail, where=name)
        except ReportError as error:
            found.append(Entry(name, Page(""), problem=error.problem, accepted=error.accepted))
    if not found:
        raise ReportError("no mails in this mailbox", where=where)
    return found


def read_web_archive(data: bytes, *, where: str) -> Page:
    """The article of a saved page (MHT). The day on which it was saved is no day of publication.

    Raises:
        ReportError: the file cannot be taken apart, or holds no page.
    """
    try:
        message = message_from_bytes(data, policy=_BOUNDED)
        pages = [part for part in islice(message.walk(), _MOST_ATTACHED) if part.get_content_type() == "text/html"]
        told = str(message["Snapshot-Content-Location"] or message["Content-Location"] or "").strip()
        # frames of advertisements may stand before the page itself
        page_part = next((part for part in pages if told and str(part["Content-Location"]).strip() == told), None)
        page_part = page_part or (max(pages, key=lambda part: len(part.as_bytes())) if pages else None)
        payload = page_part.get_payload(decode=True) if page_part is not None else None
        charset = page_part.get_content_charset() if page_part is not None else None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReportError(f"the saved page cannot be read: {error}", where=where) from None
    if not isinstance(payload, bytes) or not payload.strip():
        raise ReportError("the saved page holds no page", where=where)
    page = read_page(decode(payload, where=where, charset=charset), where=where)
    return replace(page, url=page.url or plain(told))
