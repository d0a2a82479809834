"""Long work that stops once nobody waits for it: the work asks at its checkpoints whether anybody still does.

Who begins the work says how to find out (:func:`cancellable`); loops that may take seconds call :func:`checkpoint`.
Where nobody said so, a checkpoint does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Cancelled(BaseException):
    """Nobody waits for this work any more."""


_unwanted: ContextVar[Callable[[], bool] | None] = ContextVar("unwanted", default=None)


@contextmanager
def cancellable(unwanted: Callable[[], bool]) -> Iterator[None]:
    """Run what is inside for as long as it is wanted.

    Args:
        unwanted: whether nobody waits for it any more; called often, from the thread that does the work.

    >>> with cancellable(lambda: True):
    ...     checkpoint()
    Traceback (most recent call last):
    ...
    whipcount.cancelling.Cancelled
    """
    token = _unwanted.set(unwanted)
    try:
        yield
    finally:
        _unwanted.reset(token)


def checkpoint() -> None:
    """Stop here if nobody waits any more.

    Raises:
        Cancelled: nobody does.
    """
    unwanted = _unwanted.get()
    if unwanted is not None and unwanted():
        raise Cancelled
