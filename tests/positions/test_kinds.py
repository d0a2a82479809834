"""Kinds of statement that were misread: short texts as the only report of the lake dossier, and where members stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from whipcount.analysis.count import count_of
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.reports.formats.registry import read_report

LAKE = Path(__file__).resolve().parents[2] / "examples" / "lake-council" / "dossier.yaml"
DAY = date(2025, 3, 7)
EVER = datetime(2099, 1, 1, tzinfo=UTC)
FOR = {"yes", "lean_yes", "will_not_block"}


def table() -> list[tuple[str, str, str]]:
    """Kind, accepted positions, text."""
    rows, kind = [], ""
    here = Path(__file__).parent
    for line in [
        x
        for name in ("kinds.txt", "texts.txt", "more_texts.txt", "fresh_texts.txt", "outlets.txt")
        for x in (here / name).read_text("utf-8").splitlines()
    ]:
        if line.startswith("#"):
            kind = line.strip("# ")
        elif line.strip():
            accepted, _, text = line[1:].partition("] ")
            rows.append((kind, accepted, text.replace("//", "\n\n").replace("\\n", "\n")))
    return rows


TABLE = table()
MISREAD = pytest.mark.xfail(strict=True, reason="misread as yet")


@lru_cache(maxsize=1)
def lake() -> Dossier:
    return load_dossier_file(LAKE)


SANCTIONS = Proposal(
    "sanctions",
    "The Lake Council adopts sanctions on Harrow",
    "LAKE-COUNCIL",
    variants=(Variant("package", "sanctions are adopted", ("sanctions", "package", "embargo", "measures")),),
)


def positions(*texts: str, proposal: Proposal | None = None) -> dict[str, set[str]]:
    """Where members stand after reports of one day each, the last on :data:`DAY`."""
    reports = tuple(
        read_report(text, name=f"r{n}", published=date(DAY.year, DAY.month, DAY.day - len(texts) + 1 + n))
        for n, text in enumerate(texts)
    )
    dossier = replace(lake(), proposal=proposal or lake().proposal, reports=reports, records=())
    tally = count_of(dossier, read_dossier(dossier, as_of=DAY), as_of=DAY, known_by=EVER).tally
    found = {}
    for position in tally.positions:
        if position.stance is None:
            continue
        waits = any(condition.met is None for condition in position.conditions)
        stance = position.stance.value
        found[position.member] = {"conditional"} if waits and stance in FOR else {stance}
        if waits and stance not in FOR:
            found[position.member].add("conditional")
    return found


@pytest.mark.parametrize(
    ("kind", "accepted", "text"),
    [
        pytest.param(kind, accepted.removeprefix("?"), text, marks=[MISREAD] if accepted.startswith("?") else [])
        for kind, accepted, text in TABLE
    ],
    ids=[f"{k}: {t[:50]}" for k, _, t in TABLE],
)
def test_each_kind_leaves_members_where_it_should(kind: str, accepted: str, text: str) -> None:
    found = positions(text.removeprefix("{S} "), proposal=SANCTIONS if text.startswith("{S}") else None)
    wanted = {member: set(stances.split("|")) for member, _, stances in (p.partition("=") for p in accepted.split())}
    others = wanted.pop("*", {"unknown"})
    assert all(found[member] & others for member in set(found) - set(wanted)), kind
    for member, stances in wanted.items():
        assert found.get(member, {"unknown"}) & stances, kind


def test_a_later_report_takes_words_back() -> None:
    first = "Kell's foreign minister Doru Banek said on Wednesday that Kell would support the admission of Orvana."
    second = "Kell's foreign minister Doru Banek retracted his statement on the admission of Orvana on Friday."
    assert positions(first)["KELL"] == {"yes"}
    assert "KELL" not in positions(first, second)


def test_a_later_report_corrects_an_earlier_one() -> None:
    first = "Kell's foreign minister Doru Banek said on Wednesday that Kell would veto the admission of Orvana."
    second = (
        "Correction: A report of Thursday was wrong. Kell's foreign minister Doru Banek said on Wednesday that Kell "
        "would vote for the admission of Orvana."
    )
    assert positions(first)["KELL"] == {"no"}
    assert positions(first, second)["KELL"] == {"yes"}


def test_a_third_party_takes_nothing_back() -> None:
    first = "Kell's foreign minister Doru Banek said on Wednesday that Kell would support the admission of Orvana."
    second = "Vessary's foreign minister Maren Tolle withdrew her remarks about the admission of Orvana on Friday."
    assert positions(first, second)["KELL"] == {"yes"}
