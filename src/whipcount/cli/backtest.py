"""``whipcount backtest``: score the forecasters on decisions of the past."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.files import FilesCommand
from whipcount.cli.options.output import check_output, form_of, write_text
from whipcount.cli.options.terminal import cell, plain
from whipcount.errors import InputError

if TYPE_CHECKING:
    from whipcount.forecasts.backtesting.backtest import Backtest
    from whipcount.forecasts.backtesting.checkpoint import Checkpoint

MAIN = "coupled hazard"
MOST_AGES = 400
FITTED_ANEW = 60
"""Decisions to learn from above which the coupled hazard, fitted anew for each case, has to be asked for; without
training tables it has to be, too."""


class _Backtest(FilesCommand):
    several = ("--train", "--test", "--statements")


@click.command(
    "backtest",
    cls=_Backtest,
    epilog="""\b
Examples:
  whipcount backtest --train consents.csv
  whipcount backtest --train consents.csv --test others.csv --json
  whipcount backtest --train consents.csv --statements said.csv --report report.html
  whipcount backtest --train a.csv b.csv --test c.csv d.csv --jobs 2 --csv > forecasts.csv
  whipcount backtest --test treaties.csv                        the shipped pool and the baselines
  whipcount backtest --test treaties.csv --origins 180,365,730,1460 --horizons 365,730,1826
  whipcount backtest --train consents.csv --origins 60-730/30   from every month
  whipcount backtest --train consents.csv --keep done.jsonl     the same again goes on where it was cut off""",
)
@click.option(
    "--train",
    multiple=True,
    type=click.Path(),
    help="Tables of consents to learn from; those of the package if left out.",
)
@click.option("--test", multiple=True, type=click.Path(), help="Tables to forecast; the training tables if left out.")
@click.option("--statements", multiple=True, type=click.Path(), help="Tables of statements: who said what, when.")
@click.option("--opened-from", type=click.DateTime(["%Y-%m-%d"]), help="Leave out decisions opened before this day.")
@click.option(
    "--origins",
    metavar="DAYS",
    help="Ages in days to look ahead from: 60,112,209,391,730 if left out, or FIRST-LAST/STEP as 60-730/30.",
)
@click.option("--horizons", metavar="DAYS", help="Days ahead: 90,180,365 if left out.")
@click.option(
    "--coupled/--no-coupled",
    default=None,
    help=f"Score the coupled hazard too, fitted anew for each case; if left out: with --train of up to {FITTED_ANEW}.",
)
@click.option(
    "--then/--no-then",
    default=True,
    help="Score the consents pool, and what forecast makes of it, as of then: fitted on what was known by the origin.  "
    "[default: then]",
)
@click.option("--paths", default=3000, show_default=True, type=click.IntRange(200, 50_000), help="Simulated futures.")
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; same answer for any."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print one line a forecast as CSV.")
@click.option("--report", type=click.Path(), help="Write a page with plots here too (HTML, one file).")
@click.option("--keep", type=click.Path(), help="Keep finished cases in this file, and take from it what was finished.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no word of what was taken.")
def command(
    train: tuple[str, ...],
    test: tuple[str, ...],
    statements: tuple[str, ...],
    opened_from: datetime | None,
    origins: str | None,
    horizons: str | None,
    coupled: bool | None,
    then: bool,
    paths: int,
    jobs: int,
    as_json: bool,
    as_csv: bool,
    report: str | None,
    keep: str | None,
    quiet: bool,
) -> int:
    """Forecast past decisions from days of the past, with what was known then, and score what was said.

    Each test decision is left out of the training together with those parallel to it. --train, --test and --statements
    take one file or several.
    """
    from whipcount.forecasts.backtesting.backtest import HORIZONS, cases, run
    from whipcount.forecasts.backtesting.baselines import ORIGINS, baselines
    from whipcount.forecasts.backtesting.pool import STACKED_FROM, rivals
    from whipcount.forecasts.backtesting.report import summary
    from whipcount.forecasts.core.contract import Forecaster
    from whipcount.forecasts.core.table import load_decisions
    from whipcount.forecasts.core.training import packaged_decisions
    from whipcount.forecasts.hazard.coupled import Coupled
    from whipcount.forecasts.hazard.statement_table import load_statements
    from whipcount.forecasts.horizon.forecaster import ConsentsPool, ConsentsPoolThen
    from whipcount.forecasts.joint import JointForecast

    if not train and not test:
        raise InputError("no table of consents", where="--train, --test", accepted="one CSV file or more")
    if as_json and as_csv:
        raise InputError("--json and --csv at once", accepted="one of them")
    check_output(report, [*train, *test, *statements], option="--report")
    form_of(report, {".html": "html", ".htm": "html"}, given=None, usual="html", option="--report")
    check_output(keep, [*train, *test, *statements], option="--keep")
    if keep and report and Path(keep).resolve() == Path(report).resolve():
        raise InputError("--keep and --report are one file", where=report, accepted="a file each")
    learn = load_decisions(train) if train else packaged_decisions()
    judged = load_decisions(test) if test else learn
    statement_rows = load_statements(statements) if statements else None
    start = date(opened_from.year, opened_from.month, opened_from.day) if opened_from else None
    ages = _ages(origins) if origins else ORIGINS
    ahead = _ages(horizons, where="--horizons") if horizons else HORIZONS
    found, skipped = cases(learn, judged, origins=ages, horizons=ahead, opened_from=start)
    forecasters: list[Forecaster] = [*baselines(), ConsentsPool()]
    if then:
        forecasters += (ConsentsPoolThen(), JointForecast())
    anew = coupled if coupled is not None else statement_rows is not None or (bool(train) and len(learn) <= FITTED_ANEW)
    if anew:
        forecasters += rivals(Coupled(paths=paths), statement_rows)
    elif statement_rows is not None:
        raise InputError("--statements with --no-coupled", accepted="one of them: the coupled hazard hears statements")
    elif not quiet:
        click.echo(f"{MAIN}: left out ({len(learn)} decisions to learn from; --coupled asks for it)", err=True)
    with _kept(keep, quiet=quiet) as kept, _progress(kept, shown=not quiet and sys.stderr.isatty()) as progress:
        result = run(
            found,
            forecasters,
            stacked=STACKED_FROM if anew else (),
            horizons=ahead,
            skipped=skipped,
            progress=progress,
            jobs=jobs,
            kept=kept,
        )
    scores: dict[str, Any] = summary(result)
    if report:
        from whipcount.briefs.render.backtest_page import backtest_page

        names = [Path(path).name for path in (*train, *test, *statements)]
        main = "coupled + statements" if statement_rows is not None else ConsentsPool.name
        write_text(Path(report), backtest_page(result, scores, main=main, sources=names))
    assumed = {d.name: d.seen_until for d in (*learn, *judged) if not d.as_of_told}
    scores["known_until_last_news"] = {name: day.isoformat() for name, day in sorted(assumed.items())}
    if as_json:
        click.echo(json.dumps(scores, indent=1, sort_keys=True, default=str))
    elif as_csv:
        click.echo(_as_csv(result), nl=False)
    else:
        _tell(scores, skipped, main=ConsentsPool.name)
    return 0


def _ages(text: str, *, where: str = "--origins") -> tuple[int, ...]:
    """The days that ``--origins`` or ``--horizons`` names.

    >>> _ages("60,112"), _ages("60-150/30")
    ((60, 112), (60, 90, 120, 150))
    """
    ages: list[int] = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,5})(?:-(\d{1,5})/(\d{1,5}))?\s*", part)
        if not match or match[3] == "0":
            raise InputError(f"{part[:40]!r} is no age in days", where=where, accepted="60,112 or 60-730/30")
        first, last, step = int(match[1]), int(match[2] or match[1]), int(match[3] or 1)
        ages += range(first, last + 1, step)
    if not 0 < len(ages) <= MOST_AGES:
        raise InputError(f"{len(ages)} {where.strip('-')} a decision", where=where, accepted=f"1 to {MOST_AGES}")
    return tuple(sorted(set(ages)))


def _as_csv(result: Backtest) -> str:
    """One line a forecast, in an order that does not depend on anything but its content, so that two runs diff."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["decision", "origin", "age", "horizon", "forecaster", "p", "outcome"])
    for row in sorted(result.rows, key=lambda r: (r.decision, r.age, r.horizon, r.forecaster)):
        write.writerow(
            [cell(row.decision), row.origin, row.age, row.horizon, row.forecaster, f"{row.p:.4f}", int(row.outcome)]
        )
    return out.getvalue()


def _tell(told: dict[str, Any], skipped: list[tuple[str, str]], *, main: str) -> None:
    click.echo(f"{told['forecasts']} forecasts of {told['decisions']} decisions in {told['clusters']} clusters")
    gaps = told["forecasters"][main]["brier_differences"]
    for name, line in told["forecasters"].items():
        gap = "" if name == main else "   less the pool's {:+.4f} [{:+.4f}, {:+.4f}]".format(*gaps[name])
        click.echo(
            f"{name:46s} Brier {line['brier']:.4f}  log {line['log']:.4f}  CRPS {line['crps_days']:.0f} days{gap}"
        )
    for group in told["by_rule"] if len(told["by_rule"]) > 1 else ():
        click.echo(f"rule: {group['rule']}, {group['forecasts']} forecasts of {group['decisions']} decisions")
        for name, brier in group["brier"].items():
            click.echo(f"  {name:44s} Brier {brier:.4f}  log {group['log'][name]:.4f}")
    bars = told["forecasters"][main]["reliability"]
    click.echo(f"said and happened, {main}:")
    for one in bars:
        click.echo(f"  {one['forecast']:4.0%} said, {one['happened']:4.0%} happened, {one['count']} forecasts")
    if told["unresolved"]:
        click.echo(f"not scored, since the tables do not tell (end, or bounds): {told['unresolved']} forecasts")
    for name in told["blocked"]:
        click.echo(f"known to have failed, scored as not met: {plain(name)}")
    if assumed := told["known_until_last_news"]:
        name, day = min(assumed.items(), key=lambda one: (one[1], one[0]))
        click.echo(
            "members pending and no note of as of when (as of DAY), so taken as known until the last news: "
            f"{len(assumed)} of the decisions, the oldest {plain(name)[:80]} ({day})"
        )
    for name, why in skipped:
        click.echo(f"left out: {plain(name)[:80]}: {plain(why)}")


@contextmanager
def _kept(path: str | None, *, quiet: bool) -> Iterator[Checkpoint | None]:
    """The file of finished cases; what was dropped of it and what was taken from it is told on the error stream."""
    if path is None:
        yield None
        return
    from whipcount.forecasts.backtesting.checkpoint import open_checkpoint

    with open_checkpoint(path) as kept:
        if kept.dropped:
            click.echo(f"{plain(path)}: the last line was not finished, it is dropped", err=True)
        yield kept
        if not quiet:
            click.echo(f"{plain(path)}: cases taken from it: {kept.taken}", err=True)


@contextmanager
def _progress(kept: Checkpoint | None, *, shown: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the error stream of a terminal; nothing elsewhere."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("forecasting", total=None)

        def show(done: int, total: int) -> None:
            taken = f" ({kept.taken} were kept)" if kept and kept.taken else ""
            bar.update(task, description=f"forecasting{taken}", completed=done, total=total)

        yield show
