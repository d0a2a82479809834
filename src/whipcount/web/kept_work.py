"""Work done once in threads of its own, kept while there is room, and stopped once nobody waits for it."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from whipcount.cancelling import Cancelled, cancellable, checkpoint
from whipcount.errors import ComputingError

LEASE = 60.0  # seconds for which work goes on after somebody has been told to ask again
_LOOK = 0.1  # seconds between two looks whether who waits is still there

Key = tuple[Any, ...]


@dataclass
class _Interest:
    """Who waits for a piece of work, and until when it goes on though nobody does."""

    waiting: int = 0
    until: float = 0.0


class KeptWork:
    """What was made, under its key; each piece is made once, however many ask for it at the same time.

    A key may belong to a *line*: keys that stand for the same thing at different times. Of one line at most one piece
    is being made and one is waiting to be; a newer one takes the place of the one that waits.
    """

    def __init__(self, most: int, weight: Callable[[Any], int]) -> None:
        """Keep pieces of a total weight of at most ``most``."""
        self._most, self._weight = most, weight
        self._made: OrderedDict[Key, Future[Any]] = OrderedDict()
        self._interest: dict[Hashable, _Interest] = {}
        self._next: dict[Hashable, Key] = {}  # of each line: what was begun last
        self._last: dict[Hashable, Key] = {}  # ... and what was made last
        self._lock = threading.RLock()
        self._makers = ThreadPoolExecutor(2, thread_name_prefix="whipcount-views")

    def __len__(self) -> int:
        return len(self._made)

    def close(self) -> None:
        """Let go of the threads: what nobody has begun to make is not made, what is being made is stopped."""
        with self._lock:
            self._interest.clear()
        self._makers.shutdown(wait=True, cancel_futures=True)

    def begin(self, key: Key, make: Callable[[], Any], *, line: Hashable = None) -> None:
        """Begin a piece of work, unless it is made or being made; it goes on though nobody waits for it."""
        with self._lock:
            self._interest.setdefault(line or key, _Interest()).until = math.inf
            self._begun(key, make, line)

    def ask(self, key: Key, make: Callable[[], Any], patience: float, *, line: Hashable = None) -> Any:
        """A piece of work, begun unless it is made or being made, once it is done.

        Args:
            key: what tells it from all others.
            make: does it; asks for nothing itself.
            patience: seconds to wait.
            line: what it belongs to.

        Raises:
            ComputingError: it is being done and not ready yet.
            Cancelled: who asked is gone (:func:`whipcount.cancelling.cancellable`).
        """
        until = time.monotonic() + max(0.0, patience)
        name = line or key
        with self._lock:
            interest = self._interest.setdefault(name, _Interest())
            interest.waiting += 1
            work = self._begun(key, make, line)
        asks_again = True
        try:
            while True:
                try:
                    return work.result(timeout=max(0.0, min(_LOOK, until - time.monotonic())))
                except TimeoutError:
                    if work.done():  # the work's own
                        raise
                except (CancelledError, Cancelled):  # a newer piece took its place, or nobody had waited for it
                    break
                checkpoint()
                if time.monotonic() >= until:
                    break
        except Cancelled:
            asks_again = False
            raise
        finally:
            with self._lock:
                interest.waiting -= 1
                if asks_again:
                    interest.until = max(interest.until, time.monotonic() + LEASE)
                elif self._unwanted(name):
                    work.cancel()
                self._forget(name, key)
        raise ComputingError("the count and the forecast are being computed", accepted="in a few seconds")

    def _begun(self, key: Key, make: Callable[[], Any], line: Hashable) -> Future[Any]:
        """The work, begun unless it is; under the lock."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if line is not None:
            before = self._made.get(self._next.get(line, ()))
            if before is not None:
                before.cancel()  # does nothing to one that is being made
            self._next[line] = key
        work = self._made[key] = self._makers.submit(self._work, line or key, make)
        work.add_done_callback(lambda done: self._settle(key, line, done))
        return work

    def done(self, key: Key) -> bool:
        """Whether a piece is made and kept."""
        with self._lock:
            work = self._made.get(key)
            return work is not None and work.done() and not work.cancelled() and work.exception() is None

    def last(self, line: Hashable) -> Any:
        """What was made last of a line, None where nothing is kept of it."""
        with self._lock:
            work = self._made.get(self._last.get(line, ()))
            return work.result() if work is not None else None

    def _unwanted(self, name: Hashable) -> bool:
        interest = self._interest.get(name)
        return interest is None or (interest.waiting == 0 and time.monotonic() > interest.until)

    def _work(self, name: Hashable, make: Callable[[], Any]) -> Any:
        with cancellable(lambda: self._unwanted(name)):
            checkpoint()
            return make()

    def _settle(self, key: Key, line: Hashable, done: Future[Any]) -> None:
        """Failures are not kept; of a line the last; of all that was made, as much as memory is meant for."""
        with self._lock:
            self._forget(line or key, key)
            if done.cancelled() or done.exception() is not None:
                self._made.pop(key, None)
                return
            if line is not None:
                before, self._last[line] = self._last.get(line), key
                if before is not None and before != key:
                    self._made.pop(before, None)
            finished = [(k, v) for k, v in self._made.items() if v.done() and not v.cancelled() and not v.exception()]
            weight = sum(self._weight(work.result()) for _, work in finished)
            for old, work in finished[:-1]:
                if weight <= self._most:
                    break
                del self._made[old]
                weight -= self._weight(work.result())
            self._last = {of: last for of, last in self._last.items() if last in self._made}

    def _forget(self, name: Hashable, key: Key) -> None:
        """Let go of who waited, once nothing is being made that they might wait for."""
        interest, newest = self._interest.get(name), self._made.get(self._next.get(name, key))
        if interest is not None and interest.waiting == 0 and (newest is None or newest.done()):
            del self._interest[name]
            self._next.pop(name, None)
