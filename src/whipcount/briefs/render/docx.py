"""The DOCX face (extra ``docx``): headings, tables and paragraphs of plain runs; every string is visible text."""

from __future__ import annotations

import io

from whipcount.briefs.charts.board import board_text
from whipcount.briefs.charts.chains import chains_text
from whipcount.briefs.render.all_stages_rows import HEADING as WAY
from whipcount.briefs.render.all_stages_rows import stages_lines, stages_notes, stages_table
from whipcount.briefs.render.bargaining_rows import HEADING, bargain_lines, bargain_tables
from whipcount.briefs.render.docx_forecast import reason_text, write_forecast
from whipcount.briefs.render.docx_writer import Writer, new_document
from whipcount.briefs.sections.summary import (
    MOST_REASONS,
    conditions_by_member,
    left_lines,
    weight_columns,
    weight_note,
)
from whipcount.briefs.sections.timeline import timeline
from whipcount.briefs.view.brief import BriefView, Fact
from whipcount.briefs.view.evidence import EvidenceView, StatementView
from whipcount.briefs.wording import age_text, day_text, quoted, short_day
from whipcount.text.safe import one_line, web_link

_MET = {True: "yes", False: "no", None: "not told"}


def to_docx(view: BriefView) -> bytes:
    """The brief as the bytes of a DOCX file.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    document = new_document(view.title, view.version)
    document.core_properties.comments = ""
    numbers = {st.id: f"[{st.number}]" for st in view.statements}
    numbers |= {ev.id: f"[record {place}]" for place, ev in enumerate(view.evidence, 1)}
    writer = Writer(document, numbers)
    _top(writer, view)
    _in_brief(writer, view)
    _changes(writer, view)
    _rule(writer, view)
    _board(writer, view)
    if view.forecast:
        write_forecast(writer, view, view.forecast)
    _way_and_bargain(writer, view)
    _said(writer, view)
    _people(writer, view)
    _why(writer, view)
    _conditions(writer, view)
    _variants(writer, view)
    _end(writer, view)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _top(writer: Writer, view: BriefView) -> None:
    updated = f" · last report {day_text(view.updated)}" if view.updated and view.updated != view.as_of else ""
    writer.text(f"{view.decision.body_name} · as of {day_text(view.as_of)}{updated}")
    writer.heading(view.question, 0)
    writer.strong(view.answer)
    if view.threshold is not None:
        writer.text(view.threshold.sentence)
        writer.items(
            f"{line.lead} {line.text}: {line.state}, {line.have_text} ({line.told})" for line in view.threshold.lines
        )
    for warning in view.warnings:
        writer.text(f"Note: {warning}")
    rows = ((fig.label, fig.text, f"{fig.how} {writer.refs(fig.evidence)}") for fig in view.figures)
    writer.table(("figure", "value", "how it was made"), rows)


def _in_brief(writer: Writer, view: BriefView) -> None:
    """Who is left, why the number is what it is, the words that it rests on: for a reader of one minute."""
    lines = left_lines(view.members)
    writer.heading(f"Who is left: {sum(row.left for row in view.members)}" if lines else "Nobody is left")
    writer.items(lines)
    if view.forecast:
        writer.heading(f"Why {view.forecast.probability.text}")
        reasons = view.forecast.reasons[:MOST_REASONS]
        writer.items(f"{reason_text(reason)} {writer.refs(reason.evidence)}" for reason in reasons)
    if view.key_quotes:
        writer.heading("The words it rests on")
        for quote in view.key_quotes:
            words = ""
            if quote.words:
                quoted_words = one_line(quote.words)
                words = f"{quoted(quoted_words)} " if quote.quoted else f"retold: {quoted_words}; "
            quoted_words = f", {one_line(quote.said_on)}" if quote.said_on else ""
            writer.items((f"{words}{one_line(quote.who)}{quoted_words} {writer.refs((quote.evidence,))}",))


def _changes(writer: Writer, view: BriefView) -> None:
    if view.changes:
        writer.heading(f"What changed since {day_text(view.changes_since)}")
        writer.items(f"{short_day(c.day)}: {c.text} {writer.refs(c.evidence)}" for c in view.changes)


def _rule(writer: Writer, view: BriefView) -> None:
    writer.heading("What is decided, and by which rule")
    writer.text(f"{one_line(view.rule.text)}. {one_line(view.rule.state_text)}")
    writer.items(_fact(fact) for fact in view.decision.facts + view.rule.facts)


def _fact(fact: Fact) -> str:
    """What was read, how, and the words that it was read from."""
    places = ", ".join(quoted(one_line(place.text)) for place in fact.places)
    how = f"{one_line(fact.how)} {places}".strip()
    return f"{one_line(fact.what)}: {one_line(fact.value)}" + (f" ({how})" if how else "")


def _board(writer: Writer, view: BriefView) -> None:
    writer.heading("Where each member stands")
    writer.text(board_text(view.members))
    weights, weight_of = weight_columns(view)
    rows = (
        (
            row.name,
            row.label,
            "pivotal" if row.pivotal else "left" if row.left else "",
            short_day(row.since),
            age_text(row.age_days),
            f"{row.source} {writer.refs(row.evidence[:3])}" if row.evidence else "nothing that counts",
            *weight_of[row.id],
        )
        for row in view.members
    )
    writer.table(("member", "position", "left", "since", "age", "rests on", *weights), rows)
    writer.text(weight_note(view))


def _way_and_bargain(writer: Writer, view: BriefView) -> None:
    if view.all_stages:
        writer.heading(WAY)
        for line in stages_lines(view.all_stages):
            writer.text(line)
        writer.table(*stages_table(view.all_stages))
        for line in stages_notes(view.all_stages):
            writer.text(line)
    if view.bargain:
        writer.heading(HEADING)
        for line in bargain_lines(view.bargain):
            writer.text(line)
        for head, rows in bargain_tables(view.bargain):
            writer.table(head, rows)


def _said(writer: Writer, view: BriefView) -> None:
    writer.heading("Who said what, in time")
    for kind, item in timeline(view):
        if kind == "statement":
            _statement(writer, item)  # type: ignore[arg-type]
        else:
            _record(writer, item)  # type: ignore[arg-type]
    if ways := chains_text(view.statements):
        writer.heading("How the words came to the page")
        writer.text(ways)


def _statement(writer: Writer, st: StatementView) -> None:
    office = f", {st.office}" if st.office else ""
    behalf = f", for {st.on_behalf_name}{'' if st.member else ' (no member)'}" if st.on_behalf_name else ""
    who = st.name or st.speaker or "nobody named"
    writer.strong(f"{writer.numbers[st.id]} {one_line(st.said_on)} · {one_line(who)}", f"{office}{behalf}")
    writer.text(" … ".join(one_line(place.text) for place in st.content) or "(no content)", "Quote")
    chain = " → ".join(one_line(link.name) for link in st.chain)
    readings = "; ".join(f"{one_line(r.variant)}: {one_line(r.label)}" for r in st.readings)
    offsets = ", ".join(f"{place.start}–{place.end}" for place in st.content)
    details = (chain, readings, st.bearing, f"characters {offsets}" if offsets else "")
    writer.text(" · ".join(part for part in details if part))


def _record(writer: Writer, ev: EvidenceView) -> None:
    who = ev.speaker or ev.member_name or "nobody named"
    rest = f"({', '.join(part for part in (ev.member_name, ev.authority) if part)})"
    writer.strong(f"{writer.numbers[ev.id]} {one_line(ev.said_on)} · {one_line(who)}", rest)
    writer.text(f"Retold: {one_line(ev.gist)}")
    source = web_link(ev.url) or ev.source
    details = (f"{one_line(ev.variant)}: {one_line(ev.label)}", ev.bearing, f"source: {source}" if source else "")
    writer.text(" · ".join(part for part in details if part))


def _people(writer: Writer, view: BriefView) -> None:
    if view.people:
        writer.heading("Who speaks")
        rows = (
            (p.name, p.office or "", p.on_behalf_name or "", p.standing, writer.refs(p.statements)) for p in view.people
        )
        writer.table(("name", "office", "for", "standing", "said"), rows)


def _why(writer: Writer, view: BriefView) -> None:
    reasoned = [row for row in view.members if row.steps]
    if reasoned:
        writer.heading("Why each member stands there")
    for row in reasoned:
        writer.heading(f"{one_line(row.name)}: {one_line(row.label)}", 2)
        writer.items(f"{s.outcome}: {s.label} {writer.refs((s.evidence,))}: {s.reason}" for s in row.steps)


def _conditions(writer: Writer, view: BriefView) -> None:
    if view.conditions:
        writer.heading("Conditions")
        rows = (
            (c.text, c.said_by, c.about, c.kind, _MET[c.met]) for _, some in conditions_by_member(view) for c in some
        )
        writer.table(("condition", "said by", "about", "kind", "met"), rows)


def _variants(writer: Writer, view: BriefView) -> None:
    if len(view.variants) > 1:
        writer.heading("What could be decided, side by side")
        rows = (
            (v.label + (" (asked for)" if v.asked else ""), v.summary, writer.refs(v.statements)) for v in view.variants
        )
        writer.table(("variant", "what has been said of it", "spoken of in"), rows)


def _end(writer: Writer, view: BriefView) -> None:
    writer.heading("What is not known")
    writer.items(f"{u.text} {writer.refs(u.evidence)}" for u in view.unknowns)
    if not view.unknowns:
        writer.text("Nothing was found to be missing.")
    if view.reports:
        writer.heading("Reports")
    for report in view.reports:
        facts = "; ".join(f"{one_line(fact.what)}: {one_line(fact.value)}" for fact in report.facts)
        writer.items(
            (f"{one_line(report.title)} ({one_line(report.name)}; {facts}; sha256 {report.sha256[:16]}…)",),
        )
    for note in view.notes:
        writer.text(note)
    writer.text(
        f"Made by whipcount {view.version} on {view.made_at:%Y-%m-%d %H:%M} UTC, from what was reported by "
        f"{day_text(view.as_of)} and recorded by {view.known_by:%Y-%m-%d %H:%M} UTC. A reading of reports by rules and "
        f"a small model: check the words themselves before you rely on a figure."
    )
