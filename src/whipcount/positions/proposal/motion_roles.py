"""What members do about a motion besides voting: move it, break a tie, have a vote put on record, stay away.

Who moves or seconds a motion is for it, as far as is told; a motion to put it off, or to amend it, is another question.
Who was absent, or took no part, gave no vote: nothing is inferred of them from totals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("motion_roles")
_MOST = 12
_ANY = "[\ue000-\uf8ff]"
_ASIDE = r"(?:,[^,.;:\ue000-\uf8ff]{1,140},)?"
_MOVER = lazy_pattern(
    rf"(?P<m>{STANDING}){_ASIDE},?\s+(?:(?:who|which|had|has|have|also|then|both|and)\s+){{0,3}}{either(_L['moves'])}\s+(?P<what>[^.;]{{1,120}})",
    re.IGNORECASE,
)
_MOVED_BY = lazy_pattern(rf"(?<![\w-]){either(_L['moved_by'])}\s*:?\s*(?:the\s+)?(?P<m>{STANDING})", re.IGNORECASE)
_ASKED_FOR = lazy_pattern(r"(?:that|to)\s+(?P<what>[^.;]{3,200})", re.IGNORECASE)
_REFUSES = lazy_pattern(
    rf"(?:that\s+[^,;]{{1,80}}\s+be\s+|to\s+)?(?:{either(_L['to_refuse'])}|rejected|refused|denied|dismissed)(?:al|ing|ed|ion)?(?!\w)",
    re.I,
)
_PUTS_OFF = lazy_pattern(
    rf"(?:(?<=\s)|^)(?:(?:that\s+[^,;]{{1,80}}\s+be|to|for)\s+)?(?:an?\s+|the\s+)?(?:{either(_L['to_put_off'])})(?:ed|d|ing|ment|red|ral|al)?(?!\w)",
    re.I,
)
_OTHER = lazy_pattern(rf"\W*(?:to\s+)?{either(_L['other_questions'])}(?!\w)", re.IGNORECASE)
_TIE = lazy_pattern(
    rf"(?P<m>{STANDING}){_ASIDE},?\s+(?:(?:who|then|had|has|later|and)\s+){{0,2}}{either(_L['tie'])}(?:,|\s+(?:by\s+voting|to\s+vote|with\s+a\s+vote))?\s+(?:(?P<no>against)|(?P<yes>in\s+favou?r|for))(?P<about>[^.;]{{0,80}})"
    rf"|\b(?:tie|deadlock)\s+was\s+broken\s+by\s+(?P<m2>{STANDING}){_ASIDE}[^.;]{{0,30}}?\s(?:(?P<no2>against)|(?P<yes2>in\s+favou?r|for))(?P<about2>[^.;]{{0,80}})",
    re.IGNORECASE,
)
_RECORDED = lazy_pattern(
    rf"(?P<m>{STANDING}){_ASIDE},?\s+(?:(?:who|both|all|also|had)\s+){{0,2}}{either(_L['recorded'])}(?:\s+(?:(?P<no>against)|(?P<yes>in\s+favou?r|for)))?[^.;]{{0,60}}?\b(?:recorded|noted|minuted|entered|put\s+on\s+record)(?!\w)"
    rf"(?:\s+(?:as\s+)?(?:voting\s+|having\s+voted\s+)?(?:(?P<no2>against|opposed)|(?P<yes2>in\s+favou?r|for)))?",
    re.IGNORECASE,
)
_I_VOTED = lazy_pattern(  # "That is why I voted for it," Nash said.
    rf"\bI\s+(?:also\s+|then\s+|just\s+)?(?:voted\s+(?:(?P<no>against|no)|(?P<yes>for|yes|in\s+favou?r(?:\s+of)?))|(?P<abstain>abstained))(?P<about>[^.;”\"]{{0,80}})[,.][”\"]\s+(?:said\s+(?P<m>{STANDING})|(?P<m2>{STANDING})\s+(?:said|told|added|explained|recalled|wrote))",
)
_ANSWERS = lazy_pattern(  # "19:06 Cllr Sedge: no."
    rf"\W*(?:\d{{1,2}}[:.]\d\d\W*)?(?P<m>{STANDING})\s*[:–-]\s*(?:(?P<yes>yes|aye|yea|for|in\s+favou?r)|(?P<no>no|nay|against)|(?P<abstain>abstains?|abstained))\W*",
    re.IGNORECASE,
)
_DISSENT = lazy_pattern(r"\b(?:dissent|opposition|objection|disagreement)", re.IGNORECASE)
_SUPPORTED = lazy_pattern(
    rf"(?:(?P<a>{STANDING}){_ASIDE},?\s+(?:[^.;\ue000-\uf8ff]{{0,100}},\s+)?(?:who\s+)?)?(?:was|were)\s+joined\s+in\s+(?:(?P<yes>support(?:ing\s+(?:it|the\s+\w+))?|favou?r|voting\s+(?:for|yes|in\s+favou?r)(?:\s+of)?(?:\s+(?:it|the\s+\w+))?)|(?P<no>opposition|dissent|opposing\s+(?:it|the\s+\w+)|voting\s+(?:against|no)(?:\s+(?:it|the\s+\w+))?))\s+(?:only\s+)?by\s+(?P<m>{STANDING})(?:,?\s+and\s+by\s+(?P<m2>{STANDING}))?",
    re.IGNORECASE,
)
_AWAY = lazy_pattern(
    rf"(?P<m>{STANDING}){_ASIDE},?\s+(?:(?:who|which|had|has|have|also|then|both|alone)\s+){{0,3}}{either(_L['away'])}(?!\w)"
    rf"|(?P<m4>{STANDING}){_ASIDE}\s+declared\s[^.;\ue000-\uf8ff]{{3,140}}?\s(?:left|leaving|withdrew|withdrawing|took\s+no\s+part)(?!\w)"
    rf"|\b(?:with|in\s+the\s+absence\s+of)\s+(?P<m2>{STANDING})(?:\s+(?:absent|away|recused|excused|not\s+voting|recusing))?(?!\w)"
    rf"|(?:^|[;.]\s*)\W*{either(_L['away_label'])}(?:\s*\(\d+\))?\s*[:–-]\s*(?P<m3>{STANDING})",
    re.IGNORECASE | re.MULTILINE,
)
_UNREAL = lazy_pattern(
    r"\b(?:if|unless|whether|would|could|might|may|should|will|must|not|never|hopes?|wants?|expected|threat\w*|last\s+year|years?\s+ago|previous(?:ly)?|in\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RoleVote:
    """What members told to have had a part in a motion say of it: ``cast`` where they voted so, else a mover's part."""

    members: tuple[str, ...]
    side: str
    start: int
    end: int
    cast: bool


@lru_cache(maxsize=4096)
def is_other_question(told: str, decided: str = "") -> bool:
    """Whether the words behind "voted for", "voted against" or "voted" name another question than the decision.

    Args:
        told: the words.
        decided: what is decided, in small letters: "an amendment" is no other question where one is decided.

    >>> is_other_question(" an amendment on parking"), is_other_question(" adjourning the meeting"), is_other_question(" the plan")
    (True, True, False)
    """  # noqa: E501
    found = _OTHER.match(told)
    return found is not None and not any(
        word[:6] in decided for word in re.findall(r"[a-z]{6,}", found.group().lower())
    )


def role_votes(masked: Masked, words: ObjectWords, *, before: str = "", voting: bool = False) -> Iterator[RoleVote]:
    """What the members of one sentence are told to have done about the motion.

    Args:
        masked: the sentence.
        words: of what is decided.
        before: the sentence that precedes it, masked.
        voting: whether the report has told of the vote not long before.
    """
    text = masked.text
    if not masked.lists or text.rstrip().endswith("?"):
        return
    for match in islice(_TIE.finditer(text), _MOST):
        groups = match.groupdict()
        about = groups["about"] or groups["about2"] or ""
        if not _unreal(text, match) and not words.something_else(about, len(about)) and not _elsewhere(about, words):
            side = "no" if groups["no"] or groups["no2"] else "yes"
            yield RoleVote(_members(masked, groups["m"] or groups["m2"]), side, match.start(), match.end(), True)
    for match in islice(_RECORDED.finditer(text), _MOST):
        against = match["no"] or match["no2"] or _DISSENT.search(match.group())
        if (against or match["yes"] or match["yes2"]) and not _unreal(text, match):
            yield RoleVote(_members(masked, match["m"]), "no" if against else "yes", match.start(), match.end(), True)
    for match in islice(_SUPPORTED.finditer(text), _MOST):
        if voting and not _unreal(text, match):
            marks = "".join(filter(None, (match["a"], match["m"], match["m2"])))
            side = "no" if match["no"] else "yes"
            yield RoleVote(_members(masked, marks), side, match.start(), match.end(), True)
    if voting and (answer := _ANSWERS.fullmatch(text)) is not None:
        side = next(side for side in ("yes", "no", "abstain") if answer[side])
        yield RoleVote(_members(masked, answer["m"]), side, answer.start("m"), answer.end(), True)
    for match in islice(_I_VOTED.finditer(text), _MOST):
        about = match["about"]
        if (
            is_other_question(about, words.kind)
            or (about.strip() and not _points_at(about, words))
            or _unreal(text, match)
        ):
            continue
        side = "no" if match["no"] else "yes" if match["yes"] else "abstain"
        yield RoleVote(_members(masked, match["m"] or match["m2"]), side, match.start(), match.end(), True)
    yield from _movers(masked, words, before)


def puts_off(told: str) -> bool:
    """Whether words tell of a motion to put the decision off, to amend it, or on how it is gone about.

    >>> puts_off("moved to defer the plan, "), puts_off("moved the plan, ")
    (True, False)
    """
    return _PUTS_OFF.search(told) is not None


def _points_at(about: str, words: ObjectWords) -> bool:
    return re.match(r"\s*(?:it|this|that|them|him|her)\b", about) is not None or words.mention(about) is not None


def away(masked: Masked) -> Iterator[str]:
    """The members of one sentence who are told to have been absent, or to have taken no part."""
    if not masked.lists:
        return
    for match in islice(_AWAY.finditer(masked.text), _MOST):
        if match["m2"] and not re.search(r"(?:absen\w+|away|recus\w+|excused|voting)", match.group(), re.IGNORECASE):
            continue
        yield from _members(masked, match["m"] or match["m2"] or match["m3"] or match["m4"])


def _movers(masked: Masked, words: ObjectWords, before: str) -> Iterator[RoleVote]:
    text = masked.text
    for pattern in (_MOVER, _MOVED_BY):
        for match in islice(pattern.finditer(text), _MOST):
            what = match["what"] if pattern is _MOVER else _asked(text, match.end())
            side = _side(what, text[: match.start()] if pattern is _MOVED_BY else "", words, before)
            if side and not _unreal(text, match):
                yield RoleVote(_members(masked, match["m"]), side, match.start("m"), match.end("m"), False)


def _asked(text: str, at: int) -> str:
    asked = _ASKED_FOR.search(text, at, at + 240)
    return asked.group() if asked else ""


def _side(what: str, lead: str, words: ObjectWords, before: str) -> str:
    """Which way a motion goes, by what it asks for; empty where it is not the decision, or does not say."""
    told = what.strip() or lead
    if _PUTS_OFF.match(told) or is_other_question(told, words.kind) or puts_off(lead):
        return ""
    about = words.mention(told, votes=False) or (words.mention(lead) if not what.strip() else None)
    motion = re.search(r"\b(?:the|this|that)\s+motion\b|\bit\b|^\W*(?:moved|proposed|seconded)", told, re.IGNORECASE)
    if about is None and not (motion and words.mention(before, votes=True)) and (what.strip() or lead.strip()):
        return ""
    if (
        about is not None
        and what.strip()
        and not re.match(r"(?:that|to)\s", told)
        and told[: about.start()].count(" ") > 2
    ):
        return ""  # "proposed a fund beside the ban"
    if about is not None and words.strong(told) is None and words.something_else(told, about.start()):
        return ""
    return "no" if _REFUSES.match(told) or re.search(r"\bbe\s+(?:rejected|refused|denied)\b", told) else "yes"


def _members(masked: Masked, marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m for mark in re.findall(_ANY, marks) for m in masked.of(mark).members))


def _unreal(text: str, match: re.Match[str]) -> bool:
    start = max(text.rfind(". ", 0, match.start()), text.rfind("; ", 0, match.start()), 0)
    return (
        _UNREAL.search(text[start : match.start()][-80:]) is not None
        or re.search(r"\b(?:would|could|might|will|if)\b", match.group()) is not None
    )


def _elsewhere(about: str, words: ObjectWords) -> bool:
    """Whether what stands behind "in favour of" is told, and is not what is decided."""
    told = re.sub(r"^\s*of\s+", "", about).strip()
    return (
        not words.of_report
        and bool(re.match(r"(?:an?|the|his|her|its)\s", told))
        and words.mention(told, votes=True) is None
    )
