"""Scope: which negations govern a word, whether a statement was really made, and on what a stance waits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.positions.stance.denials import denied
from whipcount.positions.stance.markers import NEGATOR
from whipcount.positions.stance.stance import Condition, ConditionKind
from whipcount.statements.statement import Modality
from whipcount.text.span import Span

_BOUND = re.compile(
    r"[;:!?\"“”]|\.(?=\s|$)|,\s+(?:and|but|or|then|so|which|who)\s|(?<!\w)(?:but|although|though"
    r"|because|while|whereas"
    r"|that|who|which|if|unless|until|once|provided|as\s+long\s+as|so\s+long\s+as|when|and\s+(?:now"
    r"|then|would|will|wants?|was|is))(?!\w)",
    re.IGNORECASE,
)
_REACH = 70  # code points that a negation reaches over within its clause

_SAYING = (
    r"(?:say|said|saying|confirm|claim|claimed|state|stated|tell|told|suggest|suggested|declare"
    r"|declared|promise|promised)"
)
_NOT_SAID = re.compile(
    rf"(?:\b(?:did|does|do|has|have|had|would|could|will)(?:\s+not|n['’]t"
    rf"|\s+never)\s+(?:\w+\s+)?{_SAYING}(?!\s+(?:how|whether|if|which))"
    rf"|\b(?:never|nobody|no\s+one)(?:\s+[\w'’]+){{0,5}}?\s+{_SAYING}|\bstop(?:s|ped)?\s+short\s+of\s+{_SAYING}"
    r"|\b(?:den(?:y|ies|ied|ying))\b|\breject(?:s|ed|ing)?\s+(?:\w+\s+)?(?:claims?|reports?"
    r"|suggestions?|allegations?|rumou?rs?))",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:would|could|might|may|should)\s+(?:\w+\s+){0,3}?have\s+\w+(?:ed|en|t|n)\b|\bsuppose\b"
    r"|\bimagine\b|\bsupposing\b|\bhypothetical"
    r"|\bin\s+(?:a|an|another|some|the)\s+(?:different|parallel|ideal|better|other)\s+(?:world"
    r"|universe|life)|\bparallel\s+universe"
    r"|\bpigs\s+(?:flew|fly)|\bhell\s+freez|\bhad\s+\w+\s+(?:\w+\s+)?been\s+\w+[,\s].*\bwould\b|\bwere\s+(?:the\s+)?\w+\s+to\b"
    r"|\bhad\s+(?:it|he|she|they|this|the\s+\w+)\s+(?:been|come|gone|asked)\b"
    r"|\Aif\b[^.;,]{0,50}?\w(?:ed|ell|ost|ame|ook)\b[^.;,]{0,40},\s[^.;,]{0,40}?\b(?:might|could)\b"
    r"|\bif\b[^.;]{0,60}?\b(?:were\s+(?:at|in|to|a|an|the)|won(?!['’])|fell|lost|had|came|changed|took)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:years?|decades?|months?|centur(?:y|ies)|generations?)\s+ago\b"
    r"|\bthen[- ](?:(?-i:[A-Z])[\w-]+ )?(?:prime|president"
    r"|premier|foreign|minister|chancellor)"
    r"|\bpredecessor\b|\bat\s+the\s+time\b|\b(?:previous|earlier|first|last|old)\s+(?:version|budget"
    r"|treaty|text|draft|package|attempt|bid)"
    r"|\bformerly\b|\bused\s+to\b|\bonce\s+(?:opposed|supported|backed|rejected|called)"
    r"|\bhad\s+(?:\w+\s+)?(?:\w+ed|said|been|long)\b"
    r"[^.]{0,80}?\b(?:until|in\s+(?:19|20)\d\d|before)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:is|are|was|were)\s+(?:expected|due|set|scheduled|likely|about)\s+to\s+(?:announce|declare"
    r"|say|tell|state|present)"
    r"|\b(?:will|is\s+to|are\s+to|plans?\s+to|intends?\s+to)\s+(?:announce|declare|say|state|tell)\b",
    re.IGNORECASE,
)


_FORMER_VOICE = re.compile(
    r"\b(?:previous|former|last|outgoing|old)\s+(?:\w+\s+)?(?:government|cabinet|administration|coalition|leadership)\b",
    re.IGNORECASE,
)


_SENTENCE_END = re.compile(r"[.!?][\"”]?(?:\s|$)|\n")


def sentence_around(text: str, frame: Span) -> Span:
    """From the start of the sentence that a frame begins in to the end of the one that it ends in."""
    start = max(text.rfind("\n", 0, frame.start), text.rfind(". ", 0, frame.start)) + 1
    stop = _SENTENCE_END.search(text, frame.end)
    return Span(start, stop.end() if stop else len(text))


_LEAD = re.compile(
    r"\s*[\"“«]?\s*(?:once|until|unless|if|when|only\s+if|as\s+(?:long|soon)\s+as|so\s+long\s+as|provided|on\s+condition"
    r"|were|had)"
    r"\b[^.;:!?]*,\s*[\"“]?\s*",
    re.IGNORECASE,
)


def with_lead(text: str, frame: Span, body: Span) -> Span:
    """Cue and content with a conditional clause that stands before them in their sentence."""
    start = sentence_around(text, frame).start
    return Span(start, body.end) if _LEAD.fullmatch(text, start, min(frame.start, body.start)) else body


def negations(text: str, at: int, floor: int) -> list[Span]:
    """The negations that govern the word at ``at``: those before it in its clause, not before ``floor``.

    >>> text = "He said that it would never be opposed."
    >>> [span.of(text) for span in negations(text, text.index("opposed"), 0)]
    ['never']
    """
    start = max(floor, at - _REACH)
    for match in _BOUND.finditer(text, start, at):
        start = match.end()
    found = [Span(*m.span()) for m in NEGATOR.finditer(text, start, at)]
    words = [span.of(text).lower() for span in found]
    return [span for span, word in zip(found, words, strict=True) if not (word == "neither" and "nor" in words)]


def modality_of(
    text: str,
    frame: Span,
    cue: Sequence[Span],
    given: Modality,
    *,
    year: int | None = None,
    own: bool = False,
) -> Modality:
    """Whether the statement was really made: what the reader found, else what the words around the cue show.

    Args:
        text: the report's.
        frame: source, cue and content together.
        cue: the words of saying.
        given: what the reader found; anything but ``actual`` stands.
        year: of the report: an earlier year told beside the cue makes the statement historical.
        own: the words that count stand outside a report that is called false.
    """
    if given is not Modality.ACTUAL:
        return given
    words = frame.of(text)
    lead = " ".join(span.of(text) for span in cue)
    around = text[max(frame.start, (cue[0].start if cue else frame.start) - 60) : (cue[-1].end if cue else frame.end)]
    if _NOT_SAID.search(around) or _NOT_SAID.search(words):
        return Modality.NEGATED
    if not own and denied(text, frame, sentence_around(text, frame)):
        return Modality.NEGATED
    if _UNREAL.search(with_lead(text, frame, frame).of(text)):
        return Modality.HYPOTHETICAL
    if _PAST.search(text[_line(text, frame.start) : frame.end]) or _past_year(text[frame.start : frame.end + 30], year):
        return Modality.HISTORICAL
    if cue and _FORMER_VOICE.search(text, frame.start, max(frame.start, cue[0].start)):
        return Modality.HISTORICAL
    if _TO_COME.search(lead) or _TO_COME.search(around):
        return Modality.FUTURE
    return Modality.ACTUAL


def _line(text: str, at: int) -> int:
    """Where the sentence that holds a place begins, or nearly."""
    return max(text.rfind("\n", 0, at), text.rfind(". ", 0, at), text.rfind('" ', 0, at), at - 120, -1) + 1


def _past_year(words: str, year: int | None) -> bool:
    told = [int(y) for y in re.findall(r"\bin\s+((?:19|20)\d\d)\b", words)]
    return bool(told) and year is not None and max(told) < year - 1


_MARK = re.compile(
    r"(?<!\w)(?P<mark>provided(?:\s+that)?|providing(?:\s+that)?"
    r"|on\s+(?:the\s+)?condition(?:\s+that)?|(?:as|so)\s+long\s+as"
    r"|(?<!even\s)(?<!as\s)(?:only\s+)?if|unless|until|till|once|the\s+moment|as\s+soon\s+as|pending"
    r"|subject\s+to|in\s+(?:exchange|return)\s+for"
    r"|contingent\s+(?:up)?on|conditional\s+(?:up)?on|(?:after|before"
    r"|when)(?=\s+(?:[\w’'-]+\s+){1,4}?(?:is|are|has|have|was|were)\b))(?!\w)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?\"”»](?:\s|$)|[\"”»]|\n|,\s+(?=(?:said|says|told|according)\b)")
# "as long as he leads the country | he would not agree": where the main clause begins again
_MAIN = re.compile(r"(?<=\w)\s+(?=(?:he|she|it|they|we|I)\s+(?:would|will|could|can|cannot|won['’]t|shall)(?!\w))")
_ANONYMOUS = re.compile(r"on\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+(?:\w+\s+){0,4}not)", re.IGNORECASE)
_KINDS = (
    (
        ConditionKind.PROCEDURE,
        r"court|parliament|senate|ratif\w*|vote[sd]?|referendum|other (?:allies|members)|others|election"
        r"|procedure",
    ),
    (ConditionKind.EVENT, r"war|peace|armistice|cease-?fire|truce|conflict|fighting|crisis|winter"),
    (
        ConditionKind.CONCESSION,
        r"exempt\w*|delet\w+|doubl\w+|rebate|compensat\w+|left\s+out|lift\w*|abolish\w*|in\s+(?:exchange"
        r"|return)|guarantee\w*|funds?|quota\w*"
        r"|paid|money|kept|receiv\w+|amended",
    ),
    (
        ConditionKind.ACTION,
        r"reform\w*|open\w*|settl\w+|admit\w*|compl(?:y|ies|ied)|extradit\w*|clos\w+|withdraw\w*|chang\w+"
        r"|stop\w*|remov\w*",
    ),
    (
        ConditionKind.TIMING,
        r"year|month|week|monday|tuesday|wednesday|thursday|friday|spring|autumn|summer|january|june"
        r"|september|december",
    ),
)


_NOT_BEFORE = re.compile(
    r"(?:(?<=but\s)|(?<=though\s)|(?<=just\s)|(?<=only\s)|(?<=,\s))(?P<words>not\s+(?:before|until|till|prior\s+to|yet|now"
    r"|immediately|right\s+away|any\s+time\s+soon|this\s+\w+|in\s+(?:\d{4}|the\s+near\s+future)|for\s+(?:now|the\s+moment))[^.;:!?\"”,]*)"
    r"|(?<!\w)(?P<late>(?:no|not)\s+(?:earlier|sooner)\s+than\s+[^.;:!?\"”,]+)"
    r"|(?<!\w)(?P<earliest>(?:(?:in|from|by|after)\s+(?:\w+\s+){1,3}|(?:next|this)\s+\w+\s+|\d{4}\s+)at\s+the\s+earliest)"
    r"|(?<!\w)(?P<only>only\s+(?:in\s+(?:the\s+)?(?:\d|\w+\s+\d|spring|summer|autumn|winter)|from\s+\d|after\s+(?!all)|next\s+\w)[^.;:!?\"”,]*)",
    re.IGNORECASE,
)


def not_before(text: str, line: Span) -> tuple[Condition, ...]:
    """The time before which a speaker will not: "but not before 2027", "no earlier than next year".

    >>> text = "It will agree, but not before next spring."
    >>> [(c.text, c.kind.value) for c in not_before(text, Span(0, len(text)))]
    [('not before next spring', 'timing')]
    """
    spans = (Span(*match.span(match.lastgroup or 0)) for match in _NOT_BEFORE.finditer(text, *line))
    return tuple(Condition(" ".join(s.of(text).split()), ConditionKind.TIMING, (s,)) for s in spans)


def conditions_in(text: str, frame: Span, *, stops: Sequence[Span] = ()) -> tuple[Condition, ...]:
    """The conditions named inside a frame, each from its conjunction to the end of its clause, with its kind.

    Args:
        text: the report's.
        frame: where to look.
        stops: where the speaker and the word of saying stand, which are no part of a condition.

    >>> text = "Kell would agree provided that the dam is opened."
    >>> [(c.text, c.kind.value) for c in conditions_in(text, Span(0, len(text)))]
    [('provided that the dam is opened', 'action')]
    """
    found: list[Condition] = []
    for match in _MARK.finditer(text, *frame):
        if found and match.start() < found[-1].spans[0].end:
            continue
        if _ANONYMOUS.match(text, match.start()):
            continue
        if re.search(
            r"(?:ask(?:s|ed|ing)?|wonder\w*|say|know|decide|tell)\s+\Z",
            text[max(0, match.start() - 12) : match.start()],
        ):
            continue  # "asked if": whether
        end = _end(text, match, frame, min((s.start for s in stops if s.start > match.end()), default=frame.end))
        if end - match.end() < 4:
            continue
        span = Span(match.start(), end)
        words = " ".join(span.of(text).split())
        found.append(Condition(words, _kind(words), (span,)))
    return tuple(found)


_APPOSED = re.compile(r",\s+(?:its|his|her|their|the|an?|\w+['’]s?)\s+[^,.;]{1,60},?\s*\Z")
"""The speaker's office, before the name: "if the ports reopen, its president, | Kell"."""


def _end(text: str, match: re.Match[str], frame: Span, told: int) -> int:
    stop = _STOP.search(text, match.end(), frame.end)
    end = stop.start() if stop else frame.end
    if told < end:
        office = _APPOSED.search(text[match.end() : told])
        end = match.end() + office.start() if office else told
    before = text[frame.start : match.start()].rstrip()
    if (
        not before or before[-1] in '"“”«.!?:;' or before.endswith((" that", " said", " says"))
    ):  # it opens the sentence: up to its comma
        comma = text.find(",", match.end(), end)
        end = comma if comma > 0 else end
    main = _MAIN.search(text, match.end(), end)
    if main:
        end = main.start()
    while end > match.end() and text[end - 1] in ' ,.;"”»':
        end -= 1
    return end


def _kind(words: str) -> ConditionKind:
    for kind, pattern in _KINDS:
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            return kind
    return ConditionKind.OTHER
