"""Dated office holders: who a name is on a day, who held an office, and users' own rows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bodies.countries import default_table
from whipcount.bodies.offices import KNOWN_TO, ROLES, default_offices
from whipcount.errors import BodyError
from whipcount.text.person_names import gender_of

DAY = date(2024, 11, 29)


@pytest.mark.parametrize(
    ("name", "actors", "on", "office", "actor"),
    [
        ("Rutte", ["NATO"], date(2024, 11, 29), "secretary general", "NATO"),
        ("Rutte", ["NL"], date(2023, 5, 1), "prime minister", "NL"),
        ("Stoltenberg", ["NATO"], date(2022, 5, 16), "secretary general", "NATO"),
        ("Stoltenberg", ["NO"], date(2025, 3, 1), "finance minister", "NO"),
        ("Kallas", ["EE"], date(2023, 7, 11), "prime minister", "EE"),
        ("Kallas", ["EU"], date(2025, 1, 15), "high representative for foreign affairs", "EU"),
        ("Erdoğan", ["TR"], date(2023, 1, 23), "president", "TR"),
        ("Recep Tayyip Erdogan", [], date(2010, 1, 23), "prime minister", "TR"),
        ("Orban", ["HU"], DAY, "prime minister", "HU"),
        ("Сибіга", ["UA"], DAY, "foreign minister", "UA"),
        ("Biden", ["US"], DAY, "president", "US"),
        ("Biden", ["US"], date(2012, 1, 1), "vice president", "US"),
    ],
)
def test_a_name_on_a_day(name: str, actors: list[str], on: date, office: str, actor: str) -> None:
    found = default_offices().who_is(name, on, actors=actors)
    assert found is not None
    assert found.tenure is not None
    assert (found.tenure.office, found.tenure.actor) == (office, actor)


def test_out_of_office_speaks_for_nobody() -> None:
    merkel = default_offices().who_is("Angela Merkel", DAY)
    assert merkel is not None
    assert merkel.tenure is None
    assert [t.office for t in merkel.before] == ["chancellor"]
    early = default_offices().who_is("Friedrich Merz", DAY)
    assert early is not None
    assert early.now == ()
    assert early.after[0].office == "chancellor"


def test_a_surname_alone_needs_its_actor_in_the_text() -> None:
    assert default_offices().who_is("Martin", DAY) is None
    assert default_offices().who_is("Martin", DAY, actors=["US"]) is None
    irish = default_offices().who_is("Martin", DAY, actors=["IE"])
    assert irish is not None
    assert irish.person == "Micheál Martin"


def test_namesakes_are_shown() -> None:
    both = default_offices().who_is("Rasmussen", DAY, actors=["DK", "NATO"])
    assert both is not None
    assert both.person == "Lars Løkke Rasmussen"
    assert both.others == ("Anders Fogh Rasmussen",)


def test_what_the_table_cannot_know_is_said_to_be_assumed() -> None:
    later = default_offices().who_is("Giorgia Meloni", KNOWN_TO + timedelta(days=400))
    assert later is not None
    assert later.assumed
    assert default_offices().who_is("Giorgia Meloni", DAY).assumed is False  # type: ignore[union-attr]


def test_every_row_holds_together() -> None:
    table = default_table()
    for tenure in default_offices().tenures:
        assert tenure.actor in table.actors, tenure
        assert tenure.role in ROLES, tenure
        assert tenure.source, tenure
        assert tenure.start is None or tenure.start <= KNOWN_TO, tenure
        told = gender_of(tenure.person.split()[0])
        assert told in (None, tenure.gender), f"{tenure.person}: the given name says {told}"


def test_one_holder_at_a_time() -> None:
    """No state has two heads of government, foreign or defence ministers for more than the day of a handover."""
    offices = default_offices()
    for role in ("head_of_government", "foreign_minister", "defence_minister"):
        by_actor: dict[str, list[tuple[date, date]]] = {}
        for t in offices.tenures:
            if t.role == role and t.actor not in ("EU", "NATO") and t.start is not None:
                by_actor.setdefault(t.actor, []).append((t.start, t.end or KNOWN_TO))
        for actor, spans in by_actor.items():
            spans.sort()
            for (_, end), (start, _) in pairwise(spans):
                assert end <= start + timedelta(days=31), (
                    actor,
                    role,
                    end,
                    start,
                )  # a month of doubt where only that is known


def test_every_member_of_nato_and_the_eu_has_a_head_and_a_foreign_minister() -> None:
    offices = default_offices()
    members = (
        "AL BE BG CA HR CZ DK EE FI FR DE GR HU IS IT LV LT LU ME NL MK NO PL PT RO SK SI ES SE TR GB US AT CY IE MT"
    ).split()
    for day in (date(2022, 7, 5), date(2023, 7, 11), date(2024, 11, 29), date(2025, 6, 25)):
        for member in members:
            heads = offices.holders(member, "head_of_government", day) or offices.holders(member, "head_of_state", day)
            assert heads, (member, day)


@given(st.text(max_size=30), st.dates(), st.lists(st.sampled_from(["UA", "HU", "NATO", "XX"]), max_size=3))
def test_any_name_gets_an_answer(name: str, on: date, actors: list[str]) -> None:
    found = default_offices().who_is(name, on, actors=actors)
    assert found is None or all(t.held_on(on) for t in found.now)


def test_users_add_rows(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "actor,role,office,person,from,to,source\nHU,opposition,party leader,Ada Brim,2024-02,,own\n", encoding="utf-8"
    )
    mine = default_offices().with_file(path).who_is("Ada Brim", DAY)
    assert mine is not None
    assert mine.tenure is not None
    assert (mine.tenure.role, mine.tenure.start, mine.tenure.source) == ("opposition", date(2024, 2, 1), "own")
    assert default_offices().who_is("Ada Brim", DAY) is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("actor,role,office\nHU,minister,x\n", "there is no column person"),
        ("actor,role,office,person\nHU,wizard,x,Ada Brim\n", 'line 2: role "wizard" is unknown'),
        ("actor,role,office,person,from\nHU,minister,x,Ada Brim,soon\n", '"soon" is no date'),
        ("actor,role,office,person,from,to\nHU,minister,x,Ada Brim,2024,2023\n", "before it begins"),
        ("actor,role,office,person,gender\nHU,minister,x,Ada Brim,q\n", 'gender "q" is unknown'),
        ("actor,role,office,person\nHU,minister,x,\n", "person is empty"),
        ("actor,role,office,person\nHU,minister,x,Ada Brim,y\n", "too many cells"),
    ],
)
def test_bad_rows_are_refused_with_the_place(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BodyError, match=problem):
        default_offices().with_file(path)
