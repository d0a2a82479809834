"""The files that a dossier file names, beside it, without reading them."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.dossiers.referenced_files import files_named


def test_body_actors_and_reports_are_named_beside_the_file(tmp_path: Path) -> None:
    place = tmp_path / "dossier.yaml"
    place.write_text(
        "body_file: lake.yaml\nactors_file: people.csv\nreports:\n  - {file: one.txt}\n  - {text: said so}\n"
        "  - {file: [odd]}\n  - two.txt\n  - {file: deep/three.html}\n"
    )
    names = [path.relative_to(tmp_path).as_posix() for path in files_named(place)]
    assert names == ["lake.yaml", "people.csv", "one.txt", "deep/three.html"]


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "reports: none\n", "body_file: [x]\n", "a: [", "\x00", "just words"]
)
def test_what_is_no_dossier_file_names_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    assert files_named(tmp_path / "a.yaml") == ()


def test_a_file_that_is_not_there_names_none(tmp_path: Path) -> None:
    assert files_named(tmp_path / "none.yaml") == ()


@pytest.mark.parametrize("name", ["lake-council", "sweden-accession", "ukraine-invitation"])
def test_every_file_that_an_example_names_is_there(root: Path, name: str) -> None:
    named = files_named(root / "examples" / name / "dossier.yaml")
    assert named
    assert all(path.is_file() for path in named)
