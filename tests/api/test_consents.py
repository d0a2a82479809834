"""Consents over time in Python."""

from __future__ import annotations

import pytest

import whipcount as wc
from tests.forecasts.tables import league
from whipcount.errors import DatasetError, ForecastError, InputError


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
    assert {row["days"] for row in one} == {90, 180, 365, 730, 1825}
    assert all(0 <= row["probability"] <= 1 for row in one)


def pending(note: str = "") -> list[dict[str, str]]:
    return [
        {"decision": "Lake", "member": f"Land {m}", "rule": "2 parties", "opened": "2020-02-03",
         "consented": "2020-06-01" if m == 0 else "", "note": note}
        for m in range(5)
    ]  # fmt: skip


def test_a_table_that_does_not_say_as_of_when_is_not_read_as_known_until_its_last_news() -> None:
    with pytest.raises(ForecastError, match="as of when is not told") as caught:
        wc.fit().predict(pending())
    assert "as_of=DAY" in str(caught.value)
    said = wc.fit().predict(pending(), as_of="2022-05-01").rows()
    noted = wc.fit().predict(pending("as of 2022-05-01")).rows()
    assert said == noted
    assert {row["as_of"] for row in said} == {"2022-05-01"}


def test_each_chance_stands_beside_its_reference_class_and_rises_with_time() -> None:
    made = wc.fit().predict(pending(), as_of="2022-05-01")
    rows = made.rows()
    assert [row["probability"] for row in rows] == sorted(row["probability"] for row in rows)
    assert all(0 <= row["alike_met"] <= row["alike"] for row in rows)
    assert f"of {rows[0]['alike']} past decisions" in repr(made)


def test_scores_stand_beside_the_baselines(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "league.csv"
    path.write_text(league(6, 4), encoding="utf-8")
    scores = wc.fit().score(path)
    assert {"consents pool", "consents pool, as of then", "pace extrapolation"} <= {
        row["forecaster"] for row in scores.rows()
    }
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
