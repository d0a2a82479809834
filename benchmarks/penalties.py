"""Whether the priors of the hazard are well set: each lower and higher, by the probability of clusters left out.

Fits the two packaged tables that teach the hazard, leaves out each cluster of parallel decisions in turn, and adds up
the log-probability that the fit to all others gave it. Printed as the difference to the defaults: above nought, another
value would have foretold the past better. What gains more than ``penalties.json`` allows is told and fails.

    python benchmarks/penalties.py
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from whipcount.datasets.backtest import corpus_hash
from whipcount.forecasts.core.decisions import clusters
from whipcount.forecasts.core.scores import cluster_bootstrap
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.forecasts.hazard.design import build
from whipcount.forecasts.hazard.penalties import choose
from whipcount.forecasts.hazard.priors import Penalty

TRIED: dict[str, tuple[float, float]] = {
    "momentum": (1.0, 2.2),
    "half_life": (3.0, 12.0),
    "frailty": (0.6, 1.6),
    "member": (0.3, 0.8),
    "holdout": (0.3, 1.0),
    "contested": (0.25, 0.75),
    "stubborn": (0.1, 0.35),
    "depth": (2.5, 4.5),
    "smooth": (0.25, 1.0),
    "slope": (0.6, 1.6),
}


def main() -> int:
    """Prints the table; 1 where another value gains more than is allowed."""
    limit = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    decisions = [decision for decision in packaged_decisions() if not decision.rule.missing]
    day = max(decision.seen_until for decision in decisions)
    default = Penalty()
    names = [(name, value) for name, values in TRIED.items() for value in values]
    grid = [default, *(replace(default, **{name: value}) for name, value in names)]
    labels = clusters(decisions)
    _, tried = choose(build([decision.as_of(day) for decision in decisions]), labels, grid)
    base, *others = tried
    print(f"corpus {corpus_hash()[:16]}; {len(decisions)} decisions in {len(base.clusters)} clusters")
    print(f"defaults: log-probability of clusters left out {base.total:.1f}")
    missed = []
    for (name, value), one in zip(names, others, strict=True):
        gains = np.array(one.clusters) - np.array(base.clusters)
        interval = cluster_bootstrap(gains, range(len(gains)))
        low, high = (bound * len(gains) for bound in (interval.low, interval.high))
        print(f"  {name:10} {getattr(default, name):5g} -> {value:5g}: {gains.sum():+6.2f} [{low:+.2f}, {high:+.2f}]")
        if gains.sum() > limit["gain"]:
            missed.append(f"{name} {value:g} gains {gains.sum():.2f}")
    if corpus_hash() != limit["corpus"]:
        print("no limit is pinned for this corpus")
        return 0
    print("; ".join(missed) if missed else f"nothing gains more than {limit['gain']}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
