"""The parts of a clause that tells an outcome: its subject and object, who acts, and what makes it unreal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whipcount.bodies.member_mentions import BODY, NAMED
from whipcount.positions.proposal.numerals import number_of as parse_number
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.outcome_patterns import (
    ANOTHER_BODY,
    ANY_STATE,
    BODY_WORDS,
    BOUNDARY,
    BY,
    EARLIER,
    ENDS,
    GROUPS,
    MEMBERS_PARLIAMENT,
    MODAL,
    OFFICER,
    ONE_PERSON,
    OTHER,
    PART_SO_FAR,
    SOME,
    TO,
    WANT,
    WHO_BELONG,
    WHO_MAKE_IT_UP,
    State,
)
from whipcount.text.patterns import lazy_pattern

MADE = lazy_pattern(r"(?:re-?elected|elected|appointed|named|confirmed|chosen|picked|selected)\b", re.IGNORECASE)
OWN_TEXT = lazy_pattern(rf"{NAMED}(?=\s+(?:draft|resolution|text|motion|proposal|bill|plan|request)\b)")
"""Whose text it is, before it: "a British draft" is no act of Britain's."""
TO_THIS = lazy_pattern(r"\s+(?:to|until|till)\s+(?:this|today)\b", re.IGNORECASE)
HIM = lazy_pattern(r"\s+(?:him|her|them)\b", re.IGNORECASE)
SOME_OF_BODY = lazy_pattern(
    rf"\A\W*\w+\s+(?:members|countries|states|nations)\s+of\s+(?:the\s+)?{BODY}\s*\Z", re.IGNORECASE
)
"""Some of a body who decide a matter of their own: "eight members of the group agreed to"."""
OF_THE_NUMBER = lazy_pattern(r"\bof\s+(?:the|its|their|all)\s+\Z", re.IGNORECASE)  # "six of the seven members"
EVERY_ONE = lazy_pattern(r"\ball\s+(?:of\s+)?(?:the\s+|its\s+)?\Z", re.IGNORECASE)
ALL_THE = lazy_pattern(r"\b(?:the|all|all\s+of\s+the|its|all\s+the)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One telling of an outcome: the state, where its words stand in the sentence, and how much it tells."""

    state: State
    start: int
    end: int
    score: float


class ClauseParts:
    """What stands around a verb: who acts, on what, whether it is real, of which time.


    Args:
        words: of the object.
        states: whether the members are states, so that a state's name marks an act of its own.
        chamber: whether the body is a parliament, so that "parliament" and "lawmakers" are the body.
    """

    def __init__(self, words: ObjectWords, *, states: bool, chamber: bool) -> None:
        self.words = words
        self.before = ""
        self.states = states
        self.chamber = chamber

    def left(self, text: str, at: int) -> str:
        """The words before a place, back to where its clause begins."""
        start = 0
        for cut in BOUNDARY.finditer(text, 0, at):
            if cut.group().strip().lower() == "that" and WHO_BELONG.match(text, cut.end()):
                continue  # "the states that belong to it elected": one subject
            start = cut.end()
        return text[start:at]

    def right(self, text: str, at: int) -> str:
        """The words behind a place, as far as its clause goes."""
        stop = ENDS.search(text, at)
        return text[at : min(stop.start() if stop else len(text), at + 180)]

    def unreal(self, text: str, at: int, left: str) -> bool:
        """Whether what stands before makes it a wish, a plan, a condition or another time."""
        near = " ".join(left.split()[-5:])
        before = text[max(0, at - 160) : at - len(left)]
        opening = re.search(
            r"\b(?:if|unless|until|once|before|whether|when|in\s+case|ahead\s+of|as\s+soon\s+as|under)\s[^,;]*$",
            before + left,
            re.IGNORECASE,
        )
        wanted = WANT.search(" ".join((before + left).split()[-12:]))
        return bool(
            MODAL.search(near)
            or TO.search(" ".join(left.split()[-2:]))
            or wanted
            or (opening and not re.match(r"when", opening.group(), re.IGNORECASE))
        )

    def agent(self, left: str) -> str:
        """Who acts by the words before a verb: "body", "member", "other" or "nobody"."""
        plain = re.sub(
            r"\b(?:at|in|during|after|on|by)\s+(?:the|a|an|its|their|[A-Z]\w+['’]s)\s+[^,]{0,40}?(?:meeting|summit|session|vote|ballot|talks|debate)\b,?",
            " ",
            left,
        )
        plain = re.sub(
            r",\s(?:meeting|gathered|sitting|convened|assembled|led|chaired|based|which|who|whose)\b[^,]*,", " ", plain
        )
        plain = WHO_MAKE_IT_UP.sub(" ", plain)
        plain = re.sub(r"\s(?:gathered|meeting|assembled|convened|sitting)\s+(?:in|at)\s[^,]*\Z", " ", plain)
        if (part := PART_SO_FAR.search(plain)) and (parse_number(part["n"]) or 0) < (parse_number(part["of"]) or 0):
            return "some"  # "five of nine provinces have ratified": so far
        state = ANY_STATE.search(plain) if self.states else None
        if not self.chamber and MEMBERS_PARLIAMENT.search(plain):
            return "member"
        other = OTHER.search(plain)
        if (named := ANOTHER_BODY.search(plain)) and named["noun"].casefold() not in self.words.body_nouns:
            return "other"
        if (
            other
            and self.chamber
            and re.fullmatch(
                r"parliament|upper house|lower house|opposition|coalition|party", other.group(), re.IGNORECASE
            )
        ):
            other = None
        if other and other.group().casefold() in self.words.body_nouns:
            other = None  # the court, where a court decides
        if (
            other
            and re.search(
                r"\b(?:of|led by|from|by|backed by)\s+(?:the\s+|a\s+|its\s+)?(?:\w+\s+)?$", plain[: other.start()]
            )
            is None
        ):
            return "other"
        if state or OF_A_MEMBER.search(plain) or ONE_PERSON.search(left) or OFFICER.search(plain):
            return "member"
        body = BODY_WORDS.search(plain) or self.words.own_deciders.search(plain)
        if body is None:
            return "nobody"
        some = SOME.search(plain[: body.start()])
        return "some" if some is not None and not self._all_of_them(plain[: body.start()], some) else "body"

    def _all_of_them(self, before: str, some: re.Match[str]) -> bool:
        """Whether a number is that of all members: "the seven members of the council", "all seven"."""
        told = parse_number(some.group().split()[0].lower())
        whole = before[: some.start()]
        share = OF_THE_NUMBER.search(whole) is not None and not re.search(
            r"\ball\s+of\s+the\s+\Z", whole, re.IGNORECASE
        )
        if told is not None and not share and EVERY_ONE.search(whole) is not None:
            return True
        return told is not None and told in self.words.sizes and not share and ALL_THE.search(whole) is not None

    def _about(self, text: str, *, votes: bool) -> tuple[bool, bool]:
        """Whether words speak of the object, and whether by its own words."""
        found = self.words.mention(text, votes=votes)
        if found is None or self.words.something_else(text, found.end()):
            return False, False
        return True, self.words.strong(text) is not None

    def _score(self, strong: bool, body: bool, headline: bool = False, late: float = 0.0) -> float:
        return 1.0 + 0.6 * strong + 0.3 * body + 0.8 * headline - late

    def _participle(self, left: str, right: str) -> bool:
        """Whether a headline's participle stands for a passive: nothing behind it that it could govern."""
        return (
            bool(left.strip())
            and re.match(
                r"\s*(?:$|by\b|at\b|in\b|after\b|until\b|amid\b|as\b|over\b|despite\b|unanimously\b|before\b|with\b|on\b|again\b|to\b|,)",
                right,
                re.IGNORECASE,
            )
            is not None
        )

    def _into_post(self, verb: str, left: str, right: str) -> bool:
        """Whether a headline's "Finch elected chair", "Kell expelled from the council" is a passive."""
        if self.words.candidates.search(left) is None and not any(
            word.casefold() in self.candidate_names for word in re.findall(r"[A-Z][\w’'-]+", left)
        ):
            return False
        if re.match(
            r"(?:expelled|excluded|suspended|ousted|barred|removed|readmitted|admitted)\b", verb, re.IGNORECASE
        ):
            return re.match(r"\s+(?:from|to|into)\s+(?:the\s+)?(?:BODY|\w+)", right) is not None
        if not re.match(
            r"(?:re-?elected|elected|appointed|named|confirmed|chosen|picked|selected)\b", verb, re.IGNORECASE
        ):
            return False
        own = self.words.strong(right)
        return right.strip() != "" and (
            (own is not None and len(right[: own.start()].split()) < 3)
            or re.match(r"\s+(?:as\s+)?(?:the\s+|new\s+)*(?:[\w-]+\s+){1,3}(?:of|for)\s+(?:the\s+)?BODY", right)
            is not None
        )

    @property
    def candidate_names(self) -> frozenset[str]:
        """The last word of each of the candidate's names, as headlines have it."""
        return self.words.surnames

    def _member_suspended(self, subject: str, right: str) -> bool:
        """Whether what was suspended is the candidate's membership, no meeting and no vote."""
        about = subject if subject.strip() else right[:40]
        return self.words.candidates.search(about) is not None and self.words.vote.search(about) is None

    def agent_after(self, right: str) -> str:
        """Who a passive says did it, from the words behind the verb, in the terms of :meth:`agent`."""
        told = BY.match(right)
        if told is None:
            return "nobody"
        who = told["who"]
        if re.match(
            r"\d|(?:a|an)\s+(?:vote|majority|margin|show|narrow|large|wide|overwhelming|unanimous|single)|consensus|unanim|acclam",
            who,
            re.IGNORECASE,
        ):
            return "nobody"
        found = self.agent(who)
        return "member" if found in ("member", "other", "some") else found

    def _fits(self, verb: str, state: State) -> bool:
        return state is not State.ADOPTED or self.words.decides(verb, GROUPS)

    def past(self, left: str, right: str) -> bool:
        """Whether it is told of another round or another time."""
        return EARLIER.search(left) is not None or EARLIER.search(right[:90]) is not None


OF_A_MEMBER = lazy_pattern(
    r"\b(?:his|her|its|their|my|our)\s+(?:own\s+)?(?:country|government|state|nation|parliament|party|delegation|capital"
    r"|ministry|cabinet|side|people)\b",
    re.IGNORECASE,
)
"""One member by its owner: "his country supported the admission" is no act of the body."""
PARENTHESIS = lazy_pattern(
    r",\s(?:which|who|that|due|planned|scheduled|for\s+which|tabled|set|known)\b[^,]*,?|\([^)]*\)"
)


def subject_of(left: str) -> str:
    """The words of a subject without what is put in between; behind "by which" stands the subject of the clause."""
    return re.split(r"\b(?:by|under|through|with)\s+which\b", PARENTHESIS.sub(" ", left))[-1]


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\."
    r"|Nov\.|Dec\.)"
)
_DATED = lazy_pattern(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|in\s+a\s+vote"
    r"|(?:at|in)\s+(?:the|a)\s+(?:meeting|vote|session|summit)"
    rf"|\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d)"
)


def dated(text: str) -> bool:
    """Whether a sentence names a day or a meeting: then "blocked" is an act of that day, and else a state of things."""
    return _DATED.search(text) is not None
