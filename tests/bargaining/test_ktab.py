"""KTAB's XML gives what its CSV gives."""

from __future__ import annotations

import pytest

from whipcount.bargaining.formats import read_table
from whipcount.errors import BargainingError


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


XML = (
    "<Scenario><Dimensions><dName>tax</dName></Dimensions><Actors>"
    "<Actor><name>Côte</name><capability>2</capability><Position><dCoord>{}</dCoord></Position>"
    "<Salience><dSal>{}</dSal></Salience></Actor>"
    "<Actor><name>Thale</name><capability>1</capability><Position><dCoord>0</dCoord></Position>"
    "<Salience><dSal>1</dSal></Salience></Actor></Actors></Scenario>"
)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_xml_in_the_encoding_that_it_declares(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + XML.format(90, 50)
    assert read_table(text.encode(encoding)).actors == ("Côte", "Thale")


def test_a_scale_of_one_is_refused_where_it_should_be_of_a_hundred() -> None:
    for text in (XML.format("0.9", "0.5"), "demo,x,2,1\nActor,D,Power,Pos,Sal\nA,,1,0.5,0.5\nB,,1,1,0.5\n"):
        with pytest.raises(BargainingError, match="all positions and saliences are of 0 to 1"):
            read_table(text)
