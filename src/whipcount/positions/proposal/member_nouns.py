"""What nouns tell of members: "over Kell's objections", "its backers are Kell and Sarn", "Kell, a critic of the ban"."""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import DELAY, STOP, UNREAL, ClauseClaim
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_subjects import MARK, VOICE, Subject
from whipcount.positions.proposal.vote_objects import on_it
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("stance_clauses")
_MOST = 16
_NOUNS = lazy_pattern(
    rf"(?P<lead>\b{either(_L['over'])}\s+)?(?:(?P<own>{MARK})['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?:(?P<for>{_L['noun_for']})|(?P<against>{_L['noun_against']}))(?P<to>\s+(?:to|of|for|on|from)(?=\s))?"
    rf"|(?:(?:the|an?|strong|fierce|stiff|continued|stubborn|firm|some|any)\s+)*(?:(?P<for2>{_L['noun_for']})|(?P<against2>{_L['noun_against']}))\s+(?:of|from|by|in)\s+(?P<by>{STANDING}))(?!\w)",
    re.IGNORECASE,
)
_SURE = lazy_pattern(
    rf"\b{either(_L['sure_of'])}\s+[^.;]{{0,50}}?(?:{either(_L['votes_of'])}\s+)?(?:the\s+)?(?P<m>{STANDING})",
    re.IGNORECASE,
)
_CAMPS = lazy_pattern(
    rf"\b(?:(?P<for>{_L['camp_for']})|(?P<against>{_L['camp_against']}))(?:\s[^,.;:{MARK[1:-1]}]{{2,60}}?)?,?(?:\s+|(?=:)){_L['camp_links']}\s*(?:the\s+)?(?:{VOICE}\s+(?:of|from)\s+(?:the\s+)?)?(?P<m>{STANDING})",
    re.IGNORECASE,
)
_ENDED_NOUN = lazy_pattern(rf"\b{either(_L['ended_noun'])}(?!\w)", re.IGNORECASE)
_APPOSED = lazy_pattern(
    rf",?\s*(?:(?:an?|the|its|one\s+of\s+(?:the|its)|among\s+(?:the|its)|itself\s+an?|long|no|not)\s+)+(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?:(?P<against>(?<=\bno\s)friends?|{either(_L['apposed_against'])})|(?P<for>{either(_L['apposed_for'])}))\s+(?:of|to|behind)\s+(?P<about>[^,.;:]{{2,80}})",
    re.IGNORECASE,
)
_APPOSED_NOT = lazy_pattern(rf"(?<!\w){either(_L['apposed_not'])}(?!\w)", re.IGNORECASE)


def claims_of_nouns(masked: Masked, words: ObjectWords) -> Iterator[ClauseClaim]:
    """What nouns tell: "over Kell's objections", "opposition from Pell", "its backers are Kell and Sarn"."""
    text = masked.text
    for match in islice(_NOUNS.finditer(text), _MOST):
        lead = text[max(0, match.start() - 40) : match.start()]
        refusal = match["against"] or match["against2"]
        mark = match["own"] or match["by"]
        if _ENDED_NOUN.search(re.split(r"[,;:]", lead)[-1]) or _ENDED_NOUN.search(match.group()[:24].split(mark)[0]):
            continue
        if match["own"] and not (match["to"] or match["lead"]):
            continue
        rest = text[match.end() :]
        if match["to"]:
            stop = STOP.search(rest)
            about = rest[: stop.start() if stop else 80]
            if words.mention(about) is None or DELAY.match(" " + about) or not on_it(about, words):
                continue
        elif (
            match["by"]
            and not match["lead"]
            and not re.search(
                r"\b(?:came|is|was|there|faces?|faced|meets?|met|ran|won|has|had|have|with|enjoys?)\b",
                lead,
                re.IGNORECASE,
            )
        ):
            continue
        members = masked.of(mark).members
        if members:
            yield ClauseClaim(members, "no" if refusal else "yes", match.start(), match.end())
    for match in islice(_SURE.finditer(text), 4):
        if not UNREAL.search(text[max(0, match.start() - 40) : match.start()]):
            yield ClauseClaim(masked.of(match["m"]).members, "yes", match.start(), match.end())
    for match in islice(_CAMPS.finditer(text), 4):
        if not UNREAL.search(text[max(0, match.start() - 40) : match.start()]):
            side = "yes" if match["for"] else "no"
            yield ClauseClaim(masked.of(match["m"]).members, side, match.start(), match.end(), camp=True)


def apposed_claim(masked: Masked, subject: Subject, at: int, words: ObjectWords) -> ClauseClaim | None:
    """What a member is called beside its name: "Kell, a long-time supporter of the ban"."""
    match = _APPOSED.match(masked.text, at)
    if match is None or _APPOSED_NOT.search(match.group()):
        return None
    about = words.mention(match["about"])
    if about is None or about.start() > 24 or words.something_else(match["about"], about.start()):
        return None
    side = "no" if match["against"] else "yes"
    return ClauseClaim(subject.members, side, subject.start, match.end())
