"""The rule: its state, who is left, and the power that it gives to every member."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.errors import RuleError
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.power.chance import game_of
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.table import COLUMNS, PowerTable, power
from whipcount.web.frame import Frame, Page

SHOWN = ("banzhaf_normalized", "shapley_shubik", "penrose_absolute", "coleman_prevent", "coleman_initiate")
LARGE = 64  # from so many members on, only the index that stays fast is shown
FAST = ("banzhaf_normalized",)
MEMBER = ("id", "name", "label", "left", "pivotal", "gain")


@lru_cache(maxsize=64)
def _power(rule: Rule) -> tuple[PowerTable | None, str]:
    """The indices that are shown, or why there are none."""
    try:
        return power(Indices(game_of(rule)), SHOWN if len(rule.members) < LARGE else FAST), ""
    except RuleError as error:
        return None, str(error)


def rule(frame: Frame, request: Request) -> Response:
    """The rule, its members and their power, and what it says on the positions of each variant."""
    opened, state = frame.opened(request)
    analysis, view = opened.analysis, opened.view
    table, why_not = _power(rule_of(analysis.proposal, analysis.body, view.as_of)[1])
    indices = list(table.columns) if table else []
    by_member = {str(row["member"]): row for row in table.rows()} if table else {}
    rows: list[dict[str, Any]] = [
        {
            **{name: getattr(row, name) for name in MEMBER},
            **{name: float(by_member[row.id][name]) for name in indices if row.id in by_member},
        }
        for row in view.members
    ]
    rows.sort(key=lambda row: (-row.get(indices[0], 0.0) if indices else 0.0, str(row["name"])))
    content = {
        "as_of": view.as_of,
        "rule": view.rule,
        "power": rows,
        "coalitions_that_carry": str(table.winning) if table else None,
        "decisiveness": float(table.decisiveness) if table else None,
        "method": table.method if table else why_not,
        "notes": list(table.notes) if table else [],
    }
    return frame.faces(request, content, (*MEMBER, *indices), rows, "rule-and-power") or frame.page(
        request,
        "rule.html",
        opened,
        state,
        rows=rows,
        indices={name: (COLUMNS[name][0], COLUMNS[name][2]) for name in indices},
        table=table,
        why_not=why_not,
    )


PAGES: dict[str, Page] = {"/d/{dossier}/rule": rule}
