"""The threshold bar: the sentence and the bars, for every kind of rule that bodies use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from whipcount.briefs.charts.threshold import threshold_lines, threshold_svg
from whipcount.briefs.sections.threshold import threshold_of
from whipcount.briefs.view.threshold import ThresholdView
from whipcount.positions.count.threshold import more_needed
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.rules.algebra.rule import Rule

DAY, NOON = date(2031, 3, 6), datetime(2031, 3, 7, tzinfo=UTC)
Y, N, L, A, W = Stance.YES, Stance.NO, Stance.LEAN_YES, Stance.ABSTAIN, Stance.WILL_NOT_BLOCK
PEOPLE = {"people": {"ARL": 50, "BRENN": 30, "COVE": 10, "DUN": 6, "ESK": 4}}
IDS = list(PEOPLE["people"])


def told(rule: str, stances: dict[str, Stance], *, decided: bool = False) -> ThresholdView:
    bound = Rule.of(rule, IDS, weights=PEOPLE, groups={"founders": ["ARL", "BRENN"]})
    evidence = [
        Evidence(f"e-{m}", m, "asked", s, DAY, DAY, DAY, NOON, Authority.HEAD, speaker=m, gist="g", source="s")
        for m, s in stances.items()
    ]
    proposal = Proposal("p", "The pact", "PACT", "admission", variants=(Variant("asked", "asked"),))
    counted = tally(evidence, proposal, IDS, bound, as_of=DAY, known_by=NOON)
    view = threshold_of(bound, counted, str.title, more=more_needed(bound, counted), decided=decided)
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("rule", "stances", "sentence"),
    [
        ("3 members", {"ARL": Y, "COVE": L}, "Needs 2 more of 4: Cove, Brenn, Dun and Esk."),
        ("3 members", {"ARL": Y, "BRENN": Y, "COVE": Y}, "The rule is met."),
        ("no objection", {"ARL": Y, "BRENN": W, "COVE": A}, "Needs no objection from both who are left: Dun and Esk."),
        ("no objection", {"ARL": N}, "It cannot be met as it stands: Arl stands in the way."),
        (
            "3 members and 65% of people",
            {"ARL": Y},
            "Needs at least 2 more of 4: Brenn, Cove, Dun and Esk.",
        ),
        (
            "3 members and no objection among founders",
            {"ARL": W, "BRENN": Y, "COVE": Y},
            "Needs 1 more of 2: Dun and Esk; vetoes: none open.",
        ),
        (
            "3 members and no objection among founders",
            {"BRENN": N, "COVE": Y},
            "It cannot be met as it stands: Brenn stands in the way; vetoes: cast by Brenn, open with Arl.",
        ),
        (
            "3 members and no objection among founders",
            {"ARL": Y, "COVE": Y, "DUN": Y},
            "Needs the vote of the one who is left: Brenn; vetoes: open with Brenn.",
        ),
        (
            "a majority of members voting",
            {"ARL": Y, "BRENN": A},
            "Needs 2 more of 3, if all of them vote: Cove, Dun and Esk.",
        ),
        (
            "4 members",
            {"ARL": N, "BRENN": N},
            "It cannot be met as it stands: 4 of 5 needed, and 3 at most can be reached.",
        ),
        ("all members", {"ARL": Y, "BRENN": Y, "COVE": Y, "DUN": Y}, "Needs the vote of the one who is left: Esk."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_is_needed(rule: str, stances: dict[str, Stance], sentence: str) -> None:
    assert told(rule, stances).sentence == sentence


def test_what_is_decided_needs_nothing() -> None:
    assert told("3 members", {"ARL": Y}, decided=True).sentence.startswith("It has been decided")


def test_a_double_majority_has_two_lines_and_alternatives_are_told() -> None:
    view = told("(3 members and 65% of people) or 5 members", {"ARL": Y, "BRENN": A, "COVE": L})
    first, second, third = view.lines
    assert [line.lead for line in view.lines] == ["either", "and", "or"]
    assert (first.need_share, second.need_share, third.need_share) == (0.6, 0.65, 1.0)
    assert second.told == "50% for, 10% leaning for, 10% unknown, 30% abstaining (does not count toward it)"
    assert third.state == "blocked"
    for line in view.lines:
        assert sum(segment.share for segment in line.segments) == pytest.approx(1)


def test_an_abstention_leaves_the_sum_where_those_voting_are_the_base() -> None:
    (line,) = told("a majority of members voting", {"ARL": Y, "BRENN": A}).lines
    assert line.need_text == "3 of 4 if all take part needed"
    assert [(s.side, s.text) for s in line.segments] == [("counts", "1"), ("open", "3"), ("outside", "1")]


def test_the_picture_names_every_number_in_words_and_no_name_is_markup() -> None:
    view = told("3 members and no objection among founders", {"ARL": Y, "BRENN": N, "COVE": L})
    for number, line in enumerate(view.lines):
        svg = threshold_svg(line, key=f"bar-{number}")
        assert line.told in svg
        assert "style=" not in svg
    hostile = threshold_of(
        Rule.of("2 members and no objection among {A}", list("ABC")),
        tally([], Proposal("p", "P", "B", variants=(Variant("asked", "asked"),)), list("ABC"),
              Rule.of("2 members and no objection among {A}", list("ABC")), as_of=DAY, known_by=NOON),
        lambda m: f"<script>{m}</script>",
    )  # fmt: skip
    assert hostile is not None
    assert not [line for line in hostile.lines if "<script" in threshold_svg(line, key="x")]


def test_the_terminal_keeps_to_eighty_columns() -> None:
    view = told("(3 members and 65% of people) or 5 members", {"ARL": Y, "BRENN": A, "COVE": L})
    bars = [line for line in threshold_lines(view) if line.startswith("[")]
    assert len(bars) == 3
    assert {len(line) for line in bars} == {77}
