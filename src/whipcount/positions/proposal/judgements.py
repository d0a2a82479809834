"""What members think of the thing that is decided: "called the plan a theft", "thinks it overdue", "suits Kell"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import UNREAL, ClauseClaim
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.own_verbs import toward_target, undoes
from whipcount.positions.proposal.stance_predicates import VerbGroup, verbs_of
from whipcount.positions.proposal.stance_subjects import VOICE
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("judgements")
_MOST = 4
_PRONOUN = lazy_pattern(r"\s*(?:it|this|that|them|him|her)(?!\w|['’])", re.IGNORECASE)
_BARE = lazy_pattern(
    r"\s*(?:(?:the|this|that|these|those|any|such|a|an|its|their)\s+)?(?:(?!and\b|or\b|but\b|to\b|of\b|for\b|that\b)[\w-]+\s+){0,2}?"
)
_BEHIND = lazy_pattern(
    r"(?:\s+(?:of|for|on|to|with)\s+(?:the\s+)?(?!be\b)[\w-]+(?:\s+[A-Z][\w-]+)?){0,2}", re.IGNORECASE
)
_AS = lazy_pattern(r"\s+(?:as\s+|to\s+be\s+|for\s+)?(?=\S)", re.IGNORECASE)
_IS = lazy_pattern(
    r"\s+(?:is|was|are|were|would\s+be|will\s+be|had\s+been|has\s+been|would\s+prove|remains?|amounts?\s+to|amounted\s+to|(?=stinks?\b))\s*",
    re.IGNORECASE,
)
_STOP = lazy_pattern(r"[.;:”\"]|,\s|\s(?:and|but|because|when|while|if|unless|although|though|which|who)\s|\Z")
_BAD = lazy_pattern(rf"(?<![\w-]){either(_L['bad'])}(?![\w-])", re.IGNORECASE)
_GOOD = lazy_pattern(rf"(?<![\w-]){either(_L['good'])}(?![\w-])", re.IGNORECASE)
_TURNS = lazy_pattern(rf"(?:(?<!\w)|(?=n['’]t)){either(_L['turns'])}(?!\w)", re.IGNORECASE)
_WHOM = rf"(?:the\s+)?(?:{VOICE}\s+(?:of|from|in)\s+(?:the\s+)?)?(?P<m>{STANDING})"
_SUITS = lazy_pattern(
    rf"\b(?:(?P<yes>{either(_L['suits'])})|(?P<no>{either(_L['suits_not'])}))\s+{_WHOM}(?!['’])", re.IGNORECASE
)
_OTHERWISE = lazy_pattern(
    r"\b(?:may|might|could|would|will|no|none|not|nothing|neither|hardly|against|critics?|opponents?)\b", re.IGNORECASE
)
_CLAUSE = lazy_pattern(r"[.;:“”\"]\s?|,\s(?:and|but|while|whereas)\s|\bthat\s", re.IGNORECASE)


@lru_cache(maxsize=1)
def _judges() -> re.Pattern[str]:
    return verbs_of(phrases(_L["judges"]))


@lru_cache(maxsize=1)
def _says() -> re.Pattern[str]:
    return verbs_of(phrases(_L["says"]))


def judged(text: str, group: VerbGroup, words: ObjectWords) -> tuple[str, int] | None:
    """The side that a judgement of the thing tells behind a verb group, and where it ends; None where none is told.

    Args:
        text: a masked sentence.
        group: the verb group of a member.
        words: of what is decided.
    """
    if group.be or group.possible or group.former or group.yet or group.had:
        return None
    for verbs, link in ((_judges(), _AS), (_says(), _IS)):
        match = verbs.match(text, group.end)
        at = match.end() if match is not None else -1
        if match is not None and text.startswith(" that ", at):
            at += 5
        end = _thing(text, at, words) if match is not None else None
        if end is None:
            continue
        joint = link.match(text, end)
        if joint is None:
            continue
        stop = _STOP.search(text, joint.end())
        told = text[joint.end() : stop.start() if stop else len(text)]
        side = _side(told)
        if side is None:
            continue
        if group.negated:
            if side == "no":
                return None  # "did not call it a mistake"
            side = "no"
        return toward_target(f"{text[at:end]}.", side, words) or side, joint.end() + len(told)
    return None


def _thing(text: str, at: int, words: ObjectWords) -> int | None:
    """Where the thing ends that is named at a place, or a pronoun for it; None where something else stands there."""
    pronoun = _PRONOUN.match(text, at)
    if pronoun is not None:
        return None if undoes(words) else pronoun.end()
    about = words.mention(text[at : at + 60])
    if about is None or _BARE.fullmatch(text, at, at + about.start()) is None:
        return None
    if words.something_else(text[at:], about.start()):
        return None
    behind = _BEHIND.match(text, at + about.end())
    return behind.end() if behind is not None else at + about.end()


def _side(told: str) -> str | None:
    """The side that a judgement tells: of what is good, of what is bad; None where it tells both or neither."""
    bad, good = _BAD.search(told) is not None, _GOOD.search(told) is not None
    if bad == good:
        return None
    turned = _TURNS.search(told) is not None
    if bad:
        return None if turned and "enough" not in told else "no"
    return "no" if turned else "yes"


def suited_claims(masked: Masked, words: ObjectWords) -> Iterator[ClauseClaim]:
    """Members whom the thing is told to suit or not to suit: "the plan goes too far for Kell"."""
    text = masked.text
    for match in islice(_SUITS.finditer(text), _MOST):
        start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
        lead = text[start : match.start()]
        if UNREAL.search(lead) or _OTHERWISE.search(lead):
            continue
        about = words.mention(lead)
        if about is None or words.something_else(lead, about.start()) or len(lead) - about.end() > 40:
            continue
        side = "yes" if match["yes"] else "no"
        side = toward_target(lead[max(0, about.start() - 4) :] + ".", side, words) or side
        yield ClauseClaim(masked.of(match["m"]).members, side, match.start(), match.end())
