"""The transparent reader: stances by predicates, negation, modality and conditions, each reading with its reasons.

What a statement says toward a proposal is read in five steps: does it speak of the proposal (or of which variant);
which predicates of the lexicon stand in its cue and content; how many negations govern each; was it really said and is
it real; on what does it wait. Nothing is guessed: a statement without a predicate expresses no stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whipcount.positions.coder import NO_AGREEMENT
from whipcount.positions.lexicon import ACTION, BODY_CLAIM, COMPLETED, DIRECTIVE, HEDGE, ROWS, WISH, Row
from whipcount.positions.objects import about_something_else
from whipcount.positions.proposal import Proposal, Variant
from whipcount.positions.scope import conditions_in, modality_of, negations, sentence_around, with_lead
from whipcount.positions.stance import Force, Reading, Stance
from whipcount.reports.report import Report
from whipcount.reports.span import Span, hull
from whipcount.statements.statement import Modality, Role, Statement

VERSION = "rules-2"
_POINTS_BACK = re.compile(
    r"(?<!\w)(?:it|this|that|these|the\s+(?:move|step|plan|proposal|idea|deal|measures?|text|draft"
    r"|file|bid|request|package|decision|vote"
    r"|question)|such\s+a\s+\w+|we|our|us|i|my)(?!\w)",
    re.IGNORECASE,
)
_TURN = re.compile(r"(?<!\w)(?:but|and\s+now|now|yet|however|although|though|nevertheless)(?!\w)", re.IGNORECASE)
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
_SURE = {Stance.YES: 3, Stance.NO: 3, Stance.WILL_NOT_BLOCK: 4, Stance.DECLINED: 5, Stance.UNDECIDED: 5}
_HEDGED = {Stance.YES: (Stance.LEAN_YES, Stance.LEAN_NO), Stance.NO: (Stance.LEAN_NO, Stance.LEAN_YES)}
_HEDGE_REACH = 40  # code points that a hedge may stand before its predicate
_NEAR = 90  # code points between a directive and the action that it asks for


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate found: where, what it says once its negations are counted, and why."""

    span: Span
    stance: Stance
    force: Force
    reasons: tuple[str, ...]
    spans: tuple[Span, ...]
    weight: float


class RuleReader:
    """Reads stances by rules (see the module)."""

    @property
    def name(self) -> str:
        """Which coder, and which version."""
        return VERSION

    def read(self, statement: Statement, report: Report, proposal: Proposal) -> tuple[Reading, ...]:
        """The stances that a statement expresses; see :class:`whipcount.positions.coder.Coder`.

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
        variant = speaks_of(text, frame, statement, proposal)
        if variant is None and any(row.stance is Stance.DECLINED and row.pattern.search(text, *frame) for row in ROWS):
            variant = proposal.asked  # who declines to comment need not say on what
        if variant is None:
            return (self._none(statement, proposal, "does not speak of the proposal"),)
        body = _said(statement, frame)
        if BODY_CLAIM.search(text, *body):
            return (self._none(statement, proposal, NO_AGREEMENT, variant),)
        year = report.published_on.year if report.published_on else None
        modality = modality_of(text, frame, statement.cue, statement.modality, year=year)
        hits = list(find_hits(text, frame, body, statement, _all_terms(proposal)))
        best = choose(text, hits)
        if best is None:
            return (self._none(statement, proposal, "no predicate of the lexicon", variant, modality),)
        conditions = conditions_in(text, with_lead(text, frame, body))
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


def _all_terms(proposal: Proposal) -> re.Pattern[str]:
    """The words of all variants."""
    return re.compile("|".join(_terms(v).pattern for v in proposal.variants) or r"(?!)", re.IGNORECASE)


def speaks_of(text: str, frame: Span, statement: Statement, proposal: Proposal) -> Variant | None:
    """Which variant a statement speaks of; the one asked for where it only points back; None where it does neither.

    The words of the statement count first, those of the rest of its sentence after them.
    """
    sentence = sentence_around(text, frame)
    content = hull(statement.content) if statement.content else frame
    for place in (content, frame, sentence):
        found = [(Span(*m.span()), v) for v in proposal.variants for m in _terms(v).finditer(text, *place)]
        # "an amended text" speaks of the amended one, though "text" alone would be the one asked for
        found = [f for f in found if not any(_inside(f[0], other) for other, _ in found)]
        if found:
            if any(v is proposal.asked for _, v in found):
                return proposal.asked
            told = {v.id: sum(span.end - span.start for span, other in found if other is v) for _, v in found}
            return max((v for _, v in found), key=lambda v: told[v.id])
    if proposal.asked.terms and not _POINTS_BACK.search(text, *content):
        return None
    return proposal.asked


def _inside(one: Span, other: Span) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end


def _terms(variant: Variant) -> re.Pattern[str]:
    words = [re.escape(term) for term in sorted(variant.terms or (variant.label,), key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?:s|ed|d|ing)?(?!\w)", re.IGNORECASE)


def find_hits(text: str, frame: Span, body: Span, statement: Statement, terms: re.Pattern[str]) -> Iterator[Hit]:
    """Every predicate of the lexicon in cue and content that may be about ``terms``, with its negations counted."""
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
            yield _hit(text, span, row, frame)
    for match in ACTION.finditer(text, *body):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in taken) or _in_source(span, statement):
            continue
        hit = _action(text, span, frame)
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


def _hit(text: str, span: Span, row: Row, frame: Span) -> Hit:
    against = [n for n in negations(text, span.start, frame.start) if n.end <= span.start] if row.negated else []
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


def _action(text: str, span: Span, frame: Span) -> Hit | None:
    """The act that is proposed, asked for, promised, done or refused."""
    against = negations(text, span.start, frame.start)
    word = span.of(text)
    directive = None
    for match in DIRECTIVE.finditer(text, max(frame.start, span.start - _NEAR), span.start):
        directive = match
    if len(against) % 2:
        why = (f"the act refused: {word!r}", f"negated by {against[-1].of(text)!r}")
        return Hit(span, Stance.NO, Force.ASSERT, why, (span, *against), 0.5)  # any predicate tells more
    if directive is not None:
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


def choose(text: str, hits: Sequence[Hit]) -> Hit | None:
    """The predicate that tells the stance: after a turn ("but", "and now") the last, else the surest."""
    if not hits:
        return None
    ordered = sorted(hits, key=lambda h: h.span.start)
    last = ordered[-1]
    if len(ordered) > 1 and _TURN.search(text, ordered[0].span.end, last.span.start):
        return last
    return max(ordered, key=lambda h: (h.weight, h.span.end - h.span.start, -h.span.start))
