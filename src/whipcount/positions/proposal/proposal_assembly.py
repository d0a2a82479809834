"""Put a proposal together around a frame: title, rule, occasion, who asks, variants, each with its places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.acts import ObjectKind
from whipcount.positions.proposal.clauses import (
    PROPOSES,
    addressee_after,
    find_stage,
    requests,
    subject_before,
)
from whipcount.positions.proposal.decided_beside import named_beside
from whipcount.positions.proposal.decider import Decider, decider_of
from whipcount.positions.proposal.deciding_body import BodyChoice
from whipcount.positions.proposal.decision_days import find_deadline, find_decision_day
from whipcount.positions.proposal.fitting_rule import FittingRule, fitting_rule
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.occasions import find_occasion
from whipcount.positions.proposal.other_bodies import other_bodies
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_candidates import Candidate
from whipcount.positions.proposal.proposal import Occasion, Proposal, ToldNumber, Variant
from whipcount.positions.proposal.titles import title_of
from whipcount.positions.proposal.told_rule import ToldRule, find_count, find_rule
from whipcount.positions.proposal.words import word_classes
from whipcount.statements.statement import Statement
from whipcount.text.dates import find_dates
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_AGAIN = lazy_pattern(
    r"\b(?:again|reconven\w+|resum\w+|another\s+(?:attempt|try|vote|meeting|session)|return\s+to|until)\b",
    re.IGNORECASE,
)
_EARLIER = lazy_pattern(r"\b(?:earlier|already)\s+(?:in\s+|on\s+)?(?:this|that|the\s+same)\s+\w+\Z", re.IGNORECASE)


def assemble_proposal(
    page: Page,
    frame: Frame,
    others: Sequence[Frame],
    choice: BodyChoice | None,
    candidate: Candidate | None,
    statements: Sequence[Statement],
    table: ActorTable,
) -> Proposal:
    """The proposal that a frame tells of, with what is read around it; ``others`` are what else the report decides."""
    text, sentences, act = page.text, page.sentences, frame.act
    near = (*frame.anchors, *((frame.object_span,) if frame.object_span else ()))
    others_named = other_bodies(text, page.day, choice)
    told_rule = find_rule(text, sentences, near, others_named)
    count = find_count(text, sentences, acts=act.id in ("ratify", "admit", "approve-deal"))
    unread: list[str] = []
    decider = decider_of(page, frame, choice, candidate, told_rule, count, table, unread)
    page = _with_named(page, decider, candidate, table)
    titled = title_of(
        frame,
        decider.shown,
        candidate,
        plural=decider.choice.plural,
        report_title=page.report.title or "",
        body_id=decider.body.id,
    )
    if titled.of_report:
        own = "the report's own title" if page.report.title_span is not None else "a sentence of the report"
        unread.append(f"what exactly is decided: {own} stands in for it")
    about = candidate.id if candidate else None
    rule = _fitting(decider.body, frame, titled.thing, told_rule, page.day)
    asker, ask_spans, addressee, addressee_span = _asked(page, frame.anchors, decider, about, statements)
    states = [m.span for m in page.mentions if m.id in table.actors and table.actors[m.id].kind == "state"]
    stage = find_stage(text, sentences, frame.anchors, states=states)
    occasion = _occasion(page, frame, frozenset(m.id for m in decider.body.all_members), others_named)
    variants, variant_spans = _variants(text, frame, titled.thing)
    number = ToldNumber(count.agreed, count.needed or count.size, count.spans) if count else None
    spans: dict[str, tuple[Span, ...]] = {
        "decision": tuple(dict.fromkeys((*((frame.object_span,) if frame.object_span else ()), *frame.anchors)))[:7],
        "body": decider.choice.spans,
        "candidate": candidate.spans if candidate else (),
        "asked_by": ask_spans,
        "addressee": (addressee_span,) if addressee_span else (),
        "occasion": occasion.spans if occasion else (),
        "rule": told_rule.spans if told_rule else (),
        "stage": stage.spans if stage else (),
        "agreed": count.spans if count else (),
        **variant_spans,
    }
    return Proposal(
        id=slug("-".join(filter(None, (about or titled.thing, decider.body.id, act.id)))),
        title=titled.title,
        body=decider.body.id,
        decision=rule.decision,
        rule=rule.rule,
        rule_name=decider.body.rules[0].id if decider.told and not decider.choice.id else rule.name,
        candidate=about,
        asked_by=asker,
        addressee=f"the members of {decider.shown}" if addressee else None,
        occasion=occasion,
        variants=variants,
        stage=stage.value if stage else None,
        spans=tuple((name, where) for name, where in spans.items() if where),
        act=act.id,
        told_body=decider.body if decider.told else None,
        told_number=number,
        title_of_report=titled.of_report,
        others=named_beside(page, frame, others),
        unread=tuple(unread),
    )


def _with_named(page: Page, decider: Decider, candidate: Candidate | None, table: ActorTable) -> Page:
    """The page with mentions of what only its text names, so that they can ask and be asked like known actors."""
    extra = []
    named: list[tuple[str, tuple[Span, ...]]] = [(decider.body.id, decider.choice.spans)]
    if candidate is not None:
        named.append((candidate.id, candidate.spans))
    for actor, spans in named:
        if actor not in table.actors and spans:
            words = re.compile(rf"(?<!\w){re.escape(spans[0].of(page.text))}(?!\w)")
            extra += [Mention(Span(*m.span()), (actor,), Via.NAME) for m in words.finditer(page.text)]
    kept = [m for m in extra if not any(m.span.overlaps(o.span) for o in page.mentions)]
    return replace(page, mentions=tuple(sorted((*page.mentions, *kept), key=lambda m: m.span)))


def _fitting(body: Body, frame: Frame, thing: str, told: ToldRule | None, day: date | None) -> FittingRule:
    if len(body.rules) == 1 and body.sources[:1] == ("the report",):
        return FittingRule("", body.rules[0].id, "", told is not None)
    return fitting_rule(body, (*_thing_keys(frame, thing), *frame.act.keys), told, day)


def _thing_keys(frame: Frame, thing: str) -> tuple[str, ...]:
    """What a thing may be called among a body's decisions: its last words, in one and in two, as singular and as"
    " told."""
    if frame.act.object is not ObjectKind.THING:
        return ()
    classes = word_classes()
    words: list[str] = []
    for word in thing.lower().split():
        if word in classes["prepositions"] or word in ("that", "which") or (word.endswith("ing") and words):
            break
        words.append(word.strip(",'’“”\""))
    words = [w for w in words if w not in classes["determiners"]]
    keys: list[str] = []
    if len(words) >= 2:
        keys += [" ".join(words[-2:]), " ".join(words[-2:]).rstrip("s")]
    if words:
        keys += [words[-1], words[-1].rstrip("s")]
    return tuple(dict.fromkeys(key for key in keys if key and key not in ("decision", "procedure", "vote")))


def _occasion(page: Page, frame: Frame, members: frozenset[str], others: Sequence[Span]) -> Occasion | None:
    if page.day is None:
        return None
    stamp = page.report.published_span or Span(0, 0)
    start = page.report.body_span.start if page.report.body_span else 0
    dates = [
        d
        for d in find_dates(page.text, page.day)
        if d.span.start >= start and not d.span.overlaps(stamp) and not _EARLIER.search(page.text[: d.span.end])
    ]
    ahead = find_occasion(
        page.text, sentences=page.sentences, dates=dates, today=page.day, near=frame.anchors, others=others
    )
    if frame.act.id == "ratify":
        return ahead  # members ratify each on a day of its own
    lines = {t.occurrence.line for t in frame.tellings}
    if ahead is not None and any(page.line_of(span) in lines for span in ahead.spans):
        return ahead
    if ahead is not None and any(
        _AGAIN.search(page.sentences[page.line_of(span)].of(page.text)) for span in ahead.spans
    ):
        return ahead  # what was not agreed is taken up once more
    left = find_deadline(page.text, sentences=page.sentences, dates=dates, today=page.day)
    if left is not None:
        return left
    told = [
        (t.occurrence.anchor, page.sentences[t.occurrence.line], _member_acts(page, t.occurrence.anchor, members))
        for t in frame.tellings[:6]
        if t.occurrence.line != page.title_line
        and not page.is_background(t.occurrence.line)
        and t.occurrence.handling >= 0.8
        and not (t.occurrence.verb is not None and t.occurrence.verb.forms.base == "ratify")
    ]
    return find_decision_day(page.text, told=told, dates=dates, today=page.day) or ahead


def _member_acts(page: Page, anchor: Span, members: frozenset[str]) -> bool:
    """Whether a member, rather than the body, is the subject or the agent of a verb."""
    line = page.line_of(anchor)
    if line < 0:
        return False
    sentence = page.sentences[line]
    before = [m for m in page.mentions if sentence.start <= m.span.start and m.span.end <= anchor.start]
    by = re.match(r"\W+by\W+(?:the\W+)?", page.text[anchor.end : anchor.end + 10])
    agent = by and any(m.span.start <= anchor.end + by.end() < m.span.end and m.id in members for m in page.mentions)
    return bool(agent) or bool(before and before[-1].id in members)


def _asked(
    page: Page, anchors: Sequence[Span], decider: Decider, candidate: str | None, statements: Sequence[Statement]
) -> tuple[str | None, tuple[Span, ...], str | None, Span | None]:
    """Who asks for it, where that is said, and whom."""
    body = decider.body.id
    deciders = frozenset(
        {
            body,
            *({"EU", "EU-COUNCIL", "EU-EUROPEAN-COUNCIL"} if body.startswith("EU-") else ()),
            *({"UN"} if body == "UNSC" else ()),
        }
    )
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
        line = page.line_of(verb)
        askers[who] += round(2 * page.prominence(line)) if line >= 0 else 1
        places.setdefault(who, []).extend(s for s in ((subject.span if subject else None), verb) if s)
        if mention is not None:
            addressed.append(mention)
    asker = max(askers, key=lambda a: (askers[a], -places[a][0].start)) if askers else None
    best = next((m for m in addressed if m.via is Via.MEMBERS), addressed[0] if addressed else None)
    spans = tuple(dict.fromkeys(places[asker][:6])) if asker else ()
    return asker, spans, best.id if best else None, best.span if best else None


def _variants(text: str, frame: Frame, thing: str) -> tuple[tuple[Variant, ...], dict[str, tuple[Span, ...]]]:
    """The variant asked for, known also by the words of its object, and the others that the report speaks of."""
    kept: list[Variant] = []
    spans: dict[str, tuple[Span, ...]] = {}
    for place, variant in enumerate(frame.act.variants):
        terms = variant.terms
        if place == 0 and frame.act.object is ObjectKind.THING:
            terms = tuple(dict.fromkeys((*terms, *_object_terms(thing))))
            variant = replace(variant, terms=terms)
        words = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
        found = tuple(Span(*m.span()) for m in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))
        if place == 0 or found:
            kept.append(variant)
            spans[f"variant:{variant.id}"] = found[:8]
    return tuple(kept), spans


def _object_terms(thing: str) -> tuple[str, ...]:
    """Words of an object by which reports speak of it again: its nouns, none of its names."""
    classes = word_classes()
    words = [w.strip(",.'’“”\"") for w in thing.split()]
    kept = [
        w.lower()
        for w in words
        if len(w) > 4
        and w[:1].islower()
        and w.lower() not in classes["prepositions"] | classes["determiners"] | classes["stops"]
        and w.lower() not in classes["quantifiers"] | classes["times"]
        and not w.endswith(("ing", "ed"))
    ]
    return tuple(dict.fromkeys(kept))[:6]
