"""``whipcount export``: a dossier as an archive, a .dna file, Popolo JSON or CSV."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.cli.options.stored import opened, place_argument, statement_view, times_options
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    from whipcount.dossiers.exchange.dna import Coded
    from whipcount.dossiers.queries import StatementRow
    from whipcount.dossiers.store import Store

_EPILOG = """\b
Examples:
  whipcount export ukraine.db -o ukraine.jsonl                     the archive: all of it, for backup and moving
  whipcount export ukraine.db --format csv --what evidence -o evidence.csv
  whipcount export ukraine.db --format dna -o ukraine.dna          for Discourse Network Analyzer
  whipcount export ukraine.db --format popolo --as-of 2024-12-04
"""
_ENDINGS = {".jsonl": "archive", ".dna": "dna", ".json": "popolo", ".csv": "csv"}


@click.command("export", epilog=_EPILOG)
@place_argument
@click.option("--format", "form", type=click.Choice(["archive", "dna", "popolo", "csv"]), help="By the file's ending.")
@click.option(
    "--what", type=click.Choice(["evidence", "statements", "positions", "reports", "notes"]), default="evidence",
    show_default=True, help="Which table, for CSV.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@times_options
@format_options
def command(
    store: str,
    dossier_id: str | None,
    form: str | None,
    what: str,
    output: Path | None,
    as_of: str | None,
    known_by: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Write a dossier to a file, or to standard output.

    The archive holds the whole history and is read back byte for byte by whipcount import. The others hold what their
    formats have a place for: see docs/dossiers.md. --json and --csv tell what was written to the file of -o.
    """
    if (as_csv or as_json) and (output is None or str(output) == "-"):
        raise click.UsageError("--json and --csv tell of the file written: name it with -o (its form is --format)")
    check_output(output, [store])
    form = form_of(output, _ENDINGS, given=form, usual="archive")
    day, time = day_of(as_of, "--as-of"), instant_of(known_by, "--known-by")
    differs: list[str] = []
    with opened(store, dossier_id) as (kept, key):
        if form == "archive":
            from whipcount.dossiers.exchange.archive import write_archive

            if day or time:
                raise click.UsageError("an archive holds the whole history; --as-of and --known-by are for the others")
            number, unit = _write(write_archive(kept, key), output), "lines"
        elif form == "dna":
            from whipcount.analysis.exchanged import compared
            from whipcount.analysis.opening import proposal_of
            from whipcount.dossiers.exchange.dna import read_dna
            from whipcount.dossiers.exchange.dna_schema import PASSWORD
            from whipcount.dossiers.exchange.dna_write import flattened, left_out, write_dna
            from whipcount.dossiers.rows import actors_of

            if output is None:
                raise click.UsageError("a .dna file is a database: name it with -o")
            outline = kept.about(key)
            coded = list(coded_reports(kept, key))
            number = write_dna(output, coded, proposal_of(outline, key), actors=actors_of(outline))
            omitted = Counter(left_out(coded))
            omitted["records"] = _without_words(kept, key)
            omitted["events"] = len(kept.events(key))
            names = ", ".join(f"{count} {what}" for what, count in sorted(omitted.items()) if count)
            if names:
                click.echo(f"left out, since DNA has no place for them: {names}", err=True)
            less = ", ".join(f"{n} {what}" for what, n in sorted(flattened(coded).items()))
            if less:
                click.echo(f"DNA shows as plain agreement or disagreement: {less}", err=True)
            click.echo(f"DNA asks for the coder's password: {PASSWORD}", err=True)
            back = [evidence for item in read_dna(output, outline) for evidence in item.evidence]
            differs = compared(kept, key, back).lines()
            unit = "statements"
        elif form == "popolo":
            import json

            from whipcount.analysis.count import count
            from whipcount.analysis.exchanged import compared
            from whipcount.dossiers.exchange.popolo import to_popolo
            from whipcount.dossiers.exchange.popolo_votes import from_popolo

            counted = count(kept, key, as_of=day, known_by=time)
            document = to_popolo(counted.tally, counted.proposal, counted.body, counted.evidence)
            _write([json.dumps(document, ensure_ascii=False, indent=2) + "\n"], output)
            event = document["motions"][0]["vote_events"][0]
            number, unit = len(event["whipcount:positions"]), "positions"
            if output is not None:
                click.echo(f"left out: {event['whipcount:left_out']}", err=True)
                again = from_popolo(json.loads(json.dumps(document)), counted.proposal, counted.body)
                differs = compared(kept, key, again, known_by=time).lines()
        else:
            from whipcount.analysis.exchanged import compared
            from whipcount.dossiers.exchange.csv_files import read_records_csv, write_csv

            columns, rows = _table(kept, key, what, as_of, known_by)
            lines = list(write_csv(columns, rows))
            number, unit = _write(lines, output) - 1, what  # the first line names the columns
            if what == "evidence" and day is None and kept.about(key).proposal and output is not None:
                again = read_records_csv("".join(lines), kept.about(key).proposal)
                differs = compared(kept, key, again, known_by=time).lines()
    for line in differs:
        click.echo(line, err=True)
    if as_csv or as_json:
        outcome = {"dossier": key, "file": str(output), "format": form, "count": number, "unit": unit}
        outcome["differs"] = differs
        print_outcome(outcome, "", as_csv=as_csv, as_json=as_json)
    elif output is not None and str(output) != "-":
        click.echo(f"{number} {unit} in {output}", err=True)


def _table(
    store: Store, key: str, what: str, as_of: str | None, known_by: str | None
) -> tuple[tuple[str, ...], Iterable[Sequence[object]]]:
    from whipcount.dossiers.exchange.csv_files import EVIDENCE_COLUMNS, evidence_cells
    from whipcount.dossiers.queries import list_statements
    from whipcount.dossiers.report_lists import list_reports

    day, time = day_of(as_of, "--as-of"), instant_of(known_by, "--known-by")
    if what == "evidence":
        from whipcount.dossiers.evidence_cache import EvidenceCache

        evidence = EvidenceCache(store, key).evidence(known_by=time)  # with origins: an utterance counts once
        return EVIDENCE_COLUMNS, (evidence_cells(item) for item in evidence if day is None or item.reported_on <= day)
    if what == "positions":
        from whipcount.analysis.count import count

        counted = count(store, key, as_of=day, known_by=time)
        return ("member", "name", "stance", "since", "conditions", "evidence"), (
            (
                p.member,
                counted.name(p.member),
                p.stance or "unknown",
                p.since,
                " | ".join(c.text for c in p.conditions),
                " ".join(p.evidence),
            )
            for p in counted.tally.positions
        )
    if what == "notes":
        from whipcount.dossiers import annotating

        if day is not None:
            raise click.UsageError("--as-of is for what was reported; notes are --known-by a time")
        found_rows = (row for item in annotating.noted(store, key, known_by=time) for row in annotating.as_rows(item))
        return annotating.COLUMNS, ([row[name] for name in annotating.COLUMNS] for row in found_rows)
    if time is not None:
        raise click.UsageError("--known-by is for evidence, positions and notes")

    def statements() -> Iterator[Sequence[object]]:
        after = None
        while True:
            page = list_statements(store, key, after=after, limit=1000, until=day)
            yield from (list(statement_view(row).values()) for row in page.items)
            after = page.next
            if after is None:
                return

    def reports() -> Iterator[Sequence[object]]:
        after = None
        while True:
            page = list_reports(store, key, after=after, limit=1000)
            yield from ([r.sha256, r.name, r.title, r.publisher, r.published_on, r.statements] for r in page.items)
            after = page.next
            if after is None:
                return

    if what == "reports":
        return ("sha256", "name", "title", "publisher", "published_on", "statements"), reports()
    names = (
        "id", "reported_on", "said_on", "speaker", "for", "kind", "source", "cue", "content", "stance", "report",
        "sha256", "coder", "confidence",
    )  # fmt: skip
    return names, statements()


def coded_reports(store: Store, key: str) -> Iterator[Coded]:
    """The reports with their codings as they stand: what was taken back, or corrected, is not told as it was."""
    from whipcount.dossiers.exchange.dna import Coded
    from whipcount.dossiers.queries import list_statements
    from whipcount.dossiers.report_lists import list_reports
    from whipcount.positions.count.withdrawals import withdrawn

    taken = withdrawn({item.id: item for item in store.evidence(key)})
    after = None
    while True:
        page = list_reports(store, key, after=after, limit=500)
        for row in page.items:
            rows: list[StatementRow] = []
            more = None
            while True:
                statement_page = list_statements(store, key, report=row.sha256, limit=1000, after=more)
                rows += statement_page.items
                more = statement_page.next
                if more is None:
                    break
            evidence = tuple(item for line in rows for item in line.evidence if item.id not in taken)
            yield Coded(store.report(key, row.sha256), tuple(line.statement for line in rows), evidence)
        after = page.next
        if after is None:
            return


def _without_words(store: Store, key: str) -> int:
    """How many positions were entered that are no coding of words in a report."""
    return sum(item.statement is None and item.stance is not None for item in store.evidence(key))


def _write(lines: Iterable[str], output: Path | None) -> int:
    """To standard output, or to a file that appears only when it is whole; answers how many lines were handed over."""
    written = 0

    def counted() -> Iterator[str]:
        nonlocal written
        for line in lines:
            written += 1
            yield line

    if output is None or str(output) == "-":
        sys.stdout.writelines(counted())
    else:
        write_file(output, (line.encode() for line in counted()))
    return written
