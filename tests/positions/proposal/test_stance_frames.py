"""Phrases of stance by their verbs: every form leads to its frames, longer phrases first."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.stance_frames import be_frames, frames, spelled, verbs_of


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("back", {"back", "backs", "backed", "backing"}),
        ("signal", {"signal", "signals", "signaled", "signalled", "signaling", "signalling"}),
        ("commit", {"commit", "commits", "committed", "committing"}),
    ],
)
def test_forms_as_they_are_spelled(verb: str, forms: set[str]) -> None:
    assert spelled(verb) == forms


def test_a_form_leads_to_longer_phrases_first() -> None:
    for found in frames().values():
        lengths = [len(frame.rest.pattern) if frame.rest else 0 for frame in found]
        assert lengths == sorted(lengths, reverse=True)


def test_each_frame_is_found_by_its_own_verb() -> None:
    for form, found in frames().items():
        assert all(form in spelled(frame.forms.base) for frame in found)


@pytest.mark.parametrize(("words", "side"), [("opposed to it", "no"), ("in favour of it", "yes"), ("a lake", None)])
def test_what_stands_behind_to_be(words: str, side: str | None) -> None:
    assert next((told for told, pattern in be_frames() if pattern.match(words)), None) == side


def test_verbs_with_what_stands_behind_them() -> None:
    pattern = verbs_of(["be keen on", "insist"])
    assert [bool(pattern.fullmatch(text)) for text in ("was keen on", "insisted", "keen on")] == [True, True, False]
