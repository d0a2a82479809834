"""The reasons of a meeting's forecast: what each position and each claim adds, and that it adds up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.briefs.make import make_brief

LAKE = Path(__file__).parents[3] / "examples" / "lake-council" / "dossier.yaml"


def test_the_reasons_add_up_and_who_speaks_for_nobody_is_none() -> None:
    now = datetime(2025, 3, 4, tzinfo=UTC)
    view = make_brief([], LAKE, as_of=date(2025, 3, 3), known_by=now, made_at=now, version="test")
    assert view.forecast is not None
    start, *reasons = view.forecast.reasons
    given = float(start.text.rsplit(" ", 1)[-1].rstrip("%"))
    told = sum(reason.shift for reason in reasons if reason.shift is not None)
    assert given + told == pytest.approx(100 * view.forecast.probability.value, abs=0.6)  # "given" is rounded
    assert any("The Ferry, of the agenda: it is on it (counted in the first figure" in r.text for r in reasons)
    largest = reasons[0]
    assert largest.text.startswith("Ferrow Bay")
    assert largest.shift is not None
    assert largest.shift < 0
    later = datetime(2025, 3, 8, tzinfo=UTC)
    view = make_brief([], LAKE, as_of=date(2025, 3, 7), known_by=later, made_at=later, version="test")
    assert view.forecast is not None
    assert not any("Sanna Veil" in reason.text for reason in view.forecast.reasons)
