"""Messages on files that people write hold no word of the program that reads them."""

from __future__ import annotations

import pytest

from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers.file import parse_dossier
from whipcount.errors import BodyError, DossierError

GOOD = "id: LAKE\nname: Lake\ndefault: d\nmembers: [{id: A}, {id: B}]\nrules: {d: all members}\n"
PROGRAM = (
    "Input should",
    "tuple",
    "dict",
    "str",
    "int",
    "instance",
    "_Member",
    "_Rule",
    "Value error",
    "validation",
    "NoneType",
    "^",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("[{id: A}, {id: B}]", "A, B"), "members: “A, B” stands where a list ([one, two]) is expected"),
        (GOOD.replace("[{id: A}, {id: B}]", "[A, B]"), "members, entry 1: “A” stands where a set of fields"),
        (GOOD.replace("[{id: A}, {id: B}]", "{A: a}"), "members: a set of fields stands where a list"),
        (GOOD.replace("{d: all members}", "{d: 5}"), "rules.d: 5 stands where"),
        (GOOD.replace("{d: all members}", "{d: }"), "rules.d: nothing stands where"),
        (GOOD.replace("default: d\n", ""), "default: is missing"),
        (GOOD + "seats: many\n", "seats: “many” stands where a whole number is expected"),
        (GOOD + "seats: 0\n", "seats: must be at least 1"),
        (GOOD + "covers: {from: 1-2-2020}\n", "covers.from: “1-2-2020” stands where a day (YYYY-MM-DD) is expected"),
        (GOOD + "weights: {people: [{values: {A: [1]}}]}\n", "a list stands where a whole number or a text is"),
        (GOOD + "roster: ../x.csv\n", "roster: “../x.csv” cannot stand here: the name of a .csv file beside"),
        (GOOD + "colour: blue\n", "colour: unknown field"),
        (GOOD + "procedures: {p: {stages: [{name: x, by: nobody}]}}\n", "“nobody” is none of body, each member, "),
        (GOOD.replace("name: Lake", "name: ''"), "name: is empty"),
        (GOOD.replace("{id: A}", "{id: true}"), "members, entry 1, id: true stands where a text is expected"),
    ],
)
def test_a_body_file(text: str, told: str) -> None:
    with pytest.raises(BodyError) as raised:
        parse_body(text, where="lake")
    assert told in str(raised.value)
    assert not [word for word in PROGRAM if word in f"{raised.value.where} {raised.value.problem}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- one", "holds a list where fields (name: value) are expected"),
        ("", "holds nothing where"),
        ("{whipcount: 2, id: a, title: b}", "whipcount: 2 is none of 1"),
        ("{whipcount: 1, id: a b, title: b}", "id: “a b” cannot stand here: an id of up to 64 letters"),
        ("{whipcount: 1, id: a, title: b, records: [{stance: no}]}", "is missing"),
        ("{whipcount: 1, id: a, title: b, events: no}", "events: “no” stands where a list ([one, two]) is expected"),
        ("{whipcount: 1, id: a, title: b, events: [{on: soon, what: x}]}", "events, entry 1, on: “soon” stands where"),
    ],
)
def test_a_dossier_file(text: str, told: str) -> None:
    with pytest.raises(DossierError) as raised:
        parse_dossier(text)
    assert told in raised.value.problem
    assert not [word for word in PROGRAM if word in raised.value.problem.replace("said_on", "")]
