"""Two numbers told as one vote: "5-2", "by 41 to 22", "14 members to nine"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whipcount.positions.proposal.vote_count_patterns import (
    AGAINST_NEXT,
    CLAUSE,
    COLLECTIVE,
    CONTEXT,
    DASHED,
    FIRST_OF_ALL,
    GAME,
    LOST_TO,
    NO_COUNT,
    NO_GAME,
    NO_SCORE,
    NOT_TO,
    OF_A_PANEL,
    OF_DECIDING,
    PLAYED,
    RANGE_BEFORE,
    SET_OFF,
    SHORT,
    SIDE_AFTER,
    SPLIT,
    TO_A_NAME,
    TURNED_DOWN,
    VOTED_AGAINST,
)
from whipcount.text.number_words import number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span


def told_pairs(text: str) -> Iterator[tuple[str, int, Span]]:
    """Two numbers with a dash or "to" between; of a tie and what undid it ("split 50-50, made it 51-50") the latter."""
    rows = list(_pairs(text))
    last = rows[-1][-1] if rows else ()
    untied = [row for row in rows if row[0][1] != row[1][1]]
    for row in untied if last and untied and len(untied) < len(rows) else rows:
        yield from row


def _pairs(text: str) -> Iterator[tuple[tuple[str, int, Span], ...]]:
    played = GAME.search(text) is not None and NO_GAME.search(text) is None
    panel = OF_A_PANEL.search(text) is not None
    for match in DASHED.finditer(text):
        yes, no = number_of(match["yes"]), number_of(match["no"])
        words = not match["yes"].isdigit() or not match["no"][:1].isdigit()
        if (
            yes is None
            or no is None
            or (
                words
                and "to" not in match["join"]
                and "against" not in match["join"]
                and number_of(re.sub(r"\s+votes?\Z", "", match.group())) is not None
            )  # "fifty-one"
            or NO_COUNT.match(text, match.end())
            or RANGE_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
        ):
            continue
        plain_to = "to" in match["join"] and not re.search(r"votes?", match.group(), re.IGNORECASE)
        back = 200 if SET_OFF.search(text[max(0, match.start() - 24) : match.start()]) else 60
        set_off = re.search(
            r"\b(?:by|on\s+a\s+vote\s+of|majority\s+of)\s+\Z",
            text[max(0, match.start() - _NEAR) : match.start()],
            re.IGNORECASE,
        )
        near = text[max(0, match.start() - back) : match.end() + (20 if plain_to and not set_off else 70)]
        vote = CONTEXT.search(near) or (set_off and (TURNED_DOWN.search(near) or "majority" in set_off.group().lower()))
        if not vote and back > _NEAR_SET_OFF and not played and NO_SCORE.search(text) is None:
            vote = COLLECTIVE.search(text)  # "the assembly buried it, 30 to 3"
        if (not vote and "votes" not in match.group()) or (words and plain_to and not vote):
            continue
        if played and PLAYED.search(text[max(0, match.start() - 2 * _NEAR) : match.start()]):
            continue  # a match
        if LOST_TO.search(text, 0, match.start()) and TO_A_NAME.match(text, match.end()):
            continue
        if words and (yes, no) in _RATIOS and not panel and "vote" not in near.lower():
            continue  # "by two to one"
        if (1900 <= yes <= 2100 and no < 100) or (yes > 31 and no > 31 and abs(yes - no) == 1 and yes > 1900):
            continue
        span = Span(*match.span())
        side = (
            SIDE_AFTER.match(text, match.end())
            if SPLIT.search(text[max(0, match.start() - _NEAR) : match.start()])
            else None
        )
        if side is not None:
            yes, no = (yes, no) if side["yes"] else (no, yes)  # "split six to three against it"
        elif _is_refusal(text, match):
            yes, no = min(yes, no), max(yes, no)  # "threw it out by 301 to 256"
        abstained = (("abstain", int(match["abstain"]), span),) if match["abstain"] else ()
        yield (("yes", yes, span), ("no", no, span), *abstained)


_REASON = lazy_pattern(rf"{CLAUSE.pattern}|\s(?:after|before|because|since|when|until|as)\s", re.IGNORECASE)
_NEAR = 40  # code points
_NEAR_SET_OFF = 60
_RATIOS = frozenset({(2, 1), (3, 1), (4, 1), (3, 2)})


def _is_refusal(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are those of a vote by which something was turned down: the larger is against it."""
    aside = FIRST_OF_ALL.match(text)
    start = max((cut.end() for cut in CLAUSE.finditer(text, 0, match.start())), default=aside.end() if aside else 0)
    cut = _REASON.search(text, match.end())
    clause = text[start : cut.start() if cut else len(text)]
    decided = OF_DECIDING.search(text, start, match.start()) is not None or AGAINST_NEXT.match(text, match.end())
    if decided and VOTED_AGAINST.match(text, match.end()):
        return True
    if NOT_TO.search(text, start, match.start()) is not None and SHORT.search(clause) is None:
        return True  # "voted on Friday not to sell it, by 17 to eight"
    return TURNED_DOWN.search(clause) is not None and SHORT.search(clause) is None
