"""Acts that no table has, behind words of deciding; invented sentences."""

# ruff: noqa: E501 (one report a line)

from __future__ import annotations

import pytest

from whipcount.positions.proposal.free_acts import find_free_acts
from whipcount.positions.proposal.words import words_of
from whipcount.text.span import Span

TOLD = [
    ("The trustees voted 5-2 on Monday to demolish the old pier.", "demolishes", "the old pier"),
    ("The trustees resolved to sell all of the fund's holdings in coal.", "sells", "all of the fund's holdings in coal"),
    ("The board has decided to rename the harbour.", "renames", "the harbour"),
    ("Councillors agreed on Tuesday evening to plant 300 trees.", "plants", "300 trees"),
    ("The judges ruled five to two to disqualify the bridge club.", "disqualifies", "the bridge club"),
    ("The board decided on Thursday evening to keep paying for the night bus.", "keeps", "paying for the night bus"),
    ("The committee chose to hand the orchard to the society.", "hands", "the orchard to the society"),
    ("A motion to shut the reading room was before the trustees.", "shuts", "the reading room"),
    ("Cllr Brindley moved, seconded by Cllr Gaskin, that the meadow be sold on the terms in paper C.", "sells", "the meadow"),
    ("It was moved that the inner basin be closed to motor vessels.", "closes", "the inner basin"),
    ("Members are to vote on closing the north gate.", "closes", "the north gate"),
]  # fmt: skip


def read(text: str) -> list[tuple[str, str, bool]]:
    words = words_of(text, Span(0, len(text)))
    return [
        (f"{a.verb.forms.third} {a.verb.forms.particle}".strip(), a.object.span(words).of(text), a.against)
        for a in find_free_acts(words, set())
    ]


@pytest.mark.parametrize(("text", "does", "what"), TOLD)
def test_told(text: str, does: str, what: str) -> None:
    assert (does, what, False) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "By six votes to five the board took its decision.",
        "The council decided to discuss the matter in June.",
        "We have decided to paint the shed, she said.",
        "The member who had voted went to buy bread.",
        "The council met to plant a tree.",
        "The vote to be held in May is open.",
    ],
)
def test_no_act(text: str) -> None:
    assert read(text) == []


def test_what_is_not_to_be_done() -> None:
    assert read("The council voted not to demolish the old pier.")[0][2]
