"""What people enter is never lost: the last live edit of a coding counts, earlier ones can be taken back one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from whipcount.analysis.count import count
from whipcount.dossiers import edits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.store import Store
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Quotation, Speaker, Statement
from whipcount.text.span import Span

DAY = date(2024, 11, 29)
NOON = datetime(2024, 11, 29, 12, tzinfo=UTC)
TEXT = "We agree once the war ends, said the minister."


class Clock:
    """A clock that can be set back."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def coding(key: str, statement: Statement, report: Report) -> Evidence:
    return Evidence(
        key, "HU", "invite", Stance.YES, DAY, DAY, DAY, NOON, Authority.MINISTER, statement=statement.id,
        conditions=(Condition("once the war ends"),), report=report.sha256, speaker="A Minister",
    )  # fmt: skip


def filled(place: Path, clock: Clock | None = None) -> Store:
    store = Store.open(place, create=True, clock=clock or Clock())
    proposal = Proposal("p", "NATO invites Ukraine", "NATO", "invitation")
    store.create(Dossier("d", "D", proposal))
    report = Report("a", TEXT, fingerprint(TEXT), published_on=DAY)
    speaker = Speaker("the minister", on_behalf_of="HU")
    statement = Statement(report.sha256, (), (), (Span(0, 26),), Quotation.DIRECT, speaker, reported_on=DAY)
    made = coding("e1", statement, report)
    store.add_report("d", report, [statement], [Evidence(**{**_fields(made), "variant": proposal.asked.id})])
    return store


def _fields(item: Evidence) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__slots__}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled(tmp_path / "d.db") as opened:
        yield opened


def stance(store: Store) -> Stance | None:
    return count(store, "d").tally.position("HU").stance


def entered(store: Store) -> list[Evidence]:
    return sorted(store.evidence("d", withdraws="e1"), key=lambda item: item.recorded_at)


def test_the_second_correction_counts(store: Store) -> None:
    edits.correct(store, "d", "e1", stance=Stance.NO, reason="misread", author="ada")
    edits.correct(store, "d", "e1", stance=Stance.UNDECIDED, reason="misread again", author="ben")
    assert stance(store) is Stance.UNDECIDED


def test_correct_then_reject_and_confirm_then_correct(store: Store) -> None:
    edits.correct(store, "d", "e1", stance=Stance.NO, reason="misread")
    edits.reject(store, "d", "e1", reason="about another matter")
    assert stance(store) is None
    edits.confirm(store, "d", "e1")
    assert stance(store) is Stance.YES
    edits.correct(store, "d", "e1", stance=Stance.LEAN_NO, reason="no, it was a doubt")
    assert stance(store) is Stance.LEAN_NO


def test_back_to_what_was_said_before_is_a_new_edit(store: Store) -> None:
    for wanted in (Stance.NO, Stance.YES, Stance.NO):
        assert edits.correct(store, "d", "e1", stance=wanted, reason="so").new
        assert stance(store) is wanted
    assert not edits.correct(store, "d", "e1", stance=Stance.NO, reason="so").new


def test_edits_are_undone_one_by_one(store: Store) -> None:
    for wanted in (Stance.NO, Stance.LEAN_NO, Stance.UNDECIDED):
        edits.correct(store, "d", "e1", stance=wanted, reason="so")
    seen = []
    for item in reversed(entered(store)):
        edits.undo(store, "d", item.id)
        seen.append(stance(store))
    assert seen == [Stance.LEAN_NO, Stance.NO, Stance.YES]


def test_a_correction_of_a_correction_is_one_of_the_coding(store: Store) -> None:
    edits.correct(store, "d", "e1", stance=Stance.NO, reason="first")
    first = entered(store)[0].id
    edits.correct(store, "d", first, stance=Stance.UNDECIDED, reason="second")
    assert stance(store) is Stance.UNDECIDED
    edits.undo(store, "d", first)
    assert stance(store) is Stance.UNDECIDED


def test_a_condition_settled_after_a_correction_keeps_the_correction_and_its_author(store: Store) -> None:
    edits.correct(store, "d", "e1", stance=Stance.WILL_NOT_BLOCK, reason="milder", author="ada")
    edits.settle(store, "d", "e1", condition="once the war ends", on=DAY, reason="it ended", author="ben")
    last = entered(store)[-1]
    assert (last.stance, last.coder, last.conditions[0].met) == (Stance.WILL_NOT_BLOCK, "ben", True)
    assert stance(store) is Stance.WILL_NOT_BLOCK


def test_two_persons_who_confirm_are_two(store: Store) -> None:
    assert edits.confirm(store, "d", "e1", author="ada").new
    assert edits.confirm(store, "d", "e1", author="ben").new
    assert {item.coder for item in entered(store)} == {"ada", "ben"}


def test_a_clock_set_back_does_not_change_the_order(tmp_path: Path) -> None:
    clock = Clock()
    with filled(tmp_path / "back.db", clock) as opened:
        clock.now = NOON + timedelta(days=2)
        edits.correct(opened, "d", "e1", stance=Stance.NO, reason="while the clock was ahead")
        clock.now = NOON + timedelta(hours=1)
        edits.correct(opened, "d", "e1", stance=Stance.UNDECIDED, reason="after it was set back")
        assert stance(opened) is Stance.UNDECIDED
        first, second = (change.recorded_at for change in opened.changes("d")[-2:])
        assert second > first


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), st.sampled_from([Stance.NO, Stance.UNDECIDED, Stance.LEAN_YES])),
        st.tuples(st.just("confirm"), st.none()),
        st.tuples(st.just("reject"), st.none()),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    max_size=9,
)


@few(20)
@given(OPERATIONS, st.lists(st.sampled_from(["ada", "ben"]), min_size=9, max_size=9))
def test_any_sequence_of_edits_ends_in_the_last_that_stands(
    operations: list[tuple[str, object]], authors: list[str]
) -> None:
    """Against a model: a list of edits, each standing or undone."""
    with TemporaryDirectory() as folder, filled(Path(folder) / "d.db") as opened:
        model: list[tuple[str, Stance | None]] = []  # id and stance of the edits that stand, in order
        for (name, value), author in zip(operations, authors, strict=False):
            before = {item.id for item in entered(opened)}
            if name == "undo":
                if not model:
                    continue
                place = int(str(value)) % len(model)
                edits.undo(opened, "d", model.pop(place)[0], author=author)
                continue
            wanted = value if isinstance(value, Stance) else Stance.YES if name == "confirm" else None
            if name == "correct":
                assert isinstance(wanted, Stance)
                edits.correct(opened, "d", "e1", stance=wanted, reason="so", author=author)
            elif name == "confirm":
                edits.confirm(opened, "d", "e1", author=author)
            else:
                edits.reject(opened, "d", "e1", reason="so", author=author)
            fresh = [item.id for item in entered(opened) if item.id not in before]
            model += [(key, wanted) for key in fresh]
            expected = model[-1][1]
            assert expected is wanted
        assert stance(opened) is (model[-1][1] if model else Stance.YES)
