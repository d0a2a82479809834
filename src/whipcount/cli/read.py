"""``whipcount read``: who said what in reports, as a table, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.jobs import bytes_of, column_option, expanded, how_many, jobs_option, pieces_of, reading_bar
from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.cli.options.terminal import cell, plain, shortened
from whipcount.errors import ReportError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.reports.formats.pieces import Piece
    from whipcount.reports.report import Report
    from whipcount.statements.statement import Statement

_EPILOG = """\b
Examples:
  whipcount read report.txt
  whipcount read --format jsonl reports/ > statements.jsonl
  whipcount read --format csv 'archive/2024-*.html' > statements.csv
  whipcount read --jobs 4 --format jsonl news.jsonl -o statements.jsonl
  curl -s https://example.org/report.html | whipcount read -
"""


_ENDINGS = {".jsonl": "jsonl", ".csv": "csv", ".txt": "table"}


@click.command("read", epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "csv"]),
    help="A table to look at, one JSON object a statement, or CSV; by the ending of -o, else a table.",
)  # fmt: skip
@click.option("--published", metavar="DATE", help="Day of publication, where a report does not tell (2024-11-29).")
@click.option("--actors", metavar="FILE", help="CSV file with actors of your own (see docs/actors.md).")
@click.option("--offices", metavar="FILE", help="CSV file with office holders of your own (see docs/actors.md).")
@click.option(
    "--any-language", is_flag=True, help="Read reports in other languages too; the reader knows English only."
)
@column_option
@jobs_option
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
def command(
    files: tuple[str, ...],
    form: str | None,
    published: str | None,
    actors: str | None,
    offices: str | None,
    any_language: bool,
    columns: tuple[tuple[str, str], ...],
    jobs: int | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Who said what in reports: source, cue and content with their offsets, the speaker, for whom, when.

    FILES are text, Markdown, HTML, PDF, DOCX, ODT, mails and mailboxes, saved pages (MHT), feeds, JSON and JSON lines,
    tables of reports (CSV, XLSX) or archives (ZIP, gzip); folders are searched, patterns in quotes are expanded,
    "-" is standard input. Offsets count code points in the report's text.

    Exit codes: 0 all were read, 2 something could not be read (the rest is still written).
    """
    # Imported late: --help must not wait for the reader.
    from whipcount.bodies.countries import default_table
    from whipcount.bodies.offices import default_offices
    from whipcount.processes import in_order

    day = day_of(published, "--published")
    paths = expanded(files)
    check_output(output, [*paths, actors, offices])
    form = form_of(output, _ENDINGS, given=form, usual="table")
    if actors:  # a table that cannot be used is told before anything is read
        default_table().with_file(actors)
    if offices:
        default_offices().with_file(offices)
    to_screen = output is None or output == "-"
    shape = _Shape(
        form,
        width=max(60, min(shutil.get_terminal_size((110, 24)).columns, 160)) if to_screen else 110,
        ascii_only=to_screen and sys.stdout.isatty(),
    )
    number, pieces = how_many(jobs, pieces_of(paths, columns))
    failed: list[str] = []

    def parts(moved: Callable[[int], None]) -> Iterator[str]:
        if form == "csv":
            yield _csv_line(list(_fields()))
        work = in_order(
            _reading, (shape, day, any_language, actors, offices), pieces, jobs=number,
            done=lambda piece: moved(piece.size),
        )  # fmt: skip
        for told in work:
            if isinstance(told, str):
                yield told
            else:
                failed.append(str(told))
                click.echo(f"whipcount: {plain(str(told))}", err=True)

    with reading_bar(lambda: bytes_of(paths), shown=not (quiet or (to_screen and sys.stdout.isatty()))) as moved:
        if to_screen:
            for part in parts(moved):
                sys.stdout.write(part)
                sys.stdout.flush()
        else:
            write_file(Path(str(output)), (part.encode() for part in parts(moved)))
    return 2 if failed else 0


@dataclass(frozen=True, slots=True)
class _Shape:
    """How statements are written: the form, the width of a table, whether JSON keeps to ASCII."""

    form: str
    width: int
    ascii_only: bool


def _reading(
    shape: _Shape, day: date | None, any_language: bool, actors: str | None, offices: str | None
) -> Callable[[Piece], Iterator[str | ReportError]]:
    """What reads a piece: for each of its reports the text to be written, or the error."""
    from whipcount.bodies.countries import default_table
    from whipcount.bodies.offices import default_offices
    from whipcount.bodies.told_states import with_told_states
    from whipcount.cli.options.kept_patterns import keep_patterns_of_a_worker
    from whipcount.reports.formats.pieces import LeftAside, read_piece
    from whipcount.statements.reader import read_statements

    keep_patterns_of_a_worker()
    table = default_table().with_file(actors) if actors else None
    holders = default_offices().with_file(offices) if offices else None

    def read(piece: Piece) -> Iterator[str | ReportError]:
        for report in read_piece(piece, day, any_language=any_language):
            if isinstance(report, LeftAside):
                click.echo(f"whipcount: {plain(report.told)}", err=True)
            elif isinstance(report, ReportError):
                yield report
            else:
                actors = with_told_states(table, [report.text])
                yield _written(report, read_statements(report, table=actors, holders=holders), shape)

    return read


def _written(report: Report, statements: tuple[Statement, ...], shape: _Shape) -> str:
    if shape.form == "table":
        return _table(report, statements, shape.width)
    if shape.form == "jsonl":
        return _json_lines(report, statements, ascii_only=shape.ascii_only)
    return _csv(report, statements)


def _json_lines(report: Report, statements: tuple[Statement, ...], *, ascii_only: bool) -> str:
    from whipcount.statements.flat_records import statement_record

    out = []
    for statement in statements:
        record = statement_record(statement, report)
        line = json.dumps(record, ensure_ascii=ascii_only)
        if not line.isascii() and any("\ud800" <= c <= "\udfff" for c in line):
            line = json.dumps(record)
        out.append(line + "\n")
    return "".join(out)


def _fields() -> tuple[str, ...]:
    from whipcount.statements.flat_records import FIELDS

    return FIELDS


def _csv(report: Report, statements: tuple[Statement, ...]) -> str:
    from whipcount.statements.flat_records import FIELDS, statement_record

    records = (statement_record(statement, report) for statement in statements)
    return "".join(_csv_line([_cell(record[name]) for name in FIELDS]) for record in records)


def _csv_line(values: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        if value and all(isinstance(item, str) for item in value):
            return cell("|".join(value))
        return cell(json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "")
    return cell(str(value))


def _table(report: Report, statements: tuple[Statement, ...], width: int) -> str:
    from whipcount.bodies.actors import actor_name

    out = []
    when = report.day
    head = report.title or report.name
    out.append(f"{plain(head)}\n")
    out.append(f"{plain(report.name)}, published {when or '(day unknown)'}, statements: {len(statements)}\n")
    for number, statement in enumerate(statements, 1):
        speaker = statement.speaker
        who = "(nobody named)" if speaker is None else speaker.name or speaker.text
        notes = []
        if speaker is not None and speaker.office and speaker.office != who:
            notes.append(speaker.office)
        if speaker is not None and speaker.on_behalf_of:
            notes.append(f"for {actor_name(speaker.on_behalf_of)} ({speaker.basis})")
        if statement.addressee:
            notes.append(f"to {statement.addressee}")
        if statement.said_on is not None:
            notes.append(f"on {statement.said_on}")
        if statement.modality != "actual":
            notes.append(str(statement.modality))
        relayed = [link.name for link in statement.chain[1:-1]]
        if relayed:
            notes.append("via " + ", ".join(relayed))
        cue = " ".join(span.of(report.text) for span in statement.cue)
        content = " … ".join(span.of(report.text) for span in statement.content)
        out.append(
            f"{number:>4}. {shortened(plain(who), 60)}" + (f"; {plain('; '.join(notes))}" if notes else "") + "\n"
        )
        out.append(f"      [{plain(cue) or '-'}] {shortened(plain(content), width - 10)}\n")
    return "".join([*out, "\n"])
