"""Patterns over what is said of groups: what each finds, whom it leaves out, and that they are fast on any text."""

from __future__ import annotations

from time import process_time

import pytest

from whipcount.positions.proposal import group_patterns as patterns
from whipcount.text.patterns import LazyPattern

K = "\ue000"
ROWS = [
    ("SAID", "all members have ratified", {"act": "ratified", "but": None}),
    ("SAID", f"all members but {K} support it", {"but": K}),
    ("SAID", "the other six members voted against it", {"m": "six", "cast_no": "voted against"}),
    ("OF_GROUP", "it was ratified by all members", {"act": "ratified by"}),
    ("LEAD_EXCEPT", f"except for {K}, everyone has agreed", {"but": K, "group": "everyone"}),
    ("ONLY_NOT", f"only {K} has not ratified", {"but": K, "done": "ratified"}),
    ("THE_ONLY", f"{K} is the only member that has not ratified", {"but": K}),
    ("ARE_ONLY", f"the only members yet to ratify are {K}", {"but": K}),
    ("HOLDOUT", f"{K} remains the only holdout", {"but": K}),
    ("LEAVING", "six of the seven members have ratified", {"n": "six", "of": "seven"}),
    ("LEFT_ARE", f"leaving only {K}", {"but": K}),
    ("ODD_ONE", f"The seventh is {K}.", {"but": K}),
    ("OPPOSES", f"{K} is the only member that opposes it", {"but": K, "verb": "opposes"}),
    ("THE_LAST_TO", f"{K} became the last member to ratify", {"but2": K, "did2": "ratify"}),
    ("WHOSE", f"{K} is the only member whose consent is needed", {"but": K}),
]


@pytest.mark.parametrize(("name", "text", "groups"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_what_a_pattern_finds(name: str, text: str, groups: dict[str, str | None]) -> None:
    match = getattr(patterns, name).search(text)
    assert match is not None
    assert {group: match[group] for group in groups} == groups


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SAID", "all members met in Vess"),
        ("ONLY_NOT", f"{K} has not ratified"),
        ("LEFT_ARE", f"they met {K}"),
        ("ODD_ONE", f"On Friday it was {K}."),
        ("OPPOSES", f"{K} opposes it"),
    ],
)
def test_what_it_passes_over(name: str, text: str) -> None:
    assert getattr(patterns, name).search(text) is None


def test_what_singles_a_member_out_is_found_by_the_first_look() -> None:
    """`SINGLED_OUT` decides whether the patterns for single members are asked at all, so it must find all they find."""
    told = [text for name, text, _ in ROWS if name in ("ONLY_NOT", "THE_ONLY", "ARE_ONLY", "HOLDOUT", "WHOSE")]
    assert [text for text in told if patterns.SINGLED_OUT.search(text) is None] == []


@pytest.mark.parametrize("piece", ["all members ", f"{K} ", "the only ", "six of the seven "])
def test_hostile_sentences_take_no_long_time(piece: str) -> None:
    text = piece * (4_000 // len(piece))
    for pattern in [p for p in vars(patterns).values() if isinstance(p, LazyPattern)]:
        pattern.search("warm")
        started = process_time()
        pattern.search(text)
        assert process_time() - started < 2, pattern.pattern[:60]
