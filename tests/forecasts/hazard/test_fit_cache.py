"""Fits that are kept: the same for the same decisions, another for others, and a damaged file is made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.forecasts.tables import league
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard import fit_cache
from whipcount.forecasts.hazard.fit_cache import cache_folder, cache_key, learned_from
from whipcount.forecasts.hazard.priors import Penalty

DAY = date(2012, 1, 1)


@pytest.fixture(scope="module")
def known() -> list[Snapshot]:
    return [d.as_of(DAY) for d in parse_table(league(4, 4)) if d.opened < DAY]


@pytest.fixture(autouse=True)
def _nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_cache, "_memory", {})


def test_a_fit_is_written_and_taken_by_the_next_process(known: list[Snapshot], tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    first = learned_from(known, DAY, folder=tmp_path)
    (file,) = tmp_path.glob("fit-*.npz")
    monkeypatch.setattr(fit_cache, "_memory", {})
    monkeypatch.setattr(fit_cache, "learn", lambda *_: pytest.fail("was fitted again"))
    again = learned_from(known, date(2012, 2, 1), folder=tmp_path)
    assert np.array_equal(again.beta, first.beta)
    assert np.array_equal(again.covariance, first.covariance)
    assert again.members == first.members
    assert again.until == date(2012, 2, 1)
    assert file.name == f"fit-{cache_key(known, Penalty())}.npz"


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"not a zip file at all"])
def test_a_damaged_file_is_made_anew(known: list[Snapshot], tmp_path: Path, damage: bytes, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    first = learned_from(known, DAY, folder=tmp_path)
    (file,) = tmp_path.glob("fit-*.npz")
    file.write_bytes(damage)
    monkeypatch.setattr(fit_cache, "_memory", {})
    assert np.array_equal(learned_from(known, DAY, folder=tmp_path).beta, first.beta)
    assert file.read_bytes() != damage


def test_the_key_depends_on_all_that_a_fit_could_see_but_not_on_the_day(known: list[Snapshot]) -> None:
    key = cache_key(known, Penalty())
    assert cache_key([replace(s, as_of=date(2013, 1, 1)) for s in known], Penalty()) == key
    others = [
        cache_key(known[1:], Penalty()),
        cache_key(known[::-1], Penalty()),
        cache_key(known, Penalty(frailty=2.0)),
        cache_key([replace(known[0], refused=~known[0].refused), *known[1:]], Penalty()),
    ]
    assert len({key, *others}) == 5


def test_where_files_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHIPCOUNT_CACHE", " ")
    assert cache_folder() is None
    monkeypatch.setenv("WHIPCOUNT_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("WHIPCOUNT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "whipcount"


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_file(known: list[Snapshot], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert learned_from(known, DAY, folder=tmp_path / "file").beta.size
