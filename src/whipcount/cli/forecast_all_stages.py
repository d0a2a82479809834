"""All stages on paper: every stage of the procedure, and the chance that all of them are done by a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whipcount.cli.options.tables import print_csv, print_json, print_table
from whipcount.cli.options.terminal import plain
from whipcount.errors import ForecastError, InputError

if TYPE_CHECKING:
    from whipcount.forecasts.core.case import Case
    from whipcount.forecasts.procedure.all_stages import AllStages, StageOutlook
    from whipcount.forecasts.procedure.procedures import Lasting

F = TypeVar("F", bound=Callable[..., Any])
COLUMNS = ("stage", "who", "state", "clock", "days", "spread", "by", "chance", "under_way", "median", "median_if")
MOST_SPREAD = 5.0


@dataclass(frozen=True, slots=True)
class AllStagesOptions:
    """What was asked of all stages; ``asked`` is false where nothing was."""

    all_stages: bool
    procedure: str | None
    stages: tuple[str, ...]
    again: str | None

    @property
    def asked(self) -> bool:
        """Whether all stages is asked for.

        Raises:
            InputError: options of it without it.
        """
        whole = self.all_stages or self.procedure is not None
        if not whole and (self.stages or self.again is not None):
            raise InputError("--stage and --again are of all stages", accepted="--all-stages with them")
        return whole


def all_stages_options(command: F) -> F:
    """``--all-stages`` and what goes with it."""
    for option in (
        click.option("--again", metavar="DAYS", help="A question that fails is put again after DAYS (182); 0: never."),
        click.option(
            "--stage", "stages", multiple=True, metavar="NAME=DAYS[:SPREAD]",
            help="How long a stage takes (median, spread of the logarithm), or NAME=done; repeatable.",
        ),
        click.option("--procedure", metavar="NAME", help="... by that name; by default the dossier's."),
        click.option("--all-stages", is_flag=True, help="The whole procedure that the decision is a stage of ..."),
    ):  # fmt: skip
        command = option(command)
    return command


def print_all_stages(
    case: Case,
    day: date,
    known_by: datetime,
    by: date | None,
    options: AllStagesOptions,
    *,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Forecast all stages and print it.

    Raises:
        ForecastError: what was asked cannot be told.
    """
    from whipcount.forecasts.procedure.all_stages import all_stages
    from whipcount.forecasts.procedure.current_stage import AGAIN

    stated, done = read_stages(options.stages)
    stages = all_stages(
        case,
        day,
        known_by,
        procedure=options.procedure or "",
        by=by,
        stated=stated,
        done=done,
        again=AGAIN if options.again is None else _number(options.again, "--again", least=0.0),
    )
    if as_json:
        print_json(all_stages_json(case, stages))
    elif as_csv:
        print_csv([_row(stages, stage) for stage in stages.stages], COLUMNS)
    else:
        _print(case, stages)


def read_stages(texts: Sequence[str]) -> tuple[dict[str, Lasting], tuple[str, ...]]:
    """Clocks and stages that are done, from ``NAME=DAYS[:SPREAD]`` and ``NAME=done``.

    Raises:
        ForecastError: a text of another shape, a number out of range, or a stage named twice.
    """
    from whipcount.forecasts.procedure.procedures import Lasting
    from whipcount.forecasts.procedure.stages import SPREAD, checked_days

    stated: dict[str, Lasting] = {}
    done: list[str] = []
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not name or not equals:
            raise ForecastError(
                f"{text!r} states no stage", where="--stage", accepted="NAME=DAYS[:SPREAD] or NAME=done"
            )
        if name in stated or name in done:
            raise ForecastError(f"{name!r} is stated twice", where="--stage", accepted="each stage once")
        if value.strip() == "done":
            done.append(name)
            continue
        days, colon, spread = value.partition(":")
        where = f"--stage {name}"
        median = checked_days(_number(days, where, least=0.0), where=where)
        stated[name] = Lasting(median, _number(spread, where, most=MOST_SPREAD) if colon else SPREAD)
    return stated, tuple(done)


def _number(text: str, where: str, *, least: float = 0.0, most: float = float("inf")) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ForecastError(f"{text!r} is no number", where=where, accepted="a number, as in 90") from None
    if not (least <= value <= most and value < float("inf")):
        raise ForecastError(f"{text} is out of range", where=where, accepted=f"{least:g} to {most:g}")
    return value


def all_stages_json(case: Case, stages: AllStages) -> dict[str, Any]:
    """All stages as JSON."""
    return {
        "dossier": stages.case,
        "question": case.proposal.title,
        "body": stages.body,
        "procedure": stages.procedure,
        "own_stage": stages.own,
        "as_of": stages.as_of.isoformat(),
        "known_by": stages.known_by.isoformat(),
        "by": stages.by.isoformat(),
        "probability": stages.p,
        "error": stages.error,
        "stated_clocks_halved": stages.faster,
        "stated_clocks_doubled": stages.slower,
        "quantiles": [{"probability": p, "day": d.isoformat() if d else None} for p, d in stages.quantiles],
        "at_hand": stages.at_hand.name,
        "stages": [
            {
                "source": stage.source.value or None,
                **{key: None if v == "" else v for key, v in _row(stages, stage).items()},
            }
            for stage in stages.stages
        ],
        "last": [{"member": m, "probability": p} for m, p in stages.last],
        "completing": [{"member": m, "probability": p} for m, p in stages.completing],
        "clocks": stages.clocks,
        "notes": list(stages.notes),
        "paths": stages.paths,
        "seed": stages.seed,
    }


def _row(stages: AllStages, stage: StageOutlook) -> dict[str, Any]:
    return {
        "stage": stage.name,
        "who": stage.who,
        "state": stage.state.value,
        "clock": stage.clock,
        "days": "" if stage.days is None else stage.days,
        "spread": "" if stage.spread is None else stage.spread,
        "by": stages.by.isoformat(),
        "chance": round(stage.chance, 4),
        "under_way": round(stage.under_way, 4),
        "median": stage.median.isoformat() if stage.median else "",
        "median_if": stage.median_if.isoformat() if stage.median_if else "",
    }


def _print(case: Case, stages: AllStages) -> None:
    click.echo(
        f"{plain(case.proposal.title)}: the whole {plain(stages.procedure)} by {stages.by}, as of {stages.as_of}"
    )
    click.echo(
        f"probability {_share(stages.p)}; with all stated clocks half as long {_share(stages.faster)}, "
        f"twice as long {_share(stages.slower)}"
    )
    within = [f"{level:.0%} by {day}" for level, day in stages.quantiles if day]
    later = [f"{level:.0%} not within five years" for level, day in stages.quantiles if not day]
    click.echo("time: " + "; ".join([*within, *later[:1]]))
    rows = [
        {
            "stage": plain(stage.name),
            "who": plain(stage.who),
            "state": stage.state.value,
            "done by then": "done" if not stage.clock else _share(stage.chance),
            "under way then": _share(stage.under_way),
            "half by": _day(stage, stage.median),
            "if all ends, half by": "" if not stage.clock else str(stage.median_if or "too rare to tell"),
            "its clock": plain(stage.clock),
        }
        for stage in stages.stages
    ]
    print_table(rows, {name: name for name in rows[0]})
    if stages.last:
        click.echo("last to ratify, if all do: " + ", ".join(f"{member} {p:.0%}" for member, p in stages.last[:5]))
    if stages.completing:
        chances = [f"{member} {p:.0%}" for member, p in stages.completing[:5]]
        click.echo("whose consent completes the rule, if it is met: " + ", ".join(chances))
    click.echo(
        f"stage at hand: {plain(stages.at_hand.name)} ({stages.at_hand.source.value}); "
        f"all other clocks are stated, not fitted ({plain(stages.clocks)})"
    )
    for note in stages.notes:
        click.echo(plain(note))
    click.echo("not on record")


def _day(stage: StageOutlook, day: date | None) -> str:
    return "" if not stage.clock else str(day or "not within five years")


def _share(p: float) -> str:
    """A chance of what is not done: never as a false certainty."""
    return "<0.1%" if 0 < p < 0.001 else ">99.9%" if p > 0.999 else f"{p:.1%}"
