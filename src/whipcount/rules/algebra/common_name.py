"""What people call a rule: simple majority, two-thirds majority, consensus, unanimity, qualified majority.

The name is worked out from the rule itself, so that it says the same whatever a body calls the acts that take it.
"""

from __future__ import annotations

from fractions import Fraction

from whipcount.rules.algebra.expression import MEMBERS, And, AtLeast, Base, Expression, Not, Or, Side, atoms
from whipcount.rules.algebra.printing import print_rule

_SHARES = {
    Fraction(2, 3): "two-thirds",
    Fraction(3, 4): "three-quarters",
    Fraction(3, 5): "three-fifths",
    Fraction(4, 5): "four-fifths",
    Fraction(5, 6): "five-sixths",
    Fraction(9, 10): "nine-tenths",
}
_NEAR = Fraction(1, 100)  # 66.7% is two-thirds, as people say it


def common_name(expression: Expression) -> str:
    """The name that people use for a rule; where there is none, the rule in words.

    >>> from whipcount.rules.algebra.notation import parse_rule
    >>> common_name(parse_rule("a majority of members voting")), common_name(parse_rule("2/3 of members"))
    ('simple majority', 'two-thirds majority of all members')
    >>> common_name(parse_rule("no objection")), common_name(parse_rule("all members"))
    ('consensus', 'unanimity')
    >>> common_name(parse_rule("55% of members and 65% of population"))
    'qualified majority'
    >>> common_name(parse_rule("9 members and no objection among permanent"))
    'at least 9 members and no veto of permanent'
    """
    if isinstance(expression, AtLeast):
        return _threshold(expression)
    if isinstance(expression, Not):
        inner = expression.part
        if isinstance(inner, AtLeast) and inner == AtLeast(Fraction(1), side=Side.AGAINST, among=inner.among):
            return "consensus" if inner.among is None else print_rule(expression).replace("objection among", "veto of")
        return print_rule(expression)
    if _double(expression):
        return "qualified majority"
    if isinstance(expression, And):
        if any(isinstance(part, Or) for part in expression.parts):
            return print_rule(expression)
        return " and ".join(common_name(part) for part in expression.parts)
    return print_rule(expression)


def _double(expression: Expression) -> bool:
    """Whether members and population (or votes by size) must both carry: what is called a qualified majority."""
    parts = expression.parts if isinstance(expression, Or) else (expression,)
    return any(
        isinstance(part, And)
        and all(isinstance(p, AtLeast) and p.side is Side.FAVOUR and p.among is None for p in part.parts)
        and any(atom.weight in ("population", "votes") for atom in atoms(part))
        and any(atom.weight == MEMBERS for atom in atoms(part))
        for part in parts
    )


def _threshold(atom: AtLeast) -> str:
    if atom.side is not Side.FAVOUR or atom.among is not None:
        return print_rule(atom)
    if atom.base is None:
        if atom.strict:
            return print_rule(atom)
        return f"{'qualified majority of' if atom.weight == 'votes' else 'at least'} {print_rule(atom)}"
    weighted = "" if atom.weight in (MEMBERS, "votes") else f" by {atom.weight}"
    if atom.amount == 1 and not atom.strict and atom.base is Base.ALL and not weighted:
        return "unanimity"
    if atom.amount == Fraction(1, 2) and atom.strict:
        kind = "absolute" if atom.base is Base.ALL else "simple"
        return f"{kind} majority{' of those present' if atom.base is Base.PRESENT else ''}{weighted}"
    if atom.amount <= Fraction(1, 2):
        return print_rule(atom)
    share = next((name for value, name in _SHARES.items() if abs(value - atom.amount) < _NEAR), "")
    if not share:
        return print_rule(atom) if atom.strict else f"at least {print_rule(atom)}"
    of = {Base.ALL: "all members", Base.PRESENT: "those present", Base.VOTING: "those voting"}[atom.base]
    return f"{share} majority of {of}{weighted}"
