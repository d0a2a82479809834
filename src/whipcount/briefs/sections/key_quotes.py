"""The words that the answer rests on most: what a reader who has one minute should check."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.evidence import evidence_anchor, stance_label
from whipcount.briefs.view.brief import ForecastView, KeyQuote
from whipcount.briefs.view.evidence import StatementView
from whipcount.briefs.wording import range_text
from whipcount.positions.count.tally import RuleState
from whipcount.positions.stance.stance import Evidence

MOST = 3


def key_quote_views(
    analysis: Analysis, forecast: ForecastView | None, statements: Sequence[StatementView], left: Sequence[str]
) -> tuple[KeyQuote, ...]:
    """What the answer rests on most, up to three, each with its words.

    By how far it moves the forecast; where none is made, the latest words of those who are left, or, once the rule is
    met, of those who agreed last.
    """
    views = {statement.id: statement for statement in statements}
    by_anchor = {evidence_anchor(item): item for item in analysis.evidence}
    chosen: dict[str, tuple[Evidence, float | None]] = {}
    moved = [r for r in (forecast.reasons if forecast else ()) if r.shift is not None and r.evidence]
    for reason in sorted(moved, key=lambda r: -abs(r.shift or 0.0)):
        anchor = reason.evidence[0]
        if anchor in by_anchor:
            chosen.setdefault(anchor, (by_anchor[anchor], reason.shift))
    if not chosen:
        for item in _deciding(analysis, left):
            chosen.setdefault(evidence_anchor(item), (item, None))
    key_quotes = []
    for anchor, (item, shift) in list(chosen.items())[:MOST]:
        view = views.get(anchor)
        words = " … ".join(place.text for place in view.content) if view else item.gist
        key_quotes.append(
            KeyQuote(
                who=item.speaker or (view.speaker if view else "") or analysis.name(item.member) or item.source,
                member=item.member,
                member_name=analysis.name(item.member),
                label=stance_label(item.stance, item.conditions) if item.stance else "",
                said_on=range_text(item.said_from, item.said_to),
                words=words,
                shift=shift,
                evidence=anchor,
                quoted=item.statement is not None,
            )
        )
    return tuple(key_quotes)


def _deciding(analysis: Analysis, left: Sequence[str]) -> list[Evidence]:
    """The deciding evidence of those who are left, else of everybody, the latest first."""
    by_id = {item.id: item for item in analysis.evidence}
    wanted = set(left) if analysis.tally.state is not RuleState.MET else None
    deciding = [
        by_id[position.evidence[0]]
        for position in analysis.tally.positions
        if position.evidence and position.evidence[0] in by_id and (wanted is None or position.member in wanted)
    ]
    if not deciding and wanted:
        deciding = [by_id[p.evidence[0]] for p in analysis.tally.positions if p.evidence and p.evidence[0] in by_id]
    return sorted(deciding, key=lambda item: (item.said_to, item.id), reverse=True)
