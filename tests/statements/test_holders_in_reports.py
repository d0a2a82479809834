"""Offices of real states in reports: who is named for them, and who must not be.

The sentences are neutral reporting without a word in anybody's mouth; only the day and the office decide.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.statements.marked import report_of
from whipcount.bodies.offices import default_offices
from whipcount.statements.people.participants import find_participants
from whipcount.statements.reader import read_statements
from whipcount.statements.speakers.resolver import SpeakerReader
from whipcount.statements.statement import Basis, Role, Speaker
from whipcount.text.span import Span

VILNIUS = date(2023, 7, 11)
LATER = date(2023, 11, 3)


def speaker(marked: str, day: date = VILNIUS) -> Speaker:
    """The speaker of the last statement."""
    report, attributions = report_of(marked + " [9c:reported] [9t:on the talks].", day)
    found = read_statements(report, attributions=attributions)[-1].speaker
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("phrase", "day", "name", "actor"),
    [
        ("The Finnish foreign minister", VILNIUS, "Elina Valtonen", "FI"),
        ("The Portuguese defence minister", VILNIUS, "Helena Carreiras", "PT"),
        ("Montenegro's defence minister", date(2024, 11, 29), "Dragan Krapović", "ME"),
        ("North Macedonia's defence minister", VILNIUS, "Slavjanka Petrovska", "MK"),
        ("Denmark's defence minister", VILNIUS, "Troels Lund Poulsen", "DK"),
        ("The Irish prime minister", VILNIUS, "Leo Varadkar", "IE"),
        ("The Turkish prime minister", date(2016, 3, 1), "Ahmet Davutoğlu", "TR"),
        ("The US ambassador to the UN", VILNIUS, "Linda Thomas-Greenfield", "US"),
        ("The US envoy to NATO", VILNIUS, "Julianne Smith", "US"),
        ("Washington's NATO ambassador", VILNIUS, "Julianne Smith", "US"),
        ("France's representative to the UN Security Council", VILNIUS, "Nicolas de Rivière", "FR"),
        ("Hungary's ambassador to the EU", VILNIUS, "Bálint Ódor", "HU"),
        ("The Danish monarch", VILNIUS, "Margrethe II", "DK"),
    ],
)
def test_the_holder_is_named(phrase: str, day: date, name: str, actor: str) -> None:
    found = speaker(f"[9s:{phrase}]", day)
    assert (found.name, found.on_behalf_of, found.basis) == (name, actor, Basis.OFFICE)


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("The Turkish prime minister", "TR"),
        ("Türkiye's prime minister", "TR"),
        ("The US prime minister", "US"),
        ("The Cypriot prime minister", "CY"),
        ("The Swedish president", "SE"),
        ("The French king", "FR"),
        ("The French chancellor", "FR"),
        ("The Icelandic defence minister", "IS"),
    ],
)
def test_an_office_that_is_not_there_is_left_open(phrase: str, actor: str) -> None:
    found = speaker(f"[9s:{phrase}]")
    assert (found.name, found.on_behalf_of, found.basis) == (None, None, Basis.NONE)
    assert found.candidates == (actor,)


def test_nor_is_the_president_of_the_report_put_in_its_place() -> None:
    found = speaker("Turkish President Recep Tayyip Erdogan flew to Vilnius. [9s:The Turkish prime minister]")
    assert (found.name, found.on_behalf_of) == (None, None)


def test_the_head_of_the_government_may_be_the_president() -> None:
    assert speaker("[9s:The head of the Turkish government]").on_behalf_of == "TR"


def test_a_row_of_ones_own_shows_that_the_office_is_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "actor,role,office,person,from\nTR,head_of_government,prime minister,Ada Brim,2023-01\n", encoding="utf-8"
    )
    text = "The Turkish prime minister reported on the talks."
    cast = find_participants(text, holders=default_offices().with_file(path))
    found = SpeakerReader(cast, on=VILNIUS).read([Span(0, len("The Turkish prime minister"))])
    assert found is not None
    assert (found.name, found.on_behalf_of) == ("Ada Brim", "TR")


@pytest.mark.parametrize(
    "phrase",
    [
        "The Russian ambassador to NATO",
        "The US ambassador to the EU",
        "The ambassador of Hungary to NATO",
        "Norway's deputy permanent representative to the UN",
        "The Russian permanent representative",
    ],
)
def test_the_envoy_to_one_body_is_not_the_envoy_to_another(phrase: str) -> None:
    found = speaker(f"[9s:{phrase}]")
    assert found.name is None
    assert found.role is Role.PERMANENT_REPRESENTATIVE
    assert found.on_behalf_of in ("RU", "US", "HU", "NO")


def test_nor_the_envoy_whom_the_report_names() -> None:
    before = "Ada Brim, Kosovo's ambassador to NATO, met allies."
    other = speaker(f"{before} [9s:Kosovo's ambassador to the EU]")
    assert (other.name, other.on_behalf_of) == (None, "XK")
    same = speaker(f"{before} [9s:Kosovo's NATO ambassador]")
    assert (same.name, same.on_behalf_of) == ("Ada Brim", "XK")
    deputy = speaker(f"{before} [9s:Kosovo's deputy ambassador to NATO]")
    assert deputy.name is None


def test_an_envoy_without_a_host_is_one_to_the_body_of_the_report() -> None:
    assert speaker("The UN Security Council met. [9s:The US permanent representative]").name == (
        "Linda Thomas-Greenfield"
    )
    assert speaker("NATO met. [9s:The US permanent representative]").name == "Julianne Smith"
    assert speaker("NATO and the UN met. [9s:The US permanent representative]").name is None


@pytest.mark.parametrize(
    "phrase",
    [
        "Former Finnish prime minister Sanna Marin",
        "Finland's ex-prime minister Sanna Marin",
        "Finland's ex-leader Sanna Marin",
        "One-time Finnish prime minister Sanna Marin",
        "Sanna Marin, who was prime minister of Finland until June,",
        "Sanna Marin, prime minister of Finland until June 2023,",
        "Sanna Marin, Finland's prime minister from 2019 to 2023,",
        "Finland's then prime minister Sanna Marin",
        "The previous Finnish prime minister",
        "The last Finnish prime minister",
        "Finland's prime minister from 2019 to 2023",
        "Finland's ex-prime minister",
    ],
)
def test_who_held_the_office_once_speaks_for_nobody(phrase: str) -> None:
    found = speaker(f"[9s:{phrase}]", LATER)
    assert (found.role, found.on_behalf_of, found.basis) == (Role.FORMER, None, Basis.NONE)
    assert found.name in ("Sanna Marin", None)
    assert "FI" in found.candidates


def test_on_a_day_in_office_the_same_words_speak_for_the_state() -> None:
    found = speaker("[9s:Sanna Marin, prime minister of Finland until June 2023,]", date(2022, 5, 12))
    assert (found.role, found.on_behalf_of) == (Role.HEAD_OF_GOVERNMENT, "FI")


def test_a_former_office_does_not_hide_the_one_held_now() -> None:
    found = speaker("[9s:Former Finnish prime minister Alexander Stubb]", date(2024, 5, 3))
    assert (found.role, found.office, found.on_behalf_of) == (Role.HEAD_OF_STATE, "president", "FI")
    before = speaker("[9s:Former Finnish prime minister Alexander Stubb]", LATER)
    assert (before.role, before.on_behalf_of) == (Role.FORMER, None)


@pytest.mark.parametrize(
    "phrase",
    [
        "The incoming German chancellor",
        "The next German chancellor",
        "Finland's president-elect",
        "Finland's prime minister-designate",
        "The future Finnish prime minister",
    ],
)
def test_who_is_not_in_office_yet_speaks_for_nobody(phrase: str) -> None:
    found = speaker(f"[9s:{phrase}]")
    assert (found.name, found.on_behalf_of, found.role) == (None, None, Role.OTHER)


def test_the_incoming_head_of_a_body_still_speaks_for_his_state() -> None:
    found = speaker("[9s:NATO's incoming secretary general Mark Rutte]", date(2024, 6, 27))
    assert (found.on_behalf_of, found.role) == ("NL", Role.HEAD_OF_GOVERNMENT)


@pytest.mark.parametrize("word", ["predecessor", "wife", "party", "visit"])
def test_what_belongs_to_a_minister_is_no_minister(word: str) -> None:
    for owner in ("The Finnish prime minister", "Finnish Prime Minister Petteri Orpo"):
        found = speaker(f"[9s:{owner}'s {word}]")
        assert (found.name, found.on_behalf_of) == (None, None)


def test_aides_and_offices_speak_with_less_weight() -> None:
    aide = speaker("[9s:The Finnish prime minister's aide]")
    assert (aide.name, aide.role, aide.on_behalf_of) == (None, Role.OFFICIAL, "FI")
    voice = speaker("[9s:Finnish Prime Minister Petteri Orpo's spokesman]")
    assert (voice.name, voice.role, voice.on_behalf_of) == (None, Role.SPOKESPERSON, "FI")
    office = speaker("[9s:The Finnish prime minister's office]")
    assert (office.name, office.role, office.on_behalf_of) == (None, Role.BODY, "FI")


def test_the_british_chancellor_is_a_minister() -> None:
    found = speaker("[9s:The British chancellor]")
    assert (found.name, found.role, found.on_behalf_of) == (None, Role.MINISTER, "GB")
    assert speaker("[9s:Britain's shadow foreign secretary]").role is Role.OPPOSITION


def test_what_follows_according_to_somebody_is_no_office_of_his() -> None:
    before = "According to Ada Brim, the Finnish government reports on the talks."
    assert find_participants(before).people.persons[0].office is None
    closed = "According to Ada Brim, the Finnish foreign minister, the talks go on."
    office = find_participants(closed).people.persons[0].office
    assert office is not None
    assert office.role is Role.FOREIGN_MINISTER
