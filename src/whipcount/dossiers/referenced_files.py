"""Which files a dossier file names, without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whipcount.errors import InputError
from whipcount.plainyaml import load_yaml


def files_named(path: Path) -> tuple[Path, ...]:
    """The body, the actors and the reports that a dossier file names; none where it is no dossier file.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "dossier.yaml")
    ...     _ = file.write_text("body_file: lake.yaml\\nreports: [{file: one.txt}, {text: said so}]\\n")
    ...     [named.name for named in files_named(file)]
    ['lake.yaml', 'one.txt']
    """
    try:
        data = load_yaml(path.read_bytes())
    except (OSError, InputError):
        return ()
    return tuple(path.parent / name for name in _names(data)) if isinstance(data, dict) else ()


def _names(data: dict[Any, Any]) -> Iterator[str]:
    for key in ("body_file", "actors_file"):
        if isinstance(data.get(key), str):
            yield data[key]
    reports = data.get("reports")
    for report in reports if isinstance(reports, list) else ():
        if isinstance(report, dict) and isinstance(report.get("file"), str):
            yield report["file"]
