"""What a report says of the rule, of the state of things, and of who asked whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whipcount.bodies.actors import Mention, Via
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_NOT_DONE = lazy_pattern(
    r"(?<!\w)(?:has|have|had)(?:\s+not|n['’]t)(?:\s+yet)?\s+"
    r"(?:(?!(?:how|whether|if|when|what|why|which|that|would|will)\b)\w+\s+){0,4}?"  # "has not said how it will vote"
    r"(?P<what>invitation|invite[ds]?|timetable|date|decision|vote|voted|ratified|agreed|adopted|signed|approved)"
    r"(?:[^.]{0,80}?\b(?:or|nor|and)\s+(?:\w+\s+){0,4}?"
    r"(?P<more>timetable|date|deadline|schedule|time frame|timeline))?",
    re.IGNORECASE,
)
_WITHOUT = lazy_pattern(
    r"(?<!\w)(?:no|without(?: a| an)?)\s+(?:\w+\s+){0,2}?"
    r"(?P<what>timetable|time frame|timeline|date)(?:\s+(?:has been|was|is)\s+set)?(?!\w)",
    re.IGNORECASE,
)
_DONE = lazy_pattern(
    r"(?<!\w)(?P<what>(?:only\s+)?(?:\w+\s+of\s+(?:the\s+)?\w+\s+\w+\s+(?:have|has)\s+(?:already\s+)?ratified"
    r"|protocols?\s+(?:was|were|has been|have been)\s+signed|is pending ratification"
    r"|talks (?:have )?(?:begun|opened|started)))",
    re.IGNORECASE,
)
_STATE_WORDS = {
    "invitation": "no invitation",
    "invite": "no invitation",
    "invited": "no invitation",
    "decision": "no decision",
    "vote": "no vote",
    "voted": "no vote",
    "ratified": "not ratified",
    "agreed": "not agreed",
    "adopted": "not adopted",
    "signed": "not signed",
    "approved": "not approved",
}

_ASK = lazy_pattern(
    r"(?<!\w)(?P<verb>(?:urg|request|implor|propos|demand|submit|tabl)(?:e|es|ed|ing|s|ting|ted)|requests?"
    r"|ask(?:s|ed|ing)?|call(?:s|ed|ing)?\s+(?:on|for)|appeal(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?"
    r"|appl(?:y|ies|ied|ying)\s+(?:to|for)|seek(?:s|ing)?|sought|circulat(?:ed|es)|plead(?:s|ed)?|tables?)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the places that it was read from."""

    value: str
    spans: tuple[Span, ...]


def find_stage(
    text: str, sentences: Sequence[Span], near: Sequence[Span], *, states: Sequence[Span] = ()
) -> Found | None:
    """What has, and above all has not, been done so far ("no invitation, no timetable").

    Args:
        text: the report's.
        sentences: its sentences.
        near: the words that speak of the decision.
        states: where states are spoken of: that one has not voted yet says nothing of the body.
    """
    ends = {span.end for span in states}
    words: list[str] = []
    spans: list[Span] = []
    for sentence in sentences:
        about = any(sentence.start <= anchor.start < sentence.end for anchor in near)
        for match in _NOT_DONE.finditer(text, *sentence):
            what = match["what"].lower()
            if not about and what in ("agreed", "voted", "signed"):
                continue
            if what in ("vote", "voted") and len(text[: match.start()].rstrip()) in ends:
                continue
            words.append(_STATE_WORDS.get(what, f"no {what}"))
            if match["more"]:
                words.append(f"no {match['more'].lower()}")
            spans.append(Span(*match.span()))
        for match in _WITHOUT.finditer(text, *sentence):
            if about:
                words.append(f"no {match['what'].lower()}")
                spans.append(Span(*match.span()))
        for match in _DONE.finditer(text, *sentence):
            words.append(" ".join(match["what"].split()).lower())
            spans.append(Span(*match.span()))
    # that they have not agreed is said by somebody, and shows in the tally; the stage is what was done
    done = [w for w in dict.fromkeys(words) if w != "not agreed"] or list(dict.fromkeys(words))
    return Found(", ".join(done), tuple(spans)) if done else None


PROPOSES = lazy_pattern(r"propos|submit|tabl|circulat|appl(?:y|ied|ies)", re.IGNORECASE)
"""Verbs that bring a thing before the body by themselves, whoever is named as addressed."""


def requests(text: str, sentences: Sequence[Span], near: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Where something is asked for in a sentence that speaks of the decision: the sentence and the verb."""
    for sentence in sentences:
        if any(sentence.start <= anchor.start < sentence.end for anchor in near):
            for match in _ASK.finditer(text, *sentence):
                yield sentence, Span(*match.span("verb"))


_OWNED = lazy_pattern(
    r"(?:['’]s?)\s+(?:\w+\s+){0,2}?(?:accession|membership|bid|admission|application|entry|invitation)", re.I
)


def subject_before(
    text: str, verb: Span, sentence: Span, mentions: Sequence[Mention], *, not_ids: frozenset[str]
) -> Mention | None:
    """The actor nearest before a verb in its sentence: who, as a rule, does it."""
    before = [
        m
        for m in mentions
        if sentence.start <= m.span.start
        and m.span.end <= verb.start
        and m.id not in not_ids
        and not _OWNED.match(text, m.span.end)
    ]
    return max(before, key=lambda m: m.span.start, default=None)


def addressee_after(verb: Span, sentence: Span, mentions: Sequence[Mention], ids: frozenset[str]) -> Mention | None:
    """The deciding body, or its members, spoken of after a verb of asking."""
    after = [m for m in mentions if m.span.start >= verb.end and m.span.end <= sentence.end and set(m.ids) & ids]
    return min(
        after, key=lambda m: (m.via is not Via.MEMBERS and m.span.start - verb.end > 60, m.span.start), default=None
    )
