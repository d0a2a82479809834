"""Outcomes told by a verb of deciding: passive, active, behind "voted to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whipcount.positions.proposal.outcome_parts import (
    HIM,
    MADE,
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
    ANY_STATE,
    BACK_TO,
    BE,
    DENIED_THAT,
    HAVE,
    INVITED_IN,
    ITSELF,
    MODAL,
    NEGATED,
    NEITHER,
    NO_REFUSAL,
    NO_REFUSAL_OF,
    NOT_ITS_OBJECT,
    NOT_VERB,
    NOUN_PHRASE,
    OF_A_GROUP,
    OF_VOTERS,
    OTHER,
    OWN_BID,
    RELATIVE,
    SAID_SO,
    TARGET,
    TO_BE_VOTED_ON,
    TO_BLOCK,
    VETO,
    VOTED_DOWN,
    YET,
    State,
)


class VerbClauses(ClauseParts):
    """Reads clauses whose verb tells what was decided."""

    def done_clauses(self, text: str, match: re.Match[str], headline: bool) -> Iterator[Clause]:
        """A past form of a verb, passive or active: "was adopted", "the council adopted"."""
        state = State(match.lastgroup or "open")
        verb = match.group()
        left = self.left(text, match.start())
        right = self.right(text, match.end())
        be, have = BE.search(left), HAVE.search(left)
        if state is State.REJECTED and verb.lower() in ("refused", "declined") and NO_REFUSAL.match(right):
            return  # "declined to decide", "refused to comment"
        if verb.lower() == "denied" and DENIED_THAT.match(right):
            return  # "denied on Monday that it had been approved"
        if " ".join(verb.lower().split()) == "voted against" and NO_REFUSAL_OF.match(right):
            return  # "voted against postponing it"
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
                self._participle(left, right)
                or self._into_post(verb, left, right)
                or re.search(r"(?:from|of|\bmoved\s+to)$", verb, re.IGNORECASE)
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
        if NEITHER.search(adverbs):
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
        if agent == "nobody" and ITSELF.fullmatch(left) and (said := SAID_SO.search(text[: match.start() - len(left)])):
            agent = self.agent(text[: said.start()])  # "the council said on Monday that it had approved it"
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
            owned = re.match(r"\s+(?:its|his|her|their|the|a|an|this|that|plans?|[A-Z])", right)
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

    def decided_clauses(self, text: str, match: re.Match[str]) -> Iterator[Clause]:
        """What a body decided to do: "voted to postpone it"."""
        state = State(match.lastgroup or "adopted")
        left, right = self.left(text, match.start()), self.right(text, match.end())
        if state is State.ADOPTED and BACK_TO.match(text[match.start("adopted") :]) and TARGET.search(right):
            state = State.REFERRED
        if NEGATED.search(match["how"].rstrip()[-4:]):
            if state is not State.ADOPTED:
                return  # "voted not to postpone it"
            state = State.REJECTED  # "decided on Wednesday not to extend it"
        if TO_BE_VOTED_ON.search(match["how"]):
            return  # "votes next week on the motion to rename it"
        body = SOME_OF_BODY.search(left) is not None or self.agent(left) == "body"
        if self.unreal(text, match.start(), left) or not body or self.past(left, right):
            return
        if OF_A_GROUP.search(left) and OF_VOTERS.match(match[match.lastgroup or "verb"]):
            return  # "the Green group decided to oppose it": some of those who will decide
        if (
            VOTED_DOWN.match(match["how"])
            or MODAL.search(match["how"])
            or (
                state is State.ADOPTED
                and re.match(
                    r"be|have|disagree|differ|seek|hold|meet|continue|discuss|consider|debate|work|keep|wait|look|examine|study|try|return",
                    match["adopted"] or "",
                    re.IGNORECASE,
                )
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
