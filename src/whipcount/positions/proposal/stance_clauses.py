"""Clauses in which a report tells where members stand: "Kell and Pell have said they will vote for the ban".

A sentence is read by its subjects: members by name, their governments and ministers, a pronoun for the subject told
before, members behind a colon or an echo ("so have Pell and Sarn"). Behind a subject stands a verb group and a predicate
(:mod:`~whipcount.positions.proposal.stance_predicates`). Nothing is told by questions, wishes, former times, and what
may be; a consent under a condition is a conditional one.
"""  # noqa: E501

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
    BUT_NOT,
    BY_DOING,
    CAST,
    CHOSE,
    COORD,
    DEMANDS,
    DID_NOT,
    DOES_SO,
    EARLIER,
    FINITE,
    FORMER_LEAD,
    FORMERLY,
    HE_OR_SHE,
    IF_LEAD,
    IF_ONLY,
    LATER_STOP,
    LIST_ENDS,
    LISTED,
    MOST_OTHERS,
    NEITHER,
    NOT_IT,
    OPENS,
    PERSUADABLE,
    QUESTION,
    RATHER,
    SO,
    SOMEBODY,
    THERE_WERE,
    TURNS,
    VOTES,
    WAS,
    WHEN,
    WHILE_VOTING,
    WISHES,
    WITHOUT,
)
from whipcount.positions.proposal.clause_places import clause_places, verb_places
from whipcount.positions.proposal.clause_sides import condition_behind, passing, ratified, side_told
from whipcount.positions.proposal.gathered_members import gathered_members
from whipcount.positions.proposal.given_votes import given
from whipcount.positions.proposal.inverted_clauses import inverted_claims
from whipcount.positions.proposal.judged_things import judged, judged_clause
from whipcount.positions.proposal.judgements import suited_claims
from whipcount.positions.proposal.member_nouns import apposed_claim, claims_of_nouns
from whipcount.positions.proposal.not_alone import without
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.other_outcomes import other_outcome
from whipcount.positions.proposal.own_acts import own_act
from whipcount.positions.proposal.own_verbs import own_verb, rejects, toward_target
from whipcount.positions.proposal.stance_predicates import predicates_at, split_predicate
from whipcount.positions.proposal.stance_subjects import AGAIN, Subject, subjects_of
from whipcount.positions.proposal.told_sides import claims_of_sides
from whipcount.positions.proposal.verb_groups import VerbGroup, verb_group
from whipcount.positions.proposal.vote_objects import (
    of_another_time,
)
from whipcount.positions.proposal.wished_stances import asked_of_others, toward_obstacle, wished_for


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
    _subject: tuple[str, ...] = ()
    _last: str = ""
    _another: bool = False

    def __post_init__(self) -> None:
        self._it = ClauseObjects(self.words)

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
            claim, _ = self._clause(shown, subject, beside.start("in"), waiting=False, be=True)
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
            claim, end = self._clause(masked, subject, at, waiting=waiting is not None)
            if claim is not None:
                yield claim
            if end is None:
                yield from self._by_doing(masked, subject, at)
                yield from self._later(masked, subject, at)
                continue
            limit = next((m.start() for m in re.finditer(STANDING, text[end:])), len(text) - end) + end
            for joint in islice(COORD.finditer(text, end, min(limit, end + 160)), 3):
                more, _ = self._clause(masked, subject, joint.end(), waiting=False)
                if more is not None:
                    yield more

    def _by_doing(self, masked: Masked, subject: Subject, at: int) -> Iterator[ClauseClaim]:
        """What is told behind a turn: "surprised everybody by voting against it", "crossed the floor to support it"."""
        turns = TURNS.match(masked.text, at)
        done = BY_DOING.match(masked.text, turns.end()) if turns is not None else None
        if done is not None:
            claim, _ = self._clause(masked, subject, done.end(), waiting=False, be=done["to"] is None)
            if claim is not None:
                yield claim

    def _later(self, masked: Masked, subject: Subject, at: int) -> Iterator[ClauseClaim]:
        """A second predicate of a subject whose first tells nothing: "Kell asked for more time and voted against it"."""  # noqa: E501
        text = masked.text
        if (done := WHILE_VOTING.match(text, at)) is not None:
            claim, _ = self._clause(masked, subject, done.end(), waiting=False, be=done["be"] is not None)
            if claim is not None:
                yield claim
        stop = LATER_STOP.search(text, at)
        limit = min(stop.start() if stop else len(text), at + 160)
        for joint in islice(COORD.finditer(text, at, limit), 3):
            if FINITE.match(text, joint.end()) and (
                VOTES.match(text, joint.end()) or not WISHES.search(text, at, joint.start())
            ):
                claim, _ = self._clause(masked, subject, joint.end(), waiting=False)
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
            claim, _ = self._clause(shown, subject, found.at, waiting=False, be=found.be)
            if claim is None or claim.condition is not None or (found.reverse and claim.side not in REVERSED):
                continue
            if found.reverse and claim.cast:
                continue  # "all but Kell voted for it": it may have abstained
            side = REVERSED[claim.side] if found.reverse else claim.side
            yield replace(claim, side=side, start=min(found.start, claim.start), end=max(found.end, claim.end))

    def _clause(
        self, masked: Masked, subject: Subject, at: int, *, waiting: bool, be: bool = False
    ) -> tuple[ClauseClaim | None, int | None]:
        """The claim of a clause whose verb group begins at a place; and where its predicate ends, where it has one."""
        text = masked.text
        if (demand := DEMANDS.match(text, at)) is not None:
            if self._it.speaks_of_it(text):
                return ClauseClaim(
                    subject.members, "yes", subject.start, demand.end(), (demand.start(), demand.end())
                ), demand.end()
            return None, None
        if (won := PERSUADABLE.match(text, at)) is not None and self._it.speaks_of_it(text):
            return ClauseClaim(subject.members, "yes", subject.start, won.start("if"), won.span("if")), won.end()
        if NEITHER.match(text, at) is not None and self._it.speaks_of_it(text):
            return ClauseClaim(subject.members, "undecided", subject.start, at), at
        group = verb_group(text, at, AGAIN, be=be)
        rather = None
        if group.would and (rather := RATHER.match(text, group.end)) is not None:
            group = VerbGroup(rather.end(), negated=True, announced=True)
        if (wish := self._wish(text, group)) is not None:
            return ClauseClaim(subject.members, wish[0], subject.start, wish[1]), wish[1]
        if (instead := other_outcome(text, at, group, self.words)) is not None and self._it.speaks_of_it(text):
            voted = instead[0] == "no" and VOTES.match(text, group.end) is not None
            return ClauseClaim(subject.members, instead[0], subject.start, instead[1], camp=voted), instead[1]
        it_is = self._it.it_is(text)
        if (own := own_act(text, at, group, self.words, it_is=it_is)) is not None and self._it.speaks_of_it(text):
            return self._stated(text, subject, (own[0], own[1]), future=own[2], waiting=waiting), own[1]
        if (done := own_verb(text, group, self.words)) is not None and self._it.speaks_of_it(text):
            return self._stated(text, subject, (done[0], done[1]), future=not done[2], waiting=waiting), done[1]
        old = EARLIER.search(text, at, group.end) is not None  # "who last month called the price outrageous"
        around = (
            None if old else judged(text, group, self.words, it_is=it_is) or given(text, group, self.words, it_is=it_is)
        )
        if around is not None and self._it.speaks_of_it(text):
            return self._stated(text, subject, around, future=group.announced, waiting=waiting), around[1]
        if group.earlier is not None and self._it.is_object(text[group.end :]) and not any(predicates_at(text, group)):
            group = group.earlier  # "agreed to sanctions": no verb of intent
        if (
            rather is None
            and not rejects(self.words)
            and (apart := split_predicate(text, group)) is not None
            and not (group.possible and not group.negated)
        ):
            predicate, what = apart
            told = side_told(text, group, predicate, subject)
            if told is not None and self._it.on_it(text, f" {what}", predicate, group):
                side = toward_target(f" {what}.", told, self.words) or told
                if condition_behind(text, predicate.end) is None:
                    return ClauseClaim(subject.members, side, subject.start, predicate.end), predicate.end
        for predicate in predicates_at(text, group):
            told = side_told(text, group, predicate, subject)
            if rather is not None and predicate.side != "yes":
                continue  # "would rather talk than throw it out"
            if told is None or passing(text, at, predicate, told):
                continue
            side = told
            after = object_of(text, predicate.end)
            if not group.negated and (turned := toward_obstacle(after, side, self.words)) is not None:
                return ClauseClaim(subject.members, turned, subject.start, predicate.end), predicate.end
            if not self._it.on_it(text, after, predicate, group):
                continue
            if predicate.needs_object and side in REVERSED and self.words.undone(after):
                if group.possible or group.former:
                    continue
                return ClauseClaim(subject.members, REVERSED[side], subject.start, predicate.end), predicate.end
            if predicate.needs_object and self.words.target(after):
                if side != "yes" or group.possible:
                    continue
                return ClauseClaim(subject.members, "no", subject.start, predicate.end), predicate.end
            place = condition_behind(text, predicate.end)
            if place is None and side == "no" and group.negated and (without := WITHOUT.match(text, predicate.end)):
                place = (without.start("if"), without.end())
            tied = waiting or place is not None
            if (
                group.possible
                and side in ("yes", "will_not_block")
                and not tied
                and not re.search(r"\bnow\b", text[at : group.end])
            ):
                continue
            if group.be and FORMERLY.match(text, predicate.end) and WAS.search(text, at, group.end):
                return None, None  # "was in favour at first"
            when = WHEN.match(text, predicate.end) if not predicate.needs_object else None
            if when is not None and self.words.mention(when["what"]) is None:
                continue  # "dissented in March, when the board decided on the bonds"
            if group.announced and DID_NOT.match(text, predicate.end):
                return None, None  # "had been expected to vote for it and did not"
            if side == "yes" and BUT_NOT.match(text, predicate.end):
                return None, None  # "would vote for a cap of eleven but not for one of nine"
            if tied and side == "no" and group.would and IF_ONLY.match(text, place[0] if place else len(text)):
                return None, None  # "would vote against it if it ran past the school"
            if (
                tied
                and side == "no"
                and not re.match(
                    r"(?:unless|until|without|as\s+long|so\s+long|before)",
                    (text[place[0] :] if place else "").strip(),
                    re.IGNORECASE,
                )
            ):
                place, tied = None, False
                if waiting:
                    continue
            if tied and side not in ("yes", "no", "will_not_block"):
                place, tied = None, False
            if tied:
                side, place = "yes", place or (0, subject.start)
            act = subject.chamber and self.acts and side in ("yes", "no") and not group.announced and not group.possible
            act = act or (self.acts and side == "yes" and ratified(text, group, predicate))
            plain = not (group.announced or group.possible or group.negated or group.said or tied)
            cast = plain and CAST.match(text, group.end) is not None
            cast = cast or CHOSE.fullmatch(text[at : predicate.end].strip()) is not None
            return (
                ClauseClaim(
                    subject.members, side, subject.start, predicate.end, place, bool(act), group.announced, cast
                ),
                predicate.end,
            )
        return None, None

    def _stated(
        self, text: str, subject: Subject, told: tuple[str, int], *, future: bool, waiting: bool
    ) -> ClauseClaim | None:
        """A claim of a side and where it ends; a consent waits on a condition that stands behind or before it."""
        side, end = told
        place = condition_behind(text, end)
        if side == "yes" and (waiting or place is not None):
            return ClauseClaim(subject.members, side, subject.start, end, place or (0, subject.start), future=future)
        return None if waiting else ClauseClaim(subject.members, side, subject.start, end, future=future)

    def _wish(self, text: str, group: VerbGroup) -> tuple[str, int] | None:
        """The side of who wishes for the thing, or asks others for it, and where the wish ends."""
        if (asked := asked_of_others(text, group)) is not None:
            predicate, side = asked
            if self._it.on_it(text, object_of(text, predicate.end), predicate, group):
                return side, predicate.end
        return wished_for(text, group, self.words)

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
                claim, _ = self._clause(masked, Subject(members, start, start), start + place, waiting=False)
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
