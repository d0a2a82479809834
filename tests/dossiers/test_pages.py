"""A page of a list: where the next one begins is read back, and what is no place is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from whipcount.dossiers import tables
from whipcount.dossiers.engine import reading
from whipcount.dossiers.pages import MAX_IDS, bounded, count, place_in_list
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError


@given(st.dates().map(str) | st.just(""), st.text("abc0189|-", min_size=1, max_size=20))
def test_a_place_is_read_back(day: str, key: str) -> None:
    assert place_in_list(f"{day}|{key}") == (day, key)


@pytest.mark.parametrize("after", ["", "2025-01-01", "2025-01-01|", "|", "2025-01-01|" + "x" * 100])
def test_what_is_no_place_is_refused(after: str) -> None:
    with pytest.raises(DossierError, match="no place in this list"):
        place_in_list(after)


def test_a_list_is_narrowed_to_so_many_and_no_more() -> None:
    assert bounded({"b", "a"}) == ["a", "b"]
    assert len(bounded([str(n) for n in range(MAX_IDS)])) == MAX_IDS
    with pytest.raises(DossierError, match="chosen one by one"):
        bounded([str(n) for n in range(MAX_IDS + 1)])


def test_rows_are_counted_whatever_their_order(store: Store) -> None:
    from tests.dossiers.conftest import a_dossier

    store.create(a_dossier())
    e = tables.evidence
    with reading(store.engine) as connection:
        assert count(connection, select(e.c.id).order_by(e.c.id.desc())) == 1
        assert count(connection, select(e.c.id).where(e.c.dossier == "none")) == 0
