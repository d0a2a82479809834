"""The example dossiers give, as of each day of a chronicle kept apart from them, the positions that it reports.

``chronicle.csv`` holds the dates, members, speakers and stances (no words) of 65 statements collected from public
sources; its words for stances are those of ``whipcount.positions.coders.recorded_positions``. The dossiers are read
and counted as a user would: their reports by the package's own reader, their records as they stand.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.analysis.count import count
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.ingest import ingest
from whipcount.dossiers.report_reader import usual_reader
from whipcount.dossiers.store import Store
from whipcount.positions.coders.recorded_positions import WORDS, evidence_from_records
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Stance

CHRONICLE = Path(__file__).with_name("chronicle.csv")
DOSSIERS = {"Sweden": "sweden-accession", "Finland": "finland-accession", "Ukraine": "ukraine-invitation"}
NOW = datetime(2031, 1, 1, tzinfo=UTC)

BELOW_HEAD = "a minister, envoy or spokesperson does not overrule what the head of government last said"
UNNAMED = "unnamed officials never move a member"
NO_MEMBER = "NATO is no member: what its organs say is kept and shown, and moves nobody"
NO_CLAIM = "says something of the agenda, not of where the member stands: its last word remains"
EXPLAINED = {
    ("Sweden", "2023-07-11", "HU", "Szijjarto"): BELOW_HEAD + "; the last word was that the vote is put off",
    ("Ukraine", "2023-07-05", "US", "Jean-Pierre"): BELOW_HEAD,
    ("Ukraine", "2023-07-07", "US", "Jake Sullivan"): BELOW_HEAD,
    ("Ukraine", "2024-07-10", "NATO", "Washington declaration"): NO_MEMBER,
    ("Ukraine", "2024-10-17", "US", "senior official"): UNNAMED,
    ("Ukraine", "2024-10-17", "US", "Julianne Smith"): BELOW_HEAD,
    ("Ukraine", "2024-10-23", "DE", "(Politico, anonymous officials)"): UNNAMED + "; a lean without a condition stands",
    ("Ukraine", "2024-10-23", "US", "(Politico, anonymous officials)"): UNNAMED,
    ("Ukraine", "2024-10-23", "BE", "(Politico, anonymous NATO official)"): UNNAMED,
    ("Ukraine", "2024-10-23", "SI", "(Politico, anonymous NATO official)"): UNNAMED,
    ("Ukraine", "2024-10-23", "ES", "(Politico, anonymous NATO official)"): UNNAMED,
    ("Ukraine", "2024-12-03", "NATO", "Rutte"): NO_MEMBER,
    ("Ukraine", "2025-06-07", "US", "Whitaker"): BELOW_HEAD
    + "; here the head is a predecessor, whose word still stands",
    ("Ukraine", "2025-06-18", "LT", "Budrys"): NO_CLAIM,
}
"""Where a dossier says something else than the chronicle, and why that is right by the rules of the fold."""

TOWARD = {("Ukraine", "2021-09-01", "US", "joint statement"): "path"}
"""Rows that speak of another variant than the one asked for: wishing somebody well one day is no invitation now."""


@dataclass(frozen=True)
class Row:
    """One line of the chronicle, for one of the dossiers that it speaks of."""

    decision: str
    day: str
    member: str
    speaker: str
    stance: Stance | None
    conditional: bool

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what the tables above name it."""
        return self.decision, self.day, self.member, self.speaker


def chronicle() -> Iterator[Row]:
    with CHRONICLE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for line, item in zip(lines, evidence_from_records(lines), strict=True):
        stance, conditions = WORDS[line["stance"]]
        for decision in DOSSIERS:
            if decision in line["proposal"]:
                yield Row(decision, line["date"], item.member or "", line["speaker"], stance, bool(conditions))


ROWS = list(chronicle())


@pytest.fixture(scope="module")
def position(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Row], Position | None]]:
    """Where a row's member stands in the example dossier as of the row's day; None for whoever is no member."""
    reader = usual_reader()
    with Store.open(tmp_path_factory.mktemp("examples") / "desk.db", create=True) as store:
        for name in DOSSIERS.values():
            dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
            store.create(dossier)
            ingest(store, dossier.id, dossier.reports, reader, again=True)

        def ask(row: Row) -> Position | None:
            day, variant = date.fromisoformat(row.day), TOWARD.get(row.key)
            counted = count(store, DOSSIERS[row.decision], as_of=day, known_by=NOW, variant=variant).tally
            return {position.member: position for position in counted.positions}.get(row.member)

        yield ask


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row.key))
def test_each_row_of_the_chronicle(row: Row, position: Callable[[Row], Position | None]) -> None:
    found = position(row)
    stance, conditional = (found.stance, bool(found.conditions)) if found else (None, False)
    agrees = (stance, conditional) == (row.stance, row.conditional)
    assert agrees != (row.key in EXPLAINED), (stance, conditional, EXPLAINED.get(row.key))


def test_the_chronicle_is_whole_and_the_explanations_speak_of_it() -> None:
    keys = {row.key for row in ROWS}
    assert {decision: sum(row.decision == decision for row in ROWS) for decision in DOSSIERS} == {
        "Sweden": 27, "Finland": 17, "Ukraine": 33,
    }  # fmt: skip
    assert keys >= {*EXPLAINED, *TOWARD}


@pytest.mark.shared
def test_the_chronicle_is_the_one_collected(shared: Path) -> None:
    columns = ("date", "member", "speaker", "proposal", "stance")
    with (shared / "data" / "ratifications" / "statements.csv").open(encoding="utf-8", newline="") as file:
        collected = [tuple(row[name] for name in columns) for row in csv.DictReader(file)]
    with CHRONICLE.open(encoding="utf-8", newline="") as file:
        assert [tuple(row[name] for name in columns) for row in csv.DictReader(file)] == collected


def test_consents_are_acts(root: Path) -> None:
    """The ratifications are formal decisions or votes, so that a count of consents finds the first 30 members."""
    for name in ("sweden-accession", "finland-accession"):
        dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
        acts = {r.member for r in dossier.records if r.authority.name in ("FORMAL_DECISION", "RECORDED_VOTE")}
        assert len(acts - {"FI"}) == 30
