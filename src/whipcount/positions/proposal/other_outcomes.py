"""Who wants something else than what is decided: "preferred to leave the rate unchanged", "would have waited".

Who wants things left as they are, or the opposite, is against it. Who wants it later, or another size of it, was
against it where it was adopted; while it is open who wants to wait is undecided.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_frames import behind, spelled, verbs_of
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("other_outcomes")
_WISHED = lazy_pattern(rf"(?<!\w){either(_L['wished'])}", re.IGNORECASE)
_WOULD_HAVE = lazy_pattern(r"(?:would|['’]d)\s+(?:\w+\s+)?have(?!\w)", re.IGNORECASE)
_RATHER = lazy_pattern(r"(?:rather|sooner|instead|much\s+rather)\s+", re.IGNORECASE)
_BACKS = lazy_pattern(r"(?:back|support|vot|speak|spoke|cast|recommend|suggest|propos)", re.IGNORECASE)
_HAD = lazy_pattern(r"\s*had\s", re.IGNORECASE)
_ARTICLE = r"(?:(?:an?|the|any|even|its|their|his|her|some)\s+){0,2}"
_KEPT = lazy_pattern(rf"\s*{either(_L['kept'])}(?!\w)", re.IGNORECASE)
_WAITING = lazy_pattern(rf"\s*{either(_L['waiting'])}(?!\w)", re.IGNORECASE)
_SIZED = lazy_pattern(rf"\s*{_ARTICLE}{either(_L['sizes'])}\s+(?:[\w-]+\s+)?(?P<step>[\w-]+)", re.IGNORECASE)
_STEP = lazy_pattern(either(_L["steps"]), re.IGNORECASE)
_STATE = lazy_pattern(
    rf"(?:\s+(?!and\b|but\b|that\b|if\b)[\w’'-]+){{0,6}}?\s+{either(_L['states'])}(?!\w)", re.IGNORECASE
)
_THING = lazy_pattern(r"[^.,;:\ue000-\uf8ff]{1,50}")


@lru_cache(maxsize=1)
def _wishes() -> re.Pattern[str]:
    return verbs_of(phrases(_L["wishes"]))


@lru_cache(maxsize=1)
def _keep() -> re.Pattern[str]:
    return _verbs("keep")


@lru_cache(maxsize=1)
def _stay() -> re.Pattern[str]:
    return _verbs("stay")


@lru_cache(maxsize=1)
def _wait() -> re.Pattern[str]:
    return _verbs("wait")


def _verbs(name: str) -> re.Pattern[str]:
    made = []
    for phrase in phrases(_L[name]):
        verb, _, rest = phrase.partition(" ")
        forms = "|".join(sorted(spelled(verb), key=lambda form: (-len(form), form)))
        made.append(rf"(?:{forms})" + (behind(rest) if rest else ""))
    return lazy_pattern(rf"\s*(?:{'|'.join(made)})(?!\w)", re.IGNORECASE)


def other_outcome(text: str, at: int, group: VerbGroup, words: ObjectWords) -> tuple[str, int] | None:
    """The side of who wants another outcome than the one decided on, and where that ends; None where nobody does.

    Args:
        text: a masked sentence.
        at: where the verb group begins.
        group: the verb group.
        words: of what is decided.
    """
    if group.negated or group.former or group.yet:
        return None
    rather = _RATHER.match(text, group.end) if group.would else None
    until = rather.end() if rather is not None else group.end
    lead = text[at:until]
    would_have = _WOULD_HAVE.search(lead) is not None
    if not would_have and not group.said and (group.had or _HAD.match(lead) is not None):
        return None
    if would_have or (group.announced and _WISHED.search(lead) is not None):
        found = _done_instead(text, until, words)
        if found is not None:
            return found
    match = _wishes().match(text, until)
    if match is None or group.be != match.group().split()[0].endswith("ing") or (group.possible and not would_have):
        return None
    found = _wanted_instead(text, match.end(), words) or _done_instead(text, match.end(), words, gerund=True)
    if found is not None and found[0] == "wait" and _BACKS.match(match.group()) is not None:
        return "other", found[1]  # "backs a delay": of the thing itself nothing is told while it is open
    return found


def _done_instead(text: str, at: int, words: ObjectWords, *, gerund: bool = False) -> tuple[str, int] | None:
    """What is wished to be done: things kept as they are, or put off."""
    keeps = _of_kind(words, "keeping_decisions")
    if not keeps and (kept := _keep().match(text, at)) is not None and (not gerund or kept.group().endswith("ing")):
        if (state := _STATE.match(text, kept.end())) is not None:
            return "no", state.end()
        thing = _THING.match(text, kept.end())
        if thing is not None and kept.group().split()[0].lower() not in ("let", "hold", "leave"):
            about = words.strong(thing.group())
            if about is not None and about.start() < 24:
                return "no", kept.end() + about.end()
    if not keeps and (stay := _stay().match(text, at)) is not None:
        return "no", stay.end()
    if not _of_kind(words, "waiting_decisions") and (wait := _wait().match(text, at)) is not None:
        return "wait", wait.end()
    return None


def _wanted_instead(text: str, at: int, words: ObjectWords) -> tuple[str, int] | None:
    """What is wished for, told by a noun."""
    if not _of_kind(words, "keeping_decisions") and (kept := _KEPT.match(text, at)) is not None:
        return "no", kept.end()
    if not _of_kind(words, "waiting_decisions") and (waiting := _WAITING.match(text, at)) is not None:
        return "wait", waiting.end()
    if words.opposite and (match := _opposite(words.opposite).match(text, at)) is not None:
        return "no", match.end()
    sized = _SIZED.match(text, at)
    if sized is not None and (_STEP.fullmatch(sized["step"]) or words.mention(sized["step"]) is not None):
        return "other", sized.end()
    return None


@lru_cache(maxsize=32)
def _opposite(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return lazy_pattern(rf"\s*{_ARTICLE}(?:[\w-]+\s+)?{either(nouns)}(?!\w)", re.IGNORECASE)


def _of_kind(words: ObjectWords, name: str) -> bool:
    """Whether the decision itself leaves things as they are, or puts something off."""
    stems = tuple(_L[name].split())
    return any(word.startswith(stems) for word in words.acted)
