"""What the words of a DNA file mean, and what is said of those that mean nothing."""

from __future__ import annotations

import pytest

from tests.analysis.invented import PROPOSAL
from whipcount.dossiers.exchange.dna_words import Concepts, DnaNotes, agrees
from whipcount.errors import DossierError


@pytest.mark.parametrize("concept", ["asked", "ASKED.", " Orvana  admitted ", "“Orvana admitted!”"])
def test_a_concept_means_a_variant_by_its_id_or_label(concept: str) -> None:
    assert Concepts(PROPOSAL, {}).variant(concept) == "asked"


def test_what_a_person_says_goes_before_the_label_and_nothing_means_nothing() -> None:
    concepts = Concepts(PROPOSAL, {"Orvana admitted": "path", "Let them in": "asked"})
    assert concepts.variant("orvana admitted") == "path"
    assert concepts.variant("let them in?") == "asked"
    for nothing in ("", " . ", "observer status"):
        assert concepts.variant(nothing) is None
    with pytest.raises(DossierError, match="no variant 'none'"):
        Concepts(PROPOSAL, {"Let them in": "none"})


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(1, True), (0, False), (-1, False), (True, True), (2, None), (" Agrees ", True), ("OPPOSE", False), ("", None),
     ("mixed", None), (None, None), (0.5, None), ([], None)],
)  # fmt: skip
def test_agreement_is_told_or_it_is_not(value: object, wanted: bool | None) -> None:
    assert agrees(value) is wanted


def test_what_was_matched_to_nothing_is_told_the_most_first_and_not_without_end() -> None:
    notes = DnaNotes()
    assert list(notes.lines(PROPOSAL)) == []
    for n in range(20):
        notes.concepts[f"concept {n}"] += n + 1
    notes.organizations["Sarn Daily"] += 2
    notes.hints["Sarn Daily"] = "perhaps SARN"
    notes.left["without a day"] += 3
    concepts, organizations, left = notes.lines(PROPOSAL)
    assert concepts.startswith("concepts that mean no variant: 'concept 19' (20), 'concept 18' (19)")
    assert "and 8 more" in concepts
    assert "variants: asked, path" in concepts
    assert "'Sarn Daily' (2; perhaps SARN)" in organizations
    assert left == "statements left aside: 3 without a day"
