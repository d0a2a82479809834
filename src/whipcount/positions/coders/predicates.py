"""The predicates found in a statement, and which of them tells its stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whipcount.positions.coders.contract import polarity
from whipcount.positions.stance.denials import asides
from whipcount.positions.stance.stance import Force, Stance
from whipcount.text.span import Span

_TURN = re.compile(r"(?<!\w)(?:but|and\s+now|now|yet|however|although|though|nevertheless)(?!\w)", re.IGNORECASE)
_SUPPORTS = re.compile(r"\A(?:supports|votes in favour|calls it good):")
_REFUSALS = re.compile(
    r"\A(?:refuses|votes against|rules it out|turns it down|leaves it|calls it bad|leans to no|says no):"
)
_NO_OBJECT = re.compile(
    r"[,.;:!?\"“”]|(?<!\w)(?:and|or|nor|but|it|this|them|these|if|unless|until|while|because|after|despite|without|with|than|who|which"
    r"|notwithstanding|lift\w*|end\w*|drop\w*|overcom\w*|against|over|rather|instead|regardless)(?!\w)",
    re.IGNORECASE,
)
_GAP = 45  # code points between a consent and the refusal that is its object


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate found: where, what it says once its negations are counted, and why."""

    span: Span
    stance: Stance
    force: Force
    reasons: tuple[str, ...]
    spans: tuple[Span, ...]
    weight: float


def of_another_candidate(hit: Hit) -> Hit:
    """A consent to another candidate, named against this one."""
    why = (*hit.reasons, "not the candidate of the proposal: another one")
    return replace(hit, stance=Stance.LEAN_NO, force=Force.ASSERT, reasons=why)


def without_objects(text: str, hits: Iterable[Hit], terms: re.Pattern[str]) -> list[Hit]:
    """The hits without consents whose object is a refusal: "backed calls to postpone it", "welcomed Kell's veto"."""
    found = sorted(hits, key=lambda hit: hit.span.start)
    kept: list[Hit] = []
    for place, hit in enumerate(found):
        if kept and kept[-1].reasons[-1].endswith("behind it") and hit.reasons[0].startswith("calls it bad"):
            continue  # "a veto would be folly": counted with the veto
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and _SUPPORTS.search(" ".join(hit.reasons)) and _is_object(text, hit, after, terms):
            if polarity(hit.stance) < 0 < polarity(after.stance):  # "does not back the veto": no promise either
                found[place + 1] = replace(after, stance=Stance.LEAN_YES, weight=1)
            continue
        kept.append(found[place])
    return kept


def _is_object(text: str, hit: Hit, after: Hit, terms: re.Pattern[str]) -> bool:
    gap = text[hit.span.end : after.span.start]
    refusal = _REFUSALS.search(" ".join(after.reasons)) is not None
    return refusal and len(gap) <= _GAP and not _NO_OBJECT.search(gap) and terms.search(gap) is None


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
    if len(ordered) > 1 and _TURN.search(text, ordered[0].span.end, last.span.start):
        return last
    return max(ordered, key=lambda h: (h.weight, h.span.end - h.span.start, -h.span.start))
