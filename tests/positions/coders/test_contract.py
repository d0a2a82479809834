"""The contract of coders, run for every rival: rules, a learned classifier, an endpoint."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.positions.make import calm
from tests.positions.tinymodel import tiny_folder
from whipcount.positions.coders.contract import Coder
from whipcount.positions.coders.learned_coder import LearnedCoder
from whipcount.positions.coders.llm_coder import LlmCoder
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Modality, Quotation, Statement
from whipcount.text.span import Span

LAKE = Proposal(
    "p",
    "Orvana is admitted",
    "LAKE",
    variants=(Variant("now", "admission", ("admission",)), Variant("later", "observer", ("observer status",))),
)
WORDS = st.lists(
    st.sampled_from("not|supports|the admission|observer status|if|opposes|but|it|é|“|.".split("|")),
    min_size=1,
    max_size=12,
)


def _endpoint(body: Mapping[str, Any]) -> str:
    """A stand-in that says yes wherever it may quote "supports", else nothing."""
    told = json.loads(body["messages"][1]["content"])
    yes = "supports" in " ".join([*told["cue"], *told["content"]])
    return json.dumps(
        {
            "variant": told["asked_for"],
            "stance": "yes" if yes else None,
            "force": "assert",
            "modality": "actual",
            "words": ["supports"] if yes else [],
            "conditions": [],
            "reason": "stand-in",
            "confidence": 0.5,
        }
    )


def _learned(folder: Path) -> Coder:
    return LearnedCoder(tiny_folder(folder, {"supports": (0.0, 3.0, 0.0), "opposes": (3.0, 0.0, 0.0)}))


RIVALS: dict[str, Callable[[Path], Coder]] = {
    "rules": lambda _: RuleReader(),
    "learned": _learned,
    "llm": lambda _: LlmCoder("http://nowhere.invalid/v1", "stand-in", transport=_endpoint),
}


@pytest.fixture(scope="module", params=list(RIVALS))
def coder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Coder:
    return RIVALS[request.param](tmp_path_factory.mktemp(request.param))


def made(content: str, modality: Modality = Modality.ACTUAL) -> tuple[Statement, Report]:
    text = f"Rain fell. Kell said {content}"
    sha = fingerprint(text)
    spans = Span(11, 15), Span(16, 20), Span(21, len(text))
    statement = Statement(sha, spans[:1], spans[1:2], spans[2:], Quotation.INDIRECT, modality=modality)
    return statement, Report("x", text, sha)


def test_it_is_a_coder_with_a_name_and_a_version(coder: Coder) -> None:
    assert isinstance(coder, Coder)
    assert any(character.isdigit() for character in coder.name)


def test_plain_support_is_yes_and_says_who_read_it_and_why(coder: Coder) -> None:
    statement, report = made("it supports the admission.")
    [reading] = coder.read(statement, report, LAKE)
    assert (reading.statement, reading.variant, reading.stance) == (statement.id, "now", Stance.YES)
    assert reading.coder == coder.name
    assert reading.reasons
    assert 0 < reading.confidence <= 1
    assert any("supports" in span.of(report.text) for span in reading.spans)


def test_what_speaks_of_something_else_expresses_none_with_a_reason(coder: Coder) -> None:
    statement, report = made("rain would go on all week.")
    [reading] = coder.read(statement, report, LAKE)
    assert reading.stance is None
    assert reading.reasons


def test_a_statement_without_words_expresses_none(coder: Coder) -> None:
    report = made("nothing")[1]
    [reading] = coder.read(Statement(report.sha256, (), (), (), Quotation.INDIRECT), report, LAKE)
    assert reading.stance is None


@calm
@given(WORDS, st.sampled_from(Modality))
def test_any_words_give_readings_within_bounds_and_twice_the_same(
    coder: Coder, words: list[str], modality: Modality
) -> None:
    statement, report = made(" ".join(words), modality)
    readings = coder.read(statement, report, LAKE)
    assert readings == coder.read(statement, report, LAKE)
    assert readings
    for reading in readings:
        assert reading.statement == statement.id
        assert reading.variant in {"now", "later"}
        assert 0 <= reading.confidence <= 1
        places = [*reading.spans, *(s for c in reading.conditions for s in c.spans)]
        assert all(0 <= s.start < s.end <= len(report.text) for s in places)
        assert reading.stance is None or reading.spans
