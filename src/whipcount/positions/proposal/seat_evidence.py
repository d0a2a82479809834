"""Who is told to sit in a body of persons, beyond the words for votes: by a stance, and by no other role.

Where a body's members are persons, whoever is told to be for or against what it decides is mostly one of them; but
residents, lawyers, ministers and bidders have views, too. They are told by the role that a report introduces them with,
so a stance counts of who is introduced with a seat's role ("the treasurer, Arno Pratt", "Hilda Maas of the sopranos")
or with none at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from whipcount.positions.proposal.clause_places import clause_places
from whipcount.positions.proposal.stance_predicates import tells_stance
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_MARK = "[\ue000-\uf8ff]"
_AGAIN = lazy_pattern(r"(?:he|she|they|it)(?!\w)")
_OBLIQUE = lazy_pattern(
    r"\b(?:of|from|against|to|with|for|than|near|between|on|about|at|over|told|urged|asked|after|before|unlike|by)\s+(?:the\s+)?(?:[A-Z][a-z]+\.?\s+)?\Z"
)
_APPOSED = lazy_pattern(
    r",\s(?P<role>(?!and\b|but\b|or\b|with\b|as\b|for\b|on\b|in\b|at\b|from\b|to\b)[^,.;:\n]{3,90})|\s(?P<of>of\s(?:the\s)?[\w’' -]{3,40})"  # noqa: E501
)


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    lists, seats = word_lists("seats"), word_lists("person_members")
    titles = either(seats["seats"])
    return {
        "does": lazy_pattern(
            rf"(?:\s+of\s+(?:the\s+)?[\w-]+(?:\s[A-Z][\w-]+)?)?(?:\s+(?:also|then|both|each|all|alone|himself|herself|themselves|too|still|now)|,\s+(?:for|on)\s+(?:his|her|their)\s+(?:part|own),?|,?\s+who|,[^,.;:]{{2,90}},)*,?\s+(?:(?:had|has|have)\s+)?{either(lists['does'])}(?!\w)"
            r"|[^.;:\ue000-\uf8ff“”\"]{3,140}?,?\s(?:and|but|then)\s(?:then\s|finally\s|so\s)?(?:voted|abstained|cast\s+(?:an?|his|her))(?!\w)",
            re.IGNORECASE,
        ),
        "before": lazy_pattern(rf"(?:{either(lists['told_of'])}),?\s*(?:[a-z]+,?\s+){{0,4}}\Z", re.IGNORECASE),
        "role": lazy_pattern(rf"(?<![\w-])(?:{titles}|{either(lists['roles'])})(?!\w)", re.IGNORECASE),
        "other": lazy_pattern(rf"(?<![\w-])(?:{either(lists['other_roles'])}|{either(seats['outside'])})(?!\w)", re.IGNORECASE),  # noqa: E501
        "sits": lazy_pattern(rf"(?<![\w-])(?:{either(lists['sits'])})(?!\w)", re.IGNORECASE),
        "elsewhere": lazy_pattern(
            rf",\s(?:(?:an?|the|who\sis\san?)\s)?(?:[\w-]+\s){{0,3}}?(?:{either(lists['observers'])})\s(?:at|with|for|from)\s(?:the\s)?[A-Z]"
            rf"|,?\sof\s(?:the\s)?(?:[A-Z][\w’'-]+\s(?:of\s(?:the\s)?)?){{0,4}}?(?:{either(lists['causes'])})(?![\w-])"
        ),
        "no_role": lazy_pattern(rf"(?:{either(lists['no_role'])})\Z", re.IGNORECASE),
    }  # fmt: skip


def told_stances(text: str, lists: Sequence[tuple[str, ...]], first: int) -> Iterator[str]:
    """Who of the persons of a masked sentence is told to be for or against something, by their surnames.

    Args:
        text: the sentence, each list of persons as one character.
        lists: who they are.
        first: the code of the first of those characters.
    """
    words = _words()
    for match in islice(re.finditer(_MARK, text), 12):
        lead = text[max(0, match.start() - 40) : match.start()]
        told = words["before"].search(lead) is not None
        if not told and _OBLIQUE.search(lead):
            continue
        if told or stance_behind(text, match.end()):
            yield from lists[ord(match.group()) - first]


_CLOSED = lazy_pattern(r"(?:\s+of\s+(?:the\s+)?[\w-]+(?:\s[A-Z][\w-]+)?)?(?P<close>,)?(?=\s)")


def stance_behind(text: str, at: int) -> bool:
    """Whether words behind a person's name tell that the person is for or against something, or has a say in it.

    >>> stance_behind("Ada Finch, the treasurer, was against.", 9), stance_behind("Ada Finch, 30, sang.", 9)
    (True, False)
    """
    if _words()["does"].match(text, at) is not None:
        return True
    closed = _CLOSED.match(text, at)
    places = [at] if closed is None or closed.end() == at else [at, closed.end()]
    return any(tells_stance(text, p, _AGAIN) for place in places for p in islice(clause_places(text, place), 3))


def bears_seat(text: str, span: Span, body: str) -> bool:
    """Whether the title of a seat in a body stands right before a person's name.

    >>> text = "Treasurer Arno Pratt spoke. Mayor Kit Hull wept."
    >>> [bears_seat(text, Span(i, i + 8), "Court of Pell") for i in (text.index("Arno"), text.index("Kit"))]
    [True, False]
    """
    before = _before(_line(text, span))
    return _seats(body.lower()).search(before) is not None and "'s" not in before and "’s" not in before


@lru_cache(maxsize=64)
def _seats(body: str) -> re.Pattern[str]:
    """The titles of those who sit in a body of a name."""
    lists = word_lists("seats")
    kinds = [key[5:] for key in lists if key.startswith("kind_")]
    here = [k for k in kinds if re.search(rf"(?<!\w){either(lists[f'kind_{k}'])}(?!\w)", body, re.IGNORECASE)]
    titles = "|".join(either(lists[key]) for key in ("seats", *(f"seats_{k}" for k in here)))
    return lazy_pattern(
        rf"\A{either(lists['one_of'])}\b|\A(?:the\s+|our\s+)?(?:{either(lists['which'])}\s+){{0,2}}(?:{titles})(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?)?\Z",
        re.IGNORECASE,
    )


def _line(text: str, span: Span) -> str:
    """The words of a sentence before a name, without the full stops of short titles."""
    line = text[max(0, span.start - 90) : span.start].rsplit("\n")[-1]
    line = _SHORT.sub(r"\1", line)
    return re.sub(r"\A\d+\s+", "", re.split(r"[.;:!?“”\"()]\s*|\s[-–—]\s", line)[-1])


_SHORT = lazy_pattern(r"\b(Dr|Mr|Mrs|Ms|Prof|Rev|St|Cllr|Sen|Rep|Hon)\.")


def may_sit(text: str, span: Span, body: str, owned: bool = False) -> bool:
    """Whether the words beside a person's name, where a report first gives it, fit a seat: its role, or none.

    Args:
        text: the report.
        span: the name.
        body: the body's name.
        owned: whether a role that is somebody's own ("Kestle's chief executive") was told.

    >>> text = "The treasurer, Arno Pratt, was against. The lawyer Kit Hull was for it. Ada Finch said no."
    >>> starts = (text.index("Arno"), text.index("Kit"), text.index("Ada"))
    >>> [may_sit(text, Span(i, i + 8), "board of Pell") for i in starts]
    [True, False, True]
    """
    words = _words()
    after = text[span.end : span.end + 120].split("\n")[0]
    before = _before(_line(text, span))
    apposed = _APPOSED.match(after)
    role = (apposed["role"] or apposed["of"] or "") if apposed else ""
    if words["sits"].search(before) or words["sits"].search(role) or _seats(body.lower()).search(before):
        return True
    if words["other"].search(before):
        return False
    if role and words["other"].search(role):
        return False
    if owned:
        return False
    if role and not words["role"].search(role) and re.match(r"(?:the|an?|its|who|whose|which|one)\b", role):
        return bool(before) and words["role"].search(before) is not None
    return not before or words["role"].search(before) is not None or words["no_role"].search(before) is not None


def works_elsewhere(text: str, places: Sequence[Span]) -> bool:
    """Whether somebody is introduced as of another house: "an analyst at Pell Bank", "of the Friends of Orr".

    Args:
        text: the report.
        places: of the name.

    >>> text = "Ada Finch, an analyst at Pell Bank, said so. Kit Hull, the chief economist, did not."
    >>> [works_elsewhere(text, [Span(text.index(n), text.index(n) + len(n))]) for n in ("Ada Finch", "Kit Hull")]
    [True, False]
    """
    pattern = _words()["elsewhere"]
    return any(pattern.match(text, span.end) is not None for span in places)


def left_office(text: str, span: Span) -> bool:
    """Whether somebody is told to have held another office before, and may sit all the same: "the former health minister".

    >>> left_office("Ada Finch, the former health minister, voted no.", Span(0, 9))
    True
    """  # noqa: E501
    apposed = _APPOSED.match(text[span.end : span.end + 120].split("\n")[0])
    return apposed is not None and _words()["sits"].search(apposed["role"] or "") is not None


def is_other_role(word: str) -> bool:
    """Whether a word is the role of somebody with a view and no seat.

    >>> is_other_role("Parent"), is_other_role("Paula")
    (True, False)
    """
    return _words()["other"].fullmatch(word) is not None


def _before(line: str) -> str:
    """The words right before a name that tell a role: "the founder's niece", "Old", "Medical director"."""
    line = line.rstrip()
    line = re.sub(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof|Professor|Rev|Old|Young)\.?)\Z", "", line).rstrip()
    comma = line.endswith(",")
    line = line.rstrip(",")
    last = re.split(
        r",\s|\b(?:and|but|while|when|that|with|by|from|so|as|than|nor|or|said|says|was|were|is|are|did|does|has|had|have|for|against|to|then|too|between|both|neither|joined|told|only|do|also)\s",
        line + " ",
        flags=re.IGNORECASE,
    )[-1].strip()
    if comma and not re.match(r"(?:the|an?|its|our|their|his|her|one)\b", last, re.IGNORECASE):
        return ""  # "Ann Hale, Jo Vane": one of a list
    return last
