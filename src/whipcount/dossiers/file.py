"""Dossier files: a dossier written by a person in YAML, beside its reports."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import read_body
from whipcount.bodies.countries import default_table
from whipcount.dossiers.consistency import check_times
from whipcount.dossiers.deposits import check_deposits
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.schema import PATTERNS, DossierPart, OccasionPart, ProposalPart, RecordPart, ReportPart
from whipcount.errors import BodyError, DossierError, InputError
from whipcount.plainyaml import load_yaml
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.proposal import Occasion, Proposal, Variant
from whipcount.positions.stance.stance import Authority, Condition, Evidence
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.text.field_problems import field_problem
from whipcount.text.period import Grain, Period

MAX_FILE_BYTES = 20_000_000


def load_dossier_file(path: str | Path) -> Dossier:
    """Read a dossier from a YAML file; report paths are taken beside it and may not leave its folder.

    Raises:
        DossierError: the file is missing, too large, no YAML, or does not fit the schema (says which field),
            its body has no such procedure, or a deposit is of no member or of two days, or its
            deadline lies before its opening.
        ReportError: a report of it cannot be read.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DossierError(f"more than {MAX_FILE_BYTES:,} bytes", where=str(path), accepted="a smaller file")
        raw = path.read_bytes()
    except OSError as error:
        raise DossierError(
            f"cannot be opened ({error.strerror})", where=str(path), accepted="a dossier file in YAML"
        ) from None
    return parse_dossier(raw, where=str(path), folder=path.parent)


def parse_dossier(raw: bytes | str, *, where: str = "dossier", folder: Path | None = None) -> Dossier:
    """Read a dossier from YAML text; without ``folder``, reports must carry their text.

    >>> dossier = parse_dossier('''
    ... whipcount: 1
    ... id: lake-treaty
    ... title: The Lake Council admits Orvana
    ... proposal: {id: orvana, title: Orvana is admitted, body: NATO}
    ... ''')
    >>> dossier.proposal.title
    'Orvana is admitted'
    """
    try:
        data = load_yaml(raw)
    except InputError as error:
        place = f"{where} {error.where}".rstrip()
        raise DossierError(error.problem, where=place, accepted=error.accepted or "see docs/dossiers.md") from None
    try:
        part = DossierPart.model_validate(data)
    except ValidationError as error:
        raise DossierError(_first_problem(error, data), where=where, accepted="see docs/dossiers.md") from None
    proposal = _proposal(part.proposal) if part.proposal else None
    variant = proposal.asked.id if proposal else "asked"
    variants = {v.id for v in proposal.variants} if proposal else set()
    records = tuple(
        evidence_of(r, variant, where=f"{where}: records[{i}]", known=variants) for i, r in enumerate(part.records)
    )
    corrections = tuple(
        replace(evidence_of(r, variant, where=f"{where}: corrections[{i}]", known=variants), human=True, coder="person")
        for i, r in enumerate(part.corrections)
    )
    _no_id_twice(records + corrections, where=where)
    own_body = read_body(_beside(part.body_file, folder, where=f"{where}: body_file")) if part.body_file else None
    if proposal and own_body:
        _check_own(proposal, own_body, where=f"{where}: proposal.body")
    if proposal and proposal.procedure:
        _check_procedure(proposal, own_body, where=f"{where}: proposal.procedure")
    events = tuple(Event(e.on, e.what, e.kind, e.member, e.source, e.announced) for e in part.events)
    check_deposits(events, proposal, own_body, where=where)
    check_times(proposal, events, where=where)
    return Dossier(
        id=part.id,
        title=part.title,
        proposal=proposal,
        reports=tuple(_report(r, folder, where=f"{where}: reports[{i}]") for i, r in enumerate(part.reports)),
        records=records,
        corrections=corrections,
        events=events,
        note=part.note,
        own_body=own_body,
        actors=default_table().with_file(_beside(part.actors_file, folder, where=f"{where}: actors_file"))
        if part.actors_file
        else None,
    )


def _beside(name: str, folder: Path | None, *, where: str) -> Path:
    """The path of a file that the dossier names; it may not leave the dossier's folder."""
    if folder is None:
        raise DossierError("names a file, but the dossier lies in no folder", where=where, accepted="a dossier file")
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise DossierError(f"{name!r} lies outside the dossier's folder", where=where, accepted="a path below it")
    return target


_KINDS = {type(None): "nothing", list: "a list", int: "a number", bool: "true or false"}


def _first_problem(error: ValidationError, data: Any) -> str:
    if not isinstance(data, dict):
        return f"holds {_KINDS.get(type(data), 'words')} where fields (name: value) are expected"
    problem = field_problem(error, patterns=PATTERNS)
    return f"{problem.place}: {problem.problem}"


def _proposal(part: ProposalPart) -> Proposal:
    return Proposal(
        id=part.id,
        title=part.title,
        body=part.body,
        decision=part.decision,
        rule=part.rule,
        candidate=part.candidate,
        asked_by=part.asked_by,
        addressee=part.addressee,
        opened=part.opened,
        deadline=part.deadline,
        occasion=_occasion(part.occasion) if part.occasion else None,
        variants=tuple(Variant(v.id, v.label, tuple(v.terms)) for v in part.variants),
        stage=part.stage,
        procedure=part.procedure,
    )


def _check_own(proposal: Proposal, own_body: Body, *, where: str) -> None:
    """A dossier with a body of its own decides in that one, and in no other."""
    if proposal.body.casefold() not in {name.casefold() for name in (own_body.id, *own_body.aliases)}:
        raise DossierError(f"{proposal.body!r} is not the body of body_file", where=where, accepted=own_body.id)


def _check_procedure(proposal: Proposal, own_body: Body | None, *, where: str) -> None:
    """A procedure that the dossier names is one of its body's, and the decision's stage one of its stages."""
    try:
        procedure = deciding_body(proposal, own_body).procedure(proposal.procedure or "")
    except BodyError as error:
        raise DossierError(error.problem, where=where, accepted=error.accepted) from None
    stages = [stage.name for stage in procedure.stages]
    if (proposal.stage or "").casefold() not in {name.casefold() for name in stages}:
        problem = f"stage {proposal.stage!r} is none of it" if proposal.stage else "a procedure without the stage"
        raise DossierError(problem, where=where, accepted=f"stage: {', '.join(stages)}")


def _occasion(part: OccasionPart) -> Occasion:
    last = part.last or part.first
    grain = Grain.DAY if last == part.first else Grain.DAYS
    return Occasion(part.name, part.place, Period(part.first, last, grain))


def evidence_of(part: RecordPart, variant: str, *, where: str, known: set[str]) -> Evidence:
    """The evidence of a record; ``variant`` is the one meant where the record names none.

    Raises:
        DossierError: an unknown variant, or dates out of order.
    """
    if part.variant and known and part.variant not in known:
        raise DossierError(
            f"variant {part.variant!r} is none of the proposal's", where=where, accepted=", ".join(sorted(known))
        )
    reported = part.reported_on or part.said_to or part.said_on
    said_to = part.said_to or part.said_on
    if said_to < part.said_on:
        raise DossierError(f"said_to {said_to} lies before said_on {part.said_on}", where=where)
    if reported < part.said_on:
        raise DossierError(f"reported_on {reported} lies before said_on {part.said_on}", where=where)
    return Evidence(
        id=part.id or _record_id(part),
        member=part.member,
        variant=part.variant or variant,
        stance=part.stance,
        said_from=part.said_on,
        said_to=said_to,
        reported_on=reported,
        recorded_at=_aware(part.recorded_at) if part.recorded_at else datetime.combine(reported, time.max, UTC),
        authority=Authority[part.authority.upper()],
        force=part.force,
        modality=part.modality,
        conditions=tuple(Condition(c.text, c.kind, met=c.met) for c in part.conditions),
        third_party=part.third_party,
        named=part.named,
        origin=part.origin or "",
        coder="record",
        withdraws=part.withdraws,
        speaker=part.speaker,
        gist=part.gist,
        source=part.source,
    )


def _record_id(part: RecordPart) -> str:
    return "r-" + hashlib.sha256(part.model_dump_json(exclude={"recorded_at"}).encode()).hexdigest()[:12]


def _no_id_twice(evidence: tuple[Evidence, ...], *, where: str) -> None:
    seen: set[str] = set()
    for item in evidence:
        if item.id in seen:
            raise DossierError(
                f"two records are the same ({item.id}: {item.gist[:60]})", where=where, accepted="each record once"
            )
        seen.add(item.id)


def _report(part: ReportPart, folder: Path | None, *, where: str) -> Report:
    if (part.file is None) == (part.text is None):
        raise DossierError("a report needs either a file or a text", where=where)
    source = _beside(part.file, folder, where=where) if part.file is not None else part.text or ""
    report = read_report(
        source,
        name=part.name,
        published=part.published,
        title=part.title,
        publisher=part.publisher,
        url=part.url,
    )
    return replace(report, author=part.author) if part.author else report


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
