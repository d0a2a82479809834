"""What a sentence says of a group of members: "all but Kell have ratified", "only Kell has not", "the other ten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from whipcount.bodies.member_mentions import NAMED, STANDING, Masked, MemberFinder
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.vote_objects import on_it
from whipcount.text.number_words import NUMBER, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class GroupClaim:
    """What is said of a group: ``kind`` is act, vote, stance; ``side`` yes, no or abstain; who is in it, who is not."""

    kind: str
    side: str
    members: tuple[str, ...]
    outside: tuple[str, ...]
    span: Span
    words: str


_G, _V, _M = word_lists("groups"), word_lists("votes"), word_lists("members")
_MOST = 12
_NOUN = either(_M["members"])
_WHO = rf"(?:{STANDING}|{NAMED}(?:['’]s?)?(?:\s+(?:parliament|government|legislature|lawmakers|cabinet|parliaments|governments))?)(?:\s+and\s+(?:{STANDING}|{NAMED}(?:['’]s?)?(?:\s+\w*parliaments?)?))?"  # noqa: E501
_EXCEPT = rf"(?:,?\s+(?P<except>{either(_G['except'])})\s+(?P<but>{_WHO}))"
_TAIL = r"(?:\s+(?:of|in|on)\s+(?:the\s+|its\s+)?(?:BODY|body|bloc|alliance|union|council|league|group|organi[sz]ation|club|pact|compact|forum|community|assembly|treaty|convention|conference|commission|federation|board|committee))?"  # noqa: E501
_NAMED_GROUPS = {name.casefold(): tuple(ids.split()) for name, ids in _G["named"].items()}
_GROUP = (
    r"(?:"
    rf"(?P<allbut>all|every\s+(?:one|{_NOUN})|(?:everyone|everybody)(?!\s+(?:who|that)\b)|each\s+{_NOUN})(?:\s+of)?(?:\s+the|\s+its)?(?:\s+(?P<n>{NUMBER}))?(?P<other>\s+(?:other|remaining|the\s+others?|others))?(?:\s+(?:current|full|existing|BODY))?(?:\s+(?:(?:[a-z]+)\s+)?{_NOUN})?{_TAIL}{_EXCEPT}?"
    rf"|(?P<rest>(?:all\s+)?(?:the|its|their)\s+(?:(?P<m2>{NUMBER})\s+)?(?:other|remaining)(?:\s+(?P<m>{NUMBER}))?(?:\s+(?:[a-z]+\s+)?{_NOUN})?|the\s+rest(?:\s+of\s+(?:the\s+)?{_NOUN})?|all\s+(?:the\s+)?others){_TAIL}"
    rf"|(?P<whole>(?:the|its|their)\s+(?P<w>{NUMBER})(?:\s+[a-z]+)?\s+{_NOUN}){_TAIL}"
    rf"|(?P<named>{either(_NAMED_GROUPS)})"
    r")"
)
_ADV = r"(?:,\s[^,.;\ue000-\uf8ff]{1,40},)?(?:,?\s+(?:have|has|had|are|is|were|was|also|all|now|already|since|long|said\s+(?:that\s+)?they|do|each|both|clearly|firmly|fully|then|which|that|who|by\s+now|so\s+far|in\s+principle|broadly|formally|unanimously)){0,5}"  # noqa: E501
_CAST = "|".join(rf"(?P<cast_{side}>{either(_V[f'cast_{side}'])})" for side in ("yes", "no", "abstain"))
_PRED = rf"(?:{_CAST}|(?P<act>{either(_G['acts'])})|(?P<stance>{either(_G['stances'])})|(?P<against>{either(_G['against'])}))"  # noqa: E501
_SAID = lazy_pattern(
    rf"(?<!\w){_GROUP}{_ADV}\s+{_PRED}(?!\w)(?P<late>[^.;]{{0,120}}?{_EXCEPT.replace('?P<except>', '?P<except2>').replace('?P<but>', '?P<but2>')})?",  # noqa: E501
    re.IGNORECASE,
)
_OF_GROUP = lazy_pattern(
    rf"(?:(?P<act>(?:ratified|approved|signed|accepted)\s+by)|(?P<stance>(?:backed|supported|endorsed)\s+by|(?:support|backing|endorsement|approval|consent|agreement)\s+(?:of|from)))\s+{_GROUP}(?!\w)",
    re.IGNORECASE,
)
_LEAD_EXCEPT = lazy_pattern(
    rf"\b(?P<except>{either(_G['except'])})\s+(?P<but>{_WHO})(?:,\s(?:which|who|both|whose|where)\s[^,.;\ue000-\uf8ff]{{1,60}})?,?\s+(?P<group>all|every(?:one|body)?|each|the|its|their)\b",
    re.IGNORECASE,
)
_NOT_DONE = rf"(?P<done>{either(_G['not_acted'])})"
_ONLY_NOT = lazy_pattern(
    rf"\b(?:only|just)\s+(?P<but>{_WHO})(?:\s+alone)?\s+(?:(?:has|have|had|is|are|were)(?:\s+still)?\s+(?:yet\s+to\s+(?:be\s+)?|(?:still\s+)?not\s+(?:yet\s+)?|to\s+)|(?:hasn|haven|isn)['’]t\s+(?:yet\s+)?|remains?\s+to\s+|still\s+(?:has|have)\s+to\s+){_NOT_DONE}?(?!\w)",
    re.IGNORECASE,
)
_THE_ONLY = lazy_pattern(
    rf"(?P<but>{_WHO})(?:,\s[^,.;]{{1,50}},)?\s+(?:is|are|was|were|remains?|remained|being|became|now|stands?\s+as|stood\s+as)\s+(?:now\s+|still\s+|thus\s+|also\s+)?(?:among\s+)?(?:the\s+)?(?:only|last|sole|lone|final)\b"
    rf"(?P<what>[^.;]{{0,60}}?)\s(?:(?:that|who|which|to)\s+(?:(?:has|have|had)\s+)?(?:still\s+)?(?:not\s+(?:yet\s+)?|yet\s+to\s+)|(?:that\s+(?:has|have)\s+)?(?:yet|still)\s+to\s+|(?:not\s+to\s+have|still\s+not\s+to\s+have|without\s+having)\s+|(?:(?:that|who|which)\s+)?(?:hasn|haven)['’]t\s+(?:yet\s+)?){_NOT_DONE}(?!\w)",
    re.IGNORECASE,
)
_THE_LAST_TO = lazy_pattern(
    rf"(?P<but>{_WHO})[^.;]{{0,140}}?(?P<did>ratif\w+|approv\w+|agreed|signed|gave)\b[^.;]{{0,120}}?\b(?:the\s+)?last\b[^.;]{{0,60}}?\bto\s+(?:do\s+so|ratify|approve|agree|sign|give)\b"
    rf"|(?P<did3>ratified|approved)\s+by\s+(?P<but3>{_WHO})[^.;]{{0,40}}?\b(?:the\s+)?last\b[^.;]{{0,60}}?\bto\s+(?:do\s+so|ratify|approve)\b"
    rf"|(?P<but2>{_WHO})\s+(?:became|was|is|were)\s+(?:the\s+)?last\b[^.;]{{0,60}}?\bto\s+(?P<did2>do\s+so|ratify|approve|agree|sign)\b",
    re.IGNORECASE,
)
_WHOSE = lazy_pattern(
    rf"(?P<but>{_WHO})(?:,\s[^,.;]{{1,50}},)?\s+(?:is|are|was|were|remains?)\s+(?:now\s+|still\s+)?the\s+(?:only|last)\b[^.;]{{0,40}}?\swhose\s+(?:\w+\s+)?(?:support|endorsement|approval|consent|backing|signature|ratification|agreement|blessing|vote|assent)\b[^.;]{{0,60}}?\b(?:needs?|needed|missing|outstanding|lacking|awaited|wanting|required|pending)\b",
    re.IGNORECASE,
)
_ARE_ONLY = lazy_pattern(
    rf"\bthe\s+(?:only|last)\s+(?:{NUMBER}\s+)?{_NOUN}{_TAIL}\s+(?:(?:that|who|which)\s+(?:have|has)\s+)?(?:still\s+)?(?:yet\s+to|not\s+(?:yet\s+)?(?:to\s+have\s+)?|still\s+to|left\s+to)\s*{_NOT_DONE}[^.;]{{0,90}}?\s(?:is|are|was|were)\s+(?P<but>{_WHO})",
    re.IGNORECASE,
)
_HOLDOUT = lazy_pattern(
    rf"(?P<but>{_WHO})(?:(?!\b(?!remained|emerged|named|isolated)\w+ed\b)[^.;]){{0,60}}?\b(?:the|its|a)\s+{either(_G['holdout'])}|\b(?:the|its)\s+{either(_G['holdout'])},?\s+(?P<but2>{_WHO})",
    re.IGNORECASE,
)
_LEAVING = lazy_pattern(
    rf"(?<!\w)(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?(?:BODY['’]s\s+|alliance['’]s\s+)?(?P<of>{NUMBER})\s+(?:[a-z]+\s+)?(?:{_NOUN}){_TAIL}{_ADV}\s+{_PRED}(?!\w)",
    re.IGNORECASE,
)
_LEFT_ARE = lazy_pattern(
    rf"\b(?:leaving|leaves|left|with)\s+(?:only\s+|just\s+)?(?P<but>{_WHO})|\b(?:except|only|but)\s+(?P<but2>{_WHO})|(?P<but3>{_WHO})\s+(?:is|are|remains?)\s+(?:the\s+)?(?:only|last|sole|lone)\b",
    re.IGNORECASE,
)
_ODD_ONE = lazy_pattern(
    rf"\b[Tt]he\s+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|other|last|odd\s+one)(?:\s+one)?,?\s+(?P<but4>{_WHO})"
    r"|"
    rf"^\W*(?:the\s+)?(?:\w+(?:st|nd|rd|th)|(?:only\s+)?(?:exception|missing\s+one|odd\s+one\s+out|outlier|last\s+(?:one|member)|remaining\s+(?:one|member|{NUMBER})|one\s+missing|other\s+(?:one|{NUMBER})|others?|rest|hold-?outs?))\s+(?:is|are|was|were)\s+(?P<but>{_WHO})"
    rf"|^\W*(?:only|just)\s+(?P<but2>{_WHO})\s+(?:is|are|has|have|does|do)\b|^\W*(?:what\s+is\s+)?missing\s+(?:is|are)\s+(?P<but3>{_WHO})",
    re.IGNORECASE,
)
_OPPOSES = lazy_pattern(
    rf"(?P<but>{_WHO})\s+(?:is|are|was|were|remains?)\s+(?:the\s+)?(?:only|sole|lone|last)\b[^.;]{{0,40}}?\s(?:that|who|which|to|still)?\s*(?P<verb>oppos\w+|object\w*|block\w*|veto\w*|reject\w*|against|resist\w*|holding\s+(?:it\s+)?(?:up|out))",
    re.IGNORECASE,
)
_HAVING = lazy_pattern(
    r"\b(?:has|have|had|with|won|wins|enjoys?|enjoyed|secured|got|received|gained)\s+(?:now\s+)?(?:the\s+)?(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_WHOSE_ONLY = lazy_pattern(r"\bthe\s+(?:only|last)\b[^.;]*\bwhose\b", re.IGNORECASE)
_SINGLED_OUT = lazy_pattern(rf"\b(?:only|just|last|sole|lone|final)\b|{either(_G['holdout'])}", re.IGNORECASE)
"""What each of the patterns that single members out needs: where it does not stand, none of them is looked for."""
_UNREAL = lazy_pattern(rf"(?<!\w){either(_G['unreal'])}(?!\w)", re.IGNORECASE)
_VAGUE = lazy_pattern(rf"(?<!\w){either(_G['vague'])}\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_NOT_ALL = lazy_pattern(r"\b(?:not|almost|nearly|virtually|practically)\s+$", re.IGNORECASE)
_CLAUSE = lazy_pattern(
    r"[;:]\s|\s[-–—]\s|,\s(?:and|but|while|although|though)\s|\b(?:but|while|although|said|says|that)\s", re.IGNORECASE
)
_HOPED = lazy_pattern(  # "all members are for it, the chairman hopes"
    r"[^.;:\ue000-\uf8ff]{0,80},\s(?:[\w’'-]+\s){1,4}?(?:hopes?|hoped|expects?|expected|predicts?|predicted|guess\w*|believes?)\s*[.,;]",
    re.IGNORECASE,
)
_ACT = lazy_pattern(r"ratif|deposit|instrument|sign(?:ed)?\b|done\s+so|do\s+so|voted", re.IGNORECASE)


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
        for match in islice(_SAID.finditer(text), _MOST):
            yield from self._said(masked, before, match)
        for match in islice(_OF_GROUP.finditer(text), _MOST):
            yield from self._said(masked, before, match, passive=True)
        singled_out = bool(masked.lists) and _SINGLED_OUT.search(text) is not None
        for pattern in (_ONLY_NOT, _THE_ONLY, _WHOSE, _ARE_ONLY, _HOLDOUT) if singled_out else ():
            for match in islice(pattern.finditer(text), _MOST):
                yield from self._only(masked, match, pattern in (_HOLDOUT, _WHOSE))
        for match in islice(_LEAVING.finditer(text), _MOST):
            yield from self._leaving(masked, match, after)
        if not singled_out:
            return
        for match in islice(_THE_LAST_TO.finditer(text), _MOST):
            yield from self._last(masked, match)
        for match in islice(_OPPOSES.finditer(text), _MOST):
            who = self._who(masked, match["but"])
            if who and not self._unreal(text, match):
                yield self._claim(masked, match, "stance", "no", who, ())

    # -- the patterns

    def _said(
        self, masked: Masked, before: Masked | None, match: re.Match[str], *, passive: bool = False
    ) -> Iterator[GroupClaim]:
        text, groups = masked.text, match.groupdict()
        head = text[: match.start()]
        if self._unreal(text, match) or _VAGUE.search(head) or _NOT_ALL.search(head):
            return
        if groups.get("whole") and re.search(r"\bof\s+$", head):
            return  # "six of the seven members"
        if groups.get("allbut") and re.search(r"[\ue000-\uf8ff]\s+$", head):
            return  # "Kell, Pell and Sarn all backed it"
        but = self._who(masked, groups.get("but")) + self._who(masked, groups.get("but2"))
        if not but and (lead := _LEAD_EXCEPT.search(text[: match.end()])) and lead.start("group") == match.start():
            but = self._who(masked, lead["but"])
        members = self._members(masked, before, match, but)
        if not members:
            return
        kind, side = self._kind(match)
        if not passive:
            tail = text[self._pred_end(match) :]
            stop = re.search(rf"[.;]|,?\s+(?:{either(_G['except'])})\s|,\s", tail)
            if not self._object(tail[: stop.start() if stop else 100]):
                return
        elif groups.get("stance") and " by" not in groups["stance"] and not _HAVING.search(head):
            return  # "it takes the agreement of all members"
        elif self.words.mention(text[: match.start()] + text[match.end() :], votes=True) is None:
            return
        yield self._claim(masked, match, kind, side, members, but)

    def _only(self, masked: Masked, match: re.Match[str], holdout: bool) -> Iterator[GroupClaim]:
        text, groups = masked.text, match.groupdict()
        who = self._who(masked, groups.get("but")) or self._who(masked, groups.get("but2"))
        unreal = (
            _UNREAL.search(text[max(0, match.start() - 40) : match.start()])
            if _WHOSE_ONLY.search(match.group())
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
            if (_ACT.search(told) and not holdout)
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
        for left in islice(_LEFT_ARE.finditer(text), _MOST):
            told = tuple(dict.fromkeys((*told, *self._who(masked, left["but"] or left["but2"] or left["but3"]))))
        if not told and after is not None and (odd := _ODD_ONE.search(after.text)):
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
        if not (_ACT.search(did) or (self.acts and re.match(r"approv", did))) or not self._who(
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
        if groups.get("named"):
            wanted = _NAMED_GROUPS[" ".join(groups["named"].casefold().split())]
            return tuple(member for member in wanted if member in self.ids and member not in but)
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
        if act and (_ACT.search(act) or (self.acts and re.match(r"(?:formally\s+)?approv", act, re.IGNORECASE))):
            return "act", "yes"
        return "stance", "yes"

    def _pred_end(self, match: re.Match[str]) -> int:
        names = ("cast_yes", "cast_no", "cast_abstain", "act", "stance", "against")
        return max(match.end(name) for name in names if match.groupdict().get(name))

    def _object(self, tail: str) -> bool:
        if not tail.strip(" ,.") or re.match(r"\s*(?:it|this|that|them|him|her)\b", tail):
            return True
        return on_it(tail, self.words)

    def _unreal(self, text: str, match: re.Match[str]) -> bool:
        start = 0
        for cut in _CLAUSE.finditer(text, 0, match.start()):
            start = cut.end()
        said = text[max(0, match.start() - 60) : match.start()]
        wish = re.search(
            r"\b(?:hop\w+|want\w*|expect\w*|urg\w+|ask\w*|call\w*\s+(?:on|for)|demand\w*|until|unless|if|once|whether)\b[^;]*$",
            said,
            re.IGNORECASE,
        )
        hoped = _HOPED.match(text, match.end()) is not None
        return bool(
            _UNREAL.search(text[start : match.start()]) or wish or hoped or _UNREAL.search(_quiet(match.group()))
        )

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
