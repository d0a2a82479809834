from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.conftest import NOON, a_report, a_statement
from whipcount.dossiers.codec import canonical, from_plain, to_plain
from whipcount.positions.stance.stance import Authority, Condition, ConditionKind, Evidence, Force, Stance
from whipcount.statements.statement import Modality, Statement
from whipcount.text.span import Span

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


@given(evidence, texts)
def test_values_round_trip_as_json(item: Evidence, text: str) -> None:
    assert from_plain(Evidence, json.loads(canonical(to_plain(item)))) == item
    statement = Statement(
        "ab", (Span(0, 1),), (), (Span(2, 3), Span(4, 5)), a_statement(a_report()).kind, addressee=text
    )
    assert from_plain(Statement, json.loads(canonical(to_plain(statement)))) == statement
