"""The headline: how many agree, who is missing, the words that it rests on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.analysis.analyse import Read, analyse
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.view.brief import BriefView
from whipcount.dossiers.file import load_dossier_file
from whipcount.text.safe import markdown

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def brief(root: Path, name: str, day: date) -> BriefView:
    dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
    assert dossier.proposal is not None
    analysis = analyse(dossier, Read(dossier.proposal), as_of=day, known_by=NOW, over_time=False)
    return assemble(analysis, made_at=NOW, version="0")


def test_few_who_are_missing_are_named_with_their_position(root: Path) -> None:
    view = brief(root, "sweden-accession", date(2024, 2, 1))
    assert view.rule.left_members == ("HU",)
    assert f"{view.rule.agreed.text} have consented; missing: Hungary (" in view.answer


def test_many_who_are_missing_are_counted_by_position(root: Path) -> None:
    view = brief(root, "ukraine-invitation", date(2024, 11, 29))
    left = len(view.rule.left_members)
    assert f"missing {left}: " in view.answer
    silent = sum(row.group == "unknown" for row in view.members)
    assert f"{silent} unknown" in view.answer
    assert all(row.name in view.answer for row in view.members if row.left and row.group == "against")


def test_what_the_answer_rests_on_is_what_moves_the_forecast_most(root: Path) -> None:
    view = brief(root, "ukraine-invitation", date(2024, 11, 29))
    assert view.forecast is not None
    shifts = [abs(r.shift) for r in view.forecast.reasons if r.shift is not None and r.evidence]
    assert [abs(g.shift or 0.0) for g in view.key_quotes] == sorted(shifts, reverse=True)[: len(view.key_quotes)]
    anchors = {e.id for e in view.evidence}
    assert all(g.evidence in anchors and g.words for g in view.key_quotes)


def test_once_met_it_rests_on_the_latest_words_of_who_is_left(root: Path) -> None:
    met = brief(root, "sweden-accession", date(2024, 3, 1))
    assert met.forecast is not None
    assert met.forecast.probability.text == "met"
    assert met.key_quotes
    assert met.key_quotes[0].member == "HU"  # the last that agreed
    assert met.updated is not None
    assert met.updated <= met.as_of


@pytest.mark.parametrize(("name", "day"), [("ukraine-invitation", date(2024, 11, 29))])
def test_power_is_shared_out_whole(root: Path, name: str, day: date) -> None:
    view = brief(root, name, day)
    assert sum(row.power or 0.0 for row in view.members) == pytest.approx(1.0)
    assert all(row.gain is not None for row in view.members)


def test_the_words_stand_in_the_markdown_too(root: Path) -> None:
    view = brief(root, "ukraine-invitation", date(2024, 11, 29))
    text = to_markdown(view)
    assert view.key_quotes
    for quote in view.key_quotes:  # what a person retold for a record is never shown as the speaker's own words
        words = ("" if quote.quoted else "retold: ") + markdown(quote.words)
        assert f"{markdown(quote.who)}, {markdown(quote.said_on)}: {words}" in text
    page = to_html(view)
    assert page.count("<q>") == sum(quote.quoted for quote in view.key_quotes)
