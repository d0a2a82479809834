"""What a noun of handling is about: "a vote on X", "the approval of X", "its blessing to X"."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import (
    Form,
    Lexicon,
)
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.thing_acts import about, act_of
from whipcount.positions.proposal.words import Word, word_classes

_GROUPS = frozenset(
    "members states countries governments ministers leaders ambassadors lawmakers nations allies delegates envoys"
    " mps".split()
)


_GIVEN = frozenset(
    "go-ahead approval consent assent blessing nod light permission".split()
)  # "its blessing to the pier"


def specific(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a phrase says by itself what is decided: more than one word, no name, no time, no general noun."""
    head = words[phrase.head]
    classes = word_classes()
    return not (
        head.capital
        or head.low in classes["times"]
        or head.low[:1].isdigit()
        or head.low in classes["stops"]
        or head.low in classes["asides"]
        or (head.low in classes["generic_heads"] and words[min(phrase.head + 1, phrase.end - 1)].low != "of")
        or phrase.end - phrase.first < 2
    )


def of_handling_noun(words: Sequence[Word], at: int, weight: float, line: int, known: Lexicon) -> Occurrence | None:
    """ "a vote on X", "the approval of X", "no agreement to extend X" (the inner verb tells that by itself)."""
    classes = word_classes()
    link = at + 1  # "approval in principle on Friday to a bill"
    while link + 2 < len(words) and (
        words[link + 1].low == "principle"
        or (words[link].low in ("on", "last") and words[link + 1].low in classes["days"])
    ):
        link += 2
    if link + 1 >= len(words) or words[link].low not in ("on", "of", "to", "over", "for", "against", "about"):
        return None
    against = words[at].low in ("veto", "rejection", "opposition", "objection", "objections", "blockade", "resistance")
    start = link + 1
    inner = known.verbs.get(words[start].low)
    if (
        inner
        and any(e.act is not None for e in inner)
        and (words[start - 1].low == "to" or any(e.form is Form.GERUND for e in inner))
    ):
        return None
    if words[start].low in ("whether",):
        return None
    phrase = phrase_after(words, start)
    if phrase is None or (
        words[link].low == "of"
        and words[phrase.head].low in classes["groups_that_decide"]
        and not _later(words, start, phrase)
    ):
        return None  # "a decision of the council", "the votes of those present"
    if words[link].low == "of":  # "a vote of EU members on tariffs"
        later = _later(words, start, phrase)
        heads = {words[k].low for k in range(start, later)} if later else set()
        if later is not None and heads & _GROUPS:
            phrase = phrase_after(words, later + 1) or phrase
    phrase = about(words, phrase)
    act, _ = act_of(words, phrase)
    if act is None:
        given = words[link].low == "to" and words[at].low in _GIVEN
        if (
            (weight < 2.5 and not given)
            or not (words[link].low in ("on", "of", "over") or given)
            or not specific(words, phrase)
        ):
            return None
        return Occurrence(known.act("approve"), None, words[at].span, phrase, line, at, weight * 0.5, against)
    return Occurrence(act, None, words[at].span, phrase, line, at, weight, against)


def _later(words: Sequence[Word], start: int, phrase: Phrase) -> int | None:
    """Where what a group votes on begins: "a vote of EU members on tariffs"."""
    return next(
        (k for k in range(start + 1, min(phrase.end + 1, len(words))) if words[k].low in ("on", "over", "about")), None
    )
