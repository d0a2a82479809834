"""Whether a body's rules can be used: every weight they count is there for every member, and they can be met at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from whipcount.bodies.body import Body, NamedRule
from whipcount.errors import BodyError, RuleError
from whipcount.rules.algebra.expression import MEMBERS, atoms
from whipcount.rules.algebra.notation import parse_rule
from whipcount.rules.algebra.status import Status


def problems_of(body: Body) -> tuple[str, ...]:
    """What keeps a body's rules from being used, each once, in words; nothing where all hold together.

    A rule must be open at a vote on the last day on which it is in force, and have all weights on each earlier one on
    which members or weights change, as far as the file has tables: a weight may be named before one was obtained.

    >>> from whipcount.bodies.bodyfile import parse_body
    >>> text = "{id: LAKE, name: Lake, default: d, members: [{id: A}, {id: B}], rules: {d: 3 members}}"
    >>> problems_of(parse_body(text))
    ('rule d can never be met: 3 members, of 2',)
    """
    problems: dict[str, None] = {}
    for named in body.rules:
        last = _last_day(body, named)
        for day in (last, *_changes(body, named)):
            if _has_tables(body, named, day):
                problems |= dict.fromkeys(_problems(body, named, day, last=day == last))
    return tuple(problems)


def _problems(body: Body, named: NamedRule, day: date | None, *, last: bool) -> Iterator[str]:
    where = f"rule {named.id}" if day is None else f"rule {named.id} on {day}"
    try:
        rule = body.rule(named.id, day)
    except (BodyError, RuleError) as error:
        yield f"{where} cannot be used: {error.problem}"
        return
    status = rule.status({})
    if last and status is not Status.OPEN:
        problem = "can never be met" if status is Status.BLOCKED else "is met whatever anybody says"
        yield f"{where} {problem}: {named.text}, of {len(rule.members)}"


def _last_day(body: Body, named: NamedRule) -> date | None:
    """The last day of the rule that the file knows; ``None`` where both go on."""
    ends = [day for day in (named.span.end, body.coverage.end) if day is not None]
    return min(ends, default=None)


def _changes(body: Body, named: NamedRule) -> list[date]:
    if not {atom.weight for atom in atoms(parse_rule(named.text))} - {MEMBERS}:
        return []  # heads can be counted on any day: only a weight may be missing for somebody
    spans = [named.span, body.coverage, *(table.span for table in body.weights)]
    spans += [span for member in body.all_members for span in member.spans]
    days = {span.start for span in spans} | {span.end + timedelta(days=1) for span in spans if span.end}
    return sorted(day for day in days if day and named.span.covers(day) and body.coverage.covers(day))


def _has_tables(body: Body, named: NamedRule, day: date | None) -> bool:
    """Whether somebody is a member on a day, and the file has a table of each weight that the rule counts."""
    counted = {atom.weight for atom in atoms(parse_rule(named.text))} - {MEMBERS}
    tables = {name: body.weight_table(name, day, required=False) for name in counted}
    return bool(body.members(day)) and all(table is not None and table.values for table in tables.values())
