"""Where texts speak of bodies: names, epithets, counts; all sentences are invented."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bodies.body_mentions import Strength, find_bodies, rank_bodies
from whipcount.bodies.catalogue import body_names, list_bodies, load_body

DAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NATO agreed.", [("NATO", "NATO", Strength.SURE)]),
        ("NATO'S ALLIES AGREE", [("NATO", "NATO", Strength.SURE)]),
        ("THE EUROPEAN UNION AGREES", [("EU-COUNCIL", "EUROPEAN UNION", Strength.SURE)]),
        ("The UN Security Council met.", [("UNSC", "UN Security Council", Strength.SURE)]),
        ("the U.N. Security Council", [("UNSC", "U.N. Security Council", Strength.SURE)]),
        ("the UN human rights council", [("UNHRC", "UN human rights council", Strength.SURE)]),
        ("The World Health Organization's states", [("WHA", "World Health Organization", Strength.SURE)]),
        ("COP28 ended.", [("UNFCCC-COP", "COP28", Strength.SURE)]),
        ("OPEC+ met OPEC.", [("OPEC-PLUS", "OPEC+", Strength.SURE), ("OPEC", "OPEC", Strength.SURE)]),
        ("Britain's House of Commons", [("UK-COMMONS", "House of Commons", Strength.SURE)]),
        ("The European Council met.", [("EU-EUROPEAN-COUNCIL", "European Council", Strength.SURE)]),
        ("The Council of Europe met.", [("COE", "Council of Europe", Strength.SURE)]),
        ("Mercosur leaders", [("MERCOSUR", "Mercosur", Strength.SURE)]),
        ("nearly 200 countries at COP29", [("UNFCCC-COP", "nearly 200 countries", Strength.LIKELY),
                                           ("UNFCCC-COP", "COP29", Strength.SURE)]),
        ("the French Senate voted", []),
        ("Russia's Security Council met", []),
        ("the Philippine House of Representatives", []),
        ("Canada's House of Commons", []),
        ("the Italian Council of Ministers", []),
        ("the British House of Commons", [("UK-COMMONS", "British House of Commons", Strength.SURE)]),
        ("America's House of Representatives", [("US-HOUSE", "House of Representatives", Strength.SURE)]),
        ("the Security Council met", [("UNSC", "Security Council", Strength.SURE)]),
        ("the White House said", []),
        ("a cop and an opec", []),
        ("who is to say", []),
        ("it was our au pair", []),
    ],
)  # fmt: skip
def test_names(text: str, found: list[tuple[str, str, Strength]]) -> None:
    assert [(m.id, m.span.of(text), m.strength) for m in find_bodies(text, DAY)] == found


@pytest.mark.parametrize(
    ("text", "words", "body", "strength"),
    [
        ("NATO met. The alliance agreed.", "The alliance", "NATO", Strength.LIKELY),
        ("OPEC+ met. The alliance agreed.", "The alliance", "OPEC-PLUS", Strength.LIKELY),
        ("Mercosur met the EU. The bloc agreed.", "The bloc", "EU-COUNCIL", Strength.LIKELY),  # the nearest before
        ("The bloc agreed, the ECOWAS chair said.", "The bloc", "ECOWAS", Strength.LIKELY),  # named after it only
        ("Members of the House of Representatives met; the House voted.", "the House", "US-HOUSE", Strength.LIKELY),
        ("The U.N. Security Council met. The council failed.", "The council", "UNSC", Strength.LIKELY),
        ("The GST Council met. The council cut rates.", "The council", "IN-GST-COUNCIL", Strength.LIKELY),
    ],
)
def test_an_epithet_means_the_body_that_the_text_names(text: str, words: str, body: str, strength: Strength) -> None:
    [mention] = [m for m in find_bodies(text, DAY) if m.span.of(text) == words]
    assert (mention.id, mention.strength) == (body, strength)


@pytest.mark.parametrize(
    ("text", "words", "body"),
    [
        ("Republicans split as Democrats held out; the House adjourned.", "the House", "US-HOUSE"),
        ("MPs of Labour and the Tories filled the chamber; the House divided.", "the House", "UK-COMMONS"),
        ("Crude fell below 70 dollars as barrels piled up. The cartel meets on Sunday.", "The cartel", "OPEC"),
        ("From Addis Ababa, African leaders spoke. The bloc will choose.", "The bloc", "AFRICAN-UNION"),
    ],
)
def test_cues_tell_whose_epithet_it_is(text: str, words: str, body: str) -> None:
    [mention] = [m for m in find_bodies(text, DAY) if m.span.of(text) == words]
    assert (mention.id, mention.strength) == (body, Strength.LIKELY)


def test_one_cue_is_not_enough() -> None:
    [mention] = [m for m in find_bodies("A minister spoke of crude. The alliance met.", DAY) if m.count is None]
    assert mention.strength is Strength.WEAK


def test_an_epithet_alone_is_weak_and_keeps_its_readings() -> None:
    [mention] = find_bodies("The bloc will decide.", DAY)
    assert mention.strength is Strength.WEAK
    assert {"EU-COUNCIL", "ECOWAS", "MERCOSUR"} <= set(mention.ids)


@pytest.mark.parametrize(
    ("text", "day", "ids", "strength"),
    [
        ("the 27-nation bloc", DAY, ("EU-COUNCIL",), Strength.LIKELY),
        ("the 28-nation bloc", date(2015, 6, 1), ("EU-COUNCIL",), Strength.LIKELY),
        ("the 28-nation bloc", DAY, (), None),  # no bloc of the catalogue has 28 members on that day
        ("the 32-member military alliance", DAY, ("NATO",), Strength.LIKELY),
        ("the 30-member alliance", date(2022, 6, 1), ("NATO",), Strength.LIKELY),
        ("the 35-nation board", DAY, ("IAEA-BOARD",), Strength.LIKELY),
        ("the 47-member council", DAY, ("UNHRC",), Strength.LIKELY),
        ("the fifteen-nation council", DAY, ("AU-PSC", "UNSC"), Strength.WEAK),
        ("the six-nation bloc", DAY, ("GCC",), Strength.WEAK),  # too small a number to be sure
        ("the council's 15 members", DAY, ("AU-PSC", "UNSC"), Strength.WEAK),
        ("the alliance’s 32 members", DAY, ("NATO",), Strength.LIKELY),
        ("the 650-seat chamber", DAY, ("UK-COMMONS",), Strength.LIKELY),
    ],
)
def test_counts_of_members(text: str, day: date, ids: tuple[str, ...], strength: Strength | None) -> None:
    mentions = find_bodies(text, day)
    if strength is None:
        assert mentions == ()
        return
    [mention] = mentions
    assert (mention.ids, mention.strength) == (ids, strength)
    assert mention.count == len(load_body(mention.id).members(day))


def test_ranking_puts_the_body_spoken_of_most_first() -> None:
    text = "The UN Security Council failed to agree. The council meets again. The council's 15 members left."
    text += " So did the G20."
    assert [body for body, _ in rank_bodies(find_bodies(text, DAY))] == ["UNSC", "G20"]


def test_every_body_is_found_by_its_name_and_its_first_alias() -> None:
    for names in body_names():
        for name in (names.name.partition(" (")[0], *names.aliases[:1]):
            mentions = find_bodies(f"It was the {name} that met.", DAY)
            assert any(names.id in m.ids and m.strength >= Strength.NAMED for m in mentions), name


def test_no_name_means_two_bodies() -> None:
    seen: dict[str, str] = {}
    for names in body_names():
        for name in {names.name, *names.aliases}:
            assert seen.setdefault(name.casefold(), names.id) == names.id, name


def test_heads_of_files_say_the_same_as_the_files() -> None:
    assert tuple(names.id for names in body_names()) == list_bodies()
    for names in body_names():
        body = load_body(names.id)
        told = (body.name, body.aliases, body.epithets, body.cues)
        assert (names.name, names.aliases, names.epithets, names.cues) == told


def test_a_body_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "lake.yaml").write_text(
        "{id: LAKE, name: Lake Council, aliases: [Lakers], epithets: [the council], default: d,"
        " members: [{id: A}, {id: B}], rules: {d: all members}}",
        encoding="utf-8",
    )
    text = "The Lake Council met. The council agreed."
    assert [m.id for m in find_bodies(text, DAY, extra=tmp_path)] == ["LAKE", "LAKE"]


@given(st.text(max_size=400))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in find_bodies(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


def test_a_report_is_read_in_milliseconds_and_hostile_text_too() -> None:
    report = "The minister said that NATO and the bloc would agree; the council's 15 members met on Monday. " * 60
    find_bodies(report, DAY)
    start = time.process_time()
    for _ in range(5):
        find_bodies(report, DAY)
    assert (time.process_time() - start) / 5 < 0.05  # about 4 ms; 1,000 words
    for hostile in ("the " * 20_000, "the council's " * 8_000, "27-" * 20_000, "NATO" * 20_000):
        start = time.process_time()
        find_bodies(hostile, DAY)
        assert time.process_time() - start < 3
