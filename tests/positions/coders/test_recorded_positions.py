"""Evidence from records: each row of a chronicle folds to what it reports, save where the rules say no."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.errors import DossierError
from whipcount.positions.coders.recorded_positions import evidence_from_records
from whipcount.positions.count.fold import fold
from whipcount.positions.stance.stance import Authority, Evidence, Stance

NOW = datetime(2031, 1, 1, tzinfo=UTC)
ROW = {
    "date": "2024-01-23",
    "member": "Turkey",
    "speaker": "parliament",
    "stance": "consented",
    "gist": "",
    "source": "x",
}

MINISTER_BELOW_HEAD = "a minister, envoy or spokesperson does not overrule what the head of government last said"
UNNAMED = "unnamed officials never move a member"
NO_CLAIM = "says something of the body or the agenda, not of where anybody stands: what was said before remains"
EXPLAINED = {
    ("Sweden", "2023-07-11", "HU", "Szijjarto"): MINISTER_BELOW_HEAD,
    ("Ukraine", "2023-07-05", "US", "Jean-Pierre"): MINISTER_BELOW_HEAD,
    ("Ukraine", "2023-07-07", "US", "Jake Sullivan"): MINISTER_BELOW_HEAD,
    ("Ukraine", "2024-10-17", "US", "Julianne Smith"): MINISTER_BELOW_HEAD,
    ("Ukraine", "2025-06-07", "US", "Whitaker"): MINISTER_BELOW_HEAD + "; here the head is a predecessor",
    ("Ukraine", "2024-12-03", "NATO", "Rutte"): "NATO is no member; its summit's declaration stands above its official",
    ("Ukraine", "2024-10-17", "US", "senior official"): UNNAMED,
    ("Ukraine", "2024-10-23", "DE", "(Politico, anonymous officials)"): UNNAMED,
    ("Ukraine", "2024-10-23", "US", "(Politico, anonymous officials)"): UNNAMED,
    ("Ukraine", "2024-10-23", "BE", "(Politico, anonymous NATO official)"): UNNAMED,
    ("Ukraine", "2024-10-23", "SI", "(Politico, anonymous NATO official)"): UNNAMED,
    ("Ukraine", "2024-10-23", "ES", "(Politico, anonymous NATO official)"): UNNAMED,
    ("Ukraine", "2024-12-02", "NATO", "diplomats"): NO_CLAIM,
    ("Ukraine", "2025-06-18", "LT", "Budrys"): NO_CLAIM,
}


def _rows(shared: Path, decision: str) -> list[dict[str, str]]:
    with (shared / "data" / "ratifications" / "statements.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if decision in row["proposal"]]


def _folds_to_itself(evidence: tuple[Evidence, ...], place: int) -> bool:
    item = evidence[place]
    assert item.member is not None
    position = fold(evidence, item.member, as_of=item.said_to, known_by=NOW)
    return (position.stance, bool(position.conditions)) == (item.stance, bool(item.conditions))


@pytest.mark.shared
@pytest.mark.parametrize(("decision", "count"), [("Sweden", 27), ("Finland", 17), ("Ukraine", 33)])
def test_each_row_folds_to_what_it_reports_or_its_difference_is_explained(
    shared: Path, decision: str, count: int
) -> None:
    rows = _rows(shared, decision)
    assert len(rows) == count
    evidence = evidence_from_records(rows)
    differ = {
        (decision, rows[n]["date"], evidence[n].member, rows[n]["speaker"])
        for n in range(count)
        if not _folds_to_itself(evidence, n)
    }
    assert differ == {key for key in EXPLAINED if key[0] == decision}


@pytest.mark.shared
def test_landmarks(shared: Path) -> None:
    sweden = evidence_from_records(_rows(shared, "Sweden"))
    ukraine = evidence_from_records(_rows(shared, "Ukraine"))

    def stance(evidence: tuple[Evidence, ...], member: str, day: str) -> Stance | None:
        return fold(evidence, member, as_of=date.fromisoformat(day), known_by=NOW).stance

    assert stance(sweden, "TR", "2023-06-30") is Stance.NO
    assert stance(sweden, "TR", "2024-02-01") is Stance.YES
    assert stance(sweden, "HU", "2023-12-01") is Stance.LEAN_NO
    assert stance(sweden, "HU", "2024-02-26") is Stance.YES
    assert stance(ukraine, "SK", "2024-12-03") is Stance.NO
    assert stance(ukraine, "BE", "2024-12-03") is None
    assert stance(ukraine, "DE", "2024-12-03") is Stance.LEAN_NO


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "23 January"}, r"record 1: date '23 January' cannot be read \(accepted: YYYY-MM-DD\)"),
        ({"stance": "maybe"}, r"record 1: stance 'maybe' is none \(accepted: .*will not block"),
        ({"member": "Atlantis"}, r"record 1: member 'Atlantis' is unknown"),
        ({"authority": "king"}, r"authority 'king' is none \(accepted: analyst"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_would_be(change: dict[str, str], message: str) -> None:
    with pytest.raises(DossierError, match=message):
        evidence_from_records([ROW | change])


def test_authority_given_wins_and_putting_off_is_no_formal_decision() -> None:
    given, delay = evidence_from_records([ROW | {"authority": "minister"}, ROW | {"stance": "delay"}])
    assert given.authority is Authority.MINISTER
    assert delay.authority is Authority.HEAD
    assert delay.conditions[0].text == "not now"
