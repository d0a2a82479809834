"""What tells, in a report, that a person holds a seat of a chamber whose seats its file only numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from whipcount.text.phrase_lists import either, word_lists

_MARK = "[\ue000-\uf8ff]"


@lru_cache(maxsize=1)
def chamber_words() -> tuple[re.Pattern[str], ...]:
    """Patterns over sentences whose lists of persons are one character each, the list as the group ``m``.

    >>> any(pattern.search("Nine Tories were against, among them \\ue000.") for pattern in chamber_words())
    True
    """
    lists = word_lists("chamber_members")
    parties, among, they, did, benches, offices, leaders = (
        either(lists[key]) for key in ("parties", "among", "they", "did", "benches", "offices", "leaders")
    )
    lead = r"(?:\A|[.,;:“”\"(–—-]\s*|\b(?:the|by|and|but|with|that|when|while|as|former|old|then|asked|said)\s+)"
    sir = r"(?:the\s+)?(?:(?:sir|dame|mrs?|ms|miss|dr|lord|lady|prof)\.?\s+)?"
    aside = r"(?:,\s[^,.;:\ue000-\uf8ff]{1,100},)?"
    told = (
        rf"\b{parties}\b[^.;\ue000-\uf8ff]{{0,100}}?(?:,?\s*{among}|:)\s+{sir}(?P<m>{_MARK})",
        rf"(?:\A|[.;:]\s+)\W*{they}\s+{sir}(?P<m>{_MARK})",
        rf"(?P<m>{_MARK}){aside},?\s+(?:who\s+)?(?:(?:had|has|have|and|also)\s+)*{did}(?!\w)",
        rf"(?P<m>{_MARK}),?\s+(?:and\s+)?(?:was|were)\s+among\s+(?:the\s+)?(?:\d+\s+|\w+\s+)?{parties}(?!\w)",
        rf"\b(?:{benches}\s+)?(?:backbencher|MP)s?,?\s+{sir}(?P<m>{_MARK})",
        rf"(?P<m>{_MARK}),\s+(?:an?|the|(?:an?|the)\s+(?:\w+\s+)?{benches})\s+(?:(?:\w+\s+)?MP|backbencher|member\s+for)(?!\w)",
        rf"{lead}{offices},?\s+{sir}(?P<m>{_MARK})",
        rf"{lead}{leaders}\s+(?:party\s+)?(?:deputy\s+)?leader,?\s+{sir}(?P<m>{_MARK})",
        rf"(?P<m>{_MARK}),\s+(?:the\s+)?(?:{offices}|{leaders}\s+(?:party\s+)?leader)(?=[,.;])",
        rf"(?P<m>{_MARK})(?:\s+of\s+the\s+(?:[A-Z]{{2,4}}|\w+\s+party)|\s+MP)(?!\w)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in told)
