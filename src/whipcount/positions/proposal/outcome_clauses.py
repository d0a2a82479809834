"""Clauses that tell what has become of a decision: passive, active, in a headline's present, by a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from whipcount.bodies.member_mentions import BODY, NAMED, STANDING
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.text.number_words import NUMBER
from whipcount.text.phrase_lists import either, phrases, word_lists


class State(StrEnum):
    """What has become of a decision; ``open``: nothing is told."""

    OPEN = "open"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Clause:
    """One telling of an outcome: the state, where its words stand in the sentence, and how much it tells."""

    state: State
    start: int
    end: int
    score: float


_L, _M = word_lists("outcomes"), word_lists("members")
_STATES = (State.ADOPTED, State.REJECTED, State.POSTPONED, State.WITHDRAWN, State.REFERRED)
_MOST = 8  # verbs of one kind that are looked at in a sentence
_GROUPS = tuple(phrases(_L["acts"]))


def _verbs(key: str) -> re.Pattern[str]:
    parts = [rf"(?P<{state.value}>{either(_L[state.value][key])})" for state in reversed(_STATES) if key in _L[state.value]]
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(parts)})(?![\w’'-])", re.IGNORECASE)


_DONE, _DOES, _OBJECT_DONE, _BODY_DONE = _verbs("done"), _verbs("does"), _verbs("object_done"), _verbs("body_done")
_OBJECT_DOES, _NOUNS = _verbs("object_does"), _verbs("nouns")
_BE = re.compile(
    r"(?:\b(?P<be>was|were|is|are|been|got|gets|has\s+been|have\s+been)|(?<=\w)['’]s\s+been)(?P<adv>(?:\s+[\w’'-]+){0,4}?)\s+\Z", re.IGNORECASE
)
_BE_NEAR = re.compile(r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_HAVE = re.compile(r"\b(?P<have>has|have|had)(?P<adv>(?:\s+[\w’'-]+){0,3}?)\s+\Z", re.IGNORECASE)
_NOT_VERB = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|this|that|these|of|for|to|newly|already|recently|by|any|each|every|be|being|in|with|once|if|when|as)|['’]s)\s+\Z",
    re.IGNORECASE,
)
_MODAL = re.compile(rf"(?<!\w){either(_L['modal'])}(?!\w)|n['’]t\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|be|being)\b", re.IGNORECASE)
_WANT = re.compile(rf"(?<!\w){either(_L['want'])}(?!\w)", re.IGNORECASE)
_EARLIER = re.compile(rf"(?<!\w){either(_L['earlier'])}(?!\w)", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_YET = re.compile(r"\b(?:yet|so\s+far|still)\b", re.IGNORECASE)
_DECIDING = re.compile(
    rf"(?<![\w’'-])(?P<verb>{either(_L['deciding'])})\b(?P<how>[^.;]{{0,70}}?)\s+to\s+(?:\w+ly\s+)?(?:"
    + "|".join(rf"(?P<{state}>{either(words)})" for state, words in _L["infinitives"].items())
    + r"|(?P<adopted>[a-z-]+))\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[;:—–]\s|\s-\s|,\s(?:but|and|while|although|though|as|because|since|after|before|when|where|so|with|saying|said)\s"
    r"|\b(?:but|while|although|after|because|saying|said|says|that|announced|told|reported)\s",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[;:—–]\s|\s-\s|,\s(?:but|and|while|although|though|because|after|before|saying|said|with|which|who|as)\s"
    r"|\s(?:but|while|although|after|because|before|when|if|unless|that\s+(?:was|were|had|has|is|would))\s"
)
_BODY = re.compile(rf"(?<!\w)(?:{either([*phrases(_M['members']), *phrases(_M['chambers'])])}|BODY)(?!\w)", re.IGNORECASE)
_OTHER = re.compile(rf"(?<!\w)(?:{either(_M['others'])})(?!\w)", re.IGNORECASE)
_ANY_STATE = re.compile(f"{STANDING}|{NAMED}")
_BY = re.compile(r"\s+(?:\w+\s+){0,2}?by\s+(?:the\s+|its\s+|their\s+)?(?P<who>[^,.;]{1,60})", re.IGNORECASE)
_VETO = re.compile(r"veto|block|thwart|scupper|torpedo|sunk|sank|sink|kill|stand|stood|cast|wield|exercis|used", re.IGNORECASE)
_TARGET = re.compile(rf"(?<!\w){either(_L['refer_targets'])}(?!\w)", re.IGNORECASE)
_AGENDA = re.compile(r"\b(?:removed|pulled|taken|dropped|struck|moved|kicked|took|drops?|pulls?|takes?)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which)\s\Z", re.IGNORECASE)
_SOME = re.compile(
    rf"\b(?:(?i:{NUMBER})|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Mm]ost|[Mm]any|[Ss]everal|[Ss]ome"
    r"|[Oo]ther|[Ff]ew|[Oo]pposition|majority\s+of|number\s+of)\s+(?:(?!the\b)(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Za-z-]+\s+){0,2}$"
)
_ANOTHER_BODY = re.compile(
    r"\b(?!The\b)[A-Z][\w-]+\s+(?:[A-Z][\w-]+\s+)?(?P<noun>Council|League|Union|Assembly|Commission|Parliament|Court|Committee|Bank"
    r"|Ministry|Association|Congress|Senate|House|Board|Tribunal|Organi[sz]ation|Alliance|Agency|Conference)\b"
)
_ASIDE = re.compile(
    r"\b(?:that|which)\s+(?:was|were|is|had\s+been)\s+(?:planned|scheduled|due|expected|set)\b(?:\s+(?:for|on|to\s+take\s+place)){0,2}(?:\s+(?:next|this|last)?\s*[\w’']+)?"
    r"|,?\s(?:due|planned|scheduled|set|expected|originally\s+planned)\s+(?:for|on|in)\s+(?:next\s+|this\s+|late\s+|early\s+)*[\w’']+(?:\s\d+|\s\([^)]*\))?,?"
    r"|\b(?:late\s+|early\s+)?on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night|afternoon))?"
    r"|(?<=[a-z]\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\s(?:to|that|in|a|the|by|on)\b)"
)
_AGREED_LAST = re.compile(rf",\s(?P<who>(?:its|the|all|all\s+the)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{either(_M['members'])}|{BODY}))\s+(?:have\s+|had\s+)?(?:agreed|decided)(?=\s*(?:on\s+\w+day|today|late|early|after|at|in|$|[.,]))", re.IGNORECASE)
_VETO_DOES = re.compile(
    rf"(?:{NAMED}|{STANDING})(?:['’]s?)?\s+veto\s+(?:sinks?|sank|blocks?|blocked|kills?|killed|keeps?|kept|ends?|stops?|stopped|halts?|halted|scuppers?|scuppered|derails?|derailed|defeats?|defeated|dashes|dashed|bars?|barred|thwarts?|thwarted)\b",
    re.IGNORECASE,
)
_NOT_ITS_OBJECT = re.compile(r"\s*(?:that\b(?!\s+(?:\w+\s+){1,4}(?:be|should\s+be)\b)|to\s+(?!the\b|an?\b|its\b|this\b|these\b|[A-Z])\w)")
_NOUN_PHRASE = re.compile(r"\s+(?:the|an?|its|this|these|their|all|new|tougher|fresh|[A-Z]\w*|\w+\s+(?:of|on|against))\b")
_INVITED_IN = re.compile(r"\s*(?:to\s+(?:join|become|accede|start|begin|open)\b|by\b|into\b|as\b|on\b|in\b|[.,;]|$)", re.IGNORECASE)
_QUESTION = re.compile(r"\?|\b(?:how|what|why|who)\b", re.IGNORECASE)


class ClauseReader:
    """Reads outcome clauses in masked sentences.

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

    def clauses(self, text: str, *, headline: bool = False, before: str = "") -> Iterator[Clause]:
        """What a sentence tells, in no order.

        Args:
            text: masked, names of the body replaced by "BODY".
            headline: whether verbs in the present and bare participles tell what has been done.
            before: the sentence that precedes it, for "it".
        """
        if headline and _QUESTION.search(text):
            return
        text = _ASIDE.sub(lambda m: " " * len(m.group()), text)
        self.before = before
        for match in islice(_DECIDING.finditer(text), _MOST):
            yield from self._decided(text, match)
        for match in islice(_DONE.finditer(text), _MOST):
            yield from self._done(text, match, headline)
        for match in islice(_AGREED_LAST.finditer(text), _MOST):
            left = text[: match.start()]
            if self._about(left, votes=False)[0] and not _EARLIER.search(left):
                yield Clause(State.ADOPTED, 0, match.end(), self._score(self.words.strong(left) is not None, True))
        for match in islice(_OBJECT_DONE.finditer(text), _MOST):
            yield from self._object(text, match)
        for match in islice(_BODY_DONE.finditer(text), _MOST):
            yield from self._body(text, match, match.lastgroup)
        for match in islice(_NOUNS.finditer(text), _MOST):
            yield from self._noun(text, match)
        if headline:
            for match in islice(_DOES.finditer(text), _MOST):
                yield from self._body(text, match, match.lastgroup, present=True)
            for match in islice(_OBJECT_DOES.finditer(text), _MOST):
                yield from self._object(text, match, headline=True)
            yield from self._veto(text)

    # -- the parts of a clause

    def _left(self, text: str, at: int) -> str:
        start = 0
        for cut in _BOUNDARY.finditer(text, 0, at):
            start = cut.end()
        return text[start:at]

    def _right(self, text: str, at: int) -> str:
        stop = _ENDS.search(text, at)
        return text[at : min(stop.start() if stop else len(text), at + 180)]

    def _unreal(self, text: str, at: int, left: str) -> bool:
        """Whether what stands before makes it a wish, a plan, a condition or another time."""
        near = " ".join(left.split()[-5:])
        before = text[max(0, at - 160) : at - len(left)]
        opening = re.search(r"\b(?:if|unless|until|once|before|whether|when|in\s+case|ahead\s+of|as\s+soon\s+as|under)\s[^,;]*$", before + left, re.IGNORECASE)
        wanted = _WANT.search(" ".join((before + left).split()[-12:]))
        return bool(_MODAL.search(near) or _TO.search(" ".join(left.split()[-2:])) or wanted or (opening and not re.match(r"when", opening.group(), re.IGNORECASE)))

    def _agent(self, left: str) -> str:
        """Who acts by the words before a verb: "body", "member", "other" or "nobody"."""
        plain = re.sub(r"\b(?:at|in|during|after|on|by)\s+(?:the|a|an|its|their|[A-Z]\w+['’]s)\s+[^,]{0,40}?(?:meeting|summit|session|vote|ballot|talks|debate)\b,?", " ", left)
        plain = re.sub(r",\s(?:meeting|gathered|sitting|convened|assembled|led|chaired|based|which|who|whose)\b[^,]*,", " ", plain)
        state = _ANY_STATE.search(plain) if self.states else None
        other = _OTHER.search(plain)
        if (named := _ANOTHER_BODY.search(plain)) and named["noun"].casefold() not in self.words.body_nouns:
            return "other"
        if other and self.chamber and re.fullmatch(r"parliament|upper house|lower house|opposition|coalition|party", other.group(), re.IGNORECASE):
            other = None
        if other and re.search(r"\b(?:of|led by|from|by|backed by)\s+(?:the\s+|a\s+|its\s+)?(?:\w+\s+)?$", plain[: other.start()]) is None:
            return "other"
        if state:
            return "member"
        body = None
        for body in _BODY.finditer(plain):
            break
        if body is None:
            return "nobody"
        return "some" if _SOME.search(plain[: body.start()]) else "body"

    def _about(self, text: str, *, votes: bool) -> tuple[bool, bool]:
        """Whether words speak of the object, and whether by its own words."""
        found = self.words.mention(text, votes=votes)
        if found is None or self.words.something_else(text, found.end()):
            return False, False
        return True, self.words.strong(text) is not None

    def _score(self, strong: bool, body: bool, headline: bool = False, late: float = 0.0) -> float:
        return 1.0 + 0.6 * strong + 0.3 * body + 0.8 * headline - late

    # -- the kinds of telling

    def _done(self, text: str, match: re.Match[str], headline: bool) -> Iterator[Clause]:
        state = State(match.lastgroup)
        verb = match.group()
        left = self._left(text, match.start())
        right = self._right(text, match.end())
        be, have = _BE.search(left), _HAVE.search(left)
        if be:
            yield from self._passive(text, match, state, left, right, be, headline)
            return
        if _NOT_VERB.search(left):
            return
        if headline and (self._participle(left, right) or re.search(r"(?:from|of)$", verb)):
            about, strong = self._about(left, votes=state in (State.POSTPONED, State.REJECTED))
            if about and not _MODAL.search(left) and self._agent_after(right) != "member" and self._fits(verb, state):
                yield Clause(state, match.start() - len(left), match.end(), self._score(strong, False, True))
                return
        aux = have.group() if have else ""
        if _NEGATED.search(aux) or (have is None and _NEGATED.search(" ".join(left.split()[-2:]))):
            return
        yield from self._active(text, match, state, left, right, late=0.5 if aux.lower().startswith("had") else 0.0, perfect=bool(aux), headline=headline)

    def _participle(self, left: str, right: str) -> bool:
        """Whether a headline's participle stands for a passive: nothing behind it that it could govern."""
        return bool(left.strip()) and re.match(r"\s*(?:$|by\b|at\b|in\b|after\b|until\b|amid\b|as\b|over\b|despite\b|unanimously\b|with\b|on\b|again\b|to\b|,)", right, re.IGNORECASE) is not None

    def _agent_after(self, right: str) -> str:
        told = _BY.match(right)
        if told is None:
            return "nobody"
        who = told["who"]
        if re.match(r"\d|(?:a|an)\s+(?:vote|majority|margin|show|narrow|large|wide|overwhelming|unanimous|single)|consensus|unanim|acclam", who, re.IGNORECASE):
            return "nobody"
        found = self._agent(who)
        return "member" if found in ("member", "other", "some") else found

    def _passive(
        self, text: str, match: re.Match[str], state: State, left: str, right: str, be: re.Match[str], headline: bool
    ) -> Iterator[Clause]:
        verb, subject = match.group(), left[: be.start()]
        adverbs = be["adv"] or ""
        negated = bool(_NEGATED.search(adverbs) or re.search(r"n['’]t\s*$", subject) or _NEGATED.search(" ".join(subject.split()[-2:])))
        if re.search(r"\b(?:to|being|be|the|a|of|by|with)\b", adverbs, re.IGNORECASE) or self._unreal(text, match.start() - (len(left) - be.start()), subject):
            could = re.search(r"\b(?:could|cannot|can)\s+not\s*$", subject, re.IGNORECASE)
            if not could:
                return
        present = (be["be"] or "").lower() in ("is", "are", "gets")
        if present and state not in (State.POSTPONED, State.WITHDRAWN):
            return
        if negated:
            perfect = "been" in (be["be"] or "").lower()
            if state is not State.ADOPTED or perfect or _YET.search(left):
                return
            state = State.REJECTED
        votes = state in (State.POSTPONED, State.REJECTED)
        about, strong = self._about(_subject(subject), votes=votes)
        pronoun = re.search(r"(?:^|,|\band\b)\s*(?:it|he|she|which|that|and)\s*(?:has|have|had)?\s*$", subject, re.IGNORECASE) or not subject.strip()
        if not about and pronoun and not _ANY_STATE.search(subject):
            whole = text[: match.start()]
            about = self._about(_subject(whole[: len(whole) - len(left)]), votes=votes)[0]
            about = about or (bool(subject.strip()) and self._about(self.before, votes=False)[0])
        if not about and state is State.POSTPONED and _RELATIVE.search(text[: match.start() - len(left)]):
            about = self._about(text[: match.start() - len(left)], votes=True)[0]
        if not about or (self.states and _ANY_STATE.search(subject) and _OTHER.search(subject)):
            return
        agent = self._agent_after(right)
        if agent == "member" and (state is not State.REJECTED or not _VETO.search(verb)):
            return
        late = 0.5 if re.search(r"\bhad\s*$", subject, re.IGNORECASE) else 0.0
        if state is State.REFERRED and not _TARGET.search(right):
            return
        if state is State.POSTPONED and _AGENDA.search(verb) and not re.search(r"agenda|vote|schedule|order\s+paper|later|next|into", right):
            return
        if state is State.WITHDRAWN and "pulled" in verb and "agenda" in right:
            state = State.POSTPONED
        if re.match(r"invited", verb, re.IGNORECASE) and not _INVITED_IN.match(right):
            return
        if self._fits(verb, state) and not self._past(subject, right):
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, agent == "body", headline, late))

    def _active(
        self, text: str, match: re.Match[str], state: State, left: str, right: str, *, late: float = 0.0, perfect: bool = False, headline: bool = False
    ) -> Iterator[Clause]:
        verb = match.group()
        if self._unreal(text, match.start(), left) or not self._fits(verb, state) or self._past(left, right):
            return
        if re.match(r"agreed|decided|accepted|confirmed", verb, re.IGNORECASE) and _NOT_ITS_OBJECT.match(right):
            return
        if verb.lower().endswith(" to") and not _NOUN_PHRASE.match(right):
            return  # "agreed to discuss it"
        votes = state in (State.POSTPONED,)
        about, strong = self._about(right, votes=votes)
        if not about:
            return
        agent = self._agent(left)
        if state is State.ADOPTED and agent != "body":
            return
        if state is State.REJECTED and (agent not in ("body", "some") or (agent == "some" and verb.startswith("voted"))):
            cast = agent in ("member", "nobody") and (re.match(r"veto", verb, re.IGNORECASE) or (_VETO.match(verb) and not perfect and _dated(text)))
            kept = agent in ("member", "nobody") and re.match(r"barred|kept out|shut out|denied", verb, re.IGNORECASE)
            if not cast and not kept:
                return
        if state is State.POSTPONED and agent in ("member", "other", "some") and not headline:
            return
        if state is State.POSTPONED and _AGENDA.search(verb) and not re.search(r"agenda|vote|schedule", right):
            return
        if state is State.WITHDRAWN and agent == "other":
            return
        if state is State.WITHDRAWN:
            found = self.words.mention(right)
            owned = re.match(r"\s+(?:its|his|her|their|the|a|an|this|that|[A-Z])", right)
            if found is None or owned is None or len(right[: found.start()].split()) > 5 or re.match(r"\s+from\b", right):
                return
        if state is State.REFERRED and (agent in ("member", "other") or not _TARGET.search(right)):
            return
        yield Clause(state, match.start() - len(left), match.end(), self._score(strong, agent == "body", False, late))

    def _decided(self, text: str, match: re.Match[str]) -> Iterator[Clause]:
        state = State(match.lastgroup or "adopted")
        left, right = self._left(text, match.start()), self._right(text, match.end())
        if self._unreal(text, match.start(), left) or self._agent(left) != "body" or self._past(left, right):
            return
        if _MODAL.search(match["how"]) or (state is State.ADOPTED and re.match(r"be|have|seek|hold|meet|continue|discuss|consider|debate|work|keep|wait|look|examine|study|try|return", match["adopted"] or "", re.IGNORECASE)):
            return
        if re.match(r"let|allow|take|welcome", match["adopted"] or "", re.IGNORECASE) and not re.search(r"\b(?:in|back|into|join|return|rejoin)\b", right):
            return
        about, strong = self._about(right, votes=state is State.POSTPONED)
        if not about and state is State.ADOPTED and match["adopted"] and match["adopted"].lower()[:4] in self.words.kind:
            about, strong = self.words.mention(right) is not None or len(match["adopted"]) > 2, False
        if state is State.REFERRED and not _TARGET.search(right):
            return
        verb = match["adopted"] or ""
        if about and self._fits(verb, state):
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, True))

    def _veto(self, text: str) -> Iterator[Clause]:
        """A headline's veto as the subject: "Kellish veto sinks the text"."""
        for match in islice(_VETO_DOES.finditer(text), _MOST):
            if self._about(self._right(text, match.end()), votes=False)[0]:
                yield Clause(State.REJECTED, match.start(), match.end(), self._score(True, False, True))

    def _object(self, text: str, match: re.Match[str], *, headline: bool = False) -> Iterator[Clause]:
        state = State(match.lastgroup)
        left, right = self._left(text, match.start()), self._right(text, match.end())
        subject = re.sub(r"\b(?:has|have|had|also|then|finally|narrowly|easily|\w+ly)\s*$", "", left)
        if self._unreal(text, match.start(), left) or self._past(left, right) or _NEGATED.search(" ".join(left.split()[-2:])):
            return
        if _BE_NEAR.search(left) or _NOT_VERB.search(left):
            return
        about, strong = self._about(_PARENTHESIS.sub(" ", subject), votes=state in (State.REJECTED, State.POSTPONED))
        pronoun = re.fullmatch(r"\W*(?:it|he|she|which|and|and\s+it)?\W*", subject, re.IGNORECASE)
        if not about and pronoun:
            about = self._about(_subject(text[: match.start() - len(left)]), votes=False)[0]
            about = about or (bool(re.search(r"\w", subject)) and self._about(self.before, votes=False)[0])
        if not about and headline and (state is State.ADOPTED or re.match(r"falls?|collapses|misses", match.group())):
            about, strong = self._about(right, votes=False)
        if not about or (self.states and _ANY_STATE.search(subject) and not strong):
            return
        if match.group().lower().split()[0] in ("failed", "won", "lost", "fell", "took", "got") and re.match(r"\s+to\b", right) and "to" not in match.group().split():
            state = State.REJECTED if match.group().lower().startswith("failed") else state
        yield Clause(state, match.start() - len(left), match.end(), self._score(strong, False, headline))

    def _body(self, text: str, match: re.Match[str], group: str | None, *, present: bool = False) -> Iterator[Clause]:
        state = State(group)
        left, right = self._left(text, match.start()), self._right(text, match.end())
        verb = match.group()
        if self._unreal(text, match.start(), left) or self._past(left, right) or not left.strip():
            return
        agent = self._agent(left)
        hinders = state is State.REJECTED and _VETO.match(verb) is not None
        hinders = hinders or re.match(r"(?:kept|keeps?|barred|bars?)\b", verb, re.IGNORECASE) is not None
        if present and state is State.REJECTED and agent == "member" and not re.match(r"veto|keeps?|bars?", verb, re.IGNORECASE):
            return
        agenda = state is State.POSTPONED and "agenda" in verb.lower()
        if agent in ("member", "other", "some") and not agenda and not (hinders and agent == "member" and re.search(r"veto|^kept|^keeps?|^barred|^bars?", verb, re.IGNORECASE)):
            return
        votes = state in (State.POSTPONED, State.REJECTED)
        alone = re.fullmatch(r"fails?|falls?|collapses?|ends?|slips?", verb, re.IGNORECASE) is not None
        about, strong = self._about(_subject(left) if alone else right, votes=votes)
        if not about and " " in verb:
            about, strong = self._about(verb, votes=False)
        if not about and not alone and agent in ("body", "nobody") and state is not State.ADOPTED:
            about, strong = self._about(_subject(left), votes=state is State.REJECTED)
            about = about and bool(re.match(r"fail|fall|slip|collapse|end", verb, re.IGNORECASE))
        if not about or (agent == "nobody" and not hinders and not present and state is State.ADOPTED):
            return
        if present and agent == "nobody" and state is State.ADOPTED:
            return
        if state is State.REFERRED and not (_TARGET.search(right) or _TARGET.search(verb)):
            return
        if state is State.POSTPONED and present and _AGENDA.match(verb) and not re.search(r"agenda|vote", right):
            return
        if self._fits(verb, state):
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, agent == "body", present))

    def _noun(self, text: str, match: re.Match[str]) -> Iterator[Clause]:
        state = State(match.lastgroup)
        left, right = self._left(text, match.start()), self._right(text, match.end())
        if self._unreal(text, match.start(), left) or self._past(left, right):
            return
        about, strong = self._about(right, votes=False)
        if not about:
            about, strong = self._about(left, votes=False)
        if not about:
            about, strong = self._about(match.group(), votes=False)
        if about:
            yield Clause(state, match.start() - len(left), match.end(), self._score(strong, False))

    def _fits(self, verb: str, state: State) -> bool:
        return state is not State.ADOPTED or self.words.decides(verb, _GROUPS)

    def _past(self, left: str, right: str) -> bool:
        """Whether it is told of another round or another time."""
        return _EARLIER.search(left) is not None or _EARLIER.search(right[:90]) is not None


_PARENTHESIS = re.compile(r",\s(?:which|who|that|due|planned|scheduled|for\s+which|tabled|set|known)\b[^,]*,?|\([^)]*\)")


def _subject(left: str) -> str:
    """The words of a subject without what is put in between; behind "by which" stands the subject of the clause."""
    return re.split(r"\b(?:by|under|through|with)\s+which\b", _PARENTHESIS.sub(" ", left))[-1]


def _dated(text: str) -> bool:
    return re.search(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|in\s+a\s+vote|(?:at|in)\s+(?:the|a)\s+(?:meeting|vote|session|summit)|\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s+\d)", text) is not None
