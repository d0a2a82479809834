"""The record of forecasts: sealed, chained, told when tampered with, whole in an archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, text

from tests.dossiers.conftest import NOON, a_dossier, a_record
from whipcount.dossiers import tables
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.sealed import SealedForecast, check_chain, evidence_hash, holds, sealed
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError, StaleError, StoreError


def a_forecast(p: float = 0.25, day: date = date(2030, 1, 2)) -> SealedForecast:
    """An invented forecast, not sealed yet."""
    return SealedForecast(
        made_at=datetime(2030, 1, 1, tzinfo=UTC), as_of=day, known_by=NOON, kind="by_day", variant="asked",
        by=date(2030, 6, 1), probability=p, low=p / 2, high=(1 + p) / 2,
        quantiles=((0.1, date(2030, 2, 1)), (0.9, None)), model="m-1", version="0.1", learned="abc",
        evidence=evidence_hash(["r-1"]), pieces=1,
    )  # fmt: skip


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with three forecasts on record."""
    store.create(a_dossier())
    for p in (0.2, 0.3, 1 / 3):
        store.add_forecast("lake", a_forecast(p), author="ada")
    return store


def test_the_record_comes_out_as_it_went_in(kept: Store) -> None:
    found = kept.forecasts("lake")
    assert [f.probability for f in found] == [0.2, 0.3, 1 / 3]
    assert [f.before for f in found] == ["", found[0].seal, found[1].seal]
    assert all(f.made_at > NOON for f in found)  # the store's clock, not what the maker says
    assert kept.changes("lake")[-1].action == "forecast"
    assert replace(found[0], made_at=a_forecast().made_at, seal="") == a_forecast(0.2)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE forecast SET doc = replace(doc, '0.3', '0.9') WHERE change = 3", "altered after it was sealed"),
        ("UPDATE forecast SET id = 'x' WHERE change = 2", "altered after it was sealed"),
        ("DELETE FROM forecast WHERE change = 3", "out of its chain"),
        ("DELETE FROM forecast WHERE change = 2", "out of its chain"),
    ],
)
def test_tampering_is_told(kept: Store, statement: str, problem: str) -> None:
    with kept.engine.begin() as connection:
        connection.execute(text(statement))
    with pytest.raises(StoreError, match=problem):
        kept.forecasts("lake")


def test_swapped_forecasts_are_told(kept: Store) -> None:
    with kept.engine.begin() as connection:
        for old, new in ((2, -1), (3, 2), (-1, 3)):
            if new == -1:
                rows = connection.execute(text("SELECT id, doc FROM forecast WHERE change = 2")).one()
                connection.execute(delete(tables.forecast).where(tables.forecast.c.change == old))
            elif old == 3:
                connection.execute(text("UPDATE forecast SET change = 2 WHERE change = 3"))
            else:
                values = {"dossier": "lake", "change": 3, "id": rows.id, "doc": rows.doc, "as_of": "2030-01-02"}
                connection.execute(tables.forecast.insert().values(**values, target=None))
    with pytest.raises(StoreError, match="out of its chain"):
        kept.forecasts("lake")


def test_the_archive_holds_the_record_byte_for_byte(kept: Store, tmp_path: Path) -> None:
    lines = list(write_archive(kept, "lake"))
    with Store.open(tmp_path / "copy.db", create=True) as copy:
        read_archive(copy, lines)
        assert list(write_archive(copy, "lake")) == lines
        assert copy.forecasts("lake") == kept.forecasts("lake")
        copy.add_forecast("lake", a_forecast())
        assert len(copy.forecasts("lake")) == 4


def test_a_forecast_rests_on_a_revision(kept: Store) -> None:
    at = kept.revision("lake")
    kept.add_evidence("lake", [a_record("r-2")])
    with pytest.raises(StaleError):
        kept.add_forecast("lake", a_forecast(), expected=at)
    with pytest.raises(DossierError):
        kept.add_forecast("none", a_forecast())
    assert len(kept.forecasts("lake")) == 3


def changes() -> st.SearchStrategy[Callable[[SealedForecast], SealedForecast]]:
    fields = {
        "probability": st.floats(0, 1), "low": st.floats(0, 1), "pieces": st.integers(0, 9),
        "model": st.text(max_size=9),
        "by": st.none() | st.dates(), "note": st.text(max_size=9), "before": st.text("0123456789abcdef", max_size=9),
        "as_of": st.dates(), "made_at": st.datetimes(timezones=st.just(UTC)), "learned": st.text(max_size=9),
    }  # fmt: skip
    return st.sampled_from(sorted(fields)).flatmap(
        lambda name: fields[name].map(lambda value: lambda made: replace(made, **{name: value}))
    )


@given(changes())
def test_no_field_can_be_changed_unseen(change: Callable[[SealedForecast], SealedForecast]) -> None:
    made = sealed(a_forecast(), "")
    altered = change(made)
    assert holds(altered) == (altered == made)
    check_chain([made], where="lake")
