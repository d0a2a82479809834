"""What any forecast by a day must obey, asked of invented ratifications of many sizes with consents and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.errors import ForecastError
from whipcount.forecasts.by_day import Joined, by_day, join
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import HORIZONS
from whipcount.forecasts.joint import HALF, JointForecast, hazard_share
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Stance

OPENED, DAY, LATE = date(2021, 2, 1), date(2022, 3, 1), datetime(2030, 1, 1, tzinfo=UTC)
PATHS = 300
STANCES = (Stance.YES, Stance.LEAN_YES, Stance.UNDECIDED, Stance.LEAN_NO, Stance.NO)


@cache
def body(size: int) -> Body:
    """A league of so many members, with a protocol that needs all and a statute that needs a third."""
    members = "".join(f"  - {{id: M{n:03d}, name: Orv{n:03d}land, from: 2000-01-01}}\n" for n in range(size))
    return parse_body(
        f"id: LEAGUE{size}\nname: The league of {size}\nsources: [invented]\ndefault: all\nmembers:\n{members}rules:\n"
        f"  all: {{rule: all members, for: [protocol]}}\n"
        f"  some: {{rule: at least {max(size // 3, 1)} members, for: [statute]}}\n"
    )


def said(member: int, stance: Stance, day: date, authority: Authority = Authority.HEAD, note: str = "") -> Evidence:
    """A word of a member, or with the authority of a recorded vote its act."""
    name = f"M{member:03d}"
    return Evidence(f"{name}-{day}-{stance.value}{note}", name, "asked", stance, day, day, day,
                    LATE - timedelta(days=9), authority)  # fmt: skip


def case(size: int, acts: list[tuple[int, int]], words: list[tuple[int, Stance, int]], *, every: bool = True) -> Case:
    """A ratification: who consented at which age, who said what at which age."""
    evidence = [said(m, Stance.YES, OPENED + timedelta(days=age), Authority.RECORDED_VOTE) for m, age in acts]
    evidence += [said(m, stance, OPENED + timedelta(days=age)) for m, stance, age in words]
    proposal = Proposal(
        "lake", "The league ratifies the lake protocol", f"LEAGUE{size}", "protocol" if every else "statute",
        stage="ratification", opened=OPENED,
    )  # fmt: skip
    return Case("lake", proposal, body(size), tuple(evidence))


def asked(one: Case) -> Joined:
    return join(one, DAY, LATE, paths=PATHS)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Open ratifications."""
    size = draw(st.sampled_from([1, 2, 7, 16, 40]))
    every = draw(st.booleans())
    need = size if every else max(size // 3, 1)
    inside = draw(st.integers(0, need - 1))
    random = np.random.Generator(np.random.PCG64(draw(st.integers(0, 2**32))))
    order = random.permutation(size)
    acts = [(int(m), int(age)) for m, age in zip(order[:inside], random.integers(5, 390, inside), strict=True)]
    talk = random.permutation(order[inside:])[: draw(st.integers(0, 3))]
    words = [(int(m), STANCES[random.integers(0, len(STANCES))], int(random.integers(5, 390))) for m in talk]
    return case(size, acts, words, every=every)


LATE_REFUSAL = case(7, [(2, 72), (4, 318), (3, 255)], [(6, Stance.LEAN_NO, 248)])


@settings(max_examples=12, deadline=None)
@given(cases())
@example(LATE_REFUSAL)
def test_more_time_never_lowers_it_and_a_consent_never_does(one: Case) -> None:
    made = asked(one)
    cdf = made.curve().cdf
    assert cdf[0] == 0
    assert (np.diff(cdf) >= 0).all()
    left = [place for place, member in enumerate(made.hazard.stand.ids) if member not in made.hazard.stand.consents]
    for place in left[:3]:
        assert (made.curve(joins=(place,)).cdf - cdf).min() >= -1e-7


@settings(max_examples=6, deadline=None)
@given(cases(), st.integers(0, 2**32))
def test_order_and_repetition_never_matter(one: Case, seed: int) -> None:
    order = np.random.Generator(np.random.PCG64(seed)).permutation(len(one.evidence))
    shuffled = replace(one, evidence=tuple(one.evidence[i] for i in order))
    told_twice = [replace(e, id=f"{e.id}-again", origin=e.id) for e in one.evidence]
    origins = tuple(replace(e, origin=e.id) for e in one.evidence)
    plain = asked(one).curve().cdf
    assert np.array_equal(asked(shuffled).curve().cdf, plain)
    assert np.array_equal(asked(replace(one, evidence=(*origins, *told_twice))).curve().cdf, plain)


@pytest.mark.parametrize("size", [1, 7, 16, 193])
def test_the_shape_of_an_answer(size: int) -> None:
    """One member and many: bounds in order, the model told with its version, years ahead, and a reference class."""
    acts = [(member, 30 + member) for member in range(size // 2)]
    out = by_day(case(size, acts, [(size - 1, Stance.NO, 100)]), DAY, LATE, paths=PATHS)
    assert 0 < out.low <= out.p <= out.high < 1
    assert out.p < out.base  # a no by the head of a member that must come in
    assert [(day - DAY).days for day, _ in out.by_date] == list(HORIZONS)
    assert HORIZONS[-1] >= 5 * 365
    assert out.model.startswith("consents-")
    assert "as of 2020-01-01" in out.model
    assert out.model.endswith("coupled-2")
    assert out.learned_until == date(2020, 1, 1)
    assert out.learned_from > 200
    assert out.reference is not None
    assert 0 <= out.reference.happened <= out.reference.cases
    assert f"of {out.reference.cases} past decisions that needed all of" in out.reference.told
    assert "within 365 days" in out.reference.told


def test_none_left_is_certain_and_all_that_is_left_consenting_is_too() -> None:
    done = case(16, [(member, 40) for member in range(16)], [])
    out = by_day(done, DAY, LATE, paths=PATHS)
    assert (out.met, out.p, out.reference) == (True, 1.0, None)
    one_left = asked(case(16, [(member, 40) for member in range(15)], []))
    assert one_left.chance(DAY + timedelta(days=1), joins=(15,)) == 1.0


def test_a_deadline_that_has_passed_is_told_and_one_ahead_is_asked_for() -> None:
    open_one = case(7, [(0, 40)], [])
    late = replace(open_one, proposal=replace(open_one.proposal, deadline=DAY - timedelta(days=3)))
    out = by_day(late, DAY, LATE, paths=PATHS, reasons=False)
    assert out.deadline_passed == DAY - timedelta(days=3)
    near = replace(open_one, proposal=replace(open_one.proposal, deadline=DAY + timedelta(days=90)))
    assert by_day(near, DAY, LATE, paths=PATHS, reasons=False).by == DAY + timedelta(days=90)
    with pytest.raises(ForecastError, match="before the day of the forecast"):
        by_day(open_one, DAY, LATE, by=DAY - timedelta(days=1), paths=PATHS)


def test_where_nobody_has_spoken_it_is_what_the_backtest_scores() -> None:
    """One forecaster: the backtest's rival and the command give the same chance."""
    for size, every in ((7, True), (16, True), (40, False)):
        made = join(case(size, [(0, 40), (1, 90)], [], every=every), DAY, LATE, paths=2_000)
        scored = JointForecast(paths=2_000).forecast((), made.snapshot)
        assert np.abs(scored.cdf - made.curve().cdf).max() < 1e-9
        assert made.share == hazard_share(made.snapshot) == (HALF if every and size > 12 else 0.0)


def test_a_consent_weighs_more_than_a_word_and_a_no_less_than_silence() -> None:
    acts = [(member, 40 + member) for member in range(14)]
    silent, yes, no = (asked(case(16, acts, words)) for words in (
        [], [(15, Stance.YES, 380)], [(15, Stance.NO, 380)]))  # fmt: skip
    by = DAY + timedelta(days=365)
    consents = silent.chance(by, joins=(15,))
    assert no.chance(by) < silent.chance(by) <= yes.chance(by) + 0.02
    assert consents > yes.chance(by)
    assert yes.chance(by, words=()) == pytest.approx(yes.curve(()).at(365))
