"""A whip count from a spreadsheet: shown as it is understood, and stored only when that is confirmed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.tables import print_table
from whipcount.cli.options.terminal import plain
from whipcount.errors import DossierError

if TYPE_CHECKING:
    from whipcount.analysis.entering import Effect
    from whipcount.dossiers.exchange.sheets import Sheet
    from whipcount.dossiers.exchange.whip_table import WhipTable
    from whipcount.dossiers.store import Store
    from whipcount.positions.stance.stance import Evidence


def whip_sheet_of(file: Path) -> Sheet | None:
    """The table of a whip count in a file, None where the file has none.

    Raises:
        DossierError: it cannot be read, or is no table.
    """
    from whipcount.dossiers.exchange.sheets import MOST_BYTES, read_sheets
    from whipcount.dossiers.exchange.whip_table import whip_sheet

    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise DossierError(f"cannot be read ({error.strerror})", where=str(file)) from None
    return whip_sheet(read_sheets(data, file.name))


@dataclass(frozen=True, slots=True)
class WhipOptions:
    """How a whip count is to be taken in.

    Attributes:
        on: the day of rows that tell none.
        source: the source of rows that name none; empty: the file.
        day_first: how 3/4/2025 is meant; None: as the column says.
        guesses: store what is only guessed, too.
        confirmed: store without asking.
        dry: store nothing.
        author: who imports.
        quiet: show no preview.
    """

    on: date | None = None
    source: str = ""
    day_first: bool | None = None
    guesses: bool = False
    confirmed: bool = False
    dry: bool = False
    author: str = ""
    quiet: bool = False


def take_whip_table(store: Store, key: str, sheet: Sheet, options: WhipOptions) -> dict[str, Any]:
    """Show how a table is understood, ask, and store what is confirmed; answers what was done."""
    from whipcount.analysis.entering import effect_of
    from whipcount.analysis.opening import proposal_of, stored
    from whipcount.dossiers.exchange.whip_table import entries_of, read_whip_table
    from whipcount.dossiers.whip_reading import reading_for
    from whipcount.reports.formats.workbooks import left_hidden

    about = store.about(key)
    proposal = proposal_of(about, key)
    how = reading_for(about, today=datetime.now(UTC).date(), day=options.on, day_first=options.day_first)
    table = read_whip_table(sheet, how)
    revision = store.revision(key)
    source = options.source or sheet.name
    entries = entries_of(table.ready(guesses=options.guesses), variant=proposal.asked.id, source=source)
    effect = effect_of(stored(store, key), entries)
    if sheet.hidden:
        click.echo(plain(left_hidden(sheet.hidden)), err=True)
    if not options.quiet:
        show(table, entries, effect, guesses=options.guesses)
    new = len({item.id for item in entries} - effect.known)
    done = False
    if new and not options.dry:
        done = options.confirmed or _asked(f"Store {new} of {len(table.rows)} rows?")
        if done:
            note = f"{sheet.name}: {new} of {len(table.rows)} rows"
            store.add_evidence(
                key, entries, action="import", author=options.author, note=note, expected=revision, stamped=True
            )
    return {
        "rows": len(table.rows), **{name.replace(" ", "_"): n for name, n in table.counts().items()},
        "evidence": new if done else 0, "known": len(effect.known), "stored": done,
        "problems": [f"line {r.line}: {'; '.join(t)}" for r in table.rows if (t := (*r.problems, *r.guesses))],
        "unused_columns": list(table.unused), "revision": store.revision(key),
    }  # fmt: skip


def show(table: WhipTable, entries: tuple[Evidence, ...], effect: Effect, *, guesses: bool) -> None:
    """The preview: each row as it is understood, then what is not, then what it changes."""
    rows = [
        {
            "line": str(row.line),
            "member": row.member or row.cell("member"),
            "stance": (row.stance.value if row.stance else row.cell("stance")) + (" if ..." if row.condition else ""),
            "day": str(row.day or row.cell("date")),
            "what": row.left_out or "; ".join((*row.problems, *row.guesses)) or "",
        }
        for row in table.rows
    ]
    print_table(
        [{k: plain(v) for k, v in row.items()} for row in rows],
        {"line": "line", "member": "member", "stance": "stance", "day": "day", "what": "what is not certain"},
        title=plain(f"{table.name}: as it is understood; nothing is stored yet"),
    )
    counts = table.counts()
    click.echo(
        f"{counts['ready']} understood, {counts['guess']} guessed"
        + (" and taken" if guesses else " and not taken (--take-guesses takes them)" if counts["guess"] else "")
        + f", {counts['problem']} not understood, {counts['left out']} without a position"
    )
    if table.unused:
        click.echo(plain(f"columns not used: {', '.join(table.unused)}"))
    if table.unclear_days:
        click.echo("days such as 3/4/2025: --day-first or --month-first says which is meant")
    before, after = effect.before.tally, effect.after.tally
    click.echo(
        f"agreed {len(before.agreed)} -> {len(after.agreed)} of {len(after.positions)}, as of {after.as_of}; "
        f"rule {before.state.value} -> {after.state.value}"
    )
    by_id = {item.id: item for item in entries}
    for key, reason in effect.unheard.items():
        click.echo(plain(f"  {by_id[key].member}: does not set the position: {reason}"))
    if effect.known:
        click.echo(f"{len(effect.known)} are in the dossier already")


def _asked(question: str) -> bool:
    """Whether somebody at the terminal says yes; where nobody is there, nobody does."""
    if not sys.stdin.isatty():
        click.echo("nothing is stored: --yes stores what is understood", err=True)
        return False
    return click.confirm(question)
