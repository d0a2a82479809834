"""Which body decides: the one that stands where the deciding is told, above all as the subject of its verb."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from whipcount.bodies.actors import Via
from whipcount.bodies.catalogue import load_body
from whipcount.positions.proposal.acts import ObjectKind
from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.page import Page
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import fold
from whipcount.text.span import Span

_PROPOSES = re.compile(r"European Commission|Commission\b|Secretariat|Parliamentary Assembly", re.IGNORECASE)
_NOT_DECIDING = re.compile(r"(?:Court|Tribunal|Central Bank|Agency|Ministry|Foundation|Institute|University|Society)\b")
_LEAST_STRENGTH = 0.3  # "the coalition" alone names nobody


@dataclass(frozen=True, slots=True)
class BodyChoice:
    """The body that decides.

    Attributes:
        id: of the catalogue; empty where the body is only told.
        name: as the report has it.
        spans: where it is spoken of, the telling place first.
        plural: whether a verb stands in the plural after its name ("the provinces").
        reason: why this one.
    """

    id: str
    name: str
    spans: tuple[Span, ...]
    plural: bool = False
    reason: str = ""


def find_body(
    page: Page, frame: Frame, mentions: Sequence[BodyMention], rule_spans: Sequence[Span] = ()
) -> BodyChoice | None:
    """The body that decides, as far as the report says it; ``None`` where it names none.

    Args:
        page: the report.
        frame: what is decided.
        mentions: the bodies that it speaks of.
        rule_spans: where the rule is told.
    """
    scores: dict[str, float] = defaultdict(float)
    places: dict[str, list[tuple[float, Span]]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        proper = any(word[:1].isupper() for word in mention.name.split() if word.lower() != "the")
        if mention.strength < _LEAST_STRENGTH and not proper:
            continue
        key = mention.id or "?" + _key(mention.name, mentions)
        line = page.line_of(mention.span)
        if line < 0:
            continue
        weight = 0.35 * page.prominence(line) * mention.strength
        if page.is_background(line):
            weight *= 0.3
        before = page.text[max(0, mention.span.start - 40) : mention.span.start]
        other = _UNLIKE.search(before) is not None or _SPOKE.match(page.text, mention.span.end) is not None
        asked = other or _ASKED.search(before) is not None
        as_member = _as_member(page, mention) or _VOTED_AS_ONE.match(page.text, mention.span.end) is not None
        if as_member:
            weight *= 0.15
        elif asked:
            weight *= 0.2  # another body is asked to act
        elif any(page.sentences[line].start <= span.start < page.sentences[line].end for span in rule_spans):
            weight += 1.5  # the sentence that tells the rule names whose it is
        weight += (
            mention.strength
            * sum(
                _beside(page, frame, mention, n, mentions)
                for n in range(min(8, len(frame.tellings)))
                if frame.tellings[n].occurrence.line == line
            )
            * (0.15 if as_member else 0.3 if asked else 1.0)
        )
        if not mention.id:
            weight *= 0.75
            if _PROPOSES.search(mention.name) and not re.match(r"(?:International|\w+ing\b)", mention.name):
                weight *= 0.25 if mention.name in ("European Commission", "Commission") else 0.8
            if _NOT_DECIDING.search(mention.name):
                weight *= 0.3
        scores[key] += weight
        places[key].append((weight, mention.span))
        names[key][mention.name] += 1
    if not scores:
        return None
    if frame.act.id != "override" and any(
        _VETOED.search(page.text, *page.sentences[n]) for n in (page.title_line, page.lead_line) if n >= 0
    ):
        for key in scores:
            if not key.startswith("?") and not _can_be_vetoed(key):
                scores[key] *= 0.5
    best = max(scores, key=lambda key: (scores[key], key))
    spans = [span for _, span in sorted(places[best], key=lambda row: (-row[0], row[1]))][:8]
    if best.startswith("?"):
        name = max(names[best], key=lambda n: (len(n), names[best][n]))
        return BodyChoice("", name, tuple(spans), False, "named as what decides")
    return BodyChoice(
        best, names[best].most_common(1)[0][0], tuple(spans), False, "spoken of where the decision is told"
    )


_UNLIKE = lazy_pattern(
    r"\b(?:unlike|other\s+than|in\s+contrast\s+to|not)\s+(?:(?:those|that|the\s+\w+)\s+(?:of|in)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""Another body that is only compared with: "unlike those of the Security Council"."""
_SPOKE = lazy_pattern(
    r"\s+(?:had\s+|has\s+|also\s+)?(?:wanted|wants|argued|spoke\s+up|pleaded|lobbied|abstained)\b"
    r"|(?:\s+(?:and|with|as\s+well\s+as)\s+(?:the\s+)?[A-Z][\w-]+)+\s+(?:voted\s+(?:for|against|with)|supported|backed|opposed)\b"
)
"""What one of those who vote does, a party or a bloc: "the European Union wanted the ban as well"."""
_VOTED_AS_ONE = lazy_pattern(
    r"(?:\s+(?:member\s+)?(?:states|countries|members|nations))?(?<=s)\s+(?:all\s+|both\s+)?"
    r"(?:voted\s+(?:for\s+(?:it|the\s+\w+)|against|in\s+favou?r|en\s+bloc)|abstained)\b"
)
"""What a group of states does, that are some of those who vote."""
_ASKED = lazy_pattern(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)?\s+(?:up)?on|recommend\w*\s+to|appeal\w*\s+to|press(?:es|ed|ing)?)"
    r"\s+(?:the\s+|its\s+)?(?:(?:U\.?N\.?|EU)\s+)?\Z",
    re.IGNORECASE,
)
_VETOED = re.compile(r"(?<!\w)veto(?:e[sd]|ing)?(?!\w)", re.IGNORECASE)


def _can_be_vetoed(body_id: str) -> bool:
    """Whether one member can stop a decision of a body: by a veto, or because all must agree."""
    return any("no objection" in rule.text or rule.text == "all members" for rule in load_body(body_id).rules)


def _as_member(page: Page, mention: BodyMention) -> bool:
    """Whether a body stands in a list of states: then it acts as one of the members, and decides nothing."""
    for state in page.mentions:
        if state.span.overlaps(mention.span) or state.via is Via.MEMBERS or len(state.id) > 2:
            continue
        first, last = (
            (state.span, mention.span) if state.span.start < mention.span.start else (mention.span, state.span)
        )
        if 0 <= last.start - first.end <= 14 and re.fullmatch(
            r"\s*(?:,|and|or|, and)\s*(?:the\s+)?", page.text[first.end : last.start]
        ):
            return True
    return False


def _key(name: str, mentions: Sequence[BodyMention]) -> str:
    """One key for the ways in which a report names a body: "the League" for "the Valley League"."""
    folded = fold(name)
    longer = [fold(m.name) for m in mentions if not m.id and fold(m.name).endswith(" " + folded)]
    return max(longer, key=len, default=folded)


def _other_before(page: Page, mention: BodyMention, anchor: Span, mentions: Sequence[BodyMention]) -> bool:
    """Whether another body stands before the deciding verb in its sentence: then one within the object is not it."""
    line = page.sentences[page.line_of(anchor)]
    return any(
        line.start <= m.span.start
        and m.span.end <= anchor.start
        and (m.strength >= 0.9 or m.name.removeprefix("the ")[:1].isupper())
        and (m.id or m.name) != (mention.id or mention.name)
        for m in mentions
    )


def _beside(page: Page, frame: Frame, mention: BodyMention, number: int, mentions: Sequence[BodyMention]) -> float:
    """How much a mention tells of who decides, by where it stands to one telling of the decision."""
    telling = frame.tellings[number]
    occurrence = telling.occurrence
    words = page.words[occurrence.line]
    worth = min(telling.score, 12.0) / 4.0
    inside = occurrence.object is not None and occurrence.object.span(words).overlaps(mention.span)
    if inside:
        owner = page.text[mention.span.end : mention.span.end + 2] in ("'s", "’s", " ")
        assert occurrence.object is not None  # noqa: S101  inside of it
        at_start = mention.span.start <= occurrence.object.span(words).start + 5
        if occurrence.act.object is ObjectKind.CANDIDATE and occurrence.act.id in ("suspend", "expel"):
            return 0.2 * worth
        if not occurrence.act.joins and _other_before(page, mention, occurrence.anchor, mentions):
            return 0.3 * worth
        if not mention.id and not (owner or at_start):
            return 0.2 * worth
        return worth * (0.9 if owner or at_start or occurrence.act.joins else 0.7)
    anchor = occurrence.anchor
    between = page.text[min(mention.span.end, anchor.start) : max(mention.span.start, anchor.end)]
    if mention.span.end <= anchor.start:
        gap = page.text[mention.span.end : anchor.start]
        before = page.text[max(0, mention.span.start - 14) : mention.span.start].lower()
        if re.search(r"[;:]", gap) or len(gap) > 160:
            return 0.5 * worth
        if re.search(r"\b(?:from|than|to|against|with)\s+(?:the\s+)?\Z", before):
            return 0.5 * worth
        ends = 1.0 if occurrence.passive else 1.6
        return worth * (ends if len(gap.split()) <= 6 else 1.1)
    before = page.text[max(0, mention.span.start - 24) : mention.span.start].lower()
    if re.search(r"\bby\s+(?:the\s+)?(?:[\w-]+\s+)?\Z", before):
        return 1.6 * worth
    if re.search(r"\b(?:in|at|before|through|of|into|to)\s+(?:the\s+)?(?:[\w-]+\s+)?\Z", before) and len(between) < 120:
        return 0.9 * worth
    return 0.5 * worth
