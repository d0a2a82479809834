"""Clauses in which a report tells where members stand: "Kell and Pell have said they will vote for the ban".

A sentence is read by its subjects: members by name, their governments and ministers, a pronoun for the subject told
before, members behind a colon or an echo ("so have Pell and Sarn"). What a clause says of them is read by
:class:`~whipcount.positions.proposal.predications.Predications`. Nothing is told by questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import (
    REVERSED,
    UNREAL,
    ClauseClaim,
    last_of_each,
)
from whipcount.positions.proposal.clause_objects import ClauseObjects, object_of
from whipcount.positions.proposal.clause_patterns import (
    AND_MORE,
    APPOSED,
    AT_FIRST,
    BREAK,
    BY_DOING,
    COORD,
    DOES_SO,
    FINITE,
    FORMER_LEAD,
    HE_OR_SHE,
    IF_LEAD,
    LATER_STOP,
    LIST_ENDS,
    LISTED,
    MOST_OTHERS,
    NOT_IT,
    OPENS,
    QUESTION,
    SO,
    SOMEBODY,
    THERE_WERE,
    TURNS,
    VOTES,
    WHILE_VOTING,
    WISHES,
)
from whipcount.positions.proposal.clause_places import clause_places, verb_places
from whipcount.positions.proposal.gathered_members import gathered_members
from whipcount.positions.proposal.inverted_clauses import inverted_claims
from whipcount.positions.proposal.judged_things import judged_clause
from whipcount.positions.proposal.judgements import suited_claims
from whipcount.positions.proposal.member_nouns import apposed_claim, claims_of_nouns
from whipcount.positions.proposal.not_alone import without
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.predications import Predications
from whipcount.positions.proposal.stance_predicates import predicates_at
from whipcount.positions.proposal.stance_subjects import AGAIN, Subject, subjects_of
from whipcount.positions.proposal.told_sides import claims_of_sides
from whipcount.positions.proposal.verb_groups import VerbGroup, verb_group
from whipcount.positions.proposal.vote_objects import (
    of_another_time,
)


@dataclass(slots=True)
class ClauseReader:
    """Reads the sentences of one report in their order; keeps whom a pronoun or an echo takes up.

    Args:
        words: of the object.
        acts: whether members decide each by an act of its own (a ratification).
        day: of the report; a sentence whose days all lie well before it tells of another time.
    """

    words: ObjectWords
    acts: bool = False
    day: date | None = None
    _it: ClauseObjects = field(init=False)
    _said: Predications = field(init=False)
    _subject: tuple[str, ...] = ()
    _last: str = ""
    _another: bool = False

    def __post_init__(self) -> None:
        self._it = ClauseObjects(self.words)
        self._said = Predications(self._it, self.acts)

    def claims(self, masked: Masked) -> tuple[ClauseClaim, ...]:
        """What the next sentence tells."""
        masked = replace(masked, text=without(masked.text))
        text = masked.text
        found: list[ClauseClaim] = []
        past = of_another_time(masked, self.day)
        subjects = subjects_of(masked, () if self._another and HE_OR_SHE.match(text) else self._subject)
        if QUESTION.search(text) is None:
            for subject in subjects:
                found += self._of_subject(masked, subject, found)
            found += self._of_gathered(masked, found)
            found += self._listed(masked)
            found += self._echoes(masked, found)
            if self._it.speaks_of_it(text):
                found += claims_of_nouns(masked, self.words)
                found += inverted_claims(masked, self.words)
                found += suited_claims(masked, self.words)
            last = found[-1].side if found else self._last if self._it.age < 3 else ""
            plain = {member for claim in found for member in claim.members}
            found += [
                c
                for c in claims_of_sides(masked, self.words, last, self._subject)
                if not c.like or not plain & set(c.members)
            ]
        taken = last_of_each([claim for claim in found if claim.act or claim.future or not past])
        first = next((s for s in subjects if OPENS.search(text[: s.start])), None)
        if first is not None or any(one.standing for one in masked.lists):
            self._subject = first.members if first is not None else ()
            self._another = False
        elif masked.lists or SOMEBODY.search(text) is not None:
            self._another = True  # who is named last, and is no member, may be the one that "he" takes up
        self._it.next(text, told=bool(taken))
        if taken:
            self._last = taken[-1].side or self._last
        return tuple(taken)

    def _of_subject(self, masked: Masked, subject: Subject, told: list[ClauseClaim]) -> Iterator[ClauseClaim]:
        """What stands behind a subject: its own clause, relative clauses, clauses that go on with "but"."""
        text = masked.text
        start = max((cut.end() for cut in BREAK.finditer(text, 0, subject.start)), default=0)
        lead = text[start : subject.start]
        if FORMER_LEAD.search(text[: subject.start]):
            return  # "Pell had been the only candidate, but Kell blocked it"
        waiting = IF_LEAD.search(text[: subject.start])
        if UNREAL.search(lead) and waiting is None:
            return
        if (denied := NOT_IT.match(text, subject.end)) is not None and not subject.relative:
            side = told[-1].side if told else self._side_of_all(text[: subject.start])
            if side in REVERSED and (
                side == "no" or denied["verb"].lower() in ("is", "are", "does", "do", "was", "were")
            ):
                yield ClauseClaim(subject.members, REVERSED[side], subject.start, denied.end())
            return
        if (beside := APPOSED.match(text, subject.end)) is not None and not subject.relative:
            shown = replace(masked, text=text[: beside.end("in")])
            claim, _ = self._said.claim(shown, subject, beside.start("in"), waiting=False, be=True)
            if claim is not None and claim.condition is None and not AT_FIRST.search(beside["in"]):
                yield claim
        places = clause_places(text, subject.end)
        for at in islice(places, 1, 2) if subject.relative else places:
            if (match := DOES_SO.match(text, at)) is not None:
                side = told[-1].side if told else self._last if self._it.age < 2 else ""
                if side:
                    yield ClauseClaim(subject.members, side, subject.start, match.end())
                    at = match.end()
            if (apposed := apposed_claim(masked, subject, at, self.words)) is not None:
                yield apposed
            claim, end = self._said.claim(masked, subject, at, waiting=waiting is not None)
            if claim is not None:
                yield claim
            if end is None:
                yield from self._by_doing(masked, subject, at)
                yield from self._later(masked, subject, at)
                continue
            limit = next((m.start() for m in re.finditer(STANDING, text[end:])), len(text) - end) + end
            for joint in islice(COORD.finditer(text, end, min(limit, end + 160)), 3):
                more, _ = self._said.claim(masked, subject, joint.end(), waiting=False)
                if more is not None:
                    yield more

    def _by_doing(self, masked: Masked, subject: Subject, at: int) -> Iterator[ClauseClaim]:
        """What is told behind a turn: "surprised everybody by voting against it", "crossed the floor to support it"."""
        turns = TURNS.match(masked.text, at)
        done = BY_DOING.match(masked.text, turns.end()) if turns is not None else None
        if done is not None:
            claim, _ = self._said.claim(masked, subject, done.end(), waiting=False, be=done["to"] is None)
            if claim is not None:
                yield claim

    def _later(self, masked: Masked, subject: Subject, at: int) -> Iterator[ClauseClaim]:
        """A second predicate of a subject whose first tells nothing: "Kell asked for more time and voted against it"."""  # noqa: E501
        text = masked.text
        if (done := WHILE_VOTING.match(text, at)) is not None:
            claim, _ = self._said.claim(masked, subject, done.end(), waiting=False, be=done["be"] is not None)
            if claim is not None:
                yield claim
        stop = LATER_STOP.search(text, at)
        limit = min(stop.start() if stop else len(text), at + 160)
        for joint in islice(COORD.finditer(text, at, limit), 3):
            if FINITE.match(text, joint.end()) and (
                VOTES.match(text, joint.end()) or not WISHES.search(text, at, joint.start())
            ):
                claim, _ = self._said.claim(masked, subject, joint.end(), waiting=False)
                if claim is not None:
                    yield claim

    def _of_gathered(self, masked: Masked, told: list[ClauseClaim]) -> Iterator[ClauseClaim]:
        """What is said of members before they are named, or beside them: "among those who opposed it were Kell"."""
        text = masked.text
        taken = {member for claim in told for member in claim.members}
        for found in gathered_members(masked):
            if not found.members or taken & set(found.members) or UNREAL.search(text[: found.start][-40:]):
                continue
            subject = Subject(found.members, found.start, found.end)
            if found.says:
                verdict = judged_clause(text[: found.until], found.at, self.words, it_is=self._it.it_is(text))
                if verdict is not None and self._it.speaks_of_it(text):
                    yield ClauseClaim(found.members, verdict, min(found.start, found.at), found.end)
                continue
            if found.side:
                yield ClauseClaim(found.members, found.side, found.start, found.end)
                continue
            shown = replace(masked, text=text[: found.until])
            claim, _ = self._said.claim(shown, subject, found.at, waiting=False, be=found.be)
            if claim is None or claim.condition is not None or (found.reverse and claim.side not in REVERSED):
                continue
            if found.reverse and claim.cast:
                continue  # "all but Kell voted for it": it may have abstained
            side = REVERSED[claim.side] if found.reverse else claim.side
            yield replace(claim, side=side, start=min(found.start, claim.start), end=max(found.end, claim.end))

    def _listed(self, masked: Masked) -> Iterator[ClauseClaim]:
        """Members behind a colon, told by the clause before it: "Eight have said yes: Arlen, Brook ..."."""
        text = masked.text
        for match in islice(LISTED.finditer(text), 3):
            head = text[: match.start()]
            start = max((cut.end() for cut in re.finditer(r"[.;]\s|[“”]", head)), default=0)
            clause = head[start:]
            members = masked.of(match["m"]).members
            members = self._with_more(masked, members, match.end())
            if len(members) < 2 and match["link"] not in (":", ", including"):
                continue
            if len(members) < 2 and not LIST_ENDS.match(text, match.end()):
                continue  # "they are polite no more: Kell accused Pell"
            if re.search(STANDING, clause) or (
                re.search(r"\bBODY\b", clause) is not None
                and not re.search(
                    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|members|states|countries)\b", clause
                )
            ):
                continue
            subject = Subject(members, match.start("m"), match.end("m"))
            if THERE_WERE.fullmatch(clause) and (side := self._side_before()):
                yield ClauseClaim(members, side, subject.start, subject.end, camp=True)
                continue
            for place in reversed(tuple(verb_places(clause))):
                claim, _ = self._said.claim(masked, Subject(members, start, start), start + place, waiting=False)
                if claim is None and (echo := DOES_SO.match(text, start + place)) is not None:
                    side = self._last if self._it.age < 2 and self._last else self._side_before()
                    claim = ClauseClaim(members, side, start, echo.end()) if side else None
                if claim is not None and claim.condition is None:
                    yield replace(claim, members=members, start=subject.start, end=subject.end)
                    break

    def _with_more(self, masked: Masked, members: tuple[str, ...], at: int) -> tuple[str, ...]:
        """A list that goes on behind what is set apart: "Kell, its host, and Pell"."""
        while (more := AND_MORE.match(masked.text, at)) is not None:
            members, at = (*members, *masked.of(more["m"]).members), more.end()
        return members

    def _side_of_all(self, lead: str) -> str:
        """The side that others are told to be on right before: "most islands are for it; Kell is not"."""
        told = lead.strip() or self._it.before
        if MOST_OTHERS.search(told) is None:
            return ""
        for place in reversed(tuple(verb_places(told))):
            group = verb_group(told, place, AGAIN)
            for predicate in predicates_at(told, group):
                if predicate.side in ("yes", "no") and not (group.negated or group.possible or group.yet):
                    after = object_of(told, predicate.end)
                    return predicate.side if self._it.on_it(told, after, predicate, group) else ""
        return ""

    def _side_before(self) -> str:
        """The side that the last predicate of the sentence before tells, whatever its mood: "ten must say yes"."""
        text = self._it.before
        for place in reversed(tuple(verb_places(text))):
            group = VerbGroup(place)
            for predicate in predicates_at(text, group):
                if predicate.side in ("yes", "no", "abstain"):
                    return predicate.side
        return ""

    def _echoes(self, masked: Masked, told: list[ClauseClaim]) -> Iterator[ClauseClaim]:
        """ "So have Pell and Sarn": the stance told last, in this sentence or the one before."""
        text = masked.text
        for match in islice(SO.finditer(text), 6):
            before = [c for c in told if c.start < match.start()]
            claim = before[-1] if before else None
            alone = not text[: match.start()].strip(' "“—-') or text[: match.start()].rstrip().endswith((".", ";", ":"))
            side = claim.side if claim else self._last if self._it.age < 1 and alone else ""
            members = masked.of(match["m"]).members
            if side == "yes" and match.group().lower().startswith(("nor", "neither")):
                continue  # "Kell did not, nor did Pell": what was told last is what they did not do
            if side and members and (claim is None or not set(members) & set(claim.members)):
                yield ClauseClaim(members, side, match.start("m"), match.end("m"))
