"""Who can still matter: members whose vote changes the outcome under some votes of the others.

A member that never does is a *dummy* (Luxembourg in the Council of the EEC of 1958: with weights 4, 4, 4, 2, 2, 1 and
twelve needed its vote decided nothing). Most members are proved to matter by a witness: the others are moved to another
vote one by one, in a few orders, and at some point the member decides. Members without a witness are settled exactly by
a decision diagram of the votes that are still out, in which no node may ask a dummy anything.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from whipcount.rules.algebra.system import Formula, System, Threshold, simplify
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.diagram import TooLargeError, compile_system

ORDERS = 24
MAX_WIDTH, MAX_NODES = 60_000, 600_000
_SAFE = 1 << 61

Bools = npt.NDArray[np.bool_]


def mattering(system: System, cast: Mapping[str, Vote]) -> frozenset[int]:
    """The places of the members without a vote who can still make a difference.

    Where a rule is too large to be settled exactly, a member for whom no witness was found is named as well: none who
    can matter is ever left out.

    >>> from whipcount.rules.algebra.rule import Rule
    >>> votes = {"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}
    >>> rule = Rule.of("12 votes", list(votes), weights={"votes": votes})
    >>> sorted(rule.members[place] for place in mattering(rule.system, {}))
    ['BE', 'DE', 'FR', 'IT', 'NL']
    """
    rest = open_system(system, cast)
    free = [place for place, member in enumerate(system.members) if member not in cast]
    kinds: dict[tuple[tuple[int, ...], ...], list[int]] = {}  # who counts alike matters alike
    for place in range(len(free)):
        kinds.setdefault(tuple(t.gains[place] for t in rest.thresholds), []).append(place)
    unproved = [
        key for key, places in kinds.items() if any(len(set(row)) > 1 for row in key) and not _witness(rest, places[0])
    ]
    nobody = [key for key in kinds if all(len(set(row)) == 1 for row in key)]
    dummies = {place for key in nobody for place in kinds[key]}
    if unproved:
        try:
            diagram = compile_system(rest, max_width=MAX_WIDTH, max_nodes=MAX_NODES)
        except TooLargeError:
            pass
        else:
            asks = {
                diagram.order[depth]
                for depth, level in enumerate(diagram.levels)
                if bool(np.any(level.min(axis=0) != level.max(axis=0)))
            }
            dummies |= {place for key in unproved if kinds[key][0] not in asks for place in kinds[key]}
    return frozenset(free[place] for place in range(len(free)) if place not in dummies)


def open_system(system: System, cast: Mapping[str, Vote]) -> System:
    """The rule among the members who have not voted."""
    free = [place for place, member in enumerate(system.members) if member not in cast]
    thresholds = []
    for threshold in system.thresholds:
        done = sum(threshold.gains[p][system.place[cast[m]]] for p, m in enumerate(system.members) if m in cast)
        thresholds.append(Threshold(tuple(threshold.gains[p] for p in free), threshold.quota - done))
    members = tuple(system.members[p] for p in free)
    return System(members, system.states, tuple(thresholds), simplify(system.formula))


def _witness(system: System, member: int) -> bool:
    """Whether the member decides at some point while the others move from one vote to another, in a few orders."""
    sizes = [sum(max(map(abs, row)) for row in t.gains) + abs(t.quota) for t in system.thresholds]
    if max(sizes, default=0) >= _SAFE:
        return False
    gains = np.array([t.gains for t in system.thresholds], dtype=np.int64)  # (thresholds, members, states)
    if gains.size == 0:
        return False
    quotas = np.array([t.quota for t in system.thresholds], dtype=np.int64)
    others = np.array([place for place in range(len(system.members)) if place != member], dtype=np.int64)
    states = range(len(system.states))
    random = np.random.default_rng(len(others))
    by_weight = np.argsort(-np.abs(gains[:, others]).max(axis=2).sum(axis=0), kind="stable")
    for number in range(ORDERS):
        order = by_weight if number == 0 else by_weight[::-1] if number == 1 else random.permutation(len(others))
        ordered = gains[:, others[order]]
        for start in states:
            base = ordered[:, :, start].sum(axis=1)
            for end in states:
                if start == end:
                    continue
                steps = (ordered[:, :, end] - ordered[:, :, start]).cumsum(axis=1)
                sums = base[:, None] + np.concatenate([np.zeros((len(quotas), 1), dtype=np.int64), steps], axis=1)
                reached = sums[:, :, None] + gains[:, member][:, None, :] >= quotas[:, None, None]
                truth = _holds(system.formula, reached)
                if bool((truth.min(axis=1) != truth.max(axis=1)).any()):
                    return True
    return False


def _holds(formula: Formula, truths: Bools) -> Bools:
    """The formula on many situations at once; ``truths`` has the thresholds first."""
    if isinstance(formula, bool):
        return np.full(truths.shape[1:], formula)
    if isinstance(formula, int):
        return np.asarray(truths[formula])
    word, parts = formula
    values = [_holds(part, truths) for part in parts]
    if word == "not":
        return ~values[0]
    out = values[0]
    for value in values[1:]:
        out = out & value if word == "and" else out | value
    return out
