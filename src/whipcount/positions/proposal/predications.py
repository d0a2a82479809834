"""What one clause predicates of members: the claim of a verb group and the predicate behind it.

"Kell will vote for the ban", "Pell would back it if the fees fell", "Sarn opposes it": the side is the predicate's, turned
by denial and intent; a clause tells nothing where its object is another thing, where it tells what may be or of former
times, and where a refusal waits on a condition.
"""  # noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from whipcount.bodies.member_mentions import Masked
from whipcount.positions.proposal.clause_claims import REVERSED, ClauseClaim
from whipcount.positions.proposal.clause_objects import ClauseObjects, object_of
from whipcount.positions.proposal.clause_patterns import (
    BUT_NOT,
    CAST,
    CHOSE,
    DEMANDS,
    DID_NOT,
    EARLIER,
    FORMERLY,
    IF_ONLY,
    NEITHER,
    PERSUADABLE,
    RATHER,
    VOTES,
    WAS,
    WHEN,
    WITHOUT,
)
from whipcount.positions.proposal.clause_sides import condition_behind, passing, ratified, side_told
from whipcount.positions.proposal.given_votes import given
from whipcount.positions.proposal.judged_things import judged
from whipcount.positions.proposal.other_outcomes import other_outcome
from whipcount.positions.proposal.own_acts import own_act
from whipcount.positions.proposal.own_verbs import own_verb, rejects, toward_target
from whipcount.positions.proposal.stance_predicates import Predicate, predicates_at, split_predicate
from whipcount.positions.proposal.stance_subjects import AGAIN, Subject
from whipcount.positions.proposal.verb_groups import VerbGroup, verb_group
from whipcount.positions.proposal.wished_stances import asked_of_others, toward_obstacle, wished_for
from whipcount.text.patterns import lazy_pattern

_Told = tuple[ClauseClaim | None, int | None]
"""A claim, and where the predicate ends that was found; None for what is not told."""
_NOTHING: _Told = (None, None)
_NOW = lazy_pattern(r"\bnow\b")
_UNLESS = lazy_pattern(r"(?:unless|until|without|as\s+long|so\s+long|before)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Predications:
    """Reads the clauses of one report, each by itself.

    Args:
        it: what the report's clauses are about, up to the sentence that is read.
        acts: whether members decide each by an act of its own (a ratification).
    """

    it: ClauseObjects
    acts: bool = False

    def claim(self, masked: Masked, subject: Subject, at: int, *, waiting: bool, be: bool = False) -> _Told:
        """The claim of a clause whose verb group begins at a place; and where its predicate ends, where it has one.

        Args:
            masked: the sentence.
            subject: of whom the clause tells.
            at: where its verb group begins.
            waiting: whether the clause stands behind a condition ("if the fees fall, Kell will ...").
            be: whether a form of "to be" is left out, so that a participle or an adjective may begin there.

        >>> from whipcount.bodies.catalogue import load_body
        >>> from whipcount.bodies.member_mentions import MemberFinder
        >>> from whipcount.positions.proposal.object_words import ObjectWords
        >>> from whipcount.positions.proposal.proposal import Proposal
        >>> from whipcount.text.span import Span
        >>> nato, text = load_body("NATO"), "Hungary opposes the admission of Ukraine."
        >>> of = Proposal("ukraine", "NATO admits Ukraine", "NATO", "admission", candidate="UA")
        >>> masked = MemberFinder(nato, None, but=["UA"]).masked(text, Span(0, len(text)))
        >>> clauses = Predications(ClauseObjects(ObjectWords(of, nato)))
        >>> claim, _ = clauses.claim(masked, Subject(("HU",), 0, 1), 1, waiting=False)
        >>> claim.members, claim.side
        (('HU',), 'no')
        """
        text = masked.text
        if (fixed := self._fixed(text, subject, at)) is not None:
            return fixed
        group = verb_group(text, at, AGAIN, be=be)
        rather = RATHER.match(text, group.end) if group.would else None
        if rather is not None:
            group = VerbGroup(rather.end(), negated=True, announced=True)
        if (wish := self._wish(text, group)) is not None:
            return ClauseClaim(subject.members, wish[0], subject.start, wish[1]), wish[1]
        if (act := self._of_its_act(text, subject, at, group, waiting=waiting)) is not None:
            return act
        if group.earlier is not None and self.it.is_object(text[group.end :]) and not any(predicates_at(text, group)):
            group = group.earlier  # "agreed to sanctions": no verb of intent
        if rather is None and (apart := self._split(text, subject, group)) is not None:
            return apart
        for predicate in predicates_at(text, group):
            if rather is not None and predicate.side != "yes":
                continue  # "would rather talk than throw it out"
            if (told := self._of_predicate(text, subject, at, group, predicate, waiting=waiting)) is not None:
                return told
        return _NOTHING

    def _fixed(self, text: str, subject: Subject, at: int) -> _Told | None:
        """What phrases tell that are no verb group: "could be won over if ...", "is neither for it nor against it"."""
        if (demand := DEMANDS.match(text, at)) is not None:
            if self.it.speaks_of_it(text):
                return ClauseClaim(subject.members, "yes", subject.start, demand.end(), demand.span()), demand.end()
            return _NOTHING
        if (won := PERSUADABLE.match(text, at)) is not None and self.it.speaks_of_it(text):
            return ClauseClaim(subject.members, "yes", subject.start, won.start("if"), won.span("if")), won.end()
        if NEITHER.match(text, at) is not None and self.it.speaks_of_it(text):
            return ClauseClaim(subject.members, "undecided", subject.start, at), at
        return None

    def _of_its_act(self, text: str, subject: Subject, at: int, group: VerbGroup, *, waiting: bool) -> _Told | None:
        """What is told by another outcome, by the decision's own verb, or by what the thing is called."""
        it, words = self.it, self.it.words
        if (instead := other_outcome(text, at, group, words)) is not None and it.speaks_of_it(text):
            voted = instead[0] == "no" and VOTES.match(text, group.end) is not None
            return ClauseClaim(subject.members, instead[0], subject.start, instead[1], camp=voted), instead[1]
        it_is = it.it_is(text)
        if (own := own_act(text, at, group, words, it_is=it_is)) is not None and it.speaks_of_it(text):
            return self._stated(text, subject, (own[0], own[1]), future=own[2], waiting=waiting), own[1]
        if (done := own_verb(text, group, words)) is not None and it.speaks_of_it(text):
            return self._stated(text, subject, (done[0], done[1]), future=not done[2], waiting=waiting), done[1]
        if EARLIER.search(text, at, group.end) is not None:
            return None  # "who last month called the price outrageous"
        around = judged(text, group, words, it_is=it_is) or given(text, group, words, it_is=it_is)
        if around is not None and it.speaks_of_it(text):
            return self._stated(text, subject, around, future=group.announced, waiting=waiting), around[1]
        return None

    def _split(self, text: str, subject: Subject, group: VerbGroup) -> _Told | None:
        """What a predicate tells whose object stands within it: "called the ban a mistake"."""
        if rejects(self.it.words) or (apart := split_predicate(text, group)) is None:
            return None
        if group.possible and not group.negated:
            return None
        predicate, what = apart
        told = side_told(text, group, predicate, subject)
        if told is None or not self.it.on_it(text, f" {what}", predicate, group):
            return None
        side = toward_target(f" {what}.", told, self.it.words) or told
        if condition_behind(text, predicate.end) is not None:
            return None
        return ClauseClaim(subject.members, side, subject.start, predicate.end), predicate.end

    def _of_predicate(
        self, text: str, subject: Subject, at: int, group: VerbGroup, predicate: Predicate, *, waiting: bool
    ) -> _Told | None:
        """What a predicate tells; None where it is none of the clause, so that another may be."""
        words, members, end = self.it.words, subject.members, predicate.end
        side = side_told(text, group, predicate, subject)
        if side is None or passing(text, at, predicate, side):
            return None
        after = object_of(text, end)
        if not group.negated and (turned := toward_obstacle(after, side, words)) is not None:
            return ClauseClaim(members, turned, subject.start, end), end
        if not self.it.on_it(text, after, predicate, group):
            return None
        if predicate.needs_object and side in REVERSED and words.undone(after):
            if group.possible or group.former:
                return None
            return ClauseClaim(members, REVERSED[side], subject.start, end), end
        if predicate.needs_object and words.target(after):
            if side != "yes" or group.possible:
                return None
            return ClauseClaim(members, "no", subject.start, end), end
        place = condition_behind(text, end)
        if place is None and side == "no" and group.negated and (without := WITHOUT.match(text, end)):
            place = (without.start("if"), without.end())
        tied = waiting or place is not None
        if group.possible and side in ("yes", "will_not_block") and not tied and not _NOW.search(text[at : group.end]):
            return None
        if group.be and FORMERLY.match(text, end) and WAS.search(text, at, group.end):
            return _NOTHING  # "was in favour at first"
        when = WHEN.match(text, end) if not predicate.needs_object else None
        if when is not None and words.mention(when["what"]) is None:
            return None  # "dissented in March, when the board decided on the bonds"
        if group.announced and DID_NOT.match(text, end):
            return _NOTHING  # "had been expected to vote for it and did not"
        if side == "yes" and BUT_NOT.match(text, end):
            return _NOTHING  # "would vote for a cap of eleven but not for one of nine"
        if tied and side == "no" and group.would and IF_ONLY.match(text, place[0] if place else len(text)):
            return _NOTHING  # "would vote against it if it ran past the school"
        if tied and side == "no" and not _UNLESS.match((text[place[0] :] if place else "").strip()):
            place, tied = None, False
            if waiting:
                return None
        if tied and side not in ("yes", "no", "will_not_block"):
            place, tied = None, False
        if tied:
            side, place = "yes", place or (0, subject.start)
        act = subject.chamber and self.acts and side in ("yes", "no") and not group.announced and not group.possible
        act = act or (self.acts and side == "yes" and ratified(text, group, predicate))
        plain = not (group.announced or group.possible or group.negated or group.said or tied)
        cast = plain and CAST.match(text, group.end) is not None
        cast = cast or CHOSE.fullmatch(text[at:end].strip()) is not None
        return ClauseClaim(members, side, subject.start, end, place, bool(act), group.announced, cast), end

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
            if self.it.on_it(text, object_of(text, predicate.end), predicate, group):
                return side, predicate.end
        return wished_for(text, group, self.it.words)
