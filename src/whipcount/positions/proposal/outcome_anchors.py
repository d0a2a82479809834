"""Outcomes told by the very verb of the decision: "trims rate to 4%", "resolved to sell its coal".

The detection of a proposal keeps the words that tell of it. Where one of them is a verb in the past, or in a headline's
present, with the body (or nobody else) as its subject, it tells that the thing was done; what only asks, plans or
denies it does not. The clause is read like any other: who acts, what makes it unreal, which time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whipcount.positions.proposal.acts import Form, VerbEntry, acts_table, lexicon
from whipcount.positions.proposal.outcome_parts import SOME_OF_BODY, Clause, ClauseParts
from whipcount.positions.proposal.outcome_patterns import (
    BE,
    HAVE,
    NEGATED,
    NEITHER,
    NO_REFUSAL,
    NOT_VERB,
    OF_A_GROUP,
    OF_VOTERS,
    SOME,
    State,
)
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_DECIDED = lazy_pattern(
    rf"(?<![\w’'-])(?:{either(word_lists('outcomes')['decided_to'])})\b[^.;:]{{0,110}}?\s(?P<not>not\s+)?to\s+(?:\w+ly\s+)?\Z",
    re.IGNORECASE,
)
_LEAST = 1.5
"""How sure a verb that only says what is done with a thing must tell of a decision."""
_ONLY_DECIDING = frozenset("vote decide consider debate choose".split())  # which way is told elsewhere
_STEPS = frozenset({"approve-deal", "ratify"})  # to sign is not to be bound
_A_NAME = lazy_pattern(
    r"\W*(?:(?:On\s+\w+day|Last\s+\w+|But|And|Only)\W+)?(?:[\ue000-\uf8ff]|(?!The\b|BODY\b|It\b)[A-Z][\w’'-]*[a-z](?:\s[A-Z][\w’'-]*[a-z])?)\s*"
)
_ONE_OF = lazy_pattern(r"\b(?:one|two|three|some|several|many|most|few)\s+(?:of\s+|\w+\s+)", re.IGNORECASE)


def anchored_clauses(
    parts: ClauseParts, text: str, words: Sequence[str], *, headline: bool, early: bool
) -> Iterator[Clause]:
    """What a sentence tells by the verbs that tell of the decision.

    Args:
        parts: what reads around a verb.
        text: the masked sentence.
        words: the words in it by which the decision was found.
        headline: whether it is the title.
        early: whether it stands among the first sentences: there nobody needs to be named as acting.
    """
    for word in dict.fromkeys(words):
        entries = lexicon().verbs.get(word.casefold(), ())
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(word)}(?![\w’'-])", text):
            made = _clause(parts, text, match, entries, headline=headline, early=early)
            if made is not None:
                yield made


def _clause(
    parts: ClauseParts, text: str, match: re.Match[str], told: Sequence[VerbEntry], *, headline: bool, early: bool
) -> Clause | None:
    left, right = parts.left(text, match.start()), parts.right(text, match.end())
    if (decided := _DECIDED.search(text[: match.start()])) is not None:
        return _decided(parts, text, decided, right, match.end(), early=early)
    entries = [e for e in told if not e.forms.particle or _particle(e.forms.particle, right)]
    entries.sort(key=lambda e: not e.forms.particle)  # "threw the bill out" is not "threw"
    entry = next((e for e in entries if (e.act is not None and e.act.id not in _STEPS) or e.handling >= _LEAST), None)
    if entry is None or entry.forms.base in _ONLY_DECIDING or NOT_VERB.search(left) or parts.past(left, right):
        return None
    state = State.REJECTED if _puts_out(entry) and not _puts_out_kind(parts.words.kind) else _state(entry)
    past = any(e.form in (Form.PAST, Form.PARTICIPLE) for e in entries)
    third = any(e.form is Form.THIRD for e in entries)
    be, have = BE.search(left), HAVE.search(left)
    if be is not None and past:
        if (
            parts.unreal(text, match.start() - len(left) + be.start(), left[: be.start()])
            or NEGATED.search(be.group())
            or NEITHER.search(be.group())
        ):
            return None
        if (be["be"] or "").lower() in ("is", "are", "gets") or parts.agent_after(right) == "member":
            return None
        return Clause(state, match.start(), match.end(), 1.1)
    aux = have.group() if have else ""
    if NEGATED.search(aux) or not (past or (third and headline)):
        return None
    if headline and third and not past and entry.act is None and entry.handling < 2:
        return None
    if parts.unreal(text, match.start(), left):
        return None
    agent = parts.agent(left)
    if agent == "body":
        return Clause(state, match.start(), match.end(), 1.3 + 0.3 * headline)
    if not headline and _A_NAME.fullmatch(left):
        return None  # "Osk signed last": one of them, whom no table knows
    if agent == "nobody" and early and left.strip() and not _ONE_OF.search(left) and SOME.search(left) is None:
        return Clause(state, match.start(), match.end(), 1.0 + 0.2 * headline)
    return None


def _decided(
    parts: ClauseParts, text: str, decided: re.Match[str], right: str, end: int, *, early: bool
) -> Clause | None:
    left = parts.left(text, decided.start())
    if parts.unreal(text, decided.start(), left) or parts.past(left, right) or NOT_VERB.search(left):
        return None
    agent = "body" if SOME_OF_BODY.search(left) else parts.agent(left)
    if decided["not"] and NO_REFUSAL.match(f" to {text[decided.end() : end]}"):
        return None  # "voted not to postpone it": that leaves it open
    if (agent != "body" or OF_A_GROUP.search(left)) and OF_VOTERS.match(text, decided.end(), end):
        return None  # "the Greens decided to vote for it": some of those who will decide
    if agent not in ("body", "nobody") or (agent == "nobody" and not (early and left.strip())):
        return None
    return Clause(State.REJECTED if decided["not"] else State.ADOPTED, decided.start(), end, 1.4)


def _particle(particle: str, right: str) -> bool:
    """Whether a verb's particle follows it, right behind or behind its object."""
    return re.match(rf"(?:\s+[\w’'-]+){{0,7}}?\s+{re.escape(particle)}(?!\w)", right) is not None


def _puts_out(entry: VerbEntry) -> bool:
    return entry.act is not None and entry.act.id == "expel"


def _puts_out_kind(kind: str) -> bool:
    """Whether somebody is to be put out by the decision: else what is thrown out is the proposal itself."""
    return re.search(r"expel|expul|exclu|oust|evict|eject|unseat|throw|kick", kind) is not None


def _state(entry: VerbEntry) -> State:
    if entry.act is not None and entry.act.id == "refer-back":
        return State.REFERRED
    if not entry.against:
        return State.ADOPTED
    ends = acts_table()["ends"]
    base = f"{entry.forms.base} {entry.forms.particle}".strip()
    if base in ends["postponed"]:
        return State.POSTPONED
    return State.WITHDRAWN if base in ends["withdrawn"] else State.REJECTED
