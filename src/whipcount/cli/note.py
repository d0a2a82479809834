"""``whipcount note``: a note, tags or an assignee on a member, a report, a statement or a record."""

from __future__ import annotations

import click

from whipcount.cli.options.stored import opened, store_argument
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.cli.options.terminal import plain

_EPILOG = """\b
Examples:
  whipcount note lake.db Kell "call the ministry again on Monday" --author Ada
  whipcount note lake.db s-0a1b2c3d4e5f --tag check --tag translation
  whipcount note lake.db 3fa9c1 --assign Rob
  whipcount note lake.db Kell --untag urgent --assign ""          nobody looks into it any more
  whipcount note lake.db --undo n-0a1b2c3d4e5f                    as `whipcount notes` shows it
"""


@click.command("note", epilog=_EPILOG)
@store_argument
@click.argument("about", required=False, metavar="[ABOUT]")
@click.argument("words", required=False, metavar="[WORDS]")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Put this tag on it; repeatable.")
@click.option("--untag", "off", multiple=True, metavar="TAG", help="Take this tag off; repeatable.")
@click.option("--assign", metavar="NAME", help="Who looks into it; empty: nobody any more.")
@click.option("--undo", metavar="ID", help="Take back one note, tag or assignment.")
@click.option("--author", default="", help="Who says so.")
@click.option("--revision", type=int, help="Refuse --assign if it has been assigned since this revision.")
@format_options
def command(
    store: str,
    dossier_id: str | None,
    about: str | None,
    words: str | None,
    tags: tuple[str, ...],
    off: tuple[str, ...],
    assign: str | None,
    undo: str | None,
    author: str,
    revision: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Note something on a member, a report, a statement or a record: words, tags, who looks into it.

    ABOUT is a member (id or name), the id of a statement or of evidence, or the beginning of a report's sha256. Each is
    a signed entry of the dossier's history and can be taken back; none of it is evidence, and no count moves by it.
    """
    from whipcount.dossiers import annotating

    wanted = [words is not None, bool(tags), bool(off), assign is not None]
    if (undo is None) == (about is None) or (undo is not None and any(wanted)):
        raise click.UsageError("ABOUT with words, --tag, --untag or --assign; or --undo ID alone")
    if about is not None and not any(wanted):
        raise click.UsageError("what is to be noted? WORDS, --tag, --untag or --assign")
    with opened(store, dossier_id, write=True) as (kept, key):
        if undo is not None:
            done = [annotating.undo(kept, key, undo, author=author)]
            outcome: dict[str, object] = {"changed": done[0].new, "undone": undo, "revision": done[0].revision}
            print_outcome(outcome, f"taken back; revision {done[0].revision}", as_csv=as_csv, as_json=as_json)
            return
        target = annotating.target_of(kept, key, about or "")
        for name in (*tags, *off):
            annotating.tag_name(name)  # all hold before anything is written
        done = []
        if assign is not None:
            done.append(annotating.assign(kept, key, target, assign, author=author, expected=revision))
        if words is not None:
            done.append(annotating.note(kept, key, target, words, author=author))
        done += [annotating.tag(kept, key, target, name, author=author) for name in tags]
        done += [annotating.untag(kept, key, target, name, author=author) for name in off]
        now = annotating.noted_on(kept, key, target)
    changed = any(added.new for added in done)
    outcome = {
        "changed": changed,
        "about": target.about.value,
        "target": target.id,
        "notes": [signed.annotation.value for signed in now.notes],
        "tags": list(now.tag_names),
        "assignee": now.assignee,
        "revision": done[-1].revision,
    }
    held = [f"{len(now.notes)} note{'' if len(now.notes) == 1 else 's'}"]
    held += [f"tags: {', '.join(now.tag_names)}"] if now.tags else []
    held += [f"{now.assignee} looks into it"] if now.assignee else []
    message = f"{target.about.value} {target.id}: {'; '.join(held)}; revision {done[-1].revision}"
    print_outcome(
        outcome, plain(message) if changed else "nothing new: that holds already", as_csv=as_csv, as_json=as_json
    )
