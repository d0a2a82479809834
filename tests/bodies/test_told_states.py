"""States that only a report knows: which names its own words use as states. All names invented but for the last few."""

from __future__ import annotations

import pytest

from whipcount.bodies.actors import find_actors
from whipcount.bodies.countries import default_table
from whipcount.bodies.told_states import with_told_states


def told(text: str) -> set[str]:
    table = with_told_states(None, [text])
    return set() if table is None else set(table.actors) - set(default_table().actors)


NAMED = [
    ("Norvik's foreign minister, Ada Lind, said the vote would be close.", {"NORVIK"}),
    ("The foreign minister of Norvik said that Tarsia's government would object.", {"NORVIK", "TARSIA"}),
    ("Prime Minister Tov Lund of Norvik met the delegation of Upper Tarsia.", {"NORVIK", "UPPER-TARSIA"}),
    ("Norvik's parliament ratified the treaty.", {"NORVIK"}),
    ("Norvik is another matter. Its parliament has not met.", {"NORVIK"}),
    ("But Tarsia still hesitates over the dam. Its prime minister, Ada Brim, left early.", {"TARSIA"}),
    ("Estmark wants a date. Its finance minister named none.", {"ESTMARK"}),
    ("Kestria is at the source. No Kestrian government can give up water.", {"KESTRIA"}),
    ("In Palvonia the vote is fixed. The Palvonian parliament meets on Friday.", {"PALVONIA"}),
    ("A Tarsish ambassador left. Tarsia was silent.", {"TARSIA"}),
    ("Norvik, Tarsia and Estmark abstained. Estmark's government said it was not asked.",
     {"NORVIK", "TARSIA", "ESTMARK"}),
    ("Mr. Lund (Norvik): We object.\n\nMs. Brim (Tarsia): We do not.", {"NORVIK", "TARSIA"}),
    ("The government of Estmark will vote against it.", {"ESTMARK"}),
    ("A spokesman for Estmark's prime minister said so.", {"ESTMARK"}),
    ("Saltmark's finance minister, Oleg Dorin, said no.", {"SALTMARK"}),
    ("The representatives of Norvik, Tarsia and Estmark said their governments would agree; "
     "Norvik's foreign ministry confirmed it.", {"NORVIK", "TARSIA", "ESTMARK"}),
    ("Ada Lind, the chief of Skerry, spoke. Skerry will vote no. Osk's chief said Osk agreed.", {"SKERRY", "OSK"}),
    ("The canton of Hollen spoke last. Hollen voted against it.", {"HOLLEN"}),
    ("The town of Hollen lies on the lake.", set()),
    ("Mayor Ada Lind of Grimstead spoke; Grimstead abstained.", {"GRIMSTEAD"}),
    ("Amsel's leader spoke. Viktor Amsel voted against it.", set()),
    ("Poland's foreign minister said so, and the prime minister of Latvia agreed.", set()),
    ("Viktor Amsel spoke. Amsel's government is weak, and Amsel's foreign minister resigned.", set()),
    ("Chancellor Lohmann's finance minister said no.", set()),
    ("Harbour Steel's president said profits rose.", set()),
    ("Harbour Steel is closing two mills. Its president said profits rose.", set()),
    ("The Christian ambassador of the club met Christina Lund.", set()),
    ("The Labour government and the Conservative foreign minister disagree.", set()),
    ("Monday's government meeting was short. Yesterday's foreign ministers are forgotten.", set()),
    ("The council's government is not at stake. The Commission's ambassador left.", set()),
    ("Minister Ada Brim of Harvard University spoke.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), NAMED, ids=[t[:40] for t, _ in NAMED])
def test_which_names_are_used_as_states(text: str, ids: set[str]) -> None:
    assert told(text) == ids


def test_the_people_of_a_told_state_go_by_its_name() -> None:
    text = "Norvik's government fell. The Norvikian foreign minister stayed; Tarsia was silent."
    table = with_told_states(None, [text])
    assert table is not None
    assert [(m.id, str(m.via)) for m in find_actors(text, table=table)] == [("NORVIK", "name"), ("NORVIK", "demonym")]


def test_a_text_without_any_keeps_the_table() -> None:
    table = default_table()
    assert with_told_states(table, ["Hungary's government will agree."]) is table
    assert with_told_states(None, [""]) is None
