"""The shapes that the Popolo specification documents, read; and what is written, in those shapes and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dossiers.exchange.test_popolo_votes import DAY, LAKE, LATER, PROPOSAL, counted, told
from whipcount.analysis.analyse import Read
from whipcount.analysis.count import count_of
from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.entries import entry
from whipcount.dossiers.exchange.popolo import to_popolo
from whipcount.dossiers.exchange.popolo_people import PopoloPeople
from whipcount.dossiers.exchange.popolo_votes import from_popolo
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Authority, Stance

SHAPES = yaml.safe_load((Path(__file__).parent / "popolo_shapes.yaml").read_text("utf-8"))
OPTIONS = {"yes", "no", "abstain", "absent", "not voting", "paired"}


@pytest.mark.parametrize("case", [s for s in SHAPES if "expected" in s], ids=lambda case: case["shape"])
def test_each_documented_shape_is_read(case: dict[str, Any]) -> None:
    found = from_popolo(json.loads(json.dumps(case["document"])), PROPOSAL, LAKE)
    assert {item.member: item.stance.value for item in found if item.stance} == case["expected"]
    assert {item.authority for item in found} == {Authority.RECORDED_VOTE}
    assert {item.said_from for item in found} == {DAY}


@pytest.mark.parametrize("case", [s for s in SHAPES if "error" in s], ids=lambda case: case["shape"])
def test_what_tells_of_nobody_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(DossierError, match=case["error"]):
        from_popolo(case["document"], PROPOSAL, LAKE)


PARTIES = {"D-BRIM": "Heron", "D-LUND": "Heron", "D-ROE": "Otter"}
_DIET = parse_body(
    "id: DIET\nname: Diet of Kell\ndefault: d\nrules: {d: all members}\nmembers:\n"
    "  - {id: D-BRIM, name: Ada Brim, from: 2024-01-01}\n"
    "  - {id: D-LUND, name: Tov Lund, from: 2024-01-01}\n"
    "  - {id: D-ROE, name: Ansgar Roe, from: 2024-01-01}\n"
    "weights:\n  votes:\n    - {from: 2024-01-01, values: {D-BRIM: 2, D-LUND: 1, D-ROE: 1}}\n"
)
PARLIAMENT = replace(_DIET, all_members=tuple(replace(m, party=PARTIES[m.id]) for m in _DIET.all_members))


def written(body: Body = LAKE, **stances: Stance) -> dict[str, Any]:
    proposal = replace(PROPOSAL, body=body.id)
    items = tuple(
        entry(member.replace("_", "-"), stance, date(2025, 3, 1), variant="asked", source="a record",
              authority=Authority.RECORDED_VOTE)
        for member, stance in stances.items()
    )  # fmt: skip
    dossier = Dossier("lake", "Lake", proposal, own_body=body)
    of = count_of(dossier, Read(proposal, evidence=items), known_by=LATER, as_of=DAY)
    document: dict[str, Any] = json.loads(json.dumps(to_popolo(of.tally, of.proposal, of.body, of.evidence)))
    again = from_popolo(document, of.proposal, of.body)
    assert {(i.member, i.stance) for i in again} == {(i.member, i.stance) for i in items}
    return document


def test_what_is_written_keeps_to_the_documented_shapes() -> None:
    document = written(KELL=Stance.YES, THALE=Stance.NO, PELL=Stance.ABSTAIN, MERROW=Stance.DECLINED)
    (motion,) = document["motions"]
    assert motion["requirement"] == "all members"
    assert motion["result"] == "fail"
    (event,) = motion["vote_events"]
    assert {vote["option"] for vote in event["votes"]} <= OPTIONS
    assert {count["option"]: count["value"] for count in event["counts"]} == {
        "yes": 1, "no": 1, "abstain": 1, "not voting": 1,
    }  # fmt: skip
    assert event["group_results"] == []
    assert event["votes"][0]["voter"] == {"id": "KELL", "name": "Kell"}
    assert {m["member_id"] for m in document["memberships"]} == {"KELL", "THALE", "PELL", "MERROW"}


def test_persons_are_written_with_their_parties_weights_and_group_results() -> None:
    document = written(PARLIAMENT, D_BRIM=Stance.YES, D_LUND=Stance.NO, D_ROE=Stance.NO)
    (event,) = document["motions"][0]["vote_events"]
    assert [(v["voter"]["name"], v["group"]["name"], v["weight"]) for v in event["votes"]] == [
        ("Ada Brim", "Heron", 2), ("Tov Lund", "Heron", 1), ("Ansgar Roe", "Otter", 1),
    ]  # fmt: skip
    assert event["group_results"] == [
        {"group": {"name": "Heron"}, "counts": [{"option": "yes", "value": 1}, {"option": "no", "value": 1}]},
        {"group": {"name": "Otter"}, "counts": [{"option": "no", "value": 1}]},
    ]
    assert {p["name"] for p in document["persons"]} == {"Ada Brim", "Tov Lund", "Ansgar Roe"}
    (brim, *_) = [m for m in document["memberships"] if m["person_id"] == "D-BRIM"]
    assert brim["on_behalf_of"] == {"name": "Heron"}
    assert brim["start_date"] == "2024-01-01"
    people = PopoloPeople.of(document)
    assert list(people.texts("D-BRIM", DAY)) == ["D-BRIM", "Ada Brim", "Heron"]


def test_a_vote_that_is_read_and_written_is_the_same_count() -> None:
    case = next(s for s in SHAPES if s["shape"].startswith("every option"))
    before = counted(from_popolo(case["document"], PROPOSAL, LAKE))
    document = json.loads(json.dumps(to_popolo(before.tally, before.proposal, before.body, before.evidence)))
    assert told(counted(from_popolo(document, PROPOSAL, LAKE))) == told(before)
