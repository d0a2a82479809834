"""The choice model on issues with known outcomes: nested cross-validation by proposal, and the weights that ship.

Called by ``bargaining.py``; ``python benchmarks/bargaining.py --choice FILE`` writes the package's
``choice_weights.json``. Every proposal is predicted from the others; the features, the penalty and the share of stated
positions are chosen by cross-validation within those others. Then the weights are fitted on all issues with the setting
that cross-validation over all of them chooses.
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from whipcount.bargaining.calibration import cluster_interval
from whipcount.bargaining.choice_features import Roles, stated
from whipcount.bargaining.choice_fit import Case, Tried, fit, nested, select
from whipcount.bargaining.table import Table

CARD = {
    "fitted_on": "DEU II: Thomson, Arregui, Leuffen, Costello, Cross, Hertz & Jensen 2012, A new dataset on"
    " decision-making in the European Union before and after the 2004 and 2007 enlargements, Journal of European Public"
    " Policy 19(4)",
    "licence_of_the_data": "not stated; coefficients and quantiles only are kept here, no row of the data",
    "use": "legislative decisions of the EU (co-decision and consultation) in which the actors' positions on a scale"
    " are known",
    "not_for": "other bodies; positions made of a whip count's stances; a single yes or no",
    "doubts": "the decisions are of before and shortly after the enlargements of 2004 and 2007, nobody has checked the"
    " weights on later ones; the features were looked at on the same issues before, and the rule of one standard error"
    " came after the setting of least score had proved unstable (nested CRPS 16.04), so the nested figures are a little"
    " too good; the Commission, Parliament and the reference point were offered as features and did not help",
    "target": "final outcome on each issue; positions on a line from 0 to 1",
}  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def cases_of(folder: Path, tables: list[Table], outcomes: np.ndarray, clusters: list[str]) -> list[Case]:
    """The issues with their outcomes; Commission and Parliament are rows of their own in the data."""
    codes = {row["isnr"]: row["cod"] for row in rows_of(folder / "DEU2.csv")}
    cases = []
    for table, outcome, cluster in zip(tables, outcomes, clusters, strict=True):
        rows = {name: row for row, name in enumerate(table.actors)}
        roles = Roles(rows.get("com"), rows.get("ep"), codes[table.issues[0].name].endswith("(COD)"))
        cases.append(Case(stated(table, 0, roles), float(outcome) / 100.0, cluster))
    return cases


def measure(
    cases: list[Case], outcomes: np.ndarray, clusters: list[str], compromise: np.ndarray, crps: np.ndarray
) -> tuple[Tried, dict[str, Any]]:
    """Print what the model is worth beside the compromise, and give it; ``crps`` is the compromise's by issue."""
    tried = nested(cases)
    error, base = np.abs(tried.point - outcomes), np.abs(compromise - outcomes)
    hit = np.array([case.hit is not None for case in cases])
    held = (tried.low - 1e-9 <= outcomes) & (outcomes <= tried.high + 1e-9)
    found: dict[str, Any] = {
        "n": len(cases),
        "mae": float(error.mean()),
        "mae_less_compromise": [float((error - base).mean()), *cluster_interval(error - base, clusters)],
        "crps": float(tried.crps.mean()),
        "crps_less_compromise": [float((tried.crps - crps).mean()), *cluster_interval(tried.crps - crps, clusters)],
        "coverage_80": float(held.mean()),
        "width_80": float((tried.high - tried.low).mean()),
        "stated_positions_met": float(hit.mean()),
        "likeliest_is_outcome": float(tried.likeliest.mean()),
        "compromise_is_outcome": float((base < 0.5).mean()),
    }
    for what in ("crps", "mae"):
        mean, low, high = found[f"{what}_less_compromise"]
        print(f"  {what:4} {found[what]:.3f}, less the compromise's {mean:+.3f} [{low:+.2f}, {high:+.2f}]")
    print(
        f"  the 80 % interval holds {found['coverage_80']:.1%} (mean width {found['width_80']:.1f}); the outcome is a"
        f" stated position in {hit.mean():.1%} of issues and the one called likeliest in"
        f" {found['likeliest_is_outcome']:.1%} (the compromise is within .5 of it in"
        f" {found['compromise_is_outcome']:.1%})"
    )
    for setting, times in sorted(tried.settings.items(), key=lambda item: -item[1]):
        print(f"  chosen {times:3} times of {sum(tried.settings.values())}: {setting}")
    return tried, found


def weights_of(cases: list[Case], found: dict[str, Any], digest: str) -> dict[str, Any]:
    """The file that ships: weights fitted on all issues, and their card."""
    setting, scores = select(cases)
    model = fit(cases, setting)
    record = {key: [round(v, 3) for v in value] if isinstance(value, list) else round(value, 3)
              for key, value in found.items()}  # fmt: skip
    return {
        "body": "EU-COUNCIL",
        "institutions": ["EU-COMMISSION", "EU-PARLIAMENT"],
        "beta": {name: round(value, 6) for name, value in model.beta.items()},
        "share": round(model.share, 6),
        "apart": [round(float(value), 3) for value in model.apart],
        "card": {
            **CARD,
            "deu_sha256": digest,
            "issues": len(cases),
            "proposals": len({case.cluster for case in cases}),
            "setting": asdict(setting),
            "cross_validated_crps": round(scores[setting], 3),
            "nested_by_proposal": record,
            "made_by": "python benchmarks/bargaining.py --choice FILE",
        },
    }
