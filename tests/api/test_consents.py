"""Consents over time in Python."""

from __future__ import annotations

import pytest

import whipcount as wc
from tests.forecasts.tables import league
from whipcount.errors import DatasetError, InputError


def test_a_frame_and_a_file_give_the_same(tmp_path: object) -> None:
    import csv
    import io
    from pathlib import Path

    text = league(3, 4)
    path = Path(str(tmp_path)) / "league.csv"
    path.write_text(text, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    model = wc.fit()
    one, other = model.predict(path).rows(), model.predict(rows).rows()
    assert one == other
    assert {row["days"] for row in one} == {90, 180, 365}
    assert all(0 <= row["probability"] <= 1 for row in one)


def test_scores_stand_beside_the_baselines(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "league.csv"
    path.write_text(league(6, 4), encoding="utf-8")
    scores = wc.fit().score(path)
    assert {"consents pool", "pace extrapolation"} <= {row["forecaster"] for row in scores.rows()}
    assert "forecasts of" in repr(scores)


def test_bad_tables_are_clear_errors() -> None:
    with pytest.raises(InputError, match="no column 'rule'"):
        wc.fit().predict([{"decision": "A", "member": "B"}])
    with pytest.raises(InputError, match="no model 'oracle'"):
        wc.fit(model="oracle")
    with pytest.raises(DatasetError):
        wc.fit().predict(
            [{"decision": "A", "member": "B", "rule": "unanimity", "opened": "2024-01-01", "consented": "soon"}]
        )
