"""Intervals of measured shares."""

from __future__ import annotations


def wilson(right: int, total: int) -> str:
    """Wilson's 95% interval (Wilson 1927, JASA 22:209), as printed; empty where nothing was asked."""
    if not total:
        return ""
    z, p = 1.96, right / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * (p * (1 - p) / total + z * z / (4 * total * total)) ** 0.5 / (1 + z * z / total)
    return f"[{middle - half:.3f}, {middle + half:.3f}]"
