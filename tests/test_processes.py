"""Work in several processes: order, errors, an end from outside."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from whipcount.errors import InputError, MissingExtraError, WorkerError
from whipcount.processes import AHEAD, in_order


def squares(shift: int) -> Callable[[int], Iterator[int]]:
    def work(task: int) -> Iterator[int]:
        if task == 99:
            raise InputError("a bad task", where="task 99", accepted="others")
        if task == 98:
            raise MissingExtraError("pandas", extra="frames")
        if task == 97:
            os.kill(os.getpid(), signal.SIGKILL)
        if task == 0:
            time.sleep(0.3)  # the first is the slowest
        yield from [shift + task * task] * (task % 3)

    return work


def test_the_order_is_that_of_the_tasks_for_every_number_of_processes() -> None:
    done: list[int] = []
    alone = list(in_order(squares, (7,), range(20), jobs=1))
    assert list(in_order(squares, (7,), range(20), jobs=2, done=done.append)) == alone
    assert done == list(range(20))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(("task", "kind"), [(99, InputError), (98, MissingExtraError)])
def test_what_a_task_raises_comes_after_the_results_before_it(task: int, kind: type[Exception]) -> None:
    got: list[int] = []
    with pytest.raises(kind) as alone:
        list(in_order(squares, (0,), [task], jobs=1))
    with pytest.raises(kind) as raised:
        got.extend(in_order(squares, (0,), [1, 2, task, 4], jobs=2))  # list(...) would lose them
    assert str(raised.value) == str(alone.value)
    assert vars(raised.value) == vars(alone.value)


def test_a_process_ended_from_outside_is_one_error() -> None:
    with pytest.raises(WorkerError, match="ended from outside"):
        list(in_order(squares, (0,), [1, 97, 2], jobs=2))


def test_no_more_is_handed_out_than_a_few_ahead_and_who_stops_leaves_no_process() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(1, 90):
            taken.append(task)
            yield task

    results = in_order(squares, (0,), tasks(), jobs=2)
    next(results)
    assert len(taken) <= 2 * AHEAD + 1
    results.close()
    until = time.monotonic() + 30
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.02)
    assert not multiprocessing.active_children()
