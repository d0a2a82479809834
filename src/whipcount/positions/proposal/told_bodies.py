"""Bodies that only a report names, by what it lets them do: have members and statutes, be joined, meet, vote."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice

from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_MOST = 600
_NEEDED = 2  # in how many ways a name must be told as a body's
_CAP = r"(?!(?:The|A|An|In|At|On|By|For|But|And|After|When|While|If|Its|Their|It|He|She|They|We|That|This|Under|Since|Before|All|Most|Both|Each|Every|No|Not|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|What|Which|Who|How|Why|Will|As|With|From|To|There|Here|Only|So|Yet|Last|Next|Other|Some|Many|Few|Asked|Should|Had|Once|Until|Unless|Whether)\b)[A-Z][\w’'-]*[A-Za-z]"  # noqa: E501


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = word_lists("bodies/told_bodies")
    name = rf"(?P<name>{_CAP}(?:\s+{_CAP}){{0,4}}(?:\s+(?:of|for|on)\s+(?:the\s+)?{_CAP}(?:\s+(?:and\s+|of\s+(?:the\s+)?)?{_CAP}){{0,4}})?)"  # noqa: E501
    the = rf"(?<![\w’'-])(?:[Tt]he\s+)(?:{words['size']}\s+)?{name}"
    return (
        ("size", lazy_pattern(rf"(?<!\w){words['size']}\s+{name}")),
        ("members", lazy_pattern(rf"(?<!\w)(?i:{either(words['members_of'])})\s+(?:of|to|in)\s+(?:the\s+)(?:{words['size']}\s+)?{name}")),  # noqa: E501
        ("owned", lazy_pattern(rf"{the}['’]s?\s+{either(words['owned'])}(?!\w)")),
        ("beside", lazy_pattern(rf"{the}\s+(?:(?:[Ss]ecretary-[Gg]eneral|[Pp]resident|[Cc]hair\w*|[Dd]iplomats?|officials?|members?|ministers|summit|secretariat|treaty|charter|delegates?)(?!\w))")),  # noqa: E501
        ("joins", lazy_pattern(rf"(?<!\w){either(words['joins'])}\s+(?:the\s+)(?:{words['size']}\s+)?{name}")),
        ("does", lazy_pattern(rf"{the}\s+{either(words['does'])}(?!\w)")),
    )  # fmt: skip


def told_bodies(text: str) -> tuple[tuple[Span, str], ...]:
    """The places of bodies that a report names as such, in two ways at least, and their names.

    >>> text = "The Comity takes up the exclusion of Korvat. The Comity's president called it a circus."
    >>> [name for _, name in told_bodies(text)]
    ['Comity', 'Comity']
    """
    never = lazy_pattern(rf"(?:{word_lists('bodies/told_bodies')['never'].strip()})\Z")
    ways: dict[str, set[str]] = defaultdict(set)
    for way, pattern in _patterns():
        for match in islice(pattern.finditer(text), _MOST):
            name = _plain(match["name"])
            if not never.search(name):
                ways[name].add(way)
    for name in list(ways):  # "the Comity" for "the Comity of Inland States"
        for longer in ways:
            if longer.startswith((f"{name} of ", f"{name} for ")):
                ways[longer] |= ways[name]
                ways[name] |= ways[longer]
    names = sorted((name for name, told in ways.items() if len(told) >= _NEEDED), key=len, reverse=True)
    if not names:
        return ()
    pattern = lazy_pattern(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", of_input=True)
    whole = {name: next((n for n in names if n.startswith(f"{name} of ")), name) for name in names}
    return tuple((Span(*m.span()), whole[m.group()]) for m in islice(pattern.finditer(text), _MOST))


def _plain(name: str) -> str:
    return re.sub(r"['’]s?\Z", "", " ".join(name.split()))
