"""SEESAW's stances (Zhang, Beauchamp & Wang 2022): loading, folds by story, the figures that are reported."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 20220930
FOLDS = 4
NOBODY = frozenset({"None", "Not in the list"})  # who the annotators could not name
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stance:
    """One annotated stance: who toward what, in which sentence; ``label`` is 1 for positive."""

    article: str
    subject: str
    target: str
    kinds: tuple[str, ...]
    sentence: str
    label: int

    @property
    def story(self) -> str:
        """The story, told by three articles."""
        return self.article.rsplit("_DOCUMENT", 1)[0]

    @property
    def topic(self) -> bool:
        """Whether the object is a topic."""
        return "Topic" in self.kinds

    @property
    def near(self) -> bool:
        """Whether the object is a topic or of a kind that is much like one, and no person, party or place."""
        return bool({"Topic", "Event", "Others", "?"} & set(self.kinds))

    @property
    def pair(self) -> tuple[str, str]:
        """What a model reads: who toward what, and the sentence (see `whipcount.positions.coders.learned_coder`)."""
        subject = "someone" if self.subject in NOBODY else self.subject
        return f"{subject}; {self.target}", self.sentence


def load(folder: Path, split: str) -> list[Stance]:
    """All stances of a split, in the order of articles and sentences."""
    found = []
    for path in sorted((folder / "annotations").glob("*.json")):
        meta = json.loads((folder / "meta" / f"TRIPLET_{path.name.split('_')[1]}.json").read_text(encoding="utf-8"))
        if meta["Split"] != split:
            continue
        notes = json.loads(path.read_text(encoding="utf-8"))
        article = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))
        text = {row["id"]: row["text"] for row in article["text"]}
        kinds = {entity[0]: tuple(entity[1]) for entity in notes["entity lists"]}
        found += [
            Stance(
                path.stem,
                s["subject"],
                s["object"],
                kinds.get(s["object"], ("?",)),
                text[int(number)],
                int(s["sentiment"] == "POS"),
            )
            for number, stances in notes["sentence-level stances"].items()
            for s in stances
        ]
    return found


def labels(items: list[Stance]) -> NDArray[np.int64]:
    """Their labels, 1 for positive."""
    return np.array([s.label for s in items], dtype=np.int64)


def fold_of(items: list[Stance]) -> NDArray[np.int64]:
    """The fold of each stance: whole stories, dealt in an order that is the same on every machine."""
    stories = sorted({s.story for s in items})
    order = np.random.default_rng(SEED).permutation(len(stories))
    dealt = {stories[place]: turn % FOLDS for turn, place in enumerate(order)}
    return np.array([dealt[s.story] for s in items])


def macro_f1(gold: NDArray[np.int64], logits: Floats) -> float:
    """The mean of the F1 of both classes, where a logit above zero says positive."""
    guess = (logits > 0).astype(int)
    out = []
    for label in (0, 1):
        hit = int(((gold == label) & (guess == label)).sum())
        out.append(2 * hit / max(1, int((gold == label).sum() + (guess == label).sum())))
    return float(np.mean(out))


def interval(items: list[Stance], logits: Floats, draws: int = 1000) -> tuple[float, float]:
    """The 95% bootstrap interval of macro-F1, over stories; fixed seed."""
    gold = labels(items)
    groups: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        groups[item.story].append(place)
    rng = np.random.default_rng(SEED)
    keys = list(groups)
    found = []
    for _ in range(draws):
        places = np.concatenate([groups[keys[k]] for k in rng.integers(0, len(keys), len(keys))])
        found.append(macro_f1(gold[places], logits[places]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def pooled(items: list[Stance], logits: Floats) -> Floats:
    """The mean logit of the story's sentences with the same subject and target: sides seldom change within a story.

    Uses the sentences and the entities given, no labels.
    """
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        groups[item.story, item.subject, item.target].append(place)
    out = logits.copy()
    for places in groups.values():
        out[places] = logits[places].mean()
    return out
