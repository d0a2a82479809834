"""``whipcount forecast``: how likely, and by when; put on record where the dossier has one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

import whipcount
from whipcount.cli.forecast_all_stages import AllStagesOptions, all_stages_options, print_all_stages
from whipcount.cli.forecast_output import print_ended, print_forecast
from whipcount.cli.forecast_series import draw_series, print_series
from whipcount.cli.options.output import check_output, form_of
from whipcount.cli.options.records import record_of, records_option, with_records_options
from whipcount.cli.options.stored import times_options
from whipcount.cli.options.tables import format_options
from whipcount.errors import BodyError, ForecastError, InputError
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    from whipcount.forecasts.core.case import Case
    from whipcount.positions.stance.stance import Stance

_EPILOG = """\b
Examples:
  whipcount forecast examples/sweden-accession/dossier.yaml --as-of 2023-07-11 --by 2024-03-31
  whipcount forecast sweden.db --as-of 2023-07-11 --what-if TR=yes --what-if HU=no
  whipcount forecast sweden.db --as-of 2023-07-11 --all-stages --stage "invitation to accede=14"
  whipcount forecast examples/lake-council/dossier.yaml --as-of 2025-03-04 --with-records
  whipcount forecast sweden.db --every week --from 2022-05-16 --to 2024-03-07 --csv > weekly.csv

A store keeps each forecast in its record (whipcount score); a series is kept with --store only, all stages
never. Exit codes: 0 done, 2 wrong use or input.
"""


@click.command("forecast", epilog=_EPILOG)
@click.argument("dossier", metavar="DOSSIER")
@click.option("--dossier", "dossier_id", metavar="ID", help="Which dossier, if the store has several.")
@click.option("--by", metavar="DATE", help="By when (ratifications, all stages); the deadline, a year ahead, or two.")
@times_options
@click.option("--what-if", "what_if", multiple=True, metavar="MEMBER=STANCE", help="Set a stance by hand; repeatable.")
@with_records_options
@records_option
@all_stages_options
@click.option("--every", metavar="STEP", help="A series of forecasts: every day, week, month or quarter ...")
@click.option("--from", "first", metavar="DATE", help="... from this day; by default when it was opened ...")
@click.option("--to", "last", metavar="DATE", help="... to this day; by default --as-of.")
@click.option("--plot", type=click.Path(dir_okay=False), metavar="FILE", help="Draw the series as an SVG file.")
@click.option("--store/--no-store", "keep", default=None, help="Whether to put it on the store's record.")
@click.option("--note", default="", help="A remark that is sealed with it.")
@format_options
def command(
    dossier: str,
    dossier_id: str | None,
    by: str | None,
    as_of: str | None,
    known_by: str | None,
    what_if: tuple[str, ...],
    with_records: bool,
    topic: str | None,
    votes: Path | None,
    all_stages: bool,
    procedure: str | None,
    stages: tuple[str, ...],
    again: str | None,
    every: str | None,
    first: str | None,
    last: str | None,
    plot: str | None,
    keep: bool | None,
    note: str,
    as_csv: bool,
    as_json: bool,
) -> int:
    """How likely, and by when: the chance that the rule is met, why, who is last, and what would change it.

    DOSSIER is a dossier file or a store. A decision at a meeting is forecast for the meeting; a ratification (stage:
    ratification) by a day; --all-stages goes on to the other stages of the body's procedure, whose clocks are stated.
    As of a day, only what was reported by then is used.
    """
    check_output(plot, [dossier], option="--plot")
    form_of(plot, {".svg": "svg"}, given=None, usual="svg", option="--plot")
    by_day, day, begin, end = (
        day_of(by, "--by"),
        day_of(as_of, "--as-of"),
        day_of(first, "--from"),
        day_of(last, "--to"),
    )
    if every is None and (begin or end or plot):
        raise InputError("--from, --to and --plot are of a series", accepted="--every week with them")
    if every is not None and what_if:
        raise InputError("--what-if with a series", accepted="one forecast")
    if (topic or votes) and not with_records:
        raise InputError("--topic and --records are of past votes", accepted="--with-records with them")
    if with_records and (every or all_stages):
        raise InputError("--with-records with a series or all stages", accepted="one forecast of a meeting")
    wanted = _settings(what_if)
    stages_asked = AllStagesOptions(all_stages, procedure, stages, again)
    if stages_asked.asked and (every or what_if or keep or note):
        raise InputError("all stages with a series, --what-if, --store or --note", accepted="one of them")
    from whipcount.analysis.cases import case_of_file, case_of_store
    from whipcount.analysis.forecast import ONE_BY_ONE, outlook_of_case, told_ending
    from whipcount.analysis.silent import silent_of_case
    from whipcount.dossiers.location import looks_like_store
    from whipcount.dossiers.store import open_store
    from whipcount.forecasts.course import course
    from whipcount.forecasts.course import every as days_of
    from whipcount.forecasts.record import to_seal

    instant = instant_of(known_by, "--known-by") or datetime.now(UTC)
    with ExitStack() as stack:
        store, key = None, ""
        if looks_like_store(dossier):
            store = stack.enter_context(open_store(dossier))
            key = store.only(dossier_id)
            case = case_of_store(store, key, known_by=instant)
        else:
            if dossier_id is not None or keep:
                raise InputError("a dossier file has no record", where=dossier, accepted="a store: whipcount init")
            case = case_of_file(dossier)
        kept_by = instant_of(known_by, "--known-by") or max([instant, *(item.recorded_at for item in case.evidence)])
        day = day or case.last_day(kept_by.date()) or instant.date()
        if stages_asked.asked:
            print_all_stages(case, day, kept_by, by_day, stages_asked, as_csv=as_csv, as_json=as_json)
            return 0
        if every is not None:
            begin = begin or case.proposal.opened or day
            steps = []
            for step in course(case, days_of(begin, end or day, every), kept_by, by=by_day):
                steps.append(step)
                if store is not None and keep:
                    store.add_forecast(
                        key, to_seal(step.outlook, version=whipcount.__version__, made_at=instant, note=note)
                    )
            if plot is not None:
                draw_series(case, steps, Path(plot))
            print_series(case, steps, as_csv, as_json)
            return 0
        ended = told_ending(case, day, kept_by)
        if ended is not None:
            print_ended(case, ended, day, as_csv, as_json)
            return 0
        silent = None
        if with_records and not case.one_by_one:
            silent = silent_of_case(case, day, kept_by, record_of(dossier, votes, case.body), topic=topic)
        elif with_records:
            raise ForecastError(ONE_BY_ONE, where=case.id, accepted="a forecast without --with-records")
        outlook = outlook_of_case(
            case, day, kept_by, by=by_day, settings=_of_members(wanted, case), silent=silent
        )  # fmt: skip
        seal = ""
        if store is not None and keep is not False:
            entry = store.add_forecast(key, to_seal(outlook, version=whipcount.__version__, made_at=instant, note=note))
            seal = entry.seal
        print_forecast(case, outlook, seal, as_csv, as_json, silent)
    return 0


def _settings(texts: Sequence[str]) -> dict[str, Stance]:
    from whipcount.positions.stance.stance import Stance

    by_word = {stance.value: stance for stance in Stance}
    settings: dict[str, Stance] = {}
    for text in texts:
        member, equals, stance = text.partition("=")
        stance = stance.strip().lower()
        if not member or not equals or stance not in by_word:
            raise ForecastError(
                f"{text!r} sets no stance", where="--what-if", accepted=f"MEMBER=STANCE, with {', '.join(by_word)}"
            )
        if member in settings:
            raise ForecastError(f"{member!r} is set twice", where="--what-if", accepted="each member once")
        settings[member] = by_word[stance]
    return settings


def _of_members(wanted: dict[str, Stance], case: Case) -> dict[str, Stance]:
    """What is set by hand, by member: each may be named by its id or its name, in any case."""
    by_member: dict[str, Stance] = {}
    for text, stance in wanted.items():
        try:
            member = case.body.member(text).id
        except BodyError as error:
            raise ForecastError(error.problem, where=f"--what-if {text}", accepted=error.accepted) from None
        if member in by_member:
            raise ForecastError(f"{member!r} is set twice", where="--what-if", accepted="each member once")
        by_member[member] = stance
    return by_member
