"""What a statement speaks of: which variant of the proposal, and whether of its candidate or of another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.passage import Passage
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/target")
_ARTICLES = frozenset({"the"})
_NEAR = 260  # code points before a statement in which another matter is told that it may point back to
_NAME = re.compile(r"(?<!\w)[A-Z][\w-]{2,}")


def all_terms(proposal: Proposal) -> re.Pattern[str]:
    """The words of all variants."""
    return _any_of(tuple(proposal.variants))


@lru_cache(maxsize=256)
def _any_of(variants: tuple[Variant, ...]) -> re.Pattern[str]:
    return re.compile("|".join(terms_of(v).pattern for v in variants) or r"(?!)", re.IGNORECASE)


def speaks_of(passage: Passage, proposal: Proposal) -> Variant | None:
    """Which variant a statement speaks of; the one asked for where it only points back; None where it does neither.

    The words of the statement count first, those of the rest of its sentence after them.
    """
    text = passage.text
    content = hull(passage.content) if passage.content else passage.frame
    for place in (content, passage.frame, passage.line):
        found = [(Span(*m.span()), v) for v in proposal.variants for m in terms_of(v).finditer(text, *place)]
        # "an amended text" speaks of the amended one, though "text" alone would be the one asked for
        found = [f for f in found if not any(_inside(f[0], other) for other, _ in found)]
        if found:
            if any(v is proposal.asked for _, v in found):
                return proposal.asked
            told = {v.id: sum(span.end - span.start for span, other in found if other is v) for _, v in found}
            return max((v for _, v in found), key=lambda v: told[v.id])
    if not proposal.asked.terms:
        return proposal.asked
    if _acts_on_candidate(text, content, proposal):
        return proposal.asked
    pointing = [m.group().casefold() for m in _WORDS.points_back.finditer(text, *content)]
    before = text[max(0, passage.frame.start - _NEAR) : passage.frame.start]
    if (
        pointing
        and (other := _WORDS.other_matter.search(before))
        and not terms_of(proposal.asked).search(before, other.start())
    ):
        return None
    if any(_WORDS.thing.fullmatch(word) for word in pointing) and passage.opens_report:
        # "I have come to doubt that": not of what the report names only behind it
        later = all_terms(proposal).search(text, content.end) is not None
        return None if later and not _named_before(text, content.start, proposal) else proposal.asked
    if pointing:
        return proposal.asked
    left_out = _WORDS.object_left_out.search(content.of(text)) is not None  # alone: it may be all that is said
    return proposal.asked if left_out and _named_before(text, content.start, proposal) else None


def _named_before(text: str, end: int, proposal: Proposal) -> bool:
    """Whether the words before a place name what is to be decided, or its candidate."""
    if all_terms(proposal).search(text, 0, end):
        return True
    names = {word[:5].casefold() for word in (proposal.candidate or "").split("-") if len(word) > 2}
    names |= names_in(proposal.title) - names_in(proposal.body.replace("-", " ").title()) - _ARTICLES
    return any(word[:5].casefold() in names for word in _NAME.findall(text[:end]))


def _acts_on_candidate(text: str, place: Span, proposal: Proposal) -> bool:
    """Whether the words tell what is done with the candidate itself: "lets Orvana in", "no to Orvana"."""
    if proposal.candidate is None:
        return False
    names = names_in(proposal.title) - names_in(proposal.body.replace("-", " ").title()) - _ARTICLES
    return any(match["name"][:5].casefold() in names for match in _WORDS.acts_on.finditer(text, *place))


def _inside(one: Span, other: Span) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end


@lru_cache(maxsize=256)
def terms_of(variant: Variant) -> re.Pattern[str]:
    """The words of one variant."""
    words = [re.escape(term) for term in sorted(variant.terms or (variant.label,), key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?:s|ed|d|ing)?(?!\w)", re.IGNORECASE)


def names_in(title: str) -> set[str]:
    """The first letters of the names in a title, folded: a name may be inflected.

    >>> sorted(names_in("The Pact admits Orvana"))
    ['orvan', 'pact', 'the']
    """
    return {word[:5].casefold() for word in re.findall(r"(?<!\w)[A-Z][\w-]{2,}", title)}


def of_another(text: str, places: Iterable[Span], end: int, title: str) -> bool:
    """Whether each of the ``places`` that tell the proposal goes on with a name that its title does not hold.

    >>> text = "Kell backs the admission of Orvana."
    >>> [of_another(text, [Span(15, 24)], len(text), f"The Pact admits {name}") for name in ("Zephyria", "Orvana")]
    [True, False]
    """
    followed = [_WORDS.of_whom.match(text, place.end, end) for place in places]
    return bool(followed) and all(m is not None and m["name"][:5].casefold() not in names_in(title) for m in followed)


def not_that_of(text: str, line: Span, title: str) -> bool:
    """Whether a sentence sets another against the candidate, whom the title names: "Orvana's, not Zephyria's".

    >>> text = "Kell backs the admission of Orvana, not that of Zephyria."
    >>> [not_that_of(text, Span(0, len(text)), f"The Pact admits {name}") for name in ("Zephyria", "Orvana")]
    [True, False]
    """
    named = names_in(title)
    return any(match["name"][:5].casefold() in named for match in _WORDS.not_that_of.finditer(text, *line))


def set_apart_at(text: str, line: Span, title: str) -> int | None:
    """Where the candidate is set apart from another, of whom the words before tell: "rejects Tarn's, not Orvana's".

    >>> set_apart_at("It rejects that of Tarn, but not that of Orvana.", Span(0, 48), "The Pact admits Orvana")
    29
    """
    named = names_in(title)
    found = (m.start() for m in _WORDS.not_that_of.finditer(text, *line) if m["name"][:5].casefold() in named)
    return next(found, None)


def names_another(text: str, body: Span, proposal: Proposal) -> bool:
    """Whether a statement speaks of another candidate than the proposal's: set against it, or the only one named."""
    if not_that_of(text, body, proposal.title):
        return True
    if proposal.candidate is None:
        return False
    places = [Span(*match.span()) for match in terms_of(proposal.asked).finditer(text, *body)]
    if not places and _for_another(text, body, proposal):
        return True
    return of_another(text, places, body.end, f"{proposal.title} {proposal.candidate}")


def _for_another(text: str, body: Span, proposal: Proposal) -> bool:
    """Whether who is supported is another person than the candidate: "would continue to support Yoo Myung-hee"."""
    ours = names_in(f"{proposal.title} {(proposal.candidate or '').replace('-', ' ').title()}")
    told = [names_in(match["name"]) for match in _WORDS.for_whom.finditer(text, *body)]
    return bool(told) and not any(names & ours for names in told)
