"""One verb with two objects, each with its own side: "will vote against the budget but for the admission".

The verb stands with the first object; what is said of the proposal is told by the side right before it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whipcount.positions.coders.predicates import Deed, Hit
from whipcount.positions.stance.scope import negations
from whipcount.positions.stance.stance import Force, Stance
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/coordinated_objects")
_FAR = 140  # code points before the words of the proposal in which the first object is sought


def second_objects(text: str, body: Span, terms: re.Pattern[str]) -> Iterator[tuple[Hit | None, Span]]:
    """What is said of the proposal as a second object: the hit, and the words of the first object, which say nothing.

    Of a negated verb only "but" tells where the negation ends; else there is no hit, and the place alone.

    >>> text = "Kell will vote against the budget but for the admission."
    >>> found = second_objects(text, Span(0, 56), re.compile("admission"))
    >>> [(hit.stance.value, first.of(text)) for hit, first in found]
    [('yes', 'vote against the budget')]
    """
    for term in terms.finditer(text, *body):
        start = max(body.start, term.start() - _FAR)
        found = _WORDS.two_objects.search(text[start : term.start()])
        if found is None or terms.search(found["other"]):
            continue
        first = Span(start + found.start("verb"), start + found.end("verb"))
        side = Span(start + (found.start("not") + 1 if found["not"] else found.start("second")), term.end())
        against = (_WORDS.against.match(found["second"]) is not None) != bool(found["not"])
        if found["link"].strip() != "but" and negations(text, first.start, body.start):
            yield None, first
            continue
        stance = Stance.NO if against else Stance.YES
        yield Hit(side, stance, Force.ASSERT, Deed.SECOND, " ".join(side.of(text).split()), (), (side,), 3), first
