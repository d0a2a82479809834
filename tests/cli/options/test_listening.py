"""The server's address, taken before anything is read: every address of a host, closed together, or one clear error."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from whipcount.cli.options.listening import listening
from whipcount.errors import InputError


def test_a_free_port_is_the_same_on_every_address_of_a_host() -> None:
    with ExitStack() as stack:
        sockets = listening("localhost", 0, stack)
        assert sockets
        assert len({one.getsockname()[1] for one in sockets}) == 1
        assert all(one.getsockname()[1] > 0 for one in sockets)
    assert all(one.fileno() == -1 for one in sockets)  # closed with the stack


def test_it_can_be_reached_there() -> None:
    with ExitStack() as stack:
        (taken,) = listening("127.0.0.1", 0, stack)
        taken.listen()
        with socket.create_connection(taken.getsockname(), timeout=5) as line:
            assert line.getpeername() == taken.getsockname()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "", "a" * 70 + ".example", "203.0.113.7"])
def test_a_host_that_is_none_of_this_machine_is_one_clear_error(host: str) -> None:
    with ExitStack() as stack:
        with pytest.raises(InputError) as caught:
            listening(host, 0, stack)
        assert f"{host}, port 0" == caught.value.where
        assert "--port" in str(caught.value.accepted)


def test_a_taken_port_is_told_and_what_was_opened_for_it_is_closed() -> None:
    with ExitStack() as stack:
        (taken,) = listening("127.0.0.1", 0, stack)
        taken.listen()
        with ExitStack() as other, pytest.raises(InputError, match="in use"):
            listening("127.0.0.1", taken.getsockname()[1], other)
        with socket.create_connection(taken.getsockname(), timeout=5):
            pass  # the first one serves on
