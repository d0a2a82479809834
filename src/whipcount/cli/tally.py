"""``whipcount tally``: the whip count of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whipcount.cli.options.stored import counted_of, made_plain, place_argument, times_options
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table
from whipcount.cli.options.terminal import plain

if TYPE_CHECKING:
    from whipcount.analysis.count import Counted
    from whipcount.briefs.view.threshold import ThresholdView

_EPILOG = """\b
Examples:
  whipcount tally sweden.db --as-of 2023-07-10
  whipcount tally dossier.yaml
  whipcount tally ukraine.db --as-of 2024-12-01 --known-by 2024-12-01 --json

Exit codes: 0 the rule is met, 1 it is not (open or blocked), 2 wrong use or input.
"""


@click.command("tally", epilog=_EPILOG)
@place_argument
@click.option("--variant", metavar="ID", help="Toward which variant; the one asked for by default.")
@times_options
@format_options
def command(
    store: str,
    dossier_id: str | None,
    variant: str | None,
    as_of: str | None,
    known_by: str | None,
    as_csv: bool,
    as_json: bool,
) -> int:
    """Where each member stands, and what the rule says on that. Unknown is never consent."""
    from whipcount.briefs.sections.outcome import headline, outcome_record
    from whipcount.briefs.sections.threshold import threshold_of
    from whipcount.briefs.view.schema import plain as to_plain
    from whipcount.positions.count.acts import takes_acts
    from whipcount.positions.count.tally import open_yes, still_needed
    from whipcount.positions.count.threshold import more_needed

    counted = counted_of(store, dossier_id, as_of=as_of, known_by=known_by, variant=variant)
    tally, acts = counted.tally, takes_acts(counted.proposal)
    if counted.unheard:
        click.echo(f"whipcount: {plain(counted.unheard)}", err=True)
    waiting, left, blocking = open_yes(tally), still_needed(tally), _blocking(counted)
    bar = threshold_of(
        counted.rule, tally, counted.name, more=more_needed(counted.rule, tally), decided=counted.ending.final
    )
    rows = [
        {
            "member": position.member,
            "name": counted.name(position.member),
            "stance": position.stance.value if position.stance else "unknown",
            "since": position.since.isoformat() if position.since else "",
            "conditions": "; ".join(
                c.text + ("" if c.met is None else " (met)" if c.met else " (failed)") for c in position.conditions
            ),
            "confidence": round(position.confidence, 3),
            "evidence": "; ".join(position.evidence),
        }
        for position in tally.positions
    ]
    if as_json:
        print_json(
            {
                "proposal": tally.proposal,
                "variant": tally.variant,
                "body": tally.body,
                "as_of": tally.as_of.isoformat(),
                "known_by": tally.known_by.isoformat(),
                "rule": tally.rule,
                "state": tally.state.value,
                "outcome": outcome_record(counted.ending),
                "blocked_by": list(blocking),
                "left": list(left),
                "more_needed": more_needed(counted.rule, tally),
                "threshold": to_plain(bar),
                "pivotal": list(tally.pivotal),
                "agreed": list(tally.agreed),
                "open_condition": list(waiting),
                "positions": rows,
            }
        )
    elif as_csv:
        print_csv(rows, ("member", "name", "stance", "since", "conditions", "confidence", "evidence"))
    else:
        print_table(
            made_plain(rows),
            {"member": "id", "name": "member", "stance": "stance", "since": "since", "conditions": "conditions"},
            title=f"{counted.proposal.title}: {tally.variant}, as of {tally.as_of}",
        )
        if ended := headline(counted.ending, followed=True):
            click.echo(plain(ended))
        counts: dict[str, int] = {}
        for row in rows:
            counts[str(row["stance"])] = counts.get(str(row["stance"]), 0) + 1
        words = {stance: f"{stance} {number}" for stance, number in sorted(counts.items(), key=lambda pair: -pair[1])}
        if waiting:
            words["yes"] += f" (of them {len(waiting)} with an open condition)"
        click.echo("  ".join(words.values()))
        click.echo(f"{'consented' if acts else 'agreed'}: {len(tally.agreed)} of {len(rows)}")
        click.echo(
            f"rule: {tally.rule}; {tally.state.value}"
            + (f" by {_names(counted, blocking)}" if blocking else "")
            + (f"; pivotal: {_names(counted, tally.pivotal)}" if tally.pivotal else "")
        )
        if not counted.body.size_told:
            click.echo("how many members decide is not told: who is still needed cannot be said")
        elif left:
            more = more_needed(counted.rule, tally)
            head = f"needs {more} more of {len(left)}" if more and more < len(left) else f"left to agree ({len(left)})"
            click.echo(f"{head}: {_names(counted, left)}")
        _tell_threshold(bar)
    return 0 if tally.state.value == "met" else 1


def _blocking(counted: Counted) -> tuple[str, ...]:
    """Of a blocked rule: who has said no, and whose abstention the rule takes for one."""
    from whipcount.positions.count.acts import vote_of
    from whipcount.positions.count.tally import RuleState
    from whipcount.positions.proposal.applicable_rule import rule_of
    from whipcount.rules.algebra.votes import Vote

    tally = counted.tally
    if tally.state is not RuleState.BLOCKED:
        return ()
    rule = rule_of(counted.proposal, counted.body, tally.as_of)[1]
    alone = {member for member in tally.passing if rule.status({member: Vote.ABSTAIN}) == "blocked"}
    return tuple(p.member for p in tally.positions if vote_of(p, variant=tally.variant) == "no" or p.member in alone)


def _tell_threshold(bar: ThresholdView | None) -> None:
    """The rule's lines, drawn in letters."""
    if bar is None:
        return
    from textwrap import wrap

    from whipcount.briefs.charts.board import LETTERS
    from whipcount.briefs.charts.threshold import threshold_lines
    from whipcount.briefs.view.brief import GROUPS

    click.echo()
    for line in threshold_lines(bar):
        drawn = line.startswith("[") or line.strip() == "v"
        for part in [line] if drawn else wrap(plain(line), 80, subsequent_indent="  ") or [""]:
            click.echo(part)
    shown = {segment.group for line in bar.lines for segment in line.segments}
    key = ", ".join(
        f"{letter.replace('−', '-')} {GROUPS[group][0]}" for group, letter in LETTERS.items() if group in shown
    )
    click.echo("\n".join(wrap(f"({key})", 80)))


def _names(counted: Counted, members: tuple[str, ...]) -> str:
    return plain(", ".join(map(counted.name, members)))
