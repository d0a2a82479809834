"""The house rules that a machine can check: the direction of imports, who prints, how long a module is."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "whipcount"

# A room may import from the rooms named here (and from itself, and from the ground), nothing else.
MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "reports": {"text"},
    "rules": set(),
    "bodies": {"rules", "reports", "text"},
    "records": {"bodies", "rules", "reports", "text"},
    "statements": {"bodies", "reports", "text"},
    "positions": {"statements", "bodies", "rules", "reports", "text"},
    "datasets": set(),
    "bargaining": {"bodies", "rules"},
    "dossiers": {"positions", "statements", "bodies", "rules", "reports", "text"},
    "corpora": {"dossiers", "positions", "statements", "bodies", "rules", "reports", "text"},
    "forecasts": {"datasets", "dossiers", "positions", "statements", "bodies", "rules", "reports", "text"},
}
LOWER = set(MAY_IMPORT)
MAY_IMPORT["analysis"] = set(LOWER)
MAY_IMPORT["briefs"] = LOWER | {"analysis"}
MAY_IMPORT["api"] = LOWER | {"analysis", "briefs"}
MAY_IMPORT["web"] = LOWER | {"analysis", "briefs"}
MAY_IMPORT["cli"] = LOWER | {"analysis", "briefs", "web"}
GROUND = {"cancelling", "errors", "frames", "kernels", "plainyaml", "processes"}  # what every room may use

# Inside a big room a part may import from the parts named here, and from the modules that the room keeps beside them.
PARTS: dict[str, dict[str, set[str]]] = {
    "rules": {"algebra": set(), "power": {"algebra"}},
    "statements": {
        "people": set(),
        "attribution": {"people"},
        "speakers": {"people", "attribution"},
    },
    "positions": {
        "network": set(),
        "proposal": {"network"},
        "stance": {"proposal"},
        "count": {"proposal", "stance"},
        "coders": {"network", "proposal", "stance", "count"},
    },
    "forecasts": {
        "core": set(),
        "hazard": {"core"},
        "meeting": {"core"},
        "horizon": {"core"},
        "procedure": {"core", "hazard", "meeting"},
        "backtesting": {"core", "hazard"},
    },
    "briefs": {
        "view": set(),
        "charts": {"view"},
        "sections": {"view", "charts"},
        "render": {"view", "charts", "sections"},
    },
    "web": {"middleware": set(), "pages": {"middleware"}},
    "dossiers": {"exchange": set(), "migrations": set()},
    "reports": {"formats": set()},
    "records": {"tables": set(), "models": {"tables"}},
    "corpora": {"sources": set()},
    "cli": {"options": set()},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a module's tree, parsed once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def room_of(path: Path) -> str | None:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes(path):
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


def test_a_room_imports_only_from_rooms_below() -> None:
    faults = [
        f"{path.relative_to(PACKAGE)}: {room} may not import from {sorted(too_high)}"
        for path in MODULES
        if (room := room_of(path)) is not None
        and (too_high := imported_rooms(path) - MAY_IMPORT[room] - GROUND - {room})
    ]
    assert not faults


def part_of(name: str) -> tuple[str, str] | None:
    """Room and part of a dotted name, where the room has parts and the name lies in one."""
    pieces = name.split(".")
    return (pieces[1], pieces[2]) if len(pieces) > 3 and pieces[2] in PARTS.get(pieces[1], {}) else None


def module_name(path: Path) -> str:
    pieces = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(pieces[:-1] if pieces[-1] == "__init__" else pieces)


NAMES = {module_name(path) for path in MODULES}


@cache
def imported_modules(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("whipcount."):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in NAMES else str(node.module))
    return frozenset(found - {module_name(path)})


def test_a_part_imports_only_from_parts_below() -> None:
    faults = []
    for path in MODULES:
        own = part_of(module_name(path) + ".x")
        if own is None:
            continue
        room, part = own
        others = {there[1] for name in imported_modules(path) if (there := part_of(f"{name}.x")) and there[0] == room}
        if too_high := others - PARTS[room][part] - {part}:
            faults.append(f"{path.relative_to(PACKAGE)}: {part} may not import from {sorted(too_high)}")
    assert not faults


def test_every_part_is_known() -> None:
    folders = {
        (path.parent.parent.name, path.parent.name)
        for path in MODULES
        if len(path.relative_to(PACKAGE).parts) == 3 and path.name != "__init__.py"
    }
    assert folders <= {(room, part) for room, parts in PARTS.items() for part in parts}


def test_no_module_imports_itself_round_a_corner() -> None:
    arrows = {module_name(path): imported_modules(path) & NAMES for path in MODULES}
    done: set[str] = set()
    while True:  # leaves are taken away until nothing is left, or a circle
        leaves = {name for name, to in arrows.items() if name not in done and to <= done}
        if not leaves:
            break
        done |= leaves
    assert sorted(set(arrows) - done) == []


def test_big_rooms_have_few_arrows_between_their_parts() -> None:
    """Pairs of parts that are joined, in the four rooms that were flat with some hundred arrows each."""
    for room in ("forecasts", "briefs", "statements", "positions"):
        joined = {
            (own[1], there[1])
            for path in MODULES
            if (own := part_of(module_name(path) + ".x")) and own[0] == room
            for name in imported_modules(path)
            if (there := part_of(f"{name}.x")) and there[0] == room and there[1] != own[1]
        }
        assert len(joined) <= 8, (room, sorted(joined))


def test_the_library_never_prints() -> None:
    loud = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        if room_of(path) != "cli"
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not loud


def test_the_plan_in_the_docs_names_every_room_and_part() -> None:
    plan = (PACKAGE.parent.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {room for path in MODULES if (room := room_of(path))}
    missing = [room for room in sorted(rooms) if f"| `{room}` |" not in plan]
    missing += [part for room, parts in PARTS.items() for part in parts if f"`{part}`" not in plan]
    assert not missing
