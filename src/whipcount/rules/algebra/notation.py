"""Rules as text, both ways: ``15 members and 65% of population, or 24 members``.

The language, from the loosest join to the tightest::

    rule      = part { ", or" part } | part { ", and" part }   a comma joins last; the two are not mixed without ( )
    part      = term { "or" term }     with  "and" binding tighter than "or"
    term      = "not" term | "(" rule ")" | atom
    atom      = ["at least" | "more than" | "fewer than" | "at most"] amount weight ["among" group] [base] [side]
              | "no objection" ["among" group]                    nobody votes against
    amount    = "15" | "2.5" | "65% of" | "2/3 of" | "half of" | "a majority of" | "all" | "every"
    weight    = "members" | a weight of the body: "population", "votes", ...
    group     = name | "{" name { "," name } "}" | "all but" group
    base      = "voting" | "present"                           a share of those voting yes or no, or of those present
    side      = "in favour" | "against" | "abstaining" | "formally abstaining" | "taking part"

Names that are not plain words stand in double quotes. :func:`whipcount.rules.algebra.printing.print_rule` writes what
:func:`parse_rule` reads back as the same expression.
"""

from __future__ import annotations

import re
from fractions import Fraction

from whipcount.errors import RuleError
from whipcount.rules.algebra.expression import (
    AtLeast,
    Base,
    Expression,
    Group,
    Not,
    Side,
    all_of,
    any_of,
    negation,
)
from whipcount.rules.algebra.printing import RESERVED

MAX_TEXT = 20_000
MAX_DEPTH = 50
MAX_DIGITS = 1_000

_TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<word>[^\W\d][\w.\-]*)|(?P<mark>[(){},%/]))'
)


def parse_rule(text: str) -> Expression:
    """Read a rule written in the language above.

    Raises:
        RuleError: saying at which character the text stops making sense, and what could stand there.

    >>> parse_rule("no objection") == parse_rule("fewer than 1 members against")
    True
    >>> try:
    ...     parse_rule("15 members and")
    ... except RuleError as error:
    ...     print(error.where, "-", error.problem)
    rule text, character 15 - the text ends too early
    """
    if len(text) > MAX_TEXT:
        raise RuleError(f"a rule of {len(text):,} characters", where="rule text", accepted=f"at most {MAX_TEXT:,}")
    return _Parser(text).parse()


class _Parser:
    """A recursive descent over the tokens; one method a line of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, int]] = []  # kind, value (words as written), offset
        self.here = 0
        self.depth = 0
        position = 0
        while position < len(text.rstrip()):
            match = _TOKEN.match(text, position)
            if match is None:
                start = position + len(text[position:]) - len(text[position:].lstrip())
                raise RuleError(f"{text[start]!r} has no meaning here", where=f"rule text, character {start + 1}")
            kind = match.lastgroup or ""
            self.tokens.append((kind, match.group(kind), match.start(kind)))
            position = match.end()
        self.tokens.append(("end", "", len(text)))

    def parse(self) -> Expression:
        expression = self.rule()
        if self.tokens[self.here][0] != "end":
            self.fail('"and", "or", or the end of the rule')
        return expression

    def rule(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RuleError("parentheses nested too deeply", where="rule text", accepted=f"at most {MAX_DEPTH} levels")
        parts, joins = [self.part()], set()
        while self.take(","):
            joins.add(self.expect("and", "or"))
            parts.append(self.part())
        self.depth -= 1
        if len(joins) > 1:
            raise RuleError('", and" beside ", or" can be read two ways', where="rule text", accepted="parentheses")
        return all_of(*parts) if joins == {"and"} else any_of(*parts)

    def part(self) -> Expression:
        parts = [self.conjunction()]
        while self.take("or"):
            parts.append(self.conjunction())
        return any_of(*parts)

    def conjunction(self) -> Expression:
        parts = [self.term()]
        while self.take("and"):
            parts.append(self.term())
        return all_of(*parts)

    def term(self) -> Expression:
        negations = 0
        while self.take("not"):
            negations += 1
        if self.take("("):
            inner = self.rule()
            self.expect(")")
        else:
            inner = self.atom()
        return negation(inner) if negations % 2 else inner

    def atom(self) -> Expression:
        if self.take("no"):
            self.expect("objection")
            return Not(AtLeast(Fraction(1), side=Side.AGAINST, among=self.among()))
        strict, negated = self.comparison()
        amount, is_share, majority = self.amount()
        weight = self.weight()
        group = self.among()
        base = Base.VOTING if self.take("voting") else Base.PRESENT if self.take("present") else Base.ALL
        side = self.side()
        if not is_share and base is not Base.ALL:
            self.fail(f'a share, as in "2/3 of {weight} {base}": a plain number is no share', back=True)
        atom = AtLeast(amount, weight, side, base if is_share else None, strict or majority, group)
        return Not(atom) if negated else atom

    def comparison(self) -> tuple[bool, bool]:
        """Whether the threshold is strict, and whether it is negated."""
        if self.take("more"):
            self.expect("than")
            return True, False
        if self.take("fewer"):
            self.expect("than")
            return False, True
        if self.take("at"):
            return (True, True) if self.expect("least", "most") == "most" else (False, False)
        return False, False

    def amount(self) -> tuple[Fraction, bool, bool]:
        """The amount, whether it is a share, and whether "majority" makes it strict."""
        if self.take("all") or self.take("every"):
            return Fraction(1), True, False
        if self.take("half"):
            self.expect("of")
            return Fraction(1, 2), True, False
        if self.take("a"):
            self.expect("majority")
            self.expect("of")
            return Fraction(1, 2), True, True
        number = Fraction(self.number())
        if self.take("%"):
            self.expect("of")
            return self.share(number / 100), True, False
        if self.take("/"):
            below = Fraction(self.number())
            if below == 0:
                self.fail("a denominator above 0", back=True)
            number /= below
        if self.take("of"):
            return self.share(number), True, False
        return number, False, False

    def share(self, value: Fraction) -> Fraction:
        if value > 1:
            raise RuleError(f"a share of {value} is above the whole", where="rule text", accepted="0% to 100%")
        return value

    def weight(self) -> str:
        if self.take("members") or self.take("member"):
            return "members"
        return self.name('"members" or the name of a weight')

    def among(self) -> Group | None:
        if not self.take("among"):
            return None
        excluded = False
        if self.take("all"):
            self.expect("but")
            excluded = True
        if not self.take("{"):
            return Group((self.name("a member, or a group of members"),), excluded)
        names = [self.name("a member, or a group of members")]
        while self.take(","):
            names.append(self.name("a member, or a group of members"))
        self.expect("}")
        return Group(tuple(names), excluded)

    def side(self) -> Side:
        if self.take("in"):
            self.expect("favour")
            return Side.FAVOUR
        if self.take("formally"):
            self.expect("abstaining")
            return Side.FORMALLY
        if self.take("taking"):
            self.expect("part")
            return Side.TAKING_PART
        if self.take("abstaining"):
            return Side.ABSTAINING
        return Side.AGAINST if self.take("against") else Side.FAVOUR

    def name(self, wanted: str) -> str:
        kind, value, _ = self.tokens[self.here]
        if kind == "quoted":
            self.here += 1
            return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
        if kind != "word" or value in RESERVED:
            self.fail(wanted)
        self.here += 1
        return value

    def number(self) -> str:
        kind, value, _ = self.tokens[self.here]
        if kind != "number":
            self.fail('a number, a share ("65% of"), "no objection", "not" or "("')
        if len(value) > MAX_DIGITS:
            self.fail(f"a number of at most {MAX_DIGITS:,} digits")
        self.here += 1
        return value

    def take(self, word: str) -> bool:
        kind, value, _ = self.tokens[self.here]
        matches = kind in ("word", "mark") and value.lower() == word
        self.here += matches
        return matches

    def expect(self, *words: str) -> str:
        for word in words:
            if self.take(word):
                return word
        self.fail(" or ".join(f'"{word}"' for word in words))
        raise AssertionError  # pragma: no cover  (fail always raises)

    def fail(self, wanted: str, *, back: bool = False) -> None:
        kind, value, offset = self.tokens[self.here - back]
        problem = "the text ends too early" if kind == "end" else f"{value!r} cannot stand here"
        raise RuleError(problem, where=f"rule text, character {offset + 1}", accepted=wanted)
