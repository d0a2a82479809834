"""Whether a place is a store is told from its name or its first bytes, and without the database's library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from whipcount.dossiers.location import SQLITE, looks_like_store
from whipcount.dossiers.store import Store


@pytest.mark.parametrize(
    ("place", "store"),
    [
        ("postgresql://host/db", True),
        ("sqlite:///desk.db", True),
        ("desk.DB", True),
        ("desk.sqlite3", True),
        ("dossier.yaml", False),
        ("no/such/file", False),
        ("", False),
        (".", False),
    ],
)
def test_by_name(place: str, store: bool) -> None:
    assert looks_like_store(place) is store


def test_by_its_first_bytes(tmp_path: Path) -> None:
    made = tmp_path / "desk.db"
    Store.open(str(made), create=True).close()
    renamed = made.rename(tmp_path / "desk")
    assert looks_like_store(renamed)
    cut = tmp_path / "cut"
    cut.write_bytes(SQLITE[:-1])
    assert not looks_like_store(cut)


def test_a_brief_of_a_file_does_not_load_the_database(root: Path) -> None:
    code = (
        "import sys, pathlib; from datetime import datetime, UTC; from whipcount.briefs.make import make_brief;"
        "now = datetime(2031, 1, 1, tzinfo=UTC);"
        "print(make_brief((), 'examples/lake-council/dossier.yaml', known_by=now, made_at=now, version='0').title);"
        "print('sqlalchemy' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), *sys.path])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=root, check=True)
    assert done.stdout.splitlines()[-1] == "False"
