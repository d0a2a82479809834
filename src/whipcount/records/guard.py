"""The guard: whether a record tells anything of silent members on a topic, with the figures on which that rests.

A record informs if the body has at least :data:`LEAST_CALLS` divided roll calls on the topic and the model's skill
over the base rate, cross-validated over them, is above nought with its lower 95% bound. The skill is the mean over roll
calls of what a silent member's vote costs less in log loss; a roll call counts once, however many voted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtrit

from whipcount.records.crossing import Crossed
from whipcount.records.models.calibration import LEAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST_CALLS = 8
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Skill:
    """How much better than the base rate a model foretold past roll calls that it had not seen.

    Attributes:
        calls: on how many roll calls.
        model_loss: log loss of the model, mean over roll calls, in nats a vote.
        base_loss: that of the base rate.
        mean: the mean of base less model over roll calls.
        low: lower bound of its two-sided 95% interval (Student's t over roll calls); minus infinity for fewer than two.
        high: upper bound.
    """

    calls: int
    model_loss: float
    base_loss: float
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Guard:
    """What the guard says, and why.

    Attributes:
        informative: whether chances are told.
        why: one sentence, for people.
        on_topic: roll calls of the body on the topic before the day.
        divided: those of them that were divided.
        needed: how many divided ones are needed.
        skill: ``None`` where there were too few to measure it.
    """

    informative: bool
    why: str
    on_topic: int
    divided: int
    needed: int
    skill: Skill | None


def call_losses(answers: Crossed, chances: Floats) -> dict[int, float]:
    """Mean log loss of yes or not by roll call, in nats."""
    yes = answers.votes == 1
    loss = -np.log(np.where(yes, np.maximum(chances, LEAST), np.maximum(1 - chances, LEAST)))
    answered = np.isfinite(chances)
    distinct, place = np.unique(answers.calls[answered], return_inverse=True)
    sums = np.bincount(place, weights=loss[answered], minlength=len(distinct))
    counts = np.maximum(np.bincount(place, minlength=len(distinct)), 1)
    return {int(call): float(value) for call, value in zip(distinct, sums / counts, strict=True)}


def skill(model: dict[int, float], base: dict[int, float]) -> Skill:
    """The skill over roll calls of which both have losses.

    >>> skill({1: .2, 2: .3, 3: .25}, {1: .5, 2: .5, 3: .5}).low > 0
    True
    >>> skill({1: .2}, {1: .5}).low
    -inf
    """
    both = sorted(set(model) & set(base))
    ours, theirs = (np.array([losses[call] for call in both]) for losses in (model, base))
    if not both:
        return Skill(0, float("nan"), float("nan"), float("nan"), float("-inf"), float("inf"))
    better = theirs - ours
    mean, half = float(better.mean()), float("inf")
    if len(both) > 1:
        quantile = float(stdtrit(len(both) - 1, (1 + CONFIDENCE) / 2))  # of Student's t
        half = quantile * float(better.std(ddof=1)) / len(both) ** 0.5
    return Skill(len(both), float(ours.mean()), float(theirs.mean()), mean, mean - half, mean + half)


def judge(on_topic: int, divided: int, found: Skill | None, *, about: str) -> Guard:
    """The guard's answer.

    Args:
        on_topic: roll calls on the topic.
        divided: those that were divided.
        found: the skill, where it could be measured.
        about: the body and topic, in words for the sentence.

    >>> judge(3, 2, None, about="votes of NATO on Ukraine").why
    'no informative record: 2 divided roll calls among votes of NATO on Ukraine, and 8 are needed'
    """
    if divided < LEAST_CALLS:
        calls = "roll call" if divided == 1 else "roll calls"
        why = f"no informative record: {divided} divided {calls} among {about}, and {LEAST_CALLS} are needed"
        return Guard(False, why, on_topic, divided, LEAST_CALLS, None)
    if found is None or found.calls < LEAST_CALLS:
        number = found.calls if found is not None else 0
        why = (
            f"no informative record: on {number} of {divided} divided roll calls among {about} did declared and silent "
            f"members vote together, and {LEAST_CALLS} are needed"
        )
        return Guard(False, why, on_topic, divided, LEAST_CALLS, found)
    figures = (
        f"a silent member's vote cost {found.model_loss:.3f} nats, the base rate's {found.base_loss:.3f}: skill "
        f"{found.mean:.3f} [{found.low:.3f}, {found.high:.3f}] over {found.calls} divided roll calls among {about}"
    )
    if not found.low > 0:
        return Guard(False, f"no informative record: {figures}", on_topic, divided, LEAST_CALLS, found)
    return Guard(True, f"informative: {figures}", on_topic, divided, LEAST_CALLS, found)
