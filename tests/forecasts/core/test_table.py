from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.errors import DatasetError
from whipcount.forecasts.core.decisions import clusters
from whipcount.forecasts.core.table import load_decisions, parse_table

HEAD = "decision,body,member,rule,opened,consented,event,not_before,not_after,note\n"
ROW = "Lake,L,A,unanimity,2001-01-01,2001-05-05,deposited,,,\n"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("Lake,L,A,unanimity,2001-01-01,2000-05-05,deposited,,,\n", "before opening"),
        (ROW + "Lake,L,A,unanimity,2001-01-01,2001-06-05,deposited,,,\n", "two dates for 'A'"),
        ("Lake,L,A,by lot,2001-01-01,,pending,,,\n", "unknown rule"),
        ("Lake,L,A,unanimity,soon,,pending,,,\n", "is no date"),
        ("Lake,L,A,unanimity,,,pending,,,\n", "never opened"),
        ("Lake,L,A,unanimity,2001-01-01,,ratified,2002-02-02,2001-02-02,\n", "lies after"),
        ("", "no rows"),
        ("Lake,L,A,unanimity,2001-01-01,2001-05-05,withdrawn,,,\n", "the event is 'withdrawn'"),
        ("Lake,L,A,unanimity,2001-01-01,2001-05-05,pending,,,\n", "the event is 'pending'"),
        (
            "".join(f"Lake,L,{m},60 pct of votes; weight=90 pct,2001-01-01,,pending,,,\n" for m in "ABCD"),
            "add up to 360%",
        ),
    ],
)
def test_bad_tables_say_what_and_where(rows: str, problem: str) -> None:
    with pytest.raises(DatasetError, match=problem) as caught:
        parse_table(HEAD + rows, where="lake.csv")
    assert "lake.csv" in str(caught.value)


def test_as_of_when_is_told_or_said_to_be_missing() -> None:
    """A table without news is not silently complete up to its last consent: who reads it can tell."""
    pending = "Lake,L,B,unanimity,2001-01-01,,pending,,,{}\n"
    for note, told in (("", False), ("as of 2010-01-01", True)):
        (lake,) = parse_table(HEAD + ROW + pending.format(note), where="lake.csv")
        assert lake.as_of_told is told
        assert lake.seen_until == (date(2010, 1, 1) if told else date(2001, 5, 5))
    (lake,) = parse_table(HEAD + ROW, where="lake.csv")
    assert lake.as_of_told


def test_a_snapshot_knows_nothing_of_later_days() -> None:
    later = "Lake,L,B,unanimity,2001-01-01,,ratified,2001-07-01,2001-07-31,\n"
    (lake,) = parse_table(HEAD + ROW + later)
    assert not lake.as_of(date(2001, 5, 4)).consented.any()
    assert lake.as_of(date(2001, 7, 15)).consented.tolist() == [True, False]
    assert lake.as_of(date(2001, 7, 31)).met
    assert lake.met_on == date(2001, 7, 16)


def test_what_hangs_on_a_day_between_bounds_is_not_known_between_them() -> None:
    later = "Lake,L,B,unanimity,2001-01-01,,ratified,2001-07-01,2001-07-31,\n"
    (lake,) = parse_table(HEAD + ROW + later)
    asked = {day: lake.met_by(date(2001, 7, day)) for day in (1, 15, 30, 31)}
    assert asked == {1: None, 15: None, 30: None, 31: True}
    assert lake.met_by(date(2001, 6, 30)) is False


def test_a_table_of_days_to_come_is_a_slip(tmp_path: Path) -> None:
    path = tmp_path / "lake.csv"
    path.write_text(HEAD + "Lake,L,A,unanimity,2001-01-01,2203-05-05,deposited,,,\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="2203-05-05, a day to come"):
        load_decisions([path])


def test_a_refusal_is_known_from_its_day_and_fails_the_decision() -> None:
    (lake,) = parse_table(HEAD + ROW + "Lake,L,B,unanimity,2001-01-01,,blocked,2001-07-01,2001-07-01,\n")
    assert lake.failed
    assert lake.as_of(date(2001, 7, 1)).refused.tolist() == [False, True]
    assert lake.met_by(date(2030, 1, 1)) is False


def test_real_tables_load(shared: object) -> None:
    folder = shared / "data" / "ratifications"  # type: ignore[operator]
    found = load_decisions([folder / f"{n}.csv" for n in ("unanimity", "environmental_treaties", "threshold")])
    assert len(found) == 48
    labels = clusters(found)
    assert len(set(labels)) == 47  # two parallel protocols


def test_signatures_and_members_from_outside_the_list_are_read() -> None:
    rows = (
        'Lake,L,A,unanimity,2001-01-01,2001-05-05,deposited,,,"as of 2003-01-01; signed 2001-02-03"\n'
        "Lake,L,B,unanimity,2001-06-01,2001-06-01,deposited,,,outside the list of possible members\n"
        "Lake,L,C,unanimity,2001-01-01,,pending,,,as of 2003-01-01\n"
    )
    (lake,) = parse_table(HEAD + rows)
    assert [m.signed for m in lake.members] == [date(2001, 2, 3), None, None]
    assert [m.outside for m in lake.members] == [False, True, False]
    before, after = lake.as_of(date(2001, 2, 2)), lake.as_of(date(2001, 6, 1))
    assert before.signed is not None
    assert after.signed is not None
    assert not (before.signed <= before.today).any()
    assert (after.signed <= after.today).tolist() == [True, False, False]
    assert after.listed.tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("rows", "problem", "row"),
    [
        ("Lake,L,A,3 parties,2001-01-01,,pending,,,\n", "needs 3 members, and the table lists 1", 2),
        (ROW + "Lake,L,B,unanimity,2001-01-01,,pending,,,as of 2000-06-01\n", "before the opening", 3),
        (ROW + "Lake,L,B,unanimity,2001-01-01,2002-01-01,deposited,,,as of 2001-06-01\n", "says as of 2001-06-01", 3),
        (ROW + "Lake,L,B,unanimity,2004-01-01,,pending,,,\n", "was met without it", 3),
    ],
)
def test_tables_that_contradict_themselves_are_refused_with_their_row(rows: str, problem: str, row: int) -> None:
    with pytest.raises(DatasetError, match=problem) as caught:
        parse_table(HEAD + rows, where="lake.csv")
    assert f"lake.csv row {row}" in str(caught.value)


def test_who_joins_from_outside_the_list_does_not_reopen_what_was_met() -> None:
    from whipcount.forecasts.backtesting.baselines import ended

    late = "Lake,L,B,unanimity,2004-01-01,2004-01-01,deposited,,,outside the list of possible members\n"
    (lake,) = parse_table(HEAD + ROW + late)
    (one,) = ended([lake.as_of(date(2005, 1, 1))])
    assert (one.days, one.met) == (124.0, True)


@pytest.mark.parametrize(
    ("name", "accession"),
    [
        ("Convention Concerning Minimum Age For Admission To Employment", False),
        ("Protocol on the accession of Telmark", True),
        ("Admission of Telmark to the Lake League", True),
        ("Admission to the European Union", True),
        ("Admission to membership", True),
    ],
)
def test_admission_to_employment_is_no_accession(name: str, accession: bool) -> None:
    (found,) = parse_table(HEAD + ROW.replace("Lake,", f"{name},", 1))
    assert found.accession is accession
