"""Reads what KTAB, decide and others answered on the shared inputs (figures only)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.election import ELECTIONS, VICTORIES, VOTING
from whipcount.bargaining.spatial import (
    ADJUSTMENTS,
    BARGAINS,
    COMMITMENTS,
    INTERPOLATIONS,
    RISK_SPANS,
    SpatialOptions,
)

FOLDER = "data/bargaining"

KTAB = {
    "vr": ("voting", "Prop Binary PropBin Cubic PropCbc ASymProsp", VOTING),
    "vpm": ("victory", "Linear Square Quartic Octic Binary", VICTORIES),
    "pcem": ("election", "Conditional MarkovUniform MarkovIncentive", ELECTIONS),
    "bigRAdj": ("risk_adjust", "None OneThird Half TwoThirds Full", tuple(ADJUSTMENTS)),
    "bigRRng": ("risk_span", "Min Mid Max", RISK_SPANS),
    "tpc": ("commitment", "NoCommit SemiCommit FullCommit", COMMITMENTS),
    "ivb": ("interpolation", "S1P1 S2P2 S2PMax", INTERPOLATIONS),
    "brgn": ("bargain", "InitOnlyInterp InitRcvrInterp PWCompInterp", BARGAINS),
}


def ktab_options(params: dict[str, str], **more: Any) -> SpatialOptions:
    """Our options for KTAB's."""
    chosen: dict[str, Any] = {}
    for key, (ours, theirs, names) in KTAB.items():
        chosen[ours] = names[theirs.split().index(params[key])]
    return SpatialOptions(ktab_compat=True, **{**chosen, **more})


def ktab_runs(shared: Path) -> list[tuple[str, dict[str, Any], NDArray[np.float64] | None]]:
    """Name, description and trajectory (states, actors, dimensions; None where KTAB aborted) of every recorded run."""
    out = []
    for path in sorted((shared / FOLDER / "reference" / "ktab").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if "params" in data:
            out.append((path.stem, data, np.array(data["positions"]) if data["n_states"] else None))
    return out
