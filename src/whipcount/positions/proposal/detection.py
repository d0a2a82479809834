"""Detect what is to be decided: the proposal that one or more reports speak of, each field with its words.

The frame (:mod:`~whipcount.positions.proposal.frame`) says what the report is about; around it are read who decides, by
which rule, whom it is about, when, and who asks for it. A body that the catalogue lacks becomes a body as told. What is
not said stays empty: missing data is better than incorrect data. A proposal that a person gave always wins over this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.positions.proposal.acts import ObjectKind, lexicon
from whipcount.positions.proposal.body_demands import body_demands
from whipcount.positions.proposal.body_mentions import BodyMention, find_bodies
from whipcount.positions.proposal.candidates import find_state, named_by_report
from whipcount.positions.proposal.decided_beside import other_frames
from whipcount.positions.proposal.deciding_body import BodyChoice, find_body
from whipcount.positions.proposal.deciding_groups import find_group, in_the_news
from whipcount.positions.proposal.decision_test import is_decision, is_named_only
from whipcount.positions.proposal.frame import LEAST, Frame, find_frames, is_thin
from whipcount.positions.proposal.inflection import stem
from whipcount.positions.proposal.membership_links import membership_links
from whipcount.positions.proposal.membership_requests import membership_requests
from whipcount.positions.proposal.page import Page, make_page
from whipcount.positions.proposal.person_candidates import Candidate, find_person, hosts_told, of_a_person
from whipcount.positions.proposal.proposal import Occasion, Proposal
from whipcount.positions.proposal.proposal_assembly import assemble_proposal
from whipcount.positions.proposal.told_rule import find_rule
from whipcount.positions.proposal.told_votes import vote_lines
from whipcount.positions.proposal.vote_counts import vote_count
from whipcount.positions.proposal.voted_proposals import EXPLAINS, no_act, voted_proposal
from whipcount.positions.proposal.words import word_classes
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_FAINT = tuple(
    (lazy_pattern(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), weight)
    for pattern, weight in (
        (r"veto(?:e[sd])?", 1.0),
        (r"vot(?:e|es|ed|ing)", 0.8),
        (r"unanim\w+|consensus|consent|qualified majority|two[- ]thirds", 1.0),
        (
            r"block(?:s|ed|ing)?|withh[oe]ld|barred|refus\w+|resistance|objections?|would not agree|held out"
            r"|opposition",
            0.6,
        ),
        (r"support\w*|backing|in favou?r|behind (?:him|her|it)|choice|choose|objections?|reservations", 0.6),
        (r"abstain\w*|abstentions?|oppos(?:e|es|ed|ing)|dissent\w*", 0.6),
        (r"motion|resolution|bill|ordinance|ballot|majority|two[- ]thirds|three[- ]quarters", 0.6),
        (
            r"decid\w+|decision|agreed|approved|adopted|rejected|turned down|passed|put off|postponed|agenda"
            r"|deferred|shelved|put back|sent back|referred back",
            0.7,
        ),
    )
)


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
    more = (
        *membership_links(page, mentions, table), *membership_requests(page, mentions), *body_demands(page, mentions)
    )  # fmt: skip
    frames = [frame for frame in find_frames(page, more) if frame.score > 0]
    frames = [frame for frame in frames if not _is_a_body(frame, mentions)]
    for frame in frames[:4]:
        if frame.score < LEAST:
            break
        rule = find_rule(page.text, page.sentences, frame.anchors)
        choice = find_body(page, frame, mentions, rule.spans if rule else ())
        group = find_group(page, frame) if choice is None else None
        if choice is not None and not choice.id and frame.act.id not in ("admit", "invite", "readmit"):
            group = in_the_news(page, frame, choice, vote_lines(page))
            choice = None if group is not None else choice
        if choice is not None and _only_within_object(page, frame, choice):
            group = find_group(page, frame)  # "shareholders approved the sale to the Kell Group"
            choice = None if group is not None else choice
        candidate = _candidate(page, frame, choice, mentions, table)
        if not is_decision(page, frame, choice, group, candidate):
            continue
        if _is_incidental(page, frame, choice, candidate):
            frame, candidate = _titled(page, frame), None
        others = other_frames(page, frame, frames)
        return assemble_proposal(page, frame, others, choice or group, candidate, statements, table)
    return _faint(page, frames, mentions, statements, table) or voted_proposal(
        page, frames, mentions, statements, table
    )


def _is_a_body(frame: Frame, mentions: Sequence[BodyMention]) -> bool:
    """Whether the object is nothing but the name of a body: "asked the Northern Pact to"."""
    if frame.act.object is not ObjectKind.THING or frame.object_span is None or frame.act.id == "ratify":
        return False
    words = re.sub(r"\A(?:the|a|an)\s+", "", frame.object, flags=re.IGNORECASE)
    return any(m.name == words and m.strength >= 0.5 for m in mentions)


_INCIDENTAL = 4.5  # so faint a frame that has nothing of the title is not what the report is about
_TOLD_AS_NEWS = 1.5
_TELLING_TITLE = 4  # words of a title that tells what is decided


def _is_incidental(page: Page, frame: Frame, choice: BodyChoice | None, candidate: Candidate | None) -> bool:
    """Whether a frame is told in passing: the title says something else, and says it in a sentence."""
    if is_thin(frame) and page.title_line >= 0 and frame.act.id not in ("adopt-declaration", "adopt-budget"):
        return _tells(page)
    news = {page.lead_line, page.lead_line + 1}
    known = choice is not None and bool(choice.id)
    told = any(
        t.occurrence.line == page.title_line
        or (t.occurrence.line in news and (known or t.occurrence.handling >= _TOLD_AS_NEWS))
        for t in frame.tellings
    )
    if frame.score >= _INCIDENTAL or page.title_line < 0 or told:
        return False
    if not _tells(page):
        return False
    words = [w for w in page.words[page.title_line] if w.is_word]
    title = {stem(w.low.removesuffix("'s")) for w in words}
    spoken = {word for t in frame.tellings[:4] for word in (*t.content, *t.names)}
    spoken |= {stem(name.split()[-1]) for name in candidate.names} if candidate else set()
    return not spoken & title


def _tells(page: Page) -> bool:
    """Whether a report's title is a sentence that may tell what is decided."""
    words = [w for w in page.words[page.title_line] if w.is_word]
    known = lexicon().verbs
    return len(words) >= _TELLING_TITLE and any(w.low in known or w.low in word_classes()["finite"] for w in words)


def _titled(page: Page, frame: Frame) -> Frame:
    """The same decision under the report's own title."""
    kept = frame if frame.act.object is ObjectKind.THING else no_act(page)
    return replace(kept, object="", object_span=None, bare=True, tellings=frame.tellings, anchors=frame.anchors)


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
    if any((count := vote_count(page.sentences[n].of(page.text))) is not None and count.told for n in lines):
        sure += 0.8
    group = None
    if not named and rule is not None and rule.weight >= 3:
        group = next((g for frame in frames[:1] if (g := find_group(page, frame)) is not None), None)
    if sure < 2.0 or (not named and group is None) or page.title_line < 0:
        return None
    usable = [f for f in frames[:6] if not (f.bare and f.object.split()[-1:] and f.object.split()[-1].endswith("s"))]
    for frame in (*usable, *(f for f in frames[:1] if f not in usable)):
        choice = find_body(page, frame, mentions, rule.spans if rule else ()) or group
        candidate = _candidate(page, frame, choice, mentions, table)
        if choice is None or (frame.act.object is ObjectKind.CANDIDATE and candidate is None):
            continue
        if frame.act.object is ObjectKind.PERSON and candidate is None and is_named_only(frame):
            continue
        if frame not in usable and EXPLAINS.match(page.report.title or ""):
            return None
        sharp = any(t.occurrence.line in early for t in frame.tellings) and not frame.bare
        if frame.act.object is ObjectKind.THING and not sharp:
            frame = replace(frame, bare=True, object="")
        return assemble_proposal(page, frame, (), choice, candidate, statements, table)
    return None


def _only_within_object(page: Page, frame: Frame, choice: BodyChoice) -> bool:
    """Whether a body that no catalogue has is told only as a part of what is decided, not as its owner."""
    if choice.id or frame.object_span is None or not choice.spans or frame.act.joins:
        return False  # who joins a body is decided by it
    first = choice.spans[0]
    owner = page.text[first.end : first.end + 2] in ("'s", "’s")
    return frame.object_span.overlaps(first) and not owner and first.start > frame.object_span.start + 5


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
    if state is not None and not (frame.act.joins and _another_is_told(page, frame, state, mentions)):
        return state
    taken = [m.span for m in mentions] + [
        m.span for m in page.mentions if m.id in table.actors and table.actors[m.id].kind == "body"
    ]
    if choice is not None:
        taken += list(choice.spans)
    return named_by_report(page, frame, taken=[*taken, *(m.span for m in page.mentions if m.id in members)]) or state


def _another_is_told(page: Page, frame: Frame, state: Candidate, bodies: Sequence[BodyMention]) -> bool:
    """Whether the tellings name somebody whom no table knows, and the state found only stands somewhere near."""
    objects = [
        t.occurrence.object.span(page.words[t.occurrence.line]) for t in frame.tellings[:8] if t.occurrence.object
    ]
    if any(where.overlaps(span) for where in objects for span in state.spans):
        return False
    taken = [*(m.span for m in page.mentions), *(body.span for body in bodies)]
    for where in objects:
        for match in re.finditer(r"(?<![\w’'-])[A-Z][\w-]*[a-zà-ž](?![\w-])", where.of(page.text)):
            span = Span(where.start + match.start(), where.start + match.end())
            known = match.group().lower() in lexicon().nouns or any(span.overlaps(other) for other in taken)
            known = known or any(match.group() in re.split(r"[\s-]", name) for name in state.names)
            if not known and len(re.findall(rf"(?<!\w){re.escape(match.group())}(?!\w)", page.text)) > 1:
                return True
    return False


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
            if where.start <= span.start < where.end and not of_a_person(page, span):
                after = page.text[span.end : span.end + 40]
                own = re.match(
                    r"['’]s\s+(?:[\w-]+\s+){0,2}?(?:candidacy|candidature|bid|chairmanship|presidency|election"
                    r"|appointment)",
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
