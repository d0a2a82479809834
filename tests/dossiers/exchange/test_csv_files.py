# ruff: noqa: E501  (tables are shown as they are written)
from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.conftest import NOON, a_dossier
from whipcount.dossiers.exchange.csv_files import (
    EVIDENCE_COLUMNS,
    cell,
    evidence_cells,
    read_records_csv,
    uncell,
    write_csv,
)
from whipcount.dossiers.normal import normal_evidence
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Authority, Condition, ConditionKind, Evidence, Force, Stance
from whipcount.statements.statement import Modality

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=20)


words = texts.map(lambda text: text.strip() or "x")


# as the coder, the .dna reader, records, Popolo and people name them
ids = st.from_regex(r"\A(?:s-[a-f0-9]{1,12}:[a-z]{1,9}(?::dna)?|[rcp]-[a-z0-9]{1,12})\Z")


evidence = st.builds(
    Evidence,
    id=ids,
    member=st.none() | st.sampled_from(["AA", "BB"]),
    variant=st.sampled_from(["asked", "path"]),
    stance=st.none() | st.sampled_from(Stance),
    said_from=st.just(date(2030, 1, 1)),
    said_to=st.just(date(2030, 1, 2)),
    reported_on=st.just(date(2030, 1, 3)),
    recorded_at=st.just(NOON),
    authority=st.sampled_from(Authority),
    force=st.sampled_from(Force),
    modality=st.sampled_from(Modality),
    conditions=st.lists(
        st.builds(
            Condition,
            words | st.sampled_from(["a | b", "event: x", "x [met]", "\\[failed]", "say [about path]"]),
            st.sampled_from(ConditionKind),
            met=st.sampled_from([None, True, False]),
            about=st.sampled_from([None, "path"]),
        ),
        max_size=2,
    ).map(tuple),
    third_party=st.booleans(),
    named=st.booleans(),
    human=st.booleans(),
    confidence=st.integers(0, 10_000).map(lambda number: number / 10_000),
    withdraws=st.none() | ids,
    origin=st.just("") | words,
    gist=words | st.sampled_from(["", "x" * 3000]),
    source=words | st.just(""),
    speaker=st.none() | st.just("=Ada Roe"),
).map(lambda item: replace(item, coder="person" if item.human else "record"))


@given(st.lists(evidence, max_size=4, unique_by=lambda item: item.id))
def test_records_round_trip_as_csv(items: list[Evidence]) -> None:
    text = "".join(write_csv(EVIDENCE_COLUMNS, map(evidence_cells, items)))
    assert read_records_csv(text, a_dossier().proposal) == tuple(map(normal_evidence, items))


@given(texts)
def test_no_cell_is_a_formula_and_each_reads_back(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert uncell(cell(text)) == text
    written = "".join(write_csv(("a", "b"), [(text, "end")]))
    assert list(csv.reader(io.StringIO(written, newline="")))[1:] == [[cell(text), "end"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns of records"),
        ("a,b\n1,2\n", "unknown columns: a, b"),
        ("member,stance,said_on,authority\nAA,maybe,2030-01-01,head\n", "line 2: stance"),
        ("member,stance,said_on,authority\nAA,yes,soon,head\n", "line 2: said_on"),
        ("member,stance,said_on,authority\nAA,yes,2030-01-01,king\n", "line 2: authority"),
        ("member,stance,said_on,authority\nAA,yes,2030-01-01,head,more\n", "5 cells under 4 headings"),
        ("member,stance,said_on,authority,variant\nAA,yes,2030-01-01,head,other\n", "'other' is none of the proposal's"),
        ("member,stance,said_on,authority,reported_on\nAA,yes,2030-01-02,head,2030-01-01\n", "before said_on"),
    ],
)  # fmt: skip
def test_bad_tables(text: str, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        read_records_csv(text, a_dossier().proposal)


@pytest.mark.parametrize(
    "text",
    [
        "MEMBER,Stance,Said On,AUTHORITY\nAA,No,2030-01-01,Recorded Vote\n",
        "sep=;\nmember;stance;said-on;authority\nAA;no;1 January 2030;recorded vote\n;;;\n",
        "# exported\nmember,stance,said_on,authority,\nAA,NO ,01.01.2030,recorded_vote,\n",
        "member,stance,said_on,authority\rAA,no,2030-01-01,recorded_vote\r",
        "\ufeffmember\tstance\tsaid_on\tauthority\r\n\r\nAA\tno\t2030-01-01T10:00:00Z\trecorded-vote\r\n",
    ],
)
def test_records_as_spreadsheets_write_them(text: str) -> None:
    (item,) = read_records_csv(text, a_dossier().proposal)
    assert (item.member, item.stance, item.said_from, item.authority) == (
        "AA", Stance.NO, date(2030, 1, 1), Authority.RECORDED_VOTE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("AA,no,01/02/2030,head,yes", "said_on"),
        ("AA,no,2030-01-01,head,ja", "named: 'ja'"),
        (",no,2030-01-01,head,yes", "no member"),
        ("AA,no,2030-01-01", "3 cells under 5 headings"),
    ],
)
def test_no_record_is_made_of_what_is_none(row: str, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        read_records_csv(f"member,stance,said_on,authority,named\n{row}\n", a_dossier().proposal)
