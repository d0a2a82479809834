"""``whipcount rule``: a body's rule, with its members and weights on a day."""

from __future__ import annotations

import click

from whipcount.bodies.catalogue import load_body
from whipcount.cli.options.tables import (
    as_of_option,
    format_options,
    print_csv,
    print_json,
    print_table,
    read_day,
    split_body,
)
from whipcount.rules.algebra.common_name import common_name
from whipcount.rules.power.chance import game_of
from whipcount.rules.power.table import notes_on


@click.command(
    "rule",
    epilog="Examples: whipcount rule NATO; whipcount rule EU-COUNCIL:qmv --as-of 2024-06-01; "
    'whipcount rule "NATO:membership invitation" --json',
)
@click.argument("body_rule", metavar="BODY[:RULE]")
@as_of_option
@format_options
def command(body_rule: str, as_of: str | None, as_csv: bool, as_json: bool) -> None:
    """When the votes of a body carry: the rule's text, its members and their weights on a day.

    RULE is the id of one of the body's rules, or a kind of decision; the body's default rule if not given.
    """
    name, kind = split_body(body_rule)
    body = load_body(name)
    day = read_day(as_of, body)
    named, rule = body.named_rule(kind, day), body.rule(kind, day)
    names = {member.id: member.name for member in body.members(day)}
    tables = dict(rule.weights)
    used = [label for label in tables if label in rule.text()]
    rows = [
        {"id": member, "name": names[member], **{label: tables[label][place] for label in used}}
        for place, member in enumerate(rule.members)
    ]
    headings = {"id": "id", "name": "member", **{label: label for label in used}}
    if as_json:
        notes = list(notes_on(game_of(rule)))
        about = {
            "body": body.id,
            "rule_id": named.id,
            "as_of": str(day),
            "for": list(named.kinds),
            "silence": named.silence,
        }
        print_json({**about, **rule.to_dict(), "note": named.note, "provenance": named.provenance, "warnings": notes})
        return
    if as_csv:
        print_csv(rows, list(headings))
        return
    click.echo(f"{body.name}, {common_name(rule.expression)} (rule {named.id}) on {day}: carries with {rule.text()}.")
    if named.silence:
        click.echo("Also taken by silence: it stands at a deadline unless somebody objects before.")
    for line in (named.note, f"Provenance: {named.provenance}" if named.provenance else ""):
        if line:
            click.echo(line)
    for note in notes_on(game_of(rule)):
        click.echo(f"Warning: {note}.")
    print_table(rows, headings, title=f"{len(rows)} members")
