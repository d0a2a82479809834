"""The training loop: random windows of whole sentences, tags (cross-entropy + CRF) and links together."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.corpus import TAGS, Article
from training.model import LAYERS, LINK, Reader, crf_loss
from whipcount.statements.attribution.decoding import decode
from whipcount.statements.attribution.encoder import BUDGET, CLS, SEP
from whipcount.statements.attribution.pieces import pack

MASK = 103


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the run is made of; every figure that shapes the weights."""

    steps: int = 2000
    batch: int = 2048  # word pieces, padding included
    shortest: int = 48
    longest: int = 192
    rate: float = 2.5e-4
    decay: float = 0.9  # of the rate from layer to layer, downwards
    head_rate: float = 1e-3
    word_rate: float = 0.0
    warmup: float = 0.06
    weight_decay: float = 0.01
    masked: float = 0.05
    dropout: float = 0.1
    crf: float = 1.0
    linking: float = 1.0
    smoothing: float = 0.0
    average: float = 0.995
    seed: int = 7


@dataclass(slots=True)
class Window:
    """A run of whole sentences of one article, as one annotator reads it."""

    article: Article
    reading: int
    start: int
    end: int


def windows(articles: list[Article], recipe: Recipe, rng: random.Random) -> list[Window]:
    """One pass over the articles: each cut at random sentence ends, read by a random annotator."""
    found = []
    for article in articles:
        reading = rng.randrange(len(article.readings))
        bounds = article.bounds
        at = 0
        while at < len(bounds) - 1:
            budget = rng.randint(recipe.shortest, recipe.longest)
            start, end = (
                pack(bounds[at:], budget=budget)[0]
                if bounds[at + 1] - bounds[at] > budget
                else (
                    int(bounds[at]),
                    int(bounds[np.searchsorted(bounds, bounds[at] + budget, side="right") - 1]),
                )
            )
            found.append(Window(article, reading, start, end))
            at = max(at + 1, int(np.searchsorted(bounds, end)))
    return found


def batches(found: list[Window], recipe: Recipe, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most ``recipe.batch`` pieces with padding; shuffled."""
    rng.shuffle(found)
    made: list[list[Window]] = []
    for chunk in range(0, len(found), 400):
        current: list[Window] = []
        for window in sorted(found[chunk : chunk + 400], key=lambda w: w.end - w.start):
            if current and (window.end - window.start + 2) * (len(current) + 1) > recipe.batch:
                made.append(current)
                current = []
            current.append(window)
        if current:
            made.append(current)
    rng.shuffle(made)
    return made


def collate(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids, types, tags (batch, length) and lengths, with [CLS] before and [SEP] behind each window."""
    longest = max(w.end - w.start for w in batch) + 2
    ids = np.zeros((len(batch), longest), dtype=np.int64)
    types = np.zeros_like(ids)
    tags = np.zeros_like(ids)
    for row, w in enumerate(batch):
        n = w.end - w.start
        ids[row, 0], ids[row, n + 1] = CLS, SEP
        ids[row, 1 : n + 1] = w.article.pieces.ids[w.start : w.end]
        types[row, 1 : n + 1] = w.article.pieces.types[w.start : w.end]
        tags[row, 1 : n + 1] = w.article.tags[w.reading][w.start : w.end]
    lengths = np.asarray([w.end - w.start + 2 for w in batch])
    return torch.from_numpy(ids), torch.from_numpy(types), torch.from_numpy(tags), torch.from_numpy(lengths)


def link_targets(batch: list[Window], longest: int) -> tuple[Tensor, Tensor, Tensor]:
    """Per attribution with its cue in the window: its row, cue weights (n, l), source and content pieces (n, 2, l)."""
    rows, cues, targets = [], [], []
    for row, w in enumerate(batch):
        for link in w.article.links[w.reading]:
            cue = link["cue"]
            if cue[0] < w.start or cue[-1] >= w.end:
                continue
            weight = np.zeros(longest, dtype=np.float32)
            weight[cue - w.start + 1] = 1 / len(cue)
            target = np.zeros((2, longest), dtype=np.float32)
            for i, role in enumerate(("source", "content")):
                inside = link[role][(link[role] >= w.start) & (link[role] < w.end)]
                target[i, inside - w.start + 1] = 1
            rows.append(row)
            cues.append(weight)
            targets.append(target)
    if not rows:
        return torch.zeros(0, dtype=torch.long), torch.zeros(0, longest), torch.zeros(0, 2, longest)
    return torch.tensor(rows), torch.from_numpy(np.stack(cues)), torch.from_numpy(np.stack(targets))


def loss_of(model: Reader, batch: list[Window], recipe: Recipe, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """The tag loss and the link loss of one batch."""
    ids, types, tags, lengths = collate(batch)
    if model.training and recipe.masked:
        hide = (torch.rand(ids.shape, generator=generator) < recipe.masked) & (ids > MASK)
        ids = torch.where(hide, torch.full_like(ids, MASK), ids)
    scores, projected = model(ids, types, lengths)
    valid = (torch.arange(ids.shape[1])[None] < lengths[:, None]).float()
    plain = functional.cross_entropy(
        scores.flatten(0, 1), tags.flatten(), reduction="none", label_smoothing=recipe.smoothing
    ).view_as(valid)
    loss = (plain * valid).sum() / valid.sum()
    if recipe.crf:
        loss = loss + recipe.crf * crf_loss(scores, tags, valid, model.transitions)
    rows, cues, targets = link_targets(batch, ids.shape[1])
    if not len(rows):
        return loss, torch.zeros(())
    parts = projected.view(*projected.shape[:2], 4, LINK)[rows]
    asks = torch.einsum("nl,nlkd->nkd", cues, parts[:, :, (0, 2)])
    logits = torch.einsum("nkd,nlkd->nkl", asks, parts[:, :, (1, 3)]) / math.sqrt(LINK) + model.link_bias[None, :, None]
    place = valid[rows][:, None]
    each = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none") * place
    return loss, each.sum() / place.sum()


def _groups(model: Reader, recipe: Recipe) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = [
        {"params": [model.tag.weight, model.tag.bias, model.link.weight, model.link.bias], "lr": recipe.head_rate},
        {"params": [model.link_bias, model.transitions], "lr": 5 * recipe.head_rate, "weight_decay": 0.0},
        {"params": [model.types.weight], "lr": 2 * recipe.rate, "weight_decay": 0.0},
    ]
    lowest = recipe.rate * recipe.decay**LAYERS
    groups.append({"params": [model.places.weight, *model.norm.parameters()], "lr": lowest, "weight_decay": 0.0})
    if recipe.word_rate:
        groups.append({"params": [model.words.weight], "lr": recipe.word_rate, "weight_decay": 0.0})
    for i, layer in enumerate(model.layers):
        rate = recipe.rate * recipe.decay ** (LAYERS - 1 - i)
        for decayed in (True, False):
            chosen = [p for p in layer.parameters() if (p.ndim > 1) == decayed]
            groups.append({"params": chosen, "lr": rate, "weight_decay": recipe.weight_decay if decayed else 0.0})
    for group in groups:
        group["full"] = group["lr"]
    return groups


@torch.no_grad()
def predict(model: Reader, article: Article, budget: int = BUDGET) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Tag scores (n, 7) and link projections (n, 4 * LINK) of every piece of an article."""
    cuts = [Window(article, 0, a, b) for a, b in pack(article.bounds, budget=budget)]
    tags = np.zeros((len(article.pieces), len(TAGS)), dtype=np.float32)
    links = np.zeros((len(article.pieces), 4 * LINK), dtype=np.float32)
    for w in cuts:
        ids, types, _, lengths = collate([w])
        scores, projected = model(ids, types, lengths)
        tags[w.start : w.end] = scores[0, 1:-1].numpy()
        links[w.start : w.end] = projected[0, 1:-1].numpy()
    return tags, links


def spans_of(path: NDArray[np.int64]) -> set[tuple[int, int, int]]:
    """(role, first, last) of the spans of gold BIO tags."""
    found = set()
    start, role = 0, -1
    for i, tag in enumerate([*path.tolist(), 0]):
        kind = -1 if tag == 0 else (tag - 1) // 2
        if role >= 0 and (kind != role or tag % 2 == 1):
            found.add((role, start, i))
            role = -1
        if kind >= 0 and role < 0:
            role, start = kind, i
    return found


def span_scores(model: Reader, articles: list[Article]) -> dict[str, float]:
    """Exact span F1 by role on word pieces, against the first reading."""
    model.eval()
    hits, said, meant = np.zeros(3), np.zeros(3), np.zeros(3)
    transitions = model.transitions.detach().numpy().astype(np.float64)
    for article in articles:
        tags, _ = predict(model, article)
        got = decode(tags, pack(article.bounds, budget=BUDGET), transitions)
        found = set(zip(got.role.tolist(), got.first.tolist(), got.last.tolist(), strict=True))
        gold = spans_of(article.tags[0])
        for counter, spans in ((hits, found & gold), (said, found), (meant, gold)):
            for role, _, _ in spans:
                counter[role] += 1
    model.train()
    f1 = 200 * hits / np.maximum(said + meant, 1)
    return {
        **{r: round(float(f), 2) for r, f in zip(("source", "cue", "content"), f1, strict=True)},
        "all": round(float(200 * hits.sum() / max(1, (said + meant).sum())), 2),
    }


def fit(
    model: Reader,
    articles: list[Article],
    dev: list[Article],
    recipe: Recipe,
    out: Path,
    *,
    every: int = 250,
) -> Reader:
    """Trains ``model`` in place and returns its averaged copy; resumes from ``out/last.pt`` where there is one."""
    torch.manual_seed(recipe.seed)
    model.words.weight.requires_grad_(bool(recipe.word_rate))
    optimizer = torch.optim.AdamW(_groups(model, recipe), betas=(0.9, 0.98), eps=1e-6)
    averaged = Reader(recipe.dropout)
    averaged.load_state_dict(model.state_dict())
    generator = torch.Generator().manual_seed(recipe.seed)
    step = 0
    if (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=True)
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    stream = _stream(articles, recipe)
    for _ in range(step):
        next(stream)
    model.train()
    began = time.time()
    sums = np.zeros(3)
    while step < recipe.steps:
        share = step / recipe.steps
        factor = min(1.0, share / recipe.warmup) if recipe.warmup else 1.0
        factor *= (1 - share) / (1 - recipe.warmup) if share > recipe.warmup else 1.0
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * factor
        batch = next(stream)
        tag_loss, link_loss = loss_of(model, batch, recipe, generator)
        optimizer.zero_grad(set_to_none=True)
        (tag_loss + recipe.linking * link_loss).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        keep = min(recipe.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for mean, value in zip(averaged.parameters(), model.parameters(), strict=True):
                if value.requires_grad:
                    mean.lerp_(value, 1 - keep)
        sums += (tag_loss.item(), link_loss.item(), 1)
        if step % 50 == 0:
            print(
                f"step {step} tags {sums[0] / sums[2]:.4f} links {sums[1] / sums[2]:.4f} {time.time() - began:.0f}s",
                flush=True,
            )
            sums[:] = 0
        if step % every == 0 or step == recipe.steps:
            torch.save(
                {
                    "model": model.state_dict(),
                    "averaged": averaged.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "step": step,
                },
                out / "last.pt",
            )
            print(json.dumps({"step": step, "dev": span_scores(averaged, dev)}), flush=True)
    return averaged


def _stream(articles: list[Article], recipe: Recipe) -> Iterator[list[Window]]:
    rng = random.Random(recipe.seed)
    while True:
        yield from batches(windows(articles, recipe, rng), recipe, rng)
