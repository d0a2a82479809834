"""All stages in a brief: where it is told, what it says of what is stated, in every face, deaf to hostile names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.briefs.sample import sample
from tests.briefs.test_faces import EVIL, Page
from tests.forecasts.procedure.test_all_stages import DAY, LATE, act, case, lake, ratification
from whipcount.analysis.analyse import Read, analyse
from whipcount.analysis.analysis import Analysis
from whipcount.briefs.make import make_brief
from whipcount.briefs.render.all_stages_rows import (
    HEADING,
    half_by,
    stages_headline,
    stages_last,
    stages_lines,
    stages_time,
)
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.sections.all_stages import all_stages_view
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.view.all_stages import AllStagesView, StagesChance, StagesQuantile, StageView
from whipcount.briefs.view.schema import from_json, to_json
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.file import load_dossier_file
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.procedure.all_stages import all_stages
from whipcount.positions.proposal.proposal import Variant
from whipcount.positions.stance.stance import Authority, Stance

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LAST = date(2030, 2, 3)


def small(name: str = "Quill") -> AllStagesView:
    """A view by hand, of an invented procedure; ``name`` stands wherever a name from outside does."""
    return AllStagesView(
        procedure=name,
        body_name=name,
        by=date(2031, 3, 21),
        at_hand=name,
        probability=0.25,
        faster=0.4,
        slower=0.1,
        label="the clocks of all later stages are stated, not fitted",
        how=f"by hand, {name}",
        stages=(
            StageView("draft", name, "done", False, "", 1.0),
            StageView(name, "the body", "at hand", False, "5% at the meeting", 0.5, date(2030, 1, 2), date(2029, 1, 2)),
            StageView("deposit", "the candidate", "ahead", True, f"stated, not fitted: {name}", 0.25, None, LAST),
        ),
        quantiles=(StagesQuantile(0.1, date(2030, 5, 1)), StagesQuantile(0.25, None), StagesQuantile(0.5, None)),
        last=(StagesChance("Q", name, 0.6), StagesChance("S", "Sorrel", 0.4)),
        notes=(name,),
    )  # fmt: skip


def of(asked: Case, day: date = DAY) -> Analysis:
    """What is gathered of an invented matter."""
    dossier = Dossier(asked.id, "Orvana", asked.proposal, (), asked.evidence, (), asked.events, own_body=lake())
    return analyse(dossier, Read(asked.proposal), as_of=day, known_by=LATE, over_time=False)


def test_a_meeting_and_the_stages_after_it() -> None:
    analysis = of(case())
    view = all_stages_view(analysis)
    assert view is not None
    assert analysis.forecast is not None
    made = all_stages(case(), DAY, LATE, chance=analysis.forecast.p)
    assert view.probability == pytest.approx(made.p, abs=1e-4)
    assert [(s.name, s.state, s.stated) for s in view.stages] == [
        ("invitation", "at hand", False),
        ("talks", "ahead", True),
        ("ratification", "ahead", True),
        ("deposit", "ahead", True),
    ]
    assert "Only the stage at hand (invitation) is a forecast" in view.label
    assert "put again every 182 days and the clocks of all later stages are stated, not fitted" in view.label
    assert all("stated, not fitted" in stage.clock for stage in view.stages if stage.stated)
    assert (view.last, view.completing) == ((), ())


def test_a_ratification_tells_who_is_last_or_who_completes_the_rule() -> None:
    said = (act("AAR", Stance.YES, date(2024, 2, 1)), act("BEL", Stance.NO, DAY, Authority.HEAD))
    analysis = of(ratification(*said))
    view = all_stages_view(analysis)
    assert view is not None
    assert view.last[0].name == "Belmar"
    assert "most likely Belmar" in stages_last(view)
    board = assemble(analysis, made_at=NOW, version="0")
    assert board.forecast is not None
    assert board.forecast.completing == ()
    assert {row.id for row in board.members if row.last is not None} == {"BEL", "CAR", "DOL"}
    three = of(ratification(*said, decision="statute"))
    other = all_stages_view(three)
    assert other is not None
    assert other.last == ()
    assert stages_last(other).startswith("The consent that completes the rule, if it is met, is most likely that of ")
    brief = assemble(three, made_at=NOW, version="0")
    assert brief.forecast is not None
    assert brief.forecast.last == ()
    assert sum(p for _, p in brief.forecast.completing) == pytest.approx(1.0, abs=1e-3)
    assert {row.id: row.completing for row in brief.members if row.completing} == dict(brief.forecast.completing)
    assert any(text.startswith("The consent that completes the rule") for text in brief.forecast.would_change)
    page = Page(to_html(brief))
    page.check()
    assert "Whose consent completes the rule" in page.text
    assert "Who is last" not in page.text
    assert "completes the rule | chance" in to_markdown(brief)
    assert to_docx(brief)[:2] == b"PK"


def test_it_is_told_while_its_own_stage_is_forecast_or_done() -> None:
    assert (
        all_stages_view(of(case(procedure=None, stage="feast", decision="statute"))) is None
    )  # no stage of a procedure
    assert all_stages_view(of(case(procedure="feast"))) is None  # a stored dossier whose body has changed
    asked = case(variants=(Variant("asked", "Orvana is admitted"), Variant("observer", "Orvana is an observer")))
    assert all_stages_view(of(asked)) is not None
    analysis = of(asked)
    other = replace(asked.proposal, variants=asked.proposal.variants[::-1])
    assert (
        all_stages_view(replace(analysis, proposal=other)) is None
    )  # the stage is the variant that the dossier asks for
    blocked = (Event(date(2024, 2, 20), "no decision", "blocked"),)
    assert all_stages_view(of(case(events=blocked))) is None
    assert all_stages_view(of(case(), date(2024, 4, 1))) is None  # the meeting is over, and no forecast is made
    done = all_stages_view(of(case(events=(Event(date(2024, 2, 20), "invited", "decided"),))))
    assert done is not None
    assert done.at_hand == "talks"
    assert done.label.startswith(
        "The dossier's own stage is done; the clocks of all stages ahead are stated, not fitted"
    )
    all_in = [act(m, Stance.YES, date(2024, 2, 1)) for m in ("AAR", "BEL", "CAR", "DOL")]
    last = all_stages_view(of(ratification(*all_in)))
    assert last is not None
    assert (last.at_hand, last.probability) == ("deposit", 0.9999)  # ten days to go: nearly sure, never certain
    assert all_stages_view(of(ratification(*all_in, procedure="amendment"))) is None  # all is done


def test_the_founding_report_has_it_below_its_first_page(shared: Path, root: Path) -> None:
    report = shared / "reports" / "ukraine-nato-invitation-2024-11-29.txt"
    view = make_brief([report], as_of=date(2024, 11, 29), known_by=NOW, made_at=NOW, version="0")
    assert view.all_stages is not None
    assert (view.all_stages.procedure, view.all_stages.at_hand, len(view.all_stages.stages)) == (
        "accession",
        "invitation",
        7,
    )
    assert view.forecast is not None
    assert view.all_stages.stages[0].chance >= float(view.forecast.probability.value or 0) - 0.01
    html = to_html(view)
    assert f"{HEADING}</h2>" not in html[: html.index('<section aria-labelledby="rule">')]
    assert html.index('id="forecast"') < html.index('id="all-stages"') < html.index('id="statements"')
    dossier = load_dossier_file(root / "examples" / "ukraine-invitation" / "dossier.yaml")
    assert dossier.proposal is not None
    example = all_stages_view(
        analyse(dossier, Read(dossier.proposal), as_of=date(2024, 11, 29), known_by=NOW, over_time=False)
    )
    assert example is not None
    assert example.probability < view.all_stages.probability  # with two members openly against


def test_every_face_tells_it() -> None:
    view = replace(sample(), all_stages=small())
    page = Page(to_html(view))
    page.check()
    assert HEADING in page.text
    assert "25% (40% with all stated clocks half as long, 10% twice as long)" in page.text
    told = to_markdown(view)
    assert f"## {HEADING}" in told
    assert (
        "| deposit | the candidate | 25% | not within five years; if all gets done, 3 Feb 2030 | stated, not fitted"
        in told
    )
    assert from_json(to_json(view)) == view
    assert to_docx(view)[:2] == b"PK"
    assert HEADING not in to_markdown(sample())
    assert HEADING not in Page(to_html(sample())).text


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_names_stay_text(evil: str) -> None:
    view = replace(sample(), all_stages=small(evil))
    page = Page(to_html(view))
    page.check()
    assert not [tag for tag, _ in page.elements if tag in ("script", "iframe", "img")]
    assert "<script>" not in to_markdown(view)
    to_docx(view)


def test_the_words() -> None:
    view = small()
    assert stages_time(view) == "All of it: 10% by 1 May 2030; 25% not within five years."
    assert "fewer than one in ten" in stages_time(replace(view, quantiles=view.quantiles[1:]))
    assert stages_time(replace(view, quantiles=view.quantiles[:1])) == "All of it: 10% by 1 May 2030."
    assert [half_by(stage) for stage in view.stages] == [
        "",
        "2 Jan 2030",
        "not within five years; if all gets done, 3 Feb 2030",
    ]
    assert stages_lines(view)[2] == "Done: draft. At hand: Quill. Ahead: 1 stage."
    assert stages_last(view) == "Last to consent, if all do, is most likely Quill (60%) and Sorrel (40%)."
    assert stages_last(replace(view, last=())) == ""
    even = replace(view, faster=0.251, slower=0.249)
    assert stages_headline(even).endswith("25%, also with all stated clocks half or twice as long")
