"""Libraries that only corpora need: imported when used, and missed with a message that says how to get them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from whipcount.errors import MissingExtraError

EXTRA = "corpus"


def need(module: str) -> Any:
    """The module of an optional library.

    Raises:
        MissingExtraError: the library is not installed.

    >>> need("json").loads("1")
    1
    >>> need("no_such_library")
    Traceback (most recent call last):
    ...
    whipcount.errors.MissingExtraError: no_such_library is not installed: pip install "whipcount[corpus]"
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(module.partition(".")[0], extra=EXTRA) from None
