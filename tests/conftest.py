"""What all tests share: the measuring data beside the checkout, where there is any."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _shared() -> Path | None:
    for place in (os.environ.get("WHIPCOUNT_SHARED"), ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if place and (Path(place) / "data").is_dir():
            return Path(place)
    return None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with measuring data (``WHIPCOUNT_SHARED``, or ``../shared`` beside the checkout)."""
    found = _shared()
    if found is None:
        pytest.skip("the measuring data is not beside this checkout (set WHIPCOUNT_SHARED to its folder)")
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT
