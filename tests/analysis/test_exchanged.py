"""A dossier exported and imported anew counts the same as of every day, or what differs is named, to the day."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.conftest import Clock
from tests.examples import few
from whipcount.analysis.count import count
from whipcount.analysis.exchanged import Compared, compared, told
from whipcount.bodies.bodyfile import parse_body
from whipcount.cli.export import coded_reports
from whipcount.dossiers.coded_elsewhere import add_coded
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.exchange.csv_files import EVIDENCE_COLUMNS, evidence_cells, read_records_csv, write_csv
from whipcount.dossiers.exchange.dna import read_dna
from whipcount.dossiers.exchange.dna_write import write_dna
from whipcount.dossiers.exchange.popolo import to_popolo
from whipcount.dossiers.exchange.popolo_votes import from_popolo
from whipcount.dossiers.store import Store
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Force, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.statements.statement import Modality, Quotation, Speaker, Statement
from whipcount.text.span import Span

LAKE = parse_body(
    "id: LAKE\nname: Lake Council\ndefault: d\nrules: {d: all members}\nmembers: [{id: KELL, name: Kell}, "
    "{id: THALE, name: Thale}, {id: PELL, name: Pell}]\n"
)
PROPOSAL = Proposal("orvana", "The Lake Council admits Orvana", "LAKE", variants=(Variant("asked", "Orvana admitted"),))
FIRST, LAST = date(2025, 3, 1), date(2025, 3, 9)
MEMBERS = ("KELL", "THALE", "PELL")


def a_coding(number: int, member: str, stance: Stance, day: date, **more: object) -> tuple[Evidence, Statement, Report]:
    """A coding of words in a report of that day."""
    report = read_report(f"Notice {number}\n{member.title()} spoke of the admission of Orvana.\n", published=day)
    said = Statement(
        report.sha256, (), (), (Span(9, len(report.text) - 1),), Quotation.INDIRECT, Speaker(member.title()),
        reported_on=day,
    )  # fmt: skip
    item = Evidence(
        f"{said.id}:asked", member, "asked", stance, day, day, day, datetime.combine(day, time.max, UTC),
        Authority.MINISTER, statement=said.id, report=report.sha256, gist="spoke",
    )  # fmt: skip
    return replace(item, **more), said, report  # type: ignore[arg-type]


codings = st.builds(
    a_coding, st.integers(0, 99), st.sampled_from(MEMBERS), st.sampled_from(list(Stance)), st.dates(FIRST, LAST),
    authority=st.sampled_from(list(Authority)), force=st.sampled_from(list(Force)), third_party=st.booleans(),
    modality=st.sampled_from([*[Modality.ACTUAL] * 4, Modality.HYPOTHETICAL, Modality.HISTORICAL]),
    conditions=st.sampled_from([(), (), (Condition("once the dam is opened"),)]), named=st.booleans(),
)  # fmt: skip


def a_record(number: int, member: str, stance: Stance, day: date, authority: Authority) -> Evidence:
    return Evidence(
        f"r-{number}", member, "asked", stance, day, day, day, datetime.combine(day, time.max, UTC), authority,
        coder="record", gist="told", source="minutes",
    )  # fmt: skip


records = st.builds(
    a_record, st.integers(0, 99), st.sampled_from(MEMBERS), st.sampled_from(list(Stance)), st.dates(FIRST, LAST),
    st.sampled_from(list(Authority)),
)  # fmt: skip


def bare(folder: Path, name: str) -> Store:
    store = Store.open(folder / name, create=True, clock=Clock())
    store.create(Dossier("lake", "Lake", PROPOSAL, own_body=LAKE))
    return store


def full(folder: Path, coded: Iterable[tuple[Evidence, Statement, Report]], entered: Iterable[Evidence]) -> Store:
    store = bare(folder, "full.db")
    for item, said, report in coded:
        store.add_report("lake", report, (said,), (item,))
    store.add_evidence("lake", entered)
    return store


def as_popolo(one: Store, two: Store, folder: Path) -> list[Evidence]:
    counted = count(one, "lake", as_of=LAST)
    document = json.loads(json.dumps(to_popolo(counted.tally, counted.proposal, counted.body, counted.evidence)))
    found = list(from_popolo(document, PROPOSAL, LAKE))
    two.add_evidence("lake", found)
    return found


def as_csv(one: Store, two: Store, folder: Path) -> list[Evidence]:
    text = "".join(write_csv(EVIDENCE_COLUMNS, map(evidence_cells, one.evidence("lake"))))
    found = list(read_records_csv(text, PROPOSAL, LAKE))
    two.add_evidence("lake", found)
    return found


def as_dna(one: Store, two: Store, folder: Path) -> list[Evidence]:
    write_dna(folder / "a.dna", coded_reports(one, "lake"), PROPOSAL)
    found = list(read_dna(folder / "a.dna", two.about("lake")))
    for item in found:
        add_coded(two, "lake", item.report, item.statements, item.evidence)
    return [evidence for item in found for evidence in item.evidence]


def by_day(store: Store) -> dict[tuple[str, date], str]:
    days = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    return {
        (position.member, day): told(position)
        for day in days
        for position in count(store, "lake", as_of=day).tally.positions
    }


def named(found: Compared) -> dict[tuple[str, date], tuple[str, str]]:
    """What is said to differ, by member and day."""
    return {
        (item.member, item.first + timedelta(n)): (item.before, item.after)
        for item in found.differences
        if item.member
        for n in range(((item.last or LAST) - item.first).days + 1)
    }


@pytest.mark.parametrize("exchange", [as_popolo, as_csv, as_dna])
@few(6)
@given(coded=st.lists(codings, max_size=5), entered=st.lists(records, max_size=3, unique_by=lambda item: item.id))
def test_what_differs_is_named_to_the_day(
    exchange: Callable[[Store, Store, Path], list[Evidence]],
    coded: list[tuple[Evidence, Statement, Report]],
    entered: list[Evidence],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with full(folder, coded, entered) as one, bare(folder, "two.db") as two:
            back = exchange(one, two, folder)
            before, after = by_day(one), by_day(two)
            differ = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
            assert named(compared(one, "lake", back)) == differ
            if exchange is as_csv:
                assert differ == {}


def test_a_difference_is_told_in_words(tmp_path: Path) -> None:
    with full(tmp_path, [], [a_record(1, "KELL", Stance.NO, FIRST, Authority.HEAD)]) as store:
        assert compared(store, "lake", store.evidence("lake")).lines() == []
        first, *lines = compared(store, "lake", ()).lines()
        assert first.startswith("what is left out counts")
        assert "Kell is unknown instead of no from 2025-03-01" in lines
        later = a_record(2, "KELL", Stance.NO, LAST, Authority.HEAD)
        lines = compared(store, "lake", [later]).lines()
        assert "Kell is unknown instead of no from 2025-03-01 to 2025-03-08" in lines
