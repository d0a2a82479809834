"""What ``whipcount forecast`` prints of one forecast: words, rows or JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.forecast_series import telling
from whipcount.cli.options.tables import print_csv, print_json
from whipcount.cli.options.terminal import plain

if TYPE_CHECKING:
    from whipcount.dossiers.outcomes import Ending
    from whipcount.forecasts.core.case import Case
    from whipcount.forecasts.core.outlook import Outlook
    from whipcount.records.silent import SilentMembers


def print_ended(case: Case, end: Ending, day: date, as_csv: bool, as_json: bool) -> None:
    """What has become of it: no chance is told of what has ended, nor of a day that is off."""
    from whipcount.briefs.sections.outcome import headline, outcome_record

    if as_json:
        outcome = outcome_record(end)
        print_json(
            {
                "dossier": case.id,
                "question": case.proposal.title,
                "as_of": day.isoformat(),
                "probability": None,
                "outcome": outcome,
            }
        )
    elif as_csv:
        rows = [{"what": "outcome", "key": key, "value": value} for key, value in outcome_record(end).items()]
        print_csv(rows, ("what", "key", "value"))
    else:
        click.echo(f"{plain(case.proposal.title)}, as of {day}")
        click.echo(plain(headline(end, followed=True)))
        click.echo("no forecast is made, and none is put on record")


def outlook_json(case: Case, out: Outlook, seal: str, silent: SilentMembers | None = None) -> dict[str, Any]:
    """A forecast as JSON."""
    content: dict[str, Any] = {
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
        content["what_if"] = {
            "settings": {member: stance.value for member, stance in out.what_if.settings},
            "probability": out.what_if.p,
            "difference": out.what_if.difference,
        }
    if silent is not None:
        content["records"] = {
            "label": silent.label,
            "informative": silent.guard.informative,
            "why": silent.guard.why,
            "members": out.from_records,
            "without_records": out.without_records,
        }
    return content


def print_forecast(
    case: Case, out: Outlook, seal: str, as_csv: bool, as_json: bool, silent: SilentMembers | None
) -> None:
    """One forecast, as words, rows or JSON; of past votes what they told."""
    if as_json:
        print_json(outlook_json(case, out, seal, silent))
        return
    like = out.reference
    rows: list[dict[str, Any]] = [
        {"what": "probability", "key": str(out.by or ""), "value": out.p},
        {"what": "low", "key": "", "value": out.low},
        {"what": "high", "key": "", "value": out.high},
        {"what": "without statements", "key": "", "value": out.base},
        *([{"what": "without records", "key": "", "value": out.without_records}] if out.from_records else []),
        *([{"what": "reference class", "key": like.told, "value": like.happened / like.cases}] if like else []),
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
    _print_words(case, out, seal, silent)


def _print_words(case: Case, out: Outlook, seal: str, silent: SilentMembers | None) -> None:
    when = f" by {out.by}" if case.one_by_one else f" at the meeting that ends on {out.by}" if out.by else ""
    click.echo(f"{plain(case.proposal.title)}{when}, as of {out.as_of}")
    click.echo(f"probability {out.p:.1%} ({out.low:.1%} to {out.high:.1%}: {out.interval})")
    if out.deadline_passed:
        click.echo(f"the deadline, {out.deadline_passed}, has passed; asked is whether the rule is met by {out.by}")
    if out.without_records is not None and silent is not None:
        click.echo(
            f"past votes are the prior of {out.from_records} silent members ({silent.label}); without them it would "
            f"be {out.without_records:.1%}"
        )
    elif silent is not None:
        click.echo(plain(f"past votes change nothing: {silent.guard.why}"))
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
        quantiles = [
            f"{level:.0%} by {day}" if day else f"{level:.0%} later than five years" for level, day in out.quantiles
        ]
        click.echo("time: " + "; ".join(quantiles))
    if out.last:
        click.echo("last: " + ", ".join(f"{member} {p:.0%}" for member, p in out.last[:5]))
    if out.completing:
        quantiles = [f"{member} {p:.0%}" for member, p in out.completing[:5]]
        click.echo("whose consent completes the rule, if it is met: " + ", ".join(quantiles))
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
