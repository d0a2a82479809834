"""Questions read aloud: the body as it stands in a sentence, the verb in its base form."""

from __future__ import annotations

import pytest

from whipcount.briefs.asking import asked, in_a_sentence


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Norrland's parliament ratifies the sound pact", "Will Norrland's parliament ratify the sound pact"),
        ("Swiss cantons approve the plan", "Will Swiss cantons approve the plan"),
        ("IAEA board adopts the text", "Will the IAEA board adopt the text"),
        ("Provinces and territories approve the deal", "Will provinces and territories approve the deal"),
        ("Port of Sellin approves the quay", "Will the Port of Sellin approve the quay"),
        ("Larkhill board approves the hours", "Will the Larkhill board approve the hours"),
        ("Residents' Group approves the wall", "Will the Residents' Group approve the wall"),
        ("The jury of the Vellin festival awards Marc Otte", "Will the jury of the Vellin festival award Marc Otte"),
        ("First ministers' meeting approves the paper", "Will the first ministers' meeting approve the paper"),
    ],
)
def test_question(title: str, question: str) -> None:
    assert asked(title) == question


def test_names_keep_their_capitals() -> None:
    assert in_a_sentence("Aldmoor borough council") == "Aldmoor borough council"
    assert in_a_sentence("Members of the Fell Guild") == "members of the Fell Guild"
