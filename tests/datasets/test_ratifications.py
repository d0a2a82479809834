"""The tables of consents that come with the package: whole, told by their codebook, true to their sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whipcount import datasets
from whipcount.errors import DatasetError
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.table import OPTIONAL, REQUIRED, load_decisions
from whipcount.forecasts.core.training import fingerprint, packaged_decisions, training_decisions


def facts(decision: Decision) -> Decision:
    """A decision without the wording of its rule, sources and notes."""
    rule = replace(decision.rule, text="")
    members = tuple(replace(m, source="", note="") for m in decision.members)
    return replace(decision, rule=rule, members=members, source="")


@pytest.mark.shared
@pytest.mark.parametrize("name", datasets.SETS)
def test_the_packaged_facts_are_those_of_the_measuring_data(shared: Path, name: str) -> None:
    given = load_decisions([shared / "data" / "ratifications" / f"{name}.csv"])
    assert [facts(d) for d in packaged_decisions((name,))] == [facts(d) for d in given]


def test_every_column_is_in_the_codebook_and_every_row_names_its_source() -> None:
    rows = datasets.load_ratifications()
    assert len(rows) == 1430
    assert set(rows[0]) == set(REQUIRED + OPTIONAL)
    assert all(f"`{column}`" in datasets.codebook() for column in rows[0])
    assert all(row["source"] and row["rule"] for row in rows)


@pytest.mark.parametrize("name", datasets.SETS)
def test_the_codebook_counts_right(name: str) -> None:
    decisions = {row["decision"] for row in datasets.load_ratifications(name)}
    assert f"| `{name}.csv` | {len(decisions)} | {len(datasets.load_ratifications(name))} |" in datasets.codebook()


def test_notes_are_short_codes() -> None:
    assert max(len(row["note"]) for row in datasets.load_ratifications()) <= 100


def test_no_such_table() -> None:
    with pytest.raises(DatasetError, match=r"no table .votes.*unanimity"):
        datasets.load_ratifications("votes")


def test_a_users_own_table_joins_and_wins(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("decision,member,opened,consented\nLake treaty,Orvana,2001-02-03,2001-09-01\n")
    joined = training_decisions([table])
    assert len(joined) == len(packaged_decisions()) + 1
    assert [d.opened for d in joined] == sorted(d.opened for d in joined)
    table.write_text("decision,member,opened,consented\nEU Treaty of Nice,Orvana,2001-02-26,2001-09-01\n")
    own = next(d for d in training_decisions([table]) if d.name == "EU Treaty of Nice")
    assert own.met_on == date(2001, 9, 1)
    assert fingerprint(joined) != fingerprint(packaged_decisions())
