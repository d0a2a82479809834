"""The predicates found in a statement, and which of them tells its stance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from whipcount.positions.stance.agents import OWN, Whose
from whipcount.positions.stance.denials import asides
from whipcount.positions.stance.lexicon import Sense
from whipcount.positions.stance.modifiers import Effect
from whipcount.positions.stance.stance import Force, Stance
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/reader")
_FIRM = 3  # the weight of a plain word of consent or refusal
CONSENTS = frozenset({Sense.SUPPORTS, Sense.VOTES_FOR, Sense.CALLS_GOOD})
REFUSALS = frozenset(
    {
        Sense.REFUSES,
        Sense.VOTES_AGAINST,
        Sense.RULES_OUT,
        Sense.TURNS_DOWN,
        Sense.LEAVES,
        Sense.CALLS_BAD,
        Sense.LEANS_TO_NO,
        Sense.SAYS_NO,
    }
)


class Deed(StrEnum):
    """What is said of the act that is decided on, where no predicate of the lexicon tells it."""

    CHANGED = "the act"  # by what governs it
    REFUSED = "the act refused"
    ASKED = "the act asked for"
    DONE = "has done it"
    WISHED = "wishes it"
    LEFT_OUT = "all consent but"
    SECOND = "the second of two objects"


class Note(StrEnum):
    """Why a hit says what it says, beyond its predicate."""

    NEGATED = "negated by"
    HEDGED = "hedged by"
    TURNED = "turned by"
    DIRECTIVE = "asked for by"
    BEFORE = "changed by what stands before it"
    BEHIND = "changed by what stands behind it"
    NOT_COMMITTED = "not committed to by the words that govern it"
    OBJECT = "what it refuses is a refusal:"
    UNLESS = "the act refused unless something is done waits for that"
    OTHERS_WRONG = "others who hold it are called wrong:"
    CONCEDED = "conceded, and not done"
    NOT_AMONG = "of others, of whom the speaker is none"
    ANSWERED_YES = "asked, and answered with a yes"
    ANSWERED_NO = "asked, and answered with a no"
    TAKEN_UP = "taken up from what was said just before"
    OTHER_CANDIDATE = "not the candidate of the proposal: another one"


@dataclass(frozen=True, slots=True)
class Why:
    """One step of a hit: what did it, by which words or to which effect."""

    note: Note
    words: tuple[str, ...] = ()
    effect: Effect | None = None

    def __str__(self) -> str:
        if self.effect is not None:
            place = "behind" if self.note is Note.BEHIND else "before"
            return f"{self.effect.value} by what stands {place} it"
        return " ".join((self.note.value, ", ".join(map(repr, self.words)))).strip()


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate found: where, what it says once its negations are counted, and why."""

    span: Span
    stance: Stance
    force: Force
    sense: Sense | Deed
    words: str
    why: tuple[Why, ...]
    spans: tuple[Span, ...]
    weight: float
    whose: Whose = OWN
    plain: Stance | None = None  # before what governs it turned it

    def because(self, why: Why) -> tuple[Why, ...]:
        """Its steps with one more."""
        return (*self.why, why)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The steps in words, the predicate first; nothing reads them but people."""
        return (f"{self.sense.value.replace('_', ' ')}: {self.words!r}", *map(str, self.why))


def of_another_candidate(hit: Hit) -> Hit:
    """A consent to another candidate, named against this one."""
    return replace(hit, stance=Stance.LEAN_NO, force=Force.ASSERT, why=hit.because(Why(Note.OTHER_CANDIDATE)))


def own_words(text: str, body: Span, hits: Iterable[Hit]) -> list[Hit]:
    """The hits without those in an aside about others' words, where the speaker's own stand before it."""
    found = list(hits)
    for aside in asides(text, body):
        if any(hit.span.end <= aside.start for hit in found):
            found = [hit for hit in found if not aside.start <= hit.span.start < aside.end]
    return found


def choose(text: str, hits: Sequence[Hit]) -> Hit | None:
    """The predicate that tells the stance: after a turn ("but", "and now") the last, else the surest."""
    if not hits:
        return None
    ordered = sorted(hits, key=lambda h: h.span.start)
    last = ordered[-1]
    if len(ordered) > 1 and _WORDS.turn.search(text, ordered[0].span.end, last.span.start):
        return last
    best = _surest(ordered)
    if best.stance is Stance.DECLINED:  # "Kell opposes it. I have nothing to add." has said it
        said = [
            h
            for h in ordered
            if h.stance in (Stance.YES, Stance.NO) and h.weight >= _FIRM and h.span.end <= best.span.start
        ]
        if said and _WORDS.sentence_ends.search(text, said[-1].span.end, best.span.start):
            return _surest(said)
    if best.stance is Stance.WILL_NOT_BLOCK:  # "no longer opposes it and will vote for it" is a vote for it
        goes_on = [
            h for h in ordered if h.sense in CONSENTS and h.stance is Stance.YES and h.span.start > best.span.end
        ]
        if goes_on and _WORDS.and_does.search(text, best.span.end, goes_on[0].span.start):
            return goes_on[0]
    return best


def _surest(hits: Sequence[Hit]) -> Hit:
    """The heaviest; of those the longest, then the first."""
    return max(hits, key=lambda h: (h.weight, h.span.end - h.span.start, -h.span.start))
