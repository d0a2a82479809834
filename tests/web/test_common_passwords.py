"""Passwords that are guessed first are refused, however they are dressed; a phrase of plain words is not."""

from __future__ import annotations

import pytest

from whipcount.errors import AccountError
from whipcount.web.accounts import Accounts, Role
from whipcount.web.common_passwords import is_common, words


@pytest.mark.parametrize(
    "word", ["password1234", "Passw0rd!!!!", "1234567890123", "aaaaaaaaaaaa", "qwertyuiop12", "eve-2024-eve"]
)
def test_common_passwords_are_refused(people: Accounts, word: str) -> None:
    with pytest.raises(AccountError, match="guessed"):
        people.add("eve-2024", word, Role.READER)
    assert is_common(word, "eve-2024")


@pytest.mark.parametrize(
    "word", ["lantern orbit salt", "correct horse battery", "Vq7!pw2#Lm9z", "three blind mice run"]
)
def test_a_phrase_or_what_nobody_guesses_is_taken(word: str) -> None:
    assert not is_common(word, "eve")


def test_a_common_word_stays_common_with_digits_signs_or_twice() -> None:
    some = sorted(filter(str.isalpha, words()))[::40]
    assert len(some) > 3
    for word in some:
        for dressed in (word, word.upper(), f"{word}2024", f"!{word}!", f"{word}{word}"):
            assert is_common(dressed), dressed


def test_the_name_of_the_account_is_no_password() -> None:
    assert is_common("ada.roe.1999", "ada.roe")
    assert not is_common("ada.roe.1999", "ben")
