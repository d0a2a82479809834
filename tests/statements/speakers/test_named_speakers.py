"""Persons with an office: for whom they speak, in each form in which the news gives an office, of names of any make."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import pytest

from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Speaker

FORMS = [
    "{of} {office} {name} said the plan was wrong.",
    "{whose} {office}, {name}, said the plan was wrong.",
    "{whose} {office} {name} said the plan was wrong.",
    "{name}, {whose} {office}, said the plan was wrong.",
    "{name}, the {of} {office}, said the plan was wrong.",
    "The {office} of {state}, {name}, said the plan was wrong.",
    "{name}, {office} of {state}, said the plan was wrong.",
    "The {of} {office}, {name}, called the plan wrong.",
    "“The plan is wrong,” said {name}, the {office} of {state}.",
    "“The plan is wrong,” {of} {office} {name} told reporters.",
    "{state} was against it. Its {office}, {name}, said the plan was wrong.",
    "{state} was against it. {name}, its {office}, said the plan was wrong.",
    "{state} will vote against it, its {office} {name} said.",
    "{name}, who speaks for {state} in the council, said the plan was wrong.",
    "Speaking for {state}, {name} said the plan was wrong.",
    "{name}, speaking for {state}, said the plan was wrong.",
]
STATES = [
    ("Germany", "German", "DE"), ("Qatar", "Qatari", "QA"), ("Papua New Guinea", "Papua New Guinean", "PG"),
    ("Jordan", "Jordanian", "JO"), ("Ivory Coast", "Ivorian", "CI"),
]  # fmt: skip
OFFICES = [
    "prime minister", "chief negotiator", "energy minister", "head of delegation", "finance minister", "oil minister",
    "climate envoy",
]  # fmt: skip
NAMES = [
    "Ada Brim", "Sheikh Hamad bin Orr", "Maria del Carmen Ortiz", "Mohammed al-Rashid", "Sir Tom Vask",
    "Park Jin-ho", "Dr Lina Haddad", "Ingrid van der Meer",
]  # fmt: skip


def speakers(text: str, day: date = date(1995, 5, 5)) -> list[Speaker]:
    report = read_report(f"Talks on a plan\n\nTalks went on.\n\n{text}\n", published=day)
    return [s.speaker for s in read_statements(report) if s.speaker is not None]


def cases() -> list[tuple[str, str, str]]:
    """Each form with three states, offices and names, taken in turn."""
    states, offices, names = cycle(STATES), cycle(OFFICES), cycle(NAMES)
    made = []
    for form in FORMS:
        for _ in range(3):
            (state, of, actor), office, name = next(states), next(offices), next(names)
            text = form.format(state=state, of=of, whose=f"{state}'s", office=office, name=name)
            made.append((text, actor, name.split()[-1]))
    return made


@pytest.mark.parametrize(("text", "actor", "surname"), cases())
def test_who_holds_an_office_speaks_for_its_state(text: str, actor: str, surname: str) -> None:
    found = {s.on_behalf_of for s in speakers(text) if s.name and s.name.split()[-1] == surname}
    assert found == {actor}


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("German Chancellor Ada Brim said it would not work.", "Ada Brim", "DE"),
        ("German Finance Minister Ada Brim said it would not work.", "Ada Brim", "DE"),
        ("Jordan's king, Prince Omar Vask, said it was right.", "Omar Vask", "JO"),
        ("Qatar's prime minister, Sheikh Hamad bin Orr al-Vask, said so.", "Hamad bin Orr al-Vask", "QA"),
        ("Secretary of State Zoltanka Brim of the United States said so.", "Zoltanka Brim", "US"),
        ("US Treasury Secretary Ada Brim said so.", "Ada Brim", "US"),
        ("Saudi Crown Prince Omar bin Vask said so.", "Omar bin Vask", "SA"),
        ("Qatar's ambassador to the United Nations Kwameo Orr said so.", "Kwameo Orr", "QA"),
        ("Cuba was against it. Its UN envoy, Ada Brim, said so.", "Ada Brim", "CU"),
        ("Qatari minister of state Kwameo Orr said so.", "Kwameo Orr", "QA"),
    ],
)
def test_names_and_offices_of_many_makes(text: str, name: str, actor: str) -> None:
    assert (name, actor) in {(s.name, s.on_behalf_of) for s in speakers(text)}


@pytest.mark.parametrize(
    "text",
    [
        "German Vask, who writes novels, said it was right.",
        "A secretary of Ada Brim said it was right.",
        "Kuwait and Qatar met, and its chief negotiator, Ada Brim, said it was right.",
        "Qatar's former chief negotiator, Ada Brim, said it was right.",
        "Ada Brim, who spoke of Qatar in the council, said it was right.",
    ],
)
def test_others_speak_for_nobody(text: str) -> None:
    assert {s.on_behalf_of for s in speakers(text) if "Brim" in s.text or "Vask" in s.text} <= {None}
