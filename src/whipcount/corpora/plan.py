"""How a corpus is read: what the columns are called, which decision it is read for, and by what version and model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache

from whipcount import __version__
from whipcount.corpora.router import Route
from whipcount.corpora.units import Columns, digest
from whipcount.errors import CoderError
from whipcount.statements.attribution.weights import model_folder


@dataclass(frozen=True)
class Plan:
    """What is done with each unit; the same on every machine, and small enough to be sent with each unit.

    >>> len(Plan().checksum)
    64
    """

    columns: Columns = Columns()  # noqa: RUF009  (frozen)
    route: Route | None = None

    @cached_property
    def checksum(self) -> str:
        """The hash of all that the results depend on beside the input."""
        route = self.route
        parts = (route.subject, route.body, route.act, route.members) if route else None
        columns = self.columns
        named = (columns.text, columns.title, columns.date, columns.url)
        return digest([__version__, model_checksum(), named, parts])


@lru_cache(maxsize=1)
def model_checksum() -> str:
    """The hash of the reader's model files, as their manifest tells them.

    Raises:
        CoderError: there is no manifest.
    """
    try:
        manifest = json.loads((model_folder() / "manifest.json").read_text(encoding="utf-8"))
        return digest(manifest["sha256"])
    except (OSError, ValueError, KeyError) as error:
        raise CoderError(f"the reader's model files cannot be read: {error}") from error
