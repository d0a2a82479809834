"""A decision asked: "NATO invites Ukraine" as "Will NATO invite Ukraine", its body as it stands in a sentence."""

from __future__ import annotations

import re
from functools import cache

from whipcount.positions.proposal.acts import third_to_base
from whipcount.positions.proposal.inflection import base_of_third
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_PLURAL_DOES = re.compile(r"(?:(?<!['’])s|people|Commons)\Z")
_OF = lazy_pattern(r"\s+(?:of|for|on|to)\s+")
_OWNED = lazy_pattern(r"[’']s(?:\s|\Z)")


@cache
def _article() -> tuple[frozenset[str], re.Pattern[str]]:
    """Short names with an article, and nouns that take one."""
    told = word_lists("bodies/names")
    return frozenset(told["short_with_article"].split()), re.compile(rf"(?<![\w’'-]){either(told['with_article'])}\Z")


@cache
def _ordinary() -> frozenset[str]:
    """Words with which a body's name begins that are no name, whatever their first letter in a title."""
    told, deciders = word_lists("bodies/names"), word_lists("bodies/deciders")
    return frozenset(f"{told['ordinary']} {deciders['collectives']} {deciders['persons']}".split())


def with_article(name: str) -> str:
    """A body's name as it stands in a sentence: with its article where it takes one.

    >>> with_article("Security Council"), with_article("NATO"), with_article("EU"), with_article("Parties to the Pact")
    ('the Security Council', 'NATO', 'the EU', 'parties to the Pact')
    >>> with_article("Diet of Halvmark"), with_article("Marovia's National Assembly"), with_article("jury")
    ('the Diet of Halvmark', "Marovia's National Assembly", 'the jury')
    """
    first, _, rest = name.partition(" ")
    if first.lower() in ("the", "all", "every", "a", "an", "parties"):
        return first.lower() + (f" {rest}" if rest else "")
    short, nouns = _article()
    head = _OF.split(name)[0]
    owner = _OWNED.search(head)
    proper = owner is not None and name[:1].isupper() and not head[: owner.start()].islower()
    if name in short or (not proper and (nouns.search(head) or nouns.search(name))):
        return f"the {name}"
    return name


def in_a_sentence(name: str) -> str:
    """A body's name within a sentence: ordinary words without the capital that they have at the beginning of a title.

    >>> in_a_sentence("Trustees of the Calder Fund"), in_a_sentence("Harbour board"), in_a_sentence("Harbour Board")
    ('trustees of the Calder Fund', 'harbour board', 'Harbour Board')
    >>> in_a_sentence("Swiss cantons"), in_a_sentence("UN assembly"), in_a_sentence("Larkmoor board")
    ('Swiss cantons', 'UN assembly', 'Larkmoor board')
    """
    head = _OF.split(name)[0].split()
    if not head or re.sub(r"['’]s?\Z", "", head[0].lower()) not in _ordinary():
        return name
    proper = len(head) > 1 and any(word[:1].isupper() for word in head[1:])
    return (
        name
        if proper or (len(head) == 1 and _OF.search(name) and head[0].lower() not in _persons())
        else (name[:1].lower() + name[1:])
    )


def _persons() -> frozenset[str]:
    return frozenset(word_lists("bodies/deciders")["persons"].split())


def asked(title: str, body: str = "") -> str:
    """A decision told as done, asked; a title of another shape is kept.

    Args:
        title: of the decision.
        body: whose it is: behind its name stands the verb, whichever it is.

    >>> asked("NATO invites Ukraine to join"), asked("All members ratify the protocol"), asked("Orvana")
    ('Will NATO invite Ukraine to join', 'Will all members ratify the protocol', 'Orvana')
    >>> asked("Security Council adopts the draft"), asked("The harbour treaty is ratified")
    ('Will the Security Council adopt the draft', 'Will the harbour treaty be ratified')
    >>> asked("Trustees of the Elm School spend the money on a roof")
    'Will trustees of the Elm School spend the money on a roof'
    >>> asked("Fair committee drops the cakes", "Fair committee"), asked("Members fell it", "Members")
    ('Will the Fair committee drop the cakes', 'Will members fell it')
    """
    title = title.rstrip(".?! ")
    words = title.split(" ")
    forms = third_to_base()
    size = len(body.split())
    if size and title.lower().startswith(f"{body.lower()} ") and len(words) > size and words[size].isalpha():
        verb = words[size]
        base = "be" if verb in ("is", "are") else forms.get(verb) or base_of_third(verb)
        plural = _PLURAL_DOES.search(_OF.split(body)[0]) and verb not in forms
        done = verb if plural and verb not in ("is", "are") else base
        return f"Will {with_article(in_a_sentence(body))} {done} {' '.join(words[size + 1 :])}".rstrip()
    bases = frozenset(forms.values())
    for at in range(1, min(len(words), 16)):
        word = words[at]
        if word in forms or word in ("is", "are"):
            base = "be" if word in ("is", "are") else forms[word]
        elif (
            word in bases
            and at + 1 < len(words)
            and (_PLURAL_DOES.search(words[at - 1]) or _PLURAL_DOES.search(" ".join(words[:at]).split(" of ")[0]))
        ) or (word in bases and words[0].lower() in ("parties", "all") and at + 1 < len(words)):
            base = word
        else:
            continue
        return f"Will {with_article(in_a_sentence(' '.join(words[:at])))} {base} {' '.join(words[at + 1 :])}".rstrip()
    for at in range(1, min(len(words) - 1, 16)):  # a verb that no table has
        if words[at].isalpha() and words[at].islower() and words[at].endswith("s") and words[at - 1][:1].isupper():
            verb = base_of_third(words[at])
            return f"Will {with_article(' '.join(words[:at]))} {verb} {' '.join(words[at + 1 :])}"
    several = _PLURAL_DOES.search(title.split(" of ")[0].split(" ")[-1])
    for at in range(1, min(len(words) - 1, 16) if several else 0):  # the same of several: "Trustees of the Fund spend"
        if (
            words[at].isalpha()
            and words[at].islower()
            and words[at + 1] in _DETERMINERS
            and words[at - 1] not in _LINKS
        ):
            return f"Will {in_a_sentence(' '.join(words[:at]))} {' '.join(words[at:])}"
    return title


_DETERMINERS = frozenset("the a an its their all".split())
_LINKS = frozenset("of for in on at the and".split())
