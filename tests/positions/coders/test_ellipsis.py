"""The verb left out: what is taken up, and what is not."""

from __future__ import annotations

import pytest

from tests.positions.test_kinds import positions


@pytest.mark.parametrize(
    ("text", "kell"),
    [
        ("Sarn will vote for the admission of Orvana, Rika Stamm, its minister, said. {} that Kell would not.", "no"),
        ("Sarn will not vote for the admission of Orvana, Rika Stamm, its minister, said. {} that Kell would.", "yes"),
        ("Sarn will vote against the admission of Orvana, Rika Stamm, its minister, said. {} that Kell would not.",
         "will_not_block"),
        ("Sarn will vote for the admission of Orvana, Rika Stamm, its minister, said. {} that Kell might sing.",
         "unknown"),
        ("Sarn built a bridge, Rika Stamm, its minister, said. {} that Kell would not.", "unknown"),
    ],
)  # fmt: skip
def test_what_is_taken_up(text: str, kell: str) -> None:
    told = text.format("Kell's foreign minister, Ilka Sorn, said")
    assert positions(told).get("KELL", {"unknown"}) == {kell}
