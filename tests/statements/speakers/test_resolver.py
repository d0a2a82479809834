"""Speakers on the invented cases that the benchmark counts, the tuned half: each field that must come out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
from benchmarks import speakers as benchmark  # noqa: E402  (the labelled cases live there)

from tests.statements.marked import report_of  # noqa: E402
from whipcount.statements.reader import read_statements  # noqa: E402

CASES = yaml.safe_load(benchmark.CASES.read_text(encoding="utf-8"))
OPEN = {(37, 1, "for")}  # a government known only by the verb "governs"


@pytest.mark.parametrize("number", range(1, len(CASES) + 1, 2))
def test_the_tuned_half(number: int) -> None:
    case = CASES[number - 1]
    report, attributions = report_of(case["text"])
    statements = read_statements(report, attributions=attributions, table=benchmark.table())
    wrong = []
    for which, wanted in case["expect"].items():
        statement = statements[benchmark._index(case["text"], which)]
        for field, value, got, right in benchmark.judged(statement, wanted):
            if not right and (number, which, field) not in OPEN:
                wrong.append((which, field, value, got))
    assert wrong == []


def test_the_day_decides_who_holds_an_office() -> None:
    marked = "[1s:The Dutch prime minister] [1c:said] [1t:that NATO should wait]."
    names = []
    for day in (date(2023, 5, 1), date(2024, 11, 29)):
        report, attributions = report_of(marked, day)
        [only] = read_statements(report, attributions=attributions)
        assert only.speaker is not None
        assert only.speaker.on_behalf_of == "NL"
        names.append(only.speaker.name)
    assert names == ["Mark Rutte", "Dick Schoof"]


def test_namesakes_stay_candidates() -> None:
    marked = "Ada Brim and Tova Brim met. [1s:Brim] [1c:said] [1t:it went well]."
    report, attributions = report_of(marked)
    [only] = read_statements(report, attributions=attributions)
    assert only.speaker is not None
    assert {only.speaker.name, *only.speaker.candidates} == {"Ada Brim", "Tova Brim"}


@pytest.mark.parametrize(
    ("marked", "actor"),
    [
        ("The council met. Kell fell out with Sarn over [1s:its] [1c:support for] [1t:the accession].", "KELL"),
        ("[2s:Pell] [2c:said] [2t:no]. The Kellish government fell over [1s:its] [1c:support for] [1t:it].", "KELL"),
        ("[2s:Pell] [2c:said] [2t:no]. The Kellish voters heard of [1s:its] [1c:support for] [1t:it].", "PELL"),
        ("Kell was told that [2s:Pell] [2c:said] [2t:no], and [1s:it] [1c:added] [1t:that this was all].", "PELL"),
    ],
)
def test_it_is_what_its_sentence_opens_with(marked: str, actor: str) -> None:
    report, attributions = report_of(marked)
    first = read_statements(report, attributions=attributions, table=benchmark.table())[0]
    assert first.speaker is not None
    assert first.speaker.on_behalf_of == actor


def test_a_member_of_congress_has_the_seat_as_a_candidate() -> None:
    marked = (
        "[1s:Sen. Susan Collins (R-Maine)] [1c:took] [1t:the floor]. [2s:Collins] [2c:left] [2t:at noon]. "
        "[3s:Sen. Ann Tully (R-Maine)] [3c:said] [3t:she would not]."
    )
    report, attributions = report_of(marked, date(2022, 6, 1))
    made = [st.speaker for st in read_statements(report, attributions=attributions)]
    assert [(s and s.on_behalf_of, s and s.candidates[:1], s and str(s.role)) for s in made] == [
        (None, ("ME-COLLINS",), "parliamentarian"),
        (None, ("ME-COLLINS",), "parliamentarian"),
        (None, (), "parliamentarian"),
    ]
