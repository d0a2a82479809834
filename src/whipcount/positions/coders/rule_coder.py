"""The transparent reader: stances by predicates, negation, modality and conditions, each reading with its reasons.

What a statement says toward a proposal is read in five steps: does it speak of the proposal (or of which variant);
which predicates of the lexicon stand in its cue and content; how many negations govern each; was it really said and is
it real; on what does it wait. Nothing is guessed: a statement without a predicate expresses no stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from whipcount.positions.coders.contract import NO_AGREEMENT, polarity
from whipcount.positions.coders.predicates import Hit, choose, of_another_candidate, own_words, without_objects
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.commitment import committed
from whipcount.positions.stance.denials import anothers_words, denied
from whipcount.positions.stance.lexicon import ROWS, Row
from whipcount.positions.stance.markers import ACTION, BODY_CLAIM, COMPLETED, DIRECTIVE, HEDGE, WISH
from whipcount.positions.stance.modifiers import (
    Effect,
    Mark,
    governed,
    governing,
    marks_in,
    masked,
    scare_quotes,
)
from whipcount.positions.stance.objects import about_something_else
from whipcount.positions.stance.post_modifiers import asked, said_after
from whipcount.positions.stance.scope import (
    conditions_in,
    modality_of,
    negations,
    not_before,
    sentence_around,
    with_lead,
)
from whipcount.positions.stance.stance import Force, Reading, Stance
from whipcount.positions.stance.target import all_terms, names_another, speaks_of
from whipcount.reports.report import Report
from whipcount.statements.statement import Modality, Role, Statement
from whipcount.text.span import Span, hull

VERSION = "rules-3"
_UNDONE = re.compile(
    r"\s+(?:if\s+\w+\s+|for\s+\w+\s+)?(?:not\s+to|to\s+(?:refuse|reject|oppose|block|delay"
    r"|deny))(?!\w)",
    re.IGNORECASE,
)
_ANOTHERS_AIM = re.compile(
    r"(?<!\w)(?:his|her|its|their|\w+['’]s?)\s+(?:\w+\s+){0,2}?(?:goals?|aims?|objectives?|ambitions?|attempts?"
    r"|efforts?|plans?|campaigns?|strateg(?:y|ies))\s*(?:[-–—:,]\s*|(?:of|at|in|is|was|to)\s+){1,2}\Z",
    re.IGNORECASE,
)
"""What stands before an act that is somebody else's aim: "one of his goals - preventing the accession"."""
_ABOUT_IT = re.compile(
    r"(?<!\w)(?:on|about|over|regarding|concerning|before|after|until|against)\s+(?:[\w'’-]+\s+){0,2}\Z", re.IGNORECASE
)
"""Between a request and the act: not the act is asked for but something about it ("a referendum on admission")."""
_OF_SOMEBODY = re.compile(
    r"(?:withdraw\w*|withdrew|dropp?\w*|abandon\w*|about|on|of|reject\w*|discuss\w*)\s+(?:its|their|his|her|the|\w+['’]s)\s+(?:\w+\s+)?"
    r"(?:requests?|appeals?|demands?|calls?\s+for)\Z",
    re.IGNORECASE,
)
"""Before a request that is spoken of, not made: "to withdraw its request"."""
_SURE = {Stance.YES: 3, Stance.NO: 3, Stance.WILL_NOT_BLOCK: 4, Stance.DECLINED: 5, Stance.UNDECIDED: 5}
_COMMITS = re.compile(r"supports:|votes in favour:")
_DEAD_BODY = re.compile(r"dead\s+bod(?:y|ies)", re.IGNORECASE)
_HEDGED = {Stance.YES: (Stance.LEAN_YES, Stance.LEAN_NO), Stance.NO: (Stance.LEAN_NO, Stance.LEAN_YES)}
_HEDGE_REACH = 40  # code points that a hedge may stand before its predicate
_NEAR = 90  # code points between a directive and the action that it asks for


class RuleReader:
    """Reads stances by rules (see the module)."""

    @property
    def name(self) -> str:
        """Which coder, and which version."""
        return VERSION

    def read(self, statement: Statement, report: Report, proposal: Proposal) -> tuple[Reading, ...]:
        """The stances that a statement expresses; see :class:`whipcount.positions.coders.contract.Coder`.

        >>> from whipcount.statements.statement import Quotation
        >>> text = "Kell said that it would never oppose the admission unless the dam bursts."
        >>> statement = Statement("r", (Span(0, 4),), (Span(5, 9),), (Span(10, 72),), Quotation.INDIRECT)
        >>> lake = Proposal("p", "Orvana is admitted", "LAKE", variants=(Variant("now", "admitted", ("admission",)),))
        >>> reading = RuleReader().read(statement, Report("x", text, "r"), lake)[0]
        >>> reading.stance.value, reading.reasons[0], reading.conditions[0].text
        ('will_not_block', "refuses: 'oppose'", 'unless the dam bursts')
        """
        text = report.text
        if statement.speaker is not None and statement.speaker.role is Role.MEDIA:
            return (self._none(statement, proposal, "a medium relays: the words are its source's"),)
        frame = _frame(statement, text)
        if frame is None:
            return (self._none(statement, proposal, "nothing to read"),)
        line = sentence_around(text, frame)
        if statement.cue and statement.source and anothers_words(text, statement.cue[0], statement.source[-1], line):
            return (self._none(statement, proposal, "another's words, named to differ from them"),)
        variant = speaks_of(text, frame, statement, proposal)
        if variant is None and any(row.stance is Stance.DECLINED and row.pattern.search(text, *frame) for row in ROWS):
            variant = proposal.asked  # who declines to comment need not say on what
        if variant is None:
            return (self._none(statement, proposal, "does not speak of the proposal"),)
        body = _said(statement, frame)
        if BODY_CLAIM.search(text, *body):
            return (self._none(statement, proposal, NO_AGREEMENT, variant),)
        year = report.day.year if report.day else None
        terms = all_terms(proposal)
        hits = own_words(text, body, without_objects(text, find_hits(text, frame, body, statement, terms), terms))
        denials = denied(text, frame, line)
        own = [hit for hit in hits if not any(d.start <= hit.span.start < d.end for d in denials)]
        hits = own or hits
        if names_another(text, body, proposal):
            hits = [of_another_candidate(hit) if polarity(hit.stance) > 0 else hit for hit in hits]
        modality = modality_of(text, frame, statement.cue, statement.modality, year=year, own=bool(own))
        best = choose(text, hits)
        if best is None:
            return (self._none(statement, proposal, "no predicate of the lexicon", variant, modality),)
        told = (*statement.source, *statement.cue)
        conditions = conditions_in(text, with_lead(text, frame, body), stops=told)
        if polarity(best.stance) > 0:
            late = not_before(text, Span(body.start, max(body.end, line.end)))
            conditions += tuple(c for c in late if not any(c.spans[0].overlaps(o.spans[0]) for o in conditions))
        stance, force, reasons = best.stance, best.force, list(best.reasons)
        if conditions:
            reasons.append(f"waits: {conditions[0].text!r}")
        if modality is not Modality.ACTUAL:
            reasons.append(f"{modality.value}, by its words")
        sure = 0.9 if best.weight >= 3 else 0.7
        return (
            Reading(
                statement=statement.id,
                variant=variant.id,
                stance=stance,
                force=force,
                modality=modality,
                conditions=conditions,
                coder=self.name,
                confidence=sure * statement.confidence,
                reasons=tuple(reasons),
                spans=best.spans,
            ),
        )

    def _none(
        self,
        statement: Statement,
        proposal: Proposal,
        why: str,
        variant: Variant | None = None,
        modality: Modality | None = None,
    ) -> Reading:
        return Reading(
            statement=statement.id,
            variant=(variant or proposal.asked).id,
            stance=None,
            modality=modality or statement.modality,
            coder=self.name,
            confidence=0.7,
            reasons=(why,),
        )


def _frame(statement: Statement, text: str) -> Span | None:
    spans = [s for s in (*statement.source, *statement.cue, *statement.content) if 0 <= s.start < s.end <= len(text)]
    return hull(spans) if spans else None


def _said(statement: Statement, frame: Span) -> Span:
    """Cue and content together: where predicates count."""
    spans = (*statement.cue, *statement.content)
    return hull(spans) if spans else frame


def find_hits(text: str, frame: Span, body: Span, statement: Statement, terms: re.Pattern[str]) -> Iterator[Hit]:
    """Every predicate of the lexicon in cue and content that may be about ``terms``, with its negations counted."""
    text = masked(text, scare_quotes(text, body))
    marks = tuple(marks_in(text, body))
    text = masked(text, tuple(mark.span for mark in marks if mark.span.of(text).lower() != "before"))
    taken: list[Span] = []
    rows = sorted(
        ((Span(*m.span()), row) for row in ROWS for m in row.pattern.finditer(text, *body)),
        key=lambda pair: (-(pair[0].end - pair[0].start), pair[0].start),
    )
    for span, row in rows:
        if any(span.overlaps(other) for other in taken) or _in_source(span, statement):
            continue
        taken.append(span)
        if not _anothers_aim(text, span, body) and not about_something_else(text, span, body.end, terms):
            hit = _turned(_hit(text, span, row, frame, marks), text, body, marks, statement.content)
            if hit is not None:
                yield hit
    for match in ACTION.finditer(text, *body):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in taken) or _in_source(span, statement):
            continue
        hit = _action(text, span, frame, marks)
        if hit is not None and not about_something_else(text, span, body.end, terms):
            yield hit
    for match in WISH.finditer(text, *body):
        span = Span(*match.span())
        if terms.search(text, span.end, body.end) and not any(span.overlaps(other) for other in taken):
            against = negations(text, span.start, frame.start)
            wanted = Stance.NO if len(against) % 2 else Stance.YES
            yield Hit(span, wanted, Force.ASSERT, (f"wishes it: {match.group()!r}",), (span, *against), 2)


def _anothers_aim(text: str, span: Span, body: Span) -> bool:
    """Whether what a predicate tells is named as an aim of somebody spoken of: the speaker does not share it."""
    return _ANOTHERS_AIM.search(text[max(body.start, span.start - 60) : span.start]) is not None


def _in_source(span: Span, statement: Statement) -> bool:
    return any(span.overlaps(s) for s in statement.source)


def _turned(hit: Hit, text: str, body: Span, marks: tuple[Mark, ...], contents: tuple[Span, ...]) -> Hit | None:
    """The hit as what stands around it turns it; None where it stays open whose it is."""
    effects = [(mark.effect, mark.span) for mark in governing(text, hit.span, marks)]
    after = said_after(text, hit.span, body)
    if after is Effect.NOT and polarity(hit.stance) < 0:
        # "would oppose it over my dead body" stays a refusal; "blocking it would be folly" is weakened to a lean
        after = None if _DEAD_BODY.search(text, hit.span.end, body.end) else Effect.DOUBT
    if after is not None:
        effects.append((after, hit.span))
    stance = hit.stance
    reasons = list(hit.reasons)
    for effect, span in effects:
        outer = [n for n in negations(text, span.start, body.start) if n.end <= span.start]
        if len(outer) % 2 and span != hit.span:
            effect = Effect.SHADE  # "not unready to": less than ready
        turned = governed(stance, effect)
        if turned is None:
            return None
        stance = turned
        reasons.append(f"{effect.value} by what stands {'behind' if span == hit.span else 'before'} it")
    if stance in (Stance.YES, Stance.WILL_NOT_BLOCK) and _COMMITS.match(hit.reasons[0]) and not effects:
        alone = len(hit.spans) == 1  # no negation was counted
        stance = stance if not alone or committed(text, hit.span, body, contents) else Stance.LEAN_YES
        if stance is Stance.LEAN_YES:
            reasons.append("not committed to by the words that govern it")
    if stance is hit.stance:
        return replace(hit, reasons=tuple(reasons))
    return replace(hit, stance=stance, reasons=tuple(reasons), force=Force.ASSERT, weight=_SURE.get(stance, 3))


def _hit(text: str, span: Span, row: Row, frame: Span, marks: tuple[Mark, ...] = ()) -> Hit:
    floor = max((mark.span.end for mark in governing(text, span, marks)), default=frame.start)
    against = [n for n in negations(text, span.start, max(floor, frame.start)) if n.end <= span.start]
    if row.negated is None:
        against = []
    stance, force = row.stance, row.force
    reasons = [f"{row.what}: {span.of(text)!r}"]
    if len(against) % 2 and row.negated is not None:
        stance = row.negated
    if against:
        reasons.append(f"negated by {', '.join(repr(n.of(text)) for n in against)}")
    hedge = HEDGE.search(text[max(frame.start, span.start - _HEDGE_REACH) : span.start])
    if hedge and stance in _HEDGED:
        stance = _HEDGED[stance][hedge["less"] is not None]
        reasons.append(f"hedged by {' '.join(hedge.group().split())!r}")
    if row.what == "calls it bad" and (undo := _UNDONE.match(text, span.end)):
        stance = Stance.YES
        reasons.append(f"turned by {undo.group().strip()!r}")
    if stance is Stance.NO and re.match(r"veto|block", span.of(text), re.IGNORECASE):
        force = Force.WARN_OF_VETO
    weight = _SURE.get(stance, 1)
    return Hit(span, stance, force, tuple(reasons), (span, *against), weight)


def _action(text: str, span: Span, frame: Span, marks: tuple[Mark, ...] = ()) -> Hit | None:
    """The act that is proposed, asked for, promised, done or refused."""
    if asked(text, span):
        return None
    for mark in governing(text, span, marks):
        stance = governed(Stance.YES, mark.effect)
        if stance is None:
            return None
        if stance is not Stance.YES:
            done = (f"the act {mark.effect.value}: {span.of(text)!r}",)
            return Hit(span, stance, Force.ASSERT, done, (span,), 2)
    against = negations(text, span.start, frame.start)
    word = span.of(text)
    directive = None
    for match in DIRECTIVE.finditer(text, max(frame.start, span.start - _NEAR), span.start):
        if not _OF_SOMEBODY.search(text[max(frame.start, match.start() - 40) : match.end()]):
            directive = match
    if len(against) % 2:
        why = (f"the act refused: {word!r}", f"negated by {against[-1].of(text)!r}")
        return Hit(span, Stance.NO, Force.ASSERT, why, (span, *against), 0.5)  # any predicate tells more
    if directive is not None and not _ABOUT_IT.search(text[directive.end() : span.start]):
        force = (
            Force.COMMIT
            if directive.group().lower().startswith(("pro", "pled", "vow", "will", "commit"))
            else Force.REQUEST
        )
        reasons = (f"{directive.group()!r} the act {word!r}",)
        return Hit(span, Stance.YES, force, reasons, (Span(*directive.span()), span), 2)
    if COMPLETED.match(text, span.start):
        return Hit(span, Stance.YES, Force.COMMIT, (f"has done it: {word!r}",), (span,), 2)
    return None
