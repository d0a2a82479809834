"""``whipcount why``: the calculation behind a member's position, statement by statement."""

from __future__ import annotations

import click

from whipcount.cli.options.stored import counted_of, evidence_view, made_plain, place_argument, times_options
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table
from whipcount.cli.options.terminal import plain

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
    found = counted.body.member(member)
    position = counted.tally.position(found.id)
    by_id = {item.id: item for item in counted.evidence}
    rows = [
        {"outcome": step.outcome, "reason": step.reason, **evidence_view(by_id[step.evidence])}
        for step in position.steps
        if step.evidence in by_id
    ]
    stance = position.stance.value if position.stance else "unknown"
    if as_json:
        print_json(
            {"member": found.id, "name": found.name, "stance": stance, "as_of": str(counted.tally.as_of), "steps": rows}
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
        click.echo(plain(f"{found.name}: {stance}{since}, toward {counted.tally.variant}, as of {counted.tally.as_of}"))
        for condition in position.conditions:
            state = "not settled" if condition.met is None else "met" if condition.met else "failed"
            click.echo(plain(f"  if: {condition.text} ({condition.kind.value}, {state})"))
        if not rows:
            click.echo("nothing that it has said is known, and unknown is never consent")
            return
        headings = {
            "outcome": "outcome", "reported_on": "reported", "stance": "stance", "authority": "authority",
            "speaker": "who", "gist": "what", "reason": "why", "id": "id",
        }  # fmt: skip
        print_table(made_plain(rows), headings)
