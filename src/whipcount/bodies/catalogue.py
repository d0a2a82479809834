"""The bodies that ship with the package, and those that a user adds.

>>> nato = load_body("NATO")
>>> from datetime import date
>>> len(nato.members(date(2023, 4, 3))), len(nato.members(date(2024, 3, 7)))
(30, 32)
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body, read_body
from whipcount.errors import BodyError
from whipcount.plainyaml import load_yaml

BODIES_VARIABLE = "WHIPCOUNT_BODIES"
"""Environment variable: a folder with body files of your own; they come before the catalogue's."""
_ENDING = ".body.yaml"
_HEAD_ENDS = "\nnote:"


@dataclass(frozen=True, slots=True)
class BodyNames:
    """How a body is called: ``name`` and ``aliases`` mean it wherever they stand, ``epithets`` only beside it.

    ``cues`` are words that tell, in the same text, whose epithet it is.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


def list_bodies(extra: Path | None = None) -> tuple[str, ...]:
    """The ids of all bodies, sorted; with those of a folder of your own.

    >>> "UNSC" in list_bodies()
    True
    """
    return tuple(sorted({*_shipped(), *_own(extra)}))


def load_body(id_or_path: str | Path, extra: Path | None = None) -> Body:
    """A body by id (``NATO``), or from a file of your own.

    Args:
        id_or_path: an id, in any case, or an alias; or the path of a ``.yaml`` or ``.toml`` file.
        extra: a folder with more body files.

    Raises:
        BodyError: for an unknown body, or a file that does not hold together.
    """
    if isinstance(id_or_path, Path) or id_or_path.lower().endswith((".yaml", ".yml", ".toml")):
        return read_body(Path(id_or_path))
    wanted = id_or_path.strip().upper()
    own = _own(extra)
    if wanted in own:
        return read_body(own[wanted])
    if wanted in _shipped():
        return _load_shipped(wanted)
    named = _ids_by_name().get(id_or_path.strip().casefold())
    if named is not None:
        return _load_shipped(named)
    raise BodyError(f"no body {id_or_path!r}", accepted=", ".join(list_bodies(extra)) + ", or the path of a body file")


def body_names(extra: Path | None = None) -> tuple[BodyNames, ...]:
    """The names of all bodies, sorted by id, without reading their members: those of your own come first in doubt.

    Raises:
        BodyError: a body file of your own does not hold together.

    >>> next(names.name for names in body_names() if names.id == "UNSC")
    'United Nations Security Council'
    """
    by_id = {names.id: names for names in _shipped_names()}
    for path in _own(extra).values():
        body = read_body(path)
        by_id[body.id] = BodyNames(body.id, body.name, body.aliases, body.epithets, body.cues)
    return tuple(by_id[key] for key in sorted(by_id))


@cache
def _shipped_names() -> tuple[BodyNames, ...]:
    """The heads of the shipped files: id, name, aliases, epithets and cues stand before the note in each."""
    out = []
    for name in _shipped().values():
        head = load_yaml(_read(name).partition(_HEAD_ENDS)[0])
        words = (tuple(head.get(field, ())) for field in ("aliases", "epithets", "cues"))
        out.append(BodyNames(head["id"], head["name"], *words))
    return tuple(out)


@cache
def _ids_by_name() -> dict[str, str]:
    """The id of the first body that goes by a name, by the order of ids."""
    by_name: dict[str, str] = {}
    for names in sorted(_shipped_names(), key=lambda names: names.id):
        for name in (names.name, *names.aliases):
            by_name.setdefault(name.casefold(), names.id)
    return by_name


@cache
def _shipped() -> dict[str, str]:
    folder = files("whipcount.bodies") / "data"
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(_ENDING)]
    return {name.removesuffix(_ENDING).upper(): name for name in names}


@cache
def _load_shipped(body: str) -> Body:
    name = _shipped()[body]
    return parse_body(_read(name), where=name, beside=_read)


def _read(name: str) -> str:
    return (files("whipcount.bodies") / "data" / name).read_text(encoding="utf-8")


def _own(extra: Path | None) -> dict[str, Path]:
    variable = os.environ.get(BODIES_VARIABLE)
    folder = extra or (Path(variable) if variable else None)
    if folder is None:
        return {}
    if not folder.is_dir():
        raise BodyError(f"{folder} is no folder", where=BODIES_VARIABLE, accepted="a folder with body files")
    places: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".yaml", ".yml", ".toml"):
            places[read_body(path).id.upper()] = path
    return places
