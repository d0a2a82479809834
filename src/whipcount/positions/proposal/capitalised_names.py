"""Whatever stands in a report like a name: capitalised words, whatever they name."""

from __future__ import annotations

import re
from itertools import islice

from whipcount.positions.proposal.member_names import OWNER, longer, not_names, person_titles
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_MOST = 1_000
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_RUN = lazy_pattern(
    rf"(?<![\w’'-])(?:[A-Z]\. )*{_WORD}(?: [A-Z]\.(?= [A-Z])|(?: &| of the| of| de| du| van| von)? {_WORD}| \d+(?!\w))*"
)
_FIRST = lazy_pattern(r"(\S+) (?=\S)")
_NUMBERED = lazy_pattern(r" \d{3,}\Z")
_OF = lazy_pattern(r" of (?:the )?")
_CHAMBER = lazy_pattern(rf"(?:{either(word_lists('told_members')['chambers'])})", re.IGNORECASE)
_SHORTENED = lazy_pattern(r"\w+['’](?:d|ll|re|ve|m|t)\Z|I\Z")
_SENTENCE_ENDS = frozenset(".!?:;")


def capitalised_names(text: str) -> dict[str, tuple[Span, ...]]:
    """The names of a text, each with its places; a shorter form of one name counts for it, of several for none.

    Words that only begin a sentence, days and months are none.

    >>> list(capitalised_names("Yesterday the Bank of Orr and Block 4 met Ann Hale. Hale's aunt left. But Orr stayed."))
    ['Bank of Orr', 'Block 4', 'Ann Hale']
    """
    classes = word_classes()
    empty = classes["stops"] | classes["determiners"] | classes["prepositions"] | classes["quantifiers"] | not_names()
    calendar = classes["days"] | classes["months"]
    small = {word.lower() for word in re.findall(r"(?<![\w’'-])[a-zß-ÿ][\w’'-]*", text)}
    found: dict[str, list[Span]] = {}
    for match in islice(_RUN.finditer(text), _MOST):
        words, at = match.group(), match.start()
        while (first := _FIRST.match(words)) and first[1].lower() in empty:
            words, at = words[first.end() :], at + first.end()
        name = OWNER.sub("", words)
        if (number := _NUMBERED.search(name)) is not None and not _one_of_several(text, name, number.start()):
            name = name[: number.start()]  # "In the House of Laity 132 were for it"
        cut = _OF.search(name)
        if cut is not None and _CHAMBER.fullmatch(name, 0, cut.start()):  # "the Senate of Orr": Orr's
            name, at = name[cut.end() :], at + cut.end()
        elif cut is not None and cut.start() and names_person(name[: cut.start()]):  # "Ada Finch of Upper Wend": two
            found.setdefault(name[: cut.start()], []).append(Span(at, at + cut.start()))
            name, at = name[cut.end() :], at + cut.end()
        low = name.lower()
        if len(name) < 2 or low in empty or is_shortened(name) or low.split()[0] in calendar:
            continue
        if " " not in name and low in small and _opens(text, at):
            continue
        found.setdefault(name, []).append(Span(at, at + len(name)))
    for name in [name for name in found if name.isupper() and " " in name]:
        plain = name.title()  # "JO VANE", of a list, whom the text calls Jo Vane, or Ms Vane
        if any(other.split()[-1] == plain.split()[-1] for other in found):
            found[plain] = sorted([*found.get(plain, ()), *found.pop(name)])
    for name in [name for name in found if " " in name and name.lower().split()[0] in person_titles()]:
        rest = name.partition(" ")[2]
        full = [other for other in found if other == rest or (other.endswith(f" {rest}") and other != name)]
        if len(full) == 1:  # "Ms Vane" beside "Jo Vane"
            found[full[0]] = sorted([*found[full[0]], *found.pop(name)])
    for name in list(found):
        if (whole := longer(name, found)) is not None:
            found[whole] = sorted([*found[whole], *found.pop(name)])
        elif any(f" {name} " in f" {other} " for other in found if other != name):
            del found[name]
    return {name: tuple(spans) for name, spans in found.items()}


def _one_of_several(text: str, name: str, at: int) -> bool:
    """Whether a large number behind a name tells it from others: "Local 132 and Local 140"."""
    return len(set(re.findall(rf"(?<!\w){re.escape(name[:at])} (\d+)(?!\w)", text))) > 1


def is_shortened(words: str) -> bool:
    """Whether words are a pronoun with its verb and no name: "I'll", "They’d"."""
    return _SHORTENED.match(words) is not None


def names_person(name: str) -> bool:
    """Whether a name of several words begins as a person's does: with a title or a given name.

    >>> names_person("Bishop Orme"), names_person("Ada Finch"), names_person("Upper Wend"), names_person("Bishop")
    (True, True, False, False)
    """
    first, _, rest = name.partition(" ")
    return bool(rest) and (first.lower() in person_titles() or is_given_name(first))


def _opens(text: str, at: int) -> bool:
    """Whether a word opens a sentence or a line."""
    before = text[max(0, at - 4) : at].rstrip(" \"“”'‘’—–-•*")
    return not before or before[-1] == "\n" or before[-1] in _SENTENCE_ENDS
