"""Meetings: what past questions say of the model's numbers, and how good it would have been.

``meeting_decisions.csv`` holds steps of NATO and EU decisions. They were picked because they were told of, some from
memory: no sample. Questions that the body could decide are kept (50, at 27 occasions); each occasion counts as one.

- *left out*: the model is fitted without the occasion (or without the whole dossier: all that shares occasions or
  subjects) and forecasts it from the body's size and from who had blocked the last question about the same.
- *with statements*: NATO's questions about Finland, Sweden and Ukraine again, from what was reported of the members
  before the day (``statements.csv``), the model fitted without their dossiers. Eight questions at six occasions: an
  illustration. That a signed memorandum counts as a formal decision was settled after a first run had counted it as a
  minister's word (.186 then).
- baselines: always .5; *climatology*, the share decided among the questions that the model was fitted on; the model
  with its stated priors, unfitted.

Differences to climatology carry 90% intervals of a bootstrap over occasions.

Run: ``python benchmarks/meetings.py [--fit]``. ``--fit`` prints the numbers that ``forecasts/core/propensity.py``
holds, and how they move when part of the table is left out. Exits with 1 where a pinned floor is not met.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from csv import DictReader
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whipcount.bodies.catalogue import load_body
from whipcount.forecasts.core.ballots import compiled
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.meeting.chance import meeting_forecast
from whipcount.forecasts.meeting.fit import NAMES, MeetingFit, fit_meetings
from whipcount.forecasts.meeting.occasions import Question, load_questions
from whipcount.positions.coders.contract import NO_AGREEMENT
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.rules.algebra.rule import Rule

CORPUS = "539dbd900a8e6326"
FLOORS = {  # Brier scores, at most
    "left out by occasion": 0.266,
    "left out by dossier": 0.276,
    "with statements": 0.100,
}
Array = NDArray[np.float64]
_CENTURY = datetime(2100, 1, 1, tzinfo=UTC)


def folder() -> Path | None:
    """Where the tables are."""
    for place in (os.environ.get("WHIPCOUNT_SHARED"), Path(__file__).resolve().parents[2] / "shared"):
        if place and (Path(place) / "data" / "ratifications").is_dir():
            return Path(place) / "data" / "ratifications"
    return None


@dataclass(frozen=True)
class Scored:
    """Forecasts of some questions, each occasion counting as one."""

    questions: Sequence[Question]
    p: Array

    @property
    def weight(self) -> Array:
        """Weights that add up to one over all, and are equal for occasions."""
        shared = Counter(q.occasion for q in self.questions)
        weight = np.array([1 / shared[q.occasion] for q in self.questions])
        return np.asarray(weight / weight.sum())

    @property
    def brier(self) -> Array:
        """Squared errors."""
        return (self.p - [q.decided for q in self.questions]) ** 2

    @property
    def log(self) -> Array:
        """Logarithmic losses."""
        return -np.log(np.where([q.decided for q in self.questions], self.p, 1 - self.p))


def base_rate(questions: Sequence[Question]) -> float:
    """The share decided, each occasion counting as one; half an occasion of either kind is added."""
    shared = Counter(q.occasion for q in questions)
    decided = sum(1 / shared[q.occasion] for q in questions if q.decided)
    return (decided + 0.5) / (len(shared) + 1)


def left_out(
    questions: Sequence[Question],
    key: Callable[[Question], int],
    make: Callable[[Sequence[Question]], Callable[[Sequence[Question]], Array]],
) -> Scored:
    """Forecasts of each group from what the others teach."""
    p = np.empty(len(questions))
    for group in sorted({key(q) for q in questions}):
        inside = np.array([key(q) == group for q in questions])
        forecast = make([q for q, out in zip(questions, inside, strict=True) if not out])
        p[inside] = forecast([q for q, out in zip(questions, inside, strict=True) if out])
    return Scored(questions, p)


def constant(p: float) -> Callable[[Sequence[Question]], Array]:
    """The same forecast for all."""
    return lambda questions: np.full(len(questions), p)


def difference(one: Array, other: Array, scored: Scored, draws: int = 4_000) -> tuple[float, float, float]:
    """The mean difference of two losses and its 90% interval, bootstrapped over occasions; fixed seed."""
    numbers = sorted({q.occasion for q in scored.questions})
    means = np.array(
        [np.mean([(one - other)[i] for i, q in enumerate(scored.questions) if q.occasion == n]) for n in numbers]
    )
    random = np.random.Generator(np.random.PCG64(27))
    drawn = means[random.integers(0, len(means), (draws, len(means)))].mean(axis=1)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return float(means.mean()), float(low), float(high)


def table(title: str, rows: dict[str, Scored]) -> dict[str, float]:
    """Print scores, and the differences to climatology."""
    print(f"\n{title}\n{'':26}{'Brier':>8}{'log':>8}   Brier minus climatology's [90%]")
    base = rows["climatology"]
    found = {}
    for name, scored in rows.items():
        brier = float(scored.weight @ scored.brier)
        found[name] = brier
        gap = "" if scored is base else "{:+.3f} [{:+.3f}, {:+.3f}]".format(*difference(scored.brier, base.brier, base))
        print(f"{name:26}{brier:8.3f}{float(scored.weight @ scored.log):8.3f}   {gap}")
    return found


STANCES: dict[str, tuple[Stance | None, tuple[Condition, ...]]] = {
    "support": (Stance.YES, ()),
    "consented": (Stance.YES, ()),
    "agreed": (Stance.WILL_NOT_BLOCK, ()),
    "support in principle": (Stance.LEAN_YES, ()),
    "conditional": (Stance.LEAN_YES, (Condition("as the table says"),)),
    "noncommittal": (Stance.DECLINED, ()),
    "delay": (Stance.UNDECIDED, ()),
    "skeptical": (Stance.LEAN_NO, ()),
    "reluctant": (Stance.LEAN_NO, ()),
    "oppose": (Stance.NO, ()),
    "oppose now": (Stance.NO, ()),
    "no consensus": (None, ()),
}
HEADS = ("Biden", "Erdogan", "Orban", "Fico", "Kallas")


def statements(rows: Sequence[dict[str, str]], names: dict[str, str], question: Question) -> list[Evidence]:
    """What was reported before the day of a question, as evidence; the stances are the table's."""
    made = []
    for number, row in enumerate(rows):
        day = date.fromisoformat(row["date"])
        subject = row["proposal"].casefold()
        stance, conditions = STANCES.get(row["stance"], (None, ()))
        if day >= question.day or not any(c in subject for c in question.about) or row["stance"] == "(candidate)":
            continue
        speaker = row["speaker"]
        unnamed = speaker.startswith("(") or speaker in ("diplomats", "senior official")
        # parliaments' consents, and what a government signs together with others
        formal = (speaker == "parliament" and row["stance"] == "consented") or f"{row['member']}, " in speaker
        about_body = row["stance"] == "no consensus" or row["member"] == "NATO"
        authority = (
            Authority.UNNAMED
            if unnamed
            else Authority.FORMAL_DECISION
            if formal
            else Authority.HEAD
            if any(head in speaker for head in HEADS)
            else Authority.MINISTER
        )
        reasons = (NO_AGREEMENT,) if row["stance"] == "no consensus" else ()
        made.append(
            Evidence(
                id=f"row {number + 2}",
                member=None if about_body else names.get(row["member"]),
                variant="asked",
                stance=None if about_body else stance,
                said_from=day,
                said_to=day,
                reported_on=day,
                recorded_at=datetime.combine(day, time.max, UTC),
                authority=authority,
                conditions=conditions,
                named=not unnamed,
                gist=row["gist"],
                reasons=reasons,
            )
        )
    return made


def with_statements(questions: Sequence[Question], rows: Sequence[dict[str, str]]) -> dict[str, Scored]:
    """NATO's questions about Finland, Sweden and Ukraine, from what was reported before."""
    nato = load_body("NATO")
    told_of = {"finland", "sweden", "ukraine"}
    recent = [q for q in questions if q.body == "NATO" and q.day.year >= 2022 and q.about & told_of]
    chosen = [q for q in recent if "MAP" not in q.text]  # the table of statements is about invitations
    told, silent, climate = [], [], []
    fits: dict[int, tuple[MeetingFit, float]] = {}
    print("\nquestion                                          decided  members told of  p put    p")
    for question in chosen:
        if question.dossier not in fits:
            others = [q for q in questions if q.dossier != question.dossier]
            fits[question.dossier] = fit_meetings(others), base_rate(others)
        fitted, climatology = fits[question.dossier]
        eve = question.day - timedelta(days=1)
        members = nato.members(question.day)
        names = {m.name: m.id for m in members} | {"Turkey": "TR"}
        ids = [m.id for m in members]
        rule = nato.rule("invitation", question.day)
        evidence = statements(rows, names, question)

        def forecast(
            items: list[Evidence],
            prior: MeetingPrior,
            ids: Sequence[str] = ids,
            eve: date = eve,
            question: Question = question,
            rule: Rule = rule,
        ) -> tuple[float, float, int]:
            counted = tally(items, Proposal("p", "p", "NATO"), ids, rule, as_of=eve, known_by=_CENTURY, variant="asked")
            made = meeting_forecast(
                counted, compiled(rule), evidence=items, occasion=question.day, prior=prior, with_shares=False
            )
            return made.p, made.p_put, sum(p.stance is not None for p in counted.positions)

        # the questions came up, so without a word about the agenda the chance of being put is the fitted one
        prior = fitted.applied(MeetingPrior())
        prior = replace(prior, agenda_unknown=prior.on_agenda)
        p, put, heard = forecast(evidence, prior)
        told.append(p)
        silent.append(forecast([], prior)[0])
        climate.append(climatology)
        label = f"{question.day} {'; '.join(sorted(question.about))}, {question.text}"[:49]
        print(f"{label:49} {'yes' if question.decided else 'no':>7} {heard:15} {put:7.2f} {p:6.2f}")
    return {
        "always .5": Scored(chosen, np.full(len(chosen), 0.5)),
        "climatology": Scored(chosen, np.array(climate)),
        "no statements": Scored(chosen, np.array(silent)),
        "with statements": Scored(chosen, np.array(told)),
    }


def show(name: str, fitted: MeetingFit) -> None:
    """One line of fitted numbers."""
    numbers = "  ".join(f"{n} {v:+.2f} ({e:.2f})" for n, v, e in zip(NAMES, fitted.theta, fitted.error, strict=True))
    print(f"{name:24} {fitted.questions:3} at {fitted.occasions:2}  {numbers}")
    low, high = np.exp(fitted.theta[2] - fitted.error[2]), np.exp(fitted.theta[2] + fitted.error[2])
    print(
        f"{'':34}  mood {fitted.mood:.2f} [{low:.2f}, {high:.2f}], put {fitted.put:.2f}, "
        f"blockers named {fitted.named:.2f}"
    )


def main() -> int:
    """Print the tables; the exit code says whether the floors hold."""
    place = folder()
    if place is None:
        print("the tables of past meetings are not beside this checkout (WHIPCOUNT_SHARED): nothing measured")
        return 0
    files = [place / "meeting_decisions.csv", place / "statements.csv"]
    corpus = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:16]
    questions = load_questions(files[0])
    occasions = len({q.occasion for q in questions})
    print(
        f"corpus {corpus}: {len(questions)} questions, {sum(q.decided for q in questions)} decided, {occasions} "
        f"occasions, {len({q.dossier for q in questions})} dossiers, {sum(q.memory for q in questions)} from memory"
    )
    if corpus != CORPUS:
        print(f"the corpus is another one than the floors were pinned on ({CORPUS})")
        return 1
    again = [q for q in questions if q.known]
    print(f"questions that came back after a block: {len(again)}, of which {sum(q.decided for q in again)} decided")
    fitted = fit_meetings(questions)
    show("fitted", fitted)
    if "--fit" in sys.argv[1:]:
        show("stated priors", fit_meetings(()))
        show("without memory", fit_meetings([q for q in questions if not q.memory]))
        show("NATO alone", fit_meetings([q for q in questions if q.body == "NATO"]))
        show("the EU alone", fit_meetings([q for q in questions if q.body != "NATO"]))
    prior = MeetingPrior()
    failed = [
        f"{name} is {held} in forecasts/core/propensity.py, and {now:.2f} by the fit"
        for name, held, now in (
            ("unknown", prior.unknown, fitted.unknown),
            ("mood", prior.mood, fitted.mood),
            ("on_agenda", prior.on_agenda, fitted.put),
        )
        if abs(held - now) > 0.006
    ]
    unfitted = fit_meetings(())
    reached: dict[str, float] = {}
    for name, key in (("left out by occasion", lambda q: q.occasion), ("left out by dossier", lambda q: q.dossier)):
        rows = {
            "always .5": Scored(questions, np.full(len(questions), 0.5)),
            "climatology": left_out(questions, key, lambda known: constant(base_rate(known))),
            "stated priors": Scored(questions, unfitted.chance(questions)),
            "fitted": left_out(questions, key, lambda known: fit_meetings(known).chance),
        }
        reached[name] = table(name, rows)["fitted"]
    with files[1].open(encoding="utf-8", newline="") as handle:
        told = with_statements(questions, list(DictReader(handle)))
    reached["with statements"] = table("with statements", told)["with statements"]
    failed += [f"{n}: {reached[n]:.3f}, floor {floor}" for n, floor in FLOORS.items() if reached[n] > floor]
    for line in failed:
        print(f"FLOOR NOT MET  {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
