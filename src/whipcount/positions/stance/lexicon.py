"""The predicate lexicon: words of support, refusal, delay and evasion, each with what it says plainly and negated.

The words are data (``data/en/stance/predicates.yaml``, with its codebook); rows of one sense are alternatives; where
several rows match in one clause the more specific (longer) match counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from whipcount.positions.stance.stance import Force, Stance
from whipcount.text.heads import beginnings
from whipcount.text.span import Span
from whipcount.text.wordlists import Folded, Wordlist, lowered


class Sense(StrEnum):
    """What a predicate does; its words as rendered are the value with blanks."""

    DECLINES = "declines_to_say"
    NOT_DECIDED = "has_not_decided"
    ABSTAINS = "abstains"
    NEITHER = "neither_for_nor_against"
    LETS_THROUGH = "lets_it_pass"
    NO_QUARREL = "no_quarrel"
    TALKS_GO_ON = "talks_go_on"
    OBJECTION_MET = "objection_met"
    ENDS_OBJECTION = "gives_up_its_objection"
    KEEPS_OBJECTION = "keeps_its_objection"
    ENDS_CONSENT = "takes_back_its_consent"
    WANTS_REQUEST_GONE = "wants_the_request_gone"
    SAYS_NO = "says_no"
    REFUSES = "refuses"
    VOTES_AGAINST = "votes_against"
    RULES_OUT = "rules_it_out"
    TURNS_DOWN = "turns_it_down"
    LEAVES = "leaves_it"
    CALLS_BAD = "calls_it_bad"
    TIME_IS_NOW = "the_time_is_now"
    VOTE_IS_NO = "its_vote_is_no"
    SUPPORTS = "supports"
    VOTES_FOR = "votes_in_favour"
    CALLS_GOOD = "calls_it_good"
    GIVES_CONSENT = "gives_its_consent"
    VOTE_IS_YES = "its_vote_is_yes"
    LEANS_TO_YES = "leans_to_yes"
    LEANS_TO_NO = "leans_to_no"
    NO_NEED = "sees_no_need"
    CONDITIONS_NOT_MET = "conditions_not_met"


@dataclass(frozen=True, slots=True)
class Row:
    """One predicate. ``negated`` None: a negation before it says nothing new (it is part of the phrase)."""

    words: Folded
    stance: Stance
    negated: Stance | None
    sense: Sense
    force: Force = Force.ASSERT


@lru_cache(maxsize=8)
def predicates(language: str = "en") -> tuple[Row, ...]:
    """The rows of a language, compiled once.

    >>> next(row.sense.value for row in predicates() if row.words.pattern.fullmatch("rules it out"))
    'rules_it_out'
    """
    return tuple(
        Row(
            words,
            Stance(words.row["says"]),
            Stance(words.row["negated"]) if "negated" in words.row else None,
            Sense(words.row["sense"]),
            Force(words.row.get("force", Force.ASSERT)),
        )
        for words in Wordlist("stance/predicates", language).folded_rows("predicates")
    )


def predicates_in(text: str, place: Span) -> list[tuple[Span, Row]]:
    """Every predicate of the lexicon in a place of a text, the longest first.

    >>> [(span.of("It backs that."), row.sense.name) for span, row in predicates_in("It backs that.", Span(0, 14))]
    [('backs', 'SUPPORTS')]
    """
    low = lowered(text)
    begin = beginnings(low[place.start : place.end])
    found = [
        (Span(*match.span()), row)
        for row in predicates()
        if row.words.may_match(begin)
        for match in row.words.pattern.finditer(low if row.words.small else text, *place)
    ]
    return sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
