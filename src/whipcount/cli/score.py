"""``whipcount score``: what the forecasts on record were worth, once the decision is resolved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table
from whipcount.cli.options.terminal import plain
from whipcount.text.moments import instant_of

_EPILOG = """\b
Examples:
  whipcount score sweden.db
  whipcount score *.db --csv > record.csv

Exit codes: 0 something was scored, 1 nothing is resolved yet, 2 wrong use, input, or a record that was tampered with.
"""
COLUMNS = (
    "dossier", "kind", "as_of", "made_at", "by", "probability", "low", "high", "happened", "resolved_on", "brier",
    "log", "foretold", "model", "version", "seal", "why",
)  # fmt: skip


@click.command("score", epilog=_EPILOG)
@click.argument("dossiers", nargs=-1, required=True, metavar="DOSSIER...")
@click.option("--dossier", "dossier_id", metavar="ID", help="Only this dossier of the stores.")
@click.option("--known-by", metavar="TIME", help="Resolve with what was recorded by that time.")
@format_options
def command(
    dossiers: tuple[str, ...], dossier_id: str | None, known_by: str | None, as_csv: bool, as_json: bool
) -> int:
    """Score the sealed forecasts of what has been resolved: Brier and logarithmic scores, lower is better.

    A decision is resolved by its dossier: the rule met on formal acts, an event decided or blocked, or the day asked
    about passed while the dossier was followed. Forecasts made after the outcome are hindcasts, scored apart.
    """
    from whipcount.analysis.cases import case_of_store
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.location import looks_like_store
    from whipcount.dossiers.store import open_store
    from whipcount.forecasts.record import Scored, score, summary

    instant = instant_of(known_by, "--known-by") or datetime.now(UTC)
    scored: list[Scored] = []
    waiting = 0
    for place in dossiers:
        if not looks_like_store(place):
            load_dossier_file(place)  # it is one, and holds together
            click.echo(
                f"whipcount: {plain(place)}: a dossier file keeps no record of forecasts; a store does: "
                f"whipcount init desk.db --from {plain(place)}", err=True,
            )  # fmt: skip
            continue
        with open_store(place) as store:
            for key in [store.only(dossier_id)] if dossier_id else store.ids():
                sealed = store.forecasts(key)
                if sealed:
                    case = case_of_store(store, key, known_by=instant)
                    late = max([instant, *(item.recorded_at for item in case.evidence)])
                    found, more = score(case, sealed, instant.date(), late)
                    scored, waiting = [*scored, *found], waiting + more
    rows = [_row(item) for item in scored]
    totals = summary(scored, waiting)
    if as_json:
        print_json({**totals, "forecasts": rows})
    elif as_csv:
        print_csv(rows, COLUMNS)
    else:
        headings = ("dossier", "as_of", "by", "probability", "happened", "resolved_on", "brier", "log", "foretold")
        print_table(rows, dict(zip(headings, headings, strict=True)))
        for name in ("foretold", "hindcasts"):
            part = totals[name]
            if part["forecasts"]:
                between = "" if "brier_interval" not in part else " ({:.3f} to {:.3f})".format(*part["brier_interval"])
                click.echo(
                    f"{name}: {part['forecasts']} (dossiers: {part['dossiers']}), Brier {part['brier']:.3f}{between}, "
                    f"log {part['log']:.3f}"
                )
            for bar in part.get("reliability", ()):
                click.echo(
                    f"  said {bar['low']:.0%} to {bar['high']:.0%} ({bar['forecast']:.0%} on average): "
                    f"happened {bar['happened']:.0%} of {bar['count']}"
                )
        click.echo(f"{totals['open']} still open")
    return 0 if scored else 1


def _row(item: Any) -> dict[str, Any]:
    forecast = item.forecast
    return {
        "dossier": item.dossier,
        "kind": forecast.kind,
        "as_of": forecast.as_of.isoformat(),
        "made_at": forecast.made_at.isoformat(),
        "by": forecast.by.isoformat() if forecast.by else "",
        "probability": round(forecast.probability, 4),
        "low": round(forecast.low, 4),
        "high": round(forecast.high, 4),
        "happened": "yes" if item.outcome.happened else "no",
        "resolved_on": item.outcome.on.isoformat(),
        "brier": round(item.brier, 4),
        "log": round(item.log, 4),
        "foretold": "yes" if item.foretold else "no",
        "model": forecast.model,
        "version": forecast.version,
        "seal": forecast.seal,
        "why": item.outcome.why,
    }
