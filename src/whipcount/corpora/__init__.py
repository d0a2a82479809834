"""Corpora: millions of articles read unit by unit, on one core, on all, or on a cluster, into Parquet to query.

>>> from whipcount.corpora import units_of
>>> import tempfile
>>> from pathlib import Path
>>> with tempfile.TemporaryDirectory() as folder:
...     _ = Path(folder, "a.txt").write_text("Kell agrees, it said.")
...     [unit] = units_of([folder])
>>> unit.kind, unit.count
('files', 1)
"""

from whipcount.corpora.plan import Plan
from whipcount.corpora.processing import Processed, process
from whipcount.corpora.sources.cutting import units_of
from whipcount.corpora.units import Unit

__all__ = ["Plan", "Processed", "Unit", "process", "units_of"]
