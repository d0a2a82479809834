"""Find the actors that a text speaks of: names, demonyms, capitals, seats of government, institutions, bodies.

One pass over the words with a dictionary of phrases by their first two words, longest first: linear in the text, the
same every time. What is ambiguous stays so: a mention keeps all its readings, best first by what else the text speaks
of, and says whether it is sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.text.person_names import fold, is_given_name, word_set
from whipcount.text.span import Span

_TOKEN = re.compile(r"\w+")
_LOWER_STARTS = frozenset({"the", "allies", "alliance", "member", "mainland", "bloc", "military", "trans", "allied"})
_MAX_GAP = 3
_ALONE = ""  # stands for the second word of a phrase of one


class Via(StrEnum):
    """By which kind of word an actor is spoken of."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"
    INSTITUTION = "institution"
    MEMBERS = "members"  # its members together ("NATO allies", "the allies")


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor spoken of at ``span``; ``ids`` best first; not ``sure`` where another reading is open."""

    span: Span
    ids: tuple[str, ...]
    via: Via
    sure: bool = True

    @property
    def id(self) -> str:
        """The best reading."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    ids: tuple[str, ...]
    via: Via | None  # None: only looks like an actor
    open: bool  # another reading is open
    exact: tuple[str | None, ...]  # words that must be in capitals as given
    upper: tuple[bool, ...]  # words that must begin with a capital
    dot: bool
    person: bool  # may be a person's name
    loose: bool = False  # means the actor only in a text that surely speaks of it


class Matcher:
    """The phrases of an actor table, compiled."""

    def __init__(self, table: ActorTable) -> None:
        self.table = table
        phrases: dict[tuple[str, ...], _Phrase] = {}

        def put(
            text: str,
            ids: tuple[str, ...],
            via: Via | None,
            *,
            why: str = "",
            is_open: bool = False,
            loose: bool = False,
        ) -> None:
            phrase = _compile(text, ids, via, why=why, is_open=is_open, loose=loose)
            key = (*phrase.words, "|", *phrase.gaps, *(e or "" for e in phrase.exact))
            phrases[key] = phrase

        for actor in table:
            for words, via in (
                (actor.demonyms, Via.DEMONYM),
                (actor.capitals, Via.CAPITAL),
                (actor.seats, Via.METONYM),
                (actor.institutions, Via.INSTITUTION),
                (actor.members_called, Via.MEMBERS),
                ((actor.name, *actor.variants), Via.NAME),
            ):
                for text in words:
                    put(text, (actor.id,), via)
        for entry in table.ambiguous:
            ids = tuple(i for i in entry.ids if i)
            reading = Via(entry.kind) if ids and entry.kind != "other" else None
            loose = not entry.ids[0]
            put(entry.phrase, ids, reading, why=entry.why, is_open="" in entry.ids or len(ids) > 1, loose=loose)
        for text in table.not_actors:
            put(text, (), None)
        # the last words of bodies' names: "the Lake Council" may go on as "the council"
        self.nouns = {
            a.id: frozenset(fold(n.split()[-1]) for n in (a.name, *a.variants) if len(n.split()) > 1)
            for a in table
            if a.kind == "body"
        }
        # by first word, and there by the second: of the hundreds that begin with "the", few go on as the text does
        self.by_first: dict[str, dict[str, list[_Phrase]]] = {}
        for phrase in phrases.values():
            second = phrase.words[1] if len(phrase.words) > 1 else _ALONE
            self.by_first.setdefault(phrase.words[0], {}).setdefault(second, []).append(phrase)
        for buckets in self.by_first.values():
            for bucket in buckets.values():
                bucket.sort(key=lambda p: (-len(p.words), p.words, p.exact == (None,) * len(p.words)))

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions, in order, none overlapping."""
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
        mentions: list[tuple[Span, _Phrase]] = []
        i, count = 0, len(tokens)
        while i < count:
            start, end = tokens[i]
            word = text[start:end]
            first = word[0]
            if first.islower() and word not in _LOWER_STARTS:
                i += 1
                continue
            buckets = self.by_first.get(word.lower() if word.isascii() else fold(word))
            hit = self._longest(text, tokens, i, buckets) if buckets else None
            if hit is None:
                i += 1
                continue
            last = i + len(hit.words) - 1
            if hit.via is not None and not (hit.person and self._is_person(text, tokens, i, last)):
                stop = tokens[last][1]
                if hit.dot and text[stop : stop + 1] == ".":
                    stop += 1
                mentions.append((Span(start, stop), hit))
            i = last + 1
        return _in_context(mentions, self.nouns)

    @staticmethod
    def _longest(
        text: str, tokens: list[tuple[int, int]], i: int, buckets: Mapping[str, list[_Phrase]]
    ) -> _Phrase | None:
        following = text[slice(*tokens[i + 1])] if i + 1 < len(tokens) else _ALONE
        longer = buckets.get(following.lower() if following.isascii() else fold(following), ())
        for phrase in chain(longer, buckets.get(_ALONE, ())):
            size = len(phrase.words)
            if i + size > len(tokens):
                continue
            for k in range(size):
                start, end = tokens[i + k]
                word = text[start:end]
                if k:
                    gap = text[tokens[i + k - 1][1] : start]
                    if _gap_class(gap) != phrase.gaps[k - 1]:
                        break
                    if (word.lower() if word.isascii() else fold(word)) != phrase.words[k]:
                        break
                exact = phrase.exact[k]
                if exact is not None and word != exact:
                    break
                if phrase.upper[k] and not word[0].isupper() and not word[0].isdigit():
                    break
            else:
                return phrase
        return None

    @staticmethod
    def _is_person(text: str, tokens: list[tuple[int, int]], first: int, last: int) -> bool:
        """Whether a word that may be a person's name stands beside a given name or a surname."""
        if first:
            start, end = tokens[first - 1]
            before = text[start:end]
            joined = text[end : tokens[first][0]] in (" ", ". ") and len(before) > 1
            if joined and before[0].isupper() and not before.isupper() and is_given_name(before):
                return True
        if last + 1 < len(tokens) and first == last:
            word = text[slice(*tokens[first])]
            start, end = tokens[last + 1]
            after = text[start:end]
            joined = text[tokens[last][1] : start] == " " and after[0].isupper() and not after.isupper()
            if joined and is_given_name(word):
                return fold(after) not in _AFTER_PLACE
        return False


# Capitalised words that may follow a place's name without making it a person's.
_AFTER_PLACE = word_set(
    "president presidency prime minister ministers foreign defence defense premier parliament government ministry"
    " on monday tuesday wednesday thursday friday saturday sunday chancellor chancellery vice deputy finance economy"
    " economic economics interior justice trade health labour labor environment agriculture transport energy"
    " education culture development climate home treasury tourism fisheries industry european europe eu ambassador"
    " envoy permanent representative representatives state secretary federal social christian free green greens left"
    " liberal liberals democrats conservatives bundestag bundesrat army navy air armed military troops police"
    " intelligence chief central national bank news press agency lawmakers mps members diplomats diplomat officials"
    " official council senate constitutional supreme court embassy delegation delegate king queen crown prince"
    " princess emperor sultan emir sheikh monarch speaker leader leaders senator senators farmers unions banks nato"
    " un mission republic"
)


@lru_cache(maxsize=4096)
def _gap_class(gap: str) -> str:
    if len(gap) > _MAX_GAP or gap.count("\n") > 1:
        return "?"
    bare = gap.strip()
    if not bare:
        return " " if gap else ""
    if bare in "-‐‑–":
        return " "
    if bare in "'’ʼ`":
        return "'"
    return bare


@lru_cache(maxsize=1 << 14)  # a table with a state that only one report knows shares all its other phrases
def _compile(
    text: str, ids: tuple[str, ...], via: Via | None, *, why: str, is_open: bool, loose: bool = False
) -> _Phrase:
    matches = list(_TOKEN.finditer(text))
    words = tuple(fold(m.group()) for m in matches)
    gaps = tuple(_gap_class(text[a.end() : b.start()]) for a, b in pairwise(matches))
    exact = tuple(m.group() if m.group().isupper() and (len(m.group()) <= 3 or "." in gaps) else None for m in matches)
    upper = tuple(m.group()[0].isupper() and w not in ("the", "of", "and") for m, w in zip(matches, words, strict=True))
    person = "person's name" in why or (len(words) == 1 and is_given_name(words[0]))
    return _Phrase(words, gaps, ids, via, is_open, exact, upper, text.endswith("."), person, loose)


def _in_context(found: list[tuple[Span, _Phrase]], nouns: Mapping[str, frozenset[str]]) -> tuple[Mention, ...]:
    """Order the readings of what is ambiguous by what the text surely speaks of."""
    support = Counter(phrase.ids[0] for _, phrase in found if not phrase.open)
    spoken_of = [i for i in support if i in nouns]
    out = []
    for span, phrase in found:
        via = phrase.via
        if via is None:
            continue
        ids = phrase.ids
        if phrase.open and phrase.words[0] == "the":
            # "the council", "the bloc": the one that the text names, where it names one so called
            last = phrase.words[-1]
            ids = tuple(dict.fromkeys((*(i for i in spoken_of if last in nouns[i]), *ids)))
        if phrase.open:
            ids = tuple(sorted(ids, key=lambda i, order=ids: (-support[i], order.index(i))))  # type: ignore[misc]
            lower = phrase.words[0] in _LOWER_STARTS
            if (lower or phrase.loose) and not support[ids[0]]:
                continue  # "the alliance", "allies": whose, the text does not say; "England", of itself
            sure = support[ids[0]] > 0 and sum(support[i] > 0 for i in ids) == 1
            out.append(Mention(span, ids, via, sure))
        else:
            out.append(Mention(span, ids, via))
    return tuple(out)


@lru_cache(maxsize=8)
def matcher(table: ActorTable) -> Matcher:
    """The compiled matcher of a table, kept for the next call."""
    return Matcher(table)


def find_actors(text: str, *, table: ActorTable | None = None) -> tuple[Mention, ...]:
    """The actors that a text speaks of, in order; spans are code points into ``text`` (a possessive 's stays out).

    >>> [(m.ids, str(m.via)) for m in find_actors("Budapest and the Kremlin spoke to NATO's Turkish envoy.")]
    [(('HU',), 'capital'), (('RU',), 'metonym'), (('NATO',), 'name'), (('TR',), 'demonym')]
    >>> find_actors("Brussels met the alliance's ministers; NATO agreed.")[0].ids
    ('NATO', 'EU', 'BE')
    >>> find_actors("Michael Jordan ate turkey in New Mexico.")
    ()
    """
    return matcher(table or default_table()).find(text)


def actor_name(actor_id: str, *, table: ActorTable | None = None) -> str:
    """The name of an actor for people to read; the id itself where it is unknown.

    >>> actor_name("GB"), actor_name("lower-house")
    ('United Kingdom', 'lower-house')
    """
    actor = (table or default_table()).actors.get(actor_id)
    return actor.name if actor else actor_id


def actor_ids(phrase: str, *, table: ActorTable | None = None) -> tuple[str, ...]:
    """The readings of one phrase as an actor, best first; empty where it names none.

    >>> actor_ids("the Hungarian parliament"), actor_ids("Türkiye"), actor_ids("Atlantis")
    (('HU',), ('TR',), ())
    """
    mentions = find_actors(phrase, table=table)
    return tuple(dict.fromkeys(i for mention in mentions for i in mention.ids))


def states_in(mentions: Iterable[Mention], *, table: ActorTable | None = None) -> tuple[str, ...]:
    """The ids of the states among mentions, in order, each once.

    >>> states_in(find_actors("France and Germany, with NATO, told France"))
    ('FR', 'DE')
    """
    actors = (table or default_table()).actors
    return tuple(dict.fromkeys(m.id for m in mentions if m.id in actors and actors[m.id].kind == "state"))
