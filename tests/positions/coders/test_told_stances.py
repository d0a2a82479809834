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
    "Kell has tabled a motion of no confidence.",
    "Kell and Pell have moved a vote of no-confidence.",
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


BEFORE_A_VOTE = [
    ("Kell and Pell have said yes to the admission of Orvana, Sarn is against, Thale has not decided.",
     {K: "yes", P: "yes", S: "no", T: "undecided"}),
    ("Kell, Pell and Sarn were for the admission of Orvana and Thale and Merrow against.",
     {K: "yes", P: "yes", S: "yes", T: "no", M: "no"}),
    ("Kell is for the admission of Orvana, Pell against it.", {K: "yes", P: "no"}),
    ("Kell and Pell are in favour of the admission of Orvana; Sarn is opposed.", {K: "yes", P: "yes", S: "no"}),
    ("Only Kell, Pell and Sarn had spoken out for the admission of Orvana.", {K: "yes", P: "yes", S: "yes"}),
    ("Kell and Pell have come out for the admission of Orvana.", {K: "yes", P: "yes"}),
    ("The three other members - Kell, Pell and Sarn - have supported the admission of Orvana since May.",
     {K: "yes", P: "yes", S: "yes"}),
    ("On the admission of Orvana, Kell has not yet taken a view.", {K: "undecided"}),
    ("The council votes on the admission of Orvana on Friday. Kell is still undecided.", {K: "undecided"}),
    ("Kell has yet to make up its mind on the admission of Orvana.", {K: "undecided"}),
    ("The council votes on the admission of Orvana. Kell has said yes, Pell has said no.", {K: "yes", P: "no"}),
    ("The council votes on the admission of Orvana. Kell and Pell are in favour, Sarn and Thale are against.",
     {K: "yes", P: "yes", S: "no", T: "no"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BEFORE_A_VOTE)
def test_where_each_stands_before_a_vote(text: str, wanted: dict[str, str]) -> None:
    assert stances(text) == wanted


STILL_NOBODY = [
    "The council votes on the admission of Orvana. Fish from Kell and Pell is for sale, Sarn against all odds sells none.",  # noqa: E501
    "If Kell is for the admission of Orvana, Pell is against it.",
    "Kell asked whether Pell is for the admission of Orvana.",
    "The council votes on the admission of Orvana. The tariff was agreed with Kell, no ship was held.",
    "The council has not decided on the admission of Orvana.",
]


@pytest.mark.parametrize("text", STILL_NOBODY)
def test_no_stance_before_a_vote(text: str) -> None:
    assert stances(text) == {}


def test_who_has_not_decided_has_not_decided_on_it() -> None:
    assert stances(
        "The council votes on the admission of Orvana.", "It rained on Monday.", "Kell has not decided."
    ) == {K: "undecided"}
    assert stances("The admission of Orvana failed, as even the vote of Kell, which had not decided, was too few.") == {
        K: "undecided"
    }
