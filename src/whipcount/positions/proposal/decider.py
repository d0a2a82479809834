"""Who decides, as a body that can be counted: of the catalogue, the parties to a treaty, or a body as told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.body_members import may_sit_by_name, named_members
from whipcount.positions.proposal.body_mentions import find_bodies
from whipcount.positions.proposal.deciding_body import BodyChoice, find_body
from whipcount.positions.proposal.deciding_groups import find_group
from whipcount.positions.proposal.foreign_seats import others_sit
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.member_kinds import MemberKind, chamber_names, is_party, member_kind
from whipcount.positions.proposal.member_names import has_share
from whipcount.positions.proposal.other_bodies import other_bodies
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_candidates import Candidate
from whipcount.positions.proposal.seated_persons import with_seats_named
from whipcount.positions.proposal.short_names import short_names
from whipcount.positions.proposal.titles import title_of
from whipcount.positions.proposal.told_body import body_as_told, parties_to
from whipcount.positions.proposal.told_rule import RuleFamily, ToldCount, ToldRule
from whipcount.positions.proposal.told_size import MOST_MEMBERS, told_size
from whipcount.positions.proposal.vote_counts import vote_count
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

MOST_SENTENCES = 60
_WEIGHTED = lazy_pattern(r"\bweighted\s+(?:votes?|voting|ballots?)|\bvotes?\s+(?:are|is)\s+weighted", re.IGNORECASE)
_FEW = 5  # so small a number, where more have voted, is told of some of the members
_TREATY = lazy_pattern(
    r"(?<!\w)(?:treaty|convention|protocol|agreement|pact|accord|charter|amendment|statute)(?!\w)", re.IGNORECASE
)
_RATIFIED = lazy_pattern(
    r"(?<!\w)(?:ratif\w+|deposit\w*|instruments?\s+of|parties\s+to|signator(?:y|ies)|acced\w+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides: a body of the catalogue, or one as told."""

    choice: BodyChoice
    body: Body
    told: bool
    shown: str


def decider_of(
    page: Page,
    frame: Frame,
    choice: BodyChoice | None,
    candidate: Candidate | None,
    rule: ToldRule | None,
    count: ToldCount | None,
    table: ActorTable,
    unread: list[str],
) -> Decider:
    """Who decides: a body of the catalogue, the parties to a treaty, or a body as told; ``unread`` gets what is not told."""  # noqa: E501
    treaty = treaty_of(frame)
    needed = _needed(page, rule, count)
    if (
        treaty
        and needed
        and _RATIFIED.search(page.text)
        and not (choice and choice.id and _bounded(choice, needed, page.day))
    ):
        body = parties_to(treaty, load_body("UNGA"), needed)
        spans = (frame.object_span,) if frame.object_span else ()
        return Decider(BodyChoice("", body.name, spans, True, "a treaty"), body, True, treaty)
    if treaty and (owner := _parties_told(frame, choice, rule, count)) is not None:
        parties, each = owner
        named, names = named_members(page, BodyChoice("", treaty, ()), candidate, table, parties)
        also = short_names(page.text, names)
        body = body_as_told(f"parties to {treaty}", named, parties, each, table, names, also=also)
        spans = (frame.object_span,) if frame.object_span else ()
        return Decider(BodyChoice("", body.name, spans, True, "a treaty"), body, True, treaty)
    if choice is not None and not choice.id and any(has_share(page.text, span) for span in choice.spans):
        choice = find_group(page, frame)  # "Pell Trust, with 14 per cent of the debt": one of those who decide
    if choice is not None and not choice.id and is_party(choice.name):
        group = find_group(page, frame)  # "the Civic Alliance", where "councillors voted": a party of theirs
        persons = group is not None and member_kind("", group.name) is MemberKind.PERSONS
        choice = group if persons else _chamber_of(page, choice)
    if choice is not None and choice.id and _others_sit(page, frame, choice, candidate):
        choice = _told_instead(page, frame, choice)
    if choice is not None and choice.id:
        body = load_body(choice.id)
        seated = with_seats_named(body, page)
        return Decider(choice, seated or body, seated is not None, _shown(body, page, table))
    if choice is None:
        unread.append("which body decides: the report does not name one")
        choice = BodyChoice("", "The deciding body", ())
    told = told_size(
        page.text, (*choice.spans, *frame.anchors), page.sentences, other_bodies(page.text, page.day, choice)
    )
    voted = _voted(page)
    few = told is not None and voted is not None and told[0] < _FEW and told[0] < voted
    size = told[0] if told and not few else voted  # "the two student members" are some of them
    if size is None:
        unread.append(f"how many members {choice.name} has")
    if rule is None or not rule.text:
        unread.append(f"by which rule {choice.name} decides: a majority of those voting is assumed")
    decision = _decision(page, frame, choice, candidate)
    named, names = named_members(page, choice, candidate, table, size, told, frame.object or "", decision)
    weighted = rule is not None and rule.family is RuleFamily.COUNT and _WEIGHTED.search(page.text) is not None
    if weighted:
        unread.append(f"how the votes of {choice.name} are weighted: one each is assumed")
    also = short_names(page.text, names)
    body = body_as_told(choice.name, named, size, rule, table, names, weighted=weighted, also=also)
    return Decider(choice, body, True, choice.name)


def _others_sit(page: Page, frame: Frame, choice: BodyChoice, candidate: Candidate | None) -> bool:
    """Whether those who surely sit are none of the members of a body of the catalogue."""
    names = may_sit_by_name(page, choice, candidate)
    return others_sit(page, load_body(choice.id), names, _decision(page, frame, choice, candidate))


def _decision(page: Page, frame: Frame, choice: BodyChoice, candidate: Candidate | None) -> str:
    """What is decided, in the words with which the network is asked."""
    return title_of(frame, choice.name, candidate, plural=choice.plural, report_title=page.report.title or "").title


def _told_instead(page: Page, frame: Frame, choice: BodyChoice) -> BodyChoice | None:
    """Who else decides: another body as told; or one that is called like that of the catalogue."""
    mentions = [mention for mention in find_bodies(page.text, page.day) if mention.id != choice.id]
    other = find_body(page, frame, mentions)
    if other is not None and not other.id:
        return other
    if _HOUSE.search(choice.name):
        name = re.sub(r"\A[Tt]he\s+", "", choice.name)
        return BodyChoice("", name, choice.spans, choice.plural, "called so by the report")
    return find_group(page, frame)


_HOUSE = lazy_pattern(
    rf"\b(?:{either(word_lists('bodies/deciders')['collectives'].split())}|commons|lords)\b", re.IGNORECASE
)


def _chamber_of(page: Page, choice: BodyChoice) -> BodyChoice:
    """The chamber in which a party sits that was taken for what decides; the party itself where none is named."""
    if member_kind(page.text, choice.name) is not MemberKind.CHAMBER and not _beside_parties(page.text, choice.name):
        return choice
    start = page.report.body_span.start if page.report.body_span else 0
    found = list(islice(chamber_names().finditer(page.text, start), MOST_SENTENCES))
    if not found:
        return choice
    names = Counter(match["name"] for match in found)
    name = max(names, key=lambda one: (names[one], -page.text.index(one)))
    whole = next((other for other in names if other.startswith(f"{name} of ")), name)
    spans = [Span(*match.span("name")) for match in found if match["name"] in (name, whole)]
    return BodyChoice("", whole, tuple(spans), False, "the chamber in which parties vote")


def _beside_parties(text: str, name: str) -> bool:
    """Whether a name stands in one list with that of a party: "the Civic Union and the Farmers' Party voted for it"."""
    behind = re.finditer(rf"(?<!\w){re.escape(name)}(?:,|,? and)(?: the)? ((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*)", text)
    before = re.finditer(rf"([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?:,|,? and) (?:the )?{re.escape(name)}(?!\w)", text)
    return any(is_party(match[1]) for match in (*behind, *before))


def _voted(page: Page) -> int | None:
    """How many voted, where one count of both sides is told and no other: so many a body has that tells no number."""
    counts = [vote_count(span.of(page.text)) for span in page.sentences[:MOST_SENTENCES]]
    totals = {
        count.yes + count.no + (count.abstain or 0) + (count.absent or 0)
        for count in counts
        if count is not None and count.yes is not None and count.no is not None
    }
    total = totals.pop() if len(totals) == 1 else 0
    return total if 2 <= total <= MOST_MEMBERS else None


_PARLIAMENT = lazy_pattern(
    r"\b(?:parliament|senate|assembly|congress|diet|chamber|house|legislature|council|deputies|lawmakers|mps)\b",
    re.IGNORECASE,
)


def _parties_told(
    frame: Frame, choice: BodyChoice | None, rule: ToldRule | None, count: ToldCount | None
) -> tuple[int, ToldRule | None] | None:
    """How many parties must ratify a treaty, one by one, and by which rule; None where a body decides it together.

    A parliament that ratifies it is one party's.
    """
    size = (count.size if count else None) or (rule.amount if rule and rule.family is RuleFamily.EACH else None)
    one_by_one = frame.act.id == "ratify" or (rule is not None and rule.family is RuleFamily.EACH)
    if not one_by_one or frame.act.id == "admit" or not size or not 2 <= size <= MOST_MEMBERS:
        return None
    if choice is not None and (choice.id or not _PARLIAMENT.search(choice.name)):
        return None
    told = rule if rule is not None and rule.family is RuleFamily.EACH else None
    return size, told or ToldRule(
        RuleFamily.EACH, RuleFamily.EACH.value, "all members", size, count.spans if count else ()
    )


def treaty_of(frame: Frame) -> str:
    """The name of the treaty that a frame is about, with its article; empty where it is about none."""
    if frame.act.id not in ("ratify", "approve-deal", "admit") or not frame.object or frame.bare:
        return ""
    if frame.act.id == "admit" or not _TREATY.search(frame.object):
        return ""
    return frame.object if frame.object.lower().startswith("the ") else f"the {frame.object}"


def _needed(page: Page, rule: ToldRule | None, count: ToldCount | None) -> int:
    """How many ratifications a treaty needs, where that is told."""
    if count is not None and count.needed:
        return count.needed
    if rule is not None and rule.family is RuleFamily.COUNT and rule.amount and rule.amount > 3:
        return rule.amount
    reached = re.search(
        r"(?:number|threshold|total)\W+(?:of\W+\w+\W+)?(?:\w+\W+){0,3}?(?:needed|required|necessary)|(?:needed"
        r"|required|enough|threshold)\W+(?:\w+\W+){0,4}?(?:enter\W+into|take\W+effect|into\W+force)",
        page.text,
        re.IGNORECASE,
    )
    return count.agreed if count is not None and reached else 0


def _bounded(choice: BodyChoice, needed: int, day: date | None) -> bool:
    """Whether the ratifications needed are those of a body's own members."""
    size = len(load_body(choice.id).members(day))
    return size >= needed and size < 60


_PLURAL = lazy_pattern(
    r"(?:ministers|leaders|states|countries|governments|ambassadors|members|allies|nations|premiers|mps|lawmakers"
    r"|senators|governors)\Z",
    re.IGNORECASE,
)


def _shown(body: Body, page: Page, table: ActorTable) -> str:
    """How to name a body of the catalogue: the short name in use, never its members or an epithet."""
    names = {body.name, *body.aliases, body.id}
    used = Counter(
        m.name for m in find_bodies(page.text) if m.id == body.id and m.strength >= 0.9 and not _PLURAL.search(m.name)
    )
    used = Counter({name: n for name, n in used.items() if name in names or name.upper() in {x.upper() for x in names}})
    whole = re.sub(r"\s*\(.*\)", "", body.name)
    if used:
        name = max(used, key=lambda name: (used[name], -len(name)))
        return whole if whole.startswith(name + " ") and len(whole.split()) <= 3 else name
    for mention in find_bodies(page.text):  # "EU foreign ministers": the EU
        first = mention.name.split()[0]
        if mention.id == body.id and mention.strength >= 0.9 and first in names:
            return first
    known = table.actors.get(body.id)
    if known is not None:
        return (known.variants or (known.name,))[0]
    singular = [name for name in body.aliases if not _PLURAL.search(name)]
    return singular[0] if singular else re.sub(r"\s*\(.*\)", "", body.name)
