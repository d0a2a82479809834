"""The members of a body that no table knows, by what a report lets them do: vote, ratify, object, have ministers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import word_classes
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span

MOST = 60
_NAME = r"[A-Z][\w’'-]*[a-z](?:\s+(?:[A-Z][\w’'-]*[a-z]))?"
_DOES = (
    r"(?:(?:has|have|had|is|are|was|were|will|would|did|does|do)\s+)?(?:not\s+|already\s+|yet\s+|also\s+|still\s+"
    r"|n['’]t\s+)*"
    r"(?:vot(?:e|es|ed)|abstain(?:s|ed)?|ratif(?:y|ies|ied)|oppos(?:e|es|ed|ing)|back(?:s|ed)?|block(?:s|ed|ing)?"
    r"|veto(?:es|ed)?|object(?:s|ed)?"
    r"|support(?:s|ed)?|favou?rs?|agree[sd]?|refus(?:e|es|ed)|reject(?:s|ed)?|consent(?:s|ed)?|against"
    r"|holding\s+out|holds?\s+out|dissent(?:s|ed)?)"
)
_SUBJECT = re.compile(rf"(?<![\w’'-])(?P<names>{_NAME}(?:,\s+{_NAME})*(?:,?\s+and\s+{_NAME})?)\s+{_DOES}(?!\w)")
_LISTED = re.compile(
    rf"(?:ratified\s+by|backed\s+by|opposed\s+by|rejected\s+by|vetoed\s+by|blocked\s+by|except(?:\s+for)?"
    rf"|all\s+but|everyone\s+but|members?|only"
    rf"|votes?\s+of|against)\s+(?P<names>{_NAME}(?:,\s+{_NAME})*(?:,?\s+and\s+{_NAME})?)(?=[\s.,;:])"
)
_OWNS = re.compile(
    rf"(?<![\w’'-])(?P<names>{_NAME})['’]s\s+(?:[\w-]+\s+){{0,2}}?(?:minister|premier|president|chancellor"
    rf"|government|parliament|ambassador|envoy|delegate"
    r"|delegation|vote|veto|refusal|leader|king|queen|cabinet)(?!\w)"
)
_NOT = frozenset(
    "the a an it he she they we this that these those there but and or if when while after before on in at for"
    " all most both each every one two three four "
    "president minister premier ambassador senator chancellor speaker king queen prince sir dame mr mrs ms dr"
    " diplomats ministers officials members".split()
)


def told_members(page: Page, *, taken: Sequence[Span]) -> tuple[str, ...]:
    """The names of members that only this report knows, the most spoken of first.

    Args:
        page: the report.
        taken: what is no member: the body, the candidate, actors that the table knows.
    """
    text = page.text
    people = {
        match[2]
        for match in re.finditer(r"(?<!\w)([A-Z][\w’'-]+)\s+([A-Z][\w’'-]+)(?=\W)", text)
        if is_given_name(match[1])
        or match[1].lower() in _NOT
        or re.match(r"\s*,?\s*(?:said|says|told|added|wrote)", text[match.end() : match.end() + 12])
    }
    classes = word_classes()
    counts: Counter[str] = Counter()
    for pattern in (_SUBJECT, _LISTED, _OWNS):
        for match in pattern.finditer(text):
            for name in re.finditer(_NAME, match["names"]):
                span = Span(match.start("names") + name.start(), match.start("names") + name.end())
                words = name.group().removesuffix("'s").removesuffix("’s").split()
                low = {word.lower() for word in words}
                if low & _NOT or low & (classes["days"] | classes["stops"] | classes["months"]) or words[-1] in people:
                    continue
                if any(span.overlaps(other) for other in taken) or is_given_name(words[0]):
                    continue
                counts[" ".join(words)] += 1
    return tuple(name for name, _ in counts.most_common(MOST))
