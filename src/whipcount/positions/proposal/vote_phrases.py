"""Votes told in a turn of phrase: a tie, those who voted to do something, those by whom a thing was backed.

"tied at nine each", "ten of the 17 councillors voted on Friday to adopt it", "it was backed by eight members and
opposed by three", "needed 11 votes and got nine", "in favour were 52, against 33".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whipcount.text.number_words import NUMBER, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("votes")
_WHO = rf"(?:(?!votes?\b|ballots?\b|hands?\b|of\b|abstentions?\b)(?:{either(_L['voters'])}))"
_OF_BODY = r"(?:\s+of\s+(?:the\s+)?(?:[\w’'-]+\s+){0,5}?[\w’'-]+)?"
_DAY = rf"(?:\s+(?:{either(_L['days_between'])}))?"
_TIED = lazy_pattern(
    rf"(?<![\w-])(?:(?:{either(_L['tied'])})\s+(?:at\s+|with\s+|by\s+)?(?P<n>{NUMBER})(?:\s+(?:votes?|{_WHO}))?\s+(?:{either(_L['each'])})"
    rf"|(?P<also>{NUMBER})\s+votes?\s+(?:{either(_L['each'])}))(?!\w)",
    re.IGNORECASE,
)
_VOTED_TO = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})(?:\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?P<of>{NUMBER}))?\s+(?:[\w-]+\s+)?{_WHO}\b{_OF_BODY}\s+(?:have\s+|had\s+)?"
    rf"voted{_DAY}\s+(?P<not>not\s+)?to\s+(?!(?:{either(_L['put_off'])})\b)(?:(?P<refuse>{either(_L['refuse'])}|{either(_L['hinder'])})|\w+)(?!\w)",
    re.IGNORECASE,
)
_BY_WHOM = lazy_pattern(
    rf"\b(?:(?P<yes>{either(_L['passive_yes'])})|(?P<no>{either(_L['passive_no'])})){_DAY}\s+by\s+(?:only\s+|just\s+)?(?P<n>{NUMBER})"
    rf"(?:\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?P<of>{NUMBER}))?\s+(?:of\s+(?:[\w’'-]+\s+){{0,6}}?)?(?:[\w-]+\s+)?{_WHO}\b"
    rf"(?:[^.;:]{{0,60}}?\s(?:but|and|while)\s+(?:was\s+)?(?:(?P<then_yes>{either(_L['passive_yes'])})|(?P<then_no>{either(_L['passive_no'])}))"
    rf"\s+by\s+(?:only\s+|just\s+)?(?P<then>{NUMBER})(?![\w%]))?",
    re.IGNORECASE,
)
_NEEDED_AND_GOT = lazy_pattern(
    rf"\b(?:{either(_L['needing'])})\s+(?:at\s+least\s+)?{NUMBER}(?:\s+(?:votes?|{_WHO}))?(?:\s+to\s+(?:pass|succeed|win|carry))?,?\s+(?:and|but)\s+"
    rf"(?:it\s+|she\s+|he\s+|they\s+)?(?:only\s+|just\s+)?(?:{either(_L['getting'])})\s+(?:only\s+|just\s+)?(?P<n>{NUMBER})(?![\w%-])",
    re.IGNORECASE,
)


_IN_FAVOUR_WERE = lazy_pattern(
    rf"\bin\s+favou?r\s+(?:were|was)\s+(?P<n>{NUMBER})(?:\s+{_WHO})?,?\s+(?:and\s+|with\s+)?against(?:\s+(?:were|was))?\s+(?P<no>{NUMBER})(?![\w%])",
    re.IGNORECASE,
)
_ALONE = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:[\w-]+\s+)?{_WHO}\s+(?:alone|only)\s+(?:{either(_L['alone_no'])})(?!\w)",
    re.IGNORECASE,
)


def phrased_votes(text: str) -> Iterator[tuple[str, int, Span]]:
    """The figures of one sentence.

    >>> [(side, n) for side, n, _ in phrased_votes("The vote had been tied at nine each.")]
    [('yes', 9), ('no', 9)]
    >>> [(side, n) for side, n, _ in phrased_votes("It needed 11 votes and got nine.")]
    [('yes', 9)]
    """
    for match in _TIED.finditer(text):
        if (each := number_of(match["n"] or match["also"])) is not None:
            yield from (("yes", each, Span(*match.span())), ("no", each, Span(*match.span())))
    for match in _VOTED_TO.finditer(text):
        number, of = number_of(match["n"]), number_of(match["of"] or "")
        if number is None or (match["not"] and match["refuse"]):
            continue  # "voted not to block it" stands for no side in so many words
        yield "no" if match["not"] or match["refuse"] else "yes", number, Span(*match.span())
        if of is not None and of >= number:
            yield "of", of, Span(*match.span())
    for match in _BY_WHOM.finditer(text):
        number, of = number_of(match["n"]), number_of(match["of"] or "")
        if number is not None:
            yield "yes" if match["yes"] else "no", number, Span(*match.span())
        if number is not None and of is not None and of >= number:
            yield "of", of, Span(*match.span())
        if match["then"] and (then := number_of(match["then"])) is not None:
            yield "yes" if match["then_yes"] else "no", then, Span(*match.span())
    for match in _IN_FAVOUR_WERE.finditer(text):
        yes, no = number_of(match["n"]), number_of(match["no"])
        if yes is not None and no is not None:
            yield from (("yes", yes, Span(*match.span())), ("no", no, Span(*match.span())))
    for match in _ALONE.finditer(text):
        if (number := number_of(match["n"])) is not None:
            yield "no", number, Span(*match.span())
    for match in _NEEDED_AND_GOT.finditer(text):
        if (got := number_of(match["n"])) is not None:
            yield "yes", got, Span(*match.span())
