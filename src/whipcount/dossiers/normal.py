"""What a store keeps of the words in entries: fields as :mod:`whipcount.text.fields` has them, ids and texts as given.

Whoever writes goes through here (a person, an import, a report that tells about itself), so no page, export or import
has to fear a field of nothing but blanks, or one that no file can hold.
"""

from __future__ import annotations

from dataclasses import replace

from whipcount.dossiers.dossier import Event
from whipcount.dossiers.rows import Outline
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.text.fields import field_or_none, one_field, several_lines


def normal_evidence(item: Evidence) -> Evidence:
    """The evidence with its words as fields; conditions and reasons that say nothing go.

    >>> from datetime import UTC, date, datetime
    >>> from whipcount.positions.stance.stance import Authority, Stance
    >>> day, now = date(2030, 1, 1), datetime(2030, 1, 2, tzinfo=UTC)
    >>> given = Evidence("r-1", "KELL", "asked", Stance.YES, day, day, day, now, Authority.HEAD, source=" \\u2028 ")
    >>> normal_evidence(given).source
    ''
    """
    conditions = tuple(replace(c, text=text) for c in item.conditions if (text := one_field(c.text)))
    return replace(
        item,
        member=field_or_none(item.member),
        conditions=conditions,
        coder=one_field(item.coder) or ("person" if item.human else "record"),
        origin=one_field(item.origin),
        speaker=field_or_none(item.speaker),
        gist=one_field(item.gist),
        source=one_field(item.source),
        reasons=tuple(text for reason in item.reasons if (text := one_field(reason))),
    )


def normal_report(report: Report) -> Report:
    """The report with its fields as they are kept; its text stays as it is."""
    return replace(
        report,
        name=one_field(report.name) or "report",
        title=field_or_none(report.title),
        publisher=field_or_none(report.publisher),
        author=field_or_none(report.author),
        url=field_or_none(report.url),
        section=field_or_none(report.section),
        notes=several_lines(report.notes or "") or None,
    )


def normal_event(event: Event) -> Event:
    """The event with its words as fields."""
    return replace(event, what=one_field(event.what), source=one_field(event.source))


def normal_outline(outline: Outline) -> Outline:
    """The outline with its words as fields; a note keeps its lines."""
    return replace(
        outline,
        title=one_field(outline.title),
        note=several_lines(outline.note),
        proposal=normal_proposal(outline.proposal) if outline.proposal else None,
    )


def normal_proposal(proposal: Proposal) -> Proposal:
    """The proposal with its words as fields; terms that say nothing go."""
    variants = tuple(
        replace(v, label=one_field(v.label) or v.id, terms=tuple(text for t in v.terms if (text := one_field(t))))
        for v in proposal.variants
    )
    return replace(proposal, title=one_field(proposal.title), variants=variants)
