"""Who decides where no body is named: the provinces, the trustees of a fund; by the words before the verb."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from whipcount.positions.proposal.deciding_body import BodyChoice
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import word_classes
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import word_lists
from whipcount.text.span import Span

_PROPER = r"(?-i:[A-Z])[\w’'&-]*"
_OWNED = "|".join(word_lists("bodies/deciders")["owners"].split())
_OWNER = (
    rf"(?:\s+of\s+(?:the\s+)?(?:(?:{_OWNED})\s+of\s+(?:the\s+)?)?{_PROPER}"
    rf"(?:\s+(?:of\s+(?:the\s+)?|and\s+|for\s+)?{_PROPER}){{0,6}}(?:\s+(?:{_OWNED})\b){{0,2}})"
)
_OF_PERSONS = frozenset("board council bench house court college committee".split())
_SELDOM = frozenset("members states countries nations parties partners allies government cabinet coalition".split())


@cache
def _words() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    told = word_lists("bodies/deciders")
    collectives, persons = (frozenset(told[key].split()) for key in ("collectives", "persons"))
    nouns = "|".join(sorted(collectives | persons, key=len, reverse=True))
    group = re.compile(
        rf"(?<!\w)(?P<name>(?:(?:the|its|their)\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:(?:board|council|bench|house|court|college|committee)\s+of\s+)?(?P<noun>{nouns})(?P<owner>{_OWNER})?)(?!\w)",
        re.IGNORECASE,
    )
    size = re.compile(rf"(?:{NUMBER}|(?:{NUMBER})[- ](?:{'|'.join(told['sizes'].split())}))\Z", re.IGNORECASE)
    return collectives, persons, group, size


def find_group(page: Page, frame: Frame, votes: tuple[int, ...] = ()) -> BodyChoice | None:
    """Who decides where no body is named: the provinces, parliament, shareholders; by the words before the verb.

    Args:
        page: the report.
        frame: what is decided.
        votes: sentences that tell of a vote, where no verb tells what is decided.
    """
    counts: dict[str, float] = defaultdict(float)
    places: dict[str, list[Span]] = defaultdict(list)
    shown: dict[str, str] = {}
    lines = {t.occurrence.line for t in frame.tellings[:6]} | set(votes)
    collectives, _, pattern, _ = _words()
    for number, sentence in enumerate(page.sentences):
        for match in pattern.finditer(page.text, *sentence):
            owner = match["owner"] or ""
            told = match["name"].removesuffix(owner) if owner else match["name"]
            if owner.endswith(("'s", "’s")):
                owner = ""  # "deputies of Trennick's parliament"
            name, start = _clean(told, match.start("name"))
            if name is not None:
                name += owner
            if name is None or page.text[sentence.start : start].count("“") > page.text[sentence.start : start].count(
                "”"
            ):
                continue
            key = match["noun"].lower()
            if name.lower() == "board" and page.text[:start].endswith("on "):
                continue  # "with the man on board"
            if key == "states" and page.text[max(0, start - 7) : start + 7].startswith("United "):
                continue
            if frame.act.id == "confidence" and _GOVERNS.search(name):
                continue
            if key == "house" and not owner and _BUILDING.search(name):
                continue  # "the opera house"
            span = Span(start, start + len(name))
            weight = page.prominence(number) * (2.0 if number in lines else 0.6)
            for telling in frame.tellings[:6]:
                occurrence = telling.occurrence
                if occurrence.line != number:
                    continue
                if occurrence.object is not None and occurrence.object.span(page.words[number]).overlaps(span):
                    weight *= 0.2
                elif (
                    span.end <= occurrence.anchor.start
                    and len(page.text[span.end : occurrence.anchor.start].split()) <= 5
                ):
                    weight *= 2.5
            if key in collectives or owner:
                weight *= 1.5
            if key in _SELDOM and not owner:
                weight *= 0.7
            if " " in name and name.split()[-1][:1].isupper():
                weight *= 1.3  # "the Constitutional Court"
            counts[key] += weight
            places[key].append(Span(start, start + len(name)))
            if (bool(owner), len(name.split())) > (bool(" of " in shown.get(key, "")), len(shown.get(key, "").split())):
                shown[key] = name
    for name, span, weight in _subjects(page, frame):
        counts[name.lower()] += weight
        places[name.lower()].append(span)
        shown[name.lower()] = name
    if not counts:
        return None
    best = max(counts, key=lambda key: (counts[key], key))
    plural = best.endswith("s") and not best.endswith("ss") and best != "congress"
    name = shown[best] if " " in shown[best] or best not in _words()[0] | _words()[1] else shown[best].lower()
    return BodyChoice("", name, tuple(places[best][:8]), plural, "the only ones that the report tells of as deciding")


def in_the_news(page: Page, frame: Frame, body: BodyChoice, votes: tuple[int, ...] = ()) -> BodyChoice | None:
    """Who decides by the news itself, where a body that no catalogue has is told further down only: a party, a bank.

    Args:
        page: the report.
        frame: what is decided.
        body: the body found.
        votes: sentences that tell of a vote.

    Returns:
        The group, or ``None`` where the body stands in the news, too, or no group does.
    """
    front = {page.title_line, page.lead_line, page.lead_line + 1} | set(votes)
    telling = {t.occurrence.line for t in frame.tellings[:3]}
    if any(page.line_of(span) in front | telling for span in body.spans):
        return None
    group = find_group(page, frame, votes)
    if group is None or not any(page.line_of(span) in front & (telling | set(votes)) for span in group.spans):
        return None
    return None if frame.act.id == "confidence" and _GOVERNS.search(group.name) else group


_GOVERNS = lazy_pattern(r"\b(?:government|cabinet|coalition|ministers)\b", re.IGNORECASE)
"""On whom a parliament votes: it does not decide on itself."""
_BUILDING = lazy_pattern(r"(?<!upper)(?<!lower)(?<!other)(?<!whole)(?<!full)\b(?<!\A)\shouse\Z")
_SUBJECT = lazy_pattern(rf"\A\W*(?:The\s+)?(?P<name>{_PROPER}(?:\s+{_PROPER}){{0,3}})\s+\Z")
_HEADLINE = 4.0


def _subjects(page: Page, frame: Frame) -> Iterator[tuple[str, Span, float]]:
    """A proper name that begins the title before the verb of the act: "Interpol picks ...", no place and no person."""
    if page.title_line < 0:
        return
    sentence = page.sentences[page.title_line]
    for telling in frame.tellings[:6]:
        anchor = telling.occurrence.anchor
        if telling.occurrence.line != page.title_line or telling.occurrence.verb is None:
            continue
        found = _SUBJECT.match(page.text[sentence.start : anchor.start])
        if found is None:
            continue
        span = Span(sentence.start + found.start("name"), sentence.start + found.end("name"))
        again = len(re.findall(rf"(?<!\w){re.escape(found['name'])}(?!\w)", page.text)) > 1
        person = is_given_name(found["name"].split()[0]) or any(m.span.overlaps(span) for m in page.mentions)
        generic = found["name"].lower() in _words()[0] | _words()[1]
        if again and not person and not generic:
            yield found["name"], span, _HEADLINE


def _clean(name: str, start: int) -> tuple[str | None, int]:
    """The name of a group without words that are none of it: from the last word that cannot stand in a name on."""
    classes = word_classes()
    found = list(re.finditer(r"\S+", name))
    first = 0
    for n, match in enumerate(found[:-1]):
        low = match.group().lower()
        if low == "of" and n and found[n - 1].group().lower() in _OF_PERSONS:
            continue  # "board of regents"
        if (
            low in classes["prepositions"]
            or low in classes["stops"]
            or low in classes["determiners"]
            or low in classes["finite"]
            or low in ("and", "or")
            or not low[0].isalnum()  # "9 June 2031 - Voters"
            or low in classes["quantifiers"]
            or low.endswith(("ed", "ing", "ly"))
            or _words()[3].fullmatch(low)
        ):
            first = n + 1
    if first >= len(found):
        return None, start
    kept = name[found[first].start() :]
    if first and found[first - 1].group().lower() == "the" and re.match(r"[a-z][\w-]*['’]s\s", kept):
        return f"the {kept}", start + found[first - 1].start()  # "the university's board"
    if kept.lower().startswith("the "):
        first_shift = 4
        return kept[4:], start + found[first].start() + first_shift
    return kept, start + found[first].start()
