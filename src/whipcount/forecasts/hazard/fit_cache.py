"""Fits kept on disk, in the user's cache folder: what was learned from the same decisions is not learned twice.

A file is named by a hash of all that the fit depends on: the snapshots, the priors and the code of the model. A file
that is damaged, or cannot be written, is as good as absent.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.hazard.design import NAMES
from whipcount.forecasts.hazard.learned import Learned, learn
from whipcount.forecasts.hazard.priors import Penalty

_MODULES = ("design", "fitting", "hazard", "learned", "priors")
"""Where the fit is computed."""
MOST = 200
"""Files kept; the oldest go first."""
_memory: dict[str, Learned] = {}


def cache_folder() -> Path | None:
    """Where fits are kept: ``WHIPCOUNT_CACHE``, else ``whipcount`` in the user's cache folder; none if it is empty."""
    folder = os.environ.get("WHIPCOUNT_CACHE")
    if folder is not None:
        return Path(folder) if folder.strip() else None
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "whipcount"
    except RuntimeError:  # no home
        return None


def learned_from(
    snapshots: Sequence[Snapshot], until: date, penalty: Penalty | None = None, *, folder: Path | None = None
) -> Learned:
    """What the snapshots teach, from memory or disk where it has been learned before.

    Args:
        snapshots: other decisions as of ``until``.
        until: nothing later was looked at.
        penalty: priors of the fit.
        folder: where files are kept; :func:`cache_folder` by default.

    Raises:
        ForecastError: no decision to learn from, or the fit did not converge.
    """
    penalty = penalty or Penalty()
    name = cache_key(snapshots, penalty)
    if name in _memory:
        return replace(_memory[name], until=until)
    place = folder or cache_folder()
    fit = _read(place / f"fit-{name}.npz", until, penalty) if place else None
    if fit is None:
        fit = learn(snapshots, until, penalty)
        if place is not None:
            _write(place, f"fit-{name}.npz", fit)
    _memory[name] = replace(fit, until=until, key=name)
    return _memory[name]


def cache_key(snapshots: Sequence[Snapshot], penalty: Penalty) -> str:
    """A hash of all that a fit depends on."""
    digest = hashlib.sha256(_code())
    digest.update(repr(astuple(penalty)).encode())
    for snapshot in snapshots:
        for field in fields(snapshot):
            value = getattr(snapshot, field.name)
            if field.name != "as_of":  # a day on which nothing new was known gives the same fit
                plain = value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode()
                digest.update(field.name.encode() + b"\0" + plain + b"\0")
    return digest.hexdigest()[:32]


@cache
def _code() -> bytes:
    """The model's own code: a newer version never takes an older one's fit."""
    room = files("whipcount.forecasts.hazard")
    return b"".join(room.joinpath(f"{name}.py").read_bytes() for name in _MODULES)


def _read(path: Path, until: date, penalty: Penalty) -> Learned | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            beta, effects, covariance = kept["beta"], kept["effects"], kept["covariance"]
            members = tuple(str(name) for name in kept["members"])
            seen = kept["seen"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    size = len(NAMES) + len(members)
    whole = beta.shape == (len(NAMES),) and effects.shape == (len(members),) and covariance.shape == (size, size)
    if not whole or seen.shape != (2,) or not np.isfinite(covariance).all():
        return None
    return Learned(until, beta, members, effects, covariance, penalty, int(seen[0]), int(seen[1]))


def _write(folder: Path, name: str, made: Learned) -> None:
    beside = folder / f".{os.getpid()}-{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            np.savez(
                file, beta=made.beta, effects=made.effects, covariance=made.covariance,
                members=np.array(made.members, dtype=np.str_), seen=np.array([made.decisions, made.consents]),
            )  # fmt: skip
        beside.replace(folder / name)
        files_by_age = sorted(folder.glob("fit-*.npz"), key=lambda path: path.stat().st_mtime)
        for old in files_by_age[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):  # where the folder is a file, asking for what lies in it is an error too
            beside.unlink()
