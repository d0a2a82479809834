"""Rules of consent as tables of decisions write them: "unanimity", "20 parties", "55 parties and 55 pct of
emissions".

Consents only ever arrive, so such a rule is a list of parts that must all be reached: all members, a number of
members, a share of a weight. The rooms' own rules (:mod:`whipcount.rules`) say far more; this is what a cell of a
table can say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import DatasetError

ACCEPTED = (
    "unanimity; consensus; a number of members ('20 parties', '12 of 17 states'); a share ('two thirds of members', "
    "'55 pct of emissions; weight=1.3 pct'); several joined by 'and' or 'with'"
)

_FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "tenth": 1 / 10}
_NUMBERS = {
    w: n for n, w in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1)
}
_TENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SPELLED = re.compile(rf"^({'|'.join(_TENS)})(?:[- ]({'|'.join(_NUMBERS)}))?\b(?! (?:half|third|quarter|fifth)s?\b)")
_BEFORE = re.compile(
    r"^(?:(?:entry into force|after|upon|on|the|deposit|consent|ratifications?|instruments?|acceptances?|approvals?"
    rf"|of|by|or)\s+)+(?=(?:at least\s+)?(?:\d|two|three|half|all|every|{'|'.join(_TENS)}))"
)
"""What may stand before the number: "entry into force after 40 ratifications"."""
_ALIKE = re.compile(r"\b(ratif\w+)(?:(?:\s*[,/]\s*|\s+)(?:(?:or|and)\s+)?(?:acceptances?|approvals?|accessions?)\b)+")
"""Ways of consenting that count alike."""
_JOINED = re.compile(
    r"\s+(?:and|with|plus|representing|accounting for|having|holding"
    r"|(?:that|which|who) (?:hold|have|represent|account for))\s+(?:at least\s+)?"
    r"(?=\d|two|three|half|all|unanim|a majority)|\s*&\s*|,\s*(?:and\s+)?"
)
_COUNTED = r"(?:states?|parties|party|members?|countries|country|ratifications?|signatories|instruments?|governments?)"
_WEIGHTS = re.compile(
    r"\b(?:emissions?|tonnage|capital|shares?|votes?|voting|quotas?|populations?|contributions?|gdp|gni)\b"
)
_NAMED = re.compile(r",?\s+(?:incl\w*|of which|of whom|among (?:them|which|whom))\b")
_FURTHER = re.compile(r"\d|\b(?:from|each|every|both|either)\b")
"""Behind a number of members: it asks for more than the number."""
_UNITS = (
    r"(?:states?|parties|party|members?|countries|country|ratifications?|consents?|signatories|instruments?|"
    r"governments?|contracting|annex|euro|eu|acceptances?|approvals?|depositar\w+|of)"
)


@dataclass(frozen=True, slots=True)
class Threshold:
    """When the consents of members are enough: every part that is set must be reached.

    Attributes:
        text: as the table writes it.
        count: so many members; ``None`` where no number is asked for.
        fraction: this share of the members that the table lists.
        weight: this share (0 to 1) of the weights that the table gives.
        everyone: all members.
        missing: why the rule cannot be computed from the table ("names members by group"); empty where it can.
    """

    text: str
    everyone: bool = False
    count: int | None = None
    fraction: float | None = None
    weight: float | None = None
    missing: str = ""

    def need(self, members: int) -> int:
        """The smallest number of consents that could be enough among ``members``."""
        need = members if self.everyone else 0
        if self.count is not None:
            need = max(need, self.count)
        if self.fraction is not None:
            need = max(need, int(np.ceil(self.fraction * members - 1e-9)))
        return max(need, 1)

    def met(self, consented: NDArray[np.bool_], weights: NDArray[np.float64]) -> bool:
        """Whether these consents are enough.

        Args:
            consented: one bool a member.
            weights: one weight a member, as shares of the whole (0 to 1).
        """
        if int(consented.sum()) < self.need(len(consented)):
            return False
        return self.weight is None or float(weights[consented].sum()) >= self.weight - 1e-9


def parse_threshold(text: str, *, where: str = "") -> Threshold:
    """Read a rule as a table of decisions writes it.

    What stands in brackets or behind a semicolon explains and is not read, except a number ("three quarters of
    parties (144)") and ``weight=``.

    Raises:
        DatasetError: no rule that is known.

    >>> parse_threshold("unanimity (inferred: entry into force = last ratification + 59 days)").everyone
    True
    >>> rule = parse_threshold("55 parties and 55 pct of emissions; weight=0.05 pct")
    >>> rule.count, rule.weight
    (55, 0.55)
    >>> parse_threshold("three quarters of parties (144)").count
    144
    """
    plain = text.strip().lower()
    bracketed = re.findall(r"\(([^)]*)\)", plain)
    head = re.sub(r"\([^)]*\)", " ", plain).split(";")[0].strip()
    if not head:
        raise DatasetError("no rule" if not plain else f"unknown rule {text[:80]!r}", where=where, accepted=ACCEPTED)
    rule: dict[str, float | int | bool | str] = {}
    head, *named = _NAMED.split(head, maxsplit=1)
    if named:
        rule["missing"] = "names members that the table does not mark"
    parts = [part.strip() for part in _JOINED.split(_ALIKE.sub(r"\1", head))]
    for part in parts:
        if len(parts) > 1 and re.fullmatch(r"(?:the )?" + _UNITS + r"(?: states)?", part):
            continue  # "members holding 85% of votes": the share says it all
        _read_part(_in_digits(_BEFORE.sub("", part)), bracketed, rule, text, where)
    return Threshold(text.strip(), **rule)  # type: ignore[arg-type]  # keys and types are those of _read_part


def _share_of(rest: str) -> str:
    """Whether a share is of the members or of a weight, by what it is a share of."""
    if _WEIGHTS.search(rest):
        return "weight"
    return "fraction" if not rest.strip() or re.search(r"\b" + _COUNTED + r"\b", rest) else "weight"


def _in_digits(part: str) -> str:
    spelled = _SPELLED.match(part.removeprefix("at least "))
    if not spelled:
        return part
    number = _TENS[spelled[1]] + _NUMBERS.get(spelled[2] or "", 0)
    return f"{number}{part.removeprefix('at least ')[spelled.end() :]}"


def _read_part(
    part: str, bracketed: list[str], rule: dict[str, float | int | bool | str], text: str, where: str
) -> None:
    plain = part.strip()
    if re.match(r"(?:by )?(?:unanim|consensus|all\b|every)", plain):
        rule["everyone"] = True
        return
    share = re.match(r"(?:at least )?(\d+(?:\.\d+)?)\s*(?:%|pct\b|per ?cent\b|percent\b)(?:\s+of)?(.*)", plain)
    if share:
        value = float(share[1]) / 100
        if not 0 < value <= 1:
            raise DatasetError(
                f"a share of {share[1]} per cent in rule {text[:80]!r}", where=where, accepted="0 to 100"
            )
        rule[_share_of(share[2])] = value
        return
    slashed = re.match(r"(?:at least )?(\d)\s*/\s*(\d)(?:rds?)?\b(?!\d)", plain)
    if slashed and 0 < int(slashed[1]) <= int(slashed[2]):
        rule[_share_of(plain[slashed.end() :])] = int(slashed[1]) / int(slashed[2])
        return
    fraction = re.match(r"(?:at least )?(?:a |one )?(?:(\w+)[ -])?(half|third|quarter|fifth|sixth|tenth)s?\b", plain)
    if fraction and (fraction[1] is None or fraction[1] in _NUMBERS):
        counts = [int(b) for b in bracketed if re.fullmatch(r"\s*\d{1,5}\s*", b)]
        if counts:
            rule["count"] = counts[0]
        else:
            share_of = _share_of(plain[fraction.end() :])
            rule[share_of] = min(1.0, _NUMBERS.get(fraction[1] or "one", 1) * _FRACTIONS[fraction[2]])
        return
    if re.match(r"(?:simple )?majority\b", plain):
        rule["fraction"] = 0.5 + 1e-6
        return
    count = re.match(r"(?:at least |any )?(\d{1,5})(?:\s+of\s+\d{1,5})?\s*(?:$|" + _UNITS + r"\b)", plain)
    if count and int(count[1]) > 0:
        rule["count"] = int(count[1])
        if re.search(r"\beuro area\b", plain):
            rule["missing"] = "counts a group that the table does not mark"
        elif _FURTHER.search(plain[count.end() :]):
            rule["missing"] = "asks for more than the table marks"
        return
    raise DatasetError(f"unknown rule {text[:80]!r}", where=where, accepted=ACCEPTED)


def parse_weight(text: str) -> float | None:
    """The weight in a rule's cell (``weight=1.3 pct`` is .013), ``None`` where there is none.

    >>> parse_weight("55 parties and 55 pct of emissions; weight=1.3 pct")
    0.013
    >>> parse_weight("unanimity") is None
    True
    """
    match = re.search(r"weight\s*=\s*([\d.]+)\s*(%|pct|per ?cent)?", text.lower())
    if not match:
        return None
    try:
        value = float(match[1])
    except ValueError:
        return None
    return round(value / 100, 12) if match[2] else value
