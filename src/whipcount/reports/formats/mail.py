"""Mail to plain text: one mail (EML), a mailbox of many (mbox), a page that a browser saved as one (MHT)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
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
from whipcount.text.clock import to_utc

_STUB = 40  # words: a shorter plain part may only point to the HTML one
_NOTE = 25  # words: a shorter mail only hands on what is attached
_MOST_ATTACHED, _MOST_MAILS = 500, 20_000
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
        found = [*_own(message, where), *_attached(message, where)]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReportError(f"the mail cannot be read: {error}", where=where) from None
    if not any(entry.left is None for entry in found):
        raise ReportError("the mail holds no text", where=where, accepted="a mail with a text or HTML part")
    return found


def _own(message: EmailMessage, where: str) -> list[Entry]:
    """The mail's own text, where it has one that says something beside what is attached."""
    text = _body(message, where)
    several = any(_is_report(part) for part in _attachments(message))
    if not text.strip() or (several and len(text.split()) < _NOTE):
        return []
    return [Entry(where, _page(message, text))]


def _page(message: EmailMessage, text: str) -> Page:
    subject = plain(_header(message, "Subject"))
    sender = parseaddr(_header(message, "From"))
    stamped = _header(message, "Date")
    try:
        published = to_utc(parsedate_to_datetime(stamped)) if stamped else None
    except (ValueError, TypeError, IndexError, OverflowError):
        published = None
    return Page(
        text=text,
        title=subject,
        author=plain(sender[0]) or plain(sender[1]),
        published=published,
        published_on=published.date() if published else None,
    )


def _body(message: EmailMessage, where: str) -> str:
    words = _part_text(message.get_body(preferencelist=("plain",)), where)
    if len(words.split()) >= _STUB:
        return words
    html = _part_text(message.get_body(preferencelist=("html",)), where)
    return html if len(html.split()) > 2 * len(words.split()) else words


def _part_text(part: MIMEPart | None, where: str) -> str:
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        return ""
    text = decode(payload, where=where, charset=part.get_content_charset())
    return fragment_text(text) if part.get_content_type() == "text/html" else text


def _attachments(message: EmailMessage) -> list[MIMEPart]:
    return list(islice(message.iter_attachments(), _MOST_ATTACHED)) if message.is_multipart() else []


def _is_report(part: MIMEPart) -> bool:
    kind = part.get_content_type()
    return kind in ("message/rfc822", "text/html", "text/plain") or (part.get_filename() or "").lower().endswith(".eml")


def _attached(message: EmailMessage, where: str) -> Iterator[Entry]:
    aside: list[str] = []
    for number, part in enumerate(_attachments(message), start=1):
        name = f"{where}#{part.get_filename() or number}"
        if part.get_content_type() == "message/rfc822":
            inner = next(iter(part.iter_parts()), None)
            text = _body(inner, name) if isinstance(inner, EmailMessage) else ""
            if isinstance(inner, EmailMessage) and text.strip():
                yield Entry(name, _page(inner, text))
        elif (part.get_filename() or "").lower().endswith(".eml"):
            payload = part.get_payload(decode=True)
            file = message_from_bytes(payload, policy=_BOUNDED) if isinstance(payload, bytes) else None
            text = _body(file, name) if isinstance(file, EmailMessage) else ""
            if isinstance(file, EmailMessage) and text.strip():
                yield Entry(name, _page(file, text))
        elif _is_report(part):
            text = _part_text(part, name)
            if text.strip():
                sent = _page(message, text)
                yield Entry(name, Page(text, published=sent.published, published_on=sent.published_on))
        elif part.get_content_maintype() != "multipart":
            aside.append(part.get_filename() or part.get_content_type())
    if aside:
        yield Entry(where, Page(""), left=f"left aside, attached to the mail: {', '.join(aside)}")


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
        payload = pages[0].get_payload(decode=True) if pages else None
        charset = pages[0].get_content_charset() if pages else None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReportError(f"the saved page cannot be read: {error}", where=where) from None
    if not isinstance(payload, bytes) or not payload.strip():
        raise ReportError("the saved page holds no page", where=where)
    page = read_page(decode(payload, where=where, charset=charset), where=where)
    told = _header(message, "Snapshot-Content-Location") if isinstance(message, EmailMessage) else ""
    return replace(page, url=page.url or plain(told))
