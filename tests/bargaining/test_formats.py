"""Tables of one issue and of several: the example, and those that programs of the field write."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from whipcount.bargaining.formats import read_table
from whipcount.bargaining.procedural import Share, win_set
from whipcount.errors import BargainingError


def test_the_example_table_is_read_and_consensus_leaves_nothing(root: Path) -> None:
    path = root / "examples" / "bargaining" / "ukraine-invitation.csv"
    t = read_table(path)
    assert t.n_actors == 32
    found = win_set(t, "invitation", Share(dict.fromkeys(t.actors, 1.0), 1.0))
    assert (found.intervals, found.bounded_by) == ((), ("Hungary", "Slovakia"))
    assert len(list(csv.reader(path.read_text(encoding="utf-8").splitlines()))) == 36


@pytest.mark.parametrize(
    "text",
    [
        "name,position,capabilities,salience\nKell,0,1,0.5\nThale,100,0.8,0.9\n",
        "Actor,Salience,Power,Position\nKell,50,1,0\n\nThale,90,0.8,100\n",
    ],
)
def test_columns_in_any_order(text: str) -> None:
    table = read_table(text)
    assert list(table.actors) == ["Kell", "Thale"]
    assert table.position.tolist() == [[0.0], [100.0]]
    assert table.salience.tolist() == [[0.5], [0.9]]
    assert table.capability.tolist() == [[1.0], [0.8]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,position,capabilities,salience\nKell,high,1,0.5\n", "line 2: position 'high' is no number"),
        ("name,position,capabilities,salience\nKell,0,1\n", "line 2: a cell is missing"),
        ("name,position,capabilities,salience\nKell,0,1,1\nKell,0,1,1\n", "line 3: 'Kell' is there twice"),
        ("name,position,capabilities,salience\n", "no actors"),
        ("name,position\nKell,0\n", "no known format"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(BargainingError, match=told):
        read_table(text)


@pytest.mark.parametrize("mark", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_tables_as_spreadsheets_save_them(mark: str, encoding: str) -> None:
    header = ["Name", "Position", "Capabilities", "Salience"]
    rows = [header, ["Käll", "12,5", "1", "0,5"], ["Thale", "100", "2", "1"], ["", "", "", ""]]
    text = "".join(mark.join(row if mark == ";" else [cell.replace(",", ".") for cell in row]) + "\r\n" for row in rows)
    table = read_table(text.encode(encoding))
    assert list(table.actors) == ["Käll", "Thale"]
    assert table.position.tolist() == [[12.5], [100.0]]
    assert table.salience.tolist() == [[0.5], [1.0]]


def test_our_own_table_may_have_semicolons() -> None:
    text = (
        "issue;low;high\ntax;0;10\n\nactor;issue;position;salience;capability\nKell;tax;2,5;1;1\nThale;tax;10;0,5;1\n"
    )
    assert read_table(text).position.tolist() == [[2.5], [10.0]]


DEU = (
    "prnrnmc,isnrnmc,prnr,cod,prname,isnr,pcom,pep,pat,rp,out,pepppty,scom,sep,sat\n"
    "1,1,d1,2031/1(COD),ferries,d1i1,100,0,40,20,,,50,80,10\n"
    "1,2,d1,2031/1(COD),ferries,d1i2,0,,60,,,,50,80,10\n"
    "2,3,d2,2031/2(COD),locks,d2i1,,,,,,,,,\n"
)


@pytest.mark.parametrize("proposal", ["d1", "ferries", "2031/1(COD)"])
def test_a_wide_table_of_deu(proposal: str) -> None:
    table = read_table(DEU, proposal=proposal)
    assert table.actors == ("COM", "EP", "AT")
    assert [(issue.name, issue.reference) for issue in table.issues] == [("d1i1", 20.0), ("d1i2", None)]
    assert table.position[:, 0].tolist() == [100.0, 0.0, 40.0]
    assert math.isnan(table.position[1, 1])
    assert table.salience[0].tolist() == [0.5, 0.5]
    assert set(table.capability[:, 0]) == {1.0}


@pytest.mark.parametrize(
    ("text", "proposal", "told"),
    [
        (DEU, None, "2 proposals; which is meant.*--proposal, one of: d1, d2"),
        (DEU, "d9", "no proposal 'd9'"),
        (DEU, "d2", "nobody has a position and a salience"),
        (DEU.replace("100,0,40", "100,0,often"), "d1", "line 2: pat 'often' is no number"),
    ],
)
def test_what_a_wide_table_cannot_answer_is_told(text: str, proposal: str | None, told: str) -> None:
    with pytest.raises(BargainingError, match=told):
        read_table(text, proposal=proposal)


def an_actor(name: str, power: str, *cells: tuple[str, str]) -> str:
    positions = "".join(f"<dCoord>{x}</dCoord>" for x, _ in cells)
    saliences = "".join(f"<dSal>{s}</dSal>" for _, s in cells)
    return (
        f"<Actor><name>{name}</name><description>of {name}</description><capability>{power}</capability>"
        f"<Position>{positions}</Position><Salience>{saliences}</Salience></Actor>"
    )


def a_scenario(*actors: str, dimensions: str = "<dName>tax</dName><dName>quota</dName>") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Scenario><name>lake</name><prngSeed>0x1</prngSeed>\n'
        f"<Dimensions>{dimensions}</Dimensions><Actors>{''.join(actors)}</Actors></Scenario>\n"
    )


def test_xml_of_ktab_gives_what_its_csv_gives() -> None:
    kell, thale = an_actor("Kell", "2", ("0", "40"), ("10", "60")), an_actor("Thale", "1.5", ("90", "30"), ("5", "5"))
    xml = a_scenario(kell, thale)
    lines = "lake,lake,2,2,\nActor,Description,Power,tax Position,Sal,quota Position,Sal,\n"
    csv_text = lines + "Kell,of Kell,2,0,40,10,60,\nThale,of Thale,1.5,90,30,5,5,\n"
    one, two = read_table(xml.encode()), read_table(csv_text)
    assert one.actors == two.actors
    assert [issue.name for issue in one.issues] == [issue.name for issue in two.issues] == ["tax", "quota"]
    assert dict(one.note) == dict(two.note)
    for name in ("position", "salience", "capability"):
        assert getattr(one, name).tolist() == getattr(two, name).tolist()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<Scenario><Actors></Actors></Scenario>", "has no actors"),
        ("<Report/>", "XML of another kind: Report"),
        ("<Scenario><Actors>", "is no XML"),
        (a_scenario(an_actor("Kell", "2", ("0", "40"))), "1 positions and 1 saliences"),
        (a_scenario(an_actor("Kell", "much", ("0", "40"), ("1", "2"))), "actor 1: capability 'much' is no number"),
        (a_scenario(an_actor("Kell", "1", ("0", "60"), ("1", "60"))), "sum to 120"),
        (a_scenario(*[an_actor("Kell", "1", ("0", "40"), ("1", "2"))] * 2), "actor 2: 'Kell' is there twice"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><Scenario><Actors><Actor><name>&x;</name></Actor>'
         "</Actors></Scenario>", "declarations of its own"),
    ],
)  # fmt: skip
def test_xml_that_does_not_fit_is_told(text: str, told: str) -> None:
    with pytest.raises(BargainingError, match=told):
        read_table(text)
