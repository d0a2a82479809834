"""How a report speaks of members that are persons, beside their names: titles before them, offices in their place.

"Trustees Fay Ruddock and the treasurer, Hugh Bellamy" is a list of two; once a report has said who the treasurer is,
"the treasurer" is that member, as long as it gives the office to nobody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("person_members")
_OFFICER = either(_L["officers"])
_OF_BODY = either(_L["of_body"])
_RANK = rf"(?:{_OFFICER}|{either(_L['seats'])}|{either(_L['beside'])})"
_WHICH = rf"(?:(?:{either(_L['which_seat'])}|{_OF_BODY}['’]?s?)[\s-]+)"
_HONORIFIC = rf"(?:(?:{either(_L['honorifics'])})\.?\s+)"
_BEFORE = lazy_pattern(
    rf"(?<![\w’'-])(?:(?:(?:the|its|their|fellow|both)\s+)?{_WHICH}{{0,3}}{_RANK}\.?\s+(?:and\s+{_OFFICER}\s+)?{_HONORIFIC}{{0,2}}"
    rf"|(?:the|its|their)\s+{_WHICH}{{0,3}}{_RANK},\s+{_HONORIFIC}{{0,2}}|{_HONORIFIC}{{1,2}})\Z",
    re.IGNORECASE,
)
_LEADS = lazy_pattern(rf"{_RANK}\s+(?=(?-i:[A-Z]))", re.IGNORECASE)
_A_RANK = lazy_pattern(rf"(?:{_RANK}|{either(_L['honorifics'])})\.?", re.IGNORECASE)
_RANKS_BETWEEN = lazy_pattern(
    rf"(?:,\s+(?:the\s+)?{_WHICH}{{0,3}}{_OFFICER})?\s*;\s+(?:and\s+)?|,\s+(?:the\s+)?{_WHICH}{{0,3}}{_OFFICER},\s+(?:and\s+)?",
    re.I,
)
_GIVEN = lazy_pattern(
    rf"(?<![\w’'-])(?:the\s+|its\s+|their\s+)?{_WHICH}{{0,3}}(?P<office>{_OFFICER}),?\s+{_HONORIFIC}{{0,2}}\Z", re.I
)
_APPOSED = lazy_pattern(
    rf"(?:,\s+(?:who\s+is\s+)?|\s+(?:is|was)\s+)(?:the\s+|its\s+|their\s+)?{_WHICH}{{0,3}}(?P<office>{_OFFICER})(?:\s+of\s+the\s+{_OF_BODY})?(?=[,.;]|\s+and\s)"
    rf"|\s+\((?:the\s+)?(?P<office2>{_OFFICER})\)",
    re.IGNORECASE,
)
_IN_PLACE = lazy_pattern(
    rf"(?<![\w’'-])the\s+(?:{_OF_BODY}['’]s\s+)?(?P<office>{_OFFICER})(?![\w’'-])(?!,?\s+(?-i:[A-Z])|\s+of\s|\s+for\s|['’]s)",
    re.I,
)
_SPOKEN_OF = lazy_pattern(
    r"(?<![\w’'-])(?P<lead>former|ex-|outgoing|late|then|deputy|vice|assistant|company|club['’]s\s+former)[\s-]+\Z",
    re.I,
)
_REACH, _MOST = 70, 2_000


def with_title(text: str, at: int) -> int:
    """Where the title before a name begins; the name's own place where it bears none.

    >>> text = "Against were Trustee Fay Ruddock and the treasurer, Hugh Bellamy."
    >>> text[with_title(text, 21):32], text[with_title(text, 52):64]
    ('Trustee Fay Ruddock', 'the treasurer, Hugh Bellamy')
    """
    ranked = _LEADS.match(text, at)  # "President Warren Ames": a title that reads like a given name
    match = _BEFORE.search(text, max(0, at - _REACH), ranked.end() if ranked else at)
    return match.start() if match else at


def in_office(text: str, persons: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The places where members are spoken of by their office alone: "the treasurer", once it is told who that is.

    Args:
        text: the report's.
        persons: the places of members' names, and whose they are.

    >>> text = "The treasurer, Hugh Bellamy, came late. The treasurer voted no."
    >>> [span.of(text) for span, _ in in_office(text, [(Span(15, 27), "HB")])]
    ['The treasurer']
    """
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for span, who in persons[:_MOST]:
        for match in (_GIVEN.search(text, max(0, span.start - _REACH), span.start), _APPOSED.match(text, span.end)):
            office = match and next(filter(None, match.groups()), "")
            if (
                match
                and office
                and not _SPOKEN_OF.search(text[: match.start("office") if match["office"] else match.start()][-16:])
            ):
                bearers[_plain(office)].setdefault(who, span.start)
    single = {office: next(iter(who.items())) for office, who in bearers.items() if len(who) == 1}
    if not single:
        return
    ends = {span.end for span, _ in persons}  # "Gil Harmon, the board's treasurer"
    for match in islice(_IN_PLACE.finditer(text), _MOST):
        who, since = single.get(_plain(match["office"]), ("", 0))
        if who and match.start() > since and match.start() - 2 not in ends:
            yield Span(*match.span()), who


def between_ranks(text: str, end: int, start: int) -> bool:
    """Whether nothing but an office and a semicolon stand between two names of a list.

    >>> text = "Ann Hale, Vice Chair; Jo Vane"
    >>> between_ranks(text, 8, 22)
    True
    """
    return _RANKS_BETWEEN.fullmatch(text, end, start) is not None


def is_rank(word: str) -> bool:
    """Whether a word is a seat's or an office's title.

    >>> is_rank("Trustee"), is_rank("Labour")
    (True, False)
    """
    return _A_RANK.fullmatch(word) is not None


@lru_cache(maxsize=256)
def _plain(office: str) -> str:
    return re.sub(r"(?:man|woman|person)\Z", "", " ".join(office.casefold().replace("-", " ").split()))
