"""Where a name stands for somebody who acts: as the subject of a clause, with an envoy, in a list of those who voted.

A capital may be a mere place, and whom a decision is about may only be spoken of; what they do tells that members are
meant.
"""

from __future__ import annotations

from whipcount.bodies.person_mentions import with_title
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("members")
_NAME = r"(?:the\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s(?:of\s|and\s(?=[A-Z]\w+,))?[A-ZÀ-ÖØ-Þ][\w’'-]*){0,3}"
_LIST = rf"(?:(?:,\s(?:and\s)?|\sand\s|\sas\swell\sas\s){_NAME}){{0,40}}"
_ASIDE = r"(?:,\s[^,.;:\n]{2,80},)?"
_ADVERBS = r"(?:\s(?:also|itself|alone|both|all|too|then|still|already|again|now|later))?"
_CASTS = lazy_pattern(rf"{_LIST}{_ASIDE}{_ADVERBS}\s{either(_L['casts'])}(?!\w)")
_ENVOY = lazy_pattern(rf"(?:['’]s?)?\s+(?:(?:then|acting|new|top|chief|senior)\s+)?{either(_L['envoys'])}\b")
_DOES = lazy_pattern(
    rf"{_LIST}{_ASIDE}{_ADVERBS}\s{either(_L['does'])}(?!\w)|{_LIST}{_ASIDE}\s{either(_L['casts'])}(?!\w)"
)
_OBLIQUE = lazy_pattern(
    r"\b(?i:in|at|near|from|to|around|outside|inside|across|through|towards?|of|for|with|by|on|over|about|against|between|than|into|via)"
    r"\s+(?:the\s+)?(?:[A-Z][\w’'-]+(?:,\s|\sand\s|,\sand\s)){0,2}\Z"
)
_OF_LIST = lazy_pattern(
    r"\b(?i:against|in\sfavou?r|opposed|abstaining)(?:\s(?:it|were|was))*:?\s(?:[A-Z][\w’'-]+(?:,\s|,?\sand\s)){0,12}(?:the\s)?\Z"
)
_REACH = 90


def acts_itself(text: str, name: Span) -> bool:
    """Whether who bears a name is told to vote, or to speak for itself.

    >>> text = "They suspended Pell. Sarn, Pell and Kell voted against it."
    >>> [acts_itself(text, Span(at, at + 4)) for at in (15, 27)]
    [False, True]
    """
    if _ENVOY.match(text, name.end):
        return True
    if _CASTS.match(text, name.end) is not None:
        return not _oblique(text, name)
    listed = _OF_LIST.search(text, max(0, name.start - _REACH), name.start) is not None
    return listed and text[name.end : name.end + 1] in (",", ".", ";", " ")


def stands_as_subject(text: str, name: Span) -> bool:
    """Whether a name is the subject of a clause.

    >>> text = "Washington is for it. The talks in Washington were long."
    >>> [stands_as_subject(text, Span(at, at + 10)) for at in (0, 35)]
    [True, False]
    """
    if _ENVOY.match(text, name.end):
        return True
    return _DOES.match(text, name.end) is not None and not _oblique(text, name)


def _oblique(text: str, name: Span) -> bool:
    before = _OBLIQUE.search(text, max(0, name.start - _REACH), name.start)
    return before is not None or with_title(text, name.start) < name.start
