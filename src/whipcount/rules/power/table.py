"""All power indices of a rule or game in one table, and their export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from whipcount.errors import MissingExtraError, RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.diagram import TooLargeError
from whipcount.rules.power.chance import game_of
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import Indices

if TYPE_CHECKING:
    import pandas as pd

Number = int | float | Fraction

# column -> (heading, how to get it, one line for help)
COLUMNS: dict[str, tuple[str, Callable[[Indices], Sequence[Number]], str]] = {
    "raw_swings": ("swings", lambda p: p.raw_swings, "coalitions in which the member is critical"),
    "banzhaf_normalized": ("Banzhaf", lambda p: p.banzhaf, "normalised Banzhaf (1965)"),
    "penrose_absolute": ("Penrose", lambda p: p.penrose, "absolute Banzhaf, Penrose (1946)"),
    "shapley_shubik": ("Shapley-Shubik", lambda p: p.shapley_shubik, "Shapley and Shubik (1954)"),
    "coleman_prevent": ("Coleman prevent", lambda p: p.coleman_prevent, "Coleman (1971), to prevent action"),
    "coleman_initiate": ("Coleman initiate", lambda p: p.coleman_initiate, "Coleman (1971), to initiate action"),
    "rae": ("Rae", lambda p: p.rae, "Rae (1969), agreement with the outcome"),
    "satisfaction": ("satisfaction", lambda p: p.satisfaction, "Straffin (1978), agreement under one standard"),
    "johnston": ("Johnston", lambda p: p.johnston, "Johnston (1978)"),
    "deegan_packel": ("Deegan-Packel", lambda p: p.deegan_packel, "Deegan and Packel (1978)"),
    "holler_pgi": ("Holler", lambda p: p.holler, "public good index, Holler (1982)"),
}


@dataclass(frozen=True)
class PowerTable:
    """Power of every member, index by index.

    Attributes:
        members: names, in the rule's order.
        columns: index to one value a member; fractions and integers are exact.
        winning: how many coalitions win.
        decisiveness: their share of all: Coleman's power of the collectivity to act.
        method: how the counts were made.
        ssi_error: an estimate of the error of each Shapley-Shubik value; 0 where exact.
        missing: index to the reason why it was not computed.
        notes: what is odd about the rule (it can never pass, or passes with nobody).
    """

    members: tuple[str, ...]
    columns: dict[str, tuple[Number, ...]]
    winning: int
    decisiveness: Fraction
    method: str
    ssi_error: float
    missing: dict[str, str]
    notes: tuple[str, ...]

    def rows(self, *, sort_by: str | None = None) -> list[dict[str, Number | str]]:
        """One dict a member; sorted by falling values of an index, like values in the members' order."""
        rows: list[dict[str, Number | str]] = [
            {"member": member, **{name: values[place] for name, values in self.columns.items()}}
            for place, member in enumerate(self.members)
        ]
        if sort_by is not None:
            if sort_by not in self.columns:
                raise RuleError(f"no index {sort_by!r} in this table", accepted=", ".join(self.columns))
            order = sorted(range(len(rows)), key=lambda i: (-self.columns[sort_by][i], i))
            rows = [rows[i] for i in order]
        return rows

    def ranks(self, index: str) -> list[int]:
        """Ranks by an index, 1 the highest; equal values share a rank (floats that differ by rounding only are equal).

        >>> power(Game.weighted("ABCD", [2, 1, 1, 0], 3), ["banzhaf_normalized"]).ranks("banzhaf_normalized")
        [1, 2, 2, 4]
        """
        values = self.columns[index]
        slack = 0 if all(isinstance(v, int | Fraction) for v in values) else 1e-12
        return [1 + sum(other > value + slack for other in values) for value in values]

    def to_frame(self) -> pd.DataFrame:
        """A pandas frame, one row a member (floats).

        Raises:
            MissingExtraError: if pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError("pandas", extra="frames") from None
        data = {name: [float(value) for value in values] for name, values in self.columns.items()}
        return pd.DataFrame(data, index=pd.Index(self.members, name="member"))


def power(rule: Rule | Game | Indices, indices: Iterable[str] | None = None) -> PowerTable:
    """Power indices of every member under a rule.

    Args:
        rule: a rule in which one more yes never hurts (a game, or the yes/no game of a rule); or indices begun before.
        indices: names of :data:`COLUMNS`; all if not given. Of all, those that the size of the game forbids are left
        out
            with the reason; of named ones that is an error.

    Raises:
        RuleError: for an unknown index, a rule that is not monotone, or a game too large for a named index.

    >>> table = power(Game.weighted("ABC", [4, 2, 1], 5))
    >>> [str(value) for value in table.columns["deegan_packel"]]
    ['1/2', '1/4', '1/4']
    """
    computed = rule if isinstance(rule, Indices) else Indices(game_of(rule) if isinstance(rule, Rule) else rule)
    wanted = list(COLUMNS) if indices is None else list(dict.fromkeys(indices))
    for name in wanted:
        if name not in COLUMNS:
            raise RuleError(f"{name!r} is no power index", accepted=", ".join(COLUMNS))
    columns: dict[str, tuple[Number, ...]] = {}
    missing: dict[str, str] = {}
    for name in wanted:
        try:
            columns[name] = tuple(COLUMNS[name][1](computed))
        except TooLargeError as too_large:
            if indices is not None:
                raise
            missing[name] = str(too_large)
    error = computed.ssi_error if "shapley_shubik" in columns else 0.0
    game = computed.game
    return PowerTable(
        game.members, columns, computed.winning, computed.coleman_act, computed.method, error, missing, notes_on(game)
    )


def notes_on(game: Game) -> tuple[str, ...]:
    """What a user should be told about a game before believing its figures."""
    notes = []
    if game.constant is True:
        notes.append("this rule passes with nobody in favour")
    elif game.constant is False:
        notes.append("this rule can never pass")
    return tuple(notes)


def power_json(game: Game, name: str = "") -> dict[str, Any]:
    """Everything about a game in the form of the reference vectors: integers as text, floats in full precision."""
    computed = Indices(game)
    table = power(computed)
    out: dict[str, Any] = {"name": name, "members": list(game.members), "method": table.method}
    for column, values in table.columns.items():
        out[column] = [str(v) for v in values] if column == "raw_swings" else [float(v) for v in values]
    out["winning"] = str(table.winning)
    out["coleman_collectivity"] = float(table.decisiveness)
    missing = dict(table.missing)
    if "shapley_shubik" in table.columns:
        values = table.columns["shapley_shubik"]
        if all(isinstance(value, Fraction) for value in values):
            out["shapley_shubik_sum"] = str(sum(values))
            out["shapley_shubik_fraction"] = [str(value) for value in values]
        else:
            out["shapley_shubik_sum"] = float(sum(values))
            out["shapley_shubik_error"] = table.ssi_error
    extras: dict[str, Callable[[], dict[str, Any]]] = {
        "swings_by_size": lambda: {"swings_by_size": [[str(c) for c in row] for row in computed.swings_by_size]},
        "minimal_winning": lambda: {
            "minimal_winning": str(sum(computed.minimal_by_size.values())),
            "mwc_by_size": {str(size): number for size, number in computed.minimal_by_size.items()},
        },
    }
    for key, make in extras.items():
        try:
            out.update(make())
        except TooLargeError as error:
            missing[key] = str(error)
    out["not_computed"] = missing
    out["notes"] = list(table.notes)
    return out
