"""``whipcount record``: enter one position by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from whipcount.cli.options.stored import member_of, opened, store_argument
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.cli.options.terminal import plain
from whipcount.errors import DateError, DossierError
from whipcount.text.moments import day_of

_EPILOG = """\b
Examples:
  whipcount record lake.db Kell yes --on 2025-03-04 --source "call with the ministry"
  whipcount record lake.db "ferrow bay" no --on 2025-03-05 --source "session record 12" --speaker "Ilse Crane"
  whipcount record lake.db pell yes --if "the dam is opened first" --on 2025-03-05 --source "letter of 5 March"
  whipcount record lake.db SARN yes --on 2025-02-20 --source "roll call 61 to 9" --authority recorded_vote

A whole table of positions: whipcount import STORE table.xlsx. Exit codes: 0 entered or known, 2 wrong use or input.
"""
STANCES = ("yes", "lean_yes", "will_not_block", "abstain", "undecided", "declined", "lean_no", "no")
AUTHORITIES = (
    "recorded_vote", "formal_decision", "head", "minister", "spokesperson", "parliamentarian", "unnamed", "analyst",
)  # fmt: skip


@click.command("record", epilog=_EPILOG)
@store_argument
@click.argument("member", metavar="MEMBER")
@click.argument("stance", metavar="STANCE")
@click.option("--on", metavar="DATE", required=True, help="The day on which it was said or done (2025-03-04).")
@click.option("--source", required=True, help="Where this is known from; kept with it.")
@click.option("--speaker", default="", help="Who said it.")
@click.option("--note", default="", help="The words, or what to remember of them.")
@click.option("--if", "condition", default="", metavar="CONDITION", help="What it depends on.")
@click.option("--variant", metavar="ID", help="Toward which variant; the one asked for by default.")
@click.option(
    "--authority", type=click.Choice(AUTHORITIES), default="head", show_default=True,
    help="Whose word it is: later words of the same rank or a higher one move it.",
)  # fmt: skip
@click.option("--author", default="", help="Who enters it.")
@click.option("--revision", type=int, help="Refuse if the dossier has changed since this revision.")
@format_options
def command(
    store: str,
    dossier_id: str | None,
    member: str,
    stance: str,
    on: str,
    source: str,
    speaker: str,
    note: str,
    condition: str,
    variant: str | None,
    authority: str,
    author: str,
    revision: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Enter where a member stands, on what day and from which source. Nothing is overwritten.

    STANCE is yes, lean_yes, will_not_block, abstain, undecided, declined, lean_no or no, or words such as "leaning no".
    """
    from whipcount.analysis.count import count
    from whipcount.analysis.opening import proposal_of
    from whipcount.dossiers import edits
    from whipcount.dossiers.entries import entry
    from whipcount.positions.stance.stance import Authority

    day = day_of(on, "--on")
    if day > datetime.now(UTC).date():
        raise DateError(f"{day} has not come yet", where="--on", accepted="today or a day before")
    meant, told_if = _stance(stance)
    with opened(store, dossier_id, write=True) as (kept, key):
        proposal = proposal_of(kept.about(key), key)
        asked = {v.id for v in proposal.variants} | {proposal.asked.id}
        if variant is not None and variant not in asked:
            raise DossierError(f"no variant {variant!r}", where="--variant", accepted=", ".join(sorted(asked)))
        who = member_of(kept, key, member) or member
        position = entry(
            who, meant, day, variant=variant or proposal.asked.id, source=source, speaker=speaker, note=note,
            condition=condition or told_if, authority=Authority[authority.upper()],
        )  # fmt: skip
        before = count(kept, key, variant=variant)
        done = edits.enter(kept, key, position, author=author, expected=revision)
        after = count(kept, key, variant=variant)
    name = next((m.name for m in after.body.all_members if m.id == who), who)
    now = next((p for p in after.tally.positions if p.member == who), None)
    then = next((p for p in before.tally.positions if p.member == who), None)
    words = [(p.stance.value if p.stance else "unknown") if p else "no member on that day" for p in (then, now)]
    outcome = {
        "entered": done.new, "evidence": position.id, "member": who, "name": name, "was": words[0], "is": words[1],
        "agreed_was": len(before.tally.agreed), "agreed_is": len(after.tally.agreed),
        "members": len(after.tally.positions), "revision": done.revision,
    }  # fmt: skip
    if not done.new:
        message = f"{name}: that has been entered already ({position.id})"
    else:
        step = next((s for s in now.steps if s.evidence == position.id), None) if now else None
        heard = ""
        if now is not None and step is not None and position.id not in now.evidence:
            heard = f"; it does not set the position: {step.reason}"
        message = (
            f"{name}: {words[0]} -> {words[1]}{heard}; agreed {len(before.tally.agreed)} -> "
            f"{len(after.tally.agreed)} of {len(after.tally.positions)}; {position.id}, revision {done.revision}"
        )
    print_outcome(outcome, plain(message), as_csv=as_csv, as_json=as_json)


def _stance(text: str):  # type: ignore[no-untyped-def]  # imported late
    """The stance that a word tells, with what it depends on.

    Raises:
        DossierError: no such stance.
    """
    from whipcount.dossiers.exchange.whip_words import told_stance

    stance = told_stance(text)
    if stance.stance is None:
        meant = f": did you mean {stance.guess.value}?" if stance.guess else ""
        raise DossierError(f"{text!r} is no stance{meant}", where="STANCE", accepted=", ".join(STANCES))
    return stance.stance, stance.condition
