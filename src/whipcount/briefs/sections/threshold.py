"""The threshold bar of a count: the rule's lines with who stands where, and what is needed in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.view.brief import GROUPS
from whipcount.briefs.view.threshold import LineView, SegmentView, ThresholdView
from whipcount.briefs.wording import counted, group_of, listed
from whipcount.positions.count.lines import (
    Joined,
    Line,
    flat,
    named_one_by_one,
    rule_lines,
    standing_votes,
    vetoes,
)
from whipcount.positions.count.tally import RuleState, Tally, still_needed
from whipcount.rules.algebra.expression import MEMBERS
from whipcount.rules.algebra.rule import Rule

MOST_LINES = 12  # of one rule; beyond, a picture says less than the words
MOST_NAMES = 8
_TOWARD = ("for", "lean_for", "will_not_block", "abstain", "conditional", "undecided", "declined", "unknown")
_ORDER = (*_TOWARD, "lean_against", "against")  # from left to right
_LEANING = {"lean_for": "leaning for", "lean_against": "leaning against"}
_SIDES = ("counts", "open", "against", "outside")

Name = Callable[[str], str]


def threshold_view(analysis: Analysis) -> ThresholdView | None:
    """The bar of an analysis; None where nobody has taken a position, or the rule has too many lines to draw.

    None also where a report does not tell how many members decide: nobody can say then how many more are needed.
    """
    if not analysis.body.size_told:
        return None
    final = analysis.ending.final
    return threshold_of(analysis.bound, analysis.tally, analysis.name, more=analysis.more_needed, decided=final)


def threshold_of(
    rule: Rule, tally: Tally, name: Name, *, more: int | None = None, decided: bool = False
) -> ThresholdView | None:
    """The bar of a tally.

    Args:
        rule: the body's rule, bound to the tally's members.
        tally: the count.
        name: gives the name of a member.
        more: the least number of further yes votes, where it is known.
        decided: it has been decided: nothing is needed any more.
    """
    made = rule_lines(rule, standing_votes(tally))
    if len(list(flat(made))) > MOST_LINES or (decided and all(p.stance is None for p in tally.positions)):
        return None
    groups = {p.member: group_of(p.stance, p.conditions) for p in tally.positions}
    note = "It has been decided: the bar is the count of its day, as far as it is known."
    sentence = note if decided else _sentence(made, tally, name, more)
    lines = tuple(_line_view(line, lead, depth, groups, name) for line, lead, depth in _leads(made))
    return ThresholdView(sentence, lines)


def _leads(
    made: Line | Joined, lead: str = "", depth: int = 0, *, nested: bool = False
) -> Iterator[tuple[Line, str, int]]:
    """The lines with the word that joins each to the one before, and how deep it lies."""
    if isinstance(made, Line):
        yield made, lead, depth
        return
    for number, part in enumerate(made.parts):
        own = ("either" if number == 0 else "or") if made.word == "any" else ("" if number == 0 else "and")
        first = number == 0 and lead != ""
        yield from _leads(part, lead if first else own, depth if number == 0 or not nested else depth + 1, nested=True)


def _line_view(line: Line, lead: str, depth: int, groups: Mapping[str, str], name: Name) -> LineView:
    alone = named_one_by_one(line) and len(line.members) < len(groups)
    scale = line.total + line.sum(line.out) or Fraction(1)
    segments = tuple(_segments(line, groups, name, scale, alone=alone))
    have, need = line.sum(line.done), _need_text(line)
    at = line.need if line.units_needed is None else Fraction(line.units_needed)
    words = ", ".join(
        f"{s.name} {GROUPS[s.group][0]}" if alone else f"{s.text} {_word(s)}" for s in segments if s.amount
    )
    return LineView(
        text=line.text,
        weight=line.weight,
        state=line.state.value,
        need_share=round(float(min(max(at / scale, Fraction(0)), Fraction(1))), 6),
        need_text=need,
        have_text=f"{_amount(line, have)} {'not in the way' if line.objection else 'there'}, {need}",
        told=words,
        segments=segments,
        lead=lead,
        depth=depth,
        veto=alone,
    )


def _segments(
    line: Line, groups: Mapping[str, str], name: Name, scale: Fraction, *, alone: bool
) -> Iterator[SegmentView]:
    sides = (
        dict.fromkeys(line.done, "counts") | dict.fromkeys(line.gone, "against") | dict.fromkeys(line.out, "outside")
    )
    stretches: dict[tuple[str, str, str], list[tuple[str, Fraction]]] = {}
    for member, weight in line.members:
        key = (sides.get(member, "open"), groups.get(member, "unknown"), member if alone else "")
        stretches.setdefault(key, []).append((member, weight))
    ranked = sorted(stretches, key=lambda key: (_SIDES.index(key[0]), _ORDER.index(key[1])))
    for side, group, one in ranked:
        some = stretches[side, group, one]
        weight = sum((w for _, w in some), Fraction(0))
        yield SegmentView(
            group=group,
            side=side,
            amount=round(float(weight), 6),
            share=round(float(weight / scale), 6),
            text=_amount(line, weight),
            members=tuple(member for member, _ in some),
            name=name(one) if one else "",
        )


def _word(segment: SegmentView) -> str:
    """What a stretch of the bar is called: its position, and where that alone does not say on which side it stands."""
    word = _LEANING.get(segment.group, GROUPS[segment.group][0])
    if segment.side == "outside":
        return f"{word} (outside the sum)"
    if segment.side == "open" and segment.group in ("for", "will_not_block", "abstain"):
        return f"{word} (not yet counted)"
    if segment.side == "against" and segment.group not in ("against", "lean_against"):
        return f"{word} (does not count toward it)"
    return word


def _amount(line: Line, weight: Fraction) -> str:
    """A weight to be read: members as a number, shares in percent, other weights as they are."""
    if line.weight == MEMBERS:
        return f"{weight.numerator:,}" if weight.denominator == 1 else f"{float(weight):g}"
    if line.share is not None:
        return _percent(weight / line.total if line.total else Fraction(0))
    return f"{weight.numerator:,}" if weight.denominator == 1 else f"{float(weight):,.2f}"


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:.1f}".removesuffix(".0") + "%"


def _need_text(line: Line) -> str:
    """How much it takes, of how much."""
    if line.units_needed is not None:
        base = " if all take part" if line.moving else ""
        if line.objection and line.each:
            return f"all {line.total.numerator:,} needed"
        return f"{line.units_needed:,} of {line.total.numerator:,}{base} needed"
    over = "more than " if line.strict else ""
    base = ", if all take part," if line.moving else ""
    if line.share is not None:
        return f"{over}{_percent(line.share)} of {line.weight}{base} needed"
    return f"{over}{_amount(line, line.need)} of {_amount(line, line.total)} {line.weight} needed"


def _sentence(made: Line | Joined, tally: Tally, name: Name, more: int | None) -> str:
    """ "Needs 2 more of 6: ...; vetoes: none open" and its siblings."""
    veto = _veto_text(made, name)
    lines = list(flat(made))
    if tally.state is RuleState.MET:
        return f"The rule is met{veto}."
    if tally.state is RuleState.BLOCKED:
        return f"It cannot be met as it stands: {_blocked(made, tally, name)}{veto}."
    left = still_needed(tally)
    if more is None and len(lines) == 1 and lines[0].units_needed is not None:
        more = max(lines[0].units_needed - len(lines[0].done), 0) or None
    groups = {p.member: _ORDER.index(group_of(p.stance, p.conditions)) for p in tally.positions}
    nearest = sorted(left, key=groups.__getitem__)  # in the body's order, who leans for it first
    who = listed([name(member) for member in nearest], most=MOST_NAMES)
    if not left:
        return f"It is open{veto}."
    if more is None or more >= len(left):
        what = _all_left(len(left))
        objecting = all(line.objection for line in lines)
        return f"Needs {'no objection from' if objecting else 'the vote of'} {what}: {who}{veto}."
    least = "at least " if any(line.weight != MEMBERS for line in lines) else ""
    vote = ", if all of them vote" if any(line.moving for line in lines) else ""
    return f"Needs {least}{more:,} more of {len(left):,}{vote}: {who}{veto}."


def _all_left(number: int) -> str:
    return ("the one who is left", "both who are left")[number - 1] if number < 3 else f"all {number:,} who are left"


def _blocked(made: Line | Joined, tally: Tally, name: Name) -> str:
    broken = [line for line in flat(made) if line.state is RuleState.BLOCKED]
    parts = []
    for line in broken:
        against = [name(member) for member, _ in line.members if member in line.gone]
        if line.each and against:
            parts.append(f"{listed(against, most=4)} {'stands' if len(against) == 1 else 'stand'} in the way")
        else:
            most = line.total - line.sum(line.gone)
            parts.append(f"{_need_text(line)}, and {_amount(line, most)} at most can be reached")
    return "; ".join(dict.fromkeys(parts)) or counted(len(still_needed(tally)), "member") + " would have to turn"


def _veto_text(made: Line | Joined, name: Name) -> str:
    """Who holds a veto and uses it, or has not said that it will not."""
    holders = vetoes(made)
    if not holders:
        return ""
    cast = [name(m) for line in holders for m, _ in line.members if m in line.gone]
    waiting = [name(m) for line in holders for m in line.waiting]
    parts = [f"cast by {listed(cast)}"] if cast else []
    parts += [f"open with {listed(waiting)}"] if waiting else [] if cast else ["none open"]
    return f"; vetoes: {', '.join(parts)}"
