"""Inner loops that run compiled where numba is installed (the extra ``speed``), and as numpy otherwise.

A kernel is a loop in the plain subset of Python that numba compiles, with a *twin* in numpy where the loop itself would
be too slow without. Which of the two runs depends on the amount of work alone, never on the clock, so that the same
question gives the same bits: small work takes the twin, since loading compiled code costs about a second, and compiling
it the first time many; whoever has much to do says so with :func:`speed`.

Compiled code is kept on disk. numba reads it back by unpickling, so whoever could write there could run code as the
user: it lies in a folder that only the user can reach, or in a fresh private one, or nowhere (:func:`cache_folder`).
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, update_wrapper
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

WORTH = 1e9
"""Elementary steps of numpy (about two seconds of them) from which compiled code is worth loading."""

_compiled: ContextVar[bool] = ContextVar("compiled", default=False)
_off: ContextVar[bool] = ContextVar("off", default=False)


@cache
def installed() -> bool:
    """Whether numba is there."""
    try:
        return find_spec("numba") is not None
    except ValueError:  # it was ruled out on purpose
        return False


@contextmanager
def speed(work: float) -> Iterator[None]:
    """Within it kernels run compiled if ``work`` (elementary steps) is worth it, or a caller's work was.

    >>> with speed(1.0):
    ...     compiled()
    False
    """
    token = _compiled.set(compiled() or (work >= WORTH and installed() and not _off.get()))
    try:
        yield
    finally:
        _compiled.reset(token)


@contextmanager
def without() -> Iterator[None]:
    """Within it nothing runs compiled, as if numba were not installed."""
    tokens = _off.set(True), _compiled.set(False)
    try:
        yield
    finally:
        _off.reset(tokens[0])
        _compiled.reset(tokens[1])


def compiled() -> bool:
    """Whether kernels run compiled here."""
    return _compiled.get()


class Kernel(Generic[P, R]):
    """A loop and its twin; called like the function that it was made of."""

    def __init__(self, loop: Callable[P, R], twin: Callable[P, R] | None, options: dict[str, Any]) -> None:
        self.loop = loop
        self.twin = twin or loop
        self._options = options
        self._dispatcher: Any = None  # numba has no types
        update_wrapper(self, loop)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the compiled loop within :func:`speed`, else the twin."""
        if not _compiled.get():
            return self.twin(*args, **kwargs)
        try:
            return cast(R, self.dispatcher()(*args, **kwargs))
        except ImportError:  # numba is there and does not fit what else is
            return self.twin(*args, **kwargs)
        except OSError:  # the cache went away or is full: compiled again, and not kept
            self._dispatcher = self._compile(keep=False)
            return cast(R, self._dispatcher(*args, **kwargs))

    def dispatcher(self) -> Any:
        """numba's function, made when first asked for."""
        if self._dispatcher is None:
            self._dispatcher = self._compile(keep=_folder() is not None)
        return self._dispatcher

    def _compile(self, *, keep: bool) -> Any:
        numba: Any = import_module("numba")
        if keep:
            numba.config.CACHE_DIR = str(_folder())
        names = self.loop.__code__.co_names
        below = {n: self.loop.__globals__[n] for n in names if isinstance(self.loop.__globals__.get(n), Kernel)}
        function = types.FunctionType(
            self.loop.__code__,
            {**self.loop.__globals__, **{name: kernel.dispatcher() for name, kernel in below.items()}},
            self.loop.__name__,
            self.loop.__defaults__,
        )
        function.__qualname__, function.__module__ = self.loop.__qualname__, self.loop.__module__
        try:
            return numba.njit(cache=keep, **self._options)(function)
        except (RuntimeError, OSError):
            if not keep:
                raise
            return numba.njit(cache=False, **self._options)(function)


def kernel(twin: Callable[..., Any] | None = None, **options: Any) -> Callable[[Callable[P, R]], Kernel[P, R]]:
    """Make a function a kernel; ``options`` are numba's.

    >>> @kernel()
    ... def twice(x: float) -> float:
    ...     return 2.0 * x
    >>> twice(4.0)
    8.0
    """

    def make(loop: Callable[P, R]) -> Kernel[P, R]:
        return Kernel(loop, twin, options)

    return make


@cache
def _folder() -> Path | None:
    return cache_folder()


def cache_folder() -> Path | None:
    """Where compiled code is kept: a folder that no other user can write to or bring about; None where there is none.

    The user's own: ``NUMBA_CACHE_DIR`` where it is set, else ``whipcount/compiled`` under ``XDG_CACHE_HOME`` or
    ``~/.cache``; made with mode 0700, and refused if it is a link, another user's, or others can get in or could swap a
    folder above it. Else a fresh private folder, gone when the process ends.
    """
    wanted = os.environ.get("NUMBA_CACHE_DIR")
    if not wanted:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        wanted = os.path.join(base, "whipcount", "compiled") if os.path.isabs(base) else ""
    if wanted and (own := private(Path(wanted))) is not None:
        return own
    try:
        fresh = tempfile.mkdtemp(prefix="whipcount-")
    except OSError:
        return None
    atexit.register(shutil.rmtree, fresh, ignore_errors=True)
    return Path(fresh)


def private(folder: Path) -> Path | None:
    """The folder, made if need be, if it is the user's alone and writable; else None."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder.parent.resolve(strict=True) / folder.name
        if not all(_cannot_be_swapped(above) for above in place.parents):
            return None
        place.mkdir(mode=0o700, exist_ok=True)
        found = os.lstat(place)
        if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
            return None
        if os.name == "posix" and stat.S_IMODE(found.st_mode) & 0o077:
            return None
        with tempfile.TemporaryFile(dir=place):
            return place
    except (OSError, RuntimeError):
        return None


def _cannot_be_swapped(folder: Path) -> bool:
    """Whether only the user and the system can put another folder in this one's place or into it."""
    if os.name != "posix":
        return True
    found = os.lstat(folder)
    if found.st_uid not in (0, os.getuid()):
        return False
    return not found.st_mode & 0o022 or bool(found.st_mode & stat.S_ISVTX)
