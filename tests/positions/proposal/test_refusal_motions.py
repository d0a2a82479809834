"""Votes on motions to refuse and to put off, as votes on what was proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.positions.test_whole_reports import brief_of, stances

REFUSED = """Council refuses permission for quarry

Denfield, 4 March 2025 - Denfield Town Council on Tuesday refused planning permission for a quarry at Low Moor. The motion to refuse was carried by six votes to one. Councillors Adair, Brook, Cole, Dunn, Eaves and Finch voted for refusal; Councillor Gould voted against.
"""  # noqa: E501
REJECTED = """Trustees reject merger

Trustees of Alder College voted 6-1 on Monday (3 Feb. 2025) to reject the merger with Birch College. Gould voted no.
"""
LOST = """Trustees reject merger

Trustees of Alder College voted 5-2 on Monday (3 Feb. 2025) to reject the merger with Birch College. Trustees Adair, Brook, Cole, Dunn and Eaves voted against it; Finch and Gould voted for it.
"""  # noqa: E501
TABLED = """Motion to table wind farm passes

Calder, 2 June 2025 - The Calder County Commission voted 4-3 on Monday to table the wind farm ordinance indefinitely. Against the motion were Eaves, Finch and Gould.
"""  # noqa: E501


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REFUSED, {**dict.fromkeys(("Adair", "Brook", "Cole", "Dunn", "Eaves", "Finch"), "no"), "Gould": "yes"}),
        (REJECTED, {"Gould": "yes"}),
        (LOST, {**dict.fromkeys(("Adair", "Brook", "Cole", "Dunn", "Eaves"), "no"), "Finch": "yes", "Gould": "yes"}),
        (TABLED, {}),
    ],
    ids=["refused", "one dissenter", "votes on the thing itself", "put off"],
)
def test_votes_on_the_proposal(text: str, expected: dict[str, str], tmp_path: Path) -> None:
    view = brief_of(text, tmp_path)
    assert view is not None
    named = {name: stance for name, stance in stances(view).items() if not name.startswith("member not named")}
    assert {name: named[name] for name in named if name in expected} == {
        n: s for n, s in expected.items() if n in named
    }
    assert not set(named) - set(expected)
    assert len(named) >= len(expected) / 2
