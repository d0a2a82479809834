"""Attributions: the spans of who said what in a text, before anybody knows who the speakers are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from whipcount.statements.attribution.candidates import Candidate, assemble
from whipcount.statements.attribution.decoding import decode
from whipcount.statements.attribution.encoder import BUDGET, encode
from whipcount.statements.attribution.linker import Scene, make_scene
from whipcount.statements.attribution.pieces import Pieces, cut_pieces, pack, quoted_spans, sentence_bounds
from whipcount.statements.attribution.weights import Model, load_model
from whipcount.statements.attribution.word_pieces import WordPieces
from whipcount.statements.people.entities import Entity, EntityLabel, entities
from whipcount.statements.statement import Quotation
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span, hull

__all__ = ["Attribution", "Entity", "EntityLabel", "entities", "read_attributions"]

_BLOCK = 40_000  # characters read at once: bounds the memory, and is longer than nearly all articles
_WORD = re.compile(r"\w+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as spans in the text that was read.

    ``source`` and ``content`` may be empty or come in several fragments; ``cue`` is the expression that says that
    somebody said (thought, wished) it. ``confidence`` is the reader's probability that source and content are right.
    ``parent`` is the index, in the same tuple of attributions, of the one whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Quotation
    confidence: float = 1.0
    parent: int | None = None


def read_attributions(text: str, *, model: Model | None = None, nested: bool = False) -> tuple[Attribution, ...]:
    """The attributions in a text, in the order of their first span.

    Linear in the length of the text, with bounded memory. With ``nested`` the contents themselves are read too ("she
    said that he had promised ..."): what is found inside has its ``parent`` set.

    Raises:
        CoderError: when the model files of the package are absent or damaged.
    """
    model = model or load_model()
    # Lone surrogates are no characters; the offsets stay.
    text = _SURROGATE.sub("\ufffd", text)
    found: list[Attribution] = []
    for start, end in blocks(text):
        found += _read_block(text[start:end], start, model)
    found.sort(key=_place)
    if nested:
        found = _with_nested(text, found, model)
    return tuple(found)


def blocks(text: str, *, size: int = _BLOCK) -> Iterator[tuple[int, int]]:
    """Cuts a long text, at a line's end if there is one, else after a sentence, else at white space, else anywhere.

    >>> list(blocks("One two. Three four", size=12))
    [(0, 9), (9, 19)]
    """
    start = 0
    while len(text) - start > size:
        for mark in ("\n", ". ", " "):
            cut = text.rfind(mark, start + size // 2, start + size)
            if cut >= 0:
                cut += len(mark)
                break
        else:
            cut = start + size
        yield start, cut
        start = cut
    if start < len(text):
        yield start, len(text)


def prepare(text: str, vocabulary: WordPieces) -> tuple[Pieces, list[tuple[int, int]], NDArray[np.int64], list[Span]]:
    """The word pieces of a block, its windows, the sentence bounds and what is quoted."""
    quoted = quoted_spans(text)
    pieces = cut_pieces(text, vocabulary, quoted)
    bounds = sentence_bounds(pieces, split_sentences(text))
    return pieces, pack(bounds, budget=BUDGET), bounds, quoted


def scene_of(
    text: str,
    pieces: Pieces,
    windows: list[tuple[int, int]],
    bounds: NDArray[np.int64],
    quoted: list[Span],
    tags: NDArray[np.float32],
    links: NDArray[np.float32],
    *,
    transitions: NDArray[np.float64],
    eagerness: float,
) -> Scene:
    """What the linker needs to see of a block that the encoder has read."""
    count = np.arange(len(pieces))
    quotation = np.full(len(pieces), -1, dtype=np.int64)
    if quoted:
        marks = np.asarray(quoted, dtype=np.int64)
        near = np.searchsorted(marks[:, 0], pieces.start, side="right") - 1
        quotation = np.where((near >= 0) & (pieces.start < marks[near, 1]), near, -1)
    return make_scene(
        decode(tags, windows, transitions, eagerness=eagerness),
        links,
        sentence=np.searchsorted(bounds, count, side="right"),
        line=np.searchsorted([mark.start() for mark in re.finditer("\n", text)], pieces.start),
        quotation=quotation,
        window=np.searchsorted([a for a, _ in windows], count, side="right"),
    )


def _read_block(text: str, offset: int, model: Model) -> list[Attribution]:
    pieces, windows, bounds, quoted = prepare(text, model.vocabulary)
    if not len(pieces):
        return []
    encoded = encode(model.session, pieces, windows)
    scene = scene_of(
        text,
        pieces,
        windows,
        bounds,
        quoted,
        encoded.tags,
        encoded.links,
        transitions=model.transitions,
        eagerness=model.eagerness,
    )
    candidates = assemble(scene, model.source, model.content)
    if not candidates:
        return []
    logits = model.whole(np.stack([candidate.features for candidate in candidates]))
    confidence = 1 / (1 + np.exp(-logits.astype(np.float64)))
    return [
        to_attribution(text, pieces, scene, quoted, candidate, float(sure), offset)
        for candidate, sure in zip(candidates, confidence, strict=True)
        if sure >= model.threshold
    ]


def to_attribution(
    text: str, pieces: Pieces, scene: Scene, quoted: list[Span], candidate: Candidate, confidence: float, offset: int
) -> Attribution:
    """The candidate in code points of the whole text."""
    s = scene.spans

    def span(index: int) -> Span:
        return whole_words(text, int(pieces.start[s.first[index]]), int(pieces.end[s.last[index] - 1]))

    content = tuple(sorted(span(index) for index in candidate.content))
    kind = kind_of(text, content, quoted)
    source = (span(candidate.source),) if candidate.source >= 0 else ()
    return Attribution(
        _moved(source, offset), _moved((span(candidate.cue),), offset), _moved(content, offset), kind, confidence
    )


def whole_words(text: str, start: int, end: int, *, most: int = 40) -> Span:
    """The span, widened to the edges of the words that it cuts (word pieces may begin inside a rare name).

    >>> whole_words("told Andrij Sybiha", 8, 16).of("told Andrij Sybiha")
    'Andrij Sybiha'
    """
    lowest, highest = max(0, start - most), min(len(text), end + most)
    while start > lowest and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < highest and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _moved(spans: tuple[Span, ...], offset: int) -> tuple[Span, ...]:
    return tuple(Span(start + offset, end + offset) for start, end in spans)


def kind_of(text: str, content: tuple[Span, ...], quoted: list[Span]) -> Quotation:
    """Direct when at least nine words of ten stand inside double quotes, mixed when some do.

    >>> text = 'It is "very good" news'
    >>> kind_of(text, (Span(0, 22),), quoted_spans(text)).value
    'mixed'
    """
    total = inside = 0
    for part in content:
        marks = [q for q in quoted if q.overlaps(part)]
        for word in _WORD.finditer(text, part.start, part.end):
            total += 1
            inside += any(q.start <= word.start() < q.end for q in marks)
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside >= 0.9 * total else Quotation.MIXED


def _place(attribution: Attribution) -> tuple[int, int]:
    return hull((*attribution.source, *attribution.cue, *attribution.content))


def _with_nested(text: str, found: list[Attribution], model: Model) -> list[Attribution]:
    """Reads each content fragment as a text of its own, and adds what it finds with its parent."""
    made = list(found)
    for parent, attribution in enumerate(found):
        for part in attribution.content:
            inner = _read_block(part.of(text), part.start, model) if part.end - part.start <= _BLOCK else []
            made += [replace(each, parent=parent) for each in inner]
    return made
