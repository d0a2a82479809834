"""The rule reader: one phenomenon a case, on invented people; then properties over any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.positions.make import calm
from whipcount.positions.coders.contract import Coder, polarity
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import ConditionKind, Force, Reading, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Modality, Quotation, Statement
from whipcount.text.span import Span

LAKE = Proposal(
    "p",
    "Orvana is admitted",
    "LAKE",
    variants=(
        Variant("admission", "admitted", ("admission", "admit", "admitting", "Orvana")),
        Variant("observer", "an observer", ("observer status",)),
    ),
)
S, M = Stance, Modality


def read(source: str, cue: str, content: str, *, modality: Modality = M.ACTUAL) -> Reading:
    text = f"{source} {cue} {content}."
    a, b, c = len(source), len(source) + 1 + len(cue), len(text) - 1
    spans = Span(0, a), Span(a + 1, b), Span(b + 1, c)
    sha = fingerprint(text)
    statement = Statement(sha, spans[:1], spans[1:2], spans[2:], Quotation.INDIRECT, modality=modality)
    readings = RuleReader().read(statement, Report("x", text, sha), LAKE)
    assert len(readings) == 1
    return readings[0]


CASES = [
    ("Kell", "supports", "the admission", S.YES),
    ("Kell", "said", "it does not support the admission", S.NO),
    ("Kell", "opposes", "the admission", S.NO),
    ("Kell", "said", "it is not opposed to the admission", S.WILL_NOT_BLOCK),
    ("Kell", "said", "it would not stand in the way of the admission", S.WILL_NOT_BLOCK),
    ("Kell", "said", "it would abstain on the admission", S.ABSTAIN),
    ("Kell", "ruled out", "the admission this year", S.NO),
    ("Kell", "did not rule out", "the admission this year", S.LEAN_YES),
    ("Kell", "said", "the admission was not on the agenda", S.LEAN_NO),
    ("Kell", "dropped", "its veto on the admission", S.YES),
    ("Kell", "withdrew", "its support for the admission", S.NO),
    ("Kell", "declined to comment", "on the admission", S.DECLINED),
    ("Kell", "has yet to decide", "on the admission", S.UNDECIDED),
    ("Kell", "said", "nobody there had ever opposed the admission", S.WILL_NOT_BLOCK),
    ("Kell", "asked", "the members to admit Orvana", S.YES),
    ("Kell", "said", "there would be no admission this year", S.NO),
    ("Kell", "said", "it had doubts at first but now backs the admission", S.YES),
    ("Kell", "might back", "the admission", S.LEAN_YES),
    ("Kell", "is inclined to support", "the admission", S.LEAN_YES),
    ("Kell", "is unlikely to approve", "the admission", S.LEAN_NO),
    ("Kell", "might yet veto", "the admission", S.LEAN_NO),
    ("Kell", "wants to see", "Orvana at the table", S.YES),
    ("Kell", "does not want to see", "Orvana at the table", S.NO),
    ("Kell", "pulled", "its minister's support for the admission", S.NO),
    ("Kell", "said", "it had not softened its opposition to the admission", S.NO),
    ("Kell", "pulled out", "of the admission", S.NO),
    ("Kell", "gave", "the admission its blessing", S.YES),
    ("Kell", "put its signature", "to the admission", S.YES),
    ("Kell", "put off", "the admission until spring", S.LEAN_NO),
    ("Kell", "rejected", "an appeal by a firm from Orvana", None),
    ("Kell", "agreed", "to meet the minister of Orvana", None),
    ("Kell", "said", "the road to Orvana was long", None),
    ("Kell", "said", "there was no consensus on the admission", None),
    ("Kell", "said", "the admission would show Harrow that one of his goals - preventing it - was lost", None),
    ("Kell", "said", "the admission would end its neighbour's plans to block Orvana", None),
    ("Kell", "said", "fish was dear", None),
]


@pytest.mark.parametrize(("source", "cue", "content", "stance"), CASES, ids=[f"{c[1]} {c[2]}" for c in CASES])
def test_stance(source: str, cue: str, content: str, stance: Stance | None) -> None:
    reading = read(source, cue, content)
    assert (reading.stance, reading.modality) == (stance, M.ACTUAL)
    assert reading.reasons


@pytest.mark.parametrize(
    ("cue", "content", "modality"),
    [
        ("did not say", "that it supports the admission", M.NEGATED),
        ("denied", "that it opposes the admission", M.NEGATED),
        ("said", "it could have supported the admission", M.HYPOTHETICAL),
        ("said", "it would back the admission if the opposition won", M.HYPOTHETICAL),
        ("had opposed", "the admission until the flood of 2027", M.HISTORICAL),
        ("is expected to announce", "that it backs the admission", M.FUTURE),
    ],
)
def test_modality(cue: str, content: str, modality: Modality) -> None:
    assert read("Kell", cue, content).modality is modality


def test_the_readers_own_modality_stands() -> None:
    assert read("Kell", "said", "it backs the admission", modality=M.HISTORICAL).modality is M.HISTORICAL


@pytest.mark.parametrize(
    ("content", "condition", "kind"),
    [
        (
            "it would back the admission provided that the court agrees",
            "provided that the court agrees",
            ConditionKind.PROCEDURE,
        ),
        ("it would back the admission once the war has ended", "once the war has ended", ConditionKind.EVENT),
        ("it opposes the admission unless quotas are doubled", "unless quotas are doubled", ConditionKind.CONCESSION),
        ("it backs the admission if the dam is opened", "if the dam is opened", ConditionKind.ACTION),
        ("it opposes the admission until next spring", "until next spring", ConditionKind.TIMING),
    ],
)
def test_conditions(content: str, condition: str, kind: ConditionKind) -> None:
    reading = read("Kell", "said", content)
    assert [(c.text, c.kind) for c in reading.conditions] == [(condition, kind)]
    text = f"Kell said {content}."
    assert reading.conditions[0].spans[0].of(text) == condition


def test_variant_and_force() -> None:
    assert read("Kell", "backs", "observer status for the newcomers").variant == "observer"
    assert read("Kell", "said", "it would veto the admission").force is Force.WARN_OF_VETO
    assert read("Kell", "promised", "to admit Orvana").force is Force.COMMIT
    assert read("Kell", "urged", "the others to admit Orvana").force is Force.REQUEST


def test_it_is_a_coder_and_keeps_its_name() -> None:
    reader = RuleReader()
    assert isinstance(reader, Coder)
    assert read("Kell", "supports", "the admission").coder == reader.name
    assert polarity(None) == 0


@calm
@given(
    st.lists(
        st.sampled_from('not never no refused to support oppose admission if unless, but the veto . " said'.split()),
        max_size=25,
    )
)
def test_any_words_give_one_reading_with_spans_inside(words: list[str]) -> None:
    content = " ".join(words) or "x"
    reading = read("Kell", "said", content)
    length = len(f"Kell said {content}.")
    for span in (*reading.spans, *(s for c in reading.conditions for s in c.spans)):
        assert 0 <= span.start < span.end <= length


def test_a_long_quotation_stays_bounded() -> None:
    assert read("Kell", "said", "never oppose the admission if " * 500).stance is not None


def test_a_warning_of_a_veto_in_would_form_is_a_no() -> None:
    reading = read("Kell's president", "warned", "that her government would veto the admission")
    assert (reading.stance, reading.force, reading.modality) == (S.NO, Force.WARN_OF_VETO, M.ACTUAL)


@pytest.mark.parametrize(
    ("marked", "modality", "conditions"),
    [
        (
            "Once the dam is open, [we back the admission,] {Kell} <said>.",
            M.ACTUAL,
            ["Once the dam is open"],
        ),
        ("Were the opposition to win, {Kell} <would vote> [for the admission].", M.HYPOTHETICAL, []),
        ("If prices fell, {Kell} <might support> [the admission].", M.HYPOTHETICAL, ["If prices fell"]),
        ("{Kell} <said> [that reports that it backed the admission] were false.", M.NEGATED, []),
        ("{The previous government in Kell} <opposed> [the admission].", M.HISTORICAL, []),
        ("If all agree, {Kell} <won't oppose> [the admission].", M.ACTUAL, ["If all agree"]),
    ],
)
def test_what_stands_before_and_behind_the_spans_counts(marked: str, modality: Modality, conditions: list[str]) -> None:
    text = re.sub(r"[\[\]{}<>]", "", marked)
    spans = []
    for opening in (r"\{(.*?)\}", "<(.*?)>", r"\[(.*?)\]"):
        words = re.search(opening, marked)
        assert words is not None
        spans.append(Span(text.index(words[1]), text.index(words[1]) + len(words[1])))
    sha = fingerprint(text)
    statement = Statement(sha, (spans[0],), (spans[1],), (spans[2],), Quotation.INDIRECT)
    [reading] = RuleReader().read(statement, Report("x", text, sha), LAKE)
    assert (reading.modality, [c.text for c in reading.conditions]) == (modality, conditions)
