"""The table of past meetings, and the fit on it, against independent computations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from whipcount.errors import DatasetError
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.meeting.fit import FitPrior, _Rows, fit_meetings
from whipcount.forecasts.meeting.occasions import Question, load_questions, parse_questions

HEAD = "date,body,decision,candidate,outcome,members,blockers,source\n"
ROWS = (
    "2001-03-01,Lake Council,admit at the spring meeting,Orvana,blocked,5,Telmark;Kell (reported),\n"
    "2001-03-03,Lake Council,admit at the spring meeting,Mirren,agreed,5,,from memory\n"
    "2001-04-02,Lake Council,sign the protocol,Mirren,signed,5,,\n"
    "2001-09,Lake Council,admit at the autumn meeting,Orvana,not admitted,5,Kell,\n"
    "2002-09-01,Lake Council,admit at the autumn meeting,Orvana,agreed (with exemption),5,,\n"
    "2002-09-02,River Union,raise the dam,Dam,deferred,3,,\n"
)


def a_question(
    size: int = 3, *, decided: bool = False, refused: str = "", known: tuple[str, ...] = (), n: int = 0
) -> Question:
    day = date(2001, 6, 1)
    names = frozenset(refused.split())
    earlier = tuple((who, date(2000, 12, 3)) for who in known)  # 180 days before: half of it has faded
    return Question(day, "X", "q", frozenset({"c"}), size, decided, names, earlier, n, n, False, "here")


def test_the_table_tells_what_was_known_beforehand_from_earlier_rows_only() -> None:
    spring, mirren, autumn, again, dam = parse_questions(HEAD + ROWS)  # the signature is no question
    assert [q.decided for q in (spring, mirren, autumn, again, dam)] == [False, True, False, True, False]
    assert spring.refused == {"telmark", "kell"}
    assert spring.known == ()
    assert autumn.day == date(2001, 9, 30)
    assert autumn.known == (("kell", date(2001, 3, 1)), ("telmark", date(2001, 3, 1)))
    assert again.known == (("kell", date(2001, 9, 30)),)
    assert spring.occasion == mirren.occasion != autumn.occasion
    assert spring.dossier == mirren.dossier == autumn.dossier == again.dossier != dam.dossier
    assert [q.memory for q in (spring, mirren)] == [False, True]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("soon,L,admit,O,agreed,5,,\n", "is no date"),
        ("2001-13,L,admit,O,agreed,5,,\n", "is no date"),
        ("2001-01-01,L,admit,O,maybe,5,,\n", "unknown outcome 'maybe'"),
        ("2001-01-01,,admit,O,agreed,5,,\n", "no body"),
        ("2001-01-01,L,,O,agreed,5,,\n", "no decision"),
        ("2001-01-01,L,admit,O,agreed,none,,\n", "'none' members"),
        ("2001-01-01,Atlantis,admit,O,agreed,,,\n", "how many members 'Atlantis' had"),
        ("2001-01-01,L,admit,O,agreed,5,Kell,\n", "decided, and blocked"),
        ("2001-01-01,L,admit,O,blocked,1,Kell;Telmark,\n", "more blockers than 1"),
        ("2001-01-01,L,admit\n", "number of cells"),
        ("", "no rows"),
    ],
)
def test_bad_rows_say_where(row: str, problem: str) -> None:
    with pytest.raises(DatasetError, match=problem):
        parse_questions(HEAD + row)


def test_bad_files(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no column outcome"):
        parse_questions("date,body,decision\n2001-01-01,L,admit\n")
    with pytest.raises(DatasetError, match="cannot be read"):
        load_questions(tmp_path / "none.csv")


def test_the_likelihood_matches_adaptive_integration() -> None:
    prior = FitPrior()
    theta = np.array([1.1, -0.7, -0.2, 1.5, 1.0])
    question = a_question(4, refused="A B", known=("A", "K"))
    rows = _Rows([question], prior)
    sigma, tau = np.exp(theta[2]), prior.spread
    faded = theta[0] + 0.5 * (theta[1] - theta[0])

    def one_goes_one_not(leaning: float, z: float) -> float:
        def given_own(u: float) -> float:
            shared = leaning + sigma * z + tau * u
            return float(norm.pdf(u) * norm.cdf(shared) * norm.sf(shared))

        return float(quad(given_own, -8, 8)[0])

    # of the two silent members B refuses; of the two known opponents A does
    exact = quad(lambda z: norm.pdf(z) * one_goes_one_not(theta[0], z) * one_goes_one_not(faded, z), -8, 8)[0]
    put, named = (1 / (1 + np.exp(-x)) for x in theta[3:])
    assert rows.loglik(theta) == pytest.approx(np.log(put * named * exact), abs=1e-5)
    both = np.hypot(sigma, tau)  # of silent members alone, mood and uncertainty are one normal
    agreed = quad(lambda z: norm.pdf(z) * norm.cdf(theta[0] + both * z) ** 3, -8, 8)[0]
    assert _Rows([a_question(3)], prior).agreed(theta)[0] == pytest.approx(np.log(agreed), abs=1e-5)


def test_the_chances_of_all_outcomes_add_up_to_one() -> None:
    members = ("A", "B", "K")
    theta = np.array([0.6, -0.4, 0.1, 1.2, 0.8])
    total = 0.0
    for size in range(4):
        for names in combinations(members, size):
            question = a_question(3, decided=not names, refused=" ".join(names), known=("K",))
            total += np.exp(_Rows([question], FitPrior()).loglik(theta))
    total += np.exp(_Rows([a_question(3, known=("K",))], FitPrior()).loglik(theta))  # not decided, nobody named
    assert total == pytest.approx(1.0, abs=1e-9)


def test_parallel_questions_count_as_one_occasion() -> None:
    theta = FitPrior().centre
    one = _Rows([a_question(5, decided=True)], FitPrior()).loglik(theta)
    three = _Rows([a_question(5, decided=True)] * 3, FitPrior()).loglik(theta)
    assert three == pytest.approx(one)


def test_many_blocked_questions_lower_the_leaning_and_lone_blockers_the_mood() -> None:
    blocked = fit_meetings([a_question(20, refused="A", n=n) for n in range(30)])
    passed = fit_meetings([a_question(20, decided=True, n=n) for n in range(30)])
    bunched = fit_meetings([a_question(20, refused=" ".join("ABCDEFGHIJ"), n=n) for n in range(5)]
                           + [a_question(20, decided=True, n=n) for n in range(5, 30)])  # fmt: skip
    assert blocked.unknown < 1.9 < passed.unknown
    assert blocked.mood < 1.0 < bunched.mood
    assert (passed.error <= FitPrior().scale + 1e-6).all()


def test_it_finds_what_a_table_was_made_from() -> None:
    """Simulated from the model itself: the truth lies within three posterior errors."""
    random = np.random.default_rng(11)
    unknown, mood, put, size = 2.1, 0.9, 0.85, 20
    made = []
    for n in range(400):
        shared = unknown + mood * random.standard_normal() + 0.35 * random.standard_normal()
        against = np.flatnonzero(shared + random.standard_normal(size) <= 0)
        asked = random.random() < put
        named = random.random() < 0.9
        refused = " ".join(f"M{i}" for i in against) if asked and named else ""
        made.append(a_question(size, decided=asked and not len(against), refused=refused, n=n))
    fitted = fit_meetings(made)
    truth = np.array([unknown, np.log(mood), np.log(put / (1 - put))])
    assert np.all(np.abs(fitted.theta[[0, 2, 3]] - truth) < 3 * fitted.error[[0, 2, 3]])
    assert fitted.error[0] < 0.15


def test_fitted_numbers_replace_those_they_inform_and_no_stances() -> None:
    fitted = fit_meetings([a_question(20, refused="A", n=n) for n in range(10)])
    prior = fitted.applied(MeetingPrior())
    assert (prior.unknown, prior.mood, prior.on_agenda) == (fitted.unknown, fitted.mood, fitted.put)
    assert replace(prior, unknown=2.37, mood=0.76, on_agenda=0.94) == MeetingPrior()


def test_the_numbers_in_the_module_are_those_of_the_fit(shared: Path) -> None:
    fitted = fit_meetings(load_questions(shared / "data" / "ratifications" / "meeting_decisions.csv"))
    prior = MeetingPrior()
    assert (prior.unknown, prior.mood, prior.on_agenda) == (
        round(fitted.unknown, 2), round(fitted.mood, 2), round(fitted.put, 2),
    )  # fmt: skip
