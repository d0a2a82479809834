"""The choice model: which of the stated positions will be the outcome, or whether none will.

On known outcomes of EU decisions two of three *equal a position that somebody stated*. So the model gives each stated
position a chance, by a conditional logit on what it is like (`choice_features`), and the rest to something smooth
around the compromise (`mixture`). Its point is the median of that distribution.

The weights ship with the package (``choice_weights.json``, with a card). They were fitted on legislative decisions of
the European Union, so the model answers only for tables of that kind: actors that are members of the EU (now or once),
the Commission or Parliament, at least eight members, and stated positions (those made of a whip count's stances are
not). Elsewhere it refuses and says why, and the compromise is the headline.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from whipcount.bargaining.choice_features import Stated, stated
from whipcount.bargaining.mixture import ChoiceModel, Mixture
from whipcount.bargaining.outcome import Outcome, PositionChance
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError, BodyError

LEAST_MEMBERS = 8
_LISTED = 4


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The shipped model, the body whose decisions it was fitted on, institutions that may stand beside, its card."""

    model: ChoiceModel
    body: str
    institutions: tuple[str, ...]
    card: dict[str, Any]


@cache
def shipped() -> Weights:
    """The weights that ship with the package.

    >>> 0.0 < shipped().model.share < 1.0, shipped().body
    (True, 'EU-COUNCIL')
    """
    text = files("whipcount.bargaining").joinpath("choice_weights.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    model = ChoiceModel(data["beta"], float(data["share"]), np.array(data["apart"], dtype=np.float64))
    return Weights(model, data["body"], tuple(data["institutions"]), data["card"])


def reason_against(table: Table) -> str:
    """Why the shipped weights do not speak for a table; empty where they do.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["US", "GB"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> reason_against(t).split(";")[0]
    "its weights come from decisions of EU-COUNCIL, and 'US' is no member of it"
    """
    weights = shipped()
    where = f"its weights come from decisions of {weights.body}"
    if any(issue.of_stances for issue in table.issues):
        return f"{where} between stated positions; stances of a whip count are not positions on a scale"
    members = 0
    for actor in table.actors:
        is_member, positions_known = _known(actor)
        if not positions_known:
            return f"{where}, and {actor!r} is no member of it; no such outcomes are known of another body"
        members += is_member
    if members < LEAST_MEMBERS:
        return f"{where}, and the table has {members} of its members, fewer than {LEAST_MEMBERS}"
    return ""


@lru_cache(maxsize=4096)
def _known(actor: str) -> tuple[bool, bool]:
    """Whether an actor is a member of the body, present or past; and whether it is that or one of the institutions."""
    from whipcount.bodies.actors import actor_ids
    from whipcount.bodies.catalogue import load_body

    weights = shipped()
    try:
        load_body(weights.body).member(actor)
    except BodyError:
        return False, any(actor.strip() == name or name in actor_ids(actor) for name in weights.institutions)
    return True, True


def distribution(table: Table, column: int, model: ChoiceModel | None = None) -> tuple[Stated, Mixture]:
    """Stated positions of an issue and what the model (the shipped one by default) predicts, on the unit line."""
    points = stated(table, column)
    return points, (model or shipped().model).predict(points)


def choice(table: Table) -> Outcome:
    """The median of the predicted distribution of each issue, with the chance of each stated position.

    Raises `BargainingError` with the reason where the weights do not speak for the table.

    >>> from whipcount.bargaining.table import Issue
    >>> names, places = "AT BE DE DK FR IE IT NL".split(), [[40], [0], [40], [0], [40], [40], [100], [40]]
    >>> t = Table(names, [Issue("x", reference=0)], position=places, salience=[[1]] * 8, capability=[1] * 8)
    >>> out = choice(t)
    >>> out.value("x"), out.chances[0].actors
    (40.0, ('AT', 'DE', 'FR', 'IE', 'NL'))
    """
    why = reason_against(table)
    if why:
        raise BargainingError(why, where="choice model", accepted="a table of EU members' stated positions")
    values = np.empty(table.n_issues)
    chances: list[PositionChance] = []
    for k, issue in enumerate(table.issues):
        found, predicted = distribution(table, k)
        values[k] = issue.own(predicted.quantile(0.5))
        order = sorted(range(len(found.positions)), key=lambda o: (-float(predicted.chances[o]), o))
        chances += [
            PositionChance(
                issue.name,
                issue.own(float(found.positions[o])),
                tuple(table.actors[row] for row in found.holders[o]),
                float(predicted.chances[o]),
            )
            for o in order
        ]
    outcome = Outcome("choice", tuple(i.name for i in table.issues), values, chances=tuple(chances))
    notes = tuple(f"{name}: {reading(outcome, name)}" for name in outcome.issues)
    return Outcome("choice", outcome.issues, values, notes=notes, chances=tuple(chances))


def reading(outcome: Outcome, issue: str) -> str:
    """What the choice model says of an issue, in a sentence.

    >>> told = (PositionChance("x", 40.0, ("Austria",), 0.38), PositionChance("x", 0.0, ("Malta", "Spain"), 0.2))
    >>> reading(Outcome("choice", ("x",), np.array([40.0]), chances=told), "x")
    'most likely the position of Austria (40, 38%), then that of Malta and Spain (0, 20%); none of those stated 42%'
    """
    mine = [chance for chance in outcome.chances if chance.issue == issue]
    named = [f"{_holders(c.actors)} ({c.position:g}, {c.chance:.0%})" for c in mine[:_LISTED]]
    rest = 1.0 - sum(c.chance for c in mine)
    text = f"most likely the position of {named[0]}" + "".join(f", then that of {name}" for name in named[1:])
    if len(mine) > _LISTED:
        text += f", then {len(mine) - _LISTED} more ({sum(c.chance for c in mine[_LISTED:]):.0%})"
    return f"{text}; none of those stated {rest:.0%}"


def _holders(actors: tuple[str, ...]) -> str:
    if len(actors) < 3:
        return " and ".join(actors)
    return f"{actors[0]} and {len(actors) - 1} others"
