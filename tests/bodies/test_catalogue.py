"""The catalogue: every body is found by its id, name and aliases; a folder of one's own comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.bodies.catalogue import BODIES_VARIABLE, body_names, list_bodies, load_body
from whipcount.errors import BodyError

OWN = (
    "id: LAKE\nname: Lake Council\naliases: [the Lakes]\ndefault: d\nrules: {d: {rule: all members}}\n"
    "members: [{id: KELL, name: Kell}]\n"
)


@pytest.mark.parametrize("body", list_bodies())
def test_every_body_is_found_by_id_name_and_alias(body: str) -> None:
    names = next(names for names in body_names() if names.id == body)
    for call in (body, body.lower(), f" {body} ", names.name, names.name.upper()):
        assert load_body(call).id == body
    for alias in names.aliases:  # an alias may be another body's too, and then means the first of them
        found = load_body(alias)
        assert alias.casefold() in {call.casefold() for call in (found.name, *found.aliases)}
    assert load_body(body).name == names.name
    assert load_body(body).aliases == names.aliases


def test_names_are_read_without_members_and_sorted() -> None:
    ids = [names.id for names in body_names()]
    assert ids == sorted(set(ids)) == list(list_bodies())


def test_a_body_of_ones_own_is_found_and_goes_before_the_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lake.yaml").write_text(OWN)
    (tmp_path / "nato.yaml").write_text(OWN.replace("id: LAKE", "id: NATO"))
    (tmp_path / "notes.txt").write_text("no body")
    assert "LAKE" in list_bodies(tmp_path)
    assert load_body("lake", tmp_path).name == "Lake Council"
    assert load_body("NATO", tmp_path).name == "Lake Council"
    assert load_body("NATO").name != "Lake Council"
    monkeypatch.setenv(BODIES_VARIABLE, str(tmp_path))
    assert load_body("LAKE").name == "Lake Council"
    assert [names.aliases for names in body_names() if names.id == "LAKE"] == [("the Lakes",)]
    assert load_body(tmp_path / "lake.yaml").id == load_body(str(tmp_path / "lake.yaml")).id == "LAKE"


def test_an_unknown_body_names_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BodyError, match="no body 'ATLANTIS'") as caught:
        load_body("ATLANTIS")
    assert "UNSC" in str(caught.value.accepted)
    with pytest.raises(BodyError, match="no folder"):
        list_bodies(tmp_path / "none")
