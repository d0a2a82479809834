"""Sentences in which a report says itself where a member stands: "Kell opposes the ban", "backed by Pell"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from whipcount.bodies.member_mentions import NAMED, STANDING, Masked
from whipcount.positions.proposal.clause_claims import AT_ONE_TIME, ONE_FORM
from whipcount.positions.proposal.motion_roles import puts_off
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.own_verbs import toward_target
from whipcount.positions.proposal.stance_subjects import GROUPS
from whipcount.positions.proposal.vote_objects import another_thing, of_something_before, on_it
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """Members and what is told of them.

    ``side`` is yes, no, abstain, undecided, declined or will_not_block; ``act`` says that they did it, ``camp``
    that they are told to stand on one side of it.
    """

    members: tuple[str, ...]
    side: str
    span: Span
    act: bool = False
    future: bool = False
    waits: Span | None = None  # the condition, in the report
    camp: bool = False
    like: str = ""  # the member beside whom they stand, where ``side`` is empty


_L = word_lists("told_stances")
_MOST = 12
_ASIDE = r"(?:,[^,.;\ue000-\uf8ff]{1,60},)?"
_ADV = r"(?:\s+(?:all|both|each|also|however|then|has|have|itself|themselves|instead|again|once\s+more|now|still|already|firmly|strongly|clearly|openly|publicly|formally|both|which|who|that|meanwhile|said\s+it|officially|today|the\s+same\s+day|on\s+\w+day))*"  # noqa: E501
_GOVERNMENT = rf"(?:{STANDING}|{NAMED}['’]s\s+(?:government|cabinet))"
_PARLIAMENT = rf"(?:{STANDING}|{NAMED}(?:['’]s?)?\s+(?:parliament|government|legislature|senate|lawmakers|president))"
_SUBJECT = lazy_pattern(
    rf"(?P<m>{_GOVERNMENT})(?:\s+[-–—]|\)|,)?{_ASIDE}{_ADV}\s+(?:(?P<undecided>{either(_L['undecided'])})|(?P<ended>{either(_L['ended'])})|(?P<lost>{either(_L['lost'])})|(?P<against>{either(_L['against'])})|(?P<for>{either(_L['for'])}))(?!\w)",
    re.IGNORECASE,
)
_PARTED = lazy_pattern(
    rf"(?P<lead>\b(?:for|in\s+favou?r(?:\s+of)?|against|yes|no)\b[^.;\ue000-\uf8ff]{{0,50}}?)(?:,|;|\s[-–—])?\s+(?:(?:and|but|while|with|whereas)\s+)?(?P<m>{STANDING})"
    r"\s+(?:(?:is|are|was|were|has\s+said|have\s+said|had\s+said|said)\s+)?(?:(?P<against>against|opposed|no)|(?P<for>in\s+favou?r|for|yes)|(?P<undecided>undecided))(?:\s+(?:it|the\s+\w+))?(?=[.,;]|\s+(?:and|but|while)\b|\s*$)",
    re.IGNORECASE,
)
_SAID_SO = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:(?:has|have|had)\s+)?(?:already\s+|both\s+|all\s+)?said\s+(?:[“\"‘'])?(?:(?P<for>yes)|(?P<against>no))(?:[”\"’'])?(?=[.,;]|\s+(?:and|but|while)\b|\s*$)"
    rf"|(?P<m2>{STANDING})\s+(?:is|are|was|were|(?:has|have)\s+(?:come\s+out|declared\s+(?:itself|themselves)))\s+(?:both\s+|all\s+|firmly\s+|clearly\s+)?(?:(?P<for2>in\s+favou?r|for)|(?P<against2>against|opposed))(?=[.,;]|\s+(?:and|but|while)\b|\s*$)",
    re.IGNORECASE,
)
_WILL = lazy_pattern(
    rf"(?P<m>{_GOVERNMENT}){_ASIDE}\s+(?:(?:has|have|had)\s+)?(?:(?:said|announced|made\s+clear|indicated|signalled|confirmed)\s+(?:that\s+)?(?:today\s+|on\s+\w+day\s+)?(?:it|they)\s+)?(?:will|would(?:\s+have)?|(?:is|are|was|were)\s+(?:set|due|planning|going|preparing|ready)?\s*to|plans?\s+to|intends?\s+to|wants?\s+to)\s+(?:now\s+|also\s+|either\s+)?(?:(?P<against>{either(_L['will_no'])})|(?P<for>{either(_L['will_yes'])})|(?P<abstain>{either(_L['will_abstain'])}))(?!\w)",
    re.IGNORECASE,
)
_ACT = lazy_pattern(
    rf"(?P<m>{_PARLIAMENT}){_ASIDE}(?:\s+(?:has|have|also|both|already|now|formally|then|on\s+\w+day|unanimously))*\s+(?P<act>{either(_L['acts'])})(?!\w)",
    re.IGNORECASE,
)
_BY = lazy_pattern(
    rf"(?:(?P<for>{either(_L['by_for'])})|(?P<against>{either(_L['by_against'])})|(?P<act>ratified))\s+(?:\w+ly\s+)?by\s+(?:the\s+)?(?:{GROUPS}\s+(?:of|in)\s+(?:the\s+)?)?(?P<m>{_PARLIAMENT})",
    re.IGNORECASE,
)
_FROM = lazy_pattern(
    rf"(?<!\w)(?:(?P<for>{either(_L['noun_for'])})|(?P<against>{either(_L['noun_against'])}))\s(?P<middle>(?:(?!\bfrom\b)[^.;\ue000-\uf8ff]){{0,80}}?)(?:came|comes|coming|is|was)\s+(?:as\s+well\s+|also\s+|mainly\s+|chiefly\s+|in\s+particular\s+)?from\s+(?P<m>{STANDING})",
    re.IGNORECASE,
)
_HAS = lazy_pattern(
    rf"\b(?:has|have|had|with|won|wins?|enjoys?|secured)\s+the\s+(?:\w+\s+)?(?P<for>support|backing|approval|consent|agreement|endorsement)\s(?P<middle>)of\s+(?P<m>{STANDING}|{NAMED}['’]s\s+(?=[A-Z]))",
    re.IGNORECASE,
)
_PROPOSED = lazy_pattern(
    rf"\b(?P<for>proposal|plan|draft|text|initiative|resolution|motion|bid)\s(?P<middle>)(?:tabled\s+|put\s+forward\s+|drafted\s+)?(?:from|by)\s+(?P<m>{STANDING})"
    rf"|\bwhich\s+(?P<m2>{STANDING})\s+(?:has\s+|have\s+|had\s+)?(?P<for2>proposed|drafted|sponsored|put\s+forward|tabled|initiated)(?!\w)"
    rf"|(?P<m3>{STANDING})\s+(?:has\s+|have\s+|had\s+)?put\s+(?P<for3>it)\s+forward\b",
    re.IGNORECASE,
)
_ACTED = lazy_pattern(
    rf"(?:have|had)\s+(?:already\s+|now\s+|so\s+far\s+)?(?P<act>ratified)\b(?P<middle>[^.;:\ue000-\uf8ff]{{0,60}}?)(?::|,\s+namely|,\s+among\s+them|\s+[-–—])\s*(?P<m>{STANDING})",
    re.IGNORECASE,
)
_UNREAL = lazy_pattern(rf"(?<!\w){either(_L['unreal'])}(?!\w)", re.IGNORECASE)
_BEFORE = lazy_pattern(
    r"\b(?:of|in|from|against|by|to|with|for|than|near|but|except|excepting|bar|barring|save|besides|excluding|unlike|between|on|about|at|over|told|urged|asked|expect|expects|wants|want|let|make|makes|made)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_NEITHER = lazy_pattern(r"\bneither\s+[\ue000-\uf8ff](?:,?\s+(?:nor\s+)?[\ue000-\uf8ff])*,?\s+nor\s+\Z", re.IGNORECASE)
_CLAUSE = lazy_pattern(r"[;:]\s|,\s(?:and|but|while|although|though)\s|\b(?:but|while|although)\s", re.IGNORECASE)
_STOP = lazy_pattern(r"[.;:()]|,\s|\s(?:and|while|but|as|because|although|where|whereas|when|so|if|after|before)\s|$")
_QUESTION = lazy_pattern(r"\?\s*[”\"’']?\s*\Z")
_DEED = lazy_pattern(r"\s*(?!the\b|an?\b|its?\b|all\b|both\b|new\b)[a-z]+\s+(?:the|an?|its|their|talks|ways)\s")
_PARTED_OBJECT = lazy_pattern(r"\s(?P<what>the\s+\w+)\Z", re.IGNORECASE)
_VOTE_FOR = lazy_pattern(r"\b(?:votes?|voting|voted)\s+(?:for|against|on)\s+(?:an?\s+|the\s+)?\Z", re.IGNORECASE)
_DELAY = lazy_pattern(
    r"\s*(?:an?\s+|the\s+|any\s+|further\s+)?(?:delay|postpon|block|veto|reject|limit|water|weaken|chang|amend|split|ban(?:ning)?\s+on|an?\s+end\s+to|any\s+delay|the\s+veto|opposition|sanctions\s+on\s+\W)",
    re.IGNORECASE,
)


def told_claims(masked: Masked, words: ObjectWords, *, before: str = "") -> Iterator[ToldClaim]:
    """What one sentence tells of members.

    Args:
        masked: the sentence.
        words: of the object.
        before: the sentence that precedes it, masked, for "it".
    """
    text = masked.text
    if not masked.lists or _QUESTION.search(text):
        return
    for pattern in (_SUBJECT, _PARTED, _SAID_SO, _WILL, _ACT, _BY, _FROM, _ACTED, _HAS, _PROPOSED):
        for match in islice(pattern.finditer(text), _MOST):
            found = _read(masked, match, pattern, words, before)
            if found is not None:
                yield found


def _read(
    masked: Masked, match: re.Match[str], pattern: re.Pattern[str], words: ObjectWords, before: str
) -> ToldClaim | None:
    text, groups = masked.text, match.groupdict()
    name = next(name for name in ("m", "m2", "m3") if groups.get(name))
    mark = match.start(name)
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
    lead = text[start : match.start()]
    relative = groups.get("undecided") and re.search(r"\b(?:which|who)\b", _bare(match))
    if pattern in (_SUBJECT, _WILL, _ACT) and not relative and _BEFORE.search(text[max(0, mark - 16) : mark]):
        return None
    if _UNREAL.search(lead) or (pattern is not _WILL and _UNREAL.search(_bare(match))):
        return None
    if pattern is _WILL and re.search(r"\b(?:if|unless|until|whether)\b", text[start:]):
        return None
    if pattern in (_BY,) and re.search(r"\b(?:would|could|must|should|to)\s+(?:\w+\s+)?be\s*$", lead):
        return None
    if pattern is _PROPOSED and _VOTE_FOR.search(lead):
        return None  # "a vote for the plan by Kell"
    if groups.get("for") and ONE_FORM.match(text, match.end()):
        return None
    if AT_ONE_TIME.match(text, match.end()) and re.search(r"\b(?:was|were|had\s+been)\b", match.group()):
        return None
    tail = text[match.end() :]
    stop = _STOP.search(tail)
    after = tail[: stop.start() if stop else 90][:100]
    if pattern is _PARTED and (named := _PARTED_OBJECT.search(match.group())) and words.mention(named["what"]) is None:
        return None  # "Kell pleaded for the hauliers, Pell for the air"
    if pattern in (_PARTED, _SAID_SO):
        if words.mention(text, votes=True) is None and words.mention(before, votes=True) is None:
            return None
        if words.something_else(lead, len(lead)) or _BEFORE.search(text[max(0, mark - 16) : mark]):
            return None
    elif pattern is _SUBJECT and groups.get("undecided"):
        if after.strip() and words.mention(text, votes=True) is None and words.mention(before, votes=True) is None:
            return None
    elif pattern in (_SUBJECT, _WILL, _ACT):
        if (
            _DELAY.match(after)
            or words.target(after)
            or words.undone(after)
            or not _object(after, text, words, before, announced=pattern is _WILL)
        ):
            return None
    elif pattern is _PROPOSED and name == "m3":
        if words.mention(before) is None:
            return None
    elif pattern is _PROPOSED and name == "m" and not lead.strip().removesuffix("The").removesuffix("A").strip():
        if words.mention(text) is None:  # "A proposal from Kell for sanctions"
            return None
    elif words.mention(groups.get("middle") or lead + text[: match.start()], votes=True) is None or (
        pattern is _BY and (words.something_else(lead, len(lead)) or puts_off(lead))
    ):
        return None
    side = (
        "will_not_block" if groups.get("ended") else "undecided" if groups.get("undecided")
        else "no" if groups.get("against") or groups.get("lost") or groups.get("against2")
        else "abstain" if groups.get("abstain") else "yes"
    )  # fmt: skip
    if pattern in (_SUBJECT, _WILL):
        side = toward_target(after, side, words) or side
    marks = re.findall("[\ue000-\uf8ff]", match[name])
    neither = _NEITHER.search(text[:mark])
    if neither is not None:
        if side != "yes":
            return None  # "neither Kell nor Pell opposes it": no promise
        side, marks = "no", [*re.findall("[\ue000-\uf8ff]", neither.group()), *marks]
    members = tuple(dict.fromkeys(m for one in marks for m in masked.of(one).members))
    if not members:
        return None
    span = Span(masked.origin(match.start()), masked.origin(match.end()))
    return ToldClaim(members, side, span, bool(groups.get("act")), pattern is _WILL)


def _object(after: str, text: str, words: ObjectWords, before: str, *, announced: bool) -> bool:
    """Whether what is backed or opposed is the object: told behind the verb, or a vote is announced on it."""
    if announced and not after.strip():
        return True
    plain = after.strip()
    if not plain:
        return False
    if re.match(r"(?:it|this|that|him|her|them)\b", plain):
        if of_something_before(before, words):
            return False
        return words.mention(text) is not None or words.mention(before) is not None
    about = words.mention(after)
    if _DEED.match(after):
        return False  # "agreed to host the talks on it"
    if about is None or re.search(r"\b(?:that|whether|how|reports?)\b", after[: about.start()]):
        return False
    return not another_thing(after, about.start()) and on_it(after, words)


def _bare(match: re.Match[str]) -> str:
    """The words of a match between the members and the verb."""
    groups = match.groupdict()
    verb = next(
        (name for name in ("undecided", "ended", "lost", "against", "for", "act", "abstain") if groups.get(name)), None
    )
    return (
        match.string[match.end("m") : match.start(verb)]
        if verb and groups.get("m") and match.start(verb) > match.end("m")
        else ""
    )
