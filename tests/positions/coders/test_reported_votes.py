"""How members voted, as reports tell it: chains in prose, bullets, tables, and what is no vote."""

from __future__ import annotations

from time import process_time

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.coders.reported_votes import reported_votes
from whipcount.positions.proposal.named_votes import named_votes
from whipcount.positions.stance.stance import Authority, Stance

K, P, S, T, M, V, F = "KELL", "PELL", "SARN", "THALE", "MERROW", "VESSARY", "FERROW-BAY"
ALL = {K, P, S, T, M, V, F}
Y, N, A = Stance.YES, Stance.NO, Stance.ABSTAIN


def votes(*lines: str, of: str = "resolution") -> dict[str, Stance]:
    made = reported_votes([told(*lines)], OF[of], LAKE, table=TABLE)
    assert all(e.authority is Authority.RECORDED_VOTE and not e.third_party for e in made)
    return {e.member: e.stance for e in made if e.member and e.stance}


PROSE = [
    ("The abstentions included most of the league, among them Kell, Pell and Sarn.", {K: A, P: A, S: A}),
    ("Four members gave the resolution the votes it needed: Kell, Pell, Sarn and Thale.", {K: Y, P: Y, S: Y, T: Y}),
    ("With the chair in the majority were Kell and Pell. In the minority were Sarn and Vessary.", {K: Y, P: Y, S: N, V: N}),  # noqa: E501
    ("The votes against came from the south, including Kell and Pell.", {K: N, P: N}),
    ("The abstentions included none of the founders; Kell spoke.", {}),
    ("Kell and Pell on Tuesday vetoed the resolution, and Sarn abstained.", {K: N, P: N, S: A}),
    ("Kell late on Friday evening voted against the resolution.", {K: N}),
    ("Kell, which had abstained in October, supported the resolution this time.", {}),
    ("Pell, which had voted against last year, abstained on the resolution today.", {P: A}),
    ("Four members backed the resolution. Kell and Pell opposed it. One abstained.", {K: N, P: N}),
    ("Four members supported the resolution. Kell rejected it.", {K: N}),
    ("Four members supported the resolution. Kell rejected the criticism.", {}),
    ("Four members voted for the resolution. Kell had opposed it until Monday.", {}),
    ("Kell and Pell opposed the resolution for years.", {}),
    ("Kell and Pell raised their hands for the resolution, Sarn voted against it.", {K: Y, P: Y, S: N}),
    ("Kell and Pell voted against the resolution and Sarn abstained.", {K: N, P: N, S: A}),
    ("Vessary, Thale and Merrow voted in favour of the resolution. Kell voted against. Pell abstained.",
     {V: Y, T: Y, M: Y, K: N, P: A}),
    ("The resolution was adopted, with Kell voting against and Pell abstaining.", {K: N, P: A}),
    ("Three members voted against the resolution: Kell, Pell and Sarn.", {K: N, P: N, S: N}),
    ("Five members - Kell, Pell, Sarn, Thale and Merrow - voted in favour of the resolution.",
     {K: Y, P: Y, S: Y, T: Y, M: Y}),
    ("The resolution passed with two votes (Kell, Pell) against one.", {K: Y, P: Y}),
    ("The resolution was rejected by two votes (Kell, Pell) to one.", {K: N, P: N}),
    ("In favour: Vessary, Thale. Against: Kell. Abstaining: Pell.", {V: Y, T: Y, K: N, P: A}),
    ("Kell, which voted against the resolution, was joined by Pell.", {K: N, P: N}),
    ("Kell voted no on the resolution. It was joined by Pell and Sarn.", {K: N, P: N, S: N}),
    ("Among the members that voted no on the resolution was Kell. Pell and Thale did the same, as did Sarn itself.",
     {K: N, P: N, T: N, S: N}),
    ("The resolution was adopted by 5 votes to 1, with the only vote against coming from Kell and an abstention by Pell.",  # noqa: E501
     {K: N, P: A}),
    ("The only votes against the resolution came from Kell and Pell.", {K: N, P: N}),
    ("Only Kell voted against the resolution, while Pell and Merrow abstained.", {K: N, P: A, M: A}),
    ("Kell cast the only vote against the resolution.", {K: N}),
    ("Kell vetoed the resolution.", {K: N}),
    ("Kell used its veto to block the resolution on Monday.", {K: N}),
    ("The resolution was opposed by Kell and Pell in Monday's vote, and Sarn abstained.", {K: N, P: N, S: A}),
    ("Abstentions came from Thale and Ferrow Bay when the resolution was put to the vote.", {T: A, F: A}),
    ("The members who abstained on the resolution were Thale, Merrow and Ferrow Bay.", {T: A, M: A, F: A}),
    ("Kell and Pell voted against it. Sarn, along with Thale, abstained from voting on the resolution.",
     {K: N, P: N, S: A, T: A}),
    ("Kell voted for the resolution, as did Pell.", {K: Y, P: Y}),
    ("Kell voted against, and so did Sarn.", {K: N, S: N}),
    ("Kell was the only member to vote against the resolution.", {K: N}),
    ("Kell's delegate voted against the resolution.", {K: N}),
    ("The Kellish representative abstained.", {K: A}),
    ("Voting against were Kell and Pell; abstaining were Sarn and Thale.", {K: N, P: N, S: A, T: A}),
    ("Orvana relied on Kell and Pell, both of which voted no.", {K: N, P: N}),
    ("The envoys counted on Kell, Pell and Sarn, all of whom voted against the resolution.", {K: N, P: N, S: N}),
    ("Kell had hesitated for weeks, envoys said, but voted for the resolution in the end.", {K: Y}),
    ("Kell had complained about the wording but eventually abstained.", {K: A}),
    ("Kell first called it hasty, yet voted in favour.", {K: Y}),
    ("Kell and Pell joined the northern towns in voting against the resolution.", {K: N, P: N}),
    ("Kell, which had led the critics, said it had voted against.", {K: N}),
    ("Kell said that it had abstained on the resolution.", {K: A}),
    ("Kell confirmed it had voted for the resolution.", {K: Y}),
    ("Kell sided with the critics and voted against the resolution.", {K: N}),
    ("Three members - Kell, Pell and Sarn - joined the chair in voting for the resolution.", {K: Y, P: Y, S: Y}),
    ("Kell rejected the resolution in the vote and Pell voted in favour.", {K: N, P: Y}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PROSE)
def test_votes_in_prose(text: str, wanted: dict[str, Stance]) -> None:
    assert votes("The resolution on eel fishing in Harrowmere", text) == wanted


LISTS = [
    (("The Lake Council voted on the resolution:", "FOR: Kell, Pell, Sarn", "AGAINST: Thale", "ABSTAIN: Merrow"),
     {K: Y, P: Y, S: Y, T: N, M: A}),
    (("How they voted on the resolution", "In favour (3)", "Kell\nPell\nSarn", "Against (1)", "Thale",
      "Abstentions (1)", "Merrow"), {K: Y, P: Y, S: Y, T: N, M: A}),
    (("The roll call on the resolution", "* YES: Kell, Pell, Sarn", "* NO: Thale and Vessary", "* ABSTENTION: Merrow"),
     {K: Y, P: Y, S: Y, T: N, V: N, M: A}),
    (("The votes", "- Kell: yes\n- Pell: no\n- Sarn: abstained\n- Thale: in favour"), {K: Y, P: N, S: A, T: Y}),
    (("The votes", "Voted in favour (2): Kell, Pell.", "Voted against (2): Sarn, Thale.", "Abstained (1): Merrow."),
     {K: Y, P: Y, S: N, T: N, M: A}),
    (("The votes", "| Member | Vote |\n|---|---|\n| Kell | For |\n| Pell | Against |\n| Sarn | Abstain |"),
     {K: Y, P: N, S: A}),
    (("The votes", "Yes votes: Kell and Pell", "No votes: Sarn", "Not voting: Thale"), {K: Y, P: Y, S: N}),
    (("The votes", "Votes in favour - Kell, Pell", "Votes against - Sarn", "Abstentions - Thale, Merrow"),
     {K: Y, P: Y, S: N, T: A, M: A}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), LISTS)
def test_lists_and_tables(lines: tuple[str, ...], wanted: dict[str, Stance]) -> None:
    assert votes(*lines) == wanted


REST = [
    ("Kell voted against the resolution and Pell abstained. The remaining five members voted in favour.",
     {K: N, P: A, S: Y, T: Y, M: Y, V: Y, F: Y}),
    ("Kell voted against the resolution. The other six voted in favour.", {K: N} | dict.fromkeys(ALL - {K}, Y)),
    ("Only Kell and Pell voted for the resolution; the other five members abstained.",
     {K: Y, P: Y} | dict.fromkeys(ALL - {K, P}, A)),
    ("The resolution was adopted with six votes in favour and one against, from Kell.",
     {K: N} | dict.fromkeys(ALL - {K}, Y)),
    ("The resolution was adopted by 5-1 with one abstention. Kell voted against and Pell abstained.",
     {K: N, P: A} | dict.fromkeys(ALL - {K, P}, Y)),
    ("The resolution was adopted unanimously.", dict.fromkeys(ALL, Y)),
    ("All members but Kell voted for the resolution.", dict.fromkeys(ALL - {K}, Y)),
    ("Every member except Kell and Pell voted for the resolution.", dict.fromkeys(ALL - {K, P}, Y)),
    ("All seven members voted in favour of the resolution.", dict.fromkeys(ALL, Y)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), REST)
def test_the_rest(text: str, wanted: dict[str, Stance]) -> None:
    from whipcount.positions.coders.told_by_reports import told_by_reports

    report = told("The resolution on eel fishing in Harrowmere", text)
    made = told_by_reports([report], (), OF["resolution"], LAKE, table=TABLE)
    got = {e.member: e.stance for e in made if e.member and e.authority is Authority.RECORDED_VOTE}
    assert got == wanted


NONE = [
    "Kell will vote against the resolution on Friday.",
    "Kell would vote against the resolution.",
    "Kell threatened to vote against the resolution.",
    "If Kell votes against the resolution, it fails.",
    "Kell said it had not voted against the resolution.",
    "Kell did not vote against the resolution.",
    "In 2019 Kell voted against a similar resolution.",
    "Members of parliament in Kell voted against the resolution.",
    "Kell's parliament voted against the government's budget.",
    "The opposition in Kell voted against the resolution.",
    "Kell wants Pell to vote against the resolution.",
    "Fishers in Kell voted against their union's plan.",
    "Most members voted for the resolution; Kell has yet to vote.",
    "Several members abstained.",
    "Orvana voted against the resolution.",
    "Kell voted against the budget of the fisheries fund.",
    "Kell voted for an amendment to the resolution.",
    "Kell had hoped that the council would meet and voted against a delay of the fair.",
    "Kell had asked Orvana, and who voted against the resolution is not known.",
    "Kell said it had voted for an amendment to the resolution.",
    "Kell joined the others in voting for an amendment to the resolution.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_vote_on_it(text: str) -> None:
    assert votes("The resolution on eel fishing in Harrowmere", text) == {}


def test_a_vote_both_ways_sets_nothing() -> None:
    assert K not in votes("Eels", "Kell voted against the resolution.", "Kell voted for the resolution.")


def test_totals_that_disagree_with_the_names_are_told() -> None:
    report = told("Eels", "The resolution was adopted with 4 in favour and 3 against. Kell and Pell voted against it.")
    made = reported_votes([report], OF["resolution"], LAKE, table=TABLE)
    assert {e.member for e in made if e.stance is N} == {K, P}
    assert any("3 against" in why and "2" in why for e in made for why in e.reasons)


def test_spans_are_kept() -> None:
    report = told("Eels", "Kell voted against the resolution.")
    (vote,) = named_votes(report, OF["resolution"], LAKE, table=TABLE)
    assert vote.span.of(report.text).startswith("Kell voted against")


@pytest.mark.parametrize("words", ["Kell, Pell and ", "voted against ", "FOR: Kell\n", "Kell voted the "])
def test_hostile_text_takes_no_long_time(words: str) -> None:
    votes("Eels", words)  # patterns and tables that are made once are not the text's doing
    started = process_time()
    votes("Eels", words * (50_000 // len(words)))
    assert process_time() - started < 3
