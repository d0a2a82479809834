"""Tables of statements: what they mean, which decisions they bear on, and how they move a forecast."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecasts.tables import league
from whipcount.errors import DatasetError
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.propensity import ORDER
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.statement_aware import silent_and_told
from whipcount.forecasts.hazard.statement_table import bears_on, evidence_on, load_statements, parse_statements

HEAD = "date,member,speaker,proposal,stance,gist\n"
DECISIONS = parse_table(league(4, 4))
LAST = DECISIONS[-1]
DAY = date(LAST.opened.year + 1, 1, 1)


def _row(day: str, member: str = "Land 0", stance: str = "oppose", proposal: str = "Pact 3 League") -> str:
    return f"{day},{member},the minister,{proposal},{stance},\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no rows"),
        (HEAD, "no rows"),
        ("date,member\n2001-01-01,A\n", "no column"),
        (HEAD + _row("soon"), "is no date"),
        (HEAD + _row("2001-01-01", stance="perhaps"), "unknown stance"),
        (HEAD + _row("2001-01-01", member=""), "no member"),
        (HEAD + "2001-01-01,A\n", "as many cells"),
    ],
)
def test_bad_tables_say_what_and_where(text: str, problem: str) -> None:
    with pytest.raises(DatasetError, match=problem) as caught:
        parse_statements(text, where="said.csv")
    assert "said.csv" in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be opened"):
        load_statements([tmp_path / "none.csv"])


def test_the_order_of_files_and_rows_does_not_matter(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(HEAD + _row("2003-02-01") + _row("2002-02-01"), encoding="utf-8")
    two.write_text(HEAD + _row("2001-02-01", "Land 1"), encoding="utf-8")
    assert load_statements([one, two]) == load_statements([two, one])


@pytest.mark.parametrize(
    ("proposal", "name", "body", "expected"),
    [
        ("Orvana/Telmark League accession", "League accession protocol: Telmark", "League", True),
        ("Telmark League accession", "Accession protocol: Telmark", "League", True),
        ("Orvana League accession", "League accession protocol: Telmark", "League", False),
        ("Telmark League invitation", "League accession protocol: Telmark", "League", False),
        ("accession", "League accession protocol: Telmark", "League", False),
        ("", "League accession protocol: Telmark", "League", False),
    ],
)
def test_which_decisions_a_statement_bears_on(proposal: str, name: str, body: str, expected: bool) -> None:
    assert bears_on(proposal, name, body) is expected


def test_only_what_was_said_by_the_day_counts() -> None:
    rows = parse_statements(HEAD + _row(f"{DAY.year}-01-01") + _row(f"{DAY.year}-01-02"))
    assert [e.said_to for e in evidence_on(LAST.as_of(DAY), rows)] == [DAY]


def test_forecasts_rise_along_the_order_of_stances() -> None:
    open_one = next(d for d in DECISIONS if "Land 0" in _left(d))
    values = [_told(open_one, stance.value) for stance in ORDER]
    assert all(after >= before for before, after in pairwise(values))
    assert values[0] < values[-1]


def _left(decision: Decision) -> list[str]:
    seen = decision.as_of(_mid(decision))
    return [m for m, c in zip(seen.members, seen.consented, strict=True) if not c]


def _mid(decision: Decision) -> date:
    return date.fromordinal(decision.opened.toordinal() + 100)


def _told(decision: Decision, stance: str, later: str = "") -> float:
    day = _mid(decision)
    rows = parse_statements(HEAD + f"{day},Land 0,the minister,{decision.name} League,{stance},\n" + later)
    history = [d.as_of(day) for d in DECISIONS if d is not decision and d.opened < day]
    return silent_and_told(Coupled(paths=400), rows)[-1].forecast(history, decision.as_of(day)).at(365)


@settings(max_examples=3)
@given(st.integers(1, 500), st.sampled_from(["oppose", "support", "delay"]))
def test_what_is_said_later_changes_nothing(days: int, stance: str) -> None:
    decision = next(d for d in DECISIONS if "Land 0" in _left(d))
    later = date.fromordinal(_mid(decision).toordinal() + days)
    extra = f"{later},Land 0,the minister,{decision.name} League,{stance},\n"
    assert _told(decision, "oppose", extra) == _told(decision, "oppose")


def test_without_a_statement_both_say_the_same() -> None:
    rows = parse_statements(HEAD + _row("2001-01-01", proposal="Other Thing"))
    day = _mid(LAST)
    history = [d.as_of(day) for d in DECISIONS[:-1] if d.opened < day]
    silent, told = silent_and_told(Coupled(paths=300), rows)
    snapshot = LAST.as_of(day)
    assert (silent.forecast(history, snapshot).cdf == told.forecast(history, snapshot).cdf).all()
