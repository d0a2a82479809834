"""What the commands on stored dossiers share: naming the store, times, rows of statements and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whipcount.cli.options.terminal import plain
from whipcount.dossiers.location import looks_like_dossier, looks_like_store
from whipcount.errors import DossierError
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    from whipcount.analysis.count import Counted
    from whipcount.dossiers.queries import StatementRow
    from whipcount.dossiers.store import Store
    from whipcount.positions.stance.stance import Evidence

F = TypeVar("F", bound=Callable[..., Any])


def store_argument(command: F) -> F:
    """``STORE`` and, where it holds several dossiers, ``--dossier``."""
    command = click.option("--dossier", "dossier_id", metavar="ID", help="Which dossier, if the store has several.")(
        command
    )
    return click.argument("store", metavar="STORE")(command)


def place_argument(command: F) -> F:
    """``STORE``, which may be a dossier file too, and which dossier of a store."""
    option = click.option("--dossier", "dossier_id", metavar="ID", help="Which dossier, if the store has several.")
    return click.argument("store", metavar="STORE|FILE")(option(command))


def counted_of(
    place: str, dossier_id: str | None, *, as_of: str | None, known_by: str | None, variant: str | None
) -> Counted:
    """The whip count of a store's dossier or of a dossier file, on the days that somebody gave.

    Raises:
        DateError: one of them is not valid.
        DossierError: no such dossier or variant, or no decision in it.
    """
    from whipcount.analysis.count import count_of
    from whipcount.analysis.opening import open_dossier

    day, instant = day_of(as_of, "--as-of"), instant_of(known_by, "--known-by")
    opened = open_dossier(place, dossier_id=dossier_id, as_of=day, known_by=instant)
    return count_of(opened.dossier, opened.read, as_of=day, known_by=opened.known_by, variant=variant)


def times_options(command: F) -> F:
    """``--as-of`` and ``--known-by``."""
    command = click.option(
        "--known-by", metavar="TIME", help="What was known at that time: nothing recorded later (2024-11-29T20:42Z)."
    )(command)
    return click.option(
        "--as-of", metavar="DATE", help="Nothing reported after that day (2024-11-29); by default all of it."
    )(command)


@contextmanager
def opened(location: str, dossier_id: str | None, *, write: bool = False) -> Iterator[tuple[Store, str]]:
    """The store and the id of the dossier meant, opened to read unless told; imported late: --help stays quick.

    A dossier file serves as a store for whoever reads.

    Raises:
        DossierError: no such dossier; or something is to be written to a dossier file, which people write themselves.
    """
    from whipcount.dossiers.store import Store, open_store

    if not looks_like_store(location) and looks_like_dossier(location):
        if write:
            raise to_be_stored(location)
        if dossier_id is not None:
            raise DossierError(f"{dossier_id!r} names a dossier of a store", accepted="a store: a database file or URL")
        from whipcount.cli.options.file_as_store import file_as_store

        with file_as_store(location) as found:
            yield found
        return
    with Store.open(location) if write else open_store(location) as store:
        yield store, store.only(dossier_id)


def to_be_stored(place: str) -> DossierError:
    """Why nothing is written to a dossier file, and the way out."""
    return DossierError(
        "a dossier file is written by people, this command writes to a store", where=plain(place),
        accepted=f"a store: whipcount init desk.db --from {plain(place)} makes one",
    )  # fmt: skip


def member_of(store: Store, key: str, text: str | None) -> str | None:
    """The member that somebody names by id or name, in any case; who is about it without a vote goes by the id.

    Raises:
        DossierError: nobody of the dossier goes by that name.
    """
    from whipcount.dossiers.consistency import member_id

    about = store.about(key)
    if text is None or about.proposal is None:
        return text
    return member_id(text, about.proposal, about.own_body, where=key)


def evidence_view(item: Evidence) -> dict[str, Any]:
    """A piece of evidence as tables and JSON show it."""
    return {
        "id": item.id,
        "member": item.member or "",
        "variant": item.variant,
        "stance": item.stance.value if item.stance else "",
        "reported_on": item.reported_on.isoformat(),
        "said_from": item.said_from.isoformat(),
        "said_to": item.said_to.isoformat(),
        "recorded_at": item.recorded_at.isoformat(),
        "speaker": item.speaker or "",
        "authority": item.authority.name.lower(),
        "force": item.force.value,
        "modality": item.modality.value,
        "conditions": "; ".join(condition.text for condition in item.conditions),
        "human": item.human,
        "coder": item.coder,
        "confidence": round(item.confidence, 4),
        "withdraws": item.withdraws or "",
        "statement": item.statement or "",
        "report": item.report or "",
        "gist": item.gist,
        "source": item.source,
        "reasons": "; ".join(item.reasons),
    }


def statement_view(row: StatementRow) -> dict[str, Any]:
    """A statement as tables and JSON show it."""
    statement = row.statement
    speaker = statement.speaker
    return {
        "id": statement.id,
        "reported_on": statement.reported_on.isoformat() if statement.reported_on else "",
        "said_on": str(statement.said_on) if statement.said_on else "",
        "speaker": (speaker.name or speaker.text) if speaker else row.source,
        "for": (speaker.on_behalf_of if speaker else None) or "",
        "kind": statement.kind.value,
        "source": row.source,
        "cue": row.cue,
        "content": row.content,
        "stance": "; ".join(
            f"{e.member or '(no member)'} {e.stance.value if e.stance else 'none'}" for e in row.evidence
        ),
        "report": row.report_name,
        "sha256": statement.report,
        "coder": statement.coder,
        "confidence": round(statement.confidence, 4),
    }


def _coded(item: Evidence) -> str:
    return f"{item.member or '(no member)'} {item.stance.value if item.stance else 'none'}"


def made_plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows for a terminal: of report text only what is harmless there."""
    return [{key: plain(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]
