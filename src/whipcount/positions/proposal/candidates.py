"""Whom a decision is about: the states that would join or leave, or the person (or host) that would be chosen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.acts import ObjectKind
from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span

_GIVEN_TO = lazy_pattern(
    r"(?:(?:countries|states|nations|applicants|members)\W+(?:among\W+them|including|namely)\W+(?:the\W+)?\Z)|(?:(?:(?:re-?)?(?:invit\w*|admit\w*|admission|accession|membership|entry)|letting|let|bid|invitation"
    r"|candidac\w+|application|"
    r"suspend\w*|suspension|expel\w*|expulsion|expuls\w+|readmission|exclu\w+|oust\w*|kick\w*|ejec\w+|suspending"
    r"|reinstat\w+|recogni\w+|"
    r"welcom\w+|accept\w*|appoint\w*|appointment|elect\w*|election|nominat\w+|choos\w+|join\w*|bar\w*|keep\w*"
    r"|kept|promis\w+|way|path|"
    r"approve\w*|backing|back|on|that|whether|of|support)"
    r"(?:\W+(?:for|to|of|by|from|on|in))?|(?:accession|membership|entry)\W+(?:talks|negotiations)\W+(?:with|for"
    r"|between\W+(?:the\W+)?[\w-]+\W+(?:\w+\W+)?and))"
    r"(?:\W+the)?\W+\Z",
    re.IGNORECASE,
)
_OWNS = lazy_pattern(
    r"(?:['’]s?|s['’])?\s+(?:[\w-]+\s+){0,3}?(?:accession|membership|bid|application|admission|entry|invitation"
    r"|integration|candidacy"
    r"|candidature|return|suspension|expulsion|readmission|chairmanship|presidency|nomination|seat|way|path|road"
    r"|hopes?|door|place)(?!\w)"
    r"|\s+(?:and\s+[A-Z]\w+\s+)?(?:to\s+)?(?:join|accede|enter|become|joins|joining|acceding|entering|becoming"
    r"|joined|gets?\s+(?:the\s+)?(?:go-ahead|green))(?!\w)"
    r"|\s+(?:(?:and|,)\s+[A-Z]\w+\s+)?(?:back\s+)?in(?:to|side)?\s+(?:the\s+)?(?:[A-Z]|alliance|bloc|union"
    r"|council|club|zone|area|league)"
    r"|\s+(?:\w+\s+)?(?:let|admitted|readmitted|suspended|expelled|barred|kept|excluded|invited|taken"
    r"|welcomed)\s+(?:in|into|to|from|out|back|as)?"
    r"|\s+(?:as|to\s+(?:take|chair|head|host|lead|hold|be))(?!\w)",
    re.IGNORECASE,
)
_HOLDER_OF = lazy_pattern(
    r"(?:minist\w+|president|premier|chancellor|leaders?|ambassador|envoy|king|queen|heads?|chief|spokes\w+|secretary"
    r"|governments?|parliament|capital|people|citizens|members?|delegat\w+|representatives?|agreement|consent"
    r"|votes?|voice|objections?|veto)\s+(?:of|for|from)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before a state that is spoken of as somebody's, and is no object of the decision: "the minister of"."""
_NEXT_OF_LIST = lazy_pattern(r"\s*(?:,|and|or)\s*(?:and\s+)?(?:the\s+)?\Z")
_PERSON = lazy_pattern(
    r"(?<![\w’'-])(?:[A-Z][\w’'-]*[a-zà-ž]|[A-Z]\.)(?:\s+(?:(?:de|der|den|van|von|da|dos|al|el|bin|la"
    r"|le)\s+)?(?:(?:al|el|ad|as|ul|ben)-)?(?:[A-Z][\w’-]*[a-zà-ž]|[A-Z]\.)){1,6}(?:\s+(?:Jr\.?|III?))?"
)
_CUE = lazy_pattern(
    r"(?:candida\w+|nomin\w+|appoint\w*|elect(?:s|ed|ion|ing)?|confirm\w*|successor|succeed\w*|re-?elect\w*"
    r"|choos\w+|chosen|chose|picked?"
    r"|post|job|chair\w*|speaker\w*|secretary[- ]general|director[- ]general|president|head|helm|gavel|race"
    r"|endors\w+|hopeful|contender|front-?runner|win|wins|won|impeach\w*|convict\w*|acquit\w*|dismiss\w*"
    r"|remov\w*)(?!\w)",
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


def find_state(
    page: Page, frame: Frame, table: ActorTable, *, not_ids: Collection[str], members: Collection[str]
) -> Candidate | None:
    """The state or body that stands where admissions, suspensions and elections have their object.

    Args:
        page: the report.
        frame: what is decided.
        table: the actors.
        not_ids: who cannot be it: the deciding body.
        members: the body's members; those join nothing that they belong to.
    """
    joins = frame.act.joins
    scores: dict[str, float] = defaultdict(float)
    places: dict[str, list[Span]] = defaultdict(list)
    order: dict[str, int] = {}
    inside = [
        (t.occurrence.object.span(page.words[t.occurrence.line]), t.score)
        for t in frame.tellings[:8]
        if t.occurrence.object is not None
    ]
    mentions = [m for m in page.mentions if m.via is not Via.MEMBERS and m.id not in not_ids]
    previous: Mention | None = None
    pointed = False
    for mention in mentions:
        order.setdefault(mention.id, mention.span.start)
    for mention in mentions:
        known = table.actors.get(mention.id)
        if known is None or known.kind == "body":
            previous, pointed = None, False
            continue
        before = re.split(r"[;:]\s", page.text[max(0, mention.span.start - 60) : mention.span.start])[-1]
        after = page.text[mention.span.end : mention.span.end + 60]
        given = bool(_GIVEN_TO.search(before)) and not _HOLDER_OF.search(before)
        points = 2.0 * given + 3.0 * bool(_OWNS.match(after))
        if mention.via is Via.CAPITAL or (
            mention.via is Via.DEMONYM
            and not re.match(
                r"\s+(?:accession|membership|bid|entry|admission|candidacy|application|suspension|expulsion"
                r"|chairmanship|statehood)",
                after,
            )
        ):
            points = 0.0
        chained = (
            previous is not None
            and pointed
            and bool(_NEXT_OF_LIST.fullmatch(page.text[previous.span.end : mention.span.start]))
        )
        if chained:
            points = max(points, 2.0)
        if mention.via is Via.NAME or points:
            points += sum(min(3.0, score / 2) for span, score in inside if span.overlaps(mention.span))
        if frame.act.object is ObjectKind.PERSON and _HOSTS.match(page.text[mention.span.end : mention.span.end + 80]):
            points += 3.0
        previous, pointed = mention, points > 0
        if not points:
            continue
        line = page.line_of(mention.span)
        weight = page.prominence(line) if line >= 0 else 0.5
        if joins and mention.id in members:
            points *= 0.3
        scores[mention.id] += points * weight * (0.4 if line >= 0 and page.is_background(line) else 1.0)
        places[mention.id].append(mention.span)
    if not scores:
        return None
    best = max(scores, key=lambda actor: (scores[actor], -order[actor]))
    together = sorted(
        (
            other
            for other in scores
            if other == best
            or (scores[other] >= 0.2 * scores[best] and _stand_together(page, places[best], places[other]))
        ),
        key=lambda actor: order[actor],
    )
    names = tuple(table.actors[actor].name for actor in together[:4])
    spans = tuple(dict.fromkeys(span for actor in together for span in places[actor][:6]))
    post = find_post(page, frame) if frame.act.object is ObjectKind.PERSON else ""
    return Candidate(together[0], names, spans[:8], post)


def _stand_together(page: Page, one: Sequence[Span], other: Sequence[Span]) -> bool:
    pairs = 0
    for a in one:
        for b in other:
            first, last = (a, b) if a.start < b.start else (b, a)
            if re.fullmatch(r"(?:['’]s?)?\s*(?:,|and|or)\s*(?:and\s+)?(?:the\s+)?", page.text[first.end : last.start]):
                pairs += 1
    return pairs > 0


def named_by_report(page: Page, frame: Frame, *, taken: Sequence[Span]) -> Candidate | None:
    """A candidate that no table knows: the name within the object, or the one that owns the bid."""
    found: dict[str, list[Span]] = defaultdict(list)
    scores: dict[str, float] = defaultdict(float)
    classes = word_classes()
    for telling in frame.tellings[:8]:
        occurrence = telling.occurrence
        if occurrence.object is None:
            continue
        words = page.words[occurrence.line]
        first, end = occurrence.object.first, occurrence.object.end
        k = first
        while k < end:
            word = words[k]
            if (
                not word.capital
                or not word.is_word
                or word.low in classes["stops"]
                or word.low in classes["determiners"]
                or word.low in classes["quantifiers"]
                or any(word.span.overlaps(t) for t in taken)
            ):
                k += 1
                continue
            stop = k + 1
            while (
                stop < end
                and words[stop].capital
                and words[stop].is_word
                and not any(words[stop].span.overlaps(t) for t in taken)
            ):
                stop += 1
            span = Span(words[k].span.start, words[stop - 1].span.end)
            name = re.sub(r"['’]s?\Z", "", span.of(page.text))
            span = Span(span.start, span.start + len(name))
            after = page.text[span.end : span.end + 50]
            before = re.split(r"[;:]\s", page.text[max(0, span.start - 50) : span.start])[-1]
            points = 1.0 + 2.0 * bool(_OWNS.match(after)) + 2.0 * bool(_GIVEN_TO.search(before))
            if _AS_MEMBER.match(after):
                points *= 0.1
            scores[name] += points * telling.score
            found[name].append(span)
            k = stop
    if not scores and frame.act.joins:
        for name, span in _joining_names(page, taken):
            scores[name] += 1.0
            found[name].append(span)
    if not scores:
        return None
    best = max(scores, key=lambda name: (scores[name], -found[name][0].start))
    everywhere = tuple(Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(best)}(?!\w)", page.text))
    return Candidate(slug(best).upper(), (best,), everywhere[:8] or tuple(found[best][:8]))


_AS_MEMBER = lazy_pattern(
    r"['’]s?\s+(?:parliament|government|cabinet|lawmakers|foreign|prime|president|senate|voters)(?!\w)|\s+(?:on\s+\w+\s+)?became\s+the\s"
)
"""Behind the name of one that acts as a member: whose parliament ratifies is not whom it is about."""
_NAME = r"(?P<name>[A-Z][\w’'-]*[a-zà-ž](?:\s+[A-Z][\w’'-]*[a-zà-ž]){0,2})"
_JOINS = lazy_pattern(
    rf"(?<!\w)(?:(?:re)?admission|accession|membership|entry|invitation)\s+(?:of|for|to)\s+(?:the\s+)?{_NAME}"
    rf"|{_NAME.replace('name', 'owner')}(?:['’]s|s['’])\s+(?:\w+\s+)?"
    r"(?:request|bid|application|accession|membership|admission|entry)(?!\w)"
    rf"|{_NAME.replace('name', 'asker')}\s+(?:(?:on\s+\w+day|has|had|have|formally|officially|also)\s+){{0,3}}"
    r"(?:asked|asks|applied|applies|requested|requests|seeks|sought)\s[^.;]{0,80}?\b(?:to\s+(?:admit|join|accept|take)|admission|membership)\b"
    rf"|(?:let|allow|letting|allowing|have|want|wants|see|help|for)\s+(?:the\s+)?{_NAME.replace('name', 'let')}\s+"
    r"(?:to\s+)?(?:join|in(?=\W)|become|accede|be\s+(?:admitted|accepted))\b"
)
"""Who joins, where no telling has it as its object: "asked the pact to admit it"."""


def _joining_names(page: Page, taken: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    for match in _JOINS.finditer(page.text):
        key = next(group for group in ("name", "owner", "asker", "let") if match[group])
        name, span = match[key], Span(*match.span(key))
        if _AS_MEMBER.match(page.text, span.end):
            continue
        known = any(m.span.overlaps(span) and m.via is Via.MEMBERS for m in page.mentions)
        if "\n" in name or known or any(span.overlaps(t) for t in taken) or name.lower() in word_classes()["stops"]:
            continue
        yield re.sub(r"['’]s?\Z", "", name), span


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


_HOSTS = lazy_pattern(
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
        if line >= 0 and _HOSTS.match(page.text[span.end : min(page.sentences[line].end, span.end + 80)]):
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
