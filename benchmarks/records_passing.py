"""Is "it passes" foretold better with past votes as the prior of silent members? Part of ``benchmarks/records.py``.

Held-out roll calls, some members drawn as declared: the meeting forecast is asked for the chance that the body's rule
is met, with every silent member believed alike and with each believed what its record says, on the same simulated
meetings. What happened is the rule on the votes as cast. Prints the Brier score of both, that of the share that passed
before, and the difference with its 95% interval over roll calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from scipy.stats import t as student

from whipcount.forecasts.core.ballots import compiled
from whipcount.forecasts.core.outlook import supposed
from whipcount.forecasts.meeting.agenda import Agenda
from whipcount.forecasts.meeting.chance import meeting_forecast
from whipcount.forecasts.meeting.silent import SilentChance
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.stance.stance import Authority, Stance
from whipcount.records.crossing import MOST_ASKED, Crosser
from whipcount.records.models.named import model_named
from whipcount.records.record import Record
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote

STANCES = {1.0: Stance.YES, 0.0: Stance.ABSTAIN, -1.0: Stance.NO}
CAST = {1.0: Vote.YES, 0.0: Vote.ABSTAIN, -1.0: Vote.NO}


@dataclass(frozen=True, slots=True)
class Foretold:
    """One question: the chance that it passes without and with past votes, the share that passed before, the truth."""

    call: str
    without: float
    with_records: float
    climate: float
    passed: bool


def rule_on(record: Record, row: int, text: str) -> tuple[Rule, np.ndarray]:
    """The rule on those who voted on a roll call, and their columns."""
    there = np.flatnonzero(np.isfinite(record.votes[row]))
    return Rule.of(text, [_id(record, column) for column in there.tolist()]), there


def _id(record: Record, column: int) -> str:
    return f"{record.members[column]}_{column}"


def passes(record: Record, row: int, text: str) -> bool:
    """Whether the rule was met by the votes as cast."""
    rule, there = rule_on(record, row, text)
    return rule.carries({_id(record, c): CAST[float(record.votes[row, c])] for c in there.tolist()})


def foretell(
    past: Record, asked: Record, text: str, *, share: float, draws: int, model: str = "kriging", seed: int = 13
) -> Iterator[Foretold]:
    """Every roll call of ``asked`` with some of those who voted on it declared, ``draws`` times."""
    crosser, rng = Crosser(model_named(model), past), np.random.default_rng(seed)
    latest = np.arange(len(past.calls))[-MOST_ASKED:]
    climate = float(np.mean([passes(past, row, text) for row in latest.tolist()]))
    for row in range(len(asked.calls)):
        rule, there = rule_on(asked, row, text)
        batch = compiled(rule)
        for _ in range(draws):
            declared = np.sort(rng.choice(there, max(1, round(share * len(there))), replace=False))
            silent = np.setdiff1d(there, declared)
            logit = crosser.ask(latest, declared).logit()
            assert logit is not None
            votes = asked.votes[row]
            scores = crosser.fitted().score(declared, votes[declared], silent)
            chances = {
                _id(asked, column): SilentChance(float(yes), float(abstain))
                for column, yes, abstain in zip(silent.tolist(), logit.yes(scores), logit.abstain(scores), strict=True)
            }
            stands = {_id(asked, column): STANCES[float(votes[column])] for column in declared.tolist()}
            made = _forecast(rule, batch, stands, chances, asked, row)
            assert made.p_without_records is not None
            yield Foretold(
                asked.calls[row].vote_id, made.p_without_records / made.p_put, made.p / made.p_put, climate,
                passes(asked, row, text),
            )  # fmt: skip


def _forecast(
    rule: Rule, batch: Any, stands: dict[str, Stance], chances: dict[str, SilentChance], asked: Record, row: int
) -> Any:
    """The forecast of the roll call's own day, the question put: declared members have cast a recorded vote."""
    day = asked.calls[row].day
    now = datetime(day.year, day.month, day.day, tzinfo=UTC)
    evidence = supposed(stands, "v", day, now, Authority.RECORDED_VOTE)
    positions = tuple(
        Position(m, stands[m], day, confidence=1.0, evidence=(f"what-if-{m}",)) if m in stands else Position(m, None)
        for m in rule.members
    )
    tally = Tally("p", "v", asked.body, day, now, rule.text(), positions, RuleState.OPEN, ())
    return meeting_forecast(
        tally, batch, evidence=evidence, agenda=Agenda.ON, with_members=False, with_shares=False, silent=chances
    )


def report(name: str, told: Sequence[Foretold]) -> bool:
    """Print the scores of one set; whether past votes made it no worse than chance would have it."""
    by_call: dict[str, list[tuple[float, float, float]]] = {}
    for one in told:
        happened = float(one.passed)
        scores = [(p - happened) ** 2 for p in (one.without, one.with_records, one.climate)]
        by_call.setdefault(one.call, []).append((scores[0], scores[1], scores[2]))
    means = np.array([np.mean(values, axis=0) for values in by_call.values()])
    gain = means[:, 0] - means[:, 1]
    half = float(student.ppf(0.975, len(gain) - 1) * gain.std(ddof=1) / len(gain) ** 0.5)
    passed = float(np.mean([one.passed for one in told]))
    good = float(gain.mean()) + half >= 0
    print(
        f"passing, {name}: {len(by_call)} roll calls, {passed:.0%} passed; Brier without {means[:, 0].mean():.4f}, "
        f"with {means[:, 1].mean():.4f}, share before {means[:, 2].mean():.4f}; gain {gain.mean():+.4f} "
        f"[{gain.mean() - half:+.4f}, {gain.mean() + half:+.4f}]  {'ok' if good else 'MISSED'}",
        flush=True,
    )
    return good
