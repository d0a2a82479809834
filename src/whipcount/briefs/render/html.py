"""The HTML face: one self-contained file that needs no script and no network.

Every expression of the templates passes ``finalize``, which makes invisible characters visible, and is then escaped by
Jinja; the only markup that is let through is made here and in the chart modules, from escaped pieces.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from whipcount.briefs.charts.bargaining import curve_chart, members_chart, turns_chart
from whipcount.briefs.charts.board import board_notes, board_svg, board_text, member_fragment
from whipcount.briefs.charts.chains import chain_items, chains_svg, chains_text
from whipcount.briefs.charts.sparkline import sparkline
from whipcount.briefs.charts.statement_marks import mark_key, marks_svg
from whipcount.briefs.charts.svg import Bar, LinePoint, bars, gauge, line
from whipcount.briefs.charts.threshold import threshold_svg
from whipcount.briefs.render.all_stages_rows import half_by, stages_headline, stages_last, stages_standing, stages_time
from whipcount.briefs.render.bargaining_rows import bargain_tables, concession_text
from whipcount.briefs.render.highlight import Mark, Segment, by_lines, segments, windows
from whipcount.briefs.sections.summary import conditions_by_member, tells
from whipcount.briefs.sections.timeline import timeline
from whipcount.briefs.view.brief import GROUPS, BriefView, ForecastView, ReportView
from whipcount.briefs.view.evidence import Place, StatementView
from whipcount.briefs.wording import (
    age_text,
    aged,
    bare,
    counted,
    course_texts,
    day_text,
    listed,
    percent,
    points,
    range_text,
    short_day,
)
from whipcount.kernels import cache_folder
from whipcount.text.safe import character_name, code_name, pieces, short_line, visible, web_link

MOST_VALUE = 3_000  # characters of one expression of a template; a report's text is not one
MOST_TEXT = 200_000  # characters of markup of one report's text
MOST_PIECE = 40_000  # characters of markup of one unbroken piece of it
MOST_MARKS = 20_000  # in one report; more would only make the page too large to open


def to_html(view: BriefView) -> str:
    """The brief as one HTML file, as a string."""
    css = style()
    template = environment().get_template("brief.html")
    return template.render(view=view, css=Markup(css), csp=page_policy(css))  # noqa: S704  (our own style sheet)


def page_policy(css: str) -> str:
    """The content security policy of a page that may only apply this very style sheet, as a meta element states it.

    >>> page_policy("")[:66]
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRk"
    """
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def style() -> str:
    """The style sheet."""
    return files("whipcount.briefs").joinpath("style.css").read_text(encoding="utf-8")


class _CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates on disk; where they cannot be written (a full disk), pages are made all the same."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def environment() -> Environment:
    """The templates of the brief, with what they need."""
    return make_environment(PackageLoader("whipcount.briefs", "templates"))


def make_environment(loader: BaseLoader) -> Environment:
    """Templates in which every expression is made visible and escaped, with the brief's filters and globals."""
    folder = cache_folder()
    env = Environment(
        loader=loader,
        # templates compiled once, not at each start; read back only from a folder that is the user's alone
        bytecode_cache=None if folder is None else _CompiledTemplates(str(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    equip(env)
    return env


def equip(env: Environment) -> None:
    """Give an environment the filters and globals of the brief's templates (the dashboard uses them too)."""
    env.filters.update(
        day=day_text,
        short=short_day,
        percent=percent,
        points=points,
        age=age_text,
        aged=aged,
        bare=bare,
        line=short_line,
        fragment=member_fragment,
        card=card_anchor,
        timeline=timeline,
        in_reports=in_reports,
        sentence=lambda text: text if text.endswith((".", "!", "?", "”")) else text + ".",
    )
    env.tests["tells"] = tells
    env.globals.update(
        GROUPS=GROUPS,
        counted=counted,
        course_texts=course_texts,
        conditions_by_member=conditions_by_member,
        listed=listed,
        range_text=range_text,
        web_link=web_link,
        report_text=report_text,
        board_svg=lambda *args, **kwargs: Markup(board_svg(*args, **kwargs)),  # noqa: S704  (escaped inside)
        board_notes=board_notes,
        board_text=board_text,
        sparkline=lambda course, *, key: Markup(sparkline(course, key=key)),  # noqa: S704  (escaped inside)
        threshold_svg=lambda line, *, key: Markup(threshold_svg(line, key=key)),  # noqa: S704  (escaped inside)
        chains_text=chains_text,
        chain_items=chain_items,
        forecast_charts=forecast_charts,
        concession_text=concession_text,
        half_by=half_by,
        stages_headline=stages_headline,
        stages_last=stages_last,
        stages_standing=stages_standing,
        stages_time=stages_time,
        bargain_tables=bargain_tables,
        chains_svg=lambda *args, **kwargs: picture(chains_svg(*args, **kwargs)),
        members_chart=lambda *args, **kwargs: picture(members_chart(*args, **kwargs)),
        curve_chart=lambda *args, **kwargs: picture(curve_chart(*args, **kwargs)),
        bars=lambda *args, **kwargs: picture(bars(*args, **kwargs)),
        marks_svg=lambda *args, **kwargs: Markup(marks_svg(*args, **kwargs)),  # noqa: S704  (escaped inside)
        mark_key=lambda *args, **kwargs: [(Markup(m), told) for m, told in mark_key(*args, **kwargs)],  # noqa: S704
        turns_chart=lambda *args, **kwargs: picture(turns_chart(*args, **kwargs)),
        address=address,
    )


def finalize(value: Any) -> Any:
    """What every expression of a template passes: strings made visible and bounded, None as nothing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value if len(value) <= MOST_VALUE else value[: MOST_VALUE - 1] + "…")
    return "" if value is None else value


def card_anchor(statement: str) -> str:
    """The anchor of a statement's card, from its id.

    >>> card_anchor("s-2ecbaf4ae73a")
    'c-2ecbaf4ae73a'
    """
    return "c" + statement[1:]


def address(anchor: str) -> str:
    """Where a link to an anchor leads in a page that holds everything.

    >>> address("s-2ecb")
    '#s-2ecb'
    """
    return "#" + anchor


def report_text(
    report: ReportView,
    statements: Iterable[StatementView] = (),
    places: Iterable[Place] = (),
    *,
    cards: str = "#",
) -> Markup:
    """A report's text with its marks: source, cue and content of each statement, and other ``places`` read from it.

    A statement's first span carries the statement's own anchor and a number that leads back to its card at
    ``cards`` + card anchor. Long texts are shown around their marks only, and say how much is left out.
    """
    marks: list[Mark] = []
    numbers: dict[str, tuple[int, str]] = {}  # anchor of a statement's first place -> number, id
    for statement in statements:
        if statement.report != report.id:
            continue
        placed: list[tuple[str, Place]] = []
        for role, spans in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
            placed += [(role, span) for span in spans]
        marks += [Mark(p.start, p.end, role, statement.id, p.anchor) for role, p in placed]
        if placed:
            first = min(placed, key=lambda item: (item[1].start, -item[1].end, item[1].anchor))[1]
            numbers[first.anchor] = (statement.number, statement.id)
    others = {place.anchor: place for place in places if place.report == report.id}
    marks += [Mark(place.start, place.end, "fact", anchor, anchor) for anchor, place in others.items()]
    marks = marks[:MOST_MARKS]
    out: list[str] = []
    at = size = 0
    shown_anchors: set[str] = set()
    for window in windows(len(report.text), marks):
        if size > MOST_TEXT:
            break
        if window.start > at:
            out.append(f'<p class="gap">[{counted(window.start - at, "character")} left out]</p>')
        for text_line in by_lines(segments(report.text, marks, within=window)):
            if size > MOST_TEXT:
                out.append('<p class="gap">[the rest of this passage left out]</p>')
                break
            shown = "".join(_segment(piece, numbers, cards) for piece in text_line)
            shown_anchors.update(mark.anchor for piece in text_line for mark in piece.opens)
            size += len(shown)
            out.append(f"<p>{shown}</p>")
        at = window.end
    # What leads to a passage that is left out leads here.
    for mark in marks:
        if mark.anchor not in shown_anchors:
            shown_anchors.add(mark.anchor)
            ids = [mark.anchor, *(numbers[mark.anchor][1:] if mark.anchor in numbers else ())]
            out += [f'<span id="{escape(anchor)}"></span>' for anchor in ids]
    if at < len(report.text):
        out.append(f'<p class="gap">[{counted(len(report.text) - at, "character")} left out]</p>')
    return Markup("\n".join(out))  # noqa: S704  (each piece is escaped in _segment)


def in_reports(view: BriefView) -> dict[str, tuple[list[StatementView], list[Place]]]:
    """For each report of a brief what is marked in it: its statements, and the other places (:func:`other_places`)."""
    by_report: dict[str, tuple[list[StatementView], list[Place]]] = {report.id: ([], []) for report in view.reports}
    for statement in view.statements:
        if statement.report in by_report:
            by_report[statement.report][0].append(statement)
    for place in other_places(view):
        if place.report in by_report:
            by_report[place.report][1].append(place)
    return by_report


def other_places(view: BriefView) -> list[Place]:
    """All places but those of statements: of facts, conditions, source chains and people."""
    facts = [*view.decision.facts, *view.rule.facts]
    for report in view.reports:
        facts += report.facts
    places = [place for fact in facts for place in fact.places]
    places += [place for condition in view.conditions for place in condition.places]
    places += [link.place for statement in view.statements for link in statement.chain if link.place]
    places += [place for person in view.people for place in person.places]
    return places


def _segment(piece: Segment, numbers: dict[str, tuple[int, str]], cards: str) -> str:
    before: list[str] = []
    anchors: list[str] = []
    for mark in piece.opens:
        if mark.anchor in numbers:
            number, statement = numbers[mark.anchor]
            before.append(f'<span class="at" id="{escape(statement)}"></span>')
            href = escape(cards + card_anchor(statement))
            before.append(f'<a class="ref" href="{href}" aria-label="statement {number}">{number}</a>')
        anchors.append(mark.anchor)
    own = f' id="{escape(anchors[0])}"' if anchors else ""
    before[:0] = [f'<span id="{escape(anchor)}"></span>' for anchor in anchors[1:]]
    inner = _shown(piece.text)
    if len(inner) > MOST_PIECE:
        gap = f'<span class="gap">[{counted(len(piece.text) - 500, "character")} left out]</span>'
        inner = f"{_shown(piece.text[:400])} {gap} {_shown(piece.text[-100:])}"
    if not piece.roles:
        return "".join(before) + (f"<span{own}>{inner}</span>" if own else inner)
    title = f' title="{" and ".join(piece.roles)}"'
    return "".join(before) + f'<mark class="{" ".join(piece.roles)}"{own}{title}>{inner}</mark>'


def _shown(text: str) -> str:
    return "".join(_control(part) if hidden else str(escape(part)) for part, hidden in pieces(text))


def _control(character: str) -> str:
    return f'<span class="soft" title="{escape(character_name(character))}">⟨{code_name(character)}⟩</span>'


def forecast_charts(forecast: ForecastView, view: BriefView) -> dict[str, Markup]:
    """The charts of a forecast, each an SVG, empty where there are no data.

    They are gauge, series, by_date, shares, last (to consent) and completing (the rule).
    """
    drawings = dict.fromkeys(("gauge", "series", "by_date", "shares", "last", "completing"), "")
    if forecast.probability.value is not None:
        drawings["gauge"] = gauge(
            float(forecast.probability.value), forecast.low, forecast.high, key="chart-gauge", title=forecast.target
        )
    if len(forecast.series) > 1:
        course, number = [], 0
        for point in forecast.series:
            number += bool(point.because)
            note = number if point.because else 0
            course.append(LinePoint(point.day, point.probability, point.low, point.high, note))
        due = view.decision.occasion_last or view.decision.deadline
        shown = due if due and due >= course[-1].day else None
        drawings["series"] = line(course, key="chart-series", title="The forecast over time", deadline=shown)
    if len(forecast.by_date) > 1:
        course = [LinePoint(chance.day, chance.probability) for chance in forecast.by_date]
        drawings["by_date"] = line(
            course, key="chart-by-date", title="Probability that the rule is met, by date", stepped=False
        )
    shares = [reason for reason in forecast.reasons if reason.shift is not None and tells(reason)]
    if shares:
        items = [Bar(r.text, r.shift or 0.0, points(r.shift or 0.0)) for r in shares[:20]]
        drawings["shares"] = bars(items, key="chart-shares", title="What moves the forecast", unit="percentage points")
    names = {row.id: row.name for row in view.members}
    for name, chances, title in (
        ("last", forecast.last, "Who is last"),
        ("completing", forecast.completing, "Whose consent completes the rule"),
    ):
        if chances:
            items = [Bar(names.get(member, member), p, percent(p)) for member, p in chances[:12]]
            drawings[name] = bars(items, key=f"chart-{name}", title=title)
    return {
        name: Markup(svg) if name == "gauge" else picture(svg)  # noqa: S704  (escaped inside; a gauge fits anywhere)
        for name, svg in drawings.items()
    }


def picture(svg: str) -> Markup:
    """A chart of our own in a box that scrolls where it is narrow, so that its letters can be read; empty for none.

    >>> picture(""), picture("<svg></svg>")
    (Markup(''), Markup('<div class="scroll" tabindex="0" role="group" aria-label="Chart"><svg></svg></div>'))
    """
    scrolled = f'<div class="scroll" tabindex="0" role="group" aria-label="Chart">{svg}</div>'
    return Markup(scrolled if svg else "")  # noqa: S704  (escaped inside the chart module)
