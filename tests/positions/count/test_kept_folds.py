from tests.positions.make import ev
from whipcount.positions.count import kept_folds
from whipcount.positions.count.fold import fold_known
from whipcount.positions.count.kept_folds import KeptFolds
from whipcount.positions.stance.stance import Stance


def test_it_gives_what_the_fold_gives_and_the_same_object_for_the_same_evidence():
    one, two = ev("a"), ev("b", Stance.NO, 3)
    kept = KeptFolds()
    first = kept.fold("AA", "asked", [one, two], {})
    assert first == fold_known("AA", [one, two], {})
    assert kept.fold("AA", "asked", (one, two), {}) is first


def test_more_evidence_another_order_or_a_withdrawal_is_folded_anew():
    one, two = ev("a"), ev("b", Stance.NO, 3)
    kept = KeptFolds()
    before = kept.fold("AA", "asked", [one], {})
    assert before.stance is Stance.YES
    after = kept.fold("AA", "asked", [one, two], {})
    assert after.stance is Stance.NO
    assert kept.fold("AA", "asked", [one, two], {"b": "a"}) == fold_known("AA", [one, two], {"b": "a"})
    assert kept.fold("AA", "asked", [one, two], {"other": "a"}) == after, "of another member's nothing changes here"


def test_members_and_variants_are_apart():
    kept = KeptFolds()
    assert kept.fold("AA", "asked", [ev("a")], {}).member == "AA"
    assert kept.fold("BB", "asked", [], {}).stance is None
    assert kept.fold("AA", "other", [], {}).stance is None


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(kept_folds, "MOST", 3)
    kept = KeptFolds()
    for number in range(10):
        kept.fold(f"M{number}", "asked", [], {})
    assert len(kept._kept) <= 3
