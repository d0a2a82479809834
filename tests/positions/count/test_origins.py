"""Which statements are one utterance told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.positions.make import calm, ev
from whipcount.positions.count.origins import cluster, with_origins
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Quotation, Speaker, Statement
from whipcount.text.period import Period
from whipcount.text.span import Span

BRANDT = Speaker("Brandt", name="Ada Brandt", on_behalf_of="AA")
DAY = date(2030, 5, 1)
LONG = "we will not stand in the way of Orvana once the ferry dispute has been settled by the court"


def told(
    content: str, *, speaker: Speaker | None = BRANDT, on: date = DAY, said: Period | None = None
) -> tuple[Statement, Report]:
    text = f"Report of {on}: {content}"
    report = Report(str(on), text, fingerprint(text))
    span = Span(len(text) - len(content), len(text))
    statement = Statement(report.sha256, (), (), (span,), Quotation.DIRECT, speaker, reported_on=on, said_on=said)
    return statement, report


def same(*tellings: tuple[Statement, Report]) -> bool:
    origins = cluster([s for s, _ in tellings], {r.sha256: r for _, r in tellings})
    return len({origins[s.id] for s, _ in tellings}) == 1


def test_a_reprint_and_a_shortened_relay_are_one_utterance() -> None:
    shorter = "not stand in the way of Orvana once the ferry dispute has been settled"
    assert same(told(LONG), told(LONG.upper(), on=DAY + timedelta(1)), told(shorter, on=DAY + timedelta(2)))


def test_another_speaker_another_week_or_other_words_are_not() -> None:
    lund = Speaker("Lund", name="Ivo Lund", on_behalf_of="AA")
    assert not same(told(LONG), told(LONG, speaker=lund, on=DAY + timedelta(1)))
    assert not same(told(LONG), told(LONG, on=DAY + timedelta(20)))
    assert not same(
        told(LONG), told("we want the whole ferry fleet to be sold before the winter begins", on=DAY + timedelta(1))
    )
    assert not same(told("we agree"), told("we agree fully", on=DAY + timedelta(1)))


def test_the_day_of_saying_counts_not_the_day_of_print() -> None:
    said = Period(DAY, DAY)
    assert same(told(LONG), told(LONG, on=DAY + timedelta(200), said=said))


def test_a_name_and_its_government_may_be_one_voice_but_nobody_is_no_voice() -> None:
    office = Speaker("the government", on_behalf_of="AA")
    assert same(told(LONG), told(LONG, speaker=office, on=DAY + timedelta(1)))
    assert not same(told(LONG, speaker=None), told(LONG, speaker=None, on=DAY + timedelta(1)))


def test_accents_do_not_part_a_voice_from_itself() -> None:
    one, two = Speaker("x", name="Ana Órbach"), Speaker("y", name="A. Orbach")
    assert same(told(LONG, speaker=one), told(LONG, speaker=two, on=DAY + timedelta(1)))


def test_a_daily_reprint_joins_through_its_neighbours() -> None:
    assert same(*[told(LONG, on=DAY + timedelta(n)) for n in range(9)])


def test_evidence_takes_the_origin_of_its_statement_unless_it_has_one() -> None:
    statement, report = told(LONG)
    origins = cluster([statement], {report.sha256: report})
    plain, given_one, foreign = (
        ev("a", statement=statement.id),
        ev("b", statement=statement.id, origin="o-mine"),
        ev("c", statement="s-else"),
    )
    made = with_origins([plain, given_one, foreign], origins)
    assert [e.origin for e in made] == [origins[statement.id], "o-mine", ""]


def test_a_statement_whose_report_is_missing_stands_alone() -> None:
    statement, _ = told(LONG)
    assert list(cluster([statement], {})) == [statement.id]


@calm
@given(
    st.lists(
        st.sampled_from([LONG, LONG[:50], "we agree", "no", "never in my lifetime will that be allowed"]), max_size=8
    )
)
def test_the_order_of_statements_never_matters(contents: list[str]) -> None:
    tellings = [told(c, on=DAY + timedelta(n % 4)) for n, c in enumerate(contents)]
    reports = {r.sha256: r for _, r in tellings}
    statements = [replace(s) for s, _ in tellings]
    assert cluster(statements, reports) == cluster(statements[::-1], reports)


def test_half_of_the_words_in_common_is_not_one_utterance() -> None:
    """Containment of shingles: at .6 two utterances that share half of their words stay apart, at .3 they would not."""
    first = "we will not stand in the way of Orvana once the court has spoken about the ferries"
    second = "we will not stand in the way of Orvana although nobody in my party likes this plan"
    assert not same(told(first), told(second, on=DAY + timedelta(1)))
