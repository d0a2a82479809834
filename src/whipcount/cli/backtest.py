"""``whipcount backtest``: score the forecasters on decisions of the past."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click


@click.command(
    "backtest",
    epilog="Example: whipcount backtest --train consents.csv --test others.csv --json",
)
@click.option("--train", multiple=True, required=True, type=click.Path(), help="Tables of consents to learn from.")
@click.option("--test", multiple=True, type=click.Path(), help="Tables to forecast; the training tables if left out.")
@click.argument("more", nargs=-1, type=click.Path())
@click.option("--opened-from", type=click.DateTime(["%Y-%m-%d"]), help="Leave out decisions opened before this day.")
@click.option("--paths", default=3000, show_default=True, type=click.IntRange(200, 50_000), help="Simulated futures.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print one line a forecast as CSV.")
def command(
    train: tuple[str, ...],
    test: tuple[str, ...],
    more: tuple[str, ...],
    opened_from: datetime | None,
    paths: int,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Forecast past decisions from days of the past, with what was known then, and score what was said.

    Each test decision is left out of the training together with those parallel to it. Files that follow an option's
    first one count as test tables.
    """
    from whipcount.forecasts.backtest import cases, run
    from whipcount.forecasts.baselines import baselines
    from whipcount.forecasts.contract import Forecaster
    from whipcount.forecasts.coupled import Coupled
    from whipcount.forecasts.pool import shared_pool
    from whipcount.forecasts.report import summary
    from whipcount.forecasts.table import load_decisions

    learn = load_decisions(train)
    judged = load_decisions([*test, *more]) if test or more else learn
    start = date(opened_from.year, opened_from.month, opened_from.day) if opened_from else None
    found, skipped = cases(learn, judged, opened_from=start)
    plain = list(baselines())
    coupled = Coupled(paths=paths)
    rivals: list[Forecaster] = [*plain, *shared_pool(coupled)]
    result = run(found, rivals, skipped=skipped)
    told: dict[str, Any] = summary(result)
    if as_json:
        click.echo(json.dumps(told, indent=1, sort_keys=True, default=str))
    elif as_csv:
        out = io.StringIO()
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["decision", "origin", "age", "horizon", "forecaster", "p", "outcome"])
        for row in sorted(result.rows, key=lambda r: (r.decision, r.age, r.horizon, r.forecaster)):
            write.writerow(
                [row.decision, row.origin, row.age, row.horizon, row.forecaster, f"{row.p:.4f}", int(row.outcome)]
            )
        click.echo(out.getvalue(), nl=False)
    else:
        click.echo(f"{told['forecasts']} forecasts of {told['decisions']} decisions in {told['clusters']} clusters")
        for name, line in told["forecasters"].items():
            click.echo(
                f"{name:36s} Brier {line['brier']:.4f}  log {line['log']:.4f}  CRPS {line['crps_days']:.0f} days"
            )
        for name, why in skipped:
            click.echo(f"left out: {Path(name).name[:80]}: {why}")
    return 0
