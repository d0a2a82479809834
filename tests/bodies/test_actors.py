"""Find the actors of a text: what is found, what is not, what stays open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bodies.actors import Via, actor_ids, actor_name, find_actors, states_in
from whipcount.bodies.countries import default_table

CASES = [
    ("Hungary's parliament will vote.", [("Hungary", "HU", "name")]),
    ("the Hungarian parliament", [("Hungarian", "HU", "demonym")]),
    ("Ankara said so", [("Ankara", "TR", "capital")]),
    ("the Kremlin said", [("Kremlin", "RU", "metonym")]),
    ("The Élysée and Elysée Palace", [("Élysée", "FR", "metonym"), ("Elysée Palace", "FR", "metonym")]),
    ("the Bundestag in Berlin", [("Bundestag", "DE", "institution"), ("Berlin", "DE", "capital")]),
    ("U.S. officials and US troops", [("U.S.", "US", "name"), ("US", "US", "name")]),
    ("he told us about turkey and china", []),
    ("Turkey and Türkiye and TURKEY", [("Turkey", "TR", "name"), ("Türkiye", "TR", "name"), ("TURKEY", "TR", "name")]),
    ("New Mexico and Mexico", [("Mexico", "MX", "name")]),
    ("Papua New Guinea", [("Papua New Guinea", "PG", "name")]),
    ("the South China Sea", []),
    ("North Korean troops", [("North Korean", "KP", "demonym")]),
    ("NATO allies meet", [("NATO allies", "NATO", "members")]),
    ("Allies meet", []),
    ("the bloc met in the EU", [("the bloc", "EU", "metonym"), ("EU", "EU", "name")]),
    ("the UN Security Council", [("UN Security Council", "UNSC", "name")]),
    ("Côte d’Ivoire or Ivory Coast", [("Côte d’Ivoire", "CI", "name"), ("Ivory Coast", "CI", "name")]),
    ("Kyiv, Kiev and Київ", [("Kyiv", "UA", "capital"), ("Kiev", "UA", "capital"), ("Київ", "UA", "capital")]),
    ("England voted against it", []),
    ("England was for it, Britain said", [("England", "GB", "name"), ("Britain", "GB", "name")]),
    ("Denzel Washington", []),
    ("Chad Smith spoke", []),
    ("The Washington Post reported", []),
    ("Bosnia-Herzegovina and Bosnia and Herzegovina", [
        ("Bosnia-Herzegovina", "BA", "name"), ("Bosnia and Herzegovina", "BA", "name")]),
    ("No. 10 Downing Street", [("No. 10 Downing Street", "GB", "metonym")]),
    ("the African Union and Australia", [("African Union", "AFRICAN-UNION", "name"), ("Australia", "AU", "name")]),
    ("Northern Ireland", []),
    ("Turkish Cypriots", []),
    ("the Netherlands, The Hague", [("Netherlands", "NL", "name"), ("The Hague", "NL", "capital")]),
    ("Washington, D.C.", [("Washington", "US", "capital")]),
    ("Slovakia's Bratislava, Slovenia's Ljubljana", [
        ("Slovakia", "SK", "name"), ("Bratislava", "SK", "capital"),
        ("Slovenia", "SI", "name"), ("Ljubljana", "SI", "capital")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_what_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(m.span.of(text), m.id, str(m.via)) for m in find_actors(text)] == expected


def test_brussels_follows_the_body_that_the_text_speaks_of() -> None:
    nato = find_actors("Brussels expects NATO to agree")[0]
    union = find_actors("Brussels expects the European Union to agree")[0]
    belgium = find_actors("Belgian police in Brussels, the Belgium capital")[1]
    nobody = find_actors("Brussels said no")[0]
    assert (nato.id, union.id, belgium.id) == ("NATO", "EU", "BE")
    assert nato.sure
    assert not nobody.sure
    assert len(nobody.ids) == 3


def test_ambiguity_is_kept_and_shown() -> None:
    both = find_actors("The EU and NATO met in Brussels")[-1]
    assert not both.sure
    assert set(both.ids) == {"EU", "NATO", "BE"}
    assert find_actors("Congolese troops")[0].ids == ("CD", "CG")
    assert not find_actors("Georgia votes")[0].sure


def test_every_state_is_found_by_each_of_its_words() -> None:
    missing = []
    for actor in default_table():
        for word in (actor.name, *actor.variants, *actor.demonyms, *actor.capitals, *actor.seats, *actor.institutions):
            found = {i for m in find_actors(f"Officials of {word} spoke.") for i in m.ids}
            if actor.id not in found and word.casefold() != "pace":
                missing.append((actor.id, word, found))
    assert missing == []


def test_the_table_has_every_member_of_the_united_nations() -> None:
    states = [a for a in default_table() if a.kind == "state"]
    assert len(states) == 193 + 4  # and the Holy See, Palestine, Kosovo, Taiwan
    assert all(len(a.id) == 2 and a.id.isupper() for a in states)
    assert all(a.capitals for a in states if a.id not in {"BE", "MC", "SM", "SG", "ST", "VA"})


def test_names_for_people() -> None:
    assert actor_name("XK") == "Kosovo"
    assert actor_name("unheard-of") == "unheard-of"
    assert actor_ids("Federal Republic of Germany") == ("DE",)
    assert states_in(find_actors("Paris told NATO")) == ("FR",)


@given(st.text(max_size=200))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for mention in find_actors(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.ids
        assert mention.via in Via
        end = mention.span.end


@given(
    st.lists(st.sampled_from(["Hungary", "NATO", "the alliance", "Brussels", "said", "Kyiv", ".", "\n"]), max_size=30)
)
def test_the_same_text_gives_the_same_answer(words: list[str]) -> None:
    text = " ".join(words)
    assert find_actors(text) == find_actors(text)


def test_a_row_of_ones_own_adds_words_and_takes_none_away(tmp_path: Path) -> None:
    own = tmp_path / "actors.csv"
    own.write_text("id,name,variants\nDE,,Teutonia\n")
    usual = default_table().actors["DE"]
    once = default_table().with_file(own)
    assert once.actors["DE"].name == usual.name  # a row without a name renames nobody
    assert set(once.actors["DE"].variants) == {*usual.variants, "Teutonia"}
    assert once.with_file(own).actors["DE"] == once.actors["DE"]
