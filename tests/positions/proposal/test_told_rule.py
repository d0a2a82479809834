"""Rules and counts as reports tell them; invented sentences."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.told_rule import RuleFamily, find_count, find_rule
from whipcount.text.span import Span

RULES = [
    ("The decision takes ten of the twelve members.", RuleFamily.COUNT, "10 members"),
    ("To pass it needed two-thirds of the votes cast.", RuleFamily.SHARE, "2/3 of members voting"),
    ("The admission needs the consent of all.", RuleFamily.UNANIMITY, "no objection"),
    ("It needs nine votes and no veto to pass.", RuleFamily.VETO, ""),
    ("The bill needs 60 votes in the Senate.", RuleFamily.COUNT, "60 members"),
    ("The commission can act only by consensus.", RuleFamily.CONSENSUS, "no objection"),
    ("Each of the five must ratify.", RuleFamily.EACH, "all members"),
    ("Sixty ratifications were required.", RuleFamily.COUNT, "60 members"),
    ("Accession requires unanimity.", RuleFamily.UNANIMITY, "no objection"),
    ("It takes the agreement of all nine member states.", RuleFamily.UNANIMITY, "no objection"),
    ("The law needs a qualified majority in the council.", RuleFamily.QUALIFIED, ""),
    ("All 30 members must ratify the protocol.", RuleFamily.EACH, "all members"),
    ("A vote takes two thirds of the members.", RuleFamily.SHARE, "2/3 of members"),
    ("It enters into force once 15 countries have ratified it.", RuleFamily.COUNT, "15 members"),
    ("Any member can veto the move.", RuleFamily.UNANIMITY, "no objection"),
    ("A majority of the votes cast is enough.", RuleFamily.MAJORITY, "a majority of members voting"),
    ("It did not get the 60 votes that form the threshold.", RuleFamily.COUNT, "60 members"),
    ("The charter can only be changed by a four-fifths majority.", RuleFamily.SHARE, "4/5 of members voting"),
]


@pytest.mark.parametrize(("text", "family", "notation"), RULES)
def test_rule(text: str, family: RuleFamily, notation: str) -> None:
    found = find_rule(text, [Span(0, len(text))])
    assert found is not None
    assert (found.family, found.text) == (family, notation)


@pytest.mark.parametrize(
    "text",
    [
        "It was adopted unanimously on Tuesday.",
        "A blocking minority needs at least four countries.",
        "The council met for nine hours.",
    ],
)
def test_what_tells_no_rule(text: str) -> None:
    assert find_rule(text, [Span(0, len(text))]) is None


COUNTS = [
    ("That brings the total to 49, just 11 short of the 60 needed.", (49, 60, None)),
    ("Sarn became the 50th state to ratify it.", (50, None, None)),
    ("Seven of the nine members have ratified it.", (7, None, 9)),
    ("Five of the alliance's 30 member states have already ratified it.", (5, None, 30)),
    ("The treaty now counts 49, only 11 fewer than the 60 that it requires.", (49, 60, None)),
]


@pytest.mark.parametrize(("text", "told"), COUNTS)
def test_count(text: str, told: tuple[int, int | None, int | None]) -> None:
    found = find_count(text, [Span(0, len(text))], acts=True)
    assert found is not None
    assert (found.agreed, found.needed, found.size) == told
