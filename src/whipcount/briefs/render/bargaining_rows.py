"""Bargaining in words and tables: what the faces of the brief share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whipcount.briefs.view.bargaining import BargainIssue, BargainModel, BargainMove, BargainView
from whipcount.briefs.wording import counted, listed
from whipcount.text.safe import markdown as md

HEADING = "What bargaining would give (a what-if)"
SHOWN_MOVES = 12

Table = tuple[Sequence[str], list[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Concession:
    """All that members give way, from their first place to their last; those who go the same way are one."""

    names: tuple[str, ...]
    before: float
    after: float
    toward: tuple[str, ...]
    first: int
    last: int


def concessions(view: BargainView) -> list[Concession]:
    """The moves of each member taken together, the longest way first."""
    moves: dict[str, list[BargainMove]] = {}
    for move in view.moves:
        moves.setdefault(move.member, []).append(move)
    alike: dict[tuple[object, ...], list[list[BargainMove]]] = {}
    for made in moves.values():
        toward = tuple(dict.fromkeys(move.toward_name for move in made))
        key = (round(made[0].before), round(made[-1].after), toward, made[0].round, made[-1].round)
        alike.setdefault(key, []).append(made)
    rows = [
        Concession(
            tuple(made[0].name for made in group),
            group[0][0].before,
            group[0][-1].after,
            tuple(dict.fromkeys(move.toward_name for move in group[0])),
            group[0][0].round,
            group[0][-1].round,
        )
        for group in alike.values()
    ]
    return sorted(rows, key=lambda c: (-abs(round(c.after) - round(c.before)), c.names))


def number(value: float | None) -> str:
    """A place on the line from 0 to 100 as a reader wants it.

    >>> number(69.6), number(None)
    ('70', '')
    """
    return "" if value is None else f"{value:.0f}"


def headline_text(issue: BargainIssue) -> str:
    """The headline of an issue in a sentence or two."""
    text = (
        f"{issue.name}: about {number(issue.headline)} on the line from 0 (refused) to 100 (as asked for); "
        f"{number(issue.spread_low)} to {number(issue.spread_high)} by how uncertain the positions are"
    )
    if issue.low is not None and issue.high is not None:
        text += f", and {number(issue.low)} to {number(issue.high)} by how far such outcomes have been off (80%)"
    return f"{text}. {counted(issue.known, 'position')} known, {issue.unknown} not."


def concession_text(view: BargainView) -> str:
    """Who gives way most, in a sentence."""
    if not view.moves:
        return f"In the model {view.shown_model} nobody gives way."
    moves = concessions(view)
    names = listed(
        [
            f"{listed(c.names, most=2)} ({number(c.before)} to {number(c.after)}, toward {listed(c.toward, most=2)})"
            for c in moves[:3]
        ]
    )
    members = sum(len(c.names) for c in moves)
    ended = "" if view.settled else "; it did not come to rest"
    return (
        f"In the model {view.shown_model} {counted(members, 'member')} give{'s' * (members == 1)} way, "
        f"most of all {names}{ended}."
    )


def bargain_lines(view: BargainView) -> list[str]:
    """The section in sentences."""
    lines = [f"{view.label[:1].upper()}{view.label[1:]}."]
    lines += [headline_text(view.issue), view.issue.text, concession_text(view), view.how]
    if view.refused:
        lines.append("Not run: " + "; ".join(f"{name} ({reason})" for name, reason in view.refused) + ".")
    return lines


def bargain_tables(view: BargainView) -> list[Table]:
    """The section's tables: models, concessions, exchanges; each with its header."""
    models = [(row.model, number(row.value), row.what + _remark(row)) for row in view.models]
    tables: list[Table] = [(("model", "outcome", "what it is"), list(models))]
    if view.moves:
        moves = [
            (
                listed(c.names, most=4),
                number(c.before),
                number(c.after),
                listed(c.toward, most=4),
                f"{c.first}" if c.first == c.last else f"{c.first} to {c.last}",
            )
            for c in concessions(view)[:SHOWN_MOVES]
        ]
        tables.append((("who gives way", "from", "to", "toward", "in rounds"), list(moves)))
    if view.exchanges:
        deals = [
            (
                f"{e.giver_name}: {number(e.gives_from)} to {number(e.gives_to)} on “{e.gives}”",
                f"{e.taker_name}: {number(e.takes_from)} to {number(e.takes_to)} on “{e.takes}”",
                f"{e.gain:.2f}",
                f"{e.others:+.2f}".replace("-", "−"),
            )
            for e in view.exchanges[:SHOWN_MOVES]
        ]
        tables.append((("one gives", "the other gives", "each gains", "all others"), list(deals)))
    return tables


def _remark(row: BargainModel) -> str:
    remark = row.note or ("" if row.settled else "did not come to rest")
    return f" ({remark})" if remark else ""


def bargain_markdown(view: BargainView) -> list[str]:
    """The section as Markdown paragraphs."""
    out = [f"## {HEADING}", *(md(line) for line in bargain_lines(view))]
    for head, rows in bargain_tables(view):
        out.append(_table(head, rows))
    return out


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(md(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
