"""Statements as flat records, for JSON lines and CSV: the stable face for evaluators.

Fields are added, never changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.span import Span

FIELDS = (
    "report", "source", "cue", "content", "speaker", "kind", "said_on", "id", "parent", "source_text", "cue_text",
    "content_text", "modality", "speaker_named", "speaker_plural", "office", "role", "on_behalf_of", "basis",
    "candidates", "name_span", "office_span", "addressee", "addressee_span", "chain", "said_from", "said_to",
    "said_grain", "said_on_span", "reported_on", "published", "title", "confidence", "coder", "report_sha256",
)  # fmt: skip


def statement_record(statement: Statement, report: Report) -> dict[str, Any]:
    """One statement as a flat dictionary in the order of :data:`FIELDS`.

    ``source``, ``cue``, ``content`` are lists of ``[start, end]`` code point offsets into the report's text;
    ``speaker`` is the resolved name, or the words of the source where nobody is named, or None without a source;
    ``said_on`` is a day or ``first/last``, or None where the report does not tell.
    """
    text = report.text
    speaker = statement.speaker
    said = statement.said_on
    return {
        "report": report.name,
        "source": _offsets(statement.source),
        "cue": _offsets(statement.cue),
        "content": _offsets(statement.content),
        "speaker": None if speaker is None else speaker.name or speaker.text,
        "kind": str(statement.kind),
        "said_on": None if said is None else str(said),
        "id": statement.id,
        "parent": statement.parent,
        "source_text": _words(statement.source, text),
        "cue_text": _words(statement.cue, text),
        "content_text": _words(statement.content, text),
        "modality": str(statement.modality),
        "speaker_named": None if speaker is None else speaker.named,
        "speaker_plural": None if speaker is None else speaker.plural,
        "office": None if speaker is None else speaker.office,
        "role": None if speaker is None else str(speaker.role),
        "on_behalf_of": None if speaker is None else speaker.on_behalf_of,
        "basis": None if speaker is None else str(speaker.basis),
        "candidates": [] if speaker is None else list(speaker.candidates),
        "name_span": None if speaker is None or speaker.name_span is None else list(speaker.name_span),
        "office_span": None if speaker is None or speaker.office_span is None else list(speaker.office_span),
        "addressee": statement.addressee,
        "addressee_span": None if statement.addressee_span is None else list(statement.addressee_span),
        "chain": [
            {"carrier": str(link.carrier), "name": link.name, "span": None if link.span is None else list(link.span)}
            for link in statement.chain
        ],
        "said_from": None if said is None else said.first.isoformat(),
        "said_to": None if said is None else said.last.isoformat(),
        "said_grain": None if said is None else str(said.grain),
        "said_on_span": None if statement.said_on_span is None else list(statement.said_on_span),
        "reported_on": None if statement.reported_on is None else statement.reported_on.isoformat(),
        "published": None if report.published is None else report.published.isoformat(),
        "title": report.title,
        "confidence": round(statement.confidence, 4),
        "coder": statement.coder,
        "report_sha256": report.sha256,
    }


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _words(spans: Iterable[Span], text: str) -> str:
    return " … ".join(span.of(text) for span in spans)
