"""The record of the backtest that comes with the package, made from the package's own tables alone.

Looks ahead from rolling origins on two tables, for decisions opened from 1975, trained on what had happened by each
origin in all three, without statements; writes the scores with every forecast behind them to
``src/whipcount/datasets/backtest.json``, which the dashboard shows at ``/record/backtest``. The figures have the same
bits for any number of processes.

    python benchmarks/record.py
    python benchmarks/record.py --check
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import whipcount
from whipcount.datasets import SETS
from whipcount.datasets.backtest import corpus_hash, read_backtest
from whipcount.forecasts.backtesting.backtest import Backtest, cases, run
from whipcount.forecasts.backtesting.baselines import baselines
from whipcount.forecasts.backtesting.pool import STACKED_FROM, rivals
from whipcount.forecasts.backtesting.report import summary
from whipcount.forecasts.core.training import LEARNED, packaged_decisions
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.horizon.forecaster import ConsentsPoolThen
from whipcount.forecasts.joint import JointForecast

FROM = date(1975, 1, 1)
PATHS = 3000
MAIN = JointForecast.name


def told_of(table: str, result: Backtest) -> dict[str, Any]:
    """One table of the file: the published summary, and every forecast in compact form."""
    told = summary(result)
    decisions = []
    said = {(r.decision, r.age, r.horizon, r.forecaster): r for r in result.rows}
    opened = {d.name: d.opened for d in packaged_decisions((table,))}
    for name in sorted(told["by_decision"]):
        mine = sorted({(age, horizon) for decision, age, horizon, _ in said if decision == name})
        forecasts = [
            {
                "age": age,
                "horizon": horizon,
                "happened": said[name, age, horizon, MAIN].outcome,
                "p": [round(said[name, age, horizon, who].p, 4) for who in result.forecasters],
            }
            for age, horizon in mine
        ]
        decisions.append({"decision": name, "opened": opened[name].isoformat(), "forecasts": forecasts})
    return {
        "table": table,
        "clusters": told["clusters"],
        "unresolved": told["unresolved"],
        "blocked": told["blocked"],
        "skipped": {one["decision"]: one["reason"] for one in told["skipped"]},
        "forecasters": [{"name": who, **rounded(told["forecasters"][who])} for who in result.forecasters],
        "decisions": decisions,
    }


def rounded(value: Any) -> Any:
    """Floats to five places, as deep as they lie."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return round(value, 5) if isinstance(value, float) else value


def progress(done: int, total: int) -> None:
    """On the error stream, now and then."""
    if done % 10 == 0 or done == total:
        print(f"  {done} of {total} cases", file=sys.stderr, flush=True)


def backtest_of(table: str, jobs: int) -> Backtest:
    """The backtest on one table of the package."""
    found, skipped = cases(packaged_decisions(SETS), packaged_decisions((table,)), opened_from=FROM)
    made = [*baselines(), ConsentsPoolThen(), JointForecast(PATHS), *rivals(Coupled(paths=PATHS))]
    return run(found, made, stacked=STACKED_FROM, skipped=skipped, progress=progress, jobs=jobs)


def text_of(results: dict[str, Backtest]) -> str:
    """The file: one line a decision and a forecaster, so that two of them diff."""
    content = {
        "made_on": datetime.now(UTC).date().isoformat(),
        "command": "python benchmarks/record.py",
        "version": whipcount.__version__,
        "corpus": corpus_hash(),
        "opened_from": FROM.isoformat(),
        "paths": PATHS,
        "main": MAIN,
        "tables": [told_of(table, result) for table, result in results.items()],
    }
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return text.replace('{"name"', '\n{"name"').replace('{"decision"', '\n{"decision"') + "\n"


def main() -> int:
    """Writes the file, or checks it: 1 where the figures of a new run differ from it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    path = Path(str(files("whipcount.datasets"))) / "backtest.json"
    parser.add_argument("--write", type=Path, default=path, help="where (default: the package's own file)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing: compare with the package's file")
    options = parser.parse_args()
    text = text_of({table: backtest_of(table, options.jobs) for table in LEARNED})
    made = read_backtest(text, where="the new record")
    for table in made.tables:
        print(f"{table.table}: {table.count} forecasts of {len(table.decisions)} decisions")
        for one in table.forecasters:
            print(f"  {one.name:40}{one.brier:8.4f}{one.log:8.4f}{one.crps_days:6.0f}d")
    if options.check:
        kept = read_backtest(path.read_text(encoding="utf-8"), where=path.name)
        same = kept.tables == made.tables and kept.corpus == made.corpus
        print(
            "the package's record is what this run found" if same else "the package's record is not what this run found"
        )
        return 0 if same else 1
    options.write.write_text(text, encoding="utf-8")
    print(f"{len(text.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
