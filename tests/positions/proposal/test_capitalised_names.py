"""Names by their capitals alone: what is one, what only begins a sentence, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.positions.proposal.capitalised_names import capitalised_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Canton of Chur and the Dean of the Law School met.", ["Canton of Chur", "Dean of the Law School"]),
        ("Number 7, Block 12 and Pit Three agree.", ["Number 7", "Block 12", "Pit Three"]),
        ("On Monday in May the Pell Trust, Orr's envoy and J. M. Brod spoke.", ["Pell Trust", "Orr", "J. M. Brod"]),
        ("Members came. Some members left. They're gone. He'd say so. I do.", []),
        ("- Lenders left\n- Some lenders stayed with Pell", ["Pell"]),
        ("Ann Hale spoke. Hale left.", ["Ann Hale"]),
        ("Ann Hale and Bo Hale spoke. Hale left.", ["Ann Hale", "Bo Hale"]),
        ("Randal K. Orr and J. M. Brod voted.", ["Randal K. Orr", "J. M. Brod"]),
        ("JO VANE (Pell)\n\nVane left, as did ANN ORR.", ["Jo Vane", "Pell", "ANN ORR"]),
        ("Ada Finch of Upper Wend and the Bishop of Orr spoke.", ["Ada Finch", "Upper Wend", "Bishop of Orr"]),
        ("the Weavers' hall, the Weavers’ flag", ["Weavers"]),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert sorted(capitalised_names(text)) == sorted(names)


def test_places_of_all_forms_are_those_of_the_longest() -> None:
    text = "Imperial Tarn spoke; Tarn left."
    (places,) = capitalised_names(text).values()
    assert [place.of(text) for place in places] == ["Imperial Tarn", "Tarn"]


@given(st.text(alphabet="AaBb ’'.\n0-", max_size=60))
def test_each_name_stands_where_it_is_said_to(text: str) -> None:
    for name, places in capitalised_names(text).items():
        assert places
        assert all(f" {place.of(text).lower()} " in f" {name.lower()} " for place in places)
