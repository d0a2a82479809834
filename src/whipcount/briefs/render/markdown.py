"""The Markdown face: the same brief as text that any tool shows, with every character of a report escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whipcount.briefs.charts.board import board_text
from whipcount.briefs.charts.chains import chains_text
from whipcount.briefs.render.all_stages_rows import stages_markdown
from whipcount.briefs.render.bargaining_rows import bargain_markdown
from whipcount.briefs.sections.summary import conditions_by_member, left_lines, tells, weight_columns, weight_note
from whipcount.briefs.sections.timeline import timeline
from whipcount.briefs.view.brief import BriefView, Fact, Figure
from whipcount.briefs.view.evidence import EvidenceView, StatementView
from whipcount.briefs.view.records import RecordsView
from whipcount.briefs.wording import age_text, bare, between, course_texts, day_text, percent, points, short_day
from whipcount.text.safe import markdown as md
from whipcount.text.safe import web_link


def to_markdown(view: BriefView) -> str:
    """The brief as Markdown (CommonMark with pipe tables); statements keep their numbers, spans their offsets."""
    numbers = {st.id: f"[{st.number}]" for st in view.statements}
    numbers |= {ev.id: f"[record {place}]" for place, ev in enumerate(view.evidence, 1)}
    out = [
        f"# {md(view.question)}",
        f"*{md(view.decision.body_name)} · as of {day_text(view.as_of)}*",
        f"**{md(view.answer)}**",
        *_threshold(view),
        *(f"> **Note:** {md(warning)}" for warning in view.warnings),
        _table(
            ("figure", "value", "how it was made"),
            ((md(fig.label), md(fig.text), _how(fig, numbers)) for fig in view.figures),
        ),
    ]
    if left := left_lines(view.members):
        out += [f"Who is left: {sum(row.left for row in view.members)}", _items(md(line) for line in left)]
    if view.key_quotes:
        out.append("The words that it rests on most:")
        cells = (
            f"{md(g.who)}, {md(g.said_on)}: {'' if g.quoted else 'retold: '}{md(g.words)} "
            f"{_refs((g.evidence,), numbers)}"
            for g in view.key_quotes
        )
        out.append(_items(cells))
    if view.changes:
        out.append(f"## What changed since {day_text(view.changes_since)}")
        out.append(_items(f"{short_day(c.day)}: {md(c.text)} {_refs(c.evidence, numbers)}" for c in view.changes))
    out += ["## What is decided, and by which rule", f"{md(view.rule.text)}. {md(view.rule.state_text)}"]
    out.append(_items(_fact(fact) for fact in view.decision.facts + view.rule.facts))
    out += ["## Where each member stands", md(board_text(view.members)), _board(view, numbers), md(weight_note(view))]
    if view.forecast:
        out += _forecast(view, numbers)
    if view.records:
        out += _records(view.records)
    if view.all_stages:
        out += stages_markdown(view.all_stages)
    if view.bargain:
        out += bargain_markdown(view.bargain)
    out.append("## Who said what, in time")
    for kind, item in timeline(view):
        out.append(_statement(item) if kind == "statement" else _record(item, numbers))  # type: ignore[arg-type]
    if view.people:
        rows3 = (
            (md(p.name), md(p.office or ""), md(p.on_behalf_name or ""), md(p.standing), _refs(p.statements, numbers))
            for p in view.people
        )
        out += ["## Who speaks", _table(("name", "office", "for", "standing", "said"), rows3)]
    reasoned = [row for row in view.members if row.steps]
    if reasoned:
        out.append("## Why each member stands there")
    for row in reasoned:
        out.append(f"### {md(row.name)}: {md(row.label)}")
        out.append(
            _items(
                f"**{md(s.outcome)}** {md(s.label)} {_refs((s.evidence,), numbers)}: {md(s.reason)}" for s in row.steps
            )
        )
    if ways := chains_text(view.statements):
        out += ["## How the words came to the page", md(ways)]
    if view.conditions:
        rows = (
            (md(c.text), md(c.said_by), md(c.about), md(c.kind), {True: "yes", False: "no", None: "not told"}[c.met])
            for _, some in conditions_by_member(view)
            for c in some
        )
        out += ["## Conditions", _table(("condition", "said by", "about", "kind", "met"), rows)]
    if len(view.variants) > 1:
        out.append("## What could be decided, side by side")
        rows2 = ((md(v.label) + (" (asked for)" if v.asked else ""), md(v.summary)) for v in view.variants)
        out.append(_table(("variant", "what has been said of it"), rows2))
    out += ["## What is not known", _items(f"{md(u.text)} {_refs(u.evidence, numbers)}" for u in view.unknowns)]
    if view.reports:
        out.append("## Reports")
        out.append(_items(_report_line(view, place) for place in range(len(view.reports))))
    out.append(_items(md(note) for note in view.notes))
    out.append(f"Made by whipcount {md(view.version)} on {view.made_at:%Y-%m-%d %H:%M} UTC.")
    return "\n\n".join(part for part in out if part) + "\n"


def _forecast(view: BriefView, numbers: dict[str, str]) -> list[str]:
    forecast = view.forecast
    assert forecast is not None  # noqa: S101  (the caller asked)
    interval = ""
    if forecast.low is not None and forecast.high is not None:
        interval = f" (interval {percent(forecast.low)} to {percent(forecast.high)})"
    out = [
        "## How likely",
        f"**{md(forecast.target)}: {md(forecast.probability.text)}**{interval}. {md(forecast.label)}",
    ]
    telling = [r for r in forecast.reasons if tells(r)]
    shifts = ("" if r.shift is None else f" ({points(r.shift)} points)" for r in telling)
    out.append(_items(f"{md(r.text)}{s} {_refs(r.evidence, numbers)}" for r, s in zip(telling, shifts, strict=True)))
    if len(telling) < len(forecast.reasons):
        out.append(f"{len(forecast.reasons) - len(telling)} more move it by less than 0.1 points.")
    if forecast.would_change:
        out += ["What would change it:", _items(md(text) for text in forecast.would_change)]
    if len(forecast.series) > 1:
        rows = (
            (short_day(p.day), text, between(p.low, p.high), md(p.because))
            for p, text in zip(forecast.series, course_texts([p.probability for p in forecast.series]), strict=True)
        )
        out.append(_table(("day", "probability", "interval", "moved by"), rows))
    if forecast.by_date:
        rows2 = ((short_day(c.day), percent(c.probability)) for c in forecast.by_date)
        out.append(_table(("by", "probability that the rule is met"), rows2))
    out += _time(view)
    out.append(md(forecast.method))
    return out


def _time(view: BriefView) -> list[str]:
    """When, who is last, what if: the parts of a forecast by a day."""
    forecast = view.forecast
    if forecast is None:
        return []
    out = []
    if forecast.quantiles:
        rows = ((percent(q.probability), short_day(q.day) or "later than five years") for q in forecast.quantiles)
        out.append(_table(("probability", "met by"), rows))
    names = {row.id: row.name for row in view.members}
    for what, chances in (("last to consent", forecast.last), ("completes the rule", forecast.completing)):
        if chances:
            out.append(_table((what, "chance"), ((md(names.get(m, m)), percent(p)) for m, p in chances)))
    if forecast.what_if:
        rows2 = ((md(w.member), md(w.stance), percent(w.probability)) for w in forecast.what_if)
        out.append(_table(("what if", "", "probability"), rows2))
    return out


def _threshold(view: BriefView) -> list[str]:
    if view.threshold is None:
        return []
    rows = (
        f"{md(line.lead)} {md(line.text)}: {line.state}, {md(line.have_text)} ({md(line.told)})".strip()
        for line in view.threshold.lines
    )
    return [md(view.threshold.sentence), _items(rows)]


def _board(view: BriefView, numbers: dict[str, str]) -> str:
    weights, weight_of = weight_columns(view)
    rows = (
        (
            md(row.name),
            md(row.label),
            "pivotal" if row.pivotal else "left" if row.left else "",
            short_day(row.since),
            age_text(row.age_days),
            f"{md(row.source)} {_refs(row.evidence[:3], numbers)}" if row.evidence else "nothing that counts",
            *weight_of[row.id],
        )
        for row in view.members
    )
    return _table(("member", "position", "left", "since", "age", "rests on", *weights), rows)


def _statement(st: StatementView) -> str:
    who = md(st.name or st.speaker or "nobody named")
    office = f", {md(st.office)}" if st.office else ""
    behalf = f", for {md(st.on_behalf_name)}{'' if st.member else ' (no member)'}" if st.on_behalf_name else ""
    words = " … ".join(md(place.text) for place in st.content)
    chain = " → ".join(md(link.name) for link in st.chain)
    offsets = ", ".join(f"{place.start}–{place.end}" for place in st.content)
    readings = "; ".join(f"{md(r.variant)}: {md(r.label)}" for r in st.readings)
    lines = [f"**[{st.number}] {md(st.said_on)} · {who}**{office}{behalf}", f"> {words or '(no content)'}"]
    tail = " · ".join(
        part for part in (chain, readings, md(st.bearing), f"characters {offsets}" if offsets else "") if part
    )
    return "\n\n".join([*lines, tail])


def _record(ev: EvidenceView, numbers: dict[str, str]) -> str:
    link = web_link(ev.url)
    source = f"<{link}>" if link and not set(link) & set("<>()\\ ") else md(ev.source)
    who = md(ev.speaker or ev.member_name or "nobody named")
    return (
        f"**{numbers[ev.id]} {md(ev.said_on)} · {who}** ({md(ev.member_name)}, {md(ev.authority)})\n\n"
        f"Retold: {md(ev.gist)}\n\n"
        f"{md(ev.variant)}: {md(ev.label)} · {md(ev.bearing)} · source: {source}"
    )


def _fact(fact: Fact) -> str:
    places = ", ".join(f"“{md(bare(place.text))}”" for place in fact.places)
    how = md(fact.how) + (f" {places}" if places else "")
    return f"{md(fact.what)}: **{md(fact.value)}**" + (f" ({how})" if how.strip() else "")


def _how(fig: Figure, numbers: dict[str, str]) -> str:
    return f"{md(fig.how)} {_refs(fig.evidence, numbers)}".strip()


def _report_line(view: BriefView, place: int) -> str:
    report = view.reports[place]
    facts = "; ".join(f"{md(fact.what)}: {md(fact.value)}" for fact in report.facts)
    return f"{md(report.title)} ({md(report.name)}; {facts}; sha256 {report.sha256[:16]}…)"


def _refs(anchors: Sequence[str], numbers: dict[str, str]) -> str:
    return " ".join(numbers[anchor] for anchor in anchors if anchor in numbers)


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line.strip()}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def _records(records: RecordsView) -> list[str]:
    """What past votes say of silent members."""
    out = ["## What past votes say of silent members", f"{md(records.label)}. {md(records.why)}"]
    if records.informative and records.members:
        rows = (
            (
                md(row.name),
                "not told" if row.yes is None else percent(row.yes),
                "" if row.low is None or row.high is None else f"{percent(row.low)} to {percent(row.high)}",
                md("; ".join(row.carried_by) or row.why),
            )
            for row in records.members
        )
        out.append(_table(("member", "chance of yes", "90% interval", "carried by"), rows))
    return out
