"""Detect what is to be decided: the proposal that one or more reports speak of, each field with its words.

The frame (:mod:`~whipcount.positions.proposal.frame`) says what the report is about; around it are read who decides, by
which rule, whom it is about, when, and who asks for it. A body that the catalogue lacks becomes a body as told. What is
not said stays empty: missing data is better than incorrect data. A proposal that a person gave always wins over this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.positions.proposal.acts import ObjectKind
from whipcount.positions.proposal.body_mentions import BodyMention, find_bodies
from whipcount.positions.proposal.candidates import Candidate, find_person, find_state, hosts_told, named_by_report
from whipcount.positions.proposal.clauses import (
    PROPOSES,
    addressee_after,
    find_stage,
    requests,
    subject_before,
)
from whipcount.positions.proposal.deciding_body import BodyChoice, find_body, find_group
from whipcount.positions.proposal.fitting_rule import FittingRule, fitting_rule
from whipcount.positions.proposal.frame import LEAST, Frame, find_frames
from whipcount.positions.proposal.membership_links import membership_links
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.occasions import find_decision_day, find_occasion
from whipcount.positions.proposal.page import Page, make_page
from whipcount.positions.proposal.proposal import Occasion, Proposal, ToldNumber, Variant
from whipcount.positions.proposal.titles import title_of
from whipcount.positions.proposal.told_body import body_as_told, parties_to, told_size
from whipcount.positions.proposal.told_members import told_members
from whipcount.positions.proposal.told_rule import RuleFamily, ToldCount, ToldRule, find_count, find_rule
from whipcount.positions.proposal.words import word_classes
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.dates import find_dates
from whipcount.text.span import Span

_MOST_OTHERS = 3
_SURE = 2.6  # how strongly something must be told where the body is none of the catalogue's
_TREATY = re.compile(
    r"(?<!\w)(?:treaty|convention|protocol|agreement|pact|accord|charter|amendment|statute)(?!\w)", re.IGNORECASE
)


_DECIDING = re.compile(
    r"(?<!\w)(?:veto\w*|vot(?:e|es|ed|ing)|unanim\w+|consensus|majority|block(?:s|ed|ing)?|approv\w+|adopt\w*|reject\w*|agree(?:d|ment)?"
    r"|consent\w*|assent|put off|withh[eo]ld|off the agenda|got through|foundered|object\w*|oppos\w+|ratif\w+|pass(?:ed|es)|fail(?:s|ed)|decid\w+|decision|refus\w+)(?!\w)",
    re.IGNORECASE,
)


_FAINT = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), weight)
    for pattern, weight in (
        (r"veto(?:e[sd])?", 1.0),
        (r"vot(?:e|es|ed|ing)", 0.8),
        (r"unanim\w+|consensus|consent|qualified majority|two[- ]thirds", 1.0),
        (
            r"block(?:s|ed|ing)?|withh[oe]ld|barred|refus\w+|resistance|objections?|would not agree|held out|opposition",
            0.6,
        ),
        (r"decid\w+|decision|agreed|approved|adopted|rejected|turned down|passed|put off|postponed|agenda", 0.7),
    )
)
_EXPLAINS = re.compile(
    r"(?:how|explainer|explained|what is|what are|interview|a day|profile|q&a|timeline)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Decider:
    """Who decides: a body of the catalogue, or one as told."""

    choice: BodyChoice
    body: Body
    told: bool
    shown: str


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
    >>> found.title, found.rule_name, len(found.told_body.all_members), str(found.occasion.period)
    ('Lake Council admits Orvana', 'unanimity', 7, '2031-03-09/2031-03-10')
    """
    table = table or default_table()
    spoken = tuple(statements)
    pages = [make_page(report, table) for report in reports]
    made = [(page, found) for page in pages if (found := _detect(page, spoken, table)) is not None]
    if not made:
        return None
    best, proposal = max(made, key=lambda pair: (_fullness(pair[1]), -pages.index(pair[0])))
    for _, other in made:
        if other is not proposal and (other.body, other.candidate) == (proposal.body, proposal.candidate):
            proposal = _filled(proposal, other)
    return replace(proposal, found_in=best.report.sha256)


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


def _detect(page: Page, statements: Sequence[Statement], table: ActorTable) -> Proposal | None:
    mentions = find_bodies(page.text, page.day)
    frames = [frame for frame in find_frames(page, membership_links(page, mentions, table)) if frame.score > 0]
    for frame in frames[:4]:
        if frame.score < LEAST:
            break
        rule = find_rule(page.text, page.sentences, frame.anchors)
        choice = find_body(page, frame, mentions, rule.spans if rule else ())
        group = find_group(page, frame) if choice is None else None
        candidate = _candidate(page, frame, choice, mentions, table)
        if not _is_decision(page, frame, choice, group, candidate):
            continue
        others = [f for f in frames if f is not frame and f.score >= 0.3 * frame.score and f.score >= LEAST]
        return _proposal(page, frame, others, choice or group, candidate, statements, table)
    return _faint(page, frames, mentions, statements, table)


def _faint(
    page: Page,
    frames: Sequence[Frame],
    mentions: Sequence[BodyMention],
    statements: Sequence[Statement],
    table: ActorTable,
) -> Proposal | None:
    """A decision whose act is told in words that no table has: by its rule, a veto or a vote beside the body's name.

    The report's own title then mostly stands in for what is decided; that is better than to refuse the report.
    """
    lines = [n for n in range(len(page.sentences)) if not page.is_background(n)][:9]
    text = " ".join(page.sentences[n].of(page.text) for n in lines)
    rule = find_rule(page.text, page.sentences)
    sure = 1.5 * (rule is not None and rule.weight >= 3) + sum(
        weight for pattern, weight in _FAINT if pattern.search(text)
    )
    early = {page.title_line, page.lead_line, page.lead_line + 1, page.lead_line + 2}
    named = [m for m in mentions if m.strength >= 0.5 and page.line_of(m.span) in early]
    if sure < 2.0 or not named or page.title_line < 0:
        return None
    usable = [f for f in frames[:6] if not (f.bare and f.object.split()[-1:] and f.object.split()[-1].endswith("s"))]
    for frame in (*usable, *(f for f in frames[:1] if f not in usable)):
        choice = find_body(page, frame, mentions, rule.spans if rule else ())
        candidate = _candidate(page, frame, choice, mentions, table)
        if choice is None or (frame.act.object is ObjectKind.CANDIDATE and candidate is None):
            continue
        if frame not in usable and _EXPLAINS.match(page.report.title or ""):
            return None
        sharp = any(t.occurrence.line in early for t in frame.tellings) and not frame.bare
        if frame.act.object is ObjectKind.THING and not sharp:
            frame = replace(frame, bare=True, object="")
        return _proposal(page, frame, (), choice, candidate, statements, table)
    return None


def _is_decision(
    page: Page, frame: Frame, choice: BodyChoice | None, group: BodyChoice | None, candidate: Candidate | None
) -> bool:
    """Whether a frame tells of a decision of a body, rather than of how bodies work or of what somebody else does."""
    if frame.act.object is ObjectKind.CANDIDATE and candidate is None:
        return False
    if choice is None and group is None and frame.score < 2 * LEAST and not _treaty_of(frame):
        return False
    if frame.score < _SURE and (choice is None or not choice.id):
        return False
    told = [t for t in frame.tellings if t.occurrence.handling >= 1.2]
    early = [t for t in frame.tellings if t.occurrence.line in (page.title_line, page.lead_line)]
    if not told and not (early and choice is not None and _DECIDING.search(page.text)):
        return False
    if frame.bare and candidate is None and not early:
        return False
    words = frame.object.lower().split()
    general = frame.bare and bool(words) and words[-1].endswith("s") and words[0] not in word_classes()["determiners"]
    return not (general and words[0] not in word_classes()["quantifiers"] and candidate is None)


def _candidate(
    page: Page, frame: Frame, choice: BodyChoice | None, mentions: Sequence[BodyMention], table: ActorTable
) -> Candidate | None:
    if frame.act.object is ObjectKind.THING:
        return None
    body = choice.id if choice else ""
    members: frozenset[str] = frozenset()
    if body:
        members = frozenset(member.id for member in load_body(body).members(page.day))
    state = find_state(page, frame, table, not_ids={body, "EU", "UN"} if body else {"UN"}, members=members)
    if frame.act.object is ObjectKind.PERSON:
        person = find_person(page, frame, mentions)
        if person is None and state is not None and hosts_told(page, state):
            return state
        if person is None or (state is not None and _is_host(page, frame, state)):
            return state if state is not None and _is_host(page, frame, state) else person
        return person
    if state is not None:
        return state
    taken = [m.span for m in mentions] + [
        m.span for m in page.mentions if m.id in table.actors and table.actors[m.id].kind == "body"
    ]
    if choice is not None:
        taken += list(choice.spans)
    return named_by_report(page, frame, taken=[*taken, *(m.span for m in page.mentions if m.id in members)])


def _is_host(page: Page, frame: Frame, state: Candidate) -> bool:
    """Whether a state itself is to be chosen: it is the object, or owns the candidacy."""
    if hosts_told(page, state) >= 2:
        return True
    for telling in frame.tellings[:6]:
        occurrence = telling.occurrence
        if occurrence.object is None:
            continue
        words = page.words[occurrence.line]
        where = occurrence.object.span(words)
        for span in state.spans:
            if where.start <= span.start < where.end:
                after = page.text[span.end : span.end + 40]
                own = re.match(
                    r"['’]s\s+(?:[\w-]+\s+){0,2}?(?:candidacy|candidature|bid|chairmanship|presidency|election|appointment)",
                    after,
                )
                plain = re.match(r"\s*(?:to\b|as\b|for\b|[.,;]|\Z|\s(?:and|was|is|were|takes?)\b)", after)
                before = page.text[max(where.start, span.start - 30) : span.start]
                if own or (
                    plain
                    and re.search(r"(?:of|for|elect\w*|appoint\w*|choos\w*|candidate)\s+(?:the\s+)?\Z|\A\Z", before)
                ):
                    return True
    return False


def _proposal(
    page: Page,
    frame: Frame,
    others: Sequence[Frame],
    choice: BodyChoice | None,
    candidate: Candidate | None,
    statements: Sequence[Statement],
    table: ActorTable,
) -> Proposal:
    text, sentences, act = page.text, page.sentences, frame.act
    near = (*frame.anchors, *((frame.object_span,) if frame.object_span else ()))
    told_rule = find_rule(text, sentences, near)
    count = find_count(text, sentences, acts=act.id in ("ratify", "admit"))
    unread: list[str] = []
    decider = _decider(page, frame, choice, candidate, told_rule, count, table, unread)
    page = _with_named(page, decider, candidate, table)
    titled = title_of(
        frame, decider.shown, candidate, plural=decider.choice.plural, report_title=page.report.title or ""
    )
    if titled.of_report:
        unread.append("what exactly is decided: the report's own title stands in for it")
    about = candidate.id if candidate else None
    rule = _fitting(decider.body, frame, titled.thing, told_rule, page.day)
    asker, ask_spans, addressee, addressee_span = _asked(page, frame.anchors, decider, about, statements)
    states = [m.span for m in page.mentions if m.id in table.actors and table.actors[m.id].kind == "state"]
    stage = find_stage(text, sentences, frame.anchors, states=states)
    occasion = _occasion(page, frame, frozenset(m.id for m in decider.body.all_members))
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
        rule_name=decider.body.rules[0].id if decider.told else rule.name,
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
        others=_others(frame, others),
        unread=tuple(unread),
    )


def _others(main: Frame, frames: Sequence[Frame]) -> tuple[str, ...]:
    """What else is decided, in a few words each: things that are handled as a decision and are not the main one again."""
    told_of = {word for t in main.tellings for word in (*t.content, *t.names)}
    found = []
    for frame in frames:
        own = {word for t in frame.tellings[:3] for word in (*t.content, *t.names)}
        sure = any(t.occurrence.handling >= 2 for t in frame.tellings)
        if frame.act.object is ObjectKind.THING and frame.object and not frame.bare and sure and not own & told_of:
            found.append(f"{frame.act.does[1]} {frame.object}")
    return tuple(found[:_MOST_OTHERS])


def _decider(
    page: Page,
    frame: Frame,
    choice: BodyChoice | None,
    candidate: Candidate | None,
    rule: ToldRule | None,
    count: ToldCount | None,
    table: ActorTable,
    unread: list[str],
) -> _Decider:
    treaty = _treaty_of(frame)
    needed = _needed(page, rule, count)
    if treaty and needed and not (choice and choice.id and _bounded(choice, needed, page.day)):
        body = parties_to(treaty, load_body("UNGA"), needed, rule or ToldRule(RuleFamily.COUNT, "", "", needed, ()))
        spans = (frame.object_span,) if frame.object_span else ()
        return _Decider(BodyChoice("", body.name, spans, True, "a treaty"), body, True, treaty)
    if choice is not None and choice.id:
        body = load_body(choice.id)
        return _Decider(choice, body, False, _shown(choice, body, page, table))
    if choice is None:
        unread.append("which body decides: the report does not name one")
        choice = BodyChoice("", "The body that decides", ())
    size = told_size(page.text, (*choice.spans, *frame.anchors), page.sentences)
    if size is None:
        unread.append(f"how many members {choice.name} has")
    if rule is None or not rule.text:
        unread.append(f"by which rule {choice.name} decides: a majority of those voting is assumed")
    named, names = _named_members(page, choice, candidate, table, size[0] if size else None)
    body = body_as_told(choice.name, named, size[0] if size else None, rule, table, names)
    return _Decider(choice, body, True, choice.name)


def _treaty_of(frame: Frame) -> str:
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
        r"(?:number|threshold|total)\W+(?:of\W+\w+\W+)?(?:\w+\W+){0,3}?(?:needed|required|necessary)|(?:needed|required|enough|threshold)\W+(?:\w+\W+){0,4}?(?:enter\W+into|take\W+effect|into\W+force)",
        page.text,
        re.IGNORECASE,
    )
    return count.agreed if count is not None and reached else 0


def _bounded(choice: BodyChoice, needed: int, day: date | None) -> bool:
    """Whether the ratifications needed are those of a body's own members."""
    size = len(load_body(choice.id).members(day))
    return size >= needed and size < 60


def _named_members(
    page: Page, choice: BodyChoice, candidate: Candidate | None, table: ActorTable, size: int | None
) -> tuple[list[str], dict[str, str]]:
    """The members that a report names: its states, or the names that no table knows, in the order of their telling."""
    states: Counter[str] = Counter()
    about = candidate.id if candidate else None
    for mention in page.mentions:
        known = table.actors.get(mention.id)
        inside = any(span.overlaps(mention.span) for span in choice.spans)
        place = re.search(
            r"\b(?:in|at|near)\s+(?:the\s+)?\Z", page.text[max(0, mention.span.start - 12) : mention.span.start]
        )
        if known is None or known.kind != "state" or mention.id == about or not mention.sure or inside or place:
            continue
        states[mention.id] += 1
    if len(states) > 1 or (
        states and not choice.name.lower().endswith(("parliament", "assembly", "senate", "congress", "chamber"))
    ):
        named = [actor for actor, _ in states.most_common()]
        return (named[:size] if size else named), {}
    taken = [*choice.spans, *(candidate.spans if candidate else ()), *(m.span for m in page.mentions)]
    taken += [m.span for m in find_bodies(page.text)]
    unknown = told_members(page, taken=taken)
    names = {slug(name).upper(): name for name in (unknown[:size] if size else unknown)}
    return list(names), names


def _with_named(page: Page, decider: _Decider, candidate: Candidate | None, table: ActorTable) -> Page:
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


_PLURAL = re.compile(
    r"(?:ministers|leaders|states|countries|governments|ambassadors|members|allies|nations|premiers|mps|lawmakers|senators|governors)\Z",
    re.IGNORECASE,
)


def _shown(choice: BodyChoice, body: Body, page: Page, table: ActorTable) -> str:
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


def _fitting(body: Body, frame: Frame, thing: str, told: ToldRule | None, day: date | None) -> FittingRule:
    if len(body.rules) == 1 and body.sources[:1] == ("the report",):
        return FittingRule("", body.rules[0].id, "", told is not None)
    return fitting_rule(body, (*_thing_keys(frame, thing), *frame.act.keys), told, day)


def _thing_keys(frame: Frame, thing: str) -> tuple[str, ...]:
    """What a thing may be called among a body's decisions: its last words, in one and in two, as singular and as told."""
    if frame.act.object is not ObjectKind.THING:
        return ()
    classes = word_classes()
    words = []
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


def _occasion(page: Page, frame: Frame, members: frozenset[str]) -> Occasion | None:
    if page.day is None:
        return None
    stamp = page.report.published_span or Span(0, 0)
    start = page.report.body_span.start if page.report.body_span else 0
    dates = [d for d in find_dates(page.text, page.day) if d.span.start >= start and not d.span.overlaps(stamp)]
    ahead = find_occasion(page.text, sentences=page.sentences, dates=dates, today=page.day, near=frame.anchors)
    if frame.act.id == "ratify":
        return ahead  # members ratify each on a day of its own
    lines = {t.occurrence.line for t in frame.tellings}
    if ahead is not None and any(page.line_of(span) in lines for span in ahead.spans):
        return ahead
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
    page: Page, anchors: Sequence[Span], decider: _Decider, candidate: str | None, statements: Sequence[Statement]
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
