"""The rule that a report tells, in whatever words: "nine votes and no veto", "two-thirds of those voting".

Each way of telling is a row: its pattern, its family, and what it means in the language of rules
(:mod:`whipcount.rules.algebra.notation`). A rule that is told wins over the body's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from whipcount.positions.proposal.numerals import NUMBER, ORDINAL, number_of
from whipcount.positions.proposal.rule_scope import is_of_this_decision
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import word_lists
from whipcount.text.span import Span


class RuleFamily(StrEnum):
    """What kind of rule is told."""

    UNANIMITY = "unanimity"
    CONSENSUS = "consensus"
    EACH = "ratification by each"
    QUALIFIED = "qualified majority"
    SHARE = "share"
    COUNT = "number of votes"
    MAJORITY = "simple majority"
    VETO = "votes and no veto"


@dataclass(frozen=True, slots=True)
class ToldRule:
    """A rule as told.

    Attributes:
        family: what kind.
        words: a short name for it ("two-thirds of the votes cast").
        text: in the language of rules; empty where only a body's own rule can tell (a qualified majority).
        amount: the number of votes, where that is told.
        spans: the words that tell it.
    """

    family: RuleFamily
    words: str
    text: str
    amount: int | None
    spans: tuple[Span, ...]
    weight: float = 3.0  # how explicit it is; below 3 only a word for it is told


@cache
def _shares() -> Mapping[str, str]:
    return {told.replace("-", " "): share for told, share in word_lists("told_rules")["shares"].items()}


@cache
def _patterns() -> tuple[tuple[RuleFamily, re.Pattern[str], float], ...]:
    """The rows of ``data/en/told_rules.yaml``, compiled when a report is first asked for its rule."""
    table = word_lists("told_rules")
    parts = {"NUMBER": NUMBER}
    for name, pattern in table["fragments"].items():
        parts[name] = _filled(pattern, parts)
    return tuple(
        (
            RuleFamily[family],
            re.compile(rf"(?<![\w-])(?:{_filled(pattern, parts)})(?!\w)", re.IGNORECASE),
            float(weight),
        )
        for family, weight, pattern in table["rows"]
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"<([A-Z]+)>", lambda m: parts[m[1]], pattern)


_NOT_A_RULE = lazy_pattern(
    r"(?:without|no|not|lack(?:s|ed|ing)?(?:\W+of)?|abandon\w*|abolish\w*|dropp\w+|instead\W+of|rather\W+than|replace\w*|scrap\w*|end\w*|n['’]t\W+(?:need|require))\W+(?:\w+[^\w,;]+){0,2}\Z",
    re.IGNORECASE,
)
_HELD = lazy_pattern(  # "who hold a two-thirds majority" tells who is strong, no rule
    r"(?:hold\w*|held|command\w*|enjoy\w*|control\w*|has|have|had|lost|retain\w*)\W+(?:an?|the|its|their)\W+(?:\w+\W+)?\Z",
    re.IGNORECASE,
)
_REMAINING = lazy_pattern(
    rf"{NUMBER}\W+(?:more|other|others|further|additional|remaining)\b|another\W+{NUMBER}", re.IGNORECASE
)
_OF_A_NUMBER = lazy_pattern(rf"(?<!\w){NUMBER}\W+(?:out\W+)?of\W+\Z", re.IGNORECASE)
_OF_THEM = lazy_pattern(
    r"(?:each|all|every\W+one)\W+of\W+them\b"
    r"|(?:only\W+)?(?:the\W+)?(?:\w+\W+){1,2}(?:that|which|who|to)\W+(?:have|has)\W+(?:not|yet|still)\b",
    re.IGNORECASE,
)
_PART_OF = lazy_pattern(
    r"(?:half|thirds?|quarters?|fifths|majority|most|part|cent|some|many|few)\W+of\W+\Z", re.IGNORECASE
)
_AS_A_HABIT = lazy_pattern(
    r"\b(?:usually|normally|generally|mostly|prefers?\W+to|tries\W+to|likes\W+to)\W+(?:[\w’'-]+\W+){0,3}\Z",
    re.IGNORECASE,
)
"""What a body does by habit and not by rule: "it usually waits until all agree"."""
_OVERRULED = lazy_pattern(r"\b(?:overrul\w+|overrid\w+|overrode|overturn\w*|set\W+aside)\b", re.IGNORECASE)
_WHOLE = frozenset({RuleFamily.UNANIMITY, RuleFamily.CONSENSUS, RuleFamily.EACH})
_BLOCKING = lazy_pattern(
    r"blocking\W+minority|to\W+(?:block|stop|veto|sink|prevent|reject)|\b(?:fails?|falls?|rejected|defeated)\W+(?:if|when)\b",
    re.IGNORECASE,
)
_NEED = lazy_pattern(
    r"(?<!\w)(?:need\w*|requir\w*|majority|threshold|hurdle|quorum|at\W+least|more\W+than|must|takes?|taken|took|demand\w*|necessary|enough"
    r"|minimum|short\W+of|asks?\W+for|calls?\W+for|prescrib\w*|laid\W+down|set\W+by|mark|bar|unless|only\W+if|ha(?:s|ve|d)\W+to)(?!\w)",
    re.IGNORECASE,
)
_BY = lazy_pattern(
    r"\b(?:by|with|if|when|once)\W+(?:(?:at|least|the|votes?|of|an?|majority|consent|backing)\W+)*\Z", re.IGNORECASE
)
_DONE_BY = lazy_pattern(
    r"[^.;]{0,40}?\W(?:voted|supported|backed|approved|opposed|rejected|said\W+(?:yes|no)|(?:were|was)\W+(?:in\W+favou?r|for|against)"
    r"|turned\W+(?:it|them)\W+down)(?!\w)",
    re.IGNORECASE,
)
_OF = lazy_pattern(r"(?:\bof\W+(?:the|its|their)|['’]s)\W+\Z", re.IGNORECASE)
_DOUBTED = frozenset({RuleFamily.UNANIMITY, RuleFamily.CONSENSUS, RuleFamily.MAJORITY})


def find_rule(
    text: str, sentences: Sequence[Span], near: Sequence[Span] = (), others: Sequence[Span] = ()
) -> ToldRule | None:
    """The rule that a report tells for its decision.

    Args:
        text: the report's.
        sentences: its sentences.
        near: the words that tell of the decision: a rule told beside them weighs more.
        others: where bodies are named that do not decide: a sentence that opens with one tells its own rule.

    >>> text = "The draft needs at least nine votes in favour and no veto from the permanent members."
    >>> find_rule(text, [Span(0, len(text))]).family.value
    'votes and no veto'
    >>> text = "It takes three quarters of the votes cast."
    >>> find_rule(text, [Span(0, len(text))]).text
    '3/4 of members voting'
    """
    best: tuple[float, ToldRule] | None = None
    for number, sentence in enumerate(sentences):
        about = any(sentence.start <= anchor.start < sentence.end for anchor in near)
        if number and sentences[number - 1].of(text).rstrip().endswith("?"):
            sentence = Span(
                sentences[number - 1].start, sentence.end
            )  # "How many votes does it need? Four of the five."
        if number and _OF_THEM.match(text, *sentence):
            sentence = Span(sentences[number - 1].start, sentence.end)  # "them" stands before
        for family, pattern, weight in _patterns():
            for match in pattern.finditer(text, *sentence):
                if (
                    family in _DOUBTED
                    and weight < 3
                    and _NOT_A_RULE.search(text[max(sentence.start, match.start() - 40) : match.start()])
                ):
                    continue
                before = text[max(sentence.start, match.start() - 40) : match.start()]
                if not about and _OVERRULED.search(text[max(sentence.start, match.start() - 100) : match.start()]):
                    continue  # what it takes to undo this decision
                if family in (RuleFamily.SHARE, RuleFamily.MAJORITY) and _HELD.search(before):
                    continue
                if family in _WHOLE and (_PART_OF.search(before) or _AS_A_HABIT.search(before)):
                    continue
                if not is_of_this_decision(text, sentence, Span(*match.span()), near=near, others=others):
                    continue
                if family is RuleFamily.COUNT and _BLOCKING.search(
                    text[max(sentence.start, match.start() - 60) : match.end() + 20]
                ):
                    continue
                if family is RuleFamily.SHARE and _result(text, match, sentence):
                    continue  # "50.7 per cent of the votes": how it ended
                first = family is RuleFamily.COUNT and bool(match.re.groups) and match.start() == match.start(1)
                if first and _OF_A_NUMBER.search(before):
                    continue  # "35 of 40 votes are enough"
                if family is RuleFamily.COUNT and _REMAINING.search(match.group()):
                    continue  # "once four more states have ratified"
                told = _told(family, match)
                if told is None:
                    continue
                told = replace(told, weight=weight)
                score = weight + 0.8 * about - 0.004 * number
                if best is None or score > best[0]:
                    best = score, told
    return best[1] if best else None


def _result(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether a share tells how a vote ended, no rule: a figure of percent without a word of need, or what some did."""
    around = text[max(sentence.start, match.start() - 90) : min(sentence.end, match.end() + 60)]
    if not re.search(r"majority", match.group(), re.IGNORECASE) and not _NEED.search(around):
        return (
            _BY.search(around[: match.start() - max(sentence.start, match.start() - 90)]) is None
            or match["share"][:1].isdigit()
        )
    return _DONE_BY.match(text, match.end()) is not None and _NEED.search(match.group()) is None


def _told(family: RuleFamily, match: re.Match[str]) -> ToldRule | None:
    groups = match.groupdict()
    spans = (Span(*match.span()),)
    counted = groups.get("n") or groups.get("k")
    amount = number_of(counted) if counted else None
    if family is RuleFamily.SHARE:
        share = " ".join(groups["share"].lower().split())
        fraction = _shares().get(share.replace("-", " "))
        if fraction is None:
            in_words = number_of(re.sub(r"\W+per\W?cent\Z", "", share))
            figure = re.match(r"\d+(?:\.\d+)?", share)
            value = str(in_words) if in_words is not None else figure.group() if figure else ""
            if not value or not 50 <= float(value) < 100:
                return None
            fraction = f"{value}%"
        of = (groups.get("of") or "").lower()
        base = (
            "members"
            if of and not re.search(r"\b(?:those|vot\w+|present|cast|ballots|population)\b", of)
            else "members voting"
        )
        words = f"{share if '%' in share or 'cent' in share else share.replace(' ', '-')} of {'those voting' if base.endswith('voting') else 'the members'}"  # noqa: E501
        if "population" in of:
            return ToldRule(RuleFamily.QUALIFIED, "qualified majority", "", None, spans)
        return ToldRule(family, words, f"{fraction} of {base}", None, spans)
    if family is RuleFamily.COUNT:
        if amount is None or amount < 2 or amount > 1_000:
            return None
        what = (
            "ratifications"
            if re.search(r"ratif|treaty|force", match.group(), re.IGNORECASE)
            else "votes"
            if "vote" in match.group().lower()
            else "members"
        )
        return ToldRule(family, f"{amount} {what}", f"{amount} members", amount, spans)
    whole = any(groups.get(key) for key in ("all", "every", "half"))
    if groups.get("double"):
        return ToldRule(
            family, "double majority, of the people and of the members", "a majority of members", None, spans
        )
    if family is RuleFamily.MAJORITY and whole:
        return ToldRule(family, "absolute majority", "a majority of members", None, spans)
    texts = {
        RuleFamily.UNANIMITY: "no objection",
        RuleFamily.CONSENSUS: "no objection",
        RuleFamily.EACH: "all members",
        RuleFamily.QUALIFIED: "",
        RuleFamily.MAJORITY: "a majority of members voting",
        RuleFamily.VETO: "",
    }
    return ToldRule(family, family.value, texts[family], amount, spans)


@dataclass(frozen=True, slots=True)
class ToldCount:
    """How many have agreed, where a report gives the number; ``needed`` or ``size`` where it gives those."""

    agreed: int
    needed: int | None
    size: int | None
    spans: tuple[Span, ...]


_DID = r"(?:ratif\w+|approved|agreed|signed|backed|accepted|endorsed|consented|joined|given\W+(?:their|its)|reached|sealed)"  # noqa: E501
_COUNTS = tuple(
    lazy_pattern(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE)
    for p in (
        rf"(?:bring(?:s|ing)?|brought|takes?|taking|rais\w+)\W+(?:the\W+|its\W+)?(?:total|number|tally|count)(?:\W+(?:of\W+)?(?:\w+\W+){{0,9}}?)?\W*(?:up\W+)?to\W+(?:the\W+)?(?P<a>{NUMBER})(?:[^.]{{0,60}}?(?:of|short\W+of)\W+the\W+(?P<need>{NUMBER}))?",
        rf"(?:counts?|has|have|stands?\W+at|stood\W+at|reached|total(?:s|led)?)\W+(?:now\W+)?(?P<a>{NUMBER})\W+(?:\w+\W+){{0,4}}?(?:than|of|short\W+of)\W+the\W+(?P<need>{NUMBER})",
        rf"(?P<a>{NUMBER})\W+of\W+(?:the\W+)?(?:[\w-]+['’]s\W+)(?P<size>{NUMBER})\W+(?:[\w-]+\W+){{0,5}}?{_DID}",
        rf"(?:the\W+)?(?P<a>{NUMBER})\W+(?:other\W+)?(?:countries|states|members|allies)\W+(?:in\W+\w+)?[^.]{{0,40}}?have\W+(?:spoken\W+out\W+for|come\W+out\W+for|backed|endorsed|voted\W+for)",
        rf"(?P<a>{NUMBER})\W+of\W+(?:the|its)\W+(?P<need>{NUMBER})\W+(?:\w+\W+){{0,2}}?(?:needed|required|necessary)",
        rf"(?P<a>{NUMBER})\W+(?:out\W+)?of\W+(?:the|its|their)\W+(?P<size>{NUMBER})\W+(?:[\w-]+\W+){{0,3}}?(?:have\W+|has\W+|had\W+)?(?:already\W+|now\W+|so\W+far\W+)?{_DID}",
        rf"(?:the\W+)?(?:(?P<ord>{ORDINAL})|(?P<last>last|final))\W+of\W+(?:the\W+|its\W+|their\W+)?(?:[\w-]+['’]s\W+)?(?P<size>{NUMBER})\W+(?:[\w-]+\W+){{0,3}}?to\W+(?:ratify|do\W+so|approve|accept|deposit)",
        rf"(?:the\W+)?(?P<ord>{ORDINAL})\W+(?:and\W+\w+\W+)?(?:country|state|nation|party|member|government)?\W*(?:in\W+the\W+world\W+)?to\W+(?:ratify|do\W+so|approve|accept|sign|deposit)",
        rf"(?:agreements?|deals?|accords?)\W+(?:in\W+principle\W+)?with\W+(?P<a>{NUMBER})\W+(?:of\W+the\W+(?P<size>{NUMBER})\W+)?(?:provinces|states|countries|members|partners|governments|premiers)",
        rf"(?:first|only|so\W+far,?)\W+(?P<a>{NUMBER})\W+(?:of\W+(?:the|its)\W+(?P<size>{NUMBER})\W+)?(?:[\w-]+\W+)?(?:countries|states|members|nations|parties|allies|parliaments)\W+(?:to\W+|have\W+|has\W+)?{_DID}",
        rf"(?P<a>{NUMBER})\W+(?:[\w-]+\W+)?(?:countries|states|members|nations|parties|allies|parliaments|governments)\W+have\W+(?:already\W+|now\W+|so\W+far\W+)?{_DID}",
        rf"the\W+(?P<a>{NUMBER})\W+(?:that|which|who)\W+have\W+(?:already\W+)?{_DID}",
        rf"(?:been\W+through|gone\W+through|(?:ratified|approved|passed|accepted|signed|cleared)\W+(?:by|in))\W+(?P<a>{NUMBER})\W+(?:out\W+)?of\W+(?:the\W+)?(?:[\w-]+\W+){{0,3}}?(?P<size>{NUMBER})",
        rf"(?:ratif\w+|deposit\w+|approv\w+|sign\w+)[^.]{{0,60}}\.\W+(?P<a>{NUMBER})\W+(?:have|has)(?=\W*(?:so\W+far|already|done\W+so)?\W*\Z)",
        rf"of\W+(?:the|its)\W+(?P<size>{NUMBER})\W+(?:[\w’'-]+\W+){{1,7}}?(?P<a>{NUMBER})\W+(?:have|had)\W+(?:\w+\W+){{0,3}}?{_DID}",
        rf"in\W+hand\W+(?:are|were)\W+(?P<a>{NUMBER})\W+of\W+(?:the\W+)?(?P<size>{NUMBER})",
    )
)


_SO_MANY = lazy_pattern(rf"{NUMBER}\W+(?:have|has)\W*(?:so\W+far|already|done\W+so)?\W*\Z", re.IGNORECASE)


def find_count(text: str, sentences: Sequence[Span], *, acts: bool) -> ToldCount | None:
    """How many have agreed so far, as the report counts them; the largest of the numbers told.

    Args:
        text: the report's.
        sentences: its sentences.
        acts: whether members agree by an act of their own (a ratification): then "the 50th to ratify" counts.

    >>> text = "Two countries ratified on Monday, bringing the total to 49, just 11 short of the 60 needed."
    >>> found = find_count(text, [Span(0, len(text))], acts=True)
    >>> found.agreed, found.needed
    (49, 60)
    """
    best: ToldCount | None = None
    for number, sentence in enumerate(sentences[:60]):
        if number and _SO_MANY.match(sentence.of(text)):
            sentence = Span(sentences[number - 1].start, sentence.end)  # "... has ratified it. Five have."
        for pattern in _COUNTS:
            for match in pattern.finditer(text, *sentence):
                groups = match.groupdict()
                if (groups.get("ord") or groups.get("last")) and not acts:
                    continue
                if _OF.search(text[max(sentence.start, match.start() - 12) : match.start()]):
                    continue  # "seven of the nine members have ratified" does not tell of nine
                if acts and "sign" in match.group().lower() and "ratif" in text.lower():
                    continue  # to sign is not to ratify
                whole = groups["size"] if groups.get("last") else ""  # "the last of the four to do so"
                agreed = number_of(groups.get("ord") or groups.get("a") or whole or "")
                if agreed is None or agreed > 1_000:
                    continue
                needed = number_of(groups["need"]) if groups.get("need") else None
                size = number_of(groups["size"]) if groups.get("size") else None
                if (size is not None and agreed > size) or (needed is not None and agreed > needed):
                    continue
                found = ToldCount(agreed, needed, size, (Span(*match.span()),))
                if best is None or (found.agreed, found.size or 0) > (best.agreed, best.size or 0):
                    best = found
    return best
