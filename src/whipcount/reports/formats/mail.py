"""Mail (EML, MIME) to plain text: the body, with subject, sender and date from its headers."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import decode
from whipcount.reports.formats.markup import Page, fragment_text, plain
from whipcount.text.clock import to_utc

_HEADER = re.compile(
    rb"^(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type|X-[\w-]+):", re.I
)


_LONGEST_HEADER = 2_000  # characters: encoded words take the library a hundred kilobytes each


class _Bounded(EmailPolicy):
    """Headers are cut where nobody reads on; of every part, before anything takes them apart."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_BOUNDED = _Bounded()


def looks_like_mail(data: bytes) -> bool:
    """Whether the data open with at least three header lines of a mail.

    >>> looks_like_mail(b"From: a@example.org\\nSubject: x\\nDate: Fri, 29 Nov 2024 20:42:00 +0000\\n\\nHello")
    True
    """
    lines = data[:4096].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    return bool(_HEADER.match(lines[0])) and sum(bool(_HEADER.match(line)) for line in lines) >= 3


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; one that the library cannot take apart (a year of thirty digits) is as good as none."""
    try:
        return str(message[name] or "")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return ""


def read_mail(data: bytes, *, where: str) -> Page:
    """The text of a mail: its plain part, or else its HTML part as plain text; attachments are left aside.

    Raises:
        ReportError: the mail cannot be taken apart, or holds no text.
    """
    try:
        message = message_from_bytes(data, policy=_BOUNDED)
        assert isinstance(message, EmailMessage)  # noqa: S101  (the default policy makes no other)
        part = message.get_body(preferencelist=("plain", "html"))
        payload = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
        subject = plain(_header(message, "Subject"))
        sender = parseaddr(_header(message, "From"))
        stamped = _header(message, "Date")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReportError(f"the mail cannot be read: {error}", where=where) from None
    if not isinstance(payload, bytes) or not payload.strip() or part is None:
        raise ReportError("the mail holds no text", where=where, accepted="a mail with a text or HTML part")
    text = decode(payload, where=where, charset=charset)
    if part.get_content_type() == "text/html":
        text = fragment_text(text)
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
