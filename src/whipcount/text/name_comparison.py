"""Whether two spellings may name one person, and why: surnames, given names, nicknames, order, initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whipcount.text.person_names import (
    PARTICLES,
    PersonName,
    fold,
    given_names,
    has_foreign_letters,
    is_given_name,
    parse_name,
    sound_key,
    spellings,
)

_ARTICLE = re.compile(r"^(?:al|el|ul)-(?=\w{3})")
_SLAVIC = re.compile(
    r"(enko|chuk|[iy]uk|[sz]k[iya]+|[oe]v|[oe]va|[iy]n|[iy]na|[iy]ha|[iy]ga|[oe]ts|yak|iak|ych|ich|ets|ba|ko|yuk|iy|yi|yy|"
    r"ii|off|eff|aia|aya|dze|shvili|yan|ian)$"
)


@dataclass(frozen=True, slots=True)
class NameComparison:
    """Whether two names may be one person's, and why."""

    matches: bool
    reason: str


def compare_names(a: str, b: str) -> NameComparison:
    """Compare two names; the reason says what decided.

    >>> compare_names("Andrii Sybiha", "Сибіга").matches
    True
    >>> compare_names("Bill Clinton", "Hillary Clinton").reason
    'given names differ: Bill, Hillary'
    """
    one, two = parse_name(a), parse_name(b)
    if not one.surname or not two.surname:
        return NameComparison(False, "no name")
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return NameComparison(False, f"suffixes differ: {one.suffix}, {two.suffix}")
    if len(one.tokens) > len(two.tokens):
        one, two = two, one
    if not one.given:
        return _surname_alone(one, two)
    if _surnames_agree(one.surname, two.surname):
        return _given_agree(one.given, two.given)
    if _sound_alike(one.surname, two.surname) and _given_agree(one.given, two.given).matches:
        return NameComparison(True, "given name, and surname by sound")
    return _other_order(one, two)


def names_match(a: str, b: str) -> bool:
    """Whether two names may be one person's.

    >>> names_match("Viktor Orbán", "Orban"), names_match("Peter Szijjarto", "Szijjártó Péter")
    (True, True)
    >>> names_match("Donald Trump", "Donald Tusk")
    False
    """
    return compare_names(a, b).matches


def _surname_alone(one: PersonName, two: PersonName) -> NameComparison:
    if _surnames_agree(one.surname, two.surname):
        return NameComparison(True, "surname")
    if len(two.given) > 0 and _words_agree(one.surname[-1], two.tokens[0]) and _family_name_first(two):
        return NameComparison(True, "family name written first")
    # "Sánchez" for "Pedro Sánchez Pérez-Castejón": the first of two family names, never a middle name or a particle
    inner = two.tokens[-2] if len(two.tokens) > 2 else ""
    if len(inner) > 2 and len(one.surname) == 1 and not is_given_name(inner) and fold(inner) not in PARTICLES:
        return NameComparison(_words_agree(one.surname[0], inner), "first of two family names")
    return NameComparison(False, "surnames differ")


def _other_order(one: PersonName, two: PersonName) -> NameComparison:
    """Family name first ("Szijjártó Péter", "Xi Jinping"), or a second family name that one report leaves out."""
    left, right = list(one.tokens), list(two.tokens)
    if len(left) == len(right) and all(_given_alike(x, y) for x, y in zip(left[1:] + left[:1], right, strict=True)):
        return NameComparison(True, "family name written first")
    if len(left) >= 2 and len(right) > len(left) and _given_alike(left[0], right[0]):
        rest = iter(right[1:])
        in_order = all(any(_words_agree(word, other) for other in rest) for word in left[1:])
        if in_order and (not is_given_name(left[-1]) or _words_agree(left[-1], right[-1])):
            return NameComparison(True, "a second family name left out")
    return NameComparison(False, "surnames differ")


def _given_agree(one: tuple[str, ...], two: tuple[str, ...]) -> NameComparison:
    if not one or not two:
        return NameComparison(True, "surname")
    if _given_alike(one[0], two[0]):
        return NameComparison(True, "surname and given name")
    if any(len(x.rstrip(".")) > 1 and _given_alike(x, y) for x in one for y in two):
        return NameComparison(True, "surname and one of the given names")
    return NameComparison(False, f"given names differ: {' '.join(one)}, {' '.join(two)}")


def _given_alike(a: str, b: str) -> bool:
    x, y = fold(a).rstrip("."), fold(b).rstrip(".")
    if x == y or spellings(a) & spellings(b):
        return True
    if len(x) == 1 or len(y) == 1:
        return _initial(x) == _initial(y)
    groups = given_names()
    if x in groups and y in groups and groups[x][0] & groups[y][0]:
        return True
    return _words_agree(a, b)


def _initial(word: str) -> str:
    return {"y": "e", "g": "h", "w": "v"}.get(word[0], word[0])


def _surnames_agree(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    a = [w for w in one if fold(w) not in PARTICLES] or list(one)
    b = [w for w in two if fold(w) not in PARTICLES] or list(two)
    if len(a) == 1 and len(b) == 1:
        return _words_agree(a[0], b[0])
    return len(a) == len(b) and all(_words_agree(x, y) for x, y in zip(a, b, strict=True))


@lru_cache(maxsize=65536)
def _words_agree(a: str, b: str) -> bool:
    mine, yours = spellings(a.rstrip(".")), spellings(b.rstrip("."))
    if mine & yours:
        return True
    x, y = a.rstrip(".").lower(), b.rstrip(".").lower()
    if _ARTICLE.sub("", x) == _ARTICLE.sub("", y):
        return True
    for left, right in ((x, y), (y, x)):  # one half of a double name ("Pérez-Castejón")
        if "-" in left and "-" not in right and fold(right) == fold(left.split("-")[0]) and len(right) > 3:
            return True
    plain = fold(x).replace("-", "").replace("'", ""), fold(y).replace("-", "").replace("'", "")
    if plain[0] == plain[1]:
        return True
    if min(map(len, plain)) < 4:
        return False
    foreign = has_foreign_letters(a) or has_foreign_letters(b)
    slavic = bool(_SLAVIC.search(plain[0]) and _SLAVIC.search(plain[1]))
    if not (foreign or slavic):
        return False
    return any(sound_key(m) == sound_key(n) for m in mine for n in yours)


def _sound_alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether surnames that no rule above joins differ only as transliterations do (Shoigu, Shoygu), h and g apart."""
    a, b = fold(one[-1]), fold(two[-1])
    if min(len(a), len(b)) < 5 or len(one) != len(two):
        return False
    same_letters = [c for c in a if c in "hg"] == [c for c in b if c in "hg"]
    return same_letters and sound_key(a) == sound_key(b)


def _family_name_first(name: PersonName) -> bool:
    return is_given_name(name.tokens[-1]) and not is_given_name(name.tokens[0])
