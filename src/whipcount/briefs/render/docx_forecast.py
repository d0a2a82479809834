"""The forecast in the DOCX face: the chance with its interval, why, what would change it, over time, by when."""

from __future__ import annotations

from whipcount.briefs.render.docx_writer import Writer
from whipcount.briefs.sections.summary import tells
from whipcount.briefs.view.brief import BriefView, ForecastView, Reason
from whipcount.briefs.wording import between, course_texts, percent, points, short_day


def write_forecast(writer: Writer, view: BriefView, forecast: ForecastView) -> None:
    """All that the page says of the forecast, its charts told by their tables."""
    writer.heading("How likely")
    interval = between(forecast.low, forecast.high)
    rest = f"(interval {interval}). {forecast.label}" if interval else f". {forecast.label}"
    writer.strong(f"{forecast.target}: {forecast.probability.text}", rest)
    telling = [reason for reason in forecast.reasons if tells(reason)]
    writer.items(f"{reason_text(reason)} {writer.refs(reason.evidence)}" for reason in telling)
    if len(telling) < len(forecast.reasons):
        writer.text(f"{len(forecast.reasons) - len(telling)} more move it by less than 0.1 points.")
    if forecast.would_change:
        writer.heading("What would change it", 2)
        writer.items(forecast.would_change)
    if forecast.what_if:
        writer.heading("What if", 2)
        supposed = ((w.member, w.stance, percent(w.probability)) for w in forecast.what_if)
        writer.table(("one member's position", "if it were", "probability"), supposed)
    if len(forecast.series) > 1:
        writer.heading("Over time", 2)
        points = (
            (short_day(p.day), text, between(p.low, p.high), _because(writer, p.because, p.evidence))
            for p, text in zip(forecast.series, course_texts([p.probability for p in forecast.series]), strict=True)
        )
        writer.table(("day", "probability", "interval", "moved by"), points)
    if forecast.by_date or forecast.quantiles:
        writer.heading("By when", 2)
    if forecast.by_date:
        chances = ((short_day(c.day), percent(c.probability)) for c in forecast.by_date)
        writer.table(("by", "probability that the rule is met"), chances)
    if forecast.quantiles:
        times = ((percent(q.probability), short_day(q.day) or "later than five years") for q in forecast.quantiles)
        writer.table(("probability", "met by"), times)
    names = {row.id: row.name for row in view.members}
    for what, of_each in (("last to consent", forecast.last), ("completes the rule", forecast.completing)):
        if of_each:
            writer.table((what, "chance"), ((names.get(m, m), percent(p)) for m, p in of_each))
    writer.text(forecast.method)


def reason_text(reason: Reason) -> str:
    """A reason with the points that it moves.

    >>> reason_text(Reason("Quill is against", -2.04)), reason_text(Reason("Quill has not spoken"))
    ('Quill is against (−2.0 points)', 'Quill has not spoken')
    """
    if reason.shift is None:
        return reason.text
    return f"{reason.text} ({points(reason.shift)} points)"


def _because(writer: Writer, because: str, evidence: str | None) -> str:
    return f"{because} {writer.refs((evidence,))}" if evidence else because
