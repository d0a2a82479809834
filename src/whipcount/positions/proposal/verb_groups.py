"""Verb groups: adverbs, auxiliaries, negations, verbs of saying and of intent in front of a clause's predicate.

A group is read from left to right, up to where the predicate is to be sought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from whipcount.positions.proposal.stance_frames import frames, phrases_of, verbs_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either

WORD = lazy_pattern(r"[A-Za-z][\w’'-]*")
_SPACE = lazy_pattern(r"\s+")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """What a verb group tells besides its predicate.

    ``negated`` turns it; ``yet``: it is still to come; ``former``: of another time; ``announced``: will be done;
    ``possible``: may or could; ``would``: under a condition, or reported; ``perfect``: has or had done; ``had``: had
    done; ``be``: a form of "to be" came last; ``said``: told in the member's words; ``earlier``: the group before its
    last verb of intent, which may be the predicate itself ("agreed to sanctions").
    """

    end: int
    negated: bool = False
    yet: bool = False
    former: bool = False
    announced: bool = False
    possible: bool = False
    would: bool = False
    perfect: bool = False
    had: bool = False
    be: bool = False
    said: bool = False
    earlier: VerbGroup | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of verb groups, compiled when first used."""

    says: re.Pattern[str]
    intends: re.Pattern[str]
    intends_not: re.Pattern[str]
    be_to: re.Pattern[str]
    be_to_not: re.Pattern[str]
    adverb: re.Pattern[str]
    former: re.Pattern[str]
    times: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    def all_of(name: str) -> re.Pattern[str]:
        return lazy_pattern(rf"{either(phrases_of(name))}(?!\w)", re.IGNORECASE)

    def verbs(name: str) -> re.Pattern[str]:
        return verbs_of(phrases_of(name))

    return _Words(
        verbs("says"), verbs("to"), verbs("to_not"), all_of("be_to"), all_of("be_to_not"), all_of("adverbs"),
        all_of("former"), all_of("times"),
    )  # fmt: skip


_NOT = lazy_pattern(r"(?:not|never|no\s+longer|hardly|cannot)(?!\w)|n['’]t(?!\w)", re.IGNORECASE)
_ON_THE_WAY = lazy_pattern(
    r"(?:that|in\s+\w+|reporters|us|voters|colleagues|journalists|supporters|residents|members|(?:the|a|an|her|his|its|their)\s+(?:[a-z-]+\s+){0,2}[a-z-]+(?:\s+of\s+[a-z-]+)?(?:\s+that|(?=\s+(?:he|she|it|they)\s)))(?!\w)"
)
_CALLED_SO = lazy_pattern(
    r"\s+(?:the|an?|too|no|not|very|quite|utterly|simply|(?:un)?(?:right|wrong|good|bad|best|fair|wise|necessary|lawful)|\w+(?:ful|ous|ive|able|ible|less|ish))(?!\w)"
)
_YET = lazy_pattern(r"yet\s+to(?!\w)|yet(?!\w)|still\s+to(?!\w)", re.IGNORECASE)
_HAVE = lazy_pattern(r"(?:has|have|had|having)(?!\w)", re.IGNORECASE)
_BE_FORM = lazy_pattern(
    r"(?:is|are|was|were|be|been|being|remains?|remained|stays?|stayed|stands?|stood)(?!\w)", re.IGNORECASE
)
_DO = lazy_pattern(r"(?:does|do|did)(?=\s|n)", re.IGNORECASE)
_WILL = lazy_pattern(r"['’]ll(?!\w)|(?:will|shall|would|(?:is|are)\s+to(?=\s+\w))(?!\w)|wo(?=n['’]t)", re.IGNORECASE)
_AMONG = lazy_pattern(
    r"(?:among|one\s+of|the\s+only|the\s+first|the\s+last|the\s+(?:one|lone|sole|single|two|three|four|five|six|seven|eight|nine|ten)|those|alone\s+among)\s+(?:the\s+|of\s+)?(?:[\w-]+\s+){0,2}?(?:that|who|which)\s+",
    re.IGNORECASE,
)
_MAY = lazy_pattern(r"(?:could|might|may|should|must|can|ought\s+to|need)(?!\w)|can(?=not\b)", re.IGNORECASE)
_LY = lazy_pattern(r"[a-z]+ly(?!\w)", re.IGNORECASE)
_NOT_LY = frozenset(
    {
        "apply",
        "reply",
        "rely",
        "supply",
        "ally",
        "multiply",
        "comply",
        "imply",
        "only",
        "early",
        "likely",
        "unlikely",
        "friendly",
        "unfriendly",
        "lonely",
        "costly",
        "deadly",
        "timely",
        "untimely",
    }
)
_TO = lazy_pattern(
    r"\s+(?P<not>not\s+)?to\s+(?!(?:the|an?|its?|their|his|her|this|that|these|those|all|any|both|such|each|every|it|them|him|one|us|no)\b)(?=[a-z])"
)
_MOST_STEPS = 14


def verb_group(text: str, at: int, subject: re.Pattern[str], *, be: bool = False) -> VerbGroup:
    """The verb group that begins at a place, up to where its predicate is to be sought.

    Args:
        text: a masked sentence.
        at: behind the subject.
        subject: what may stand for the subject again behind a verb of saying ("said it would ...").
        be: whether a form of "to be" is left out before it ("with Kell opposed").

    >>> group = verb_group("has not yet backed it", 0, re.compile("it"))
    >>> group.negated, group.yet, group.end
    (True, True, 12)
    """
    words, group = _words(), VerbGroup(at, be=be)
    for _ in range(_MOST_STEPS):
        at = _skip(text, group.end)
        if (match := words.former.match(text, at)) is not None and not (
            match.group().lower() == "long" and group.perfect and not group.had  # "has long opposed it": and still does
        ):
            group = replace(group, end=match.end(), former=True)
        elif (match := _YET.match(text, at)) is not None:
            group = replace(group, end=match.end(), yet=True)
        elif (match := _NOT.match(text, at)) is not None:
            group = replace(group, end=match.end(), negated=not group.negated, be=group.be)
        elif (
            (match := words.times.match(text, at)) is not None
            or (match := words.adverb.match(text, at)) is not None
            or ((match := _LY.match(text, at)) is not None and match.group().lower() not in _NOT_LY)
        ):
            group = replace(group, end=match.end())
        elif (match := _WILL.match(text, at)) is not None:
            would = match.group().lower() == "would"
            group = replace(group, end=match.end(), announced=True, would=group.would or would, be=False)
        elif (match := _MAY.match(text, at)) is not None:
            group = replace(group, end=match.end(), possible=True)
        elif (match := _HAVE.match(text, at)) is not None and _goes_on(text, match.end()):
            group = replace(
                group, end=match.end(), perfect=True, had=group.had or match.group().lower() == "had", be=False
            )
        elif (match := _DO.match(text, at)) is not None:
            group = replace(group, end=match.end())
        elif group.be and (match := _AMONG.match(text, at)) is not None:
            group = replace(group, end=match.end(), be=False)
        elif (match := _BE_FORM.match(text, at)) is not None and not _stands_so(text, match):
            group = replace(group, end=match.end(), be=True)
        elif (after := _said(text, at, words, subject)) is not None:
            group = replace(group, end=after, said=True, be=False, had=False, perfect=False)
        elif (
            not _declines(text, at)
            and not _phrase_to(text, at)
            and (turned := _intends(text, at, words, group)) is not None
        ):
            group = replace(turned, earlier=replace(group, end=at, earlier=None))
        else:
            break
    return replace(group, end=_skip(text, group.end))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _goes_on(text: str, at: int) -> bool:
    """Whether "has" is an auxiliary here: a word stands behind it that a verb group may go on with."""
    following = WORD.match(text, _skip(text, at))
    return following is None or following.group().lower() not in (
        "no",
        "none",
        "nothing",
        "a",
        "an",
        "the",
        "its",
        "their",
    )


def _said(text: str, at: int, words: _Words, subject: re.Pattern[str]) -> int | None:
    """Behind a verb of saying and the subject taken up again: "said on Monday that it"."""
    match = words.says.match(text, at)
    if match is None:
        return None
    place = match.end()
    for _ in range(4):
        place = _skip(text, place)
        step = words.times.match(text, place) or _ON_THE_WAY.match(text, place)
        if step is None:
            break
        place = step.end()
    again = subject.match(text, place)
    if again is None or (again.group().lower() == "it" and _CALLED_SO.match(text, again.end())):
        return None  # "thought it the only way": no clause of its own
    return again.end()


def _intends(text: str, at: int, words: _Words, group: VerbGroup) -> VerbGroup | None:
    """A step over "plans to", "is expected to", "refuses to"."""
    for pattern, turned, after_be in (
        (words.be_to_not, True, True), (words.be_to, False, True), (words.intends_not, True, False), (words.intends, False, False),  # noqa: E501
    ):  # fmt: skip
        if after_be and not group.be:
            continue
        match = pattern.match(text, at)
        if match is None:
            continue
        behind_it = _TO.match(text, match.end())
        if behind_it is None:
            continue
        negated = (group.negated != turned) != bool(behind_it["not"])
        twice = group.negated and turned  # "has not refused to back it": that is no backing yet
        group = replace(group, possible=group.possible or twice)
        return replace(group, end=behind_it.end(), negated=negated, announced=True, be=False, perfect=False, had=False)
    return None


def _declines(text: str, at: int) -> bool:
    """Whether a place says that somebody would not tell: "declined to say how it will vote"."""
    word = WORD.match(text, at)
    framed = frames().get(word.group().lower(), ()) if word else ()
    return word is not None and any(
        f.name == "declined_free" and f.rest is not None and f.rest.match(text, word.end()) for f in framed
    )


def _stands_so(text: str, match: re.Match[str]) -> bool:
    """Whether "stands" or "remains" is a predicate's own verb, and no form of "to be": "stand in the way"."""
    framed = frames().get(match.group().lower(), ())
    return any(frame.rest is not None and frame.rest.match(text, match.end()) for frame in framed)


def _phrase_to(text: str, at: int) -> bool:
    """Whether a predicate of its own holds the "to": "voted to go forward"."""
    word = WORD.match(text, at)
    framed = frames().get(word.group().lower(), ()) if word else ()
    found = (f.rest.match(text, word.end()) for f in framed if f.rest is not None and word is not None)
    return any(match is not None and re.match(r"\s+to\s", match.group()) for match in found)
