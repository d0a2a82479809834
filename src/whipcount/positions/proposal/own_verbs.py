"""Stances told by the verb of the decision itself: "would scrap the tax", "is not ready to lend", "wants to keep it".

Who wants to do what is decided is for it. Where the decision undoes a thing (scraps a tax, lifts a ban), who defends
that thing, or wants to keep it, is against it, and who opposes it is for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whipcount.positions.proposal.inflection import base_of_gerund, base_of_third
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_frames import behind, verbs_of
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("own_verbs")
_DOES = lazy_pattern(
    r"\b(?:decides?|votes?|agrees?|wants?|plans?|whether|resolves?)\s+(?:whether\s+)?to\s+(?P<to>[a-z]+)"
    r"|(?<=\s)(?!(?:is|was|has|its|as|this|towns|states|members|judges|governors|directors|trustees|nations)\b)(?P<does>[a-z]{2,}s)(?=\s)"
)
_PARTICLE = lazy_pattern(r"\s+(?:down|out|up|off|over|in|away)(?=\s)")
_BARE = lazy_pattern(
    r"\s*(?:(?:the|this|that|these|those|its|their|any|such|all|our)\s+)?(?:(?!and\b|or\b|but\b|to\b|of\b|for\b)[\w-]+\s+){0,2}?"
)
_VOTED_TO = lazy_pattern(
    r"(?P<verb>vot(?:ed?|es|ing))\s+(?:\w+ly\s+|on\s+\w+day\s+)?(?P<not>not\s+)?to\s+", re.IGNORECASE
)
_NO_NOUN = lazy_pattern(
    r"\s*(?:[.,;:)”\"]|\Z)|\s+(?:in|on|at|from|for|by|with|as|to|and|or|but|while|when|because|since|if|now|still|too|also|again|altogether|at\s+all|[a-z]+ly)(?!\w)",
    re.IGNORECASE,
)
_ACT_NOUN = lazy_pattern(rf"(?<!\w){either(_L['act_nouns'])}(?!\w)", re.IGNORECASE)
_PRONOUN = lazy_pattern(r"\s*(?:it|them|him|her)(?!\w)(?!['’])", re.IGNORECASE)
_NOTHING = lazy_pattern(
    r"\s*(?:[.,;:”\"]|\Z)|\s+(?:at|now|today|tomorrow|tonight|this|next|as|if|only|when|once|and|but|together|with|on\s+\w+day|in\s+(?:the\s+)?\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnAct:
    """The act of a decision: its ``verbs`` in their base form; all ``forms`` of them; whether it ``undoes`` a thing."""

    base: str
    verbs: re.Pattern[str]
    forms: re.Pattern[str]
    undoes: bool


@lru_cache(maxsize=1)
def _sets() -> tuple[tuple[str, ...], ...]:
    return tuple(phrases(told) for told in _L["does"].split(" ; "))


@lru_cache(maxsize=1)
def _undoing() -> frozenset[str]:
    return frozenset(phrases(_L["undoing"]))


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(phrases(_L["alone"]))


@lru_cache(maxsize=1)
def _keeping() -> re.Pattern[str]:
    return verbs_of(phrases(_L["keeping"]))


@lru_cache(maxsize=256)
def act_of(title: str) -> OwnAct | None:
    """The act that a title tells, with all verbs of the same meaning; None where no verb of a decision is found.

    >>> act_of("Harbour board scraps the mooring tax").base, act_of("Body decides to lift the ban").undoes
    ('scrap', True)
    >>> act_of("Budget talks") is None
    True
    """
    for match in _DOES.finditer(title):
        base = match["to"] or base_of_third(match["does"])
        particle = _PARTICLE.match(title, match.end())
        whole = f"{base} {particle.group().strip()}" if particle is not None else base
        if any(whole in one for one in _sets()) or whole in _undoing():
            base = whole
        if match["does"] and not any(base.split()[0] == verb.split()[0] for one in _sets() for verb in one):
            continue
        same = sorted({verb for one in _sets() if base in one for verb in one} | {base})
        told = sorted((_base(verb) for verb in same), key=lambda t: (-len(t), t))
        return OwnAct(
            base,
            lazy_pattern(rf"(?:{'|'.join(told)})(?!\w)", re.IGNORECASE),
            verbs_of(same),
            base in _undoing(),
        )
    return None


def _base(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return re.escape(first) + (behind(rest) if rest else "")


def own_verb(text: str, group: VerbGroup, words: ObjectWords) -> tuple[str, int, bool] | None:
    """The side that the decision's own verb tells behind a verb group, where it ends, and whether it is a vote cast.

    Args:
        text: a masked sentence.
        group: the verb group of a member.
        words: of what is decided.
    """
    act = act_of(words.title)
    if act is None or group.yet or group.former or (group.possible and not group.negated):
        return None
    voted = _VOTED_TO.match(text, group.end) if not group.be else None
    at = voted.end() if voted is not None else group.end
    if (voted is not None or (group.announced and not group.be)) and (match := act.verbs.match(text, at)) is not None:
        if not _its_object(text, match.end(), words, act) or (voted is not None and group.had and group.negated):
            return None
        negated = group.negated != bool(voted and voted["not"])
        cast = voted is not None and voted["verb"].lower() == "voted" and not (group.announced or negated)
        return ("no" if negated else "yes"), match.end(), cast
    if act.undoes and not group.be and (match := _keeping().match(text, group.end)) is not None:
        if group.had or (group.perfect and group.negated):
            return None
        end = match.end()
        if of_target(text[end:], words) or _PRONOUN.match(text, end):
            return ("yes" if group.negated else "no"), end, False
    return None


def _its_object(text: str, at: int, words: ObjectWords, act: OwnAct) -> bool:
    """Whether behind the decision's verb stands its object, a pronoun, or nothing."""
    rest = text[at:]
    if _PRONOUN.match(rest):
        return True
    about = words.mention(rest[:70])
    if about is not None and _BARE.fullmatch(rest[: about.start()]) is not None:
        return not words.something_else(rest, about.start())
    return _NOTHING.match(rest) is not None and act.base in _alone()


def of_target(after: str, words: ObjectWords) -> bool:
    """Whether words begin with the bare thing that a decision undoes, and not with its undoing: "the tax".

    >>> act_of("Board scraps the tax").undoes
    True
    """
    act = act_of(words.title)
    if act is None or not act.undoes:
        return False
    for about in words.strongs(after[:60]):
        if (
            about.group().lower().startswith(act.base[:4])
            or act.forms.match(after, about.start())
            or base_of_gerund(about.group().lower(), {act.base})
        ):
            return False  # "the scrapping of the tax"
        if _ACT_NOUN.search(after[: about.start()]) or _BARE.fullmatch(after[: about.start()]) is None:
            return False
        return _NO_NOUN.match(after, about.end()) is not None
    return False


def undoes(words: ObjectWords) -> bool:
    """Whether the decision undoes a thing: a tax that is scrapped, a ban that is lifted."""
    act = act_of(words.title)
    return act is not None and act.undoes


def rejects(words: ObjectWords) -> bool:
    """Whether it is a refusal that is decided: then "it" may be either."""
    act = act_of(words.title)
    return act is not None and act.base in ("reject", "refuse", "turn down", "throw out", "vote down")


def toward_target(after: str, side: str, words: ObjectWords) -> str | None:
    """The side of who backs or opposes the bare thing that a decision undoes; None where the object is another."""
    if side not in ("yes", "no") or not of_target(after, words):
        return None
    return "no" if side == "yes" else "yes"
