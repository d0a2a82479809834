"""The decision frame: of all that a report tells of, what is decided; its act and its object, and what else is decided.

Occurrences (:mod:`~whipcount.positions.proposal.occurrences`) that tell of one thing are taken together; each counts by
its act, by how sure it tells of a decision, and by where it stands. The strongest is what the report is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whipcount.positions.proposal.acts import Act, ObjectKind, VerbEntry, lexicon
from whipcount.positions.proposal.headline_verbs import without_headline_verb
from whipcount.positions.proposal.inflection import stem
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.occurrences import find_occurrences
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.phrase_wording import spoken
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

LEAST = 1.9  # how strongly something must be told to be a decision
_MEASURE = lazy_pattern(r"[\w.]+-(?:day|week|month|year|hour|point)s?|temporary|short|brief|full|annual")
_MOST_COUNTED = 8
_FULL = 12  # words of a fuller name


@dataclass(frozen=True, slots=True)
class Telling:
    """An occurrence, weighed."""

    occurrence: Occurrence
    score: float
    content: frozenset[str]  # what its object speaks of: stems of its telling words
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is decided, as far as the words go; body, rule and the rest are read around it.

    Attributes:
        act: which act.
        verb: the verb of the act that tells it best, where one does.
        object: the object in words, as a title has it; empty where none can be read.
        object_span: where it stands.
        anchors: the words that tell of it, the strongest first.
        tellings: all that tell of it.
        score: how strongly it is told.
        bare: whether the object says nothing of its own ("the resolution").
    """

    act: Act
    verb: VerbEntry | None
    object: str
    object_span: Span | None
    anchors: tuple[Span, ...]
    tellings: tuple[Telling, ...]
    score: float
    bare: bool


def find_frames(page: Page, more: Iterable[Occurrence] = ()) -> tuple[Frame, ...]:
    """What the report tells of as decided or to be decided, the main one first; empty where nothing is.

    Args:
        page: the report.
        more: occurrences that its words alone do not show (:mod:`~whipcount.positions.proposal.membership_links`).

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report(b"Herring quota\\n\\nThe board will vote on a quota for herring on Monday.\\n"))
    >>> [(frame.act.id, frame.object) for frame in find_frames(page)][:1]
    [('set', 'a quota for herring')]
    """
    tellings = [
        told
        for number, words in enumerate(page.words)
        for occurrence in find_occurrences(words, number, headline=number == page.title_line)
        if (told := _weighed(page, occurrence)) is not None
    ]
    if not _JOINING.search(page.text):  # a bid for a shipyard, an application for a licence: nobody joins anything
        approve = lexicon().act("approve-deal")
        tellings = [_no_admission(page, told, approve) for told in tellings]
    joined = {t.occurrence.line for t in tellings if t.occurrence.act.joins}
    tellings += [
        told
        for occurrence in more
        if not (occurrence.act.joins and occurrence.line in joined) and (told := _weighed(page, occurrence)) is not None
    ]
    clusters = _clusters(tellings, {page.title_line, page.lead_line})
    frames = [_frame(page, cluster) for cluster in clusters]
    early = {page.title_line, page.lead_line, page.lead_line + 1, page.lead_line + 2}
    frames = [named_in_full(page, frame, tellings) for frame in frames]
    frames.sort(key=lambda frame: (-frame.score * _news(frame, early) * _beside(page, frame), frame.anchors[0].start))
    return tuple(frames)


def _news(frame: Frame, early: set[int]) -> float:
    """Less than 1 for what neither the title nor the first sentences tell: it is not what the report is about."""
    return 1.0 if any(t.occurrence.line in early for t in frame.tellings) else 0.6


_ALSO = lazy_pattern(rf"(?<!\w){either(word_lists('beside')['also'])}(?!\w)", re.IGNORECASE)


def is_told_beside(page: Page, frame: Frame) -> bool:
    """Whether all that tells of a thing says that it is decided besides: "it also approved a loan".

    Args:
        page: the report.
        frame: what is decided.
    """
    lines = {t.occurrence.line for t in frame.tellings}
    return not lines & {page.title_line, page.lead_line} and all(
        _ALSO.search(page.sentences[n].of(page.text)) for n in lines
    )


def _beside(page: Page, frame: Frame) -> float:
    return 0.5 if is_told_beside(page, frame) else 1.0


def named_in_full(page: Page, frame: Frame, tellings: Sequence[Telling]) -> Frame:
    """A frame of a bare thing ("the treaty") under its fuller name, if one is told ("the Lisbon treaty")."""
    if not (frame.bare or is_thin(frame)) or not frame.object or frame.act.object is not ObjectKind.THING:
        return frame
    head = frame.object.split()[-1].lower()
    for told in sorted(tellings, key=lambda t: t.occurrence.line):
        phrase = told.occurrence.object
        if phrase is None or not (told.names or told.content) or page.is_background(told.occurrence.line):
            continue
        words = page.words[told.occurrence.line]
        if len(told.names) + len(told.content) < 1 + is_thin(frame):
            continue
        if words[phrase.head].low == head and phrase.end - phrase.first <= _FULL:
            phrase = _in_title(page, told.occurrence.line, phrase)
            return replace(frame, object=spoken(page.text, phrase, words), object_span=phrase.span(words), bare=False)
    return frame


_JOINING = lazy_pattern(
    r"\b(?:join|joins|joined|joining|member|members|membership|accession|accede\w*|admission|admit\w*|enlargement)\b",
    re.IGNORECASE,
)
_BIDS = frozenset("bid bids application entry".split())


def _no_admission(page: Page, told: Telling, act: Act) -> Telling:
    """A bid or an application as something that is approved, where nobody joins anything."""
    occurrence = told.occurrence
    words = page.words[occurrence.line]
    near = {occurrence.anchor.of(page.text).lower()}
    if occurrence.object is not None:
        near |= {w.low for w in words[occurrence.object.first : occurrence.object.end]}
    return (
        replace(told, occurrence=replace(occurrence, act=act))
        if occurrence.act.id == "admit" and near & _BIDS
        else told
    )


def is_thin(frame: Frame) -> bool:
    """Whether an object is one general noun that says little by itself: "the transfer", "the increase"."""
    known = lexicon()
    words = [w for w in frame.object.lower().split() if w not in word_classes()["determiners"]]
    return (
        frame.act.object is ObjectKind.THING
        and len(words) == 1
        and (words[0] in known.things or words[0] in known.nouns)
        and frame.verb is None
    )


_VOTE_ON = lazy_pattern(r"\bvot\w+\s+(?:for|against|in\s+favou?r\s+of)\s+(?:an?\b|the\b)?", re.IGNORECASE)


def _weighed(page: Page, occurrence: Occurrence) -> Telling | None:
    words = page.words[occurrence.line]
    content: set[str] = set()
    names: set[str] = set()
    if occurrence.object is not None:
        classes = word_classes()
        for word in words[occurrence.object.first : occurrence.object.end]:
            low = word.low.removesuffix("'s").rstrip("'")
            if not word.is_word or low in classes["prepositions"] or low in classes["determiners"]:
                continue
            if (
                low in classes["bare_nouns"]
                or low.rstrip("s") in classes["bare_nouns"]
                or low in classes["quantifiers"]
            ):
                continue
            if low in ("and", "or", "to", "draft", "proposed", "last", "such"):
                continue
            if _MEASURE.fullmatch(low):
                continue  # "a six-month extension" does not tell of what
            if word.text.isupper() and len(word.text) <= 5:
                continue  # "EU", "NATO": who decides tells nothing of what
            (names if word.capital else content).add(stem(low))
    prominence = page.prominence(occurrence.line)
    told = 0.5 + occurrence.handling
    full = 0.6 if not content and not names else 1.0
    past = 0.35 if page.is_background(occurrence.line) else 1.0
    score = occurrence.act.weight * told * prominence * full * past
    if occurrence.object is not None and words[occurrence.object.head].low.startswith("amendment"):
        start = occurrence.object.span(words).start
        score *= 0.4 if _VOTE_ON.search(page.text, max(0, start - 30), start + 4) else 1.0  # on the way to it
    return Telling(occurrence, score, frozenset(content), frozenset(names))


_BOUGHT = frozenset({"approve", "approve-deal"})


def _alike(one: Telling, other: Telling, head_lines: set[int]) -> bool:
    """Whether two tell of one thing: by shared words, or as title and lead that tell the same act."""
    same_act = one.occurrence.act is other.occurrence.act
    lines = {one.occurrence.line, other.occurrence.line}
    bought = {one.occurrence.act.id, other.occurrence.act.id} <= _BOUGHT  # "the bid" of the title is "the offer"
    if (same_act or bought) and len(lines) == 2 and lines == head_lines:
        return True
    joins = one.occurrence.act.joins and other.occurrence.act.joins
    if one.content & other.content:
        shared = len(one.content & other.content)
        return same_act or shared >= 1
    if one.names & other.names:
        return same_act or joins or (not one.content and not other.content)
    return False


def _clusters(tellings: Sequence[Telling], head_lines: set[int]) -> list[list[Telling]]:
    clusters: list[list[Telling]] = []
    bare: list[Telling] = []
    for told in sorted(tellings, key=lambda t: -t.score):
        if not told.content and not told.names:
            bare.append(told)
            continue
        fitting = next((c for c in clusters if any(_alike(told, other, head_lines) for other in c[:4])), None)
        if fitting is None:
            clusters.append([told])
        else:
            fitting.append(told)
    for told in bare:  # "the resolution": the strongest of its act; else one of its own
        same = [c for c in clusters if any(o.occurrence.act is told.occurrence.act for o in c)]
        if same:
            max(same, key=lambda c: sum(o.score for o in c)).append(told)
        else:
            clusters.append([told])
    return clusters


def _frame(page: Page, cluster: Sequence[Telling]) -> Frame:
    ranked = sorted(cluster, key=lambda t: -t.score)
    acts: Counter[str] = Counter()
    by_id: dict[str, Act] = {}
    for told in ranked[:_MOST_COUNTED]:
        act = told.occurrence.act
        by_id[act.id] = act
        acts[act.id] += round(100 * told.score * (1.4 if told.occurrence.verb is not None else 1.0))
    act = by_id[max(acts, key=lambda name: (acts[name], name))]
    of_act = [t for t in ranked if t.occurrence.act is act and t.occurrence.object is not None]
    best = max(of_act, key=lambda t: _fitness(page, t), default=None)
    score = sum(t.score / (1 + n / 2) for n, t in enumerate(ranked[:_MOST_COUNTED]))
    phrase, span, bare = "", None, True
    verbs: dict[str, float] = defaultdict(float)
    entries: dict[str, VerbEntry] = {}
    for told in of_act:
        if (verb := told.occurrence.verb) is not None:
            verbs[verb.forms.base] += told.score
            entries[verb.forms.base] = verb
    chosen = entries[max(verbs, key=lambda name: verbs[name])] if verbs else None
    if best is not None:
        chosen = best.occurrence.verb or chosen
        words = page.words[best.occurrence.line]
        assert best.occurrence.object is not None  # noqa: S101  chosen among those that have one
        object_ = _in_title(page, best.occurrence.line, best.occurrence.object)
        phrase = spoken(page.text, object_, words)
        span = object_.span(words)
        bare = not best.content and not best.names
        head = words[best.occurrence.object.head].text
        if act.id == "adopt-resolution" and head.lower() in ("text", "draft") and "resolution" in page.text.lower():
            phrase = re.sub(
                rf"\b{re.escape(head)}\b", "resolution", phrase, count=1, flags=re.IGNORECASE
            )  # what the report calls it elsewhere
    return Frame(
        act=act,
        verb=chosen,
        object=phrase,
        object_span=span,
        anchors=tuple(dict.fromkeys(t.occurrence.anchor for t in ranked))[:8],
        tellings=tuple(ranked),
        score=score,
        bare=bare,
    )


def _in_title(page: Page, line: int, phrase: Phrase) -> Phrase:
    return without_headline_verb(page.words[line], phrase, _frequencies(page)) if line == page.title_line else phrase


def _fitness(page: Page, told: Telling) -> float:
    """How well an object reads as the object of a title: telling words, a lead with its articles, not too long."""
    occurrence = told.occurrence
    phrase = occurrence.object
    assert phrase is not None  # noqa: S101  callers ask only those that have one
    size = phrase.end - phrase.first
    often = _frequencies(page)
    telling = min(
        sum(0.55 + 0.15 * min(often[word], 4) for word in told.content)
        + sum(0.7 + 0.2 * min(often[word], 4) for word in told.names),
        6,
    )
    words = page.words[occurrence.line]
    plural = occurrence.line != page.title_line
    fit = telling + 1.0 * plural + 0.25 * told.score
    if size > 13:
        fit -= 0.4 * (size - 13)
    if occurrence.act.object is ObjectKind.THING and occurrence.verb is None and occurrence.handling < 1:
        fit -= 1.0
    if page.is_background(occurrence.line):
        fit -= 3
    if _is_title_case(words) and occurrence.line == page.title_line:
        fit -= 0.5
    return fit


def _frequencies(page: Page) -> Counter[str]:
    """How often each word is told, by its stem."""
    return Counter(stem(word.low.removesuffix("'s")) for words in page.words[:120] for word in words if word.is_word)


def _is_title_case(words: Sequence[object]) -> bool:
    told = [w for w in words if getattr(w, "is_word", False)]
    return len(told) > 3 and sum(getattr(w, "capital", False) for w in told) > 0.7 * len(told)
