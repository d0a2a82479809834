"""Outcomes told by turns of phrase: what a thing did ("fell through"), what was done with it, by a noun, by a veto."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.positions.proposal.outcome_parts import (
    OWN_TEXT,
    PARENTHESIS,
    Clause,
    ClauseParts,
    subject_of,
)
from whipcount.positions.proposal.outcome_patterns import (
    AGENDA,
    ANY_STATE,
    BE_NEAR,
    DOES,
    MOST,
    NEGATED,
    NO_REFUSAL,
    NO_REFUSAL_OF,
    NOT_VERB,
    NOUN_PHRASE,
    TARGET,
    VETO,
    VETO_DOES,
    State,
)


class PhraseClauses(ClauseParts):
    """Reads clauses in which a phrase tells what has become of the thing."""

    def object_clauses(self, text: str, match: re.Match[str], *, headline: bool = False) -> Iterator[Clause]:
        """What is said of the thing itself: "the resolution passed"."""
        state = State(match.lastgroup or "open")
        left, right = self.left(text, match.start()), self.right(text, match.end())
        subject = re.sub(r"\b(?:has|have|had|also|then|finally|narrowly|easily|\w+ly)\s*$", "", left)
        told = re.sub(
            r"\b(?:by|in|under|through)\s+which\b.*$", "", left
        )  # "a text by which it was to be deplored fell"
        if (
            self.unreal(text, match.start() - len(left) + len(told), told)
            or self.past(left, right)
            or NEGATED.search(" ".join(left.split()[-2:]))
        ):
            return
        if BE_NEAR.search(left) or NOT_VERB.search(left):
            return
        about, strong = self._about(PARENTHESIS.sub(" ", subject), votes=state in (State.REJECTED, State.POSTPONED))
        pronoun = re.fullmatch(r"\W*(?:it|he|she|which|and|and\s+it)?\W*", subject, re.IGNORECASE)
        if not about and pronoun:
            about = self._about(subject_of(text[: match.start() - len(left)]), votes=False)[0]
            about = about or (bool(re.search(r"\w", subject)) and self._about(self.before, votes=False)[0])
        if not about and headline and (state is State.ADOPTED or re.match(r"falls?|collapses|misses", match.group())):
            about, strong = self._about(right, votes=False)
        if match.group().lower().split() == ["fell", "through"] and self.words.vote.search(left):
            state = State.POSTPONED  # a vote that was not held has turned nothing down
        if not about or (
            self.states and ANY_STATE.search(OWN_TEXT.sub(" ", PARENTHESIS.sub(" ", subject))) and not strong
        ):
            return
        if (
            match.group().lower().split()[0] in ("failed", "won", "lost", "fell", "took", "got")
            and re.match(r"\s+to\b", right)
            and "to" not in match.group().split()
        ):
            state = State.REJECTED if match.group().lower().startswith("failed") else state
        yield Clause(state, match.start() - len(left), match.end(), self._score(strong, False, headline))

    def body_clauses(
        self, text: str, match: re.Match[str], group: str | None, *, present: bool = False
    ) -> Iterator[Clause]:
        """What the body is said to have done: "gave its consent to the sale"."""
        state = State(group or "open")
        left, right = self.left(text, match.start()), self.right(text, match.end())
        verb = match.group()
        if self.unreal(text, match.start(), left) or self.past(left, right) or not left.strip():
            return
        if present and NOT_VERB.search(left):
            return  # "turn their backs on it"
        if present and not verb.lower().endswith("s") and DOES.search(left):
            return  # "Board refers ban back": a noun behind the verb
        refused = re.match(r"(?:refused|declined|refuses)\b", verb, re.IGNORECASE)
        if verb.lower().endswith(" to") and not NOUN_PHRASE.match(right):
            return  # "ministers agree to disagree"
        refused = refused or re.search(r"\bnot\s+to\Z", verb, re.IGNORECASE)  # "voted not to postpone it"
        if verb.lower().endswith("against") and NO_REFUSAL_OF.match(right):
            return  # "voted against postponing it"
        if refused and NO_REFUSAL.match(right if " to" not in verb else f" to{right}"):
            return
        agent = self.agent(left)
        hinders = state is State.REJECTED and VETO.match(verb) is not None
        hinders = hinders or re.match(r"(?:kept|keeps?|barred|bars?)\b", verb, re.IGNORECASE) is not None
        if (
            present
            and state is State.REJECTED
            and agent == "member"
            and not re.match(r"veto|keeps?|bars?", verb, re.IGNORECASE)
        ):
            return
        agenda = state is State.POSTPONED and "agenda" in verb.lower()
        if (
            agent in ("member", "other", "some")
            and not agenda
            and not (
                hinders and agent == "member" and re.search(r"veto|^kept|^keeps?|^barred|^bars?", verb, re.IGNORECASE)
            )
        ):
            return
        votes = state in (State.POSTPONED, State.REJECTED)
        alone = re.fullmatch(r"fails?|falls?|collapses?|ends?|slips?", verb, re.IGNORECASE) is not None
        about, strong = self._about(subject_of(left) if alone else right, votes=votes)
        if not about and " " in verb:
            about, strong = self._about(verb, votes=False)
        if not about and not alone and agent in ("body", "nobody") and state is not State.ADOPTED:
            about, strong = self._about(subject_of(left), votes=state is State.REJECTED)
            about = about and bool(re.match(r"fail|fall|slip|collapse|end", verb, re.IGNORECASE))
        if not about or (agent == "nobody" and not hinders and not present and state is State.ADOPTED):
            return
        if present and agent == "nobody" and state is State.ADOPTED:
            return
        if state is State.REFERRED and not (TARGET.search(right) or TARGET.search(verb)):
            return
        if state is State.POSTPONED and present and AGENDA.match(verb) and not re.search(r"agenda|vote", right):
            return
        if self._fits(verb, state):
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, agent == "body", present))

    def noun_clauses(self, text: str, match: re.Match[str]) -> Iterator[Clause]:
        """What a noun tells: "agreement was reached on the levy"."""
        state = State(match.lastgroup or "open")
        left, right = self.left(text, match.start()), self.right(text, match.end())
        if self.unreal(text, match.start(), left) or self.past(left, right):
            return
        about, strong = self._about(right, votes=False)
        if not about:
            about, strong = self._about(left, votes=False)
        if not about:
            about, strong = self._about(match.group(), votes=False)
        if about:
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, False))

    def veto_clauses(self, text: str) -> Iterator[Clause]:
        """A headline's veto as the subject: "Kellish veto sinks the text"."""
        for match in islice(VETO_DOES.finditer(text), MOST):
            if self._about(self.right(text, match.end()), votes=False)[0]:
                yield Clause(State.REJECTED, match.start(), match.end(), self._score(True, False, True))
