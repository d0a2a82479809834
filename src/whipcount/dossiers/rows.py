"""Values to rows and back: which columns stand beside the whole value, and how each is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from whipcount.bodies.body import Body
from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.dossiers.annotation import Annotation
from whipcount.dossiers.codec import canonical, day_in, from_plain, instant, json_of, text_in, to_plain
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.sealed import SealedForecast
from whipcount.errors import StoreError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.span import Span

TEXT_LIMIT = 2_000  # code points of a statement's words kept beside it for lists and search


@dataclass(frozen=True, slots=True)
class Outline:
    """What a dossier is about; each change of it is a new row, and the latest counts."""

    title: str
    note: str = ""
    proposal: Proposal | None = None
    own_body: Body | None = None
    actors: tuple[Actor, ...] = ()  # those that differ from the package's own table


def outline_of(dossier: Dossier) -> Outline:
    """What a dossier's outline row holds."""
    own = () if dossier.actors is None else own_actors(dossier.actors)
    return Outline(dossier.title, dossier.note, dossier.proposal, dossier.own_body, own)


def own_actors(table: ActorTable) -> tuple[Actor, ...]:
    """The actors that the package's own table does not have, or not so."""
    usual = default_table().actors
    return tuple(actor for actor in table if usual.get(actor.id) != actor)


def actors_of(outline: Outline) -> ActorTable | None:
    """The dossier's own table of actors, where it brought any."""
    if not outline.actors:
        return None
    usual = default_table()
    return ActorTable({**usual.actors, **{a.id: a for a in outline.actors}}, usual.ambiguous, usual.not_actors)


def outline_row(outline: Outline) -> dict[str, Any]:
    """The row of an outline."""
    return {"doc": canonical(to_plain(outline))}


def report_row(report: Report) -> dict[str, Any]:
    """The row of a report; its text has a column of its own.

    Raises:
        StoreError: the text cannot be kept as it is.
    """
    try:
        report.text.encode()
    except UnicodeEncodeError:
        raise StoreError("the text holds lone surrogates", where=report.name, accepted="Unicode text") from None
    if "\x00" in report.text:
        raise StoreError("the text holds NUL characters", where=report.name, accepted="Unicode text")
    return {
        "sha256": report.sha256,
        "name": report.name,
        "title": report.title,
        "publisher": report.publisher,
        "published_on": _day(report.day),
        "text": report.text,
        "doc": canonical(to_plain(replace(report, text=""))),
    }


def read_report_row(row: Mapping[str, Any], *, foreign: bool = False) -> Report:
    """The report of a row; ``foreign``: a row that is not of our own writing.

    Raises:
        StoreError: the row does not fit a report.
    """
    where = f"report {str(row['sha256'])[:12]}"
    plain = json_of(row["doc"], where=where)
    if not isinstance(plain, dict):
        raise StoreError("its document is no mapping", where=where)
    plain["text"] = text_in(row["text"], where=where)
    report = from_plain(Report, plain, where=where, foreign=foreign)
    if row.get("edited"):  # by a person, who dated it
        day = day_in(row["day"], where=where)
        if day != report.day:
            report = replace(report, published=None, published_on=day)
    return report


REPORT_EDITS = ("redate", "remove", "restore", "undo")
"""What people do to a report."""


def report_edit_row(sha256: str, day: date | None, *, removed: bool = False, what: str) -> dict[str, Any]:
    """The row of what a person did to a report: what holds after it, and ``what`` was done."""
    return {
        "report": sha256,
        "published_on": _day(day),
        "removed": int(removed),
        "doc": canonical({"what": what}),
    }


def statement_row(statement: Statement, report: Report) -> dict[str, Any]:
    """The row of a statement, with its words for lists and search."""
    spans = (*statement.source, *statement.cue, *statement.content)
    if any(not 0 <= span.start < span.end <= len(report.text) for span in spans):
        raise StoreError(
            f"statement {statement.id} has a span outside its report", where=report.name, accepted="0 <= start < end"
        )
    speaker = statement.speaker
    return {
        "id": statement.id,
        "report": statement.report,
        "reported_on": _day(statement.reported_on or report.day) or "",
        "start": min((span.start for span in spans), default=0),
        "actor": speaker.on_behalf_of if speaker else None,
        "speaker": (speaker.name or speaker.text) if speaker else None,
        "kind": statement.kind.value,
        "source": words_of(statement.source, report.text),
        "cue": words_of(statement.cue, report.text),
        "content": words_of(statement.content, report.text),
        "doc": canonical({**to_plain(statement), "id": statement.id}),
    }


def evidence_row(item: Evidence, *, reading: int | None = None) -> dict[str, Any]:
    """The row of a piece of evidence; ``reading`` is the change of the reading that coded it."""
    return {
        "id": item.id,
        "member": item.member,
        "variant": item.variant,
        "stance": item.stance.value if item.stance else None,
        "reported_on": item.reported_on.isoformat(),
        "recorded_at": instant(item.recorded_at),
        "human": int(item.human),
        "coder": item.coder,
        "statement": item.statement,
        "report": item.report,
        "withdraws": item.withdraws,
        "reading": reading,
        "doc": canonical(to_plain(item)),
    }


def event_row(event: Event) -> dict[str, Any]:
    """The row of an event; its id is the hash of its content."""
    import hashlib

    doc = canonical(to_plain(event))
    return {"id": "v-" + hashlib.sha256(doc.encode()).hexdigest()[:12], "day": event.on.isoformat(), "doc": doc}


def forecast_row(forecast: SealedForecast) -> dict[str, Any]:
    """The row of a sealed forecast; its id is the seal."""
    return {
        "id": forecast.seal,
        "as_of": forecast.as_of.isoformat(),
        "target": forecast.by.isoformat() if forecast.by else None,
        "doc": canonical(to_plain(forecast)),
    }


def annotation_row(item: Annotation) -> dict[str, Any]:
    """The row of what somebody noted."""
    return {
        "id": item.id,
        "about": item.about.value,
        "target": item.target,
        "kind": item.kind.value,
        "value": item.value,
        "withdraws": item.withdraws,
        "doc": canonical(to_plain(item)),
    }


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words that spans mark, on one line, cut to what lists show.

    >>> words_of((Span(0, 3), Span(8, 10)), "yes and no")
    'yes … no'
    """
    words = " … ".join(" ".join(text[span.start : min(span.end, span.start + TEXT_LIMIT)].split()) for span in spans)
    return words if len(words) <= TEXT_LIMIT else words[: TEXT_LIMIT - 1] + "…"


def _day(day: date | datetime | None) -> str | None:
    return None if day is None else day.isoformat()[:10]
