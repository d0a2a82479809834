"""Votes that are told of two who stood, or of what one had and what it needed: "she had seven votes, Dahl five"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whipcount.text.number_words import NUMBER, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("votes")
_GOT = rf"(?:{either(_L['got'])})"
_NAME = r"(?-i:[A-Z][\w’'-]*)(?:\s+(?-i:[A-Z])[\w’'-]*){0,3}"
_OTHER = rf"(?:(?:the\s+)?{_NAME}|{either(_L['rivals'])})"
_JOIN = r"\s*(?:[,;]\s*(?:and\s+|while\s+|but\s+|with\s+|against\s+)?|\s(?:and|while|but|against)\s+)"
_ENDS = rf"(?=\s*(?:votes?\b\s*)?(?:[.;:)]|\Z|,(?!\s*(?:and\s+)?{_OTHER}\s+{NUMBER}\b)))"
_TWO = lazy_pattern(
    rf"(?<![\w’'-])(?:{_GOT}\s+)?(?:only\s+|just\s+)?(?P<yes>{NUMBER})(?:\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?{NUMBER}|\s+of\s+the)?"
    rf"\s+(?:votes?|ballots)\b(?:\s+cast)?(?:\s+(?:on|in|at|from|after|by)\s+[^.;,]{{2,60}}?)?{_JOIN}"
    rf"(?:{_OTHER}\s+(?:{_GOT}\s+)?(?:only\s+|just\s+)?(?P<no>{NUMBER}){_ENDS}"
    rf"|(?P<other>{NUMBER})\s+(?:votes?\s+)?for\s+{_OTHER})",
    re.IGNORECASE,
)
"""One's votes and another's: "won with 23 votes against 18 for Dahl", "48 votes in the second round, Brenn 41"."""
_FOR_ANOTHER = lazy_pattern(
    rf"(?P<yes>{NUMBER})\s+(?:\w+\s+){{0,2}}?(?:were\s+|voted\s+)?for\b[^.;]{{1,40}}?{_JOIN}(?P<no>{NUMBER})\s+(?:were\s+|voted\s+)?for\s+{_OTHER}",
    re.IGNORECASE,
)
"""Two sides, each for its own: "twelve jurors were for it, three for Salt"."""
_OF_NEEDED = lazy_pattern(
    rf"(?<!\w){_GOT}\s+(?:only\s+|just\s+)?(?P<n>{NUMBER})\s+of\s+the\s+{NUMBER}\s+(?:votes?\s+)?(?:that\s+)?(?:(?:it|she|he|they)\s+)?"
    r"(?:needed|required|necessary)\b",
    re.IGNORECASE,
)
_SHORT_OF = lazy_pattern(
    rf"(?<![\w-])(?P<lack>{NUMBER})(?:\s+votes?)?\s+short\s+of\s+the\s+(?P<need>{NUMBER})\s+(?:votes?\s+)?(?:that\s+)?(?:(?:it|she|he|they)\s+)?"
    r"(?:needed|required|necessary)\b",
    re.IGNORECASE,
)


def rival_votes(text: str) -> Iterator[tuple[str, int, Span]]:
    """The figures of one sentence: the votes of who is told of first, and as those against it the votes of the other.

    >>> [(side, n) for side, n, _ in rival_votes("Halden won 48 votes in the second round, Brenn 41.")]
    [('yes', 48), ('no', 41)]
    >>> [(side, n) for side, n, _ in rival_votes("The bill fell two short of the 40 votes that it needed.")]
    [('yes', 38)]
    """
    for match in (*_TWO.finditer(text), *_FOR_ANOTHER.finditer(text)):
        one, other = number_of(match["yes"]), number_of(match["no"] or match.groupdict().get("other") or "")
        if one is not None and other is not None:
            yield from (("yes", one, Span(*match.span())), ("no", other, Span(*match.span())))
    for match in _OF_NEEDED.finditer(text):
        if (had := number_of(match["n"])) is not None:
            yield "yes", had, Span(*match.span())
    for match in _SHORT_OF.finditer(text):
        lack, need = number_of(match["lack"]), number_of(match["need"])
        if lack is not None and need is not None and lack < need:
            yield "yes", need - lack, Span(*match.span())
