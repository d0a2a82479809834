"""Office phrases and their roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bodies.actors import find_actors
from whipcount.statements.people.offices_in_text import find_offices
from whipcount.statements.people.titles import read_title
from whipcount.statements.statement import Role


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Turkish President", Role.HEAD_OF_STATE),
        ("the president of Kell", Role.HEAD_OF_STATE),
        ("The president of Ferrow Bay", Role.HEAD_OF_STATE),
        ("president of the Philippines", Role.HEAD_OF_STATE),
        ("president of the senate", Role.OTHER),
        ("president of a bank", Role.OTHER),
        ("vice president", Role.MINISTER),
        ("the German chancellor", Role.HEAD_OF_GOVERNMENT),
        ("the Chancellor of the Exchequer", Role.MINISTER),
        ("Secretary of State", Role.FOREIGN_MINISTER),
        ("Secretary of State for Transport", Role.MINISTER),
        ("British Foreign Secretary", Role.FOREIGN_MINISTER),
        ("minister of foreign affairs", Role.FOREIGN_MINISTER),
        ("the head of the Foreign Ministry", Role.FOREIGN_MINISTER),
        ("Deputy Foreign Minister", Role.MINISTER),
        ("Defense Secretary", Role.DEFENCE_MINISTER),
        ("NATO Secretary General", Role.BODY),
        ("deputy secretary general", Role.MINISTER),
        ("president of the European Commission", Role.BODY),
        ("US ambassador to NATO", Role.PERMANENT_REPRESENTATIVE),
        ("the ambassador in Vess", Role.OFFICIAL),
        ("a government spokeswoman", Role.SPOKESPERSON),
        ("White House press secretary", Role.SPOKESPERSON),
        ("Hungarian parliament speaker", Role.PARLIAMENT),
        ("two senators", Role.PARLIAMENTARIAN),
        ("president of the University of Arden", Role.OTHER),
        ("foreign policy expert", Role.ANALYST),
        ("the newspaper", Role.MEDIA),
        ("the Ukrainian authorities", Role.BODY),
        ("two people familiar with the talks", Role.OFFICIAL),
    ],
)
def test_roles(phrase: str, role: Role) -> None:
    title = read_title(phrase)
    assert title is not None
    assert title.role is role


def test_former_opposition_plural() -> None:
    assert read_title("ex-president").former  # type: ignore[union-attr]
    assert not read_title("then-president").former  # type: ignore[union-attr]
    assert read_title("opposition lawmakers").opposition  # type: ignore[union-attr]
    assert read_title("French and German officials").plural  # type: ignore[union-attr]
    assert not read_title("the minister of the two countries").plural  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He met Turkey's deputy foreign minister, then left.", [("Turkey's deputy foreign minister", ("TR",))]),
        ("an official invitation at 3:42 PM", []),
        ("The foreign minister of Norway Espen Lund spoke", [("The foreign minister of Norway", ("NO",))]),
        ("French and German officials met", [("French and German officials", ("FR", "DE"))]),
        ("Diplomats from NATO countries", [("Diplomats from NATO countries", ("NATO",))]),
        ("The US ambassador to NATO", [("The US ambassador to NATO", ("US",))]),
        ("the opposition leader", [("the opposition leader", ())]),
        ("Hungary's government and the parliament in Ankara.",
         [("Hungary's government", ("HU",)), ("the parliament in Ankara", ("TR",))]),
    ],
)  # fmt: skip
def test_phrases_and_their_actors(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(o.text, o.actors) for o in find_offices(text, find_actors(text))] == found


@given(
    st.lists(
        st.sampled_from(
            ["the", "head of", "Ukraine's", "minister", "Deputy", "of", "Ada", "Brim", ",", "said", "\n", "PM"]
        )
    )
)
def test_any_words_give_ordered_phrases(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for office in find_offices(text, find_actors(text)):
        assert end <= office.span.start < office.span.end <= len(text)
        assert office.span.of(text) == office.text
        end = office.span.end


@pytest.mark.parametrize(
    ("text", "role", "actors"),
    [
        ("The president of Turkey said no.", Role.HEAD_OF_STATE, ("TR",)),
        ("The president of the Republic said no.", Role.HEAD_OF_STATE, ()),
        ("The president of Goldmere Sails said no.", Role.OTHER, ()),
    ],
)
def test_the_president_of_a_name_that_is_no_state_is_no_head_of_state(
    text: str, role: Role, actors: tuple[str, ...]
) -> None:
    [office] = find_offices(text, find_actors(text))
    assert (office.title.role, office.actors) == (role, actors)


@pytest.mark.parametrize(("text", "found"), [("Mr. King said", 0), ("Charlie King said", 0), ("the King said", 1)])
def test_a_surname_is_no_office(text: str, found: int) -> None:
    assert len(find_offices(text, find_actors(text))) == found
