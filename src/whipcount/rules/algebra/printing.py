"""Rules written out in the language of :mod:`whipcount.rules.algebra.notation`."""

from __future__ import annotations

import re
from fractions import Fraction

from whipcount.rules.algebra.expression import MEMBERS, And, AtLeast, Base, Expression, Group, Not, Or, Side

_PLAIN = re.compile(r"[^\W\d][\w.\-]*\Z")
RESERVED = frozenset(
    "a abstaining against all among and at but every favour fewer formally half in least majority member members more "
    "most no not objection of or part present taking than voting".split()
)
"""Words of the language, which no plain name may be."""


def print_rule(expression: Expression) -> str:
    """An expression in the language above.

    >>> from whipcount.rules.algebra.notation import parse_rule
    >>> print_rule(parse_rule("(15 members and 65% of population) or 24 members"))
    '15 members and 65% of population, or 24 members'
    """
    if isinstance(expression, AtLeast):
        return _print_atom(expression, "more than " if expression.strict else "")
    if isinstance(expression, Not):
        inner = expression.part
        if isinstance(inner, AtLeast):
            if _is_objection(inner):
                return "no objection" + _print_among(inner.among)
            return _print_atom(inner, "at most " if inner.strict else "fewer than ")
        return f"not ({print_rule(inner)})" if isinstance(inner, And | Or) else f"not {print_rule(inner)}"
    if isinstance(expression, And):
        return " and ".join(f"({print_rule(p)})" if isinstance(p, Or) else print_rule(p) for p in expression.parts)
    comma = ", or " if any(isinstance(part, And) for part in expression.parts) else " or "
    return comma.join(print_rule(part) for part in expression.parts)


def _is_objection(atom: AtLeast) -> bool:
    return atom == AtLeast(Fraction(1), side=Side.AGAINST, among=atom.among)


def _print_atom(atom: AtLeast, how: str) -> str:
    one = atom.weight == MEMBERS and atom.base is None and atom.amount == 1
    text = how + _print_amount(atom) + ("member" if one else _print_name(atom.weight, plain=MEMBERS))
    text += _print_among(atom.among)
    if atom.base in (Base.VOTING, Base.PRESENT):
        text += f" {atom.base}"
    return text if atom.side is Side.FAVOUR else f"{text} {atom.side}"


def _print_amount(atom: AtLeast) -> str:
    if atom.base is None:
        return f"{_print_number(atom.amount)} "
    if atom.amount == 1 and not atom.strict:
        return "all "
    hundred = _print_number(atom.amount * 100)
    return f"{hundred}% of " if "/" not in hundred else f"{atom.amount.numerator}/{atom.amount.denominator} of "


def _print_number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    rest, power = value.denominator, 0
    while rest % 10 == 0:
        rest //= 10
    while rest % 2 == 0:
        rest //= 2
    while rest % 5 == 0:
        rest //= 5
    if rest != 1:  # no end in decimals
        return f"{value.numerator}/{value.denominator}"
    while (value * 10**power).denominator != 1:
        power += 1
    digits = str((value * 10**power).numerator).rjust(power + 1, "0")
    return f"{digits[:-power]}.{digits[-power:]}"


def _print_among(group: Group | None) -> str:
    if group is None:
        return ""
    names = [_print_name(name) for name in group.names]
    listed = names[0] if len(names) == 1 else "{" + ", ".join(names) + "}"
    return f" among all but {listed}" if group.excluded else f" among {listed}"


def _print_name(name: str, *, plain: str = "") -> str:
    if name == plain or (_PLAIN.match(name) and name not in RESERVED):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
