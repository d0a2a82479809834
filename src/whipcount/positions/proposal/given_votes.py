"""Predicates around the thing decided: "gave the plan its blessing", "voted it down", "sealed the plan's defeat"."""

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_frames import spelled, verbs_of
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("given_votes")
_THING = r"\s+(?P<thing>(?:it|them|her|him|this|that)(?=\s)|(?:the|an?|this|that|these|its|their|his|her|any|such)\s+[^.,;:“”\"\ue000-\uf8ff]{2,50}?|[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"  # noqa: E501
_OWN = r"(?:(?:its|their|his|her|the|an?|any|full|a\s+firm|a\s+resounding|a\s+cautious|all)\s+){0,2}(?:[a-z-]+\s+)?"
_GIVEN = lazy_pattern(
    rf"{_THING}\s+{_OWN}(?:(?P<given>{_L['given']})|(?P<refused>{_L['refused']}))(?!\w)", re.IGNORECASE
)
_ENDED = lazy_pattern(
    rf"\s+(?:the\s+|its\s+|their\s+)?(?:(?P<passing>{either(_L['passing'])})|(?P<failing>{either(_L['failing'])}))\s+of(?P<thing>\s+[^.,;:“”\"\ue000-\uf8ff]{{2,60}})"
    rf"|\s+(?P<thing2>(?:the|its|their)\s+[^.,;:“”\"\ue000-\uf8ff]{{2,40}}?)['’]s?\s+(?:(?P<passing2>{either(_L['passing'])})|(?P<failing2>{either(_L['failing'])}))(?!\w)",
    re.IGNORECASE,
)
_PRONOUN = lazy_pattern(r"(?:it|them|her|him|this|that)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    gives, denies, ensures = (verbs_of(phrases(_L[name])) for name in ("gives", "denies", "ensures"))
    return gives, denies, ensures


@lru_cache(maxsize=1)
def _split() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for side, name in (("no", "down"), ("yes", "through")):
        for phrase in phrases(_L[name]):
            verb, _, particle = phrase.partition(" ")
            forms = "|".join(sorted(spelled(verb), key=lambda form: (-len(form), form)))
            made.append((side, lazy_pattern(rf"(?:{forms}){_THING}\s+{particle}(?!\w)", re.IGNORECASE)))
    return tuple(made)


def given(text: str, group: VerbGroup, words: ObjectWords, *, it_is: bool) -> tuple[str, int] | None:
    """The side told by a predicate that stands around what is decided, and where it ends; None where none does.

    Args:
        text: a masked sentence.
        group: the verb group before it.
        words: of what is decided.
        it_is: whether a pronoun may be what is decided.
    """
    if group.negated or group.former or group.yet or group.possible or group.be or (group.had and not group.said):
        return None
    gives, denies, ensures = _verbs()
    for verbs, side in ((gives, "yes"), (denies, "no")):
        if (verb := verbs.match(text, group.end)) is None:
            continue
        match = _GIVEN.match(text, verb.end())
        if match is not None and _it(match["thing"], words, it_is=it_is):
            return ("no" if match["refused"] else side), match.end()
    verb = ensures.match(text, group.end)
    ended = _ENDED.match(text, verb.end()) if verb is not None else None
    if ended is not None and _it(ended["thing"] or ended["thing2"], words, it_is=it_is):
        return ("yes" if ended["passing"] or ended["passing2"] else "no"), ended.end()
    for side, pattern in _split():
        match = pattern.match(text, group.end)
        if match is not None and _it(match["thing"], words, it_is=it_is):
            return side, match.end()
    return None


def _it(thing: str, words: ObjectWords, *, it_is: bool) -> bool:
    """Whether the words between are what is decided."""
    if _PRONOUN.fullmatch(thing):
        return it_is
    about = words.mention(thing)
    return about is not None and not words.something_else(thing, about.start()) and not words.undone(thing)
