"""Votes in words and figures: "93 in favour, 24 against, 58 abstained", "5-2", "14 of 15", "unanimously"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whipcount.text.number_words import NUMBER, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
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


_L = word_lists("votes")
_N = rf"(?P<n>{NUMBER}|no|a\s+single|a)"
_VOTERS = rf"(?:{either(_L['voters'])})"
_KINDS = {name: either(_L[name]) for name in ("yes", "no", "abstain", "absent")}
_CAST = r"(?:vot(?:ed|ing)|(?:were|was)\s+cast|were|was|cast|came\s+out|being|with|had\s+been)"
_MIDDLE = (
    rf"(?:\s*,?\s*(?:of\s+(?:the\s+|its\s+|their\s+)?(?P<of>{NUMBER})\s+)?(?:other\s+|remaining\s+|the\s+)?"
    rf"(?:(?!\d|{NUMBER}\b)[\w’'-]+\s+){{0,2}}?{_VOTERS}\b)?(?:\s+(?:of|on|in)\s+(?:the|its)\s+\w+)?(?:\s+(?:have\s+|had\s+|who\s+|that\s+)?{_CAST})?"
)
_BEHIND = lazy_pattern(
    rf"(?<![\w.,-])(?:out\s+)?{_N}(?!\w)(?!\s*%){_MIDDLE}\s*(?:"
    + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _KINDS.items())
    + r")(?![\w-])",
    re.IGNORECASE,
)
_LABEL = lazy_pattern(
    r"(?<!\w)(?:votes?\s+)?(?:"
    + "|".join(rf"(?P<{name}>{_KINDS[name]})" for name in _KINDS)
    + r")(?:\s+votes?)?\s*(?::|=|\(|-|–)\s*(?P<n>\d[\d,]*)(?![\w-])",
    re.IGNORECASE,
)
_DASHED = lazy_pattern(
    rf"(?<![\w.,$€£-])(?P<yes>{NUMBER})(?:\s*votes?)?(?P<join>\s?[-–—]\s?|\s+to\s+|-to-|(?<=votes)\s+against\s+)(?P<no>{NUMBER})"
    r"(?:(?:\s?[-–—]\s?)(?P<abstain>\d+))?(?![\w%]|[.,]\d|[-–]\w)(?:\s+votes?\b)?",
    re.IGNORECASE,
)
_OTHER_SIDE = lazy_pattern(rf"\s+{NUMBER}(?![\w-])", re.IGNORECASE)  # "by four votes against three"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b\.?"
_NO_COUNT = lazy_pattern(
    rf"\s+(?:of\s+)?{_MONTH}|"
    r"\s*(?:-|–)?(?:years?|days?|months?|weeks?|hours?|percent|per\s+cent|%|million|billion|seats?|degrees?|p\.m|a\.m"
    r"|metres?|meters?|kilomet|km|euros?|dollars?|majority|lead|point)",
    re.IGNORECASE,
)
_RANGE_BEFORE = lazy_pattern(rf"(?:from|between|page|pages|article|articles|in|since|aged|{_MONTH})\s+$", re.IGNORECASE)
_RANGE_OR_DAY = lazy_pattern(
    r"(?:\b(?i:in|since|of|from|until|by|before|after|during|early|late)|[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2},?)?|\d)\s+$"
)
_SET_OFF = lazy_pattern(r"(?:,|\b(?:by|vote\s+of|margin\s+of))\s+\Z")
_CONTEXT = lazy_pattern(rf"(?<!\w){either(_L['context'])}(?!\w)", re.IGNORECASE)
_NEEDED = lazy_pattern(rf"(?<!\w){either(_L['needed'])}\s+(?:[\w’'-]+\s+){{0,2}}$", re.IGNORECASE)
_NEEDED_AFTER = lazy_pattern(
    r"[^.;]{0,30}?\b(?:(?:is|are|were|was)\s+(?:needed|required)|needed\s+(?:to|for)|required|to\s+be\s+adopted|needed\b"
    r"|are\s+enough)",
    re.IGNORECASE,
)
_SHARE = lazy_pattern(
    rf"(?<![\w.,-])(?P<yes>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?:[\w-]+(?:['’]s|s['’])\s+)?"
    rf"(?P<of>{NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_VOTERS}\s+)?(?:have\s+|had\s+|who\s+)?(?:all\s+)?"
    rf"(?:(?P<for>{either(_L['side_yes'])})|(?P<against>{either(_L['side_no'])})|(?P<out>{either(_L['side_abstain'])}))(?!\w)",
    re.IGNORECASE,
)
_SHARED_OUT = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:of\s+them\s+|{_VOTERS}\s+|[a-z-]+s\s+)?(?:(?P<yes>{either(_L['side_yes'])})|(?P<no>{either(_L['side_no'])})"
    rf"|(?P<abstain>{either(_L['side_abstain'])}))(?!\w)",
    re.IGNORECASE,
)
_OF_ALL = lazy_pattern(
    rf"\b(?:of|among)\s+(?:the|its|their)\s+(?:[\w-]+['’]s\s+)?{NUMBER}\s+(?:[\w’'-]+\s+){{0,2}}?{_VOTERS}\b",
    re.IGNORECASE,
)
_SHARE_OF = lazy_pattern(r"\b(?:of|but|except)\s+(?:the\s+|its\s+|their\s+|all\s+)?\Z", re.IGNORECASE)
_ONLY = lazy_pattern(
    rf"\b(?:only|just|alone|sole(?:ly)?)\s+(?P<names>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*(?:(?:,|,?\sand)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)*)"
    rf"\s+(?:{either(_L['alone_no'])})(?!\w)"
)
_ONLY_ONE = lazy_pattern(
    rf"\b(?:only|just)\s+(?:the|its|one)\s+[^,.;]{{1,40}}?(?:,\s[^,.;]{{1,40}},)?\s+(?:{either(_L['alone_no'])})(?!\w)",
    re.IGNORECASE,
)
_TURNED_DOWN = lazy_pattern(rf"(?<!\w){either(_L['turned_down'])}(?!\w)", re.IGNORECASE)
_SHORT = lazy_pattern(
    r"\bshort\b|\bthirds?\b|\bquarters\b|\bneed\w*\b|\brequir\w*\b|\benough\b|\bthreshold\b|\bquorum\b", re.IGNORECASE
)
_WON = lazy_pattern(
    rf"(?<!\w)(?:winning|getting|receiving|securing|gaining|drawing|won|received|got|secured|garnered|gained|with|obtained|took|drew|attracted|by(?=[^.]{{0,20}}votes?))\s+(?:only\s+|just\s+|a\s+total\s+of\s+|the\s+(?:support|backing)\s+of\s+)?"
    rf"(?:the\s+)?(?P<n>{NUMBER})\s+(?:{_VOTERS})(?!\s*(?:against|to|in\s+favou?r|for|opposed|abstain|no\b|yes\b|voting|voted))",
    re.IGNORECASE,
)
_NOT_FOR = lazy_pattern(r"abst|against|oppos|\bno\b", re.IGNORECASE)
_INVERTED = lazy_pattern(
    rf"(?<!\w)(?:(?P<yes>in\s+favou?r|voting\s+(?:in\s+favou?r|for))|(?P<no>against|opposed|voting\s+against)|(?P<abstain>abstaining))\s+(?:were|was)\s+(?:the\s+)?(?P<n>{NUMBER})(?!\w)",
    re.IGNORECASE,
)
_NOT_ONE = lazy_pattern(
    r"\bnot\s+(?:one|a\s+single)\s+(?:vote|voice|member|country)\s+(?:was\s+)?(?:cast\s+)?against\b|\b(?:nobody|no\s+one|no\s+(?:country|member|state))\s+voted\s+against\b",
    re.IGNORECASE,
)
_IN_BETWEEN = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:other\s+)?{_VOTERS}\s*(?:,|[-–—]|\()[^.;]{{1,200}}?(?:,|[-–—]|\))\s*(?:(?P<yes>voted\s+(?:in\s+favou?r|for|yes))|(?P<no>voted\s+(?:against|no))|(?P<abstain>abstained))(?!\w)",
    re.IGNORECASE,
)
_ACTED = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:of\s+(?:the\s+|its\s+)?(?P<of>{NUMBER})\s+)?(?:(?!\d)[\w’'-]+\s+)?{_VOTERS}\s+(?:had\s+)?"
    r"(?:(?P<yes>backed|supported|approved|endorsed|said\s+yes)|(?P<no>opposed|rejected|said\s+no|dissented)|(?P<absent>stayed\s+away|did\s+not\s+take\s+part|were\s+missing))\b",
    re.IGNORECASE,
)
_PASSED_WITH = lazy_pattern(
    rf"\b(?:with|by|got|won|received|had|on)\s+(?P<yes>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?(?P<of>{NUMBER})\s+votes?\b",
    re.IGNORECASE,
)
_PAIRED = lazy_pattern(
    r"(?<!\w)(?:(?P<yes>yes|ayes?|yeas?|for|in\s+favou?r)|(?P<no>no|noes|nays?|against)|(?P<abstain>abst(?:entions?|ained|ain)))\s+(?P<n>\d{1,3})(?![\w:.-]\w|\s+(?:days?|years?|months?|weeks?|hours?))",
    re.IGNORECASE,
)
_ALL_BUT = lazy_pattern(r"\b(?:all|everyone|everybody|every\s+\w+)\s+(?:but|except)\s+\Z", re.IGNORECASE)
_CONDITION = lazy_pattern(r"\b(?:if|unless|would\s+(?:need|pass|require)|passes\s+if|as\s+a\s+rule)\b", re.IGNORECASE)
_UNANIMOUS = lazy_pattern(rf"(?<!\w){either(_L['unanimous'])}(?!\w)", re.IGNORECASE)
_ALL = lazy_pattern(
    rf"(?<!\w)all\s+(?:of\s+)?(?:the\s+|its\s+)?(?:(?P<of>{NUMBER})\s+)?(?:[\w’'-]+\s+)?{_VOTERS}\s+(?:have\s+|had\s+)?voted\s+(?:in\s+favou?r|for|yes)",
    re.IGNORECASE,
)
_NEARLY = lazy_pattern(rf"(?:(?<!\w){either(_L['nearly'])}|n['’]t)\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
_USUALLY = lazy_pattern(r"\b(?:usually|normally|always|must|requires?|needs?)\b", re.IGNORECASE)
_CLAUSE = lazy_pattern(r"[;:]|,\s(?:but|and|while|which|who|where)\s|\s(?:but|while|although)\s")
_WITHOUT = lazy_pattern(r"\bwithout\s+$", re.IGNORECASE)
_ZEROS = frozenset({"no", "none", "nobody"})


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
    sentence = _told_as_fact(sentence)
    found: dict[str, int] = {}
    spans: list[Span] = []
    for name, value, span in (
        *_shares(sentence), *_others(sentence), *_kinds(sentence), *_dashes(sentence), *_wins(sentence),
        *_split_up(sentence),
    ):  # fmt: skip
        if name not in found:
            found[name] = value
            spans.append(Span(span.start + at, span.end + at))
    unanimous = _unanimity(sentence, found)
    if unanimous is not None:
        spans.append(Span(unanimous.start + at, unanimous.end + at))
    if not spans:
        return None
    yes, no, abstain, absent, of = map(found.get, ("yes", "no", "abstain", "absent", "of"))
    count = VoteCount(yes, no, abstain, absent, of, spans=tuple(spans))
    return replace(count, unanimous=True) if unanimous is not None else count


def _told_as_fact(sentence: str) -> str:
    """The sentence with blanks for those of its parts that tell what would be if."""
    if _CONDITION.search(sentence) is None:
        return sentence
    parts = re.split(r"(;)", sentence)
    return "".join(" " * len(part) if _CONDITION.search(part) else part for part in parts)


def _split_up(text: str) -> Iterator[tuple[str, int, Span]]:
    """How a number that is told is shared out: "of the 95 delegates, 60 approved it, 30 opposed it"."""
    for match in _ONLY.finditer(text):
        yield "no", len(re.split(r",\s(?:and\s)?|\sand\s", match["names"])), Span(*match.span())
    for match in _ONLY_ONE.finditer(text):
        yield "no", 1, Span(*match.span())
    rows = [m for m in _SHARED_OUT.finditer(text) if _SHARE_OF.search(text[: m.start()]) is None]
    sides = {side for match in rows for side in ("yes", "no", "abstain") if match[side]}
    if len(sides) < 2 and not (sides and _OF_ALL.search(text)):
        return
    for match in rows:
        number = number_of(match["n"])
        if number is not None and not _needed(text, match):
            yield next(side for side in ("yes", "no", "abstain") if match[side]), number, Span(*match.span())


def _shares(text: str) -> Iterator[tuple[str, int, Span]]:
    for match in _SHARE.finditer(text):
        number, of = number_of(match["yes"]), number_of(match["of"])
        if number is None or of is None or number > of or _needed(text, match):
            continue
        name = "yes" if match["for"] else "no" if match["against"] else "abstain"
        yield name, number, Span(*match.span())
        yield "of", of, Span(*match.span())


def _others(text: str) -> Iterator[tuple[str, int, Span]]:
    for match in _NOT_ONE.finditer(text):
        yield "no", 0, Span(*match.span())
    for match in _PASSED_WITH.finditer(text):
        number, of = number_of(match["yes"]), number_of(match["of"])
        if (
            number is not None
            and of is not None
            and number <= of
            and _CONTEXT.search(text)
            and not _needed(text, match)
        ):
            yield "yes", number, Span(*match.span())
            yield "of", of, Span(*match.span())
    paired = list(_PAIRED.finditer(text))
    if len({m.lastgroup and next(k for k in ("yes", "no", "abstain") if m[k]) for m in paired}) > 1:
        for match in paired:
            yield next(k for k in ("yes", "no", "abstain") if match[k]), int(match["n"]), Span(*match.span())
    for pattern in (_INVERTED, _IN_BETWEEN, _ACTED):
        for match in pattern.finditer(text):
            number = number_of(match["n"])
            if number is not None and not _needed(text, match):
                yield (
                    next(name for name in ("yes", "no", "abstain", "absent") if match.groupdict().get(name)),
                    number,
                    Span(*match.span()),
                )


def _kinds(text: str) -> Iterator[tuple[str, int, Span]]:
    for pattern in (_BEHIND, _LABEL):
        for match in pattern.finditer(text):
            name = next(name for name in _KINDS if match[name])
            words = match["n"].casefold()
            none = words in _ZEROS or _WITHOUT.search(text[: match.start()])
            number = 0 if none else 1 if words.startswith("a") else number_of(words)
            if number is None or _needed(text, match) or (name == "no" and _OTHER_SIDE.match(text, match.end())):
                continue
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
    if re.search(r"vot|ballot", inside):
        return (
            re.match(
                r"\s+(?:years?|days?|weeks?|months?|(?:the\s+)?(?:first|second|third)\s+time)\b", text[match.end() :]
            )
            is None
        )
    if re.search(r"(?:for|no|yes)\s*[:=(–-]", inside):
        return True
    others = [m for m in pattern.finditer(text) if m.span() != match.span()]
    return any(abs(m.start() - match.end()) < 60 or abs(match.start() - m.end()) < 60 for m in others)


def _dashes(text: str) -> Iterator[tuple[str, int, Span]]:
    """Two numbers with a dash or "to" between; of a tie and what undid it ("split 50-50, made it 51-50") the latter."""
    rows = list(_pairs(text))
    last = rows[-1][-1] if rows else ()
    untied = [row for row in rows if row[0][1] != row[1][1]]
    for row in untied if last and untied and len(untied) < len(rows) else rows:
        yield from row


def _pairs(text: str) -> Iterator[tuple[tuple[str, int, Span], ...]]:
    for match in _DASHED.finditer(text):
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
            or _NO_COUNT.match(text, match.end())
            or _RANGE_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
        ):
            continue
        plain_to = "to" in match["join"] and not re.search(r"votes?", match.group(), re.IGNORECASE)
        back = 200 if _SET_OFF.search(text[max(0, match.start() - 24) : match.start()]) else 60
        set_off = re.search(r"\b(?:by|on\s+a\s+vote\s+of)\s+\Z", text[: match.start()], re.IGNORECASE)
        near = text[max(0, match.start() - back) : match.end() + (20 if plain_to and not set_off else 70)]
        if (not _CONTEXT.search(near) and "votes" not in match.group()) or (
            words and plain_to and not _CONTEXT.search(near)
        ):
            continue
        if (1900 <= yes <= 2100 and no < 100) or (yes > 31 and no > 31 and abs(yes - no) == 1 and yes > 1900):
            continue
        span = Span(*match.span())
        if _is_refusal(text, match):
            yes, no = min(yes, no), max(yes, no)  # "threw it out by 301 to 256"
        abstained = (("abstain", int(match["abstain"]), span),) if match["abstain"] else ()
        yield (("yes", yes, span), ("no", no, span), *abstained)


def _is_refusal(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are those of a vote by which something was turned down: the larger is against it."""
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
    cut = _CLAUSE.search(text, match.end())
    clause = text[start : cut.start() if cut else len(text)]
    return _TURNED_DOWN.search(clause) is not None and _SHORT.search(clause) is None


def _wins(text: str) -> Iterator[tuple[str, int, Span]]:
    if not _CONTEXT.search(text):
        return
    for match in _WON.finditer(text):
        number = number_of(match["n"])
        if number is not None and not _needed(text, match) and not _NOT_FOR.search(match.group()):
            yield "yes", number, Span(*match.span())


def _needed(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is a threshold, a bound or a year, and no count."""
    told = (match.groupdict().get("n") or match.groupdict().get("yes") or "").strip()
    return bool(
        (told.isdigit() and 1900 <= int(told) <= 2100 and _RANGE_OR_DAY.search(text[: match.start()]))
        or _ALL_BUT.search(text[: match.start()])
        or _NEEDED.search(text[max(0, match.start() - 40) : match.start()])
        or _NEEDED_AFTER.match(text, match.end())
    )


def _unanimity(text: str, found: dict[str, int]) -> Span | None:
    if found.get("no") or found.get("abstain"):
        return None
    for pattern in (_UNANIMOUS, _ALL):
        for match in pattern.finditer(text):
            start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
            if _NEARLY.search(text[start : match.start()]) or _USUALLY.search(text[start : match.start()]):
                continue
            return Span(*match.span())
    return None
