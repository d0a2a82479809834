"""Invented reports about the invented Lake Council, to measure taking in with the real reader.

Each has about 350 words: some eight statements by people who do not exist, on behalf of the states of
``examples/lake-council``, among sentences in which nobody speaks. A seed fixes them; no two are the same.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

STATES = ("Vessary", "Kell", "Ferrow Bay", "Thale", "Merrow", "Pell", "Sarn")
OFFICES = ("prime minister", "foreign minister", "president", "defence minister")
FIRST = "Ilse Lio Sanna Ansgar Odile Marek Tove Ruben Hedda Corin Pia Joss".split()
LAST = "Crane Brandt Veil Roe Marr Ostler Linde Farrow Quill Hask Dunmore Stave".split()
WORDS = (
    "{state} will vote for the admission of Orvana",
    "{state} cannot agree to the admission of Orvana this spring",
    "{state} would support the admission provided that the dam is opened before the summer",
    "{state} will not stand in the way of admitting Orvana",
    "{state} has not yet decided on the admission",
    "observer status for Orvana would be enough for now",
    "the council had waited long enough and {state} was ready to admit Orvana",
    "the question of the admission was not on the agenda of the spring session",
)
FRAMES = (
    "{first} {last}, the {office} of {state}, said on {day} that {words}.",
    "The {office} of {state}, {first} {last}, told reporters in Harrowmere that {words}.",
    '"We have looked at every line of the request," {state}\'s {office}, {first} {last}, said. He added that {words}.',
    "According to the {office} of {state}, {first} {last}, {words}.",
    "In a letter to the council, {first} {last}, the {office} of {state}, wrote that {words}.",
    "Asked about the request, {first} {last}, {office} of {state}, replied that {words}.",
)
BETWEEN = (
    "The ferries between {state} and Port Orvan ran late again that week because of fog over the northern basin.",
    "About {number} people had gathered on the quay with lanterns and a band from the upper villages.",
    "The council was founded by four states and has admitted three more in the two decades since.",
    "Orvana filed its request in February, with maps of its harbours and {number} pages of annexes.",
    "Fishing quotas, the dam and the toll on the eastern canal have divided the shore for years.",
    "The harbour of {state} handled {number} thousand tonnes of grain and timber in the last quarter.",
    "Rain fell on Harrowmere for most of the morning, and the flags hung still above the assembly hall.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def invented_text(number: int, *, seed: int = 11, length: int = 350) -> str:
    """The text of report ``number``: a headline, a dateline, then sentences up to about ``length`` words."""
    draw = random.Random(f"{seed}/{number}")
    day = date(2025, 2, 11) + timedelta(days=draw.randrange(25))
    parts = [f"Orvana's request before the Lake Council, report {number}\nHARROWMERE, {day:%B} {day.day}, {day.year} -"]
    words = 0
    for at in range(10_000):
        if words >= length:
            break
        frame = draw.choice(BETWEEN) if at % 5 in (1, 3) else draw.choice(FRAMES)
        state = draw.choice(STATES)
        said = draw.choice(WORDS).format(state=state)
        sentence = frame.format(
            first=draw.choice(FIRST), last=draw.choice(LAST), office=draw.choice(OFFICES), state=state, words=said,
            day=draw.choice(_DAYS), number=draw.randrange(20, 990),
        )  # fmt: skip
        words += len(sentence.split())
        parts.append(sentence)
    return " ".join(parts) + "\n"


def write_reports(folder: Path, number: int) -> int:
    """Write so many reports as text files; answers the number of words in them."""
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    for at in range(number):
        text = invented_text(at)
        words += len(text.split())
        (folder / f"report-{at:05d}.txt").write_text(text, encoding="utf-8")
    return words
