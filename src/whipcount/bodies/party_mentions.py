"""Members that are persons, spoken of by their party: "the Labour councillors", once the report has said whose it is.

Only all of a party stand for its members: "two Labour councillors" and "most Conservatives" are nobody by name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from whipcount.bodies.person_mentions import is_rank
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_NOUN = either(word_lists("person_members")["party_members"])
_PARTY = r"(?P<party>[A-Z][\w’'-]*[a-z](?:\s[A-Z][\w’'-]*[a-z])?)"
_TAGGED = lazy_pattern(rf"\s*\({_PARTY}\)")
_TITLED = lazy_pattern(rf"(?<![\w’'-])(?:the\s+|their\s+)?{_PARTY}(?:['’]s)?\s+(?:{_NOUN}\s+)?\Z")
_AMONG = lazy_pattern(
    rf"\b(?:[Aa]mong|[Oo]f)\s+the\s+{_PARTY}\s+{_NOUN}\s+(?:are|were)\s+(?P<names>[^.;]{{3,200}})|\b[Tt]he\s+(?P<party2>[A-Z][\w’'-]*[a-z](?:\s[A-Z][\w’'-]*[a-z])?)\s+{_NOUN}\s+are\s+(?P<names2>[^.;]{{3,200}})"
)
_WHOLE = lazy_pattern(
    rf"(?<![\w’'-])(?P<lead>[Aa]ll(?:\s+(?:of\s+)?the)?|[Tt]he)\s+(?:(?P<n>{NUMBER})\s+)?(?P<party>[A-Z][\w’'-]*[a-z](?:\s[A-Z][\w’'-]*[a-z])?)(?:\s+{_NOUN}|(?<=s))(?![\w’'-])"
)
_PART_OF = lazy_pattern(r"\b(?:of|with|among|but|except|from|by|against|some|most|many|few|both)\s+\Z", re.IGNORECASE)
_REACH, _MOST = 60, 600


def of_parties(text: str, persons: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Where all members of a party are spoken of, and who of the named ones they are.

    Args:
        text: the report's.
        persons: the places of members' names, and whose they are.

    >>> text = "Jo Ogden (Labour) and Al Parr (Labour) spoke. All the Labour councillors voted for it."
    >>> [(span.of(text), who) for span, who in of_parties(text, [(Span(0, 8), "JO"), (Span(22, 29), "AL")])]
    [('All the Labour councillors', ('JO', 'AL'))]
    """
    parties: dict[str, dict[str, None]] = defaultdict(dict)
    for span, who in persons:
        for match in (_TAGGED.match(text, span.end), _TITLED.search(text, max(0, span.start - _REACH), span.start)):
            if match is not None and not is_rank(match["party"]):
                parties[_plain(match["party"])].setdefault(who)
    for match in islice(_AMONG.finditer(text), _MOST):
        name, place = ("party", "names") if match["party"] else ("party2", "names2")
        for span, who in persons:
            if match.start(place) <= span.start < match.end(place):
                parties[_plain(match[name])].setdefault(who)
    if not parties:
        return
    whose = {who: party for party, mine in parties.items() for who in mine}
    for match in islice(_WHOLE.finditer(text), _MOST):
        party = _plain(match["party"])
        members = tuple(who for who in parties.get(party, ()) if whose[who] == party)
        some = _PART_OF.search(text, max(0, match.start() - 12), match.start())
        if members and not some and not any(match.start() <= span.start < match.end() for span, _ in persons):
            yield Span(*match.span()), members


def _plain(party: str) -> str:
    """A party's name as it stands before a noun: "Conservatives" are of the Conservative party."""
    return " ".join(party.casefold().split()).removesuffix("s")
