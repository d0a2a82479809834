"""The tables beneath dossiers: append-only, each row knows the change that brought it.

Times are texts in UTC and days are ISO dates, so that both kinds of database keep them alike. ``doc`` holds the whole
value as canonical JSON; the columns beside it are what is searched and sorted by.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created_at", String(27), nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("dossier", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ... in each dossier: the revision
    Column("recorded_at", String(27), nullable=False),
    Column("author", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("note", Text, nullable=False),
    PrimaryKeyConstraint("dossier", "number"),
    ForeignKeyConstraint(["dossier"], ["dossier.id"]),
    Index(None, "dossier", "recorded_at"),
)


def _owned(name: str, *columns: Column[Any], key: tuple[str, ...], indexes: tuple[Index, ...] = ()) -> Table:
    """A table whose rows belong to a dossier and came with one of its changes."""
    return Table(
        name,
        metadata,
        Column("dossier", String(64), nullable=False),
        Column("change", Integer, nullable=False),
        *columns,
        Column("doc", Text, nullable=False),
        PrimaryKeyConstraint("dossier", *key),
        ForeignKeyConstraint(["dossier", "change"], ["change.dossier", "change.number"]),
        Index(None, "dossier", "change"),
        *indexes,
    )


# Title, note, proposal, own body and actors; the row of the latest change counts.
outline = _owned("outline", key=("change",))

report = _owned(
    "report",
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published_on", String(10)),
    Column("text", Text, nullable=False),
    key=("sha256",),
    indexes=(Index(None, "dossier", "published_on", "sha256"),),
)

# What people do to a report: another day of publication, taking it out, taking either back. The row of a report's
# latest change counts, and says in whole what holds after it.
report_edit = _owned(
    "report_edit",
    Column("report", String(64), nullable=False),
    Column("published_on", String(10)),
    Column("removed", Integer, nullable=False),
    key=("report", "change"),
)

# One reading of a report by one reader: its statements and codings bear its change, and the latest reading counts.
reading = _owned(
    "reading",
    Column("report", String(64), nullable=False),
    Column("coder", Text, nullable=False),
    key=("report", "change"),
)

statement = _owned(
    "statement",
    Column("id", String(64), nullable=False),
    Column("report", String(64), nullable=False),
    Column("reported_on", String(10), nullable=False),  # '' where the report has no day
    Column("start", Integer, nullable=False),  # where its first span begins: the order within a report
    Column("actor", String(64)),
    Column("speaker", Text),
    Column("kind", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    key=("id", "change"),
    indexes=(
        Index(None, "dossier", "reported_on", "id"),
        Index(None, "dossier", "actor", "reported_on", "id"),
        Index(None, "dossier", "report", "start"),
    ),
)

evidence = _owned(
    "evidence",
    Column("id", String(160), nullable=False),
    Column("member", String(64)),
    Column("variant", String(64), nullable=False),
    Column("stance", String(16)),
    Column("reported_on", String(10), nullable=False),
    Column("recorded_at", String(27), nullable=False),
    Column("human", Integer, nullable=False),
    Column("coder", Text, nullable=False),
    Column("statement", String(64)),
    Column("report", String(64)),
    Column("withdraws", String(160)),
    Column("reading", Integer),  # the change of the reading that it belongs to; none for what people entered
    key=("id", "change"),
    indexes=(
        Index(None, "dossier", "member", "reported_on"),
        Index(None, "dossier", "reported_on", "id"),
        Index(None, "dossier", "statement"),
        Index(None, "dossier", "withdraws"),
    ),
)

event = _owned(
    "event", Column("id", String(64), nullable=False), Column("day", String(10), nullable=False), key=("id",)
)

# The record: forecasts as they were made, one a change, sealed and chained (see sealed.py).
forecast = _owned(
    "forecast",
    Column("id", String(64), nullable=False),  # the seal
    Column("as_of", String(10), nullable=False),
    Column("target", String(10)),
    key=("change",),
)

# What people note on reports, statements, records and members: notes, tags, who looks into it; one row an entry, of
# which those stand that no later one takes back.
annotation = _owned(
    "annotation",
    Column("id", String(64), nullable=False),
    Column("about", String(16), nullable=False),
    Column("target", String(160), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("withdraws", String(64)),
    key=("id",),
    indexes=(Index(None, "dossier", "about", "target"), Index(None, "dossier", "withdraws")),
)

# The ledger: the seal of each change, over what it brought and the seal before it (see ledger.py).
seal = Table(
    "seal",
    metadata,
    Column("dossier", String(64), nullable=False),
    Column("change", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
    PrimaryKeyConstraint("dossier", "change"),
    ForeignKeyConstraint(["dossier", "change"], ["change.dossier", "change.number"]),
)
