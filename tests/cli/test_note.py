"""``whipcount note``: words, tags and who looks into it, from the command line."""

from __future__ import annotations

import json

import pytest

from tests.cli.shell import Shell


def test_a_note_tags_and_an_assignee_in_one_go_and_each_is_taken_back(shell: Shell) -> None:
    given = ("--tag", "Urgent", "--tag", "check", "--assign", "Rob", "--author", "ada")
    told = shell("note", shell.store, "hungary", "call on Monday", *given)
    assert told == "member HU: 1 note; tags: check, urgent; Rob looks into it; revision 5\n"
    assert "nothing new" in shell("note", shell.store, "HU", "call on Monday", "--tag", "#urgent")
    out = json.loads(shell("note", shell.store, "HU", "--untag", "urgent", "--assign", "", "--json"))
    assert (out["changed"], out["tags"], out["assignee"], out["revision"]) == (True, ["check"], "", 7)
    (note, _) = json.loads(shell("notes", shell.store, "--json"))
    assert shell("note", shell.store, "--undo", note["id"]) == "taken back; revision 8\n"
    (row,) = shell.rows("notes", shell.store)
    assert (row["kind"], row["value"], row["author"]) == ("tag", "check", "ada")


def test_an_assignment_that_has_moved_on_is_refused(shell: Shell) -> None:
    shell("note", shell.store, "HU", "--assign", "Rob")
    assert "assigned since revision 1" in shell("note", shell.store, "HU", "--assign", "Cy", "--revision", "1", code=2)
    shell("note", shell.store, "HU", "words are never in the way", "--revision", "1")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["HU"], "what is to be noted"),
        ([], "or --undo ID alone"),
        (["HU", "x", "--undo", "n-1"], "or --undo ID alone"),
        (["--undo", "n-1"], "no note, tag or assignment"),
        (["Hungry", "x"], "Hungary"),
        (["HU", "--tag", "a,b"], "no comma"),
    ],
)
def test_wrong_use(shell: Shell, words: list[str], told: str) -> None:
    assert told in shell("note", shell.store, *words, code=2)
    assert shell("notes", shell.store) == "nothing is noted\n"
