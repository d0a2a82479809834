"""A digest of what changed, as text, as HTML and as a mail that holds both."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Any

from whipcount.briefs.render.html import environment
from whipcount.briefs.sections.news import News, chance_text, news_line
from whipcount.briefs.view.schema import plain
from whipcount.briefs.wording import counted, day_text
from whipcount.errors import InputError
from whipcount.text.safe import one_line

MOST_SUBJECT = 150  # characters
MOST_REPORTS = 8  # that are named


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One dossier of a digest.

    Attributes:
        dossier: its id.
        news: what changed.
        reports: titles of the reports that came in.
        link: where it is served; empty where nobody said.
    """

    dossier: str
    news: News
    reports: tuple[str, ...] = ()
    link: str = ""

    @property
    def chance(self) -> str:
        """The chance before and now, or only now where it has not moved; empty where none is told."""
        moved = chance_text(self.news.chance_was, self.news.chance)
        return moved or ("" if self.news.chance is None else f"{self.news.chance:.0%}, as before")

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return self.news.anything or bool(self.reports)


def digest_subject(items: Sequence[DigestItem]) -> str:
    """The subject of a mail: the line of the only dossier that moved, or how many did."""
    moved = [item for item in items if item.news.anything]
    if len(moved) == 1:
        line = one_line(f"{moved[0].news.title}: {news_line(moved[0].news)}")
    elif moved:
        line = f"{counted(len(moved), 'decision')} moved: {one_line('; '.join(item.news.title for item in moved))}"
    else:
        line = "nothing moved"
    return line if len(line) <= MOST_SUBJECT else line[: MOST_SUBJECT - 1] + "…"


def digest_text(items: Sequence[DigestItem], since: date, version: str) -> str:
    """The digest as plain text: what report text holds beyond letters is made visible, and every item is one line."""
    lines = [f"What changed since {day_text(since)}.", ""]
    for item in items:
        news = item.news
        lines += [one_line(news.title), "-" * min(70, len(one_line(news.title))), *_wrapped(one_line(news.answer))]
        chance = f"Chance: {item.chance}. " if item.chance else ""
        lines.append(f"{chance}Agreed: {news.agreed_was} then, {news.agreed} now, of {news.members}.")
        for move in news.moves:
            words = (
                f". {move.speaker}{': ' if move.speaker else ''}“{move.words}” ({move.said_on})" if move.words else ""
            )
            lines += _wrapped(one_line(f"{move.name}: {move.was}, now {move.now}{words}"), "* ", "  ")
        if item.reports:
            more = f"; and {len(item.reports) - MOST_REPORTS} more" if len(item.reports) > MOST_REPORTS else ""
            titles = "; ".join(one_line(title)[:160] for title in item.reports[:MOST_REPORTS])
            lines += _wrapped(f"New reports: {titles}{more}")
        lines += [item.link] if item.link else []
        lines.append("")
    lines.append(f"whipcount {version}: check the words themselves before you rely on a figure.")
    return "\n".join(lines) + "\n"


def digest_html(items: Sequence[DigestItem], since: date, version: str) -> str:
    """The digest as HTML without script, style or anything that is fetched."""
    template = environment().get_template("digest.html")
    return template.render(items=items, since=since, version=version, subject=digest_subject(items))


def digest_record(items: Sequence[DigestItem], since: date) -> dict[str, Any]:
    """The digest as plain values, for JSON."""
    return {
        "since": since.isoformat(),
        "subject": digest_subject(items),
        "dossiers": [
            {
                "dossier": i.dossier,
                "line": news_line(i.news),
                "link": i.link,
                "reports": list(i.reports),
                **plain(i.news),
            }
            for i in items
        ],
    }


def digest_mail(
    items: Sequence[DigestItem], since: date, version: str, *, sender: str, to: Sequence[str], moment: datetime
) -> EmailMessage:
    """The digest as a mail: plain text, with HTML beside it.

    Raises:
        InputError: an address that is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = digest_subject(items)
    mail["From"] = address(sender)
    if to:
        mail["To"] = tuple(map(address, to))
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = make_msgid(domain=address(sender).domain or "localhost")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(digest_text(items, since, version))
    mail.add_alternative(digest_html(items, since, version), subtype="html")
    return mail


def address(text: str) -> Address:
    """A mail address, with a name or without.

    Raises:
        InputError: it is none, or holds what ends a header.

    >>> str(address("Desk <desk@example.org>"))
    'Desk <desk@example.org>'
    """
    accepted = "name@example.org, or Name <name@example.org>"
    head, bracket, rest = text.strip().partition("<")
    spec = rest.removesuffix(">") if bracket else head
    if "\r" in text or "\n" in text or (bracket and not rest.endswith(">")) or spec.count("@") != 1:
        raise InputError(f"{one_line(text)[:80]!r} is no mail address", accepted=accepted)
    try:
        return Address(display_name=head.strip().strip('"') if bracket else "", addr_spec=spec.strip())
    except Exception:  # what the library raises for an address that it cannot take apart, of several kinds
        raise InputError(f"{one_line(text)[:80]!r} is no mail address", accepted=accepted) from None


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, 76, initial_indent=first, subsequent_indent=rest, break_long_words=False) or [first]
