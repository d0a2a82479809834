"""Evidence and rules for tests, short to write."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Force, Stance
from whipcount.statements.statement import Modality

# a busy machine generates slowly: that says nothing about the rule under test
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
START = date(2030, 1, 1)
EVER = date(2040, 1, 1)
ALWAYS = datetime(2040, 1, 1, tzinfo=UTC)
PROPOSAL = Proposal("p", "Orvana is admitted", "LAKE", variants=(Variant("asked", "admitted now"),))


def day(n: int) -> date:
    return START + timedelta(days=n)


def at(n: int) -> datetime:
    return datetime.combine(day(n), time(12), UTC)


def ev(id: str, stance: Stance | None = Stance.YES, on: int = 0, **more: Any) -> Evidence:  # noqa: A002  the field's name
    fields: dict[str, Any] = {
        "member": "AA",
        "variant": "asked",
        "said_from": day(on),
        "said_to": day(on),
        "reported_on": day(on),
        "recorded_at": at(on),
        "authority": Authority.MINISTER,
    }
    return Evidence(id=id, stance=stance, **(fields | more))


@st.composite
def evidences(draw: st.DrawFn, max_size: int = 12) -> list[Evidence]:
    """Lists of evidence about few members, days and origins, so that everything collides."""
    size = draw(st.integers(0, max_size))
    items = []
    for n in range(size):
        said = draw(st.integers(0, 6))
        late = draw(st.integers(0, 3))
        items.append(
            ev(
                draw(st.sampled_from([f"e{n}", f"e{n}", "e0"])),
                draw(st.sampled_from([None, *Stance])),
                member=draw(st.sampled_from(["AA", "AA", "BB", None])),
                said_from=day(said),
                said_to=day(said + draw(st.integers(0, 2))),
                reported_on=day(said + late),
                recorded_at=at(said + late + draw(st.integers(0, 3))),
                authority=draw(st.sampled_from(Authority)),
                modality=draw(st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, *Modality])),
                force=draw(st.sampled_from(Force)),
                third_party=draw(st.sampled_from([False, False, True])),
                named=draw(st.sampled_from([True, True, False])),
                human=draw(st.sampled_from([False, False, False, True])),
                origin=draw(st.sampled_from(["", "", "o1", "o2"])),
                withdraws=draw(st.sampled_from([None, None, None, "e0", "e1", "e2", "nothing"])),
                speaker=draw(st.sampled_from([None, "Ada Brandt", "Ivo Lund"])),
                confidence=draw(st.sampled_from([0.5, 1.0])),
                conditions=draw(st.sampled_from([(), (Condition("once peace holds"),)])),
            )
        )
    return items


class Consensus:
    """Nobody objects: a stand-in with the contract of a rule, so that these tests need no other room."""

    def __init__(self, members: list[str], *, need_yes: bool = False) -> None:
        self.members = members
        self.need_yes = need_yes

    def text(self) -> str:
        return "no objection"

    def status(self, votes: dict[str, str]) -> str:
        if "no" in votes.values() or (self.need_yes and set(votes.values()) - {"yes"}):
            return "blocked"
        return "carried" if len(votes) == len(self.members) else "open"

    def left(self, votes: dict[str, str]) -> tuple[str, ...]:
        return tuple(m for m in self.members if m not in votes) if self.status(votes) == "open" else ()
