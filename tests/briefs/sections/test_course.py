"""The forecast of a ratification in a brief: its course, each move tied to evidence that the brief shows."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.analysis.analyse import Read, analyse
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import from_json, to_json
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.file import load_dossier_file

NOW = datetime(2026, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.slow


def brief(dossier: Dossier, day: date, *, over_time: bool = True) -> BriefView:
    assert dossier.proposal is not None
    analysis = analyse(dossier, Read(dossier.proposal), as_of=day, known_by=NOW, over_time=over_time)
    return assemble(analysis, made_at=NOW, version="0")


@pytest.fixture(scope="module")
def sweden() -> Dossier:
    root = Path(__file__).resolve().parents[3]
    return replace(load_dossier_file(root / "examples" / "sweden-accession" / "dossier.yaml"), reports=())


@pytest.fixture(scope="module")
def view(sweden: Dossier) -> BriefView:
    return brief(sweden, date(2023, 12, 31))


def test_the_course_ends_at_the_headline_and_rests_on_evidence(view: BriefView) -> None:
    fc = view.forecast
    assert fc is not None
    assert fc.series[-1].probability == fc.probability.value
    assert [point.day for point in fc.series] == sorted(point.day for point in fc.series)
    known = {item.id for item in view.evidence}
    for point in fc.series:
        assert point.low is not None
        assert point.high is not None
        assert point.low <= point.probability <= point.high
        assert point.evidence is None or point.evidence in known
    assert {anchor for reason in fc.reasons for anchor in reason.evidence} <= known
    moves = {point.because.split(":")[0] for point in fc.series if point.evidence}
    assert {"Türkiye", "Hungary"} <= moves
    assert {member for member, _ in fc.last} == {"TR", "HU"}
    assert {row.id: row.last for row in view.members if row.last} == dict(fc.last)
    assert [q.probability for q in fc.quantiles] == [0.1, 0.25, 0.5, 0.75, 0.9]
    assert "calibrated" in fc.label
    assert "stated prior" in fc.label
    assert "chance by 30 December 2024" in view.answer


def test_every_face_tells_it(view: BriefView) -> None:
    from docx import Document

    page, text = to_html(view), to_markdown(view)
    document = Document(io.BytesIO(to_docx(view)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for words in ("last to consent", "by", "probability that the rule is met"):
        assert words in text
        assert words in cells
    for heading in ("Over time", "By when", "Who is last", "The time that it takes", "What if"):
        assert heading in page
    assert from_json(to_json(view)) == view


def test_without_its_course_it_is_the_same_forecast(sweden: Dossier, view: BriefView) -> None:
    quick = brief(sweden, date(2023, 12, 31), over_time=False)
    assert quick.forecast is not None
    assert view.forecast is not None
    assert quick.forecast.probability.value == view.forecast.probability.value
    assert quick.forecast.series == ()


def test_what_cannot_be_forecast_says_why(sweden: Dossier) -> None:
    late = replace(sweden, events=(Event(date(2023, 1, 1), "signed at last", "opened"),))
    told = brief(late, date(2023, 6, 1))
    assert told.forecast is None
    assert any("before the opening on 2023-01-01" in note for note in told.notes)
    ended = replace(sweden, events=(Event(date(2023, 5, 1), "it is called off", "blocked"),))
    told = brief(ended, date(2023, 6, 1))
    assert told.forecast is None
    assert "No forecast is made of what has ended: it is called off." in told.notes
