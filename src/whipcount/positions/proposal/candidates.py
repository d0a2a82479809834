"""Whom a decision is about: the states that would join or leave, or the person (or host) that would be chosen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.acts import ObjectKind, lexicon
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_candidates import HOSTS, Candidate, find_post
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
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
        if frame.act.object is ObjectKind.PERSON and HOSTS.match(page.text[mention.span.end : mention.span.end + 80]):
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
            if _AS_MEMBER.match(after) or (k == 0 and word.low in lexicon().nouns):  # "Suspension takes eight votes"
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
    rf"|{_NAME.replace('name', 'wisher')}\s+(?:(?:still|also|has\s+long|long|now)\s+)?"
    r"(?:wants?|wanted|hopes?|hoped|would\s+like|wishes|wished|aims?|aspires?|plans?|is\s+(?:due|set|waiting|about|hoping|seeking|trying))"
    r"\s+to\s+(?:join|become|enter|accede|be\s+(?:admitted|accepted|let\s+in))\b"
    rf"|(?:let|allow|letting|allowing|have|want|wants|see|help|for)\s+(?:the\s+)?{_NAME.replace('name', 'let')}\s+"
    r"(?:to\s+)?(?:join|in(?=\W)|become|accede|be\s+(?:admitted|accepted))\b"
)
"""Who joins, where no telling has it as its object: "asked the pact to admit it"."""


def _joining_names(page: Page, taken: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    for match in _JOINS.finditer(page.text):
        key = next(group for group in ("name", "owner", "asker", "wisher", "let") if match[group])
        name, span = match[key], Span(*match.span(key))
        if _AS_MEMBER.match(page.text, span.end):
            continue
        known = any(m.span.overlaps(span) and m.via is Via.MEMBERS for m in page.mentions)
        if "\n" in name or known or any(span.overlaps(t) for t in taken) or name.lower() in word_classes()["stops"]:
            continue
        yield re.sub(r"['’]s?\Z", "", name), span
