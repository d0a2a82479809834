"""Argument structure: who it is that supports or refuses, where that is plainly not the speaker.

"One country is blocking it", "the admission had been vetoed", "Kell's veto was a scandal" hold words of refusal
that are not the speaker's own. The subject of a predicate is taken for the speaker's side unless it is plainly another:
named (then whose it is can be looked up), or spoken of without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whipcount.positions.stance.markers import MARKERS
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/agents")
_SCOPE = Wordlist("stance/scope")
_BEHIND = Wordlist("stance/post_modifiers")
_FAR = 140  # code points before a predicate in which its subject is sought


class Agent(StrEnum):
    """Whose support or refusal a predicate tells."""

    OWN = "the speaker's own"
    OTHER = "another's, who is not named"
    NAMED = "another's, who is named"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose it is, and the words that name whose where it is somebody named."""

    agent: Agent
    name: Span | None = None


OWN = Whose(Agent.OWN)
_OTHER = Whose(Agent.OTHER)


def whose(text: str, span: Span, body: Span, *, direct: bool, refusal: bool) -> Whose:
    """Whose the predicate at ``span`` is.

    Args:
        text: of the passage.
        span: of the predicate.
        body: where the speaker's words stand.
        direct: they are quoted: "he" and "they" are then others.
        refusal: the predicate is one of refusal.

    >>> text = "One country is blocking it, and Kell's veto stands."
    >>> places = [Span(text.index(word), text.index(word) + len(word)) for word in ("blocking", "veto")]
    >>> [whose(text, place, Span(0, 52), direct=False, refusal=True).agent.name for place in places]
    ['OTHER', 'NAMED']
    """
    start = max(body.start, span.start - _FAR)
    before = text[start : span.start]
    clause = before
    for match in _SCOPE.bound.finditer(before):
        if match.end() < len(before):
            clause = before[match.end() :]
    if _WORDS.request_of.search(before):
        return OWN  # asked of others: the wish is the speaker's
    relative = _WORDS.relative.search(before)
    if relative is not None:
        return Whose(Agent.NAMED, Span(start + relative.start("name"), start + relative.end("name")))
    deed = _WORDS.deed_of.search(before)
    if deed is not None:
        group = "name" if deed["name"] else "other"
        return Whose(Agent.NAMED, Span(start + deed.start(group), start + deed.end(group)))
    if _WORDS.others.search(clause) or (direct and _WORDS.third_person.search(clause)):
        return _OTHER
    word = span.of(text)
    if (
        _WORDS.mass_noun.fullmatch(word)
        and _WORDS.bare_noun.search(before)
        and _BEHIND.subject_of.match(text, span.end)
    ):
        return _OTHER
    if _WORDS.mass_noun.fullmatch(word) and _WORDS.supported.search(before):
        return _OTHER
    if refusal and (pronoun := _WORDS.owned_word.match(word)) is not None:  # "press Kell to stand by its no"
        near = _WORDS.owner_near.search(text[start : span.start + pronoun.end()])
        if near is not None:
            return Whose(Agent.NAMED, Span(start + near.start("name"), start + near.end("name")))
    if refusal and _WORDS.refusal_noun.fullmatch(word):
        return _owner(text, span, start, direct=direct)
    passive = _WORDS.passive.search(clause)
    if passive is None or not (_WORDS.participle if refusal else _WORDS.past_participle).fullmatch(word):
        return OWN
    if _WORDS.to_behind.match(text, span.end):
        return OWN
    by = _WORDS.by_whom.match(text, span.end, body.end)
    if by is None and _WORDS.modal.search(passive["aux"]):
        return OWN
    if by is not None:
        if _WORDS.own_agent.match(by["agent"]):
            return OWN
        if _is_named(by["agent"]):
            return Whose(Agent.NAMED, Span(*by.span("agent")))
        return _OTHER if refusal else OWN
    return _OTHER if refusal else OWN


def _owner(text: str, span: Span, start: int, *, direct: bool) -> Whose:
    """Whose a refusal is that is told by a noun."""
    noun = _WORDS.noun_before.search(text[start : span.start])
    if noun is None or noun["own"]:
        return OWN
    by = _WORDS.by_whom.match(text, span.end)
    if by is not None and not _WORDS.own_agent.match(by["agent"]) and not noun["name"]:
        return Whose(Agent.NAMED, Span(*by.span("agent"))) if _is_named(by["agent"]) else _OTHER
    if noun["name"]:
        return Whose(Agent.NAMED, Span(start + noun.start("name"), start + noun.end("name")))
    if noun["whose"]:
        return OWN if _WORDS.own_house.fullmatch(noun["whose"]) else _OTHER
    near = _WORDS.owner_near.search(text[start : span.start]) if noun["their"] else None
    if near is not None:
        return Whose(Agent.NAMED, Span(start + near.start("name"), start + near.end("name")))
    if noun["their"]:
        return _OTHER if direct else OWN
    return OWN if _WORDS.casts.search(text[start : start + noun.start("det")]) else _OTHER


def _is_named(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split())


def is_noun(text: str, span: Span, start: int) -> bool:
    """Whether a word that is a predicate only as a verb stands as a noun: "a sign that", "a block of ice".

    >>> text = "It was a sign, and it will sign."
    >>> is_noun(text, Span(9, 13), 0), is_noun(text, Span(27, 31), 0)
    (True, False)
    """
    before = text[max(start, span.start - 30) : span.start]
    if _WORDS.mostly_noun.fullmatch(text, *span) and _WORDS.noun_phrase.search(before):
        return True
    return (
        _WORDS.verb_only.fullmatch(text, span.start, span.end) is not None and _WORDS.as_noun.search(before) is not None
    )


def all_but(text: str, body: Span) -> tuple[Span, Whose] | None:
    """Where "all but one" are told to consent: the words, and whose the exception is.

    >>> text = "It had the backing of all but his own."
    >>> all_but(text, Span(0, len(text)))[1].agent.name
    'OWN'
    """
    if _WORDS.exception.search(text, *body) is None:
        return None
    own = _WORDS.all_but_own.search(text, *body)
    if own:
        return Span(*own.span()), OWN
    named = _WORDS.all_but_name.search(text, *body)
    if named and MARKERS.action.search(text, *body):
        return Span(*named.span()), Whose(Agent.NAMED, Span(*named.span("name")))
    return None
