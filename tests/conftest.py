"""What all tests share: the measuring data beside the checkout, where there is any."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# As the command line does: threads inside the linear algebra cost our small matrices far more than they save.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

# No test is timed: how fast an example runs on a busy machine says nothing about whether it is right. The examples are
# the same at each run; `make fuzz` draws new ones, and more.
settings.register_profile(
    "whipcount", parent=settings(), derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", parent=settings.get_profile("whipcount"), derandomize=False, max_examples=2_000)
# ... and a run of the whole suite with other examples: --hypothesis-profile=random --hypothesis-seed=N
settings.register_profile("random", parent=settings.get_profile("whipcount"), derandomize=False)
settings.load_profile("whipcount")

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long random runs are for who asks for them, `-m fuzz`, as `make fuzz` does; modules with slow tests come first.

    A long test that begins last would be waited for by all workers but its own.
    """
    if "fuzz" not in config.getoption("markexpr"):
        left = {item for item in items if item.get_closest_marker("fuzz")}
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = [item for item in items if item not in left]
    long = {item.path for item in items if any(map(item.get_closest_marker, ("slow", "browser")))}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """What was collected lives until the end: to look for garbage in it again and again took a part of every test."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fits are kept in a folder of the tests' own, never in the user's; processes that test side by side share it."""
    before = os.environ.get("WHIPCOUNT_CACHE")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    folder.mkdir(exist_ok=True)
    os.environ["WHIPCOUNT_CACHE"] = str(folder)
    yield
    if before is None:
        del os.environ["WHIPCOUNT_CACHE"]
    else:
        os.environ["WHIPCOUNT_CACHE"] = before


@pytest.fixture(scope="session", autouse=True)
def _quick_stores() -> Iterator[None]:
    """Stores are made of the first one's schema, and do not wait for the disk; see quick_stores.py."""
    from tests.quick_stores import quick_stores  # late: nothing of the package loads before what stands above

    with quick_stores():
        yield
