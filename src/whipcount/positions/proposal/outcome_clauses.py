"""Clauses that tell what has become of a decision: passive, active, in a headline's present, by a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.outcome_parts import (
    HIM,
    MADE,
    OWN_TEXT,
    PARENTHESIS,
    SOME_OF_BODY,
    TO_THIS,
    Clause,
    ClauseParts,
    dated,
    subject_of,
)
from whipcount.positions.proposal.outcome_patterns import (
    ABOUT_IT,
    AGENDA,
    AGREED_LAST,
    ANY_STATE,
    ASIDE,
    BACK_TO,
    BE,
    BE_NEAR,
    BODY_DONE,
    DECIDING,
    DOES,
    DONE,
    EARLIER,
    HAVE,
    INVITED_IN,
    MODAL,
    MOST,
    MOTION_ON,
    NEGATED,
    NO_REFUSAL,
    NOT_DONE,
    NOT_ITS_OBJECT,
    NOT_TAKEN,
    NOT_VERB,
    NOUN_PHRASE,
    NOUNS,
    OBJECT_DOES,
    OBJECT_DONE,
    OF_THE_THING,
    OTHER,
    OWN_BID,
    QUESTION,
    RELATIVE,
    TARGET,
    TO_BLOCK,
    VETO,
    VETO_DOES,
    YET,
    State,
)
from whipcount.positions.proposal.outcome_results import results


class ClauseReader(ClauseParts):
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
                NOT_DONE.search(told) is None
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
            yield from self._decided(text, match)
        for match in islice(DONE.finditer(text), MOST):
            yield from self._done(text, match, headline)
        for match in islice(AGREED_LAST.finditer(text), MOST):
            left = text[: match.start()]
            if self._about(left, votes=False)[0] and not EARLIER.search(left) and not NOT_TAKEN.search(left):
                yield Clause(State.ADOPTED, 0, match.end(), self._score(self.words.strong(left) is not None, True))
        for match in islice(OBJECT_DONE.finditer(text), MOST):
            yield from self._object(text, match)
        for match in islice(BODY_DONE.finditer(text), MOST):
            yield from self._body(text, match, match.lastgroup)
        for match in islice(NOUNS.finditer(text), MOST):
            yield from self._noun(text, match)
        yield from results(self, text, headline=headline)
        if headline:
            for match in islice(DOES.finditer(text), MOST):
                yield from self._body(text, match, match.lastgroup, present=True)
            for match in islice(OBJECT_DOES.finditer(text), MOST):
                yield from self._object(text, match, headline=True)
            yield from self._veto(text)

    def _done(self, text: str, match: re.Match[str], headline: bool) -> Iterator[Clause]:
        state = State(match.lastgroup or "open")
        verb = match.group()
        left = self.left(text, match.start())
        right = self.right(text, match.end())
        be, have = BE.search(left), HAVE.search(left)
        if state is State.REJECTED and verb.lower() in ("refused", "declined") and NO_REFUSAL.match(right):
            return  # "declined to decide", "refused to comment"
        if verb.lower() == "suspended" and self._member_suspended(left[: be.start()] if be else "", right):
            if "suspen" not in self.words.kind:
                return
            state = State.ADOPTED
        if be:
            yield from self._passive(text, match, state, left, right, be, headline)
            return
        if NOT_VERB.search(left):
            return
        # "Treaty ratified" leaves out its "is"; "five of nine have ratified" leaves out nothing
        if (
            headline
            and have is None
            and (
                self._participle(left, right) or self._into_post(verb, left, right) or re.search(r"(?:from|of)$", verb)
            )
        ):
            about, strong = self._about(left, votes=state in (State.POSTPONED, State.REJECTED))
            if about and not MODAL.search(left) and self.agent_after(right) != "member" and self._fits(verb, state):
                yield Clause(state, match.start() - len(left), match.end(), self._score(strong, False, True))
                return
        aux = have.group() if have else ""
        if NEGATED.search(aux) or (have is None and NEGATED.search(" ".join(left.split()[-2:]))):
            return
        yield from self._active(
            text,
            match,
            state,
            left,
            right,
            late=0.5 if aux.lower().startswith("had") else 0.0,
            perfect=bool(aux),
            headline=headline,
        )

    def _passive(
        self, text: str, match: re.Match[str], state: State, left: str, right: str, be: re.Match[str], headline: bool
    ) -> Iterator[Clause]:
        verb, subject = match.group(), left[: be.start()]
        adverbs = be["adv"] or ""
        negated = bool(
            NEGATED.search(adverbs)
            or re.search(r"n['’]t\s*$", subject)
            or NEGATED.search(" ".join(subject.split()[-2:]))
        )
        if re.search(r"\b(?:to|being|be|the|a|of|by|with)\b", adverbs, re.IGNORECASE) or self.unreal(
            text, match.start() - (len(left) - be.start()), subject
        ):
            could = re.search(r"\b(?:could|cannot|can)\s+not\s*$", subject, re.IGNORECASE)
            if not could:
                return
        present = (be["be"] or "").lower() in ("is", "are", "gets")
        if present and state not in (State.POSTPONED, State.WITHDRAWN):
            return
        if negated:
            perfect = "been" in (be["be"] or "").lower()
            if state is not State.ADOPTED or perfect or YET.search(left):
                return
            state = State.REJECTED
        votes = state in (State.POSTPONED, State.REJECTED)
        about, strong = self._about(subject_of(subject), votes=votes)
        pronoun = (
            re.search(r"(?:^|,|\band\b)\s*(?:it|he|she|which|that|and)\s*(?:has|have|had)?\s*$", subject, re.IGNORECASE)
            or not subject.strip()
        )
        if not about and pronoun and not ANY_STATE.search(subject):
            whole = text[: match.start()]
            about = self._about(subject_of(whole[: len(whole) - len(left)]), votes=votes)[0]
            about = about or (bool(subject.strip()) and self._about(self.before, votes=False)[0])
        if not about and state is State.POSTPONED and RELATIVE.search(text[: match.start() - len(left)]):
            about = self._about(text[: match.start() - len(left)], votes=True)[0]
        if not about or (self.states and ANY_STATE.search(subject) and OTHER.search(subject)):
            return
        agent = self.agent_after(right)
        if agent == "member" and (state is not State.REJECTED or not VETO.search(verb)):
            return
        late = 0.5 if re.search(r"\bhad\s*$", subject, re.IGNORECASE) else 0.0
        if state is State.REFERRED and not TARGET.search(right):
            return
        if state is State.POSTPONED and TO_THIS.match(right):
            return  # "put off to this summit": that was before
        if (
            state is State.POSTPONED
            and AGENDA.search(verb)
            and not re.search(r"agenda|vote|schedule|order\s+paper|later|next|into", right)
        ):
            return
        if state is State.WITHDRAWN and "pulled" in verb and "agenda" in right:
            state = State.POSTPONED
        if re.match(r"invited", verb, re.IGNORECASE) and not INVITED_IN.match(right):
            return
        if self._fits(verb, state) and not self.past(subject, right):
            yield Clause(
                state, match.start() - len(left), match.end(), self._score(strong, agent == "body", headline, late)
            )

    def _active(
        self,
        text: str,
        match: re.Match[str],
        state: State,
        left: str,
        right: str,
        *,
        late: float = 0.0,
        perfect: bool = False,
        headline: bool = False,
    ) -> Iterator[Clause]:
        verb = match.group()
        if self.unreal(text, match.start(), left) or not self._fits(verb, state) or self.past(left, right):
            return
        if re.match(r"agreed|decided|accepted|confirmed", verb, re.IGNORECASE) and NOT_ITS_OBJECT.match(right):
            return
        if verb.lower().endswith(" to") and not NOUN_PHRASE.match(right):
            return  # "agreed to discuss it"
        votes = state in (State.POSTPONED,)
        about, strong = self._about(right, votes=votes)
        if not about and MADE.match(verb) and HIM.match(right):
            about = strong = self.words.candidates.search(self.before) is not None  # "leaders elected her on Saturday"
        if not about:
            return
        agent = self.agent(left)
        if state is State.ADOPTED and agent != "body":
            return
        if state is State.REJECTED and (
            agent not in ("body", "some") or (agent == "some" and verb.startswith("voted"))
        ):
            cast = agent in ("member", "nobody") and (
                re.match(r"veto", verb, re.IGNORECASE) or (VETO.match(verb) and not perfect and dated(text))
            )
            kept = agent in ("member", "nobody") and re.match(r"barred|kept out|shut out|denied", verb, re.IGNORECASE)
            if not cast and not kept:
                return
        if state is State.POSTPONED and agent in ("member", "other", "some") and not headline:
            return
        if state is State.POSTPONED and AGENDA.search(verb) and not re.search(r"agenda|vote|schedule", right):
            return
        if state is State.WITHDRAWN and agent == "other":
            return
        if state is State.WITHDRAWN:
            if OWN_BID.match(right) and self.words.candidates.search(text[: match.start()]) is None:
                return  # somebody else's candidacy
            found = self.words.mention(right)
            owned = re.match(r"\s+(?:its|his|her|their|the|a|an|this|that|[A-Z])", right)
            if (
                found is None
                or owned is None
                or len(right[: found.start()].split()) > 5
                or re.match(r"\s+from\b", right)
                or ABOUT_IT.match(right[: found.start()])
                or TO_BLOCK.match(right)
            ):
                return
        if state is State.REFERRED and (agent in ("member", "other") or not TARGET.search(right)):
            return
        yield Clause(state, match.start() - len(left), match.end(), self._score(strong, agent == "body", False, late))

    def _decided(self, text: str, match: re.Match[str]) -> Iterator[Clause]:
        state = State(match.lastgroup or "adopted")
        left, right = self.left(text, match.start()), self.right(text, match.end())
        if state is State.ADOPTED and BACK_TO.match(text[match.start("adopted") :]) and TARGET.search(right):
            state = State.REFERRED
        body = SOME_OF_BODY.search(left) is not None or self.agent(left) == "body"
        if self.unreal(text, match.start(), left) or not body or self.past(left, right):
            return
        if MODAL.search(match["how"]) or (
            state is State.ADOPTED
            and re.match(
                r"be|have|disagree|differ|seek|hold|meet|continue|discuss|consider|debate|work|keep|wait|look|examine|study|try|return",
                match["adopted"] or "",
                re.IGNORECASE,
            )
        ):
            return
        if re.match(r"let|allow|take|welcome", match["adopted"] or "", re.IGNORECASE) and not re.search(
            r"\b(?:in|back|into|join|return|rejoin)\b", right
        ):
            return
        about, strong = self._about(right, votes=state is State.POSTPONED)
        if not about and state is State.POSTPONED:
            about = self.words.mention(right, votes=True) is not None  # "voted to adjourn talks on it"
        if (
            not about
            and state is State.ADOPTED
            and match["adopted"]
            and match["adopted"].lower()[:4] in self.words.kind
        ):
            about, strong = self.words.mention(right) is not None or len(match["adopted"]) > 2, False
        if state is State.REFERRED and not TARGET.search(right):
            return
        verb = match["adopted"] or ""
        if about and self._fits(verb, state):
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, True))

    def _veto(self, text: str) -> Iterator[Clause]:
        """A headline's veto as the subject: "Kellish veto sinks the text"."""
        for match in islice(VETO_DOES.finditer(text), MOST):
            if self._about(self.right(text, match.end()), votes=False)[0]:
                yield Clause(State.REJECTED, match.start(), match.end(), self._score(True, False, True))

    def _object(self, text: str, match: re.Match[str], *, headline: bool = False) -> Iterator[Clause]:
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

    def _body(self, text: str, match: re.Match[str], group: str | None, *, present: bool = False) -> Iterator[Clause]:
        state = State(group or "open")
        left, right = self.left(text, match.start()), self.right(text, match.end())
        verb = match.group()
        if self.unreal(text, match.start(), left) or self.past(left, right) or not left.strip():
            return
        refused = re.match(r"(?:refused|declined|refuses)\b", verb, re.IGNORECASE)
        if verb.lower().endswith(" to") and not NOUN_PHRASE.match(right):
            return  # "ministers agree to disagree"
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

    def _noun(self, text: str, match: re.Match[str]) -> Iterator[Clause]:
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
