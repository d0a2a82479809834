"""What changed since an earlier brief: told with evidence of the new one, and refused for what is no earlier brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.briefs.sample import hostile, sample
from tests.briefs.test_faces import Page
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.sections import changes
from whipcount.briefs.sections.changes import earlier_brief, since_brief
from whipcount.briefs.view.brief import BriefView, Decision
from whipcount.briefs.view.schema import from_json, to_json
from whipcount.errors import DateError, DossierError, InputError


def earlier() -> BriefView:
    """The sample before Tessel spoke: no reports, no statements, a lower chance."""
    view = sample()
    assert view.forecast
    chance = replace(view.forecast.probability, value=0.2, text="20%")
    members = tuple(
        replace(row, group="unknown", label="unknown", stance=None, evidence=(), steps=())
        if row.id == "TESSEL"
        else row
        for row in view.members
    )
    return replace(
        view,
        answer="Not yet: nobody agrees.",
        as_of=date(2031, 2, 2),
        forecast=replace(view.forecast, probability=chance, reasons=view.forecast.reasons[1:]),
        members=members,
        conditions=tuple(replace(condition, met=False) for condition in view.conditions),
        statements=(),
        reports=(),
    )


def test_answer_chance_positions_conditions_and_reports_are_told() -> None:
    view = since_brief(sample(), earlier())
    first, second, *rest = view.changes
    assert "Not yet: nobody agrees." in first.text
    assert second.text == "the chance: 20% → 34% (+14.0 points)"
    assert second.evidence == (view.statements[0].id,)
    assert {change.text: change.evidence for change in rest} == {
        "Tessel: unknown, now for": (view.statements[0].id,),
        "condition “once the dam treaty is signed”: not met, now not told": (view.statements[1].id,),
        "new report: Lake Council splits over Orvana": (),
    }
    assert view.changes_since == date(2031, 2, 2)


def test_every_face_tells_it() -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    view = since_brief(sample(), earlier())
    assert from_json(to_json(view)) == view
    page = Page(to_html(view))
    page.check()
    document = docx.Document(BytesIO(to_docx(view)))
    for text in (page.text, to_markdown(view), "\n".join(p.text for p in document.paragraphs)):
        for words in ("What changed since 2 February 2031", "20% → 34%", "Tessel: unknown, now for", "new report"):
            assert words in text


def test_the_same_brief_has_no_change() -> None:
    (change,) = since_brief(sample(), sample()).changes
    assert change.text.startswith("nothing")


def test_members_come_and_go() -> None:
    view = sample()
    fewer = replace(view, members=view.members[1:])
    assert since_brief(view, fewer).changes[0].text == "Quill: no member, now unknown"
    assert since_brief(fewer, view).changes[0].text == "Quill: unknown, now no member"


def test_evidence_is_only_what_the_new_brief_lists() -> None:
    view = sample()
    lost = replace(view, statements=(), forecast=None)
    told = since_brief(lost, replace(earlier(), conditions=())).changes
    assert all(anchor in {item.id for item in lost.evidence} for change in told for anchor in change.evidence)


@pytest.mark.parametrize(
    "decision",
    [
        replace(sample().decision, title="another"),
        replace(sample().decision, body="ANOTHER"),
        replace(sample().decision, candidate="ANOTHER"),
    ],
    ids=["title", "body", "candidate"],
)
def test_a_brief_of_another_decision_is_refused(decision: Decision) -> None:
    other = replace(sample(), decision=decision)
    with pytest.raises(DossierError, match="another dossier"):
        since_brief(sample(), other)


def test_another_variant_and_a_later_day_are_refused() -> None:
    with pytest.raises(DossierError, match="another dossier"):
        since_brief(sample(), replace(sample(), variant="observer"))
    with pytest.raises(DateError, match="later than"):
        since_brief(sample(), replace(sample(), as_of=date(2032, 1, 1)))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, b"# A brief", b'{"schema": 1}'])
def test_what_is_no_brief_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"old\.json: not a brief"):
        earlier_brief(data, where="old.json")


def test_another_schema_and_a_file_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = to_json(replace(sample(), schema="whipcount.brief/9")).encode()
    with pytest.raises(InputError, match="another schema"):
        earlier_brief(data, where="old.json")
    monkeypatch.setattr(changes, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="larger than"):
        earlier_brief(data, where="old.json")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_hostile_text_of_the_earlier_brief_stays_text(evil: str) -> None:
    old = replace(hostile(sample(), evil), decision=sample().decision, variant=sample().variant, reports=())
    view = since_brief(sample(), old)
    Page(to_html(view)).check()
    to_markdown(view).encode()
