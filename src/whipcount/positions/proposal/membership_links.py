"""States told beside a body that they would join or leave: "Romania in Schengen", "a clear road into the Pact".

News tells of admissions without any word for one. What links the two is a preposition of place or a verb of joining.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whipcount.bodies.actors import Via
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_LINK = lazy_pattern(
    r"(?<!\w)(?:(?:to\s+)?(?:join|joins|joined|joining|enter|enters|entering|entered|accede|acceding)(?:\s+to)?"
    r"|into|in|inside|becoming|become|becomes"
    r"|(?:full\s+|fully\s+)?members?\s+(?:of|in)|membership\s+(?:of|in)|accession\s+to|entry\s+(?:in)?to"
    r"|admission\s+to|part\s+of|seat\s+in)"
    r"(?:\s+(?:[\w-]+\s+){0,3}?(?:of|in|to))?(?:\s+the)?\s+\Z",
    re.IGNORECASE,
)
_JOINING = lazy_pattern(
    r"(?<!\w)(?:join\w*|enter\w*|acced\w+|accession|members?\s+of|membership|admi\w+|entry|way|road|path|door|bid"
    r"|aspir\w*|applicat\w+|candida\w+|into|receiv\w+|seat|return\w*|back)(?!\w)",
    re.IGNORECASE,
)
_STANCE = lazy_pattern(
    r"(?<!\w)(?:veto\w*|block\w*|bars?|barred|barring|oppos\w+|object\w*|approv\w+|agree\w*|accept\w*|ratif\w+"
    r"|vote\w*|unanim\w+|consensus|[“\"‘']no[”\"’']|[“\"‘']yes[”\"’']"
    r"|consent\w*|support\w*|back\w*|reject\w*|welcome\w*|allow\w*|let|clear\w*|green light|go-ahead|unbending"
    r"|resist\w*)(?!\w)",
    re.IGNORECASE,
)
_BEFORE_JOINING = lazy_pattern(
    r"\s+(?:membership|entry|accession|bid|application|hopes|candidacy|door|seat)(?:\s+(?:for|of|by"
    r"|to))?(?:\s+the)?\s+\Z",
    re.IGNORECASE,
)
_ONE_OF = lazy_pattern(
    r"\b(?:of|all|the|its)\s+(?:(?:the|its|other)\s+)?(?:\w+\s+)?(?:members|countries|states)\s+(?:of|in)(?:\s+the)?\s+\Z",
    re.IGNORECASE,
)
_NEAR = 110  # code points between the state and the body


def membership_links(page: Page, bodies: Sequence[BodyMention], table: ActorTable) -> Iterator[Occurrence]:
    """Occurrences of an admission, one for each sentence that tells a state and a body so."""
    act = lexicon().act("admit")
    states = [
        m
        for m in page.mentions
        if m.via in (Via.NAME, Via.DEMONYM) and m.id in table.actors and table.actors[m.id].kind == "state"
    ]
    for number, sentence in enumerate(page.sentences[: len(page.words)]):
        here = [m for m in states if sentence.start <= m.span.start < sentence.end and m.via is Via.NAME]
        there = [b.span for b in bodies if sentence.start <= b.span.start < sentence.end and b.strength >= 0.5]
        there += [
            m.span
            for m in page.mentions
            if sentence.start <= m.span.start < sentence.end
            and m.id in table.actors
            and table.actors[m.id].kind == "body"
            and not any(m.span.overlaps(span) for span in there)
        ]
        there.sort()
        best: tuple[Span, Span, bool] | None = None
        for body in there:
            before = [m for m in here if m.span.end <= body.start and body.start - m.span.end <= _NEAR]
            linked = _LINK.search(page.text, max(sentence.start, body.start - 60), body.start)
            if linked and _ONE_OF.search(page.text[max(sentence.start, linked.start() - 40) : linked.end()]):
                linked = None  # "the last of the seven members of the Council": a member already
            if not before and linked and (name := _unknown_name(page, sentence, body)) is not None:
                best = name, body, True
                break
            if before and linked:
                first = before[-1]
                gap = page.text[first.span.end : body.start]
                if re.search(r"[.;:]|\b(?:said|told|says)\b", gap):
                    continue
                owner = re.match(
                    r"['’]s?\s+(?!(?:accession|membership|entry|bid|join|admission|way|path|place|seat))", gap
                )
                if owner or not (_JOINING.search(gap) or re.fullmatch(r"\s+(?:back\s+)?in(?:to)?\s+(?:the\s+)?", gap)):
                    continue
                chain = [
                    m
                    for m in before
                    if page.text[m.span.end : first.span.start].strip(" ,") in ("and", "or", "") or m is first
                ]
                best = Span(chain[0].span.start, first.span.end), body, True
                break
            after = [m for m in here if m.span.start >= body.end and m.span.start - body.end <= 60]
            if after and _BEFORE_JOINING.fullmatch(page.text[body.end : after[0].span.start]):
                last = after[0]
                for nxt in after[1:3]:
                    if page.text[last.span.end : nxt.span.start].strip(" ,") in ("and", "or", "", "and the"):
                        last = nxt
                best = Span(after[0].span.start, last.span.end), body, True
                break
            way = lazy_pattern(r"(?:way|road|path|door|entry)\s+(?:in)?to\s+(?:the\s+)?\Z", re.IGNORECASE)
            if after and way.search(page.text, max(sentence.start, body.start - 30), body.start):
                best = Span(after[0].span.start, after[min(1, len(after) - 1)].span.end), body, True
                break
        if best is None:
            continue
        where = best[0]
        words = page.words[number]
        inside = [n for n, w in enumerate(words) if where.start <= w.span.start < where.end]
        if not inside:
            continue
        became = re.search(r"\b(?:becomes?|became|becoming|joined|joins)\b", page.text[sentence.start : best[1].start])
        told = 1.5 if became or _STANCE.search(page.text, *sentence) else 0.6
        yield Occurrence(act, None, best[1], Phrase(inside[0], inside[-1] + 1, inside[-1]), number, inside[0], told)


_OWNER = lazy_pattern(
    r"(?<![\w’'-])(?P<name>[A-Z][\w-]*[a-z](?:\s+[A-Z][\w-]*[a-z])?)(?:['’]s?\s+(?:hopes?|bid|wish|dream|way|path"
    r"|road|request|application|attempt|plans?|accession|membership|entry)"
    r"|\s+(?:may|will|would|can|could|must|wants?|hopes?|seeks?|is|was)\s)"
)


def _unknown_name(page: Page, sentence: Span, body: Span) -> Span | None:
    """The name, known to no table, of who would join: it owns the hopes, or is the subject of the joining."""
    found = None
    for match in _OWNER.finditer(page.text, sentence.start, body.start):
        span = Span(*match.span("name"))
        near = body.start - match.end() <= _NEAR and _JOINING.search(page.text[match.end() - 1 : body.start] + " ")
        known = any(span.overlaps(m.span) for m in page.mentions)
        if (
            near
            and not known
            and match["name"].split()[0].lower()
            not in word_classes()["stops"] | word_classes()["determiners"] | word_classes()["days"]
        ):
            found = span
    return found
