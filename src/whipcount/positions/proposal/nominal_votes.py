"""Votes told by nouns, with a member as their owner: "Kell's was the only no", "against the votes of Kell and Pell"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from whipcount.bodies.member_mentions import STANDING, Masked
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.own_acts import decided_verb
from whipcount.positions.proposal.stance_frames import spelled
from whipcount.positions.proposal.vote_objects import on_another
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_ANY = "[\ue000-\uf8ff]"
_MOST = 12
_OWNER = rf"{_ANY}['’]s?(?:(?:\s+and|,|,\s+and)\s+{_ANY}['’]s?){{0,8}}"
_WHO = rf"(?:{_OWNER}|{STANDING})"
_UNREAL = lazy_pattern(
    r"\b(?:if|unless|whether|would|could|might|may|should|will|must|needs?|without|had\s+not|not|never|hopes?|wants?|expected|likely|threat\w*|possible|previous|earlier|another|until)\b",
    re.IGNORECASE,
)
_THEY_WERE = lazy_pattern(rf"\s*(?:They|These|Those|The\s+(?:rebels|dissenters|\w+))\s+(?:were|are)\s+(?P<m>{_WHO})")
_CLAUSE = lazy_pattern(r"[;:]\s|,\s(?:and|but|while|although|though)\s|[“”\"]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NominalVote:
    """A vote of members told by a noun: ``side`` yes, no, abstain; the place in the masked text.

    ``closed``: nobody else did; ``as_carried``: the side holds where the decision was taken, else the other one.
    """

    members: tuple[str, ...]
    side: str
    start: int
    end: int
    closed: bool = False
    as_carried: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """The patterns with the side that each tells ("" where a group of the pattern does) and whether nobody else did so."""  # noqa: E501
    words = word_lists("nominal_votes")
    sides = "|".join(rf"(?P<{side}>{either(words[side])}s?)" for side in ("no", "yes", "abstain"))
    lone = rf"(?:(?:the|an?|its|their)\s+)?(?:(?P<lone>{either(words['lone'])})\s+){{1,2}}(?:member['’]s\s+|to\s+)?"
    noun = rf"(?:{sides})(?!\w)"
    about = r"(?P<about>(?:\s+(?:to|on|against|in|of|for|at)\s+[^,.;:\ue000-\uf8ff]{1,60}?)?)"
    link = r",?\s+(?:(?:was|were|came|is|are|comes)(?:\s+cast)?\s+(?:by|from|that\s+of|those\s+of|the\s+work\s+of)?|by|from)\s*"  # noqa: E501
    return tuple(
        (lazy_pattern(pattern, re.IGNORECASE), side, closed)
        for pattern, side, closed in (
            (rf"(?<!\w){lone}{noun}{about}{link}(?P<m>{_WHO})", "", True),
            (rf"(?P<m>{_WHO})\s+(?:was|were|is|are)\s+{lone}{noun}(?P<about>)", "", True),
            (rf"(?<!\w){either(words['against'])}\s+(?:only\s+)?the\s+(?:(?:dissenting|negative|no)\s+)?votes?\s+of\s+(?P<m>{_WHO})(?P<about>)", "no", False),  # noqa: E501
            (rf"(?<!\w){either(words['against'])}\s+(?P<m>{_OWNER})\s+(?:\w+\s+)?(?:dissent|votes?|no|opposition|objections?)(?!\w)(?P<about>)", "no", False),  # noqa: E501
            (rf"(?<!\w){either(words['with'])}\s+(?:only\s+)?the\s+votes?\s+(?:of|from)\s+(?P<m>{_WHO})(?P<about>)", "yes", False),  # noqa: E501
            (rf"\bwith\s+(?:only\s+)?(?P<m>{STANDING})\s+(?:alone|both|also)?\s*(?:opposed|opposing|dissenting|in\s+dissent|in\s+opposition|voting\s+(?:against|no)|objecting)(?!\w)(?P<about>)", "no", False),  # noqa: E501
            (rf"(?P<m>{STANDING})\s+(?:{either(words['alone'])})(?!\w)(?P<about>)", "no", True),
            (rf"(?P<m>{_OWNER})\s+(?:surprise\s+|late\s+|last-minute\s+)?abstentions?(?!\w)(?P<about>)", "abstain", False),  # noqa: E501
            (rf"\babstentions?{about}{link}(?P<m>{_WHO})", "abstain", False),
            (rf"\babstentions?\s+of\s+(?P<m>{_WHO})(?P<about>)", "abstain", False),
            (rf"(?:\A|(?<=[;:,]\s)|(?<=\band\s))(?:voting\s+|those\s+)?(?:(?P<no>against|opposed)|(?P<yes>in\s+favou?r|for)|(?P<abstain>abstaining))(?P<about>(?:\s+(?:of\s+)?(?:it|(?:the|closing|keeping)\s+[^,.;:\ue000-\uf8ff]{{2,40}}?))?)\s+(?:was|were)\s+(?P<m>{_WHO})", "", False),  # noqa: E501
            (rf"(?P<m>{_WHO})(?:,[^,.;:\ue000-\uf8ff]{{1,80}},)?\s+(?:used|gave|threw|lent|cast|spent)\s+(?:her|his|its|their|the|a)\s+(?:[\w-]+\s+)?votes?\s+(?:to|(?P<yes>in\s+favou?r|for)|(?P<no>against))(?!\w)(?P<about>)", "", False),  # noqa: E501
            (rf"\b(?:the\s+)?(?:deciding|decisive|crucial|casting)\s+vote\s+(?:for|in\s+favou?r\s+of)\s+(?P<about>[^,.;:\ue000-\uf8ff]{{2,60}}?){link}(?P<m>{_WHO})", "yes", False),  # noqa: E501
            (rf"\bthe\s+votes?\s+that\s+(?:sank|killed|defeated|blocked|doomed|stopped|brought\s+down)\s+(?P<about>[^,.;:\ue000-\uf8ff]{{2,60}}?)\s+(?:was|were|came\s+from)\s+(?P<m>{_WHO})", "no", False),  # noqa: E501
            (rf"\bthe\s+votes?\s+that\s+(?:carried|saved|decided|rescued|passed)\s+(?P<about>[^,.;:\ue000-\uf8ff]{{2,60}}?)\s+(?:was|were|came\s+from)\s+(?P<m>{_WHO})", "yes", False),  # noqa: E501
        )
    )  # fmt: skip


@lru_cache(maxsize=1)
def _losing() -> tuple[re.Pattern[str], ...]:
    words = word_lists("nominal_votes")
    aside = r"(?:,[^,.;:\ue000-\uf8ff]{1,80},)?,?\s+"
    lost, won, dissents = (
        lazy_pattern(
            rf"(?P<m>{STANDING}){aside}(?:(?:had|has|have|also|both|all)\s+)?{either(words[name])}(?!\w)", re.I
        )
        for name in ("lost", "won", "dissents")
    )
    wrote = lazy_pattern(
        rf"(?<!dissenting\s)\b(?:judg?ment|opinion|ruling|decision)(?:\s+(?:of|for)\s+the\s+(?:court|majority))?,?\s+(?:(?:was|is)\s+)?(?:written|delivered|authored|given)\s+by\s+(?P<m>{STANDING})"
        rf"(?:,\s+(?:with\s+whom|joined\s+by)\s+(?P<m2>{STANDING}))?", re.I,
    )  # fmt: skip
    passed, failed = (lazy_pattern(rf"(?<!\w){either(words[name])}(?!\w)", re.I) for name in ("passed", "failed"))
    return lost, won, dissents, wrote, passed, failed


def nominal_votes(
    masked: Masked, words: ObjectWords, *, before: str = "", voting: bool = False
) -> Iterator[NominalVote]:
    """The votes that one sentence tells by nouns.

    Args:
        masked: the sentence.
        words: of the object.
        before: the sentence that precedes it, masked: the vote may be told there.
        voting: whether the report has told of the vote not long before.
    """
    text = masked.text
    if not masked.lists or text.rstrip().endswith("?"):
        return
    about_it = voting or any(words.mention(told, votes=True) is not None for told in (text, before))
    for pattern, told, closed in _patterns() if about_it else ():
        for match in islice(pattern.finditer(text), _MOST):
            groups = match.groupdict()
            side = told or next((s for s in ("no", "yes", "abstain") if groups.get(s)), "")
            if (
                told == "no"
                and "against" in match.group().lower().split()[:2]
                and _turned_down(text, match.start(), words)
            ):
                side = "yes"  # "voted it down against the votes of Kell"
            if side and _real(text, match, words):
                yield NominalVote(
                    _members(masked, match["m"]), side, match.start(), match.end(), closed and not _many(match)
                )
    yield from _of_the_losing(masked, words)
    if (they := _THEY_WERE.match(text)) is not None and (side := _side_of(before)):
        yield NominalVote(_members(masked, they["m"]), side, they.start("m"), they.end(), True)


@lru_cache(maxsize=1)
def _casts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    votes = word_lists("votes")
    return tuple(
        (side, lazy_pattern(rf"(?<!\w){either(votes[f'cast_{side}'])}(?!\w)", re.IGNORECASE))
        for side in ("yes", "no", "abstain")
    )


def _side_of(before: str) -> str:
    """The one side that a sentence tells votes of; none where it tells of two."""
    told = [side for side, pattern in _casts() if pattern.search(before)]
    return told[0] if len(told) == 1 and not _UNREAL.search(before) else ""


_ON_WHAT = lazy_pattern(r"\s+(?:on|over)\s+(?:the|a|an|its|their)\s+[^.,;:]{3,80}")


def _many(match: re.Match[str]) -> bool:
    lone = match.groupdict().get("lone") or ""
    return lone.lower() in ("one", "other", "deciding", "decisive", "crucial")


def _of_the_losing(masked: Masked, words: ObjectWords) -> Iterator[NominalVote]:
    """Who wrote for the majority, dissented, was outvoted: which way that was, the outcome tells."""
    lost, won, dissents, wrote, passed, failed = _losing()
    text = masked.text
    taken = passed.search(text) is not None or all(_is_own(match, words) for match in failed.finditer(text))
    for pattern, with_it in ((lost, False), (won, True), (dissents, False), (wrote, True)):
        for match in islice(pattern.finditer(text), _MOST):
            on = _ON_WHAT.match(text, match.end())
            elsewhere = on is not None and words.mention(on.group(), votes=True) is None
            if not elsewhere and not _UNREAL.search(text[max(0, match.start() - 30) : match.start()]):
                side = "yes" if with_it == taken else "no"
                marks = match["m"] + (match.groupdict().get("m2") or "")
                yield NominalVote(_members(masked, marks), side, match.start(), match.end(), as_carried=taken)


def _members(masked: Masked, marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m for mark in re.findall(_ANY, marks) for m in masked.of(mark).members))


def _real(text: str, match: re.Match[str], words: ObjectWords) -> bool:
    """Whether a vote was cast, and on the decision at hand."""
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
    if _UNREAL.search(text[start : match.start()]) or re.search(r"\b(?:not|if|would|will)\b", match.group()):
        return False
    about = match["about"] or ""
    if about.strip():
        found = words.mention(about, votes=True)
        return found is not None and not words.something_else(about, found.start())
    if _FOR.search(match.group()) and on_another(text[match.end() :]):
        return False
    return not words.something_else(text[start : match.start()], len(text))


_FOR = lazy_pattern(r"\b(?:for|in\s+favou?r)\Z", re.IGNORECASE)


def _turned_down(text: str, until: int, words: ObjectWords) -> bool:
    """Whether a sentence has told before a place that it was turned down, which is not what was decided on."""
    failed = _losing()[-1]
    return any(not _is_own(match, words) for match in failed.finditer(text, 0, until))


def _is_own(match: re.Match[str], words: ObjectWords) -> bool:
    """Whether a word of refusal is the decision's own verb: "struck down", where a law is to be struck down."""
    verb = decided_verb(words)
    return verb is not None and match.group().split()[0].lower() in spelled(verb[0])
