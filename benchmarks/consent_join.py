"""What the coupled hazard may count beside the consents pool where all must consent: chosen on clusters left out.

Each decision that needs all is forecast by the part of the shipped pool that has not seen its cluster, and by a hazard
learned from the package's own decisions as of the year's first day, its cluster left out. The share of the hazard in
their mean (of log-odds) is picked among none, a quarter and half, for lists of up to twelve and for longer ones, by the
log score of all other clusters; what the pick says of the cluster left out is scored. More than half was not to be
picked: constants of the hazard had been set after looking at a part of these tables.

    python benchmarks/consent_join.py

Exits with 1 where ``whipcount.forecasts.joint`` holds another share than the whole ground chooses.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # comes with scikit-learn

from consent_ground import HERE, Ground, files_of, load
from consent_tables import LONG, SHORT
from whipcount.forecasts.core.scores import brier, logarithmic
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.fit_cache import learned_from
from whipcount.forecasts.hazard.learned import history, updated, year_of
from whipcount.forecasts.horizon.additive import SMALL
from whipcount.forecasts.horizon.forecaster import ConsentsPool
from whipcount.forecasts.joint import HALF

SHARES = (0.0, 0.25, 0.5)
PATHS = 2_000
FLOOR = 0.003


@dataclass(frozen=True)
class Said:
    """One horizon of one look at a decision that needs all."""

    decision: str
    cluster: str
    large: bool
    span: str
    weight: float
    pool: float
    hazard: float
    outcome: float


def gather(ground: Ground) -> list[Said]:
    """Forecast every decision that needs all."""
    label = dict(zip((d.name for d in ground.decisions), ground.clusters, strict=True))
    teachers = [d for d in packaged_decisions() if not d.rule.missing]
    pool, found = ConsentsPool(), []
    for decision, cluster in zip(ground.decisions, ground.clusters, strict=True):
        if not decision.rule.everyone or decision.rule.missing:
            continue
        others = [d for d in teachers if label.get(d.name) != cluster]
        looks = []
        for age in sorted({*SHORT[0], *LONG[0]}):
            origin = decision.opened + timedelta(days=age)
            snapshot = decision.as_of(origin)
            if decision.met_by(origin) is not False or snapshot.met:
                break
            past = history(others, year_of(origin))
            if past:
                learned = learned_from(past, year_of(origin))
                run = Coupled(learned.penalty, paths=PATHS).prepare(updated(learned, snapshot), snapshot).run()
                looks.append((age, origin, snapshot, pool.forecast((), snapshot), run.curve))
        for age, origin, snapshot, ours, theirs in looks:
            for ages, horizons, span in ((*SHORT, "short"), (*LONG, "long")):
                for horizon in horizons if age in ages else ():
                    outcome = decision.met_by(origin + timedelta(days=horizon))
                    if outcome is not None:
                        found.append(
                            Said(decision.name, cluster, len(snapshot.members) > SMALL, span,
                                 1 / (len(horizons) * np.sqrt(len(looks))), ours.at(horizon), theirs.at(horizon),
                                 float(outcome))
                        )  # fmt: skip
    return found


def mixed(rows: list[Said], share: float) -> NDArray[np.float64]:
    """The mean of log-odds, as chances."""
    pool, hazard = (np.clip([getattr(r, name) for r in rows], FLOOR, 1 - FLOOR) for name in ("pool", "hazard"))
    odds = (1 - share) * np.log(pool / (1 - pool)) + share * np.log(hazard / (1 - hazard))
    return np.asarray(1 / (1 + np.exp(-odds)))


def pick(rows: list[Said]) -> float:
    """The share with the least weighted log score."""
    weight, outcome = (np.array([getattr(r, name) for r in rows]) for name in ("weight", "outcome"))
    return min(SHARES, key=lambda share: float(weight @ logarithmic(mixed(rows, share), outcome)))


def main() -> int:
    """Prints the choice and its nested scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("WHIPCOUNT_SHARED", HERE.parent.parent / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    options = parser.parse_args()
    threadpool_limits(1)
    if missing := [str(path) for path in files_of(options.shared) if not path.is_file()]:
        print(f"skipped: no {', '.join(missing)} (set WHIPCOUNT_SHARED or --shared)")
        return 0
    ground = load(options.shared)
    rows = gather(ground)
    print(f"corpus {ground.corpus}: {len(rows)} forecasts of {len({r.decision for r in rows})} decisions that need all")
    wrong = []
    for large, words in ((False, f"of up to {SMALL} members"), (True, "of more members")):
        mine = [r for r in rows if r.large is large]
        names = sorted({r.cluster for r in mine})
        picks = {name: pick([r for r in mine if r.cluster != name]) for name in names}
        chosen = pick(mine)
        told = ", ".join(f"{share:g} in {count}" for share, count in sorted(Counter(picks.values()).items()))
        print(f"\n{words}: share of the hazard {chosen:g}; leaving out each of {len(names)} clusters: {told}")
        if chosen != (HALF if large else 0.0):
            wrong.append(words)
        for span in ("short", "long"):
            here = [r for r in mine if r.span == span]
            outcome = np.array([r.outcome for r in here])
            nested = np.array([mixed([r], picks[r.cluster])[0] for r in here])
            for name, said in (
                ("pool", mixed(here, 0.0)), ("hazard", mixed(here, 1.0)), ("mean, share nested", nested)
            ):  # fmt: skip
                print(
                    f"  {span:6}{name:20} Brier {brier(said, outcome).mean():.4f}"
                    f"  log {logarithmic(said, outcome).mean():.4f}  ({len(here)} forecasts)"
                )
    print("the package holds another share: " + "; ".join(wrong) if wrong else "the package holds these shares")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
