"""Verb groups and predicates of stance: what stands behind a member's name in a clause that tells where it stands.

The words are data (``data/en/stance_clauses.yaml``); each phrase of a frame begins with a verb in its base form, whose
other forms are made here. A verb group is read from left to right: adverbs, auxiliaries, negations, verbs of saying and
of intent; then one predicate of the frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from whipcount.positions.proposal.inflection import VerbForms, verb_forms
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("stance_clauses")
_VOTERS = word_lists("voter_stances")
_MORE = word_lists("stance_idioms")
ITS = r"(?:(?:its|their|his|her|the|a|an|any|full|no\s+further)\s+)?(?:(?!to\b|of\b|for\b|from\b|and\b|but\b)[a-z-]+\s+){0,2}?"  # noqa: E501
_FRAMES = {
    "for_what": ("yes", True), "asks_what": ("yes", True), "lets_what": ("yes", True), "against_what": ("no", True), "for_free": ("yes", False),  # noqa: E501
    "against_free": ("no", False), "abstain_free": ("abstain", False), "undecided_free": ("undecided", False),
    "decide_free": ("decide", False), "declined_free": ("declined", False), "ended_free": ("will_not_block", False),
    "ended_what": ("will_not_block", True),
    "block_free": ("block", False), "lost_free": ("no", False), "chamber_acts": ("yes", False),
    "chamber_refusals": ("no", False), "won_free": ("won", False), "lost_side_free": ("lost", False),
    "praise_what": ("yes", True), "blame_what": ("no", True), "regard_for_what": ("yes", True),
    "regard_against_what": ("no", True), "denied_what": ("denied", True), "denied_free": ("denied", False),
    "denied_abstain": ("denied_abstain", False), "denied_declined": ("denied_declined", False),
}  # fmt: skip
_BE = {
    "be_for": "yes", "be_against": "no", "be_undecided": "undecided", "be_declined": "declined", "be_abstaining": "abstain",  # noqa: E501
    "be_won": "won", "be_lost": "lost", "be_denied": "denied",
}  # fmt: skip
_WORD = lazy_pattern(r"[A-Za-z][\w’'-]*")
_SPACE = lazy_pattern(r"\s+")


@dataclass(frozen=True, slots=True)
class Frame:
    """One phrase of a frame: ``rest`` behind its verb; ``side`` it tells; whether its object must be told."""

    name: str
    side: str
    needs_object: bool
    forms: VerbForms
    rest: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """What a verb group tells besides its predicate.

    ``negated`` turns it; ``yet``: it is still to come; ``former``: of another time; ``announced``: will be done;
    ``possible``: may or could; ``would``: under a condition, or reported; ``perfect``: has or had done; ``had``: had
    done; ``be``: a form of "to be" came last; ``said``: told in the member's words; ``earlier``: the group before its
    last verb of intent, which may be the predicate itself ("agreed to sanctions").
    """

    end: int
    negated: bool = False
    yet: bool = False
    former: bool = False
    announced: bool = False
    possible: bool = False
    would: bool = False
    perfect: bool = False
    had: bool = False
    be: bool = False
    said: bool = False
    earlier: VerbGroup | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate at a place: its ``frame``'s name and ``side``, where it ends, whether its object must be told."""

    name: str
    side: str
    needs_object: bool
    end: int


@lru_cache(maxsize=1)
def _irregular() -> dict[str, VerbForms]:
    return {told.split("/")[0]: verb_forms(told) for told in _phrases_of("irregular")}


def forms_of(verb: str) -> VerbForms:
    """The forms of a verb of the lists."""
    return _irregular().get(verb) or verb_forms(verb, frozenset({"permit", "submit", "commit", "refer", "bar"}))


def _spelled(forms: VerbForms) -> set[str]:
    told = {forms.base, forms.third, forms.past, forms.participle, forms.gerund}
    if forms.base.endswith(("al", "el", "il")) and forms.past == f"{forms.base}ed":
        told |= {f"{forms.base}led", f"{forms.base}ling"}  # signaled, signalled
    return told


def spelled(verb: str) -> set[str]:
    """The forms of a verb of the lists, as they are spelled."""
    return _spelled(forms_of(verb))


def _pattern(words: str) -> str:
    words = re.sub(r"\b(vote|objection|instrument|reservation|doubt)\b(?!s)", r"\1s?", words)
    return re.sub(r"\((?!\?)", "(?:", words).replace("ITS ", ITS).replace(" ", r"\s+").replace("ITS", ITS)


_PARTICLE = re.compile(r"(?:up|out)?\s*(?:for|against|in favou?r|behind|in support|in opposition)\b")
_MANNER = (
    r"(?:\s+(?:[a-z]+ly|(?:the\s+)?(?:hard|loud|long|strong|fierce)(?:er|est)?|once\s+more|again|all\s+\w+|as\s+one|with\s+one\s+voice|most\s+\w+ly|at\s+length"
    r"|\w+\s+to\s+\w+|for\s+(?:an?|\w+|half\s+an)\s+(?:hours?|minutes?)))?"
)
"""What may stand between a verb and its preposition: "pushed hardest for", "spoke for an hour against"."""


def behind(words: str) -> str:
    """A phrase behind its verb as a pattern."""
    return rf"{_MANNER if _PARTICLE.match(words) else ''}\s+{_pattern(words)}(?!\w)"


@lru_cache(maxsize=1)
def _frames() -> dict[str, tuple[Frame, ...]]:
    """The frames by the forms of their verbs, longer phrases first."""
    made: dict[str, list[Frame]] = {}
    for name, (side, needed) in _FRAMES.items():
        for phrase in _phrases_of(name):
            verb, _, rest = phrase.partition(" ")
            forms = forms_of(verb)
            frame = Frame(name, side, needed, forms, lazy_pattern(behind(rest), re.IGNORECASE) if rest else None)
            for form in _spelled(forms):
                made.setdefault(form, []).append(frame)
    return {
        form: tuple(sorted(found, key=lambda f: -len(f.rest.pattern) if f.rest else 0)) for form, found in made.items()
    }


@lru_cache(maxsize=1)
def _be_frames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = ((side, either(_phrases_of(name)).replace(r"ITS\s+", ITS)) for name, side in _BE.items())
    return tuple((side, lazy_pattern(rf"{pattern}(?!\w)", re.IGNORECASE)) for side, pattern in told)


def _phrases_of(name: str) -> tuple[str, ...]:
    """The phrases of all lists of a name; verbs told in brackets, "(write|speak) in dissent", one by one."""
    told = tuple(phrase for lists in (_L, _VOTERS, _MORE) for phrase in phrases(lists.get(name, "")))
    if name not in _FRAMES:
        return told
    made: list[str] = []
    for phrase in told:
        verbs, _, rest = phrase.partition(") ")
        made += [f"{verb} {rest}" for verb in verbs[1:].split("|")] if phrase.startswith("(") else [phrase]
    return tuple(made)


def verbs_of(listed: Iterable[str]) -> re.Pattern[str]:
    """The forms of verbs, with what stands behind them, as one pattern."""
    told = []
    for phrase in listed:
        verb, _, rest = phrase.partition(" ")
        if verb == "be":
            told.append(_pattern(f"(is|are|was|were|be|been|being) {rest}"))
            continue
        forms = "|".join(sorted(map(re.escape, _spelled(forms_of(verb))), key=lambda form: (-len(form), form)))
        told.append(rf"(?:{forms})" + (rf"\s+{_pattern(rest)}" if rest else ""))
    return lazy_pattern(rf"(?:{'|'.join(sorted(told, key=lambda t: (-len(t), t)))})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of verb groups, compiled when first used."""

    says: re.Pattern[str]
    intends: re.Pattern[str]
    intends_not: re.Pattern[str]
    be_to: re.Pattern[str]
    be_to_not: re.Pattern[str]
    adverb: re.Pattern[str]
    former: re.Pattern[str]
    times: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    def all_of(name: str) -> re.Pattern[str]:
        return lazy_pattern(rf"{either(_phrases_of(name))}(?!\w)", re.IGNORECASE)

    def verbs(name: str) -> re.Pattern[str]:
        return verbs_of(_phrases_of(name))

    return _Words(
        verbs("says"), verbs("to"), verbs("to_not"), all_of("be_to"), all_of("be_to_not"), all_of("adverbs"),
        all_of("former"), all_of("times"),
    )  # fmt: skip


_NOT = lazy_pattern(r"(?:not|never|no\s+longer|hardly|cannot)(?!\w)|n['’]t(?!\w)", re.IGNORECASE)
_ON_THE_WAY = lazy_pattern(
    r"(?:that|in\s+\w+|reporters|us|voters|colleagues|journalists|supporters|residents|members|(?:the|a|an|her|his|its|their)\s+(?:[a-z-]+\s+){0,2}[a-z-]+(?:\s+of\s+[a-z-]+)?(?:\s+that|(?=\s+(?:he|she|it|they)\s)))(?!\w)"
)
_CALLED_SO = lazy_pattern(
    r"\s+(?:the|an?|too|no|not|very|quite|utterly|simply|(?:un)?(?:right|wrong|good|bad|best|fair|wise|necessary|lawful)|\w+(?:ful|ous|ive|able|ible|less|ish))(?!\w)"
)
_YET = lazy_pattern(r"yet\s+to(?!\w)|yet(?!\w)|still\s+to(?!\w)", re.IGNORECASE)
_HAVE = lazy_pattern(r"(?:has|have|had|having)(?!\w)", re.IGNORECASE)
_BE_FORM = lazy_pattern(
    r"(?:is|are|was|were|be|been|being|remains?|remained|stays?|stayed|stands?|stood)(?!\w)", re.IGNORECASE
)
_DO = lazy_pattern(r"(?:does|do|did)(?=\s|n)", re.IGNORECASE)
_WILL = lazy_pattern(r"['’]ll(?!\w)|(?:will|shall|would|(?:is|are)\s+to(?=\s+\w))(?!\w)|wo(?=n['’]t)", re.IGNORECASE)
_AMONG = lazy_pattern(
    r"(?:among|one\s+of|the\s+only|the\s+first|the\s+last|the\s+(?:one|lone|sole|single|two|three|four|five|six|seven|eight|nine|ten)|those|alone\s+among)\s+(?:the\s+|of\s+)?(?:[\w-]+\s+){0,2}?(?:that|who|which)\s+",
    re.IGNORECASE,
)
_MAY = lazy_pattern(r"(?:could|might|may|should|must|can|ought\s+to|need)(?!\w)|can(?=not\b)", re.IGNORECASE)
_LY = lazy_pattern(r"[a-z]+ly(?!\w)", re.IGNORECASE)
_NOT_LY = frozenset(
    {
        "apply",
        "reply",
        "rely",
        "supply",
        "ally",
        "multiply",
        "comply",
        "imply",
        "only",
        "early",
        "likely",
        "unlikely",
        "friendly",
        "unfriendly",
        "lonely",
        "costly",
        "deadly",
        "timely",
        "untimely",
    }
)
_TO = lazy_pattern(
    r"\s+(?P<not>not\s+)?to\s+(?!(?:the|an?|its?|their|his|her|this|that|these|those|all|any|both|such|each|every|it|them|him|one|us|no)\b)(?=[a-z])"
)
_MOST_STEPS = 14


def verb_group(text: str, at: int, subject: re.Pattern[str], *, be: bool = False) -> VerbGroup:
    """The verb group that begins at a place, up to where its predicate is to be sought.

    Args:
        text: a masked sentence.
        at: behind the subject.
        subject: what may stand for the subject again behind a verb of saying ("said it would ...").
        be: whether a form of "to be" is left out before it ("with Kell opposed").

    >>> group = verb_group("has not yet backed it", 0, re.compile("it"))
    >>> group.negated, group.yet, group.end
    (True, True, 12)
    """
    words, group = _words(), VerbGroup(at, be=be)
    for _ in range(_MOST_STEPS):
        at = _skip(text, group.end)
        if (match := words.former.match(text, at)) is not None and not (
            match.group().lower() == "long" and group.perfect and not group.had  # "has long opposed it": and still does
        ):
            group = replace(group, end=match.end(), former=True)
        elif (match := _YET.match(text, at)) is not None:
            group = replace(group, end=match.end(), yet=True)
        elif (match := _NOT.match(text, at)) is not None:
            group = replace(group, end=match.end(), negated=not group.negated, be=group.be)
        elif (
            (match := words.times.match(text, at)) is not None
            or (match := words.adverb.match(text, at)) is not None
            or ((match := _LY.match(text, at)) is not None and match.group().lower() not in _NOT_LY)
        ):
            group = replace(group, end=match.end())
        elif (match := _WILL.match(text, at)) is not None:
            would = match.group().lower() == "would"
            group = replace(group, end=match.end(), announced=True, would=group.would or would, be=False)
        elif (match := _MAY.match(text, at)) is not None:
            group = replace(group, end=match.end(), possible=True)
        elif (match := _HAVE.match(text, at)) is not None and _goes_on(text, match.end()):
            group = replace(
                group, end=match.end(), perfect=True, had=group.had or match.group().lower() == "had", be=False
            )
        elif (match := _DO.match(text, at)) is not None:
            group = replace(group, end=match.end())
        elif group.be and (match := _AMONG.match(text, at)) is not None:
            group = replace(group, end=match.end(), be=False)
        elif (match := _BE_FORM.match(text, at)) is not None and not _stands_so(text, match):
            group = replace(group, end=match.end(), be=True)
        elif (after := _said(text, at, words, subject)) is not None:
            group = replace(group, end=after, said=True, be=False, had=False, perfect=False)
        elif (
            not _declines(text, at)
            and not _phrase_to(text, at)
            and (turned := _intends(text, at, words, group)) is not None
        ):
            group = replace(turned, earlier=replace(group, end=at, earlier=None))
        else:
            break
    return replace(group, end=_skip(text, group.end))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _goes_on(text: str, at: int) -> bool:
    """Whether "has" is an auxiliary here: a word stands behind it that a verb group may go on with."""
    following = _WORD.match(text, _skip(text, at))
    return following is None or following.group().lower() not in (
        "no",
        "none",
        "nothing",
        "a",
        "an",
        "the",
        "its",
        "their",
    )


def _said(text: str, at: int, words: _Words, subject: re.Pattern[str]) -> int | None:
    """Behind a verb of saying and the subject taken up again: "said on Monday that it"."""
    match = words.says.match(text, at)
    if match is None:
        return None
    place = match.end()
    for _ in range(4):
        place = _skip(text, place)
        step = words.times.match(text, place) or _ON_THE_WAY.match(text, place)
        if step is None:
            break
        place = step.end()
    again = subject.match(text, place)
    if again is None or (again.group().lower() == "it" and _CALLED_SO.match(text, again.end())):
        return None  # "thought it the only way": no clause of its own
    return again.end()


def _intends(text: str, at: int, words: _Words, group: VerbGroup) -> VerbGroup | None:
    """A step over "plans to", "is expected to", "refuses to"."""
    for pattern, turned, after_be in (
        (words.be_to_not, True, True), (words.be_to, False, True), (words.intends_not, True, False), (words.intends, False, False),  # noqa: E501
    ):  # fmt: skip
        if after_be and not group.be:
            continue
        match = pattern.match(text, at)
        if match is None:
            continue
        behind_it = _TO.match(text, match.end())
        if behind_it is None:
            continue
        negated = (group.negated != turned) != bool(behind_it["not"])
        twice = group.negated and turned  # "has not refused to back it": that is no backing yet
        group = replace(group, possible=group.possible or twice)
        return replace(group, end=behind_it.end(), negated=negated, announced=True, be=False, perfect=False, had=False)
    return None


def _declines(text: str, at: int) -> bool:
    """Whether a place says that somebody would not tell: "declined to say how it will vote"."""
    word = _WORD.match(text, at)
    frames = _frames().get(word.group().lower(), ()) if word else ()
    return word is not None and any(
        f.name == "declined_free" and f.rest is not None and f.rest.match(text, word.end()) for f in frames
    )


def _stands_so(text: str, match: re.Match[str]) -> bool:
    """Whether "stands" or "remains" is a predicate's own verb, and no form of "to be": "stand in the way"."""
    frames = _frames().get(match.group().lower(), ())
    return any(frame.rest is not None and frame.rest.match(text, match.end()) for frame in frames)


def _phrase_to(text: str, at: int) -> bool:
    """Whether a predicate of its own holds the "to": "voted to go forward"."""
    word = _WORD.match(text, at)
    frames = _frames().get(word.group().lower(), ()) if word else ()
    found = (f.rest.match(text, word.end()) for f in frames if f.rest is not None and word is not None)
    return any(match is not None and re.match(r"\s+to\s", match.group()) for match in found)


def predicates_at(text: str, group: VerbGroup) -> Iterator[Predicate]:
    """The predicates that may stand at the end of a verb group, the longest first."""
    at = group.end
    if group.be:
        for side, pattern in _be_frames():
            match = pattern.match(text, at)
            if match is not None:
                free = re.search(r"(?:of|to|with|for|against|behind)\Z", match.group(), re.IGNORECASE) is None
                yield Predicate("be", side, not free, match.end())
    word = _WORD.match(text, at)
    if word is None:
        return
    form = word.group().lower()
    for frame in _frames().get(form, ()):
        if group.be and form != frame.forms.gerund:
            continue  # passive: somebody else does it
        if not group.be and form == frame.forms.gerund:
            continue
        if frame.rest is None:
            yield Predicate(frame.name, frame.side, frame.needs_object, word.end())
        elif (rest := frame.rest.match(text, word.end())) is not None:
            yield Predicate(frame.name, frame.side, frame.needs_object, rest.end())


_SPLIT = lazy_pattern(
    r"\s+(?P<what>(?:it|them|him|her|(?:the|this|that|these|those|its|their|an?)\s+(?:[\w-]+\s+){0,4}?[\w-]+|[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*))\s+(?P<off>down|out|up|off|back|through|aside|away)(?!\w)"
)


def split_predicate(text: str, group: VerbGroup) -> tuple[Predicate, str] | None:
    """A predicate with its object before its particle, and that object: "turned the treaty down".

    >>> split_predicate("turned the treaty down", VerbGroup(0))[1]
    'the treaty'
    """
    word = None if group.be else _WORD.match(text, group.end)
    frames = _frames().get(word.group().lower(), ()) if word is not None else ()
    match = _SPLIT.match(text, word.end()) if word is not None and frames else None
    if match is None:
        return None
    apart = f" {match['off']} "
    for frame in frames:
        if frame.needs_object and frame.rest is not None and frame.rest.fullmatch(apart.rstrip()):
            return Predicate(frame.name, frame.side, True, match.end()), match["what"]
    return None


def be_predicate(told: str) -> tuple[str, int] | None:
    """The side that words tell which may stand behind "is", and where they end: "opposed to the plan".

    >>> be_predicate("opposed to the plan"), be_predicate("in the market square")
    (('no', 10), None)
    """
    for side, pattern in _be_frames():
        match = pattern.match(told)
        if match is not None and side != "denied":
            return side, match.end()
    return None


def tells_stance(text: str, at: int, subject: re.Pattern[str]) -> bool:
    """Whether a clause behind a name tells a stance of it.

    >>> tells_stance(" has said it will vote for the ban.", 0, re.compile("it")), tells_stance(" is a lake.", 0, re.compile("it"))
    (True, False)
    """  # noqa: E501
    group = verb_group(text, at, subject)
    if group.possible:
        return False
    return any(
        p.name not in ("block_free", "decide_free") or group.negated or group.yet for p in predicates_at(text, group)
    )
