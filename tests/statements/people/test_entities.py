import itertools
import time

import pytest

from whipcount.statements.people.entities import entities

CASES = [
    ("President Orla Vant spoke.", [("Orla Vant", "person")]),
    ("A letter from the Ministry of Fisheries came.", [("Ministry of Fisheries", "organisation")]),
    ("They met in France on Monday.", [("France", "place")]),
    ("Maria Keller left. Keller’s car stayed.", [("Maria Keller", "person"), ("Keller", "person")]),
    ("Nothing here has a name.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.span.of(text), found.label.value) for found in entities(text)] == expected


def test_names_do_not_overlap_and_hostile_text_is_linear() -> None:
    text = "Vant Of " * 5_000 + '"' * 10_000 + "A. " * 10_000
    began = time.process_time()
    found = entities(text)
    assert time.process_time() - began < 20
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
