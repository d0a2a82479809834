"""Who has consented on record, since when it can be consented to, and what the past must not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import ForecastError, InputError
from whipcount.forecasts.core.case import Case, others, spellings, standing
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.positions.count.acts import formal_acts
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance

LATE = datetime(2030, 1, 1, tzinfo=UTC)
DAY = date(2022, 7, 5)


def act(
    key: str,
    member: str,
    stance: Stance | None,
    day: date,
    authority: Authority = Authority.RECORDED_VOTE,
    **more: object,
) -> Evidence:
    """A formal act of a member."""
    return Evidence(key, member, "asked", stance, day, day, day, datetime(2022, 1, 1, tzinfo=UTC), authority, **more)  # type: ignore[arg-type]


def acts(
    *evidence: Evidence, events: tuple[Event, ...] = (), as_of: date = date(2025, 1, 1)
) -> tuple[set[str], set[str]]:
    yes, no = formal_acts((*evidence, *deposits(events, "asked")), "asked", as_of=as_of, known_by=LATE)
    return set(yes), set(no)


@pytest.mark.parametrize(
    ("evidence", "consents", "refusals"),
    [
        ([act("a", "HU", Stance.YES, DAY)], {"HU"}, set()),
        ([act("a", "HU", Stance.YES, DAY, Authority.FORMAL_DECISION)], {"HU"}, set()),
        ([act("a", "HU", Stance.YES, DAY, Authority.HEAD)], set(), set()),
        ([act("a", "HU", Stance.WILL_NOT_BLOCK, DAY)], set(), set()),
        ([act("a", "HU", Stance.NO, DAY)], set(), {"HU"}),
        ([act("a", "HU", Stance.NO, DAY), act("b", "HU", Stance.YES, date(2022, 9, 1))], {"HU"}, set()),
        ([act("a", "HU", Stance.YES, DAY), act("b", "HU", Stance.NO, date(2022, 9, 1))], set(), {"HU"}),
        ([act("a", "HU", Stance.YES, DAY, conditions=(Condition("a signature"),))], set(), set()),
        ([act("a", "HU", Stance.YES, DAY, conditions=(Condition("a signature", met=True),))], {"HU"}, set()),
        ([act("a", "HU", Stance.YES, DAY, third_party=True)], set(), set()),
        ([act("a", "HU", Stance.YES, DAY), act("b", "HU", None, DAY, withdraws="a", human=True)], set(), set()),
        ([act("a", "HU", Stance.YES, date(2026, 1, 1))], set(), set()),
    ],
)
def test_what_counts_as_consent(evidence: list[Evidence], consents: set[str], refusals: set[str]) -> None:
    assert acts(*evidence) == (consents, refusals)


def test_a_deposit_is_consent_from_its_day() -> None:
    event = Event(date(2022, 9, 9), "Hungary deposits", "deposit", "HU")
    assert acts(events=(event,)) == ({"HU"}, set())
    assert acts(events=(event,), as_of=date(2022, 9, 8)) == (set(), set())


def case(*evidence: Evidence, events: tuple[Event, ...] = (), rule: str | None = None) -> Case:
    proposal = Proposal(
        "p", "NATO takes in Orvana", "NATO", "accession protocol", opened=DAY, stage="ratification", rule=rule
    )
    return Case("orvana", proposal, load_body("NATO"), tuple(evidence), events)


def test_the_clock_starts_at_the_opening_and_not_before() -> None:
    opened = Event(date(2022, 9, 1), "the protocol is signed", "opened")
    early = standing(case(events=(opened,)), date(2022, 8, 1), LATE)
    assert early.waiting
    assert early.snapshot.age == 0
    late = standing(case(events=(opened,)), date(2022, 9, 11), LATE)
    assert (late.waiting, late.snapshot.age) == (False, 10)
    assert standing(case(), date(2022, 8, 4), LATE).snapshot.age == 30
    with pytest.raises(ForecastError, match=r"HU consented on 2022-07-05, before the opening on 2022-09-01"):
        standing(case(act("a", "HU", Stance.YES, DAY), events=(opened,)), date(2022, 10, 1), LATE)


def test_who_joins_the_body_later_can_consent_later() -> None:
    stand = standing(case(), date(2023, 6, 1), LATE)
    opened = dict(zip(stand.ids, stand.snapshot.opened, strict=True))
    assert date.fromordinal(int(opened["FI"])) == date(2023, 4, 4)
    assert date.fromordinal(int(opened["HU"])) == DAY


def test_rules_that_do_not_need_everybody() -> None:
    stand = standing(case(rule="20 members"), date(2022, 8, 1), LATE)
    assert stand.rule is not None
    assert stand.snapshot.rule.need(30) == 20
    assert standing(case(), date(2022, 8, 1), LATE).rule is None


def test_the_past_does_not_tell_of_parallel_decisions(root: Path) -> None:
    dossier = load_dossier_file(root / "examples" / "sweden-accession" / "dossier.yaml")
    assert dossier.proposal is not None
    sweden = Case(dossier.id, dossier.proposal, load_body("NATO"), dossier.records, dossier.events)
    decisions = packaged_decisions()
    stand = standing(sweden, date(2022, 10, 1), LATE, spelling=spellings(decisions))
    gone = {d.name for d in decisions} - {d.name for d in others(decisions, stand.snapshot, DAY)}
    assert gone == {"NATO accession protocol: Finland", "NATO accession protocol: Sweden"}


def test_an_impossible_rule_is_told() -> None:
    stuck = replace(case(), proposal=replace(case().proposal, rule="99 members"))
    with pytest.raises(InputError, match=r"99|not met even if"):
        standing(stuck, date(2022, 8, 1), LATE)
