"""Words said on behalf of others: a statement of each of them beside the speaker's own."""

from __future__ import annotations

import pytest

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.proxies import for_others
from whipcount.statements.people.participants import find_participants
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span


@pytest.mark.parametrize(
    ("source", "others"),
    [
        ("Mr. Oln (Poland), speaking also on behalf of Norway,", ["Norway"]),
        ("Mr. Oln (Poland), speaking on behalf of Norway and Sweden,", ["Norway", "Sweden"]),
        ("Ada Brim of Poland, writing in the name of Norway, Sweden and Finland,", ["Norway", "Sweden", "Finland"]),
        ("The Polish minister, also on behalf of Norway,", ["Norway"]),
        ("Ada Brim, acting for Norway as well as Sweden,", ["Norway", "Sweden"]),
        ("Ada Brim of Poland, who had been to Norway,", []),
        ("Ada Brim, speaking on behalf of fishermen in Norway or Sweden,", []),
    ],
)
def test_each_on_whose_behalf_somebody_speaks(source: str, others: list[str]) -> None:
    text = f"{source} said that they agreed."
    end = len(source)
    own = Attribution((Span(0, end),), (Span(end + 1, end + 5),), (Span(end + 6, len(text) - 1),), Quotation.INDIRECT)
    found = for_others(find_participants(text), [own])
    assert found[0] is own
    assert [a.source[0].of(text) for a in found[1:]] == others
