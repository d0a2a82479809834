"""``whipcount forecast``: how likely, and by when; put on record where the dossier has one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import whipcount
from whipcount.cli.forecast_all_stages import WholeOptions, tell_whole, whole_options
from whipcount.cli.forecast_series import draw_series, print_series, telling
from whipcount.cli.options.output import check_output
from whipcount.cli.options.stored import times_options
from whipcount.cli.options.tables import format_options, print_csv, print_json
from whipcount.cli.options.terminal import plain
from whipcount.errors import BodyError, ForecastError, InputError
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    from whipcount.dossiers.outcomes import Ending
    from whipcount.forecasts.core.case import Case
    from whipcount.forecasts.core.outlook import Outlook
    from whipcount.positions.stance.stance import Stance

_EPILOG = """\b
Examples:
  whipcount forecast examples/sweden-accession/dossier.yaml --as-of 2023-07-11 --by 2024-03-31
  whipcount forecast sweden.db --as-of 2023-07-11 --what-if TR=yes --what-if HU=no
  whipcount forecast sweden.db --as-of 2023-07-11 --all-stages --stage "invitation to accede=14"
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
@whole_options
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
    wanted = _settings(what_if)
    whole = WholeOptions(all_stages, procedure, stages, again)
    if whole.asked and (every or what_if or keep or note):
        raise InputError("all stages with a series, --what-if, --store or --note", accepted="one of them")
    from whipcount.analysis.cases import case_of_file, case_of_store
    from whipcount.analysis.forecast import outlook_of_case, told_ending
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
        if whole.asked:
            tell_whole(case, day, kept_by, by_day, whole, as_csv=as_csv, as_json=as_json)
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
            _print_ended(case, ended, day, as_csv, as_json)
            return 0
        outlook = outlook_of_case(case, day, kept_by, by=by_day, settings=_of_members(wanted, case))
        seal = ""
        if store is not None and keep is not False:
            made = store.add_forecast(key, to_seal(outlook, version=whipcount.__version__, made_at=instant, note=note))
            seal = made.seal
        _print_one(case, outlook, seal, as_csv, as_json)
    return 0


def _print_ended(case: Case, end: Ending, day: date, as_csv: bool, as_json: bool) -> None:
    """What has become of it: no chance is told of what has ended, nor of a day that is off."""
    from whipcount.briefs.sections.outcome import headline, outcome_record

    if as_json:
        told = outcome_record(end)
        print_json(
            {
                "dossier": case.id,
                "question": case.proposal.title,
                "as_of": day.isoformat(),
                "probability": None,
                "outcome": told,
            }
        )
    elif as_csv:
        rows = [{"what": "outcome", "key": key, "value": value} for key, value in outcome_record(end).items()]
        print_csv(rows, ("what", "key", "value"))
    else:
        click.echo(f"{plain(case.proposal.title)}, as of {day}")
        click.echo(plain(headline(end, followed=True)))
        click.echo("no forecast is made, and none is put on record")


def _settings(texts: Sequence[str]) -> dict[str, Stance]:
    from whipcount.positions.stance.stance import Stance

    known = {stance.value: stance for stance in Stance}
    found: dict[str, Stance] = {}
    for text in texts:
        member, equals, stance = text.partition("=")
        stance = stance.strip().lower()
        if not member or not equals or stance not in known:
            raise ForecastError(
                f"{text!r} sets no stance", where="--what-if", accepted=f"MEMBER=STANCE, with {', '.join(known)}"
            )
        if member in found:
            raise ForecastError(f"{member!r} is set twice", where="--what-if", accepted="each member once")
        found[member] = known[stance]
    return found


def _of_members(wanted: dict[str, Stance], case: Case) -> dict[str, Stance]:
    """What is set by hand, by member: each may be named by its id or its name, in any case."""
    found: dict[str, Stance] = {}
    for text, stance in wanted.items():
        try:
            member = case.body.member(text).id
        except BodyError:
            member = text  # which the forecast refuses
        if member in found:
            raise ForecastError(f"{member!r} is set twice", where="--what-if", accepted="each member once")
        found[member] = stance
    return found


def outlook_json(case: Case, out: Outlook, seal: str) -> dict[str, Any]:
    """A forecast as JSON."""
    told: dict[str, Any] = {
        "dossier": case.id,
        "question": case.proposal.title,
        "kind": out.kind.value,
        "variant": out.variant,
        "as_of": out.as_of.isoformat(),
        "known_by": out.known_by.isoformat(),
        "by": out.by.isoformat() if out.by else None,
        "probability": out.p,
        "low": out.low,
        "high": out.high,
        "interval": out.interval,
        "error": out.error,
        "without_statements": out.base,
        "met": out.met,
        "consented": list(out.consented),
        "members": out.members,
        "quantiles": [{"probability": p, "day": d.isoformat() if d else None} for p, d in out.quantiles],
        "by_date": [{"day": d.isoformat(), "probability": p} for d, p in out.by_date],
        "last": [{"member": m, "probability": p} for m, p in out.last],
        "completing": [{"member": m, "probability": p} for m, p in out.completing],
        "gains": [{"member": m, "gain": g} for m, g in out.gains],
        "shares": [
            {"evidence": s.evidence, "member": s.member, "effect": s.effect, "shapley": s.shapley} for s in out.shares
        ],
        "evidence": list(out.evidence),
        "deadline_passed": out.deadline_passed.isoformat() if out.deadline_passed else None,
        "never": None if out.never != out.never else out.never,
        "model": out.model,
        "source": out.source,
        "calibrated": out.calibrated,
        "learned_until": out.learned_until.isoformat() if out.learned_until else None,
        "learned_from": out.learned_from,
        "familiar": out.familiar,
        "paths": out.paths,
        "seed": out.seed,
        "reference": (
            {"cases": out.reference.cases, "happened": out.reference.happened, "told": out.reference.told}
            if out.reference
            else None
        ),
        "seal": seal or None,
    }
    if out.what_if:
        told["what_if"] = {
            "settings": {member: stance.value for member, stance in out.what_if.settings},
            "probability": out.what_if.p,
            "difference": out.what_if.difference,
        }
    return told


def _print_one(case: Case, out: Outlook, seal: str, as_csv: bool, as_json: bool) -> None:
    if as_json:
        print_json(outlook_json(case, out, seal))
        return
    rows: list[dict[str, Any]] = [
        {"what": "probability", "key": str(out.by or ""), "value": out.p},
        {"what": "low", "key": "", "value": out.low},
        {"what": "high", "key": "", "value": out.high},
        {"what": "without statements", "key": "", "value": out.base},
        *(
            [
                {
                    "what": "reference class",
                    "key": out.reference.told,
                    "value": out.reference.happened / out.reference.cases,
                }
            ]
            if out.reference
            else []
        ),
        *({"what": "by", "key": day.isoformat(), "value": p} for day, p in out.by_date),
        *({"what": "quantile", "key": f"{p:g}", "value": d.isoformat() if d else ""} for p, d in out.quantiles),
        *({"what": "last", "key": member, "value": p} for member, p in out.last),
        *({"what": "completing", "key": member, "value": p} for member, p in out.completing),
        *({"what": "gain", "key": member, "value": gain} for member, gain in out.gains),
        *({"what": "share", "key": share.evidence, "value": share.effect} for share in out.shares),
    ]
    if out.what_if:
        rows.append({"what": "what if", "key": out.what_if.supposed, "value": out.what_if.p})
    if as_csv:
        print_csv(rows, ("what", "key", "value"))
        return
    _print_words(case, out, seal)


def _print_words(case: Case, out: Outlook, seal: str) -> None:
    when = f" by {out.by}" if case.one_by_one else f" at the meeting that ends on {out.by}" if out.by else ""
    click.echo(f"{plain(case.proposal.title)}{when}, as of {out.as_of}")
    click.echo(f"probability {out.p:.1%} ({out.low:.1%} to {out.high:.1%}: {out.interval})")
    if out.deadline_passed:
        click.echo(f"the deadline, {out.deadline_passed}, has passed; asked is whether the rule is met by {out.by}")
    if out.met:
        click.echo("the rule is met on what is recorded")
    if case.one_by_one:
        click.echo(
            f"consented: {len(out.consented)} of {out.members}; without any statement it would be {out.base:.1%}"
        )
    if out.reference:
        click.echo(f"reference class: {out.reference.told}")
    if out.by_date and not out.met:
        click.echo("by: " + "; ".join(f"{day} {p:.0%}" for day, p in out.by_date))
    if out.quantiles and not out.met:
        told = [
            f"{level:.0%} by {day}" if day else f"{level:.0%} later than five years" for level, day in out.quantiles
        ]
        click.echo("time: " + "; ".join(told))
    if out.last:
        click.echo("last: " + ", ".join(f"{member} {p:.0%}" for member, p in out.last[:5]))
    if out.completing:
        told = [f"{member} {p:.0%}" for member, p in out.completing[:5]]
        click.echo("whose consent completes the rule, if it is met: " + ", ".join(told))
    if out.gains:
        click.echo("gain if it consents now: " + ", ".join(f"{m} {gain:+.1%}" for m, gain in out.gains[:5]))
    if out.shares:
        click.echo("statements: its part of what all of them move; the chance less the chance without it alone")
    for share in out.shares[:8]:
        part = "" if share.shapley is None else f"{share.shapley:+.1%};"
        click.echo(
            f"  {part:>8} {share.effect:+7.1%}  {plain(telling(case, share.evidence))[:100]}  [{share.evidence}]"
        )
    if out.what_if:
        click.echo(f"what if {out.what_if.supposed}: {out.what_if.p:.1%} ({out.what_if.difference:+.1%})")
    if out.learned_until:
        click.echo(
            f"model {out.model}: {out.source}; {out.learned_from} decisions as known by {out.learned_until}, "
            f"{out.familiar} of {out.members} members met before"
        )
    else:
        click.echo(f"model {out.model}: {out.source}")
    click.echo(f"on record: {seal}" if seal else "not on record")
