"""What stands before a predicate: negations, auxiliaries, verbs of saying and of intent, each with what it tells."""

from __future__ import annotations

import re

import pytest

from whipcount.positions.proposal.verb_groups import verb_group

IT = re.compile(r"it\b")


@pytest.mark.parametrize(
    ("text", "told", "rest"),
    [
        ("backed the plan", set(), "backed the plan"),
        ("has not yet backed it", {"negated", "yet", "perfect"}, "backed it"),
        ("never wavered", {"negated"}, "wavered"),
        ("will vote for it", {"announced"}, "vote for it"),
        ("would firmly oppose it", {"announced", "would"}, "oppose it"),
        ("might back it", {"possible"}, "back it"),
        ("had long opposed it", {"former", "perfect", "had"}, "opposed it"),
        ("has long opposed it", {"perfect"}, "opposed it"),
        ("is against it", {"be"}, "against it"),
        ("said on Monday that it would back the plan", {"said", "announced", "would"}, "back the plan"),
        ("plans to back it", {"announced"}, "back it"),
        ("is expected to back it", {"announced"}, "back it"),
        ("declined to say how it will vote", set(), "declined to say how it will vote"),
    ],
)
def test_groups(text: str, told: set[str], rest: str) -> None:
    group = verb_group(text, 0, IT)
    flags = ("negated", "yet", "former", "announced", "possible", "would", "perfect", "had", "be", "said")
    assert {name for name in flags if getattr(group, name)} == told
    assert text[group.end :] == rest


def test_the_group_before_a_verb_of_intent_is_kept() -> None:
    group = verb_group("now plans to back it", 0, IT)
    assert group.earlier is not None
    assert (group.earlier.end, group.earlier.announced) == (len("now "), False)
