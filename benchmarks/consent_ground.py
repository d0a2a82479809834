"""What the pooled forecaster of consents is fitted and scored on: tables, clusters, and the part that is read once."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.table import load_decisions

HERE = Path(__file__).resolve().parent
OLDER = ("unanimity", "environmental_treaties", "threshold")
APART = 1 / 3
"""The share of decisions whose clusters are the development-test part."""


@dataclass(frozen=True)
class Ground:
    """Decisions to learn from, with a cluster each; ``treaty`` says which are of the large table."""

    decisions: tuple[Decision, ...]
    clusters: tuple[str, ...]
    treaty: tuple[bool, ...]
    corpus: str

    def part(self, clusters: set[str]) -> Ground:
        """The decisions of some clusters."""
        kept = [place for place, cluster in enumerate(self.clusters) if cluster in clusters]
        return Ground(
            tuple(self.decisions[p] for p in kept),
            tuple(self.clusters[p] for p in kept),
            tuple(self.treaty[p] for p in kept),
            self.corpus,
        )


def files_of(shared: Path) -> list[Path]:
    """All tables, and the clusters of the large one."""
    older = [shared / "data" / "ratifications" / f"{name}.csv" for name in OLDER]
    return [*older, *(shared / "data" / "treaties" / name for name in ("treaties_train.csv", "clusters.csv"))]


def load(shared: Path) -> Ground:
    """Read everything; decisions whose body may touch a set that is held back are left out."""
    *older, treaties, clusters = files_of(shared)
    with clusters.open(encoding="utf-8", newline="") as file:
        label = {row["decision"]: row["group"] for row in csv.DictReader(file) if row["side"] == "train"}
    with (HERE / "data" / "consent_clusters.csv").open(encoding="utf-8", newline="") as file:
        label |= {row["decision"]: row["cluster"] for row in csv.DictReader(file)}
    large, small = load_decisions([treaties]), load_decisions(older)
    names = {decision.name for decision in large}
    kept = [d for d in (*large, *small) if label[d.name]]
    corpus = hashlib.sha256(b"".join(path.read_bytes() for path in files_of(shared))).hexdigest()[:16]
    return Ground(tuple(kept), tuple(label[d.name] for d in kept), tuple(d.name in names for d in kept), corpus)


def apart(clusters: tuple[str, ...]) -> set[str]:
    """The clusters of the development-test part: by the hash of their names until a third of the decisions is there.

    Nothing but the names and sizes of clusters is looked at, so it does not move.
    """
    size = {cluster: clusters.count(cluster) for cluster in set(clusters)}
    found: set[str] = set()
    total = 0
    for cluster in sorted(size, key=lambda name: hashlib.sha256(name.encode()).hexdigest()):
        if total + size[cluster] <= len(clusters) * APART:
            found.add(cluster)
            total += size[cluster]
    return found
