"""The contract of coders: what reads the stance of a statement toward a proposal (rules, a model, an endpoint)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Reading, Stance
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement

POSITIVE = frozenset({Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK})
NEGATIVE = frozenset({Stance.NO, Stance.LEAN_NO})
NO_AGREEMENT = "a claim about the body, not about where anybody stands"  # that its members have not agreed
OWN_WORD_ONLY = "speaks for nobody but the speaker"  # an analyst, a former minister, the opposition
NOT_OF_IT = "does not speak of the proposal"
NO_PREDICATE = "no predicate of the lexicon"
NO_MEMBER = "is no member of the body"


@runtime_checkable
class Coder(Protocol):
    """Reads statements. ``name`` (with a version) is kept in every reading."""

    @property
    def name(self) -> str:
        """Which coder, and which version."""
        ...

    def read(self, statement: Statement, report: Report, proposal: Proposal) -> tuple[Reading, ...]:
        """The stances that a statement expresses, one reading for each variant that it speaks of.

        A statement that expresses none gives one reading whose ``stance`` is None, with the reason.
        """
        ...


def found_no_words(reasons: Sequence[str]) -> bool:
    """Whether a coder set nothing for want of words of a stance, rather than for words that it will not take for one.

    >>> found_no_words((NO_PREDICATE,)), found_no_words((NO_AGREEMENT,)), found_no_words(())
    (True, False, False)
    """
    return bool(reasons) and reasons[0] in (NOT_OF_IT, NO_PREDICATE)


def polarity(stance: Stance | None) -> int:
    """1 for consent in any degree, -1 for refusal in any degree, 0 for neither.

    >>> polarity(Stance.WILL_NOT_BLOCK), polarity(Stance.LEAN_NO), polarity(Stance.DECLINED)
    (1, -1, 0)
    """
    return 1 if stance in POSITIVE else -1 if stance in NEGATIVE else 0
