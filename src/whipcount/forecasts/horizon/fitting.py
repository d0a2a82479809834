"""Fitting the pooled model: settings and weights are chosen on clusters of decisions that had no say in the fit.

Needs scikit-learn (the extra ``fit``); what it makes needs numpy and scipy only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError, MissingExtraError
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.horizon.additive import Additive, fit_additive, kinds
from whipcount.forecasts.horizon.features import DIRECTIONS, NAMES, NODES, with_horizons
from whipcount.forecasts.horizon.known import Known, KnownDecision, plain
from whipcount.forecasts.horizon.membertimes import MemberTimes, fit_member_times, waits
from whipcount.forecasts.horizon.model import PARTS, Fold, HorizonModel, bounded_odds
from whipcount.forecasts.horizon.quickness import Orders, orders
from whipcount.forecasts.horizon.rates import Rates, fit_rates
from whipcount.forecasts.horizon.samples import Samples, samples, varied
from whipcount.forecasts.horizon.trees import Trees, mean_of
from whipcount.forecasts.horizon.weights import Weights, choose_weights, losses

Array = NDArray[np.float64]
ROW = 3.0 / len(NODES)
"""What one horizon of a look counts: those of one look go together."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How trees are grown.

    Attributes:
        leaves, rounds, rate: leaves of a tree, trees, and the step of each.
        variation: weight of a decision that never was (:func:`~whipcount.forecasts.horizon.samples.varied`).
    """

    leaves: int = 8
    rounds: int = 150
    rate: float = 0.06
    variation: float = 0.3


QUICKNESS = tuple(name for name in NAMES if name.startswith("quickness"))
COVARIATES: tuple[tuple[tuple[str, ...], ...], ...] = (((),), (QUICKNESS,), ((), QUICKNESS))
"""What trees may leave out: nothing, the members' quickness, or the mean of both. Chosen by nested cross-validation."""
PENALTIES = (3.0, 30.0)
"""Ridges of the additive model to choose from."""
FEWEST = 20
"""Decisions below which nothing is fitted as of a day."""
BINS = 128
"""Values that a column is cut into before trees are grown on it."""


@dataclass(frozen=True, eq=False)
class Material:
    """All that fits share: looks at decisions and at their variations, and what members' waits were in the end."""

    decisions: tuple[Decision, ...]
    clusters: tuple[str, ...]
    orders: Orders
    looks: Samples
    variations: Samples
    labels: NDArray[np.str_]
    variation_labels: NDArray[np.str_]
    until: date | None


def material(decisions: Sequence[Decision], clusters: Sequence[str], *, until: date | None = None) -> Material:
    """Look at all decisions.

    Args:
        decisions: to learn from.
        clusters: one label a decision; decisions of one label never teach each other.
        until: what was not known by this day is not looked at.

    Raises:
        ForecastError: nothing to learn from.
    """
    order = orders(decisions, clusters, until=until)
    looks = samples(decisions, clusters, order, until=until)
    if not len(looks.age):
        raise ForecastError("no decision that had been open long enough to learn from", accepted="more decisions")
    others, labels = varied(decisions, clusters)
    more = samples(others, labels, order, until=until)
    return Material(
        tuple(decisions), tuple(clusters), order, looks, more, np.array(clusters)[looks.decision],
        np.array(labels, dtype=np.str_)[more.decision], until,
    )  # fmt: skip


def assigned(clusters: Sequence[str], folds: int) -> dict[str, int]:
    """A fold for each cluster, the largest first into the emptiest fold; nothing else is looked at.

    >>> assigned(["a", "a", "b", "c"], 2)
    {'a': 0, 'b': 1, 'c': 1}
    """
    names, counts = np.unique(np.asarray(clusters), return_counts=True)
    order = sorted(range(len(names)), key=lambda i: (-counts[i], hashlib.sha256(str(names[i]).encode()).hexdigest()))
    load = np.zeros(min(folds, len(names)))
    fold_of: dict[str, int] = {}
    for place in order:
        fold = int(load.argmin())
        fold_of[str(names[place])] = fold
        load[fold] += counts[place]
    return dict(sorted(fold_of.items()))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, and the loss of every choice on clusters that had no say (log score, weighted)."""

    covariates: int
    covariate_losses: tuple[float, ...]
    penalty: float
    penalty_losses: tuple[float, ...]
    spread: tuple[float, float]
    spread_losses: tuple[float, ...]
    weights: Weights


@dataclass(frozen=True, eq=False)
class _Grown:
    """All that was fitted without some clusters, before anything is chosen."""

    unseen: frozenset[str]
    members: tuple[MemberTimes, MemberTimes]
    trees: dict[tuple[str, ...], Trees]
    additive: dict[float, Additive]
    rates: Rates

    def fold(self, orders_: Orders, covariates: int, penalty: float) -> Fold:
        """What was chosen of it."""
        trees = mean_of([self.trees[without] for without in COVARIATES[covariates]])
        return Fold(self.unseen, orders_.without(self.unseen), self.members, trees, self.additive[penalty], self.rates)


def fit_model(
    ground: Material, *, version: str, settings: Settings | None = None, folds: int = 5
) -> tuple[HorizonModel, Chosen]:
    """Fit the folds, choose covariates, ridge and weights by what each fold says of clusters that it has not seen, and
    fit what was chosen on all.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    settings = settings or Settings()
    fold_of = assigned(ground.clusters, folds)
    looks, horizons = ground.looks, len(NODES)
    number = np.repeat([fold_of[str(label)] for label in ground.labels], horizons)
    rows = with_horizons(looks.static, looks.paces)
    outcome, answered = looks.outcome.ravel(), ~np.isnan(looks.outcome.ravel())
    weight = np.repeat(looks.weight * ROW, horizons)
    answers = {key: np.zeros((len(rows), len(PARTS))) for key in product(range(len(COVARIATES)), PENALTIES)}
    trees: list[_Grown] = []
    for fold in sorted(set(number.tolist())):
        here = number == fold
        grown, chances = _grow(ground, rows, frozenset(c for c, f in fold_of.items() if f == fold), settings)
        for (covariates, penalty), odds in answers.items():
            odds[here] = grown.fold(ground.orders, covariates, penalty).parts(rows[here], chances[here])
        trees.append(grown)
    tree_losses = [
        float(weight[answered] @ losses(answers[c, PENALTIES[0]][answered, 0], outcome[answered]))
        for c in range(len(COVARIATES))
    ]
    smooth_losses = [float(weight[answered] @ losses(answers[0, p][answered, 1], outcome[answered])) for p in PENALTIES]
    best, penalty = int(np.argmin(tree_losses)), PENALTIES[int(np.argmin(smooth_losses))]
    weights, spread, spread_losses = choose_weights(
        answers[best, penalty][answered],
        outcome[answered],
        weight[answered],
        kinds(rows)[answered],
        number[answered],
        kinds=4,
    )
    weights = Weights(weights.values.round(4))
    trees.append(_grow(ground, rows, frozenset(), settings, only=(best, penalty))[0])
    decisions_known = Known(
        tuple(
            KnownDecision(plain(d.name), d.opened.toordinal(), len(d.members), c)
            for d, c in zip(ground.decisions, ground.clusters, strict=True)
        )
    )
    chosen = Chosen(best, tuple(tree_losses), penalty, tuple(smooth_losses), spread, spread_losses, weights)
    parts = tuple(g.fold(ground.orders, best, penalty) for g in trees)
    return HorizonModel(version, parts, weights, decisions_known, ground.until, len(ground.decisions)), chosen


def fit_as_of(
    decisions: Sequence[Decision], clusters: Sequence[str], day: date, *, version: str
) -> HorizonModel | None:
    """The model that could have been fitted on a day; ``None`` where too little had been seen.

    Args:
        decisions: of the past; what happened after ``day`` is not looked at.
        clusters: one label a decision.
        day: the day.
        version: what the fit is called.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    seen = [(d, c) for d, c in zip(decisions, clusters, strict=True) if d.opened < day and not d.rule.missing]
    if len(seen) < FEWEST or len({c for _, c in seen}) < 2:
        return None
    try:
        ground = material([d for d, _ in seen], [c for _, c in seen], until=day)
        model, _ = fit_model(ground, version=version, settings=Settings(rounds=100), folds=4)
    except ForecastError:  # all that was known had one outcome
        return None
    return model


def _grow(
    ground: Material,
    rows: Array,
    unseen: frozenset[str],
    settings: Settings,
    only: tuple[int, float] | None = None,
) -> tuple[_Grown, Array]:
    """Fit everything (or only what was chosen) without some clusters; and the log-odds by member times of all rows."""
    looks, horizons = ground.looks, len(NODES)
    seen = np.array([str(label) not in unseen for label in ground.labels])
    outcome = looks.outcome.ravel()
    learn = np.repeat(seen, horizons) & ~np.isnan(outcome)
    weight = np.repeat(looks.weight * ROW, horizons)[learn]
    members = _members(ground, unseen)
    chances = _chances(ground, members)
    needed = COVARIATES[only[0]] if only else COVARIATES[-1]
    penalties = (only[1],) if only else PENALTIES
    grown = _Grown(
        unseen,
        members,
        {without: _trees(ground, unseen, settings, without) for without in needed},
        {p: fit_additive(rows[learn], chances[learn], outcome[learn], weight, penalty=p) for p in penalties},
        fit_rates(rows[np.repeat(seen, horizons)], looks.outcome[seen], looks.weight[seen]),
    )
    return grown, chances


def _members(ground: Material, unseen: frozenset[str]) -> tuple[MemberTimes, MemberTimes]:
    """Member times of decisions of all and of thresholds, without some clusters."""
    parts: tuple[list[Any], list[Any]] = ([], [])
    for decision, label in zip(ground.decisions, ground.clusters, strict=True):
        if label in unseen or decision.rule.missing:
            continue
        day = decision.seen_until if ground.until is None else min(decision.seen_until, ground.until)
        if day > decision.opened:
            snapshot = decision.as_of(day)
            parts[0 if decision.rule.everyone else 1].append(waits(snapshot, ground.orders.without([label])))
    return fit_member_times(parts[0]), fit_member_times(parts[1])


def _chances(ground: Material, members: tuple[MemberTimes, MemberTimes]) -> Array:
    """Log-odds by member times of all looks, horizons running fastest."""
    scores = {label: ground.orders.without([label]) for label in set(ground.clusters)}
    answers = [
        members[0 if s.rule.everyone else 1].chance(s, scores[str(label)])
        for s, label in zip(ground.looks.snapshots, ground.labels, strict=True)
    ]
    return bounded_odds(np.concatenate(answers))


def _trees(ground: Material, unseen: frozenset[str], settings: Settings, without: tuple[str, ...]) -> Trees:
    """Boosted trees on looks at decisions and at their variations, rising and falling as the columns ask."""
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
    except ImportError:
        raise MissingExtraError("scikit-learn", extra="fit") from None
    rows, outcomes, weights = [], [], []
    for looks, labels, factor in (
        (ground.looks, ground.labels, 1.0),
        (ground.variations, ground.variation_labels, settings.variation),
    ):
        take = np.array([str(label) not in unseen for label in labels], dtype=bool)
        if factor > 0 and take.any():
            rows.append(with_horizons(looks.static[take], looks.paces[take]))
            outcomes.append(looks.outcome[take].ravel())
            weights.append(np.repeat(looks.weight[take] * factor, len(NODES)))
    x, y, w = np.concatenate(rows), np.concatenate(outcomes), np.concatenate(weights)
    answered = ~np.isnan(y)
    columns = [place for place, name in enumerate(NAMES) if name not in without]
    if len(set(y[answered])) < 2:
        raise ForecastError("all that is known has one outcome", accepted="decisions that were met and open ones")
    grower = HistGradientBoostingClassifier(
        max_iter=settings.rounds,
        learning_rate=settings.rate,
        max_leaf_nodes=settings.leaves,
        min_samples_leaf=100,
        l2_regularization=5.0,
        monotonic_cst=[DIRECTIONS[c] for c in columns],
        early_stopping=False,
        random_state=0,
    )
    edges = [np.unique(np.quantile(x[answered][:, c], np.linspace(0, 1, BINS + 1)[1:-1])) for c in columns]
    codes = np.stack([np.searchsorted(e, x[answered][:, c]) for e, c in zip(edges, columns, strict=True)], axis=1)
    grower.fit(codes.astype(np.float64), y[answered], sample_weight=w[answered])
    return flattened(grower, columns, edges)


def flattened(grower: Any, columns: Sequence[int], edges: Sequence[Array] | None = None) -> Trees:
    """Trees of scikit-learn's boosting as plain arrays.

    Args:
        grower: a fitted ``HistGradientBoostingClassifier`` of two classes.
        columns: the column that each of its features is.
        edges: where it was grown on the number of a bin, the upper edges of the bins of each feature. (The library's
            own binning of weighted rows takes two thirds of the time.)
    """
    parts, roots, offset = [], [], 0
    for (predictor,) in grower._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        names = np.asarray(columns, dtype=np.int16)
        bounds = nodes["num_threshold"].copy()
        if edges is not None:
            for place in np.flatnonzero(~leaf):
                bounds[place] = edges[nodes["feature_idx"][place]][int(bounds[place])]
        parts.append(
            (
                np.where(leaf, -1, names[np.where(leaf, 0, nodes["feature_idx"])]).astype(np.int16),
                np.where(leaf, nodes["value"], bounds),
                np.where(leaf, 0, nodes["left"].astype(np.int64) + offset).astype(np.int32),
                np.where(leaf, 0, nodes["right"].astype(np.int64) + offset).astype(np.int32),
            )
        )
        roots.append(offset)
        offset += len(nodes)
    column, bound, left, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    start = float(np.ravel(grower._baseline_prediction)[0])
    return Trees(start, np.array(roots, dtype=np.int32), column, bound, left, right)
