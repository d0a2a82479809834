"""How good the pooled forecaster of consents is on clusters of decisions that had no say in it, beside every baseline.

Nested cross-validation over clusters: for each outer fold the model is fitted on the others, where inner folds choose
settings and pool weights; what it says of the outer fold is scored. Two protocols: *as of today* (trained on all other
clusters) and, with ``--then`` alone, *as of then* (only on what was known by the day of the forecast, in steps of five
years, choices and all). A third of the decisions, by cluster, is the development-test part: ``--part test`` fits on the
rest and reads it, and each reading is written into ``consent_looks.json``. Floors stand in ``forecast_treaties.json``.

    python benchmarks/forecast_treaties.py                    both parts as they stand: what the docs quote
    python benchmarks/forecast_treaties.py --part all         outer folds over all clusters
    python benchmarks/forecast_treaties.py --part development the two thirds on which choices are made
    python benchmarks/forecast_treaties.py --tell A B         the tables of what --rows wrote, both parts together
    python benchmarks/forecast_treaties.py --then             as of then: the shipped fits of every fifth year
    python benchmarks/forecast_treaties.py --ship 2026.11     fit on all and write the model of the package
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits  # comes with scikit-learn

from consent_ground import HERE, Ground, apart, files_of, load
from consent_tables import LONG, SHORT, Said, page_of, tell
from whipcount.forecasts.backtesting.baselines import Climatology, KaplanMeier, Pace, baselines
from whipcount.forecasts.core.contract import Curve
from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.horizon.fitting import COVARIATES, Chosen, Settings, assigned, fit_as_of, fit_model, material
from whipcount.forecasts.horizon.forecaster import ConsentsPool, ConsentsPoolThen
from whipcount.forecasts.horizon.model import PARTS
from whipcount.forecasts.horizon.reference import past_looks
from whipcount.forecasts.horizon.shipped import YEARS, save
from whipcount.forecasts.joint import JointForecast

OUTER, INNER = 5, 4
LOOKS = HERE / "consent_looks.json"
FLOORS = HERE / "forecast_treaties.json"
THEN = ConsentsPoolThen.name
FIRST_BLOCK, LAST_BLOCK = 1950, 2020
"""Years for whose first day a model is fitted; before there are enough decisions there is none."""


@dataclass(frozen=True)
class Task:
    """One outer fold."""

    learn: Ground
    judged: Ground


def say(task: Task) -> tuple[list[Said], Chosen]:
    """Fit on the one side, forecast the other."""
    learn, judged = task.learn, task.judged
    model, chosen = fit_model(material(learn.decisions, learn.clusters), version="nested", folds=INNER)
    pool = ConsentsPool(model)
    rivals = [*baselines(), pool]
    history = [d.as_of(d.seen_until) for d in learn.decisions if not d.rule.missing]
    found: list[Said] = []
    for decision, cluster, treaty in zip(judged.decisions, judged.clusters, judged.treaty, strict=True):
        for age, snapshot in looks(decision):
            curves = {rival.name: rival.forecast(history, snapshot) for rival in rivals}
            found += said(decision, cluster, treaty, age, snapshot, curves)
    return found, chosen


def looks(decision: Decision) -> Iterator[tuple[int, Snapshot]]:
    """The ages at which a decision is looked at while it is open, with what was known."""
    if decision.rule.missing:
        return
    for age in sorted({*SHORT[0], *LONG[0]}):
        origin = decision.opened + timedelta(days=age)
        snapshot = decision.as_of(origin)
        if decision.met_by(origin) is not False or snapshot.met:
            return
        yield age, snapshot


def said(
    decision: Decision, cluster: str, treaty: bool, age: int, snapshot: Snapshot, curves: dict[str, Curve]
) -> list[Said]:
    """What the curves say at each horizon of which the table tells."""
    found = []
    for ages, horizons, span in ((*SHORT, "short"), (*LONG, "long")):
        for horizon in horizons if age in ages else ():
            outcome = decision.met_by(snapshot.as_of + timedelta(days=horizon))
            if outcome is not None:
                found.append(
                    Said(decision.name, cluster, treaty, decision.rule.everyone, len(snapshot.members), age, horizon,
                         span, outcome, {name: curve.at(horizon) for name, curve in curves.items()})
                )  # fmt: skip
    return found


def as_of_then(ground: Ground) -> list[Said]:
    """Everything as of then: the shipped fits of every fifth year, blind to the decision's own cluster; baselines from
    what was known of the other clusters by the first day of the year. The two log-normal ones, which take minutes a
    year and are far from the best, are left out.
    """
    rivals = [Pace(), Climatology(), KaplanMeier(), ConsentsPoolThen(), JointForecast()]
    known: dict[date, dict[str, list[Snapshot]]] = {}
    found: list[Said] = []
    for decision, cluster, treaty in sorted(
        zip(ground.decisions, ground.clusters, ground.treaty, strict=True), key=lambda one: one[0].opened
    ):
        for age, snapshot in looks(decision):
            year = date(snapshot.as_of.year, 1, 1)
            if year not in known:
                by: dict[str, list[Snapshot]] = {}
                for other, label in zip(ground.decisions, ground.clusters, strict=True):
                    if other.opened < year and not other.rule.missing:
                        by.setdefault(label, []).append(other.as_of(year))
                known[year] = by
            history = [s for label, mine in known[year].items() if label != cluster for s in mine]
            curves = {rival.name: rival.forecast(history, snapshot) for rival in rivals}
            found += said(decision, cluster, treaty, age, snapshot, curves)
    return found


def tasks(ground: Ground, part: str) -> list[Task]:
    """The outer folds of a part."""
    if part == "both":
        return [*tasks(ground, "development"), *tasks(ground, "test")]
    test = apart(ground.clusters)
    rest = set(ground.clusters) - test
    if part == "test":
        return [Task(ground.part(rest), ground.part(test))]
    here = ground if part == "all" else ground.part(rest)
    fold = assigned(here.clusters, OUTER)
    made = []
    for number in sorted(set(fold.values())):
        mine = {cluster for cluster, place in fold.items() if place == number}
        made.append(Task(here.part(set(fold) - mine), here.part(mine)))
    return made


def told_choice(chosen: Chosen) -> dict[str, Any]:
    """What was chosen, as plain data."""
    return {
        "settings of trees": asdict(Settings()),
        "trees leave out": [list(names) for names in COVARIATES[chosen.covariates]],
        "losses of the covariates": [round(v, 2) for v in chosen.covariate_losses],
        "ridge": chosen.penalty,
        "losses of the ridges": [round(v, 2) for v in chosen.penalty_losses],
        "spread of the weights": list(chosen.spread),
        "losses of the spreads": [round(v, 2) for v in chosen.spread_losses],
        "weights": {"order": ["intercept", *PARTS], "by kind": chosen.weights.values.tolist()},
    }


def ship(ground: Ground, version: str, folder: Path, jobs: int) -> None:
    """Fit on all, and on what was known by the first day of every fifth year; write."""
    model, chosen = fit_model(material(ground.decisions, ground.clusters), version=f"consents-{version}", folds=INNER)
    print(json.dumps(told_choice(chosen)), flush=True)
    days = [date(year, 1, 1) for year in range(FIRST_BLOCK, LAST_BLOCK + 1, YEARS)]
    fit = partial(fit_as_of, ground.decisions, ground.clusters)
    with ProcessPoolExecutor(min(jobs, len(days)), initializer=threadpool_limits, initargs=(1,)) as executor:
        waiting = [executor.submit(fit, day, version=f"consents-{version}, as of {day}") for day in days]
        made = [one.result() for one in waiting]
    record = {
        "corpus": ground.corpus, "decisions": len(ground.decisions), "clusters": len(set(ground.clusters)),
        "chosen": told_choice(chosen),
    }  # fmt: skip
    save(model, [one for one in made if one is not None], past_looks(ground.decisions), folder, record=record)


def note_look(version: str, corpus: str, figures: dict[str, Any]) -> int:
    """Write down that the development-test part was read; the number of readings."""
    looks = json.loads(LOOKS.read_text(encoding="utf-8")) if LOOKS.is_file() else []
    scores = {name: {"brier": told["brier"], "log": told["log"]} for name, told in figures.items()}
    looks.append({"look": len(looks) + 1, "day": str(date.today()), "what": version, "corpus": corpus} | scores)
    LOOKS.write_text(json.dumps(looks, indent=1) + "\n", encoding="utf-8")
    return len(looks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("WHIPCOUNT_SHARED", HERE.parent.parent / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--part", choices=("both", "all", "development", "test"), default="both")
    parser.add_argument("--then", action="store_true", help="score what was fitted as of then, and nothing else")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")
    parser.add_argument("--what", default="", help="with --part test: the change that is being judged")
    parser.add_argument("--ship", metavar="VERSION", help="fit on all and write the model of the package")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--rows", type=Path, help="write every forecast here (JSON lines)")
    parser.add_argument("--page", type=Path, help="write a page of the forecasts up to a year ahead here (HTML)")
    parser.add_argument("--tell", type=Path, nargs="+", help="print the tables of forecasts that --rows wrote before")
    options = parser.parse_args(arguments)
    if options.tell:
        return _retold(options.tell, options.json, options.page, load(options.shared).corpus)
    threadpool_limits(1)  # matrices are small: one thread gives the same bits in half the time
    if missing := [str(path) for path in files_of(options.shared) if not path.is_file()]:
        print(f"skipped: no {', '.join(missing)} (set WHIPCOUNT_SHARED or --shared)")
        return 0
    if options.part == "test" and not options.what:
        parser.error("--part test needs --what: each reading is recorded")
    begin = time.perf_counter()
    ground = load(options.shared)
    print(f"corpus {ground.corpus}: {len(ground.decisions)} decisions in {len(set(ground.clusters))} clusters")
    if options.ship:
        folder = HERE.parent / "src" / "whipcount" / "forecasts" / "horizon"
        ship(ground, options.ship, folder, options.jobs)
        print(f"written to {folder} in {time.perf_counter() - begin:.0f} s")
        return 0
    if options.then:
        rows = as_of_then(ground)
        figures = tell(rows, main=THEN)
        if options.rows:
            options.rows.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
        if options.json:
            options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        print(f"{time.perf_counter() - begin:.0f} s", file=sys.stderr)
        return _floors({f"as of then: {name}": told for name, told in figures.items()}, ground.corpus, "as of then: ")
    work = tasks(ground, options.part)
    rows: list[Said] = []
    with ProcessPoolExecutor(min(options.jobs, len(work))) as executor:
        for number, (found, chosen) in enumerate(executor.map(say, work), start=1):
            rows += found
            print(f"fold {number}: {json.dumps(told_choice(chosen))}", flush=True)
    rows.sort(key=lambda row: (row.cluster, row.decision, row.span, row.age, row.horizon))
    figures = tell(rows, main=ConsentsPool.name)
    if options.rows:
        options.rows.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
    if options.part == "test":
        print(f"readings of the development-test part: {note_look(options.what, ground.corpus, figures)}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"{time.perf_counter() - begin:.0f} s", file=sys.stderr)
    return _floors(figures, ground.corpus) if options.part == "both" else 0


def _retold(paths: Sequence[Path], target: Path | None, page: Path | None, corpus: str) -> int:
    """The tables of forecasts that were written before: the two parts together are all decisions."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    rows = sorted(
        (Said(**json.loads(line)) for line in lines),
        key=lambda row: (row.cluster, row.decision, row.span, row.age, row.horizon),
    )
    main = THEN if THEN in rows[0].said else ConsentsPool.name
    figures = tell(rows, main=main)
    if page:
        title = f"{', '.join(path.name for path in paths)}, {len(rows)} forecasts of {main}"
        page.write_text(page_of(rows, main=main, span="short", title=title), encoding="utf-8")
    if target:
        target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    which = "as of then: " if main == THEN else ""
    return _floors({f"{which}{name}": told for name, told in figures.items()}, corpus, which)


def _floors(figures: dict[str, Any], corpus: str, which: str = "") -> int:
    """1 when a floor is missed."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {"corpus": "", "floors": {}}
    if pinned["corpus"] != corpus:
        print("no floors are pinned for this corpus")
        return 0
    missed = [
        f"{name} {figures[name]['brier']} > {limit}"
        for name, limit in pinned["floors"].items()
        if name.startswith("as of then: ") is bool(which) and figures[name]["brier"] > limit + 5e-4
    ]
    print("worse than the floor: " + "; ".join(missed) if missed else "all floors hold")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
