"""The pieces of SEESAW's second stage, on invented stances."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.training import seesaw_stack as stack
from benchmarks.training.seesaw_data import Stance


def stance(story: str, subject: str, target: str, label: int = 1, kind: str = "Topic") -> Stance:
    return Stance(f"{story}_DOCUMENT_1", subject, target, (kind,), f"{subject} spoke of {target}.", label)


def test_fit_is_where_the_gradient_vanishes_and_penalty_shrinks() -> None:
    rng = np.random.default_rng(5)
    columns = rng.normal(size=(200, len(stack.COLUMNS)))
    gold = (columns[:, 1] + rng.logistic(size=200) > 0.8).astype(np.int64)
    choice = stack.Choice("own, story", 3.0)
    model = stack.fit(columns, gold, choice)
    taken = columns[:, choice.places]
    x = (taken - taken.mean(0)) / taken.std(0)
    each = np.where(gold == 1, 0.5 / gold.mean(), 0.5 / (1 - gold.mean()))
    wrong = each * (expit(model.logits(columns)) - gold)
    assert x.T @ wrong + 3.0 * model.weights == pytest.approx(0, abs=0.01)
    assert wrong.sum() == pytest.approx(0, abs=0.01)
    tighter = stack.fit(columns, gold, stack.Choice("own, story", 300.0))
    assert np.abs(tighter.weights).sum() < np.abs(model.weights).sum()


def test_prior_never_counts_the_own_story_nor_the_unnamed() -> None:
    known = [stance("a", "Kell", "dam", 1), stance("b", "Kell", "toll", 0), stance("b", "None", "toll", 0)]
    asked = [stance("a", "Kell", "dam"), stance("b", "Kell", "toll"), stance("c", "None", "toll")]
    own, elsewhere, nobody = stack.priors(asked, known)[:, 0]
    assert own < 0 < elsewhere  # story a is told by b's no, b by a's yes
    assert nobody == 0


def test_relations_know_friends_and_foes() -> None:
    whole = [
        stance("a", "Kell", "dam"),
        stance("a", "Orr", "dam"),
        stance("a", "Kell", "Orr", kind="People"),
        stance("a", "Kell", "toll"),
        stance("b", "Orr", "dam"),
    ]
    logits = np.array([0.0, 4.0, -4.0, 2.0, -9.0])
    other, same, friends = stack.relations(whole[:1], whole, logits)[0]
    assert other == pytest.approx(np.tanh(1))
    assert same == pytest.approx(np.tanh(2))
    assert friends == pytest.approx(-(np.tanh(2) ** 2))


def test_folds_never_split_a_story_and_each_row_is_read_once() -> None:
    items = [stance(f"s{i % 9}", "Kell", "dam", i % 2) for i in range(40)]
    times = np.zeros(40)
    for inside, outside in stack.parts(items, 4, 1):
        assert not {s.story for s in stack.only(items, inside)} & {s.story for s in stack.only(items, outside)}
        times += outside
    assert (times == 1).all()


def test_held_out_logits_ignore_the_labels_of_their_own_story() -> None:
    rng = np.random.default_rng(2)
    items = [stance(f"s{i % 9}", "Kell", "dam", int(rng.integers(2))) for i in range(60)]
    columns = rng.normal(size=(60, len(stack.COLUMNS)))
    choice = (stack.Choice("all", 3.0),)
    before = stack.held_out(columns, items, choice, 9, 4)[0]
    other = [stance(s.story, s.subject, s.target, 1 - s.label if s.story == "s3" else s.label) for s in items]
    after = stack.held_out(columns, other, choice, 9, 4)[0]
    here = np.array([s.story == "s3" for s in items])
    assert before[here] == pytest.approx(after[here])
    assert before[~here] != pytest.approx(after[~here])


def test_rules_read_polarity() -> None:
    made = [
        Stance("a_DOCUMENT_1", "Kell", "dam", ("Topic",), f"Kell said that she {verb} the dam.", 1)
        for verb in ("supports", "opposes", "saw")
    ]
    assert stack.polarities(made).tolist() == [1, -1, 0]
