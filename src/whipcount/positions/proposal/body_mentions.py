"""Where a report speaks of bodies: those of the catalogue (:mod:`whipcount.bodies.body_mentions`) and those of"
" its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from whipcount.bodies import body_mentions as catalogue
from whipcount.bodies.actors import find_actors
from whipcount.bodies.catalogue import list_bodies
from whipcount.bodies.countries import default_table
from whipcount.positions.proposal.told_bodies import told_bodies
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body spoken of.

    Attributes:
        span: where.
        id: of the catalogue; empty for a body that only the report names.
        name: as the report has it.
        strength: 1 for a name, less for an epithet that only an earlier name explains.
    """

    span: Span
    id: str
    name: str
    strength: float = 1.0


_NOUN = (
    r"(?:Councils?|Union|League|Alliance|Assembly|Commission|Conference|Organi[sz]ation|Pact|Parliament|Senate"
    r"|Board|Forum"
    r"|Federation|Confederation|Community|Congress|Diet|Chamber|Compact|Association|Authority|Bank|Committee"
    r"|Synod|Cabinet"
    r"|Tribunal|Agency|Bundestag|Knesset|Duma|Rada|Riksdag|Storting|Sejm|Cortes|Dáil|Folketing|Eduskunta"
    r"|Oireachtas|Lok\s+Sabha"
    r"|Rajya\s+Sabha|Commonwealth|Directorate|Landtag|Althing|Legislature|Convention|Consortium|Club|Society|Fund"
    r"|Bloc|Group|Initiative|Trust|Guild|Fellowship|Bureau|House\s+of\s+\w+)"
)
_NAME = r"(?!(?:The|A|An|In|At|On|By|For|But|And|After|When|While|If|Its|Their)\b)[A-Z][\w’'-]*"
_NAMED = lazy_pattern(
    rf"(?<!\w)(?:{_NAME}\s+|(?:of|for|on|and)\s+(?:the\s+)?(?=[A-Z])){{0,6}}?{_NAME}\s+(?:(?:of|for"
    rf"|on)\s+(?:the\s+)?)?{_NOUN}(?!\w)(?:\s+for\s+(?:the\s+)?(?:{_NAME}\s+(?:of\s+|and\s+)?){{0,4}}{_NAME})?"
    rf"|(?<!\w){_NOUN}\s+(?:of|for|on(?!\s+\w+day\b))\s+(?:the\s+)?{_NAME}(?:\s+(?:{_NAME}|of|the|and|for|in)(?=\s+[A-Z]|\W)){{0,7}}"
)
_LEADING = lazy_pattern(
    r"^(?:(?:The|A|An|In|At|On|By|For|But|And|After|When|While|If|Will|Most|All|Every|Both|President|Prime"
    r"|Minister|Ambassador"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s+)+"
)
_NEVER = lazy_pattern(
    r"(?:Commission\s+President|(?:Conservative|Labour|Republican|Democratic)\s+(?:Party|Group)|Wagner\s+Group"
    r"|(?:West|Left|Right|South|North|East)\s+Bank|Russian\s+Federation|(?:Eastern|Western)\s+Bloc|Soviet\s+Union"
    r"|Chamber\s+of\s+Commerce|Central\s+Bank|Foreign\s+Office|\n)",
)


_ACRONYM = lazy_pattern(
    r"(?<![\w’'-])(?P<noun>(?i:conference|assembly|congress|council|meeting|plenary|executive\s+committee|general\s+assembly|president|presidency|chairman|members))\s+of\s+(?:the\s+)?"
    r"(?P<name>[A-Z]{4,9})(?![\w-])"
)
"""A body by its short name: "the conference of CITES"."""
_CHAMBERS = lazy_pattern(
    r"(?<![\w’'-])(?:Knesset|Bundestag|Dáil|Sejm|Riksdag|Storting|Althing|Duma|Rada|Folketing|Eduskunta|Majlis|Oireachtas|Congress"
    r"|Lok Sabha|Rajya Sabha|Nationalrat|Seanad)(?!\w)"
)
_WEIGHT = {
    catalogue.Strength.SURE: 1.0,
    catalogue.Strength.NAMED: 0.9,
    catalogue.Strength.LIKELY: 0.5,
    catalogue.Strength.WEAK: 0.15,
}
_ANYBODYS = frozenset({"Union", "Council", "Assembly", "Alliance", "League", "Board", "Commission", "Committee"})
"""Nouns that any body of the kind is called by, with a capital too."""
_OF_ANOTHER = lazy_pattern(
    r"(?:(?<=Assembly)|(?<=Council)|(?<=Conference))\s+of\s+(?:the\s+)?(?!(?:United|UN|European|World|Europe|Europeans?|African|Arab|Organi[sz]ation|States|Parties|Ministers|Foreign|Heads)\b)"
    r"[A-Z][\w-]+"
)
"""Behind a noun that many bodies share: whose it is ("General Assembly of the Rim")."""
_NAMED_FOR_SURE = 0.9
_LIKELY = 0.5
_SPEAKS_FOR_NONE = frozenset({"UN", "B3", "NORDICS", "BENELUX"})


@cache
def _table_names() -> re.Pattern[str] | None:
    """The names of bodies that the table of actors knows and the catalogue lacks (the European Commission)."""
    known = set(list_bodies())
    names = {
        name
        for actor in default_table()
        if actor.kind == "body" and actor.id not in known | _SPEAKS_FOR_NONE and actor.id not in ("EU", "WHO", "IAEA")
        for name in (actor.name, *actor.variants)
    }
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return lazy_pattern(rf"(?<![\w’'-])(?:{words})(?!\w)", of_input=True) if names else None


@cache
def _homes() -> dict[str, re.Pattern[str]]:
    return {
        body: re.compile(rf"(?<![\w’'-])(?:{either(words)})(?!\w)")
        for body, words in word_lists("bodies/homes").items()
    }


def _at_home(body_id: str, text: str) -> bool:
    """Whether a report shows that it speaks of a country's body, whose short name is that of others, too."""
    home = _homes().get(body_id)
    return home is None or home.search(text) is not None or not _elsewhere(text, body_id[:2].replace("UK", "GB"))


@lru_cache(maxsize=4)
def _elsewhere(text: str, home: str) -> bool:
    """Whether a report names another country than a body's own."""
    actors = default_table().actors
    return _REPUBLIC.search(text) is not None or any(
        m.sure and m.id != home and m.id in actors and actors[m.id].kind == "state" for m in find_actors(text)
    )


_REPUBLIC = lazy_pattern(r"\b[Rr]epublic\s+of\s+(?!Ireland)[A-Z]")


def _others(text: str) -> list[tuple[Span, str]]:
    pattern = _table_names()
    return [(Span(*match.span()), match.group()) for match in pattern.finditer(text)] if pattern else []


def _weight(mention: catalogue.BodyMention, text: str) -> float:
    """How much a mention tells; a name with a capital that may mean one body only ("the Commons") tells more."""
    words = [word for word in mention.span.of(text).split() if word.lower() != "the"]
    if mention.strength is catalogue.Strength.WEAK and len(mention.ids) == 1 and words and words[0][0].isupper():
        return _WEIGHT[mention.strength] if words[0] in _ANYBODYS else 0.6
    return _WEIGHT[mention.strength]


def find_bodies(text: str, day: date | None = None) -> tuple[BodyMention, ...]:
    """All bodies that a text speaks of, in order.

    Args:
        text: a report's.
        day: its day: how many members a body has then tells which is meant by "the 27-nation bloc".

    >>> [(m.id, m.name) for m in find_bodies("The Lake Council wrote to NATO. The alliance was silent.")]
    [('', 'Lake Council'), ('NATO', 'NATO'), ('NATO', 'The alliance')]
    """
    found = [
        BodyMention(m.span, m.id, m.span.of(text), _weight(m, text))
        for m in catalogue.find_bodies(text, day)
        if (m.strength is catalogue.Strength.SURE or _at_home(m.id, text)) and not _OF_ANOTHER.match(text, m.span.end)
    ]
    made = [m for m in found if m.strength >= _NAMED_FOR_SURE]
    taken = _Taken(text, made)
    for span, name in _others(text):
        if span not in taken:
            made.append(taken.add(BodyMention(span, "", name)))
    for match in _NAMED.finditer(text):
        name = (
            re.sub(r"^(?:(?:of|for|on|and|the)\s+)+", "", _LEADING.sub("", match.group()))
            .rstrip("’'")
            .removesuffix("'s")
            .removesuffix("’s")
        )
        if "\n" in name and re.search(_NOUN, name.split("\n")[0]):
            name = name.split("\n")[0].rstrip()  # a name that stands alone on its line
        start = match.start() + match.group().rfind(name)
        span = Span(start, start + len(name))
        of = name.split(" of ")[0].split()
        if (
            " " not in name
            or (len(of) == 2 and is_given_name(of[0]) and " of " in name)  # "Anna Holt of the Reed Group"
            or _NEVER.search(name)
            or (span in taken and any(span.overlaps(m.span) for m in made if not _within(m.span, span)))
        ):
            continue
        inner = [m for m in made if _within(m.span, span)] if span in taken else []
        if inner and any(m.span.end == span.end for m in inner):
            continue  # a longer way to write a known one
        if inner and re.match(r"['’]s", text[inner[0].span.end : inner[0].span.end + 2]):
            continue  # "the IAEA's board" is the IAEA
        if inner and len(name.split()) - len(inner[0].name.split()) > 0 and not re.search(_NOUN + r"\Z", name):
            continue
        if inner:
            made = [m for m in made if not _within(m.span, span)]
        made.append(taken.add(BodyMention(span, "", name)))
    any_found, likely = _Taken(text, found), _Taken(text, [m for m in found if m.strength >= _LIKELY])
    for match in _CHAMBERS.finditer(text):
        span = Span(*match.span())
        if span not in taken and span not in any_found:
            made.append(taken.add(BodyMention(span, "", match.group())))
    made += [
        BodyMention(span, "", name)
        for span, name in told_bodies(text)
        if span not in taken and span not in likely and not any(m.name.endswith(f" {name}") for m in made)
    ]
    taken = _Taken(text, made)
    for match in _ACRONYM.finditer(text):
        if any(m.name == match["name"] for m in made):
            continue
        for again in re.finditer(rf"(?<![\w-]){match['name']}(?![\w-])", text):
            if Span(*again.span()) not in taken:
                made.append(taken.add(BodyMention(Span(*again.span()), "", match["name"])))
    own = [m for m in made if not m.id]
    for mention in found:
        if mention.strength >= _NAMED_FOR_SURE or mention.span in taken:
            continue
        noun = mention.name.split()[-1].lower()  # "the alliance", after "the Ember Alliance"
        told = [m for m in own if m.span.end <= mention.span.start and m.name.split()[-1].lower() == noun]
        made.append(taken.add(replace(mention, id="", name=told[-1].name, strength=0.5) if told else mention))
    return tuple(sorted(made, key=lambda m: m.span))


class _Taken:
    """The characters of a text that mentions stand on: to ask whether a place is free costs nothing per mention."""

    def __init__(self, text: str, mentions: Iterable[BodyMention]) -> None:
        self._marks = bytearray(len(text))
        for mention in mentions:
            self.add(mention)

    def add(self, mention: BodyMention) -> BodyMention:
        """The mention, whose place is taken from here on."""
        self._marks[mention.span.start : mention.span.end] = b"\1" * (mention.span.end - mention.span.start)
        return mention

    def __contains__(self, span: Span) -> bool:
        return self._marks.find(1, span.start, span.end) >= 0


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
