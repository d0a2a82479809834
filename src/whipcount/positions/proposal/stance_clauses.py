"""Clauses in which a report tells where members stand: "Kell and Pell have said they will vote for the ban".

A sentence is read by its subjects: members by name, their governments and ministers, a pronoun for the subject told
before, members behind a colon or an echo ("so have Pell and Sarn"). Behind a subject stands a verb group and a predicate
(:mod:`~whipcount.positions.proposal.stance_predicates`). Nothing is told by questions, wishes, former times, and what
may be; a consent under a condition is a conditional one.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.clause_claims import (
    AT_ONE_TIME,
    DELAY,
    ONE_FORM,
    STOP,
    UNREAL,
    ClauseClaim,
    last_of_each,
)
from whipcount.positions.proposal.clause_places import clause_places, verb_places
from whipcount.positions.proposal.member_nouns import apposed_claim, claims_of_nouns
from whipcount.positions.proposal.not_alone import without
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.stance_predicates import Predicate, VerbGroup, predicates_at, verb_group
from whipcount.positions.proposal.stance_subjects import AGAIN, MARK, VOICE, Subject, subjects_of
from whipcount.positions.proposal.told_sides import claims_of_sides
from whipcount.positions.proposal.vote_objects import NO_OBJECT, of_another_time, of_something_before, on_it
from whipcount.positions.proposal.wished_stances import asked_of_others, toward_obstacle, wished_for
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("stance_clauses")
_COORD = lazy_pattern(r"(?:,|;)?\s+(?:but|and|yet|though|then)\s+(?:(?:it|they|he|she)\s+)?", re.IGNORECASE)
_BREAK = lazy_pattern(
    r"[;:]\s|,\s(?:and|but|while|whereas|although|though|as)\s|\b(?:but|while|whereas|although)\s|[“”\"]", re.IGNORECASE
)
_CAST = lazy_pattern(r"(?:voted|abstained|cast)(?!\w)", re.IGNORECASE)
_CHOSE = lazy_pattern(
    r"(?:ha[sd]|have|having)?\s*(?:chose|chosen|opted|elected|preferred)\s+to\s+(?:abstain|vote\s+(?:for|against|yes|no|in\s+favou?r))",
    re.IGNORECASE,
)
_PRONOUN_LAST = lazy_pattern(r"\s(?:it|them|him|her)\Z")
_WAS = lazy_pattern(r"(?:was|were|been)(?!\w)", re.IGNORECASE)
_FORMERLY = lazy_pattern(
    r"\s+(?:in\s+(?:the\s+)?(?:spring|summer|autumn|winter|fall|(?:19|20)\d\d|past|beginning)|at\s+(?:first|the\s+(?:start|time))|once|\w+\s+(?:years?|months?|weeks?)\s+ago)\b",
    re.IGNORECASE,
)
_BUT_NOT = lazy_pattern(r"[^.;:\ue000-\uf8ff]{0,70}?,?\s(?:but|and)\s+not\s+(?:for|to|against|with)\s", re.IGNORECASE)
_IF_ONLY = lazy_pattern(r"(?:only\s+)?if\b", re.IGNORECASE)
_QUESTION = lazy_pattern(r"\?\s*[”\"’']?\s*\Z")
_IF = lazy_pattern(rf"(?:,\s|\s[-–—]\s|[“\"]|\s)(?P<if>{either(_L['if'])})\s+\S", re.IGNORECASE)
_IF_LEAD = lazy_pattern(
    r"(?:\A|[“\"]|\s)(?:(?:only\s+)?if|provided|unless|once(?!\s+an?\s)|as\s+long\s+as|on\s+condition)\s[^.;:]{3,140},\s(?:then\s)?\s*\Z",
    re.IGNORECASE,
)
_DEMANDS = lazy_pattern(rf"\s*(?:(?:also|still|now|has|have)\s+)*{either(_L['demands'])}", re.IGNORECASE)
_OPENS = lazy_pattern(
    r"(?:\A|[“\"])\s*(?:(?:But|And|Yet|Still|Now|Then|Also|However|Meanwhile|On\s+\w+day|In\s+\w+|Last\s+week|Earlier),?\s+(?:on\s+\w+day,?\s+)?)?\Z",
    re.IGNORECASE,
)
_DOES_SO = lazy_pattern(rf"\s*(?:(?:now|then|also|later|and|all|both)\s+)*{either(_L['does_so'])}", re.IGNORECASE)
_SO = lazy_pattern(
    rf"(?:\b{either(_L['so'])})\s+(?:the\s+)?(?:{VOICE}\s+(?:of|from|in)\s+)?(?P<m>{MARK})", re.IGNORECASE
)
_LISTED = lazy_pattern(
    rf"(?P<link>:|\s[-–—]|,\s+namely|,\s+among\s+them|,\s+including|,\s+such\s+as)\s+(?:only\s+|just\s+)?(?:{either(_L['votes_of'])}\s+)?(?:the\s+)?(?:{VOICE}\s+of\s+)?(?P<m>{STANDING})"
)
_AND_MORE = lazy_pattern(
    rf",\s(?:(?!(?:but|while)\b)[^,.;:\ue000-\uf8ff]{{1,60}},\s)?(?:and\s)?(?P<m>{STANDING})(?=[,.]|\s*\Z)"
)
_LETS = lazy_pattern(rf"\w\s+{either(_L['lets'])}(?!\w)", re.IGNORECASE)
_THERE_WERE = lazy_pattern(
    r"\W*(?:There|They|These|Those|It)\s+(?:were|are|was|is)(?:\s+(?:only|just))?(?:\s+[\w-]+)?\W*", re.IGNORECASE
)
_LATER_STOP = lazy_pattern(rf"{STANDING}|[.;:“”\"]|\s(?:that|which|who|whether|if|while|because|although|when)\s")
_FINITE = lazy_pattern(
    r"(?:\w+ly\s+)?(?:\w+ed|has|have|had|will|would|is|was|did|does|cast|gave|spoke|came|chose|(?:now|nevertheless|nonetheless|still|both|all)\s+\w+|\w{3,}s)(?!\w)"
)
_WISHES = lazy_pattern(
    r"\b(?:to\s+(?!the\b)\w+|want\w*|wish\w*|urg\w+|hop\w+|ask\w*\s+(?:the|its|others)|others?\s+to)\b", re.IGNORECASE
)
_OTHER_TIME = lazy_pattern(
    r"\b(?:(?:in|since|until)\s+(?:early\s+|mid-?|late\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d|(?:the\s+)?(?:spring|summer|autumn|fall|winter|past))"
    r"|last\s+(?:year|month|time|spring|summer|autumn|fall|winter)|\w+\s+(?:years?|months|weeks)\s+(?:ago|earlier|before)|at\s+the\s+time)\b",
    re.IGNORECASE,
)
_ADJECTIVE = lazy_pattern(r"(?:(?:new|more|further|fresh|such|tough\w*|harsh\w*|wide\w*|limited|full|[A-Z][\w-]+)\s+)?")
_RATHER = lazy_pattern(r"(?:rather|sooner)\s[^,.;]{2,60}?\sthan\s+(?=\w)", re.IGNORECASE)
_WITHOUT = lazy_pattern(
    r"[^,.;:]{0,40}?\s(?P<if>without\s+(?:an?|the|some|more|first|any|guarantees?|assurances?|changes?|\w+ing)(?!\w)[^.;]{0,80})",
    re.IGNORECASE,
)
_FORMER_LEAD = lazy_pattern(r"\bhad\b[^.;:]{2,120},\s(?:but|and|until|before)\s\Z", re.IGNORECASE)


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
    _before: str = ""
    _earlier: str = ""
    _subject: tuple[str, ...] = ()
    _last: str = ""
    _age: int = 9

    def claims(self, masked: Masked) -> tuple[ClauseClaim, ...]:
        """What the next sentence tells."""
        masked = replace(masked, text=without(masked.text))
        text = masked.text
        found: list[ClauseClaim] = []
        past = of_another_time(masked, self.day)
        subjects = subjects_of(masked, self._subject)
        if _QUESTION.search(text) is None:
            for subject in subjects:
                found += self._of_subject(masked, subject, found)
            found += self._listed(masked)
            found += self._echoes(masked, found)
            if self._speaks_of_it(text):
                found += claims_of_nouns(masked, self.words)
            last = found[-1].side if found else self._last if self._age < 3 else ""
            plain = {member for claim in found for member in claim.members}
            found += [
                c
                for c in claims_of_sides(masked, self.words, last, self._subject)
                if not c.like or not plain & set(c.members)
            ]
        taken = last_of_each([claim for claim in found if claim.act or claim.future or not past])
        self._earlier, self._before = self._before, text
        first = next((s for s in subjects if _OPENS.search(text[: s.start])), None)
        if first is not None or any(one.standing for one in masked.lists):
            self._subject = first.members if first is not None else ()
        self._age = 0 if taken else self._age + 1
        if taken:
            self._last = taken[-1].side or self._last
        return tuple(taken)

    def _of_subject(self, masked: Masked, subject: Subject, told: list[ClauseClaim]) -> Iterator[ClauseClaim]:
        """What stands behind a subject: its own clause, relative clauses, clauses that go on with "but"."""
        text = masked.text
        start = max((cut.end() for cut in _BREAK.finditer(text, 0, subject.start)), default=0)
        lead = text[start : subject.start]
        if _FORMER_LEAD.search(text[: subject.start]):
            return  # "Pell had been the only candidate, but Kell blocked it"
        waiting = _IF_LEAD.search(text[: subject.start])
        if UNREAL.search(lead) and waiting is None:
            return
        places = clause_places(text, subject.end)
        for at in islice(places, 1, 2) if subject.relative else places:
            if (match := _DOES_SO.match(text, at)) is not None:
                side = told[-1].side if told else self._last if self._age < 2 else ""
                if side:
                    yield ClauseClaim(subject.members, side, subject.start, match.end())
                    at = match.end()
            if (apposed := apposed_claim(masked, subject, at, self.words)) is not None:
                yield apposed
            claim, end = self._clause(masked, subject, at, waiting=waiting is not None)
            if claim is not None:
                yield claim
            if end is None:
                yield from self._later(masked, subject, at)
                continue
            limit = next((m.start() for m in re.finditer(STANDING, text[end:])), len(text) - end) + end
            for joint in islice(_COORD.finditer(text, end, min(limit, end + 160)), 3):
                more, _ = self._clause(masked, subject, joint.end(), waiting=False)
                if more is not None:
                    yield more

    def _later(self, masked: Masked, subject: Subject, at: int) -> Iterator[ClauseClaim]:
        """A second predicate of a subject whose first tells nothing: "Kell asked for more time and voted against it"."""  # noqa: E501
        text = masked.text
        stop = _LATER_STOP.search(text, at)
        limit = min(stop.start() if stop else len(text), at + 160)
        for joint in islice(_COORD.finditer(text, at, limit), 3):
            if _FINITE.match(text, joint.end()) and not _WISHES.search(text, at, joint.start()):
                claim, _ = self._clause(masked, subject, joint.end(), waiting=False)
                if claim is not None:
                    yield claim

    def _clause(
        self, masked: Masked, subject: Subject, at: int, *, waiting: bool
    ) -> tuple[ClauseClaim | None, int | None]:
        """The claim of a clause whose verb group begins at a place; and where its predicate ends, where it has one."""
        text = masked.text
        if (demand := _DEMANDS.match(text, at)) is not None:
            if self._speaks_of_it(text):
                return ClauseClaim(
                    subject.members, "yes", subject.start, demand.end(), (demand.start(), demand.end())
                ), demand.end()
            return None, None
        group = verb_group(text, at, AGAIN)
        if group.would and (rather := _RATHER.match(text, group.end)) is not None:
            group = VerbGroup(rather.end(), negated=True, announced=True)
        if (wish := self._wish(text, group)) is not None:
            return ClauseClaim(subject.members, wish[0], subject.start, wish[1]), wish[1]
        if group.earlier is not None and self._is_object(text[group.end :]) and not any(predicates_at(text, group)):
            group = group.earlier  # "agreed to sanctions": no verb of intent
        for predicate in predicates_at(text, group):
            side = self._side(group, predicate, subject)
            if side is None or _passing(text, at, predicate, side):
                continue
            after = _object_of(text, predicate.end)
            if not group.negated and (turned := toward_obstacle(after, side, self.words)) is not None:
                return ClauseClaim(subject.members, turned, subject.start, predicate.end), predicate.end
            if not self._on_it(text, after, predicate, group):
                continue
            if predicate.needs_object and self.words.target(after):
                if side != "yes" or group.possible:
                    continue
                return ClauseClaim(subject.members, "no", subject.start, predicate.end), predicate.end
            place = self._condition(text, predicate.end)
            if place is None and side == "no" and group.negated and (without := _WITHOUT.match(text, predicate.end)):
                place = (without.start("if"), without.end())
            tied = waiting or place is not None
            if (
                group.possible
                and side in ("yes", "will_not_block")
                and not tied
                and not re.search(r"\bnow\b", text[at : group.end])
            ):
                continue
            if group.be and _FORMERLY.match(text, predicate.end) and _WAS.search(text, at, group.end):
                return None, None  # "was in favour at first"
            if _BUT_NOT.match(text, predicate.end):
                return None, None  # "would vote for a cap of eleven but not for one of nine"
            if tied and side == "no" and group.would and _IF_ONLY.match(text, place[0] if place else len(text)):
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
            act = act or (self.acts and side == "yes" and _ratified(text, group, predicate))
            plain = not (group.announced or group.possible or group.negated or group.said or tied)
            cast = plain and _CAST.match(text, group.end) is not None
            cast = cast or _CHOSE.fullmatch(text[at : predicate.end].strip()) is not None
            return (
                ClauseClaim(
                    subject.members, side, subject.start, predicate.end, place, bool(act), group.announced, cast
                ),
                predicate.end,
            )
        return None, None

    def _is_object(self, told: str) -> bool:
        """Whether words begin with what is decided, told by a noun of its own or beside one word more."""
        about = self.words.mention(told)
        return about is not None and _ADJECTIVE.fullmatch(told[: about.start()]) is not None

    def _wish(self, text: str, group: VerbGroup) -> tuple[str, int] | None:
        """The side of who wishes for the thing, or asks others for it, and where the wish ends."""
        if (asked := asked_of_others(text, group)) is not None:
            predicate, side = asked
            if self._on_it(text, _object_of(text, predicate.end), predicate, group):
                return side, predicate.end
        return wished_for(text, group, self.words)

    def _side(self, group: VerbGroup, predicate: Predicate, subject: Subject) -> str | None:
        """The side that a predicate tells under its verb group, or None where it tells none."""
        side = predicate.side
        negated = group.negated
        if predicate.name.startswith("chamber") and not subject.chamber:
            return None
        if side == "decide":
            return "undecided" if (negated or group.yet) and not group.had else None
        if group.yet or (group.possible and not negated and side != "yes" and side != "will_not_block"):
            return None
        if group.former:
            return None
        if side == "block":
            return "will_not_block" if negated and not group.had else None
        if group.had and not group.said and side in ("no", "undecided", "declined", "abstain"):
            return None  # how it was before
        if group.had and negated:
            return None
        if not negated:
            return side
        if predicate.name == "asks_what":
            return None
        if side == "yes":
            done = group.perfect or not (group.announced or group.be or group.possible)
            if predicate.name in ("be", "lets_what") or not done:
                return "no"
            return "no" if predicate.name == "for_what" and not group.perfect else None
        if side == "no":
            return "will_not_block" if predicate.name != "lost_free" else None
        return None

    def _speaks_of_it(self, text: str) -> bool:
        if self._age < 2 or _OTHER_TIME.search(text) is None:  # a report keeps to its topic
            return True
        return any(self.words.mention(told, votes=True) is not None for told in (text, self._before, self._earlier))

    def _on_it(self, text: str, after: str, predicate: Predicate, group: VerbGroup) -> bool:
        """Whether what is backed or opposed is what is decided."""
        plain = after.strip().lstrip('“"')
        words = self.words
        if not predicate.needs_object:
            if _PRONOUN_LAST.search(text, 0, predicate.end) and of_something_before(self._before, words):
                return False
            if not self._speaks_of_it(text):
                return False
            return not plain or (on_it(after, words) and self._near(after))
        if not plain:
            return predicate.name == "be" and self._speaks_of_it(text)
        if re.match(r"(?:it|this|that|him|her|them|so)\b(?!\s+[a-z]+(?:s|tion)\b)", plain):
            if of_something_before(self._before, words):
                return False
            return words.mention(text) is not None or words.mention(self._before) is not None or group.said
        about = words.mention(after)
        if predicate.name == "lets_what" and _LETS.search(after) is None:
            return False
        if about is None or re.search(r"\b(?:that|whether|how|reports?)\b", after[: about.start()]):
            return False
        return not DELAY.match(after) and on_it(after, words)

    def _near(self, after: str) -> bool:
        """Whether what is told behind a predicate is no other thing: "signed a letter asking for the ban"."""
        about = self.words.mention(after, votes=True)
        if about is None or NO_OBJECT.match(after):
            return True
        between = after[: about.start()]
        return len(between.split()) <= 4 and re.search(r"\w{3}ing\b", between) is None

    def _condition(self, text: str, at: int) -> tuple[int, int] | None:
        """The condition behind a predicate, as a place in the text."""
        stop = re.compile(
            r"[.;]\s|[.;]?\s*\Z|”|\s(?:but|while|whereas|although)\s|[\ue000-\uefff]\s+(?:is|are|has|have|will|would|does|do|said|says)\b"
        ).search(text, at)
        end = stop.start() if stop else len(text)
        match = _IF.search(text, max(0, at - 1), end)
        return (match.start("if"), end) if match is not None and match.start() - at < 90 else None

    def _listed(self, masked: Masked) -> Iterator[ClauseClaim]:
        """Members behind a colon, told by the clause before it: "Eight have said yes: Arlen, Brook ..."."""
        text = masked.text
        for match in islice(_LISTED.finditer(text), 3):
            head = text[: match.start()]
            start = max((cut.end() for cut in re.finditer(r"[.;]\s|[“”]", head)), default=0)
            clause = head[start:]
            members = masked.of(match["m"]).members
            members = self._with_more(masked, members, match.end())
            if len(members) < 2 and match["link"] not in (":", ", including"):
                continue
            if re.search(STANDING, clause) or (
                re.search(r"\bBODY\b", clause) is not None
                and not re.search(
                    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|members|states|countries)\b", clause
                )
            ):
                continue
            subject = Subject(members, match.start("m"), match.end("m"))
            if _THERE_WERE.fullmatch(clause) and (side := self._side_before()):
                yield ClauseClaim(members, side, subject.start, subject.end, camp=True)
                continue
            for place in reversed(tuple(verb_places(clause))):
                claim, _ = self._clause(masked, Subject(members, start, start), start + place, waiting=False)
                if claim is None and (echo := _DOES_SO.match(text, start + place)) is not None:
                    side = self._last if self._age < 2 and self._last else self._side_before()
                    claim = ClauseClaim(members, side, start, echo.end()) if side else None
                if claim is not None and claim.condition is None:
                    yield replace(claim, members=members, start=subject.start, end=subject.end)
                    break

    def _with_more(self, masked: Masked, members: tuple[str, ...], at: int) -> tuple[str, ...]:
        """A list that goes on behind what is set apart: "Kell, its host, and Pell"."""
        while (more := _AND_MORE.match(masked.text, at)) is not None:
            members, at = (*members, *masked.of(more["m"]).members), more.end()
        return members

    def _side_before(self) -> str:
        """The side that the last predicate of the sentence before tells, whatever its mood: "ten must say yes"."""
        text = self._before
        for place in reversed(tuple(verb_places(text))):
            group = VerbGroup(place)
            for predicate in predicates_at(text, group):
                if predicate.side in ("yes", "no", "abstain"):
                    return predicate.side
        return ""

    def _echoes(self, masked: Masked, told: list[ClauseClaim]) -> Iterator[ClauseClaim]:
        """ "So have Pell and Sarn": the stance told last, in this sentence or the one before."""
        text = masked.text
        for match in islice(_SO.finditer(text), 6):
            before = [c for c in told if c.start < match.start()]
            claim = before[-1] if before else None
            alone = not text[: match.start()].strip(' "“—-') or text[: match.start()].rstrip().endswith((".", ";", ":"))
            side = claim.side if claim else self._last if self._age < 1 and alone else ""
            members = masked.of(match["m"]).members
            if side == "yes" and match.group().lower().startswith(("nor", "neither")):
                continue  # "Kell did not, nor did Pell": what was told last is what they did not do
            if side and members and (claim is None or not set(members) & set(claim.members)):
                yield ClauseClaim(members, side, match.start("m"), match.end("m"))


def _passing(text: str, at: int, predicate: Predicate, side: str) -> bool:
    """Whether a predicate tells of another time ("was against in the autumn"), or of one form of the thing alone."""
    if predicate.name == "be" and _WAS.search(text, at, predicate.end) and AT_ONE_TIME.match(text, predicate.end):
        return True
    return side == "yes" and ONE_FORM.match(text, predicate.end) is not None


def _object_of(text: str, at: int) -> str:
    """The words behind a predicate up to the end of its clause."""
    tail = text[at:]
    stop = STOP.search(tail)
    return tail[: stop.start() if stop else 90][:100]


_RATIFYING = lazy_pattern(r"(?:ratif|deposit|accede)", re.IGNORECASE)


def _ratified(text: str, group: VerbGroup, predicate: Predicate) -> bool:
    """Whether a predicate tells an act that commits: a ratification that was done."""
    done = not (group.announced or group.possible or group.negated or group.yet)
    return done and _RATIFYING.match(text, group.end) is not None and predicate.side == "yes"
