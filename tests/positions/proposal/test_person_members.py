"""Persons who sit in the body that decides, as a report tells: by titles, votes, lists; and who is none of them."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from whipcount.positions.proposal.page import make_page
from whipcount.positions.proposal.person_members import person_members
from whipcount.reports.formats.registry import read_report

FOUND = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "person_members.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "members"), FOUND, ids=[text[:40] for text, _ in FOUND])
def test_members(text: str, members: str) -> None:
    page = make_page(read_report(f"Board meets on a plan\n\nTORSVIK - The board met on Friday.\n\n{text}\n"))
    assert {member.name for member in person_members(page)} == set(filter(None, members.split("/")))


@pytest.mark.parametrize("words", ["Ada Hale, ", "Ada Hale and ", "Cllr Hale ", "the chair, Ada ", "Ada Hale voted "])
def test_hostile_text_takes_no_long_time(words: str) -> None:
    page = make_page(read_report("News\n\n" + words * (50_000 // len(words)), name="a.txt"))
    started = process_time()
    person_members(page)
    assert process_time() - started < 4
