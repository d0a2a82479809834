"""What stands between cells, and commas in numbers."""

from __future__ import annotations

import pytest

from whipcount.bargaining.formats import read_table
from whipcount.bargaining.separators import decoded, with_commas, without_comments
from whipcount.errors import BargainingError

HEAD = "name;position;capabilities;salience\n"


@pytest.mark.parametrize(
    ("rows", "capabilities"),
    [
        ("Kell;10,5;5,25;0,8\nThale;90;3;0,6\n", [5.25, 3.0]),
        ("Kell;10;1.000;80\nThale;90;3.500,5;60\n", [1000.0, 3500.5]),
        ("Kell;10;1,000;80\nThale;90;3,500.5;60\n", [1000.0, 3500.5]),
        ("Kell;10;1,000;0.8\nThale;90;2,500;0.6\n", [1000.0, 2500.0]),
        ("Kell;10;1,000;0,8\nThale;90;2,500;0,6\n", [1.0, 2.5]),
        ("Kell;10;1000;80\nThale;90;2500;60\n", [1000.0, 2500.0]),
    ],
)
@pytest.mark.parametrize("mark", [";", "\t"])
def test_the_other_numbers_tell_what_a_comma_means(rows: str, capabilities: list[float], mark: str) -> None:
    table = read_table((HEAD + rows).replace(";", mark))
    assert table.capability[:, 0].tolist() == capabilities


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Kell;10;1,000;80\nThale;90;3,500;60\n", "'1,000' may be a thousand or a decimal"),
        ("Kell;10;1.000;80\nThale;90;3.500;60\n", "'1.000' may be a thousand or a decimal"),
        ("Kell;10,5;1;80\nThale;90.5;3;60\n", "a comma and with a point"),
    ],
)
def test_where_they_do_not_tell_nothing_is_guessed(rows: str, told: str) -> None:
    with pytest.raises(BargainingError, match=told):
        read_table(HEAD + rows)


def test_encodings() -> None:
    text = "name\tposition\nCôte\t1\n"
    assert {decoded(text.encode(code), "a") for code in ("utf-8", "utf-8-sig", "utf-16", "cp1252")} == {text}
    xml = '<?xml version="1.0" encoding="ISO-8859-2"?><a>Čelákov</a>'
    assert decoded(xml.encode("iso-8859-2"), "a") == xml
    with pytest.raises(BargainingError, match="is no text"):
        decoded(text.encode("utf-16-le"), "a")


def test_notes_above_and_decides_lines() -> None:
    assert without_comments("# a\n#A\tKell\n") == "\n#A\tKell\n"
    assert with_commas("a,b\n1,2\n") == "a,b\n1,2\n"
