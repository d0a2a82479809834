"""What the hazard learns from: the package's tables, and a user's own in their place where they are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forecasts.tables import league
from whipcount.errors import DatasetError
from whipcount.forecasts.core.training import fingerprint, packaged_decisions, training_decisions


def test_a_users_own_decisions_are_added_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(league(3, 4))
    every = training_decisions([tmp_path / "own.csv"])
    assert len(every) == len(packaged_decisions()) + 3
    assert [decision.opened for decision in every] == sorted(decision.opened for decision in every)
    assert training_decisions() == packaged_decisions()


def test_one_that_the_package_has_counts_as_the_users(tmp_path: Path) -> None:
    ours = packaged_decisions()[0]
    rows = "".join(
        f'"{ours.name}",{ours.body},"{member.member}",unanimity,{ours.opened},,pending,,,\n' for member in ours.members
    )
    (tmp_path / "own.csv").write_text(league(0, 0) + rows)
    every = training_decisions([tmp_path / "own.csv"])
    assert len(every) == len(packaged_decisions())
    (own,) = (d for d in every if (d.name, d.opened) == (ours.name, ours.opened))
    assert own != ours


def test_a_hash_tells_apart_what_a_fit_could_see() -> None:
    every = packaged_decisions()
    assert fingerprint(every) == fingerprint(list(every))
    assert len({fingerprint(every), fingerprint(every[1:]), fingerprint(every[::-1]), fingerprint(())}) == 4


def test_a_table_that_is_not_there_is_refused() -> None:
    with pytest.raises(DatasetError):
        packaged_decisions(("no_such_table",))
