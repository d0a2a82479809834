"""From a report to its codings, by the package's own rooms; only the spans are handed in, in place of the weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossiers.conftest import a_dossier
from whipcount.analysis.count import count
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.ingest import ingest
from whipcount.dossiers.report_reader import Made, usual_reader
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store
from whipcount.errors import ReportError
from whipcount.positions.coders.scheduled_votes import CODER
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.statements.attribution import attributions as attribution
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span

TEXT = """Ministers speak about Orvana
ARDEN, Nov. 29, 2024 (Agency) - Estonia's foreign minister, Ada Brim, said on Friday that Estonia supports the
invitation of Orvana to NATO. That was all that was heard."""


def spans(text: str) -> tuple[Attribution, ...]:
    if "Estonia supports" not in text:
        return ()  # the headline, which is read alone

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    content = Span(text.index("Estonia supports"), text.index(". That was"))
    return (Attribution((at("Estonia's foreign minister, Ada Brim"),), (at("said"),), (content,), Quotation.INDIRECT),)


def test_reports_of_one_utterance_are_read_coded_and_counted_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attribution, "read_attributions", spans)
    variants = (Variant("asked", "Orvana is invited", ("invitation", "invite", "invited")),)
    proposal = Proposal("orvana", "NATO invites Orvana", "NATO", "invitation", candidate="ORVANA", variants=variants)
    store.create(Dossier("orvana", "Orvana", proposal))
    reports = [read_report(TEXT), read_report(TEXT.replace("all that was heard", "the whole of it"))]
    assert ingest(store, "orvana", reports, usual_reader()).new == 2
    counted = count(store, "orvana")
    position = counted.tally.position("EE")
    assert position.stance is Stance.YES
    assert sorted(step.outcome for step in position.steps) == ["repeats", "sets"]
    assert len({item.origin for item in counted.evidence}) == 1
    assert ingest(store, "orvana", reports, usual_reader()).known == 2


def test_a_vote_that_a_report_announces_is_kept_as_evidence_about_no_member(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attribution, "read_attributions", spans)
    variants = (Variant("asked", "Orvana is invited", ("invitation", "invite", "invited")),)
    proposal = Proposal("orvana", "NATO invites Orvana", "NATO", "invitation", candidate="ORVANA", variants=variants)
    store.create(Dossier("orvana", "Orvana", proposal))
    text = f"{TEXT}\nNATO's members are to decide next week on whether to invite Orvana."
    ingest(store, "orvana", [read_report(text), read_report(text.replace("heard", "said"))], usual_reader())
    told = [item for item in count(store, "orvana").evidence if item.coder == CODER]
    assert len(told) == 2
    assert {(item.member, item.stance, item.variant) for item in told} == {(None, None, "asked")}
    assert len({item.origin for item in told}) == 1


def test_a_fault_in_the_reader_keeps_out_one_report_and_no_other(tmp_path: Path) -> None:
    def reader(report: Report, outline: Outline, /) -> Made:
        if "second" in report.text:
            raise ZeroDivisionError("a fault of ours")
        return Made()

    told: list[tuple[str, str]] = []
    reports = [
        read_report(f"The {number} report of the Council.", name=number) for number in ("first", "second", "third")
    ]
    with Store.open(tmp_path / "s.db", create=True) as store:
        store.create(a_dossier())
        taken = ingest(store, "lake", reports, reader, told=lambda r, _, e: told.append((r.name, str(e or ""))))
        assert (taken.new, taken.failed) == (2, 1)
        assert told[1] == ("second", "second: the reader failed: ZeroDivisionError a fault of ours")
        with pytest.raises(ReportError):
            ingest(store, "lake", reports, reader)
