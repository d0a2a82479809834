"""What the network adds to the rules' evidence and what it takes back, with networks that say what the test says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from tests.positions.network.never_sure import NEVER
from whipcount.positions.coders.contract import NO_PREDICATE
from whipcount.positions.coders.net_evidence import CODER, ReadByNetwork, endings, with_network
from whipcount.positions.coders.reported_outcome import outcome_evidence
from whipcount.positions.coders.reported_votes import CODER as VOTES
from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.network.marked_text import marked_text
from whipcount.positions.network.net_readings import NetReading, NetReport, Thresholds, Told
from whipcount.positions.proposal.outcome import ReadAsWhole, State, Telling
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.text.span import Span

PROPOSAL = Proposal(
    "eels", "The Lake Council adopts the eel quota", "LAKE-COUNCIL", variants=(Variant("a", "adopted", ("quota",)),)
)
REPORT = read_report("Talks on eels\n\nKell spoke of the eel quota. Pell listened to Kell.", published=date(2025, 3, 7))
KELL, PELL = "KELL", "PELL"
TEXT = marked_text(
    REPORT.text, [(Span(at, at + 4), name.upper()) for name in ("Kell", "Pell") if (at := REPORT.text.find(name)) >= 0]
)
SIDES = {Told.FOR: 0, Told.AGAINST: 1, Told.CONDITIONAL: 2, Told.NO_SIDE: 3, Told.NOTHING: 4}


@dataclass
class Net:
    """Thresholds alone: the readings are given."""

    thresholds: Thresholds = field(
        default_factory=lambda: replace(
            NEVER,
            fills={Told.FOR: 0.9, Told.AGAINST: 0.9, Told.NO_SIDE: 0.9},
            disputed=0.99,
            doubts=0.05,
            confirms=0.8,
            outcomes=0.9,
            overrules=0.97,
        )
    )


def reading(told: Told, sure: float) -> NetReading:
    chances = [(1 - sure) / 4] * 5
    chances[SIDES[told]] = sure
    return NetReading(tuple(chances), 0)


def read(readings: Mapping[str, NetReading], ended: tuple[float, ...] = (0.1, 0.1, 0.8)) -> dict[str, ReadByNetwork]:
    return {REPORT.sha256: ReadByNetwork(TEXT, NetReport(readings, ended))}


def of_rules(stance: Stance | None, member: str = KELL) -> Evidence:
    return told_evidence(
        REPORT, PROPOSAL, member, stance, Span(15, 44), day=date(2025, 3, 7), authority=Authority.ANALYST,
        coder="rules", reasons=("read",), third_party=True,
    )  # fmt: skip


def made(evidence: list[Evidence], found: dict[str, ReadByNetwork]) -> tuple[Evidence, ...]:
    return with_network(evidence, [REPORT], found, PROPOSAL, Net())  # type: ignore[arg-type]


def test_where_titles_do_not_agree_on_the_ending_it_tells_no_sides() -> None:
    found = read({KELL: reading(Told.FOR, 0.99), PELL: reading(Told.NO_SIDE, 0.99)})
    one = found[REPORT.sha256]
    doubtful = {REPORT.sha256: replace(one, found=replace(one.found, agreed=False))}
    assert {item.member for item in made([], found)} == {KELL, PELL}
    assert {item.member for item in made([], doubtful)} == {PELL}


@pytest.mark.parametrize(("told", "stance"), [(Told.NO_SIDE, Stance.NO), (Told.FOR, None)])
def test_a_vote_told_by_name_is_doubted_for_a_side_not_for_an_abstention(told: Told, stance: Stance | None) -> None:
    vote = replace(of_rules(Stance.NO), coder=VOTES, authority=Authority.RECORDED_VOTE, third_party=False)
    (item,) = made([vote], read({KELL: reading(told, 0.99)}))
    assert item.stance is stance


@pytest.mark.parametrize(
    ("told", "stance"),
    [(Told.FOR, Stance.YES), (Told.AGAINST, Stance.NO), (Told.NO_SIDE, Stance.UNDECIDED)],
)
def test_where_the_rules_read_nothing_the_network_tells(told: Told, stance: Stance) -> None:
    (item,) = made([], read({KELL: reading(told, 0.95)}))
    assert (item.member, item.stance, item.coder, item.third_party) == (KELL, stance, CODER, True)
    assert item.gist == "Kell spoke of the eel quota."
    assert "95% sure" in item.reasons[0]


@pytest.mark.parametrize("told", [Told.NOTHING, Told.CONDITIONAL])
def test_what_has_no_threshold_is_not_told(told: Told) -> None:
    assert made([], read({KELL: reading(told, 0.99)})) == ()


def test_no_side_in_a_vote_whose_end_the_rules_do_not_read_is_not_told() -> None:
    assert made([], read({KELL: reading(Told.NO_SIDE, 0.99)}, (0.6, 0.3, 0.1))) == ()


def test_unsure_is_not_told() -> None:
    assert made([], read({KELL: reading(Told.FOR, 0.89)})) == ()


def test_whom_the_rules_read_is_left_to_them() -> None:
    rules = of_rules(Stance.YES)
    assert made([rules], read({KELL: reading(Told.FOR, 0.99)})) == (rules,)


def test_whose_words_the_rules_could_not_read_the_network_may() -> None:
    unread = replace(of_rules(None), reasons=(NO_PREDICATE,))
    kept, told = made([unread], read({KELL: reading(Told.FOR, 0.99)}))
    assert (kept, told.stance) == (unread, Stance.YES)


def test_words_that_the_rules_will_not_take_for_a_stance_are_left_to_them() -> None:
    prudent = of_rules(None)
    assert made([prudent], read({KELL: reading(Told.FOR, 0.99)})) == (prudent,)


@pytest.mark.parametrize(("sure", "told"), [(0.96, [None]), (0.995, [None, Stance.NO])])
def test_what_does_not_count_is_told_the_other_way_only_where_that_is_surer(
    sure: float, told: list[Stance | None]
) -> None:
    found = made([of_rules(Stance.YES)], read({KELL: reading(Told.AGAINST, sure)}))
    assert [item.stance for item in found] == told


def test_a_members_own_words_may_count_no_more_and_are_never_turned_into_their_contrary() -> None:
    own = replace(of_rules(Stance.YES), third_party=False)
    (item,) = made([own], read({KELL: reading(Told.AGAINST, 0.999)}))
    assert item.stance is None


@pytest.mark.parametrize(("coder", "counts"), [("votes", False), ("groups", True)])
def test_a_vote_by_name_may_count_no_more_and_what_totals_tell_stays(coder: str, counts: bool) -> None:
    vote = replace(of_rules(Stance.YES), authority=Authority.RECORDED_VOTE, third_party=False, coder=coder)
    (item,) = made([vote], read({KELL: reading(Told.AGAINST, 0.99)}))
    assert item.stance is (Stance.YES if counts else None)


@pytest.mark.parametrize(
    ("stance", "told", "sure", "kept"),
    [
        (Stance.YES, Told.AGAINST, 0.9, False),
        (Stance.LEAN_NO, Told.FOR, 0.9, False),
        (Stance.WILL_NOT_BLOCK, Told.AGAINST, 0.9, False),
        (Stance.YES, Told.NOTHING, 0.98, False),
        (Stance.YES, Told.AGAINST, 0.75, True),
        (Stance.UNDECIDED, Told.FOR, 0.98, True),
    ],
)
def test_a_side_that_the_network_hardly_reads_does_not_count(
    stance: Stance, told: Told, sure: float, kept: bool
) -> None:
    (item,) = made([of_rules(stance)], read({KELL: reading(told, sure)}))
    assert item.stance is (stance if kept else None)
    assert ("not counted" in item.reasons[-1]) is not kept


def test_what_is_read_of_another_variant_stays() -> None:
    other = replace(of_rules(Stance.YES), variant="amended")
    assert other in made([other], read({KELL: reading(Told.AGAINST, 0.97)}))


def test_a_condition_is_no_contrary_of_a_conditional_consent() -> None:
    if_only = replace(of_rules(Stance.YES), conditions=(Condition("if"),))
    assert made([if_only], read({KELL: reading(Told.CONDITIONAL, 0.99)})) == (if_only,)


def test_evidence_of_other_reports_stays() -> None:
    other = read_report("Eels\n\nKell agrees to the eel quota.", published=date(2025, 3, 8))
    item = told_evidence(
        other, PROPOSAL, KELL, Stance.YES, Span(0, 4), day=date(2025, 3, 8), authority=Authority.ANALYST,
        coder="rules", reasons=("read",),
    )  # fmt: skip
    found = made([item], read({KELL: reading(Told.AGAINST, 0.99)}))
    assert item in found
    assert [one.stance for one in found if one.report == REPORT.sha256] == [Stance.NO]


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ((0.95, 0.03, 0.02), [ReadAsWhole(State.ADOPTED)]),
        ((0.02, 0.95, 0.03), [ReadAsWhole(State.REJECTED)]),
        ((0.98, 0.01, 0.01), [ReadAsWhole(State.ADOPTED, overrules=True)]),
        ((0.0, 0.0, 1.0), [ReadAsWhole(State.OPEN, overrules=True)]),
        ((0.02, 0.03, 0.95), []),
        ((0.8, 0.1, 0.1), []),
    ],
)
def test_an_ending_is_told_where_it_is_sure(ended: tuple[float, ...], told: list[ReadAsWhole]) -> None:
    assert list(endings(read({}, ended), Net()).values()) == told  # type: ignore[arg-type]


def ending(state: State) -> Evidence:
    telling = Telling(REPORT.sha256, state, None, 2.0, None, (Span(15, 44),))
    return outcome_evidence(REPORT, telling, PROPOSAL, date(2025, 3, 7))


def test_once_it_is_decided_a_side_is_a_vote() -> None:
    found = made([ending(State.ADOPTED)], read({KELL: reading(Told.AGAINST, 0.95)}, (0.97, 0.02, 0.01)))
    item = found[-1]
    assert (item.stance, item.authority, item.third_party) == (Stance.NO, Authority.RECORDED_VOTE, False)


@pytest.mark.parametrize(
    ("state", "stance", "sure", "vote"),
    [
        (State.ADOPTED, Stance.LEAN_NO, 0.85, True),
        (State.REJECTED, Stance.NO, 0.85, True),
        (State.ADOPTED, Stance.NO, 0.75, False),
        (State.ADOPTED, Stance.UNDECIDED, 0.99, False),
    ],
)
def test_a_side_told_of_a_decision_that_is_taken_is_a_vote_where_the_network_reads_it_too(
    state: State, stance: Stance, sure: float, vote: bool
) -> None:
    _, item = made([ending(state), of_rules(stance)], read({KELL: reading(Told.AGAINST, sure)}))
    assert (item.authority is Authority.RECORDED_VOTE, item.third_party) == (vote, not vote)
    assert item.stance is (Stance.NO if vote else stance)


def test_before_it_is_taken_and_where_members_consent_one_by_one_a_side_told_stays_a_lean() -> None:
    told = of_rules(Stance.NO)
    assert made([told], read({KELL: reading(Told.AGAINST, 0.99)})) == (told,)
    treaty = replace(PROPOSAL, act="ratify")
    before = [ending(State.ADOPTED), told]
    found = with_network(before, [REPORT], read({KELL: reading(Told.AGAINST, 0.99)}), treaty, Net())  # type: ignore[arg-type]
    assert found == tuple(before)


@pytest.mark.parametrize(("sure", "told"), [(0.95, 1), (0.995, 2)])
def test_where_the_rules_read_another_ending_it_must_be_surer(sure: float, told: int) -> None:
    found = made([ending(State.REJECTED)], read({KELL: reading(Told.FOR, sure)}, (0.99, 0.0, 0.01)))
    assert len(found) == told


@pytest.mark.parametrize(("chance", "told"), [(0.7, 1), (0.9, 2)])
def test_where_the_ending_that_the_rules_read_is_in_doubt_it_must_be_surer(chance: float, told: int) -> None:
    found = made([ending(State.REJECTED)], read({KELL: reading(Told.FOR, 0.95)}, (1 - chance, chance, 0.0)))
    assert len(found) == told


def test_of_what_is_put_off_nothing_is_told_or_taken_back() -> None:
    before = [of_rules(Stance.YES), ending(State.POSTPONED)]
    readings = {KELL: reading(Told.AGAINST, 0.999), PELL: reading(Told.FOR, 0.999)}
    assert made(before, read(readings)) == tuple(before)


def test_whom_to_choose_of_two_has_no_sides() -> None:
    choice = replace(PROPOSAL, act="elect", title="The Lake Council elects a chair")
    found = read({KELL: reading(Told.FOR, 0.999)})
    assert with_network([], [REPORT], found, choice, Net()) == ()  # type: ignore[arg-type]
    known = replace(choice, candidate="Ann Hale")
    assert len(with_network([], [REPORT], found, known, Net())) == 1  # type: ignore[arg-type]


def test_where_members_consent_one_by_one_it_must_be_surer() -> None:
    treaty = replace(PROPOSAL, act="ratify")
    found = read({KELL: reading(Told.FOR, 0.95)})
    assert with_network([], [REPORT], found, treaty, Net()) == ()  # type: ignore[arg-type]


def test_a_side_in_words_about_a_delay_is_not_told() -> None:
    report = read_report("Talks on eels\n\nKell wanted it sent back to the fish committee.", published=date(2025, 3, 7))
    text = marked_text(report.text, [(Span(at := report.text.index("Kell"), at + 4), KELL)])
    found = {report.sha256: ReadByNetwork(text, NetReport({KELL: reading(Told.FOR, 0.99)}, (0.1, 0.1, 0.8)))}
    assert with_network([], [report], found, PROPOSAL, Net()) == ()  # type: ignore[arg-type]


def test_where_somebody_is_chosen_it_must_be_surer() -> None:
    choice = replace(PROPOSAL, act="elect", candidate="Ann Hale", title="The Lake Council elects Ann Hale")
    told = [
        len(with_network([], [REPORT], read({KELL: reading(Told.FOR, sure)}), choice, Net()))  # type: ignore[arg-type]
        for sure in (0.95, 0.995)
    ]
    assert told == [0, 1]
