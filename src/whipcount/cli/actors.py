"""``whipcount actors``: a dossier's own actors, and the names by which reports call them."""

from __future__ import annotations

import click

from whipcount.cli.options.stored import made_plain, opened, place_argument
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_outcome, print_table

_EPILOG = """\b
Examples:
  whipcount actors lake.db                     the dossier's own
  whipcount actors lake.db actors.csv          add these; then whipcount add lake.db --again
"""
_COLUMNS = ("id", "name", "kind", "variants", "demonyms", "capital", "seats", "institutions", "members_called")


@click.command("actors", epilog=_EPILOG)
@place_argument
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--author", default="", help="Who adds them.")
@click.option("--revision", type=int, help="Refuse if the dossier has changed since this revision.")
@format_options
def command(
    store: str,
    file: str | None,
    dossier_id: str | None,
    author: str,
    revision: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """The actors of a dossier's own: by which names reports call the members and others. A FILE adds to them.

    The file is CSV with the columns id, name and any of the others that the list shows, lists separated by "|"; a row
    with a known id adds words to it. The members of a body of the dossier's own are actors by their names already.
    """
    from whipcount.bodies.countries import default_table
    from whipcount.dossiers.rows import actors_of

    with opened(store, dossier_id, write=file is not None) as (kept, key):
        about = kept.about(key)
        if file is not None:
            table = (actors_of(about) or default_table()).with_file(file)
            done = kept.outline(key, actors=table, author=author, expected=revision)
            number = len(kept.about(key).actors)
            outcome = {"changed": done.new, "actors": number, "revision": done.revision}
            message = f"{number} actors of its own; revision {done.revision}" if done.new else "nothing new"
            print_outcome(outcome, message, as_csv=as_csv, as_json=as_json)
            if done.new and kept.read_by(key):
                click.echo(f"what was read before was read without them: whipcount add {store} --again", err=True)
            return
    rows = [
        {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "variants": "|".join(actor.variants),
            "demonyms": "|".join(actor.demonyms),
            "capital": "|".join(actor.capitals),
            "seats": "|".join(actor.seats),
            "institutions": "|".join(actor.institutions),
            "members_called": "|".join(actor.members_called),
        }
        for actor in about.actors
    ]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, _COLUMNS)
    else:
        print_table(made_plain(rows), {name: name.replace("_", " ") for name in _COLUMNS})
