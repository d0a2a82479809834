"""Whatever the bytes, the answer of a reader is a reading or one error of the project's own, soon."""

from __future__ import annotations

import os
import random
import time
import zlib

import pytest

from tests.fuzz.readers import readers
from whipcount.errors import WhipcountError

SECONDS = float(os.environ.get("WHIPCOUNT_FUZZ_SECONDS", "30"))
LONGEST = 10.0  # seconds that one small file may take


def tried(name: str, seed: int) -> None:
    """One mutation, told by its number: ``tried("pdf", 17)`` finds a fault again."""
    reader = readers()[name]
    rng = random.Random(seed * 1_000_003 + zlib.crc32(name.encode()))
    data = reader.mutate(rng.choice(reader.seeds), rng)
    begun = time.perf_counter()
    try:
        reader.read(data)
    except WhipcountError:
        pass  # one error of the project's own
    except Exception as error:
        raise AssertionError(f"{name} {seed}: {type(error).__name__}: {error}") from error
    assert time.perf_counter() - begun < LONGEST, f"{name} {seed}: takes too long"


@pytest.mark.parametrize("name", sorted(readers()))
def test_the_seeds_are_read(name: str) -> None:
    for seed in readers()[name].seeds:
        readers()[name].read(seed)


@pytest.mark.parametrize("name", sorted(readers()))
def test_some_mutations(name: str) -> None:
    for seed in range(12):
        tried(name, seed)


@pytest.mark.fuzz
@pytest.mark.parametrize("name", sorted(readers()))
def test_many_mutations(name: str) -> None:
    given = os.environ.get("WHIPCOUNT_FUZZ_SEED")
    start = seed = int(given) if given else random.SystemRandom().randrange(10**9)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        tried(name, seed)
        seed += 1
    print(f"{name}: {seed - start} mutations from {start}")  # noqa: T201  (the figure is the point of a long run)
