"""How many members a body has, where a report tells it: not how many of them, nor of a committee or another body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from whipcount.positions.proposal.member_kinds import is_party
from whipcount.positions.proposal.numerals import NUMBER, number_of
from whipcount.positions.proposal.rule_scope import is_of_another_body
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, whole_phrases, word_lists
from whipcount.text.span import Span

MOST_MEMBERS = 1_000
_KIND = (
    r"(?:members?|member[- ](?:states?|countries|nations|governments)|countries|states|nations|governments"
    r"|parties|allies|provinces"
    r"|cantons|seats|deputies|lawmakers|senators|mps|delegates|delegations|partners|participating\W+states"
    r"|signatories|shareholders|judges"
    r"|governors|premiers|directors|voters|councillors|bishops|islands|cities|regions|clubs|trustees|regents|commissioners|justices|churches|towns|districts|boroughs|policymakers"
    r"|rate-setters|aldermen|jurors|unions|associations|staircases|houses|(?:national\W+)?committees|lodges|owners|flats|households|dioceses|parishes|isles|bodies|colleges|chapters|branches|lenders|creditors)"
)
_TOLD = word_lists("told_sizes")
_SIZES = tuple(
    lazy_pattern(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE)
    for p in (
        rf"(?P<n>{NUMBER})-(?:member|nation|country|state|seat|strong|person|party|judge|island)"
        r"(?:[- ](?:strong|bloc|body|chamber))?",
        rf"(?P<n>{NUMBER})\s(?:member|nation|country|state|seat|party|judge|island)(?=\s(?:\w+\s)?"
        r"(?:bloc|body|chamber|board|council|union|league|alliance|assembly|commission|court|committee|parliament)\b)",
        rf"(?:all|each|every\W+one)(?:\W+of)?(?:\W+(?:the|its|their"
        rf"|our))?(?:\W+[\w’']+s?[’']?s?)?\W+(?P<n>{NUMBER})[\s-]+(?:[\w’'-]+\W+){{0,2}}?{_KIND}",
        rf"(?:of|its|the|with|has|have)\W+(?P<n>{NUMBER})[\s-]+(?:[\w-]+\s+){{0,1}}?{_KIND}",
        rf"(?P<n>{NUMBER})[\s-]+(?:[\w-]+\s+)?{_KIND}(?=\s+{either(_TOLD['sitting'])}\b)",
        rf"(?P<n>{NUMBER})[\s-]+(?:\w+\s+)?{_KIND}\W+(?:in|of)\W+the\W+(?:\w+\W+)?(?:council|union|league|alliance"
        rf"|assembly|commission|chamber|parliament|board)",
        rf"(?<!\w){NUMBER}\W+(?:out\W+)?of\W+(?:the\W+|its\W+)?(?P<n>{NUMBER})\W+(?:votes?|{_KIND})",
        rf"(?:unites|comprises|consists\W+of|made\W+up\W+of|counts|represents|groups|gathers|brings\W+together|of)\W+(?:the\W+)?(?P<n>{NUMBER})[\s-]+(?:[\w-]+\s+){{0,1}}?{_KIND}",
        rf"{NUMBER}\W+(?:votes?|yeses)\W+(?:out\W+)?of\W+(?:the\W+)?(?P<n>{NUMBER})\W+(?:(?:are|were|is|was)\W+)?(?:needed|required|necessary)",
        rf"(?P<n>{NUMBER})[\s-]+(?:[\w-]+\s+)?{_KIND}\W+(?:have|has|with)\W+(?:a|one)\W+vote",
        rf"of\W+(?:the|its)\W+(?P<n>{NUMBER})(?=\W+(?:have|has|had|must|agree|vote|back|support)|[.,;])",
        rf"all\s+(?P<n>{NUMBER})(?=\s+(?:must|have\s+to|need\s+to|would\s+have\s+to|agree)\b)",
        rf"majority\b[^.;]{{0,40}}?\s{NUMBER}\s+(?:votes\s+)?of\s+(?:the\s+|its\s+)?(?P<n>{NUMBER})(?=[.,;]|\s+(?:votes|{_KIND}))",
        rf"there\s+are\s+(?P<n>{NUMBER})\s+(?:\w+\s+)?{_KIND}\s+(?:in|on)\s+the",
        rf"all\s+(?:the\s+|of\s+its\s+)?(?P<n>{NUMBER})\s+votes",
        rf"of\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}?[\w-]+(?:['’]s|s['’])\s+(?P<n>{NUMBER})\s+(?:[\w-]+\s+)?{_KIND}",
        rf"(?P<owner>[\w-]+)(?:['’]s|(?<=s)['’])\s+(?P<n>{NUMBER})\s+(?:[\w-]+\s+)?{_KIND}",
        rf"(?:its|the)\s+(?P<n>{NUMBER})\s+(?-i:[A-Z][\w-]*\s+){{1,3}}{_KIND}",
        rf"(?:its|the)\s+{_KIND}\s+number\s+(?P<n>{NUMBER})",
    )
)


_WHOLE = lazy_pattern(r"\b(?:of|all|the|its|each|with)\W+(?:the\W+|its\W+|[\w’']+s?[’']s?\W+)?\Z", re.IGNORECASE)
_OTHERS = lazy_pattern(
    r"\b(?:other|remaining|further|another|additional|rest\s+of\s+the|more\s+than)\s+\Z", re.IGNORECASE
)
_SOME = lazy_pattern(
    r"\b(?:(?:objections?|opposition|support|backing|refusal|resistance|consent|doubts?|votes?|help|vetoe?s?|hesitation|abstentions?)\s+(?:of|from|by)"
    r"|outvot\w+|overrul\w+|against|despite|only|at\s+least|just|another|between|among|led\s+by|joined\s+by|backed\s+by|opposed\s+by|split)\s+\Z",
    re.IGNORECASE,
)
_HOUSES = lazy_pattern(
    r"\bhouses?\s+of\s+(?:the\s+)?(?:laity|clergy|bishops|lords|commons|representatives|deputies|\w+\s+synod|synod|parliament|congress|\w+\s+parliament)\b",
    re.IGNORECASE,
)
_SEATED = lazy_pattern(r"(?:deputies|lawmakers|senators|mps|legislators|councillors)\Z", re.IGNORECASE)
_OF_PARTY = lazy_pattern(r"\s+(?:of|from)\s+the\s+(?P<who>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})(?!\w)")
_OTHERS_BEHIND = lazy_pattern(r"[\W]+(?:other|others|remaining|further|more)\b", re.IGNORECASE)
_LIST = re.compile(r"[\w’'-]+")
_MONTH = lazy_pattern(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\Z")
_ONE_OF = lazy_pattern(r"\b(?:one|two|most|half|among|none)\s+(?:of\s+)?the\s+\Z", re.IGNORECASE)
_PART = lazy_pattern(
    r"\W+(?:(?:have|had|of\W+them|then|also)\W+)?(?:voted|abstained|opposed|backed|supported|rejected|stayed\W+away|were\W+(?:absent|against|for)|against|in\W+favou?r|did\W+not)\b",
    re.IGNORECASE,
)


def told_size(
    text: str, near: Sequence[Span], sentences: Sequence[Span], others: Sequence[Span] = ()
) -> tuple[int, Span] | None:
    """How many members a body has, where the report tells it, and where.

    Args:
        text: the report's.
        near: the words that tell of the body and of the decision.
        sentences: the report's.
        others: where other bodies are named.

    >>> told_size("The nine-member board votes on Friday.", (), (Span(0, 38),))
    (9, Span(start=4, end=15))
    """
    best: tuple[float, int, Span] | None = None
    called = " ".join(span.of(text).lower() for span in near)
    for number, sentence in enumerate(sentences):
        about = any(sentence.start <= span.start < sentence.end for span in near)
        for order, pattern in enumerate(_SIZES):
            for match in pattern.finditer(text, *sentence):
                size = number_of(match["n"])
                if _PART.match(text, match.end()) and not _WHOLE.search(text, 0, match.start("n")):
                    continue  # "fifty-one members voted against": some of them
                if _OTHERS.search(text, max(0, match.start("n") - 30), match.start("n")) or _OTHERS_BEHIND.match(
                    text, match.end("n")
                ):
                    continue  # "the other eight members": not all
                if match.group().endswith("houses") and _HOUSES.search(text):
                    continue  # of a synod or a parliament
                if _SEATED.search(match.group()) and (of := _OF_PARTY.match(text, match.end())) and is_party(of["who"]):
                    continue  # "the two deputies of the Coast List"
                if match.start("n") - match.start() < 12 and _SOME.search(
                    text, max(0, match.start("n") - 40), match.start("n")
                ):
                    continue  # "over the objections of three eastern members": some of them
                if _is_of_some(text, sentence, match, called) or _is_of_others(text, sentence, match, others):
                    continue
                if size is None or not 2 <= size <= MOST_MEMBERS or (1900 < size < 2100):
                    continue
                score = 3.0 * about - 0.3 * order - 0.01 * number
                if best is None or score > best[0]:
                    best = score, size, Span(*match.span())
    return (best[1], best[2]) if best else None


_told = partial(whole_phrases, "told_sizes")
_SET_OF = lazy_pattern(rf"{_told('sets').pattern}\s*\Z", re.IGNORECASE)
_MADE_BY = lazy_pattern(rf"{_told('made_by').pattern}\s+(?:the\s+)?\Z", re.IGNORECASE)


def _is_of_some(text: str, sentence: Span, match: re.Match[str], called: str) -> bool:
    """Whether a number is of some members only, or of a panel or a committee; ``called``: the body's names."""
    before, behind = text[sentence.start : match.start("n")], text[match.end() : sentence.end]
    told = text[match.end("n") : match.end()]
    if _MONTH.search(before):
        return True  # a day of a month, before the words of its report
    lead = re.sub(r"\s(?:(?:of|by|with|the|only|these|some|just|its)\s+)+\Z", " ", before)
    if _ends(before, r"of\s+(?:the\s+|these\s+|only\s+)?") and _is_set_of_others(lead, called):
        return True
    if told.startswith("-") or re.match(r"\s(?:member|nation|state|person|strong)\b", told):
        of = re.match(r"(?:\s+[\w’'-]+){1,2}\s+of\s+(?:the\s+)?(?P<name>[A-Z][\w-]+)", behind)
        if of is not None and of["name"].lower() not in called:
            return True  # "the 150-seat parliament of Sarn"
        head = re.match(r"(?:\s+[\w’'-]+){1,3}", behind)
        if head is not None and (part := _told("parts").search(head.group())) and part.group().lower() not in called:
            return True
    owner = match.groupdict().get("owner")
    if owner and owner.lower() not in called:
        return True  # "Belmar's three members"
    inner = {word.lower() for word in _LIST.findall(told)}
    if inner and any(_told("some").fullmatch(word) for word in inner):
        return True
    if _ends(before, r"of\s+(?:the|its|their)\s+"):
        return False  # "only three of the forty are opposed"
    if (who := re.match(r"\s+(?:who|that|which)\s+", behind)) and not _told("done").match(behind, who.end()):
        return True
    if _told("apart").match(behind.lstrip()):
        return True
    have = re.search(r"\b(?P<who>[\w’'-]+)\s+(?:\w+ly\s+)?(?:has|have|had)\s+(?:only\s+)?\Z", before)
    if have and (_told("holders").fullmatch(have["who"]) or _told("not_now").fullmatch(have["who"])):
        return True
    return _MADE_BY.search(before) is not None


def _ends(before: str, pattern: str) -> bool:
    return re.search(rf"(?<!\w){pattern}\Z", before, re.IGNORECASE) is not None


def _is_set_of_others(before: str, called: str) -> bool:
    """Whether the words before end with the noun of a set that is no name of the body: "a panel of"."""
    found = _SET_OF.search(before)
    return found is not None and found.group().strip().lower() not in called


def _is_of_others(text: str, sentence: Span, match: re.Match[str], others: Sequence[Span]) -> bool:
    """Whether another body's name stands right behind a number ("the 40-member Coast Union") or opens its sentence."""
    if any(match.end("n") <= other.start <= match.end() + 2 for other in others):
        return True
    if _ONE_OF.search(text, sentence.start, match.start("n")):
        return False  # "the Coast Union, one of the twelve members"
    return is_of_another_body(sentence, Span(*match.span()), others)
