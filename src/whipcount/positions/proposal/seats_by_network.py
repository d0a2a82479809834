"""Names that a network reads as those of members, of which the rules find nothing that tells so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whipcount.positions.network.report_net import ReportNet
from whipcount.text.span import Span

MOST = 60
"""Names of one report that are asked about."""


def seats_by_network(text: str, decision: str, names: Mapping[str, Sequence[Span]], net: ReportNet) -> tuple[str, ...]:
    """Which names are members', the surest first.

    Args:
        text: of the report.
        decision: its title.
        names: where it gives each.
        net: the network.
    """
    names = dict(list(names.items())[:MOST])
    places = sorted((span, name) for name, spans in names.items() for span in spans)
    kept: list[tuple[Span, str]] = []
    for span, name in places:
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, name))
    if not kept:
        return ()
    told: dict[str, list[float]] = {}
    for (_, name), chance in zip(kept, net.seats(decision, text, [span for span, _ in kept]), strict=True):
        told.setdefault(name, []).append(chance)
    sure = {name: sum(found) / len(found) for name, found in told.items()}
    return tuple(sorted((n for n in sure if sure[n] >= net.thresholds.seats), key=lambda name: -sure[name]))
