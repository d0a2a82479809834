"""How words begin: a pattern that may match is never left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.text.heads import beginnings, heads
from whipcount.text.wordlists import Wordlist, lowered

TEXTS = (Path(__file__).resolve().parents[1] / "positions" / "kinds.txt").read_text(encoding="utf-8").splitlines()
ROWS = [
    (name, row)
    for name, table in (("predicates", "predicates"), ("modifiers", "governing"), ("denials", "denials"))
    for row in Wordlist(f"stance/{name}").folded_rows(table)
]


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"(?<!\w)(?:vetoes|back)(?!\w)", {"vet", "bac"}),
        (r"(?:re)?open", {"re", "ope"}),
        (r"no\s+comment", {"no"}),
        (r"colou?r", {"col"}),
        (r"an?\s+yes", {"a"}),
        (r"(?P<name>yes|no)", {"yes", "no"}),
    ],
)
def test_the_first_letters_of_a_pattern(pattern: str, wanted: set[str]) -> None:
    assert set(heads(pattern) or ()) == wanted


@pytest.mark.parametrize("pattern", [r"\w+ing", r"[ab]c", r"(?:\w+\s+)?yes", r"x?"])
def test_what_cannot_be_told_is_always_looked_for(pattern: str) -> None:
    assert heads(pattern) is None


def test_no_row_that_matches_is_left_out() -> None:
    for text in TEXTS:
        low = lowered(text)
        begin = beginnings(low)
        for _, row in ROWS:
            if not row.may_match(begin):
                assert not row.pattern.search(low if row.small else text), (text, row.pattern.pattern[:80])


@given(st.lists(st.sampled_from(["veto", "backs", "a yes", "reopen", "no comment", "the"]), max_size=6))
def test_any_text_of_such_words(words: list[str]) -> None:
    text = " ".join(words)
    for pattern in (r"(?<!\w)(?:veto|a\s+yes)", r"(?:re)?open", r"(?<![\w-])(?:back(?:s|ed)?|no\s+comment)"):
        first = heads(pattern)
        assert first is not None
        if re.search(pattern, text):
            assert not first.isdisjoint(beginnings(text))
