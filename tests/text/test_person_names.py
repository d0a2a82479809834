"""One name alone: its parts, its folding, its gender."""

from __future__ import annotations

import pytest

from whipcount.text.person_names import fold, gender_of, is_given_name, parse_name, sound_key


@pytest.mark.parametrize(
    ("name", "given", "surname", "suffix"),
    [
        ("Ada Brim", ("Ada",), ("Brim",), ""),
        ("Ludwig van der Aa", ("Ludwig",), ("van", "der", "Aa"), ""),
        ("Mr. Brim", (), ("Brim",), ""),
        ("Ada Brim Jr.", ("Ada",), ("Brim",), "jr"),
        ("", (), (), ""),
    ],
)
def test_the_parts_of_a_name(name: str, given: tuple[str, ...], surname: tuple[str, ...], suffix: str) -> None:
    parsed = parse_name(name)
    assert (parsed.given, parsed.surname, parsed.suffix or "") == (given, surname, suffix)


def test_folding_takes_marks_and_case() -> None:
    assert fold("Orbán") == fold("ORBAN")
    assert fold("Łukasz") == fold("lukasz")


def test_given_names_and_their_gender() -> None:
    assert is_given_name("Olha")
    assert not is_given_name("Stefanishyna")
    assert (gender_of("Olha"), gender_of("Xyzzy")) == ("f", None)


def test_transliterations_share_a_key() -> None:
    assert sound_key("shoigu") == sound_key("shoygu")
