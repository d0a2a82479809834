"""Chains, addressees, days and modality around a cue."""

from __future__ import annotations

import pytest

from tests.statements.marked import report_of
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Modality, Statement


def read(marked: str) -> tuple[Statement, ...]:
    report, attributions = report_of(marked)
    return read_statements(report, attributions=attributions)


@pytest.mark.parametrize(
    ("marked", "via"),
    [
        ("[1s:Ada Brim] [1c:told] Reuters [1t:that it works].", [("agency", "Reuters")]),
        ("[1s:Ada Brim] [1c:told] the newspaper Le Monde [1t:that it works].", [("outlet", "Le Monde")]),
        ("[1s:Ada Brim] [1c:said] [1t:it works], according to the Associated Press.", [("agency", "Associated Press")]),
        ("[1s:Ada Brim] [1c:said] [1t:it works], TASS reported, citing RIA.", [("agency", "TASS"), ("agency", "RIA")]),
        ("In a letter to allies, [1s:Ada Brim] [1c:said] [1t:it works].", [("letter", "letter")]),
        ("[1s:Ada Brim] [1c:wrote] on X [1t:that it works].", [("post", "on X")]),
        ("[1s:Ada Brim] [1c:tweeted] [1t:that it works].", [("post", "tweeted")]),
        ("[1s:Ada Brim] [1c:said] in an interview with Politico [1t:that it works].",
         [("interview", "interview"), ("outlet", "Politico")]),
        ("At a press conference [1s:Ada Brim] [1c:said] [1t:it works].", [("speech", "At a press conference")]),
        ("[1s:The government] [1c:said] in a joint statement [1t:that it works].",
         [("document", "in a joint statement")]),
        ("[1s:Ada Brim] [1c:said] [1t:that Reuters was wrong].", []),
        ("[1s:Ada Brim] [1c:said] [1t:it works].", []),
    ],
)  # fmt: skip
def test_via(marked: str, via: list[tuple[str, str]]) -> None:
    assert [(str(link.carrier), link.name) for link in read(marked)[0].chain[1:-1]] == via


def test_a_medium_relays_and_is_no_third_party() -> None:
    inner = read("[1s:Reuters] [1c:reported] [1t:that [2s:Hungary] [2c:opposes] [2t:it]].[2<1]")[1]
    assert [str(link.carrier) for link in inner.chain] == ["speaker", "agency", "outlet"]
    assert inner.speaker is not None
    assert str(inner.speaker.basis) == "metonym"


@pytest.mark.parametrize(
    ("marked", "to"),
    [
        ("[1s:Ada Brim] [1c:urged] [1t:the other members to agree].", "the other members"),
        ("[1s:Ada Brim] [1c:called on] [1t:France and Germany to agree].", "France and Germany"),
        ("[1s:Ada Brim] [1c:told] allies [1t:that it works].", "allies"),
        ("[1s:Ada Brim] [1c:told] Reuters [1t:that it works].", None),
        ("In a letter to NATO foreign ministers, [1s:Ada Brim] [1c:said] [1t:it works].", "NATO foreign ministers"),
        ("[1s:Ada Brim] [1c:said] [1t:it works].", None),
        ("[1s:Ada Brim] [1c:warned] [1t:that it fails].", None),
    ],
)
def test_addressee(marked: str, to: str | None) -> None:
    assert read(marked)[0].addressee == to


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[1s:Ada Brim] [1c:said] on Tuesday [1t:that it works].", "2031-03-04"),
        ("On March 3, [1s:Ada Brim] [1c:said] [1t:it works].", "2031-03-03"),
        ("[1s:Ada Brim] [1c:said] last month [1t:that it works].", "2031-02-01/2031-02-28"),
        ("[1s:Ada Brim] [1c:said] [1t:it will work on Tuesday].", None),
        ("[1s:Ada Brim] [1c:said] ahead of next week's meeting [1t:that it works].", None),
        ("[1s:Ada Brim] [1c:said] before a summit on Friday [1t:that it works].", None),
    ],
)
def test_said_on(marked: str, said: str | None) -> None:
    period = read(marked)[0].said_on
    assert (None if period is None else str(period)) == said


def test_what_goes_on_has_the_day_of_what_came_before() -> None:
    first, second = read("[1s:Ada Brim] [1c:said] on Tuesday [1t:it works]. [2s:She] [2c:added] [2t:it was cheap].")
    assert second.said_on == first.said_on


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("[1s:Ada Brim] [1c:said] [1t:no].", Modality.ACTUAL),
        ("[1s:Ada Brim] [1c:did not say] [1t:when].", Modality.NEGATED),
        ("[1s:Ada Brim] has never [1c:said] [1t:so].", Modality.NEGATED),
        ("[1s:Ada Brim] [1c:does not believe] [1t:it].", Modality.ACTUAL),
        ("[1s:Ada Brim] [1c:declined to say] [1t:when].", Modality.ACTUAL),
        ("[1s:Ada Brim] [1c:will announce] [1t:it on Friday].", Modality.FUTURE),
        ("[1s:Ada Brim] is expected to [1c:say] [1t:no].", Modality.FUTURE),
        ("[1s:Ada Brim] [1c:would say] [1t:no].", Modality.HYPOTHETICAL),
        ("If [1s:Ada Brim] [1c:says] [1t:no], it ends.", Modality.HYPOTHETICAL),
        ("[1s:Ada Brim] [1c:would oppose] [1t:any delay].", Modality.ACTUAL),
        ("[1s:Ada Brim] [1c:said] in 2019 [1t:that it fails].", Modality.HISTORICAL),
        ("[1s:Ada Brim] once [1c:said] [1t:that it fails].", Modality.HISTORICAL),
        ("[1s:Ada Brim] [1c:said] last month [1t:that it fails].", Modality.ACTUAL),
    ],
)
def test_modality(marked: str, modality: Modality) -> None:
    assert read(marked)[0].modality is modality
