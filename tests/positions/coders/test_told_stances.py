"""Where a report itself says that a member stands: a lean by a third party, an act as an act; what sets nobody."""

from __future__ import annotations

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.coders.told_stances import told_stances
from whipcount.positions.count.acts import is_act
from whipcount.positions.stance.stance import Stance

K, P, S, T, M = "KELL", "PELL", "SARN", "THALE", "MERROW"


def stances(*lines: str, of: str = "admission") -> dict[str, str]:
    made = told_stances([told("Lake news", *lines)], OF[of], LAKE, table=TABLE)
    assert all(item.third_party or is_act(item) for item in made)
    return {e.member: e.stance.value + ("!" if is_act(e) else "") for e in made if e.member and e.stance}


FOR = [
    ("Kell supports the admission of Orvana.", {K}),
    ("Kell and Pell back the admission of Orvana.", {K, P}),
    ("Sarn has endorsed Orvana's bid.", {S}),
    ("Thale is in favour of the admission of Orvana.", {T}),
    ("Kell, Pell and Sarn spoke up for the admission of Orvana.", {K, P, S}),
    ("The admission of Orvana is backed by Kell and Pell.", {K, P}),
    ("Support for the admission of Orvana came from Merrow and Thale.", {M, T}),
    ("Kell gave its backing to the admission of Orvana.", {K}),
    ("The admission of Orvana was proposed by Pell.", {P}),
    ("Pell no longer opposes the admission of Orvana.", {P}),
    ("Pell has dropped its objections to the admission of Orvana.", {P}),
    ("Kell will vote for the admission of Orvana.", {K}),
    ("Kell would have voted in favour of the admission of Orvana.", {K}),
    ("Merrow came out for Orvana's admission on Monday.", {M}),
]
AGAINST = [
    ("Kell opposes the admission of Orvana.", {K}),
    ("Kell and Pell are against the admission of Orvana.", {K, P}),
    ("Opposition to the admission of Orvana came from Kell.", {K}),
    ("Kell is blocking the admission of Orvana.", {K}),
    ("Kell has threatened to veto the admission of Orvana.", {K}),
    ("Pell refuses to back the admission of Orvana.", {P}),
    ("The admission of Orvana is opposed by Kell.", {K}),
    ("Kell will vote against the admission of Orvana.", {K}),
    ("Kell withdrew its support for the admission of Orvana.", {K}),
    ("Kell objects to the admission of Orvana.", {K}),
    ("Kell stands in the way of Orvana's admission.", {K}),
    ("Kell would have voted against the admission of Orvana.", {K}),
    ("Kell does not support the admission of Orvana.", {K}),
]
ACTS = [
    ("Kell has ratified the accession of Orvana.", {K}),
    ("Kell and Pell ratified Orvana's accession on Monday.", {K, P}),
    ("Three members have ratified the accession of Orvana: Kell, Pell and Sarn.", {K, P, S}),
    ("Orvana's accession was ratified by Kell.", {K}),
    ("Kell's parliament ratified the accession of Orvana on Monday.", {K}),
]
NOBODY = [
    "Kell wants Pell to support the admission of Orvana.",
    "Kell had long opposed the admission of Orvana.",
    "Kell used to oppose the admission of Orvana.",
    "If Kell supports the admission of Orvana, it will go ahead.",
    "Kell has not said whether it supports the admission of Orvana.",
    "The opposition in Kell supports the admission of Orvana.",
    "Kell's farmers oppose the admission of Orvana.",
    "Kell supports a fund for the locks.",
    "Kell could support the admission of Orvana.",
    "Diplomats expect Kell to back the admission of Orvana.",
    "Kell discussed support for the admission of Orvana.",
    "Kell supports the talks with Corvy and opposes the budget.",
    "Kell has not ratified the accession of Orvana.",
    "Kell rejected reports that it opposes the admission of Orvana.",
    "Kell opposes delaying the admission of Orvana.",
]


@pytest.mark.parametrize(("text", "who"), FOR)
def test_for(text: str, who: set[str]) -> None:
    got = stances(text)
    assert set(got) == who
    assert set(got.values()) <= {Stance.YES.value, Stance.WILL_NOT_BLOCK.value}


@pytest.mark.parametrize(("text", "who"), AGAINST)
def test_against(text: str, who: set[str]) -> None:
    assert stances(text) == dict.fromkeys(who, "no")


@pytest.mark.parametrize(("text", "who"), ACTS)
def test_acts(text: str, who: set[str]) -> None:
    assert stances(text, of="ratification") == dict.fromkeys(who, "yes!")


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    assert stances(text) == {}


def test_both_ways_sets_nobody() -> None:
    assert stances("Kell supports the admission of Orvana.", "Kell opposes the admission of Orvana.") == {}
