"""Fits the linker's three small networks on articles that the encoder has not been trained on."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.corpus import ROLES, Article, Gold
from whipcount.statements.attribution.attributions import scene_of
from whipcount.statements.attribution.candidates import Candidate, assemble
from whipcount.statements.attribution.encoder import BUDGET, encode, open_session
from whipcount.statements.attribution.linker import CONTENT, SOURCE, Scene, Scorer, choices
from whipcount.statements.attribution.pieces import pack, quoted_spans

Choice = tuple[NDArray[np.float32], NDArray[np.float64]]


@dataclass(slots=True, eq=False)
class Read:
    """An article as the encoder sees it, with the gold attributions that each span found belongs to."""

    article: Article
    scene: Scene
    owners: list[set[int]]


@dataclass(slots=True, eq=False)
class Encodings:
    """The encoder's outputs, kept so that the linker can be fitted again without running it."""

    article: Article
    windows: list[tuple[int, int]]
    tags: NDArray[np.float32]
    links: NDArray[np.float32]


def run_encoder(model: Path, articles: list[Article]) -> list[Encodings]:
    """Runs the exported encoder (int8, as at run time)."""
    session = open_session(model)
    made = []
    for article in articles:
        windows = pack(article.bounds, budget=BUDGET)
        encoded = encode(session, article.pieces, windows)
        made.append(Encodings(article, windows, encoded.tags, encoded.links))
    return made


def read(encodings: list[Encodings], transitions: NDArray[np.float64], eagerness: float) -> list[Read]:
    """Decodes and aligns with the first annotator."""
    made = []
    for e in encodings:
        a = e.article
        quoted = quoted_spans(a.text)
        scene = scene_of(
            a.text,
            a.pieces,
            e.windows,
            a.bounds,
            quoted,
            e.tags,
            e.links,
            transitions=transitions,
            eagerness=eagerness,
        )
        made.append(Read(a, scene, _owners(a, scene)))
    return made


def _owners(article: Article, scene: Scene) -> list[set[int]]:
    """For each span the gold attributions whose same role covers half of it, or else the one that covers most."""
    holders: list[list[set[int]]] = [[set() for _ in range(len(article.pieces))] for _ in ROLES]
    for number, link in enumerate(article.links[0]):
        for kind, role in enumerate(ROLES):
            for piece in link[role].tolist():
                holders[kind][piece].add(number)
    made = []
    spans = scene.spans
    for kind, first, last in zip(spans.role.tolist(), spans.first.tolist(), spans.last.tolist(), strict=True):
        counts = Counter(number for piece in range(first, last) for number in holders[kind][piece])
        most = {counts.most_common(1)[0][0]} if counts else set()
        made.append({number for number, n in counts.items() if 2 * n >= last - first} or most)
    return made


def choice_data(reads: list[Read], role: int) -> list[Choice]:
    """(features, target distribution) of each chooser."""
    made: list[Choice] = []
    for r in reads:
        pairs = choices(role, r.scene)
        edges = [*np.flatnonzero(np.diff(pairs.chooser, prepend=-1)).tolist(), len(pairs.chooser)]
        for a, b in pairwise(edges):
            mine = r.owners[int(pairs.chooser[a])]
            if role == SOURCE and not mine:
                continue  # a cue that is none: its source does not matter
            target = np.asarray([float(j >= 0 and bool(r.owners[j] & mine)) for j in pairs.chosen[a:b].tolist()])
            if target.sum() == 0:
                target[-1] = 1.0
            made.append((pairs.features[a:b], target / target.sum()))
    return made


class Net(nn.Module):
    """A hidden layer of tanh on standardised features; several of them are averaged."""

    def __init__(self, mean: Tensor, deviation: Tensor, hidden: int) -> None:
        super().__init__()
        self.mean, self.deviation = mean, deviation
        self.first = nn.Linear(len(mean), hidden)
        self.last = nn.Linear(hidden, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor) -> Tensor:
        """Scores of rows of features."""
        return self.last(self.drop(torch.tanh(self.first((x - self.mean) / self.deviation))))[..., 0]


def merged(nets: list[Net]) -> Scorer:
    """The mean of the nets as one scorer, the standardisation folded in."""
    matrices, biases, outs, constants = [], [], [], []
    for net in nets:
        weight = net.first.weight.detach()
        matrices.append((weight.T / net.deviation[:, None]).numpy())
        biases.append((net.first.bias.detach() - weight @ (net.mean / net.deviation)).numpy())
        outs.append(net.last.weight.detach().T.numpy() / len(nets))
        constants.append(net.last.bias.detach().numpy() / len(nets))
    return Scorer(
        (
            (np.concatenate(matrices, axis=1).astype(np.float32), np.concatenate(biases).astype(np.float32)),
            (np.concatenate(outs).astype(np.float32), np.asarray(np.sum(constants, axis=0), dtype=np.float32)),
        )
    )


def _moments(x: Tensor) -> tuple[Tensor, Tensor]:
    mean, deviation = x.mean(0), x.std(0)
    flat = deviation < 1e-3
    return torch.where(flat, torch.zeros_like(mean), mean), torch.where(flat, torch.ones_like(deviation), deviation)


def fit_choice(data: list[Choice], *, hidden: int = 24, passes: int = 40, seeds: int = 3) -> Scorer:
    """Cross-entropy over each chooser's options."""
    most = max(len(target) for _, target in data)
    x = torch.zeros(len(data), most, data[0][0].shape[1])
    y = torch.zeros(len(data), most)
    hide = torch.full((len(data), most), -1e9)
    for i, (features, target) in enumerate(data):
        x[i, : len(target)] = torch.from_numpy(features)
        y[i, : len(target)] = torch.from_numpy(target)
        hide[i, : len(target)] = 0
    mean, deviation = _moments(x[hide == 0])
    nets = []
    for seed in range(seeds):
        torch.manual_seed(seed)
        net = Net(mean, deviation, hidden)
        for k in _steps(net, len(data), passes, decay=0.02):
            chances = torch.log_softmax(net(x[k]) + hide[k], 1).clamp_min(-30)
            (-(chances * y[k]).sum(1).mean()).backward()
        nets.append(net.eval())
    return merged(nets)


def fit_whole(x: NDArray[np.float32], y: NDArray[np.float32], *, hidden: int = 16, seeds: int = 3) -> Scorer:
    """Logistic loss: is the candidate right?"""
    features, target = torch.from_numpy(x), torch.from_numpy(y)
    mean, deviation = _moments(features)
    nets = []
    for seed in range(seeds):
        torch.manual_seed(seed)
        net = Net(mean, deviation, hidden)
        for k in _steps(net, len(x), 60, decay=0.05):
            functional.binary_cross_entropy_with_logits(net(features[k]), target[k]).backward()
        nets.append(net.eval())
    return merged(nets)


def _steps(net: Net, count: int, passes: int, *, decay: float):  # type: ignore[no-untyped-def]
    """Yields index batches; takes an optimiser step after each."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=5e-3, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, passes * (count // 256 + 1))
    for _ in range(passes):
        order = torch.randperm(count)
        for at in range(0, count, 256):
            optimizer.zero_grad()
            yield order[at : at + 256]
            optimizer.step()
            schedule.step()


def right(evaluator: object, read_: Read, candidates: list[Candidate]) -> NDArray[np.float32]:
    """1 for the candidates whose content and source both have IoU >= 0.5 with those of one gold attribution."""
    e = evaluator
    document = e.Doc(read_.article.text)  # type: ignore[attr-defined]
    gold = [u for u in e.units(document, [_lists(g) for g in read_.article.readings[0]]) if u.toks["content"]]  # type: ignore[attr-defined]
    made = np.zeros(len(candidates), dtype=np.float32)
    for i, candidate in enumerate(candidates):
        units = e.units(document, [lists_of(read_, candidate)])  # type: ignore[attr-defined]
        if units:
            mine = units[0].toks
            made[i] = any(
                e.iou(g.toks["content"], mine["content"]) >= 0.5 and e.iou(g.toks["source"], mine["source"]) >= 0.5  # type: ignore[attr-defined]
                for g in gold
                if g.toks["content"] & mine["content"]
            )
    return made


def _lists(gold: Gold) -> dict[str, list[list[int]]]:
    return {role: [list(span) for span in getattr(gold, role)] for role in ROLES}


def lists_of(read_: Read, candidate: Candidate) -> dict[str, list[list[int]]]:
    """The candidate as the evaluator takes it."""
    s, pieces = read_.scene.spans, read_.article.pieces

    def span(i: int) -> list[int]:
        return [int(pieces.start[s.first[i]]), int(pieces.end[s.last[i] - 1])]

    return {
        "source": [span(candidate.source)] if candidate.source >= 0 else [],
        "cue": [span(candidate.cue)],
        "content": sorted(span(i) for i in candidate.content),
    }


def load_evaluator(path: Path) -> object:
    """The corpus's evaluator as a module."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("polnear_eval", path)
    if spec is None or spec.loader is None:
        sys.exit(f"no evaluator at {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["polnear_eval"] = module
    spec.loader.exec_module(module)
    return module


@dataclass(slots=True, eq=False)
class Linker:
    """What is fitted: three scorers, and the threshold that serves who_said best on the articles held out."""

    source: Scorer
    content: Scorer
    whole: Scorer
    threshold: float

    def candidates(self, read_: Read) -> tuple[list[Candidate], NDArray[np.float64]]:
        """The candidates of an article and their confidence."""
        found = assemble(read_.scene, self.source, self.content)
        if not found:
            return [], np.zeros(0)
        logits = self.whole(np.stack([c.features for c in found])).astype(np.float64)
        return found, 1 / (1 + np.exp(-logits))

    def predictions(self, reads: list[Read], threshold: float) -> dict[str, list[dict[str, list[list[int]]]]]:
        """As the evaluator takes them."""
        made = {}
        for r in reads:
            found, sure = self.candidates(r)
            made[r.article.id] = [lists_of(r, c) for c, p in zip(found, sure.tolist(), strict=True) if p >= threshold]
        return made


def measure(
    evaluator: object, reads: list[Read], predictions: dict[str, list[dict[str, list[list[int]]]]]
) -> dict[str, float]:
    """The bars, in percent."""
    e = evaluator
    total: Counter[tuple[str, str]] = Counter()
    for r in reads:
        gold = [_lists(g) for g in r.article.readings[0]]
        total.update(e.count(e.Doc(r.article.text), gold, predictions.get(r.article.id, [])))  # type: ignore[attr-defined]
    names = ("ar.who_said", "ar.say", "ar.content50", "source.exact", "cue.exact", "content.exact")
    return {name: round(100 * e.prf(total, name)[2], 2) for name in names}  # type: ignore[attr-defined]


def fit_linker(evaluator: object, reads: list[Read]) -> Linker:
    """Fits all three networks; the last one learns from the first two, cross-fitted in two halves."""
    source = fit_choice(choice_data(reads, SOURCE))
    content = fit_choice(choice_data(reads, CONTENT))
    features, targets = [], []
    for half in (0, 1):
        other = [r for i, r in enumerate(reads) if i % 2 != half]
        s, c = fit_choice(choice_data(other, SOURCE), seeds=1), fit_choice(choice_data(other, CONTENT), seeds=1)
        for r in reads[half::2]:
            found = assemble(r.scene, s, c)
            if found:
                features.append(np.stack([x.features for x in found]))
                targets.append(right(evaluator, r, found))
    whole = fit_whole(np.concatenate(features), np.concatenate(targets))
    linker = Linker(source, content, whole, 0.0)
    # The threshold by the mean of the figures that pull it up and down, on the same articles.
    best = -1.0
    for threshold in (0.2, 0.24, 0.28, 0.32, 0.36, 0.4):
        got = measure(evaluator, reads, linker.predictions(reads, threshold))
        score = got["ar.who_said"] + 0.3 * got["ar.content50"] + 0.3 * got["ar.say"]
        print(threshold, got, flush=True)
        if score > best:
            best, linker.threshold = score, threshold
    return linker


def save(linker: Linker, eagerness: float, path: Path) -> None:
    """Writes the networks with the figures that go with them."""
    arrays: dict[str, NDArray[np.float32]] = {}
    for name in ("source", "content", "whole"):
        for i, (matrix, bias) in enumerate(getattr(linker, name).layers):
            arrays[f"{name}.{i}.matrix"], arrays[f"{name}.{i}.bias"] = matrix, bias
    arrays["threshold"] = np.asarray(linker.threshold, dtype=np.float32)
    arrays["eagerness"] = np.asarray(eagerness, dtype=np.float32)
    np.savez(path, **arrays)  # type: ignore[arg-type]
