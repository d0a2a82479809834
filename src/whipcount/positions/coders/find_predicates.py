"""Finding predicates: every word of support or refusal in a statement, with what stands around it counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whipcount.positions.coders.contract import polarity
from whipcount.positions.coders.coordinated_objects import second_objects
from whipcount.positions.coders.predicates import REFUSALS, Deed, Hit, Note, Why
from whipcount.positions.proposal.not_alone import not_alone
from whipcount.positions.stance.agents import Agent, Whose, is_noun, whose
from whipcount.positions.stance.commitment import committed
from whipcount.positions.stance.lexicon import Row, Sense, predicates_in
from whipcount.positions.stance.markers import MARKERS
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
from whipcount.positions.stance.passage import Passage
from whipcount.positions.stance.post_modifiers import asked, said_after
from whipcount.positions.stance.scope import negations
from whipcount.positions.stance.stance import Force, Stance
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/reader")
_SCOPE = Wordlist("stance/scope")
_AGENTS = Wordlist("stance/agents")
_SURE = {
    Stance.YES: 3,
    Stance.NO: 3,
    Stance.WILL_NOT_BLOCK: 4,
    Stance.ABSTAIN: 4,
    Stance.DECLINED: 5,
    Stance.UNDECIDED: 5,
}
_JUDGED = Why(Note.BEHIND, effect=Effect.SHADE)
_COMMITS = frozenset({Sense.SUPPORTS, Sense.VOTES_FOR})
_HEDGED = {Stance.YES: (Stance.LEAN_YES, Stance.LEAN_NO), Stance.NO: (Stance.LEAN_NO, Stance.LEAN_YES)}
_HEDGE_REACH = 40  # code points that a hedge may stand before its predicate
_NEAR_WORDS = 3  # between a negation and the noun that it denies
_OBJECT = 45  # code points between an act and the proposal as its object or subject
_NEAR = 90  # code points between a directive and the action that it asks for


def find_hits(passage: Passage, terms: re.Pattern[str]) -> Iterator[Hit]:
    """Every predicate of the lexicon in cue and content that may be about ``terms``, with its negations counted."""
    frame, body = passage.frame, passage.body
    text = masked(passage.text, (*scare_quotes(passage.text, body), *not_alone(passage.text)))
    rows = predicates_in(text, body)
    marks = tuple(marks_in(text, body, rows))
    if marks:
        text = masked(text, tuple(mark.span for mark in marks if not _WORDS.before_alone.fullmatch(mark.span.of(text))))
        rows = predicates_in(text, body)
    taken: list[Span] = []
    for second, first in second_objects(text, body, terms):
        taken.append(first)
        if second is not None:
            taken.append(second.span)
            yield _whose(second, passage)
    for span, row in rows:
        if any(span.overlaps(other) for other in taken) or _in_source(span, passage):
            continue
        taken.append(span)
        if is_noun(text, span, body.start):
            continue
        if not _anothers_aim(text, span, body) and not about_something_else(text, span, body.end, terms):
            if row.sense is Sense.NOT_DECIDED and _left_open(text, span, body, terms):
                continue
            if row.sense is Sense.LEANS_TO_NO and _complains_of_else(span, passage, terms):
                continue
            hit = _turned(_hit(text, span, row, frame, marks), text, body, marks, passage.content)
            yield _whose(hit, passage)
    for match in MARKERS.action.finditer(text, *body):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in taken) or _in_source(span, passage):
            continue
        if not _is_the_act(text, span, body, terms):
            continue
        act = _action(text, span, frame, marks, taken)
        if act is not None and not about_something_else(text, span, body.end, terms):
            yield act
    for match in MARKERS.wish.finditer(text, *body):
        span = Span(*match.span())
        if terms.search(text, span.end, body.end) and not any(span.overlaps(other) for other in taken):
            against = negations(text, span.start, frame.start)
            wanted = Stance.NO if len(against) % 2 else Stance.YES
            yield Hit(span, wanted, Force.ASSERT, Deed.WISHED, match.group(), (), (span, *against), 2)


def _whose(hit: Hit, passage: Passage) -> Hit:
    """The hit with whose it is."""
    if hit.whose.agent is not Agent.OWN or any(hit.span.overlaps(cue) for cue in passage.cue):
        return hit
    if hit.sense in (Sense.VOTE_IS_YES, Sense.VOTE_IS_NO) and _WORDS.our_own.search(hit.words):
        return hit  # "you have our vote": ours, whoever is spoken to
    quoted = passage.direct and any(c.start <= hit.span.start < c.end for c in passage.content)
    told = whose(passage.text, hit.span, passage.body, direct=quoted, refusal=hit.sense in REFUSALS)
    turned = hit.why and hit.why[-1].effect not in (None, Effect.RUED) and hit.why[-1] != _JUDGED
    if turned and told.agent is not Agent.NAMED:
        return hit
    stance = hit.plain or hit.stance if told.agent is Agent.NAMED else hit.stance  # of another the plain word counts
    return replace(hit, whose=told, stance=stance)


def _complains_of_else(span: Span, passage: Passage, terms: re.Pattern[str]) -> bool:
    """Whether a word of complaint is the word of saying, and what is said does not speak of the proposal."""
    if not _WORDS.complaint.match(passage.text, *span) or not any(span.overlaps(cue) for cue in passage.cue):
        return False
    return not any(terms.search(passage.text, *place) for place in passage.content)


def _left_open(text: str, span: Span, body: Span, terms: re.Pattern[str]) -> bool:
    """Whether what has not been decided is the proposal itself: that tells nobody's mind."""
    if not _WORDS.left_open.fullmatch(text, *span):
        return False
    return terms.search(text, max(body.start, span.start - _OBJECT), span.start) is not None


def _anothers_aim(text: str, span: Span, body: Span) -> bool:
    """Whether what a predicate tells is named as an aim of somebody spoken of: the speaker does not share it."""
    return _WORDS.anothers_aim.search(text[max(body.start, span.start - 60) : span.start]) is not None


def _in_source(span: Span, passage: Passage) -> bool:
    return any(span.overlaps(s) for s in passage.source)


def _turned(hit: Hit, text: str, body: Span, marks: tuple[Mark, ...], contents: tuple[Span, ...]) -> Hit:
    """The hit as what stands around it turns it; another's where it stays open whose it is."""
    effects = [(mark.effect, mark.span) for mark in governing(text, hit.span, marks)]
    after = said_after(text, hit.span, body)
    if after is Effect.NOT and polarity(hit.stance) < 0:
        # "would oppose it over my dead body" stays a refusal; "blocking it would be folly" is weakened to a lean
        after = None if _WORDS.dead_body.search(text, hit.span.end, body.end) else Effect.DOUBT
    if after is not None:
        effects.append((after, hit.span))
    stance = hit.stance
    why = list(hit.why)
    for effect, span in effects:
        outer = [n for n in negations(text, span.start, body.start) if n.end <= span.start]
        if len(outer) % 2 and span != hit.span:
            effect = Effect.SHADE  # "not unready to": less than ready
        turned = governed(stance, effect)
        if turned is None:
            return replace(hit, whose=Whose(Agent.OTHER))
        stance = turned
        why.append(Why(Note.BEHIND if span == hit.span else Note.BEFORE, effect=effect))
    if stance in (Stance.YES, Stance.WILL_NOT_BLOCK) and hit.sense in _COMMITS and not effects:
        alone = len(hit.spans) == 1  # no negation was counted
        if alone and not committed(text, hit.span, body, contents):
            possible = _WORDS.may_do.search(text[max(body.start, hit.span.start - 30) : hit.span.start])
            if possible is None and _WORDS.hangs_on.search(text, *body) is None:
                return replace(hit, whose=Whose(Agent.OTHER), why=(*why, Why(Note.NOT_COMMITTED)))
            stance = Stance.LEAN_YES
            why.append(Why(Note.NOT_COMMITTED))
    if stance is hit.stance:
        return replace(hit, why=tuple(why))
    force = hit.force if hit.force is Force.REQUEST else Force.ASSERT
    plain = hit.stance if any(span != hit.span for _, span in effects) else None
    if force is Force.REQUEST and stance is Stance.WILL_NOT_BLOCK:
        stance = Stance.LEAN_YES  # "urged Kell to stop blocking it"
    return replace(hit, stance=stance, plain=plain, why=tuple(why), force=force, weight=_SURE.get(stance, 3))


def _hit(text: str, span: Span, row: Row, frame: Span, marks: tuple[Mark, ...] = ()) -> Hit:
    floor = max((mark.span.end for mark in governing(text, span, marks)), default=frame.start)
    against = [n for n in negations(text, span.start, max(floor, frame.start)) if n.end <= span.start]
    if row.negated is None:
        against = []
    stance, force = row.stance, row.force
    why: list[Why] = []
    if len(against) % 2 and row.negated is not None:
        stance = row.negated
    if against:
        why.append(Why(Note.NEGATED, tuple(n.of(text) for n in against)))
    hedge = MARKERS.hedge.search(text[max(frame.start, span.start - _HEDGE_REACH) : span.start])
    if hedge and stance in _HEDGED:
        stance = _HEDGED[stance][hedge["less"] is not None]
        why.append(Why(Note.HEDGED, (" ".join(hedge.group().split()),)))
    if row.sense is Sense.ENDS_OBJECTION and _AGENTS.request_of.search(
        text[max(frame.start, span.start - _NEAR) : span.start]
    ):
        stance, force = Stance.LEAN_YES, Force.REQUEST
    if row.sense is Sense.CALLS_BAD and (undo := _WORDS.undone.match(text, span.end)):
        stance = Stance.YES
        why.append(Why(Note.TURNED, (undo.group().strip(),)))
    if stance is Stance.NO and _WORDS.veto.match(span.of(text)):
        force = Force.WARN_OF_VETO
    if _AGENTS.request_of.search(text[max(frame.start, span.start - _NEAR) : span.start]):
        force = Force.REQUEST
    weight = _SURE.get(stance, 1)
    if against and all(_SCOPE.near_only.match(n.of(text)) for n in against):
        weight = 1  # "instead of blocking it": what is done instead tells more
    return Hit(span, stance, force, row.sense, span.of(text), tuple(why), (span, *against), weight)


def _action(text: str, span: Span, frame: Span, marks: tuple[Mark, ...], taken: Sequence[Span]) -> Hit | None:
    """The act that is proposed, asked for, promised, done or refused."""
    if asked(text, span):
        return None
    for mark in governing(text, span, marks):
        stance = governed(Stance.YES, mark.effect)
        if stance is None:
            return None
        if stance is not Stance.YES:
            done = (Why(Note.BEFORE, effect=mark.effect),)
            return Hit(span, stance, Force.ASSERT, Deed.CHANGED, span.of(text), done, (span,), 2)
    against = negations(text, span.start, frame.start)
    word = span.of(text)
    directive = None
    for match in MARKERS.directive.finditer(text, max(frame.start, span.start - _NEAR), span.start):
        if not _WORDS.of_somebody.search(text[max(frame.start, match.start() - 40) : match.end()]):
            directive = match
    if len(against) == 1 and MARKERS.have.search(text[frame.start : against[0].start]):
        return None  # "has not ratified": it may yet
    if len(against) % 2 and _far_noun(text, against[-1], span, most=_NEAR_WORDS if directive is None else None):
        return None  # "no place to discuss the admission", "no argument against the admission" refuse no admission
    if len(against) % 2:
        negated = (Why(Note.NEGATED, (against[-1].of(text),)),)
        return Hit(span, Stance.NO, Force.ASSERT, Deed.REFUSED, word, negated, (span, *against), 0.5)
    if directive is not None and any(directive.end() <= other.start < span.start for other in taken):
        directive = None  # what is asked for is another predicate: "asked to postpone the admission"
    if directive is not None and not _WORDS.about_it.search(text[directive.end() : span.start]):
        force = Force.COMMIT if MARKERS.promise.match(directive.group()) else Force.REQUEST
        told = (Why(Note.DIRECTIVE, (directive.group(),)),)
        if _WORDS.will_be.fullmatch(text, directive.start(), span.start):  # "will be adopted": foreseen, not promised
            return Hit(span, Stance.LEAN_YES, Force.ASSERT, Deed.ASKED, word, told, (Span(*directive.span()), span), 1)
        return Hit(span, Stance.YES, force, Deed.ASKED, word, told, (Span(*directive.span()), span), 2)
    if MARKERS.completed.match(text, span.start):
        return Hit(span, Stance.YES, Force.COMMIT, Deed.DONE, word, (), (span,), 2)
    return None


def _is_the_act(text: str, span: Span, body: Span, terms: re.Pattern[str]) -> bool:
    """Whether an act may be the one decided on: "send" and "open" are that only with the proposal right behind."""
    if MARKERS.core_act.match(text, *span) or terms.match(text, span.start):
        return True
    end = min(body.end, span.end + _OBJECT)
    bound = _SCOPE.bound.search(text, span.end, end)
    end = bound.start() if bound else end
    return (
        terms.search(text, max(body.start, span.start - _OBJECT), end) is not None
        or _WORDS.pointer.match(text, span.end) is not None
    )


def _far_noun(text: str, negation: Span, span: Span, *, most: int | None) -> bool:
    """Whether an act told by a noun stands too far behind a negation, or behind another noun, to be what it denies."""
    if MARKERS.act_noun.fullmatch(span.of(text)) is None:
        return False
    between = text[negation.end : span.start]
    if (most is not None and len(between.split()) > most) or _WORDS.of_other_noun.search(between) is not None:
        return True
    return _WORDS.denied_noun.fullmatch(between) is None
