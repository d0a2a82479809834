"""Past roll calls asked as if they were new: each scored by a model fitted without it, with the same members declared.

What comes of it sets the logit, measures the skill and shows the calibration. Roll calls of one day are kept together:
they are often about one matter, and one would tell of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whipcount.records.models.calibration import Logit, fit_logit
from whipcount.records.models.contract import Fitted, Model
from whipcount.records.record import Record, recency

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

FOLDS = 5
MOST_ASKED = 150
"""Past roll calls that are asked: the latest divided ones, and the latest of the topic."""
HALF_LIFE = 200.0
"""Roll calls after which a past vote counts half; set on sessions 61 to 65 of the General Assembly."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Scores of past roll calls from models that had not seen them.

    Attributes:
        calls: by answer, the row of the roll call in the record.
        fold: by answer.
        columns: by answer, the member.
        scores: by answer.
        votes: by answer: 1, 0, -1.
    """

    calls: Places
    fold: Places
    columns: Places
    scores: Floats
    votes: Floats

    def logit(self, without: int | None = None) -> Logit | None:
        """The logit set on all answers, or on those outside of a fold; ``None`` if there are none."""
        used = self.fold != without if without is not None else np.ones(len(self.fold), dtype=bool)
        return fit_logit(self.scores[used], self.votes[used], self.calls[used]) if used.any() else None

    def chances(self) -> Floats:
        """For each answer the chance of yes, with the logit set without its fold."""
        scores = np.full(len(self.scores), np.nan)
        for number in np.unique(self.fold):
            logit = self.logit(without=int(number))
            if logit is not None:
                inside = self.fold == number
                scores[inside] = logit.yes(self.scores[inside])
        return scores


def folds_of(record: Record, count: int = FOLDS) -> Places:
    """The fold of each roll call: those of one day together; where there are too few days, roll call by roll call."""
    days = sorted({call.day for call in record.calls})
    if len(days) < 2 * count:
        return np.arange(len(record.calls), dtype=np.intp) % count
    place = {day: number for number, day in enumerate(days)}
    return np.array([place[call.day] % count for call in record.calls], dtype=np.intp)


class Crosser:
    """Models of one record, fitted without each fold in turn, and kept to be asked again and again.

    Args:
        model: the model.
        record: the divided roll calls of a body before the day asked for.
        half_life: in roll calls.
    """

    def __init__(self, model: Model, record: Record, *, half_life: float = HALF_LIFE) -> None:
        self.model, self.record = model, record
        self.weights = recency(record, half_life)
        self.folds = folds_of(record)
        self._fits: dict[int, Fitted] = {}

    def fitted(self, without: int | None = None) -> Fitted:
        """The model fitted on all roll calls, or without a fold."""
        key = -1 if without is None else without
        if key not in self._fits:
            weights = self.weights if without is None else np.where(self.folds == without, 0.0, self.weights)
            self._fits[key] = self.model.fit(self.record, weights)
        return self._fits[key]

    def ask(self, rows: Sequence[int] | Places, declared: Places, *, draws: Sequence[Places] | None = None) -> Crossed:
        """Ask past roll calls, with those of the declared members who voted on them taken for declared.

        Args:
            rows: which roll calls.
            declared: columns of the declared members; all others who voted are asked about.
            draws: for each of the roll calls other declared members instead.

        A roll call on which none of the declared members voted is left out, unless nobody has declared at all.
        """
        answers: list[tuple[int, int, Places, Floats, Floats]] = []
        for number, row in enumerate(np.asarray(rows, dtype=np.intp).tolist()):
            drawn = declared if draws is None else draws[number]
            votes = self.record.votes[row]
            there = np.isfinite(votes)
            voted = drawn[there[drawn]]
            if len(drawn) and not len(voted):
                continue
            there[drawn] = False
            asked = np.flatnonzero(there)
            if len(asked):
                fold = int(self.folds[row])
                scores = self.fitted(without=fold).score(voted, votes[voted], asked)
                answers.append((row, fold, asked, scores, votes[asked]))
        if not answers:
            none = np.zeros(0, dtype=np.intp)
            return Crossed(none, none, none, np.zeros(0), np.zeros(0))
        sizes = [len(asked) for _, _, asked, _, _ in answers]
        return Crossed(
            np.repeat([row for row, *_ in answers], sizes).astype(np.intp),
            np.repeat([fold for _, fold, *_ in answers], sizes).astype(np.intp),
            np.concatenate([asked for _, _, asked, _, _ in answers]),
            np.concatenate([scores for *_, scores, _ in answers]),
            np.concatenate([votes for *_, votes in answers]),
        )


def score_errors(
    model: Model,
    record: Record,
    weights: Floats,
    question: tuple[Places, Floats, Places],
    *,
    draws: int = 24,
    seed: int = 1,
) -> Floats:
    """Standard deviations of scores over draws of the past: each roll call with a random weight (Rubin 1981).

    Args:
        model: the model.
        record: what it is fitted on.
        weights: of the roll calls.
        question: columns declared, their votes, columns asked.
        draws: how many pasts.
        seed: of the draws; the same seed gives the same answer.
    """
    rng = np.random.default_rng(seed)
    scores = [model.fit(record, weights * rng.exponential(size=len(weights))).score(*question) for _ in range(draws)]
    return np.asarray(np.std(scores, axis=0, ddof=1), dtype=np.float64)
