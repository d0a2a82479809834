"""What a sentence says of a group of members: "all but Kell have ratified", "only Kell has not", "the other ten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from whipcount.bodies.member_mentions import Masked, MemberFinder
from whipcount.positions.proposal.group_patterns import (
    ACT,
    ARE_ONLY,
    CLAUSE,
    EXCEPTED,
    HAVING,
    HOLDOUT,
    HOPED,
    LEAD_EXCEPT,
    LEAVING,
    LEFT_ARE,
    NOT_ALL,
    ODD_ONE,
    OF_GROUP,
    ONLY_NOT,
    OPPOSES,
    SAID,
    SINGLED_OUT,
    THE_LAST_TO,
    THE_ONLY,
    UNIT,
    UNREAL,
    VAGUE,
    WHOSE,
    WHOSE_ONLY,
)
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.vote_objects import on_it
from whipcount.text.number_words import number_of
from whipcount.text.span import Span

_MOST = 12  # places of one pattern in a sentence


@dataclass(frozen=True, slots=True)
class GroupClaim:
    """What is said of a group: ``kind`` is act, vote, stance; ``side`` yes, no or abstain; who is in it, who is not."""

    kind: str
    side: str
    members: tuple[str, ...]
    outside: tuple[str, ...]
    span: Span
    words: str


class GroupReader:
    """Reads what sentences say of groups of members.

    Args:
        finder: of the body's members.
        words: of the object.
        acts: whether the decision is taken by acts of the members, so that "approved" is one.
    """

    def __init__(self, finder: MemberFinder, words: ObjectWords, *, acts: bool) -> None:
        self.finder, self.words, self.acts = finder, words, acts
        self.named: Masked | None = None
        self.ids = tuple(member.id for member in finder.members if member.id not in finder.but)

    def claims(
        self,
        masked: Masked,
        before: Masked | None = None,
        after: Masked | None = None,
        named: Masked | None = None,
    ) -> Iterator[GroupClaim]:
        """The claims of one sentence.

        Args:
            masked: the sentence.
            before: the one that precedes it.
            after: the one behind it ("the thirtieth is Kell").
            named: the nearest before it that names members, whom "the others" are other than.
        """
        text = masked.text
        self.named = named if before is None or not before.lists else before
        near = (masked.text, *(other.text for other in (before, named) if other is not None))
        if not any(self.words.mention(words, votes=True) for words in near):
            return
        for match in self._of_members(SAID, text):
            yield from self._said(masked, before, match)
        for match in self._of_members(OF_GROUP, text):
            yield from self._said(masked, before, match, passive=True)
        singled_out = bool(masked.lists) and SINGLED_OUT.search(text) is not None
        for pattern in (ONLY_NOT, THE_ONLY, WHOSE, ARE_ONLY, HOLDOUT) if singled_out else ():
            for match in self._of_members(pattern, text):
                yield from self._only(masked, match, pattern in (HOLDOUT, WHOSE))
        for match in self._of_members(LEAVING, text):
            yield from self._leaving(masked, match, after)
        if not singled_out:
            return
        for match in islice(THE_LAST_TO.finditer(text), _MOST):
            yield from self._last(masked, match)
        for match in islice(OPPOSES.finditer(text), _MOST):
            who = self._who(masked, match["but"])
            if who and not self._unreal(text, match):
                yield self._claim(masked, match, "stance", "no", who, ())

    # -- the patterns

    def _of_members(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Matches whose group is of members: "the other provinces" are, where a report tells of a body of provinces."""
        for match in islice(pattern.finditer(text), _MOST):
            if self.words.of_told_body or UNIT.search(match.group()) is None:
                yield match

    def _said(
        self, masked: Masked, before: Masked | None, match: re.Match[str], *, passive: bool = False
    ) -> Iterator[GroupClaim]:
        text, groups = masked.text, match.groupdict()
        head = text[: match.start()]
        if self._unreal(text, match) or VAGUE.search(head) or NOT_ALL.search(head):
            return
        if groups.get("whole") and re.search(r"\bof\s+$", head):
            return  # "six of the seven members"
        if groups.get("allbut") and re.search(r"[\ue000-\uf8ff]\s+$", head):
            return  # "Kell, Pell and Sarn all backed it"
        but = self._who(masked, groups.get("but")) + self._who(masked, groups.get("but2"))
        if not but and (lead := LEAD_EXCEPT.search(text[: match.end()])) and lead.start("group") == match.start():
            but = self._who(masked, lead["but"])
        members = self._members(masked, before, match, but)
        if not members:
            return
        kind, side = self._kind(match)
        if not passive:
            tail = text[self._pred_end(match) :]
            stop = re.search(rf"[.;]|,?\s+(?:{EXCEPTED})\s|,\s", tail)
            if not self._object(tail[: stop.start() if stop else 100]):
                return
        elif groups.get("stance") and " by" not in groups["stance"] and not HAVING.search(head):
            return  # "it takes the agreement of all members"
        elif self.words.mention(text[: match.start()] + text[match.end() :], votes=True) is None:
            return
        yield self._claim(masked, match, kind, side, members, but)

    def _only(self, masked: Masked, match: re.Match[str], holdout: bool) -> Iterator[GroupClaim]:
        text, groups = masked.text, match.groupdict()
        who = self._who(masked, groups.get("but")) or self._who(masked, groups.get("but2"))
        unreal = (
            UNREAL.search(re.split(r"[,;]\s", text[max(0, match.start() - 40) : match.start()])[-1])
            if WHOSE_ONLY.search(match.group())
            else self._unreal(text, match)
        )
        if not who or unreal or len(who) * 2 > len(self.ids):
            return
        if not holdout and self.words.mention(text) is None and not re.search(r"\b(?:it|so)\b", text[match.start() :]):
            return
        done = groups.get("done") or ""
        told = done + " " + (text if re.match(r"do(?:ne)?\s+so|joined", done) else "")
        if holdout and "support" in match.group():
            yield self._claim(masked, match, "stance", "yes", tuple(m for m in self.ids if m not in who), who)
            return
        kind = (
            "act"
            if (ACT.search(told) and not holdout)
            or (holdout and self.acts)
            or (self.acts and re.match(r"approv", done))
            else "stance"
        )
        rest = tuple(member for member in self.ids if member not in who)
        yield self._claim(masked, match, kind, "yes", rest, who)

    def _leaving(self, masked: Masked, match: re.Match[str], after: Masked | None) -> Iterator[GroupClaim]:
        text = masked.text
        number, of = number_of(match["n"]), number_of(match["of"])
        if number is None or of != len(self.ids) or self._unreal(text, match):
            return
        told: tuple[str, ...] = ()
        for left in islice(LEFT_ARE.finditer(text), _MOST):
            told = tuple(dict.fromkeys((*told, *self._who(masked, left["but"] or left["but2"] or left["but3"]))))
        if not told and after is not None and (odd := ODD_ONE.search(after.text)):
            told = self._who(after, odd["but"] or odd["but2"] or odd["but3"] or odd["but4"])
        if number == of or (told and number + len(told) == of):
            kind, side = self._kind(match)
            rest = tuple(member for member in self.ids if member not in told)
            if side == "yes" and self._object(text[match.end() : match.end() + 90]):
                yield self._claim(masked, match, kind, side, rest, told)

    def _last(self, masked: Masked, match: re.Match[str]) -> Iterator[GroupClaim]:
        text = masked.text
        did = match["did"] or match["did3"] or text
        if (
            self._unreal(text, match)
            or self.words.mention(text) is None
            or re.search(r"\b(?:yet|not|still|likely)\b", match.group())
        ):
            return
        if not (ACT.search(did) or (self.acts and re.match(r"approv", did))) or not self._who(
            masked, match["but"] or match["but2"] or match["but3"]
        ):
            return
        who = self._who(masked, match["but2"]) if match["but2"] and re.search(r"\sis\s", match.group()) else ()
        yield self._claim(masked, match, "act", "yes", tuple(m for m in self.ids if m not in who), ())

    # -- their parts

    def _members(
        self, masked: Masked, before: Masked | None, match: re.Match[str], but: tuple[str, ...]
    ) -> tuple[str, ...]:
        groups = match.groupdict()
        number = number_of(groups["n"] or groups["m"] or groups["m2"] or groups["w"] or "")
        if groups.get("whole"):
            return self.ids if number == len(self.finder.members) and not but else ()
        apart = groups.get("rest") or groups.get("other")
        if apart and not but:
            but = self._who(masked, masked.text[: match.start()])  # whom the others are other than was told before
            apart_from = before if number is None else self.named  # farther back only where the number fits
            but = but or (self._named(apart_from) if apart_from else ()) or self._named(masked)
            if not but:
                return ()
        rest = tuple(member for member in self.ids if member not in but)
        if number is not None and number != (len(rest) if apart else len(self.ids)):
            return ()
        return rest

    def _named(self, masked: Masked) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m for found in masked.lists for m in found.members if m in self.ids))

    def _who(self, masked: Masked, told: str | None) -> tuple[str, ...]:
        if not told:
            return ()
        marks = re.findall("[\ue000-\uf8ff]", told)
        return tuple(dict.fromkeys(m for mark in marks for m in masked.of(mark).members if m in self.ids))

    def _kind(self, match: re.Match[str]) -> tuple[str, str]:
        groups = match.groupdict()
        for side in ("yes", "no", "abstain"):
            if groups.get(f"cast_{side}"):
                return "vote", side
        if groups.get("against"):
            return "stance", "no"
        act = groups.get("act")
        if act and (ACT.search(act) or (self.acts and re.match(r"(?:formally\s+)?approv", act, re.IGNORECASE))):
            return "act", "yes"
        return "stance", "yes"

    def _pred_end(self, match: re.Match[str]) -> int:
        names = ("cast_yes", "cast_no", "cast_abstain", "act", "stance", "against")
        return max(match.end(name) for name in names if match.groupdict().get(name))

    def _object(self, tail: str) -> bool:
        if not tail.strip(" ,.") or re.match(
            r"\s*(?:it|this|that|them|him|her|doing\s+so|(?:going|moving)\s+ahead)\b", tail
        ):
            return True
        return on_it(tail, self.words)

    def _unreal(self, text: str, match: re.Match[str]) -> bool:
        start = 0
        for cut in CLAUSE.finditer(text, 0, match.start()):
            start = cut.end()
        said = text[max(0, match.start() - 60) : match.start()]
        wish = re.search(
            r"\b(?:hop\w+|want\w*|expect\w*|urg\w+|ask\w*|call\w*\s+(?:on|for)|demand\w*|until|unless|if|once|whether)\b[^;]*$",
            said,
            re.IGNORECASE,
        )
        hoped = HOPED.match(text, match.end()) is not None
        return bool(UNREAL.search(text[start : match.start()]) or wish or hoped or UNREAL.search(_quiet(match.group())))

    def _claim(
        self,
        masked: Masked,
        match: re.Match[str],
        kind: str,
        side: str,
        members: tuple[str, ...],
        outside: tuple[str, ...],
    ) -> GroupClaim:
        span = Span(masked.origin(match.start()), masked.origin(match.end()))
        return GroupClaim(kind, side, members, outside, span, " ".join(match.group().split()))


def _quiet(words: str) -> str:
    """The words of a claim without those that its own pattern needs ("yet to", "still to")."""
    return re.sub(
        r"\b(?:yet|still|remains?|willing|ready|has|have)\s+to\s+(?:be\s+)?\w+|\bwant(?:s|ed)?\s+to\s+\w+|\bnot\s+to\s+have\b",
        " - ",
        words,
        flags=re.IGNORECASE,
    )
