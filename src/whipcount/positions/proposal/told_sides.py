"""Members that are told to stand where others stand: joined by them, beside them, on the other side.

"Kell and Pell were joined in opposing the ban by Sarn" tells of all three; "on the other side stand Arlen and Brook"
the reverse of what was told last; "Thale sided with Kell" whatever the report tells of Kell, before or behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import UNREAL, ClauseClaim
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_predicates import predicates_at
from whipcount.positions.proposal.stance_subjects import MARK, VOICE
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.positions.proposal.vote_objects import on_it
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("told_sides")
_MOST = 6
_OTHER = {"yes": "no", "no": "yes"}
_LIST = rf"(?:the\s+)?(?:{VOICE}\s+(?:of|from)\s+(?:the\s+)?)?(?P<m>{STANDING})"
_JOINED = lazy_pattern(
    rf"(?P<a>{STANDING})(?:,[^,.;:]{{1,80}},)?\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:\w+ly\s+)?joined\s+in\s+(?:(?P<for>support|favou?r)|(?P<against>opposition|dissent)|(?P<verb>\w+ing)\b)"
    rf"(?P<what>[^.;:{MARK[1:-1]}]{{0,80}}?)\s+by\s+(?:only\s+)?{_LIST}",
    re.IGNORECASE,
)
_OTHER_SIDE = lazy_pattern(rf"(?:\A|(?<=[,;:]\s)|(?<=[“\"]))\W*{either(_L['other_side'])}\s+{_LIST}", re.IGNORECASE)
_COUNTED = lazy_pattern(rf"\b{either(_L['count'])}\s+{_LIST}\s+{either(_L['same_side'])}(?!\w)", re.IGNORECASE)
_THEY = rf"(?P<m>{STANDING})(?:,[^,.;:]{{1,80}},|\s+all|\s+both)?\s+"
_END = r"(?=\s*[.,;]|\s*\Z|\s+(?:and|but|too|as\s+well)\b)"
_SIDE_OF_IT = lazy_pattern(rf"{_THEY}{either(_L['takes_side'])}{_END}", re.IGNORECASE)
_ITS_SIDE = lazy_pattern(rf"{_THEY}{either(_L['its_side'])}{_END}", re.IGNORECASE)
_BESIDE = lazy_pattern(
    rf"(?P<a>{STANDING})(?:,[^,.;:]{{1,80}},|\s+all|\s+both)?\s+{either(_L['beside'])}\s+(?:the\s+)?(?:(?P<m>{STANDING})|(?P<n>{MARK})(?:['’]s?)?\s+{_L['beside_own']}|(?P<people>{MARK}s?))(?P<rest>[^.;:]{{0,60}})",
    re.IGNORECASE,
)
_SHARES = lazy_pattern(
    rf"(?P<a>{STANDING})(?:,[^,.;:]{{1,80}},|\s+all|\s+both)?\s+(?:(?:has|have|had|also|fully)\s+){{0,2}}(?:(?:shares?|shared|echo(?:es|ed)?|repeat(?:s|ed)|back(?:s|ed)?|support(?:s|ed)?|second(?:s|ed)?)\s+(?P<m>{MARK})['’]s?\s+(?:[a-z]+\s+)?"
    rf"|(?:back(?:s|ed)?|support(?:s|ed)?|join(?:s|ed)?|follow(?:s|ed)?|stands?\s+by|stood\s+by)\s+(?P<n>{MARK})\s+in\s+(?:its|their|his|her|the)\s+(?:[a-z]+\s+)?)"
    rf"(?:(?P<no>{_L['shares_no']})|(?P<yes>{_L['shares_yes']}))(?!\w)(?P<rest>[^.;:]{{0,60}})",
    re.IGNORECASE,
)
_ENDS = lazy_pattern(
    r"\s*(?:[,.;]|\Z|in\s+(?:the\s+vote|its|their|this|that)\b|on\s+(?:it|this|that)\b|over\s+(?:it|this)\b|as\s+(?:always|ever|usual|it|they|he|she|a)\b|within\b|soon\b|too\b|in\s+\w+ing\b|and\b|but\b|again\b)"
)
_NOT_SUBJECT = lazy_pattern(
    r"\b(?:of|in|from|against|by|to|with|for|than|but|except|unlike|between|on|about)\s+(?:the\s+)?\Z", re.IGNORECASE
)


def claims_of_sides(masked: Masked, words: ObjectWords, last: str, taken_up: tuple[str, ...]) -> Iterator[ClauseClaim]:
    """What a sentence tells of members by where others stand.

    Args:
        masked: the sentence.
        words: of the object.
        last: the side told last before it, "yes" or "no"; else "".
        taken_up: the members whom "its" takes up: the subject of the sentence before.
    """
    text = masked.text
    for match in islice(_JOINED.finditer(text), _MOST):
        if (side := _joined_in(text, match, words)) is not None:
            members = (*masked.of(match["a"]).members, *masked.of(match["m"]).members)
            yield ClauseClaim(members, side, match.start(), match.end())
    for match in islice(_SHARES.finditer(text), _MOST):
        lead = text[max(0, match.start() - 40) : match.start()]
        if UNREAL.search(lead) or _NOT_SUBJECT.search(lead):
            continue
        if not _ENDS.match(match["rest"]) and not _about_it(match["rest"], words):
            continue
        members = (*masked.of(match["a"]).members, *masked.of(match["m"] or match["n"]).members)
        yield ClauseClaim(members, "no" if match["no"] else "yes", match.start(), match.end() - len(match["rest"]))
    if last in _OTHER:
        for pattern, side in ((_OTHER_SIDE, _OTHER[last]), (_COUNTED, last), (_SIDE_OF_IT, last)):
            for match in islice(pattern.finditer(text), _MOST):
                if not UNREAL.search(text[max(0, match.start() - 40) : match.start()]) and not (
                    pattern is _SIDE_OF_IT and _NOT_SUBJECT.search(text[: match.start()])
                ):
                    yield ClauseClaim(masked.of(match["m"]).members, side, match.start(), match.end("m"))
    for match in islice(_ITS_SIDE.finditer(text) if len(taken_up) == 1 else (), _MOST):
        members = masked.of(match["m"]).members
        if taken_up[0] not in members and not _NOT_SUBJECT.search(text[: match.start()]):
            yield ClauseClaim(members, "", match.start(), match.end(), like=taken_up[0])
    for match in islice(_BESIDE.finditer(text), _MOST):
        lead = text[max(0, match.start() - 40) : match.start()]
        mark = match["m"] or match["n"] or match["people"][0]
        with_whom = masked.of(mark).members
        if UNREAL.search(lead) or _NOT_SUBJECT.search(lead) or len(with_whom) != 1:
            continue
        told_here = re.match(
            r"\s*(?:(?P<no>against|in\s+(?:opposing|rejecting|voting\s+against))|(?P<yes>for|in\s+favou?r(?:\s+of)?|behind|in\s+(?:backing|supporting|voting\s+for)))\s",
            match["rest"],
        )
        members = masked.of(match["a"]).members
        if told_here is not None:
            about = match["rest"][told_here.end() :]
            if words.mention(about) is not None and on_it(about, words):
                side = "no" if told_here["no"] else "yes"
                yield ClauseClaim(members, side, match.start(), match.end() - len(match["rest"]))
        elif _ENDS.match(match["rest"]):
            yield ClauseClaim(members, "", match.start(), match.end() - len(match["rest"]), like=with_whom[0])


def _joined_in(text: str, match: re.Match[str], words: ObjectWords) -> str | None:
    """The side in which members are joined by others; None where it is another matter."""
    if match["verb"]:
        group = VerbGroup(match.start("verb"), be=True)
        for predicate in predicates_at(text, group):
            if predicate.side in _OTHER and predicate.end <= match.end("what"):
                about = text[predicate.end : match.end("what")]
                return predicate.side if _about_it(about, words) else None
        return None
    return ("yes" if match["for"] else "no") if _about_it(match["what"], words) else None


def _about_it(about: str, words: ObjectWords) -> bool:
    return not about.strip() or (words.mention(about, votes=True) is not None and on_it(about, words))
