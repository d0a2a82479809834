"""A body of the catalogue whose members are surely not those who sit: another body decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.positions.invented import told
from tests.positions.network.never_sure import NEVER
from whipcount.positions.network.net_readings import Thresholds
from whipcount.positions.proposal import body_members, foreign_seats
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.text.span import Span

FILLER = "The harbour was dredged in spring and the ferries ran late, as they do each year when the ice is gone. " * 4


@dataclass
class Net:
    """A network that is sure of some names."""

    chances: Mapping[str, float]
    thresholds: Thresholds = field(default_factory=lambda: replace(NEVER, seats=0.9, unseated=0.2))

    def seats(self, decision: str, text: str, names: Sequence[Span]) -> tuple[float, ...]:
        return tuple(self.chances.get(name.of(text), 0.5) for name in names)


def body_of(monkeypatch: pytest.MonkeyPatch, lines: Sequence[str], sure: Sequence[str], chance: float = 0.99) -> str:
    net = Net(dict.fromkeys(sure, chance))
    for module in (body_members, foreign_seats):
        monkeypatch.setattr(module, "load_report_net", lambda: net)
    found = detect_proposal([told(*lines, FILLER)])
    assert found is not None
    return found.body


FACULTY = (
    "Senate adopts code of conduct",
    "The Senate adopted the code of conduct on Friday, as American universities have done. The Dean of Law, Ada Finch, "
    "and the Dean of Medicine voted for it. The Dean of Letters voted against it.",
)
DEANS = ("Dean of Law", "Dean of Medicine", "Dean of Letters")


def test_a_senate_in_which_deans_sit_is_not_that_of_the_united_states(monkeypatch: pytest.MonkeyPatch) -> None:
    assert body_of(monkeypatch, FACULTY, ()) == "US-SENATE"
    assert body_of(monkeypatch, FACULTY, DEANS) == "SENATE"


def test_two_names_or_unsure_ones_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert body_of(monkeypatch, FACULTY, DEANS[:2]) == "US-SENATE"
    assert body_of(monkeypatch, FACULTY, DEANS, 0.9) == "US-SENATE"


STATES = (
    "Security Council adopts resolution on Sudan",
    "NEW YORK - The UN Security Council adopted a resolution on Sudan on Friday. France, China and Japan voted for it.",
)


def test_members_of_the_body_confirm_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert body_of(monkeypatch, STATES, ("France", "China", "Japan")) == "UNSC"


def test_seats_that_are_only_numbered_tell_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        "House of Commons adopts hunting ban",
        "LONDON - Britain's House of Commons adopted the hunting ban on Friday. Ada Finch, Kit Hull and Jo Vane "
        "voted for it.",
    )
    assert body_of(monkeypatch, lines, ("Ada Finch", "Kit Hull", "Jo Vane")) == "UK-COMMONS"
