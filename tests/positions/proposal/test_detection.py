"""Detecting the proposal: the founding report, and cases retold or invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.positions.make import calm
from whipcount.bodies.catalogue import load_body
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.proposal import Proposal
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report, fingerprint
from whipcount.text.period import Grain, Period


def report(text: str) -> Report:
    """A report with its paragraphs, wrapped here for reading, on one line each."""
    title, body = text.split("\n", 1) if text.count("\n") > 1 else ("", text)
    return read_report(f"{title}\n{' '.join(body.split())}\n".encode())


SANCTIONS = """EU weighs fresh sanctions against Belarus
BRUSSELS, May 6, 2024 - The European Commission has proposed a new package of sanctions against Belarus, and asked
member states to approve it at the Foreign Affairs Council in Brussels on May 27, 2024. Sanctions need the unanimous
agreement of the 27 EU member states. The package has not been adopted.
"""
RESOLUTION = """Security Council to vote on truce text
NEW YORK, March 4, 2024 - The UN Security Council will vote on Thursday on a draft resolution demanding a ceasefire in
Sudan, which Britain circulated last week. The draft needs at least nine votes in favour and no veto from the permanent
members.
"""
TREATY = """Harbour pact waits for two more parliaments
OSTRAVEL, June 2, 2031 - The Coastal Union's treaty on harbour fees can enter into force only once it is ratified by all
nine member states. Seven of the nine members have ratified it, and the treaty has not been ratified by Marn and Ilvest.
The union's summit in Ostravel on June 20-21, 2031, is to decide whether to wait for the ratification.
"""
SWEDEN = """Sweden asks to join NATO
STOCKHOLM, May 18, 2022 - Sweden has submitted its application for membership to NATO, together with Finland. Sweden's
accession requires the consent of all 30 members of the Alliance. The members of NATO meet at a summit in Madrid on
June 29-30, 2022.
"""
COUNCIL = """Valley League split over Tamsin
PELLOW, April 9, 2033 - Tamsin's chancellor, Ruva Hale, called on the Valley League to invite Tamsin to join as a full
member at the League's autumn meeting in Pellow on September 12, 2033. Inviting Tamsin takes the consent of all the
League's eleven members. The Valley League has not yet sent an invitation, nor has it set a date.
"""

CASES = [
    (SANCTIONS, "EU-COUNCIL", None, "EU-COMMISSION", "unanimity", (date(2024, 5, 27), date(2024, 5, 27))),
    (RESOLUTION, "UNSC", None, "GB", "substantive", (date(2024, 3, 7), date(2024, 3, 7))),
    (TREATY, "COASTAL-UNION", None, None, "ratification by each", (date(2031, 6, 20), date(2031, 6, 21))),
    (SWEDEN, "NATO", "SE", "SE", "ratification", (date(2022, 6, 29), date(2022, 6, 30))),
    (COUNCIL, "VALLEY-LEAGUE", "TAMSIN", "TAMSIN", "unanimity", (date(2033, 9, 12), date(2033, 9, 12))),
]


@pytest.mark.parametrize(
    ("text", "body", "candidate", "asked_by", "rule", "when"),
    CASES,
    ids=["sanctions", "resolution", "treaty", "accession", "invented"],
)
def test_case(
    text: str, body: str, candidate: str | None, asked_by: str | None, rule: str, when: tuple[date, date]
) -> None:
    found = detect_proposal([report(text)])
    assert found is not None
    assert (found.body, found.candidate, found.asked_by, found.rule) == (body, candidate, asked_by, rule)
    assert found.occasion is not None
    assert found.occasion.period is not None
    assert (found.occasion.period.first, found.occasion.period.last) == when
    told = dict(found.spans)
    assert {"decision", "body", "rule", "occasion"} <= set(told)
    for spans in told.values():
        assert all(0 <= s.start < s.end <= len(report(text).text) for s in spans)


def test_the_titles_and_states_read_like_sentences() -> None:
    titles = [found.title for text, *_ in CASES if (found := detect_proposal([report(text)]))]
    assert titles == [
        "EU imposes a new package of sanctions against Belarus",
        "Security Council adopts a draft resolution demanding a ceasefire in Sudan",
        "Coastal Union ratifies the treaty on harbour fees",
        "NATO admits Sweden",
        "Valley League invites Tamsin to join",
    ]
    invented = detect_proposal([report(COUNCIL)])
    assert invented is not None
    assert invented.stage == "no invitation, no date"


@pytest.fixture(scope="module")
def founding(shared: Path) -> tuple[Proposal, Report]:
    read = read_report(shared / "reports" / "ukraine-nato-invitation-2024-11-29.txt")
    found = detect_proposal([read])
    assert found is not None
    return found, read


@pytest.mark.shared
def test_founding_fields(founding: tuple[Proposal, Report]) -> None:
    found, read = founding
    assert (found.body, found.candidate, found.asked_by) == ("NATO", "UA", "UA")
    assert found.title == "NATO invites Ukraine to join"
    assert found.addressee == "the members of NATO"
    assert found.occasion is not None
    assert found.occasion.place == "Brussels"
    assert "foreign ministers' meeting" in found.occasion.name
    assert found.occasion.period == Period(date(2024, 12, 3), date(2024, 12, 4), Grain.DAYS)
    assert found.stage == "no invitation, no timetable"
    assert [v.id for v in found.variants] == ["invitation", "membership", "path"]
    body = load_body(found.body)
    assert found.rule == "consensus"
    assert body.rule(found.decision, date(2024, 11, 29)).text() == "no objection"
    assert len(body.members(date(2024, 11, 29))) == 32
    assert found.found_in == read.sha256


@pytest.mark.shared
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("body", "NATO"),
        ("candidate", "Ukraine"),
        ("asked_by", "requested"),
        ("addressee", "NATO members"),
        ("occasion", "next week"),
        ("occasion", "Dec. 3-4, 2024"),
        ("occasion", "Brussels"),
        ("rule", "agreement of all 32 Alliance countries"),
        ("stage", "set a timetable"),
        ("variant:path", "irreversible"),
        ("variant:membership", "cannot join"),
        ("variant:invitation", "invitation"),
    ],
)
def test_founding_spans(founding: tuple[Proposal, Report], field: str, words: str) -> None:
    found, read = founding
    assert any(words in span.of(read.text) for span in dict(found.spans)[field])


def test_what_speaks_of_no_decision_gives_none() -> None:
    for text in (
        "",
        "Rain is expected in the north.",
        "The council of ravens met.",
        "She invited him to dinner.",
        "NATO said that its aircraft were moved.",
    ):
        assert detect_proposal([Report("x", text, fingerprint(text))]) is None
    assert detect_proposal([]) is None


def test_several_reports_fill_each_others_gaps() -> None:
    first = report(
        "Valley League weighs Tamsin\nPELLOW, April 2, 2033 - The Valley League may invite Tamsin to join.\n"
    )
    both = detect_proposal([first, report(COUNCIL)])
    assert both is not None
    assert both.found_in == report(COUNCIL).sha256
    assert both.occasion is not None
    assert both == detect_proposal([report(COUNCIL), first])


def test_a_meeting_that_is_over_is_no_occasion() -> None:
    text = (
        "PELLOW, April 9, 2033 - The Valley League did not invite Tamsin to join when it had its meeting on March 2.\n"
    )
    found = detect_proposal([report(text)])
    assert found is not None
    assert found.occasion is None


@calm
@given(st.text(alphabet=st.sampled_from("NATO invites Ukraine to join, Council's veto. 3-4 Dec\n\"'"), max_size=300))
def test_any_text_is_read_or_gives_none(text: str) -> None:
    found = detect_proposal([Report("x", text, fingerprint(text), published_on=date(2030, 1, 1))])
    if found is not None:
        assert all(0 <= s.start < s.end <= len(text) for _, spans in found.spans for s in spans)


def test_hostile_length_stays_bounded() -> None:
    text = "NATO may invite Ukraine to join " + "the Council of the " * 20_000 + '"' * 10_000
    assert detect_proposal([Report("x", text, fingerprint(text), published_on=date(2030, 1, 1))]) is not None


@pytest.mark.parametrize(
    ("lead", "named", "where"),
    [
        (
            "EU ministers will meet in Brussels on May 19 to decide whether to open accession talks with Moldova.",
            "meeting of EU ministers",
            "Brussels",
        ),
        (
            "The Council of the European Union meets on May 19 to vote on opening membership talks with Moldova.",
            "meeting of the Council of the European Union",
            None,
        ),
    ],
)
def test_opening_talks_is_a_decision_of_its_own(lead: str, named: str, where: str | None) -> None:
    found = detect_proposal(
        [report(f"Moldova waits\nBRUSSELS, May 5, 2025 - {lead} The decision requires unanimity.\n")]
    )
    assert found is not None
    assert (found.body, found.candidate, found.rule) == ("EU-COUNCIL", "MD", "unanimity")
    assert found.decision == "accession step"
    assert "accession talks with Moldova" in found.title
    assert found.occasion is not None
    assert (found.occasion.name, found.occasion.place) == (named, where)
    assert found.occasion.period is not None
    assert found.occasion.period.first == date(2025, 5, 19)


def test_talks_opened_long_ago_are_background() -> None:
    text = (
        "EU admits Croatia\nZAGREB, May 5, 2011 - The European Union will decide on the accession of Croatia at a "
        "summit in Brussels on June 24, 2011. It opened accession talks with Croatia in 2005.\n"
    )
    found = detect_proposal([report(text)])
    assert found is not None
    assert "accession talks" not in found.title


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Lisbon has not said how it will vote.", None),
        ("Oslo has not yet decided whether to vote.", None),
        ("Norway has not voted yet.", None),
        ("The alliance has not voted on the invitation.", "no vote"),
        ("NATO has not sent an invitation.", "no invitation"),
    ],
)
def test_what_one_member_has_not_done_is_no_state_of_the_decision(sentence: str, stage: str | None) -> None:
    lead = "NATO defence ministers meet on Feb. 12 to decide whether to invite Georgia to join. All 32 must agree."
    found = detect_proposal([report(f"Allies split\nBRUSSELS, Feb. 3, 2025 - {lead} {sentence}\n")])
    assert found is not None
    assert found.stage == stage
    assert found.occasion is not None
    assert (found.occasion.name, str(found.occasion.period)) == ("meeting of NATO defence ministers", "2025-02-12")


def test_two_persons_who_meet_are_no_occasion() -> None:
    lead = "NATO leaders will meet President Ada Brim on Feb. 12. NATO may invite Georgia to join."
    found = detect_proposal([report(f"Allies split\nBRUSSELS, Feb. 3, 2025 - {lead}\n")])
    assert found is not None
    assert found.occasion is None
