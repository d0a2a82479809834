"""Whose office it is where the report does not say: "its president", "Prime Minister Brim", "the foreign minister".

The state of which the paragraph speaks last, the one with which the sentence opens, or the seat where words were said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.bodies.actors import Mention, Via
from whipcount.statements.people.cast import Cast
from whipcount.statements.people.offices_in_text import Office
from whipcount.statements.statement import VOICES
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/offices")
ANAPHORIC = lazy_pattern(
    r"(?:its|(?:the|this|that|their) (?:country|nation|island|republic|kingdom)(?:['’]s)?)\b", re.IGNORECASE
)
"""Offices that look back to the state of their sentence: "its president", "the country's minister"."""

_OPENS = lazy_pattern(r"[.!?][\"”]?\s+|\s[-–—]\s")  # a sentence, or what follows a dateline
_ARTICLE = lazy_pattern(r"\s*[\"“]?(?:The\s+)?")  # a dateline is blanked
_CLAUSE = lazy_pattern(r"[\"“][^\"“”\n]{3,400}[\"”],?\s*$|[^\"“”\n]{3,400},\s*$")  # "..., Prime Minister Brim said"
_TO = lazy_pattern(
    r"\b(?:welcom|admit|invit|accept|support|back|oppos|block|veto|recogni[sz]|join|help|urg|ask|tell|told|warn|want|keep"
    r"|lett?|arm|leav|bring|see)\w*\s+(?:in\s+)?(?:the\s+)?$"
    r"|\b(?:to|with|against|for|about|on|toward|towards|between|by)\s+(?:the\s+)?$"
    r"|\b(?:admission|accession|membership|entry|invitation|application|bid|embrace)\s+(?:of|for|by|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AND = lazy_pattern(r",? and (?:the )?")
_BID = lazy_pattern(
    r"['’]s?\s+(?:\w+\s+)?(?:accession|admission|membership|bid|application|entry|invitation|aspirations)\b"
)
_IN = lazy_pattern(r"\b(?:in|at)\s+$", re.IGNORECASE)
_MEETS = lazy_pattern(r"\s+(?:summit|meetings?|session|talks|conference|gathering)\b", re.IGNORECASE)
_SENTENCE = lazy_pattern(r"[.!?][\"”]?\s|\n")
_TOLD_IN = lazy_pattern(r"\b(?:said|told|says|tells|announced|declared|added|stated|warned)\b[^.\n]{0,60}?\bin\s+$")
_PARAGRAPH = 3_000  # characters of it that are looked at, so that a text in one line stays linear
_REACH = 160  # characters behind an office in which its sentence tells where it was said


def actor_near(cast: Cast, office: Office) -> tuple[str, ...]:
    """The state that an office without one belongs to: the nearest before it in the paragraph, or the only one.

    "Its" looks back to what its sentence opens with: "Pell would agree to the accession of Orvana, its president said";
    so does an office behind a quotation or a clause. What is only welcomed, admitted or spoken to is never whose office
    it is; without another the seat counts in which it was said ("told reporters in Norvik").
    """
    if (office.role not in VOICES and not _WORDS.ruling.search(office.text)) or office.of_a_body:
        return ()
    if office.unknown_owner:
        return ()
    if office.text.lower().startswith("whose ") or cast.text[: office.span.start].endswith("whose "):
        start = office.span.start - (0 if office.text.lower().startswith("whose ") else len("whose "))
        owner = cast.state_before(start, floor=max(0, start - 40))
        return owner.ids if owner is not None and start - owner.span.end <= 2 else ()  # behind a comma
    opened = opening_actor(cast, office)
    if opened:
        return opened
    start = _paragraph(cast, office)
    before = [m for m in cast.mentions_in(Span(start, office.span.start)) if cast.is_state(m.id)]
    if ANAPHORIC.match(office.text) and (_of_two(cast, before) or somebody_else_nearer(cast, office, before)):
        return ()
    near = [m for m in before if not _is_spoken_of(cast, m)]
    if not near and ANAPHORIC.match(office.text) and start and (before_it := _owner_before(cast, start)):
        return before_it
    seat = _seat_after(cast, office)
    if seat is not None and any(m.id == seat.id for m in before):
        return seat.ids  # "told the assembly in Norvik", of whose state the paragraph tells
    if near:
        return near[-1].ids
    if seat is not None:
        return seat.ids
    told = {o.actors for o in cast.unheld if o.role is office.role and o.head.start < office.head.start and o.actors}
    if len(told) == 1:
        return next(iter(told))  # "Pell's president blinks", says the headline, and then "President Ada Brim said"
    if before:
        return ()
    if ANAPHORIC.match(office.text):  # whose, has been said: not of the one state that is named further on
        return _only_state_of_paragraph_before(cast, start)
    if cast.written_in is not None:
        return (cast.written_in,)  # "OSLO, March 5 - The prime minister said": news from home names no country
    states = {
        m.id
        for m in cast.mentions
        if cast.is_state(m.id) and not _is_a_place(cast.text, m) and not _is_spoken_of(cast, m)
    }
    return tuple(states) if len(states) == 1 else ()


def somebody_else_nearer(cast: Cast, office: Office, before: Sequence[Mention]) -> bool:
    """Whether "its government" looks back to a subject that no table knows: "Pell has voted, and its government"."""
    sentence = max((m.end() for m in _SENTENCE.finditer(cast.text, 0, office.span.start)), default=0)
    last = max((m.span.end for m in before), default=0)
    for name in _SUBJECT_NAME.finditer(cast.text, max(sentence, last), office.span.start):
        if cast.people.inside(Span(*name.span("name"))) or any(
            m.span.overlaps(Span(*name.span("name"))) for m in cast.mentions
        ):
            continue
        return True
    return False


_SUBJECT_NAME = lazy_pattern(
    r"(?<=[,;:] )(?P<name>[A-Z][a-zà-ž]{2,}) (?:has|had|is|was|will|would|have|did|does|\w+ed|\w+s)(?!\w)"
)


def _owner_before(cast: Cast, start: int) -> tuple[str, ...]:
    """The one state that the paragraphs before a place are about, where each of them is quoted words that go on."""
    end = len(cast.text[:start].rstrip())
    while end > 0:
        begin = cast.text.rfind("\n", 0, end) + 1
        if end - begin > _PARAGRAPH or cast.text[begin : begin + 1] not in '"“':
            return ()
        named = {
            m.ids for m in cast.mentions_in(Span(begin, end)) if cast.is_state(m.id) and not _is_spoken_of(cast, m)
        }
        if named:
            return named.pop() if len(named) == 1 else ()
        end = len(cast.text[:begin].rstrip())
    return ()


def _only_state_of_paragraph_before(cast: Cast, start: int) -> tuple[str, ...]:
    """The state that the paragraph which ends before a place is about: the only one that it names."""
    end = len(cast.text[:start].rstrip())
    begin = max(cast.text.rfind("\n", 0, end) + 1, end - _PARAGRAPH)
    named = {m.ids for m in cast.mentions_in(Span(begin, end)) if cast.is_state(m.id)}
    return named.pop() if len(named) == 1 else ()


def opening_actor(cast: Cast, office: Office) -> tuple[str, ...]:
    """The state that the sentence of "its president" opens with, or of an office behind a quotation or a clause."""
    start = _paragraph(cast, office)
    *_, opening = (start, *(m.end() for m in _OPENS.finditer(cast.text, start, office.span.start)))
    if ANAPHORIC.match(office.text) or _CLAUSE.match(cast.text, opening, office.span.start):
        article = _ARTICLE.match(cast.text, opening)
        subject = cast.state_before(article.end() if article else opening, floor=opening)
        states = [m for m in cast.mentions_in(Span(opening, office.span.start)) if cast.is_state(m.id)]
        if subject is not None and not _is_spoken_of(cast, subject) and not _of_two(cast, states):
            return subject.ids
        if ANAPHORIC.match(office.text) and not _of_two(cast, states):
            clause = _clause_subject(cast, states)
            if clause is None and _WORDS.it_opens.match(cast.text, opening) is not None:
                clause = spoken_from(
                    cast, opening, floor=start
                )  # "It is for it, its minister said": who was told of before
            return clause.ids if clause is not None else ()
    return ()


def _clause_subject(cast: Cast, states: Sequence[Mention]) -> Mention | None:
    """The state that is the subject of the last clause that has one: "Pell votes no, Sarn yes, its president said"."""
    for mention in reversed(states):
        opens = _WORDS.clause_opens.search(cast.text, max(0, mention.span.start - 24), mention.span.start)
        if opens is not None and _WORDS.does.match(cast.text, mention.span.end) and not _is_spoken_of(cast, mention):
            return mention
    return None


def spoken_from(cast: Cast, at: int, *, floor: int = 0) -> Mention | None:
    """The last state before a place that may be who speaks or is spoken for, else the last that is named at all.

    "It" behind "Pell supports the admission of Orvana" is Pell: what is admitted is only spoken of.
    """
    near = [m for m in cast.mentions_in(Span(floor, at)) if cast.is_state(m.id)]
    line = max(cast.text.rfind("\n", 0, at) + 1, floor)
    told = [m for m in near if m.span.start >= line and not _is_spoken_of(cast, m)]
    found = told or near
    return found[-1] if found else None


def _of_two(cast: Cast, states: Sequence[Mention]) -> bool:
    """Whether the last states that are named are two in one breath: "Kell and Pell met, and its delegate said"."""
    return len(states) > 1 and _AND.fullmatch(cast.text, states[-2].span.end, states[-1].span.start) is not None


def _paragraph(cast: Cast, office: Office) -> int:
    """Where the paragraph of an office begins, or as far back as is looked."""
    return max(cast.text.rfind("\n", 0, office.span.start) + 1, office.span.start - _PARAGRAPH)


def _is_spoken_of(cast: Cast, mention: Mention) -> bool:
    """Whether a state is only the object of somebody's doing, or the owner of a bid: no one speaks from there."""
    if mention.via in (Via.CAPITAL, Via.DEMONYM):
        return mention.via is Via.CAPITAL and bool(
            _TO.search(cast.text, max(0, mention.span.start - 30), mention.span.start)
        )
    if _BID.match(cast.text, mention.span.end):
        return True
    return bool(_TO.search(cast.text, max(0, mention.span.start - 30), mention.span.start))


def _is_a_place(text: str, mention: Mention) -> bool:
    """Whether a seat is only where something takes place: "in Oslo", "the Oslo summit"."""
    inside = _IN.search(text, max(0, mention.span.start - 4), mention.span.start) is not None
    return mention.via is Via.CAPITAL and (inside or _MEETS.match(text, mention.span.end) is not None)


def _seat_after(cast: Cast, office: Office) -> Mention | None:
    """The seat in which words were said: "Prime Minister Brim told reporters in Norvik"."""
    end = _SENTENCE.search(cast.text, office.span.end, office.span.end + _REACH)
    span = Span(office.span.end, end.start() if end else office.span.end + _REACH)
    for mention in cast.mentions_in(span):
        told = _TOLD_IN.search(cast.text, office.span.end, mention.span.start)
        if mention.via is Via.CAPITAL and cast.is_state(mention.id) and told is not None:
            return mention
    return None
