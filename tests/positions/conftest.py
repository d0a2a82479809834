"""What several tests ask of one reading of a text is read once, by whichever process comes first."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from typing import Any

import pytest

Keep = Callable[[str, Callable[[], Any]], Any]
"""What is read of a text, as plain data: kept if it was read before, else made."""


@pytest.fixture(scope="session")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Keep:
    """Readings of this run, in a folder that processes which test side by side share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "readings"
    folder.mkdir(exist_ok=True)

    def kept(name: str, make: Callable[[], Any]) -> Any:
        place = folder / f"{hashlib.sha256(name.encode()).hexdigest()}.json"
        if not place.exists():
            written = place.with_suffix(f".{os.getpid()}")
            written.write_text(json.dumps(make()), encoding="utf-8")
            written.replace(place)
        return json.loads(place.read_text(encoding="utf-8"))

    return kept
