"""Compiled patterns are kept by a command's process and by those that read for it, and by nobody who imports it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from whipcount.cli.options.kept_patterns import keep_patterns_of_a_worker
from whipcount.processes import in_order
from whipcount.text import patterns
from whipcount.text.pattern_cache import PatternCache
from whipcount.text.patterns import lazy_pattern

WORDS = r"kell|pell|sarn"


def reading() -> object:
    keep_patterns_of_a_worker()
    return lambda task: [lazy_pattern(WORDS).search(task).group()]


def known(folder: Path) -> int:
    """How many of the words' patterns the file has."""
    cache = PatternCache(folder / "whipcount" / "compiled" / "patterns")
    cache.compiled(WORDS)
    return cache.known


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    made = tmp_path / "cache"
    made.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(made))
    return made


def test_processes_that_read_keep_what_they_compile(folder: Path) -> None:
    assert list(in_order(reading, (), ["in pell", "of sarn"], jobs=2)) == ["pell", "sarn"]
    assert known(folder) == 1


def test_in_the_callers_own_process_nothing_changes(folder: Path) -> None:
    assert list(in_order(reading, (), ["in pell"], jobs=1)) == ["pell"]
    assert patterns._compilers == []
    assert known(folder) == 0


def test_a_process_of_its_own_keeps_them_at_its_end(folder: Path) -> None:
    code = (
        "from whipcount.cli.options.kept_patterns import keep_patterns\n"
        "from whipcount.text.patterns import lazy_pattern\n"
        "keep_patterns()\n"
        f"assert lazy_pattern({WORDS!r}).search('kell')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert known(folder) == 1


def test_where_no_folder_is_they_are_compiled_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    from whipcount import kernels
    from whipcount.cli.options.kept_patterns import keep_patterns

    monkeypatch.setattr(kernels, "cache_folder", lambda: None)
    keep_patterns()
    try:
        assert lazy_pattern(WORDS).search("kell")
        assert patterns._compilers == []
    finally:
        patterns.compile_with(None)
