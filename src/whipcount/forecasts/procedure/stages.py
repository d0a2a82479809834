"""Which stage of which procedure a decision is, and how long the other stages are stated to take.

The proposal says it (``procedure`` and ``stage``). Where it names no procedure, it is found only if there is no doubt:
one procedure of the body has a stage of that name (or of the last words of the kind of decision: a *membership
invitation* is an *invitation*), and somebody is there to be its candidate if it needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from whipcount.bodies.body import Body
from whipcount.errors import BodyError, ForecastError
from whipcount.forecasts.procedure.procedures import Lasting
from whipcount.positions.proposal.proposal import Proposal
from whipcount.rules.procedure import By, Procedure, Stage

SPREAD = 0.7
"""Of a stage whose spread nobody has stated: four in five last between four tenths of the median and 2.5 times it."""
NEVER = 1 / 24
"""That members who ratify one by one never all do, where it is stated and not simulated (``forecasts.never``)."""
BY_ACTOR = {By.BODY: 180.0, By.CANDIDATE: 90.0, By.OTHER: 60.0, By.EACH_MEMBER: 600.0}
"""Days of a stage for which nobody has stated any, by who acts: an order of size."""
MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class PlacedStage:
    """A procedure, and the place in it of the stage that the dossier's decision is."""

    procedure: Procedure
    place: int

    @property
    def stage(self) -> Stage:
        """The decision's own stage."""
        return self.procedure.stages[self.place]


def placed_stage(proposal: Proposal, body: Body, name: str = "") -> PlacedStage:
    """The procedure that a decision is a stage of, and which stage.

    Args:
        proposal: says its procedure and stage.
        body: whose procedures.
        name: another procedure than the proposal's.

    Raises:
        ForecastError: the body has no procedures, or it is not told which one, or which stage.
        BodyError: the body has no procedure of that name.

    >>> from whipcount.bodies.catalogue import load_body
    >>> asked = Proposal("p", "P", "NATO", "membership invitation", candidate="UA")
    >>> placed = placed_stage(asked, load_body("NATO"))
    >>> placed.procedure.name, placed.stage.name
    ('accession', 'invitation')
    """
    if not body.procedures:
        raise ForecastError(
            f"{body.name} has no procedures", where=proposal.id, accepted="a body whose file lists some"
        )
    wanted = name or proposal.procedure or ""
    if not wanted:
        fitting = [
            placed
            for procedure in body.procedures
            if (placed := _place(procedure, proposal)) and _fits(placed, proposal)
        ]
        if len(fitting) == 1:
            return fitting[0]
        names = ", ".join(procedure.name for procedure in body.procedures)
        raise ForecastError(
            "it is not told of which procedure the decision is a stage",
            where=proposal.id,
            accepted=f"--procedure NAME, or procedure and stage in the dossier; {body.name} has {names}",
        )
    procedure = body.procedure(wanted)
    placed = _place(procedure, proposal)
    if placed is None:
        problem = f"the decision's stage, {proposal.stage!r}, is none" if proposal.stage else "no stage is told"
        stages = ", ".join(stage.name for stage in procedure.stages)
        raise ForecastError(problem, where=f"{proposal.id}, {procedure.name}", accepted=f"stage: {stages}")
    return placed


def placed_stage_or_none(proposal: Proposal, body: Body) -> PlacedStage | None:
    """The procedure that a decision is a stage of, and which stage; ``None`` where that is in doubt."""
    try:
        return placed_stage(proposal, body)
    except (ForecastError, BodyError):
        return None


def _place(procedure: Procedure, proposal: Proposal) -> PlacedStage | None:
    names = [stage.name.casefold() for stage in procedure.stages]
    stage, kind = (proposal.stage or "").strip().casefold(), proposal.decision.strip().casefold()
    if stage in names:
        return PlacedStage(procedure, names.index(stage))
    ending = [place for place, name in enumerate(names) if kind == name or kind.endswith(f" {name}")]
    return PlacedStage(procedure, ending[0]) if ending else None


def _fits(placed: PlacedStage, proposal: Proposal) -> bool:
    return proposal.candidate is not None or all(stage.by is not By.CANDIDATE for stage in placed.procedure.stages)


def stated_clock(stage: Stage, given: Lasting | None = None) -> Lasting:
    """How long a stage takes: as somebody has stated it, else as the body's file does, else by who acts.

    >>> stated_clock(Stage("talks", By.CANDIDATE, days=60))
    Lasting(median=60, spread=0.7, never=0.0)
    """
    if given is not None:
        return given
    return Lasting(
        BY_ACTOR[stage.by] if stage.days is None else stage.days,
        SPREAD if stage.spread is None else stage.spread,
        NEVER if stage.by is By.EACH_MEMBER else 0.0,
    )


def check_stages(placed: PlacedStage, names: Mapping[str, object], *, where: str) -> None:
    """Refuse what is said of a stage that the procedure does not have.

    Raises:
        ForecastError: an unknown stage.
    """
    names_known = [stage.name for stage in placed.procedure.stages]
    for name in names:
        if name not in names_known:
            raise ForecastError(
                f"{name!r} is no stage of {placed.procedure.name}", where=where, accepted=", ".join(names_known)
            )


def checked_days(days: float, *, where: str) -> float:
    """A median in days.

    Raises:
        ForecastError: none that a stage could take.
    """
    if not (isfinite(days) and 0 < days <= MOST_DAYS):
        raise ForecastError(f"{days:g} days", where=where, accepted=f"more than 0, up to {MOST_DAYS:,}")
    return days
