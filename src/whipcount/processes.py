"""Work done in several processes, its results in the order of the tasks: the same for every number of processes.

The processes come of :mod:`concurrent.futures`. What is added here is what a long run over files needs: so much is
handed out ahead and no more, so that memory stays flat; whoever stops the run stops its processes; whoever kills it
leaves none behind; and one process, where that is enough, is the caller's own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from whipcount.errors import WorkerError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # tasks handed out for each process, so that none waits for the slowest

_work: Callable[[Any], Iterable[Any]] | None = None  # in a worker: what it does with a task


def cores() -> int:
    """How many cores this process may use.

    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    make: Callable[..., Callable[[T], Iterable[R]]],
    given: tuple[Any, ...],
    tasks: Iterable[T],
    *,
    jobs: int,
    done: Callable[[T], None] | None = None,
) -> Iterator[R]:
    """The results of all tasks, in the order of the tasks.

    Args:
        make: makes, in each process once, what does a task; a function of a module, that other processes can import.
        given: what it is made with.
        tasks: taken as they are needed, ``AHEAD`` for each process at most.
        jobs: how many processes; with 1 all is done in this one, and results come as they are made.
        done: told of each task after its last result has been taken.

    Raises:
        WorkerError: a process was ended from outside.
        Exception: what a task raises, after the results of all tasks before it.

    >>> list(in_order(str, (), [], jobs=1))
    []
    """
    if jobs == 1:
        work = make(*given)
        for task in tasks:
            yield from work(task)
            if done is not None:
                done(task)
        return
    yield from _in_processes(make, given, tasks, jobs, done)


def _in_processes(
    make: Callable[..., Callable[[T], Iterable[R]]],
    given: tuple[Any, ...],
    tasks: Iterable[T],
    jobs: int,
    done: Callable[[T], None] | None,
) -> Iterator[R]:
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")  # a copy of a process with threads (fork) may hang
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(make, given))
    waiting: deque[tuple[T, Future[tuple[R, ...]]]] = deque()
    coming = iter(tasks)
    ended = False
    try:
        while True:
            while not ended and len(waiting) < AHEAD * jobs:
                try:
                    task = next(coming)
                except StopIteration:
                    ended = True
                    break
                waiting.append((task, pool.submit(_do, task)))
            if not waiting:
                break
            task, future = waiting.popleft()
            yield from future.result()
            if done is not None:
                done(task)
    except BrokenProcessPool:
        told = "one of the processes was ended from outside (killed, or out of memory)"
        raise WorkerError(
            f"{told}; what was written stays: start again, with fewer --jobs where memory is short"
        ) from None
    finally:
        if waiting or not ended:  # stopped before the end: nobody waits for what is still being done
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(make: Callable[..., Callable[[Any], Iterable[Any]]], given: tuple[Any, ...]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that hands out
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = make(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Any) -> tuple[Any, ...]:
    assert _work is not None  # noqa: S101  (the pool begins each process with it)
    return tuple(_work(task))
