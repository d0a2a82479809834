"""Popolo: what was said never comes back as a vote, conditions return, votes are found where they stand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.analysis.analyse import Read
from whipcount.analysis.count import Counted, count_of
from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.entries import entry
from whipcount.dossiers.exchange.popolo import to_popolo
from whipcount.dossiers.exchange.popolo_votes import from_popolo
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance

LAKE = parse_body(
    "id: LAKE\nname: Lake Council\ndefault: d\nrules: {d: all members}\nmembers: [{id: KELL, name: Kell}, "
    "{id: THALE, name: Thale}, {id: PELL, name: Pell}, {id: MERROW, name: Merrow}]\n"
)
PROPOSAL = Proposal("orvana", "The Lake Council admits Orvana", "LAKE", variants=(Variant("asked", "admitted"),))
DAY = date(2025, 3, 6)
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def counted(evidence: tuple[Evidence, ...], day: date = DAY, proposal: Proposal = PROPOSAL) -> Counted:
    dossier = Dossier("lake", "Lake", proposal, own_body=LAKE)
    return count_of(dossier, Read(proposal, evidence=evidence), known_by=LATER, as_of=day)


def told(of: Counted) -> list[tuple[object, ...]]:
    """What a tally says: where each member stands, on what it hangs, who has agreed, what the rule says."""
    tally = of.tally
    rows = [(p.member, p.stance, [(c.text, c.met) for c in p.conditions]) for p in tally.positions]
    return [*rows, (tally.agreed, tally.passing, tally.state)]


def again(of: Counted) -> tuple[Evidence, ...]:
    document = json.loads(json.dumps(to_popolo(of.tally, of.proposal, of.body, of.evidence)))
    return from_popolo(document, of.proposal, of.body)


stances = st.sampled_from(list(Stance))
entries = st.builds(
    entry, st.sampled_from(["KELL", "THALE", "PELL", "MERROW"]), stances, st.dates(date(2025, 1, 1), DAY),
    variant=st.just("asked"), source=st.just("a record"), condition=st.sampled_from(["", "", "once the dam is opened"]),
    authority=st.sampled_from(list(Authority)), speaker=st.sampled_from(["", "Doru Banek"]),
)  # fmt: skip


@given(st.lists(entries, max_size=12))
def test_a_count_out_and_in_anew_is_the_same_count(items: list[Evidence]) -> None:
    before = counted(tuple({item.id: item for item in items}.values()))
    assert told(counted(again(before))) == told(before)


@pytest.mark.parametrize("name", ["sweden-accession", "finland-accession"])
@pytest.mark.parametrize("day", [date(2022, 7, 10), date(2023, 3, 20), date(2024, 3, 7)])
def test_of_a_ratification_no_word_becomes_a_consent(root: Path, name: str, day: date) -> None:
    dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
    assert dossier.proposal is not None
    before = count_of(dossier, Read(dossier.proposal), known_by=LATER, as_of=day)
    bare = replace(dossier, records=(), corrections=(), events=(), reports=())
    after = count_of(bare, Read(dossier.proposal, evidence=again(before)), known_by=LATER, as_of=day)
    assert after.tally.agreed == before.tally.agreed
    stances_of = [{p.member: (p.stance, len(p.conditions)) for p in of.tally.positions} for of in (before, after)]
    # that it has been decided, and who has joined since, are events, which Popolo has no place for
    assert stances_of[0] == {member: stances_of[1][member] for member in stances_of[0]}


def test_a_count_of_an_earlier_version_weighs_as_words() -> None:
    vote = {"voter_id": "KELL", "option": "yes", "whipcount:stance": "yes", "whipcount:since": "2025-03-01"}
    vote |= {"whipcount:conditions": ["once the dam is opened"], "whipcount:evidence": ["s-1:asked"]}
    event = {"start_date": "2025-03-06", "identifier": "whip count as of 2025-03-06", "votes": [vote]}
    (found,) = from_popolo({"motions": [{"id": "orvana", "vote_events": [event]}]}, PROPOSAL, LAKE)
    assert (found.authority, found.conditions[0].text) == (Authority.MINISTER, "once the dam is opened")


def vote_event(*votes: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"identifier": "vote 1", "start_date": "2025-03-06T10:00:00Z", "votes": list(votes), **fields}


@pytest.mark.parametrize(
    "document",
    [
        vote_event({"voter_id": "KELL", "option": "yes"}),
        [vote_event({"voter_id": "KELL", "option": "yes"})],
        {"vote_events": [vote_event({"voter_id": "KELL", "option": "yes"}, motion_id="orvana")]},
        {"vote_events": [vote_event({"voter": {"id": "x9", "name": "Kell"}, "option": "yes"})]},
        {"vote_events": [vote_event({"voter": "kell", "option": "YES"}, motion={"id": "other"})]},
        {"motions": [{"id": "orvana"}], "vote_events": [vote_event({"voter_id": "KELL", "option": "aye"})]},
        {"motions": [{"id": "a", "vote_events": [vote_event({"voter_id": "KELL", "group_id": "x", "option": "yes"})]}]},
        vote_event({"voter_id": "person-7", "group_id": "KELL", "option": "yes"}),
        vote_event({"voter_id": "KELL", "option": "yes"}, {"voter_id": "PELL", "option": "excused"},
                   {"voter_id": "THALE", "option": "other"}),
    ],
)  # fmt: skip
def test_votes_are_found_wherever_they_stand(document: Any) -> None:
    (found,) = from_popolo(document, PROPOSAL, LAKE)
    assert (found.member, found.stance, found.authority) == ("KELL", Stance.YES, Authority.RECORDED_VOTE)


def test_the_final_vote_counts_and_of_several_on_a_day_the_last() -> None:
    early = vote_event({"voter_id": "KELL", "option": "yes"}, start_date="2025-03-06T18:00:00Z", identifier="b")
    late = vote_event({"voter_id": "KELL", "option": "no"}, start_date="2025-03-06T09:00:00Z", identifier="a")
    for events in ([early, late], [late, early]):
        (found,) = from_popolo({"vote_events": events}, PROPOSAL, LAKE)
        assert found.stance is Stance.YES
    aside = vote_event({"voter_id": "KELL", "option": "no"}, classification="amendment", start_date="2025-03-07")
    assert from_popolo({"vote_events": [early, aside]}, PROPOSAL, LAKE)[0].stance is Stance.YES
    final = vote_event({"voter_id": "KELL", "option": "no"}, motion_classification=["passage"], start_date="2025-03-05")
    (found,) = from_popolo({"vote_events": [early, final]}, PROPOSAL, LAKE)
    assert found.stance is Stance.NO


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (vote_event({"voter_id": "ATLANTIS", "option": "yes"}), "'ATLANTIS': no member of Lake Council"),
        (vote_event({"option": "yes"}), "without its voter"),
        (vote_event({"voter_id": "KELL", "option": "maybe"}), "the option 'maybe'"),
        (vote_event({"voter_id": "KELL", "option": "yes"}, start_date="soon"), "the date 'soon'"),
        ({"motions": [{"id": "a"}, {"id": "b"}]}, "no motion 'orvana' among: a, b"),
        ({"motions": [{}, {}]}, "no motion"),
        ({"vote_events": [vote_event(motion_id="a"), vote_event(motion_id="b")]}, "no motion 'orvana' among: a, b"),
        ({"people": []}, "holds no motions"),
    ],
)
def test_what_cannot_be_read_is_told(document: Any, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        from_popolo(document, PROPOSAL, LAKE)
