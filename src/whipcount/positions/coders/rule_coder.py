"""The transparent reader: stances by predicates, negation, modality and conditions, each reading with its reasons.

What a statement says toward a proposal is read in five steps: does it speak of the proposal (or of which variant);
which predicates of the lexicon stand in its cue and content; how many negations govern each; was it really said and is
it real; on what does it wait. Nothing is guessed: a statement without a predicate expresses no stance.
"""

from __future__ import annotations

import re
from dataclasses import replace

from whipcount.positions.coders.answers import answered, is_question, without_questions
from whipcount.positions.coders.composition import (
    about,
    belongs,
    chosen,
    claims_of_the_body,
    composed,
    current,
    in_one_of,
    is_threat,
    of_one_form,
    of_the_candidate,
    one_of_two,
    owned,
    starts_in,
    unless_met,
)
from whipcount.positions.coders.concessions import not_conceded
from whipcount.positions.coders.contract import NO_AGREEMENT, NO_PREDICATE, NOT_OF_IT, polarity
from whipcount.positions.coders.ellipsis import among_them, taken_up, taken_up_within
from whipcount.positions.coders.find_predicates import find_hits
from whipcount.positions.coders.other_things import of_other_things
from whipcount.positions.coders.predicates import Deed, Hit, choose, of_another_candidate, own_words
from whipcount.positions.coders.retractions import takes_back
from whipcount.positions.coders.source_clauses import of_former_times, relative_clause, rest_of_sentence
from whipcount.positions.coders.uncounted_turns import uncounted_turn
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.agents import Agent, all_but
from whipcount.positions.stance.denials import anothers_words, denied
from whipcount.positions.stance.inner_speech import inner_speech
from whipcount.positions.stance.lexicon import predicates_in
from whipcount.positions.stance.markers import MARKERS
from whipcount.positions.stance.modifiers import masked
from whipcount.positions.stance.not_meant import not_meant
from whipcount.positions.stance.passage import Passage, passage_of
from whipcount.positions.stance.scope import conditions_in, modality_of, not_before, not_so, sentence_around, with_lead
from whipcount.positions.stance.stance import Condition, Force, Reading, Stance
from whipcount.positions.stance.target import all_terms, names_another, set_apart_at, speaks_of
from whipcount.reports.report import Report
from whipcount.statements.statement import Modality, Quotation, Role, Statement
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

VERSION = "rules-4"

_BOTH_WAYS = lazy_pattern(
    r"\bif\b[^.;]{3,100}[;,.]\s*(?:but\s+|and\s+)?if\b[^.;]{2,80}?(?:\bnot\b|n['’]t\b)", re.IGNORECASE
)
"""A yes under one condition and a no under the other: "if it is paid, it will go along; if not, it will not"."""


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
        if statement.speaker is not None and statement.speaker.role is Role.MEDIA:
            return (self._none(statement, proposal, "a medium relays: the words are its source's"),)
        other = not_meant(statement, report.text) or of_other_things(statement, report.text, all_terms(proposal))
        if other:
            return (self._none(statement, proposal, other),)
        later = rest_of_sentence(statement, report.text)
        if later is not None:
            read = self._read(replace(statement, source=(), cue=(), content=(later,)), report, proposal)
            if read.stance is not None:
                return (read,)
        if of_former_times(statement, report.text) and statement.modality is Modality.ACTUAL:
            statement = replace(statement, modality=Modality.HISTORICAL)
        read = self._read(statement, report, proposal)
        clause = relative_clause(statement, report.text)
        if clause is not None:
            told = self._read(
                replace(statement, source=(), cue=(), content=(clause,), kind=Quotation.INDIRECT), report, proposal
            )
            if read.stance is None or read.subject:
                read = told if told.stance is not None else read
            elif _go_apart(read, told) and statement.kind is not Quotation.INDIRECT:
                return (self._none(statement, proposal, "quoted words against what is told of the speaker"),)
        return (read,)

    def _read(self, statement: Statement, report: Report, proposal: Proposal) -> Reading:
        passage = passage_of(statement, report.text, _is_predicate)
        if passage is None:
            return self._none(statement, proposal, "nothing to read")
        text, frame, body, line = passage.text, passage.frame, passage.body, passage.line
        if passage.cue and passage.source and anothers_words(text, passage.cue[0], passage.source[-1], line):
            return self._none(statement, proposal, "another's words, named to differ from them")
        terms = all_terms(proposal)
        if not passage.direct and any(takes_back(cue.of(text)) for cue in passage.cue):
            return self._none(statement, proposal, "what is taken back")
        answer = answered(passage, terms)
        if answer is not None:
            return self._reading(statement, passage, proposal.asked, answer.hit, Modality.ACTUAL, answer.conditions)
        if is_question(passage):
            return self._none(statement, proposal, "a question")
        repeated = taken_up(passage, terms) or taken_up_within(passage, terms)
        if repeated is not None:
            return self._reading(statement, passage, proposal.asked, repeated, Modality.ACTUAL, ())
        if any(all_but(span.of(report.text), Span(0, span.end - span.start)) for span in statement.source):
            return self._none(statement, proposal, "all but one: the exception is not the speaker")
        variant = speaks_of(passage, proposal)
        if variant is None and any(row.stance is Stance.DECLINED for _, row in predicates_in(text, frame)):
            variant = proposal.asked  # who declines to comment need not say on what
        if variant is None:
            return self._none(statement, proposal, NOT_OF_IT)
        year = report.day.year if report.day else None
        found = composed(text, find_hits(without_questions(passage), terms), terms)
        inner = [i for p in passage.content for i in inner_speech(text, p, direct=passage.direct)] if found else []
        mine, others = owned(found, inner)
        claims = claims_of_the_body(passage)
        if claims and all(in_one_of(claims, hit) for hit in mine):
            return self._none(statement, proposal, NO_AGREEMENT, variant)
        mine = [hit for hit in mine if not in_one_of(claims, hit)]
        hits = of_the_candidate(text, own_words(text, body, mine), terms, proposal)
        hits, newer = current(text, one_of_two(text, not_conceded(text, hits, body)), body)
        denials = denied(text, frame, line)
        own = [hit for hit in hits if not in_one_of(denials, hit)]
        hits = own or hits
        if names_another(masked(text, tuple(i.span for i in inner)), body, proposal):
            apart_at = set_apart_at(text, body, proposal.title)
            hits = [
                of_another_candidate(hit)
                if polarity(hit.stance) > 0
                and not about(text, hit, proposal)
                and (apart_at is None or hit.span.start < apart_at)
                else hit
                for hit in hits
            ]
        settled = passage.settled
        conditions = conditions_in(settled, with_lead(settled, frame, body), stops=(*passage.source, *passage.cue))
        # what stands in a condition is waited for, not said
        late = not_before(text, Span(body.start, max(body.end, line.end)))
        places = [c.spans[0] for c in (*conditions, *late)]
        waited = [h for h in hits if any(p.start <= h.span.start and h.span.end <= p.end for p in places)]
        meant = [h for h in waited if h.sense is Deed.ASKED and starts_in(places, h)]
        hits = [hit for hit in hits if hit not in waited] or meant

        def told_in(place: Span) -> Modality:
            return modality_of(settled, place, passage.cue, statement.modality, year=year, own=bool(own), newer=newer)

        best, modality, sentence = chosen(passage, hits, told_in)
        left_out = all_but(text, body)
        if left_out is not None and (best is None or polarity(best.stance) >= 0):
            place, exception = left_out
            left = Hit(place, Stance.NO, Force.ASSERT, Deed.LEFT_OUT, place.of(text), (), (place,), 2, exception)
            if exception.agent is Agent.OWN:
                return self._reading(statement, passage, variant, left, modality, ())
            return self._of_another(statement, passage, variant, [left], modality)
        if (apart := among_them(passage, found)) is not None:
            return self._reading(statement, passage, variant, apart, modality, ())
        if best is None and others:
            return self._of_another(statement, passage, variant, others, modality)
        if best is None:
            return self._none(statement, proposal, NO_PREDICATE, variant, modality)
        if of_one_form(text, best):
            return self._none(statement, proposal, "for one form of it, and not for another", variant, modality)
        if is_threat(passage, best):
            return self._none(statement, proposal, "a threat", variant, modality)
        turn = uncounted_turn(text, best, _sentence_of(passage, best), terms)
        if turn is not None:
            return self._none(statement, proposal, turn, variant, modality)
        if polarity(best.stance) < 0 and _BOTH_WAYS.search(text, body.start, body.end):
            return self._none(statement, proposal, "both ways, each on its condition", variant, modality)
        conditions = tuple(c for c in conditions if belongs(text, c.spans[0], sentence))
        if any(not_so(text, c.spans[0]) for c in conditions):
            return self._none(statement, proposal, "what it hangs on is not so", variant, modality)
        best = unless_met(best, conditions)
        if polarity(best.stance) > 0:
            late = tuple(c for c in late if belongs(text, c.spans[0], sentence))
            conditions += tuple(c for c in late if not any(c.spans[0].overlaps(o.spans[0]) for o in conditions))
        return self._reading(statement, passage, variant, best, modality, conditions)

    def _reading(
        self,
        statement: Statement,
        passage: Passage,
        variant: Variant,
        best: Hit,
        modality: Modality,
        conditions: tuple[Condition, ...],
    ) -> Reading:
        reasons = list(best.reasons)
        if conditions:
            reasons.append(f"waits: {conditions[0].text!r}")
        if modality is not Modality.ACTUAL:
            reasons.append(f"{modality.value}, by its words")
        sure = 0.9 if best.weight >= 3 else 0.7
        return Reading(
            statement=statement.id,
            variant=variant.id,
            stance=best.stance,
            force=best.force,
            modality=modality,
            conditions=tuple(replace(c, spans=_located(passage, c.spans)) for c in conditions),
            coder=self.name,
            confidence=sure * statement.confidence,
            reasons=tuple(reasons),
            spans=_located(passage, best.spans),
        )

    def _of_another(
        self, statement: Statement, passage: Passage, variant: Variant, others: list[Hit], modality: Modality
    ) -> Reading:
        """What is told of another's stance: with the words that name whose, else of nobody's."""
        best = choose(passage.text, [hit for hit in others if hit.whose.name is not None])
        named = best.whose.name if best is not None else None
        return Reading(
            statement=statement.id,
            variant=variant.id,
            stance=best.stance if best is not None else None,
            modality=modality,
            coder=self.name,
            confidence=0.7 * statement.confidence,
            reasons=best.reasons if best is not None else (Agent.OTHER.value,),
            spans=_located(passage, best.spans) if best is not None else (),
            subject=_located(passage, (named,)) if named is not None else (),
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


def _go_apart(read: Reading, told: Reading) -> bool:
    """Whether words are read for one side while the report tells that the speaker is on the other: irony, mostly."""
    if read.stance is None or told.stance is None or told.modality is not Modality.ACTUAL:
        return False
    return polarity(read.stance) * polarity(told.stance) < 0


def _is_predicate(words: str) -> bool:
    """Whether a word of saying tells a stance itself: "rejected", and not "said"."""
    return bool(predicates_in(words, Span(0, len(words)))) or MARKERS.action.search(words) is not None


def _sentence_of(passage: Passage, best: Hit) -> Span:
    """The sentence that holds a hit, with what stands before the statement in it."""
    line = sentence_around(passage.text, best.span)
    return Span(max(line.start, passage.line.start), min(line.end, max(passage.line.end, best.span.end)))


def _located(passage: Passage, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(place for span in spans for place in passage.spans_of(span))
