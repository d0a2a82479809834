"""An opened dossier: what is made of it once, what its first page links to, another variant, a report's codings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.web.conftest import LAKE, Desk, opened_once
from whipcount.errors import ComputingError, DossierError
from whipcount.web.opened import Opened, anchors_of, asking, link_text, with_statements


@pytest.fixture
def opened(desk: Desk) -> Opened:
    return opened_once(desk)


def test_what_is_asked_for_twice_is_made_once_and_a_failure_is_not_kept(opened: Opened) -> None:
    calls: list[int] = []
    assert opened.made_before("count") is None
    assert [opened.once("count", lambda: calls.append(1) or len(calls)) for _ in range(3)] == [1, 1, 1]
    assert opened.made_before("count") == 1

    def fails() -> int:
        raise ComputingError("not yet", where="here")

    with pytest.raises(ComputingError):
        opened.once("late", fails)
    assert opened.once("late", lambda: 2) == 2


def test_an_analysis_that_comes_later_is_asked_for_once(opened: Opened) -> None:
    calls: list[int] = []

    def source():  # type: ignore[no-untyped-def]
        calls.append(1)
        return opened.analysis

    late = Opened(opened.revision, source, opened.view)
    assert not calls
    assert late.analysis is late.analysis is opened.analysis
    assert calls == [1]


def test_every_anchor_of_the_first_page_leads_to_evidence_that_has_a_name(opened: Opened) -> None:
    anchors = anchors_of(opened.view)
    assert len(anchors) >= 2
    assert anchors <= set(opened.by_anchor)
    names = [link_text(opened.by_anchor[anchor]) for anchor in anchors]
    assert all(name[-4:].isdigit() for name in names)  # ends with the year


def test_a_link_names_the_speaker_and_shows_no_control_character(opened: Opened, desk: Desk) -> None:
    item = opened.by_id[desk.coding]
    assert link_text(item) == "Ilse Crane, 05 Mar 2025"
    assert "\u202e" not in link_text(replace(item, speaker=None))  # its source is hostile
    assert link_text(replace(item, speaker=None, source=None)).startswith("record, ")


def test_evidence_is_found_by_its_statement_and_a_report_is_shown_with_its_own(opened: Opened, desk: Desk) -> None:
    assert [item.id for item in opened.by_statement[desk.statement]] == [desk.coding]
    (statement,) = (item for item in desk.store.statements(LAKE) if item.id == desk.statement)
    report = desk.store.report(LAKE, desk.report)
    full = with_statements(opened, (report,), [statement])
    assert full.reports == (report,)
    assert [reading.variant for reading in full.readings] == ["admission"]
    assert full.evidence == opened.analysis.evidence


def test_another_variant_is_asked_for_first_and_none_is_lost(opened: Opened) -> None:
    proposal = opened.analysis.proposal
    for variant in proposal.variants:
        other = asking(proposal, variant.id, LAKE)
        assert other.asked.id == variant.id
        assert {v.id for v in other.variants} == {v.id for v in proposal.variants}
    with pytest.raises(DossierError, match="no variant 'none-such'"):
        asking(proposal, "none-such", LAKE)
