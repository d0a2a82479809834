"""The fold's fixed rules: one case each, then properties over colliding evidence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.positions.make import ALWAYS, EVER, at, calm, day, ev, evidences
from whipcount.positions.count.fold import counted_stance, fold
from whipcount.positions.count.tally import Position
from whipcount.positions.count.withdrawals import rank
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.statements.statement import Modality

A, S, M = Authority, Stance, Modality


def folded(*evidence: Evidence) -> Position:
    return fold(evidence, "AA", as_of=EVER, known_by=ALWAYS, variant="asked")


CASES = [
    ("nothing is unknown", [], None),
    ("a word sets", [ev("a")], S.YES),
    ("newer beats older within a tier", [ev("a", S.YES, 0), ev("b", S.NO, 5)], S.NO),
    ("higher beats newer", [ev("a", S.YES, 0, authority=A.HEAD), ev("b", S.NO, 5)], S.YES),
    ("a vote beats all", [ev("a", S.NO, 9, authority=A.HEAD), ev("b", S.YES, 0, authority=A.RECORDED_VOTE)], S.YES),
    ("hypothetical", [ev("a", modality=M.HYPOTHETICAL)], None),
    ("negated", [ev("a", modality=M.NEGATED)], None),
    ("historical", [ev("a", modality=M.HISTORICAL)], None),
    ("an announced word is a lean", [ev("a", modality=M.FUTURE)], S.LEAN_YES),
    ("a third party's word is a lean", [ev("a", S.NO, third_party=True)], S.LEAN_NO),
    ("a third party's promise not to block is a lean", [ev("a", S.WILL_NOT_BLOCK, third_party=True)], S.LEAN_YES),
    ("a foreign head is still a third party", [ev("a", S.NO, 9, third_party=True, authority=A.HEAD), ev("b")], S.YES),
    ("an analyst's word is a lean", [ev("a", S.NO, authority=A.ANALYST)], S.LEAN_NO),
    ("unnamed officials", [ev("a", authority=A.UNNAMED)], None),
    ("an unnamed minister", [ev("a", named=False)], None),
    ("no stance", [ev("a", None)], None),
    ("another member", [ev("a", member="BB")], None),
    ("the body as a whole", [ev("a", S.NO, member=None)], None),
    ("another variant", [ev("a", variant="path")], None),
    ("a day said both ways is read without consent", [ev("a", S.YES), ev("b", S.NO)], S.NO),
    ("a person beats a coder on one day", [ev("a", S.NO), ev("b", S.YES, human=True)], S.YES),
    ("retraction", [ev("a", S.YES, 0), ev("b", None, 3, withdraws="a")], None),
    ("retraction leaves what was before", [ev("a", S.NO, 0), ev("b", S.YES, 1), ev("c", None, 3, withdraws="b")], S.NO),
    ("denial by a lower office", [ev("a"), ev("b", None, 3, withdraws="a", authority=A.SPOKESPERSON)], S.YES),
    (
        "the same speaker may always take it back",
        [ev("a", speaker="X"), ev("b", None, 3, withdraws="a", authority=A.SPOKESPERSON, speaker="X")],
        None,
    ),
    (
        "a spokesperson denies what others ascribe",
        [ev("a", S.NO, third_party=True, authority=A.HEAD), ev("b", None, 3, withdraws="a", authority=A.SPOKESPERSON)],
        None,
    ),
    ("another member cannot take it back", [ev("a"), ev("b", None, 3, withdraws="a", member="BB")], S.YES),
    (
        "a retraction taken back restores",
        [ev("a"), ev("b", None, 3, withdraws="a"), ev("c", None, 4, withdraws="b")],
        S.YES,
    ),
    ("correction", [ev("a", S.NO), ev("b", S.YES, human=True, withdraws="a")], S.YES),
    ("correction to no stance", [ev("a", S.NO), ev("b", None, human=True, withdraws="a")], None),
    (
        "correction to another member",
        [ev("a", S.NO), ev("b", S.NO, human=True, member="BB", withdraws="a")],
        None,
    ),
    (
        "a correction takes back every report of the utterance",
        [
            ev("a", S.NO, origin="o"),
            ev("b", S.NO, 1, origin="o"),
            ev("c", S.YES, human=True, withdraws="a", origin="o"),
        ],
        S.YES,
    ),
    (
        "an old utterance told again is not news",
        [ev("a", S.YES, 0, origin="o"), ev("b", S.NO, 3), ev("c", S.YES, 6, origin="o")],
        S.NO,
    ),
]


@pytest.mark.parametrize(("evidence", "stance"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_case(evidence: list[Evidence], stance: Stance | None) -> None:
    assert folded(*evidence).stance == stance


def test_each_piece_has_its_step_and_reason() -> None:
    position = folded(
        ev("sets", S.NO, 5, origin="o"),
        ev("again", S.NO, 6, origin="o"),
        ev("older", S.YES, 2),
        ev("low", S.YES, 9, authority=A.SPOKESPERSON),
        ev("back", S.YES, 7),
        ev("taker", None, 8, withdraws="back"),
        ev("whisper", S.YES, 9, authority=A.UNNAMED),
    )
    assert {step.evidence: step.outcome for step in position.steps} == {
        "sets": "sets",
        "again": "repeats",
        "older": "older",
        "low": "outranked",
        "back": "withdrawn",
        "taker": "not counted",
        "whisper": "not counted",
    }
    assert all(step.reason for step in position.steps)
    assert position.evidence == ("sets", "again")


def test_since_is_the_start_of_an_unbroken_run() -> None:
    assert folded(ev("a", S.NO, 1), ev("b", S.YES, 2), ev("c", S.YES, 5)).since == day(2)


def test_as_of_counts_what_was_reported_and_known_by_what_was_recorded() -> None:
    early, late = ev("a", S.YES, 0), ev("b", S.NO, 1, recorded_at=at(30))
    assert fold([early, late], "AA", as_of=day(2), known_by=at(2)).stance is S.YES
    assert fold([early, late], "AA", as_of=day(2), known_by=at(31)).stance is S.NO
    assert fold([early, late], "AA", as_of=day(0), known_by=at(31)).stance is S.YES


def test_a_later_coding_of_the_same_id_replaces_the_earlier_but_never_a_persons() -> None:
    first, second = ev("a", S.YES), ev("a", S.NO, recorded_at=at(9))
    person = ev("a", S.UNDECIDED, human=True, recorded_at=at(4))
    assert folded(first, second).stance is S.NO
    assert fold([first, second], "AA", as_of=EVER, known_by=at(5)).stance is S.YES
    assert folded(first, second, person).stance is S.UNDECIDED


def test_a_correction_survives_a_rerun_under_a_new_version() -> None:
    fix = ev("fix", S.YES, human=True, withdraws="s1:asked", recorded_at=at(3))
    rerun = ev("s1:asked", S.NO, recorded_at=at(50), coder="rules-9", confidence=1.0)
    assert folded(rerun, fix).stance is S.YES


def test_withdrawals_in_a_circle_leave_nothing() -> None:
    assert folded(ev("a", S.YES, withdraws="b"), ev("b", S.NO, withdraws="a")).stance is None


@calm
@given(evidences(), st.randoms(use_true_random=False))
def test_order_of_arrival_never_matters(evidence: list[Evidence], rnd: random.Random) -> None:
    shuffled = evidence[:]
    rnd.shuffle(shuffled)
    assert folded(*evidence) == folded(*shuffled)


@calm
@given(evidences())
def test_telling_everything_twice_changes_nothing(evidence: list[Evidence]) -> None:
    assert folded(*evidence) == folded(*evidence, *evidence)


@calm
@given(evidences(), st.sampled_from(Stance), st.integers(0, 20))
def test_a_weaker_statement_never_changes_a_position(evidence: list[Evidence], stance: Stance, on: int) -> None:
    before = folded(*evidence)
    if before.stance is None:
        return
    top = next(e for e in evidence if e.id == before.evidence[0])
    setters = [e for e in evidence if e.id == before.evidence[0]]
    tier = min(rank(e) for e in setters)
    weaker = [a for a in Authority if A.UNNAMED < a < tier]
    for authority in weaker:
        after = folded(*evidence, ev("new", stance, on, authority=authority))
        assert (after.stance, after.since, after.evidence) == (before.stance, before.since, before.evidence)
    if top.authority > A.ANALYST and tier > A.ANALYST:
        after = folded(*evidence, ev("new", stance, on, third_party=True, authority=A.RECORDED_VOTE))
        assert after.stance == before.stance


@calm
@given(evidences(), st.integers(0, 9))
def test_a_repeated_statement_never_changes_a_position(evidence: list[Evidence], later: int) -> None:
    before = folded(*evidence)
    if before.stance is None:
        return
    versions = [e for e in evidence if e.id == before.evidence[0]]
    voice = max(
        versions, key=lambda e: (e.human, e.recorded_at, e.reported_on, e.confidence, e.coder, e.stance or "", repr(e))
    )
    repeat = replace(
        voice,
        id="repeat",
        origin=voice.origin or voice.id,
        human=False,
        withdraws=None,
        said_from=voice.said_to,
        said_to=day((voice.said_to - day(0)).days + later),
        reported_on=day((voice.reported_on - day(0)).days + later),
        recorded_at=at(40),
        confidence=0.5,
    )
    after = folded(*evidence, repeat)
    assert (after.stance, after.since, after.conditions) == (before.stance, before.since, before.conditions)


@calm
@given(evidences(), evidences(max_size=4), st.integers(0, 9))
def test_what_is_recorded_later_never_changes_what_was_known(
    evidence: list[Evidence], more: list[Evidence], on: int
) -> None:
    known_by = at(12)
    later = [replace(e, recorded_at=at(13 + n)) for n, e in enumerate(more)]
    assert fold(evidence, "AA", as_of=day(on), known_by=known_by) == fold(
        evidence + later, "AA", as_of=day(on), known_by=known_by
    )


@calm
@given(evidences())
def test_every_known_piece_about_the_member_has_exactly_one_step(evidence: list[Evidence]) -> None:
    position = folded(*evidence)
    ids = [step.evidence for step in position.steps]
    assert len(ids) == len(set(ids))
    assert sum(step.outcome == "sets" for step in position.steps) == (position.stance is not None)
    assert set(ids) <= {e.id for e in evidence}


@calm
@given(evidences())
def test_nothing_unnamed_or_unreal_ever_sets(evidence: list[Evidence]) -> None:
    position = folded(*evidence)
    for chosen in position.evidence[:1]:
        possible = [e for e in evidence if e.id == chosen]
        assert any(e.named and e.authority != A.UNNAMED and e.modality in (M.ACTUAL, M.FUTURE) for e in possible)
        assert position.stance in {counted_stance(e) for e in possible}


def test_of_several_reports_of_one_utterance_the_surest_speaks() -> None:
    """The nearest report: among equals the one read with more confidence, never with less."""
    doubtful = ev("a", S.YES, origin="o", confidence=0.3)
    sure = ev("b", S.WILL_NOT_BLOCK, origin="o", confidence=0.9)
    assert folded(doubtful, sure).stance is folded(sure, doubtful).stance is S.WILL_NOT_BLOCK


def test_a_second_yes_of_the_same_day_is_told_as_the_same() -> None:
    """Its reason never reads as its contrary ("consents no more")."""
    position = folded(ev("a", S.YES, confidence=0.5), ev("b", S.YES, confidence=0.9))
    reasons = {step.evidence: step.reason for step in position.steps}
    assert "says the same as b" in reasons["a"]
    other = folded(ev("a", S.YES), ev("b", S.NO))
    assert "the less consenting of the two" in {s.evidence: s.reason for s in other.steps}["a"]
