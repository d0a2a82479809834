"""Do two spellings name one person? Diacritics, alphabets, transliterations, nicknames, order, initials.

A name in the news is spelled by whoever wrote it down: Orbán and Orban, Сибіга, Sybiha and Sibiga. Two names are
compared in three steps: the surnames must agree, as written without diacritics or by a transliteration key that only
Slavic-looking or non-Latin names get; the given names must not contradict each other; suffixes (Jr.) must agree.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´-][^\W\d_]+)*\.?")


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(word_set("one two"))
    ['one', 'two']
    """
    return frozenset(text.split())


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
    | {"’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'"}
)
# Romanisation by sound, Ukrainian and Russian together; the key below merges what the two write apart.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ё": "yo", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "yi", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
    "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
# What a letter with a diacritic may also be written as, beside the bare letter.
_SPELT_OUT = {
    "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "ź": "zh",
    "ö": "oe", "ø": "oe", "ü": "ue", "ä": "ae", "å": "aa", "ț": "ts", "ţ": "ts", "đ": "dj", "ñ": "ny", "ğ": "gh",
    "ř": "rz", "ý": "i", "ě": "ie", "ô": "uo", "ij": "y",
}  # fmt: skip
_TITLES = word_set(
    "mr mrs ms miss mx sir dame lord lady dr prof professor president minister premier chancellor senator sen rep "
    "gov governor ambassador secretary general gen col colonel capt captain adm admiral king queen prince princess "
    "pope cardinal archbishop bishop rev hon judge justice mayor congressman congresswoman madam madame monsieur herr "
    "frau señor señora pan pani ex"
)
_PARTICLES = word_set(
    "de der den del della di da dos das do du la le van von zu af av ten ter el al bin ibn ben abu mac st"
)
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_SLAVIC = re.compile(
    r"(enko|chuk|[iy]uk|[sz]k[iya]+|[oe]v|[oe]va|[iy]n|[iy]na|[iy]ha|[iy]ga|[oe]ts|yak|iak|ych|ich|ets|ba|ko|yuk|iy|yi|yy|"
    r"ii|off|eff|aia|aya|dze|shvili|yan|ian)$"
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics, in Latin letters.

    >>> fold("Szijjártó"), fold("ERDOĞAN"), fold("Łukasz"), fold("Сибіга")
    ('szijjarto', 'erdogan', 'lukasz', 'sybiha')
    """
    if text.isascii():
        return text.lower()
    lowered = text.replace("İ", "i").lower()
    lowered = "".join(_CYRILLIC.get(c, c) for c in unicodedata.normalize("NFC", lowered))
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    # compatibility forms (mathematical capitals, ligatures) come out of NFKD in capitals and in their own alphabets
    out = bare.lower().translate(_LETTERS)
    return "".join(_CYRILLIC.get(c, _GREEK.get(c, c)) for c in out)


def has_foreign_letters(text: str) -> bool:
    """Whether a text holds Cyrillic or Greek letters."""
    return any("Ͱ" <= c <= "ӿ" for c in text)


@lru_cache(maxsize=16384)
def spellings(word: str) -> frozenset[str]:
    """The folded spellings of one word that a writer without its letters might choose.

    >>> sorted(spellings("Šefčovič"))
    ['sefchovich', 'sefcovic', 'shefchovich', 'shefcovic']
    """
    out = {fold(word)}
    lowered = unicodedata.normalize("NFC", word.replace("İ", "i").lower())
    if not lowered.isascii():
        out.add(fold("".join(_SPELT_OUT.get(c, c) for c in lowered)))
        for letter in set(lowered) & _SPELT_OUT.keys():
            out.add(fold(lowered.replace(letter, _SPELT_OUT[letter])))
    return frozenset(out)


@lru_cache(maxsize=16384)
def sound_key(word: str) -> str:
    """A key in which transliterations of one Slavic name fall together (ours, not a published algorithm).

    >>> sound_key("sybiha") == sound_key("sibiga"), sound_key("zelenskyy") == sound_key("zelenski")
    (True, True)
    """
    key = re.sub(r"[^a-z]", "", word)
    for signs, pattern, new in _KEY_RULES:
        if not signs or any(sign in key for sign in signs):
            key = pattern.sub(new, key)
    return key


_KEY_RULES = tuple(  # a rule is looked for only where one of its signs stands: most words have few
    (signs.split(), re.compile(pattern), new)
    for signs, pattern, new in (
        ("ch", r"shch|sch|stsch", "S"),
        ("ch cz č", r"tch|tsch|ch|cz|č", "C"),
        ("sh sz", r"sh|sz", "S"),
        ("zh rz", r"zh|rz", "Z"),
        ("kh", r"kh", "h"),
        ("ph", r"ph", "f"),
        ("ts tz", r"ts|tz", "c"),
        ("x", r"x", "ks"),
        ("w", r"w", "v"),
        ("f", r"ff?$", "v"),
        ("j y", r"(?<=[^aeiouy])j(?=[aou])|(?<=[^aeiouy])y(?=[aou])", "i"),
        ("io yo jo", r"io|yo|jo", "o"),
        ("e", r"^(?:ye|ie|je|e)", "e"),
        ("ye ie je", r"(?<=[aeiou])(?:ye|ie|je)", "e"),
        ("i y j", r"[eiyj]*[iyj][eiyj]*", "i"),
        ("g", r"g", "h"),
        ("", r"(.)\1", r"\1"),
    )
)


_ARTICLE = re.compile(r"^(?:al|el|ul)-(?=\w{3})")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: given names, surname (with its particles), suffix."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Given names, then surname."""
        return self.given + self.surname


@lru_cache(maxsize=16384)
def parse_name(text: str) -> PersonName:
    """Take a person's name apart; titles fall away.

    >>> parse_name("President Recep Tayyip Erdoğan")
    PersonName(given=('Recep', 'Tayyip'), surname=('Erdoğan',), suffix='')
    >>> parse_name("Ursula von der Leyen").surname, parse_name("Sauli Väinämö Niinistö").surname
    (('von', 'der', 'Leyen'), ('Niinistö',))
    """
    words = [m.group() for m in _WORD.finditer(re.sub(r"['’]s\b", "", text))]
    while len(words) > 1 and fold(words[0]).rstrip(".") in _TITLES:
        words.pop(0)
    suffix = ""
    if len(words) > 1 and fold(words[-1]).rstrip(".") in _SUFFIXES:
        suffix = _SUFFIXES[fold(words.pop()).rstrip(".")]
    if not words:
        return PersonName((), ())
    cut = len(words) - 1
    while cut > 0 and fold(words[cut - 1]) in _PARTICLES:
        cut -= 1
    return PersonName(tuple(words[:cut]), tuple(words[cut:]), suffix)


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
    if len(inner) > 2 and len(one.surname) == 1 and not is_given_name(inner) and fold(inner) not in _PARTICLES:
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
    groups = _given_names()
    if x in groups and y in groups and groups[x][0] & groups[y][0]:
        return True
    return _words_agree(a, b)


def _initial(word: str) -> str:
    return {"y": "e", "g": "h", "w": "v"}.get(word[0], word[0])


def _surnames_agree(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    a = [w for w in one if fold(w) not in _PARTICLES] or list(one)
    b = [w for w in two if fold(w) not in _PARTICLES] or list(two)
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


@lru_cache(maxsize=1)
def _given_names() -> dict[str, tuple[frozenset[int], frozenset[str]]]:
    """Folded given name -> its groups of equivalents, its genders."""
    groups: dict[str, set[int]] = {}
    genders: dict[str, set[str]] = {}
    for number, (gender, names) in enumerate(_rows()):
        for name in names:
            key = fold(name)
            if gender != "u":
                groups.setdefault(key, set()).add(number)
            genders.setdefault(key, set()).add(gender)
    return {key: (frozenset(groups.get(key, ())), frozenset(genders[key])) for key in genders}


def _rows() -> Iterator[tuple[str, list[str]]]:
    text = (files("whipcount.text") / "data" / "given_names.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield row["gender"], row["names"].split("|")


def is_given_name(word: str) -> bool:
    """Whether a word is in the table of given names.

    >>> is_given_name("Olha"), is_given_name("Stefanishyna")
    (True, False)
    """
    return fold(word) in _given_names()


def gender_of(given_name: str) -> str | None:
    """Give "m" or "f" as the table of given names has it; None where it is unknown or both.

    >>> gender_of("Olha"), gender_of("Andrij"), gender_of("Robin"), gender_of("Xyzzy")
    ('f', 'm', None, None)
    """
    entry = _given_names().get(fold(given_name))
    if entry is None or len(entry[1]) != 1:
        return None
    return next(iter(entry[1] - {"u"}), None)
