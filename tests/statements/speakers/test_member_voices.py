"""Voices of members that only the report knows: any office held of a town, a canton, a league's member."""

from __future__ import annotations

import pytest

from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements

KNOWN = default_table()
TABLE = ActorTable(
    {**KNOWN.actors, **{name.upper(): Actor(name.upper(), name, "state") for name in ("Kell", "Pell", "Sarnow")}},
    KNOWN.ambiguous,
    KNOWN.not_actors,
)
VOICES = [
    ("Kell's reeve, Gregor Stane, said the toll was unfair.", "Stane", "KELL"),
    ("Kell's council speaker Otta Brand said the town would wait.", "Brand", "KELL"),
    ("The landammann of Kell, Urs Zell, said the toll was wrong.", "Zell", "KELL"),
    ("The mayor of Pell, Ida Moor, said the town backed the plan.", "Moor", "PELL"),
    ("Pell's town clerk, Ben Rook, said no.", "Rook", "PELL"),
    ("Kell voted for the cut, and its delegate Brynn Aldis said it was a step.", "Aldis", "KELL"),
    ("The syndic of Sarnow, Jon Teller, said Sarnow would sign.", "Teller", "SARNOW"),
    ("Sarnow's envoy Lena Firth said it would abstain.", "Firth", "SARNOW"),
    ("The delegate of Sarnow, Max Holm, said the text was good.", "Holm", "SARNOW"),
    ("Kell's chief negotiator, Ada Venn, said talks went on.", "Venn", "KELL"),
    ("Kell chairman Ada Venn said the club would vote for it.", "Venn", "KELL"),
    (
        "The clubs meet. Kell are against it. The money is ours, said Ada Venn, the club's chief executive.",
        "Venn",
        "KELL",
    ),
    ('"The money is ours," said Ada Venn, the president of Kell.', "Venn", "KELL"),
    ("Pell votes on Thursday; its secretary, Ada Venn, said the members would accept it.", "Venn", "PELL"),
    ("Pell wants a clause. Ada Venn, its general secretary, said it would sign then.", "Venn", "PELL"),
    ("Sarnow's owner, Ada Venn, said he would not pay.", "Venn", "SARNOW"),
    ("Take away the holiday and you take away our wages, said Kell owner Ada Venn.", "Venn", "KELL"),
    ("The drivers at Kell have refused. Their secretary, Ada Venn, writes that it pays for nothing.", "Venn", "KELL"),
    ("Kell decided on Saturday to vote no. Their chairman, Ada Venn, said it was the money.", "Venn", "KELL"),
    ('"It was never under water," said Ada Venn, who heads the Kell committee.', "Venn", "KELL"),
    ("Kell is against. Ada Venn, who speaks for it, says that the roof must come first.", "Venn", "KELL"),
    ("Pell came over this week; commissioner Ada Venn says the other way is worse.", "Venn", "PELL"),
    ("Pell will stand by it, says group leader Ada Venn.", "Venn", "PELL"),
    ('Kell wants an auction. "We bought a claim," its partner Ada Venn wrote.', "Venn", "KELL"),
    ("Breaking it up would be an act of vandalism, said Kell's head of credit, Ada Venn.", "Venn", "KELL"),
    (
        "Four funds vote. Sarnow backs it; the fund's managing director, Ada Venn, said there was no better offer.",
        "Venn",
        "SARNOW",
    ),
    ("Sarnow changed hands in March; the new owner, Ada Venn, says he is still reading.", "Venn", "SARNOW"),
]
NOBODYS = [
    ("Kell's former reeve, Gregor Stane, said the toll was unfair.", "Stane"),
    ("Kell's opposition leader, Gregor Stane, said the toll was unfair.", "Stane"),
    ("Kell's best-known baker, Gregor Stane, said bread was dear.", "Stane"),
    ("The head of the relief office, Mara Teel, said winter was near.", "Teel"),
    ("Kell is against it. The bank's chairman, Ada Venn, said prices would rise.", "Venn"),
    ("The clubs: Kell and Pell met. The money is ours, said Ada Venn, the club's chief executive.", "Venn"),
    ("Kell's central bank chairman, Ada Venn, said prices would rise.", "Venn"),
    ("Kell police chief Ada Venn said the streets were quiet.", "Venn"),
    ("Kell are against it, said Ada Venn, the league's secretary.", "Venn"),
    ("Kell is against it. Ada Venn, who heads the relief office, said winter was near.", "Venn"),
    ("Kell and Pell came over; commissioner Ada Venn says the other way is worse.", "Venn"),
    ("Kell came over. In the valley, says inspector Ada Venn, it rained.", "Venn"),
    ("Kell's former chairman, Ada Venn, said it was a pity.", "Venn"),
    ("Kell baker Ada Venn said bread was dear.", "Venn"),
    ("Kell and Pell met, and its delegate Brynn Aldis said it was a step.", "Aldis"),
]


def whose(text: str, family: str) -> set[str | None]:
    report = read_report("The league meets\n\n" + text + "\n", name="a.txt")
    said = read_statements(report, table=TABLE)
    return {s.speaker.on_behalf_of for s in said if s.speaker and family in s.speaker.text}


@pytest.mark.parametrize(("text", "family", "member"), VOICES)
def test_voices(text: str, family: str, member: str) -> None:
    assert whose(text, family) == {member}


@pytest.mark.parametrize(("text", "family"), NOBODYS)
def test_nobodys_voice(text: str, family: str) -> None:
    assert whose(text, family) <= {None}
