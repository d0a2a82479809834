"""Passwords that are guessed first: refused for accounts, as the field's guidance asks (NIST SP 800-63B, 5.1.1.2)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "01234567890")
_SIGNS = {"@": "a", "4": "a", "3": "e", "0": "o", "1": "i", "!": "i", "$": "s", "5": "s", "7": "t"}


def is_common(password: str, name: str = "") -> bool:
    """Whether a password is among the first that somebody would try for a name.

    It is where it is a common word with digits and signs about it or for its letters, such a word twice, the name of
    the account, a row of keys, digits alone, or of three different characters or fewer.

    >>> [is_common(word, "ada.roe") for word in ("Password2024!", "P@ssw0rd123", "ada.roe.2024", "qwertyuiop")]
    [True, True, True, True]
    >>> [is_common(word, "ada.roe") for word in ("lantern orbit salt", "correct horse battery")]
    [False, False]
    """
    folded = password.casefold()
    if len(set(folded)) <= 3 or folded in words():
        return True
    spelled = "".join(_SIGNS.get(letter, letter) for letter in _base(folded))
    bases = {_base(folded), spelled, "".join(letter for letter in folded if letter.isalnum())}
    own = _base(name.casefold())
    for base in bases:
        half = base[: len(base) // 2]
        if not base or base in words() or (base == half * 2 and half in words()) or base == own:
            return True
        if any(base in row or base in row[::-1] for row in _ROWS):
            return True
    return len(own) > 2 and len(folded.replace(own, "").strip("0123456789.,-_!?@#$ ")) < 3


def _base(text: str) -> str:
    """The word without what is not a letter at its ends."""
    start, end = 0, len(text)
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not text[end - 1].isalpha():
        end -= 1
    return text[start:end]


@cache
def words() -> frozenset[str]:
    """The common words, from the file beside this module.

    >>> "letmein" in words()
    True
    """
    text = files("whipcount.web").joinpath("data", "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
