"""Where a report speaks of bodies: by the names and aliases of the catalogue, by epithets, by names of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from whipcount.bodies.catalogue import list_bodies, load_body
from whipcount.bodies.countries import default_table
from whipcount.errors import BodyError
from whipcount.text.person_names import fold
from whipcount.text.span import Span

_TOKEN = re.compile(r"\w[\w+]*(?:\.\w+)*\.?(?=\W|\Z)|\w+")


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
    r"(?:Councils?|Union|League|Alliance|Assembly|Commission|Conference|Organi[sz]ation|Pact|Parliament|Senate|Board|Forum"
    r"|Federation|Confederation|Community|Congress|Diet|Chamber|Compact|Association|Authority|Bank|Committee|Synod|Cabinet"
    r"|Tribunal|Agency|Bundestag|Knesset|Duma|Rada|Riksdag|Storting|Sejm|Cortes|Dáil|Folketing|Eduskunta|Oireachtas|Lok\s+Sabha"
    r"|Rajya\s+Sabha|Commonwealth|Directorate|Landtag|Althing|Legislature|Convention|Consortium|Club|Society|Fund|Bloc|Group|Initiative|House\s+of\s+\w+)"
)
_NAME = r"(?!(?:The|A|An|In|At|On|By|For|But|And|After|When|While|If|Its|Their)\b)[A-Z][\w’'-]*"
_NAMED = re.compile(
    rf"(?<!\w)(?:{_NAME}\s+|(?:of|for|on|and)\s+(?:the\s+)?(?=[A-Z])){{0,6}}?{_NAME}\s+(?:(?:of|for|on)\s+(?:the\s+)?)?{_NOUN}(?!\w)"
    rf"|(?<!\w){_NOUN}\s+(?:of|for|on)\s+(?:the\s+)?{_NAME}(?:\s+(?:{_NAME}|of|the|and|for|in)(?=\s+[A-Z]|\W)){{0,7}}"
)
_LEADING = re.compile(
    r"^(?:(?:The|A|An|In|At|On|By|For|But|And|After|When|While|If|Will|Most|All|Every|Both|President|Prime|Minister|Ambassador"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s+)+"
)
_NEVER = re.compile(
    r"(?:Commission\s+President|(?:Conservative|Labour|Republican|Democratic)\s+(?:Party|Group)|Wagner\s+Group"
    r"|(?:West|Left|Right|South|North|East)\s+Bank|Russian\s+Federation|(?:Eastern|Western)\s+Bloc|Soviet\s+Union"
    r"|Chamber\s+of\s+Commerce|Central\s+Bank|Foreign\s+Office|\n)",
)
_CHAMBER_CUES = {
    "US-": re.compile(r"(?<!\w)(?:Republicans?|Democrats?|GOP|Capitol|Sens?\.|Reps?\.|White House|filibuster|D-[A-Z]|R-[A-Z])(?!\w)"),
    "UK-": re.compile(r"(?<!\w)(?:MPs?|Tory|Tories|Labour|Conservatives?|Downing Street|Westminster|Lords|Commons|backbenchers?)(?!\w)"),
}
# Bodies of the table of actors that the catalogue keeps under the id of what decides for them.
_DECIDES_FOR = {"EU": "EU-COUNCIL", "IAEA": "IAEA-BOARD", "WHO": "WHA", "EU-EUROPEAN-COUNCIL": "EU-EUROPEAN-COUNCIL"}
_SPEAKS_FOR_NONE = frozenset({"UN", "B3", "NORDICS", "BENELUX"})


@cache
def _names() -> Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """Names and epithets of the catalogue's bodies, by their first word: the words, the body, whether an epithet."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for body_id in list_bodies():
        try:
            body = load_body(body_id)
        except BodyError:
            continue  # a file of one's own that does not hold together is told where it is used
        for names, epithet in (((body.id, body.name, *body.aliases), False), (body.epithets, True)):
            for name in names:
                words = tuple(_split(name))
                if words:
                    found.setdefault(fold(words[0]).rstrip("."), []).append((words, body.id, epithet))
    known = set(list_bodies())
    for actor in default_table():
        if actor.kind != "body" or actor.id in _SPEAKS_FOR_NONE:
            continue
        decides = _DECIDES_FOR.get(actor.id, actor.id)
        for name in (actor.name, *actor.variants):
            words = tuple(_split(name))
            told = decides if decides in known else f"?{actor.name}"
            first = fold(words[0]).rstrip(".")
            if not any(row[0] == words and not row[2] for row in found.get(first, ())):
                found.setdefault(first, []).append((words, told, False))
    return MappingProxyType(
        {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[2], row[1]))) for first, rows in found.items()}
    )


def _split(text: str) -> list[str]:
    return re.findall(r"[\w+]+(?:\.[\w]+)*\.?", text.replace("’", "'")) if text else []


_WORDS = re.compile(r"[\w+]+(?:\.[\w]+)*")


def find_bodies(text: str) -> tuple[BodyMention, ...]:
    """All bodies that a text speaks of, in order.

    >>> [(m.id, m.name) for m in find_bodies("The Lake Council wrote to NATO. The alliance was silent.")]
    [('', 'Lake Council'), ('NATO', 'NATO'), ('NATO', 'The alliance')]
    """
    tokens = [Span(*match.span()) for match in _WORDS.finditer(text)]
    words = [text[t.start : t.end] for t in tokens]
    folded = [fold(word).rstrip(".") for word in words]
    names = _names()
    strong: list[BodyMention] = []
    weak: list[tuple[Span, tuple[str, ...], bool]] = []
    i = 0
    while i < len(tokens):
        strongest = _match(text, tokens, words, folded, i, epithets=False)
        if strongest is None:
            i += 1
            continue
        size, ids, _ = strongest
        span = Span(tokens[i].start, tokens[i + size - 1].end)
        unknown = ids[0].startswith("?")
        strong.append(BodyMention(span, "" if unknown else ids[0], ids[0][1:] if unknown else span.of(text)))
        i += size
    covered = {k for m in strong for k in range(m.span.start, m.span.end)}
    i = 0
    while i < len(tokens):
        found = None if tokens[i].start in covered else _match(text, tokens, words, folded, i, epithets=True)
        if found is None or tokens[i + found[0] - 1].start in covered:
            i += 1
            continue
        weak.append((Span(tokens[i].start, tokens[i + found[0] - 1].end), found[1], found[2]))
        i += found[0]
    made = list(strong)
    for match in _NAMED.finditer(text):
        name = re.sub(r"^(?:(?:of|for|on|and|the)\s+)+", "", _LEADING.sub("", match.group())).rstrip("’'").removesuffix("'s").removesuffix("’s")
        start = match.start() + match.group().rfind(name)
        span = Span(start, start + len(name))
        if " " not in name or _NEVER.search(name) or any(span.overlaps(m.span) for m in made if not _within(m.span, span)):
            continue
        inner = [m for m in made if _within(m.span, span)]
        if inner and any(m.span.end == span.end for m in inner):
            continue  # a longer way to write a known one
        if inner and re.match(r"['’]s", text[inner[0].span.end : inner[0].span.end + 2]):
            continue  # "the IAEA's board" is the IAEA
        if inner and len(name.split()) - len(inner[0].name.split()) > 0 and not re.search(_NOUN + r"\Z", name):
            continue
        made = [m for m in made if not _within(m.span, span)]
        made.append(BodyMention(span, "", name))
    made.sort(key=lambda m: m.span)
    for span, options, proper in weak:
        if any(span.overlaps(m.span) for m in made):
            continue
        before = [m for m in made if m.span.end <= span.start and m.id in options and m.strength == 1.0]
        if before:
            made.append(BodyMention(span, before[-1].id, span.of(text), 0.5))
        elif proper:  # "the Senate", "MPs": whose it is, the rest of the text tells
            told_by = {o: len(cue.findall(text)) for o in options for p, cue in _CHAMBER_CUES.items() if o.startswith(p)}
            told_by = {o: n for o, n in told_by.items() if n}
            if told_by:
                made.append(BodyMention(span, max(told_by, key=lambda o: (told_by[o], o)), span.of(text), 0.6))
            elif any(m.id in options for m in made):
                made.append(BodyMention(span, next(m.id for m in made if m.id in options), span.of(text), 0.5))
    return tuple(sorted(made, key=lambda m: m.span))


def _match(
    text: str, tokens: list[Span], words: list[str], folded: list[str], at: int, *, epithets: bool
) -> tuple[int, tuple[str, ...], bool] | None:
    """The longest name (or epithet) that begins at a word: its size, whose it may be, whether it is a proper name."""
    size, ids, proper = 0, [], False
    for told, body_id, epithet in _names().get(folded[at], ()):
        if epithet is not epithets or len(told) < size:
            continue
        count = len(told)
        if at + count > len(tokens) or [fold(w).rstrip(".") for w in told] != folded[at : at + count]:
            continue
        if any("\n" in text[tokens[at + k].end : tokens[at + k + 1].start] for k in range(count - 1)):
            continue
        if not _written(told, words[at : at + count], epithet=epithet):
            continue
        size = count
        ids.append(body_id)
        proper = proper or any(w[:1].isupper() for w in told)
    return (size, tuple(ids), proper) if ids else None


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _written(told: tuple[str, ...], found: list[str], *, epithet: bool) -> bool:
    """Whether words are written as the name is: short names in capitals, names with a capital at least."""
    if epithet:
        return all(not (t[:1].isupper() and t.lower() != "the") or f[:1].isupper() for t, f in zip(told, found, strict=True))
    if len(told) == 1 and told[0].isupper() and len(told[0]) <= 7:
        return found[0].rstrip(".") == told[0] or (len(told[0]) >= 4 and found[0] == told[0].capitalize())
    return any(f[:1].isupper() for f in found) and found[0][:1].isupper() == told[0][:1].isupper()
