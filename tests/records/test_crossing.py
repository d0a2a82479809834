from datetime import date

import numpy as np

from tests.records.sample import invented, record_of
from whipcount.records.crossing import Crosser, folds_of, score_errors
from whipcount.records.models.kriging import Kriging


def test_roll_calls_of_one_day_share_a_fold():
    days = [date(2020, 1, 1 + n // 2) for n in range(40)]
    folds = folds_of(record_of(np.ones((40, 2)), days=days))
    assert (folds[::2] == folds[1::2]).all()
    assert set(folds.tolist()) == {0, 1, 2, 3, 4}
    same = folds_of(record_of(np.ones((10, 2)), days=[date(2020, 1, 1)] * 10))
    assert set(same.tolist()) == {0, 1, 2, 3, 4}


def test_a_roll_call_is_scored_by_a_model_that_never_saw_it():
    record, _ = invented(1, structure=2.0)
    other = record_of(record.votes.copy())
    declared, row = np.array([0, 1, 2]), 10
    silent = [column for column in range(12) if column not in declared.tolist()]
    other.votes[row, silent] = -other.votes[row, silent]
    one, two = (Crosser(Kriging(), r).ask([row], declared) for r in (record, other))
    assert np.array_equal(one.scores, two.scores)
    assert not np.array_equal(one.votes, two.votes)


def test_chances_of_a_fold_come_from_a_logit_set_without_it():
    record, _ = invented(2, structure=2.0)
    answers = Crosser(Kriging(), record).ask(np.arange(60), np.array([0, 1]))
    logit = answers.logit(without=3)
    assert logit is not None
    inside = answers.fold == 3
    assert np.array_equal(answers.chances()[inside], logit.yes(answers.scores[inside]))


def test_who_is_absent_is_not_declared_and_an_empty_question_has_no_answer():
    record = record_of([[1, np.nan, -1], [np.nan, 1, -1]] * 6)
    crosser = Crosser(Kriging(), record)
    assert set(crosser.ask(np.arange(12), np.array([1])).calls.tolist()) == {1, 3, 5, 7, 9, 11}
    assert len(crosser.ask([], np.array([1])).scores) == 0
    assert crosser.ask([], np.array([1])).logit() is None


def test_errors_shrink_with_more_past():
    small, _ = invented(3, structure=2.0, calls=30)
    large, _ = invented(3, structure=2.0, calls=480)
    question = (np.array([0, 1]), np.array([1.0, -1.0]), np.array([4, 5, 6]))
    few, many = (score_errors(Kriging(), r, np.ones(len(r.calls)), question) for r in (small, large))
    assert many.mean() < few.mean()
    assert np.array_equal(many, score_errors(Kriging(), large, np.ones(480), question))
