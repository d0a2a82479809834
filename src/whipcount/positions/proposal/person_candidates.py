"""The person whom a decision is about, and the post; the state that would hold an office or host."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import word_classes
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom it is about.

    Attributes:
        id: of the actor; for a person the name.
        names: how to show it; several where several stand together.
        spans: where it is spoken of.
        post: for a person, what it would become ("secretary general"); empty where not told.
    """

    id: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    post: str = ""


_PERSON = lazy_pattern(
    r"(?<![\w’'-])(?:[A-Z][\w’'-]*[a-zà-ž]|[A-Z]\.)(?:\s+(?:(?:de|der|den|van|von|da|dos|al|el|bin|la"
    r"|le)\s+)?(?:(?:al|el|ad|as|ul|ben)-)?(?:[A-Z][\w’-]*[a-zà-ž]|[A-Z]\.)){1,6}(?:\s+(?:Jr\.?|III?))?"
)


_CUE = lazy_pattern(
    r"(?:candida\w+|nomin\w+|appoint\w*|elect(?:s|ed|ion|ing)?|confirm\w*|successor|succeed\w*|re-?elect\w*"
    r"|choos\w+|chosen|chose|picked?"
    r"|post|job|chair\w*|speaker\w*|secretary[- ]general|director[- ]general|president|head|helm|gavel|race"
    r"|endors\w+|hopeful|contender|front-?runner|win|wins|won|impeach\w*|convict\w*|acquit\w*|dismiss\w*"
    r"|remov\w*|will\s+(?:lead|head|run|chair)|to\s+(?:lead|head|run|chair))(?!\w)",
    re.IGNORECASE,
)


_SAID = lazy_pattern(
    r"\s*,?\s*(?:said|says|told|added|wrote|announced|argued|warned|called|noted|explained|who)(?!\w)"
    r"|[^.\n]{0,12}(?:said|told)\b"
)


_HEADS = lazy_pattern(
    r"(?:next\s+)?(?:secretary[- ]general|director[- ]general|president|speaker|chair(?:man|woman|person|manship"
    r"|personship)?|head|chief|leader|presidency|speakership"
    r"|prime minister|chancellor|commissioner|judge|justice|ambassador|governor|high representative"
    r"|managing director|secretary|director|minister|host)(?!\w)",
    re.IGNORECASE,
)


_RIVAL = lazy_pattern(
    rf"(?:,|\band|\bbut|\bagainst)\s+(?:only\s+)?{NUMBER}\s+(?:members?\s+|votes?\s+)?(?:voted\s+|were\s+)?for\s+(?:[\w’'-]+\s+){{0,4}}?\Z",
    re.IGNORECASE,
)
_GIVEN_IT = lazy_pattern(
    r"\b(?:gave|given|gives|awarded|awards|handed|goes|went|presented)\s+(?:[\w’'-]+\s+){0,5}?to\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}\Z"
)


def find_person(page: Page, frame: Frame, bodies: Sequence[BodyMention]) -> Candidate | None:
    """The person that would be chosen: named beside the words of the choice, and not only as who speaks of it."""
    text = page.text
    scores: dict[str, float] = defaultdict(float)
    places: dict[str, list[Span]] = defaultdict(list)
    full: dict[str, str] = {}
    inside = [
        (t.occurrence.object.span(page.words[t.occurrence.line]), min(t.score, 8.0))
        for t in frame.tellings[:8]
        if t.occurrence.object is not None
    ]
    for match in _PERSON.finditer(text):
        if match.group()[:1].islower() or match.group().split()[0].lower() in word_classes()["possessives"]:
            continue
        name = _bare(match.group())
        if name is None or not _is_person(name) or number_of(name.split()[0]) is not None:
            continue  # "Two Democrats"
        start = match.start() + match.group().rfind(name)
        span = Span(start, start + len(name))
        if any(span.overlaps(b.span) for b in bodies) or any(span.overlaps(m.span) for m in page.mentions):
            continue
        family = name.split()[-1].removesuffix("'s").removesuffix("’s")
        full.setdefault(family, re.sub(r"['’]s\Z", "", name))
        places[family].append(Span(start, start + len(name)))
    for family in full:
        for match in re.finditer(rf"(?<![\w-]){re.escape(family)}(?![\w-])", text):
            span = Span(*match.span())
            line = page.line_of(span)
            if line < 0:
                continue
            sentence = page.sentences[line]
            around = text[max(sentence.start, span.start - 90) : min(sentence.end, span.end + 90)]
            points = 0.6 + 1.2 * bool(_CUE.search(around))
            after = text[span.end : min(sentence.end, span.end + 30)]
            if _SAID.match(after):
                points *= 0.15
            if re.match(
                r"['’]s?\s+(?:[\w-]+\s+){0,2}?(?:candidacy|nomination|appointment|election|bid|confirmation"
                r"|impeachment|candidature)",
                after,
            ):
                points += 4.0
            before = text[max(sentence.start, span.start - 60) : span.start]
            if re.search(
                r"(?:succe(?:ed|eds|eding|ssor\s+to)|replac\w+|outgoing|incumbent|current"
                r"|stepping\s+down)\s+(?:[\w.-]+\s+){0,4}\Z",
                before,
                re.IGNORECASE,
            ):
                points *= 0.15
            if re.search(
                r"(?:appoint\w*|elect(?:ed|s|ing)?|nominat\w+|confirm\w*|endors\w+|back(?:s|ed|ing)?|support\w*"
                r"|choos\w+|candidacy|nomination|appointment|election|for|oppos\w+|block\w*|reject\w*)\s+(?:of\s+"
                r"|for\s+|as\s+)?(?:[\w’'.-]+\s+){0,5}?\Z",
                before,
            ):
                points += 1.5
            if _RIVAL.search(before):
                points *= 0.15  # "nine voted for her and seven for Peter Stamm"
            if _GIVEN_IT.search(before):
                points += 3.0
            if re.search(r"\bvot\w*\s[^.;]{0,40}?\bto\s+make\s+(?:[\w.’'-]+\s+){0,3}\Z", before):
                points += 4.0
            points += sum(0.8 * score for where, score in inside if where.overlaps(span))
            scores[family] += points * (page.prominence(line)) * (0.4 if page.is_background(line) else 1.0)
    if not scores:
        return None
    best = max(scores, key=lambda name: (scores[name], name))
    if scores[best] < 2.0:
        return None
    return Candidate(full[best], (full[best],), tuple(places[best][:8]), find_post(page, frame))


def find_post(page: Page, frame: Frame) -> str:
    """What the candidate would become, in the report's words: "secretary general"."""
    counts: dict[str, float] = defaultdict(float)
    lines = {t.occurrence.line for t in frame.tellings[:8]} | {page.title_line, page.lead_line}
    for number in sorted(line for line in lines if line >= 0):
        for match in _HEADS.finditer(page.text, *page.sentences[number]):
            around = page.text[max(0, match.start() - 30) : match.start()].lower()
            points = page.prominence(number) * (
                2.0
                if re.search(
                    r"(?:as|become|next|new|of|for|top|be)\s+(?:the\s+|a\s+|its\s+)?(?:[\w.-]+\s+){0,2}\Z", around
                )
                else 0.6
            )
            if page.text[match.end() : match.end() + 2].strip()[:1].isupper():
                points *= 0.2  # "Prime Minister Jan Visser": an office that somebody holds
            counts[" ".join(match.group().lower().split()).removeprefix("next ")] += points
    if not counts:
        return ""
    best = max(counts, key=lambda post: (counts[post], post))
    return best if counts[best] >= 2.0 else ""


HOSTS = lazy_pattern(
    r"\s+(?:is\s+|was\s+)?(?:to|will|would|should|may|could|can)?\s*(?:take|takes|taking|assume|hold|holding|head"
    r"|lead|chair|host|get|have|be)\s+(?:over\s+)?(?:[\w'’-]+\s+){0,4}?(?:chair\w*|presidency|helm|post|job|games"
    r"|summit|conference|host)"
    r"|['’]s\s+(?:[\w-]+\s+){0,2}?(?:candidacy|candidature|bid|chairmanship|presidency|election|appointment)"
    r"|\s+(?:as|kept\s+from|barred\s+from|from|for)\s+(?:getting\s+)?(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:chair\w*"
    r"|presidency|host|job)",
    re.IGNORECASE,
)


_PERSON_OF = lazy_pattern(r"[A-Z][\w’'-]*[a-zà-ž]\s+of\s+(?:the\s+)?\Z")


def of_a_person(page: Page, span: Span) -> bool:
    """Whether a state is told only as where a person comes from: "Ada Obi of Nigeria"."""
    return _PERSON_OF.search(page.text[max(0, span.start - 40) : span.start]) is not None


def hosts_told(page: Page, state: Candidate) -> int:
    """How often a state itself is told as who would hold the office or host: "Malta to take the chair"."""
    count = 0
    for span in state.spans:
        if of_a_person(page, span):
            continue
        line = page.line_of(span)
        if line >= 0 and HOSTS.match(page.text[span.end : min(page.sentences[line].end, span.end + 80)]):
            count += 2 if line == page.title_line else 1
    return count


_TITLES = frozenset(
    "president prime minister senator sen rep representative ambassador foreign defence defense finance interior"
    " chancellor secretary general "
    "mr mrs ms dr sir dame lord lady judge justice governor premier speaker king queen prince former chairman"
    " director deputy commissioner the "
    "spokesman spokeswoman spokesperson candidate nominee professor chief leader head us u.s. dutch german french"
    " british".split()
)


def _bare(name: str) -> str | None:
    words = name.split()
    low = [w.lower().rstrip(".") for w in words]
    last = max((n for n, w in enumerate(low[:-1]) if w in _TITLES), default=-1)
    words = words[last + 1 :]
    return " ".join(words) if len(words) >= 2 else None


_NO_PERSON = frozenset(
    "united south north west east new human security high european african asian american general central"
    " national international world "
    "supreme great democratic republican conservative labour social federal foreign white black red middle latin"
    " saudi sri costa el san "
    "hong puerto sierra burkina cape ivory czech bosnia papua trinidad antigua air radio press associated agence"
    " lower upper old climate "
    "treaty pact act bill convention prohibition council union league commission committee assembly court house"
    " senate street times post "
    "business financial daily party group deep ocean sea gulf bank island islands river lake good five".split()
)


def _is_person(name: str) -> bool:
    words = name.split()
    low = {w.lower().rstrip(".").removesuffix("'s").removesuffix("’s") for w in words}
    classes = word_classes()
    if low & (classes["days"] | classes["stops"] | classes["cities"] | _NO_PERSON):
        return False
    return is_given_name(words[0]) or len(words) <= 3
