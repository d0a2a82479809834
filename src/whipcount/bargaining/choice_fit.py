"""Fitting the choice model on issues with known outcomes, and choosing its settings by nested cross-validation.

Issues of a proposal are one cluster and are never torn apart: what is predicted for a proposal comes from the others,
and the settings for that prediction are chosen by cross-validation within those others alone (Varma & Simon 2006).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import logit
from whipcount.bargaining.choice_features import FEATURES, SAME, Stated
from whipcount.bargaining.mixture import ChoiceModel
from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]

# What is chosen from, the simplest first: few features, a strong penalty.
SETS: dict[str, tuple[str, ...]] = {
    "plain": ("support", "extreme", "from_compromise"),
    "council": ("support", "at_reference", "from_reference", "extreme", "from_compromise"),
    "all": tuple(FEATURES),
}
PENALTIES = (100.0, 30.0, 10.0, 3.0)
SHARES = (0.5, 0.6, None)
LEVELS = 101
LEAST = 30
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What is chosen: a set of features, the penalty, and the weight of the stated positions (None: as often seen)."""

    features: str
    l2: float
    share: float | None


SETTINGS = tuple(Setting(*each) for each in product(SETS, PENALTIES, SHARES))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """An issue with its outcome on the unit line, and the proposal that it belongs to."""

    stated: Stated
    outcome: float
    cluster: str

    @property
    def hit(self) -> int | None:
        """Which stated position the outcome is, or None."""
        near = np.flatnonzero(np.abs(self.stated.positions - self.outcome) < SAME)
        return int(near[0]) if near.size else None


def fit(cases: Sequence[Case], setting: Setting) -> ChoiceModel:
    """The model of one setting on all the cases.

    Raises:
        BargainingError: for fewer than 30 cases, or too few of either kind (at a stated position, elsewhere).
    """
    hits = [(case, hit) for case in cases if (hit := case.hit) is not None]
    apart = np.array([case.outcome - case.stated.compromise for case in cases if case.hit is None])
    if len(cases) < LEAST or len(hits) < LEAST // 3 or len(apart) < LEAST // 3:
        raise BargainingError(
            f"{len(cases)} known outcomes, {len(hits)} of them at a stated position",
            accepted=f"{LEAST} or more, {LEAST // 3} or more of either kind",
        )
    names = SETS[setting.features]
    columns = [list(FEATURES).index(name) for name in names]
    rows = [case.stated.features[:, columns] for case, _ in hits]
    every = np.concatenate(rows)
    scale = every.std(axis=0)
    scale = np.where(scale > 1e-12, scale, 1.0)
    beta = logit.fit([row / scale for row in rows], [hit for _, hit in hits], l2=setting.l2) / scale
    share = len(hits) / len(cases) if setting.share is None else setting.share
    levels = (np.arange(LEVELS) + 0.5) / LEVELS
    return ChoiceModel(dict(zip(names, beta.tolist(), strict=True)), share, np.quantile(apart, levels))


def fold_of(cluster: str, folds: int = FOLDS) -> int:
    """The fold of a proposal: by a hash of its name, before anything is fitted.

    >>> fold_of("d00032"), fold_of("d00060")
    (3, 1)
    """
    return int.from_bytes(hashlib.sha256(f"fold {cluster}".encode()).digest()[:8], "big") % folds


def select(cases: Sequence[Case], settings: Sequence[Setting] = SETTINGS) -> tuple[Setting, dict[Setting, float]]:
    """The setting chosen by cross-validation by proposal, and the mean CRPS of all (0 to 100).

    The first of the settings, which stand from the simplest to the richest, whose score is worse than the best one's by
    no more than one standard error of that difference (Breiman et al. 1984): among settings as good as each other the
    least score follows noise, and flips against whatever was left out.
    """
    scores = {setting: np.zeros(len(cases)) for setting in settings}
    fold = np.array([fold_of(case.cluster) for case in cases])
    for number in np.unique(fold).tolist():
        rest = [case for case, f in zip(cases, fold, strict=True) if f != number]
        logits: dict[tuple[str, float], ChoiceModel] = {}  # the share does not change the coefficients
        for setting in settings:
            key = (setting.features, setting.l2)
            if key not in logits:
                logits[key] = fit(rest, Setting(*key, None))
            model = logits[key] if setting.share is None else replace(logits[key], share=setting.share)
            for k in np.flatnonzero(fold == number).tolist():
                scores[setting][k] = 100.0 * model.predict(cases[k].stated).crps(cases[k].outcome)
    means = {setting: float(score.mean()) for setting, score in scores.items()}
    best = min(settings, key=lambda setting: means[setting])
    labels, index = np.unique([case.cluster for case in cases], return_inverse=True)
    for setting in settings:
        worse = scores[setting] - scores[best]
        off = np.bincount(index, weights=worse - worse.mean(), minlength=len(labels))
        if worse.mean() <= float(np.sqrt((off**2).sum())) / len(cases):
            return setting, means
    return best, means


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """Nested cross-validation, issue by issue in the order of the cases; all on 0 to 100.

    Attributes:
        crps: shape (cases,).
        point: the predicted median, shape (cases,).
        low, high: the central 80 % interval.
        likeliest: whether the outcome is the stated position that was called likeliest.
        settings: how often each setting was chosen.
    """

    crps: FloatArray
    point: FloatArray
    low: FloatArray
    high: FloatArray
    likeliest: NDArray[np.bool_]
    settings: dict[Setting, int]


def nested(cases: Sequence[Case], settings: Sequence[Setting] = SETTINGS) -> Tried:
    """Every proposal predicted from the others, with the setting that cross-validation within those others chooses."""
    n = len(cases)
    crps, point, low, high = (np.full(n, np.nan) for _ in range(4))
    likeliest = np.zeros(n, dtype=bool)
    chosen: dict[Setting, int] = {}
    for cluster in sorted({case.cluster for case in cases}):
        rest = [case for case in cases if case.cluster != cluster]
        setting, _ = select(rest, settings)
        chosen[setting] = chosen.get(setting, 0) + 1
        model = fit(rest, setting)
        for k, case in enumerate(cases):
            if case.cluster != cluster:
                continue
            predicted = model.predict(case.stated)
            crps[k], point[k] = 100.0 * predicted.crps(case.outcome), 100.0 * predicted.quantile(0.5)
            low[k], high[k] = 100.0 * predicted.quantile(0.1), 100.0 * predicted.quantile(0.9)
            likeliest[k] = case.hit is not None and case.hit == int(np.argmax(predicted.chances))
    return Tried(crps, point, low, high, likeliest, chosen)
