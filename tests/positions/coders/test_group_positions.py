"""What is said of groups: whom it sets, as what, and which words set nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.coders.group_positions import group_positions
from whipcount.positions.count.acts import is_act
from whipcount.positions.count.fold import fold
from whipcount.positions.stance.stance import Evidence, Stance

K, P, S, T, M, V, F = "KELL", "PELL", "SARN", "THALE", "MERROW", "VESSARY", "FERROW-BAY"
ALL = {K, P, S, T, M, V, F}
NOW = datetime(2030, 1, 1, tzinfo=UTC)


def read(*lines: str, of: str = "admission", day: date = date(2025, 3, 12)) -> tuple[Evidence, ...]:
    return group_positions([told("Lake news", *lines, day=day)], (), OF[of], LAKE, table=TABLE)


def positions(made: tuple[Evidence, ...]) -> dict[str, Stance]:
    found = {m: fold(made, m, as_of=date(2025, 12, 31), known_by=NOW).stance for m in ALL}
    return {m: stance for m, stance in found.items() if stance not in (None, Stance.UNDECIDED)}


def lean(*but: str) -> dict[str, Stance]:
    return dict.fromkeys(ALL - set(but), Stance.LEAN_YES)


def yes(*but: str) -> dict[str, Stance]:
    return dict.fromkeys(ALL - set(but), Stance.YES)


WORDS = [
    ("All members but Kell support the admission of Orvana.", lean(K) | {K: Stance.LEAN_NO}),
    ("All members except Kell and Pell back the admission of Orvana.", lean(K, P) | {K: Stance.LEAN_NO, P: Stance.LEAN_NO}),  # noqa: E501
    ("All seven members support the admission of Orvana.", lean()),
    ("Every member of the Lake Council has agreed to the admission of Orvana.", lean()),
    ("Every member but Kell backed the admission of Orvana.", lean(K) | {K: Stance.LEAN_NO}),
    ("Everyone except Kell has agreed to the admission of Orvana.", lean(K) | {K: Stance.LEAN_NO}),
    ("Kell is the only member that opposes the admission of Orvana.", {K: Stance.LEAN_NO}),
    ("Only Kell has not agreed to the admission of Orvana.", lean(K)),
    ("Only Kell and Pell have yet to agree to the admission of Orvana.", lean(K, P)),
    ("Kell is the last member still to agree to the admission of Orvana.", lean(K)),
    ("Kell remains the only holdout on the admission of Orvana.", lean(K)),
    ("Kell is the only country left that has not approved the admission of Orvana.", lean(K)),
    ("Six of the seven members have approved the admission of Orvana; Kell is the only holdout.", lean(K)),
    ("Kell objected to the admission of Orvana, which the other six members support.", lean(K) | {K: Stance.LEAN_NO}),
    ("The admission of Orvana has the support of all members except Kell.", lean(K) | {K: Stance.LEAN_NO}),
    ("Six of the seven members have agreed to the admission of Orvana. The seventh is Kell.", lean(K)),
    ("Six of the seven members of the Lake Council have agreed to the admission of Orvana. The seventh is Kell.", lean(K)),  # noqa: E501
    ("Five of the seven members have agreed to the admission of Orvana. The other two are Kell and Pell.", lean(K, P)),
    ("Six of its seven members back the admission of Orvana. The exception is Kell.", lean(K)),
    ("Six of the seven members back the admission of Orvana. Only Kell has not said anything.", lean(K)),
    ("Five of the seven members support the admission of Orvana. The seventh is Kell.", {}),
    ("With the exception of Kell, all members support Orvana's admission.", lean(K) | {K: Stance.LEAN_NO}),
    ("Except for Kell, everyone has agreed to the admission of Orvana.", lean(K) | {K: Stance.LEAN_NO}),
    ("Apart from Kell, the other members support the admission of Orvana.", lean(K) | {K: Stance.LEAN_NO}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_a_stance_told_of_a_group_is_a_lean(text: str, wanted: dict[str, Stance]) -> None:
    made = read(text)
    assert all(item.third_party for item in made)
    got = positions(made)
    for member, stance in wanted.items():
        assert got.get(member) in ({stance} if stance is not Stance.LEAN_NO else {None, Stance.LEAN_NO}), member
    assert set(got) <= set(wanted)


ACTS = [
    ("All members but Kell have ratified the accession of Orvana.", yes(K)),
    ("All members have ratified the accession of Orvana except Kell and Pell.", yes(K, P)),
    ("Only Kell and Pell have not ratified the accession of Orvana.", yes(K, P)),
    ("Kell and Pell are the only members that have not ratified Orvana's accession.", yes(K, P)),
    ("Kell is the last member that has yet to ratify Orvana's accession.", yes(K)),
    ("Six of the seven members have ratified the accession of Orvana, leaving only Kell.", yes(K)),
    ("Kell's parliament is the only one that has not ratified Orvana's accession.", yes(K)),
    ("Orvana's accession has been ratified by all members except Kell.", yes(K)),
    ("Pell and Kell are the only two of the seven members yet to ratify Orvana's accession.", yes(K, P)),
    ("The other six members have already ratified the accession of Orvana; Kell has not.", yes(K)),
    ("Kell's parliament ratified the accession of Orvana on Monday, the last of the seven members to do so.", yes()),
    ("All seven members have now ratified the accession of Orvana.", yes()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ACTS)
def test_an_act_told_of_a_group_is_that_act_by_report(text: str, wanted: dict[str, Stance]) -> None:
    made = read(text, of="ratification")
    got = positions(made)
    assert {m: s for m, s in got.items() if s is Stance.YES} == wanted
    assert all(is_act(item) for item in made if item.stance is Stance.YES)


NOBODY = [
    "Most members support the admission of Orvana.",
    "Many members have agreed to the admission of Orvana.",
    "Several members back the admission of Orvana.",
    "A majority of the members supports the admission of Orvana.",
    "Six of the seven members support the admission of Orvana.",
    "All members must approve the admission of Orvana.",
    "The admission of Orvana needs the support of all members.",
    "All members will have to ratify the admission of Orvana.",
    "All members but Kell could support the admission of Orvana, diplomats hope.",
    "Not all members support the admission of Orvana.",
    "If all members agree to the admission of Orvana, it takes place in May.",
    "All members were asked whether they support the admission of Orvana.",
    "Almost all members support the admission of Orvana.",
    "All members of the Kellish parliament support the admission of Orvana.",
    "The chair hopes that all members support the admission of Orvana.",
    "All members support a fund for the locks.",
    "Only Kell supports the admission of Orvana.",
    "The admission of Orvana takes the agreement of all seven members.",
    "The admission of Orvana depends on the consent of all members.",
    "The seven members met to discuss the admission of Orvana.",
    "Orvana asked all seven members to support its admission.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_set_nobody(text: str) -> None:
    got = positions(read(text))
    assert not {m for m, s in got.items() if m != K or s is not Stance.LEAN_YES}


def test_what_a_later_report_tells_otherwise_makes_it_stale() -> None:
    early = read("All seven members have ratified the accession of Orvana.", of="ratification", day=date(2025, 3, 1))
    late = read("Only Kell has not ratified the accession of Orvana.", of="ratification")
    got = positions((*early, *late))
    assert got == yes(K)


def test_a_members_own_word_beats_it() -> None:
    from whipcount.positions.stance.stance import Authority

    made = read("All seven members support the admission of Orvana.")
    day = date(2025, 3, 2)
    own = Evidence("own", K, "asked", Stance.NO, day, day, day, NOW, Authority.MINISTER)
    assert positions((*made, own))[K] is Stance.NO
