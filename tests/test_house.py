"""The house rules that a machine can check: the direction of imports, who prints, how long a module is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "whipcount"

# A room may import from the rooms named here (and from itself, and from whipcount.errors), nothing else.
MAY_IMPORT: dict[str, set[str]] = {
    "reports": set(),
    "rules": set(),
    "bodies": {"rules", "reports"},
    "statements": {"bodies", "reports"},
    "positions": {"statements", "bodies", "rules", "reports"},
    "datasets": set(),
    "bargaining": {"bodies", "rules"},
    "dossiers": {"positions", "statements", "bodies", "rules", "reports"},
    "forecasts": {"datasets", "dossiers", "positions", "statements", "bodies", "rules", "reports"},
}
LOWER = set(MAY_IMPORT)
MAY_IMPORT["briefs"] = set(LOWER)
MAY_IMPORT["web"] = LOWER | {"briefs"}
MAY_IMPORT["cli"] = LOWER | {"briefs", "web"}
GROUND = {"errors", "frames", "kernels", "plainyaml"}  # what every room may use

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str | None:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
        found |= {name.split(".")[1] for name in names if name.startswith("whipcount.")}
    return found


def test_every_room_is_known() -> None:
    rooms = {room for path in MODULES if (room := room_of(path))}
    assert rooms <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_below(path: Path) -> None:
    room = room_of(path)
    if room is None:
        return
    too_high = imported_rooms(path) - MAY_IMPORT[room] - GROUND - {room}
    assert not too_high, f"{room} may not import from {sorted(too_high)}"


def test_the_library_never_prints() -> None:
    loud = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        if room_of(path) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not loud


def test_all_raised_errors_come_from_the_one_tree() -> None:
    from whipcount import errors

    tree = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert all(issubclass(e, errors.WhipcountError) for e in tree)
    assert all(e.__name__ in (errors.__doc__ or "") for e in tree)
