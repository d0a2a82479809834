"""Decisions that only a vote tells: the report's own title stands for them; and what is none."""

# ruff: noqa: E501 (one report a line)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.positions.network.never_sure import NEVER
from whipcount.positions.proposal import body_members, voted_proposals
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.frame import find_frames
from whipcount.positions.proposal.page import make_page
from whipcount.reports.formats.registry import read_report
from whipcount.text.span import Span

FOUND = [
    ("Tram for Grell", "The city council said yes to the tram, by 21 votes to 20.", "City council"),
    ("Halden gets the fair", "The cantons preferred Halden to Brenn, by 14 votes to nine.", "Cantons"),
    ("Yard on the market", "Shareholders of Holm Yards came down for a sale, 71 per cent voting for it. They met in the old town hall of Holm. The yard is to go in the spring. The Elm Savings Bank spoke against it.", "Shareholders of Holm Yards"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "body"), FOUND)
def test_found(title: str, text: str, body: str) -> None:
    found = detect_proposal([read_report(f"{title}\n\n8 May 2030\n\n{text}\n".encode())])
    assert found is not None
    assert found.told_body is not None
    assert found.told_body.name == body


NONE = [
    ("How a council works", "The council has 21 members. A motion needs a majority of votes, 11 to 10 is enough."),
    (
        "Harrow win again",
        "Harrow beat Pellow by three goals to one. The club's members were for a new stand last year.",
    ),
]


@pytest.mark.parametrize(("title", "text"), NONE)
def test_none(title: str, text: str) -> None:
    assert detect_proposal([read_report(f"{title}\n\n8 May 2030\n\n{text}\n".encode())]) is None


class Net:
    """A network that is so sure, and names no members."""

    def __init__(self, sure: float) -> None:
        self.sure = sure
        self.thresholds = replace(NEVER, decides=0.9)

    def decides(self, text: str) -> float:
        return self.sure

    def seats(self, decision: str, text: str, names: Sequence[Span]) -> tuple[float, ...]:
        return (0.0,) * len(names)


@pytest.mark.parametrize(("sure", "told"), [(0.95, True), (0.85, False)])
def test_what_only_the_network_reads_bears_the_reports_title(
    monkeypatch: pytest.MonkeyPatch, sure: float, told: bool
) -> None:
    for module in (voted_proposals, body_members):
        monkeypatch.setattr(module, "load_report_net", lambda: Net(sure))
    text = "Weather vane stays\n\n8 May 2030\n\nThe vane is not to go, after all. Ann Hale and Jo Vane saw to that.\n"
    text += "It has stood on the hall for ninety years, through four storms and a fire. " * 5
    found = detect_proposal([read_report(text.encode())])
    assert (found is not None) is told
    if found is not None:
        assert (found.title, found.title_of_report) == ("Weather vane stays", True)
        assert any("does not name one" in line for line in found.unread)


def test_an_explainer_is_no_decision_however_sure_the_network_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voted_proposals, "load_report_net", lambda: Net(1.0))
    assert detect_proposal([read_report(b"How vanes work\n\n8 May 2030\n\nThe vane turns.\n")]) is None


BARE = (
    "HARWICK, 8 May 2030. The ferries of the lake towns ran late. Ann Hale came by boat. {told}"
    + "The ice had stood on the lake for ninety days, through four storms and a thaw. " * 6
)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("The council approved the weather vane.\n\n", None),  # an act is read
        ("The council's members came down for the old vane, by nine to four.\n\n", "came down for the old vane"),
        ("", "The ferries of the lake towns ran late"),
    ],
)
def test_without_a_headline_a_sentence_stands_for_the_decision(
    monkeypatch: pytest.MonkeyPatch, told: str, title: str | None
) -> None:
    for module in (voted_proposals, body_members):
        monkeypatch.setattr(module, "load_report_net", lambda: Net(0.95))
    found = detect_proposal([read_report(BARE.format(told=told).encode())])
    assert found is not None
    if title is not None:
        assert found.title_of_report
        assert title in found.title
        assert any("a sentence of the report stands in for it" in line for line in found.unread)


def test_without_a_headline_and_an_unsure_network_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voted_proposals, "load_report_net", lambda: Net(0.5))
    assert detect_proposal([read_report(BARE.format(told="").encode())]) is None


def test_the_first_sentence_stands_for_it_where_it_tells_of_an_act() -> None:
    told = (
        "The council of the lake towns adopted the eel quota on Friday, after a long night. Ann Hale came by boat. "
        "The members of the council came down for the old vane, by nine votes to four.\n"
    )
    page = make_page(read_report(told.encode()))
    assert page.title_line < 0
    assert page.lead_line == 0
    made = voted_proposals._with_title(page, find_frames(page))
    assert made.title_line == 0
    assert (made.report.title or "").startswith("The council of the lake towns adopted the eel quota")
