"""``whipcount diff``: what changed in a dossier since a date."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.stored import made_plain, opened, place_argument
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table
from whipcount.text.moments import check_order, day_of

if TYPE_CHECKING:
    from whipcount.positions.count.movement import Standing

_EPILOG = """\b
Examples:
  whipcount diff sweden.db --since 2023-06-30
  whipcount diff ukraine.db --since 2024-11-01 --until 2024-12-01 --csv

Exit codes: 0 something changed, 1 nothing did, 2 wrong use or input.
"""


@click.command("diff", epilog=_EPILOG)
@place_argument
@click.option("--since", metavar="DATE", required=True, help="Compare the state as of this day ...")
@click.option("--until", metavar="DATE", help="... with that of this day; by default the latest.")
@click.option("--known-then", is_flag=True, help="Take for the earlier day only what was recorded by then.")
@click.option("--variant", metavar="ID", help="Toward which variant; the one asked for by default.")
@format_options
def command(
    store: str,
    dossier_id: str | None,
    since: str,
    until: str | None,
    known_then: bool,
    variant: str | None,
    as_csv: bool,
    as_json: bool,
) -> int:
    """What changed since a date: members whose position moved, and the evidence that came in."""
    from whipcount.analysis.count import count
    from whipcount.positions.count.movement import moves

    first, last = day_of(since, "--since"), day_of(until, "--until")
    check_order(first, last)
    assert first is not None  # noqa: S101  (the option is required)
    with opened(store, dossier_id) as (kept, key):
        known_by = datetime.combine(first, time.max, UTC) if known_then else None
        before = count(kept, key, as_of=first, known_by=known_by, variant=variant)
        after = count(kept, key, as_of=last, variant=variant)
        changes = [change for change in kept.changes(key) if change.recorded_at.date() >= first]
    current = {position.member: position for position in after.tally.positions}
    rows = []
    for move in moves(before.tally, after.tally):
        position = current.get(move.member)
        rows.append(
            {
                "member": move.member,
                "name": after.name(move.member),
                "was": _told(move.was),
                "is": _told(move.now),
                "since": position.since.isoformat() if position and position.since else "",
                "evidence": "; ".join(position.evidence) if position else "",
            }
        )
    seen = {item.id for item in before.evidence}
    fresh = sum(item.id not in seen for item in after.evidence)
    state = {"was": before.tally.state.value, "is": after.tally.state.value}
    if as_json:
        print_json(
            {
                "since": first.isoformat(),
                "until": after.tally.as_of.isoformat(),
                "rule": state,
                "moved": rows,
                "new_evidence": fresh,
                "changes": [
                    {
                        "revision": c.number,
                        "at": c.recorded_at.isoformat(),
                        "author": c.author,
                        "action": c.action,
                        "subject": c.subject,
                    }
                    for c in changes
                ],
            }
        )
    elif as_csv:
        print_csv(rows, ("member", "name", "was", "is", "since", "evidence"))
    else:
        print_table(
            made_plain(rows),
            {"member": "id", "name": "member", "was": "was", "is": "is", "since": "since"},
            title=f"from {first} to {after.tally.as_of}",
        )
        click.echo(
            f"rule: {state['was']} -> {state['is']}; {fresh} new pieces of evidence; {len(changes)} changes stored"
        )
    return 0 if rows or fresh or state["was"] != state["is"] else 1


def _told(standing: Standing | None) -> str:
    if standing is None:
        return "no member"
    words = (standing.stance.value if standing.stance else "unknown") + (" if ..." if standing.waiting else "")
    return words + (f" ({standing.consent.value})" if standing.consent.value != "none" else "")
