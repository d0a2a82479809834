from datetime import date, timedelta

import numpy as np
import pytest

from tests.records.sample import invented, record_of
from whipcount.errors import RecordsError
from whipcount.records.models.named import NAMES
from whipcount.records.silent import LABEL, silent_members

LATER = date(2025, 1, 1)
DECLARED = {"M0": "yes", "M1": "no", "M2": "yes", "M3": "abstain"}


def strong(**given):
    return invented(7, structure=4.0, calls=120, **given)[0]


def test_a_structured_record_tells_and_carries_its_figures():
    record = strong()
    found = silent_members(record, DECLARED, record.members[4:], as_of=LATER, names={"M4": "Four"})
    assert found.guard.informative
    assert found.label == LABEL == "from records: not a position"
    skill = found.guard.skill
    assert skill is not None
    assert 0 < skill.low <= skill.mean <= skill.high
    four = found.of("M4")
    assert four is not None
    assert four.name == "Four"
    assert 0 < four.low <= four.yes <= four.high < 1
    assert four.yes + four.abstain + four.no == pytest.approx(1)
    assert {one.member for one in four.by_declared} == set(DECLARED)
    assert len(four.by_past) == 5
    assert sum(one.count for one in found.calibration) > 100
    assert found.of("M0") is None


def test_it_follows_who_voted_alike():
    votes = np.array([[1, 1, -1, -1, 1, -1], [-1, -1, 1, 1, -1, 1]] * 30, dtype=float)
    rng = np.random.default_rng(1)
    votes[rng.random(votes.shape) < 0.1] *= -1
    record = record_of(votes)
    found = silent_members(record, {"M0": "yes", "M2": "no"}, ["M1", "M3", "M4", "M5"], as_of=LATER)
    chances = [one.yes for one in found.members]
    assert [p > 0.5 for p in chances] == [True, False, True, False]
    turned = silent_members(record, {"M0": "no", "M2": "yes"}, ["M1", "M3"], as_of=LATER)
    assert [one.yes > 0.5 for one in turned.members] == [False, True]


@pytest.mark.slow
def test_bodies_without_structure_are_refused():
    refused = 0
    for seed in range(40):
        record, _ = invented(seed, structure=0.0)
        refused += not silent_members(record, DECLARED, record.members[4:], as_of=LATER).guard.informative
    assert refused >= 38


def test_nothing_is_told_where_the_guard_refuses():
    record, _ = invented(3, structure=0.0)
    found = silent_members(record, DECLARED, record.members[4:], as_of=LATER)
    assert not found.guard.informative
    assert found.guard.skill is not None  # the figures are shown
    assert all(one.yes is None and one.low is None and one.why for one in found.members)


def test_too_few_divided_roll_calls_on_the_topic():
    record = strong()
    calls = tuple(call._replace(topic="fish" if n < 7 else "") for n, call in enumerate(record.calls))
    record = record_of(record.votes, topics=[call.topic for call in calls])
    found = silent_members(record, DECLARED, record.members[4:], as_of=LATER, topic="fish")
    assert (found.guard.informative, found.guard.divided, found.guard.skill) == (False, 7, None)
    assert found.guard.why == (
        "no informative record: 7 divided roll calls among votes of B on 'fish', and 8 are needed"
    )


def test_only_what_was_before_the_day_counts():
    record = strong()
    day = record.calls[80].day
    early = silent_members(record, DECLARED, record.members[4:], as_of=day)
    alone = silent_members(record.only(range(80)), DECLARED, record.members[4:], as_of=LATER)
    assert [one.yes for one in early.members] == [one.yes for one in alone.members]
    assert early.last == day - timedelta(days=1)


def test_members_of_whom_little_or_nothing_is_known():
    record = strong()
    record.votes[:-3, 5] = np.nan
    declared = {**DECLARED, "NEW": "no"}
    found = silent_members(record, declared, ["M4", "M5", "NOBODY"], as_of=LATER)
    assert found.unused == ("NEW",)
    four, five, nobody = found.members
    assert four.yes is not None
    assert (five.yes, nobody.yes, nobody.votes) == (None, None, 0)
    assert "votes on record, and 5 are needed" in five.why


def test_an_empty_record():
    found = silent_members(record_of(np.zeros((0, 0))), DECLARED, ["M4"], as_of=LATER)
    assert not found.guard.informative
    assert (found.calls, found.first, found.members[0].yes) == (0, None, None)


@pytest.mark.parametrize("model", NAMES)
def test_every_model_answers_under_the_same_contract(model):
    record = strong()
    found = silent_members(record, DECLARED, record.members[4:], as_of=LATER, model=model)
    told = [one for one in found.members if one.yes is not None]
    assert bool(told) is found.guard.informative
    assert all(one.low <= one.yes <= one.high for one in told)
    assert found.guard.informative is (model != "base")  # the base rate is not better than itself


def test_the_same_question_has_the_same_answer():
    record = strong()
    one, two = (silent_members(record, DECLARED, record.members[4:], as_of=LATER) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("declared", "silent", "model", "told"),
    [
        ({"M0": "maybe"}, ["M1"], "kriging", "the vote 'maybe'"),
        ({"M0": "yes"}, ["M0"], "kriging", "both declared and silent"),
        ({"M0": "yes"}, ["M1"], "oracle", "unknown"),
    ],
)
def test_wrong_questions(declared, silent, model, told):
    with pytest.raises(RecordsError, match=told):
        silent_members(strong(), declared, silent, as_of=LATER, model=model)


@pytest.mark.slow
@pytest.mark.shared
def test_the_general_assembly(shared):
    from whipcount.records.record import load_record
    from whipcount.records.tables.formats import Sources
    from whipcount.records.tables.importing import import_votes
    from whipcount.records.tables.votefile import VoteFile

    folder = shared / "data" / "records"
    if not folder.is_dir():
        pytest.skip("the roll calls are not beside this checkout")
    with VoteFile(None, create=True) as kept:
        sources = Sources(folder / "unga_58_74_votes.csv.gz", folder / "unga_58_74_roll_calls.csv.gz")
        done = import_votes(kept, sources, "unvotes")
        record = load_record(kept, "UNGA")
    assert (done.imported.ballots, done.unmatched) == (278_746, ())
    declared = {"US": "no", "FR": "no", "DE": "abstain", "BR": "yes", "CN": "yes"}
    nuclear = silent_members(record, declared, ["GB", "IE", "IN", "MX"], as_of=date(2019, 12, 1), topic="nu")
    assert nuclear.guard.informative
    assert nuclear.of("GB").yes < 0.1 < 0.8 < nuclear.of("MX").yes
    ukraine = silent_members(record, declared, ["GB", "MX"], as_of=date(2019, 12, 1), topic="Ukraine")
    assert not ukraine.guard.informative
