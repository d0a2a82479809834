"""``whipcount why``: the calculation behind a member's position, statement by statement."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.stored import counted_of, evidence_view, made_plain, opened, place_argument, times_options
from whipcount.cli.options.tables import format_options, print_csv, print_json, terminal_width
from whipcount.cli.options.terminal import plain, shortened

if TYPE_CHECKING:
    from whipcount.analysis.count import Counted

_EPILOG = """\b
Examples:
  whipcount why sweden.db TR --as-of 2023-07-11
  whipcount why ukraine.db Hungary --json
"""


@click.command("why", epilog=_EPILOG)
@place_argument
@click.argument("member", metavar="MEMBER")
@click.option("--variant", metavar="ID", help="Toward which variant; the one asked for by default.")
@times_options
@format_options
def command(
    store: str,
    member: str,
    dossier_id: str | None,
    variant: str | None,
    as_of: str | None,
    known_by: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Why a member stands where it stands: each piece of evidence and what became of it."""

    counted = counted_of(store, dossier_id, as_of=as_of, known_by=known_by, variant=variant)
    member_row = counted.body.member(member)
    position = counted.tally.position(member_row.id)
    by_id = {item.id: item for item in counted.evidence}
    steps = [(step, by_id[step.evidence]) for step in position.steps if step.evidence in by_id]
    documents = _documents(store, dossier_id, {item.report for _, item in steps if item.report})
    rows = [
        {
            "outcome": step.outcome,
            "reason": step.reason,
            **evidence_view(item),
            "document": documents.get(item.report or "", {}),
        }
        for step, item in steps
    ]
    stance = position.stance.value if position.stance else "unknown"
    records = _from_records(store, counted, member_row.id) if position.stance is None else None
    if as_json:
        print_json(
            {
                "member": member_row.id,
                "name": member_row.name,
                "stance": stance,
                "as_of": str(counted.tally.as_of),
                "steps": rows,
                "from_records": records,
            }
        )
    elif as_csv:
        columns = (
            "outcome",
            "reason",
            "reported_on",
            "stance",
            "authority",
            "speaker",
            "gist",
            "source",
            "coder",
            "id",
        )
        print_csv(rows, columns)
    else:
        since = f" since {position.since}" if position.since else ""
        click.echo(
            plain(f"{member_row.name}: {stance}{since}, toward {counted.tally.variant}, as of {counted.tally.as_of}")
        )
        for condition in position.conditions:
            state = "not settled" if condition.met is None else "met" if condition.met else "failed"
            click.echo(plain(f"  condition: {condition.text} ({condition.kind.value}, {state})"))
        if not rows:
            click.echo("nothing that it has said is known, and unknown is never consent")
            _tell_records(records)
            return
        for row in made_plain(rows):
            click.echo("\n".join(two_lines(row, terminal_width())))
            if beside := "; ".join(f"{name}: {' '.join(words.split())}" for name, words in row["document"].items()):
                click.echo(f"  {shortened(plain(beside), max(8, terminal_width() - 2))}")
        _tell_records(records)


def _documents(place: str, dossier_id: str | None, hashes: set[str]) -> dict[str, dict[str, str]]:
    """What is told beside the text of the reports of a store: section and notes of who collected and coded them."""
    from whipcount.dossiers.location import looks_like_store

    if not hashes or not looks_like_store(place):
        return {}
    from whipcount.reports.report import told_beside

    with opened(place, dossier_id) as (held, key):
        return {report.sha256: told_beside(report) for report in held.reports_of(key, hashes)}


def two_lines(row: dict[str, Any], width: int) -> tuple[str, str]:
    """A piece of evidence in two lines of a terminal: what it says and who said it, then its id and what became of it.

    Days and ids are whole; words are cut, with an ellipsis, where a line ends.

    >>> row = {"outcome": "sets", "reason": "the newest of the highest authority, head", "reported_on": "2025-03-02",
    ...        "stance": "yes", "authority": "head", "speaker": "Doru Banek", "gist": "agrees", "id": "r-1"}
    >>> print("\\n".join(two_lines(row, 50)))
    2025-03-02  yes, head  Doru Banek: agrees
      r-1  sets: the newest of the highest authority,…
    """
    words = f"{row['speaker']}: {row['gist']}" if row["speaker"] and row["gist"] else row["speaker"] or row["gist"]
    first = f"{row['reported_on']}  {row['stance'] or 'no stance'}, {row['authority'].replace('_', ' ')}  "
    second = f"  {row['id']}  "
    because = f"{row['outcome']}: {row['reason']}" if row["reason"] else row["outcome"]
    return (
        first + shortened(words, max(8, width - len(first))),
        second + _whole_words(because, max(8, width - len(second))),
    )


def _whole_words(text: str, width: int) -> str:
    """Cut between words, so that no id and no day is left in half."""
    return text if len(text) <= width else textwrap.shorten(text, width, placeholder="…")


def _from_records(place: str, counted: Counted, member: str) -> dict[str, Any] | None:
    """What past votes say of a silent member, where a table of them lies beside the dossier: no position."""
    from whipcount.records.finding import beside

    if beside(place) is None:
        return None
    from whipcount.analysis.silent import record_beside, silent_of

    table = record_beside(place, counted.body)
    silent = silent_of(counted, table.record) if table is not None else None
    one = silent.of(member) if silent is not None else None
    if silent is None or one is None:
        return None
    return {
        "label": silent.label,
        "guard": silent.guard.why,
        "yes": one.yes,
        "low": one.low,
        "high": one.high,
        "why": one.why,
    }


def _tell_records(records: dict[str, Any] | None) -> None:
    if records is None:
        return
    chance = records["why"] or records["guard"]
    if records["yes"] is not None:
        chance = f"chance of yes {records['yes']:.0%} ({records['low']:.0%} to {records['high']:.0%})"
    click.echo(plain(f"{records['label']}: {chance} (whipcount records silent)"))
