"""Relays: copies of one text in many reports, found by their signatures, each cluster with its origin.

Candidates share a band of their signatures (locality-sensitive hashing: 32 bands of 2 places, Leskovec et al., *Mining
of Massive Datasets*, ch. 3); of these, pairs count whose similarity is at least .3, or of which the shorter is
contained in the longer one. Work grows with the number of reports, not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whipcount.corpora.extra import need
from whipcount.corpora.folder import Folder, writing
from whipcount.corpora.signature import PLACES, shingles
from whipcount.corpora.tables import REPORTS
from whipcount.errors import InputError

BANDS = 32
WIDTH = PLACES // BANDS
SIMILAR = 0.3
CONTAINED = 0.8  # of the shorter text's shingles that the longer one has
_LEAST = 0.1  # similarity below which 64 places cannot tell containment from chance
_NEAR = 4  # neighbours in a band that each is compared with: of a thousand copies each finds one
_AT_ONCE = 1_000_000  # pairs compared together: bounds the memory

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Relay:
    """A report that is a copy of an earlier one, or the origin of copies.

    ``similarity`` is that of its signature to the origin's.
    """

    sha256: str
    origin: str
    copies: int
    similarity: float


def find_relays(folder: Folder) -> list[Relay]:
    """Find the relays of a corpus, and keep them in it (``relays.parquet``).

    Raises:
        InputError: no corpus, an empty one, one that is being written, or a full disk.
        MissingExtraError: the extra ``corpus`` is not installed.
    """
    pa, parquet = need("pyarrow"), need("pyarrow.parquet")
    need("pyarrow.compute")
    folder.existing()
    with writing(folder):
        hashes: list[str] = []
        days: list[str] = []
        parts: list[NDArray[np.uint32]] = [np.empty((0, PLACES), dtype=np.uint32)]
        sizes: list[int] = []
        for path in folder.files(REPORTS):
            names = ["sha256", "minhash", "words", "published_on", "published"]
            table = parquet.read_table(path, columns=names)
            rows = table.filter(pa.compute.is_valid(table["sha256"])).to_pylist()
            hashes += [row["sha256"] for row in rows]
            days += map(_moment, rows)
            sizes += [shingles(row["words"]) for row in rows]
            packed = b"".join(row["minhash"] for row in rows)
            parts.append(np.frombuffer(packed, dtype="<u4").reshape(-1, PLACES).astype(np.uint32))
        if not hashes:
            raise InputError("holds no reports yet", where=str(folder.path), accepted="a corpus that was run")
        origins = relays(hashes, np.concatenate(parts), np.asarray(sizes, dtype=np.int64), days)
        columns = {field.name: [getattr(relay, field.name) for relay in origins] for field in fields(Relay)}
        text = pa.string()
        schema = pa.schema([("sha256", text), ("origin", text), ("copies", pa.int64()), ("similarity", pa.float64())])
        folder.put_table("relays.parquet", pa.table(columns, schema=schema), "relays", {"reports": len(hashes)})
    return origins


def _moment(row: dict[str, Any]) -> str:
    """The time of publication, as text that sorts; the day alone, where only that is known, is its end."""
    if row["published"] is not None:
        return str(row["published"].isoformat())
    return f"{row['published_on'].isoformat()}T99" if row["published_on"] is not None else ""


def clusters(signatures: NDArray[np.uint32], sizes: Numbers) -> Numbers:
    """Which reports are copies of one text.

    Args:
        signatures: (reports, 64), see :func:`whipcount.corpora.signature.signature`.
        sizes: (reports,), how many shingles each has; 0: a text without words, which is a copy of nothing.

    Returns:
        (reports,): the number of each one's cluster.

    >>> from whipcount.corpora.signature import shingles, signature
    >>> a = "the council will meet in the harbour hall next week to vote on the request of the island"
    >>> texts = [a, a + " again", "rain fell on the upper villages for most of the morning and the ferries ran late"]
    >>> found = clusters(np.stack([signature(t) for t in texts]), np.array([shingles(len(t.split())) for t in texts]))
    >>> bool(found[0] == found[1]), bool(found[0] == found[2])
    (True, False)
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    number = len(signatures)
    ones, twos = [], []
    for band in range(BANDS):
        one, two = _same_band(signatures[:, WIDTH * band : WIDTH * (band + 1)], sizes)
        for at in range(0, len(one), _AT_ONCE):
            a, b = one[at : at + _AT_ONCE], two[at : at + _AT_ONCE]
            good = _copies(signatures, sizes, a, b)
            ones.append(a[good])
            twos.append(b[good])
    a, b = np.concatenate(ones), np.concatenate(twos)
    graph = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(number, number))
    labels: Numbers = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels


def _same_band(places: NDArray[np.uint32], sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of reports that share a band: neighbours in its order."""
    keys = places[:, 0].astype(np.uint64) << np.uint64(32) | places[:, 1].astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    order = order[sizes[order] > 0]
    held = keys[order]
    ones, twos = [], []
    for step in range(1, _NEAR + 1):
        same = np.flatnonzero(held[:-step] == held[step:])
        ones.append(order[same])
        twos.append(order[same + step])
    return np.concatenate(ones), np.concatenate(twos)


def _copies(signatures: NDArray[np.uint32], sizes: Numbers, one: Numbers, two: Numbers) -> NDArray[np.bool_]:
    alike = (signatures[one] == signatures[two]).mean(axis=1)
    both = sizes[one] + sizes[two]
    shared = alike * both / (1 + alike)
    contained = shared / np.maximum(1, np.minimum(sizes[one], sizes[two]))
    good: NDArray[np.bool_] = (alike >= SIMILAR) | ((alike >= _LEAST) & (contained >= CONTAINED))
    return good


def relays(hashes: Sequence[str], signatures: NDArray[np.uint32], sizes: Numbers, days: Sequence[str]) -> list[Relay]:
    """The relays among reports: of each cluster of two or more the earliest is the origin.

    Args:
        hashes: the sha256 of each report.
        signatures: (reports, 64).
        sizes: (reports,), how many shingles each has.
        days: when each was published, as ISO text, "" where unknown; such a report is never taken for the earliest
            while another one has a day.
    """
    if not hashes:
        return []
    cluster = clusters(signatures, sizes)
    counts = np.bincount(cluster)
    origin: dict[int, int] = {}
    several = np.flatnonzero(counts[cluster] > 1)
    for at in several.tolist():
        best = origin.get(cluster[at])
        if best is None or (days[at] or "9", hashes[at]) < (days[best] or "9", hashes[best]):
            origin[cluster[at]] = at
    rows = []
    for at in several.tolist():
        first = origin[cluster[at]]
        alike = float((signatures[at] == signatures[first]).mean())
        rows.append(Relay(hashes[at], hashes[first], int(counts[cluster[at]]), round(alike, 4)))
    return sorted(rows, key=lambda relay: (relay.origin, relay.sha256 != relay.origin, relay.sha256))
