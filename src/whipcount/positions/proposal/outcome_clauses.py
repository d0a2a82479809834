"""Clauses that tell what has become of a decision: passive, active, in a headline's present, by a noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.outcome_parts import (
    Clause,
)
from whipcount.positions.proposal.outcome_patterns import (
    AGREED_LAST,
    ASIDE,
    BODY_DONE,
    DECIDING,
    DOES,
    DONE,
    EARLIER,
    MOST,
    MOTION_ON,
    NOT_DONE,
    NOT_TAKEN,
    NOUNS,
    OBJECT_DOES,
    OBJECT_DONE,
    OF_THE_THING,
    QUESTION,
    State,
)
from whipcount.positions.proposal.outcome_phrases import PhraseClauses
from whipcount.positions.proposal.outcome_results import results
from whipcount.positions.proposal.outcome_verbs import VerbClauses


class ClauseReader(VerbClauses, PhraseClauses):
    """Reads outcome clauses in masked sentences."""

    def clauses(self, text: str, *, headline: bool = False, before: str = "") -> Iterator[Clause]:
        """What a sentence tells, in no order; a verb of ending what is to be ended tells that it was done.

        Args:
            text: masked, names of the body replaced by "BODY".
            headline: whether verbs in the present and bare participles tell what has been done.
            before: the sentence that precedes it, for "it".
        """
        for clause in self._clauses(text, headline=headline, before=before):
            told = text[clause.start : clause.end].casefold()
            verb = [*told.split()[-1:], " ".join(told.split()[-2:])]
            own = (
                not any(self.words.is_step(word) for word in verb)
                and NOT_DONE.search(told) is None
                and clause.state in (State.WITHDRAWN, State.REJECTED)
                and any(word in self.words.terms and word.split()[0] in lexicon().verbs for word in verb)
            )
            done = (
                clause.state is not State.ADOPTED
                and self.words.done
                and any(word.startswith(self.words.done) for word in told.split()[-3:])
            )
            yield replace(clause, state=State.ADOPTED) if own or done else clause

    def _clauses(self, text: str, *, headline: bool = False, before: str = "") -> Iterator[Clause]:
        """What a sentence tells, in no order.

        Args:
            text: masked, names of the body replaced by "BODY".
            headline: whether verbs in the present and bare participles tell what has been done.
            before: the sentence that precedes it, for "it".
        """
        if (headline and QUESTION.search(text)) or text.rstrip(' "”’)').endswith("?"):
            return
        if headline and (motion := MOTION_ON.match(text)) and self.words.strong(text[motion.end() : motion.end() + 60]):
            text = " " * motion.end() + text[motion.end() :]
        text = ASIDE.sub(lambda m: " " * len(m.group()), text)
        text = OF_THE_THING.sub(lambda m: " " * len(m.group()), text)
        self.before = before
        for match in islice(DECIDING.finditer(text), MOST):
            yield from self.decided_clauses(text, match)
        for match in islice(DONE.finditer(text), MOST):
            yield from self.done_clauses(text, match, headline)
        for match in islice(AGREED_LAST.finditer(text), MOST):
            left = text[: match.start()]
            if self._about(left, votes=False)[0] and not EARLIER.search(left) and not NOT_TAKEN.search(left):
                yield Clause(State.ADOPTED, 0, match.end(), self._score(self.words.strong(left) is not None, True))
        for match in islice(OBJECT_DONE.finditer(text), MOST):
            yield from self.object_clauses(text, match)
        for match in islice(BODY_DONE.finditer(text), MOST):
            yield from self.body_clauses(text, match, match.lastgroup)
        for match in islice(NOUNS.finditer(text), MOST):
            yield from self.noun_clauses(text, match)
        yield from results(self, text, headline=headline)
        if headline:
            for match in islice(DOES.finditer(text), MOST):
                yield from self.body_clauses(text, match, match.lastgroup, present=True)
            for match in islice(OBJECT_DOES.finditer(text), MOST):
                yield from self.object_clauses(text, match, headline=True)
            yield from self.veto_clauses(text)
