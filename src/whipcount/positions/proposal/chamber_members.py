"""Seats of a chamber that its file only numbers, taken by the persons whom a report tells to sit there.

The chamber keeps its size and its rules; as many seats as persons are named bear their names, the others their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from whipcount.bodies.body import Body, Member
from whipcount.bodies.member_actors import PERSON
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_members import person_members
from whipcount.text.phrase_lists import either, word_lists

_MARK = "[\ue000-\uf8ff]"
_SEAT = re.compile(r"seat \d+\Z")


def with_told_seats(body: Body, page: Page, *, but: Collection[str] = ()) -> Body:
    """A body whose file only numbers its seats, with those seats named whose holders the report tells.

    Args:
        body: of the catalogue.
        page: the report.
        but: last words of names that are none: the candidate's.

    Returns:
        The same body where its file names its members, or the report nobody who sits.

    >>> from whipcount.bodies.catalogue import load_body
    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> text = "Bill lost\\n\\nMost MPs were against, among them Ann Brandle and Roy Castow. She spoke first.\\n"
    >>> body = with_told_seats(load_body("UK-COMMONS"), make_page(read_report(text)))
    >>> [member.name for member in body.all_members[:3]], len(body.all_members)
    (['Ann Brandle', 'Roy Castow', 'seat 3'], 650)
    """
    numbered = [member for member in body.all_members if _SEAT.match(member.name)]
    if not numbered or len(numbered) < len(body.all_members):
        return body
    told = [m.name for m in person_members(page, more=_words()) if m.name.split()[-1] not in but][: len(numbered)]
    if not told:
        return body
    held = [
        Member(PERSON + slug(name).upper(), name, seat.spans, "as told by the report")
        for name, seat in zip(told, numbered, strict=False)
    ]
    return replace(body, all_members=(*held, *numbered[len(held) :]))


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], ...]:
    lists = word_lists("chamber_members")
    parties, among, they, did, led = (either(lists[key]) for key in ("parties", "among", "they", "did", "led"))
    sir = r"(?:the\s+)?(?:(?:sir|dame|mrs?|ms|miss|dr|lord|lady|prof)\.?\s+)?"
    aside = r"(?:,\s[^,.;:\ue000-\uf8ff]{1,100},)?"
    told = (
        rf"\b{parties}\b[^.;\ue000-\uf8ff]{{0,100}}?(?:,?\s*{among}|:)\s+{sir}(?P<m>{_MARK})",
        rf"(?:\A|[.;:]\s+)\W*{they}\s+{sir}(?P<m>{_MARK})",
        rf"(?P<m>{_MARK}){aside},?\s+(?:who\s+)?(?:(?:had|has|have|and|also)\s+)*{did}(?!\w)",
        rf"(?P<m>{_MARK}){aside},?\s+(?:who\s+)?{led}(?!\w)",
        rf"(?P<m>{_MARK}),?\s+(?:and\s+)?(?:was|were)\s+among\s+(?:the\s+)?(?:\d+\s+|\w+\s+)?{parties}(?!\w)",
        rf"(?P<m>{_MARK})(?:\s+of\s+the\s+(?:[A-Z]{{2,4}}|\w+\s+party)|\s+MP)(?!\w)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in told)
