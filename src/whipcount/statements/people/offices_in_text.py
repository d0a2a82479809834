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
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.statements.people.envoys import is_envoy, sender_and_host
from whipcount.statements.people.office_ends import before_name
from whipcount.statements.people.past_offices import ended_by
from whipcount.statements.people.titles import HEAD_NOUN, Title, read_title
from whipcount.statements.statement import Role
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name, word_set
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/offices")
_LEFT_WORDS = word_set(_WORDS.content["tables"]["left"])
_WORD_BACK = lazy_pattern(r"([^\s,;:()\"“”–—]+)(\s+)$")
_CAPITAL_WORD = lazy_pattern(r" (?=[^\W\d_a-z])([\w’'-]+)")
_POSSESSIVE = lazy_pattern(r"['’]s? ")
_IN_A_LIST = lazy_pattern(r"\s*(?:,|,? (?:and|or|nor|as well as)) (?:the )?")
_AND = lazy_pattern(r" and ")
_WORD = lazy_pattern(r"[^\s,;:()\"“”–—]+")
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
    of_a_body: bool = False  # a commissioner, a secretary-general: no state spoken of nearby has such an office
    unknown_owner: bool = False  # "the Bavarian premier": a place that the table of actors does not know

    @property
    def role(self) -> Role:
        """The role, before "former" and "opposition" are applied."""
        return self.title.role


def find_offices(text: str, mentions: Sequence[Mention], *, table: ActorTable | None = None) -> tuple[Office, ...]:
    """All office phrases of a text, in order, none overlapping; ``mentions`` are the text's actors, of ``table``.

    >>> from whipcount.bodies.actors import find_actors
    >>> text = "Ada Brim, the head of Ukraine's Ministry of Foreign Affairs, met Turkish President Tov."
    >>> for office in find_offices(text, find_actors(text)):
    ...     print(office.text, office.role, office.actors)
    the head of Ukraine's Ministry of Foreign Affairs foreign_minister ('UA',)
    Turkish President head_of_state ('TR',)
    """
    starts = [m.span.start for m in mentions]
    known = table or default_table()
    out: list[Office] = []
    end = 0
    for match in HEAD_NOUN.finditer(text):
        if match.start() < end:
            continue
        office = _grow(text, Span(*match.span()), mentions, starts, known, floor=end)
        if office is None:
            continue
        if out and not out[-1].actors and office.actors and _is_staff_of(text, out[-1], office):
            out[-1] = replace(out[-1], actors=office.actors, via=office.via)
        out.append(office)
        end = office.span.end
    return tuple(out)


def _grow(
    text: str, head: Span, mentions: Sequence[Mention], starts: list[int], table: ActorTable, *, floor: int
) -> Office | None:
    if _is_surname(text, head):
        return None
    start = _left(text, _glued(text, head.start, floor), floor)
    start = _behind_a_state(text, start, head, mentions, starts)
    right = _WORDS.right.match(text, head.end, min(len(text), head.end + 160))
    stop = right.end() if right else head.end
    while right and (hang := _WORDS.trailing.search(text, head.end, stop)) and hang.end() == stop:
        stop = hang.start()
    stop = _before_another_office(text, head, stop)
    # a name after the office is no part of it ("of Ukraine Olha Stefanishyna")
    for word in _CAPITAL_WORD.finditer(text, head.end, stop):
        if is_given_name(word.group(1)) and text[word.start() - 1].isalpha() and word.start() > head.end + 4:
            stop = word.start()
            break
    named = mentions[bisect_left(starts, head.end) : bisect_left(starts, stop)]
    stop = before_name(text, head.end, stop, [mention.span.end for mention in named])
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
        before, after, host = sender_and_host(text, head, before, after, table)
        if title.role is Role.OFFICIAL and _TO_A_BODY.intersection(host) and "special" not in phrase.lower():
            title = replace(title, role=Role.PERMANENT_REPRESENTATIVE)
        title = _of_a_delegation(title, text, head, start, before, after)
        if before and not host and phrase.lower().startswith("its ") and not table.is_state(before[-1].id):
            before, host = [], before[-1].ids  # "its UN envoy": of whoever was spoken of
    head_word = text[head.start : head.end].lower()
    if len(before) > 1 and _is_portfolio(text, before, head, table):
        before = before[:-1]
    choice = (before[-1:] or after[:1]) if before or after else []
    if not choice and inside and not host and head_word.startswith(_INSTITUTIONS):
        choice = list(inside[:1])
    of_a_body = _WORDS.of_a_body.search(phrase) is not None
    if head_word in ("mep", "meps"):
        choice, of_a_body = [], True  # of the European Parliament, and no voice of the state that sent them
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
        elif title.plural and not before and len(listed := _listed(text, mention, mentions, starts)) > 1:
            actors = tuple(dict.fromkeys(m.id for m in listed))
        else:
            actors = mention.ids
        if of_a_body and table.is_state(mention.id):
            title = replace(title, role=Role.OTHER)  # "the Dutch commissioner"
        told = mention.via is Via.NAME and table.is_state(mention.id) and mention.id not in default_table().actors
        local = told and _WORDS.local_head.fullmatch(text, head.start, head.end) is not None
        if title.role is Role.OTHER and (local or _leads_the_state(text, head, mention, before, table)):
            title = replace(title, role=Role.HEAD_OF_GOVERNMENT)
    elif head_word in ("mep", "meps"):
        actors = ("EU-PARLIAMENT",)
    if title.role is Role.HEAD_OF_STATE and not actors and _PRESIDENT_OF_NAME.search(phrase):
        title = replace(title, role=Role.OTHER)  # of a firm or a club: no state that is known
    if title.role is Role.HEAD_OF_GOVERNMENT and actors[:1] == ("GB",) and head_word.startswith("chancellor"):
        title = replace(title, role=Role.MINISTER)  # of the exchequer
    first = phrase.split(" ", 1)[0]
    of_one = first.lower() in _DEFINITE and (title.plural or first.lower() not in _OF_SEVERAL)
    definite = of_one or (first[:1].isupper() and first.lower() not in _INDEFINITE)
    ended = ended_by(text, start, stop)
    return Office(
        Span(start, stop),
        head,
        phrase,
        title,
        actors,
        via,
        members,
        definite,
        host,
        ended,
        of_a_body,
        _unknown_owner(text, start, head, inside),
    )


def _before_another_office(text: str, head: Span, stop: int) -> int:
    """Where "a spokesman" ends whose complement goes on to an office of its own: "for Pell's foreign minister"."""
    if stop == head.end or not _WORDS.staff.fullmatch(text, head.start, head.end):
        return stop
    following = HEAD_NOUN.search(text, head.end, min(len(text), stop + 40))
    if following is None or following.start() > stop + 1 or not _POSSESSIVE.search(text, head.end, following.start()):
        return stop
    return head.end


def _is_staff_of(text: str, staff: Office, office: Office) -> bool:
    """Whether an office is the complement of the one before it: "a spokesman for Pell's foreign minister"."""
    if not _WORDS.staff.fullmatch(text, staff.head.start, staff.head.end):
        return False
    return _WORDS.complement.fullmatch(text, staff.span.end, office.span.start) is not None


def _listed(text: str, first: Mention, mentions: Sequence[Mention], starts: list[int]) -> list[Mention]:
    """The states of a list that begins with one: "the ministers of Kell, Pell and Sarn"."""
    found = [first]
    for mention in mentions[bisect_left(starts, first.span.end) :]:
        if not _IN_A_LIST.fullmatch(text, found[-1].span.end, mention.span.start):
            break
        found.append(mention)
    return found


def _behind_a_state(text: str, start: int, head: Span, mentions: Sequence[Mention], starts: list[int]) -> int:
    """ "President Marr of Thale and Prime Minister Brandt": the state before "and" is the other one's."""
    for mention in reversed(mentions[bisect_left(starts, start) : bisect_left(starts, head.start)]):
        joined = _AND.match(text, mention.span.end, head.start)
        if joined is not None and mention.via is not Via.DEMONYM:
            return joined.end()
    return start


def _unknown_owner(text: str, start: int, head: Span, inside: Sequence[Mention]) -> bool:
    """Whether a name before the head is of a place or people that is no actor of the table."""
    leader = _WORDS.leader_heads.fullmatch(text, head.start, head.end) is not None
    for word in _WORD.finditer(text, start, head.start):
        plain = word.group().lower().rstrip("'’").removesuffix("'s").removesuffix("’s")
        if not word.group()[0].isupper() or plain in _LEFT_WORDS or plain in _STOP_CAPITALS:
            continue
        if any(m.span.start <= word.start() < m.span.end for m in inside):
            continue
        if word.group().isupper():  # "P.E.I. premier", "CDU leader"
            beside = 0 < head.start - word.end() <= 2 and len(word.group()) < 6
            if leader and beside and not head.of(text).isupper():
                return True
            continue
        opens = not text[max(0, word.start() - 2) : word.start()].strip() or text[word.start() - 2] in ".!?"
        if _WORDS.owner_unknown.fullmatch(word.group()) or (
            leader and (not opens or _stands_within(text, word.group()))
        ):
            return True
    return False


def _stands_within(text: str, word: str) -> bool:
    """Whether a capitalised word stands within a sentence, too, and so is a name where it opens one: Alberta."""
    return re.search(rf"[a-zß-ÿ,] {re.escape(word)}(?![\w-])", text) is not None


def _of_a_delegation(
    title: Title, text: str, head: Span, start: int, before: Sequence[Mention], after: Sequence[Mention]
) -> Title:
    """ "The representative of Kell", "Kell's delegate", "the Kellish delegation": Kell's voice in a meeting."""
    if title.role is not Role.OFFICIAL or title.plural:
        return title
    lead = text[start : head.start].lower()
    if lead.startswith("its ") and not after:
        return replace(title, role=Role.PERMANENT_REPRESENTATIVE)  # sent by whoever was spoken of
    if not _WORDS.delegate.fullmatch(text, head.start, head.end):
        return title
    owned = bool(before) and _WORDS.owner_gap.fullmatch(text, before[-1].span.end, head.start) is not None
    of = bool(after) and _WORDS.of_gap.fullmatch(text, head.end, after[0].span.start) is not None
    if (of and lead.startswith("the ")) or (owned and not lead.startswith(("a ", "an "))):
        return replace(title, role=Role.PERMANENT_REPRESENTATIVE)
    return title


def _is_portfolio(text: str, before: Sequence[Mention], head: Span, table: ActorTable) -> bool:
    """ "The Danish EU minister": the body right before the head is what the minister is in charge of."""
    one, two = before[-2:]
    beside = text[one.span.end : two.span.start].strip("'’s ") == ""
    beside = beside and table.is_state(one.id) and not table.is_state(two.id)
    return beside and _WORDS.eu_minister.fullmatch(text, head.start, head.end) is not None


def _leads_the_state(text: str, head: Span, mention: Mention, before: Sequence[Mention], table: ActorTable) -> bool:
    """ "Estonian leader Ada Brim", "Kell's leader": no party, union or region stands between."""
    if text[head.start : head.end].lower() != "leader" or not table.is_state(mention.id):
        return False
    if mention.span.start > head.end:
        own = text[mention.span.end : mention.span.end + 1] not in (
            "'",
            "’",
        )  # not "the leader of Kell's biggest party"
        return own and _WORDS.of_gap.fullmatch(text, head.end, mention.span.start) is not None
    if len(before) > 1 and text[before[-2].span.end : mention.span.start].strip() == "":
        return False  # "the Bosnian Serb leader"
    if _LEADS_OTHERS.match(text, head.end):
        return False  # "Kell's leader of the fishermen"
    return _WORDS.state_leader.fullmatch(text, mention.span.end, head.start) is not None


_ELECT = lazy_pattern(r"[- ](?:elect|designate)\b", re.IGNORECASE)
_LEADS_OTHERS = lazy_pattern(r"\s+(?:of|in|for)\b")
_INSTITUTIONS = ("parliament", "government", "member", "heads ", "leads ", "chairs ", "runs ")
_GLUED = lazy_pattern(r"(?<![\w-])(?:ex|then)-$", re.IGNORECASE)
_TO_A_BODY = frozenset({"NATO", "EU", "UN", "UNSC", "OSCE", "EU-COUNCIL", "COE"})  # envoys are permanent there
_PRESIDENT_OF_NAME = lazy_pattern(r"\b[Pp]resident of (?!the Republic\b)(?:the )?[A-Z]")
_DEFINITE = word_set("the his her its their our my this that")
_OF_SEVERAL = word_set("their our my")  # one office of several, or of the speaker's: of no state spoken of nearby
_INDEFINITE = word_set("a an two three four five six several some many most few other another one unnamed anonymous")


# Capitalised at a sentence's start, and never part of an office.
_STOP_CAPITALS = word_set(_WORDS.content["tables"]["no_part"])
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
