"""All models by name, behind one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from inspect import signature
from numbers import Integral, Real
from typing import Any

from whipcount.bargaining.challenge import ChallengeOptions, challenge
from whipcount.bargaining.choice import choice, reason_against
from whipcount.bargaining.combine import gravity, pool
from whipcount.bargaining.cooperative import kalai_smorodinsky, nash
from whipcount.bargaining.election import condorcet
from whipcount.bargaining.exchange import ExchangeOptions, exchange
from whipcount.bargaining.means import compromise, mean, median, midrange
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.procedural import Carries, Share, procedural
from whipcount.bargaining.spatial import SpatialOptions, spatial
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError

HEADLINE = "compromise"
"""The headline where the choice model has no weights for the table (:func:`headline_of`)."""


def _procedural(table: Table, rule: Carries | None = None, setter: str | None = None) -> Outcome:
    return procedural(table, rule or Share(dict.fromkeys(table.actors, 1.0), 1.0), setter=setter)


def _pool(table: Table, models: str = "mean,compromise,spatial,gravity") -> Outcome:
    names = [name.strip() for name in models.split(",")]
    if "pool" in names:
        raise BargainingError("a pool within itself", where="option models", accepted="other models")
    return pool([solve(table, name) for name in names])


MODELS: dict[str, tuple[Callable[..., Outcome], str]] = {
    "compromise": (compromise, "mean weighted by capability times salience: the headline"),
    "choice": (choice, "which stated position is taken, or none: the headline for decisions of the EU"),
    "mean": (mean, "mean of positions"),
    "salience-mean": (lambda t: mean(t, by="salience"), "mean weighted by salience"),
    "capability-mean": (lambda t: mean(t, by="capability"), "mean weighted by capability"),
    "median": (median, "median of positions"),
    "weighted-median": (lambda t: median(t, by="both"), "median weighted by capability times salience"),
    "midrange": (midrange, "middle between the outermost positions"),
    "nash": (nash, "greatest product of gains over the reference point"),
    "kalai-smorodinsky": (kalai_smorodinsky, "greatest least share of what each could gain"),
    "condorcet": (condorcet, "probabilistic Condorcet election among the positions"),
    "challenge": (lambda t, **o: challenge(t, ChallengeOptions(**o)), "expected utility of challenges, in rounds"),
    "spatial": (lambda t, **o: spatial(t, SpatialOptions(**o)), "spatial model of politics, in turns"),
    "exchange": (lambda t, **o: exchange(t, ExchangeOptions(**o)), "exchange of positions between issues"),
    "procedural": (_procedural, "agenda setter within the win set of the rule"),
    "gravity": (gravity, "compromise pulled to the reference point"),
    "pool": (_pool, "linear pool of models"),
}


OPTIONS: dict[str, type[ChallengeOptions] | type[SpatialOptions] | type[ExchangeOptions]] = {
    "challenge": ChallengeOptions,
    "spatial": SpatialOptions,
    "exchange": ExchangeOptions,
}


def solve(table: Table, model: str = HEADLINE, **options: Any) -> Outcome:
    """Run one model by name; ``options`` are that model's.

    Raises `BargainingError` for an unknown model or option.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[3, 1])
    >>> solve(t).value("x")
    25.0
    """
    if model not in MODELS:
        raise BargainingError(f"unknown model {model!r}", accepted=", ".join(MODELS))
    check_options(model, options)
    return replace(MODELS[model][0](table, **options), model=model)


def headline_of(table: Table) -> tuple[str, str]:
    """Which model is the headline for a table, and why the choice model is not ("" where it is).

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["US", "CA"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[3, 1])
    >>> headline_of(t)[0]
    'compromise'
    """
    why = reason_against(table)
    return (HEADLINE, why) if why else ("choice", "")


def defaults_of(model: str) -> dict[str, object]:
    """A model's options with their defaults.

    >>> defaults_of("gravity"), sorted(defaults_of("exchange"))[:3]
    ({'pull': 0.3}, ['decide_compat', 'externalities', 'randomise'])
    """
    if model in OPTIONS:
        return {field.name: field.default for field in fields(OPTIONS[model])}
    parameters = list(signature(MODELS[model][0]).parameters.values())[1:]
    return {p.name: p.default for p in parameters}


def check_options(model: str, options: Mapping[str, object]) -> None:
    """Refuse options that the model does not have, and values of another kind than the default."""
    defaults = defaults_of(model)
    for name, value in options.items():
        if name not in defaults:
            accepted = ", ".join(defaults) or "none"
            raise BargainingError(f"model {model!r} has no option {name!r}", accepted=accepted)
        default = defaults[name]
        if default is None:
            continue
        kind = type(default)
        if kind is bool:
            fits = isinstance(value, bool)
        elif kind in (int, float):
            number = Integral if kind is int else Real
            fits = isinstance(value, number) and not isinstance(value, bool)
        else:
            fits = isinstance(value, kind)
        if not fits:
            words = {bool: "true or false", int: "a whole number", float: "a number", str: "a word"}
            raise BargainingError(f"{value!r}", where=f"option {name}", accepted=words[kind])


def solve_all(table: Table, *, rule: Carries | None = None) -> tuple[list[Outcome], dict[str, str]]:
    """Every model that can run on this table, and why the others cannot."""
    done, refused = [], {}
    for name in MODELS:
        try:
            done.append(solve(table, name, **({"rule": rule} if name == "procedural" else {})))
        except BargainingError as error:
            refused[name] = str(error)
    return done, refused
