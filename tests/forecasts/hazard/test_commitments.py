"""Commitments with a date: what names a day of consent, what does not, and how it moves the forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.forecasts.core.contract import STEPS
from whipcount.forecasts.hazard.commitments import Promise, promise_of, read_promise
from whipcount.forecasts.hazard.evidence import EvidencePrior, shifts
from whipcount.positions.count.fold import fold
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.statements.statement import Modality

SAID = date(2030, 11, 27)
NOW = datetime(2031, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Kell will ratify the protocol early next year", (2031, 1, 1), (2031, 5, 1)),
        ("parliament is due to vote on Tuesday", (2030, 12, 3), (2030, 12, 3)),
        ("On Tuesday the deputies will vote on it", (2030, 12, 3), (2030, 12, 3)),
        ("parliament would approve the protocol next week", (2030, 12, 2), (2030, 12, 8)),
        ("has pledged to complete its ratification before the meeting in July", (2031, 7, 1), (2031, 7, 31)),
        ("Kell will ratify no later than 3 March 2031", (2030, 11, 27), (2031, 3, 3)),
        ("It favours the pact. The chamber is scheduled to approve it in May.", (2031, 5, 1), (2031, 5, 31)),
    ],
)
def test_a_day_of_consent_is_read(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert read_promise(text, SAID) == Promise(date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kell will ratify as soon as it can",
        "Kell will not ratify it in May",
        "Kell will ratify it in May if the dam is opened",
        "Kell has ratified it on 3 March",
        "Thale urges Kell to promise to ratify in May",
        "the vote is put off until May",
        "Kell should approve it in May",
        "Kell will ratify it in 2050",
        "The dam will be opened in May",
    ],
)
def test_what_names_no_day_of_consent(text: str) -> None:
    assert read_promise(text, SAID) is None


def said(gist: str = "Kell will ratify the pact in May", **more: object) -> Evidence:
    item = Evidence(
        "e", "KELL", "v", Stance.YES, SAID, SAID, SAID, datetime(2030, 11, 27, tzinfo=UTC), Authority.HEAD,
        modality=Modality.FUTURE, gist=gist,
    )  # fmt: skip
    return replace(item, **more)  # type: ignore[arg-type]  # names and types are those of Evidence


@pytest.mark.parametrize(
    "more",
    [
        {"stance": Stance.NO},
        {"stance": Stance.UNDECIDED},
        {"conditions": (Condition("the dam is opened"),)},
        {"third_party": True},
        {"named": False},
        {"modality": Modality.HYPOTHETICAL},
    ],
)
def test_only_an_own_word_in_favour_that_waits_for_nothing_is_a_promise(more: dict[str, object]) -> None:
    assert promise_of(said()) == Promise(date(2031, 5, 1), date(2031, 5, 31))
    assert promise_of(said(**more)) is None


def moved(item: Evidence, day: date) -> np.ndarray:
    position = fold([item], "KELL", as_of=day, known_by=NOW)
    return shifts([position], day, evidence={item.id: item})[0]


def test_it_moves_the_months_that_were_named_and_less_each_month_after() -> None:
    dated, plain = said(), said("Kell favours the pact")
    more = moved(dated, SAID) - moved(plain, SAID)
    size = more.max()
    assert 0.5 * EvidencePrior().promised < size <= EvidencePrior().promised
    assert more[:5] == pytest.approx(0)
    assert more[5:8] == pytest.approx([size, size, size / 2])
    late = moved(dated, date(2031, 8, 10)) - moved(plain, date(2031, 8, 10))
    assert 0 < late[0] < size / 2


@given(st.dates(SAID, date(2033, 1, 1)), st.sampled_from(["May", "May 2032", "early next year", "2035"]))
def test_a_promise_never_lowers_the_chance_of_any_month(day: date, when: str) -> None:
    more = moved(said(f"Kell will ratify the pact in {when}"), day) - moved(said("Kell favours the pact"), day)
    assert more.shape == (STEPS,)
    assert (more >= -1e-12).all()
