"""The forms of English verbs and nouns that the tables of acts name by their base form."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The forms of one verb; a particle ("out") stands apart and follows each."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str
    particle: str = ""


def verb_forms(told: str, doubling: frozenset[str] = frozenset()) -> VerbForms:
    """The forms of a verb, regular unless all five are told with strokes between.

    Args:
        told: ``adopt``, ``kick out``, or ``choose/chooses/chose/chosen/choosing``.
        doubling: verbs that double their last letter.

    >>> verb_forms("ratify").past, verb_forms("pass").third, verb_forms("admit", frozenset({"admit"})).gerund
    ('ratified', 'passes', 'admitting')
    >>> verb_forms("kick out")
    VerbForms(base='kick', third='kicks', past='kicked', participle='kicked', gerund='kicking', particle='out')
    """
    if "/" in told:
        base, third, past, participle, gerund = told.split("/")
        return VerbForms(base, third, past, participle, gerund)
    base, _, particle = told.partition(" ")
    if base in _IRREGULAR:
        return VerbForms(*_IRREGULAR[base], particle)
    last = base[-1]
    if last == "y" and base[-2] not in _VOWELS:
        return VerbForms(base, base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing", particle)
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if last == "e":
        return VerbForms(base, third, base + "d", base + "d", base[:-1] + "ing", particle)
    stem = base + last if base in doubling else base
    return VerbForms(base, third, stem + "ed", stem + "ed", stem + "ing", particle)


def base_of_gerund(gerund: str, known: Container[str]) -> str | None:
    """The base form of a gerund, where it is a verb that is known.

    >>> base_of_gerund("closing", {"close"}), base_of_gerund("cutting", {"cut"}), base_of_gerund("evening", {"close"})
    ('close', 'cut', None)
    """
    stem = gerund.removesuffix("ing")
    double = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    return next((base for base in (stem, stem + "e", double) if base in known), None)


def base_of_participle(participle: str) -> str | None:
    """The base form of a regular participle; None where the word is none.

    >>> base_of_participle("closed"), base_of_participle("demolished"), base_of_participle("banned")
    ('close', 'demolish', 'ban')
    """
    if not participle.endswith("ed") or len(participle) < 5:
        return None
    stem = participle[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    vowel_before = stem[-2] in _VOWELS and (len(stem) < 3 or stem[-3] not in _VOWELS)
    soft = stem.endswith(("s", "v", "z", "c", "g", "u")) and not stem.endswith("ss")
    return (
        stem + "e"
        if soft or (vowel_before and stem[-1] in "trmdlk" and not stem.endswith(("er", "en", "it", "ow", "et")))
        else stem
    )


def base_of_third(third: str) -> str:
    """The base form of a regular third person singular.

    >>> base_of_third("sells"), base_of_third("closes"), base_of_third("carries"), base_of_third("merges")
    ('sell', 'close', 'carry', 'merge')
    >>> base_of_third("attaches"), base_of_third("taxes")
    ('attach', 'tax')
    """
    if third.endswith("ies") and len(third) > 4:
        return third[:-3] + "y"
    return third[:-2] if third.endswith(("shes", "ches", "xes", "sses", "zzes", "oes")) else third.removesuffix("s")


_IRREGULAR = {
    "leave": ("leave", "leaves", "left", "left", "leaving"),
    "keep": ("keep", "keeps", "kept", "kept", "keeping"),
    "stick": ("stick", "sticks", "stuck", "stuck", "sticking"),
    "get": ("get", "gets", "got", "got", "getting"),
    "go": ("go", "goes", "went", "gone", "going"),
    "come": ("come", "comes", "came", "come", "coming"),
    "let": ("let", "lets", "let", "let", "letting"),
    "set": ("set", "sets", "set", "set", "setting"),
    "bring": ("bring", "brings", "brought", "brought", "bringing"),
    "take": ("take", "takes", "took", "taken", "taking"),
    "throw": ("throw", "throws", "threw", "thrown", "throwing"),
    "send": ("send", "sends", "sent", "sent", "sending"),
    "fall": ("fall", "falls", "fell", "fallen", "falling"),
    "hold": ("hold", "holds", "held", "held", "holding"),
    "strike": ("strike", "strikes", "struck", "struck", "striking"),
}


def is_plural(noun: str) -> bool:
    """Whether a noun looks like a plural.

    >>> is_plural("tariffs"), is_plural("sanctions"), is_plural("press"), is_plural("crisis"), is_plural("people")
    (True, True, False, False, True)
    """
    low = noun.lower()
    return low in ("people", "women", "men", "children", "criteria", "media") or (
        low.endswith("s") and not low.endswith(("ss", "us", "is", "’s", "'s"))
    )


def stem(word: str) -> str:
    """The first letters of a word, so that its forms agree.

    >>> stem("sanctuaries") == stem("sanctuary"), stem("treaties")
    (True, 'treaty')
    """
    low = word.lower()
    if low.endswith("ies"):
        low = low[:-3] + "y"
    low = low.removesuffix("s")
    return low[:7]


IRREGULAR_PARTICIPLES = {
    "sold": "sell", "built": "build", "bought": "buy", "kept": "keep", "given": "give", "put": "put",
    "made": "make", "paid": "pay",
    "let": "let", "shut": "shut", "held": "hold", "left": "leave", "found": "found", "sent": "send", "spent": "spend",
    "withdrawn": "withdraw", "taken": "take", "brought": "bring", "told": "tell", "lent": "lend", "drawn": "draw",
}  # fmt: skip
"""Participles of free acts that no rule makes, and their base forms."""
