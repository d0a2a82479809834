"""Outcomes told by figures: totals that the rule weighs, what was needed and missed, shares of those who voted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from whipcount.bodies.body import Body
from whipcount.bodies.member_mentions import members_on
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.outcome_patterns import BODY_WORDS, SO_FAR, State
from whipcount.positions.proposal.outcome_sentences import Sentence, when
from whipcount.positions.proposal.outcome_votes import elsewhere, of_a_member
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.vote_count_patterns import COLLECTIVE
from whipcount.positions.proposal.vote_counts import VoteCount, vote_count
from whipcount.positions.proposal.vote_results import carried_by
from whipcount.text.number_words import NUMBER, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

Told = tuple[float, State, date | None, Sentence, Span]
"""How much it tells, what it tells, on which day, in which sentence and where."""

_ANY_DAY = date(2000, 1, 1)
"""For a body that only the report tells of, and one without a date: who its members are does not change."""
_EARLY = 12
"""Sentences in which the news and its figures are told."""
_BY_RULE = 1.0
_BY_NEED = 3.0
_ENOUGH = 1.2  # who had enough may still have met a veto
_BY_SHARE = 1.3
_BY_ANSWER = 0.9
_FIRST = 5
"""Sentences in which the news itself is told."""


def by_count(
    sentences: Sequence[Sentence], day: date | None, proposal: Proposal, body: Body, words: ObjectWords
) -> Iterator[Told]:
    """What the totals of a vote tell by the body's rule, where no words tell how it ended."""
    size = len(members_on(body, day or _ANY_DAY)) if body.all_members else 0
    for at, sentence in enumerate(sentences):
        count = vote_count(sentence.plain)
        if count is None or sentence.headline or of_a_member(sentence, count, size):
            continue
        if count.told == 1 and at + 1 < len(sentences) and (more := vote_count(sentences[at + 1].plain)) is not None:
            # "Accept: 21", and "Reject: 34" on the next line
            count = (count.merged(more) or count) if more.told == 1 else count
        yes, no = _both(count)
        if yes is None or no is None:
            continue
        on, old = when(sentence, 0, len(sentence.plain), day)
        if yes == no and _CASTING.search(" ".join(s.plain for s in sentences[:40])):
            cast = next((m for s in sentences[:_EARLY] if (m := _CAST.search(s.plain)) is not None), None)
            if cast is not None and not old:
                state = State.REJECTED if cast["against"] or cast["down"] else State.ADOPTED
                yield _BY_RULE, state, on, sentence, Span(0, len(sentence.text))
            continue
        if old or elsewhere(sentence, words) or not _VOTES_CAST.search(sentence.text):
            continue
        if _AHEAD.search(sentence.plain):
            continue  # "is set to approve it on a 25-8 vote next week"
        if yes > no and _OTHER_WAY.search(sentence.text):
            continue
        carried = carried_by(yes, no, proposal, body, on or day or (_ANY_DAY if proposal.told_body else None))
        if carried is not None:
            yield _BY_RULE, State.ADOPTED if carried else State.REJECTED, on, sentence, Span(0, len(sentence.text))


def _both(count: VoteCount) -> tuple[int | None, int | None]:
    """Votes for and against, the latter as the rest of those who could vote, where all of them are told."""
    if count.no is None and count.yes is not None and count.of is not None:
        return count.yes, count.of - count.yes - (count.abstain or 0)
    if count.yes is None and count.no is not None and count.of is not None:
        return count.of - count.no - (count.abstain or 0), count.no
    return count.yes, count.no


def by_answers(sentences: Sequence[Sentence], words: ObjectWords, day: date | None) -> Iterator[Told]:
    """What those who decide answered, where the report's own title stands for what is decided.

    "With the votes of all members the parliament accepted the green design": no word of the title need come back.
    """
    if not words.of_report:
        return
    told = word_lists("outcomes")["answered"]
    answered = lazy_pattern(
        rf"(?:(?<!\w){BODY_WORDS.pattern}|{COLLECTIVE.pattern})(?P<between>[^.;:]{{0,60}}?)\s"
        rf"(?:(?P<yes>{either(told['yes'])})|(?P<no>{either(told['no'])}))(?!\w)",
        re.IGNORECASE,
    )
    for sentence in sentences:
        if sentence.headline or sentence.number >= _FIRST:
            continue
        match = answered.search(sentence.text)
        if match is None or _UNREAL.search(sentence.text, 0, match.end()) or elsewhere(sentence, words):
            continue
        on, old = when(sentence, match.start(), match.end(), day)
        if not old:
            state = State.ADOPTED if match["yes"] else State.REJECTED
            yield _BY_ANSWER, state, on, sentence, Span(match.start(), match.end())


def some_so_far(sentences: Sequence[Sentence]) -> bool:
    """Whether the news tells that some of those who decide have done so, each for itself, and others are to follow.

    Then what they have done ends nothing: "four of the seven branches have accepted, with two more to vote".
    """
    early = [sentence for sentence in sentences if sentence.number < _EARLY]
    part = any(
        (number_of(match["n"]) or 0) < (number_of(match["of"]) or 0)
        for sentence in early
        for match in SO_FAR.finditer(sentence.text)
    )
    return part and any(_TO_FOLLOW.search(sentence.plain) for sentence in early)


_TO_FOLLOW = lazy_pattern(rf"\b{either(word_lists('outcomes')['to_follow'])}(?!\w)", re.IGNORECASE)


def by_need(sentences: Sequence[Sentence], words: ObjectWords, day: date | None) -> Iterator[Told]:
    """What is told of a vote beside what was needed: "five votes; seven would have been needed", "short of a majority".

    Needs no word of the thing itself: who tells what was needed speaks of the decision.
    """
    patterns = _patterns()
    for at, sentence in enumerate(sentences):
        if sentence.number >= _EARLY or sentence.headline:
            continue
        if _VETO.search(sentence.plain) or _ROUND.search(sentence.plain):
            continue
        state = _needed(sentence.plain, patterns)
        before = sentences[at - 1] if at and not sentences[at - 1].headline else None
        if state is None and before is not None and before.number >= 0:
            state = _needed(f"{before.plain.rstrip(' .')}; {sentence.plain}", patterns, behind=len(before.plain))
        on, old = when(sentence, 0, len(sentence.plain), day)
        if state is None or old or elsewhere(sentence, words):
            continue
        if on is None and before is not None:
            on = when(before, 0, len(before.plain), day)[0]
        told = _BY_NEED if state is State.REJECTED else _ENOUGH
        yield told, state, on, sentence, Span(0, len(sentence.text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    told = word_lists("outcomes")["figures"]
    needed = either(told["needed"])
    return (
        lazy_pattern(rf"(?<!\w)(?:{either(told['fell_short'])})(?!\w)", re.IGNORECASE),
        lazy_pattern(
            rf"(?<!\w)(?P<need>{NUMBER})(?:\s+(?:of\s+them|votes?|members?))?\s+(?:{needed})(?!\w)"
            rf"|(?:{either(told['takes'])})\s+(?:the\s+(?:votes?|consent|support)\s+of\s+)?(?:at\s+least\s+)?(?P<takes>{NUMBER})(?=\s*(?:votes?|members?|of\b|[.,;:)]|\Z))",
            re.IGNORECASE,
        ),
        lazy_pattern(
            rf"(?<!\w){NUMBER}\s+(?:votes?\s+)?(?:(?P<more>more)|fewer|less)\s+than\s+(?:{either(told['enough'])})(?!\w)",
            re.IGNORECASE,
        ),
        lazy_pattern(rf"(?<!\w)(?:{either(told['open'])})(?!\w)", re.IGNORECASE),
    )


def _needed(text: str, patterns: tuple[re.Pattern[str], ...], *, behind: int = 0) -> State | None:
    """How it ended by what was needed, as one sentence tells it, or two; with ``behind`` only what ends there."""
    short, need, than, ahead = patterns
    if ahead.search(text):
        return None
    if (match := than.search(text)) is not None and match.end() > behind:
        return State.ADOPTED if match["more"] else State.REJECTED
    if (match := short.search(text)) is not None and match.end() > behind:
        return State.REJECTED
    match = need.search(text)
    if match is None or match.end() <= behind:
        return None
    count, wanted = vote_count(text), number_of(match["need"] or match["takes"])
    if count is None or count.yes is None or wanted is None or wanted > 2_000:
        return None
    return State.ADOPTED if count.yes >= wanted else State.REJECTED


def by_share(sentences: Sequence[Sentence], words: ObjectWords, day: date | None) -> Iterator[Told]:
    """What a share of those who voted tells: "58 per cent of voters said no", more than half one way."""
    told = word_lists("outcomes")["figures"]
    share = lazy_pattern(
        rf"(?<![\d.])(?P<n>\d{{1,2}}(?:\.\d+)?)\s*(?:per\s+cent|percent|%)\s+(?:of\s+(?:the\s+)?(?:[\w’'-]+\s+){{1,6}}?)?(?:(?:had|have|were|was)\s+)?"
        rf"(?:(?P<yes>{either(told['share_yes'])})|(?P<no>{either(told['share_no'])}))(?!\w)",
        re.IGNORECASE,
    )
    cast = lazy_pattern(rf"(?<!\w){either(told['cast'])}(?!\w)", re.IGNORECASE)
    for sentence in sentences:
        if sentence.number >= _EARLY or sentence.headline or not _SHARES.search(sentence.plain):
            continue
        match = share.search(sentence.plain)
        if match is None or elsewhere_but_referendum(sentence, words) or _RULE.search(sentence.plain, 0, match.end()):
            continue
        near = " ".join(s.plain for s in sentences[:_EARLY])
        on, old = when(sentence, match.start(), match.end(), day)
        if old or not cast.search(near) or float(match["n"]) == 50.0:
            continue
        most = float(match["n"]) > _share_needed(f"{sentence.plain} {_next(sentences, sentence)}")
        state = State.ADOPTED if most == (match["yes"] is not None) else State.REJECTED
        if state is State.ADOPTED and _FEW.search(sentence.plain):
            state = State.REJECTED  # "54 per cent were for it, but only nine of the 23 provinces"
        yield _BY_SHARE, state, on, sentence, Span(0, len(sentence.text))


def _share_needed(text: str) -> float:
    """The share that it takes, as far as the text tells one; else a half."""
    told = _SHARE_NEED.search(text)
    if told is None:
        return 50.0
    return float(told["n"]) if told["n"] else _PARTS[" ".join(told["part"].lower().replace("-", " ").split())]


def _next(sentences: Sequence[Sentence], sentence: Sentence) -> str:
    return next((s.plain for s in sentences if s.number == sentence.number + 1 and not s.headline), "")


_PARTS = {"two thirds": 66.6, "three quarters": 74.9, "three fifths": 59.9, "four fifths": 79.9}
_SHARE_NEED = lazy_pattern(
    r"\b(?:takes|took|needs|needed|requires|required|demands?|threshold\s+(?:of|is))\s+"
    r"(?:at\s+least\s+|a\s+majority\s+of\s+|more\s+than\s+)?"
    r"(?:(?P<n>\d{2}(?:\.\d+)?)(?=\s*(?:per\s+cent|percent|%|[.,;]|\Z))"
    r"|(?P<part>two[- ]thirds|three[- ]quarters|three[- ]fifths|four[- ]fifths))",
    re.IGNORECASE,
)
_FEW = lazy_pattern(
    rf"\bbut\s+(?:only|just)\s+{NUMBER}\s+of\s+(?:the|its)\s+{NUMBER}\s+(?:cantons|provinces|states|members|regions|counties|districts)\b",
    re.IGNORECASE,
)


def elsewhere_but_referendum(sentence: Sentence, words: ObjectWords) -> bool:
    """Whether a share is that of a poll or of another round."""
    return _POLL.search(sentence.text) is not None or (
        elsewhere(sentence, words) and "referendum" not in sentence.text.casefold()
    )


_POLL = lazy_pattern(r"\b(?:opinion\s+polls?|polls?|survey\w*|respondents)\b", re.IGNORECASE)
_ROUND = lazy_pattern(r"\bfirst\s+(?:round|ballot|vote)\b", re.IGNORECASE)
_VETO = lazy_pattern(r"\bveto|\bno\s+objection", re.IGNORECASE)
_RULE = lazy_pattern(
    r"\b(?:would|must|to\s+(?:block|stop|pass)|at\s+least|needs?|requires?|more\s+than)\b", re.IGNORECASE
)
_CASTING = lazy_pattern(
    r"\b(?:casting|tie-?break\w*|breaks?\s+the\s+tie|broke\s+the\s+tie|deciding\s+vote)\b", re.IGNORECASE
)
_CAST = lazy_pattern(
    r"\b(?:casting|deciding)\s+vote\s+(?:\w+\s+){0,2}?(?:(?P<against>against)|for|in\s+favou?r|in\s+support)\b"
    r"|\bbr(?:oke|eaks|eaking)\s+the\s+tie\s+(?:(?P<down>against)|for|in\s+favou?r)\b",
    re.IGNORECASE,
)
"""Which way the one vote went that broke a tie."""
_VOTES_CAST = lazy_pattern(
    r"\b(?:MPs?|votes?|voted|voting|ballot|division|supported|opposed|in\s+favou?r|against|for|count|by|divided|split|accept|reject)\b|\d\s+to\s+\d",
    re.IGNORECASE,
)
_OTHER_WAY = lazy_pattern(
    r"\b(?:out|(?<!came\s)(?<!come\s)down|reject\w*|refus\w*|defeat\w*|need\w*|requir\w*|not\s+to(?!\s*[.,;]|\Z)|against\s+the\s+motion\s+to)\b",
    re.IGNORECASE,
)
_AHEAD = lazy_pattern(
    r"\b(?:set|due|expected|likely|poised|predicted|forecast)\s+to\b|\bnext\s+(?:week|month|year)\b|\btomorrow\b",
    re.IGNORECASE,
)
_UNREAL = lazy_pattern(
    r"\b(?:will|would(?!\s+not\s+h)|could(?!\s+not\s+bring)|should|may|might|must|if|whether|had|not\s+yet|earlier|wants?|wanted|asked|to\s+have)\b",
    re.IGNORECASE,
)
_SHARES = lazy_pattern(r"cent\b|%")
