"""How the predicates of one statement stand to each other: objects, times, owners; what is left is the speaker's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from whipcount.positions.coders.contract import polarity
from whipcount.positions.coders.predicates import CONSENTS, REFUSALS, Deed, Hit, Note, Why, choose
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.agents import OWN, Agent
from whipcount.positions.stance.inner_speech import InnerSpeech
from whipcount.positions.stance.lexicon import Sense
from whipcount.positions.stance.markers import MARKERS
from whipcount.positions.stance.passage import Passage
from whipcount.positions.stance.stance import Condition, Force, Stance
from whipcount.positions.stance.target import names_in
from whipcount.positions.stance.tense import is_former
from whipcount.statements.statement import Modality
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/composition")
_REAL = frozenset({Modality.ACTUAL, Modality.FUTURE})
_GAP = 60  # code points between a predicate and another one that is its object
_BAD = frozenset({Sense.CALLS_BAD, Sense.RULES_OUT, Sense.TURNS_DOWN})
_COMPLAINTS = frozenset({Sense.CALLS_BAD, Sense.LEANS_TO_NO, Sense.TURNS_DOWN, Deed.REFUSED})
_GIVEN = CONSENTS | {Sense.VOTE_IS_YES, Sense.GIVES_CONSENT}
_VERBS = frozenset({Sense.REFUSES, Sense.VOTES_AGAINST, Sense.RULES_OUT, Sense.TURNS_DOWN, Sense.SAYS_NO})


def composed(text: str, hits: Iterable[Hit], terms: re.Pattern[str]) -> list[Hit]:
    """The hits with those that are objects of others counted into them.

    A consent to a refusal is that refusal ("backed calls to postpone it"); a refusal of one leans to consent
    ("rejected the veto of the admission"); "a veto would be folly" is one judgement.
    """
    found = sorted(hits, key=lambda hit: hit.span.start)
    kept = [hit for hit in found if isinstance(hit.sense, Deed)]
    found = [hit for hit in found if not isinstance(hit.sense, Deed)]
    skip = False
    judged: Hit | None = None
    for place, hit in enumerate(found):
        if skip:
            skip = False
            continue
        if judged and judged.why and judged.why[-1].note is Note.BEHIND and hit.sense in _BAD:
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and _is_judged(text, hit, after):
            kept.append(_others_judged(hit, after))
            skip = True
            continue
        if after is not None and hit.sense in _VERBS and after.sense in _GIVEN and _is_moved(text, hit, after):
            kept.append(_refusal_refused(after, hit))  # "a vote to reject it will not have our support"
            skip = True
            continue
        if after is not None and hit.sense in CONSENTS and _is_object(text, hit, after, terms):
            if polarity(hit.stance) < 0 < polarity(after.stance):  # "does not back the veto": no promise either
                found[place + 1] = replace(after, stance=Stance.LEAN_YES, weight=1)
            continue
        if after is not None and hit.sense in _VERBS and _is_refused(text, hit, after):
            kept.append(_refusal_refused(hit, after))
            skip = True
            continue
        judged = found[place]
        kept.append(judged)
    return kept


def _is_object(text: str, hit: Hit, after: Hit, terms: re.Pattern[str]) -> bool:
    gap = text[hit.span.end : after.span.start]
    return (
        after.sense in REFUSALS and len(gap) <= _GAP and not _WORDS.no_object.search(gap) and terms.search(gap) is None
    )


def _is_refused(text: str, hit: Hit, after: Hit) -> bool:
    """Whether the refusal ``after`` is what ``hit`` refuses."""
    gap = text[hit.span.end : after.span.start]
    if _WORDS.purpose.match(gap) and not _WORDS.takes_infinitive.match(hit.words):
        return False  # "will fight to stop it"
    refuses = after.sense in _VERBS or _WORDS.deferral.match(after.words) is not None
    firm = after.stance is Stance.NO or not after.why
    return refuses and firm and len(gap) <= _GAP and _WORDS.object_link.fullmatch(gap) is not None


def _is_moved(text: str, hit: Hit, after: Hit) -> bool:
    """Whether a refusal is what is moved for, and ``after`` tells that it is not supported."""
    gap = text[hit.span.end : after.span.start]
    before = text[max(0, hit.span.start - _GAP) : hit.span.start]
    if polarity(after.stance) >= 0:
        return False
    return _WORDS.motion_to.search(before) is not None and len(gap) <= 2 * _GAP and not set(gap) & set(".;:!?")


def _is_judged(text: str, hit: Hit, after: Hit) -> bool:
    """Whether others who hold ``hit`` are called a bad name by ``after``."""
    if hit.whose.agent is not Agent.OTHER or after.sense not in _BAD or polarity(after.stance) >= 0:
        return False
    return _WORDS.judged.search(text[hit.span.end : after.span.start]) is not None


def _others_judged(hit: Hit, after: Hit) -> Hit:
    """What is held of others who hold it wrong: "those who oppose it are wrong" leans to consent."""
    leans = Stance.LEAN_YES if polarity(hit.stance) < 0 else Stance.LEAN_NO
    why = hit.because(Why(Note.OTHERS_WRONG, (after.words,)))
    return replace(hit, stance=leans, force=Force.ASSERT, why=why, spans=(*hit.spans, after.span), weight=2, whose=OWN)


def _refusal_refused(hit: Hit, after: Hit) -> Hit:
    leans = Stance.LEAN_YES if polarity(hit.stance) < 0 else Stance.LEAN_NO
    why = hit.because(Why(Note.OBJECT, (after.words,)))
    return replace(hit, stance=leans, force=Force.ASSERT, why=why, spans=(*hit.spans, after.span), weight=2)


def of_the_candidate(text: str, hits: Sequence[Hit], terms: re.Pattern[str], proposal: Proposal) -> list[Hit]:
    """The hits without those that are about something else, where others are about the proposal.

    "Would back the admission of Orvana and reject that of Zephyria": each predicate with its own object.
    """
    names = names_in(f"{proposal.title} {proposal.candidate or ''}")
    deeds = [hit for hit in hits if isinstance(hit.sense, Deed)]
    ordered = sorted((hit for hit in hits if not isinstance(hit.sense, Deed)), key=lambda hit: hit.span.start)
    if proposal.candidate is not None:
        others = [hit for hit in hits if _toward_another(text, hit, names)]
        if others:
            return [hit for hit in hits if hit not in others]
    if len(ordered) < 2:
        refusals = [h for h in ordered if proposal.candidate is not None and polarity(h.stance) < 0]
        return [h for h in hits if h not in refusals or _object(text, h, len(text), terms, names) != "other"]
    ends = [*(hit.span.start for hit in ordered[1:]), len(text)]
    told = [_object(text, hit, end, terms, names) for hit, end in zip(ordered, ends, strict=True)]
    if "other" in told and any(kind in ("proposal", "none") for kind in told):
        kept = [hit for hit, kind in zip(ordered, told, strict=True) if kind != "other"]
        return [*kept, *deeds]
    if "proposal" in told and "none" in told and len({polarity(hit.stance) for hit in ordered}) > 1:
        return deeds + [
            hit
            for hit, kind in zip(ordered, told, strict=True)
            if kind == "proposal" or polarity(hit.stance) == 0 or not _WORDS.own_object.match(text, hit.span.end)
        ]
    return list(hits)


def about(text: str, hit: Hit, proposal: Proposal) -> bool:
    """Whether the object of a predicate is told, and is the proposal's own candidate."""
    names = names_in(f"{proposal.title} {proposal.candidate or ''}")
    that = _WORDS.that_of.match(text, hit.span.end)
    return that is not None and that["name"][:5].casefold() in names


def _toward_another(text: str, hit: Hit, names: set[str]) -> bool:
    """Whether a predicate is plainly about somebody else than the candidate: "as for Sweden, we will not agree"."""
    toward = _WORDS.toward_name.match(text, hit.span.end)
    about = _WORDS.as_for.search(text[: hit.span.start])
    return any(found is not None and found["name"][:5].casefold() not in names for found in (toward, about))


def _object(text: str, hit: Hit, end: int, terms: re.Pattern[str], names: set[str]) -> str:
    """Of what a predicate is: the proposal, another candidate's, or neither is told."""
    stop = _WORDS.object_end.search(text, hit.span.end, min(end, hit.span.end + _GAP + 30))
    last = stop.start() if stop else min(end, hit.span.end + _GAP + 30)
    that = _WORDS.that_of.match(text, hit.span.end, last)
    if that:
        return "proposal" if that["name"][:5].casefold() in names else "other"
    found = terms.search(text, hit.span.end, last)
    if found:
        of = _WORDS.of_name.match(text, found.end(), min(len(text), found.end() + 60))
        return "other" if of and of["name"][:5].casefold() not in names else "proposal"
    if _WORDS.pointer.match(text, hit.span.end, last):
        return "proposal"
    return "none"


def current(text: str, hits: Sequence[Hit], body: Span) -> tuple[list[Hit], bool]:
    """The hits without those of former times, where others tell what holds now; and whether any was left out."""
    former = [hit for hit in hits if is_former(text, hit.span, body)]
    newer = [hit for hit in hits if hit not in former and hit.weight >= 1]
    if former and newer:
        return newer, True
    return list(hits), False


def one_of_two(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those of which the other side is told as an alternative: "whether to back it or to block it"."""
    ordered = sorted(hits, key=lambda hit: hit.span.start)
    either: set[int] = set()
    for first, second in pairwise(ordered):
        gap = text[first.span.end : second.span.start]
        near = len(gap) <= 2 * _GAP and "." not in gap
        if near and polarity(first.stance) * polarity(second.stance) < 0 and _WORDS.or_else.search(gap):
            either |= {id(first), id(second)}
    return [hit for hit in hits if id(hit) not in either]


def owned(hits: Sequence[Hit], inner: Sequence[InnerSpeech]) -> tuple[list[Hit], list[Hit]]:
    """The speaker's own hits, and those of others."""
    own: list[Hit] = []
    others: list[Hit] = []
    for hit in hits:
        said = next((i for i in inner if i.span.start <= hit.span.start < i.span.end), None)
        if said is not None:
            others.append(replace(hit, whose=said.whose))
        elif hit.whose.agent is not Agent.OWN:
            others.append(hit)
        else:
            own.append(hit)
    if any(polarity(hit.stance) < 0 and not isinstance(hit.sense, Deed) for hit in others):
        # a complaint about another's refusal is no refusal of the speaker's own
        own = [hit for hit in own if hit.sense not in _COMPLAINTS]
    return own, others


def claims_of_the_body(passage: Passage) -> tuple[Span, ...]:
    """The words that only claim something of the body: "there is no consensus"; a hope for one is its clause alone."""
    text, body = passage.text, passage.body
    found = []
    for match in MARKERS.body_claim.finditer(text, *body):
        if not _WORDS.hoped_for.search(text[max(body.start, match.start() - _GAP) : match.start()]):
            for place in passage.sentences:
                if place.start <= match.start() < place.end:
                    own = _WORDS.own_clause.search(text, match.end(), place.end)
                    found.append(Span(place.start, own.start()) if own is not None else place)
            continue
        start, end = body.start, body.end
        for bound in _WORDS.clause_bound.finditer(text, *body):
            if bound.end() <= match.start():
                start = bound.end()
            elif bound.start() >= match.end():
                end = bound.start()
                break
        found.append(Span(start, end))
    return tuple(found)


def in_one_of(places: Iterable[Span], hit: Hit) -> bool:
    """Whether a hit begins in one of some places."""
    return any(place.start <= hit.span.start < place.end for place in places)


def starts_in(places: Sequence[Span], hit: Hit) -> bool:
    """Whether all the words that a hit rests on stand in one of some places."""
    first = min(hit.spans, key=lambda span: span.start)
    return any(place.start <= first.start < place.end for place in places)


def chosen(
    passage: Passage, hits: Sequence[Hit], told_in: Callable[[Span], Modality]
) -> tuple[Hit | None, Modality, Span]:
    """The hit that tells the stance, whether its sentence is really said, and that sentence.

    Each sentence of what is said is judged alone: "My predecessor said no. We vote for it" tells what holds now.
    """
    sentences = passage.sentences
    if len(sentences) < 2:
        return choose(passage.text, hits), told_in(passage.frame), passage.line
    first = Span(min(passage.frame.start, sentences[0].start), sentences[0].end)
    judged = [(first if place is sentences[0] else place) for place in sentences]
    real: list[Hit] = []
    of: list[tuple[Hit, Modality, Span]] = []
    for place in judged:
        mine = [hit for hit in hits if place.start <= hit.span.start < place.end]
        if mine:
            modality = told_in(place)
            of += [(hit, modality, place) for hit in mine]
            real += mine if modality in _REAL else []
    best = choose(passage.text, real or [hit for hit, _, _ in of])
    for hit, modality, place in of:
        if hit is best:
            return best, modality, place
    return best, told_in(passage.frame), passage.line


def belongs(text: str, condition: Span, sentence: Span) -> bool:
    """Whether a condition stands in a sentence, or goes on from it: "We agree. But only if the dam is opened"."""
    if sentence.start <= condition.start < sentence.end:
        return True
    gap = text[sentence.end : condition.start]
    return condition.start >= sentence.end and _WORDS.goes_on.fullmatch(gap) is not None


def is_threat(passage: Passage, best: Hit) -> bool:
    """Whether a consent is read from the words of a threat: "warned of reprisals should it be adopted"."""
    return (
        isinstance(best.sense, Deed)
        and polarity(best.stance) > 0
        and _WORDS.threat.search(passage.text, *passage.frame) is not None
    )


def of_one_form(text: str, best: Hit) -> bool:
    """Whether a consent is to one form of the thing and not to another: "for a cap of two but not for one of nine"."""
    return polarity(best.stance) > 0 and _WORDS.two_objects.match(text, best.span.end) is not None


def unless_met(best: Hit, conditions: Sequence[Condition]) -> Hit:
    """Of an act refused "unless" something is done: a consent that waits for that, which is the same."""
    if best.sense is not Deed.REFUSED or not any(_WORDS.unless.match(c.text) for c in conditions):
        return best
    return replace(best, stance=Stance.YES, why=best.because(Why(Note.UNLESS)))
