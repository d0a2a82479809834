"""Two numbers told as one vote, without a word of voting between them."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.vote_counts import vote_count

TOLD = [
    ("By 41 to 22 the county assembly came down in favour of the crossing.", (41, 22)),
    ("The council buried it without a debate, 30 to 3.", (3, 30)),
    ("The committee voted it down on Wednesday, 14 members to nine.", (9, 14)),
    ("The house threw the hunters' bill out by 201 to 96.", (96, 201)),
    ("The town council turned away a request by nine votes to four.", (4, 9)),
    ("Berg said yes by 2,011 to 1,480.", (2011, 1480)),
    ("812 members had voted to strike and 95 not to.", (812, 95)),
    ("In a ballot 412 members of the Seafarers' Union were for a walkout and 57 against.", (412, 57)),
    ("39 of them had declared themselves in favour, nine were against.", (39, 9)),
    ("Seven were in favour, nine would have been needed.", (7, None)),
    ("The motion found five supporters among 19.", (5, None)),
    ("- Accept: 2,104\n- Reject: 3,377", (2104, 3377)),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD)
def test_told(sentence: str, wanted: tuple[int, int | None]) -> None:
    count = vote_count(sentence)
    assert count is not None
    assert (count.yes, count.no) == wanted


NONE = [
    "The range was lowered to 1-1/2 to 1-3/4 percent.",
    "The council team lost by five goals to four.",
    "The council raised fares from 3 to 5 crowns.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_none(sentence: str) -> None:
    assert vote_count(sentence) is None


LISTS = [
    ("Voting: for, Cllrs Kettle, Nash, Fane and Pool; against, Cllrs Ash and Abbot.", (4, 2)),
    ("Syria, Lebanon and Yemen, itself facing an uprising, voted against.", (None, 3)),
    ("For: A. Ness, B. Quill. The rest was silent.", None),
]


@pytest.mark.parametrize(("sentence", "wanted"), LISTS)
def test_lists_of_names(sentence: str, wanted: tuple[int | None, int] | None) -> None:
    count = vote_count(sentence)
    assert (None if count is None else (count.yes, count.no)) == wanted
