"""Whether what is backed or opposed in a clause is what is decided: by the words behind a predicate, and by what was told before."""  # noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass, field

from whipcount.positions.proposal.clause_claims import DELAY, STOP
from whipcount.positions.proposal.clause_patterns import (
    ADJECTIVE,
    AMENDS,
    ASKS,
    CIRCUMSTANCE,
    CLAUSE_ENDS,
    FOR_SO_LONG,
    LETS,
    MOTION,
    OTHER_MOTION,
    OTHER_TIME,
    PRONOUN_LAST,
    WITH_PERSON,
)
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.own_verbs import rejects
from whipcount.positions.proposal.stance_predicates import Predicate
from whipcount.positions.proposal.verb_groups import VerbGroup
from whipcount.positions.proposal.vote_objects import NO_OBJECT, another_thing, of_something_before, on_it


@dataclass(slots=True)
class ClauseObjects:
    """What the clauses of a report are about, sentence by sentence.

    Args:
        words: of what is decided.
        before: the sentence before the one that is read, masked; ``earlier``: the one before that.
        age: how many sentences ago a stance was told last.
    """

    words: ObjectWords
    before: str = ""
    earlier: str = ""
    age: int = 9
    _another_before: bool | None = field(default=None, init=False)

    def next(self, text: str, *, told: bool) -> None:
        """Goes on to the sentence behind one that has been read."""
        self.earlier, self.before, self._another_before = self.before, text, None
        self.age = 0 if told else self.age + 1

    def it_is(self, text: str) -> bool:
        """Whether "it" may be what is decided: spoken of in this sentence or the one before, and nothing else there."""
        return self._may_be_it(text, said=False)

    def _may_be_it(self, text: str, *, said: bool) -> bool:
        """Whether a pronoun may be what is decided; of what is ``said`` to be so, without a word of it, too."""
        if self._of_something_before():
            return False
        return self.words.mention(text) is not None or self.words.mention(self.before) is not None or said

    def _of_something_before(self) -> bool:
        """Whether "it" takes up another thing that the sentence before told of; looked up once a sentence."""
        if self._another_before is None:
            self._another_before = of_something_before(self.before, self.words)
        return self._another_before

    def is_object(self, told: str) -> bool:
        """Whether words begin with what is decided, told by a noun of its own or beside one word more."""
        about = self.words.mention(told)
        return about is not None and ADJECTIVE.fullmatch(told[: about.start()]) is not None

    def speaks_of_it(self, text: str) -> bool:
        """Whether a sentence may be about what is decided: none of another time, unless what is decided is named."""
        if self.age < 2 or OTHER_TIME.search(text) is None:  # a report keeps to its topic
            return True
        return any(self.words.mention(told, votes=True) is not None for told in (text, self.before, self.earlier))

    def on_it(self, text: str, after: str, predicate: Predicate, group: VerbGroup) -> bool:
        """Whether what is backed or opposed is what is decided."""
        plain = after.strip().lstrip('“"')
        words = self.words
        last = PRONOUN_LAST.search(text, 0, predicate.end) or (
            predicate.needs_object and re.match(r"(?:it|them)\b", plain)
        )
        if last and rejects(words):
            return False  # what is refused, or its refusal
        if not predicate.needs_object:
            if PRONOUN_LAST.search(text, 0, predicate.end) and self._of_something_before():
                return False
            if not self.speaks_of_it(text):
                return False
            return not plain or (on_it(after, words) and self._near(after)) or self._circumstance(after)
        if not plain:
            return predicate.name == "be" and self.speaks_of_it(text)
        if predicate.name == "lets_what" and LETS.search(after) is None:
            return False
        if predicate.name in ("praise_what", "blame_what", "regard_for_what", "regard_against_what") and (
            re.match(r"(?:him|her|them|this|that)\b", plain) or words.candidates.match(plain)
        ):
            return False
        if WITH_PERSON.search(text, 0, predicate.end) and re.match(r"(?:him|her|them)\b", plain):
            return False  # "agreed with her": with whom was named before
        if re.match(r"(?:it|this|that|him|her|them|so)\b(?!\s+[a-z]+(?:s|tion)\b)", plain):
            return self._may_be_it(text, said=group.said)
        if (motion := MOTION.match(after)) is not None:
            return self._on_motion(text, after[motion.end() :])
        about = words.mention(after)
        if about is None or re.search(r"\b(?:that|whether|how|reports?)\b", after[: about.start()]):
            return False
        if predicate.name in ("praise_what", "blame_what") and about.group().endswith(("'s", "’s")):
            return False  # "praised the mill's choir"
        if (predicate.name == "denied_what" or about.group().lower() == "it") and (
            len(after[: about.start()].split()) > 2
        ):
            return False  # "does not want a row with others over it"
        if predicate.side == "yes" and FOR_SO_LONG.match(after):
            return False  # "spoke for an hour about it"
        if predicate.name == "asks_what" and another_thing(after, about.start()):
            return False
        if predicate.side == "yes" and re.search(r"\bagainst\s", after[: about.start()]):
            return False  # "spoke for an hour against it"
        return not self._delays(after) and on_it(after, words)

    def _delays(self, after: str) -> bool:
        """Whether words begin with a delay of the thing, or a bar to it, which are not themselves what is decided."""
        match = DELAY.match(after)
        return match is not None and match.group().split()[-1][:5].lower() not in self.words.kind

    def _on_motion(self, text: str, rest: str) -> bool:
        """Whether a motion is the one on what is decided: "the motion for the new school", or "the motion" alone."""
        if AMENDS.search(text) or AMENDS.search(self.before):
            return False
        asked = ASKS.match(rest)
        if asked is None:
            return CLAUSE_ENDS.match(rest) is not None
        about = self.words.mention(rest, votes=False)
        return (
            about is not None
            and about.start() < 50
            and not OTHER_MOTION.match(rest)
            and on_it(rest[asked.end() :], self.words)
        )

    def _circumstance(self, after: str) -> bool:
        """Whether what is told behind a predicate is none of its objects: "voted no without a word"."""
        if CIRCUMSTANCE.match(after) is None:
            return False
        later = self.words.mention(after, votes=True)
        return later is None or not self.words.something_else(after, later.start())

    def _near(self, after: str) -> bool:
        """Whether what is told behind a predicate is no other thing: "signed a letter asking for the ban"."""
        about = self.words.mention(after, votes=True)
        if about is None or NO_OBJECT.match(after):
            return True
        between = after[: about.start()]
        return len(between.split()) <= 4 and re.search(r"\w{3}ing\b", between) is None


def object_of(text: str, at: int) -> str:
    """The words behind a predicate up to the end of its clause.

    >>> object_of("Kell backs the ban, and so do others.", 10)
    ' the ban'
    """
    tail = text[at:]
    stop = STOP.search(tail)
    return tail[: stop.start() if stop else 90][:100]
