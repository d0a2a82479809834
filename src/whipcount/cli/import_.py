"""``whipcount import``: an archive, a .dna file, Popolo JSON, a table of records or a whip count into a store."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.stored import to_be_stored
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.dossiers.location import looks_like_dossier, looks_like_store
from whipcount.errors import DossierError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.cli.whip_import import WhipOptions
    from whipcount.dossiers.store import Store

_EPILOG = """\b
Examples:
  whipcount import new.db ukraine.jsonl                 an archive becomes a dossier, its history included
  whipcount import ukraine.db coded.dna --concept "Ukraine should be invited=asked" --variable "organization=Actor"
  whipcount import ukraine.db whip.xlsx                 a whip count from a spreadsheet: shown first, then asked
  whipcount import ukraine.db whip.csv --on 2025-03-04 --source "whips' meeting" --yes
  whipcount import ukraine.db records.csv               records, with the columns of whipcount export
  whipcount import ukraine.db votes.json                Popolo: recorded votes
"""
_ENDINGS = {".jsonl": "archive", ".dna": "dna", ".json": "popolo", ".csv": "csv", ".tsv": "whip", ".xlsx": "whip"}
_FORMS = ("archive", "dna", "popolo", "csv", "whip")
MAX_BYTES = 200_000_000


@click.command("import", epilog=_EPILOG)
@click.argument("store", metavar="STORE")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dossier", "dossier_id", metavar="ID", help="Into which dossier, if the store has several.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="By the file's ending, and a CSV's headings.")
@click.option("--concept", "concepts", multiple=True, metavar="CONCEPT=VARIANT", help="For .dna: what a concept means.")
@click.option("--variable", "variables", multiple=True, metavar="ROLE=NAME",
              help="For .dna: what the file calls person, organization, concept or agreement.")  # fmt: skip
@click.option("--on", metavar="DATE", help="For a whip count: the day of rows that tell none.")
@click.option("--source", default="", help="For a whip count: the source of rows that name none; the file by default.")
@click.option("--day-first/--month-first", "day_first", default=None, help="For a whip count: how 3/4/2025 is meant.")
@click.option("--take-guesses", "guesses", is_flag=True, help="For a whip count: store what is only guessed, too.")
@click.option("--dry-run", "dry", is_flag=True, help="For a whip count: show how it is understood, and store nothing.")
@click.option("--yes", "confirmed", is_flag=True, help="For a whip count: store what is understood without asking.")
@click.option("--author", default="", help="Who imports.")
@format_options
def command(
    store: str,
    file: Path,
    dossier_id: str | None,
    form: str | None,
    concepts: tuple[str, ...],
    variables: tuple[str, ...],
    on: str | None,
    source: str,
    day_first: bool | None,
    guesses: bool,
    dry: bool,
    confirmed: bool,
    author: str,
    as_csv: bool,
    as_json: bool,
) -> int:
    """Bring a file into a store; what is there already is left alone.

    An archive becomes a dossier of its own (the store is made if absent); the others add to a dossier that exists. A
    whip count kept in a spreadsheet (member, stance, and any of date, source, speaker, note, in any order and spelling)
    is shown as it is understood first, and stored when you say so.

    Exit codes: 0 done, 1 a whip count was shown and not stored, 2 wrong use or input.
    """
    from whipcount.dossiers.store import Store

    if looks_like_dossier(store) and not looks_like_store(store):
        raise to_be_stored(store)
    form = form or _ENDINGS.get(file.suffix.lower())
    if form is None:
        raise DossierError("which format?", where=str(file), accepted=f"--format {', '.join(_FORMS)}")
    if form == "whip" or (form == "csv" and not _is_records(file)):
        from whipcount.cli.whip_import import WhipOptions

        options = WhipOptions(
            day_of(on, "--on"), source, day_first, guesses, confirmed, dry, author, quiet=as_csv or as_json
        )
        shown, message, code = _whip(store, dossier_id, file, options)
        print_outcome(shown, message, as_csv=as_csv, as_json=as_json)
        return code
    if form == "archive":
        outcome, message = _take_archive(store, file)
    else:
        with Store.open(store) as kept:
            key = kept.only(dossier_id)
            if form == "dna":
                brought = _dna(kept, key, file, concepts, variables, author)
            else:
                brought = _records(kept, key, file, form, author)
            revision = kept.revision(key)
        message = f"{brought.told}; revision {revision}"
        outcome = brought.outcome(key, revision)
    shown = {"dossier": outcome.pop("dossier"), "file": str(file), "format": form, **outcome}
    print_outcome(shown, message, as_csv=as_csv, as_json=as_json)
    return 0


def _is_records(file: Path) -> bool:
    """Whether a CSV file is not a whip count kept by hand: its headings are those of records, or of nothing known."""
    from whipcount.cli.whip_import import whip_sheet_of

    try:
        sheet = whip_sheet_of(file)
    except DossierError:
        return True
    cells = (
        {re.sub(r"[\s_-]+", "_", cell.strip().casefold()) for cell in sheet.rows[0][1]} if sheet is not None else set()
    )
    return sheet is None or {"said_on", "authority", "stance"} <= cells


def _whip(place: str, dossier_id: str | None, file: Path, options: WhipOptions) -> tuple[dict[str, object], str, int]:
    """A whip count into a store: what was done, the sentence that says so, and the exit code."""
    from whipcount.cli.whip_import import take_whip_table, whip_sheet_of
    from whipcount.dossiers.store import Store

    sheet = whip_sheet_of(file)
    if sheet is None:
        raise DossierError(
            "no columns of members and stances", where=str(file),
            accepted="headings such as member and stance, and any of date, source, speaker, note",
        )  # fmt: skip
    with Store.open(place) as kept:
        key = kept.only(dossier_id)
        done = take_whip_table(kept, key, sheet, options)
    message = f"{done['evidence']} rows stored; revision {done['revision']}" if done["stored"] else "nothing was stored"
    shown: dict[str, object] = {"dossier": key, "file": str(file), "format": "whip", **done}
    return shown, message, 0 if done["stored"] or (done["known"] and not done["evidence"]) else 1


@dataclass(frozen=True, slots=True)
class _Brought:
    """What was new in a file, how much was there already, and the sentence that says so."""

    told: str
    reports: int = 0
    statements: int = 0
    evidence: int = 0
    known: int = 0
    changed: int | None = None
    unmatched: Mapping[str, list[str]] = field(default_factory=dict)

    def outcome(self, key: str, revision: int) -> dict[str, object]:
        return {
            "dossier": key,
            "reports": self.reports,
            "statements": self.statements,
            "evidence": self.evidence,
            "known": self.known,
            "revision": revision,
            **({"changed": self.changed} if self.changed is not None else {}),
            **{f"{name}_unmatched": names for name, names in self.unmatched.items()},
        }


def _take_archive(location: str, file: Path) -> tuple[dict[str, object], str]:
    """An archive into a store, which is made if absent, and not left behind where the archive is refused."""
    from whipcount.dossiers.exchange.archive import read_archive
    from whipcount.dossiers.queries import list_statements
    from whipcount.dossiers.report_lists import list_reports
    from whipcount.dossiers.store import Store

    target = Path(location)
    fresh = "://" not in location and not target.exists()
    # A store that is not there yet is made beside its name and appears whole, so that what is taken away where the
    # archive is refused is never what another import has made meanwhile.
    beside = target.with_name(f".{target.name}.{os.getpid()}") if fresh else target
    if fresh and not target.parent.is_dir():
        raise DossierError("its folder does not exist", where=location, accepted="an existing folder")
    try:
        with Store.open(str(beside) if fresh else location, create=True) as kept:
            key = _archive(kept, file, read_archive)
            revision = kept.revision(key)
            message = f"{key}: revision {revision} in {location if fresh else kept.place}"
            reports, statements = (ask(kept, key, limit=1).total for ask in (list_reports, list_statements))
            brought = _Brought(message, reports, statements, len(kept.evidence(key)))
        if fresh:
            _appear(beside, target)
        return brought.outcome(key, revision), message
    finally:
        if fresh:
            for ending in ("", "-wal", "-shm", "-journal"):
                Path(f"{beside}{ending}").unlink(missing_ok=True)


def _appear(made: Path, target: Path) -> None:
    """Give a finished file its name, unless somebody has taken the name meanwhile."""
    try:
        os.link(made, target)
    except FileExistsError:
        raise DossierError(
            "was made by somebody else meanwhile", where=str(target), accepted="import into it, or another name"
        ) from None
    except OSError:  # a file system without hard links
        if target.exists():
            raise DossierError("was made by somebody else meanwhile", where=str(target)) from None
        made.replace(target)


def _archive(store: Store, file: Path, read) -> str:  # type: ignore[no-untyped-def]  # imported late
    if str(file) == "-":
        return str(read(store, sys.stdin, where="stdin"))
    try:
        with file.open(encoding="utf-8", newline="\n") as lines:
            return str(read(store, lines, where=str(file)))
    except OSError as error:
        raise DossierError(f"cannot be read ({error.strerror})", where=str(file)) from None
    except UnicodeDecodeError:
        raise DossierError(
            "is not UTF-8 text", where=str(file), accepted="a file written by whipcount export"
        ) from None


def _dna(
    store: Store, key: str, file: Path, concepts: tuple[str, ...], variables: tuple[str, ...], author: str
) -> _Brought:
    from whipcount.dossiers.coded_elsewhere import add_coded, held_reports
    from whipcount.dossiers.exchange.dna import read_dna
    from whipcount.dossiers.exchange.dna_words import DnaNotes

    if not file.is_file():
        raise DossierError("there is no such file", where=str(file))
    meant = _pairs(concepts, "--concept", "CONCEPT=VARIANT")
    # ROLE=NAME: the role is the first part, a name may hold anything
    roles = {role.strip().casefold(): name for role, name in _pairs(variables, "--variable", "ROLE=NAME").items()}
    notes, about = DnaNotes(), store.about(key)
    brought = [
        add_coded(store, key, item.report, item.statements, item.evidence, author=author)
        for item in read_dna(file, about, concepts=meant, variables=roles, held=held_reports(store, key), notes=notes)
    ]
    counts = {name: sum(getattr(one, name) for one in brought) for name in ("report", "statements", "codings")}
    changed, known_before, kept = (sum(getattr(one, name) for one in brought) for name in ("changed", "known", "kept"))
    message = f"{counts['report']} new reports, {counts['statements']} statements, {counts['codings']} codings"
    message += f"; {changed} codings changed" if changed else ""
    if kept:
        click.echo(f"{kept} codings that came in before are not in this file, so read: they stay", err=True)
    if out := sum(one.taken_out for one in brought):
        click.echo(f"{out} documents are reports that somebody took out: left aside (see whipcount reports)", err=True)
    for line in notes.lines(about.proposal):
        click.echo(line, err=True)
    unmatched = {"concepts": list(notes.concepts), "organizations": list(notes.organizations)}
    return _Brought(
        message, counts["report"], counts["statements"], counts["codings"], known_before, changed, unmatched
    )


def _pairs(texts: tuple[str, ...], option: str, accepted: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in texts:
        first, equals, second = text.rpartition("=") if option == "--concept" else text.partition("=")
        if not equals or not first.strip() or not second.strip():
            raise DossierError(f"{text!r}", where=option, accepted=accepted)
        values[first] = second
    return values


def _records(store: Store, key: str, file: Path, form: str, author: str) -> _Brought:
    from whipcount.analysis.opening import proposal_of
    from whipcount.dossiers.consistency import check_members
    from whipcount.dossiers.exchange.csv_files import read_records_csv
    from whipcount.dossiers.exchange.popolo_votes import from_popolo
    from whipcount.errors import ReportError
    from whipcount.positions.proposal.applicable_rule import deciding_body
    from whipcount.reports.formats.decoding import decode

    try:
        if file.stat().st_size > MAX_BYTES:
            raise DossierError("the file is too large", where=str(file), accepted=f"up to {MAX_BYTES:,} bytes")
        text = decode(file.read_bytes(), where=str(file))
    except OSError as error:
        raise DossierError(f"cannot be read ({error.strerror})", where=str(file)) from None
    except ReportError as error:
        raise DossierError(error.problem, where=str(file), accepted="a text file") from None
    outline = store.about(key)
    if form == "csv":
        body = deciding_body(outline.proposal, outline.own_body) if outline.proposal else None
        records = read_records_csv(text, outline.proposal, body, where=str(file))
    else:
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise DossierError("no JSON", where=str(file), accepted="Popolo JSON") from None
        proposal = proposal_of(outline, key)
        records = from_popolo(document, proposal, deciding_body(proposal, outline.own_body), where=str(file))
    check_members(records, outline.proposal, outline.own_body, where=str(file))
    before = len(store.evidence(key))
    store.add_evidence(key, records, action="import", author=author, note=file.name)
    new = len(store.evidence(key)) - before
    return _Brought(f"{new} new of {len(records)} records", evidence=new, known=len(records) - new)
