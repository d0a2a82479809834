"""Taking the server's address before anything is read, so that a taken one is one clear error and no late surprise."""

from __future__ import annotations

import errno
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

from whipcount.errors import InputError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_NOT_HERE = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}  # of two addresses of a name, a machine may have one
_ACCEPTED = "another --port (0: any that is free), or an address of this machine"


def listening(host: str, port: int, stack: ExitStack) -> list[socket.socket]:
    """Sockets on every address of a host (``localhost`` may have two), closed with the stack.

    Raises:
        InputError: the host is unknown or not of this machine, or the port is taken or not allowed.

    >>> with ExitStack() as stack:
    ...     (taken,) = listening("127.0.0.1", 0, stack)
    ...     taken.listen()
    ...     try:
    ...         listening("127.0.0.1", taken.getsockname()[1], stack)
    ...     except InputError as error:
    ...         print(error.problem)
    cannot be served on: Address already in use
    """
    where = f"{host}, port {port}"
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise InputError("no such host", where=where, accepted=_ACCEPTED) from None
    sockets: list[socket.socket] = []
    reason = "no address"
    for family, kind, protocol, _, address in dict.fromkeys(addresses):
        try:
            one = stack.enter_context(socket.socket(family, kind, protocol))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            chosen = sockets[0].getsockname()[1] if sockets else port  # port 0: the same one on each address
            one.bind((address[0], chosen, *address[2:]))
        except OSError as error:
            reason = error.strerror or str(error)
            if error.errno in _NOT_HERE:
                continue
            raise InputError(f"cannot be served on: {reason}", where=where, accepted=_ACCEPTED) from None
        sockets.append(one)
    if not sockets:
        raise InputError(f"cannot be served on: {reason}", where=where, accepted=_ACCEPTED)
    return sockets


def run(app: ASGIApp, sockets: list[socket.socket]) -> None:
    """Serve until told to stop.

    Raises:
        InputError: somebody else began to listen there in the meantime.
    """
    from whipcount.web.server import server_of  # late: the command line must start fast

    server = server_of(app)
    try:
        server.run(sockets=sockets)
    except KeyboardInterrupt:
        return
    except OSError as error:
        if server.started:
            raise
        problem = f"cannot be served on: {error.strerror or error}"
        raise InputError(problem, where=str(sockets[0].getsockname()[:2]), accepted=_ACCEPTED) from None
