"""Discourse Network Analyzer files (Leifeld; SQLite), in: documents and what people coded in them.

Read are files of versions 2 and 3, which differ in where short texts stand (in place, in ATTRIBUTES, in ENTITIES) and
in whether dates are milliseconds or seconds. DNA counts offsets in UTF-16 units, whipcount in code points.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.member_names import MemberNames
from whipcount.dossiers.exchange.dna_schema import AUTHORITY, STANCE
from whipcount.dossiers.exchange.dna_tables import Told, check_tables, columns, statement_values
from whipcount.dossiers.exchange.dna_words import Concepts, DnaNotes, agrees
from whipcount.dossiers.exchange.utf16_places import Utf16Places
from whipcount.dossiers.rows import Outline, actors_of
from whipcount.errors import BodyError, DossierError, ReportError
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.fields import one_field
from whipcount.text.moments import FIRST_DAY, LAST_DAY
from whipcount.text.safe import web_link
from whipcount.text.span import Span

AGREES = {Stance.YES: 1, Stance.LEAN_YES: 1, Stance.WILL_NOT_BLOCK: 1, Stance.NO: 0, Stance.LEAN_NO: 0}
"""The stances that DNA has a word for, and the word: agreement or disagreement."""
CODER = "dna:"
"""How the coder of what was coded in DNA begins."""
_ACCEPTED = "a file of Discourse Network Analyzer 2 or 3 with person, organization, concept and agreement"

Held = Callable[[str], Report | None]
"""The report that is held under a sha256 already, whose day then counts and whose text the places are in."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One document of a DNA file with what was coded in it."""

    report: Report
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]


def read_dna(
    path: Path,
    outline: Outline,
    *,
    concepts: Mapping[str, str] | None = None,
    variables: Mapping[str, str] | None = None,
    held: Held | None = None,
    notes: DnaNotes | None = None,
) -> Iterator[Coded]:
    """The documents of a DNA file, one at a time, each with what all coders coded in it.

    A statement whose concept is the id or label of one of the proposal's variants (or is named in ``concepts``) becomes
    evidence too: agreement is yes, disagreement no. Its organization is the member where the name is one of a member in
    any spelling, or of an actor; otherwise the evidence is about nobody and only shown.

    Args:
        path: the file.
        outline: the proposal, the body and the actors.
        concepts: concept to variant id.
        variables: what the file calls person, organization, concept or agreement, where it has another name for it.
        held: the reports that are there already.
        notes: told what is matched to nothing, and what is left aside.

    Raises:
        DossierError: not a DNA file, of a version with another schema, or without one of the variables.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            check_tables(connection, str(path), accepted=_ACCEPTED)
            values = statement_values(connection, str(path), variables or {}, accepted=_ACCEPTED)
            meaning = _Meaning(outline, concepts or {}, notes if notes is not None else DnaNotes())
            yield from _documents(connection, str(path), values, meaning, held or (lambda _: None))
    except (sqlite3.Error, UnicodeDecodeError) as error:  # names of tables and columns may be any bytes
        raise DossierError(f"not a DNA file ({error})", where=str(path), accepted=_ACCEPTED) from None


class _Meaning:
    """What organizations and concepts mean for one dossier; what means nothing is noted."""

    def __init__(self, outline: Outline, concepts: Mapping[str, str], notes: DnaNotes) -> None:
        proposal = outline.proposal
        table = actors_of(outline) or default_table()
        self.concepts = Concepts(proposal, concepts)
        self.actors = _actor_names(table)
        self.notes = notes
        try:
            members = deciding_body(proposal, outline.own_body).all_members if proposal else ()
        except BodyError:  # a body that nobody knows: organizations are then actors alone
            members = ()
        self.names = MemberNames(members, table)
        self.of_members = bool(members)
        self._found: dict[str, str | None] = {}

    def member(self, organization: str) -> str | None:
        """The member, or the actor, that an organization is; None where it is nobody known."""
        if not organization:
            return None
        if organization not in self._found:
            meant = self.names.find(organization)
            actor = self.actors.get(organization.casefold())
            self._found[organization] = meant.member.id if meant.member is not None else actor
            if meant.member is None and self.of_members:
                self.notes.hints[organization] = f"an actor ({actor}), no member" if actor else meant.hint
        if organization in self.notes.hints:
            self.notes.organizations[organization] += 1
        return self._found[organization]


def _documents(
    connection: sqlite3.Connection, where: str, told: Told, meaning: _Meaning, held: Held
) -> Iterator[Coded]:
    coders = {row["ID"]: one_field(str(row["Name"])) for row in connection.execute("SELECT ID, Name FROM CODERS")}
    names = columns(connection, "DOCUMENTS")
    extra = "".join(f", {name}" for name in ("Section", "Notes", "Type") if name in names)
    query = f"SELECT ID, Title, Text, Author, Source, Date{extra} FROM DOCUMENTS ORDER BY ID"  # noqa: S608  (constants)
    for row in connection.execute(query):
        try:
            report = _report(row, where, held)
        except DossierError as error:  # the other documents are read
            coded = connection.execute("SELECT COUNT(*) FROM STATEMENTS WHERE DocumentId = ?", (row["ID"],))
            meaning.notes.left[f"of document {row['ID']} ({error.problem.split(': ', 1)[-1]})"] += coded.fetchone()[0]
            continue
        places = Utf16Places(report.text)
        statements: list[Statement] = []
        evidence: list[Evidence] = []
        coded_in = "SELECT ID, Start, Stop, Coder FROM STATEMENTS WHERE DocumentId = ? ORDER BY Start, ID"
        for coded in connection.execute(coded_in, (row["ID"],)):
            start, stop = _whole(coded["Start"]), _whole(coded["Stop"])
            span = places.span(start, stop) if start is not None and stop is not None else None
            values = told(coded["ID"])
            if span is None:
                meaning.notes.left["outside their document"] += 1
                continue
            if not any(values.get(name) for name in ("person", "organization", "concept")):
                meaning.notes.left["without person, organization and concept"] += 1
                continue
            coder = CODER + coders.get(coded["Coder"], "?")
            statement = _statement(report, span, coder, values, meaning.member(_field(values, "organization")))
            statements.append(statement)
            evidence += _evidence(statement, values, meaning, report.day)
        yield Coded(report, tuple(statements), tuple(evidence))


def _statement(report: Report, span: Span, coder: str, values: Mapping[str, object], member: str | None) -> Statement:
    person, organization, concept = (_field(values, name) for name in ("person", "organization", "concept"))
    # Two coders, and one coder of several organizations, may mark the same words: each is a statement of its own.
    parts = repr((report.sha256, span.start, span.end, coder, person, organization, concept))
    return Statement(
        report=report.sha256,
        source=(),
        cue=(),
        content=(span,),
        kind=Quotation.INDIRECT,
        speaker=Speaker(
            text=person or organization,
            name=person or None,
            role=Role.OTHER if person else Role.BODY,
            on_behalf_of=member,
            basis=Basis.EXPLICIT if member else Basis.NONE,
            named=bool(person),
        ),
        reported_on=report.day,
        coder=coder,
        id="s-" + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12],
    )


def _evidence(
    statement: Statement, values: Mapping[str, object], meaning: _Meaning, day: date | None
) -> Iterator[Evidence]:
    concept, organization = _field(values, "concept"), _field(values, "organization")
    variant = meaning.concepts.variant(concept)
    if variant is None:
        if concept:
            meaning.notes.concepts[concept] += 1
        return
    agreed = agrees(values.get("agreement"))
    if agreed is None or day is None:
        meaning.notes.left["without agreement" if agreed is None else "of documents without a day"] += 1
        return
    stance, authority = _ours(values, agreed=agreed)
    note = next((text for name in ("note", "notes", "comment") if (text := _field(values, name))), "")
    gist = f"{organization}: {concept}" + (f" ({note})" if note else "")
    yield Evidence(
        id=f"{statement.id}:{variant}:dna",
        member=statement.speaker.on_behalf_of if statement.speaker else None,
        variant=variant,
        stance=stance,
        said_from=day,
        said_to=day,
        reported_on=day,
        recorded_at=datetime.combine(day, time.max, UTC),
        authority=authority,
        named=authority is not Authority.UNNAMED,
        statement=statement.id,
        report=statement.report,
        coder=statement.coder,
        speaker=_field(values, "person") or None,
        gist=gist[:1000],
        source="Discourse Network Analyzer",
    )


def _ours(values: Mapping[str, object], *, agreed: bool) -> tuple[Stance, Authority]:
    """The stance and the rank that our own export told beside the agreement, unless somebody has changed that since.

    DNA itself does not say in which office somebody speaks: a minister's, then.
    """
    value = _field(values, STANCE)
    stance = Stance(value) if value in set(Stance) else None
    if stance is None or AGREES.get(stance) != int(agreed):
        stance = Stance.YES if agreed else Stance.NO
    ranks = {rank.name.lower(): rank for rank in Authority}
    return stance, ranks.get(_field(values, AUTHORITY), Authority.MINISTER)


def _field(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return one_field(value) if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    """A whole number, None where a cell holds something else: SQLite keeps any kind of value in any column."""
    return int(value) if isinstance(value, int | float) and abs(value) < 2**63 else None  # never true of inf or nan


def _report(row: sqlite3.Row, where: str, held: Held) -> Report:
    text = str(row["Text"]).replace("\x00", " ")
    for form in (text, text + "\n", text.removesuffix("\n")):  # as it was read here before
        same = held(fingerprint(form))
        if same is not None:
            return same
    notes = _note(row, "Notes")
    link = "" if any(letter.isspace() for letter in notes) else web_link(notes) or ""
    try:
        report = read_report(
            text + ("" if text.endswith("\n") else "\n"),
            name=f"{Path(where).name}#{row['ID']}",
            published=_moment(row),
            title=str(row["Title"] or "") or None,
            publisher=str(row["Source"] or "") or None,
            url=link or None,
            any_language=True,
        )
    except ReportError as error:
        raise DossierError(f"document {row['ID']}: {error.problem}", where=where) from None
    kind = _note(row, "Type")
    remarks = "\n".join(part for part in ("" if link else notes, f"Type: {kind}" if kind else "") if part)
    author = str(row["Author"] or "").strip()
    return replace(report, author=author or report.author, section=_note(row, "Section") or None, notes=remarks or None)


def _note(row: sqlite3.Row, name: str) -> str:
    return str(row[name] or "").strip() if name in row.keys() else ""  # noqa: SIM118  (a row is no mapping)


def _moment(row: sqlite3.Row) -> datetime | None:
    seconds = _whole(row["Date"])
    if not seconds:  # no date is kept as none, or as nought
        return None
    if abs(seconds) > 100_000_000_000:  # version 2 kept milliseconds
        seconds //= 1000
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if FIRST_DAY <= when.date() <= LAST_DAY else None


def _actor_names(table: ActorTable) -> dict[str, str]:
    names: dict[str, str] = {}
    for actor in table:
        for name in (actor.id, actor.name, *actor.variants):
            names.setdefault(name.casefold(), actor.id)
    return names
