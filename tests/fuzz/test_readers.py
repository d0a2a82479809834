"""Whatever the bytes, the answer of a reader is a reading or one error of the project's own, soon."""

from __future__ import annotations

import os
import random
import resource
import time
import traceback
import zlib

import pytest

from tests.fuzz.readers import readers
from whipcount.errors import WhipcountError

SECONDS = float(os.environ.get("WHIPCOUNT_FUZZ_SECONDS", "30"))
LONGEST = 10.0  # seconds of computing that one small file may take
HANGING = 60.0  # ... and by the clock, however busy the machine
MOST_MEMORY = 1_000_000  # kB, of the whole process
MOST_FINDINGS = 20  # kinds of them, each told once


class FaultError(AssertionError):
    """A mutation that was neither read nor refused; ``kind`` tells it from others."""

    def __init__(self, told: str, kind: str) -> None:
        super().__init__(told)
        self.kind = kind


def tried(name: str, seed: int) -> None:
    """One mutation, told by its number: ``tried("pdf", 17)`` finds a fault again."""
    reader = readers()[name]
    rng = random.Random(seed * 1_000_003 + zlib.crc32(name.encode()))
    data = reader.mutate(rng.choice(reader.seeds), rng)
    begun, computed = time.perf_counter(), time.process_time()
    try:
        reader.read(data)
    except WhipcountError:
        pass  # one error of the project's own
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {place.filename}:{place.lineno}"
        raise FaultError(f"{name} {seed}: {kind}: {error}", kind) from error
    if time.process_time() - computed > LONGEST or time.perf_counter() - begun > HANGING:
        raise FaultError(f"{name} {seed}: takes {time.process_time() - computed:.1f} s", "time")


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
    until, computed = time.monotonic() + SECONDS, time.process_time()
    found: dict[str, str] = {}
    while time.monotonic() < until and len(found) < MOST_FINDINGS:
        try:
            tried(name, seed)
        except FaultError as fault:
            found.setdefault(fault.kind, str(fault))
        seed += 1
    computed, memory = time.process_time() - computed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(  # noqa: T201  (the figures are the point of a long run)
        f"{name}: {seed - start} mutations from {start}, {computed:.0f} s computed, {memory // 1000} MB"
    )
    assert not found, "\n".join(found.values())
    assert memory < MOST_MEMORY
