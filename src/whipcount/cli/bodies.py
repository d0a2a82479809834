"""``whipcount bodies``: the catalogue, and the members of one body."""

from __future__ import annotations

from pathlib import Path

import click

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import list_bodies, load_body
from whipcount.cli.options.tables import as_of_option, format_options, print_csv, print_json, print_table, read_day
from whipcount.errors import BodyError


@click.command(
    "bodies",
    epilog="Examples: whipcount bodies; whipcount bodies NATO --as-of 2023-04-03; whipcount bodies my-council.yaml",
)
@click.argument("body", required=False)
@as_of_option
@click.option("--check", is_flag=True, help="Only check that the body file holds together; exit code 2 where not.")
@format_options
def command(body: str | None, as_of: str | None, check: bool, as_csv: bool, as_json: bool) -> None:
    """All bodies of the catalogue, or the members, weights and rules of one BODY (an id, or a body file)."""
    if body is None:
        rows = [_overview(load_body(name)) for name in list_bodies()]
        headings = {"id": "id", "name": "name", "members": "members", "rules": "rules"}
        if as_json:
            print_json(rows)
        elif as_csv:
            print_csv(rows, list(headings))
        else:
            print_table(rows, headings)
        return
    loaded = load_body(Path(body) if Path(body).is_file() else body)
    if check:
        from whipcount.bodies.rule_check import problems_of

        problems = problems_of(loaded)
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            raise BodyError(f"does not hold together: {problems[0]}{more}", where=body)
        click.echo(f"{loaded.id}: {len(loaded.all_members)} members, {len(loaded.rules)} rules: holds together")
        return
    day = read_day(as_of, loaded)
    rows = [
        {
            "id": member.id,
            "name": member.name,
            "from": str(member.since or ""),
            "to": str(member.until or ""),
            "provenance": member.provenance,
        }
        for member in loaded.members(day)
    ]
    headings = {"id": "id", "name": "name", "from": "from", "to": "to", "provenance": "provenance"}
    if as_json:
        print_json({**_overview(loaded), "as_of": str(day), "members": rows, "rules": _rules(loaded), **_notes(loaded)})
    elif as_csv:
        print_csv(rows, list(headings))
    else:
        print_table(rows, headings, title=f"{loaded.name} ({loaded.id}), {len(rows)} members on {day}")
        print_table(_rules(loaded), {"id": "rule", "text": "carries with", "for": "for", "from": "from", "to": "to"})
        for line in (loaded.note, *(f"Source: {source}" for source in loaded.sources)):
            if line:
                click.echo(line)


def _overview(body: Body) -> dict[str, object]:
    try:
        now = len(body.members())
    except BodyError:
        now = len(body.all_members)
    return {
        "id": body.id,
        "name": body.name,
        "members": now,
        "rules": ", ".join(dict.fromkeys(r.id for r in body.rules)),
    }


def _rules(body: Body) -> list[dict[str, object]]:
    return [
        {
            "id": rule.id,
            "text": rule.text,
            "for": ", ".join(rule.kinds),
            "from": str(rule.span.start or ""),
            "to": str(rule.span.end or ""),
            "note": rule.note,
            "provenance": rule.provenance,
        }
        for rule in body.rules
    ]


def _notes(body: Body) -> dict[str, object]:
    procedures = [{"name": p.name, "stages": [stage.name for stage in p.stages]} for p in body.procedures]
    return {"note": body.note, "sources": list(body.sources), "procedures": procedures}
