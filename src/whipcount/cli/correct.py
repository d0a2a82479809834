"""``whipcount correct``: a person's word against a coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whipcount.cli.options.stored import member_of, opened, store_argument
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.dossiers.store import Store

_EPILOG = """\b
Examples:
  whipcount correct lake.db s-0a1b2c:asked --stance no --reason "quoted from an earlier year"
  whipcount correct lake.db s-0a1b2c:asked --reject --reason "speaks of another country"
  whipcount correct lake.db s-0a1b2c:asked --met "once the war ends" --on 2025-02-01 --reason "peace signed"
  whipcount correct lake.db c-3d4e5f --undo
"""
_STANCES = ["yes", "lean_yes", "will_not_block", "abstain", "undecided", "declined", "lean_no", "no", "none"]


@click.command("correct", epilog=_EPILOG)
@store_argument
@click.argument("evidence", nargs=-1, required=True, metavar="EVIDENCE...")
@click.option("--stance", type=click.Choice(_STANCES), help="What it really says; none: no stance.")
@click.option("--member", metavar="ID", help="Whose position it really is (with --stance).")
@click.option("--variant", metavar="ID", help="Toward which variant it really is (with --stance).")
@click.option("--confirm", is_flag=True, help="The coding is right.")
@click.option("--reject", is_flag=True, help="The coding is wrong, and nothing stands in its place.")
@click.option("--merge", is_flag=True, help="Several EVIDENCE tell of one utterance, which counts once.")
@click.option("--met", metavar="CONDITION", help="This condition has been met (text as `why` shows it).")
@click.option("--failed", metavar="CONDITION", help="This condition can no longer be met.")
@click.option(
    "--on", metavar="DATE", help="The day on which it was met or failed: not ahead, and not before it was said."
)
@click.option("--undo", is_flag=True, help="Take back what a person entered before.")
@click.option("--reason", default="", help="Why; kept with it.")
@click.option("--author", default="", help="Who says so.")
@click.option("--revision", type=int, help="Refuse if the dossier has changed since this revision.")
@format_options
def command(
    store: str,
    evidence: tuple[str, ...],
    dossier_id: str | None,
    stance: str | None,
    member: str | None,
    variant: str | None,
    confirm: bool,
    reject: bool,
    merge: bool,
    met: str | None,
    failed: str | None,
    on: str | None,
    undo: bool,
    reason: str,
    author: str,
    revision: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Correct a coding. A correction is evidence too: nothing is overwritten, and it survives every new reading."""
    from whipcount.dossiers import edits
    from whipcount.positions.stance.stance import Stance

    chosen = [bool(stance), confirm, reject, merge, bool(met), bool(failed), undo]
    if sum(chosen) != 1:
        raise click.UsageError("one of --stance, --confirm, --reject, --merge, --met, --failed, --undo")
    if not merge and len(evidence) != 1:
        raise click.UsageError("one EVIDENCE, unless they are to be merged")
    if (met or failed) and not on:
        raise click.UsageError("--met and --failed need --on DATE")
    with opened(store, dossier_id, write=True) as (kept, key):
        target = evidence[0]
        before = _entered(kept, key, evidence)
        if stance:
            new_stance = None if stance == "none" else Stance(stance)
            done = edits.correct(
                kept,
                key,
                target,
                stance=new_stance,
                reason=reason,
                member=member_of(kept, key, member),
                variant=variant,
                author=author,
                expected=revision,
            )
        elif merge:
            done = edits.merge(kept, key, evidence, reason=reason or "one utterance", author=author, expected=revision)
        elif met or failed:
            day = day_of(on, "--on")
            assert day is not None  # noqa: S101  (--on was given)
            done = edits.settle(
                kept, key, target, condition=met or failed or "", on=day, met=bool(met), reason=reason, author=author,
                expected=revision,
            )  # fmt: skip
        elif confirm:
            done = edits.confirm(kept, key, target, reason=reason or "confirmed", author=author, expected=revision)
        elif reject:
            done = edits.reject(kept, key, target, reason=reason, author=author, expected=revision)
        else:
            done = edits.undo(kept, key, target, reason=reason or "undone", author=author, expected=revision)
        added = [item for item in _entered(kept, key, evidence) if item not in before]
    outcome = {"changed": done.new, "evidence": added, "corrects": list(evidence), "revision": done.revision}
    told_people = (
        f"{', '.join(added)} entered; revision {done.revision}"
        if done.new
        else "nothing new: that has been said already"
    )
    print_outcome(outcome, told_people, as_csv=as_csv, as_json=as_json)


def _entered(store: Store, key: str, targets: tuple[str, ...]) -> list[str]:
    """The ids of all that has been entered against these pieces of evidence."""
    return [item.id for target in targets for item in store.evidence(key, withdraws=target)]
