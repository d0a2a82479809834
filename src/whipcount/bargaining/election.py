"""The probabilistic Condorcet election: how likely each option is to be the one that stands.

Each actor votes between each two options by its difference of utility; coalitions fight it out; the
probabilities of the pairwise victories make one distribution over options. Wise, "Markov Voting with Incentives
in KTAB". With delta = u(a) - u(b):

- votes of weight w: *prop* w delta; *binary* w clip(delta / 1e-8, -1, 1); *prop-binary* .8 prop + .2 binary;
  *cubic* w delta^3; *prop-cubic* half and half; *asymmetric* w delta for a loss and 2/3 w delta for a gain
- C(a:b) = 1e-8 + sum of the votes for a; V(a, b) = C(a:b)^n / (C(a:b)^n + C(b:a)^n), n = 1, 2, 4, 8 (*linear,
  square, quartic, octic*), or *binary*: a coalition stronger by 10 % wins
- *conditional*: p_a proportional to prod_b V(a, b). *markov-uniform*: every option is challenged by every other alike.
  *markov-incentive*: a is put up against b in proportion to C(a:b) V(a, b).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import election_kernel as kernel
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError
from whipcount.kernels import speed

FloatArray = NDArray[np.float64]

VOTING = ("prop", "binary", "prop-binary", "cubic", "prop-cubic", "asymmetric")
VICTORIES = ("linear", "square", "quartic", "octic", "binary")
ELECTIONS = ("conditional", "markov-uniform", "markov-incentive")
MAX_OPTIONS = 2_000


def elect(
    utility: FloatArray,
    weight: FloatArray,
    *,
    voting: str = "prop",
    victory: str = "linear",
    election: str = "conditional",
) -> tuple[FloatArray, bool]:
    """Probability of each option, and whether the iteration settled.

    ``utility`` is (options, actors), ``weight`` (actors,).

    >>> p, settled = elect(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([3.0, 1.0]))
    >>> np.round(p, 3).tolist(), settled
    ([0.75, 0.25], True)
    """
    for value, accepted, name in (
        (voting, VOTING, "voting"),
        (victory, VICTORIES, "victory"),
        (election, ELECTIONS, "election"),
    ):
        if value not in accepted:
            raise BargainingError(f"unknown value {value!r}", where=f"option {name}", accepted=", ".join(accepted))
    if len(utility) > MAX_OPTIONS:
        raise BargainingError(f"an election among {len(utility)} options", accepted=f"{MAX_OPTIONS} at most")
    with speed(10.0 * len(utility) * np.size(utility)):
        p, settled = kernel.elect(
            np.ascontiguousarray(utility, dtype=np.float64),
            np.ascontiguousarray(weight, dtype=np.float64),
            VOTING.index(voting),
            VICTORIES.index(victory),
            ELECTIONS.index(election),
            False,
        )
    return p, bool(settled)


def condorcet(
    table: Table, *, voting: str = "prop", victory: str = "linear", election: str = "conditional", report: str = "mean"
) -> Outcome:
    """On each issue by itself: the positions taken stand for election, weights capability times salience.

    ``report`` is ``mean`` (the expected position) or ``mode`` (the likeliest; of equal ones the lowest).

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B", "C"], [Issue("x")], position=[[0], [50], [100]], salience=[[1]] * 3, capability=[1, 1, 1])
    >>> condorcet(t, report="mode").value("x")
    50.0
    """
    if report not in ("mean", "mode"):
        raise BargainingError(f"unknown value {report!r}", where="option report", accepted="mean, mode")
    unit, weight = table.unit(), table.weight()
    values = np.empty(table.n_issues)
    settled = True
    for k in range(table.n_issues):
        rows = np.flatnonzero(weight[:, k] > 0)
        options = np.unique(unit[rows, k])
        if len(options) > MAX_OPTIONS:
            raise BargainingError(f"an election among {len(options)} positions", accepted=f"{MAX_OPTIONS} at most")
        utility = 1.0 - np.abs(options[:, None] - unit[rows, k][None, :])
        p, ok = elect(utility, weight[rows, k], voting=voting, victory=victory, election=election)
        settled &= ok
        chosen = float(p @ options) if report == "mean" else float(options[int(np.argmax(p))])
        values[k] = table.issues[k].own(chosen)
    chosen_options = {"voting": voting, "victory": victory, "election": election, "report": report}
    return Outcome("condorcet", tuple(i.name for i in table.issues), values, chosen_options, settled)
