"""Decoding: from tag scores to spans with their probabilities, under the CRF's transitions.

Lafferty, McCallum & Pereira (2001). The best path (Viterbi) gives the spans, forward and backward sums give how sure
each one is. All windows of a block run side by side: the loop is over the places of a window, not over the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
OUTSIDE, TAGS = 0, 7  # tags: O, then B and I of each role
_FORBIDDEN = -1e4
_BLOCK = 128  # windows side by side: a few megabytes


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """Spans over word pieces, in order: role (index into ROLES), first piece, last piece + 1, probability.

    ``marginals`` is (pieces, 4): the probability of O, source, cue, content at each piece.
    """

    role: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    probability: NDArray[np.float64]
    marginals: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.role)


def legal(transitions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Transitions (from, to) with those ruled out that enter an I tag from anything but its own role."""
    made = np.array(transitions, dtype=np.float64)
    for inside in (2, 4, 6):
        for before in range(TAGS):
            if before not in (inside, inside - 1):
                made[before, inside] = _FORBIDDEN
    return made


def _logsumexp(x: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    top = x.max(axis=axis, keepdims=True)
    total = np.log(np.exp(x - top).sum(axis=axis))
    return np.asarray(total + top.squeeze(axis))


def decode(
    scores: NDArray[np.float32],
    windows: list[tuple[int, int]],
    transitions: NDArray[np.float64],
    *,
    eagerness: float = 0.0,
) -> Tagged:
    """The spans in the tag ``scores`` (pieces, 7) of ``windows`` (half-open, in order, covering all pieces).

    ``eagerness`` is taken off the score of O, for the path only: above 0 more spans are found than are likely, for a
    later filter to choose from. Probabilities are of the model as trained.
    """
    count = len(scores)
    path = np.zeros(count, dtype=np.int64)
    marginals = np.zeros((count, 4), dtype=np.float32)
    alphas = np.zeros((count, TAGS))
    betas = np.zeros((count, TAGS))
    norms = np.zeros(count)
    moves = legal(transitions)
    for at in range(0, len(windows), _BLOCK):
        _decode_block(scores, windows[at : at + _BLOCK], moves, eagerness, path, marginals, alphas, betas, norms)
    starts = np.zeros(count, dtype=bool)
    starts[[a for a, b in windows if b > a]] = True
    return _spans(path, marginals, scores.astype(np.float64), moves, alphas, betas, norms, starts)


def _decode_block(
    scores: NDArray[np.float32],
    windows: list[tuple[int, int]],
    moves: NDArray[np.float64],
    eagerness: float,
    path: NDArray[np.int64],
    marginals: NDArray[np.float32],
    alphas: NDArray[np.float64],
    betas: NDArray[np.float64],
    norms: NDArray[np.float64],
) -> None:
    """Fills the rows of one block of windows."""
    lengths = np.asarray([b - a for a, b in windows])
    longest = int(lengths.max(initial=0))
    rows = len(windows)
    grid = np.zeros((longest, rows, TAGS))
    for row, (a, b) in enumerate(windows):
        grid[: b - a, row] = scores[a:b]
    biased = grid.copy()
    biased[:, :, OUTSIDE] -= eagerness
    best = np.zeros_like(grid)
    back = np.zeros(grid.shape, dtype=np.int8)
    forward = np.zeros_like(grid)
    best[0], forward[0] = biased[0], grid[0]
    for t in range(1, longest):
        table = best[t - 1][:, :, None] + moves
        back[t] = table.argmax(1)
        best[t] = table.max(1) + biased[t]
        forward[t] = _logsumexp(forward[t - 1][:, :, None] + moves, 1) + grid[t]
    backward = np.zeros_like(grid)
    for t in range(longest - 2, -1, -1):
        ahead = _logsumexp(moves[None] + (grid[t + 1] + backward[t + 1])[:, None, :], 2)
        backward[t] = np.where((t + 1 < lengths)[:, None], ahead, 0.0)
    column = np.arange(rows)
    # The path, walked back from each window's own end.
    tag = best[lengths - 1, column].argmax(1)
    paths = np.zeros((longest, rows), dtype=np.int64)
    for t in range(longest - 1, -1, -1):
        paths[t] = tag
        tag = np.where(t < lengths, back[t][column, tag], best[lengths - 1, column].argmax(1))
        paths[t] = np.where(t < lengths, paths[t], 0)
    total = _logsumexp(forward[lengths - 1, column], 1)
    for row, (a, b) in enumerate(windows):
        n = b - a
        path[a:b] = paths[:n, row]
        alphas[a:b] = forward[:n, row]
        betas[a:b] = backward[:n, row]
        norms[a:b] = total[row]
    for a, b in windows:
        each = np.exp(alphas[a:b] + betas[a:b] - norms[a:b, None])
        marginals[a:b, 0] = each[:, 0]
        marginals[a:b, 1:] = each[:, 1::2] + each[:, 2::2]


def _spans(
    path: NDArray[np.int64],
    marginals: NDArray[np.float32],
    scores: NDArray[np.float64],
    moves: NDArray[np.float64],
    alphas: NDArray[np.float64],
    betas: NDArray[np.float64],
    norms: NDArray[np.float64],
    starts: NDArray[np.bool_],
) -> Tagged:
    """Reads the path's spans; one that goes on over a window's edge is one span."""
    count = len(path)
    if not count:
        none = np.zeros(0, dtype=np.int64)
        return Tagged(none, none, none, np.zeros(0), marginals)
    before = np.concatenate(([0], path[:-1]))
    inside = (path > 0) & (path % 2 == 0)
    goes_on = inside & ((before == path) | (before == path - 1))
    first = np.flatnonzero((path > 0) & ~goes_on)
    stops = np.flatnonzero(~goes_on)
    last = np.append(stops, count)[np.searchsorted(stops, first) + 1]
    role = (path[first] - 1) // 2
    # log p(span) = alpha(first) + steps inside + log of all ways on that are not I - log Z, window by window.
    step = scores[np.arange(count), path] + moves[before, path]
    summed = np.concatenate(([0.0], np.cumsum(step)))
    following = np.full((count, TAGS), _FORBIDDEN)
    following[:-1] = scores[1:] + betas[1:]
    final = last - 1
    onward = following[final] + moves[path[final]]
    onward[np.arange(len(final)), 2 * role + 2] = _FORBIDDEN
    ends = np.append(starts[1:], True)[:count]
    leave = np.where(ends[final], 0.0, _logsumexp(onward, 1)) if len(final) else np.zeros(0)
    inner = summed[final + 1] - summed[first + 1]
    logp = alphas[first, path[first]] + inner + leave - norms[first]
    crossing = np.asarray(
        [bool(starts[a + 1 : b].any()) for a, b in zip(first.tolist(), last.tolist(), strict=True)], bool
    )
    probability = np.exp(np.minimum(logp, 0.0))
    if crossing.any():
        cumulated = np.concatenate((np.zeros((1, 4)), np.cumsum(marginals, axis=0, dtype=np.float64)))
        mean = (cumulated[last] - cumulated[first])[np.arange(len(first)), role + 1] / (last - first)
        probability = np.where(crossing, mean, probability)
    return Tagged(role, first, last, probability, marginals)
