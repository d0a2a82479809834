"""The Lake Council and what it decides, all invented, for tests of what reports tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import read_body
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.proposal.told_body import body_as_told
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report

HERE = Path(__file__).resolve().parents[2] / "examples" / "lake-council"
TODAY = date(2025, 3, 12)  # a Wednesday
LAKE: Body = read_body(HERE / "lake-council.body.yaml")
TABLE: ActorTable = default_table().with_file(HERE / "actors.csv")
MEMBERS = tuple(member.id for member in LAKE.members(TODAY))

ADMISSION = Proposal(
    "orvana",
    "The Lake Council admits Orvana",
    LAKE.id,
    "admission",
    candidate="ORVANA",
    variants=(Variant("asked", "admitted", ("admission", "admit", "accession", "membership", "join", "bid")),),
)
RESOLUTION = Proposal(
    "eels",
    "The Lake Council adopts the resolution on eel fishing",
    LAKE.id,
    "resolution",
    variants=(Variant("asked", "adopted", ("resolution", "draft", "text")),),
)
BAN = Proposal(
    "trawling",
    "The Lake Council approves a ban on night trawling",
    LAKE.id,
    "foreign policy",
    variants=(Variant("asked", "approved", ("ban", "trawling ban", "regulation")),),
)
CHAIR = Proposal(
    "chair",
    "The Lake Council appoints Dora Finch as secretary general",
    LAKE.id,
    "appointment",
    candidate="Dora Finch",
    variants=(Variant("asked", "appointed", ("appointment", "candidacy", "secretary general")),),
)
RATIFICATION = Proposal(
    "ratify",
    "All members ratify the accession of Orvana",
    LAKE.id,
    "admission",
    candidate="ORVANA",
    stage="ratification",
    variants=(Variant("asked", "ratified", ("ratification", "ratify", "protocol", "accession")),),
)
OF = {"admission": ADMISSION, "resolution": RESOLUTION, "ban": BAN, "chair": CHAIR, "ratification": RATIFICATION}


def told(*lines: str, day: date = TODAY, name: str = "a.txt") -> Report:
    """A report of these lines, the first its headline."""
    return read_report("\n\n".join(lines) + "\n", name=name, published=day)


ALDER = ("Ida Hale", "Jon Brook", "Mae Cole", "Rex Dunn", "Una Eaves", "Ned Finch")
"""Persons of an invented board."""
ALDER_IDS = {f"PERSON-{name.upper().replace(' ', '-')}": name for name in ALDER}
BOARD: Body = body_as_told("Alder Board", list(ALDER_IDS), len(ALDER_IDS), None, default_table(), ALDER_IDS)


def to_decide(decision: str) -> Proposal:
    """What the board has before it: "close the mill"."""
    return Proposal("p", f"Alder Board decides to {decision}", BOARD.id, "decision", told_body=BOARD)


def words_of(decision: str) -> ObjectWords:
    """The words by which a report speaks of what the board has before it."""
    return ObjectWords(to_decide(decision), BOARD)
