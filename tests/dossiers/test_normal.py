"""What a store keeps of words: one line each, nothing that says nothing, and the same once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from tests.analysis.invented import PROPOSAL, position
from tests.fuzz.odd_words import words
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.normal import normal_event, normal_evidence, normal_proposal, normal_report
from whipcount.positions.proposal.proposal import Variant
from whipcount.positions.stance.stance import Condition, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.text.fields import one_field

ITEM = position("KELL", Stance.NO, date(2025, 3, 1))


@given(words, words, words)
def test_made_normal_twice_is_made_normal_once(one: str, two: str, three: str) -> None:
    item = normal_evidence(
        replace(
            ITEM, speaker=one, gist=two, source=three, conditions=(Condition(one),), reasons=(two, "so"), coder=three
        )
    )
    assert normal_evidence(item) == item
    assert item.gist == one_field(two)
    assert all(condition.text for condition in item.conditions)
    assert "" not in item.reasons
    assert item.coder
    event = normal_event(Event(date(2025, 3, 1), one, source=two))
    assert normal_event(event) == event
    report = normal_report(replace(read_report("Words of a report.\n"), name=one, title=two, notes=three))
    assert normal_report(report) == report
    assert report.name
    assert report.text == "Words of a report.\n"
    proposal = normal_proposal(replace(PROPOSAL, title=one, variants=(Variant("asked", two, (three,)),)))
    assert normal_proposal(proposal) == proposal
    assert proposal.variants[0].label


def test_who_coded_is_told_where_nothing_says_it() -> None:
    assert normal_evidence(replace(ITEM, coder="", human=True)).coder == "person"
    assert normal_evidence(replace(ITEM, coder=" ", human=False)).coder == "record"
    assert normal_evidence(replace(ITEM, member=" ")).member is None
