"""The names in a report that may be members of its body, with what speaks for each and against.

No single phrase makes a member. A name gains by each sign of one: it is the subject of a clause that tells a stance, it
has a delegate or a council, it is called a canton or a fund, it stands in one list with others that gained, the vote is
told to be "in" it, it does what members do. It loses by what shows that it is a mere place, a person or an office.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from whipcount.positions.proposal.clause_places import clause_places
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.stance_predicates import tells_stance
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import either, phrases, word_lists
from whipcount.text.span import Span

SURE, LIKELY, FAINT = 3.0, 2.0, 1.0
_MOST = 700  # names of one report that are looked at
_AROUND = 80
_W = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w(?:(?<=s)['’](?= [A-Z]))?"
_OF = r"(?:(?<=Bank)|(?<=Union)|(?<=Republic)|(?<=Kingdom)|(?<=Isle)|(?<=Guild)|(?<=Federation)|(?<=Association)|(?<=Society)|(?<=Trust)|(?<=Fund)|(?<=Church)|(?<=City)|(?<=Services)|(?<=League)|(?<=University)|(?<=Duchy)|(?<=Port)|(?<=Party)) of(?= [A-Z])"  # noqa: E501
_RUN = lazy_pattern(rf"(?<![\w’'-]){_W}(?: (?:&|{_W})|{_OF})*")
OWNER = lazy_pattern(r"['’]s?\Z|(?<=s)['’]\Z")
_LIST_GAP = lazy_pattern(
    r"(?:\s\([^()\n]{1,40}\))?(?:,|,?\s+(?:and|or|nor|as\s+well\s+as)|\s*;)\s+(?:the\s+|from\s+|in\s+|of\s+|for\s+|with\s+)?(?:the\s+)?"
)
_SAINT = lazy_pattern(r"(?:St|Saint|King|Queen)\.? \w+['’]s\Z")  # "St Olave's" is a name, nobody's own
_AGAIN = lazy_pattern(r"(?:it|they|its|their)(?!\w)")
_NO_SUBJECT = lazy_pattern(
    r"\b(?:of|in|from|against|by|to|with|for|than|near|between|on|about|at|over|told|urged|asked|says?|said|after|before)\s+(?:the\s+)?\Z"
)
_SHARE = lazy_pattern(
    r"\s*\(\d[\d.,]*(?:\s?(?:per\s?cent|percent|%))?\)|,?\s+(?:with|which\s+(?:has|holds|owns)|holding|owning)\s+\d[\d.,]*\s?(?:per\s?cent|percent|%)"
)
_WHICH = lazy_pattern(
    r",\s(?:which|whose|itself)\s|,\s(?:the|one\s+of\s+the|its|their|an?)\s(?:[\w-]+\s){0,3}?(?:largest|smallest|biggest|oldest|richest|poorest|youngest|host|last|first|only|other|neighbou?r|member|third|second|of)\b"
)
_COMMON = lazy_pattern(r"(?:ing|ly|ness|ment|tion|ity|ists?|ers|ors|ists|[a-z]{3}s)\Z")
"""How common words end, by which one in front of a sentence is told from a name: "Villagers", "Stubbornness"."""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = word_lists("member_names")
    voices, nouns = either(words["voices"]), either(words["nouns"])
    return {
        "voice": lazy_pattern(rf"(?:['’]s?)?\s+(?:(?:own|chief|foreign|finance|trade|prime|town|city|defen[cs]e|fisheries|energy|sports?|agriculture|transport|interior|upper|lower)\s+)*{voices}(?!\w)"),  # noqa: E501
        "owned": lazy_pattern(r"['’]s?\s+[a-z]"),
        "noun": lazy_pattern(rf"(?<![\w’'-]){nouns},?\s+(?:of\s+)?(?:the\s+)?\Z", re.IGNORECASE),
        "voice_of": lazy_pattern(
            rf"(?<![\w’'-])(?i:{voices})\s+(?:[A-Z][\w’-]+\s+){{0,3}}(?:of|for|from)\s+(?:the\s+)?\Z"
        ),
        "lead": lazy_pattern(rf"(?<![\w-]){either(words['lead'])}\s+(?:the\s+|only\s+|just\s+)*\Z", re.IGNORECASE),
        "in": lazy_pattern(r"(?<!\w)(?:In|in|From|Of|On)\s+(?:the\s+)?\Z"),
        "about": lazy_pattern(rf",?\s+{either(words['about_it'])}(?!\w)", re.IGNORECASE),
        "does": lazy_pattern(rf"(?:,[^,.;:]{{2,60}},)?\s+(?:also\s+|then\s+|alone\s+|itself\s+|already\s+|still\s+|both\s+)*{either(words['does'])}(?!\w)"),  # noqa: E501
        "place": lazy_pattern(rf"(?<!\w)(?:{either(words['places'])})\s+(?:the\s+)?(?:[a-z]+\s+)?\Z", re.IGNORECASE),
        "speaks": lazy_pattern(r",?\s+(?:said|says|told|added|wrote|writes|replied)\b"),
        "title": lazy_pattern(rf"(?<!\w)(?:{either(word_lists('told_members')['titles'])})\.?,?\s+\Z", re.IGNORECASE),
    }  # fmt: skip


@dataclass(slots=True)
class NameFound:
    """A name with what speaks for its being a member's."""

    name: str
    weight: float = 0.0
    places: list[Span] = field(default_factory=list)
    mere_place: int = 0
    strong: bool = False
    stance: bool = False  # it is told to be for or against


@dataclass(frozen=True, slots=True)
class _Run:
    name: str
    span: Span
    owner: bool


def names_weighed(
    page: Page, *, taken: Sequence[Span], sure: Collection[str], never: Collection[str]
) -> list[NameFound]:
    """The names of a report with their weights, the heaviest first.

    Args:
        page: the report.
        taken: places of what is no member: the body, the candidate, known actors.
        sure: names that are members for sure.
        never: names and last words of names that are none: persons, outsiders.
    """
    return _Weighing(page, taken, sure, never).result()


class _Weighing:
    def __init__(self, page: Page, taken: Sequence[Span], sure: Collection[str], never: Collection[str]) -> None:
        self.text, self.page, self.never = page.text, page, never
        self.taken = sorted(taken)
        self.words = _patterns()
        self.start = page.report.body_span.start if page.report.body_span else 0
        title = page.sentences[page.title_line] if page.title_line >= 0 else None
        self.title = title
        self.small = {word.low for line in page.words for word in line if not word.capital}
        self.runs = list(islice(self._runs(), _MOST))
        self.inside = {run.name for run in self.runs if " " in run.name or not self._opens(run.span)}
        self.found: dict[str, NameFound] = {}
        self.sure = set(sure)

    def result(self) -> list[NameFound]:
        """The names, each with its weight."""
        lists = list(self._lists())
        weights = [[self._weight(run) for run in group] for group in lists]
        for group, told in zip(lists, weights, strict=True):
            shared = self._shared(group)
            best = max(told)
            for run, weight in zip(group, told, strict=True):
                entry = self.found.setdefault(run.name, NameFound(run.name))
                gained = max(weight, shared, 0.8 * best if len(group) > 1 else 0.0)
                entry.weight += gained
                entry.strong = entry.strong or gained >= LIKELY
                entry.stance = entry.stance or shared >= SURE
                entry.places.append(run.span)
                entry.mere_place += gained <= 0 and bool(self.words["place"].search(self._before(run.span.start)))
        for group in lists:  # who stands in one list with a member is one
            if len(group) > 1 and any(run.name in self.sure or self.found[run.name].weight >= SURE for run in group):
                for run in group:
                    self.found[run.name].weight += LIKELY
                    self.found[run.name].strong = True
        self._merge()
        heads = Counter(name.split()[-1] for name in self.found if " " in name)
        for entry in self.found.values():
            if " " in entry.name and heads[entry.name.split()[-1]] > 1 and entry.weight > 0:  # "Harbour Lodge"
                entry.weight += FAINT
            entry.weight -= 0.7 * entry.mere_place
        names = {entry.name for entry in self.found.values()}
        kept = [entry for entry in self.found.values() if entry.weight > 0 and not is_demonym(entry.name, names)]
        return sorted(kept, key=lambda entry: (-entry.weight, entry.places[0]))

    def _merge(self) -> None:
        """Gives a short name's weight to the one longer name that it is a part of: "Tarn" to "Imperial Tarn"."""
        for name, entry in list(self.found.items()):
            whole = longer(name, self.found)
            if whole is not None:
                mine = self.found[whole]
                mine.weight, mine.strong = mine.weight + entry.weight, mine.strong or entry.strong
                mine.stance = mine.stance or entry.stance
                mine.places = sorted(mine.places + entry.places)
                del self.found[name]

    def _runs(self) -> Iterator[_Run]:
        classes = word_classes()
        stops = classes["stops"] | classes["determiners"] | classes["prepositions"] | classes["quantifiers"]
        for match in _RUN.finditer(self.text, self.start):
            if self.title is not None and self.title.start <= match.start() < self.title.end:
                continue
            words, at = match.group(), match.start()
            while (first := re.match(r"(\S+) (?=\S)", words)) and (
                first[1].lower() not in _parts()
                and (first[1].lower() in stops or first[1].lower() in not_names() or number_of(first[1]) is not None)
            ):
                words, at = words[first.end() :], at + first.end()
            words = re.sub(r" I\Z", "", words)
            saint = _SAINT.match(words) is not None
            owner = OWNER.search(words) is not None and not saint
            name = words if saint else OWNER.sub("", words)
            span = Span(at, at + len(name))
            if self._may_be(name, span):
                yield _Run(name, span, owner)

    def _may_be(self, name: str, span: Span) -> bool:
        words = name.split()
        low = [word.lower() for word in words]
        classes = word_classes()
        if len(words) > 5 or len(name) < 3 or (name.isupper() and len(name) < 3):
            return False
        if set(low) & (classes["days"] | classes["months"]) or number_of(words[0]) is not None:
            return False
        if len(words) == 1 and (low[0] in classes["stops"] or low[0] in not_names() or low[0] in _alone()):
            return False
        if len(words) == 1 and self._opens(span) and (low[0] in self.small or self._common(words[0])):
            return False  # a common word in front of a sentence
        if re.match(r"(?:I|It|He|She|We|They|You|That|There|What|Who|Here)['’]", name):
            return False
        if name in self.never or words[-1] in self.never or low[-1] in _bodies():
            return False
        if is_given_name(words[0]) and len(words) > 1:
            return False
        if words[-1] == "I" or low[0] in person_titles():
            return False
        return not any(span.overlaps(other) for other in self.taken if other.start < span.end)

    def _common(self, word: str) -> bool:
        """Whether a word in front of a sentence is no name: it ends like common ones and stands nowhere within one."""
        return _COMMON.search(word) is not None and not re.search(
            rf"[a-z,] (?:the )?{re.escape(word)}(?!\w)", self.text
        )

    def _opens(self, span: Span) -> bool:
        """Whether a name opens a sentence or a line."""
        before = self.text[max(0, span.start - 3) : span.start]
        return not before.strip(" \n\"“”'‘—–-•*") or before.rstrip(' \n"“')[-1:] in ".!?:"

    def _before(self, at: int) -> str:
        return self.text[max(0, at - _AROUND) : at].rsplit("\n\n")[-1]

    def _lists(self) -> Iterator[list[_Run]]:
        """The names by the lists that they stand in, one alone as a list of one."""
        group: list[_Run] = []
        for run in self.runs:
            gap = self.text[group[-1].span.end : run.span.start] if group else ""
            if group and len(gap) < 60 and not group[-1].owner and _LIST_GAP.fullmatch(gap):
                group.append(run)
                continue
            if group:
                yield group
            group = [run]
        if group:
            yield group

    def _shared(self, group: list[_Run]) -> float:
        """What is told of a list as a whole: what stands before it, and the clause behind it."""
        first, last = group[0], group[-1]
        before = self._before(first.span.start)
        words = self.words
        weight = 0.0
        if words["lead"].search(before):
            weight = LIKELY
        if words["in"].search(before) and words["about"].match(self.text, last.span.end):
            weight = max(weight, LIKELY)
        if before.rstrip().endswith(("?", "? \n")) or (not before.strip() and self._question(first.span.start)):
            weight = max(weight, LIKELY)  # "And against? Imperial Tarn and Real Montjoy."
        if len(group) > 1 and (words["noun"].search(before) or words["voice_of"].search(before)):
            weight = max(weight, SURE)
        if last.owner or (_NO_SUBJECT.search(before) and not words["voice_of"].search(before)):
            return weight
        if any(tells_stance(self.text, at, _AGAIN) for at in islice(clause_places(self.text, last.span.end), 3)):
            return max(weight, SURE)
        if words["does"].match(self.text, last.span.end):
            weight = max(weight, LIKELY if len(group) > 1 else FAINT)
        return weight

    def _question(self, at: int) -> bool:
        """Whether a list answers a question that stands in front of it as a paragraph."""
        return self.text[max(0, at - 12) : at].rstrip().endswith("?")

    def _weight(self, run: _Run) -> float:
        """What is told of one name where it stands."""
        text, words = self.text, self.words
        start, end = run.span
        before = self._before(start)
        if words["title"].search(before):
            return -SURE
        weight = 0.0
        voice = words["voice"].match(text, end)
        if voice is not None and (run.owner or run.name in self.inside or words["does"].match(text, voice.end())):
            weight = LIKELY
        if words["noun"].search(before):
            weight = max(weight, LIKELY)
        if words["voice_of"].search(before):
            weight = max(weight, LIKELY)
        if _SHARE.match(text, end):
            weight = max(weight, SURE)
        inside = words["in"].search(before)
        if inside is None and _WHICH.match(text, end):
            weight = max(weight, 1.5)
        return weight


def has_share(text: str, span: Span) -> bool:
    """Whether a name is told to hold a share of what is decided upon: a lender, an owner.

    >>> has_share("Pell Trust (14 per cent) is asked.", Span(0, 10)), has_share("Pell Trust is asked.", Span(0, 10))
    (True, False)
    """
    return _SHARE.match(text, span.end) is not None


def longer(name: str, names: Collection[str]) -> str | None:
    """The one longer name that a name is the first or the last part of, if there is just one.

    >>> longer("Tarn", ["Imperial Tarn", "Real Montjoy"]), longer("Wend", ["Upper Wend", "Little Wend"])
    ('Imperial Tarn', None)
    """
    found = [other for other in names if other.endswith(f" {name}") or other.startswith(f"{name} ")]
    return found[0] if len(found) == 1 else None


_ENDINGS = lazy_pattern(r"(?:n|an|ian|ish|ese|i|ic|ite|er|ers|ans|ns|is)")


def is_demonym(name: str, names: Collection[str]) -> bool:
    """Whether a name is what those of another are called.

    >>> is_demonym("Zarimi", {"Zarim", "Zarimi"}), is_demonym("Tavian", {"Tavia"}), is_demonym("Tavian", {"Korsk"})
    (True, True, False)
    """
    for other in names:
        stem = other[: max(3, len(other) - 2)]
        if other != name and " " not in name and name.startswith(stem) and len(name) >= len(other) - 1:
            shared = len(stem)
            while shared < min(len(name), len(other)) and name[shared] == other[shared]:
                shared += 1
            if _ENDINGS.fullmatch(name[shared:]) and len(name) > len(other) - 1 and name[shared:]:
                return True
    return False


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(word_lists("member_names")["parts"].split())


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Capitalised words that name nobody, in small letters."""
    return frozenset(phrases(word_lists("told_members")["not_names"]))


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(phrases(word_lists("told_members")["alone"]))


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return frozenset(phrases(word_lists("member_names")["bodies"]))


@lru_cache(maxsize=1)
def person_titles() -> frozenset[str]:
    """The words that stand before the names of persons, in small letters: "bishop", "councillor"."""
    found = phrases(word_lists("told_members")["titles"])
    return frozenset(word for word in found if " " not in word and "(" not in word)
