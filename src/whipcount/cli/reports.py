"""``whipcount reports``: the reports of a dossier; date one anew, take it out, take either back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.stored import made_plain, opened, place_argument
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_outcome, print_table
from whipcount.errors import InputError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.dossiers.store import Added, Store

_EPILOG = """\b
Examples:
  whipcount reports ukraine.db                                       all, newest first
  whipcount reports ukraine.db --words "lake council" --csv
  whipcount reports ukraine.db 3fa9c1                                one, and what was done to it
  whipcount reports ukraine.db 3fa9c1 --published 2024-11-29 --reason "the day stands on the page"
  whipcount reports ukraine.db 3fa9c1 --remove --reason "a hoax"
  whipcount reports ukraine.db 3fa9c1 --undo
"""
_COLUMNS = ("sha256", "published_on", "name", "title", "publisher", "statements")
_HISTORY = ("revision", "recorded_at", "author", "what", "published_on", "removed", "reason")


@click.command("reports", epilog=_EPILOG)
@place_argument
@click.argument("report", required=False, metavar="[SHA256]")
@click.option("--published", metavar="DATE", help="The day on which it was published; it is read anew as of that day.")
@click.option("--remove", is_flag=True, help="Take it out: nothing of it counts any more. It stays in the history.")
@click.option("--undo", is_flag=True, help="Take back the last of these that has not been taken back.")
@click.option("--words", help="List only reports with these words in title, name or publisher.")
@click.option("--reason", default="", help="Why; kept with it.")
@click.option("--author", default="", help="Who says so.")
@click.option("--revision", type=int, help="Refuse if the dossier has changed since this revision.")
@format_options
def command(
    store: str,
    report: str | None,
    dossier_id: str | None,
    published: str | None,
    remove: bool,
    undo: bool,
    words: str | None,
    reason: str,
    author: str,
    revision: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """The reports of a dossier, or one of them: its day of publication, and whether it counts.

    A report is known by the sha256 of its text; the beginning of it will do. What is done to it is an entry of the
    dossier's history: nothing is overwritten, and all of it can be taken back.
    """
    wanted = [published is not None, remove, undo]
    if sum(wanted) > 1:
        raise click.UsageError("one of --published, --remove, --undo")
    if any(wanted) and report is None:
        raise click.UsageError("which report? Name the sha256 that the list shows")
    if report is not None and words:
        raise click.UsageError("--words is for the list")
    day = day_of(published, "--published")
    with opened(store, dossier_id, write=any(wanted)) as (kept, key):
        if report is None:
            _list(kept, key, words, as_csv=as_csv, as_json=as_json)
            return
        if len(report) < 4:
            raise InputError(f"{report!r} could be any report", accepted="four characters of its sha256, or more")
        held_report = kept.report(key, report, removed_too=True)
        if not any(wanted):
            _one(kept, key, held_report.sha256, as_csv=as_csv, as_json=as_json)
            return
        from whipcount.dossiers import report_edits
        from whipcount.dossiers.report_reader import usual_reader

        common: dict[str, Any] = {"author": author, "expected": revision}
        done: Added
        if day is not None:
            done = report_edits.redate(
                kept, key, held_report.sha256, day, reader=usual_reader(), reason=reason, **common
            )
        elif remove:
            done = report_edits.remove(kept, key, held_report.sha256, reason=reason, **common)
        else:
            done = report_edits.undo(kept, key, held_report.sha256, reader=usual_reader(), reason=reason, **common)
        there, now = kept.report_day(key, held_report.sha256)
    outcome = {
        "changed": done.new,
        "sha256": held_report.sha256,
        "published_on": now.isoformat() if now else "",
        "removed": not there,
        "revision": done.revision,
    }
    held = f"published on {now or 'a day that is not told'}" if there else "taken out"
    message = (
        f"{held_report.sha256[:12]}: {held}; revision {done.revision}"
        if done.new
        else "nothing new: that holds already"
    )
    print_outcome(outcome, message, as_csv=as_csv, as_json=as_json)


def _list(store: Store, key: str, words: str | None, *, as_csv: bool, as_json: bool) -> None:
    from whipcount.dossiers.report_lists import list_reports

    rows: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        page = list_reports(store, key, after=after, limit=1000, words=words)
        rows += [
            {
                "sha256": row.sha256,
                "published_on": row.published_on.isoformat() if row.published_on else "",
                "name": row.name,
                "title": row.title or "",
                "publisher": row.publisher or "",
                "statements": row.statements,
            }
            for row in page.items
        ]
        after = page.next
        if after is None:
            break
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, _COLUMNS)
    else:
        shown = [
            {**row, "sha256": row["sha256"][:12], "title": row["title"] or row["name"]} for row in made_plain(rows)
        ]
        headings = {"published_on": "published", "title": "title", "publisher": "publisher"}
        print_table(shown, {**headings, "statements": "statements", "sha256": "sha256"})


def _one(store: Store, key: str, sha256: str, *, as_csv: bool, as_json: bool) -> None:
    from whipcount.dossiers.report_edits import edits_of

    report = store.report(key, sha256, removed_too=True)
    there, _ = store.report_day(key, sha256)
    edits = [
        {
            "revision": edit.revision,
            "recorded_at": edit.recorded_at.isoformat(),
            "author": edit.author,
            "what": edit.what,
            "published_on": edit.published_on.isoformat() if edit.published_on else "",
            "removed": edit.removed,
            "reason": edit.reason,
        }
        for edit in edits_of(store, key, sha256)
    ]
    about = {
        "sha256": sha256,
        "name": report.name,
        "title": report.title or "",
        "publisher": report.publisher or "",
        "published_on": report.day.isoformat() if report.day else "",
        "removed": not there,
    }
    if as_json:
        print_json({**about, "edits": edits})
    elif as_csv:
        print_csv(edits, _HISTORY)
    else:
        (plain,) = made_plain([about])
        state = "taken out" if plain["removed"] else f"published on {plain['published_on'] or 'a day that is not told'}"
        click.echo(f"{plain['title'] or plain['name']}\n{sha256}\n{state}")
        if edits:
            print_table(made_plain(edits), {name: name.replace("_", " ") for name in _HISTORY})
