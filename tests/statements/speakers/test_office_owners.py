"""Whose office it is where the report does not say: the state spoken of last, the sentence's subject, the seat."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
from benchmarks import speakers as benchmark  # noqa: E402  (its invented actors)

from tests.statements.marked import report_of  # noqa: E402
from whipcount.statements.people.cast import Cast  # noqa: E402
from whipcount.statements.people.offices_in_text import Office  # noqa: E402
from whipcount.statements.people.participants import find_participants  # noqa: E402
from whipcount.statements.reader import read_statements  # noqa: E402
from whipcount.statements.speakers.office_owners import actor_near, opening_actor, somebody_else_nearer  # noqa: E402


def test_its_looks_back_to_what_the_sentence_opens_with() -> None:
    marked = "OSLO - Hungary may agree to Sweden, [1s:its president, Ada Brim], [1c:said]. [1t:It is time]."
    report, attributions = report_of(marked)
    [only] = read_statements(report, attributions=attributions)
    assert only.speaker is not None
    assert only.speaker.on_behalf_of == "HU"


@pytest.mark.parametrize(
    ("marked", "actor"),
    [
        ("[1s:Foreign Minister Tov Lund of Sarn] [1c:said] [1t:that it agreed].", "SARN"),
        ("[1s:Foreign Minister Tov Lund (Sarn)] [1c:said] [1t:that it agreed].", "SARN"),
        (
            '[1t:"Kell is ready to welcome Orvana,"] [1s:Prime Minister Ada Brim] [1c:told] reporters in Kellmouth.',
            "KELL",
        ),
        (
            '[1t:"We stand ready to welcome Orvana,"] [1s:Prime Minister Ada Brim] [1c:told] reporters in Kellmouth.',
            "KELL",
        ),
        (
            '[1t:"We will never let Orvana in,"] [1s:Prime Minister Ada Brim] [1c:said] on Monday. Pell was silent.',
            None,
        ),
        ("Pell's president blinks.\n[1s:President Ada Brim] [1c:said] [1t:that the seven agreed].", "PELL"),
        (
            "Pell's president and Sarn's president meet.\n[1s:President Ada Brim] [1c:said] [1t:that all agreed].",
            None,
        ),
        ("Pell's minister blinks. Sarn sleeps.\n[1s:President Ada Brim] [1c:said] [1t:that they agreed].", None),
        ('Pell was silent. [1t:"We welcome Orvana\'s bid,"] [1s:its Prime Minister, Ada Brim,] [1c:said].', "PELL"),
    ],
)
def test_whose_office_it_is(marked: str, actor: str | None) -> None:
    report, attributions = report_of(marked)
    [only] = read_statements(report, attributions=attributions, table=benchmark.table())
    assert only.speaker is not None
    assert only.speaker.on_behalf_of == actor


def office_of(text: str, words: str) -> tuple[Cast, Office]:
    """The office of a text whose words these are."""
    cast = find_participants(text, table=benchmark.table())
    return cast, next(office for office in cast.offices if words in office.text)


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Kell spoke first. Then the prime minister left.", "prime minister", ("KELL",)),
        ("Kell would welcome Orvana, the prime minister said.", "prime minister", ("KELL",)),
        ("The prime minister told reporters in Kellmouth that it was late.", "prime minister", ("KELL",)),
        ("Kell, whose prime minister left, was silent.", "prime minister", ("KELL",)),
    ],
)
def test_the_state_of_an_office(text: str, words: str, actors: tuple[str, ...]) -> None:
    assert actor_near(*office_of(text, words)) == actors


def test_its_sentence_opens_with_the_state_and_a_name_between_is_somebody_else() -> None:
    cast, office = office_of("Sarn sleeps. Kell may agree to Orvana, its president said.", "president")
    assert opening_actor(cast, office) == ("KELL",)
    kell = [mention for mention in cast.mentions if mention.ids == ("KELL",)]
    assert not somebody_else_nearer(cast, office, kell)
    cast, office = office_of("Kell sleeps, but, Zembla has voted, and its president said so.", "president")
    assert somebody_else_nearer(cast, office, [m for m in cast.mentions if m.ids == ("KELL",)])
