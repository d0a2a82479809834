"""The whip count of a stored dossier: its evidence, one origin each, against its body's rule on the day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from whipcount.analysis.frozen import frozen
from whipcount.bodies.body import Body
from whipcount.dossiers.default_date import last_day
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.outcomes import Ending, ending
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.count.tally import Tally
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.applicable_rule import deciding_body, membership_day, rule_of
from whipcount.positions.proposal.outcome import Outcome
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence


@dataclass(frozen=True, slots=True)
class Counted:
    """A tally with what it was made of."""

    tally: Tally
    proposal: Proposal
    body: Body
    evidence: tuple[Evidence, ...]
    ending: Ending = field(default_factory=lambda: Ending(Outcome()))

    def name(self, member: str) -> str:
        """A member's name, as the body writes it."""
        return self.body.member(member).name


def count(
    store: Store,
    dossier_id: str,
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
    variant: str | None = None,
) -> Counted:
    """The positions of all members and the rule's state on them.

    Args:
        store: the store.
        dossier_id: which dossier.
        as_of: nothing reported later counts; by default the last day of which the dossier tells.
        known_by: nothing recorded later counts; by default all that the store holds.
        variant: toward which variant; the one asked for by default.

    Raises:
        DossierError: the dossier has no proposal yet, or no such variant.
        BodyError: its body is unknown, or has no members on that day.
    """
    outline = store.about(dossier_id)
    proposal = proposal_of(outline, dossier_id)
    variants = {v.id for v in proposal.variants} | {proposal.asked.id}
    if variant is not None and variant not in variants:
        raise DossierError(f"no variant {variant!r}", where=dossier_id, accepted=", ".join(sorted(variants)))
    known, events = EvidenceCache(store, dossier_id), store.events(dossier_id, known_by=known_by)
    evidence = (*known.evidence(known_by=known_by), *deposits(events, proposal.asked.id))
    reports = (known.last_report(known_by=known_by),)
    if as_of is not None:
        evidence = tuple(item for item in evidence if item.reported_on <= as_of)
    # A dossier file may be dated ahead (an example, an exercise): without a limit all that is kept counts.
    known_by = known_by or max([store.now(), *(item.recorded_at for item in evidence)])
    day = as_of or last_day(evidence, events, reports=reports, until=known_by.date()) or known_by.date()
    body = deciding_body(proposal, outline.own_body)
    end = ending(evidence, events, proposal.asked.id, as_of=day, known_by=known_by)
    if end.ended and end.outcome.on is not None and proposal.decided is None:
        proposal = replace(proposal, decided=end.outcome.on)
    rule = rule_of(proposal, body, day)[1]
    members = [member.id for member in body.members(membership_day(proposal, day))]
    standing = frozen(evidence, end)
    counted = tally(standing, proposal, members, rule, as_of=day, known_by=known_by, variant=variant)
    return Counted(counted, proposal, body, evidence, end)


def proposal_of(outline: Outline, dossier_id: str) -> Proposal:
    """The dossier's proposal.

    Raises:
        DossierError: it has none yet.
    """
    if outline.proposal is None:
        raise DossierError(
            "what is to be decided is not known yet",
            where=dossier_id,
            accepted="whipcount init --from FILE, or reports",
        )
    return outline.proposal
