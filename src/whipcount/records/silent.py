"""What the record tells of the members that have not spoken: a chance each, or that nothing is told, and why.

Never a position, and never part of the count: a member that votes as it always has may still surprise everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from whipcount.errors import RecordsError
from whipcount.records.carriers import DeclaredCarrier, PastCarrier, declared_carriers, past_carriers
from whipcount.records.crossing import MOST_ASKED, Crossed, Crosser, score_errors
from whipcount.records.guard import Guard, call_losses, judge, skill
from whipcount.records.models.calibration import Logit, logistic
from whipcount.records.models.kriging import FittedKriging
from whipcount.records.models.named import DEFAULT, model_named
from whipcount.records.record import MOST_CALLS, Record
from whipcount.records.topics import rows_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

LABEL = "from records: not a position"
LEAST_VOTES = 5
"""Of a member with fewer votes among the divided roll calls nothing is told."""
_NORMAL_90 = 1.6448536269514722
_VOTES = {"yes": 1.0, "abstain": 0.0, "no": -1.0}


@dataclass(frozen=True, slots=True)
class SilentMember:
    """What the record tells of one member that has not spoken.

    Attributes:
        member: its id.
        name: as the body writes it.
        yes: chance of yes; ``None`` where nothing is told.
        low: lower bound of the 90% interval of that chance: how far other pasts would have moved it.
        high: upper bound.
        abstain: chance of an abstention.
        no: chance of no.
        votes: its votes among the divided roll calls before the day.
        person: who holds the seat, where members are seats.
        by_declared: which declared members carry the chance, most first.
        by_past: which past roll calls carry it, most first.
        why: why nothing is told; empty where something is.
    """

    member: str
    name: str
    yes: float | None
    low: float | None
    high: float | None
    abstain: float | None
    no: float | None
    votes: int
    person: str = ""
    by_declared: tuple[DeclaredCarrier, ...] = ()
    by_past: tuple[PastCarrier, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Past votes that were given about one chance: what was said in the mean, and how often it was yes."""

    said: float
    happened: float
    count: int


@dataclass(frozen=True, slots=True)
class SilentMembers:
    """The answer for all silent members of a body, to be shown and nothing else.

    Attributes:
        body: its id.
        as_of: the day; only roll calls before it are used.
        topic: as asked, or ``None``: all matters of the body.
        model: name of the model.
        label: what every face must say beside the chances.
        guard: whether anything is told, with the figures.
        declared: the members taken for declared, with their votes.
        unused: declared members of whom the record has no vote.
        members: the silent members, in the order asked; without chances where the guard refuses.
        calibration: of the model on this body's past roll calls (on the topic), by tenths of what was said.
        calls: how many roll calls the model was fitted on, the first and the last day of them.
        first: of them.
        last: of them.
    """

    body: str
    as_of: date
    topic: str | None
    model: str
    label: str
    guard: Guard
    declared: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    members: tuple[SilentMember, ...]
    calibration: tuple[CalibrationBin, ...]
    calls: int
    first: date | None
    last: date | None

    def of(self, member: str) -> SilentMember | None:
        """What is told of one member; ``None`` if it is not silent."""
        return next((one for one in self.members if one.member == member), None)


def silent_members(
    record: Record,
    declared: Mapping[str, str],
    silent: Sequence[str],
    *,
    as_of: date,
    topic: str | None = None,
    model: str = DEFAULT,
    names: Mapping[str, str] | None = None,
) -> SilentMembers:
    """What a body's record tells of its silent members, given how the declared ones stand.

    Args:
        record: the body's past votes (:func:`whipcount.records.record.load_record`).
        declared: member to ``yes``, ``no`` or ``abstain``, of those that have a position.
        silent: the members asked about.
        as_of: only roll calls before that day are used.
        topic: a code or words of the table; ``None``: every matter of the body.
        model: one of :data:`whipcount.records.models.named.NAMES`.
        names: member to its name, for the faces.

    Raises:
        RecordsError: an unknown model, a vote that is none, or a member both declared and silent.
    """
    chosen = model_named(model)
    _check(declared, silent)
    before = record.only([row for row, call in enumerate(record.calls) if call.day < as_of])
    topical = rows_on(before, topic)
    about = f"votes of {record.body}" + (f" on {topic!r}" if topic else "")
    divided_rows = np.flatnonzero(before.divided)
    divided = np.intersect1d(divided_rows, topical)
    divided_rows = np.union1d(divided_rows[-MOST_CALLS:], divided[-MOST_ASKED:])
    base = before.only(divided_rows)
    columns = base.columns()
    placed = [(member, columns[member]) for member in declared if member in columns]
    places = np.array([column for _, column in placed], dtype=np.intp)
    votes = np.array([_VOTES[declared[member]] for member, _ in placed])
    on = np.flatnonzero(np.isin(divided_rows, divided))[-MOST_ASKED:]
    rows = np.union1d(np.arange(len(divided_rows))[-MOST_ASKED:], on)
    guard, answers, chances = judge(len(topical), len(divided), None, about=about), None, np.zeros(0)
    crosser = Crosser(chosen, base)
    if len(divided) >= guard.needed:
        answers = crosser.ask(rows, places)
        chances = answers.chances()
        rival = Crosser(model_named("base"), base).ask(rows, places)
        losses = [
            {row: value for row, value in call_losses(*pair).items() if row in set(on.tolist())}
            for pair in ((answers, chances), (rival, rival.chances()))
        ]
        guard = judge(len(topical), len(divided), skill(*losses), about=about)
    logit = answers.logit() if answers is not None else None
    names = names or {}
    counts = np.isfinite(base.votes).sum(axis=0)
    if guard.informative and logit is not None:
        found = _told(crosser, logit, placed, votes, silent, names, columns, counts)
    else:
        found = tuple(
            _untold(m, names, int(counts[columns[m]]) if m in columns else 0, "no informative record") for m in silent
        )
    return SilentMembers(
        record.body, as_of, topic, chosen.name, LABEL, guard,
        tuple((member, declared[member]) for member, _ in placed),
        tuple(member for member in declared if member not in columns), found,
        _calibration(answers, chances, on) if answers is not None else (),
        len(base.calls), base.calls[0].day if base.calls else None, base.calls[-1].day if base.calls else None,
    )  # fmt: skip


def _check(declared: Mapping[str, str], silent: Sequence[str]) -> None:
    for member, vote in declared.items():
        if vote not in _VOTES:
            raise RecordsError(f"the vote {vote!r} of {member}", accepted=", ".join(_VOTES))
    both = sorted(set(declared) & set(silent))
    if both:
        raise RecordsError(f"{both[0]} is both declared and silent", accepted="one of the two")


def _untold(member: str, names: Mapping[str, str], votes: int, why: str) -> SilentMember:
    return SilentMember(member, names.get(member, member), None, None, None, None, None, votes, why=why)


def _told(
    crosser: Crosser, logit: Logit, known: Sequence[tuple[str, int]], votes: Floats, silent: Sequence[str],
    names: Mapping[str, str], columns: Mapping[str, int], counts: NDArray[np.intp],
) -> tuple[SilentMember, ...]:  # fmt: skip
    record, places = crosser.record, np.array([column for _, column in known], dtype=np.intp)
    enough = [m for m in silent if m in columns and counts[columns[m]] >= LEAST_VOTES]
    asked = np.array([columns[m] for m in enough], dtype=np.intp)
    fitted = crosser.fitted()
    scores = fitted.score(places, votes, asked)
    errors = score_errors(crosser.model, record, crosser.weights, (places, votes, asked))
    yes, abstain = logit.yes(scores), logit.abstain(scores)
    odds, half = np.log(yes / (1 - yes)), _NORMAL_90 * logit.error(scores, errors)
    low, high = logistic(odds - half), logistic(odds + half)
    by_member: dict[str, SilentMember] = {}
    for place, member in enumerate(enough):
        column = int(asked[place])
        by_declared: tuple[DeclaredCarrier, ...] = ()
        by_past: tuple[PastCarrier, ...] = ()
        if isinstance(fitted, FittedKriging) and len(places):
            shares = fitted.krige(places, votes, asked[place : place + 1]).shares[0]
            by_declared = declared_carriers([m for m, _ in known], votes, shares)
            by_past = past_carriers(record, fitted.past(places, votes, column), column)
        by_member[member] = SilentMember(
            member, names.get(member, member), float(yes[place]), float(low[place]), float(high[place]),
            float(abstain[place]), float(max(1 - yes[place] - abstain[place], 0.0)), int(counts[column]),
            record.persons[column], by_declared, by_past,
        )  # fmt: skip
    return tuple(by_member.get(m) or _untold(m, names, *_few(m, columns, counts)) for m in silent)


def _few(member: str, columns: Mapping[str, int], counts: NDArray[np.intp]) -> tuple[int, str]:
    votes = int(counts[columns[member]]) if member in columns else 0
    return votes, f"{votes} votes on record, and {LEAST_VOTES} are needed"


def _calibration(answers: Crossed, chances: Floats, rows: Places) -> tuple[CalibrationBin, ...]:
    inside = np.isin(answers.calls, rows) & np.isfinite(chances)
    return calibration_bins(chances[inside], answers.votes[inside] == 1)


def calibration_bins(chances: Floats, yes: NDArray[np.bool_], count: int = 10) -> tuple[CalibrationBin, ...]:
    """Chances in groups of equal width, with how often it was yes.

    >>> calibration_bins(np.array([.25, .25, .75]), np.array([False, True, True]))
    (CalibrationBin(said=0.25, happened=0.5, count=2), CalibrationBin(said=0.75, happened=1.0, count=1))
    """
    group = np.minimum((chances * count).astype(int), count - 1)
    return tuple(
        CalibrationBin(float(chances[group == g].mean()), float(yes[group == g].mean()), int((group == g).sum()))
        for g in np.unique(group)
    )


def declared_votes(stances: Mapping[str, str]) -> dict[str, str]:
    """The votes of the members that have declared: by stance, leans and refusals to say left out.

    Who leans has not declared, and is not silent either: nothing is asked of it, and nothing is taken from it.

    >>> declared_votes({"P": "yes", "Q": "will_not_block", "R": "lean_no"})
    {'P': 'yes', 'Q': 'abstain'}
    """
    meant = {"yes": "yes", "no": "no", "will_not_block": "abstain"}
    return {member: meant[stance] for member, stance in stances.items() if stance in meant}
