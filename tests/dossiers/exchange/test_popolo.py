# ruff: noqa: E501  (tables are shown as they are written)
from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.dossiers.conftest import Clock, a_dossier, a_record
from whipcount.analysis.count import count
from whipcount.dossiers.exchange.popolo import from_popolo, to_popolo
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Stance


def nato_store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "nato.db", create=True, clock=Clock())
    proposal = Proposal(
        "orvana", "NATO invites Orvana", "NATO", "invitation", variants=(Variant("asked", "invited now"),)
    )
    store.create(replace(a_dossier("nato"), proposal=proposal, records=(), events=()))
    stances = {
        "HU": Stance.NO,
        "DE": Stance.YES,
        "TR": Stance.WILL_NOT_BLOCK,
        "FR": Stance.DECLINED,
        "IT": Stance.LEAN_NO,
    }
    store.add_evidence("nato", [a_record(f"r-{m}", m, stance) for m, stance in stances.items()])
    return store


def test_popolo_votes_round_trip(tmp_path: Path) -> None:
    with nato_store(tmp_path) as store:
        counted = count(store, "nato")
        document = json.loads(json.dumps(to_popolo(counted.tally, counted.proposal, counted.body)))
        motion = document["motions"][0]
        assert motion["requirement"] == counted.tally.rule
        assert {v["voter_id"]: v["option"] for v in motion["vote_events"][0]["votes"]} == {
            "HU": "no", "DE": "yes", "TR": "abstain", "FR": "not voting",
        }  # fmt: skip
        found = from_popolo(document, counted.proposal)
        assert {e.member: e.stance for e in found} == {
            "HU": Stance.NO, "DE": Stance.YES, "TR": Stance.WILL_NOT_BLOCK, "FR": Stance.DECLINED,
        }  # fmt: skip
        assert all(e.authority is Authority.RECORDED_VOTE for e in found)
        assert from_popolo(document, counted.proposal) == found


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "no motions"),
        ({"motions": [{"id": "a"}, {"id": "b"}]}, "no motion 'orvana' among: a, b"),
        ({"motions": [{"vote_events": [{"votes": []}]}]}, "the date"),
        ({"motions": [{"vote_events": [{"start_date": "2030-01-01", "votes": [{"option": "yes"}]}]}]}, "without its voter"),
        ({"motions": [{"vote_events": [{"start_date": "2030-01-01", "votes": [{"voter_id": "AA", "option": "x"}]}]}]}, "option"),
    ],
)  # fmt: skip
def test_bad_popolo(document: object, message: str) -> None:
    proposal = a_dossier().proposal
    assert proposal is not None
    with pytest.raises(DossierError, match=message):
        from_popolo(document, proposal)
