"""PolNeAR as the recipe sees it: texts, word pieces, and each annotator's attributions (brat standoff)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whipcount.statements.attribution.pieces import Pieces, cut_pieces, quoted_spans, sentence_bounds
from whipcount.statements.attribution.word_pieces import WordPieces
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


@dataclass(slots=True)
class Gold:
    """One annotated attribution: the fragments of each role."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Article:
    """One article; the first reading is the one that the evaluator scores against."""

    id: str
    text: str
    readings: list[list[Gold]]
    pieces: Pieces
    bounds: NDArray[np.int64]
    tags: list[NDArray[np.int64]] = field(default_factory=list)
    links: list[list[dict[str, NDArray[np.int64]]]] = field(default_factory=list)


def read_brat(path: Path) -> list[Gold]:
    """The attributions of one annotation file: T lines are spans, E lines join them."""
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            offsets = fields[1].partition(" ")[2]
            try:
                spans[fields[0]] = sorted(Span(*map(int, part.split())) for part in offsets.split(";"))
            except (TypeError, ValueError):
                continue  # a handful of lines are damaged upstream
        elif fields[0].startswith("E"):
            events.append(fields[1].split()[1:])
    found = []
    for arguments in events:
        gold = Gold()
        for argument in arguments:
            name, _, target = argument.partition(":")
            role = re.sub(r"\d+$", "", name).lower()
            if role in ROLES and target in spans:
                getattr(gold, role).extend(spans[target])
        for role in ROLES:
            setattr(gold, role, sorted(set(getattr(gold, role))))
        if gold.source or gold.cue or gold.content:
            found.append(gold)
    return found


def _inside(pieces: Pieces, span: Span) -> tuple[int, int]:
    """The pieces that a span covers (half-open)."""
    first = int(np.searchsorted(pieces.end, span.start, side="right"))
    last = int(np.searchsorted(pieces.start, span.end, side="left"))
    return first, max(first, last)


def _label(article: Article) -> None:
    """BIO tags per reading, and per attribution the pieces of each role."""
    for reading in article.readings:
        tags = np.zeros(len(article.pieces), dtype=np.int64)
        links = []
        # Content first, cues and sources over it: where spans overlap the shorter roles win.
        for number, role in ((5, "content"), (1, "source"), (3, "cue")):
            for gold in reading:
                for span in getattr(gold, role):
                    first, last = _inside(article.pieces, span)
                    tags[first:last] = number + 1
                    if last > first:
                        tags[first] = number
        for gold in reading:
            link = {}
            for role in ROLES:
                covered = [np.arange(*_inside(article.pieces, span)) for span in getattr(gold, role)]
                link[role] = np.concatenate(covered) if covered else np.zeros(0, dtype=np.int64)
            if len(link["cue"]):
                links.append(link)
        article.tags.append(tags)
        article.links.append(links)


def load(folder: Path, split: str, vocabulary: WordPieces) -> list[Article]:
    """The articles of a split in the order of the metadata, each with all its readings."""
    data = folder / "data" if (folder / "data").is_dir() else folder
    articles = []
    with (data / "metadata.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["compartment"] == split]
    annotations: dict[str, dict[str, Path]] = {}
    for path in (data / split / "attributions").glob("*.ann"):
        annotations.setdefault(path.name[:-9], {})[path.name[-8:-4]] = path
    for row in rows:
        name = row["filename"]
        with (data / split / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        files = dict(sorted(annotations.get(name, {}).items()))
        order = [who for who in row["annotators"].split("|") if who in files]
        order += [who for who in files if who not in order]
        pieces = cut_pieces(text, vocabulary, quoted_spans(text))
        article = Article(
            name,
            text,
            [read_brat(files[who]) for who in order],
            pieces,
            sentence_bounds(pieces, split_sentences(text)),
        )
        _label(article)
        articles.append(article)
    return articles
