"""The persons who sit in the body that decides, as a report tells: councillors, judges, trustees, jurors.

A person counts by the seat's title before the name, by what only those do who sit (vote, second, dissent), or by
standing in one list with somebody who does. Whoever is told to have no vote, or speaks as somebody else, is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise

from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.seat_evidence import (
    bears_seat,
    is_other_role,
    left_office,
    may_sit,
    stance_behind,
    told_stances,
)
from whipcount.positions.proposal.seat_patterns import MARK, seat_patterns, title_words
from whipcount.positions.proposal.told_members import in_vote_lists
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span

MOST = 60
_MOST_NAMES = 1_500
_FIRST, _LAST = 0xE000, 0xF8FF
_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-ÿ]"
_RUN = lazy_pattern(
    rf"(?<![\w’'-]){_CAP}(?:[ ](?:{_CAP}|[A-Z]\.(?=[ ]{_CAP})|(?:van|von|de|der|den|al|bin|af|du)(?=[ ]{_CAP}))){{0,5}}"
)
_LIST_GAP = lazy_pattern(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:,|,?\s+and|&)\s+(?:(?:the|an?|its)\s+(?:[\w’'-]+,?\s+){1,3}|(?:[A-Za-z-]+\.?\s+))?"
)
_RANK_GAP = lazy_pattern(
    r"(?:,\s+(?:Vice\s+)?(?:Chair(?:man|woman)?|President|Governor))?\s*;\s+(?:and\s+)?", re.IGNORECASE
)
_OFFICE_GAP = lazy_pattern(
    r"\s*(?:,|,?\s+and|&|,?\s+as\s+well\s+as)\s+(?:the\s+|last\s+year['’]s\s+)?(?:[\w-]+\s+){0,2}"
    r"(?i:minister|secretary|director|governor|commissioner|justice|bishop|deputy|councill?or|winner|chief|officer),?\s+"
)
_NAMED_BEFORE = lazy_pattern(rf"{_CAP}\s\Z")
_SPEAKS = lazy_pattern(
    rf"(?<![\w’'-])({_CAP})\s+(?:said|says|told|added|wrote|replied|argued|called|asked|insisted|admitted)\b"
)
_SHORT = lazy_pattern(r"(\b[A-Z][a-z]{1,3})\.\Z")
_VOTED_SO = lazy_pattern(
    rf"\s*(?:(?:They|These|Those|Against|For|In\s+favou?r)\s+(?:were|are|was)|(?:She|He|They)\s+(?:was|were)\s+joined\s+by)\s+(?:[A-Z][a-z]+\.?\s+)?(?P<m>{MARK})"
)
_SIDES = lazy_pattern(
    r"\b(?:[Aa]gainst|[Ff]or)(?:\s+it)?\s+(?:stood|were|was|voted)\s+(?:only\s+)?(?:one|two|three|four|five)\.\s*\Z"
)
_STOOD_SO = lazy_pattern(rf"\s*(?:(?:Old|Young|One|Both|Neither|And)\s+)?(?P<m>{MARK})")
_OF = lazy_pattern(r"\bof\s(?:the\s)?\Z")
_VOTES = lazy_pattern(r"\s+(?:(?:had|has|also|both|then)\s+)?(?:voted|abstained|dissented)(?!\w)")
_OWNED = lazy_pattern(
    r"(?<!\w)(?:(?:[A-Z][\w-]+['’]s?|[Ii]ts)\s+(?:[a-z-]+\s+){0,2}?)(?:delegate|envoy|minister|premier|president|ambassador|representative|mayor|governor|chief|leader|reeve|council|negotiator|spokes\w+)\Z"
)
_PARTY_WORDS = frozenset("Independent Labour Conservative Liberal Green Socialist Democrat Republican Tory".split())
_OWNER_BEFORE = lazy_pattern(r"\A(?:\S+\s)?\S+['’]s?\s(?=\S+\s\S)")  # "Nordland's Sylvie Roy"
_POSSESSIVE = lazy_pattern(r"['’]s?\Z")


_Run = tuple[Span, list[str], str]  # a name's place, its words, the personal title before it


@dataclass(frozen=True, slots=True)
class PersonMember:
    """A person who sits in the body: the name as the report gives it in full; ``listed``: on a list of votes."""

    name: str
    listed: bool = False


@dataclass(slots=True)
class _Person:
    """Somebody whom the report names: by the surname, with what is told of the seat."""

    name: str
    member: bool = False
    outside: bool = False
    titles: Counter[str] = field(default_factory=Counter)


def person_members(
    page: Page, *, more: Sequence[re.Pattern[str]] = (), alone: bool = False, sitting: str = ""
) -> tuple[PersonMember, ...]:
    """The persons who are told to sit in the body that decides, in the order of the text; none where only one is.

    Args:
        page: the report.
        more: what else tells that somebody sits, the list of persons as its group ``m``: a chamber's own words.
        alone: one who sits is told, too.
        sitting: the name of a body of persons for sure: who is told a stance, and no other role, sits in it.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report("News\\n\\nJudge Amori and Judge Pell voted for it. Ada Brim spoke.\\n"))
    >>> [member.name for member in person_members(page)]
    ['Amori', 'Pell']
    """
    return _Reader(page, more, sitting).members(alone=alone)


def persons_named(page: Page) -> dict[str, list[Span]]:
    """The persons whom a report names, by their full names, and where; without those told to sit elsewhere."""
    reader = _Reader(page)
    reader.members()
    found: dict[str, list[Span]] = {}
    for span, surname in reader.found:
        person = reader.persons[surname]
        if not person.outside:
            found.setdefault(_OWNER_BEFORE.sub("", person.name), []).append(span)
    return found


class _Reader:
    """Reads one report: its persons first, then sentence by sentence what is told of their seats."""

    def __init__(self, page: Page, more: Sequence[re.Pattern[str]] = (), sitting: str = "") -> None:
        self.page, self.text, self.more, self.sitting = page, page.text, more, sitting
        self.persons: dict[str, _Person] = {}
        self._speakers: frozenset[str] = frozenset()
        self.places = False  # whether votes are listed of places
        self.seated: set[str] = set()  # whose votes are listed
        self.found = list(self._names())

    def members(self, *, alone: bool = False) -> tuple[PersonMember, ...]:
        """The persons of the report that sit."""
        if self.places:
            return ()
        for surname in self.seated & set(self.persons):
            self.persons[surname].member = True
        masked = [self._masked(sentence) for sentence in self.page.sentences]
        voted = False
        for text, lists in masked:
            self._told(text, lists)
            if voted and (they := _VOTED_SO.match(text)) is not None:  # "Eleven voted against it. They were ..."
                for who in lists[ord(they["m"]) - _FIRST]:
                    self.persons[who].member = True
            voted = seat_patterns().votes.search(text) is not None
        if self.sitting:
            self._sitting(masked)
        borne = Counter(title for p in self.persons.values() for title in p.titles)
        for person in self.persons.values():
            person.member = person.member or any(borne[title] > 1 for title in person.titles)
        for _ in range(2):
            for lines in masked:
                self._joined(*lines)
        kept = [p for p in self.persons.values() if p.member and not p.outside]
        return (
            tuple(PersonMember(p.name, p.name.split()[-1] in self.seated) for p in kept[:MOST])
            if kept[not alone :]
            else ()
        )

    def _sitting(self, masked: list[tuple[str, list[tuple[str, ...]]]]) -> None:
        """Of a body of persons: who is told a stance, where nothing else is told of the person than a seat's role."""
        first: dict[str, Span] = {}
        for span, who in self.found:
            if bears_seat(self.text, span, self.sitting):
                self.persons[who].member = True
            if who not in first or (" " in span.of(self.text) and " " not in first[who].of(self.text)):
                first[who] = span
        sides = False
        for text, lists in masked:
            if sides and (stood := _STOOD_SO.match(text)) is not None:
                for who in lists[ord(stood["m"]) - _FIRST]:
                    self.persons[who].member = True
            sides = _SIDES.search(text) is not None
            for who in told_stances(text, lists, _FIRST) if lists else ():
                person = self.persons[who]
                owned = _OWNED.search(_before(self.text, first[who].start).rstrip(",")) is not None
                if not person.member and may_sit(self.text, first[who], self.sitting, owned):
                    person.member = True
                    person.outside = person.outside and not left_office(self.text, first[who])

    def _names(self) -> Iterator[tuple[Span, str]]:
        """The places of persons' names, each with the surname; full names and titled ones tell who is a person."""
        runs = [self._run(match) for match in islice(_RUN.finditer(self.text), _MOST_NAMES)]
        kept = [run for run in runs if run is not None and not self._bracketed(run[0])]
        borne = {words[-1] for _, words, title in kept if title or len(words) > 1}
        kept = [run for run in kept if len(run[1]) > 1 or run[1][0] in borne or not _is_title(run[1][0])]
        sure = {run[0].start: run for run in kept if self._is_person(run)}
        if self.sitting:
            sure |= {run[0].start: run for run in kept if run[0].start not in sure and self._has_say(run)}
        for before, run in pairwise(
            kept
        ):  # "Ann Hale, Jo Vane and Mo Pell": who stands in one list with a person is one
            known = sure.get(before[0].start)
            gap = self.text[before[0].end : run[0].start]
            listed = known and run[0].start not in sure and len(gap) < 60 and _is_gap(gap)
            if known and listed and not _is_title(run[1][-1]) and (run[1][1:] or known[2] or not known[1][1:]):
                sure[run[0].start] = (run[0], run[1], known[2])
        for run, after in pairwise(reversed(kept)):
            run, after = after, run
            gap = self.text[run[0].end : after[0].start]
            both = len(run[1]) > 1 and after[0].start in sure and run[0].start not in sure
            if both and len(gap) < 60 and _is_gap(gap):
                sure[run[0].start] = run
        if len(sure) > 1:  # where persons sit, another name that votes is a person's
            sure |= {run[0].start: run for run in kept if run[1][1:] and self._votes(run[0])}
        sure |= {run[0].start: run for run in self._on_lists(kept, sure)}
        for _, words, _ in sorted(sure.values()):
            name, surname = " ".join(words), words[-1]
            person = self.persons.setdefault(surname, _Person(name))
            if len(name) > len(person.name) and person.name in (surname, *name.split()):
                person.name = name
        titles = {span.start: title for span, _, title in sure.values()}
        for span, words, title in kept:
            known_as = self.persons.get(words[-1])
            if known_as is None or (words[1:] and known_as.name != words[-1] and words[0] != known_as.name.split()[0]):
                continue
            self._titled(known_as, span, titles.get(span.start, title))
            yield span, words[-1]

    def _votes(self, span: Span) -> bool:
        """Whether a name is told to vote itself, unlike that of a museum whose trustees do."""
        owner = _OF.search(self.text, max(0, span.start - 8), span.start) is not None
        return not owner and _VOTES.match(self.text, span.end) is not None

    def _has_say(self, run: _Run) -> bool:
        """Whether a name of two words, which nothing tells to be a person's, has a say, and is no place."""
        span, words, _ = run
        if not 2 <= len(words) <= 3 or is_other_role(words[0]):
            return False  # "Parent Lee Doyle"
        if not (stance_behind(self.text, span.end) or bears_seat(self.text, span, self.sitting)):
            return False
        if not all(word[1:].islower() or "-" in word or "’" in word or "'" in word for word in words):
            return False
        name = re.escape(" ".join(words))
        return not re.search(
            rf"\b(?:[Ii]n|[Aa]t|of|near|[Tt]he|from|an?)\s{name}|{name}['’]s?\s[a-z]+(?:ers|ing)?\b", self.text
        )

    def _bracketed(self, span: Span) -> bool:
        """Whether a name stands in brackets by itself: a party, a place."""
        return self.text[span.start - 1 : span.start] == "(" and self.text[span.end : span.end + 1] == ")"

    def _on_lists(self, kept: list[_Run], sure: Mapping[int, _Run]) -> Iterator[_Run]:
        """The names on lists of votes, where most of them are persons'."""
        listed = {span.start for _, span in in_vote_lists(self.text)}
        named = [run for run in kept if run[0].start in listed]
        surnames = {run[1][-1] for run in sure.values()}
        persons = [run for run in named if run[0].start in sure or run[1][-1] in surnames]
        self.places = len(named) > 2 and not persons
        if 2 * len(persons) > len(named):
            yield from (run for run in named if run[0].start not in sure)
            self.seated = {run[1][-1] for run in named}

    def _is_person(self, run: _Run) -> bool:
        span, words, title = run
        if title:
            return True
        if len(words) < 2 or len(words) > 4:
            return False
        if is_given_name(words[0]) or self._said_alone(words[-1]):
            return True
        beside = seat_patterns().person
        return beside.search(self.text[max(0, span.start - 40) : span.start]) is not None or (
            seat_patterns().apposed.match(self.text, span.end, span.end + 60) is not None
        )

    def _said_alone(self, surname: str) -> bool:
        """Whether a surname stands by itself as somebody who speaks."""
        if not self._speakers:
            told = (m for m in _SPEAKS.finditer(self.text) if not _NAMED_BEFORE.search(self.text[: m.start()][-24:]))
            self._speakers = frozenset(m[1] for m in told) | {"-"}
        return surname in self._speakers

    def _run(self, match: re.Match[str]) -> _Run | None:
        """The name in a run of capitalised words, and the personal title right before it."""
        _, never, organisations = title_words()
        start, words, title = match.start(), match.group().split(" "), ""
        upto = len(words) - (
            len(words) == 1 or seat_patterns().seat.fullmatch(words[0].lower().rstrip(".")) is not None
        )
        last = next((n for n in range(upto - 1, -1, -1) if _is_title(words[n])), -1)  # Cllr Abbot is no abbot
        while words and (
            last >= 0 or (words[0].lower() in never and not (title and words[1:]) and not self._given(words, start))
        ):  # Sir Bill Dunn
            title = words[0].lower().rstrip(".") if _is_title(words[0]) else ""
            start += len(words[0]) + 1
            words, last = words[1:], last - 1
        if (
            words[2:]
            and is_given_name(words[1])
            and not is_given_name(words[0])
            and (self.text[:start].endswith("he ") or words[0] in _PARTY_WORDS)
        ):
            start += len(words[0]) + 1  # "the Conservative Tim Stubbs"
            words = words[1:]
        if not words:
            return None
        span = Span(start, match.end())
        words[-1] = _POSSESSIVE.sub("", words[-1])
        classes = word_classes()
        low = {word.lower() for word in words[bool(words[1:]) and is_given_name(words[0]) :]}
        after = re.match(r"\s+([A-Z][\w-]+)", self.text[match.end() : match.end() + 30])
        if len(words) > 1 and (title or is_given_name(words[0])):
            low.discard(words[0].lower())  # Sir Bill Dunn
            low -= {words[-1].lower()} & classes["months"]  # Ada May
        if number_of(words[0]) is not None:
            return None  # "Nine Tories"
        if low & (organisations | never | classes["days"] | classes["months"]) or (after and len(words) > 3):
            return None
        if any(m.span.overlaps(span) for m in self.page.mentions) and not (len(words) > 1 and is_given_name(words[0])):
            return None
        before = _before(self.text, start)
        if not title and (seat := seat_patterns().seat.search(before) or seat_patterns().beside.search(before)):
            title = seat.group().lower()
        if not title and re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\Z", before):
            title = before.split()[-1].lower()
        return Span(start, start + len(" ".join(words))), words, title

    def _given(self, words: list[str], start: int) -> bool:
        """Whether a common word is a given name: "Nora Nash and Will Ode"."""
        joined = self.text[max(0, start - 5) : start].endswith((", ", " and "))
        return bool(joined and words[1:]) and is_given_name(words[0])

    def _titled(self, person: _Person, span: Span, title: str) -> None:
        words = seat_patterns()
        before = _before(self.text, span.start)
        if words.outside.search(before) or _OWNED.search(before):
            person.outside = True
        elif words.seat.search(before):
            person.member = True
        elif title and (seat := words.beside.search(before) or words.beside.search(title)):
            person.titles[seat.group().lower().removesuffix("s")] += 1

    def _masked(self, sentence: Span) -> tuple[str, list[tuple[str, ...]]]:
        """A sentence with each list of persons as one character, and who they are."""
        inside = [(span, who) for span, who in self.found if sentence.start <= span.start < sentence.end]
        lists: list[list[str]] = []
        parts: list[str] = []
        at = sentence.start
        end = -1
        for span, who in inside[: _LAST - _FIRST]:
            if span.start < at:
                continue
            gap = self.text[at : span.start]
            if end == at and lists and len(gap) < 90 and _joins(gap):
                lists[-1].append(who)
            else:
                parts += (gap, chr(_FIRST + len(lists)))
                lists.append([who])
            at = end = span.end
        parts.append(self.text[at : sentence.end])
        return "".join(parts), [tuple(who) for who in lists]

    def _told(self, text: str, lists: list[tuple[str, ...]]) -> None:
        if not lists:
            return
        words = seat_patterns()
        for match in islice(words.no_seat.finditer(text), 8):
            for who in lists[ord(match["m"]) - _FIRST]:
                self.persons[who].outside = True
        for pattern in (*words.told, *words.beside_told, *self.more):
            for match in islice(pattern.finditer(text), 20):
                for who in lists[ord(match["m"]) - _FIRST]:
                    self.persons[who].member = True

    def _joined(self, text: str, lists: list[tuple[str, ...]]) -> None:
        """Who stands in one list with a member, or is told to do as one did, is one."""
        for names in lists:
            if any(self.persons[who].member and not self.persons[who].outside for who in names):
                for who in names:
                    self.persons[who].member = True
        if (
            len(lists) > 1
            and seat_patterns().votes.search(text)
            and any(self.persons[w].member for names in lists for w in names)
        ):
            for match in islice(seat_patterns().joins.finditer(text), 8):
                for who in lists[ord(match["m"]) - _FIRST]:
                    self.persons[who].member = True


def _joins(gap: str) -> bool:
    """Whether words between two persons make them one list."""
    return any(p.fullmatch(gap) for p in (seat_patterns().listed, _RANK_GAP, _OFFICE_GAP))


def _is_gap(gap: str) -> bool:
    """Whether words between two names join a list."""
    return (_LIST_GAP.fullmatch(gap) or _RANK_GAP.fullmatch(gap)) is not None


def _before(text: str, at: int) -> str:
    """The words before a name, without the full stop of a short title ("Cllr.")."""
    return _SHORT.sub(r"\1", text[max(0, at - 40) : at].rstrip(" "))


@lru_cache(maxsize=4096)
def _is_title(word: str) -> bool:
    """Whether a word stands before names: a title, a seat, an office within a body."""
    words, low = seat_patterns(), word.lower().rstrip(".")
    return low in title_words()[0] or any(p.fullmatch(low) for p in (words.seat, words.beside, words.officer))
