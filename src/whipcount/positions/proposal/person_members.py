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
from whipcount.positions.proposal.told_members import in_vote_lists
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name, word_set
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

MOST = 60
_MOST_NAMES = 1_500
_MARK = "[\ue000-\uf8ff]"
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
_NAMED_BEFORE = lazy_pattern(rf"{_CAP}\s\Z")
_SPEAKS = lazy_pattern(
    rf"(?<![\w’'-])({_CAP})\s+(?:said|says|told|added|wrote|replied|argued|called|asked|insisted|admitted)\b"
)
_SHORT = lazy_pattern(r"(\b[A-Z][a-z]{1,3})\.\Z")
_VOTED_SO = lazy_pattern(
    rf"\s*(?:(?:They|These|Those|Against|For|In\s+favou?r)\s+(?:were|are|was)|(?:She|He|They)\s+(?:was|were)\s+joined\s+by)\s+(?:[A-Z][a-z]+\.?\s+)?(?P<m>{_MARK})"
)
_VOTES = lazy_pattern(r"\s+(?:(?:had|has|also|both|then)\s+)?(?:voted|abstained|dissented)(?!\w)")
_OWNED = lazy_pattern(
    r"(?<!\w)(?:(?:[A-Z][\w-]+['’]s?|[Ii]ts)\s+(?:[a-z-]+\s+){0,2}?)(?:delegate|envoy|minister|premier|president|ambassador|representative|mayor|governor|chief|leader|reeve|council|negotiator|spokes\w+)\Z"
)
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of the lists, compiled when first used."""

    seat: re.Pattern[str]
    beside: re.Pattern[str]
    officer: re.Pattern[str]
    outside: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]
    beside_told: tuple[re.Pattern[str], ...]
    joins: re.Pattern[str]
    listed: re.Pattern[str]
    no_seat: re.Pattern[str]
    votes: re.Pattern[str]
    person: re.Pattern[str]
    apposed: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    lists = word_lists("person_members")
    seats, beside, officers, of_body = (either(lists[k]) for k in ("seats", "beside", "officers", "of_body"))
    described = rf"(?:(?:the|an?|its|fellow|old|young)\s+(?:[\w’'-]+,?\s+){{0,3}}?|(?:the\s+)?(?:{seats}|{beside}|{officers})\s+|[A-Z][a-z]+\.?\s+)?"  # noqa: E501
    aside = r"(?:\s+of\s+(?:the\s+)?[\w-]+(?:\s[\w-]+)?)?(?:,\s[^,.;:\ue000-\uf8ff]{1,140},)?"
    helpers = r"(?:\s+(?:and|who|which|had|has|have|also|both|all|each|then|again|later|duly|did|himself|herself|themselves|alone|first|had\s+said\s+(?:he|she)|said\s+(?:that\s+)?(?:he|she|they)(?:\s+had)?)){0,4}"  # noqa: E501
    told = (
        rf"(?P<m>{_MARK}){aside},?{helpers}\s+{either(lists['votes'])}",
        rf"\b{either(lists['by'])}\s*(?:only\s+|both\s+)?{described}(?P<m>{_MARK})",
        rf"\bI\s+(?:voted|abstained|dissented|seconded)\b[^”\"\n]{{0,160}}[”\"],?\s+(?:said\s+)?{described}(?P<m>{_MARK})",
        rf"\bvot(?:ed|ing)\b[^.;:\ue000-\uf8ff]{{0,80}}(?:,?\s+(?:among\s+(?:them|those|others)(?:\s+(?:were|was))?|including|were|was)\s|:)\s*{described}(?P<m>{_MARK})",
        rf"(?P<m>{_MARK})['’]s?\s+(?:was\s+(?:the|one)|(?:\w+\s+)?(?:vote|ballot|dissent|abstention))\b",
        rf"(?P<m>{_MARK}),?\s+(?:was\s+|is\s+|are\s+|were\s+)?(?:both\s+|all\s+|two\s+|three\s+|one\s+)?(?:of\s+)?(?:the|an?|its)\s+(?:only\s+|other\s+|sole\s+|lone\s+|\w+\s+){{0,2}}?{seats}(?!\w)",
        rf"\b{seats}(?:\s+(?:of|for|from|on)\s+[^,.;\ue000-\uf8ff]{{1,40}})?\s*[,:(]\s*{described}(?P<m>{_MARK})",
        rf"\bthe\s+(?:{of_body}['’]s\s+)?(?:vice[- ]|deputy\s+)?(?:chair(?:man|woman|person)?|treasurer|foreman|conven[oe]r),\s+(?:[A-Z][a-z]+\.?\s+)?(?P<m>{_MARK})",  # noqa: E501
        rf"\bvot(?:ed|ing)\s+(?:for|against)[^.;:\ue000-\uf8ff]{{0,60}}\s(?:were|was)\s+{_MARK},\s+who\s[^.;\ue000-\uf8ff]{{3,160}}?,\s+and\s+(?P<m>{_MARK})",
        rf"\b{seats}\s+(?:are|were)\s+{described}(?P<m>{_MARK})",
        rf"\b{of_body}(?:['’]s?)?\s+{officers},?\s+(?P<m>{_MARK})",
        rf"\b{officers}\s+of\s+(?:the\s+)?(?:\w+\s+){{0,2}}?{of_body},?\s+(?P<m>{_MARK})",
        rf"(?P<m>{_MARK}),\s+(?:who\s+)?(?:(?:chairs|presides\s+over|leads|heads)\s+the\s+{of_body}|(?:the\s+)?{of_body}['’]s?\s+{officers}|(?:the\s+)?{officers}\s+of\s+the\s+{of_body})(?!\w)",
    )
    two = (
        rf"\b(?:two|three|four|five|both|the\s+other)\s+(?:of\s+(?:its|the)\s+)?(?:\w+\s+)?{beside}(?:\s+(?:of|for|from|on)\s+[^,.;\ue000-\uf8ff]{{1,40}})?\s*,\s*{described}(?P<m>{_MARK})",
    )
    return _Words(
        lazy_pattern(rf"(?<![\w-]){seats}\Z", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){beside}\Z", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){officers}\Z", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-])(?:{either(lists['outside'])})(?:\s+\w+)?\Z", re.IGNORECASE),
        tuple(lazy_pattern(rf"{pattern}(?!\w)" if "(?P<m>" in pattern[:8] else pattern, re.IGNORECASE) for pattern in told),  # noqa: E501
        tuple(lazy_pattern(pattern, re.IGNORECASE) for pattern in two),
        lazy_pattern(rf"\b{either(lists['joins'])}\s+{described}(?P<m>{_MARK})", re.IGNORECASE),
        lazy_pattern(rf"(?:\s*\([^()\n]{{1,40}}\))?(?:,\s(?:the|an?|its)\s[^,.;:\n]{{2,50}})?\s*,?\s*(?:,|and|&|as\s+well\s+as|or)\s+{described}\Z", re.IGNORECASE),  # noqa: E501
        lazy_pattern(rf"(?P<m>{_MARK}),?\s+{either(lists['no_seat'])}", re.IGNORECASE),
        lazy_pattern(r"\bvot|\babst|\bdissent|\bmajorit|\bmotion|\brul(?:ed|ing)\b", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-])(?:{either(lists['person'])}|{officers}|{seats}|{beside}|{'|'.join(sorted(_titles()[0]))})\s+\Z", re.IGNORECASE),  # noqa: E501
        lazy_pattern(rf",?\s+(?:(?:was|is)\s+)?(?:the|an?|who|one\s+of\s+the)\s+(?:[\w’'-]+\s+){{0,2}}(?:{officers}|{seats}|{beside}|chairs|sits)(?!\w)|,\s+\d\d,", re.IGNORECASE),  # noqa: E501
    )  # fmt: skip


@lru_cache(maxsize=1)
def _titles() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = word_lists("speakers/names")
    return word_set(lists["titles"]), word_set(lists["never_in_a_name"]), word_set(lists["of_an_organisation"])


def person_members(
    page: Page, *, more: Sequence[re.Pattern[str]] = (), alone: bool = False
) -> tuple[PersonMember, ...]:
    """The persons who are told to sit in the body that decides, in the order of the text; none where only one is.

    Args:
        page: the report.
        more: what else tells that somebody sits, the list of persons as its group ``m``: a chamber's own words.
        alone: one who sits is told, too.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report("News\\n\\nJudge Amori and Judge Pell voted for it. Ada Brim spoke.\\n"))
    >>> [member.name for member in person_members(page)]
    ['Amori', 'Pell']
    """
    return _Reader(page, more).members(alone=alone)


class _Reader:
    """Reads one report: its persons first, then sentence by sentence what is told of their seats."""

    def __init__(self, page: Page, more: Sequence[re.Pattern[str]] = ()) -> None:
        self.page, self.text, self.more = page, page.text, more
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
            voted = _words().votes.search(text) is not None
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

    def _names(self) -> Iterator[tuple[Span, str]]:
        """The places of persons' names, each with the surname; full names and titled ones tell who is a person."""
        runs = [self._run(match) for match in islice(_RUN.finditer(self.text), _MOST_NAMES)]
        kept = [run for run in runs if run is not None and not self._bracketed(run[0])]
        borne = {words[-1] for _, words, title in kept if title or len(words) > 1}
        kept = [run for run in kept if len(run[1]) > 1 or run[1][0] in borne or not _is_title(run[1][0])]
        sure = {run[0].start: run for run in kept if self._is_person(run)}
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
            sure |= {run[0].start: run for run in kept if run[1][1:] and _VOTES.match(self.text, run[0].end)}
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
        beside = _words().person
        return beside.search(self.text[max(0, span.start - 40) : span.start]) is not None or (
            _words().apposed.match(self.text, span.end, span.end + 60) is not None
        )

    def _said_alone(self, surname: str) -> bool:
        """Whether a surname stands by itself as somebody who speaks."""
        if not self._speakers:
            told = (m for m in _SPEAKS.finditer(self.text) if not _NAMED_BEFORE.search(self.text[: m.start()][-24:]))
            self._speakers = frozenset(m[1] for m in told) | {"-"}
        return surname in self._speakers

    def _run(self, match: re.Match[str]) -> _Run | None:
        """The name in a run of capitalised words, and the personal title right before it."""
        _, never, organisations = _titles()
        start, words, title = match.start(), match.group().split(" "), ""
        upto = len(words) - (len(words) == 1 or _words().seat.fullmatch(words[0].lower().rstrip(".")) is not None)
        last = next((n for n in range(upto - 1, -1, -1) if _is_title(words[n])), -1)  # Cllr Abbot is no abbot
        while words and (
            last >= 0 or (words[0].lower() in never and not (title and words[1:]) and not self._given(words, start))
        ):  # Sir Bill Dunn
            title = words[0].lower().rstrip(".") if _is_title(words[0]) else ""
            start += len(words[0]) + 1
            words, last = words[1:], last - 1
        if words[2:] and is_given_name(words[1]) and not is_given_name(words[0]) and self.text[:start].endswith("he "):
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
        if not title and (seat := _words().seat.search(before) or _words().beside.search(before)):
            title = seat.group().lower()
        if not title and re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\Z", before):
            title = before.split()[-1].lower()
        return Span(start, start + len(" ".join(words))), words, title

    def _given(self, words: list[str], start: int) -> bool:
        """Whether a common word is a given name: "Nora Nash and Will Ode"."""
        joined = self.text[max(0, start - 5) : start].endswith((", ", " and "))
        return bool(joined and words[1:]) and is_given_name(words[0])

    def _titled(self, person: _Person, span: Span, title: str) -> None:
        words = _words()
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
            if end == at and lists and len(gap) < 90 and (_words().listed.fullmatch(gap) or _RANK_GAP.fullmatch(gap)):
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
        words = _words()
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
            and _words().votes.search(text)
            and any(self.persons[w].member for names in lists for w in names)
        ):
            for match in islice(_words().joins.finditer(text), 8):
                for who in lists[ord(match["m"]) - _FIRST]:
                    self.persons[who].member = True


def _is_gap(gap: str) -> bool:
    """Whether words between two names join a list."""
    return (_LIST_GAP.fullmatch(gap) or _RANK_GAP.fullmatch(gap)) is not None


def _before(text: str, at: int) -> str:
    """The words before a name, without the full stop of a short title ("Cllr.")."""
    return _SHORT.sub(r"\1", text[max(0, at - 40) : at].rstrip(" "))


@lru_cache(maxsize=4096)
def _is_title(word: str) -> bool:
    """Whether a word stands before names: a title, a seat, an office within a body."""
    words, low = _words(), word.lower().rstrip(".")
    return low in _titles()[0] or any(p.fullmatch(low) for p in (words.seat, words.beside, words.officer))
