"""From a report and its attributions to statements: the founding report, and what must hold for any report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.statements.marked import report_of
from whipcount.reports.formats.registry import read_report
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Basis, Carrier, Modality, Quotation, Role, Statement
from whipcount.text.span import Span

# Hand-marked places in the founding report: source, cue, content, kind, index of the statement around it.
FOUNDING = (
    (((57, 121),), ((123, 136),), ((137, 215),), "indirect", None),
    (((262, 268),), ((269, 287),), ((288, 391),), "indirect", 2),
    (((230, 260),), ((217, 229),), ((262, 391),), "indirect", None),
    (((424, 430),), ((431, 441),), ((442, 530),), "mixed", None),
    (((463, 488),), ((448, 462),), ((490, 530),), "direct", 3),
    (((811, 813),), ((814, 820),), ((531, 810),), "direct", None),
    (((974, 980),), ((981, 986),), ((822, 973),), "direct", None),
    (((988, 1081),), ((1083, 1087),), ((1096, 1176),), "indirect", None),
    (((1101, 1108),), ((1109, 1117),), ((1118, 1176),), "indirect", 7),
    (((1208, 1233),), ((1234, 1249),), ((1264, 1369),), "mixed", None),
    (((1503, 1510),), ((1511, 1523),), ((1524, 1585),), "indirect", None),
    (((1755, 1759),), ((1760, 1772),), ((1773, 1878),), "mixed", None),
    (((1950, 1979),), ((1980, 1987),), ((1988, 2039),), "indirect", None),
    (((1463, 1501),), ((1439, 1448),), ((1371, 1416),), "indirect", None),
)


@pytest.fixture(scope="module")
def founding(shared: Path) -> tuple[Statement, ...]:
    report = read_report(shared / "reports" / "ukraine-nato-invitation-2024-11-29.txt")
    given = [
        Attribution(*(tuple(Span(*s) for s in role) for role in row[:3]), Quotation(row[3]), 1.0, row[4])  # type: ignore[arg-type]
        for row in FOUNDING
    ]
    return read_statements(report, attributions=given)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("index", "name", "role", "actor", "basis"),
    [
        (0, "Andrij Sybiha", Role.FOREIGN_MINISTER, "UA", Basis.OFFICE),
        (1, "Andrij Sybiha", Role.FOREIGN_MINISTER, "UA", Basis.OFFICE),
        (2, "Reuters", Role.MEDIA, None, Basis.NONE),
        (3, "Andrij Sybiha", Role.FOREIGN_MINISTER, "UA", Basis.OFFICE),
        (4, None, Role.BODY, "UA", Basis.EXPLICIT),
        (5, "Andrij Sybiha", Role.FOREIGN_MINISTER, "UA", Basis.OFFICE),
        (6, "Andrij Sybiha", Role.FOREIGN_MINISTER, "UA", Basis.OFFICE),
        (7, "Olha Stefanishyna", Role.MINISTER, "UA", Basis.OFFICE),
        (8, None, Role.BODY, "UA", Basis.METONYM),
        (9, None, Role.BODY, "UA", Basis.INFERRED),
        (10, None, Role.BODY, "UA", Basis.METONYM),
        (11, None, Role.BODY, "NATO", Basis.METONYM),
        (12, None, Role.OFFICIAL, None, Basis.NONE),
        (13, "Volodymyr Zelensky", Role.HEAD_OF_STATE, "UA", Basis.OFFICE),
    ],
)
def test_founding_speakers(
    founding: tuple[Statement, ...], index: int, name: str | None, role: Role, actor: str | None, basis: Basis
) -> None:
    speaker = founding[index].speaker
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.on_behalf_of, speaker.basis) == (name, role, actor, basis)
    assert speaker.named == (index not in (4, 9, 12))


@pytest.mark.shared
def test_founding_chains_addressees_and_dates(founding: tuple[Statement, ...]) -> None:
    via = [[(str(link.carrier), link.name) for link in s.chain[1:-1]] for s in founding]
    assert via[0] == []
    assert via[1] == [("agency", "Reuters")]
    assert via[6] == [("letter", "letter")]
    assert via[7] == [("agency", "Reuters")]
    assert via[8] == [("speaker", "Olha Stefanishyna"), ("agency", "Reuters")]
    assert via[9] == [("letter", "letter")]
    assert [founding[i].addressee for i in (0, 6, 9)] == ["NATO members", "NATO members", "the allies"]
    assert str(founding[13].said_on) == "2024-10-01/2024-10-31"
    assert {s.modality for s in founding} == {Modality.ACTUAL}
    assert founding[12].speaker is not None
    assert founding[12].speaker.candidates == ("NATO",)
    assert founding[8].parent == founding[7].id


def test_a_report_without_attributions_has_no_statements() -> None:
    report, _ = report_of("Nothing was said.")
    assert read_statements(report, attributions=()) == ()


def test_ids_are_stable_and_parents_are_named() -> None:
    marked = "[1s:Ada Brim] [1c:said] [1t:that [2s:Reuters] [2c:reported] [2t:a deal]].[2<1]"
    report, attributions = report_of(marked)
    one = read_statements(report, attributions=attributions)
    two = read_statements(report, attributions=attributions, coder="another")
    assert [s.id for s in one] == [s.id for s in two]
    assert one[1].parent == one[0].id
    assert one[0].reported_on == date(2031, 3, 6)


def test_a_report_without_a_date() -> None:
    report, attributions = report_of("[1s:Ada Brim] [1c:said] on Tuesday [1t:that it rained].", None)
    [only] = read_statements(report, attributions=attributions)
    assert only.said_on is None
    assert only.reported_on is None
    assert only.speaker is not None
    assert only.speaker.name == "Ada Brim"


def test_empty_sources_and_missing_cues() -> None:
    report, _ = report_of("It was announced that the ferry sinks. The ferry!")
    bare = Attribution((), (Span(3, 16),), (Span(17, 37),), Quotation.INDIRECT)
    lone = Attribution((), (), (Span(39, 49),), Quotation.DIRECT)
    statements = read_statements(report, attributions=[bare, lone])
    assert [s.speaker for s in statements] == [None, None]
    assert all(s.chain[-1].carrier is Carrier.OUTLET for s in statements)


def test_what_was_not_said_holds_nothing_that_was() -> None:
    marked = "[1s:Ada Brim] [1c:did not say] [1t:that [2s:Hungary] [2c:opposes] [2t:it]].[2<1]"
    report, attributions = report_of(marked)
    assert [s.modality for s in read_statements(report, attributions=attributions)] == [Modality.NEGATED] * 2
