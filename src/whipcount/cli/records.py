"""``whipcount records``: past votes of a body's members, and what they tell of those that are silent."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.output import check_output, form_of, write_text
from whipcount.cli.options.records import record_of, records_option
from whipcount.cli.options.stored import counted_of, made_plain, place_argument, times_options
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_outcome, print_table
from whipcount.cli.options.terminal import plain
from whipcount.errors import InputError, RecordsError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.analysis.count import Counted
    from whipcount.records.silent import SilentMember, SilentMembers

FORMATS = ("long", "unvotes", "undl", "voteview", "howtheyvote")
MODELS = ("kriging", "ideal-1", "ideal-2", "neighbours", "blocs", "base")
_PATH = click.Path(path_type=Path)
_IMPORT = """\b
Examples:
  whipcount records import council.csv --format long --into desk.votes.db --author Ada
  whipcount records import votes.csv --format unvotes --roll-calls roll_calls.csv --into desk.votes.db
  whipcount records import S117_votes.csv --format voteview --roll-calls S117_rollcalls.csv \\
      --members S117_members.csv --into senate.votes.db
"""
_SILENT = """\b
Examples:
  whipcount records silent examples/lake-council/dossier.yaml --topic membership
  whipcount records silent desk.db --records desk.votes.db --topic nu --as-of 2019-11-30 --json

Exit codes: 0 chances are told, 1 there is no informative record, 2 wrong use or input.
"""
_POINTS = """\b
Example:
  whipcount records points examples/lake-council/dossier.yaml -o points.html
"""


@click.group("records")
def command() -> None:
    """Past votes: a body's roll calls, and what they tell of members that have not spoken. Never a position."""


@command.command("import", epilog=_IMPORT)
@click.argument("file", type=_PATH)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="How the table is laid out.")
@click.option("--into", type=_PATH, required=True, metavar="FILE", help="A .votes.db; made if absent.")
@click.option("--roll-calls", type=_PATH, metavar="FILE", help="The format's table of roll calls.")
@click.option("--members", type=_PATH, metavar="FILE", help="The format's table of members' names.")
@click.option("--body", metavar="ID", help="Whose votes they are, where the table does not say.")
@click.option("--body-file", type=_PATH, metavar="FILE", help="A body of your own.")
@click.option("--since", metavar="DATE", help="Only roll calls on or after that day.")
@click.option("--author", default="", help="Who imports.")
@format_options
def import_command(
    file: Path,
    form: str,
    into: Path,
    roll_calls: Path | None,
    members: Path | None,
    body: str | None,
    body_file: Path | None,
    since: str | None,
    author: str,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Bring a table of votes into a file of votes: all of it, or nothing where it does not hold together.

    Members are matched to the catalogue on the day of each vote; rows that name nobody are told and left out.
    """
    from whipcount.bodies.bodyfile import read_body
    from whipcount.records.tables.formats import Sources
    from whipcount.records.tables.importing import import_votes
    from whipcount.records.tables.votefile import VoteFile

    day = day_of(since, "--since")
    own = read_body(body_file) if body_file is not None else None
    fresh = not into.exists()
    if not into.parent.is_dir():
        raise InputError("there is no such folder", where=f"--into {plain(str(into))}", accepted="a file in a folder")
    try:
        with VoteFile(into, create=True) as kept:
            sources = Sources(file, roll_calls, members, body or (own.id if own else None), day)
            outcome = import_votes(
                kept, sources, form, author=author, bodies={own.id: own} if own else None, progress=_progress(),
            )  # fmt: skip
    except RecordsError:
        if fresh:
            into.unlink(missing_ok=True)
        raise
    done = outcome.imported
    message = f"{plain(str(into))}: {done.ballots:,} votes on {done.calls:,} roll calls"
    message += f", {done.known:,} known before" if done.known else ""
    message += f"; {outcome.passed_over:,} before {day} passed over" if outcome.passed_over else ""
    if outcome.repeated:
        message = f"{plain(file.name)} was imported before, on {done.at}; nothing was done"
    for name in outcome.uncatalogued:
        message += f"\n{plain(name)} is not in the catalogue: its members are kept as the table names them"
    if outcome.unmatched:
        message += f"\n{done.unmatched:,} rows name nobody of the body and are left out:"
        message += "".join(
            f"\n  line {one.line}: {plain(' '.join(p for p in (one.code, one.name) if p)) or '(nobody)'}: "
            f"{plain(one.why)} ({one.rows:,} row{'s' if one.rows > 1 else ''})"
            for one in outcome.unmatched
        )
    shown = {
        "file": str(file), "into": str(into), "format": form, "author": done.author, "at": done.at,
        "sha256": done.sha256, "ballots": done.ballots, "calls": done.calls, "known": done.known,
        "passed_over": outcome.passed_over,
        "repeated": outcome.repeated, "uncatalogued": list(outcome.uncatalogued), "unmatched_rows": done.unmatched,
        "unmatched": [f"line {u.line}: {u.code} {u.name}: {u.why} ({u.rows})" for u in outcome.unmatched],
    }  # fmt: skip
    print_outcome(shown, message, as_csv=as_csv, as_json=as_json)


def _progress() -> Callable[[int], None] | None:
    """Where somebody looks on: how many votes have been read, on standard error."""
    if not sys.stderr.isatty():
        return None
    return lambda count: click.echo(f"\r{count:,} votes read", err=True, nl=False)


@command.command("imports", epilog="Example: whipcount records imports desk.votes.db")
@click.argument("votes", metavar="FILE", type=_PATH)
@format_options
def imports_command(votes: Path, as_csv: bool, as_json: bool) -> None:
    """Who brought what into a file of votes, and when."""
    from dataclasses import asdict

    from whipcount.records.tables.votefile import VoteFile

    with VoteFile(votes) as kept:
        rows = [asdict(one) for one in kept.imports()]
        bodies = kept.bodies()
    columns = ("at", "author", "file", "form", "ballots", "calls", "known", "unmatched", "sha256")
    if as_json:
        print_json({"bodies": bodies, "imports": rows})
    elif as_csv:
        print_csv(rows, columns)
    else:
        print_table(made_plain(rows), {name: name for name in columns[:-1]})
        click.echo("; ".join(f"{plain(body)}: {calls:,} roll calls" for body, calls in bodies.items()))


@command.command("silent", epilog=_SILENT)
@place_argument
@records_option
@click.option("--topic", help="Only past votes on it: a code of the table, or words of its titles.")
@click.option("--model", type=click.Choice(MODELS), default=MODELS[0], show_default=True)
@click.option("--variant", metavar="ID", help="Positions toward which variant; the one asked for by default.")
@times_options
@format_options
def silent_command(
    store: str,
    dossier_id: str | None,
    votes: Path | None,
    topic: str | None,
    model: str,
    variant: str | None,
    as_of: str | None,
    known_by: str | None,
    as_csv: bool,
    as_json: bool,
) -> int:
    """For each member without a position: its chance of yes by the record, or that the record tells nothing."""
    from whipcount.analysis.silent import silent_of

    counted = counted_of(store, dossier_id, as_of=as_of, known_by=known_by, variant=variant)
    silent = silent_of(counted, record_of(store, votes, counted.body), topic=topic, model=model)
    if as_json:
        print_json(_json(silent))
    elif as_csv:
        rows = [_row(one) for one in silent.members]
        print_csv(rows, (*_FIELDS, "declared", "past"))
    else:
        _print(silent, counted)
    return 0 if silent.guard.informative else 1


@command.command("points", epilog=_POINTS)
@place_argument
@records_option
@click.option("-o", "--output", type=_PATH, required=True, help="The page to write (HTML).")
@click.option("--topic", help="Only past votes on it: a code of the table, or words of its titles.")
@times_options
def points_command(
    store: str,
    dossier_id: str | None,
    votes: Path | None,
    output: Path,
    topic: str | None,
    as_of: str | None,
    known_by: str | None,
) -> None:
    """Members drawn by their record, on one dimension, with intervals and with their positions on the matter."""
    from whipcount.analysis.silent import points_of
    from whipcount.briefs.render.points_page import points_page

    check_output(output, [store, votes])
    form_of(output, {".html": "html", ".htm": "html"}, given=None, usual="html")
    counted = counted_of(store, dossier_id, as_of=as_of, known_by=known_by, variant=None)
    drawn = points_of(counted, record_of(store, votes, counted.body), topic=topic)
    write_text(output, points_page(drawn, title=counted.proposal.title))
    click.echo(f"{plain(str(output))}: {len(drawn.members)} members on {drawn.calls} divided roll calls")


_FIELDS = ("member", "name", "yes", "low", "high", "abstain", "no", "votes", "person", "why")


def _row(one: SilentMember) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _FIELDS}
    row = {k: "" if v is None else round(v, 4) if isinstance(v, float) else v for k, v in values.items()}
    row["declared"] = "; ".join(f"{d.member} {d.vote} {d.share:+.3f}" for d in one.by_declared)
    row["past"] = "; ".join(f"{p.call.vote_id} {p.vote} {p.share:+.3f}" for p in one.by_past)
    return row


def _json(found: SilentMembers) -> dict[str, Any]:
    from dataclasses import asdict

    content = asdict(found)
    for member, one in zip(content["members"], found.members, strict=True):
        member["by_past"] = [
            {**p.call._asdict(), "day": p.call.day.isoformat(), "vote": p.vote, "share": p.share} for p in one.by_past
        ]
    skill = content["guard"]["skill"]
    if skill is not None:  # JSON knows no infinity
        content["guard"]["skill"] = {k: v if abs(v) < float("inf") else None for k, v in skill.items()}
    content["as_of"] = found.as_of.isoformat()
    for end in ("first", "last"):
        content[end] = content[end].isoformat() if content[end] else None
    return content


def _print(found: SilentMembers, counted: Counted) -> None:
    def percent(value: float | None) -> str:
        return "" if value is None else f"{100 * value:.0f}%"

    title = f"{counted.proposal.title}: silent members as of {found.as_of}, {found.label}"
    if found.guard.informative:
        rows = [
            {
                "member": one.member,
                "name": one.name,
                "yes": percent(one.yes) or one.why,
                "interval": f"{percent(one.low)} to {percent(one.high)}" if one.yes is not None else "",
                "abstain": percent(one.abstain),
                "votes": str(one.votes),
                "declared": ", ".join(f"{d.member} {d.vote} {d.share:+.2f}" for d in one.by_declared[:3]),
                "past": ", ".join(f"{p.call.vote_id} {p.vote}" for p in one.by_past[:3]),
            }
            for one in found.members
        ]
        print_table(
            made_plain(rows),
            {
                "member": "id", "name": "member", "yes": "yes", "interval": "90% interval", "abstain": "abstain",
                "votes": "votes", "declared": "carried by", "past": "past votes",
            },
            title=plain(title),
        )  # fmt: skip
    else:
        click.echo(plain(title))
    click.echo(plain(found.guard.why))
    if found.calls:
        click.echo(f"{found.model}, fitted on {found.calls} divided roll calls from {found.first} to {found.last}")
    for bin_ in found.calibration:
        click.echo(f"  said {bin_.said:6.1%}  happened {bin_.happened:6.1%}  ({bin_.count:,} past votes)")
