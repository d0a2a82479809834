"""Members by the names of which a network is sure: who comes in, who is left out beside whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from tests.positions.network.never_sure import NEVER
from tests.positions.proposal.test_body_members import members_of
from whipcount.positions.network.net_readings import Thresholds
from whipcount.positions.proposal import body_members
from whipcount.text.span import Span

FILLER = "The harbour was dredged in spring and the ferries ran late, as they do each year when the ice is gone. " * 4


@dataclass
class Net:
    """A network that is sure of some names."""

    chances: Mapping[str, float]
    thresholds: Thresholds = field(default_factory=lambda: replace(NEVER, seats=0.9, unseated=0.2))

    def seats(self, decision: str, text: str, names: Sequence[Span]) -> tuple[float, ...]:
        return tuple(self.chances.get(name.of(text), 0.5) for name in names)


def found_with(monkeypatch: pytest.MonkeyPatch, text: str, **chances: float) -> set[str]:
    named = {name.replace("_", " "): chance for name, chance in chances.items()}
    monkeypatch.setattr(body_members, "load_report_net", lambda: Net(named))
    return members_of(f"{text}\n\n{FILLER}\n")


BOARD = (
    "Board adopts the plan\n\n8 May 2030\n\nThe {size}board of the harbour adopted the dredging plan on Friday. "
    "Ann Hale and Jo Vane voted for it. {more}"
)


def test_names_beyond_the_size_count_where_they_are_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BOARD.format(size="three-member ", more="Mo Pell, Kit Orr and Sam Dane sat there, too.")
    sure = {"Mo_Pell": 0.99, "Kit_Orr": 0.97}
    assert found_with(monkeypatch, text, **sure) == {"Ann Hale", "Jo Vane", "Mo Pell", "Kit Orr"}
    assert found_with(monkeypatch, text, **sure, Sam_Dane=0.95) == {
        "Ann Hale", "Jo Vane", "Mo Pell", "Kit Orr", "Sam Dane",
    }  # fmt: skip


def test_one_too_many_goes_where_the_network_hardly_takes_it_for_a_member(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BOARD.format(size="three-member ", more="Mo Pell and Kit Orr sat there, too.")
    sure = {"Mo_Pell": 0.99, "Kit_Orr": 0.97, "Ann_Hale": 0.3, "Jo_Vane": 0.95}
    assert found_with(monkeypatch, text, **sure) == {"Jo Vane", "Mo Pell", "Kit Orr"}


def test_beside_persons_a_firm_is_no_member(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BOARD.format(size="", more="Carrow Works and Tilde Brann had come along.")
    assert found_with(monkeypatch, text, Carrow_Works=0.99, Tilde_Brann=0.99) == {"Ann Hale", "Jo Vane", "Tilde Brann"}


COUNCIL = (
    "Council adopts the eel quota\n\n8 May 2030\n\nThe council of the lake towns adopted the eel quota on Friday. "
    "Kell and Pell voted for it. {more}"
)


def test_beside_places_a_person_is_no_member(monkeypatch: pytest.MonkeyPatch) -> None:
    text = COUNCIL.format(more="Ann Hale had come from Upper Wend.")
    assert found_with(monkeypatch, text, Ann_Hale=0.99, Upper_Wend=0.99) == {"Kell", "Pell", "Upper Wend"}


def test_two_persons_sit_beside_places(monkeypatch: pytest.MonkeyPatch) -> None:
    text = COUNCIL.format(more="Ann Hale, the miller, and Jo Vane, the smith, sat beside them.")
    sure = dict.fromkeys(("Ann_Hale", "Jo_Vane"), 0.99)
    assert found_with(monkeypatch, text, **sure) == {"Kell", "Pell", "Ann Hale", "Jo Vane"}


@pytest.mark.parametrize(
    ("name", "short"),
    [("Eel Guild", "The Guild"), ("Upper Pavilion", "The Pavilion"), ("Isle of Crann", "Crann")],
)
def test_what_is_called_by_its_last_word_behind_an_article_is_no_person(
    monkeypatch: pytest.MonkeyPatch, name: str, short: str
) -> None:
    text = COUNCIL.format(more=f"The {name} was against it. {short} has no boats.")
    assert name in found_with(monkeypatch, text, **{name.replace(" ", "_"): 0.99, "Kell": 0.99, "Pell": 0.99})


def test_a_pronoun_with_its_verb_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BOARD.format(size="", more='"I\'ll vote for it," said Ann Hale. "They\'d vote against it, I\'m sure."')
    assert found_with(monkeypatch, text) == {"Ann Hale", "Jo Vane"}


def test_a_capital_within_another_name_is_no_state_s(monkeypatch: pytest.MonkeyPatch) -> None:
    text = COUNCIL.format(more="Oslo Norte, Lima Sur and Upper Wend voted against the quota.")
    sure = dict.fromkeys(("Kell", "Pell", "Oslo_Norte", "Lima_Sur", "Upper_Wend"), 0.99)
    assert found_with(monkeypatch, text, **sure) == {"Kell", "Pell", "Oslo Norte", "Lima Sur", "Upper Wend"}


def test_an_office_before_its_holder_is_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BOARD.format(size="", more="The Bishop of Tolm, Aidan Roche, voted against it.")
    found = found_with(monkeypatch, text, Bishop_of_Tolm=0.99, Aidan_Roche=0.99)
    assert found == {"Ann Hale", "Jo Vane", "Aidan Roche"}


def test_what_they_are_called_is_no_second_member(monkeypatch: pytest.MonkeyPatch) -> None:
    text = COUNCIL.format(more="Zarim was there; the Zarimi boat came late.")
    assert found_with(monkeypatch, text, Zarim=0.99, Zarimi=0.95) == {"Kell", "Pell", "Zarim"}
