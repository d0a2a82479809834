"""Which reports a corpus has: every hash that was put in, none that was not, once each."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.corpora import known as module
from whipcount.corpora.known import Known

HASHES = st.lists(st.integers(0, 60).map(lambda n: sha256(str(n).encode()).hexdigest()), max_size=40)


@pytest.fixture(autouse=True)
def _sorted_in_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LATELY", 7)


@given(HASHES, HASHES)
def test_it_is_a_set(first: list[str], more: list[str]) -> None:
    known = Known(first)
    for item in more:
        known.add(item)
    every = {*first, *more}
    assert len(known) == len(every)
    assert all(item in known for item in every)
    assert not any(sha256(f"other {n}".encode()).hexdigest() in known for n in range(20))


def test_hashes_that_share_their_first_half_are_two() -> None:
    one, other = "0" * 16 + "1" * 48, "0" * 16 + "2" * 48
    known = Known([one])
    assert one in known
    assert other not in known
    for n in range(20):
        known.add("0" * 16 + f"{n:016x}" + "0" * 32)
    assert len(known) == 21
    assert other not in known


def test_what_is_no_text_is_not_in_it() -> None:
    assert None not in Known(["00" * 32])
    assert 0 not in Known()
