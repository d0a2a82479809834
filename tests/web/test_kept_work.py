"""Work is made once, kept while there is room, stopped once nobody waits, and never lost to a newer piece."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from whipcount.cancelling import Cancelled, cancellable, checkpoint
from whipcount.errors import ComputingError
from whipcount.web import kept_work as module
from whipcount.web.kept_work import KeptWork


@pytest.fixture
def kept() -> Iterator[KeptWork]:
    made = KeptWork(4, lambda _: 1)
    yield made
    made.close()


class Endless:
    """Work that goes on until it is stopped at a checkpoint, or told to be done."""

    def __init__(self) -> None:
        self.begun, self.stopped, self.finish = threading.Event(), threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        try:
            while not self.finish.wait(0.01):
                checkpoint()
        except Cancelled:
            self.stopped.set()
            raise
        return "made"


def test_a_dropped_request_stops_the_work(kept: KeptWork) -> None:
    work, gone = Endless(), threading.Event()

    def request() -> None:
        with pytest.raises(Cancelled), cancellable(gone.is_set):
            kept.ask(("a",), work, 60.0)

    thread = threading.Thread(target=request)
    thread.start()
    assert work.begun.wait(30)
    assert not work.stopped.wait(0.2)  # somebody waits
    gone.set()
    thread.join(30)
    assert work.stopped.wait(30)
    for _ in range(300):
        if len(kept) == 0:
            break
        time.sleep(0.1)
    assert len(kept) == 0
    assert kept.ask(("a",), lambda: "anew", 30.0) == "anew"


def test_it_goes_on_while_another_waits_and_for_who_was_told_to_ask_again(kept: KeptWork) -> None:
    work, gone = Endless(), threading.Event()
    with pytest.raises(ComputingError):  # told to ask again: a lease
        kept.ask(("a",), work, 0.0)

    def request() -> None:
        with pytest.raises(Cancelled), cancellable(gone.is_set):
            kept.ask(("a",), work, 60.0)

    thread = threading.Thread(target=request)
    thread.start()
    assert work.begun.wait(30)
    gone.set()
    thread.join(30)
    assert not work.stopped.wait(0.3)
    work.finish.set()
    assert kept.ask(("a",), work, 30.0) == "made"


def test_a_lease_ends(kept: KeptWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEASE", 0.2)
    work = Endless()
    with pytest.raises(ComputingError):
        kept.ask(("a",), work, 0.0)
    assert work.stopped.wait(30)


def test_of_a_line_the_newest_waits_and_what_runs_is_finished(kept: KeptWork) -> None:
    works = [Endless() for _ in range(4)]
    other = Endless()
    for key, work, line in ((("other",), other, "other"), (("l", 0), works[0], "l")):
        with pytest.raises(ComputingError):
            kept.ask(key, work, 0.0, line=line)
        assert work.begun.wait(30)  # both threads are busy
    for number in (1, 2, 3):
        with pytest.raises(ComputingError):
            kept.ask(("l", number), works[number], 0.0, line="l")
    assert kept.last("l") is None
    for work in works:
        work.finish.set()
    assert kept.ask(("l", 3), works[3], 30.0, line="l") == "made"
    assert works[0].begun.is_set()  # what ran was finished: under steady edits there is always a page
    assert not works[1].begun.is_set()
    assert not works[2].begun.is_set()
    assert kept.last("l") == "made"
    other.finish.set()
    for _ in range(300):
        if not kept._interest:
            break
        time.sleep(0.1)
    assert not kept._interest  # nothing is remembered of who waited
    assert not kept._next


def test_failures_are_told_and_not_kept(kept: KeptWork) -> None:
    def fail() -> None:
        raise TimeoutError("its own")

    for _ in range(2):
        with pytest.raises(TimeoutError, match="its own"):
            kept.ask(("a",), fail, 30.0, line="l")
        assert len(kept) == 0
    assert kept.last("l") is None


def test_room_is_bounded(kept: KeptWork) -> None:
    for number in range(20):
        kept.ask(("a", number), lambda: "x", 30.0, line=("line", number))
    for _ in range(300):
        if len(kept) <= 4:
            break
        time.sleep(0.1)
    assert len(kept) <= 4
    assert sum(kept.last(("line", number)) is not None for number in range(20)) <= 4


def test_what_is_begun_for_nobody_goes_on(kept: KeptWork) -> None:
    work = Endless()
    kept.begin(("a",), work, line="l")
    assert work.begun.wait(30)
    assert not work.stopped.wait(0.3)
    work.finish.set()
    assert kept.ask(("a",), work, 30.0, line="l") == "made"
