"""The one table that all bargaining models read: actors by issues, checked once, never changed afterwards."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]

MAX_ACTORS = 200_000
MAX_ISSUES = 500
MAX_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to be settled, on a line from ``low`` to ``high`` in its own unit.

    ``reference`` is the reference point: what stays in force when nothing is agreed (the status quo), if there is one.
    ``of_stances`` says that the positions were made of stances (yes, no, unknown) and nobody stated them as such.

    >>> Issue("tax", 0, 20, reference=5).unit(10.0)
    0.5
    """

    name: str
    low: float = 0.0
    high: float = 100.0
    reference: float | None = None
    low_means: str = ""
    high_means: str = ""
    of_stances: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise BargainingError(
                f"has no range: it goes from {self.low:g} to {self.high:g}",
                where=f"issue {self.name!r}",
                accepted="two different finite ends, the lower one first",
            )
        if self.reference is not None and not self.low <= self.reference <= self.high:
            raise BargainingError(
                f"the reference point {self.reference:g} is outside its range",
                where=f"issue {self.name!r}",
                accepted=f"{self.low:g} to {self.high:g}",
            )

    def unit(self, value: float) -> float:
        """The value on the line from 0 (``low``) to 1 (``high``)."""
        return (value - self.low) / (self.high - self.low)

    def own(self, unit: float) -> float:
        """A point of the unit line back in the issue's own unit."""
        return self.low + unit * (self.high - self.low)


def _array(value: ArrayLike, shape: tuple[int, int], what: str) -> FloatArray:
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BargainingError(f"{what} holds something that is no number") from error
    if array.ndim == 1 and array.shape[0] == shape[0]:  # one column for all issues
        array = np.repeat(array[:, None], shape[1], axis=1)
    if array.shape != shape:
        raise BargainingError(f"{what} has shape {array.shape}", accepted=f"{shape[0]} actors by {shape[1]} issues")
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Actors by issues: positions, saliences, capabilities and, where known, how uncertain the positions are.

    All arrays are (actors, issues). ``position`` is in each issue's own unit and NaN where an actor has none:
    such an actor has no part in that issue. ``salience`` is 0 to 1; zero means "does not care" and such an
    actor pulls nobody. ``capability`` is any non-negative number (only ratios matter); a single column is used
    for all issues. ``sd`` is the standard deviation of the position, 0 where it is taken as known. ``note``
    says where an actor's row comes from.

    Raises `BargainingError` that names the cell for fewer than two actors, repeated names, a position outside
    its issue's range, a salience outside 0 to 1, a negative or missing capability, and an issue on which nobody
    has both a position and some weight.

    >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[3, 1])
    >>> t.weight().tolist()
    [[3.0], [1.0]]
    >>> Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1.2]], capability=[1, 1])
    Traceback (most recent call last):
    whipcount.errors.BargainingError: actor 'B', issue 'x': salience 1.2 is outside its cap (accepted: 0 to 1)
    """

    actors: tuple[str, ...]
    issues: tuple[Issue, ...]
    position: FloatArray
    salience: FloatArray
    capability: FloatArray
    sd: FloatArray
    note: Mapping[str, str] = field(default_factory=dict)

    def __init__(
        self,
        actors: Sequence[str],
        issues: Sequence[Issue],
        *,
        position: ArrayLike,
        salience: ArrayLike,
        capability: ArrayLike,
        sd: ArrayLike | None = None,
        note: Mapping[str, str] | None = None,
    ) -> None:
        names, shape = tuple(actors), (len(actors), len(issues))
        _check_size(names, tuple(issues))
        put = object.__setattr__
        put(self, "actors", names)
        put(self, "issues", tuple(issues))
        put(self, "position", _array(position, shape, "position"))
        put(self, "salience", _array(salience, shape, "salience"))
        put(self, "capability", _array(capability, shape, "capability"))
        put(self, "sd", _array(np.zeros(shape) if sd is None else sd, shape, "sd"))
        put(self, "note", dict(note or {}))
        _check_cells(self)

    @property
    def n_actors(self) -> int:
        """How many actors."""
        return len(self.actors)

    @property
    def n_issues(self) -> int:
        """How many issues."""
        return len(self.issues)

    @property
    def low(self) -> FloatArray:
        """Lower ends of the issues, shape (issues,)."""
        return np.array([i.low for i in self.issues])

    @property
    def span(self) -> FloatArray:
        """Lengths of the issues' ranges, shape (issues,)."""
        return np.array([i.high - i.low for i in self.issues])

    def unit(self) -> FloatArray:
        """Positions from 0 (low end) to 1 (high end), shape (actors, issues), NaN where there is none."""
        return (self.position - self.low) / self.span

    def present(self) -> NDArray[np.bool_]:
        """Who takes part in which issue: has a position there, shape (actors, issues)."""
        return ~np.isnan(self.position)

    def weight(self) -> FloatArray:
        """Capability times salience where an actor takes part, else 0, shape (actors, issues)."""
        return np.where(self.present(), self.capability * self.salience, 0.0)

    def issue_index(self, name: str) -> int:
        """The column of an issue."""
        names = [i.name for i in self.issues]
        if name not in names:
            raise BargainingError(f"there is no issue {name!r}", accepted=", ".join(names[:20]))
        return names.index(name)

    def actor_index(self, name: str) -> int:
        """The row of an actor."""
        if name not in self.actors:
            raise BargainingError(f"there is no actor {name!r}", accepted=", ".join(self.actors[:40]))
        return self.actors.index(name)

    def drawn(self, position: FloatArray, salience: FloatArray, capability: FloatArray) -> Table:
        """A copy with drawn cells, of the same shapes and within the same bounds: they are not checked again.

        >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[3, 1])
        >>> t.drawn(t.position / 2, t.salience, t.capability).position.tolist()
        [[0.0], [50.0]]
        """
        table = object.__new__(Table)
        for name in ("actors", "issues", "sd", "note"):
            object.__setattr__(table, name, getattr(self, name))
        for name, cells in (("position", position), ("salience", salience), ("capability", capability)):
            cells.flags.writeable = False
            object.__setattr__(table, name, cells)
        return table

    def one_issue(self, column: int) -> Table:
        """The table of one issue, with the actors who take part in it."""
        rows = np.flatnonzero(self.present()[:, column])
        names = [self.actors[r] for r in rows]
        pick = np.ix_(rows, np.array([column]))
        return Table(
            names,
            [self.issues[column]],
            position=self.position[pick],
            salience=self.salience[pick],
            capability=self.capability[pick],
            sd=self.sd[pick],
            note={n: self.note[n] for n in names if n in self.note},
        )

    def changed(
        self,
        actor: str,
        issue: str,
        *,
        position: float | None = None,
        salience: float | None = None,
        capability: float | None = None,
    ) -> Table:
        """A copy in which one actor's cell is another: the what-if.

        >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[3, 1])
        >>> float(t.changed("A", "x", position=40).position[0, 0])
        40.0
        """
        row, column = self.actor_index(actor), self.issue_index(issue)
        arrays = {"position": self.position, "salience": self.salience, "capability": self.capability}
        for name, value in (("position", position), ("salience", salience), ("capability", capability)):
            if value is not None:
                arrays[name] = arrays[name].copy()
                arrays[name][row, column] = value
        return Table(self.actors, self.issues, sd=self.sd, note=self.note, **arrays)

    def with_reference(self, issue: str, reference: float | None) -> Table:
        """A copy with another reference point on one issue."""
        column = self.issue_index(issue)
        issues = list(self.issues)
        issues[column] = replace(issues[column], reference=reference)
        return self.with_issues(issues)

    def with_issues(self, issues: Sequence[Issue]) -> Table:
        """A copy with other issue descriptions (as many as before)."""
        return Table(
            self.actors,
            issues,
            position=self.position,
            salience=self.salience,
            capability=self.capability,
            sd=self.sd,
            note=self.note,
        )

    def with_actors(self, names: Sequence[str]) -> Table:
        """A copy in which the actors are called otherwise (as many as before)."""
        return Table(
            names,
            self.issues,
            position=self.position,
            salience=self.salience,
            capability=self.capability,
            sd=self.sd,
            note={new: self.note[old] for new, old in zip(names, self.actors, strict=True) if old in self.note},
        )

    def with_capability(self, capability: Mapping[str, float]) -> Table:
        """A copy in which actors' capabilities come from elsewhere: the power index of a body's rule, say."""
        missing = [a for a in self.actors if a not in capability]
        if missing:
            raise BargainingError(
                f"no capability for {', '.join(missing[:5])}", accepted="one number for each actor of the table"
            )
        return Table(
            self.actors,
            self.issues,
            position=self.position,
            salience=self.salience,
            capability=[capability[a] for a in self.actors],
            sd=self.sd,
            note=self.note,
        )


def _check_size(actors: tuple[str, ...], issues: tuple[Issue, ...]) -> None:
    if len(actors) < 2:
        raise BargainingError(
            f"a table of {len(actors)} actor{'s' * (len(actors) != 1)}", accepted="two actors or more"
        )
    if not issues:
        raise BargainingError("a table without an issue", accepted="one issue or more")
    too_many = len(actors) > MAX_ACTORS or len(issues) > MAX_ISSUES or len(actors) * len(issues) > MAX_CELLS
    if too_many:
        raise BargainingError(
            f"a table of {len(actors)} actors by {len(issues)} issues is too large",
            accepted=f"{MAX_ACTORS} actors, {MAX_ISSUES} issues, {MAX_CELLS} cells at most",
        )
    for kind, names in (("actor", actors), ("issue", tuple(i.name for i in issues))):
        if not all(isinstance(n, str) and n.strip() for n in names):
            raise BargainingError(f"an {kind} without a name", accepted="a name for each")
        if len(set(names)) < len(names):
            twice = Counter(names).most_common(1)[0][0]
            raise BargainingError(f"{kind} {twice!r} is there twice", accepted="each name once")


def _check_cells(table: Table) -> None:
    low, high = table.low, table.low + table.span
    slack = 1e-9 * table.span  # a rounded end of a range is still its end
    with np.errstate(invalid="ignore"):
        outside = (table.position < low - slack) | (table.position > high + slack) | np.isinf(table.position)
    _first_bad(
        table,
        outside,
        table.position,
        "position {value:g} is outside its range",
        lambda c: f"{low[c]:g} to {high[c]:g}",
    )
    bad = ~((table.salience >= 0) & (table.salience <= 1 + 1e-12)) & table.present()
    _first_bad(table, bad, table.salience, "salience {value:g} is outside its cap", lambda _: "0 to 1")
    bad = ~((table.capability >= 0) & np.isfinite(table.capability)) & table.present()
    _first_bad(table, bad, table.capability, "capability {value:g}", lambda _: "a finite number, 0 or more")
    bad = ~((table.sd >= 0) & np.isfinite(table.sd)) & table.present()
    _first_bad(table, bad, table.sd, "standard deviation {value:g}", lambda _: "a finite number, 0 or more")
    empty = np.flatnonzero(~(table.weight() > 0).any(axis=0))
    if empty.size:
        raise BargainingError(
            "nobody on it has a position and some weight",
            where=f"issue {table.issues[int(empty[0])].name!r}",
            accepted="at least one actor with a position, a capability and a salience above 0",
        )


def _first_bad(
    table: Table, bad: NDArray[np.bool_], values: FloatArray, text: str, accepted: Callable[[int], str]
) -> None:
    if not bad.any():
        return
    row, column = np.argwhere(bad)[0].tolist()
    value = float(values[row, column])
    raise BargainingError(
        text.format(value=value),
        where=f"actor {table.actors[row]!r}, issue {table.issues[column].name!r}",
        accepted=accepted(column),
    )
