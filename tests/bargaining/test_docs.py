"""The documentation of the models: a section for each, and figures that are those pinned for the benchmark."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from whipcount.bargaining.models import MODELS, OPTIONS, defaults_of

PARTS = ("Equations", "Source", "Assumes", "Good for", "Record on DEU")


def sections(root: Path) -> dict[str, str]:
    text = (root / "docs" / "bargaining-models.md").read_text(encoding="utf-8")
    found = {}
    for part in text.split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        found |= {name.strip(): body for name in title.split(",")}
    return found


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_a_whole_section_and_its_pinned_record(root: Path, model: str) -> None:
    body = sections(root)[model]
    assert [part for part in PARTS if f"*{part}*" not in body] == []
    pinned = json.loads((root / "benchmarks" / "bargaining_floors.json").read_text(encoding="utf-8"))["scores"][model]
    assert f"MAE {pinned['mae']:.3f}, CRPS {pinned['crps']:.3f}" in body
    table = (root / "docs" / "bargaining.md").read_text(encoding="utf-8").partition("## The record")[2]
    row = re.search(rf"^{model} +(\d+) +([\d.]+) .* ([\d.]+)$", table, re.MULTILINE)
    assert row is not None
    assert (int(row[1]), float(row[2]), float(row[3])) == (pinned["n"], pinned["mae"], pinned["crps"])


@pytest.mark.parametrize("model", MODELS)
def test_every_option_is_told(root: Path, model: str) -> None:
    told = sections(root)[model]
    if model in OPTIONS:
        module = OPTIONS[model].__module__.rpartition(".")[2]
        told += (
            (root / "src" / "whipcount" / "bargaining" / f"{module}.py")
            .read_text(encoding="utf-8")
            .split("@dataclass")[0]
        )
        told += OPTIONS[model].__doc__ or ""
    silent = {"seed", "rounds", "max_turns", "tolerance", "externalities", "rule"}
    assert [o for o in defaults_of(model) if o not in silent and f"`{o}" not in told and o not in told] == []
