"""``whipcount digest``: what changed since a day, for those who do not look every day; as text, JSON, or mail."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

import whipcount
from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.cli.options.stored import place_argument
from whipcount.cli.options.tables import print_json
from whipcount.errors import DateError, InputError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.briefs.render.digest import DigestItem
    from whipcount.dossiers.store import Store

_EPILOG = """\b
Examples:
  whipcount digest desk.db --since 7d
  whipcount digest desk.db --since 2025-03-01 --eml monday.eml --from desk@example.org
  whipcount digest desk.db --since 1d --smtp mail.yaml --to ada@example.org --only-changes
  whipcount digest desk.db --since 7d --json | jq -r .subject

mail.yaml: {host: mail.example.org, port: 587, security: starttls, user: desk, password_file: mail.secret,
from: "Desk <desk@example.org>", to: [ada@example.org]}. Without password_file the password is taken from the variable
WHIPCOUNT_SMTP_PASSWORD. Exit codes: 0 something changed, 1 nothing did, 2 wrong use or input, or not sent.
"""


@click.command("digest", epilog=_EPILOG)
@place_argument
@click.option("--since", required=True, metavar="DATE|Nd", help="Since the end of that day, or of N days ago (7d).")
@click.option("--link", default="", metavar="URL", help="Where the dashboard is served, for links.")
@click.option("--eml", "eml", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a mail to this file.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write it as HTML to this file.")
@click.option("--smtp", "settings", type=click.Path(path_type=Path), metavar="FILE", help="Send it: settings (YAML).")
@click.option("--from", "sender", default="", help="Whom the mail is from; that of the settings by default.")
@click.option("--to", "to", multiple=True, metavar="ADDRESS", help="Whom it goes to; those of the settings by default.")
@click.option("--only-changes", is_flag=True, help="Write and send nothing where nothing changed.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
def command(
    store: str,
    dossier_id: str | None,
    since: str,
    link: str,
    eml: Path | None,
    page: Path | None,
    settings: Path | None,
    sender: str,
    to: tuple[str, ...],
    only_changes: bool,
    as_json: bool,
) -> int:
    """What changed since a day: the chance, who moved and in which words, which reports came in.

    Of a store with several dossiers all are told, one below the other, unless --dossier names one.
    """
    from whipcount.briefs.render.digest import digest_html, digest_mail, digest_record, digest_text
    from whipcount.cli.mailing import read_mail_server, send

    day = _since(since)
    if link and not re.fullmatch(r"https?://[^\s<>\"]+", link):
        raise InputError(f"{link[:80]!r} is no address", where="--link", accepted="http://... or https://...")
    for target, ending, option in ((eml, ".eml", "--eml"), (page, ".html", "--html")):
        check_output(target, [store, settings], option=option)
        form_of(target, {ending: ending}, given=None, usual=ending, option=option)
    server = read_mail_server(settings) if settings is not None else None
    sender = sender or (server.sender if server else "")
    people = to or (server.to if server else ())
    if (eml is not None or server is not None) and not sender:
        raise InputError(
            "nobody whom the mail is from", where="--from", accepted="an address; or `from` in --smtp FILE"
        )
    if server is not None and not people:
        raise InputError("nobody whom it goes to", where="--to", accepted="an address; or `to` in --smtp FILE")
    items = _items(store, dossier_id, day, link.rstrip("/"))
    changed = any(item.anything for item in items)
    version = whipcount.__version__
    if as_json:
        print_json(digest_record(items, day))
    elif eml is None and page is None and server is None:
        click.echo(digest_text(items, day, version), nl=False)
    if changed or not only_changes:
        if page is not None:
            write_file(page, [digest_html(items, day, version).encode()])
        if eml is not None or server is not None:
            mail = digest_mail(items, day, version, sender=sender, to=people, moment=datetime.now(UTC))
            if eml is not None:
                write_file(eml, [mail.as_bytes()])
            if server is not None and settings is not None:
                send(mail, server, beside=settings)
                click.echo(f"sent to {len(people)} by {server.host}", err=True)
    return 0 if changed else 1


def _since(text: str) -> date:
    match = re.fullmatch(r"(\d{1,4})d", text.strip())
    today = datetime.now(UTC).date()
    day = today - timedelta(days=int(match[1])) if match else day_of(text, "--since")
    if day > today:
        raise DateError(f"{day} has not come yet", where="--since", accepted="today or a day before")
    return day


def _items(place: str, dossier_id: str | None, since: date, link: str) -> list[DigestItem]:
    from contextlib import ExitStack

    from whipcount.cli.options.file_as_store import file_as_store
    from whipcount.cli.options.stored import opened
    from whipcount.dossiers.location import looks_like_store
    from whipcount.dossiers.store import open_store

    with ExitStack() as stack:
        if not looks_like_store(place):
            store, key = stack.enter_context(file_as_store(place) if dossier_id is None else opened(place, dossier_id))
            return [_item(store, key, since, link)]
        store = stack.enter_context(open_store(place))
        keys = [store.only(dossier_id)] if dossier_id else list(store.ids())
        return [_item(store, key, since, link) for key in keys if store.about(key).proposal is not None]


def _item(store: Store, key: str, since: date, link: str) -> DigestItem:
    from urllib.parse import quote

    from whipcount.briefs.render.digest import DigestItem
    from whipcount.briefs.sections.news import news_of, state_of
    from whipcount.web.library import Library
    from whipcount.web.state import State

    then = datetime.combine(since, time.max, UTC)
    changes = store.changes(key, limit=100_000)
    fresh = [change for change in changes if change.recorded_at > then]
    known_then = changes[0].recorded_at <= then  # else the dossier is younger: as of the day is what can be compared
    library = Library(store, patience=3_600.0)
    try:
        before = library.open(key, State(known_by=then) if known_then else State(as_of=since))
        now = library.open(key, State())
    finally:
        library.close()
    news = news_of(now.view, state_of(before.view), now.by_anchor)
    reports = tuple(change.subject for change in fresh if change.action == "read") if known_then else ()
    return DigestItem(key, news, reports, f"{link}/d/{quote(key, safe='')}" if link else "")
