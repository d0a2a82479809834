"""How likely the names of a report are members', by a network that reads it as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whipcount.positions.network.report_net import ReportNet
from whipcount.text.span import Span

MOST = 300
"""Names of one report that are asked about."""


def seats_by_network(text: str, decision: str, names: Mapping[str, Sequence[Span]], net: ReportNet) -> dict[str, float]:
    """How likely each name is a member's: its highest chance at any of its places.

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
        return {}
    told: dict[str, float] = {}
    for (_, name), chance in zip(kept, net.seats(decision, text, [span for span, _ in kept]), strict=True):
        told[name] = max(chance, told.get(name, 0.0))
    return told
