"""A body as told: what a report says of a body that the catalogue lacks, so that its decision can be counted.

Its members are those that the report names; where it tells how many there are, the rest stand as unnamed members. Its
rule is the one told; where none is, a majority is assumed and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whipcount.bodies.body import Body, Member, NamedRule
from whipcount.bodies.body import Span as Days
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.member_kinds import is_party
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.numerals import NUMBER, number_of
from whipcount.positions.proposal.told_rule import RuleFamily, ToldRule
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

UNNAMED = "unnamed"
"""How the ids of members begin that a report counts without naming them."""
MOST_MEMBERS = 1_000
TOLD = "as told by the report"
ASSUMED = "assumed: the report does not tell the rule"
_KIND = (
    r"(?:members?|member[- ](?:states?|countries|nations|governments)|countries|states|nations|governments"
    r"|parties|allies|provinces"
    r"|cantons|seats|deputies|lawmakers|senators|mps|delegates|delegations|partners|participating\W+states"
    r"|signatories|shareholders|judges"
    r"|governors|premiers|directors|voters|councillors|bishops|islands|cities|regions|clubs|trustees|regents|commissioners|justices|churches|towns|districts|boroughs|policymakers"
    r"|rate-setters|aldermen|jurors|unions|associations|staircases|houses|(?:national\W+)?committees|lodges|owners|flats|households|dioceses|parishes|isles|bodies|colleges|chapters|branches|lenders|creditors)"
)
_SIZES = tuple(
    lazy_pattern(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE)
    for p in (
        rf"(?P<n>{NUMBER})[- ](?:member|nation|country|state|seat|strong|person|party|judge"
        rf"|island)(?:[- ](?:strong|bloc|body|chamber))?",
        rf"(?:all|each|every\W+one)(?:\W+of)?(?:\W+(?:the|its|their"
        rf"|our))?(?:\W+[\w’']+s?[’']?s?)?\W+(?P<n>{NUMBER})\W+(?:[\w’'-]+\W+){{0,2}}?{_KIND}",
        rf"(?:of|its|the|with|has|have)\W+(?P<n>{NUMBER})\W+(?:[\w-]+\W+){{0,1}}?{_KIND}",
        rf"(?P<n>{NUMBER})\W+(?:[\w-]+\W+)?(?:members?|member\W+states|participating\W+states)",
        rf"(?P<n>{NUMBER})\W+(?:\w+\W+)?{_KIND}\W+(?:in|of)\W+the\W+(?:\w+\W+)?(?:council|union|league|alliance"
        rf"|assembly|commission|chamber|parliament|board)",
        rf"(?<!\w){NUMBER}\W+(?:out\W+)?of\W+(?:the\W+|its\W+)?(?P<n>{NUMBER})\W+(?:votes?|{_KIND})",
        rf"(?:unites|comprises|consists\W+of|made\W+up\W+of|counts|brings\W+together|of)\W+(?:the\W+)?(?P<n>{NUMBER})\W+(?:[\w-]+\W+){{0,1}}?{_KIND}",
        rf"{NUMBER}\W+(?:votes?|yeses)\W+(?:out\W+)?of\W+(?:the\W+)?(?P<n>{NUMBER})\W+(?:(?:are|were|is|was)\W+)?(?:needed|required|necessary)",
        rf"(?P<n>{NUMBER})\W+(?:[\w-]+\W+)?{_KIND}\W+(?:have|has|with)\W+(?:a|one)\W+vote",
        rf"of\W+(?:the|its)\W+(?P<n>{NUMBER})(?=\W+(?:have|has|had|must|agree|vote|back|support)|[.,;])",
    )
)


_WHOLE = lazy_pattern(r"\b(?:of|all|the|its|each|with)\W+(?:the\W+|its\W+|[\w’']+s?[’']s?\W+)?\Z", re.IGNORECASE)
_OTHERS = lazy_pattern(
    r"\b(?:other|remaining|further|another|additional|rest\s+of\s+the|more\s+than)\s+\Z", re.IGNORECASE
)
_SOME = lazy_pattern(
    r"\b(?:(?:objections?|opposition|support|backing|refusal|resistance|consent|doubts?|votes?|help|vetoe?s?|hesitation|abstentions?)\s+(?:of|from|by)"
    r"|outvot\w+|overrul\w+|against|despite|only|at\s+least|just|another|between|among|led\s+by|joined\s+by|backed\s+by|opposed\s+by|split)\s+\Z",
    re.IGNORECASE,
)
_HOUSES = lazy_pattern(
    r"\bhouses?\s+of\s+(?:the\s+)?(?:laity|clergy|bishops|lords|commons|representatives|deputies|\w+\s+synod|synod|parliament|congress|\w+\s+parliament)\b",
    re.IGNORECASE,
)
_SEATED = lazy_pattern(r"(?:deputies|lawmakers|senators|mps|legislators|councillors)\Z", re.IGNORECASE)
_OF_PARTY = lazy_pattern(r"\s+(?:of|from)\s+the\s+(?P<who>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})(?!\w)")
_OTHERS_BEHIND = lazy_pattern(r"[\W]+(?:other|others|remaining|further|more)\b", re.IGNORECASE)
_PART = lazy_pattern(
    r"\W+(?:(?:have|had|of\W+them|then|also)\W+)?(?:voted|abstained|opposed|backed|supported|rejected|stayed\W+away|were\W+(?:absent|against|for)|against|in\W+favou?r|did\W+not)\b",
    re.IGNORECASE,
)


def told_size(text: str, near: Sequence[Span], sentences: Sequence[Span]) -> tuple[int, Span] | None:
    """How many members a body has, where the report tells it, and where.

    >>> told_size("The nine-member board votes on Friday.", (), (Span(0, 38),))
    (9, Span(start=4, end=15))
    """
    best: tuple[float, int, Span] | None = None
    for number, sentence in enumerate(sentences):
        about = any(sentence.start <= span.start < sentence.end for span in near)
        for order, pattern in enumerate(_SIZES):
            for match in pattern.finditer(text, *sentence):
                size = number_of(match["n"])
                if _PART.match(text, match.end()) and not _WHOLE.search(text, 0, match.start("n")):
                    continue  # "fifty-one members voted against": some of them
                if _OTHERS.search(text, max(0, match.start("n") - 30), match.start("n")) or _OTHERS_BEHIND.match(
                    text, match.end("n")
                ):
                    continue  # "the other eight members": not all
                if match.group().endswith("houses") and _HOUSES.search(text):
                    continue  # of a synod or a parliament
                if _SEATED.search(match.group()) and (of := _OF_PARTY.match(text, match.end())) and is_party(of["who"]):
                    continue  # "the two deputies of the Coast List"
                if match.start("n") - match.start() < 12 and _SOME.search(
                    text, max(0, match.start("n") - 40), match.start("n")
                ):
                    continue  # "over the objections of three eastern members": some of them
                if size is None or not 2 <= size <= MOST_MEMBERS or (1900 < size < 2100):
                    continue
                score = 3.0 * about - 0.3 * order - 0.01 * number
                if best is None or score > best[0]:
                    best = score, size, Span(*match.span())
    return (best[1], best[2]) if best else None


def body_as_told(
    name: str,
    named: Sequence[str],
    size: int | None,
    rule: ToldRule | None,
    table: ActorTable,
    names: dict[str, str],
    *,
    weighted: bool = False,
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
    """
    told = rule is not None and bool(rule.text) and not weighted
    needed = (
        0 if weighted else rule.amount if rule is not None and rule.amount and rule.family is RuleFamily.COUNT else 0
    )
    total = max(size or 0, len(named), needed or 0, 2)
    total = min(total, MOST_MEMBERS)
    always = (Days(),)
    members = [
        Member(i, names.get(i) or (table.actors[i].name if i in table.actors else i), always, TOLD)
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
