"""The board: what each tile says of its member, how the whole reads in words, and addresses that stay addresses."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.briefs.test_faces import Page
from whipcount.briefs.charts.board import LETTERS, MOST_TILES, board_notes, board_svg, board_text, member_fragment
from whipcount.briefs.view.brief import GROUPS, MemberRow


def row(member: str, group: str = "for", **more: object) -> MemberRow:
    return MemberRow(member, f"Land {member}", group, None, group, False, False, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", ["", "seats", "horseshoe", "weighted", "rows"])
def test_every_member_is_there_once_with_its_group_in_words(shape: str) -> None:
    rows = [row(f"M{n}", group, weight=1.0 + n) for n, group in enumerate(GROUPS)]
    svg = board_svg(rows, key="board", title="Board", shape=shape)
    titles = re.findall(r"<title>([^<]+)</title>", svg)
    assert sorted(titles) == sorted(f"{r.name}: {GROUPS[r.group][0]}" for r in rows)
    Page(f"<html lang='en'><body>{svg}</body></html>")


def test_letters_tell_groups_apart() -> None:
    assert set(LETTERS) == set(GROUPS)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_words_count_every_member_of_every_group() -> None:
    rows = [row("A"), row("B"), row("C", "against")]
    assert board_text(rows) == "Against: 1 member (Land C). For: 2 members (Land A and Land B)."


def test_an_unknown_group_is_drawn_as_unknown() -> None:
    svg = board_svg([row("A", "elsewhere")], key="b", title="t")
    assert "g-unknown" in svg
    assert f"Land A: {GROUPS['unknown'][0]}" in svg


def test_too_many_members_are_no_board() -> None:
    rows = [row(f"M{n}") for n in range(MOST_TILES + 1)]
    assert board_svg(rows, key="b", title="t", shape="seats") == ""
    assert board_svg(rows[:-1], key="b", title="t", shape="seats") != ""


def test_notes_explain_what_is_drawn_and_no_more() -> None:
    assert board_notes([row("A")], "rows") == ()
    assert board_notes([row("A", veto=True)], "rows") == ()  # all can: nothing tells them apart
    assert board_notes([row("A", veto=True), row("B")], "rows") == ("ring: it can veto",)
    assert "the larger a tile" in board_notes([row("A")], "weighted")[0]
    assert board_notes([row("A"), row("B", "against")], "seats") == ("letters: y for, n against",)


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_fragments_are_plain_and_differ_where_ids_do(one: str, other: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", member_fragment(one))
    if one != other and "_" not in one + other:
        assert member_fragment(one) != member_fragment(other)


@given(st.text("<>&\"'ab", min_size=1, max_size=8))
def test_names_stay_text(name: str) -> None:
    rows = [MemberRow("A", name, "for", None, "for", False, False)]
    svg = board_svg(rows, key="b", title=name)
    assert not re.search(r"<(?!/?(svg|title|desc|g|a|rect|circle|text)\b)", svg)
    assert name.split()[0][:1] in unescape(svg)
