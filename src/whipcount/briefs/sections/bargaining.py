"""From the whip count to the bargaining table, and from the models' answers to what a brief says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from whipcount.analysis.analysis import Analysis
from whipcount.bargaining.draws import propagate
from whipcount.bargaining.learned import coverage_of, residuals_of
from whipcount.bargaining.models import HEADLINE, MODELS, solve
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.procedural import WinSet
from whipcount.bargaining.report import LABEL, BargainingView, view
from whipcount.bargaining.stances import POINTS, power_of, table_of_stances
from whipcount.bargaining.table import Table
from whipcount.briefs.view.bargaining import (
    BargainActor,
    BargainExchange,
    BargainIssue,
    BargainModel,
    BargainMove,
    BargainView,
)
from whipcount.briefs.wording import counted, group_of, listed
from whipcount.errors import BargainingError
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.rules.algebra.rule import Rule

LEAST_KNOWN = 2  # members whose position is known, below which there is nothing to bargain from
DRAWS = 2_000
MOST_MOVES = 200
MOST_MEMBERS = 400  # the spatial model grows with their cube
SHOWN = "spatial"


@dataclass(frozen=True, slots=True)
class Bargain:
    """A bargaining table made of a whip count: actors are members' ids, issues are variants' ids, the one asked first.

    Only exchanges look at several issues; everything else is told of the one that is asked for.
    """

    table: Table
    rule: Rule
    known: Mapping[str, frozenset[str]]  # issue -> members whose position is known
    names: Mapping[str, str]
    labels: Mapping[str, str]
    note: str = ""

    def name(self, member: str) -> str:
        """A member's name; its id where it has none."""
        return self.names.get(member, member)


def bargain_of(analysis: Analysis) -> Bargain | None:
    """The bargaining table of a decision, None where fewer than two members have a known position on what is asked."""
    rule = rule_of(analysis.proposal, analysis.body, analysis.as_of)[1]
    return bargain_of_tallies(analysis.tallies, rule, name=analysis.name, label=analysis.variant_label)


def bargain_of_tallies(
    tallies: Sequence[Tally],
    rule: Rule,
    *,
    name: Callable[[str], str],
    label: Callable[[str], str],
    index: str = "banzhaf",
) -> Bargain | None:
    """The bargaining table of whip counts on the variants of one proposal, the one asked for first.

    Variants other than the one asked for are issues too where two members or more have spoken of them. None where
    fewer than two members have a known position on what is asked. ``index`` is the power index that members weigh by.
    """
    spoken = {t.variant: frozenset(p.member for p in t.positions if p.stance is not None) for t in tallies}
    first = tallies[0]
    if len(spoken[first.variant]) < LEAST_KNOWN or len(first.positions) < 2:
        return None
    used = [t for t in tallies if len(spoken[t.variant]) >= LEAST_KNOWN]
    power, note = power_of(rule, index)
    return Bargain(
        table_of_stances({t.variant: stances_of(t) for t in used}, capability=power),
        rule,
        {t.variant: spoken[t.variant] for t in used},
        {p.member: name(p.member) for p in first.positions},
        {t.variant: label(t.variant) for t in used},
        f"the power index could not be reckoned, all members weigh alike: {note}" if note else "",
    )


def stances_of(tally: Tally) -> dict[str, str | None]:
    """Each member's stance as the bargaining table names it: an agreement with an open condition is 'conditional'."""
    return {p.member: _stance(p) for p in tally.positions}


def _stance(position: Position) -> str | None:
    if position.stance is None:
        return None
    return "conditional" if group_of(position.stance, position.conditions) == "conditional" else position.stance.value


def bargain_view(analysis: Analysis) -> BargainView | None:
    """What the brief says of bargaining; None where it is decided, the rule is met, or too little is known."""
    decided = any(e.kind in ("decided", "blocked") and e.on <= analysis.as_of for e in analysis.dossier.events)
    if decided or analysis.tally.state is RuleState.MET or len(analysis.tally.positions) > MOST_MEMBERS:
        return None
    bargain = bargain_of(analysis)
    return None if bargain is None else tell(bargain)


def tell(bargain: Bargain, *, model: str = SHOWN) -> BargainView:
    """The models' answers on a table, told member by member; ``model`` is whose paths and concessions are shown.

    Raises:
        BargainingError: an unknown model, or one that cannot run on this table.
    """
    first = bargain.table.one_issue(0)
    ran = view(first, rule=bargain.rule)
    outcomes = {o.model: o for o in ran.outcomes}
    refused = dict(ran.refused)
    deals: Outcome | None = None
    refused["exchange"] = "it needs two issues, and only one variant has positions of two members or more"
    if bargain.table.n_issues > 1:
        try:
            deals = solve(bargain.table, "exchange")
            del refused["exchange"]
        except BargainingError as error:
            refused["exchange"] = str(error)
    shown = deals if model == "exchange" and deals else outcomes.get(model)
    if shown is None:
        raise BargainingError(
            refused.get(model, f"unknown model {model!r}"), where="model", accepted=", ".join(outcomes)
        )
    rows = [BargainModel(r.model, r.what, r.value, r.headline, r.converged, r.note) for r in ran.models]
    if deals is not None:
        what = MODELS["exchange"][1]
        rows.append(
            BargainModel("exchange", what, float(deals.values[0]), False, deals.converged, "; ".join(deals.notes))
        )
    return BargainView(
        label=LABEL,
        how=_how(bargain),
        shown_model=model,
        settled=shown.converged,
        issue=_issue(bargain, first, ran),
        models=tuple(rows),
        actors=_actors(bargain, first, ran, shown),
        moves=_moves(bargain, shown),
        exchanges=_exchanges(bargain, deals),
        refused=tuple(refused.items()),
    )


def _how(bargain: Bargain) -> str:
    points = ", ".join(f"{stance.replace('_', ' ')} {point[0]:g}" for stance, point in POINTS.items())
    held = coverage_of(HEADLINE)
    learned = ""
    if held is not None:
        learned = (
            f" The wide interval is learned on decisions of the European Union; on {held[0]} others held back it held "
            f"{held[1]:.0%} of the outcomes, and how well it carries over to another body is not known."
        )
    note = f" Note: {bargain.note}." if bargain.note else ""
    return (
        f"Stances are put on a line from 0 (refused) to 100 (as asked for): {points}; members weigh by their power "
        f"under the rule (Banzhaf) and by how much a stance like theirs is taken to matter to them.{learned}{note}"
    )


def _issue(bargain: Bargain, table: Table, ran: BargainingView) -> BargainIssue:
    issue, win = table.issues[0], ran.win_sets[0]
    value = next(r.value for r in ran.models if r.headline) or 0.0
    spread = propagate(table, HEADLINE, draws=DRAWS).quantiles((0.1, 0.9))[:, 0]
    residuals = residuals_of(HEADLINE)
    low, high = residuals.interval(value) if residuals else (None, None)
    spoken = len(bargain.known[issue.name])
    return BargainIssue(
        id=issue.name,
        name=bargain.labels[issue.name],
        reference=float(issue.reference or 0.0),
        headline=round(value, 2),
        low=None if low is None else round(low, 2),
        high=None if high is None else round(high, 2),
        spread_low=round(min(float(spread[0]), value), 2),  # draws are cut at the ends of the line
        spread_high=round(max(float(spread[1]), value), 2),
        win_set=tuple((round(a, 2), round(b, 2)) for a, b in win.intervals),
        bounded_by=win.bounded_by,
        known=spoken,
        unknown=table.n_actors - spoken,
        text=_win_text(bargain, win, table.n_actors - spoken),
    )


def _win_text(bargain: Bargain, win: WinSet, unknown: int) -> str:
    who = listed([bargain.name(m) for m in win.bounded_by], most=6)
    if not win.intervals:
        text = "Under the rule nothing beyond the status quo can be had"
        text += f": as placed here, {who} would lose by any step." if who else "."
    else:
        spans = listed([f"{low:.0f} to {high:.0f}" for low, high in win.intervals])
        whole = win.intervals == ((0.0, 100.0),)
        text = f"Under the rule, as the members are placed here, {'anything' if whole else spans} would be taken"
        text += " over deciding nothing"
        text += f"; {who} {'bounds' if len(win.bounded_by) == 1 else 'bound'} it." if who else "."
    if unknown:
        text += f" {counted(unknown, 'member')} of unknown position stand{'s' * (unknown == 1)} in the middle here"
        text += " and could bound it further: unknown is not consent."
    return text


def _actors(bargain: Bargain, table: Table, ran: BargainingView, shown: Outcome) -> tuple[BargainActor, ...]:
    out = []
    for i, row in enumerate(ran.actors):
        own = float(table.position[i, 0])
        path = [own] if shown.path is None else shown.path[:, i, 0].tolist()
        out.append(
            BargainActor(
                member=row.actor,
                name=bargain.name(row.actor),
                known=row.actor in bargain.known[row.issue],
                position=own,
                salience=row.salience,
                power=round(row.capability, 6),
                weight=round(row.share, 6),
                path=tuple(round(float(x), 2) for x in path if not np.isnan(x)),
            )
        )
    return tuple(out)


def _moves(bargain: Bargain, shown: Outcome) -> tuple[BargainMove, ...]:
    moves = [
        BargainMove(
            c.round,
            c.actor,
            bargain.name(c.actor),
            c.towards,
            bargain.name(c.towards),
            round(c.before, 2),
            round(c.after, 2),
        )
        for c in shown.concessions
        if abs(c.after - c.before) >= 0.5
    ]
    largest = sorted(moves, key=lambda m: (-abs(m.after - m.before), m.round, m.member))[:MOST_MOVES]
    return tuple(sorted(largest, key=lambda m: (m.round, -abs(m.after - m.before), m.member)))


def _exchanges(bargain: Bargain, outcome: Outcome | None) -> tuple[BargainExchange, ...]:
    out = []
    for e in outcome.exchanges if outcome else ():
        others = sum(v for actor, v in e.externality.items() if actor not in (e.giver, e.taker))
        out.append(
            BargainExchange(
                e.giver,
                bargain.name(e.giver),
                bargain.labels[e.gives],
                round(e.gives_from, 2),
                round(e.gives_to, 2),
                e.taker,
                bargain.name(e.taker),
                bargain.labels[e.takes],
                round(e.takes_from, 2),
                round(e.takes_to, 2),
                round(min(e.giver_gain, e.taker_gain), 4),
                round(others, 4),
            )
        )
    return tuple(out[:MOST_MOVES])
