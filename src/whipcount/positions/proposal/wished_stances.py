"""What members wish for, of others or of the thing itself: "urged Kell to lift its veto", "wants the ban at once".

Who asks others to consent is for it; who asks them to refuse is against. Who wants the thing is for it, unless what
follows says what else is to be done with it ("wants the ban watered down"). Who opposes a veto of it is for it, who
backs one against it; of who wants a delay nothing is known.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.own_verbs import act_of, undoes
from whipcount.positions.proposal.stance_frames import verbs_of
from whipcount.positions.proposal.stance_predicates import Predicate, predicates_at
from whipcount.positions.proposal.stance_subjects import AGAIN
from whipcount.positions.proposal.verb_groups import VerbGroup, verb_group
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("told_sides")
_OTHERS = lazy_pattern(
    r"\s+(?:(?!to\b|that\b|whether\b|for\b)[\w\ue000-\uf8ff’'-]+\s+){1,8}?(?P<not>not\s+)?to\s+(?=[a-z])", re.IGNORECASE
)
_NO_THING = lazy_pattern(r"\s*no\s", re.IGNORECASE)
_BARE = lazy_pattern(r"\s*(?:(?:the|an?|these|those|such|full|no|quick|early)\s+){0,2}(?:[A-Z][\w-]+\s+)?")
_PRONOUN = lazy_pattern(r"\s*(?:it|them|one|him|her)(?!\w)", re.IGNORECASE)
_ACT = lazy_pattern(rf"\s*{either(_L['act'])}(?!\w)", re.IGNORECASE)
_QUICK = lazy_pattern(rf"\s*,?\s*(?:(?:to|should)\s+)?(?:be\s+)?{either(_L['quick'])}(?!\w)", re.IGNORECASE)
_GONE = lazy_pattern(rf"\s*(?:(?:to|should)\s+)?(?:be\s+)?{either(_L['gone'])}(?!\w)", re.IGNORECASE)
_KEPT = lazy_pattern(rf"\s*(?:to\s+be\s+)?{either(_L['kept'])}(?!\w)", re.IGNORECASE)
_OF_IT = lazy_pattern(
    r"(?:\s+(?:on|against|of|for|to|in|with)\s+(?:the\s+)?(?!(?:be|by|place|now|time)\b)[\w\ue000-\uf8ff’'-]+){0,2}",
    re.IGNORECASE,
)
_CLOSES = lazy_pattern(r"\s*(?:[.,;:”\"]|\Z)|\s+(?:and|but|while|because|since|so)\b")
_OBSTACLE = lazy_pattern(
    r"\s*(?:(?:an?|any|the|every|another|further|such)\s+)*(?:(?P<delay>delays?|postponements?|deferrals?)|(?P<block>veto(?:es)?|blockades?|rejections?|obstruction|refusals?))\s+(?:of|on|to|against|in)\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _wants() -> re.Pattern[str]:
    return verbs_of(phrases(_L["wants"]))


@lru_cache(maxsize=1)
def _asks() -> re.Pattern[str]:
    return verbs_of(phrases(_L["asks"]))


def asked_of_others(text: str, group: VerbGroup) -> tuple[Predicate, str] | None:
    """The predicate that others are asked for behind a verb group, and the side of who asks; None where none is.

    >>> text = "urged Kell to drop its veto of the ban"
    >>> asked_of_others(text, VerbGroup(0))[1]
    'yes'
    """
    match = _asks().match(text, group.end)
    others = _OTHERS.match(text, match.end()) if match is not None else None
    if others is None or group.negated or group.possible or group.former or group.be:
        return None
    inner = verb_group(text, others.end(), AGAIN)
    negated = inner.negated != bool(others["not"])
    for predicate in predicates_at(text, inner):
        if predicate.side in ("yes", "will_not_block") and predicate.name != "asks_what":
            return predicate, "no" if negated else "yes"
        if predicate.side in ("no", "block"):
            return predicate, "yes" if negated else "no"
    return None


def wished_for(text: str, group: VerbGroup, words: ObjectWords) -> tuple[str, int] | None:
    """The side of who wants the thing itself, and where it ends; None where nothing of the kind is told."""
    match = _wants().match(text, group.end)
    if match is None or group.possible or group.former or group.be or (group.negated and (group.had or group.perfect)):
        return None
    at = match.end()
    at += 5 * text.startswith(" that ", at)  # "demands that it be dropped"
    if group.negated:
        return _not_wanted(text, at, words)
    none = _NO_THING.match(text, at)
    stop = re.compile(r"[.;:”\"]|,\s").search(text, at)
    limit = stop.start() if stop else len(text)
    about = words.mention(text[at:limit])
    act, pronoun = _ACT.match(text, at), _PRONOUN.match(text, at)
    if act is not None or pronoun is not None:
        end = (act or pronoun).end()  # type: ignore[union-attr]
        if pronoun is not None and none is None and (side := _made_of_it(text, end, words)) is not None:
            return side, end
        return ("yes", end) if _QUICK.match(text, end) is not None and none is None else None
    if about is None or _BARE.fullmatch(text, at, at + about.start()) is None:
        return None  # "wants a smaller budget", "wants nothing to do with it"
    end = at + about.end()
    end = _OF_IT.match(text, end).end()  # type: ignore[union-attr]
    if (side := _made_of_it(text, end, words)) is not None:
        return (side, end) if none is None else None
    if group.had and _QUICK.match(text, end) is None:
        return None
    if none is not None:
        return "no", end
    return ("yes", end) if _QUICK.match(text, end) or _CLOSES.match(text, end) else None


def _not_wanted(text: str, at: int, words: ObjectWords) -> tuple[str, int] | None:
    """A refusal told by what is not wanted: "does not want her", "did not want the plan adopted"."""
    pronoun = _PRONOUN.match(text, at)
    about = words.mention(text[at : at + 60])
    if pronoun is not None:
        end = pronoun.end()
    elif about is not None and _BARE.fullmatch(text, at, at + about.start()) is not None:
        end = _OF_IT.match(text, at + about.end()).end()  # type: ignore[union-attr]
    else:
        return None
    if (side := _made_of_it(text, end, words)) is not None:
        return {"yes": "no", "no": "yes"}[side], end
    return ("no", end) if _CLOSES.match(text, end) or _QUICK.match(text, end) else None


def _made_of_it(text: str, at: int, words: ObjectWords) -> str | None:
    """The side of who wants something made of the thing: "wants it gone", "wants the quota cut", "the toll left"."""
    act = act_of(words.title)
    behind = text[at:].lstrip().removeprefix("should ").removeprefix("to ").removeprefix("be ")
    if act is not None and act.forms.match(behind):
        return "yes"
    if _GONE.match(text, at):
        return "yes" if undoes(words) or words.aims() else "no"
    if _KEPT.match(text, at):
        return (
            None if act is not None and act.base in ("keep", "extend", "renew", "retain", "save", "continue") else "no"
        )
    return None


def toward_obstacle(after: str, side: str, words: ObjectWords) -> str | None:
    """The side of who backs or opposes a veto or a delay of the thing; None where the object is no such obstacle.

    Args:
        after: the words behind the predicate.
        side: that the predicate tells of its object, "yes" or "no".
        words: of the thing that is decided.
    """
    match = _OBSTACLE.match(after)
    if match is None or words.mention(after[match.end() :]) is None:
        return None
    if side == "no":
        return "yes"
    return "no" if side == "yes" and match["block"] else None
