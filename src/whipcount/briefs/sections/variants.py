"""The variants of a decision side by side: what was said of each, and what the count says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.evidence import evidence_anchor, stance_label
from whipcount.briefs.sections.limits import MOST_EVIDENCE
from whipcount.briefs.view.brief import GROUPS, VariantView
from whipcount.briefs.view.evidence import StatementView
from whipcount.briefs.wording import group_of, listed
from whipcount.positions.coders.scheduled_votes import CODER
from whipcount.positions.count.tally import Tally


def variant_views(analysis: Analysis, statements: Sequence[StatementView]) -> tuple[VariantView, ...]:
    """The variants side by side: what has been said of each, and what the count says."""
    views = []
    for variant in analysis.proposal.variants:
        tally = next((t for t in analysis.tallies if t.variant == variant.id), None)
        anchors = [st.id for st in statements if any(r.variant == variant.label for r in st.readings)]
        anchors += [evidence_anchor(e) for e in analysis.evidence if e.variant == variant.id and not e.statement]
        counts = Counter(group_of(p.stance, p.conditions) for p in tally.positions) if tally else Counter()
        views.append(
            VariantView(
                id=variant.id,
                label=variant.label,
                asked=variant.id == analysis.tally.variant,
                state=tally.state.value if tally else "open",
                statements=tuple(dict.fromkeys(anchors))[:MOST_EVIDENCE],
                counts=tuple((group, counts[group]) for group in GROUPS if counts[group]),
                summary=_summary(analysis, variant.id, tally, statements, counts),
            )
        )
    return tuple(views)


def _summary(
    analysis: Analysis, variant: str, tally: Tally | None, statements: Sequence[StatementView], counts: Counter[str]
) -> str:
    label = analysis.variant_label(variant)
    spoken = [
        f"{st.on_behalf_name or st.name or st.speaker}: {reading.label}"
        for st in statements
        for reading in st.readings
        if reading.variant == label
    ]
    spoken += [
        f"{item.speaker or item.source}: {stance_label(item.stance, item.conditions)}"
        for item in analysis.evidence
        if item.variant == variant and item.member is None and not item.statement and item.coder != CODER
    ]
    group_counts = [f"{counts[group]} {GROUPS[group][0]}" for group in GROUPS if counts[group] and group != "unknown"]
    unknown = f"{counts['unknown']} unknown" if counts["unknown"] else ""
    stand = listed([*group_counts, unknown] if unknown else group_counts) if tally else ""
    speakers = listed(list(dict.fromkeys(spoken)), most=5)
    return (
        ". ".join(
            part for part in (f"Members: {stand}" if stand else "", f"Said: {speakers}" if speakers else "") if part
        )
        + "."
    )
