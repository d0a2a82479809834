"""Where an office ends that a name follows without a comma: "ambassador to the Lake Council Kwame Orr"."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.text.patterns import lazy_pattern

_NAME = lazy_pattern(r"(?: [A-ZÀ-ÖØ-Þ][\w.’'-]*){2,4}")
_BEHIND_A_WORD = lazy_pattern(
    r" (?!(?:of|for|to|at|in|with|from|and|the|an?|its|his|her|their)\b)[a-z]+"
    r" (?P<name>[A-ZÀ-ÖØ-Þ][\w.’'-]*(?: [A-ZÀ-ÖØ-Þ][\w.’'-]*){1,3})\Z"
)


def before_name(text: str, start: int, stop: int, actors: Sequence[int]) -> int:
    """Where the office ends, without the name.

    Args:
        text: of the report.
        start: behind the office's head noun.
        stop: where the office seems to end.
        actors: where the actors end that it names behind its head.

    >>> text = "ambassador to the Lake Council Kwame Orr"
    >>> text[: before_name(text, 10, len(text), [30])]
    'ambassador to the Lake Council'
    >>> text = "minister of state Kwame Orr"
    >>> text[: before_name(text, 8, len(text), [])]
    'minister of state'
    """
    for end in actors:
        if _NAME.fullmatch(text, end, stop):
            return end
    named = _BEHIND_A_WORD.search(text, start, stop)
    return named.start("name") - 1 if named is not None and named.end() == stop else stop
