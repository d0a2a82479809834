"""The encoder at run time: windows of word pieces in, tag scores and linking projections out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whipcount.statements.attribution.pieces import Pieces

if TYPE_CHECKING:
    import onnxruntime

CLS, SEP = 101, 102
BUDGET = 128  # word pieces in a window: longer ones read no better and cost more
_TOGETHER = 4  # windows run at once: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """``tags`` (pieces, 7) and ``links`` (pieces, 4 * width): asks and answers for source, then for content."""

    tags: NDArray[np.float32]
    links: NDArray[np.float32]


def open_session(model: Path | bytes, *, threads: int = 1) -> onnxruntime.InferenceSession:
    """An inference session on the CPU."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena never gives memory back, but here it is small: batches are bounded. Without it each batch asks the
    # allocator anew, which costs little as malloc comes, and 2.4 times the whole where somebody has set its thresholds
    # (MALLOC_TRIM_THRESHOLD_, as Dask's workers have it): then every large block is mapped and faulted in again.
    options.enable_cpu_mem_arena = True
    options.enable_mem_pattern = False  # one layout for each shape of a batch: memory, and nothing gained
    source = str(model) if isinstance(model, Path) else model
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def encode(session: onnxruntime.InferenceSession, pieces: Pieces, windows: list[tuple[int, int]]) -> Encoded:
    """Runs all ``windows`` (half-open piece ranges); rows outside of every window stay zero."""
    width = session.get_outputs()[1].shape[2]
    tags = np.zeros((len(pieces), session.get_outputs()[0].shape[2]), dtype=np.float32)
    links = np.zeros((len(pieces), width), dtype=np.float32)
    order = sorted(range(len(windows)), key=lambda i: windows[i][1] - windows[i][0])
    for at in range(0, len(order), _TOGETHER):
        batch = [windows[i] for i in order[at : at + _TOGETHER]]
        longest = max(b - a for a, b in batch) + 2
        ids = np.zeros((len(batch), longest), dtype=np.int32)
        types = np.zeros_like(ids)
        for row, (a, b) in enumerate(batch):
            ids[row, 0], ids[row, b - a + 1] = CLS, SEP
            ids[row, 1 : b - a + 1] = pieces.ids[a:b]
            types[row, 1 : b - a + 1] = pieces.types[a:b]
        lengths = np.asarray([b - a + 2 for a, b in batch], dtype=np.int32)
        got_tags, got_links = session.run(None, {"ids": ids, "types": types, "lengths": lengths})
        for row, (a, b) in enumerate(batch):
            tags[a:b] = got_tags[row, 1 : b - a + 1]
            links[a:b] = got_links[row, 1 : b - a + 1]
    return Encoded(tags, links)
