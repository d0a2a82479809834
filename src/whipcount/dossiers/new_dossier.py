"""A new dossier: of a title and the body that decides, or of what a report tells as decided."""

from __future__ import annotations

import re
from collections.abc import Collection

from whipcount.dossiers.consistency import check_rule
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import DossierError
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.no_decision import BY_HAND, NO_DECISION
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.reports.report import Report


def slug(title: str, taken: Collection[str] = ()) -> str:
    """A short name made of a title, with a number behind it where it is taken.

    >>> slug("NATO invites Orvana!"), slug("NATO invites Orvana", {"nato-invites-orvana"}), slug("«»")
    ('nato-invites-orvana', 'nato-invites-orvana-2', 'dossier')
    """
    base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "dossier"
    numbered, number = base, 1
    while numbered in taken:
        number += 1
        numbered = f"{base}-{number}"
    return numbered


def new_dossier(
    title: str,
    body: str,
    *,
    dossier_id: str = "",
    decision: str = "",
    rule: str | None = None,
    candidate: str | None = None,
    variants: tuple[Variant, ...] = (),
    note: str = "",
    where: str = "dossier",
) -> Dossier:
    """A dossier of what is to be decided, and by whom.

    Args:
        title: what is to be decided.
        body: the id of the body that decides.
        dossier_id: a short name; made of the title where it is empty.
        decision: the kind of decision, which picks the body's rule.
        rule: the rule itself, where it is not the body's.
        candidate: the id of whom it is about.
        variants: what could be decided; the first is asked.
        note: what stands with it.
        where: for errors.

    Raises:
        BodyError: the body is unknown, or has no rule for that kind of decision.
        RuleError: the rule cannot be read.

    >>> new_dossier("NATO invites Orvana", "NATO").id
    'nato-invites-orvana'
    """
    name = dossier_id or slug(title)
    proposal = Proposal(name, title, body, decision, rule, candidate, variants=variants)
    check_rule(proposal, where=where)
    return Dossier(name, title, proposal, note=note)


def dossier_of_report(report: Report, *, dossier_id: str = "", title: str = "", note: str = "") -> Dossier:
    """A dossier of what a report tells as decided; the report itself is not in it, so that it can be read once.

    Raises:
        DossierError: the report tells of no decision.
    """
    proposal = detect_proposal([report])
    if proposal is None:
        raise DossierError(NO_DECISION, where=report.name, accepted=BY_HAND)
    return Dossier(dossier_id or slug(proposal.title), title or proposal.title, proposal, note=note)
