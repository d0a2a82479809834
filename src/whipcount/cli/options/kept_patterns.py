"""Compiled patterns kept between runs: those of a command's own process, and of the processes that read for it."""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Callable

from whipcount.text.patterns import compile_with


def keep_patterns() -> None:
    """From here on patterns come from the user's file of compiled ones, written when this process ends."""
    compile_with(_first)


def keep_patterns_of_a_worker() -> None:
    """The same in a process that was begun to work for another one; nothing where this is no such process."""
    if _of_another():
        keep_patterns()


def _first(source: str, flags: int) -> re.Pattern[str]:
    """The first pattern asked for: only now the file is looked for."""
    from whipcount.kernels import cache_folder  # late: what compiles nothing need not load it
    from whipcount.text.pattern_cache import PatternCache

    folder = cache_folder()
    if folder is None:
        compile_with(None)
        return re.compile(source, flags)
    cache = PatternCache(folder / "patterns")
    compile_with(cache.compiled)
    _at_end(cache.save)
    return cache.compiled(source, flags)


def _of_another() -> bool:
    if "multiprocessing" not in sys.modules:
        return False
    from multiprocessing import parent_process

    return parent_process() is not None


def _at_end(save: Callable[[], None]) -> None:
    if _of_another():  # such a process leaves without what atexit knows
        from multiprocessing.util import Finalize

        Finalize(None, save, exitpriority=1)
    else:
        atexit.register(save)
