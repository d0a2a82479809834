"""``whipcount read``: who said what in reports, as a table, JSON lines or CSV."""

from __future__ import annotations

import csv
import glob
import io
import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.cli.options.terminal import cell, plain, shortened
from whipcount.errors import ReportError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.reports.report import Report
    from whipcount.statements.statement import Statement

_EPILOG = """\b
Examples:
  whipcount read report.txt
  whipcount read --format jsonl reports/ > statements.jsonl
  whipcount read --format csv 'archive/2024-*.html' > statements.csv
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
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
def command(
    files: tuple[str, ...],
    form: str | None,
    published: str | None,
    actors: str | None,
    offices: str | None,
    any_language: bool,
    output: str | None,
    quiet: bool,
) -> int:
    """Who said what in reports: source, cue and content with their offsets, the speaker, for whom, when.

    FILES are text, HTML, PDF, DOCX, mail, feeds or JSON lines; folders are searched, patterns in quotes are expanded,
    "-" is standard input. Offsets count code points in the report's text.

    Exit codes: 0 all were read, 2 something could not be read (the rest is still written).
    """
    # Imported late: --help must not wait for the reader.
    from whipcount.bodies.countries import default_table
    from whipcount.bodies.offices import default_offices

    day = day_of(published, "--published")
    paths = _paths(files)
    check_output(output, [*paths, actors, offices])
    form = form_of(output, _ENDINGS, given=form, usual="table")
    table = default_table().with_file(actors) if actors else None
    holders = default_offices().with_file(offices) if offices else None
    failed: list[str] = []

    def refused(error: ReportError) -> None:
        failed.append(str(error))
        click.echo(f"whipcount: {plain(str(error))}", err=True)

    def results() -> Iterator[tuple[Report, tuple[Statement, ...]]]:
        from whipcount.bodies.told_states import with_told_states
        from whipcount.statements.reader import read_statements

        for path in _progress(paths, quiet=quiet):
            for report in _reports(path, day, any_language, refused):
                known = with_told_states(table, [report.text])
                yield report, read_statements(report, table=known, holders=holders)

    if output is None or output == "-":
        _write(results(), form, sys.stdout)
    else:
        _to_file(results(), form, Path(output))
    return 2 if failed else 0


def _to_file(results: Iterator[tuple[Report, tuple[Statement, ...]]], form: str, path: Path) -> None:
    """Each report's statements as they are read, into a file that appears only when it is whole."""

    def parts() -> Iterator[bytes]:
        buffer = io.StringIO()
        first = True
        for result in results:
            _write(iter([result]), form, buffer, heading=first)
            first = False
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
        if first:
            _write(iter(()), form, buffer)
            yield buffer.getvalue().encode()

    write_file(path, parts())


def _write(
    results: Iterator[tuple[Report, tuple[Statement, ...]]], form: str, out: Any, *, heading: bool = True
) -> None:
    if form == "table":
        _table(results, out)
    elif form == "jsonl":
        _json_lines(results, out)
    else:
        _csv(results, out, heading=heading)


def _json_lines(results: Iterator[tuple[Report, tuple[Statement, ...]]], out: Any) -> None:
    from whipcount.statements.flat_records import statement_record

    on_screen = bool(getattr(out, "isatty", lambda: False)())
    for report, statements in results:
        for statement in statements:
            record = statement_record(statement, report)
            line = json.dumps(record, ensure_ascii=on_screen)
            if not line.isascii() and any("\ud800" <= c <= "\udfff" for c in line):
                line = json.dumps(record)
            out.write(line + "\n")
        out.flush()


def _csv(results: Iterator[tuple[Report, tuple[Statement, ...]]], out: Any, *, heading: bool) -> None:
    from whipcount.statements.flat_records import FIELDS, statement_record

    def put(values: list[str]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(values)
        out.write(line.getvalue())

    if heading:
        put(list(FIELDS))
    for report, statements in results:
        for statement in statements:
            record = statement_record(statement, report)
            put([_cell(record[name]) for name in FIELDS])
        out.flush()


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


def _table(results: Iterator[tuple[Report, tuple[Statement, ...]]], out: Any) -> None:
    from whipcount.bodies.actors import actor_name

    width = max(60, min(shutil.get_terminal_size((110, 24)).columns, 160)) if out is sys.stdout else 110
    for report, statements in results:
        when = report.day
        head = report.title or report.name
        out.write(f"{plain(head)}\n")
        out.write(f"{plain(report.name)}, published {when or '(day unknown)'}, statements: {len(statements)}\n")
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
            out.write(
                f"{number:>4}. {shortened(plain(who), 60)}" + (f"; {plain('; '.join(notes))}" if notes else "") + "\n"
            )
            out.write(f"      [{plain(cue) or '-'}] {shortened(plain(content), width - 10)}\n")
        out.write("\n")
        out.flush()


def _paths(files: tuple[str, ...]) -> list[str]:
    """The given paths, patterns expanded, in order, each once."""
    found: list[str] = []
    for name in files:
        if name == "-" or Path(name).exists() or not glob.has_magic(name):
            found.append(name)
            continue
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise ReportError(
                "no file matches this pattern", where=plain(name), accepted="a file, a folder, a pattern or -"
            )
        found.extend(matches)
    return list(dict.fromkeys(found))


def _progress(paths: list[str], *, quiet: bool) -> Iterator[str]:
    """The paths, with a bar on standard error where there are many and somebody is looking."""
    if quiet or len(paths) < 5 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from paths
        return
    with click.progressbar(paths, label="reading", file=sys.stderr) as bar:
        yield from bar


def _reports(name: str, day: date | None, any_language: bool, refused: Any) -> Iterator[Report]:
    from whipcount.reports.formats.registry import read_report, read_reports, with_day

    if name == "-":
        try:
            data = sys.stdin.buffer.read(200_000_001)
            yield read_report(data, name="stdin", published=day, any_language=any_language)
        except ReportError as error:
            refused(error)
        return
    for report in read_reports(Path(name), any_language=any_language, on_error=refused):
        yield with_day(report, day)
