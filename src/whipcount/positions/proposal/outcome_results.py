"""Outcomes told by their result: a government that survived, a membership that ended, a text that was taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.positions.proposal.outcome_parts import Clause, ClauseParts
from whipcount.positions.proposal.outcome_patterns import (
    BROUGHT_IN,
    CONFIDENCE,
    EARLIER,
    MODAL,
    MOST,
    NEGATED,
    NO_CONFIDENCE,
    NO_MEMBER,
    TAKEN_BACK,
    State,
    of_candidate,
)

_PUTS_OUT = re.compile(r"expul|expel|exclu|oust", re.IGNORECASE)


def results(parts: ClauseParts, text: str, *, headline: bool) -> Iterator[Clause]:
    """What a sentence tells by its result.

    Args:
        parts: what reads around a verb.
        text: the masked sentence.
        headline: whether it is a headline.
    """
    kind = parts.words.kind
    if "confidence" in kind or "censure" in kind:
        yield from _confidence(parts, text, headline=headline)
    if _PUTS_OUT.search(kind):
        yield from _put_out(parts, text)
    yield from _candidate(parts, text)
    for match in islice(TAKEN_BACK.finditer(text), MOST):
        left = text[: match.start()]
        own = match["what"] if match["what"] and match["what"].lower() != "it" else left
        if not _real(left) or (parts.words.something_else(own, len(own)) and not BROUGHT_IN.search(left)):
            continue
        strong = parts.words.strong(own) or (own is left and parts.words.strong(parts.before) and _opens(left))
        if strong or BROUGHT_IN.search(left):
            yield Clause(State.WITHDRAWN, 0, match.end(), 1.4)


_JOINS = re.compile(r"admi|member|accession|join|invit", re.IGNORECASE)
_POST = re.compile(r"elect|appoint|nomin|confirm|candida", re.IGNORECASE)
_NOT_LAST = re.compile(
    r"\b(?:first|second)\s+(?:round|ballot)|\bprimar(?:y|ies)\b|\bpolls?\b|\bsurvey|\bstraw\b|\brun-?off\b|\bcandidate\s+of\b",
    re.IGNORECASE,
)
_VOTED = re.compile(r"\bvot|\bballot|\bround\b|\belect|\d", re.IGNORECASE)


def _candidate(parts: ClauseParts, text: str) -> Iterator[Clause]:
    """What is told of the candidate itself: let in, turned away, chosen."""
    names = "|".join(re.escape(name) for name in parts.words.names)
    if not names or parts.words.candidates.search(text) is None:
        return
    rows = []
    if _JOINS.search(parts.words.kind):
        rows += [("comes_in", State.ADOPTED), ("stays_out", State.REJECTED)]
    elif _POST.search(parts.words.kind):
        rows += [("chosen", State.ADOPTED)]
    for key, state in rows:
        for match in islice(of_candidate(key, names).finditer(text), MOST):
            left = parts.left(text, match.start())
            if not _real(left) or parts.unreal(text, match.start(), left):
                continue
            if key == "chosen" and (not _VOTED.search(text + parts.before) or _NOT_LAST.search(text)):
                continue
            after = parts.words.own_words.search(text[match.end() : match.end() + 40])
            if match.group().endswith("new") and after is None:
                continue  # the new candidate, the new favourite
            if key != "chosen" and parts.agent(left) in ("member", "other", "some"):
                continue
            yield Clause(state, match.start(), match.end(), 1.8)


def _real(left: str) -> bool:
    near = " ".join(left.split()[-5:])
    return MODAL.search(near) is None and NEGATED.search(near) is None and EARLIER.search(left) is None


def _opens(left: str) -> bool:
    return len(left.split()) <= 3


def _confidence(parts: ClauseParts, text: str, *, headline: bool) -> Iterator[Clause]:
    against = NO_CONFIDENCE.search(parts.words.title) is not None
    for match in islice(CONFIDENCE.finditer(text), MOST):
        left = text[: match.start()]
        if not _real(left) or EARLIER.search(text[match.end() : match.end() + 60]):
            continue
        stays = match["stays"] is not None
        asked = NO_CONFIDENCE.search(match["vote"]) is not None
        if re.match(r"failed|fails|passed", match.group(), re.IGNORECASE) and asked:
            continue  # who failed: the government or the motion
        adopted = stays != against
        yield Clause(State.ADOPTED if adopted else State.REJECTED, match.start(), match.end(), 1.9 + 0.4 * headline)


def _put_out(parts: ClauseParts, text: str) -> Iterator[Clause]:
    for match in islice(NO_MEMBER.finditer(text), MOST):
        left = text[: match.start()]
        decided = re.search(r"\b(?:decided|ruled|resolved|agreed|declared)\b[^.;]{0,90}?\bthat\b", left)
        named = parts.words.candidates.search(left) is not None
        away = re.search(r"\bif\b|\bwould\b|\bcould\b|\bwill\b", left, re.IGNORECASE)
        if away is None and _real(left[-40:]) and (named or (decided is not None and re.search(r"\bits\s*\Z", left))):
            yield Clause(State.ADOPTED, 0, match.end(), 1.9 + 0.3 * (decided is not None))
