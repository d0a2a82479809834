"""Tests mirror the modules: ``a/b.py`` is tested in ``tests/a/test_b.py``, or ``mirror.yaml`` says where, and why."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
import yaml

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parent / "src" / "whipcount"
LIST = yaml.safe_load((TESTS / "mirror.yaml").read_text(encoding="utf-8"))
KINDS = ("types", "examples", "through")
LEAST = 0.7
"""Share of modules with a mirror of their own; it may only rise."""

MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if path.name != "__init__.py" and "migrations" not in path.parts
)
TEST_MODULES = sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py"))
MEASURED = {module for modules in LIST["benchmarks"].values() for module in modules}
ELSEWHERE = {module: test for kind in KINDS for test, modules in LIST[kind].items() for module in modules}


def mirror(module: str) -> str:
    """Where a module's tests lie."""
    path = Path(module)
    return (path.parent / f"test_{path.name}").as_posix()


def test_every_module_has_a_mirror_or_is_told_of() -> None:
    present = set(TEST_MODULES)
    missing = [module for module in MODULES if mirror(module) not in present and module not in {*ELSEWHERE, *MEASURED}]
    assert missing == [], "write tests/ROOM/test_MODULE.py, or say in tests/mirror.yaml which tests exercise it"


def test_the_share_with_a_mirror_does_not_fall() -> None:
    present = set(TEST_MODULES)
    share = sum(mirror(module) in present for module in MODULES) / len(MODULES)
    assert share >= LEAST, f"{share:.3f}"


def test_the_list_is_true() -> None:
    present = set(TEST_MODULES)
    listed = [module for kind in KINDS for modules in LIST[kind].values() for module in modules]
    assert len(listed) == len(set(listed)), "a module is listed twice"
    assert set(listed) <= set(MODULES), "a module that is gone"
    assert set(ELSEWHERE.values()) <= present, "tests that are gone"
    assert all((TESTS.parent / place).is_file() for place in LIST["benchmarks"]), "a benchmark that is gone"
    assert [module for module in listed if mirror(module) in present] == [], "it has a mirror of its own by now"


def test_no_test_module_is_an_orphan() -> None:
    expected = {mirror(module) for module in MODULES} | set(LIST["subjects"])
    assert [test for test in TEST_MODULES if test not in expected] == []
    assert set(LIST["subjects"]) <= set(TEST_MODULES)
    assert [name for name in LIST["subjects"] if name in {mirror(module) for module in MODULES}] == []


def node_is_whole(node: ast.stmt | ast.AST, name: str) -> bool:
    """Whether an import takes names of a room itself (``from whipcount.reports import read_report``)."""
    return isinstance(node, ast.ImportFrom) and node.module == name


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules of the package that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            part = "/".join(name.split(".")[1:])
            if name == "whipcount":  # its names are loaded when they are asked for
                found |= {module for module in MODULES if module.startswith("api/")}
            elif name.startswith("whipcount.") and (PACKAGE / f"{part}.py").is_file():
                found.add(f"{part}.py")
            elif name.startswith("whipcount.") and (PACKAGE / part).is_dir() and node_is_whole(node, name):
                found |= {module for module in MODULES if module.startswith(f"{part}/")}
    return frozenset(found)


@cache
def reached(test: str) -> frozenset[str]:
    """All modules that a test module reaches by imports, through helpers of the tests and inherited fixtures too."""
    helpers = [path for path in (TESTS / test).parent.glob("*.py") if not path.name.startswith("test_")]
    inherited = [folder / "conftest.py" for folder in (TESTS / test).parents if folder.is_relative_to(TESTS)]
    fixtures = [path for path in inherited if path.is_file() and path not in helpers]
    todo = [module for path in (TESTS / test, *helpers, *fixtures) for module in imported(path)]
    seen: set[str] = set()
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo += imported(PACKAGE / module)
    return frozenset(seen)


@pytest.mark.parametrize("test", sorted(set(ELSEWHERE.values())))
def test_what_is_tested_elsewhere_is_reached_from_there(test: str) -> None:
    reach = reached(test) | (set(MODULES) if test.startswith("cli/") else set())  # the commands load late, by name
    assert [module for module, where in ELSEWHERE.items() if where == test and module not in reach] == []


@pytest.mark.parametrize("module", sorted(m for modules in LIST["examples"].values() for m in modules))
def test_what_has_examples_has_examples(module: str) -> None:
    assert ">>>" in (PACKAGE / module).read_text(encoding="utf-8")
