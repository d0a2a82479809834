"""Briefs of the example dossiers' records: as-of, known-by, what changed, who is left."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.briefs.test_faces import Page
from whipcount.analysis.analyse import Read, analyse, default_day
from whipcount.analysis.rule_words import rule_words
from whipcount.briefs.render.html import to_html
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import from_json, to_json
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import BodyError, DateError
from whipcount.positions.stance.stance import Authority, Stance

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def ukraine(root: Path) -> Dossier:
    return load_dossier_file(root / "examples" / "ukraine-invitation" / "dossier.yaml")


@pytest.fixture(scope="module")
def sweden(root: Path) -> Dossier:
    return load_dossier_file(root / "examples" / "sweden-accession" / "dossier.yaml")


def brief(dossier: Dossier, as_of: date, *, known_by: datetime = NOW, since: date | None = None) -> BriefView:
    assert dossier.proposal is not None
    read = Read(dossier.proposal)
    analysis = analyse(dossier, read, as_of=as_of, known_by=known_by, since=since, over_time=False)
    return assemble(analysis, made_at=NOW, version="test")


def test_a_dossier_of_records_becomes_a_whole_page(ukraine: Dossier) -> None:
    view = brief(ukraine, date(2024, 11, 29))
    page = Page(to_html(view))
    page.check()
    assert view.question == (
        "Will NATO invite Ukraine to join, at the meeting of NATO foreign ministers in Brussels, 3–4 December 2024?"
    )
    assert view.rule.members.value == 32
    rows = {row.id: row for row in view.members}
    assert rows["SK"].group == "against"
    assert rows["US"].group == "conditional"
    assert rows["HU"].group == "against"
    assert rows["FR"].group == "unknown"
    assert rows["SK"].left
    assert not rows["EE"].left
    assert {row.id for row in view.members[:2]} == {"HU", "SK"}  # those still to agree first, opponents first of all
    assert from_json(to_json(view)) == view


@pytest.mark.parametrize(
    "day", [date(2022, 6, 1), date(2023, 6, 1), date(2024, 10, 9), date(2024, 11, 29), date(2025, 7, 1)]
)
def test_no_later_source_is_used(ukraine: Dossier, day: date) -> None:
    view = brief(ukraine, day)
    assert all(item.reported_on <= day for item in view.evidence)
    assert all(report.published_on is None or report.published_on <= day for report in view.reports)
    later = replace(
        ukraine, records=tuple(r for r in ukraine.records if r.reported_on <= day), reports=view_reports(view, ukraine)
    )
    assert to_json(brief(later, day)) == to_json(view)


def view_reports(view: BriefView, dossier: Dossier) -> tuple[object, ...]:
    shown = {report.sha256 for report in view.reports}
    return tuple(report for report in dossier.reports if report.sha256 in shown)


def test_known_by_hides_what_was_recorded_later(ukraine: Dossier) -> None:
    late = replace(ukraine.records[0], id="r-late", recorded_at=NOW - timedelta(days=1), gist="recorded late")
    dossier = replace(ukraine, records=(*ukraine.records, late))
    day = date(2024, 11, 29)
    assert "recorded late" in to_json(brief(dossier, day))
    assert "recorded late" not in to_json(brief(dossier, day, known_by=NOW - timedelta(days=2)))


def test_what_changed_is_told_with_its_evidence(sweden: Dossier) -> None:
    view = brief(sweden, date(2023, 10, 24), since=date(2023, 7, 1))
    assert "Türkiye: against, now for" in [change.text for change in view.changes]
    assert all(change.evidence for change in view.changes if not change.text.startswith("new report"))


def test_the_end_is_told_as_decided(sweden: Dossier) -> None:
    view = brief(sweden, date(2024, 3, 1))
    assert view.answer.startswith("Decided")
    assert "chance" not in view.answer
    assert view.forecast is not None
    assert view.forecast.probability.text == "met"
    assert view.rule.left.value == 0


def test_the_last_act_before_the_end_is_hungarys(sweden: Dossier) -> None:
    view = brief(sweden, date(2024, 2, 20))  # its government has said yes, its parliament has not voted yet
    assert next(row for row in view.members if row.id == "HU").group == "for"
    assert view.rule.left_members == ("HU",)
    assert next(row for row in view.members if row.id == "HU").pivotal


def test_a_blocked_rule_makes_no_consent_of_a_word_and_a_deposit_is_one(sweden: Dossier) -> None:
    day = date(2024, 2, 20)
    assert sweden.proposal is not None
    before = brief(sweden, day)
    refusal = replace(
        next(r for r in sweden.records if r.member == "TR"), id="no", stance=Stance.NO,
        authority=Authority.RECORDED_VOTE,
        said_from=day, said_to=day, reported_on=day,
    )  # fmt: skip
    blocked = brief(replace(sweden, records=(*sweden.records, refusal)), day)
    assert blocked.rule.state == "blocked"
    assert blocked.rule.agreed.value == before.rule.agreed.value - 1
    assert set(blocked.rule.left_members) == {"HU", "TR"}  # Hungary's government has said yes, and it has not acted
    deposit = Event(day, "Hungary deposits its instrument", "deposit", "HU", "gazette 7")
    done = brief(replace(sweden, events=(*sweden.events, deposit)), day)
    assert (done.rule.state, done.rule.agreed.value) == ("met", 31)
    row = next(row for row in done.members if row.id == "HU")
    assert row.since == day
    page = to_html(done)
    assert all(f'id="{anchor}"' in page for anchor in row.evidence)
    assert "gazette 7" in page


def test_a_scheduled_vote_puts_the_question_from_the_day_on_which_it_was_announced(ukraine: Dossier) -> None:
    day = date(2024, 11, 29)
    vote = Event(date(2024, 12, 3), "the ministers vote", "vote_scheduled", announced=date(2024, 11, 20))
    told = brief(replace(ukraine, events=(*ukraine.events, vote)), day)
    assert told.forecast is not None
    assert any("a vote is scheduled for 3 December 2024: the ministers vote" in r.text for r in told.forecast.reasons)
    assert not any("agenda" in unknown.text for unknown in told.unknowns)
    late = replace(vote, announced=date(2024, 11, 30))
    assert brief(replace(ukraine, events=(*ukraine.events, late)), day).forecast == brief(ukraine, day).forecast


def test_a_deadline_that_has_passed_is_told(sweden: Dossier) -> None:
    assert sweden.proposal is not None
    late = replace(sweden, proposal=replace(sweden.proposal, deadline=date(2023, 1, 1)))
    assert "the deadline, 1 January 2023, has passed; chance by 30 June 2024" in brief(late, date(2023, 7, 1)).answer


def test_an_unknown_body_is_one_clear_error(ukraine: Dossier) -> None:
    assert ukraine.proposal is not None
    strange = replace(ukraine, proposal=replace(ukraine.proposal, body="ATLANTIS"))
    with pytest.raises(BodyError, match="ATLANTIS"):
        brief(strange, date(2024, 11, 29))


def test_changes_since_a_later_day_are_refused(ukraine: Dossier) -> None:
    with pytest.raises(DateError, match="earlier day"):
        brief(ukraine, date(2024, 11, 29), since=date(2024, 11, 29))


def test_the_default_day_is_the_last_report_or_record(ukraine: Dossier) -> None:
    assert default_day(ukraine, datetime(2026, 1, 1, tzinfo=UTC)) == date(2025, 6, 18)


def test_rules_are_told_in_words() -> None:
    from whipcount.bodies.catalogue import load_body

    council = load_body("UNSC")
    day = date(2024, 1, 1)
    words = rule_words(council.named_rule(None, day), council.rule(None, day))
    assert "15 members" in words


def test_the_same_dossier_gives_the_same_brief(ukraine: Dossier) -> None:
    day = date(2024, 11, 29)
    one, two = brief(ukraine, day), brief(ukraine, day)
    assert json.loads(to_json(one)) == json.loads(to_json(two))
