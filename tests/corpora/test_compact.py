"""Compacting a corpus: no answer changes by it, killed or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora.articles import lines, rows, sums
from whipcount.corpora import folder as folders
from whipcount.corpora.compact import compact
from whipcount.corpora.folder import Folder
from whipcount.corpora.run import run
from whipcount.corpora.tables import REPORTS


def test_compacting_changes_no_answer_and_may_be_killed(
    corpus: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, everything = sums(corpus.path), rows(corpus.path, REPORTS)
    (tmp_path / "c.jsonl").write_bytes(lines([77, 3]))

    class Killed(BaseException):
        """Ends it where it stands."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put_compacted", die)
        with pytest.raises(Killed):
            compact(corpus)
    assert sums(corpus.path) == before
    done = compact(corpus)
    assert sums(corpus.path) == before
    assert rows(corpus.path, REPORTS) == everything
    assert not list((corpus.path / "reports").glob("*.parquet"))
    months = {path.parent.name for path in (corpus.path / "reports").rglob("*.parquet")}
    assert months == {"month=2025-03", "month=unknown"}
    assert done.after == len(corpus.files("reports")) + len(corpus.files("statements"))
    first = run(str(corpus.path), [str(tmp_path / "c.jsonl"), str(tmp_path / "b.jsonl")], size=25)
    assert (first.units, first.done, first.reports, first.known) == (1, 2, 1, 1)
    after = sums(corpus.path)
    compact(corpus)
    assert sums(corpus.path) == after
    assert [path.name for path in (corpus.path / "reports").glob("g*")] == ["g0002"]
    assert folders.Folder(str(corpus.path)).known().__contains__(everything[-1]["sha256"])
