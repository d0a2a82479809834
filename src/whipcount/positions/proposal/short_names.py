"""By what shorter names a report goes on to speak of members that have longer ones: "Kestrel" for Kestrel Lorn.

The first or the last word is a name where the report has it alone, one member begins or ends so, and it is no word like
"New" or "Bank".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from whipcount.bodies.countries import default_table
from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.own_names import ends_longer
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_IN_PLACE = lazy_pattern(rf"(?<!\w)(?:{either(word_lists('member_names')['places'])})\s+(?:the\s+)?\Z", re.IGNORECASE)
_REACH = 20
_OPENS = lazy_pattern(r"(?:\A|[.!?:\n][\"”’)]?\s*|[\"“‘(]\s*)\Z")


def short_names(text: str, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The shorter names of members, by their ids.

    Args:
        text: the report.
        names: of members that only the report knows, by their ids; persons have none here.

    >>> text = "Kestrel Lorn, Upper Wend and Old Tarn met. Then Kestrel left, and so did Upper Tarn and Old Ann."
    >>> short_names(text, {"KL": "Kestrel Lorn", "UW": "Upper Wend", "OT": "Old Tarn"})
    {'KL': ('Kestrel',)}
    >>> clubs = {"T": "Tarn United", "W": "Wend United"}
    >>> short_names("Tarn United and Wend United met. Tarn left, and United stayed.", clubs)
    {'T': ('Tarn',)}
    """
    longer = {member: name for member, name in names.items() if " " in name and not member.startswith(PERSON)}
    ends = Counter(word for name in longer.values() for word in (name.split()[0], name.split()[-1]))
    found = {}
    for member, name in longer.items():
        words = (name.split()[0], name.split()[-1])
        short = tuple(
            word
            for word in words
            if ends[word] == 1 and word not in names.values() and _is_a_name(word) and _stands_alone(text, word)
        )
        if short:
            found[member] = short
    return found


def _is_a_name(word: str) -> bool:
    low = word.lower()
    return len(word) > 3 and low not in _common() and low not in _peoples()


def _stands_alone(text: str, word: str) -> bool:
    """Whether a word is a name by itself: with no capitalised neighbour, within a sentence or as an owner or actor."""
    small = re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", text) is not None
    for match in re.finditer(
        rf"(?<![\w’'-]){re.escape(word)}(?:['’]s?)?(?![\w-]|['’]\w|[ ](?:[A-ZÀ-ÖØ-Þ&]|of[ ]))", text
    ):
        if ends_longer(text, match.start()) or _IN_PLACE.search(text, max(0, match.start() - _REACH), match.start()):
            continue
        opens = _OPENS.search(text, max(0, match.start() - 3), match.start()) is not None
        if not (opens and small):
            return True
    return False


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that begin many names, and nouns of bodies, firms and places: none of them is a name alone."""
    words, classes = word_lists("member_names"), word_classes()
    listed = {
        word for key in ("bodies", "of_firms", "of_traders", "of_unions", "of_parties") for word in phrases(words[key])
    }
    nouns = {word.rstrip("s") for word in re.findall(r"[a-z]+", " ".join((words["names"], words["nouns"])))}
    parts = set(words["parts"].split()) | set(word_lists("told_members")["not_names"].replace("/", " ").split())
    return frozenset(
        listed | nouns | parts | classes["stops"] | classes["days"] | classes["months"] | classes["determiners"]
    )


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    """The names, peoples and capitals of states, in small letters."""
    table = default_table()
    return frozenset(
        word.lower()
        for actor in table
        for name in (actor.name, *actor.variants, *actor.demonyms, *actor.capitals)
        for word in name.split()
    )
