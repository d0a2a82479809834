"""The phrases that tell a stance, as frames: a verb in all its forms, what stands behind it, and the side it tells.

The words are data (``data/en/stance_clauses.yaml`` and two lists beside it); each phrase begins with a verb in its base
form, whose other forms are made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from whipcount.positions.proposal.inflection import VerbForms, verb_forms
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("stance_clauses")
_VOTERS = word_lists("voter_stances")
_MORE = word_lists("stance_idioms")
ITS = r"(?:(?:its|their|his|her|the|a|an|any|full|no\s+further)\s+)?(?:(?!to\b|of\b|for\b|from\b|and\b|but\b)[a-z-]+\s+){0,2}?"  # noqa: E501
_FRAMES = {
    "for_what": ("yes", True), "asks_what": ("yes", True), "lets_what": ("yes", True), "against_what": ("no", True), "for_free": ("yes", False),  # noqa: E501
    "against_free": ("no", False), "abstain_free": ("abstain", False), "undecided_free": ("undecided", False),
    "decide_free": ("decide", False), "declined_free": ("declined", False), "ended_free": ("will_not_block", False),
    "ended_what": ("will_not_block", True),
    "block_free": ("block", False), "lost_free": ("no", False), "chamber_acts": ("yes", False),
    "chamber_refusals": ("no", False), "won_free": ("won", False), "lost_side_free": ("lost", False),
    "praise_what": ("yes", True), "blame_what": ("no", True), "regard_for_what": ("yes", True),
    "regard_against_what": ("no", True), "denied_what": ("denied", True), "denied_free": ("denied", False),
    "denied_abstain": ("denied_abstain", False), "denied_declined": ("denied_declined", False),
}  # fmt: skip
_BE = {
    "be_for": "yes", "be_against": "no", "be_undecided": "undecided", "be_declined": "declined", "be_abstaining": "abstain",  # noqa: E501
    "be_won": "won", "be_lost": "lost", "be_denied": "denied",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One phrase of a frame: ``rest`` behind its verb; ``side`` it tells; whether its object must be told."""

    name: str
    side: str
    needs_object: bool
    forms: VerbForms
    rest: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _irregular() -> dict[str, VerbForms]:
    return {told.split("/")[0]: verb_forms(told) for told in phrases_of("irregular")}


def forms_of(verb: str) -> VerbForms:
    """The forms of a verb of the lists."""
    return _irregular().get(verb) or verb_forms(verb, frozenset({"permit", "submit", "commit", "refer", "bar"}))


def _spelled(forms: VerbForms) -> set[str]:
    told = {forms.base, forms.third, forms.past, forms.participle, forms.gerund}
    if forms.base.endswith(("al", "el", "il")) and forms.past == f"{forms.base}ed":
        told |= {f"{forms.base}led", f"{forms.base}ling"}  # signaled, signalled
    return told


def spelled(verb: str) -> set[str]:
    """The forms of a verb of the lists, as they are spelled."""
    return _spelled(forms_of(verb))


def _pattern(words: str) -> str:
    words = re.sub(r"\b(vote|objection|instrument|reservation|doubt)\b(?!s)", r"\1s?", words)
    return re.sub(r"\((?!\?)", "(?:", words).replace("ITS ", ITS).replace(" ", r"\s+").replace("ITS", ITS)


_PARTICLE = re.compile(r"(?:up|out)?\s*(?:for|against|in favou?r|behind|in support|in opposition)\b")
_MANNER = (
    r"(?:\s+(?:[a-z]+ly|(?:the\s+)?(?:hard|loud|long|strong|fierce)(?:er|est)?|once\s+more|again|all\s+\w+|as\s+one|with\s+one\s+voice|most\s+\w+ly|at\s+length"
    r"|\w+\s+to\s+\w+|for\s+(?:an?|\w+|half\s+an)\s+(?:hours?|minutes?)))?"
)
"""What may stand between a verb and its preposition: "pushed hardest for", "spoke for an hour against"."""


def behind(words: str) -> str:
    """A phrase behind its verb as a pattern."""
    return rf"{_MANNER if _PARTICLE.match(words) else ''}\s+{_pattern(words)}(?!\w)"


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """The frames by the forms of their verbs, longer phrases first."""
    made: dict[str, list[Frame]] = {}
    for name, (side, needed) in _FRAMES.items():
        for phrase in phrases_of(name):
            verb, _, rest = phrase.partition(" ")
            forms = forms_of(verb)
            frame = Frame(name, side, needed, forms, lazy_pattern(behind(rest), re.IGNORECASE) if rest else None)
            for form in _spelled(forms):
                made.setdefault(form, []).append(frame)
    return {
        form: tuple(sorted(found, key=lambda f: -len(f.rest.pattern) if f.rest else 0)) for form, found in made.items()
    }


@lru_cache(maxsize=1)
def be_frames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The phrases behind a form of "to be" as patterns, each with the side that it tells."""
    told = ((side, either(phrases_of(name)).replace(r"ITS\s+", ITS)) for name, side in _BE.items())
    return tuple((side, lazy_pattern(rf"{pattern}(?!\w)", re.IGNORECASE)) for side, pattern in told)


def phrases_of(name: str) -> tuple[str, ...]:
    """The phrases of all lists of a name; verbs told in brackets, "(write|speak) in dissent", one by one."""
    told = tuple(phrase for lists in (_L, _VOTERS, _MORE) for phrase in phrases(lists.get(name, "")))
    if name not in _FRAMES:
        return told
    made: list[str] = []
    for phrase in told:
        verbs, _, rest = phrase.partition(") ")
        made += [f"{verb} {rest}" for verb in verbs[1:].split("|")] if phrase.startswith("(") else [phrase]
    return tuple(made)


def verbs_of(listed: Iterable[str]) -> re.Pattern[str]:
    """The forms of verbs, with what stands behind them, as one pattern."""
    told = []
    for phrase in listed:
        verb, _, rest = phrase.partition(" ")
        if verb == "be":
            told.append(_pattern(f"(is|are|was|were|be|been|being) {rest}"))
            continue
        forms = "|".join(sorted(map(re.escape, _spelled(forms_of(verb))), key=lambda form: (-len(form), form)))
        told.append(rf"(?:{forms})" + (rf"\s+{_pattern(rest)}" if rest else ""))
    return lazy_pattern(rf"(?:{'|'.join(sorted(told, key=lambda t: (-len(t), t)))})(?!\w)", re.IGNORECASE)
