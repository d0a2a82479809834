"""A fixed piece of work beside which speeds are measured, so that a noisy machine does not fail a floor.

Words per CPU second fall by half where a neighbour shares the processor's core or its memory. The loop here falls with
them: it does what reading does, in like parts (small products of single precision, words looked up and patterns
matched). Floors of speed are words per loop, the loop being run before and after each pass in the same process.

Run: ``python benchmarks/reference.py`` prints the loop's own CPU seconds and the load of the machine.
"""

from __future__ import annotations

import os
import re
import statistics
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads that wait for a busy core burn time of their own

import numpy as np

_MATRIX = np.random.default_rng(0).standard_normal((96, 384)).astype(np.float32)
_WEIGHTS = np.random.default_rng(1).standard_normal((384, 384)).astype(np.float32)
_TEXT = "The delegate of Arvenia said on Tuesday that 14 members, among them Kell, would not stand in the way. " * 40
_PATTERN = re.compile(r"\b(?:would|will|could) not (?:stand|block|oppose)\b|\b[A-Z]\w+ (?:said|told)\b")


def loop() -> float:
    """CPU seconds of the fixed work, about a thirtieth of one."""
    start = time.process_time()
    values = _MATRIX
    for _ in range(150):
        values = np.tanh(values @ _WEIGHTS * np.float32(0.05))
    counts: dict[str, int] = {}
    for _ in range(25):
        for word in _TEXT.split():
            counts[word] = counts.get(word, 0) + len(word)
        sum(1 for _ in _PATTERN.finditer(_TEXT))
    return time.process_time() - start


def load() -> str:
    """The machine's load beside its cores, in words."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


class Beside:
    """Loops run before and after what is measured; ``with Beside() as beside: ...`` then ``beside.seconds``."""

    def __init__(self, times: int = 3) -> None:
        self.times = times
        self._runs: list[float] = []

    def __enter__(self) -> Beside:
        self._runs += [loop() for _ in range(self.times)]
        return self

    def __exit__(self, *_: object) -> None:
        self._runs += [loop() for _ in range(self.times)]

    @property
    def seconds(self) -> float:
        """CPU seconds of one loop: the median of the runs on both sides."""
        return statistics.median(self._runs)


if __name__ == "__main__":
    loop()
    with Beside(10) as measured:
        pass
    print(f"{1000 * measured.seconds:.1f} ms of CPU a loop; {load()}")
