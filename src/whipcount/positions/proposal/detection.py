"""Detect what is to be decided: the proposal that one or more reports speak of, each field with its words.

The kind is the one whose words weigh most (titles and first sentences tell more); the body is the one spoken of beside
them; the candidate is the actor that invitations are for and accessions are of. What is not said stays empty: missing
data is better than incorrect data. A proposal that a person gave always wins over this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from whipcount.bodies.actors import Mention, Via, actor_name, find_actors
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.errors import BodyError
from whipcount.positions.proposal.clauses import (
    PROPOSES,
    addressee_after,
    find_rule,
    find_stage,
    requests,
    subject_before,
)
from whipcount.positions.proposal.kinds import KINDS, Kind
from whipcount.positions.proposal.naming import named_body, named_candidate, object_of, slug
from whipcount.positions.proposal.occasions import find_occasion
from whipcount.positions.proposal.proposal import Occasion, Proposal, Variant
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.dates import find_dates
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

READ = 60_000  # code points of one report that are looked at: what is to be decided is told early
_DECIDES_FOR = {
    "EU": "EU-COUNCIL",
    "EU-COMMISSION": "EU-COUNCIL",
    "EU-PARLIAMENT": "EU-COUNCIL",
    "EU-EUROPEAN-COUNCIL": "EU-COUNCIL",
    "UN": "UNSC",
}
_PROPOSES_ONLY = frozenset({"EU-COMMISSION", "EU-PARLIAMENT", "EU-EEAS", "UN"})
_GIVEN_TO = re.compile(
    r"(?:(?:invit\w*|admit\w*|admission|accession|membership|entry|letting|let|bid|invitation)"
    r"(?:\s+(?:for|to|of|by|from))?|(?:accession|membership)\s+(?:talks|negotiations)\s+with)(?:\s+the)?\s+\Z",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"(?:['’]s?)?\s+(?:\w+\s+){0,3}?(?:accession|membership|bid|application|admission|entry|invitation|integration)"
    r"|\s+to\s+(?:join|accede|enter|become)|\s+in(?:to)?\s+(?:the\s+)?(?:alliance|bloc|union|council|club)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """One report, looked through once."""

    report: Report
    text: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]

    @property
    def day(self) -> date | None:
        return self.report.day


def detect_proposal(
    reports: Iterable[Report], statements: Iterable[Statement] = (), *, table: ActorTable | None = None
) -> Proposal | None:
    """What the reports say is to be decided, or None where they speak of no decision.

    Args:
        reports: one or more, about one decision. The one that tells most is ``found_in``; spans count in its text, and
            fields that only others tell come without spans.
        statements: read from them; their cues and speakers say who asks.
        table: the actors to look for (your own bodies and members besides the built-in ones).

    >>> from whipcount.reports.formats.registry import read_report
    >>> text = '''Lake Council nears vote on letting Orvana in
    ... HARROWMERE, March 2, 2031 - The members of the Lake Council will decide at their spring session in Harrowmere on
    ... March 9-10, 2031, whether to admit Orvana. The decision requires the agreement of all seven members.'''
    >>> found = detect_proposal([read_report(text.replace("on\\n", "on "))])
    >>> found.title, found.rule, str(found.occasion.period)
    ('Lake Council admits Orvana', 'unanimity', '2031-03-09/2031-03-10')
    """
    table = table or default_table()
    spoken = tuple(statements)
    pages = [_page(report, table) for report in reports]
    made = [(page, found) for page in pages if (found := _detect(page, spoken, table)) is not None]
    if not made:
        return None
    best, proposal = max(made, key=lambda pair: (_fullness(pair[1]), -pages.index(pair[0])))
    for _, other in made:
        if other is not proposal and (other.body, other.candidate) == (proposal.body, proposal.candidate):
            proposal = _filled(proposal, other)
    return replace(proposal, found_in=best.report.sha256)


def _page(report: Report, table: ActorTable) -> _Page:
    text = report.text[:READ]
    return _Page(report, text, split_sentences(text), find_actors(text, table=table))


def _fullness(proposal: Proposal) -> int:
    return len(proposal.spans) + 2 * (proposal.occasion is not None) + 2 * (proposal.candidate is not None)


def _filled(proposal: Proposal, other: Proposal) -> Proposal:
    """The proposal with what only another report tells."""
    changes = {
        field: getattr(other, field)
        for field in ("rule", "asked_by", "addressee", "occasion", "stage")
        if getattr(proposal, field) is None and getattr(other, field) is not None
    }
    if isinstance(occasion := changes.get("occasion"), Occasion):
        changes["occasion"] = replace(occasion, spans=())
    return replace(proposal, **changes)


def _detect(page: _Page, statements: Sequence[Statement], table: ActorTable) -> Proposal | None:
    ranked = _kinds(page)
    for kind, anchors in ranked:
        body, body_spans = _body(page, anchors, table)
        if body is None:
            continue
        candidate, candidate_spans = _candidate(page, anchors, body, table)
        if kind.needs_candidate and candidate is None:
            continue
        page = _with_named(page, ((body, body_spans), (candidate, candidate_spans)), table)
        return _proposal(page, kind, anchors, (body, body_spans), (candidate, candidate_spans), statements, table)
    return None


def _kinds(page: _Page) -> list[tuple[Kind, tuple[Span, ...]]]:
    ranked = []
    for kind in KINDS:
        anchors = tuple(Span(*m.span()) for m in kind.anchor.finditer(page.text))
        if anchors:
            score = kind.weight * sum(_prominence(page, anchor) for anchor in anchors[:60])
            ranked.append((score, kind, anchors))
    ranked.sort(key=lambda row: -row[0])
    return [(kind, anchors) for _, kind, anchors in ranked]


def _prominence(page: _Page, span: Span) -> float:
    title = page.report.title_span
    if title is not None and title.overlaps(span):
        return 3.0
    early = page.sentences[min(3, len(page.sentences) - 1)].end
    return 2.0 if span.start < early else 1.0


def _sentence_of(page: _Page, span: Span) -> Span:
    for sentence in page.sentences:
        if sentence.start <= span.start < sentence.end:
            return sentence
    return span


def _body(page: _Page, anchors: Sequence[Span], table: ActorTable) -> tuple[str | None, tuple[Span, ...]]:
    """Who decides: the body spoken of most, above all beside the decision's own words."""
    near = {_sentence_of(page, anchor) for anchor in anchors}
    scores: Counter[str] = Counter()
    places: dict[str, list[Span]] = {}
    for mention in page.mentions:
        if mention.via is Via.CAPITAL or not mention.sure or mention.id not in table.actors:
            continue
        if table.actors[mention.id].kind != "body":
            continue
        decides = _DECIDES_FOR.get(mention.id, mention.id)
        weight = _prominence(page, mention.span) + 2 * any(s.start <= mention.span.start < s.end for s in near)
        scores[decides] += round(weight * (1 if mention.id in _PROPOSES_ONLY else 4))
        places.setdefault(decides, []).append(mention.span)
    named, spans = named_body(page.text, taken=[m.span for m in page.mentions])
    if named and (not scores or len(spans) * 8 > max(scores.values())):
        return named, spans
    if not scores:
        return None, ()
    best = max(scores, key=lambda body: (scores[body], -places[body][0].start))
    return best, tuple(places[best][:8])


def _candidate(
    page: _Page, anchors: Sequence[Span], body: str, table: ActorTable
) -> tuple[str | None, tuple[Span, ...]]:
    """Whom it is about: the actor that stands where invitations and accessions have their object."""
    members = _members(body, page.day)
    scores: Counter[str] = Counter()
    places: dict[str, list[Span]] = {}
    for mention in page.mentions:
        if mention.id == body or mention.id in members or mention.via is Via.MEMBERS:
            continue
        if _DECIDES_FOR.get(mention.id) == body or (
            mention.id in table.actors and table.actors[mention.id].kind == "body"
        ):
            continue
        before = page.text[max(0, mention.span.start - 40) : mention.span.start]
        after = page.text[mention.span.end : mention.span.end + 60]
        points = 3 * bool(_GIVEN_TO.search(before)) + 3 * bool(_OWNS.match(after))
        if points:
            scores[mention.id] += points
            places.setdefault(mention.id, []).append(mention.span)
    if scores:
        best = max(scores, key=lambda actor: (scores[actor], -places[actor][0].start))
        return best, tuple(places[best][:8])
    name, spans = named_candidate(page.text, anchors, taken=[m.span for m in page.mentions])
    return (slug(name).upper(), spans) if name else (None, ())


def _with_named(page: _Page, named: Iterable[tuple[str | None, tuple[Span, ...]]], table: ActorTable) -> _Page:
    """The page with mentions of what only its text names, so that they can ask and be asked like known actors."""
    extra = []
    for actor, spans in named:
        if actor is not None and actor not in table.actors and spans:
            words = re.compile(rf"(?<!\w){re.escape(spans[0].of(page.text))}(?!\w)")
            extra += [Mention(Span(*m.span()), (actor,), Via.NAME) for m in words.finditer(page.text)]
    kept = [m for m in extra if not any(m.span.overlaps(o.span) for o in page.mentions)]
    return replace(page, mentions=tuple(sorted((*page.mentions, *kept), key=lambda m: m.span)))


def _members(body: str, day: date | None) -> frozenset[str]:
    try:
        return frozenset(member.id for member in load_body(body).members(day))
    except BodyError:
        return frozenset()


def _proposal(
    page: _Page,
    kind: Kind,
    anchors: Sequence[Span],
    body: tuple[str, tuple[Span, ...]],
    candidate: tuple[str | None, tuple[Span, ...]],
    statements: Sequence[Statement],
    table: ActorTable,
) -> Proposal:
    text, sentences = page.text, page.sentences
    about = candidate[0] if kind.needs_candidate else None
    body_name = _shown(body, text, table)
    things = tuple(Span(*m.span()) for m in kind.thing.finditer(text)) if kind.thing else ()
    thing, thing_span = object_of(text, things or anchors)
    asker, ask_spans, addressee, addressee_span = _asked(page, anchors, body[0], about, statements)
    rule = find_rule(text, sentences)
    states = [m.span for m in page.mentions if m.id in table.actors and table.actors[m.id].kind == "state"]
    stage = find_stage(text, sentences, anchors, states=states)
    occasion = None
    if page.day is not None:
        stamp = page.report.published_span or Span(0, 0)
        start = page.report.body_span.start if page.report.body_span else 0
        dates = [d for d in find_dates(text, page.day) if d.span.start >= start and not d.span.overlaps(stamp)]
        occasion = find_occasion(text, sentences=sentences, dates=dates, today=page.day, near=anchors)
    shown = _shown((about, candidate[1]), text, table) if about else ""
    title = kind.title.format(body=body_name, candidate=shown, object=thing)
    variants, variant_spans = _variants(text, kind)
    spans: dict[str, tuple[Span, ...]] = {
        "decision": (thing_span, *anchors[:6]) if not kind.needs_candidate else tuple(anchors[:7]),
        "body": body[1],
        "candidate": candidate[1] if about else (),
        "asked_by": ask_spans,
        "addressee": (addressee_span,) if addressee_span else (),
        "occasion": occasion.spans if occasion else (),
        "rule": rule.spans if rule else (),
        "stage": stage.spans if stage else (),
        **variant_spans,
    }
    return Proposal(
        id=slug("-".join(filter(None, (about or thing, body[0], kind.id)))),
        title=title[:1].upper() + title[1:],
        body=body[0],
        decision=_decision(body[0], kind, page.day),
        rule=_rule_id(body[0], kind, rule.value if rule else None, page.day),
        candidate=about,
        asked_by=asker,
        addressee=f"the members of {body_name}" if addressee else None,
        occasion=occasion,
        variants=variants,
        stage=stage.value if stage else None,
        spans=tuple((name, where) for name, where in spans.items() if where),
    )


def _shown(actor: tuple[str | None, tuple[Span, ...]], text: str, table: ActorTable) -> str:
    """How to name an actor: bodies by the short name in use, states by their name, others as the report does."""
    actor_id, spans = actor
    if actor_id is None:
        return ""
    known = table.actors.get(actor_id)
    if known is not None:
        if known.kind == "state":
            return known.name
        speaking = [a for a, decides in _DECIDES_FOR.items() if decides == actor_id and a not in _PROPOSES_ONLY]
        names = {name for a in (actor_id, *speaking) if a in table.actors for name in table.actors[a].variants}
        used = Counter(span.of(text) for span in spans if span.of(text) in names)
        return max(used, key=lambda name: (used[name], -len(name))) if used else (known.variants or (known.name,))[0]
    name = actor_name(actor_id, table=table)
    return spans[0].of(text) if name == actor_id and spans else name


def _decision(body: str, kind: Kind, day: date | None) -> str:
    """The body's own name for this kind of decision, where its file has one."""
    try:
        known = load_body(body)
    except BodyError:
        return kind.id
    for name in kind.names:
        try:
            known.named_rule(name, day)
        except BodyError:
            continue
        return name
    return ""


def _rule_id(body: str, kind: Kind, words: str | None, day: date | None) -> str | None:
    """The body's rule for the decision; for a body without a file, the rule in the report's words."""
    try:
        return load_body(body).named_rule(_decision(body, kind, day) or None, day).id
    except BodyError:
        return words


def _asked(
    page: _Page, anchors: Sequence[Span], body: str, candidate: str | None, statements: Sequence[Statement]
) -> tuple[str | None, tuple[Span, ...], str | None, Span | None]:
    """Who asks for it, where that is said, and whom."""
    deciders = frozenset({body, *(actor for actor, decides in _DECIDES_FOR.items() if decides == body)})
    askers: Counter[str] = Counter()
    places: dict[str, list[Span]] = {}
    addressed: list[Mention] = []
    for sentence, verb in requests(page.text, page.sentences, anchors):
        spoken = next(
            (s for s in statements if s.report == page.report.sha256 and any(c.overlaps(verb) for c in s.cue)), None
        )
        actor = spoken.speaker.on_behalf_of if spoken and spoken.speaker else None
        subject = subject_before(page.text, verb, sentence, page.mentions, not_ids=frozenset({body}))
        who = actor or (subject.id if subject else None)
        if who is None or who == body:
            continue
        mention = addressee_after(verb, sentence, page.mentions, deciders)
        if mention is None and who != candidate and not PROPOSES.match(verb.of(page.text)):
            continue
        askers[who] += round(2 * _prominence(page, verb))
        places.setdefault(who, []).extend(s for s in ((subject.span if subject else None), verb) if s)
        if mention is not None:
            addressed.append(mention)
    asker = max(askers, key=lambda a: (askers[a], -places[a][0].start)) if askers else None
    best = next((m for m in addressed if m.via is Via.MEMBERS), addressed[0] if addressed else None)
    spans = tuple(dict.fromkeys(places[asker][:6])) if asker else ()
    return asker, spans, best.id if best else None, best.span if best else None


def _variants(text: str, kind: Kind) -> tuple[tuple[Variant, ...], dict[str, tuple[Span, ...]]]:
    """The variant asked for, and the others that the report speaks of."""
    kept: list[Variant] = []
    spans: dict[str, tuple[Span, ...]] = {}
    for place, variant in enumerate(kind.variants):
        words = "|".join(re.escape(term) for term in sorted(variant.terms, key=len, reverse=True))
        found = tuple(Span(*m.span()) for m in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))
        if place == 0 or found:
            kept.append(variant)
            spans[f"variant:{variant.id}"] = found[:8]
    return tuple(kept), spans
