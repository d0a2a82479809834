"""``whipcount verify``: whether a store is what was written to it."""

from __future__ import annotations

from pathlib import Path

import click

from whipcount.cli.options.output import check_output, write_file
from whipcount.cli.options.tables import format_options, print_csv, print_json
from whipcount.cli.options.terminal import plain
from whipcount.dossiers.location import looks_like_dossier, looks_like_store
from whipcount.errors import InputError

_EPILOG = """\b
Examples:
  whipcount verify ukraine.db
  whipcount verify ukraine.db --write-head head.json      keep the head elsewhere ...
  whipcount verify ukraine.db --head head.json            ... and hold the store to it later

Exit codes: 0 everything holds, 1 something does not, 2 wrong use or input.
"""
_MOST = 4_000_000


@click.command("verify", epilog=_EPILOG)
@click.argument("store", metavar="STORE|FILE")
@click.option("--head", "head", type=click.Path(path_type=Path), help="Heads kept elsewhere, to hold the ledger to.")
@click.option("--write-head", "keep", type=click.Path(path_type=Path), help="Write the heads to this file.")
@format_options
def command(store: str, head: Path | None, keep: Path | None, as_csv: bool, as_json: bool) -> int:
    """Whether a store holds together: the database, the ledger, sealed forecasts, reports against their hash.

    Every change is sealed over what it brought and over the seal before it; the first broken link is named. Seals that
    were all made anew show only against a head that was kept outside of the store.
    """
    from whipcount.dossiers.store import open_store
    from whipcount.dossiers.verification import heads_of_text, heads_to_text, verify

    check_output(keep, [store, head], option="--write-head")
    if looks_like_dossier(store) and not looks_like_store(store):
        return _file(store, asked=head is not None or keep is not None, as_csv=as_csv, as_json=as_json)
    heads = heads_of_text(_text(head), where=str(head)) if head is not None else ()
    with open_store(store) as opened:
        result = verify(opened, kept=heads)
    if keep is not None and result.whole:
        write_file(keep, [heads_to_text(result.heads).encode()])
    rows = [{"dossier": h.dossier, "revision": h.revision, "seal": h.seal} for h in result.heads]
    if as_json:
        print_json({"whole": result.whole, "heads": rows, "problems": list(result.problems)})
    elif as_csv:
        print_csv(rows, ("dossier", "revision", "seal"))
    else:
        for row in rows:
            click.echo(plain(f"{row['dossier']}: revision {row['revision']}, seal {row['seal']}"))
        for problem in result.problems:
            click.echo(plain(problem), err=True)
        click.echo("everything holds" if result.whole else f"{len(result.problems)} do not hold")
    return 0 if result.whole else 1


def _file(place: str, *, asked: bool, as_csv: bool, as_json: bool) -> int:
    """Whether a dossier file holds together: its fields, its reports, its members and its rule."""
    from whipcount.dossiers.consistency import check_members, check_rule
    from whipcount.dossiers.file import load_dossier_file

    if asked:
        raise InputError("a dossier file has no ledger", where=plain(place), accepted="--head of a store only")
    problems: list[str] = []
    try:
        dossier = load_dossier_file(place)
        check_members((*dossier.records, *dossier.corrections), dossier.proposal, dossier.own_body, where=place)
        check_rule(dossier.proposal, dossier.own_body, where=place)
    except InputError as error:
        problems.append(str(error))
    if as_json:
        print_json({"whole": not problems, "heads": [], "problems": problems})
    elif as_csv:
        print_csv([], ("dossier", "revision", "seal"))
    else:
        for problem in problems:
            click.echo(plain(problem), err=True)
        click.echo("the file holds together" if not problems else "the file does not hold together")
    return 1 if problems else 0


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise InputError(f"more than {_MOST:,} bytes", where=str(path), accepted="heads of a store")
        return data.decode()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text", where=str(path), accepted="heads of a store") from None
