"""To whom it was said: "told allies", "requested NATO members to", "in a letter to the ministers", "I urge you"."""

from __future__ import annotations

import re

from whipcount.statements.attribution.frame import Frame
from whipcount.statements.people.media import media_name
from whipcount.statements.speakers.pronouns import read_pronoun
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_NP = (
    r"(?P<np>(?:(?:the|his|her|its|their|all|some|other|several|fellow|a group of|members of|both) )*"
    r"(?:[A-Z][\w.’'-]*|[a-z][\w’'-]*)(?: (?:and |of |for |from |in |at )?(?:the )?(?:[A-Z][\w.’'-]*|allies|"
    r"members|member|states|leaders|"
    r"ministers|foreign|defen[cs]e|countries|counterparts?|partners|governments?|colleagues|lawmakers|reporters|"
    r"journalists|"
    r"parliament|supporters|officials|ambassadors|diplomats|voters|crowd|committee|council|alliance|bloc|"
    r"conference|audience|"
    r"rally|nations|counterpart|senators|group|union|president|minister|prime|chancellor|secretary|general|agency|"
    r"newspaper))*)"
)
_AFTER_CUE = lazy_pattern(rf"\s*{_NP}")
_TELL = lazy_pattern(
    r"\b(?:told|tell(?:s|ing)?|asked|ask(?:s|ing)?|urged|urg(?:e|es|ing)|requested|request(?:s|ing)?|warned|"
    r"warn(?:s|ing)?|"
    r"reminded|remind(?:s|ing)?|assured|assur(?:e|es|ing)|informed|inform(?:s|ing)?|advised|invited|begged|"
    r"pressed|implored|"
    r"encouraged|encourag(?:e|es|ing)|persuaded|convinced|lobbied|ordered|instructed|thanked|addressed|"
    r"called (?:up)?on|call(?:s|ing)? (?:up)?on|appealed to|appeal(?:s|ing)? to|wrote to|writing to|spoke to|"
    r"speaking to|"
    r"in an appeal to|demanded of|said to)$",
    re.IGNORECASE,
)
_LETTER_TO = lazy_pattern(
    rf"\b(?:letters?|message|note|appeal|plea|memo|e-?mails?|speech|address|statement|remarks) (?:sent )?to {_NP}"
)
_YOU = lazy_pattern(r"\b(?:you|your)\b")
_STOP = lazy_pattern(
    r"\b(?:that|to|not|about|on Monday|he|she|they|it|if|whether|what|why|how|there|is|was|were|would|will)\b"
)


def read_addressee(frame: Frame) -> tuple[str, Span] | None:
    """The addressee's words and span; None where the sentence names none. Media that heard it are no addressees."""
    text = frame.text
    for cue in frame.attribution.cue:
        lead = text[max(frame.sentence.start, cue.end - 30) : cue.end]
        if _TELL.search(lead.rstrip()):
            found = _noun_phrase(text, cue.end, frame.sentence.end)
            if found is not None:
                return found
        inner = re.search(
            r"\b(?:told|asked|urged|requested|warned|reminded|assured|informed|called (?:up)?on|appealed to) ",
            cue.of(text),
        )
        if inner and inner.end() < cue.end - cue.start:
            found = _noun_phrase(text, cue.start + inner.end(), cue.end)
            if found is not None:
                return found
    letter = _LETTER_TO.search(frame.free_text)
    if letter is not None:
        start = frame.sentence.start + letter.start("np")
        return _checked(text, Span(start, frame.sentence.start + letter.end("np")))
    return None


def speaks_to_somebody(frame: Frame) -> bool:
    """Whether a direct quotation says "you": its addressee is whom the speaker addressed before."""
    return any(_YOU.search(span.of(frame.text)) for span in frame.attribution.content)


def _noun_phrase(text: str, at: int, limit: int) -> tuple[str, Span] | None:
    match = _AFTER_CUE.match(text, at, limit)
    if match is None:
        return None
    start, end = match.span("np")
    stop = _STOP.search(text, start, end)
    if stop is not None:
        end = stop.start()
    return _checked(text, Span(start, end))


def _checked(text: str, span: Span) -> tuple[str, Span] | None:
    start, end = span
    while end > start and text[end - 1] in " .,'’":
        end -= 1
    words = text[start:end]
    if not words or _STOP.fullmatch(words) or len(words) > 120 or media_name(words) is not None:
        return None
    if read_pronoun(words) is not None and words.lower() not in ("us", "them", "him", "her", "me"):
        return None
    if words.lower() in ("a", "the", "an", "for", "on", "in", "by", "at", "with", "and", "but", "in a", "during"):
        return None
    return words, Span(start, end)
