"""A cheap member for SEESAW's second stage: logistic regression on a frozen encoder that reads sentences without names.

Subject and object are replaced by one name and one noun that are always the same, so that nothing can be learned by
heart about who usually favours what. No encoder is trained: about three minutes of one core for all of train.
Torch is needed here alone.
"""

from __future__ import annotations

import re

import numpy as np
import torch
from benchmarks.training.seesaw_data import Floats, Stance, labels
from benchmarks.training.seesaw_encoder import Encoder, Recipe

WHO, WHAT = "Alice", "the plan"
ASKED = f"{WHO} supports {WHAT}"


def masked(stance: Stance) -> str:
    """The sentence without the names of subject and object, or without their last words where it has no more."""
    text = stance.sentence
    for name, put in ((stance.subject, WHO), (stance.target, WHAT)):
        last = name.split()[-1]
        if name in text:
            text = text.replace(name, put)
        elif len(last) > 3:
            text = re.sub(rf"\b{re.escape(last)}\b", put, text)
    return text


def embed(items: list[Stance]) -> Floats:
    """The mean of the word pieces of each masked sentence: (items, 384)."""
    encoder = Encoder(Recipe())
    encoder.scorer.eval()
    texts = [masked(s) for s in items]
    order = sorted(range(len(items)), key=lambda i: len(texts[i]))
    out = np.zeros((len(items), 384))
    for start in range(0, len(order), 64):
        places = order[start : start + 64]
        made = encoder.tokens(
            [ASKED] * len(places),
            [texts[i] for i in places],
            truncation="only_second",
            max_length=encoder.recipe.length,
            padding=True,
            return_tensors="pt",
        )
        with torch.no_grad():
            hidden = encoder.scorer.model(**made).last_hidden_state
        weight = made["attention_mask"][..., None].float()
        out[places] = ((hidden * weight).sum(1) / weight.sum(1)).numpy()
    return out


def member(items: list[Stance], known: Floats, asked: Floats) -> Floats:
    """Logits of ``asked`` (rows, 384) by a regression on ``known``; objects much unlike topics count three tenths."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(known)
    model = LogisticRegression(C=0.003, max_iter=500, class_weight="balanced")
    model.fit(scaler.transform(known), labels(items), sample_weight=[1.0 if s.near else 0.3 for s in items])
    return np.asarray(model.decision_function(scaler.transform(asked)))
