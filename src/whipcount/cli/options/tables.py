"""Rows out: as a table for people, as CSV or JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import click
from rich.cells import cell_len

from whipcount.bodies.body import Body
from whipcount.errors import InputError
from whipcount.text.moments import day_of
from whipcount.text.safe import guarded, visible

F = TypeVar("F", bound=Callable[..., Any])


def format_options(command: F) -> F:
    """``--csv`` and ``--json`` beside the table; both at once are refused before any work."""
    for name, form in (("--json", "JSON"), ("--csv", "CSV")):
        command = click.option(
            name, f"as_{name[2:]}", is_flag=True, callback=_one_form, help=f"{form} instead of text."
        )(command)
    return command


def _one_form(context: click.Context, param: click.Parameter, value: bool) -> bool:
    other = "as_csv" if param.name == "as_json" else "as_json"
    if value and context.params.get(other):
        raise InputError("--json and --csv at once", accepted="one of them")
    return value


def as_of_option(command: F) -> F:
    """``--as-of``: members and weights of that day."""
    return click.option(
        "--as-of", metavar="DATE", help="Members, weights and rules of that day (YYYY-MM-DD); today if not given."
    )(command)


def read_day(text: str | None, body: Body) -> date:
    """A day from the command line; if none was given, today, or the last day that the body's file knows.

    Raises:
        DateError: if it is no date.
    """
    if text is None:
        return min(date.today(), body.coverage.end or date.max)
    return day_of(text, "--as-of")


def split_body(text: str) -> tuple[str, str | None]:
    """``BODY[:RULE]`` from the command line, in parts."""
    body, _, rule = text.partition(":")
    return body, rule or None


def plain(value: object) -> Any:
    """A value as JSON and CSV take it; fractions become floats, big integers text."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return str(value)
    return value


def print_csv(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    """Rows as CSV; cells that a spreadsheet would run as a formula are quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(plain(row[column])) for column in columns] for row in rows)
    click.echo(out.getvalue(), nl=False)


def _cell(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value


def print_json(value: object) -> None:
    """A value as JSON, floats in full precision."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def print_outcome(outcome: Mapping[str, object], told: str, *, as_csv: bool, as_json: bool) -> None:
    """What a command did: a sentence for people, an object as JSON, one row as CSV (lists joined by "; ")."""
    if as_json:
        print_json(outcome)
    elif as_csv:
        flat = {key: "; ".join(value) if isinstance(value, list) else value for key, value in outcome.items()}
        print_csv([flat], tuple(flat))
    else:
        click.echo(told)


def print_table(rows: Sequence[Mapping[str, object]], headings: Mapping[str, str], *, title: str = "") -> None:
    """Rows as a table, numbers to the right; plain text where the output is no terminal.

    Nothing is cut: ids, dates and numbers stay whole, words go on in the next line; where the columns do not fit beside
    each other, each row is told in lines of its own.
    """
    if title:
        click.echo(title)
    shown = [{column: visible(_shown(row[column])) for column in headings} for row in rows]
    numeric = {c for c in headings if rows and all(isinstance(row[c], int | float | Fraction) for row in rows)}
    width = terminal_width()
    single = {c for c in headings if all(" " not in row[c] for row in shown)}  # an id, a day, a number: one word
    needed = sum(_least(column, heading, shown, single) + 3 for column, heading in headings.items())
    if needed <= width:
        _print_columns(shown, headings, numeric, single, width)
    else:
        _print_rows(shown, headings, single, width)


def terminal_width() -> int:
    """Columns to write in: those of the terminal; 200 where the output is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 200


_NARROWEST = 12  # columns below which words cannot be read


def _least(column: str, heading: str, shown: Sequence[Mapping[str, str]], single: set[str]) -> int:
    """How many columns of the terminal a column of a table takes at least."""
    longest = max((cell_len(row[column]) for row in shown), default=0)
    return max(longest, cell_len(heading)) if column in single else max(min(longest, _NARROWEST), cell_len(heading))


def _print_columns(
    shown: Sequence[Mapping[str, str]], headings: Mapping[str, str], numeric: set[str], single: set[str], width: int
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, heading in headings.items():
        least = _least(column, heading, shown, single)
        table.add_column(
            Text(heading), justify="right" if column in numeric else "left", overflow="fold", min_width=least,
            no_wrap=column in single,
        )  # fmt: skip
    for row in shown:
        table.add_row(*(Text(row[column]) for column in headings))
    Console(width=width, highlight=False).print(table)


def _print_rows(shown: Sequence[Mapping[str, str]], headings: Mapping[str, str], single: set[str], width: int) -> None:
    """Each row in lines of its own: first what is one word, then the words."""
    for row in shown:
        click.echo()
        head: list[str] = []
        for column, heading in headings.items():
            if column in single and row[column]:
                part = f"{heading} {row[column]}"
                if head and cell_len("  ".join([*head, part])) > width:
                    click.echo("  ".join(head))
                    head = []
                head.append(part)
        if head:
            click.echo("  ".join(head))
        for column, heading in headings.items():
            if column not in single and row[column]:
                lines = textwrap.wrap(f"{heading}: {row[column]}", max(20, width - 2), break_on_hyphens=False)
                click.echo("\n".join(f"  {line}" if n == 0 else f"    {line}" for n, line in enumerate(lines)))
    click.echo()


def _shown(value: object) -> str:
    if isinstance(value, float | Fraction):
        return f"{float(value):.6f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
