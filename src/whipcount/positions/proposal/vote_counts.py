"""Votes in words and figures: "93 in favour, 24 against, 58 abstained", "5-2", "14 of 15", "unanimously"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from whipcount.positions.proposal.vote_count_patterns import (
    ACTED,
    ALL,
    ALL_BUT,
    BEHIND,
    BY_A_MARGIN,
    CLAUSE,
    CONDITION,
    CONTEXT,
    DASHED,
    GAVE,
    IN_BETWEEN,
    INVERTED,
    KINDS,
    LABEL,
    LABELLED,
    LISTED,
    NEARLY,
    NEEDED,
    NEEDED_AFTER,
    NOT_FOR,
    NOT_ONE,
    OF_A_MONTH,
    OF_ALL,
    ONLY,
    ONLY_ONE,
    OTHER_SIDE,
    PAIRED,
    PASSED_WITH,
    RANGE_OR_DAY,
    ROLL,
    SECOND_OF_PAIR,
    SHARE,
    SHARE_OF,
    SHARED_OUT,
    SOME_NAMED,
    SPLIT,
    TO_DO,
    UNANIMOUS,
    USUALLY,
    WITHOUT,
    WON,
    ZEROS,
)
from whipcount.positions.proposal.vote_pairs import told_pairs
from whipcount.positions.proposal.vote_phrases import phrased_votes
from whipcount.positions.proposal.vote_rivals import rival_votes
from whipcount.text.number_words import number_of
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many voted which way, as told; None where it is not told. ``of``: how many could vote, where that is told."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    of: int | None = None
    unanimous: bool | None = None
    spans: tuple[Span, ...] = ()

    @property
    def told(self) -> int:
        """How many of the figures are told."""
        return sum(value is not None for value in (self.yes, self.no, self.abstain, self.absent))

    def merged(self, other: VoteCount) -> VoteCount | None:
        """Both together, or None where they tell different figures."""
        made = {}
        for name in ("yes", "no", "abstain", "absent", "of", "unanimous"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine is not None and theirs is not None and mine != theirs:
                return None
            made[name] = mine if mine is not None else theirs
        return VoteCount(**made, spans=(*self.spans, *other.spans))


def vote_count(sentence: str, *, at: int = 0) -> VoteCount | None:
    """The votes that one sentence tells, or None.

    Thresholds ("needs five votes in favour") and shares of a hundred are none; where a sentence tells two figures of
    one kind the first counts.

    Args:
        sentence: the words.
        at: where it begins, for the spans.

    >>> count = vote_count("It was adopted with 93 in favour, 24 against and 58 abstentions.")
    >>> count.yes, count.no, count.abstain
    (93, 24, 58)
    >>> vote_count("Senators voted 49-50 against the bill.").yes
    49
    >>> vote_count("It needs nine votes in favour.") is None
    True
    """
    count = _counted(sentence)
    if count is None or not at:
        return count
    return replace(count, spans=tuple(Span(span.start + at, span.end + at) for span in count.spans))


@lru_cache(maxsize=512)
def _counted(sentence: str) -> VoteCount | None:
    """The votes of a sentence that begins at 0: asked for while a decision is looked for, and once more for its end."""
    sentence = _told_as_fact(sentence)
    found: dict[str, int] = {}
    spans: list[Span] = []
    for name, value, span in (
        *_shares(sentence), *_others(sentence), *_kinds(sentence), *told_pairs(sentence), *_wins(sentence),
        *_split_up(sentence), *_listed(sentence), *rival_votes(sentence), *phrased_votes(sentence),
    ):  # fmt: skip
        if name not in found:
            found[name] = value
            spans.append(span)
    unanimous = _unanimity(sentence, found)
    if unanimous is not None:
        spans.append(unanimous)
    if not spans:
        return None
    yes, no, abstain, absent, of = map(found.get, ("yes", "no", "abstain", "absent", "of"))
    count = VoteCount(yes, no, abstain, absent, of, spans=tuple(spans))
    return replace(count, unanimous=True) if unanimous is not None else count


def _told_as_fact(sentence: str) -> str:
    """The sentence with blanks for those of its parts that tell what would be if."""
    if CONDITION.search(sentence) is None:
        return sentence
    parts = re.split(r"(;)", sentence)
    return "".join(" " * len(part) if CONDITION.search(part) else part for part in parts)


_PAIR = 2
_DAYS = 31  # of a month
_NEAR = 40  # code points


def _listed(text: str) -> Iterator[tuple[str, int, Span]]:
    """Those told by name, where they are told in full: "Pell, Sarn and Merrow were against"."""
    rolls = list(ROLL.finditer(text))
    if {"yes", "no"} <= {side for match in rolls for side in ("yes", "no") if match[side]}:
        for match in rolls:
            names = re.split(r",\s+(?:and\s+)?|\sand\s+", match["names"])
            yield next(side for side in ("yes", "no", "abstain") if match[side]), len(names), Span(*match.span())
    rows = list(LISTED.finditer(text)) if SOME_NAMED.search(text) is None else []
    for match in rows:
        names = re.split(r",\s+(?:and\s+)?|\sand\s+", match["names"])
        if len(names) > _PAIR or len(rows) > 1:  # two of them may be of many, each for a reason of their own
            yield next(side for side in ("yes", "no", "abstain") if match[side]), len(names), Span(*match.span())


def _split_up(text: str) -> Iterator[tuple[str, int, Span]]:
    """How a number that is told is shared out: "of the 95 delegates, 60 approved it, 30 opposed it"."""
    for match in ONLY.finditer(text):
        yield "no", len(re.split(r",\s(?:and\s)?|\sand\s", match["names"])), Span(*match.span())
    for match in ONLY_ONE.finditer(text):
        yield "no", 1, Span(*match.span())
    rows = [m for m in SHARED_OUT.finditer(text) if SHARE_OF.search(text[: m.start()]) is None]
    sides = {side for match in rows for side in ("yes", "no", "abstain") if match[side]}
    if len(sides) < 2 and not (sides and (OF_ALL.search(text) or SHARE.search(text))):
        return
    for match in rows:
        number = number_of(match["n"])
        if number is not None and not _needed(text, match):
            yield next(side for side in ("yes", "no", "abstain") if match[side]), number, Span(*match.span())


def _shares(text: str) -> Iterator[tuple[str, int, Span]]:
    for match in SHARE.finditer(text):
        number, of = number_of(match["yes"]), number_of(match["of"])
        if number is None or of is None or number > of or _needed(text, match):
            continue
        name = "yes" if match["for"] else "no" if match["against"] else "abstain"
        yield name, number, Span(*match.span())
        yield "of", of, Span(*match.span())


def _others(text: str) -> Iterator[tuple[str, int, Span]]:
    for match in NOT_ONE.finditer(text):
        yield "no", 0, Span(*match.span())
    for match in PASSED_WITH.finditer(text):
        number, of = number_of(match["yes"]), number_of(match["of"])
        if number is not None and of is not None and number <= of and CONTEXT.search(text) and not _needed(text, match):
            yield "yes", number, Span(*match.span())
            yield "of", of, Span(*match.span())
    paired = list(PAIRED.finditer(text))
    if len({m.lastgroup and next(k for k in ("yes", "no", "abstain") if m[k]) for m in paired}) > 1:
        for match in paired:
            yield next(k for k in ("yes", "no", "abstain") if match[k]), int(match["n"]), Span(*match.span())
    for match in GAVE.finditer(text):
        if (number := number_of(match["n"] or match["found"])) is not None:
            yield "yes", number, Span(*match.span())
        if match["among"] and (whole := number_of(match["among"])) is not None:
            yield "of", whole, Span(*match.span())
    for match in LABELLED.finditer(text):
        side = next(name for name in ("yes", "no", "abstain") if match[name])
        yield side, int(match["n"].replace(",", "")), Span(*match.span())
    for match in TO_DO.finditer(text):
        if SHARE_OF.search(text[: match.start()]) is not None:
            continue  # "ten of the 17 councillors voted to sell it": ten did
        if (number := number_of(match["n"] or match["rest"])) is not None and not _needed(text, match):
            yield "no" if match["not"] or match["rest"] else "yes", number, Span(*match.span())
    for pattern in (INVERTED, IN_BETWEEN, ACTED):
        for match in pattern.finditer(text):
            number = number_of(match["n"])
            if number is not None and not _needed(text, match):
                yield (
                    next(name for name in ("yes", "no", "abstain", "absent") if match.groupdict().get(name)),
                    number,
                    Span(*match.span()),
                )


def _kinds(text: str) -> Iterator[tuple[str, int, Span]]:
    pairs = [pair for pair in DASHED.finditer(text) if SPLIT.search(text[max(0, pair.start() - _NEAR) : pair.start()])]
    within = {at for pair in pairs for at in range(pair.start() + 1, pair.end())}
    for pattern in (BEHIND, LABEL):
        for match in pattern.finditer(text):
            name = next(name for name in KINDS if match[name])
            words = " ".join(match["n"].casefold().split())
            if match.start() in within or re.search(r"deciding|casting", match.group(), re.IGNORECASE):
                continue  # "split six to three in favour": both numbers are told together
            none = words in ZEROS or WITHOUT.search(text[: match.start()])
            number = 0 if none else 1 if words in ("a", "a single") else number_of(words)
            if number is None or _needed(text, match) or (name == "no" and OTHER_SIDE.match(text, match.end())):
                continue
            pair = SECOND_OF_PAIR.search(text[: match.start()]) if name in ("yes", "no") and pattern is BEHIND else None
            if pair is not None and OF_A_MONTH.search(text[: pair.start()]) is None:
                continue  # "voted 19 to 12 against it", "split three to two in favour": the larger number is meant
            if words in ("a", "no") and not re.search(
                r"vot|abst|object|dissent|negative", match.group(), re.IGNORECASE
            ):
                continue  # "a no", "no for"
            if match[name].casefold() in ("for", "no", "opposed", "yes") and not _is_vote(text, match, pattern):
                continue
            yield name, number, Span(*match.span())


def _is_vote(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether a short word behind a number tells of votes: "five for" does beside "two against" only."""
    inside = match.group().casefold()
    if re.search(r"vot|ballot|cast", inside):
        return (
            re.match(
                r"\s+(?:years?|days?|weeks?|months?|(?:the\s+)?(?:first|second|third)\s+time)\b", text[match.end() :]
            )
            is None
        )
    if re.search(r"(?:for|no|yes)\s*[:=(–-]", inside):
        return True
    if re.search(r"(?:no|yes)\Z", inside) and re.match(r"\s+votes?\b", text[match.end() :]):
        return True  # "there were 25 no votes"
    others = [m for m in pattern.finditer(text) if m.span() != match.span()]
    return any(abs(m.start() - match.end()) < 60 or abs(match.start() - m.end()) < 60 for m in others)


def _wins(text: str) -> Iterator[tuple[str, int, Span]]:
    if not CONTEXT.search(text):
        return
    for match in WON.finditer(text):
        number = number_of(match["n"])
        if BY_A_MARGIN.search(text, 0, match.start("n")):
            continue  # "failed by one vote"
        if number is not None and not _needed(text, match) and not NOT_FOR.search(match.group()):
            yield "yes", number, Span(*match.span())


def _needed(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is a threshold, a bound or a year, and no count."""
    told = (match.groupdict().get("n") or match.groupdict().get("yes") or "").strip()
    return bool(
        (told.isdigit() and int(told) <= _DAYS and OF_A_MONTH.search(text[: match.start()]))
        or (told.isdigit() and 1900 <= int(told) <= 2100 and RANGE_OR_DAY.search(text[: match.start()]))
        or ALL_BUT.search(text[: match.start()])
        or NEEDED.search(text[max(0, match.start() - 40) : match.start()])
        or NEEDED_AFTER.match(text, match.end())
    )


def _unanimity(text: str, found: dict[str, int]) -> Span | None:
    if found.get("no") or found.get("abstain"):
        return None
    for pattern in (UNANIMOUS, ALL):
        for match in pattern.finditer(text):
            start = max((cut.end() for cut in CLAUSE.finditer(text, 0, match.start())), default=0)
            if NEARLY.search(text[start : match.start()]) or USUALLY.search(text[start : match.start()]):
                continue
            return Span(*match.span())
    return None
