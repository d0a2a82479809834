"""What the commands share that take past votes: which file, whether the forecast uses them, and a body's record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whipcount.cli.options.terminal import plain
from whipcount.errors import RecordsError

if TYPE_CHECKING:
    from whipcount.bodies.body import Body
    from whipcount.records.record import Record

F = TypeVar("F", bound=Callable[..., Any])

records_option = click.option(
    "--records", "votes", type=click.Path(path_type=Path), metavar="FILE",
    help="The past votes: a .votes.db, or a long table; the one beside the dossier if not given.",
)  # fmt: skip
_WITH = "In the forecast, take what past votes tell of silent members for their prior."


def with_records_options(command: F) -> F:
    """``--with-records`` and ``--topic``."""
    topic = click.option("--topic", help="Only past votes on it: a code of the table, or words of its titles.")
    return click.option("--with-records", is_flag=True, help=_WITH)(topic(command))


def record_of(store: str, votes: Path | None, body: Body) -> Record:
    """The body's record beside a dossier, or in a file; what of it is left out is told on standard error.

    Raises:
        RecordsError: there is none, or it does not hold together.
    """
    from whipcount.analysis.silent import record_beside

    table = record_beside(store, body, votes)
    if table is None:
        raise RecordsError(
            "no past votes lie beside this dossier", where=plain(store),
            accepted="--records FILE (whipcount records import makes one)",
        )  # fmt: skip
    name, outcome = plain(table.place.name), table.outcome
    if outcome is not None and outcome.unmatched:
        first = outcome.unmatched[0]
        click.echo(
            f"{name} line {first.line}: {plain(first.code)}: {plain(first.why)}; "
            f"{outcome.imported.unmatched:,} rows of {len(outcome.unmatched)} names are left out", err=True,
        )  # fmt: skip
    if body.id not in table.bodies:
        held = ", ".join(map(plain, table.bodies)) or "nobody"
        click.echo(f"{name} has no votes of {body.id}, but of {held}", err=True)
    return table.record
