"""Hard-wrapped text reads as the same text with a line for each paragraph; lists, tables and headings stay."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.reports import read_report
from whipcount.reports.wrapped_lines import with_wrapped_lines_joined

PARAGRAPHS = (
    "Lake council turns down the toll",
    "HARROWMERE, June 10, 2024 (Lakeside) - The Northern Lake Compact voted on Monday on the bridge toll, which its "
    "bailiff had asked for in the spring, and turned it down after a debate of three hours.",
    "Kell voted against the toll, and Pell abstained. Thale and Merrow, which had wavered until the last day, voted "
    "for it. The delegate of Sarn, Ilse Rand, was absent and sent no word of how she would have voted.",
    "\u201cWe have never paid to cross our own water,\u201d said Doru Banek, the reeve of Kell.",
)


@pytest.mark.parametrize("width", [60, 66, 72, 78, 80])  # at 100 a paragraph ends where a line does: nobody could tell
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_wrapped_report_reads_as_the_report(width: int, between: str) -> None:
    whole = between.join(PARAGRAPHS)
    wrapped = between.join(textwrap.fill(part, width, break_on_hyphens=False) for part in PARAGRAPHS)
    assert wrapped != whole
    assert with_wrapped_lines_joined(wrapped) == whole
    report = read_report(wrapped + "\n")
    assert report.text.rstrip("\n") == whole
    assert report.title == PARAGRAPHS[0]
    assert str(report.published_on) == "2024-06-10"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "For: Kell, Pell\nAgainst: Sarn\nAbstained: Thale",
        "| Member | Vote |\n|---|---|\n"
        + "\n".join(f"| the canton of Upper {n} | in favour, with a note |" for n in "abc"),
        "\n".join(f"- the delegate of Upper {n}, who has voted for the toll, as before" for n in "abcdef"),
        "\n".join(f"{n}. the delegate of Upper Kell, who has voted for the toll, as before" for n in range(1, 9)),
        "\n".join(f"the canton of Upper Kell No. {n}\tin favour\ta note of the delegate" for n in range(1, 9)),
        "\n".join(f"Delegate {n} of Kell: the toll ought to be paid by who crosses." for n in range(1, 9)),
        "member,vote,note of the delegate on the vote\n"
        + "\n".join(f"kell{n},no,was asked twice, and answered." for n in range(9)),
    ],
)
def test_lines_that_mean_something_stay(text: str) -> None:
    assert with_wrapped_lines_joined(text) == text


def test_a_list_below_wrapped_prose_stays() -> None:
    prose = textwrap.fill(PARAGRAPHS[2], 66)
    listed = "For: Thale, Merrow\nAgainst: Kell\nAbstained: Pell"
    assert with_wrapped_lines_joined(f"{prose}\n\n{listed}") == f"{PARAGRAPHS[2]}\n\n{listed}"


@given(st.text(alphabet="ab Z.:,|-\n\t", max_size=600) | st.text(max_size=300))
def test_places_stay_and_only_line_ends_change(text: str) -> None:
    made = with_wrapped_lines_joined(text)
    assert len(made) == len(text)
    assert all(new == old or (old, new) == ("\n", " ") for old, new in zip(text, made, strict=True))
