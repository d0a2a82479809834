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
PARTICLES = word_set(
    "de der den del della di da dos das do du la le van von zu af av ten ter el al bin ibn ben abu mac st"
)
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}


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
    while cut > 0 and fold(words[cut - 1]) in PARTICLES:
        cut -= 1
    return PersonName(tuple(words[:cut]), tuple(words[cut:]), suffix)


@lru_cache(maxsize=1)
def given_names() -> dict[str, tuple[frozenset[int], frozenset[str]]]:
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
    return fold(word) in given_names()


def gender_of(given_name: str) -> str | None:
    """Give "m" or "f" as the table of given names has it; None where it is unknown or both.

    >>> gender_of("Olha"), gender_of("Andrij"), gender_of("Robin"), gender_of("Xyzzy")
    ('f', 'm', None, None)
    """
    entry = given_names().get(fold(given_name))
    if entry is None or len(entry[1]) != 1:
        return None
    return next(iter(entry[1] - {"u"}), None)
