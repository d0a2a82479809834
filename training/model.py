"""The encoder in torch: MiniLM-L6 with wider token types, a tag head with a CRF, and a linking head.

Devlin et al. (2019) for the encoder, Wang et al. (2020) for MiniLM, Lafferty, McCallum & Pereira (2001) for the CRF.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.corpus import TAGS
from whipcount.statements.attribution.pieces import TYPES

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
LINK = 48  # width of each linking projection


class SharedDropout(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal & Ghahramani 2016): as good here, and far cheaper."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """``x`` is (batch, length, width)."""
        if not self.training or self.rate == 0:
            return x
        mask = (torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate).to(x.dtype) / (1 - self.rate)
        return x * mask


class Layer(nn.Module):
    """One transformer layer, normalised after each branch."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = SharedDropout(rate)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``mask`` is true where there is a piece, (batch, 1, 1, length)."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Word pieces in; tag scores and link projections out."""

    def __init__(self, rate: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.types = nn.Embedding(TYPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(rate) for _ in range(LAYERS))
        self.drop = SharedDropout(rate)
        self.tag = nn.Linear(HIDDEN, len(TAGS))
        # Four projections: what a cue asks of its source, what a piece answers; the same for content.
        self.link = nn.Linear(HIDDEN, 4 * LINK)
        self.link_bias = nn.Parameter(torch.tensor([-3.0, -1.0]))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))

    def forward(self, ids: Tensor, types: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """``ids`` and ``types`` (batch, length), padded behind ``lengths``, to (b, l, 7) and (b, l, 4 * LINK)."""
        length = ids.shape[1]
        x = self.words(ids) + self.places(torch.arange(length)) + self.types(types)
        x = self.drop(self.norm(x))
        mask = (torch.arange(length)[None] < lengths[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.drop(x)
        return self.tag(x), self.link(x)

    def load_base(self, path: Path) -> None:
        """Takes over the weights of a BERT-style ``model.safetensors``."""
        from safetensors.torch import load_file

        base = {name.removeprefix("bert."): value for name, value in load_file(str(path)).items()}
        with torch.no_grad():
            self.words.weight.copy_(base["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(base["embeddings.position_embeddings.weight"])
            kind = base["embeddings.token_type_embeddings.weight"][0]
            self.types.weight.copy_(kind[None] + 0.02 * torch.randn(TYPES, HIDDEN))
            _copy(self.norm, base, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                name = f"encoder.layer.{i}."
                parts = [name + f"attention.self.{part}" for part in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([base[part + ".weight"] for part in parts]))
                layer.qkv.bias.copy_(torch.cat([base[part + ".bias"] for part in parts]))
                _copy(layer.out, base, name + "attention.output.dense")
                _copy(layer.norm1, base, name + "attention.output.LayerNorm")
                _copy(layer.up, base, name + "intermediate.dense")
                _copy(layer.down, base, name + "output.dense")
                _copy(layer.norm2, base, name + "output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, base: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(base[name + ".weight"])
    module.bias.copy_(base[name + ".bias"])


def crf_loss(scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Mean negative log-likelihood per piece of the tag paths; the forward recursion in log space."""
    steps = scores.shape[1]
    picked = scores.gather(2, tags[..., None]).squeeze(2)
    moves = transitions[tags[:, :-1], tags[:, 1:]]
    path = (picked * mask).sum(1) + (moves * mask[:, 1:]).sum(1)
    alpha = scores[:, 0]
    for t in range(1, steps):
        fresh = torch.logsumexp(alpha[:, :, None] + transitions[None], dim=1) + scores[:, t]
        alpha = torch.where(mask[:, t, None] > 0, fresh, alpha)
    return (torch.logsumexp(alpha, dim=1) - path).sum() / mask.sum()
