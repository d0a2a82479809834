"""The tables of DNA files of versions 2 and 3: whether they are such, and the values of a statement's variables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from whipcount.errors import DossierError

Told = Callable[[int], dict[str, object]]
"""The values of a statement's variables, by the names that they have here."""
_NEEDED = {"DOCUMENTS", "STATEMENTS", "VARIABLES", "DATASHORTTEXT", "DATABOOLEAN"}
_ROLES = ("person", "organization", "concept", "agreement")
_SPELLINGS = {"organisation": "organization", "organizations": "organization", "organisations": "organization",
              "persons": "person", "concepts": "concept"}  # fmt: skip


def check_tables(connection: sqlite3.Connection, where: str, *, accepted: str) -> None:
    """Refuse a database that is no DNA file.

    Raises:
        DossierError: it lacks a table that every DNA file has.
    """
    names = {str(row[0]).upper() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names >= _NEEDED:
        missing = ", ".join(sorted(_NEEDED - names))
        raise DossierError(f"not a DNA file of a known version: it lacks {missing}", where=where, accepted=accepted)


def columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """The names of a table's columns; none where there is no such table."""
    return {str(row["name"]) for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def statement_values(
    connection: sqlite3.Connection, where: str, variables: Mapping[str, str], *, accepted: str
) -> Told:
    """A function that gives the values of a statement's variables.

    Person, organization, concept and agreement go under these names whatever the file calls them (``variables``); the
    others under their own, in small letters.

    Raises:
        DossierError: the file keeps short texts in a way not known, or has no variable of one of these names.
    """
    shorts = columns(connection, "DATASHORTTEXT")
    if "Entity" in shorts and {"VariableId", "Value"} <= columns(connection, "ENTITIES"):
        short = "(SELECT e.Value FROM ENTITIES e WHERE e.ID = d.Entity)"
    elif "Value" in shorts and "Value" in columns(connection, "ATTRIBUTES"):
        short = (
            "COALESCE((SELECT a.Value FROM ATTRIBUTES a WHERE typeof(d.Value) = 'integer' AND a.ID = d.Value), d.Value)"
        )
    elif "Value" in shorts:
        short = "d.Value"
    else:
        problem = "a DNA file of another version: short texts are kept in a way not known"
        raise DossierError(problem, where=where, accepted=accepted)
    if "VariableId" not in shorts:
        raise DossierError("a DNA file of a newer version: its variables have roles", where=where, accepted=accepted)
    names = _names(connection, where, variables)
    kinds = {"DATASHORTTEXT": short, "DATABOOLEAN": "d.Value", "DATALONGTEXT": "d.Value", "DATAINTEGER": "d.Value"}
    queries = [
        f"SELECT d.VariableId, {value} FROM {table} d WHERE d.StatementId = ?"  # noqa: S608  (of the constants above)
        for table, value in kinds.items()
        if {"StatementId", "VariableId", "Value"} <= columns(connection, table) or table == "DATASHORTTEXT"
    ]

    def told(statement: int) -> dict[str, object]:
        values: dict[str, object] = {}
        for query in queries:
            for variable, value in connection.execute(query, (statement,)):
                name = names.get(variable)
                if name is not None and values.get(name) in (None, ""):
                    values[name] = value if isinstance(value, str | int | float) else None
        return values

    return told


def _names(connection: sqlite3.Connection, where: str, variables: Mapping[str, str]) -> dict[int, str]:
    """What each variable is called here, by its id: in any case and either spelling, or as the caller says."""
    own = {int(row[0]): str(row[1]).strip() for row in connection.execute("SELECT ID, Variable FROM VARIABLES")}
    there = {name.casefold() for name in own.values()}
    roles = {name.strip().casefold(): role for role, name in variables.items()}
    odd = [name for name in roles if name not in there]
    shown = ", ".join(sorted({name[:60] for name in own.values() if name})) or "none"
    if odd or not set(variables) <= set(_ROLES):
        problem = f"no variable {odd[0]!r}" if odd else f"no role {sorted(set(variables) - set(_ROLES))[0]!r}"
        raise DossierError(problem, where="--variable", accepted=f"ROLE=NAME; roles: {', '.join(_ROLES)}; variables of {where}: {shown}")  # noqa: E501  # fmt: skip
    names: dict[int, str] = {}
    for key, name in own.items():
        plain = name.casefold()
        role = roles.get(plain) or _SPELLINGS.get(plain, plain)
        names[key] = role if plain in roles or role not in variables else plain
    missing = [role for role in _ROLES if role not in names.values() and role != "person"]
    if missing:
        raise DossierError(
            f"has no variable called {' or '.join(missing)}; its variables are {shown}", where=where,
            accepted=f"--variable {missing[0]}=NAME for the one that is meant",
        )  # fmt: skip
    return names
