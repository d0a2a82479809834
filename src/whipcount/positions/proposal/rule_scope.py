"""Whether words that tell a rule tell the one of this decision, not of another question, body or time.

A rule that is read where none is told is worse than one that is missed, so each of these leaves a rule unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import whole_phrases
from whipcount.text.span import Span

_OPENING = 45  # code points in which a sentence names whom it speaks of
_AROUND = 45  # code points beside a rule in which words turn it into something else


_told = partial(whole_phrases, "told_rules")


_PURPOSE = lazy_pattern(
    r"\A\W*(?:in\W+order\W+)?to\W+(?P<verb>\w+)(?P<rest>[^,;]*),|\A\W*(?P<doing>\w{3,}ing)(?P<done>\W[^,;]*)\Z|(?P<question>\A\W*for\W+(?:an?|any|the)\W+[^,;]*),",
    re.IGNORECASE,
)
_DENIED = lazy_pattern(r"(?:\b(?:not|never|no\W+longer|cannot)|n['’]t)\W+\Z", re.IGNORECASE)
_DENIED_BEHIND = lazy_pattern(
    r"\A\W*(?:\w+\W+)?(?:is|are|was|were|would\W+be)(?:n['’]t|\W+not|\W+no\W+longer|\W+never)\b", re.IGNORECASE
)
_ELECTED = lazy_pattern(  # how somebody came to an office
    r"\b(?:was|were|been)\W+(?:\w+\W+){0,2}?(?:re-?elected|elected|chosen|named)\b[^.;]{0,40}\b(?:by|with)\W+(?:an?\W+)?\Z",
    re.IGNORECASE,
)
_YEARS_AGO = lazy_pattern(
    r"\A\W*(?:but\W+|and\W+)?(?:in|until|till|before|up\W+to|back\W+in)\W+(?:\w+\W+)?(?:1[5-9]|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\W\d_]{4,}")


def is_of_this_decision(
    text: str, sentence: Span, where: Span, *, near: Sequence[Span] = (), others: Sequence[Span] = ()
) -> bool:
    """Whether a rule told in a sentence is the decision's.

    Args:
        text: the report's.
        sentence: the one that tells the rule.
        where: the words that tell it.
        near: the words that tell of the decision.
        others: where other bodies than the one that decides are named.

    >>> text = "Until 2019 such decisions required unanimity."
    >>> is_of_this_decision(text, Span(0, len(text)), Span(26, 44))
    False
    """
    before, behind = text[sentence.start : where.start], text[where.end : sentence.end]
    told = where.of(text)
    if _DENIED.search(before) or _DENIED_BEHIND.match(behind) or _ELECTED.search(before) or _is_past(before, told):
        return False
    if _is_of_presence(before, told, behind) or _is_another_step(before, told, behind):
        return False
    return not (_is_another_question(text, before, near) or is_of_another_body(sentence, where, others))


def _is_past(before: str, told: str) -> bool:
    """Whether a sentence that opens with a time gone by tells what was needed then."""
    opened = _YEARS_AGO.match(before) or _told("gone_by").match(before.lstrip(" \t\n\"“‘'"))
    return bool(opened) and _told("needed_then").search(before + told) is not None


def _is_of_presence(before: str, told: str, behind: str) -> bool:
    """Whether so many must be there, not agree."""
    around = f"{before[-_AROUND:]}{told}{behind[:_AROUND]}"
    return _told("presence").search(around) is not None or _told("to_be_there").match(behind.lstrip()) is not None


def _is_another_step(before: str, told: str, behind: str) -> bool:
    """Whether the words are of a step other than the decision (a secret ballot), or of what is to replace a rule."""
    return (
        _told("other_steps").search(f"{before[-2 * _AROUND :]}{told}{behind[:_AROUND]}") is not None
        or _told("replacing").search(before[-2 * _AROUND :]) is not None
    )


def _is_another_question(text: str, before: str, near: Sequence[Span]) -> bool:
    """Whether a sentence opens with the purpose that its rule is for, and that is another than the decision's."""
    purpose = _PURPOSE.match(before)
    verb = purpose["verb"] or purpose["doing"] if purpose else None
    if purpose is None or (verb and _told("any_purpose").fullmatch(verb)):
        return False
    known = {word[:5].lower() for span in near for word in _WORD.findall(span.of(text))}
    words = {word[:5].lower() for word in _WORD.findall(purpose.group())}
    return bool(near) and not known & words


def is_of_another_body(sentence: Span, where: Span, others: Sequence[Span]) -> bool:
    """Whether a sentence opens with the name of another body, before its rule."""
    return any(
        sentence.start <= other.start < sentence.start + _OPENING and other.end <= where.start for other in others
    )
