"""The voice of a member that only the report knows: "Kell's reeve, Ada Finch", "the landammann of Egg", "its delegate".

Offices of such members are of any kind, as their towns and cantons are; that somebody holds one of the member makes
the words the member's. Of states that the table knows the usual offices count, which other modules read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.bodies.member_actors import PERSON
from whipcount.statements.people.cast import Cast
from whipcount.statements.statement import VOICES, Basis, Role, Speaker
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("told_members")
_VOICE = rf"(?P<lead>(?:[\w-]+\s+){{0,2}}?)(?:{either(_L['voices'])})(?!\w)"
_OWNED = lazy_pattern(rf"(?:['’]s?)?\s+{_VOICE}", re.IGNORECASE)
_OF = lazy_pattern(rf"(?<!\w){_VOICE}\s+(?:of|from|for)\s+(?:the\s+)?\Z", re.IGNORECASE)
_OWN = rf"(?:its|their|the\s+new|the\s+(?P<own>{either(_L['own'])})['’]s?)"
_ITS = lazy_pattern(rf"{_OWN}\s+{_VOICE}", re.IGNORECASE)
_OFFICE_BEFORE = lazy_pattern(rf"(?:['’]s?)?\s+{_VOICE},?\s+\Z", re.IGNORECASE)
_OFFICE_BEHIND = lazy_pattern(
    rf",\s+(?:(?:the|an?)\s+)?{_VOICE}\s+(?:of|from|for)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE
)
_ITS_BEHIND = lazy_pattern(rf",\s+{_OWN}\s+{_VOICE}(?=[,.;:])", re.IGNORECASE)
_ITS_BEFORE = lazy_pattern(rf"(?<!\w){_OWN}\s+{_VOICE},?\s+\Z", re.IGNORECASE)
_WHO_LEADS = lazy_pattern(rf",?\s+who\s+(?:{either(_L['leads'])})\s+(?:the\s+)?(?:(?P<it>it|them)(?!\w)|(?=[A-Z]))")
_BARE = lazy_pattern(rf"{_VOICE}\s+(?=[A-Z])")
_BESIDE = 70
_TITLES = lazy_pattern(r"(?:[\w-]+\s+){0,3}")
_NONE = lazy_pattern(rf"(?<!\w)(?:{either(_L['none'])})(?!\w)", re.IGNORECASE)
_SENTENCE = lazy_pattern(r"[.!?][\"”’]?\s+(?=[A-Z“\"])|\n")
_REACH = 300
_KINDS = ("state", "person", "party")


def member_voice(cast: Cast, span: Span, speaker: Speaker) -> Speaker:
    """The speaker as the voice of the member whose office the phrase gives; unchanged where it gives none.

    Args:
        cast: the report's.
        span: of the phrase.
        speaker: who it was resolved to.
    """
    if not _has_told(cast.table):
        return speaker
    if not speaker.plural and (seat := _in_the_body(cast, speaker)) is not None:
        return _voiced(speaker, seat)
    if speaker.on_behalf_of is not None or speaker.role in (Role.FORMER, Role.OPPOSITION, Role.MEDIA) or speaker.plural:
        return speaker
    return _voiced(speaker, _seated(cast, speaker) or _whose(cast, span) or _introduced(cast, span, speaker))


def own_voice(cast: Cast, speaker: Speaker) -> Speaker:
    """The speaker as a member's own voice, where a person who is a member speaks, if only as "he" or "she".

    Args:
        cast: the report's.
        speaker: who it was resolved to.
    """
    if not _has_told(cast.table):
        return speaker
    if (seat := _in_the_body(cast, speaker)) is not None:
        return _voiced(speaker, seat)
    if speaker.on_behalf_of is not None or speaker.role in (Role.FORMER, Role.OPPOSITION, Role.MEDIA):
        return speaker
    return _voiced(speaker, _seated(cast, speaker))


def _in_the_body(cast: Cast, speaker: Speaker) -> str | None:
    """The member that somebody is by the full name, whatever else the person is or was: who once was head of a school
    may sit, and a prime minister sits in the House, and speaks there for nobody else."""
    if not speaker.named or not speaker.name or " " not in speaker.name:
        return None
    return next((a.id for a in _persons(cast.table) if a.name == speaker.name), None)


@lru_cache(maxsize=8)
def _has_told(table: ActorTable) -> bool:
    """Whether a table has members that only a report, or a dossier's own table, knows."""
    known = default_table().actors
    return any(a.kind in _KINDS and a.id not in known for a in table)


@lru_cache(maxsize=8)
def _persons(table: ActorTable) -> tuple[Actor, ...]:
    """The members that are persons and that only a report knows."""
    return tuple(a for a in table if a.id.startswith(PERSON))


def _voiced(speaker: Speaker, member: str | None) -> Speaker:
    if member is None:
        return speaker
    return replace(
        speaker, on_behalf_of=member, role=speaker.role if speaker.role in VOICES else Role.MINISTER, basis=Basis.OFFICE
    )


def _seated(cast: Cast, speaker: Speaker) -> str | None:
    """The person who is a member and speaks, by whatever part of the name: "Hale said", of Councillor Ben Hale."""
    if not speaker.name:
        return None
    first, last = speaker.name.split()[0], speaker.name.split()[-1]
    same = [a for a in _persons(cast.table) if a.name.split()[-1] == last]
    one = same[0].name.split() if len(same) == 1 else []
    fits = one and (first == last or not one[1:] or one[0] == first)
    return same[0].id if fits else None


def _whose(cast: Cast, span: Span) -> str | None:
    text = cast.text
    for mention in cast.mentions_in(span):
        if not _only_told(cast, mention):
            continue
        if cast.people.inside(mention.span) and _TITLES.fullmatch(text, span.start, mention.span.start):
            return mention.id  # a person who is a member: "Bishop Anno Torre", of a synod
        owned = _OWNED.match(text, mention.span.end, span.end)
        if owned is not None and mention.span.start - span.start <= len("the "):
            return None if _NONE.search(owned["lead"]) else mention.id
        of = _OF.search(text, span.start, mention.span.start)
        possessive = text[mention.span.end : mention.span.end + 1] in ("'", "’")  # "the leader of Kell's greens"
        if of is not None and not possessive and of.start() - span.start <= len("the "):
            return None if _NONE.search(of["lead"]) else mention.id
    its = _ITS.match(text, *span)
    if its is None or not _is_voice(its, text):
        return None
    start = max(0, span.start - _REACH)
    cuts = [m.end() for m in _SENTENCE.finditer(text, start, span.start)]
    for begin, end in ((cuts[-1] if cuts else start, span.start), (cuts[-2] if len(cuts) > 1 else start, span.start)):
        near = {m.id for m in cast.mentions_in(Span(begin, end)) if cast.is_state(m.id)}
        if near:
            only = next(iter(near))
            return only if len(near) == 1 and only not in default_table().actors else None
    return None


def _introduced(cast: Cast, span: Span, speaker: Speaker) -> str | None:
    """Whose office a person is told to hold beside the name: "Tarn chairman Jo Pell", "Jo Pell, the club's owner"."""
    if not speaker.named or speaker.plural:
        return None
    text = cast.text
    start = max(0, span.start - _BESIDE)
    before = _OFFICE_BEFORE.search(text, start, span.start)
    if before is not None and not _NONE.search(before["lead"]):
        near = [m for m in cast.mentions_in(Span(start, before.start() + 1)) if m.span.end == before.start()]
        if near and _only_told(cast, near[-1]):
            return near[-1].id
    behind = _OFFICE_BEHIND.match(text, span.end)
    if behind is not None and not _NONE.search(behind["lead"]):
        for mention in cast.mentions_in(Span(behind.end(), behind.end() + 1)):
            return mention.id if _only_told(cast, mention) else None
    who = _WHO_LEADS.match(text, span.end) or _WHO_LEADS.search(text, *span)
    if who is not None:
        if who["it"]:
            return _its_owner(cast, span.start)
        near = [m for m in cast.mentions_in(Span(who.end(), who.end() + 1)) if _only_told(cast, m)]
        return near[0].id if near else None
    bare = _BARE.match(text, *span) if text[span.start].islower() else None
    if bare is not None and not _NONE.search(bare["lead"]):
        return _its_owner(cast, span.start, sentences=1)  # "Tarn came over; commissioner Jo Pell says"
    its = _ITS_BEHIND.search(text, span.start, span.end + _BESIDE)
    if its is not None and its.start() <= span.end and _is_voice(its, text):
        return _its_owner(cast, span.start)
    its = _ITS_BEFORE.search(text, start, span.start)
    return _its_owner(cast, its.start()) if its is not None and _is_voice(its, text) else None


def _is_voice(its: re.Match[str], text: str) -> bool:
    """Whether "its chairman", "the club's chairman" is a member's: of a club only where clubs are spoken of."""
    if _NONE.search(its["lead"]):
        return False
    own = its["own"]
    return (
        own is None or re.search(rf"(?<!\w){own[:-1]}(?:{own[-1]}(?:es|s)|ies)(?!\w)", text, re.IGNORECASE) is not None
    )


def _its_owner(cast: Cast, at: int, *, sentences: int = 2) -> str | None:
    """The one member that the sentence speaks of before a place, or the sentence before it."""
    text = cast.text
    start = max(0, at - _REACH)
    cuts = [m.end() for m in _SENTENCE.finditer(text, start, at)]
    for begin in (cuts[-1] if cuts else start, cuts[-2] if len(cuts) > 1 else start)[:sentences]:
        near = {m.id for m in cast.mentions_in(Span(begin, at)) if _only_told(cast, m)}
        if near:
            return next(iter(near)) if len(near) == 1 else None
    return None


def _only_told(cast: Cast, mention: Mention) -> bool:
    """Whether a mention names a member that only the report, or the dossier's own table, knows."""
    known = cast.table.actors.get(mention.id)
    told = known is not None and known.kind in _KINDS
    return mention.via is Via.NAME and told and mention.id not in default_table().actors
