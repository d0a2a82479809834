"""The persons who sit in the body that decides, as a report tells: councillors, judges, trustees, jurors.

A person counts by the seat's title before the name, by what only those do who sit (vote, second, dissent), or by
standing in one list with somebody who does. Whoever is told to have no vote, or speaks as somebody else, is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from whipcount.positions.proposal.name_runs import CAPITALISED, NameRun, is_title, name_runs, words_before
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.seat_evidence import (
    bears_seat,
    is_other_role,
    left_office,
    may_sit,
    stance_behind,
    told_stances,
)
from whipcount.positions.proposal.seat_patterns import MARK, seat_patterns
from whipcount.positions.proposal.told_members import in_vote_lists
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span

MOST = 60
_FIRST, _LAST = 0xE000, 0xF8FF
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
_NAMED_BEFORE = lazy_pattern(rf"{CAPITALISED}\s\Z")
_SPEAKS = lazy_pattern(
    rf"(?<![\w’'-])({CAPITALISED})\s+(?:said|says|told|added|wrote|replied|argued|called|asked|insisted|admitted)\b"
)
_VOTED_SO = lazy_pattern(
    rf"\s*(?:(?:They|These|Those|Against|For|In\s+favou?r)\s+(?:were|are|was)|(?:She|He|They)\s+(?:was|were)\s+joined\s+by)\s+(?:[A-Z][a-z]+\.?\s+)?(?P<m>{MARK})"
)
_SIDES = lazy_pattern(
    r"\b(?:[Aa]gainst|[Ff]or)(?:\s+it)?\s+(?:stood|were|was|voted)\s+(?:only\s+)?(?:one|two|three|four|five)\.\s*\Z"
)
_STOOD_SO = lazy_pattern(rf"\s*(?:(?:Old|Young|One|Both|Neither|And)\s+)?(?P<m>{MARK})")
_OF = lazy_pattern(r"\bof\s(?:the\s)?\Z")
_VOTES = lazy_pattern(r"\s+(?:(?:had|has|also|both|then)\s+)?(?:voted|abstained|dissented)(?!\w)")
_WAS = lazy_pattern(r"\bformer\Z", re.IGNORECASE)
_OWNED = lazy_pattern(
    r"(?<!\w)(?:(?:[A-Z][\w-]+['’]s?|[Ii]ts)\s+(?:[a-z-]+\s+){0,2}?)(?:delegate|envoy|minister|premier|president|ambassador|representative|mayor|governor|chief|leader|reeve|council|negotiator|spokes\w+)\Z"
)
_OWNER_BEFORE = lazy_pattern(r"\A(?:\S+\s)?\S+['’]s?\s(?=\S+\s\S)")  # "Nordland's Sylvie Roy"


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


def persons_named(page: Page) -> dict[str, bool]:
    """The persons whom a report names, by their full names, and whether each is told to sit elsewhere.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report("News\\n\\nJudge Amori and Judge Pell voted for it. Ada Brim, a clerk, spoke.\\n"))
    >>> persons_named(page)
    {'Amori': False, 'Pell': False, 'Ada Brim': False}
    """
    reader = _Reader(page)
    reader.members()
    surnames = dict.fromkeys(surname for _, surname in reader.found)
    people = [reader.persons[surname] for surname in surnames]
    return {_OWNER_BEFORE.sub("", person.name): person.outside for person in people}


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
                owned = _OWNED.search(words_before(self.text, first[who].start).rstrip(",")) is not None
                if not person.member and may_sit(self.text, first[who], self.sitting, owned):
                    person.member = True
                    person.outside = person.outside and not left_office(self.text, first[who])

    def _names(self) -> Iterator[tuple[Span, str]]:
        """The places of persons' names, each with the surname; full names and titled ones tell who is a person."""
        kept = name_runs(self.page)
        sure = {run.span.start: run for run in kept if self._is_person(run)}
        if self.sitting:
            sure |= {run.span.start: run for run in kept if run.span.start not in sure and self._has_say(run)}
        for before, run in pairwise(
            kept
        ):  # "Ann Hale, Jo Vane and Mo Pell": who stands in one list with a person is one
            known = sure.get(before.span.start)
            gap = self.text[before.span.end : run.span.start]
            listed = known and run.span.start not in sure and len(gap) < 60 and _is_gap(gap)
            alike = known is not None and (run.words[1:] or known.title or not known.words[1:])
            if known and listed and alike and not is_title(run.words[-1]):
                sure[run.span.start] = replace(run, title=known.title)
        for after, run in pairwise(reversed(kept)):
            gap = self.text[run.span.end : after.span.start]
            both = len(run.words) > 1 and after.span.start in sure and run.span.start not in sure
            if both and len(gap) < 60 and _is_gap(gap):
                sure[run.span.start] = run
        if len(sure) > 1:  # where persons sit, another name that votes is a person's
            sure |= {run.span.start: run for run in kept if run.words[1:] and self._votes(run.span)}
        sure |= {run.span.start: run for run in self._on_lists(kept, sure)}
        for _, run in sorted(sure.items()):
            person = self.persons.setdefault(run.surname, _Person(run.name))
            if len(run.name) > len(person.name) and person.name in (run.surname, *run.words):
                person.name = run.name
        for run in kept:
            known_as = self.persons.get(run.surname)
            named_else = known_as is not None and known_as.name != run.surname
            if known_as is None or (run.words[1:] and named_else and run.words[0] != known_as.name.split()[0]):
                continue
            self._titled(known_as, run.span, sure.get(run.span.start, run).title)
            yield run.span, run.surname

    def _votes(self, span: Span) -> bool:
        """Whether a name is told to vote itself, unlike that of a museum whose trustees do."""
        owner = _OF.search(self.text, max(0, span.start - 8), span.start) is not None
        return not owner and _VOTES.match(self.text, span.end) is not None

    def _has_say(self, run: NameRun) -> bool:
        """Whether a name of two words, which nothing tells to be a person's, has a say, and is no place."""
        span, words = run.span, run.words
        if not 2 <= len(words) <= 3 or is_other_role(words[0]):
            return False  # "Parent Lee Doyle"
        if not (stance_behind(self.text, span.end) or bears_seat(self.text, span, self.sitting)):
            return False
        if not all(word[1:].islower() or "-" in word or "’" in word or "'" in word for word in words):
            return False
        name = re.escape(run.name)
        return not re.search(
            rf"\b(?:[Ii]n|[Aa]t|of|near|[Tt]he|from|an?)\s{name}|{name}['’]s?\s[a-z]+(?:ers|ing)?\b", self.text
        )

    def _on_lists(self, kept: list[NameRun], sure: Mapping[int, NameRun]) -> Iterator[NameRun]:
        """The names on lists of votes, where most of them are persons'."""
        listed = {span.start for _, span in in_vote_lists(self.text)}
        named = [run for run in kept if run.span.start in listed]
        surnames = {run.surname for run in sure.values()}
        persons = [run for run in named if run.span.start in sure or run.surname in surnames]
        self.places = len(named) > 2 and not persons
        if 2 * len(persons) > len(named):
            yield from (run for run in named if run.span.start not in sure)
            self.seated = {run.surname for run in named}

    def _is_person(self, run: NameRun) -> bool:
        span, words = run.span, run.words
        if run.title:
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

    def _titled(self, person: _Person, span: Span, title: str) -> None:
        words = seat_patterns()
        before = words_before(self.text, span.start)
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
        sit = {
            who
            for pattern in (*words.told, *words.beside_told, *self.more)
            for match in islice(pattern.finditer(text), 20)
            for who in lists[ord(match["m"]) - _FIRST]
        }
        voted = {who for m in islice(words.told[0].finditer(text), 20) for who in lists[ord(m["m"]) - _FIRST]}
        for match in islice(words.no_seat.finditer(text), 8):
            for who in lists[ord(match["m"]) - _FIRST]:
                # "Ada Finch, a former head teacher, voted to close it": what she was before
                if not (who in voted and _WAS.search(match.group())):
                    self.persons[who].outside = True
        for who in sit:
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
