"""A body as told: what a report says of a body that the catalogue lacks, so that its decision can be counted.

Its members are those that the report names; where it tells how many there are, the rest stand as unnamed members. Its
rule is the one told; where none is, a majority is assumed and said to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whipcount.bodies.body import Body, Member, NamedRule
from whipcount.bodies.body import Span as Days
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.told_rule import RuleFamily, ToldRule
from whipcount.positions.proposal.told_size import MOST_MEMBERS

UNNAMED = "unnamed"
"""How the ids of members begin that a report counts without naming them."""
TOLD = "as told by the report"
ASSUMED = "assumed: the report does not tell the rule"


def body_as_told(
    name: str,
    named: Sequence[str],
    size: int | None,
    rule: ToldRule | None,
    table: ActorTable,
    names: dict[str, str],
    *,
    weighted: bool = False,
    also: Mapping[str, tuple[str, ...]] | None = None,
) -> Body:
    """The body that a report tells of.

    Args:
        name: as the report has it.
        named: ids of the members that it names.
        size: how many it has, where told.
        rule: the rule told, if any.
        table: the known actors, for the names of members.
        names: names of members that only the report knows, by id.
        weighted: its members have votes of different weight, which the report does not tell: a number of votes is none
            of members, and what is needed stays unread.
        also: other names by which the report speaks of members, by their ids.
    """
    told = rule is not None and bool(rule.text) and not weighted
    needed = (
        0 if weighted else rule.amount if rule is not None and rule.amount and rule.family is RuleFamily.COUNT else 0
    )
    total = max(size or 0, len(named), needed or 0, 2)
    total = min(total, MOST_MEMBERS)
    always = (Days(),)
    members = [
        Member(
            i,
            names.get(i) or (table.actors[i].name if i in table.actors else i),
            always,
            TOLD,
            also=(also or {}).get(i, ()),
        )
        for i in named[:total]
    ]
    digits = len(str(total))
    members += [
        Member(f"{UNNAMED}-{n:0{digits}d}", f"member not named ({n})", always, "counted, not named, by the report")
        for n in range(1, total - len(members) + 1)
    ]
    text = rule.text if rule is not None and told else "a majority of members voting"
    provenance = TOLD if told else ASSUMED
    made = NamedRule(
        rule.words if rule is not None and rule.text else "majority (assumed)",
        text,
        ("decision",),
        provenance=provenance,
    )
    unknown = "" if size else "; how many members it has is not told"
    return Body(
        id=slug(name).upper(),
        name=name[:1].upper() + name[1:],
        all_members=tuple(members),
        rules=(made,),
        default=made.id,
        sources=("the report",),
        note=f"A body as told by the report: the catalogue has no file of it{unknown}.",
        size_told=bool(size),
    )


def is_unnamed(member_id: str) -> bool:
    """Whether a member is only counted by a report, not named.

    >>> is_unnamed("unnamed-03"), is_unnamed("HU")
    (True, False)
    """
    return member_id.startswith(UNNAMED + "-")


def parties_to(treaty: str, states: Body, needed: int) -> Body:
    """The states that can ratify a treaty, with the number of ratifications that it needs.

    Args:
        treaty: its name.
        states: a body of the states that may join it.
        needed: how many must ratify.
    """
    named = NamedRule(f"{needed} ratifications", f"{needed} members", ("ratification",), provenance=TOLD)
    return replace(
        states,
        id=slug(f"parties-to-{treaty}").upper(),
        name=f"Parties to {treaty}",
        rules=(named,),
        default=named.id,
        groups=(),
        procedures=(),
        aliases=(),
        epithets=(),
        sources=("the report", *states.sources),
        note="Every state that may ratify is listed; the treaty needs the number of them that the report tells.",
    )


def is_news(body: Body, table: ActorTable) -> bool:
    """Whether a body as told has named members that no table knows yet."""
    return any(not is_unnamed(member.id) and member.id not in table.actors for member in body.all_members)
