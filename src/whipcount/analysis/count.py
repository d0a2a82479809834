"""The whip count of a dossier: its evidence, one origin each, against its body's rule on the day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import Read, default_day
from whipcount.analysis.frozen import frozen
from whipcount.analysis.unheard import nobody_heard
from whipcount.bodies.body import Body
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.outcomes import Ending, ending
from whipcount.errors import DossierError
from whipcount.positions.count.tally import Tally
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.applicable_rule import deciding_body, membership_day, rule_of
from whipcount.positions.proposal.outcome import Outcome
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.rules.algebra.rule import Rule

if TYPE_CHECKING:  # the database's library is not needed for a file
    from whipcount.dossiers.store import Store


@dataclass(frozen=True, slots=True)
class Counted:
    """A tally with what it was made of."""

    tally: Tally
    proposal: Proposal
    body: Body
    rule: Rule
    evidence: tuple[Evidence, ...]
    ending: Ending = field(default_factory=lambda: Ending(Outcome()))
    unheard: str = ""  # that no member was heard at all, where that is so

    def name(self, member: str) -> str:
        """A member's name, as the body writes it."""
        return self.body.member(member).name


def count_of(
    dossier: Dossier,
    read: Read,
    *,
    known_by: datetime,
    as_of: date | None = None,
    variant: str | None = None,
) -> Counted:
    """The positions of all members and the rule's state on them.

    Args:
        dossier: its records, corrections and events count beside what was read.
        read: what was read of its reports.
        known_by: nothing recorded later counts.
        as_of: nothing reported later counts; by default the last day of which the dossier tells.
        variant: toward which variant; the one asked for by default.

    Raises:
        DossierError: no such variant.
        BodyError: its body is unknown, or has no members on that day.
    """
    proposal = read.proposal
    variants = {v.id for v in proposal.variants} | {proposal.asked.id}
    if variant is not None and variant not in variants:
        raise DossierError(f"no variant {variant!r}", where=dossier.id, accepted=", ".join(sorted(variants)))
    entered = (*dossier.records, *dossier.corrections, *deposits(dossier.events, proposal.asked.id))
    evidence = (*read.evidence, *entered)
    if as_of is not None:
        evidence = tuple(item for item in evidence if item.reported_on <= as_of)
    day = as_of or default_day(dossier, known_by, evidence, read.last_report) or known_by.date()
    body = deciding_body(proposal, dossier.own_body)
    end = ending(evidence, dossier.events, proposal.asked.id, as_of=day, known_by=known_by)
    if end.ended and end.outcome.on is not None and proposal.decided is None:
        proposal = replace(proposal, decided=end.outcome.on)
    rule = rule_of(proposal, body, day)[1]
    members = [member.id for member in body.members(membership_day(proposal, day))]
    standing = frozen(evidence, end)
    counted = tally(standing, proposal, members, rule, as_of=day, known_by=known_by, variant=variant)
    unheard = "" if end.ended else nobody_heard(evidence, read.heard_by(day), body.name)
    return Counted(counted, proposal, body, rule, evidence, end, unheard)


def count(
    store: Store,
    dossier_id: str,
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
    variant: str | None = None,
) -> Counted:
    """The whip count of a stored dossier, from what the store holds; see :func:`count_of`.

    Args:
        store: the store.
        dossier_id: which dossier.
        as_of, variant: see :func:`count_of`.
        known_by: nothing recorded later counts; by default all that the store holds.

    Raises:
        DossierError: the dossier has no proposal yet, or no such variant.
        BodyError: its body is unknown, or has no members on that day.
    """
    from whipcount.analysis.opening import stored  # late: it opens files, too

    # A dossier file may be dated ahead (an example, an exercise): without a limit all that is kept counts.
    opened = stored(store, dossier_id, known_by=known_by)
    return count_of(opened.dossier, opened.read, known_by=opened.known_by, as_of=as_of, variant=variant)
