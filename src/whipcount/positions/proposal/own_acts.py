"""The decision told by its own verb, as a member's wish: where it is decided to sell a hall, "wanted to sell", "wants it sold"."""  # noqa: E501

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.positions.proposal.inflection import base_of_third
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_frames import forms_of
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.text.patterns import lazy_pattern

_WISHED = lazy_pattern(
    r"(?<!\w)(?:want|wish|prefer|vot|would(?!\s+not)\s+(?:\w+\s+)?have|would\s+(?:rather|sooner|like)|ask|urg|seek|sought|push|press|propos|mov|hop|decid|agre|chos|choos|opt|threat|promis|pledg|vow|refus|declin|plan|intend|mean)",
    re.IGNORECASE,
)
_VOTED = lazy_pattern(r"(?<!\w)(?:vot|mov|propos|agre|chos|opt|declin|refus)", re.IGNORECASE)
_PRONOUN = lazy_pattern(r"\s+(?:it|them|him|her)(?=\s*[.,;:”\"]|\s*\Z|\s+(?:and|but|while|at|in|on|by|to|as|for)\b)")
_CLOSES = lazy_pattern(r"\s*[.,;:”\"]|\s*\Z|\s+(?:and|but|while|because|since|when|now|at\s+once)\b")
_WANTS = lazy_pattern(
    r"(?:wants?|wanted|would\s+like|(?:would\s+have\s+)?liked|wish(?:es|ed)?|asks?|asked|demands?|demanded|urged?)(?:\s+to\s+(?:see|have))?(?:\s+for|\s+that)?\s+",
    re.IGNORECASE,
)
_STOP = lazy_pattern(r"[.;:,“”\"\ue000-\uf8ff]")
_SEEN = r"(?:(?:to\s+be|be)\s+)?"


def decided_verb(words: ObjectWords) -> tuple[str, str] | None:
    """The verb of the decision in its base form, and the particle behind it, if any; None where it has none.

    Any verb that stands where a title has that of the decision; `own_verbs.act_of` knows verbs of some meanings, with
    the others of the same meaning, wherever in a title they stand.

    Args:
        words: of what is decided.
    """
    acted = words.acted
    if "to" in acted[:3]:
        at = acted.index("to") + 1
        base = acted[at] if at < len(acted) else ""
    else:
        at, base = 0, base_of_third(acted[0]) if acted and acted[0].endswith("s") else ""
    if not base.isalpha() or len(base) < 3 or base in _EMPTY:
        return None
    following = acted[at + 1] if at + 1 < len(acted) else ""
    return base, following if following in ("down", "out", "off", "up", "back", "in") else ""


_EMPTY = frozenset(
    "vote votes decide agree meet say rule hold be have make take give put get go come do let set".split()
)


@lru_cache(maxsize=64)
def _doing(base: str, participle: str) -> re.Pattern[str]:
    return lazy_pattern(rf"(?:{base}|{participle})(?!\w)", re.IGNORECASE, of_input=True)


@lru_cache(maxsize=64)
def _done(participle: str, particle: str) -> re.Pattern[str]:
    """What is wanted, and the participle of what is to be done with it."""
    return lazy_pattern(
        rf"(?P<thing>(?:it|them|him|her)|[^.,;:“”\"\ue000-\uf8ff]{{2,60}}?)\s+{_SEEN}{participle}"
        rf"(?:\s+{particle or '(?!)'})?(?=\s*[.,;:”\"]|\s*\Z|\s+(?:and|but|at|by|in|on|as|now|this|next|soon)\b)",
        re.IGNORECASE,
        of_input=True,
    )


def own_act(text: str, at: int, group: VerbGroup, words: ObjectWords, *, it_is: bool) -> tuple[str, int, bool] | None:
    """The side of who wants to do, or voted to do, what is decided; where that ends; whether it is still to come.

    Args:
        text: a masked sentence.
        at: where the verb group begins.
        group: the verb group.
        words: of what is decided.
        it_is: whether a pronoun may be what is decided.
    """
    told = decided_verb(words)
    if told is None or group.former or group.yet or group.possible:
        return None
    base, particle = told
    forms = forms_of(base)
    lead = text[at : group.end]
    if group.announced and not (group.had and not group.would) and _WISHED.search(lead) is not None:
        verb = _doing(forms.base, forms.participle).match(text, group.end)
        end = _object_end(text, verb.end(), particle, words, it_is=it_is) if verb is not None else None
        if end is not None:
            return ("no" if group.negated else "yes"), end, _VOTED.search(lead) is None and not group.perfect
    want = _WANTS.match(text, group.end) if not (group.negated or group.had or group.be) else None
    if want is not None:
        done = _done(forms.participle, particle).match(text, want.end())
        if done is not None and (
            it_is if re.fullmatch(r"it|them|him|her", done["thing"], re.IGNORECASE) else words.mention(done["thing"])
        ):
            return "yes", done.end(), False
    return None


def _object_end(text: str, at: int, particle: str, words: ObjectWords, *, it_is: bool) -> int | None:
    """Where the object of the decision's verb ends; None where it is another one."""
    behind = text[at : at + 12].split()
    if particle and behind and behind[0].lower() == particle:
        at = text.index(behind[0], at) + len(particle)
    if (pronoun := _PRONOUN.match(text, at)) is not None:
        return pronoun.end() if it_is else None
    if _CLOSES.match(text, at) is not None:
        return at
    stop = _STOP.search(text, at)
    rest = text[at : stop.start() if stop else len(text)][:60]
    about = words.mention(rest)
    if about is None or len(rest[: about.start()].split()) > 3 or words.something_else(rest, about.start()):
        return None
    return at + about.end()
