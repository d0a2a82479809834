"""What members say of the thing decided: "called the plan a folly", "said that the ban was long overdue".

Who calls it good leans for it, who calls it bad against. What is said under a condition, of others' words, or of an
earlier time tells nothing; "not unfair" and the like neither.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_frames import verbs_of
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("judged_things")
_ADVERB = r"(?:(?:\w+ly|very|quite|so|rather|simply|just|still|even|in\s+fact|no\s+less\s+than|far|much|nothing\s+but|nothing\s+less\s+than|nothing\s+short\s+of|one\s+of\s+the|all)\s+){0,2}"  # noqa: E501
_ARTICLE = r"(?:(?:an?|the|its|his|her|their|this|that|such\s+an?)\s+)?(?:(?:[a-z-]+)\s+)??"
_NOT = r"(?P<not>(?:not|never|no|hardly|anything\s+but|far\s+from)\s+(?:be\s+|been\s+)?)?"
_VERDICT = rf"{_NOT}{_ADVERB}{_ARTICLE}{_ADVERB}(?:(?P<bad>{either(_L['bad'])})|(?P<good>{either(_L['good'])}))(?!\w)"
_THING = r"(?P<thing>(?:it|this|that|them)(?=\s)|(?:the|an?|any|this|that|these|such|its|their|his|her|further|closing|selling|building)\s+[^.,;:“”\"\ue000-\uf8ff]{2,60}?)"  # noqa: E501
_CALLED = lazy_pattern(rf"(?:\s+in)?\s+{_THING}\s+(?:{either(_L['link'])}\s+)?{_VERDICT}", re.IGNORECASE)
_IS = r"(?:is|was|are|were|be|been|being|would\s+be|will\s+be|had\s+been|has\s+been|would\s+have\s+been|seems?|seemed|looks?|looked|remains?|remained|comes?|came|amount(?:s|ed)?\s+to)"  # noqa: E501
_SAID = lazy_pattern(
    rf"(?:\s+(?:on\s+\w+day|later|afterwards|again|in\s+the\s+\w+))?(?:\s+that|\s*:|\s*,)?\s*[“\"‘]?{_THING}\s+"
    rf"(?:{_IS}\s+{_VERDICT}|(?:(?P<bad2>{either(_L['bad_does'])})|(?P<good2>{either(_L['good_does'])}))(?!\w))",
    re.IGNORECASE,
)
_THINGS = lazy_pattern(rf"(?<!\w){either(_L['things'])}(?!\w)", re.IGNORECASE)
_NOT_ITS = lazy_pattern(
    r"\b(?:of|if|unless|that|which|who|who|amendments?|opponents?|critics?|supporters?|debate|process|delay|failure|rejection|refusal|defeat|absence|lack|alternative|status\s+quo|present|current|old|existing)\b",
    re.IGNORECASE,
)
_UNREAL = lazy_pattern(r"\b(?:if|unless|whether|had\s+once|used\s+to)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _judges() -> re.Pattern[str]:
    return verbs_of(phrases(_L["judges"]))


@lru_cache(maxsize=1)
def _says() -> re.Pattern[str]:
    return verbs_of(phrases(_L["says"]))


def judged(text: str, group: VerbGroup, words: ObjectWords, *, it_is: bool) -> tuple[str, int] | None:
    """The side of who calls what is decided good or bad, and where that ends; None where nobody does.

    Args:
        text: a masked sentence.
        group: the verb group of who speaks.
        words: of what is decided.
        it_is: whether "it" is what is decided, by the sentence before.
    """
    if group.negated or group.former or group.yet or group.possible or group.had or group.be:
        return None
    for verbs, frame in ((_judges(), _CALLED), (_says(), _SAID)):
        verb = verbs.match(text, group.end)
        match = frame.match(text, verb.end()) if verb is not None else None
        if match is None or not _of_it(match["thing"], words, it_is=it_is) or _UNREAL.search(match.group()):
            continue
        side = _verdict(match)
        if side is not None:
            return side, match.end()
    return None


def judged_clause(text: str, at: int, words: ObjectWords, *, it_is: bool) -> str | None:
    """The side told by a clause about what is decided, at a place: "the price was an insult"; None where it tells none.

    Args:
        text: a masked sentence, up to where the clause ends.
        at: where the clause begins.
        words: of what is decided.
        it_is: whether a pronoun may be what is decided.
    """
    match = _SAID.match(text, at)
    if match is None or not _of_it(match["thing"], words, it_is=it_is) or _UNREAL.search(match.group()):
        return None
    return _verdict(match)


def _verdict(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    bad = bool(found["bad"] or found.get("bad2"))
    if found["not"]:
        return None if bad else "no"  # "not unfair": no praise
    return "no" if bad else "yes"


def _of_it(thing: str, words: ObjectWords, *, it_is: bool) -> bool:
    """Whether what is judged is what is decided."""
    if thing.lower() in ("it", "this", "that", "them"):
        return it_is
    about = words.mention(thing)
    if about is None:
        return _THINGS.fullmatch(re.sub(r"\A\w+\s+", "", thing)) is not None
    return (
        _NOT_ITS.search(thing, 0, about.start()) is None
        and not about.group().endswith(("'s", "’s"))
        and not words.something_else(thing, about.start())
        and not words.undone(thing)
    )
