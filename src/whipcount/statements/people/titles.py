"""Office words: from a noun phrase ("the former deputy minister of Arvenia") to the role that authority rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whipcount.statements.statement import Role
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/offices")
HEAD_NOUN = _WORDS.head
"""The nouns that may head an office or a kind of speaker. One pass over a text finds them all."""

_ROLES = tuple((pattern, Role(row["role"])) for pattern, row in _WORDS.rows("roles"))


@dataclass(frozen=True, slots=True)
class Title:
    """What an office phrase says: the role; whether held no more, not yet, in opposition, as a deputy; one or many."""

    role: Role
    former: bool = False
    opposition: bool = False
    deputy: bool = False
    plural: bool = False
    then: bool = False
    coming: bool = False


@lru_cache(maxsize=16384)
def read_title(phrase: str) -> Title | None:
    """The role of an office phrase; None where it holds no office word.

    >>> read_title("the head of Ukraine's Ministry of Foreign Affairs").role.value
    'foreign_minister'
    >>> read_title("deputy prime minister of Arvenia").role.value, read_title("Arvenian lawmakers").plural
    ('minister', True)
    >>> former = read_title("a former Arvenian foreign minister")
    >>> former.role.value, former.former
    ('foreign_minister', True)
    >>> read_title("the red bicycle")
    """
    phrase = phrase[:300]
    if HEAD_NOUN.search(phrase) is None and not re.match(r"(?:Rep|Sen|Gov)s?\.", phrase):
        return None
    role = Role.OTHER
    for pattern, candidate in _ROLES:
        if pattern.search(phrase):
            role = candidate
            break
    if role is Role.HEAD_OF_STATE and _WORDS.president_of_something.search(phrase):
        role = Role.OTHER
    deputy = bool(_WORDS.deputy.search(phrase))
    if deputy and role in _WITH_DEPUTIES:
        role = Role.MINISTER
    return Title(
        role,
        former=bool(_WORDS.former.search(phrase)) and not _WORDS.then.search(phrase),
        opposition=bool(_WORDS.opposition.search(phrase)),
        deputy=deputy,
        plural=bool(_WORDS.plural.search(_first_noun_phrase(phrase))),
        then=bool(_WORDS.then.search(phrase)),
        coming=_not_yet(phrase),
    )


def _not_yet(phrase: str) -> bool:
    if _WORDS.elect.search(phrase):
        return True
    soon = _WORDS.coming.search(phrase)
    return soon is not None and HEAD_NOUN.search(phrase, soon.end()) is not None


_WITH_DEPUTIES = frozenset(
    {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER, Role.BODY}
)


def _first_noun_phrase(phrase: str) -> str:
    return re.split(r" (?:of|for|to|at|in|from|on|who|with|familiar)\b|,", phrase, maxsplit=1)[0]
