"""Workers by Dask: of this machine, or of a cluster whose scheduler somebody has started."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from whipcount.corpora.extra import need
from whipcount.errors import InputError, WhipcountError, WorkerError

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 30  # seconds for a scheduler to answer, and to have its first worker
# What Dask's processes do by the clock, many times a second, while units take seconds each: seldom, or not at all.
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.work-stealing": False,
    "distributed.worker.memory.monitor-interval": "1s",
    # not its own MALLOC_TRIM_THRESHOLD_, with which each large block is mapped and faulted in anew
    "distributed.nanny.pre-spawn-environ": {f"{name}_NUM_THREADS": 1 for name in ("OMP", "MKL", "OPENBLAS")},
}
_AHEAD = 2  # units handed out for each thread of a worker, so that none waits for the slowest


@contextmanager
def _interrupts_are_not_for_workers() -> Iterator[None]:
    """Processes begun meanwhile pass Ctrl-C over, which a terminal sends to all: the one that hands out ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Cluster:
    """Workers, and who hands out to them."""

    def __init__(self, client: Any, place: str) -> None:
        self._client, self._place = client, place

    @classmethod
    @contextmanager
    def of(cls, jobs: int, scheduler: str | None) -> Iterator[Cluster | None]:
        """So many processes of this machine (1: none is needed), or those of a scheduler.

        Raises:
            InputError: the address is none.
            WorkerError: there is no scheduler, or it has no workers.
            MissingExtraError: Dask is not installed.
        """
        if scheduler is None and jobs == 1:
            yield None
            return
        distributed = need("distributed")
        if scheduler is None:
            with need("dask").config.set(_QUIET):
                with _interrupts_are_not_for_workers():
                    local = distributed.LocalCluster(
                        n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
                        silence_logs=logging.CRITICAL,
                    )  # fmt: skip
                with local, distributed.Client(local) as client:
                    yield cls(client, "this machine")
            return
        try:
            client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except ValueError as error:
            raise InputError(f"is no address: {error}", where=scheduler, accepted="tcp://HOST:PORT") from None
        except OSError:
            problem = f"no scheduler answers at {scheduler} within {PATIENCE} seconds"
            raise WorkerError(f"{problem} (accepted: the address that `dask scheduler` prints)") from None
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise WorkerError(f"the scheduler at {scheduler} has no workers (accepted: one or more)") from None
            yield cls(client, scheduler)

    def results(
        self, work: Callable[..., R], tasks: Iterable[tuple[str, T]], given: tuple[Any, ...]
    ) -> Iterator[R | WhipcountError]:
        """What the workers make of tasks, in their order; in place of one that ended its worker each time, an error.

        Args:
            work: called with a task and what is given.
            tasks: with a name each; taken as they are needed.
            given: the rest of the arguments.

        Raises:
            WhipcountError: what the work raises.
            WorkerError: the scheduler went away.
        """
        killed = need("distributed").KilledWorker
        waiting: deque[tuple[str, Any]] = deque()
        coming = iter(tasks)
        more = True
        try:
            while True:
                threads = max(1, sum(self._client.nthreads().values()))
                while more and len(waiting) < _AHEAD * threads + 1:
                    name, task = next(coming, ("", None))
                    if task is None:
                        more = False
                        break
                    waiting.append((name, self._client.submit(work, task, *given, key=f"whipcount-{name}", pure=False)))
                if not waiting:
                    return
                name, future = waiting.popleft()
                try:
                    yield future.result()
                except killed:
                    yield WorkerError(f"unit {name} ended each worker that read it; the next run tries it again")
        except WhipcountError:
            raise
        except (OSError, asyncio.CancelledError, concurrent.futures.CancelledError) as error:
            reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
            problem = f"the workers of {self._place} went away: {reason}; what was taken in stays"
            raise WorkerError(f"{problem} (accepted: the same command again)") from None
        finally:
            for _, future in waiting:
                future.cancel()
