"""Games in files: JSON with ``members``, ``dims`` (one list of weights each) and ``rule`` (clauses of thresholds).

A coalition wins if for some clause every threshold that is not ``null`` is reached in its dimension. A file may also
hold probabilities (``p_yes``, with the game in the file or in a ``base`` file beside it) and ask for P(pass), with
independent members or with one shared factor (``model``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import MAX_MEMBERS, read_weight
from whipcount.rules.algebra.system import Formula
from whipcount.rules.power.chance import pass_chance
from whipcount.rules.power.game import Game
from whipcount.rules.power.table import power_json

MAX_BYTES = 20_000_000
KIND = "or_of_and_thresholds"
_BASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*\Z")


def answer_file(path: Path) -> dict[str, Any]:
    """Answer a game file: all indices, or the probability that it asks for.

    Raises:
        RuleError: naming the file and the field.
    """
    raw = load(path)
    try:
        if "p_yes" not in raw:
            return power_json(read_game(raw, where=path.name), str(raw.get("name", path.stem)))
        return _chances(raw, path)
    except OverflowError:
        raise RuleError("a number is too large to compute with", where=path.name, accepted="less than 1e18") from None


def load(path: Path) -> dict[str, Any]:
    """The JSON object in a file, decimals kept as text.

    Raises:
        RuleError: if it cannot be read, or is no JSON object.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RuleError(f"{path.stat().st_size:,} bytes", where=path.name, accepted=f"at most {MAX_BYTES:,}")
        raw = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", where=path.name, accepted="a UTF-8 JSON file") from None
    except (ValueError, RecursionError) as error:
        raise RuleError(f"no valid JSON: {error}", where=path.name) from None
    if not isinstance(raw, dict):
        raise RuleError("is no JSON object", where=path.name, accepted="members, dims, rule")
    return raw


def read_game(raw: Mapping[str, Any], *, where: str = "game") -> Game:
    """A game from the fields of a file.

    Raises:
        RuleError: for a missing field, members twice, weights that are negative or too few, an unknown kind of rule.

    >>> game = read_game({"members": ["A", "B"], "dims": [[2, 1]], "rule": {"clauses": [[2]]}})
    >>> game.wins({"A"}), game.wins({"B"})
    (True, False)
    """
    for field in ("members", "dims", "rule"):
        if field not in raw:
            raise RuleError(f"the field {field!r} is missing", where=where, accepted="members, dims, rule")
    members = raw["members"]
    if not isinstance(members, list) or not members or not all(isinstance(m, str) and m for m in members):
        raise RuleError("members is no list of names", where=where, accepted='["A", "B", ...]')
    if len(members) > MAX_MEMBERS:
        raise RuleError(f"{len(members):,} members", where=where, accepted=f"at most {MAX_MEMBERS:,}")
    if len(set(members)) != len(members):
        twice = next(m for m in members if members.count(m) > 1)
        raise RuleError(f"{twice!r} is a member twice", where=where, accepted="each member once")
    dims = raw["dims"]
    if not isinstance(dims, list) or not dims or not all(isinstance(dim, list) for dim in dims):
        raise RuleError("dims is no list of lists of weights", where=where, accepted="[[4, 2, 1], ...]")
    weights = []
    for k, dim in enumerate(dims):
        if len(dim) != len(members):
            raise RuleError(f"{len(dim)} weights for {len(members)} members", where=f"{where}, dims[{k}]")
        weights.append([read_weight(w, f"{where}, dims[{k}], {m!r}") for w, m in zip(dim, members, strict=True)])
    return _game(members, weights, _clauses(raw["rule"], len(dims), where))


def _clauses(rule: Any, dims: int, where: str) -> list[list[Fraction | None]]:
    if not isinstance(rule, dict) or not isinstance(rule.get("clauses"), list):
        raise RuleError(
            "rule has no clauses", where=where, accepted='{"kind": "or_of_and_thresholds", "clauses": [[12]]}'
        )
    if rule.get("kind", KIND) != KIND:
        raise RuleError(f"{rule['kind']!r} is no kind of rule", where=f"{where}, rule.kind", accepted=KIND)
    clauses: list[list[Fraction | None]] = []
    for c, clause in enumerate(rule["clauses"]):
        if not isinstance(clause, list) or len(clause) != dims:
            raise RuleError(
                f"clause {c} has not one threshold for each of {dims} dims",
                where=where,
                accepted="a number or null each",
            )
        clauses.append(
            [None if q is None else read_weight(q, f"{where}, clause {c}, dims[{k}]") for k, q in enumerate(clause)]
        )
    return clauses


def _game(members: list[str], weights: list[list[Fraction]], clauses: list[list[Fraction | None]]) -> Game:
    thresholds: list[tuple[list[int], int]] = []
    parts: list[Formula] = []
    for clause in clauses:
        indices: list[Formula] = []
        for dim, quota in zip(weights, clause, strict=True):
            if quota is None:
                continue
            scale = lcm(quota.denominator, *(w.denominator for w in dim))
            indices.append(len(thresholds))
            thresholds.append(([int(w * scale) for w in dim], int(quota * scale)))
        parts.append(("and", tuple(indices)))
    return Game.build(members, thresholds, ("or", tuple(parts)))


def _chances(raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
    game = _base_game(raw, path)
    where = path.name
    members = raw.get("members", list(game.members))
    values = raw["p_yes"]
    if not isinstance(values, list) or not isinstance(members, list) or len(values) != len(members):
        raise RuleError("p_yes has not one probability for each member", where=where, accepted="[0.3, 0.5, ...]")
    if sorted(map(str, members)) != sorted(game.members):
        raise RuleError("the members are not those of the game", where=where, accepted=", ".join(game.members[:40]))
    p = dict(zip(members, values, strict=True))
    out: dict[str, Any] = {"name": raw.get("name", path.stem), "members": members}
    if "model" not in raw and "results" not in raw and "rho" not in raw:
        chance = pass_chance(game, p)
        slopes = dict(zip(game.members, chance.gradient.tolist(), strict=True))
        return {**out, "p_pass": chance.p_pass, "decisive": [slopes[m] for m in members], "error": chance.error}
    nodes = _nodes(raw)
    out["results"] = {}
    for rho in _rhos(raw, where):
        exact = pass_chance(game, p, rho=float(rho))
        shown = exact if nodes is None or float(rho) == 0 else pass_chance(game, p, rho=float(rho), nodes=nodes)
        slopes = dict(zip(game.members, shown.gradient.tolist(), strict=True))
        result: dict[str, Any] = {"p_pass": shown.p_pass, "decisive": [slopes[m] for m in members]}
        if shown is not exact:  # the file prescribes its quadrature: what the integral really is stands beside
            converged = dict(zip(game.members, exact.gradient.tolist(), strict=True))
            result["converged"] = {"p_pass": exact.p_pass, "decisive": [converged[m] for m in members]}
        out["results"][rho] = result
    if nodes is not None:
        out["quadrature"] = f"{nodes}-node Gauss-Hermite, as the file asks; `converged` holds the adaptive result"
    return out


def _base_game(raw: Mapping[str, Any], path: Path) -> Game:
    if "dims" in raw:
        return read_game(raw, where=path.name)
    base = raw.get("base")
    if not isinstance(base, str) or not _BASE.match(base):
        raise RuleError(
            "neither a game nor the name of a base file", where=path.name, accepted="members, dims, rule; or base"
        )
    beside = path.parent / f"{base.removesuffix('.json')}.json"
    return read_game(load(beside), where=beside.name)


def _rhos(raw: Mapping[str, Any], where: str) -> list[str]:
    correlations = raw.get("rho", list(raw.get("results", {})) or ["0.0", "0.2", "0.5"])
    rhos = [str(rho) for rho in (correlations if isinstance(correlations, list) else [correlations])]
    for rho in rhos:
        try:
            float(rho)
        except ValueError:
            raise RuleError(f"rho {rho!r} is not a number", where=where, accepted="0 to 1") from None
    return rhos


def _nodes(raw: Mapping[str, Any]) -> int | None:
    """The quadrature that a file's figures are to be made with, if it names one."""
    methods = raw.get("methods")
    for method in methods if isinstance(methods, list) else ():
        match = re.match(r"(\d{1,3})-node Gauss-Hermite", str(method))
        if match:
            return int(match.group(1))
    return None
