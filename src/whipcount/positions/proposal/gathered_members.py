"""Members whose predicate stands before their names, or beside them without a verb of its own.

"Among those who voted against it were Kell and Pell", "voting against was Kell", "with Kell and Pell opposed", "Three
members, Kell, Pell and Sarn, were opposed", "except for Kell, all were for it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.stance_subjects import MARK, VOICE
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import word_lists

_V = word_lists("voter_stances")
_MOST = 6
_LIST = rf"(?:only\s+|just\s+|also\s+)?(?:the\s+)?(?:{VOICE}\s+(?:of|from)\s+(?:the\s+)?)?(?P<m>{STANDING})"
_WERE = r"(?:were|was|are|is|came|include[sd]?)"
_WITH = lazy_pattern(rf"(?<!\w)with\s+{_LIST}(?:,\s[^,.;:\ue000-\uf8ff]{{1,60}},)?", re.IGNORECASE)
_AND_WITH = lazy_pattern(
    rf"[^.;:\ue000-\uf8ff]{{0,60}}?(?:,|;)?\s+(?:and|while|but|,)\s+(?:with\s+)?{_LIST}(?:,\s[^,.;:\ue000-\uf8ff]{{1,60}},)?",
    re.IGNORECASE,
)
_WHO = lazy_pattern(
    rf"(?:\A|[;:,“\"]\s*|\s)(?:(?:among|of)\s+)?(?:(?:the|all)\s+)?(?:(?:{NUMBER}|only|other|few|many|most|first|last|lone|sole|remaining|others?)\s+){{0,3}}(?:[a-z-]+\s+)?(?P<who>who|that|to)\s+"
    rf"(?P<does>[^.;:\ue000-\uf8ff]{{3,90}}?),?\s+{_WERE}(?:\s*:)?\s+{_LIST}",
    re.IGNORECASE,
)
_BEFORE = lazy_pattern(
    rf"(?:\A|(?<=[;:,.]\s)|(?<=[“\"])|(?<=\band\s)|(?<=\bbut\s)|(?<=\bwhile\s))(?:also\s+|only\s+)?(?P<does>(?:[a-z]+ing|opposed|in|for|against|behind|among|with)(?!\w)[^.;:\ue000-\uf8ff]{{0,70}}?),?\s+{_WERE}\s+{_LIST}",
    re.IGNORECASE,
)
_ALL_BUT = lazy_pattern(
    rf"(?:\A|(?<=[;:,.]\s)|(?<=\band\s))(?:(?:except(?:\s+for)?|apart\s+from|aside\s+from|other\s+than|bar|save(?:\s+for)?|with\s+the\s+(?:sole\s+|lone\s+|single\s+)?exceptions?\s+of)\s+{_LIST},\s+(?:(?:everyone|everybody|all|every\s+\w+)(?:\s+else)?|(?:all\s+)?(?:of\s+)?the\s+(?:other|rest\s+of\s+the|remaining|whole|entire)\s+[\w-]+)"
    rf"|(?:everyone|everybody|all(?:\s+(?:of\s+)?the)?(?:\s+{NUMBER})?(?:\s+[\w-]+){{0,2}}|every\s+\w+)\s+(?:but|except(?:\s+for)?|apart\s+from|bar|save(?:\s+for)?|other\s+than)\s+(?:only\s+)?(?:the\s+)?(?P<m2>{STANDING}))(?=\s|,)",
    re.IGNORECASE,
)
_NUMBERED = lazy_pattern(
    rf"(?:\A|[;:,“\"]\s*|\s)(?:the\s+|only\s+|all\s+|another\s+|the\s+other\s+)?(?:{NUMBER}|other|remaining|others)(?:\s+(?:of\s+)?(?:the\s+|its\s+|their\s+)?[a-z-]+){{0,5}}?,\s+{_LIST},",
    re.IGNORECASE,
)
_JOINING = lazy_pattern(
    rf"(?:\A|(?<=[;:,.]\s))(?:joining|alongside|beside|with|together\s+with)\s+(?P<a>{STANDING})\s+(?P<does>(?:in|on|for|against)\s[^.;:\ue000-\uf8ff]{{2,60}}?)\s+{_WERE}\s+{_LIST}",
    re.IGNORECASE,
)
_FRONTED = lazy_pattern(
    rf"(?:\A|(?<=[;:.]\s)|(?<=[“\"]))(?P<does>(?:[a-z]+ing|opposed|in|for|on)(?!\w)[^.;:\ue000-\uf8ff]{{0,70}}?),\s+{_LIST}",
    re.IGNORECASE,
)
_FOR_THEM = lazy_pattern(
    rf"(?:\A|(?<=[;:]\s)|(?<=,\s))(?:(?:for|to|as|according\s+to)\s+(?P<m>{STANDING})(?:\s+(?:saw|sees)\s+it)?|(?:in|to)\s+(?P<m2>{MARK})['’]s?\s+(?:view|opinion|eyes|mind|judge?ment|reading)),?",
    re.IGNORECASE,
)
_SAY = r"(?:said|says|argued|argues|warned|warns|complained|thought|thinks|believes|believed|wrote|insisted|found|told\s+\w+|declared|added|replied|objected|felt|feels)"  # noqa: E501
_SAID_BY = lazy_pattern(
    rf",[”\"]?\s+(?:{_SAY}\s+(?:the\s+)?(?P<m>{STANDING})|(?P<m2>{STANDING})\s+{_SAY})(?!\w)", re.IGNORECASE
)
_SENTENCE = lazy_pattern(r"[.;:!?]\s+[“\"]?|\A\W*[“\"]|,\s(?:but|and)\s")
_OWNED = lazy_pattern(
    rf"(?P<own>{MARK})['’]s?\s+(?:(?P<yes>{_V['owned_for']})|(?P<no>{_V['owned_against']}))\s+(?:is|was|are|were|seems?|seemed)\s+(?:now\s+|already\s+)?{_V['owned_sure']}(?!\w)"
    rf"|\b(?:found|finds|has|have|had|won|gained|with)\s+(?:an?|its|their|his|her|one\s+of\s+(?:its|his|her|their))\s+(?:[\w-]+\s+)?(?:(?P<yes2>{_V['friends']})|(?P<no2>{_V['foes']}))\s+in\s+(?P<m>{MARK})"
    rf"|\b(?P<won>by|with)\s+(?:a\s+single|one|the\s+narrowest)\s+vote,\s+(?:that|the\s+vote)\s+of\s+(?P<m2>{STANDING})",
    re.IGNORECASE,
)
_AMONG_SO_MANY = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:(?:was|were|being)\s+)?among\s+the\s+(?P<n>{NUMBER})(?!\w)", re.IGNORECASE
)
_COUNT = lazy_pattern(
    rf"(?<!\w)(?P<a>{NUMBER})(?:\s+votes?)?\s*(?:to|against|[-–])\s*(?P<b>{NUMBER})(?!\w)", re.IGNORECASE
)
_OPINION = lazy_pattern(
    rf"\b(?:(?P<dissent>dissent(?:ing\s+opinion)?)|majority\s+opinion|opinion\s+of\s+the\s+court|opinion\s+for\s+the\s+(?:court|majority)),?\s+(?:(?:which|that)\s+(?P<m>{STANDING})\s+(?:also\s+|all\s+|both\s+)?(?:joined|signed)|(?:was\s+)?(?:joined|signed)\s+by\s+(?P<m2>{STANDING}))(?!\w)"
    rf"|(?P<own>{MARK})['’]s?\s+(?:\w+\s+)?(?:(?P<dissent2>dissent(?:ing\s+opinion)?)|concurrence|concurring\s+opinion)(?!\s+(?:from|on|over)|\w)"
    rf"|\b(?:majority|(?P<dissent3>minority|dissenters)),?\s+for\s+(?:which|whom)\s+(?P<who>{STANDING})\s+(?:spoke|wrote)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Members and where their predicate begins and must have ended; ``be``: it is no finite verb.

    ``reverse``: it is said of all others, and they are told as the exception. ``says``: it is a clause that they say,
    or that is so for them. ``side``: told without a predicate.
    """

    members: tuple[str, ...]
    start: int
    end: int
    at: int
    until: int
    be: bool = False
    reverse: bool = False
    says: bool = False
    side: str = ""


def gathered_members(masked: Masked) -> Iterator[Gathered]:
    """The members of a sentence whose predicate is not behind them as that of a subject."""
    text = masked.text
    if not masked.lists:
        return
    whole = len(text)
    for match in islice(_WITH.finditer(text), _MOST):
        if match.start() and re.search(
            r"\b(?:agreed?|agrees|sided?|sides|voted?|stood|met|spoke|talks?)\s\Z", text[: match.start()]
        ):
            continue
        yield Gathered(masked.of(match["m"]).members, match.start("m"), match.end(), match.end(), whole, be=True)
        at = match.end()
        while (more := _AND_WITH.match(text, at)) is not None:
            yield Gathered(masked.of(more["m"]).members, more.start("m"), more.end(), more.end(), whole, be=True)
            at = more.end()
    for match in islice(_WHO.finditer(text), _MOST):
        yield Gathered(
            masked.of(match["m"]).members, match.start(), match.end("m"), match.start("does"), match.end("does"),
        )  # fmt: skip
    for pattern in (_BEFORE, _FRONTED):
        for match in islice(pattern.finditer(text), _MOST):
            yield Gathered(
                masked.of(match["m"]).members,
                match.start(),
                match.end("m"),
                match.start("does"),
                match.end("does"),
                be=True,
            )
    for match in islice(_JOINING.finditer(text), _MOST):
        members = (*masked.of(match["a"]).members, *masked.of(match["m"]).members)
        yield Gathered(members, match.start(), match.end("m"), match.start("does"), match.end("does"), be=True)
    for match in islice(_ALL_BUT.finditer(text), _MOST):
        mark = match["m"] or match["m2"]
        yield Gathered(masked.of(mark).members, match.start(), match.end(), match.end(), whole, reverse=True)
    for match in islice(_FOR_THEM.finditer(text), _MOST):
        yield Gathered(
            masked.of(match["m"] or match["m2"]).members, match.start(), match.end(), match.end(), whole, says=True
        )
    for match in islice(_SAID_BY.finditer(text), _MOST):
        start = max((cut.end() for cut in _SENTENCE.finditer(text, 0, match.start())), default=0)
        yield Gathered(
            masked.of(match["m"] or match["m2"]).members, match.start(), match.end(), start, match.start(), says=True
        )
    for match in islice(_OPINION.finditer(text), _MOST):
        side = "lost" if match["dissent"] or match["dissent2"] or match["dissent3"] else "won"
        mark = next(filter(None, (match["m"], match["m2"], match["own"], match["who"])))
        yield Gathered(masked.of(mark).members, match.start(), match.end(), match.end(), whole, side=side)
    for match in islice(_OWNED.finditer(text), _MOST):
        side = "won" if match["won"] else "yes" if match["yes"] or match["yes2"] else "no"
        mark = match["own"] or match["m"] or match["m2"]
        yield Gathered(masked.of(mark).members, match.start(), match.end(), match.end(), whole, side=side)
    for match in islice(_AMONG_SO_MANY.finditer(text), _MOST):
        if side := _of_count(text, number_of(match["n"])):
            yield Gathered(masked.of(match["m"]).members, match.start(), match.end(), match.end(), whole, side=side)
    for match in islice(_NUMBERED.finditer(text), _MOST):
        yield Gathered(masked.of(match["m"]).members, match.start("m"), match.end(), match.end(), whole)


def _of_count(text: str, number: int | None) -> str:
    """On which side so many were, by the count that the sentence tells: the more have won."""
    count = _COUNT.search(text)
    if count is None or number is None:
        return ""
    numbers = (number_of(count["a"]), number_of(count["b"]))
    if None in numbers or numbers[0] == numbers[1] or number not in numbers:
        return ""
    return "won" if number == max(n for n in numbers if n is not None) else "lost"
