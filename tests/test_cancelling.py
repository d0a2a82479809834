"""Checkpoints stop what nobody waits for, and nothing else."""

from __future__ import annotations

import pytest

from whipcount.cancelling import Cancelled, cancellable, checkpoint


def test_without_anybody_who_says_so_nothing_stops() -> None:
    checkpoint()
    with cancellable(lambda: False):
        checkpoint()
    with pytest.raises(Cancelled), cancellable(lambda: True):
        checkpoint()
    checkpoint()


def test_no_handler_of_errors_swallows_it() -> None:
    assert not issubclass(Cancelled, Exception)


def test_the_inner_word_holds_inside_and_the_outer_one_after() -> None:
    with cancellable(lambda: True):
        with cancellable(lambda: False):
            checkpoint()
        with pytest.raises(Cancelled):
            checkpoint()
