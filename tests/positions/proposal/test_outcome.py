"""What reports tell has become of the decision: the kinds of telling, and what is no outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from tests.positions.invented import BAN, LAKE, OF, TABLE, told
from whipcount.positions.proposal.outcome import Outcome, ReadAsWhole, State, read_outcome, read_telling
from whipcount.positions.proposal.proposal import Proposal, Variant


def outcome(of: str, *lines: str) -> Outcome:
    return read_outcome([told(*lines)], OF[of], LAKE, table=TABLE)


ADOPTED = [
    ("admission", "Orvana was admitted to the Lake Council on Monday.", "2025-03-10"),
    ("admission", "The Lake Council voted on Tuesday to admit Orvana.", "2025-03-11"),
    ("admission", "On 10 March the members of the Lake Council approved the admission of Orvana.", "2025-03-10"),
    ("admission", "Members of the Lake Council gave the green light to Orvana's admission at a meeting on Tuesday.", "2025-03-11"),  # noqa: E501
    ("admission", "The admission of Orvana won the backing of all members at Monday's session.", "2025-03-10"),
    ("admission", "Lake leaders have agreed to admit Orvana, the chair of the session said on Tuesday.", "2025-03-11"),
    ("admission", "Orvana became the eighth member of the Lake Council on Tuesday.", "2025-03-11"),
    ("resolution", "The resolution on eel fishing was adopted on Monday by the Lake Council.", "2025-03-10"),
    ("resolution", "The Lake Council on Tuesday adopted a resolution demanding an end to eel fishing.", "2025-03-11"),
    ("resolution", "The resolution passed by 5 votes to 2 on Monday.", "2025-03-10"),
    ("resolution", "The draft on eel fishing, which had been tabled by Kell, was passed in a vote on Tuesday.", "2025-03-11"),  # noqa: E501
    ("resolution", "The resolution has been approved, the Council's secretariat announced on Tuesday.", "2025-03-11"),
    ("resolution", "The text was carried on Monday with five votes in favour.", "2025-03-10"),
    ("resolution", "The resolution on eel fishing sailed through the Lake Council on Monday.", "2025-03-10"),
    ("ban", "The Lake Council decided on Tuesday to ban night trawling.", "2025-03-11"),
    ("ban", "The ban on night trawling was waved through by ministers on Monday.", "2025-03-10"),
    ("ban", "Lake countries agreed on Tuesday to a ban on night trawling.", "2025-03-11"),
    ("ban", "Ministers of the Lake Council reached agreement on the ban on night trawling late on Monday.", "2025-03-10"),  # noqa: E501
    ("ban", "Members struck a deal on the trawling ban on Tuesday after a night of talks.", "2025-03-11"),
    ("ban", "The trawling ban was given final approval on Monday, by consensus.", "2025-03-10"),
    ("ban", "On Tuesday the Council signed off on the regulation on night trawling.", "2025-03-11"),
    ("chair", "Dora Finch was elected secretary general of the Lake Council on Monday.", "2025-03-10"),
    ("chair", "The Lake Council has appointed Dora Finch as its secretary general, it said on Tuesday.", "2025-03-11"),
    ("chair", "Members of the Lake Council chose Dora Finch on Tuesday as their next secretary general.", "2025-03-11"),
    ("chair", "Dora Finch won the vote for secretary general on Monday with 5 votes.", "2025-03-10"),
    ("ban", "The Lake Council gave final passage to the ban on night trawling on Monday.", "2025-03-10"),
    ("ban", "The Lake Council said on Wednesday that it had approved the trawling ban on Monday.", "2025-03-10"),
    ("ban", "All of the members of the Lake Council voted on Monday to approve the trawling ban.", "2025-03-10"),
    ("ban", "The seven members of the Lake Council agreed on Monday to ban night trawling.", "2025-03-10"),
    ("ban", "All seven members of the Lake Council decided on Tuesday to ban night trawling.", "2025-03-11"),
    ("ban", "The Lake Council on Monday ordered a ban on night trawling and will send 40 wardens.", "2025-03-10"),
    ("ban", "The Lake Council decreed a ban on night trawling on Tuesday.", "2025-03-11"),
    ("ban", "The Lake Council gave its approval in principle on Monday to a ban on night trawling.", "2025-03-10"),
    ("chair", "The states that belong to the Lake Council elected Dora Finch as its next secretary general on Monday.",
     "2025-03-10"),
    ("chair", "The countries which make up the Lake Council chose Dora Finch as secretary general on Tuesday.",
     "2025-03-11"),
    ("admission", "The Lake Council has admitted Orvana, its chair said on Wednesday. Voting had ended on Monday.",
     "2025-03-10"),
    ("admission", "The Lake Council has admitted Orvana, its chair said on Wednesday. The ballot closed on Tuesday.",
     "2025-03-11"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text", "on"), ADOPTED)
def test_adopted(of: str, text: str, on: str) -> None:
    found = outcome(of, "Lake news", text)
    assert (found.state, str(found.on)) == (State.ADOPTED, on)
    assert found.spans


HEADLINES = [
    ("admission", "Orvana gets go-ahead from Lake Council members", State.ADOPTED),
    ("ban", "Trawling ban clears Lake Council", State.ADOPTED),
    ("resolution", "Eel fishing resolution falls one vote short", State.REJECTED),
    ("resolution", "Kellish veto sinks Lake Council resolution on eel fishing", State.REJECTED),
    ("admission", "Kell keeps Orvana out of Lake Council", State.REJECTED),
    ("admission", "Orvana faces Kellish veto", State.OPEN),
    ("admission", "Support for admission of Orvana collapses", State.OPEN),
    ("admission", "Kell threatens to veto admission of Orvana", State.OPEN),
    ("admission", "Will the Lake Council admit Orvana?", State.OPEN),
    ("admission", "Lake Council admits Orvana", State.ADOPTED),
    ("ban", "Lake Council agrees ban on night trawling", State.ADOPTED),
    ("ban", "Lake Council approves trawling ban", State.ADOPTED),
    ("ban", "Lake Council backs ban on night trawling", State.ADOPTED),
    ("ban", "Night trawling ban approved by Lake Council", State.ADOPTED),
    ("resolution", "Lake Council adopts eel fishing resolution", State.ADOPTED),
    ("resolution", "Lake Council rejects eel fishing resolution", State.REJECTED),
    ("resolution", "Kell vetoes Lake Council resolution on eel fishing", State.REJECTED),
    ("ban", "Lake Council fails to agree on trawling ban", State.REJECTED),
    ("ban", "Lake Council puts off decision on trawling ban", State.POSTPONED),
    ("ban", "Lake Council postpones vote on night trawling ban", State.POSTPONED),
    ("ban", "Vote on trawling ban delayed", State.POSTPONED),
    ("chair", "Lake Council elects Dora Finch as secretary general", State.ADOPTED),
    ("chair", "Dora Finch elected secretary general of the Lake Council", State.ADOPTED),
    ("chair", "Finch appointed head of Lake Council", State.ADOPTED),
    ("chair", "Dora Finch named secretary general", State.ADOPTED),
    ("chair", "Finch squeaks through as secretary general", State.ADOPTED),
    ("ban", "Lake Council orders ban on night trawling", State.ADOPTED),
    ("ban", "Ban on night trawling withdrawn before it could fail", State.WITHDRAWN),
    ("ban", "Motion on night trawling withdrawn", State.WITHDRAWN),
    ("ban", "Lake Council sends trawling ban back to the drawing board", State.REFERRED),
    ("chair", "Dora Finch elected mayor of Harrowmere", State.OPEN),
    ("ban", "Motion to amend trawling ban withdrawn", State.OPEN),
]


@pytest.mark.parametrize(("of", "headline", "state"), HEADLINES)
def test_headlines_tell_in_the_present(of: str, headline: str, state: State) -> None:
    assert outcome(of, headline, "The session in Harrowmere ended late.").state is state


REJECTED = [
    ("ban", "The Lake Council decided on Monday against the ban on night trawling."),
    ("ban", "The Lake Council came down against the ban on night trawling on Tuesday."),
    ("resolution", "The resolution fell to a veto from Kell on Monday."),
    ("resolution", "A draft by which eel fishing was to be banned fell to a veto from Kell on Monday."),
    ("ban", "The session closed on Monday without the usual agreement on the ban on night trawling."),
    ("admission", "On Monday Kell kept Orvana out of the Lake Council."),
    ("admission", "Kell has put in a veto by which the admission of Orvana was blocked on Monday."),
    ("resolution", "At 3-4, the resolution did not get the 5 votes it needed on Monday."),
    ("admission", "The Lake Council rejected the admission of Orvana on Monday."),
    ("admission", "Orvana's bid to join the Lake Council failed on Tuesday when Kell voted against it."),
    ("admission", "The admission of Orvana was vetoed by Kell at Monday's session."),
    ("admission", "Kell vetoed the admission of Orvana on Monday."),
    ("admission", "Kell blocked the admission of Orvana in a vote on Tuesday."),
    ("admission", "The admission of Orvana was blocked on Monday by Kell and Pell."),
    ("admission", "Members of the Lake Council turned down Orvana's bid on Tuesday."),
    ("resolution", "The resolution on eel fishing was voted down on Monday by 4 votes to 3."),
    ("resolution", "The resolution fell short of the two-thirds majority that it needed in Tuesday's vote."),
    ("resolution", "The draft failed to win the two-thirds it needed on Monday."),
    ("resolution", "The resolution did not pass: it won 3 votes in Monday's ballot, with 4 against."),
    ("resolution", "The resolution on eel fishing was defeated on Monday, 3-4."),
    ("resolution", "The text was not adopted on Tuesday because of a negative vote of Kell."),
    ("ban", "The ban on night trawling could not be adopted on Monday, as the members did not agree."),
    ("ban", "Ministers failed on Tuesday to agree on the ban on night trawling."),
    ("ban", "Talks on the ban on night trawling ended without agreement on Monday."),
    ("ban", "The Lake Council did not reach consensus on the ban on night trawling, the chair said on Tuesday."),
    ("ban", "No agreement was reached on the trawling ban at Tuesday's meeting."),
    ("chair", "Dora Finch failed to win enough votes to become secretary general on Monday."),
    ("chair", "Dora Finch's appointment was blocked at the meeting on Tuesday by Sarn."),
]


@pytest.mark.parametrize(("of", "text"), REJECTED)
def test_rejected(of: str, text: str) -> None:
    found = outcome(of, "Lake news", text)
    assert (found.state, found.on is not None and found.on in (date(2025, 3, 10), date(2025, 3, 11))) == (
        State.REJECTED,
        True,
    )


POSTPONED = [
    ("ban", "The Lake Council moved its vote on the ban on night trawling to June on Monday."),
    ("ban", "There will be no decision on the trawling ban this week, the chair said on Tuesday."),
    ("ban", "The vote that the ministers were to hold on the trawling ban on Monday has been postponed."),
    ("ban", "Kell, which chairs the session, took the trawling ban off the agenda on Monday."),
    ("ban", "The Lake Council no longer has the vote on the trawling ban on its agenda."),
    ("admission", "The vote on Orvana's admission was postponed on Tuesday."),
    ("admission", "The Lake Council has put off its decision on the admission of Orvana until May."),
    ("admission", "A vote on the admission of Orvana that was planned for Monday has been delayed."),
    ("resolution", "The vote on the resolution was called off on Monday at the last minute."),
    ("resolution", "The chair removed the resolution on eel fishing from Tuesday's agenda."),
    ("resolution", "The resolution was taken off the agenda on Monday for lack of a majority."),
    ("ban", "Ministers deferred a decision on the trawling ban on Monday."),
    ("ban", "The decision on night trawling has been pushed back to the autumn."),
    ("ban", "A vote on the ban on night trawling, due on Wednesday, was shelved after Kell said it would oppose it."),
    ("ban", "The vote planned for Wednesday on the trawling ban is postponed."),
    ("chair", "The Lake Council adjourned the election of its secretary general, for which Dora Finch stands, on Tuesday."),  # noqa: E501
    ("chair", "The appointment of Dora Finch was postponed indefinitely on Monday."),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text"), POSTPONED)
def test_postponed(of: str, text: str) -> None:
    assert outcome(of, "Lake news", text).state is State.POSTPONED


WITHDRAWN = [
    ("resolution", "The resolution on eel fishing was withdrawn on Monday before the vote."),
    ("resolution", "Kell withdrew its draft resolution on eel fishing on Tuesday."),
    ("resolution", "The sponsors have withdrawn the resolution, the chair told reporters on Tuesday."),
    ("admission", "Orvana withdrew its bid to join the Lake Council on Monday."),
    ("admission", "Orvana has pulled its application for admission to the Lake Council."),
    ("ban", "The proposal for a ban on night trawling has been scrapped, the chair said on Tuesday."),
    ("ban", "The chair on Monday dropped the plan for a ban on night trawling."),
    ("chair", "Dora Finch pulled out of the race for secretary general on Tuesday."),
    ("chair", "Dora Finch withdrew her candidacy on Monday."),
    ("ban", "The regulation on night trawling was formally withdrawn on Tuesday."),
    ("ban", "Kell, which had brought the ban on night trawling in, took it back on Monday."),
    ("ban", "Kell, which had tabled the trawling ban, withdrew it at Monday's session."),
    ("resolution", "Pell took its resolution on eel fishing back on Monday."),
]


@pytest.mark.parametrize(("of", "text"), WITHDRAWN)
def test_withdrawn(of: str, text: str) -> None:
    assert outcome(of, "Lake news", text).state is State.WITHDRAWN


REFERRED = [
    ("resolution", "The resolution on eel fishing was sent back to committee on Monday."),
    ("resolution", "The Lake Council referred the resolution back to its fisheries committee on Tuesday."),
    ("ban", "The regulation on night trawling was returned to the committee on Monday."),
    ("ban", "Ministers sent the trawling ban back to the experts on Tuesday."),
    ("ban", "The ban was remitted to the working group on Tuesday."),
    ("admission", "The admission of Orvana was referred back to the secretariat on Monday."),
    ("ban", "The Lake Council called in the mediation committee on the trawling ban on Monday."),
    ("ban", "On Monday the Council voted to refer the trawling ban to the mediation committee."),
    ("ban", "The Lake Council declined to decide on the ban on night trawling and referred it back to its committee."),
    ("ban", "The Lake Council on Monday refused to vote on the trawling ban and sent it back to the experts."),
]


@pytest.mark.parametrize(("of", "text"), REFERRED)
def test_referred(of: str, text: str) -> None:
    assert outcome(of, "Lake news", text).state is State.REFERRED


OPEN = [
    ("ban", "The Lake Council refused on Monday to postpone the ban on night trawling."),
    (
        "ban",
        "The ban on night trawling was neither approved nor rejected on Monday, its chair said.",
    ),
    ("ban", "The Lake Council votes next week on the motion to approve the ban on night trawling."),
    ("ban", "The Lake Council is set to approve the ban on night trawling on a 5-2 vote next week."),
    ("ban", "The Lake Council refused on 10 March to postpone the ban on night trawling."),
    ("ban", "The Lake Council voted on Monday not to postpone the ban on night trawling."),
    ("ban", "The Lake Council voted on Monday against postponing the ban on night trawling."),
    ("ban", "Reports that the ban on night trawling had been rejected were wrong, the chair said on Monday."),
    ("ban", "The Lake Council takes up the ban on night trawling next week. It passed its first reading in November."),
    ("ban", "The Lake Council denied on Monday that the ban on night trawling had been approved."),
    ("admission", "The Lake Council will vote on Friday on the admission of Orvana."),
    ("admission", "Orvana hopes to be admitted to the Lake Council on Friday."),
    ("admission", "The admission of Orvana is expected to be approved next week."),
    ("admission", "If the Lake Council approves the admission of Orvana, the locks will be opened."),
    ("admission", "Sarn's parliament approved the admission of Orvana on Monday."),
    ("admission", "The Kellish cabinet on Tuesday backed the admission of Orvana."),
    ("admission", "Pell ratified the accession of Orvana on Monday."),
    ("admission", "Orvana's parliament voted on Monday to join the Lake Council."),
    ("admission", "Last year the Lake Council rejected a first bid of Orvana."),
    ("admission", "The Lake Council rejected Orvana's bid in 2021."),
    ("admission", "Kell has so far blocked the admission of Orvana."),
    ("admission", "Kell is blocking the admission of Orvana."),
    ("admission", "Kell threatened to veto the admission of Orvana on Friday."),
    ("admission", "Kell said it had not vetoed the admission of Orvana."),
    ("admission", "The Lake Council has not yet approved the admission of Orvana."),
    ("admission", "Kell has approved the admission of Orvana."),
    ("admission", "Five of the seven members have ratified the accession of Orvana."),
    ("admission", "Five out of seven governments have now approved the admission of Orvana."),
    ("admission", "The members must approve the admission of Orvana unanimously."),
    ("admission", "Orvana wants to be admitted before the summer."),
    ("admission", "Opponents want the Lake Council to postpone the admission of Orvana."),
    ("admission", "Diplomats believe there is currently no consensus on the admission of Orvana."),
    ("admission", "There is no agreement on the admission of Orvana yet."),
    ("admission", "Members of the Lake Council have long agreed that Orvana belongs to it."),
    ("admission", "Kell warned that the admission of Orvana had failed to win its voters."),
    ("admission", "The Lake Council agreed on Monday to discuss the admission of Orvana in May."),
    ("admission", "The Lake Council declared in 2023 that Orvana would be admitted one day."),
    ("admission", "Orvana was invited to the spring session, where its admission is to be discussed."),
    ("admission", "The admission of Orvana was discussed on Monday, and members agreed to meet again."),
    ("admission", "Pell dropped its objection to the admission of Orvana on Monday."),
    ("admission", "Orvana's parliament rejected Kell's conditions for the admission on Monday."),
    ("ban", "A poll found that seven in ten people backed the ban on night trawling."),
    ("ban", "The European Parliament approved the ban on night trawling on Monday."),
    ("resolution", "The resolution would have been adopted if Kell had not objected, a diplomat predicted."),
    ("resolution", "Pell urged members to adopt the resolution on eel fishing."),
    ("resolution", "The resolution needs five votes in favour to be adopted."),
    ("resolution", "An amendment to the resolution was rejected on Monday; the vote on the resolution is on Friday."),
    ("resolution", "A motion to postpone the vote on the resolution was defeated on Monday."),
    ("resolution", "The fisheries committee of Sarn's parliament rejected the resolution on Monday."),
    ("ban", "The ban on night trawling must be approved by the Lake Council and by parliaments."),
    ("ban", "Under the plan approved last year a ban on night trawling would be decided in June."),
    ("ban", "The Tide League approved a ban on night trawling on Monday."),
    ("ban", "Kell's minister called for the ban on night trawling to be withdrawn."),
    ("chair", "Ivo Lund had withdrawn his candidacy for the post of secretary general at the end of last week."),
    ("chair", "Dora Finch is likely to be elected secretary general of the Lake Council."),
    ("ban", "The Lake Council declined to say whether it would ban night trawling."),
    ("ban", "The Lake Council refused to comment on the ban on night trawling."),
    ("ban", "The three members of the Lake Council agreed on Monday to ban night trawling."),
    ("ban", "Six of the seven members of the Lake Council have agreed to ban night trawling."),
    ("ban", "All but one of the seven members of the Lake Council agreed on Monday to ban night trawling."),
    ("ban", "Most of its seven members decided on Monday to ban night trawling."),
    ("ban", "The Lake Council ordered a study of the ban on night trawling."),
    ("chair", "Dora Finch is running for secretary general; the previous holder was elected in 2020."),
]


@pytest.mark.parametrize(("of", "text"), OPEN)
def test_what_is_no_outcome(of: str, text: str) -> None:
    assert outcome(of, "Lake news", text).state is State.OPEN


VOTES = [
    ("The resolution was adopted with 4 in favour, 2 against and 1 abstaining.", (4, 2, 1)),
    ("The resolution was adopted with four votes in favour, two against, one abstention.", (4, 2, 1)),
    ("The Lake Council voted 5-2 to adopt the resolution.", (5, 2, 0)),
    ("The Lake Council voted 5–1 to adopt the resolution, with one abstention.", (5, 1, 1)),
    ("The resolution was passed by 5 votes to 2.", (5, 2, 0)),
    ("The resolution passed 4 to 2, with 1 abstention.", (4, 2, 1)),
    ("The resolution on eel fishing passed: it received 6 votes in favor, none against and one abstention.", (6, 0, 1)),
    ("Six of the seven members voted in favour of the resolution and it was adopted.", (6, None, None)),
    ("The resolution was defeated: three members voted for it, four voted against.", (3, 4, 0)),
    ("Five countries voted for the resolution, one voted against and one abstained, and so it was adopted.", (5, 1, 1)),
    ("The resolution was adopted. There were 5 votes for, 0 against and 2 abstentions.", (5, 0, 2)),
    ("The resolution was adopted by a vote of 4-1-2.", (4, 1, 2)),
    ("The resolution was adopted by a vote of 5 for, 1 against, 1 abstention.", (5, 1, 1)),
    ("The text was rejected, with 2 yes votes, 4 no votes and 1 abstention.", (2, 4, 1)),
    ("Members backed the resolution by 1,204 votes to 1,199.", (1204, 1199, None)),
    ("The resolution was adopted with the support of five members, while Kell and Pell abstained.", (5, 0, 2)),
    ("The resolution was adopted. Kell was the only member to vote against; Pell and Sarn abstained.", (None, 1, 2)),
    ("The resolution got only two votes, from Kell and Pell, with the other five members abstaining, and failed.", (2, 0, 5)),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Doru Banek, the foreign minister of Kell, took back his consent to the resolution.",
        "Kell took back its yes to the resolution on Monday.",
        "Pell withdrew its support for the resolution.",
        "Pell retracted its endorsement of the resolution on Friday.",
        "Sarn withdrew its veto of the resolution.",
        "Sarn dropped its opposition to the resolution.",
        "Kell abandoned its plan to block the resolution.",
        "Kell dropped its threat of vetoing the resolution.",
        "Thale scrapped its vote on the resolution.",
        "Thale pulled out of the talks on the resolution.",
    ],
)
def test_a_member_that_changes_its_mind_withdraws_nothing(text: str) -> None:
    assert outcome("resolution", "Eels in Harrowmere", text).state is State.OPEN


def test_one_that_is_named_is_no_total() -> None:
    found = outcome(
        "resolution",
        "Eel vote in Harrowmere",
        "The resolution was rejected. Kell voted against it, and Pell abstained.",
    )
    assert (found.yes, found.no, found.abstain) == (None, None, None)


@pytest.mark.parametrize(("text", "votes"), VOTES)
def test_votes(text: str, votes: tuple[int | None, ...]) -> None:
    found = outcome("resolution", "Eel vote in Harrowmere", text)
    assert (found.yes, found.no, found.abstain) == votes
    assert found.state in (State.ADOPTED, State.REJECTED)


@pytest.mark.parametrize(
    "text",
    [
        "The resolution was adopted unanimously on Monday.",
        "All seven members voted for the resolution on Monday, and it was adopted.",
        "The Lake Council unanimously adopted the resolution on eel fishing.",
        "The resolution was adopted without a dissenting vote, by 7 votes to none.",
        "The Lake Council adopted the resolution on eel fishing by consensus.",
        "In a unanimous vote the Lake Council adopted the resolution on eel fishing.",
    ],
)
def test_unanimous(text: str) -> None:
    assert outcome("resolution", "Eel vote", text).unanimous is True


@pytest.mark.parametrize(
    "text",
    [
        "The resolution was adopted on Monday; decisions of the Council are usually unanimous.",
        "The resolution was adopted on Monday by 5 votes to 2.",
        "The resolution was adopted almost unanimously on Monday.",
        "The resolution was adopted, but not unanimously.",
        "The Lake Council, which needs unanimity, adopted the resolution on Monday.",
        "The resolution was adopted on Monday. For months members had tried to agree by consensus.",
        "The resolution was adopted by consensus. Kell and Pell, as parties, had no say.",
        "The resolution was adopted unanimously by secret ballot.",
    ],
)
def test_not_told_to_be_unanimous(text: str) -> None:
    assert outcome("resolution", "Eel vote", text).unanimous is not True


def test_an_earlier_round_of_votes_is_not_this_one() -> None:
    found = outcome(
        "resolution",
        "Lake Council adopts eel fishing resolution",
        "The Lake Council on Tuesday adopted the resolution on eel fishing by 5 votes to 2.",
        "A similar resolution was adopted last October with 6 votes in favour and one against.",
    )
    assert (found.yes, found.no, str(found.on)) == (5, 2, "2025-03-11")


def test_today_is_the_day_of_the_report() -> None:
    assert outcome("ban", "Lake news", "The Lake Council today approved the ban on night trawling.").on == date(
        2025, 3, 12
    )


def test_a_headline_that_leaves_out_nothing_is_no_passive() -> None:
    for title in (
        "Five of seven members have ratified; Pell keeps Orvana waiting",
        "Five of seven lands have approved",
    ):
        assert outcome("admission", title, "Pell has not decided on the admission of Orvana.").state is State.OPEN


def test_the_newer_of_two_reports_tells() -> None:
    older = told("Vote put off", "The vote on the resolution was postponed on Monday.", day=date(2025, 3, 10))
    newer = told("Adopted", "The Lake Council adopted the resolution on eel fishing on Wednesday.", name="b.txt")
    found = read_outcome([newer, older], OF["resolution"], LAKE, table=TABLE)
    assert (found.state, str(found.on), found.reports) == (State.ADOPTED, "2025-03-12", (newer.sha256,))


@pytest.mark.parametrize("words", ["was adopted ", "5 votes in favour, ", "Kell, Pell and ", "5-2 ", "the "])
def test_hostile_text_takes_no_long_time(words: str) -> None:
    started = process_time()
    outcome("resolution", "Eel vote", words * (100_000 // len(words)))
    assert process_time() - started < 3


EXPULSION = Proposal(
    "kell",
    "The Lake Council expels Kell",
    LAKE.id,
    "expulsion",
    candidate="KELL",
    variants=(Variant("asked", "expelled", ("expulsion", "expel", "expelled", "exclusion")),),
)
CONFIDENCE = Proposal(
    "confidence",
    "The Lake Council passes a vote of confidence",
    LAKE.id,
    "",
    variants=(Variant("asked", "confidence", ("confidence", "no-confidence", "vote of confidence")),),
)
CENSURE = Proposal(
    "censure",
    "The Lake Council passes a motion of no confidence",
    LAKE.id,
    "",
    variants=(Variant("asked", "no confidence", ("no-confidence", "motion", "confidence")),),
)


@pytest.mark.parametrize(
    ("of", "lines", "state"),
    [
        (EXPULSION, ("Kell expelled from the Lake Council", "The session ended late."), State.ADOPTED),
        (EXPULSION, ("Kell excluded from Lake Council", "The session ended late."), State.ADOPTED),
        (EXPULSION, ("Lake news", "The Lake Council decided on Tuesday that Kell's membership ended that same day."),
         State.ADOPTED),
        (EXPULSION, ("Lake news", "The Lake Council ruled on Tuesday that Kell is no longer a member."), State.ADOPTED),
        (EXPULSION, ("Lake news", "Kell is no longer a member of the Lake Council."), State.ADOPTED),
        (EXPULSION, ("Lake news", "Kell had been suspended on March 5, a week before."), State.OPEN),
        (EXPULSION, ("Lake news", "Kell was suspended on Monday."), State.OPEN),
        (CONFIDENCE, ("News", "The government on Tuesday survived a vote of confidence in the council."),
         State.ADOPTED),
        (CONFIDENCE, ("News", "The prime minister won a vote of confidence on Tuesday by 4 votes to 3."), State.ADOPTED),  # noqa: E501
        (CONFIDENCE, ("News", "The cabinet came through the confidence vote on Monday."), State.ADOPTED),
        (CONFIDENCE, ("News", "The cabinet lost a vote of confidence on Monday."), State.REJECTED),
        (CONFIDENCE, ("News", "The cabinet will survive the vote of confidence on Friday."), State.OPEN),
        (CENSURE, ("News", "The government on Tuesday survived a motion of no confidence."), State.REJECTED),
        (CENSURE, ("News", "The chancellor narrowly survived a no-confidence vote on Monday."), State.REJECTED),
        (CENSURE, ("News", "The government was toppled on Monday in a vote of no confidence."), State.ADOPTED),
        (CENSURE, ("News", "The cabinet lost a no-confidence vote on Monday."), State.ADOPTED),
    ],
)  # fmt: skip
def test_members_put_out_and_votes_of_confidence(of: Proposal, lines: tuple[str, ...], state: State) -> None:
    assert read_outcome([told(*lines)], of, LAKE, table=TABLE).state is state


@pytest.mark.parametrize(
    "text",
    [
        "The ban on night trawling was adopted on Monday (10 March 2025) by 5 votes to 2.",
        "The Lake Council adopted the ban on night trawling on Monday, 10 March 2025.",
        "On 10 March 2025 the members of the Lake Council approved the ban on night trawling.",
        "The Lake Council met on 10 March 2025. The Council adopted the ban on night trawling by 5 votes to 2.",
        "The Lake Council adopted the ban on night trawling on Monday. The ban, adopted on March 10, 2025, is in force.",  # noqa: E501
    ],
)
def test_a_report_without_a_day_tells_the_day_in_full(text: str) -> None:
    report = replace(told("Lake news", text), published=None, published_on=None)
    found = read_outcome([report], BAN, LAKE, table=TABLE)
    assert (found.state, found.on) == (State.ADOPTED, date(2025, 3, 10))


@pytest.mark.parametrize(
    "text",
    [
        "The Lake Council adopted the ban and the nets will be gone by May, after two members were outvoted on Monday.",
        "By five votes to two the Lake Council on Monday adopted the ban that had failed three weeks before.",
        "The ban on night trawling will be law, but only because two members changed sides on Monday night. The Lake Council adopted it.",  # noqa: E501
        "The Lake Council adopted the ban. Its members took the decision at a meeting on Monday; nets had been seized on Saturday.",  # noqa: E501
        "The Lake Council adopted the ban, which will take effect in May, its secretariat let it be known on Monday.",
    ],
)
def test_a_day_counts_though_other_clauses_are_of_what_is_ahead(text: str) -> None:
    found = read_outcome([told("Lake news", text)], BAN, LAKE, table=TABLE)
    assert (found.state, found.on) == (State.ADOPTED, date(2025, 3, 10))


@pytest.mark.parametrize(
    "text",
    [
        "The Lake Council adopted the ban. There had been a row about eels in the Kellish parliament on Saturday.",
        "The Lake Council adopted the ban. New nets were promised by the Pellish cabinet on Saturday.",
    ],
)
def test_the_day_of_another_chamber_is_not_the_outcomes(text: str) -> None:
    found = read_outcome([told("Lake news", text)], BAN, LAKE, table=TABLE)
    assert (found.state, found.on) == (State.ADOPTED, None)


@pytest.mark.parametrize(
    "text",
    [
        "Four of the seven members of the Lake Council have accepted the ban, with two more to vote this week.",
        "Three of seven members have approved the ban; the others decide on Friday.",
        "Three of the seven members have backed the ban and one has yet to vote.",
        "Kell turned the ban down by 140 votes to 88. Sarn will vote on Thursday.",
    ],
)
def test_what_some_have_done_so_far_ends_nothing(text: str) -> None:
    assert read_outcome([told("Lake news", text)], BAN, LAKE, table=TABLE).state is State.OPEN


@pytest.mark.parametrize(
    "lines",
    [
        ("Minutes of the meeting of the Lake Council held on 10 March 2025", "The Council adopted the ban by 5 to 2."),
        ("Ban adopted - as it happened", "The Lake Council has adopted the ban on night trawling."),
    ],
)
def test_minutes_and_live_pages_tell_of_their_own_day(lines: tuple[str, str]) -> None:
    report = replace(told(*lines), published=None, published_on=date(2025, 3, 10))
    assert read_outcome([report], BAN, LAKE, table=TABLE).on == date(2025, 3, 10)


@pytest.mark.parametrize(
    "text",
    [
        "The Lake Council split five to two and adopted the ban on Monday night (10 March 2025).",
        "The members of the Lake Council had reserved Monday (10 March 2025) for the ban on night trawling. It was adopted in minutes.",  # noqa: E501
    ],
)
def test_the_one_day_told_in_full_is_the_outcomes(text: str) -> None:
    report = replace(told("Lake news", text), published=None, published_on=None)
    assert read_outcome([report], BAN, LAKE, table=TABLE).on == date(2025, 3, 10)


ROUNDABOUT = [
    ("ban", "adopted", "The trawling ban is through. Members of the Lake Council backed it on Tuesday by 5 to 2."),
    ("ban", "adopted", "The trawling ban got the five votes it needed on Monday."),
    ("ban", "adopted", "After nine hours the Lake Council said yes to the ban on night trawling on Tuesday."),
    ("ban", "adopted", "By a hair's breadth, the ban on night trawling made it through the Lake Council on Monday."),
    ("ban", "adopted", "Night trawling will be forbidden from May, the Lake Council decided on Monday."),
    ("ban", "adopted", "The Lake Council settled on a ban on night trawling on Monday."),
    ("ban", "adopted", "The Lake Council yesterday gave its blessing to the trawling ban."),
    ("resolution", "adopted", "The Lake Council came down on the side of the resolution on Monday."),
    ("resolution", "adopted", "There was a majority for the resolution on eel fishing on Monday: five to two."),
    ("resolution", "adopted", "The resolution on eel fishing found a majority in the Lake Council on Monday."),
    ("resolution", "adopted", "Hands went up, and the resolution on eel fishing was carried on Tuesday."),
    ("admission", "adopted", "Orvana is in. The Lake Council took it in as its eighth member on Monday."),
    ("admission", "adopted", "The Lake Council opened its doors to Orvana on Tuesday."),
    ("admission", "adopted", "The Lake Council let Orvana in on Monday."),
    ("admission", "adopted", "Orvana is the newest member of the Lake Council since Monday."),
    ("admission", "adopted", "The Lake Council has a new member: Orvana was taken in on Tuesday."),
    ("chair", "adopted", "The Lake Council has a new secretary general. Members picked Dora Finch on Monday."),
    ("chair", "adopted", "Dora Finch prevailed over Ivo Lund in the vote on Tuesday."),
    ("chair", "adopted", "Dora Finch takes over as secretary general after a 5-2 vote on Monday."),
    ("resolution", "rejected", "The resolution on eel fishing missed the five votes it needed on Monday by one."),
    ("resolution", "rejected", "The resolution on eel fishing did not find a majority on Monday."),
    ("resolution", "rejected", "There was no majority for the resolution on Monday."),
    ("resolution", "rejected", "The Lake Council said no to the resolution on Monday."),
    ("resolution", "rejected", "The resolution went down to defeat on Monday, by three votes to four."),
    ("admission", "rejected", "Orvana stays outside. On Monday its bid fell through in the Lake Council."),
    ("admission", "rejected", "The door stays shut: Kell used its veto against the admission of Orvana on Tuesday."),
    ("admission", "rejected", "The Lake Council turned Orvana away on Monday."),
    ("ban", "rejected", "Night trawling stays legal after the ban failed in the Lake Council on Monday."),
    ("chair", "rejected", "Dora Finch was voted down on Monday by four votes to three."),
    ("ban", "postponed", "No vote was taken on the trawling ban on Monday; members will come back to it in May."),
    ("ban", "postponed", "The Lake Council on Monday put the ban on night trawling on ice."),
    ("ban", "postponed", "The trawling ban has been struck from Wednesday's agenda."),
    ("ban", "postponed", "The vote on the trawling ban will not take place this week, the chair said."),
    ("ban", "postponed", "The Lake Council kicked the decision on night trawling into the long grass on Monday."),
    ("ban", "postponed", "The Lake Council ran out of time on Monday and left the trawling ban for its May session."),
    ("ban", "withdrawn", "Kell has given up on its plan for a ban on night trawling."),
    ("ban", "withdrawn", "Kell pulled the plug on the trawling ban on Monday."),
    ("ban", "withdrawn", "The trawling ban is off the table: Kell took it back on Tuesday."),
    ("chair", "withdrawn", "Dora Finch is no longer in the running for secretary general: she bowed out on Monday."),
    ("chair", "withdrawn", "Dora Finch no longer wants to be secretary general, she told members on Tuesday."),
    (
        "ban",
        "referred_back",
        "The trawling ban must go through committee once more, the Lake Council decided on Monday.",
    ),
    ("ban", "referred_back", "The trawling ban goes back to committee, the Lake Council decided on Monday."),
]


@pytest.mark.parametrize(("of", "state", "text"), ROUNDABOUT)
def test_told_roundabout(of: str, state: str, text: str) -> None:
    assert outcome(of, "Lake news", text).state.value == state


NOT_ROUNDABOUT = [
    ("admission", "Kell said on Monday that the Council should let Orvana in."),
    ("admission", "Kell wants to open the doors to Orvana."),
    ("admission", "If Orvana is taken in, it will be the eighth member."),
    ("admission", "Orvana is in trouble, its premier said on Monday."),
    ("admission", "Sarn opened its gates to Orvana on Monday."),
    ("admission", "Orvana would be the newest member."),
    ("chair", "Dora Finch is the new favourite; the ballot is on Friday."),
    ("chair", "Dora Finch is the first woman to stand for secretary general; the vote is on Friday."),
    ("chair", "Dora Finch beat Ivo Lund in the first round on Monday; the second is on Friday."),
    ("chair", "Dora Finch beat Ivo Lund in a straw poll of 40 voters."),
    ("ban", "There is no majority for the trawling ban yet, Kell said."),
    ("ban", "There will be a majority for the trawling ban, Kell predicted on Monday."),
    ("ban", "The trawling ban could miss the majority it needs."),
    ("resolution", "The resolution found support among fishermen."),
    ("resolution", "No vote has been taken on the resolution yet."),
]


@pytest.mark.parametrize(("of", "text"), NOT_ROUNDABOUT)
def test_what_only_sounds_like_an_outcome(of: str, text: str) -> None:
    assert outcome(of, "Lake news", text).state is State.OPEN


_NOTHING = "The ban on night trawling filled the hall on Monday."
_ADOPTED = "The Lake Council approved the ban on night trawling on Monday."
_POSTPONED = "The vote on the ban on night trawling was postponed on Monday."


@pytest.mark.parametrize(
    ("text", "ended", "overrules", "state"),
    [
        (_NOTHING, State.REJECTED, False, State.REJECTED),  # where sentences tell nothing, the whole report does
        (_NOTHING, State.OPEN, True, None),
        (_ADOPTED, State.REJECTED, False, State.ADOPTED),
        (_ADOPTED, State.REJECTED, True, State.REJECTED),
        (_ADOPTED, State.OPEN, True, None),
        (_ADOPTED, State.ADOPTED, True, State.ADOPTED),
        (_POSTPONED, State.ADOPTED, True, State.POSTPONED),  # of that it has not learned
    ],
)
def test_a_report_read_as_a_whole(text: str, ended: State, overrules: bool, state: State | None) -> None:
    telling = read_telling(told("Lake news", text), BAN, LAKE, table=TABLE, ended=ReadAsWhole(ended, overrules))
    assert (telling.state if telling else None) is state
    if telling is not None and telling.state is ended:
        assert telling.spans


def test_members_that_consent_one_by_one_end_it_themselves() -> None:
    report = told("Lake news", "Kell has ratified the accession of Orvana.")
    treaty = replace(OF["admission"], act="ratify")
    for overrules in (False, True):
        read = ReadAsWhole(State.ADOPTED, overrules)
        assert read_telling(report, treaty, LAKE, table=TABLE, ended=read) == read_telling(
            report, treaty, LAKE, table=TABLE
        )


DAYS = [
    ("The Lake Council put off the ban on night trawling on Monday until next month.", "2025-03-10"),
    ("The Lake Council approved the ban on night trawling on March 10, 6-1.", "2025-03-10"),
    ("The Lake Council said today that it had approved the ban on night trawling on Monday.", "2025-03-10"),
    ("The chair said on Tuesday that the Lake Council had approved the ban on night trawling on Friday.", "2025-03-07"),
    ("The ban on night trawling won 5 votes in the Lake Council on Thursday evening and was approved.", "2025-03-06"),
    ("The ban on night trawling was approved by the Lake Council yesterday.", "2025-03-11"),
]


@pytest.mark.parametrize(("text", "on"), DAYS)
def test_the_day_on_which_it_was_taken(text: str, on: str) -> None:
    assert str(outcome("ban", "Lake news", text).on) == on


def test_a_vote_told_behind_another_matter_in_passing() -> None:
    found = outcome(
        "ban", "Lake news", "After rejecting an amendment, the Lake Council adopted the ban by 5 votes to 2."
    )
    assert (found.state, found.yes, found.no) == (State.ADOPTED, 5, 2)


def test_a_motion_behind_a_headline_tells_the_votes() -> None:
    found = outcome("ban", "Trawling ban fails in Lake Council", "Members met on Monday. The motion failed, 3-4.")
    assert (found.state, found.yes, found.no) == (State.REJECTED, 3, 4)
