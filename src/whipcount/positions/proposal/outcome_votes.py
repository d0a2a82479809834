"""The votes that are told with an outcome, by totals and by names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whipcount.bodies.member_mentions import STANDING
from whipcount.positions.proposal.named_votes import NamedVote
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.outcome_sentences import (
    Sentence,
    when,
)
from whipcount.positions.proposal.vote_count_patterns import FIRST_OF_ALL
from whipcount.positions.proposal.vote_counts import VoteCount, vote_count
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern


def votes(
    telling: Sequence[Sentence],
    sentences: Sequence[Sentence],
    words: ObjectWords,
    day: date | None,
    *,
    adopted: bool = False,
    size: int = 0,
) -> VoteCount | None:
    """The votes told with the outcome: in its sentences, in those that follow, else wherever they are told.

    Where it was adopted, figures by which it was not are those of another vote, or of who lost.

    Args:
        telling: the sentences that tell the outcome.
        sentences: all of the report.
        words: of what is decided.
        day: the report's.
        adopted: whether it was.
        size: how many members could vote; a vote of just so many is theirs, whatever panel its sentence names.
    """
    by_number = {s.number: s for s in sentences if not s.headline}
    around: list[Sentence] = []
    for sentence in telling:
        around.append(sentence)
        if not sentence.headline:
            around += [by_number[n] for n in (sentence.number + 1, sentence.number + 2) if n in by_number]
    rest = [s for s in sentences if words.mention(s.text, votes=True) or _OF_VOTES.search(s.text)]
    counts: list[VoteCount] = []
    before: set[int] = set()  # which of them tell of a vote before this one
    for sentence in dict.fromkeys((*around, *rest)):
        count = vote_count(sentence.plain, at=sentence.span.start)
        told = sentence in telling and _OF_A_PART.search(_news(sentence.text)) is None
        if count is None or of_a_member(sentence, count, size) or when(sentence, 0, len(sentence.plain), day)[1]:
            continue
        two_sided = count.yes is not None and count.no is not None
        by_all = two_sided and sum((count.yes or 0, count.no or 0, count.abstain or 0)) == size
        if elsewhere(replace(sentence, text=_news(sentence.text)), words) and not (two_sided and (told or by_all)):
            continue
        if count.unanimous and _NOT_REACHED.search(sentence.plain):
            count = replace(count, unanimous=None)  # "they had tried to agree by consensus"
            if not count.told:
                continue
        lost = adopted and count.yes is not None and count.no is not None and count.yes < count.no
        if _BEFORE.search(sentence.text) or lost:
            before.add(id(count))
        counts.append(count)
    # totals of both sides are the body's; one side alone may be a party's ("11 of its deputies voted against")
    counts.sort(key=lambda count: (id(count) in before, count.yes is None or count.no is None))
    if len(counts) > 1:
        whole = (n for n, c in enumerate(counts[:3]) if id(c) not in before and _holds(c, counts[0]))
        counts.insert(0, counts.pop(next(whole, 0)))
    made: VoteCount | None = None
    for count in counts:
        if made is None:
            made = count
        elif (both := made.merged(count)) is not None:
            made = both
    silent = any(_NO_SAY.search(s.plain) for s in sentences if not s.headline)
    if made is not None and made.unanimous and (made.no or made.abstain or silent):
        made = replace(made, unanimous=None)
    return made


_OF_VOTES = lazy_pattern(
    r"\bvot|\babst|\bin favou?r\b|\b(?:the|its|a)\s+(?:final\s+)?(?:motion|tally|division|margin)\b", re.IGNORECASE
)
_BEFORE = lazy_pattern(
    r"\bhad\s+(?:\w+ly\s+|already\s+)?(?:passed|approved|adopted|backed|rejected|cleared|supported)\b", re.IGNORECASE
)
"""What another chamber did before, or this one some time ago."""
_OF_A_PART = lazy_pattern(r"\b(?:after|following|whose|which|where|amendment|poll)\b", re.IGNORECASE)
"""Words beside which a committee's figures may be those of another vote than the one that the sentence tells."""


def _news(text: str) -> str:
    """A sentence without what it tells first, in passing, and without figures: "After rejecting an amendment, it"."""
    aside = FIRST_OF_ALL.match(text)
    return text if aside is None else text[aside.end() :]


def _holds(whole: VoteCount, part: VoteCount) -> bool:
    """Whether one count of both sides may be of a whole of which the other is a part: a chamber's, and a party's."""
    if whole.yes is None or whole.no is None or part.yes is None or part.no is None:
        return False
    return whole.yes >= part.yes and whole.no >= part.no and whole.yes + whole.no > _MORE * (part.yes + part.no)


_MORE = 1.25
_TWO = 2  # two that are named may be all that a report names of many: "with the votes of the Greens and the Liberals"


def of_a_member(sentence: Sentence, count: VoteCount, size: int) -> bool:
    """Whether figures are those of a vote within one member: it is named before, and more voted than there are members.

    "Highgate turned it down by 140 votes to 88", where seven branches decide.
    """
    more = bool(size) and (count.yes or 0) + (count.no or 0) > size
    return more and _OF_MEMBER.search(sentence.text) is not None


_OF_MEMBER = lazy_pattern(rf"{STANDING}[^.;:]*?(?<![\w-]){NUMBER}(?![\w-])", re.IGNORECASE)
"""A member, and a figure behind it."""


def with_names(count: VoteCount | None, named: Sequence[NamedVote], size: int) -> VoteCount | None:
    """Totals that are not told, where the names tell them: lists of those against and abstaining, as given in full.

    Args:
        count: the totals told.
        named: the votes told by name.
        size: how many members could vote.
    """
    lists = {kind: [v for v in named if v.vote == kind] for kind in ("yes", "no", "abstain")}
    told = count or VoteCount()
    names = {k: len(v) for k, v in lists.items() if v and not any(vote.partial for vote in v)}
    full = {k: len(v) for k, v in lists.items() if v and all(vote.listed for vote in v)}
    if (
        {"yes", "no"} <= set(full)
        and sum(full.values()) * 2 > size
        and (told.yes, told.no) != (full["yes"], full["no"])
    ):
        return VoteCount(full["yes"], full["no"], full.get("abstain"), spans=told.spans)  # other figures: another vote
    everyone = sum(names.values()) == size
    if not everyone and told.yes is None and told.no is None and not told.unanimous:
        closed = {vote.vote for vote in named if vote.closed}
        names = {k: n for k, n in names.items() if n > 1 or k in closed}  # one that is named may be one of many
    no = told.no if told.no is not None else names.get("no")
    abstain = told.abstain if told.abstain is not None else names.get("abstain")
    yes = told.yes
    if yes is None and "yes" in names and size > _TWO and names["yes"] + (no or 0) + (abstain or 0) == size:
        yes = names["yes"]
    if yes is not None and yes + (no or 0) + (abstain or 0) == size:
        no, abstain = no or 0, abstain or 0
    if no is None and names.get("no") and yes is not None and abstain is not None and size > yes + abstain:
        no = size - yes - abstain  # who is left, where some are told to have voted against it
    if abstain is None and lists["abstain"] and yes is not None and no is not None:
        left = size - yes - no
        abstain = left if left == len(lists["abstain"]) else None  # those named are all that are left
    everybody = told.unanimous if yes is None or yes >= size else None
    made = replace(told, yes=yes, no=no, abstain=abstain, unanimous=everybody)
    return made if made.told or made.unanimous else None


_ELSEWHERE = lazy_pattern(
    r"\b(?:last\s+year|previous(?:ly)?|earlier\s+(?:vote|resolution|draft)|similar|amendment|attempts?\s+to\s+(?:bring|insert|add|restore|strike|delete|amend|water|widen|soften)|cabinet|committee|referendum|opinion\s+poll|poll)\b",
    re.IGNORECASE,
)


_ASIDE = lazy_pattern(r",\s(?:which|that)\s[^,;.]{1,120},")
"""What is told of the thing in passing: "the text, which declares the referendum void, and it"."""


def elsewhere(sentence: Sentence, words: ObjectWords) -> bool:
    """Whether the votes of a sentence are those of another house, another round or another text."""
    aside = _ASIDE.sub(" ", sentence.text)
    told = (match.group().casefold() for match in _ELSEWHERE.finditer(aside))
    return any(word not in words.body_nouns for word in told)


_NOT_REACHED = lazy_pattern(
    r"\b(?:tried|trying|attempt\w*|fail\w*|want(?:s|ed)?|hop(?:es|ed|ing)|sought|seek\w*|instead\s+of|rather\s+than|unable)\b",
    re.IGNORECASE,
)


_NO_SAY = lazy_pattern(  # members that had no vote did not agree, whatever was unanimous
    r"\b(?:ha(?:s|ve|d)\s+no\s+(?:say|vote|right\s+to\s+vote|voice)|(?:may|can|could|did|do|does)\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:vote|take\s+part"
    r"|participate)|without\s+(?:the\s+)?(?:right\s+to\s+vote|voting\s+rights)|(?:was|were)\s+(?:absent|excluded\s+from\s+the\s+vote)"
    r"|secret(?:ly)?\s+(?:ballot|vote)|left\s+the\s+(?:room|hall|chamber)|stayed\s+away)\b",
    re.IGNORECASE,
)
