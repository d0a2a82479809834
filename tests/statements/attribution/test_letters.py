"""Letters: who writes is told by a "From:" line or a signature with an office, and the rest are their words."""

from __future__ import annotations

import pytest

from whipcount.statements.attribution.letters import find_letters

OFFICE = "Ada Brim, president of Kell"


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (f"From: {OFFICE}\nTo: the chair\n\nWe shall vote no.", OFFICE, ["We shall vote no."]),
        (f"Date: 4 March\nFrom: {OFFICE} <a@kell.example>\n\nWe agree to it.", OFFICE, ["We agree to it."]),
        (
            f"From: {OFFICE}\nSubject: pier\n\nDear all,\nWe agree to it.\n\nIt is time.\nBest regards\nAda",
            OFFICE,
            ["We agree to it.", "It is time."],
        ),
        (f"Dear Chair, we shall vote no. Yours, {OFFICE}", OFFICE, ["we shall vote no."]),
        (
            "Dear colleagues,\n\nWe cannot agree.\n\nYours sincerely,\nAda Brim\nPresident of Kell",
            "Ada Brim\nPresident of Kell",
            ["We cannot agree."],
        ),
        (
            "Dear friends:\nWe agree to it.\nSincerely,\nTov Lund, minister of Pell",
            "Tov Lund, minister of Pell",
            ["We agree to it."],
        ),
    ],
)
def test_who_writes_and_what(text: str, source: str, said: list[str]) -> None:
    [letter] = find_letters(text)
    assert letter.source is not None
    assert letter.source.of(text) == source
    assert [part.of(text) for part in letter.said] == said


@pytest.mark.parametrize(
    "text",
    [
        "From: Ada Brim\nTo: the chair\n\nWe shall vote no.",  # no office: nobody's voice
        "Dear reader, we shall see. Yours, the editors of the Ferry",
        "From: Vess\nWe write this on the quay.",
        "Dear me, said the president of Kell, that was a long letter.",
        "To: president of Kell\nSubject: pier\n\nYou should vote no.",
    ],
)
def test_what_nobody_signs_is_nobodys(text: str) -> None:
    assert find_letters(text) == ()
