"""Offices that a report gives ("the head of Ukraine's Ministry of Foreign Affairs"), each with its actor.

A head noun ("minister") is grown to the left over modifiers and names, to the right over "of ..." and "for ...", and
the actor is looked for inside what has grown, before the head first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from whipcount.bodies.actors import Mention, Via
from whipcount.statements.people.envoys import is_envoy, sender_and_host
from whipcount.statements.people.past_offices import ended_by
from whipcount.statements.people.titles import HEAD_NOUN, Title, read_title
from whipcount.statements.statement import Role
from whipcount.text.person_names import is_given_name, word_set
from whipcount.text.span import Span

_LEFT_WORDS = word_set(
    "the a an his her its their our my this that these those two three four five six several some many most few "
    "other another one unnamed anonymous senior top chief junior deputy vice former ex acting interim caretaker "
    "new newly elected outgoing incoming then then- opposition longtime veteran leading western european ruling "
    "far-right centrist prime foreign defence defense interior finance economy justice energy trade state press "
    "permanent high national security presidential parliamentary parliament government military diplomatic "
    "political cabinet party campaign ministry independent local regional federal nato-friendly influential "
    "prominent unidentified current nationalist conservative liberal socialist democratic republican and armed "
    "forces affairs relations external joint allied nordic baltic policy office commission council committee "
    "alliance bloc country longtime key previous late retired erstwhile one-time onetime ousted deposed next future "
    "designated shadow"
)
_RIGHT = re.compile(
    r"(?: (?:of|for|to|at|in|with|from)(?= )(?: (?:the|an?|its|his|her|their|all|some|several|most))?"
    r"(?: (?:(?:[A-Z]\.)+|[A-ZÀ-ÞĀ-ŽА-Я][\w’'&-]*|foreign|external|defen[cs]e|affairs|relations|policy|security|"
    r"integration|cooperation|members?|"
    r"member states?|states?|countries|country|allies|alliance|bloc|union|nations?|parliament|government|ministry|"
    r"party|"
    r"opposition|enlargement|state|office|committee|commission|council|house|army|staff|general|armed|forces|the|"
    r"and|of|for|"
    r"matter|talks|thinking|discussions|finance|interior|justice|energy|trade|economy|national|european))+)+"
)
_TRAILING = re.compile(r"(?: (?:and|of|for|the|to|at|in|with|from))+$")
_SPACE = re.compile(r"\s+$")
_WORD_BACK = re.compile(r"([^\s,;:()\"“”–—]+)(\s+)$")
_CAPITAL_WORD = re.compile(r" (?=[^\W\d_a-z])([\w’'-]+)")
_MAX_LEFT = 9


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase: where, what it says, for which actor (ids best first, where the phrase names one).

    ``definite``: it begins with "the", a possessive or a proper adjective, so that it means somebody in particular.
    ``host``: to whom an envoy is sent. ``ended``: by when it was held, where the report tells that it was.
    """

    span: Span
    head: Span
    text: str
    title: Title
    actors: tuple[str, ...] = ()
    via: Via | None = None
    members: bool = False  # of a body's members ("diplomats from NATO countries")
    definite: bool = False
    host: tuple[str, ...] = ()
    ended: date | None = None

    @property
    def role(self) -> Role:
        """The role, before "former" and "opposition" are applied."""
        return self.title.role


def find_offices(text: str, mentions: Sequence[Mention]) -> tuple[Office, ...]:
    """All office phrases of a text, in order, none overlapping; ``mentions`` are the text's actors.

    >>> from whipcount.bodies.actors import find_actors
    >>> text = "Ada Brim, the head of Ukraine's Ministry of Foreign Affairs, met Turkish President Tov."
    >>> for office in find_offices(text, find_actors(text)):
    ...     print(office.text, office.role, office.actors)
    the head of Ukraine's Ministry of Foreign Affairs foreign_minister ('UA',)
    Turkish President head_of_state ('TR',)
    """
    starts = [m.span.start for m in mentions]
    out: list[Office] = []
    end = 0
    for match in HEAD_NOUN.finditer(text):
        if match.start() < end:
            continue
        office = _grow(text, Span(*match.span()), mentions, starts, floor=end)
        if office is not None:
            out.append(office)
            end = office.span.end
    return tuple(out)


def office_in(text: str, span: Span, mentions: Sequence[Mention]) -> Office | None:
    """The office phrase that a noun phrase at ``span`` is or begins with; None where it holds none."""
    inside = HEAD_NOUN.search(text, span.start, span.end)
    if inside is None:
        return None
    starts = [m.span.start for m in mentions]
    return _grow(text, Span(*inside.span()), mentions, starts, floor=span.start)


def _grow(text: str, head: Span, mentions: Sequence[Mention], starts: list[int], *, floor: int) -> Office | None:
    if _is_surname(text, head):
        return None
    start = _left(text, _glued(text, head.start, floor), floor)
    right = _RIGHT.match(text, head.end, min(len(text), head.end + 160))
    stop = right.end() if right else head.end
    while right and (hang := _TRAILING.search(text, head.end, stop)) and hang.end() == stop:
        stop = hang.start()
    # a name after the office is no part of it ("of Ukraine Olha Stefanishyna")
    for word in _CAPITAL_WORD.finditer(text, head.end, stop):
        if is_given_name(word.group(1)) and text[word.start() - 1].isalpha() and word.start() > head.end + 4:
            stop = word.start()
            break
    elect = _ELECT.match(text, head.end)
    if elect and stop == head.end:
        stop = elect.end()
    phrase = text[start:stop].rstrip(".’' ")
    stop = start + len(phrase)
    if phrase.endswith(("’s", "'s")):
        stop -= 2
        phrase = phrase[:-2]
    title = read_title(phrase)
    if title is None:
        return None
    inside = mentions[bisect_left(starts, start) : bisect_left(starts, stop)]
    before = [m for m in inside if m.span.end <= head.start]
    after = [m for m in inside if m.span.start >= head.end]
    host: tuple[str, ...] = ()
    if is_envoy(text[head.start : head.end]):
        # an ambassador to NATO speaks for the sender
        before, after, host = sender_and_host(text, head, before, after)
        if title.role is Role.OFFICIAL and _TO_A_BODY.intersection(host) and "special" not in phrase.lower():
            title = replace(title, role=Role.PERMANENT_REPRESENTATIVE)
    choice = (before[-1:] or after[:1]) if before or after else []
    head_word = text[head.start : head.end].lower()
    if not choice and inside and not host and head_word.startswith(("parliament", "government")):
        choice = list(inside[:1])
    actors: tuple[str, ...] = ()
    via = None
    members = False
    if choice:
        mention = choice[0]
        via = mention.via
        members = via is Via.MEMBERS or bool(
            mention.span.start >= head.end
            and re.match(r"\s+(?:member|countries|states|nations|allies|capitals)", text[mention.span.end : stop])
        )
        # "French and German officials": each of them
        several = [m for m in before if m.via in (Via.DEMONYM, Via.NAME)] if len(before) > 1 else []
        if several and title.plural and re.search(r"\band\b|,", text[several[0].span.end : several[-1].span.start]):
            actors = tuple(dict.fromkeys(m.id for m in several))
        else:
            actors = mention.ids
    if title.role is Role.HEAD_OF_STATE and not actors and _PRESIDENT_OF_NAME.search(phrase):
        title = replace(title, role=Role.OTHER)  # of a firm or a club: no state that is known
    if title.role is Role.HEAD_OF_GOVERNMENT and actors[:1] == ("GB",) and head_word.startswith("chancellor"):
        title = replace(title, role=Role.MINISTER)  # of the exchequer
    first = phrase.split(" ", 1)[0]
    definite = first.lower() in _DEFINITE or (first[:1].isupper() and first.lower() not in _INDEFINITE)
    ended = ended_by(text, start, stop)
    return Office(Span(start, stop), head, phrase, title, actors, via, members, definite, host, ended)


_ELECT = re.compile(r"[- ](?:elect|designate)\b", re.IGNORECASE)
_GLUED = re.compile(r"(?<![\w-])(?:ex|then)-$", re.IGNORECASE)
_TO_A_BODY = frozenset({"NATO", "EU", "UN", "UNSC", "OSCE", "EU-COUNCIL", "COE"})  # envoys are permanent there
_PRESIDENT_OF_NAME = re.compile(r"\b[Pp]resident of (?!the Republic\b)(?:the )?[A-Z]")
_DEFINITE = word_set("the his her its their our my this that")
_INDEFINITE = word_set("a an two three four five six several some many most few other another one unnamed anonymous")


# Capitalised at a sentence's start, and never part of an office.
_STOP_CAPITALS = word_set(
    "in on at by but and as if when while after before since for from with to of meanwhile however although "
    "though because what who why how where then also yet so or nor not no yes monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "said says told according he she it they we i you there here now today earlier later"
)
_JOINED = ("-based", "-backed", "-led", "-ranking", "-level", "-elect")
_LEFT_CAPITAL = _LEFT_WORDS - _STOP_CAPITALS


def _is_surname(text: str, head: Span) -> bool:
    """Whether "King" or "Pope" is somebody's name: after "Mr." or a given name."""
    if text[head.start : head.end] not in ("King", "Queen", "Pope"):
        return False
    before = _WORD_BACK.search(text, max(0, head.start - 30), head.start)
    return before is not None and (before[1].rstrip(".") in _MISTER or is_given_name(before[1]))


_MISTER = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mx", "Prof", "Sen", "Rep", "Gov")


def _glued(text: str, start: int, floor: int) -> int:
    """Where "ex-" or "then-" begins that is written in one with the head noun."""
    found = _GLUED.search(text, max(floor, start - 6), start)
    return found.start() if found else start


def _left(text: str, start: int, floor: int) -> int:
    """Grow to the left over modifiers and capitalised names; stop at a verb, a comma, a quotation mark, a line end."""
    at = start
    for _ in range(_MAX_LEFT):
        window = text[max(floor, at - 40) : at]
        match = _WORD_BACK.search(window)
        if match is None or "\n" in match.group(2):
            break
        word = match.group(1)
        bare = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
        plain = bare.lower()
        if word[-1] in ".!?" and not re.fullmatch(r"(?:[A-Za-z]\.)+|(?:St|Sen|Rep|Gov|Gen|Lt)\.", word):
            break
        joined = plain.startswith(("ex-", "then-")) or plain.endswith(_JOINED)
        named = bare[:1].isupper() and plain not in _STOP_CAPITALS
        if not (joined or named or (plain in _LEFT_WORDS and not bare[:1].isupper()) or plain in _LEFT_CAPITAL):
            break
        at = max(floor, at - 40) + match.start(1)
        if plain in _DEFINITE and plain not in ("that",) and word == word.removesuffix("'s").removesuffix("’s"):
            break
        if plain in ("a", "an"):
            break
    # leading "and", "that" are no part of the phrase
    while (lead := re.match(r"(?:and|that|most|other) ", text[at:start])) is not None:
        at += lead.end()
    return at
