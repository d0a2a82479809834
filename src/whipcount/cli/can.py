"""``whipcount can``: carried, blocked or open on the votes so far."""

from __future__ import annotations

import click

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.cli.options.tables import as_of_option, print_json, read_day, split_body
from whipcount.errors import BodyError, RuleError
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.diagram import TooLargeError
from whipcount.rules.power.coalitions import Coalition, ways_on


@click.command(
    "can",
    epilog="Examples: whipcount can NATO --yes US,GB,PL --no HU; whipcount can UNSC --yes US,FR --abstain CN; "
    "whipcount can EU-COUNCIL:unanimity --no HU. Exit code 1 means: blocked.",
)
@click.argument("body_rule", metavar="BODY[:RULE]")
@click.option("--yes", multiple=True, metavar="A,B", help="Members in favour (ids or names).")
@click.option("--no", multiple=True, metavar="A,B", help="Members against.")
@click.option("--abstain", multiple=True, metavar="A,B", help="Members that abstain.")
@click.option("--formal", multiple=True, metavar="A,B", help="Members that abstain formally, with a declaration.")
@click.option("--absent", multiple=True, metavar="A,B", help="Members that do not take part.")
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(0, 1000), help="How many sets to list each way."
)
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
def command(
    body_rule: str,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    abstain: tuple[str, ...],
    formal: tuple[str, ...],
    absent: tuple[str, ...],
    limit: int,
    as_of: str | None,
    as_json: bool,
) -> int:
    """Whether a decision can still pass: carried, blocked or open, who is left, the smallest ways to pass and to block.

    The votes given stand; everybody else may still do anything.
    """
    name, kind = split_body(body_rule)
    body = load_body(name)
    day = read_day(as_of, body)
    rule = body.rule(kind, day)
    votes = _votes(
        body,
        rule.members,
        {Vote.YES: yes, Vote.NO: no, Vote.ABSTAIN: abstain, Vote.FORMAL: formal, Vote.ABSENT: absent},
    )
    status, left, held = rule.status(votes), rule.left(votes), rule.holding_up(votes)
    ways, unlisted = None, ""
    if status is Status.OPEN:
        try:
            ways = ways_on(rule, votes, limit=limit)
        except TooLargeError as error:
            unlisted = str(error)
    if as_json:
        print_json(
            {
                "body": body.id,
                "rule": rule.text(),
                "as_of": str(day),
                "votes": votes,
                "status": status,
                "left": list(left),
                "holding_up": list(held),
                "to_pass": [list(c.members) for c in ways.to_pass] if ways else [],
                "to_block": [list(c.members) for c in ways.to_block] if ways else [],
                "passing_sets": _number(ways.passing_sets if ways else None if unlisted else 0),
                "blocking_sets": _number(ways.blocking_sets if ways else None if unlisted else 0),
                "not_listed": unlisted,
            }
        )
        return int(status is Status.BLOCKED)
    click.echo(f"{status.upper()}: {body.name}, {rule.text()} ({len(rule.members)} members on {day}).")
    if held:
        click.echo(f"Held up by: {', '.join(held)}.")
    if left:
        click.echo(f"Left to say ({len(left)}): {', '.join(left)}.")
    if ways is not None:
        _say("pass", ways.to_pass, ways.passing_sets)
        _say("block", ways.to_block, ways.blocking_sets)
    if unlisted:
        click.echo(f"Ways to pass and to block are not listed: {unlisted}")
    return int(status is Status.BLOCKED)


def _number(sets: int | None) -> str | None:
    return None if sets is None else str(sets)


def _say(what: str, sets: tuple[Coalition, ...], number: int | None) -> None:
    lines = (
        "too many minimal sets to be counted; some of the least size"
        if number is None
        else f"{number:,} minimal sets in all"
    )
    click.echo(f"Smallest ways to {what} ({lines}):")
    for coalition in sets:
        click.echo(f"  {len(coalition.members)}: {', '.join(coalition.members) or 'nobody more'}")


def _votes(body: Body, members: tuple[str, ...], given: dict[Vote, tuple[str, ...]]) -> dict[str, Vote]:
    votes: dict[str, Vote] = {}
    for vote, lists in given.items():
        for text in (part.strip() for listed in lists for part in listed.split(",")):
            if not text:
                continue
            member = body.member(text).id
            if member not in members:
                raise BodyError(f"{text!r} is no member on that day", where=body.id, accepted=", ".join(members[:60]))
            if votes.setdefault(member, vote) is not vote:
                raise RuleError(f"{text!r} is given two votes", where=f"--{vote}", accepted="one vote a member")
    return votes
