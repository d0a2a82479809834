"""All stages as the brief shows it: made from what was gathered, where the decision is a stage of a procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.view.all_stages import AllStagesView, StagesChance, StagesQuantile, StageView
from whipcount.briefs.wording import day_text
from whipcount.errors import ForecastError
from whipcount.positions.count.tally import RuleState

if TYPE_CHECKING:
    from whipcount.forecasts.core.pivotal_consent import Chances
    from whipcount.forecasts.procedure.all_stages import AllStages, StageOutlook

_MOST = 5
_SMALL = 0.0005


def all_stages_view(analysis: Analysis) -> AllStagesView | None:
    """All stages of a decision.

    ``None`` where the decision is no stage of a procedure (or another variant than its own is asked for), nothing is
    left to do, or no forecast of its own stage is made (the meeting is over, it was blocked) although that stage is not
    done.
    """
    from whipcount.forecasts.core.case import (
        Case,  # late: a brief of a decision without a procedure needs none of them
    )
    from whipcount.forecasts.procedure.all_stages import all_stages
    from whipcount.forecasts.procedure.stages import placed_stage_or_none

    own = analysis.dossier.proposal
    if placed_stage_or_none(analysis.proposal, analysis.body) is None or (own and own.asked != analysis.proposal.asked):
        return None
    events = analysis.dossier.events
    decided = any(event.kind == "decided" and event.on <= analysis.as_of for event in events)
    outlook = analysis.outlook
    if outlook is None and not decided and analysis.tally.state is not RuleState.MET:
        return None
    case = Case(
        analysis.dossier.id, analysis.proposal, analysis.body, analysis.evidence, events, analysis.agenda
    )  # fmt: skip
    try:
        forecast = all_stages(
            case, analysis.as_of, analysis.known_by, chance=outlook.p if outlook and outlook.meeting else None
        )
    except ForecastError:  # all stages are done, or nothing can be told of its own one
        return None
    return tell_all_stages(analysis, forecast)


def tell_all_stages(analysis: Analysis, stages: AllStages) -> AllStagesView:
    """A all stages in the words of a brief."""
    from whipcount.forecasts.procedure.current_stage import Source

    by = day_text(stages.by)
    if stages.at_hand.source is Source.STATED:
        first = "The dossier's own stage is done; the clocks of all stages ahead are stated, not fitted"
    else:
        first = f"Only the stage at hand ({stages.at_hand.name}) is a forecast of this dossier"
        first += f", at its own meeting; that it is put again every {stages.again:g} days" if stages.again else ""
        first += f"{' and' if stages.again else ';'} the clocks of all later stages are stated, not fitted"
    return AllStagesView(
        procedure=stages.procedure,
        body_name=analysis.body.name,
        by=stages.by,
        at_hand=stages.at_hand.name,
        probability=_rounded(stages.stages[-1]),
        faster=round(min(stages.faster, 0.9999), 4),
        slower=round(min(stages.slower, 0.9999), 4),
        label=f"{first}. No record of past procedures stands behind it: it is not calibrated.",
        how=(
            f"The chance that every stage of “{stages.procedure}” is done by {by}: {stages.paths:,} simulated futures "
            f"(seed {stages.seed}), each stage beginning when the one before it ends. The clocks are stated "
            f"{stages.clocks.rstrip('.')}."
        ),
        stages=tuple(
            StageView(
                stage.name,
                stage.who,
                stage.state.value,
                stage.days is not None,
                stage.clock,
                _rounded(stage),
                stage.median,
                stage.median_if,
            )
            for stage in stages.stages
        ),
        quantiles=tuple(StagesQuantile(level, day) for level, day in stages.quantiles),
        last=_members(analysis, stages.last),
        completing=_members(analysis, stages.completing),
        notes=stages.notes,
    )


def _rounded(stage: StageOutlook) -> float:
    """The chance to four places; what is not done is never certain, however many futures agree."""
    return round(stage.chance if stage.state.value == "done" else min(stage.chance, 0.9999), 4)


def _members(analysis: Analysis, chances: Chances) -> tuple[StagesChance, ...]:
    return tuple(StagesChance(m, analysis.name(m), round(p, 4)) for m, p in chances[:_MOST] if p >= _SMALL)
