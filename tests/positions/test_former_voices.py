"""Those who held an office once: their word is kept and shown, sets no member's position and outranks nobody.

The body, its members and its people are invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.statements.marked import report_of
from whipcount.bodies.countries import default_table
from whipcount.bodies.offices import default_offices
from whipcount.positions.coders.coding import to_evidence
from whipcount.positions.coders.recorded_positions import evidence_from_records
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.count.fold import fold
from whipcount.positions.count.tally import Position
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.statements.reader import read_statements

ROOT = Path(__file__).resolve().parents[2]
TABLE = default_table().with_file(ROOT / "examples" / "lake-council" / "actors.csv")
DAY = date(2031, 3, 6)
KNOWN = datetime(2031, 4, 1, tzinfo=UTC)
LAKE = Proposal("p", "Orvana is admitted", "LAKE", variants=(Variant("asked", "admitted", ("accession", "admission")),))
NO = "[1c:said] [1t:that Pell opposes the accession]"
BACKS = "[2s:The Pell foreign minister, Tova Lind,] [2c:said] [2t:that Pell supports the accession]"


def heard(marked: str) -> tuple[Evidence, ...]:
    """The evidence about members of the invented body in a report."""
    report, attributions = report_of(marked, DAY)
    statements = read_statements(report, attributions=attributions, table=TABLE)
    coder = RuleReader()
    readings = [reading for one in statements for reading in coder.read(one, report, LAKE)]
    return to_evidence(readings, statements, [report], LAKE, members=["PELL", "KELL"], table=TABLE)


def stands(evidence: tuple[Evidence, ...]) -> Position:
    return fold(evidence, "PELL", as_of=DAY, known_by=KNOWN, variant="asked")


FORMER = [
    "Former Pell prime minister Ada Brim",
    "Pell's ex-prime minister Ada Brim",
    "Pell's ex-president, Ada Brim,",
    "Ada Brim, Pell's former president,",
    "Ada Brim, who was prime minister of Pell,",
    "Ada Brim, prime minister of Pell until June 2029,",
    "Pell's previous prime minister",
    "The last Pell prime minister",
    "A former Pell prime minister",
]


@pytest.mark.parametrize("voice", FORMER)
def test_a_former_heads_word_sets_no_position(voice: str) -> None:
    evidence = heard(f"[1s:{voice}] {NO}.")
    assert [(e.member, e.stance, e.authority) for e in evidence] == [(None, Stance.NO, Authority.ANALYST)]
    assert any("former" in reason for reason in evidence[0].reasons)
    assert stands(evidence).stance is None


@pytest.mark.parametrize("voice", FORMER)
def test_nor_does_it_outrank_todays_minister(voice: str) -> None:
    position = stands(heard(f"{BACKS}. [1s:{voice}] {NO}."))
    assert position.stance is Stance.YES
    assert len(position.evidence) == 1


def test_the_word_of_a_head_in_office_does() -> None:
    position = stands(heard(f"{BACKS}. [1s:Pell prime minister Ada Brim] {NO}."))
    assert position.stance is Stance.NO


def test_a_former_head_who_says_we_speaks_for_himself() -> None:
    evidence = heard('[1s:Former Pell president Ada Brim] [1c:said]: "[1t:We oppose the accession]."')
    assert [e.member for e in evidence] == [None]


def test_a_former_heads_word_about_another_member_is_at_most_a_lean() -> None:
    evidence = heard("[1s:Former Kell prime minister Ada Brim] [1c:said] [1t:that Pell opposes the accession].")
    assert [(e.member, e.third_party) for e in evidence] == [("PELL", True)]
    assert stands(evidence).stance is Stance.LEAN_NO
    assert stands((*heard(f"{BACKS}."), *evidence)).stance is Stance.YES


ROW = {"date": "2031-03-06", "member": "PELL", "stance": "oppose", "gist": "in an interview", "source": "The Ferry"}


@pytest.mark.parametrize(
    "speaker",
    ["former prime minister Ada Brim", "Ada Brim, former president", "ex-president Ada Brim", "Pell's former premier"],
)
def test_a_record_of_a_former_heads_word_moves_nobody(speaker: str) -> None:
    [made] = evidence_from_records([ROW | {"speaker": speaker}], table=TABLE)
    assert (made.member, made.authority) == (None, Authority.ANALYST)
    assert any("former" in reason for reason in made.reasons)


def test_a_record_of_somebody_in_office_or_with_a_given_authority_stands() -> None:
    [head] = evidence_from_records([ROW | {"speaker": "prime minister Ada Brim"}], table=TABLE)
    assert (head.member, head.authority) == ("PELL", Authority.HEAD)
    given = ROW | {"speaker": "former prime minister Ada Brim", "authority": "minister"}
    [told] = evidence_from_records([given], table=TABLE)
    assert (told.member, told.authority) == ("PELL", Authority.MINISTER)


def test_the_table_knows_who_has_left_on_the_day(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "actor,role,office,person,from,to\nPELL,head_of_government,prime minister,Ada Brim,2027-01-01,2029-06-30\n",
        encoding="utf-8",
    )
    offices = default_offices().with_file(path)
    gone, held = (
        evidence_from_records([ROW | {"speaker": "Ada Brim", "date": day}], offices=offices, table=TABLE)[0]
        for day in ("2031-03-06", "2028-03-06")
    )
    assert (gone.member, gone.authority) == (None, Authority.ANALYST)
    assert (held.member, held.authority) == ("PELL", Authority.HEAD)
