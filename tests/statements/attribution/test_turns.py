"""Records of meetings: who has the floor, for whom, and what is said in each turn. All bodies and people invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Statement

ACTORS = Path(__file__).resolve().parents[3] / "examples" / "lake-council" / "actors.csv"
DAY = date(2031, 3, 6)


@pytest.fixture(scope="module")
def lake() -> ActorTable:
    return default_table().with_file(ACTORS)


def read(text: str, table: ActorTable) -> tuple[Statement, ...]:
    return read_statements(Report("invented", text, fingerprint(text), published_on=DAY), table=table)


def said(text: str, table: ActorTable) -> list[tuple[str | None, str | None, str]]:
    """Speaker's name (or words), for whom, and the content of each statement that stands in no other's."""
    return [
        (st.speaker and (st.speaker.name or st.speaker.text), st.speaker and st.speaker.on_behalf_of,
         " ".join(" ".join(s.of(text) for s in st.content).split()))
        for st in read(text, table)
        if st.parent is None
    ]  # fmt: skip


TURNS = [
    # text, (name, actor, words of the content) of each turn
    ("Mr. Banek (Kell): My delegation will vote against the draft decision on the pier.",
     [("Banek", "KELL", "My delegation will vote against")]),
    ("Ms. Tolle (Vessary) (spoke in Vessarian): We support the draft.\n\nMr. Roe (Pell): We shall abstain.",
     [("Tolle", "VESSARY", "We support the draft"), ("Roe", "PELL", "We shall abstain")]),
    ("FOREIGN MINISTER BANEK: Good morning. Kell will vote against the treaty.",
     [("BANEK", "KELL", "Kell will vote against the treaty")]),
    ("Remarks by President Odile Marr of Thale and Prime Minister Lio Brandt of Merrow\n\n"
     "PRESIDENT MARR: I thank my host. Thale has no objection.\n\nPRIME MINISTER BRANDT: Merrow has none either.",
     [("Marr", "THALE", "Thale has no objection"), ("Brandt", "MERROW", "Merrow has none either")]),
    ("The PRESIDENT: I now give the floor to the representative of Kell.\n\n"
     "Mr. Dorn (Kell): Thank you, Mr. President. Kell cannot join the consensus.",
     [("Dorn", "KELL", "Kell cannot join the consensus")]),
    ("Mr. BRANNER. Madam Speaker, I rise in support of the harbour bill.\n\nMs. WINNER. I yield two minutes.",
     [("BRANNER", None, "I rise in support of the harbour bill"), ("WINNER", None, "I yield two minutes")]),
    ("Ilse Corran (Prime Minister): I beg to move, That this House approves the admission of Orvana.\n\n"
     "Dov Pellam (Leader of the Opposition): We shall vote against it.",
     [("Ilse Corran", None, "That this House approves"), ("Dov Pellam", None, "We shall vote against it")]),
    ("The Minister for Foreign Affairs (Mr Doru Banek): Kell will not stand in the way.\n\n"
     "Ada Winn (Kellmouth North): Why not?",
     [("Doru Banek", "KELL", "Kell will not stand in the way"), ("Ada Winn", None, "Why not?")]),
    ("The representative of Sarn: My Government sees no need for a vote.\n\nThe representative of Pell: We do.",
     [("representative of Sarn", "SARN", "sees no need for a vote"), ("representative of Pell", "PELL", "We do")]),
    ("DORU BANEK (Kell) said that his delegation would vote against the text.",
     [("DORU BANEK", "KELL", "would vote against the text")]),
    ("Mr. Banek (Kell) said his delegation would vote against the text.",
     [("Banek", "KELL", "would vote against the text")]),
    ("KELL (Mr Banek) said that Kell would vote against the text.", [("KELL", "KELL", "would vote against the text")]),
    ("Speaking for Kell, Mr. Banek said that the text went too far.", [("Banek", "KELL", "the text went too far")]),
    ("Maren Tolle, on behalf of Vessary, said that the text was good.", [("Tolle", "VESSARY", "the text was good")]),
    ("Ansgar Roe is the foreign minister of Pell.\n\nHARBOUR NEWS: Will Pell agree?\n\nROE: No. We will not.",
     [("Ansgar Roe", "PELL", "We will not")]),
    ("The President: I call Kell.\n\nMr. Banek (Kell): We object.\n\nThe President: I thank the delegate of Kell.",
     [("Banek", "KELL", "We object")]),
    ("The representative of Kell said that his delegation would vote against the text.",
     [("representative of Kell", "KELL", "would vote against the text")]),
    ("Kell's delegate supported the text and said it was balanced.",
     [("Kell's delegate", "KELL", "balanced")]),
    ("Speaking in explanation of vote, the representative of Pell said that the text went too far.",
     [("representative of Pell", "PELL", "the text went too far")]),
    ("Positions at the table:\n- Kell: will vote against\n- Vessary: in favour\n- Thale: has not decided",
     [("Kell", "KELL", "will vote against"), ("Vessary", "VESSARY", "in favour"),
      ("Thale", "THALE", "has not decided")]),
    ("Ansgar Roe, Pell's foreign minister, spoke to the Harbour News on Tuesday.\n\n"
     "Q: Will Pell agree to the plan?\nA: Yes, we will agree to it.\n\nQ: When?\nA: In the spring session.",
     [("Ansgar Roe", "PELL", "Yes, we will agree to it"), ("Ansgar Roe", "PELL", "In the spring session")]),
    ("An interview with Odile Marr, prime minister of Thale.\n\n"
     "Harbour News: Will Thale vote for the plan?\n\nOdile Marr: We will vote for it.\n\n"
     "Harbour News: And Kell?\n\nMarr: I cannot speak for Kell.",
     [("Odile Marr", "THALE", "We will vote for it"), ("Odile Marr", "THALE", "I cannot speak for Kell")]),
    ("Mr. Banek (Kell): Thank you, Chair.\n\nOur parliament has not been asked.\n\nWe cannot agree today.\n\n"
     "Mr. Roe (Pell): Nor can we.",
     [("Banek", "KELL", "Our parliament has not been asked"), ("Banek", "KELL", "We cannot agree today"),
      ("Roe", "PELL", "Nor can we")]),
]  # fmt: skip


DOCUMENTS = [
    ("Statement by the Foreign Minister of Kell, Doru Banek\n\nKell will vote against the treaty.",
     [("Doru Banek", "KELL", "Kell will vote against the treaty")]),
    ("Press statement by Foreign Minister Maren Tolle of Vessary\n\nWe shall sign.\n\nMy government has decided.",
     [("Maren Tolle", "VESSARY", "We shall sign"), ("Maren Tolle", "VESSARY", "My government has decided")]),
    ("Speech by Lio Brandt, prime minister of Merrow, at the spring session\n\nI say yes to the pier.",
     [("Lio Brandt", "MERROW", "I say yes")]),
    ("Joint statement by the foreign ministers of Kell and Pell\n\nWe will vote for the pier.",
     [("Kell", "KELL", "We will vote"), ("Pell", "PELL", "We will vote")]),
    ("Explanation of vote by the representative of Sarn\n\nMy delegation abstained.",
     [("representative of Sarn", "SARN", "My delegation abstained")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "turns"), [*TURNS, *DOCUMENTS], ids=[t[:40] for t, _ in (*TURNS, *DOCUMENTS)])
def test_each_turn_is_the_words_of_who_has_the_floor(
    text: str, turns: list[tuple[str, str | None, str]], lake: ActorTable
) -> None:
    found = said(text, lake)
    for name, actor, words in turns:
        assert any(name in (who or "") and actor == to and words in content for who, to, content in found), found


NO_TURNS = [
    "Note: the vote is on Monday.\nUpdate: it was moved to Tuesday.",
    "Council meets: what to expect\nBy Ada Winn\n\nThe council said that it will meet on Monday.",
    "Agenda: the pier. Time: 10:42. Place: Kellmouth.",
    "Banek said on Monday: the vote is lost.\n\nPhoto: the pier at night.",
    "Our view: The council should wait.\nRead more: What the vote means.",
    "Results: Kell 3, Pell 4.",
    "In favour: Kell, Pell, Sarn. Against: Thale. Abstaining: Merrow.",
    "Watch: Banek speaks to the press.\nLive: The council votes.",
    "Key points: Kell objects; Pell does not.\nSource: Harbour News.",
    "There was one question: Will Kell agree?",
    "The governor added: It is late.\n\nThe minister agreed: It is.",
    "KELLMOUTH (HNA) - The latest on the pier (all times local): Nothing new.",
    "Letter from Kellmouth\n\nThe town is quiet.",
    "Statement by phone\n\nNobody came.",
]


@pytest.mark.parametrize("text", NO_TURNS)
def test_a_colon_alone_is_no_turn(text: str, lake: ActorTable) -> None:
    from whipcount.statements.attribution.turns import find_turns
    from whipcount.statements.people.participants import find_participants

    assert find_turns(text, find_participants(text, table=lake)) == ()
