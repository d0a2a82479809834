from __future__ import annotations

import json
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from whipcount.bargaining.choice_features import stated
from whipcount.bargaining.choice_fit import Case, Setting, fit, nested, select
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

MEMBERS = tuple("AT BE DE DK FR IE IT NL SE FI".split())


def table(places: list[float], *, actors: tuple[str, ...] = MEMBERS, reference: float | None = 0.0) -> Table:
    n = len(places)
    return Table(
        actors[:n],
        [Issue("quota", reference=reference)],
        position=[[p] for p in places],
        salience=[[0.5]] * n,
        capability=[1.0 + k / 10 for k in range(n)],
    )


def invented_cases(n: int = 80) -> list[Case]:
    random = np.random.default_rng(5)
    cases = []
    for k in range(n):
        found = stated(table(random.choice([0.0, 30.0, 60.0, 100.0], 9).tolist()), 0)
        hit = random.random() < 0.6
        outcome = float(random.choice(found.positions)) if hit else float(random.uniform())
        cases.append(Case(found, outcome, f"d{k // 2}"))
    return cases


def test_the_settings_are_chosen_without_the_proposal_that_is_predicted() -> None:
    settings = (Setting("plain", 10.0, 0.6), Setting("council", 30.0, None))
    cases = invented_cases()
    tried = nested(cases, settings)
    assert sum(tried.settings.values()) == len({case.cluster for case in cases})
    for k in (0, 17):
        rest = [case for case in cases if case.cluster != cases[k].cluster]
        model = fit(rest, select(rest, settings)[0])
        assert tried.crps[k] == pytest.approx(100 * model.predict(cases[k].stated).crps(cases[k].outcome))
    changed = [Case(c.stated, 1.0 - c.outcome, c.cluster) if c.cluster == "d3" else c for c in cases]
    again = nested(changed, settings)
    mine = [k for k, c in enumerate(cases) if c.cluster == "d3"]
    assert again.point[mine] == pytest.approx(tried.point[mine])  # its own outcome informs no prediction of it


def test_too_little_to_fit_is_refused() -> None:
    with pytest.raises(BargainingError, match="30 or more"):
        fit(invented_cases(10), Setting("plain", 10.0, None))


@pytest.mark.shared
def test_the_shipped_weights_are_those_of_the_data(shared: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    bargaining, cases_of = import_module("bargaining"), import_module("bargaining_choice").cases_of

    folder = shared / "data" / "bargaining"
    tables, outcomes, clusters, _ = bargaining.deu(folder)
    cases = cases_of(folder, tables, outcomes, clusters)
    data = json.loads(files("whipcount.bargaining").joinpath("choice_weights.json").read_text(encoding="utf-8"))
    made = fit(cases, Setting(**data["card"]["setting"]))
    assert dict(made.beta) == pytest.approx(data["beta"], abs=1e-5)
    assert made.apart == pytest.approx(np.array(data["apart"]), abs=1e-3)
