"""Lists of reports: each once, newest first, narrowed by words, ids and day; and what reports are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.dossiers.conftest import a_coding, a_dossier, a_report, a_statement
from whipcount.dossiers.report_lists import list_reports, report_titles
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError

START = date(2030, 1, 1)


@pytest.fixture
def full(store: Store) -> Store:
    store.create(replace(a_dossier(), reports=()))
    for n in range(5):
        report = a_report(n, START + timedelta(days=n // 2))
        said = a_statement(report)
        store.add_report("lake", report, [said], [a_coding(said)])
    return store


def test_pages_hold_every_report_once_newest_first(full: Store) -> None:
    whole = list_reports(full, "lake", limit=100)
    assert (whole.total, whole.next) == (5, None)
    days = [row.published_on for row in whole.items]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert all(row.statements == 1 for row in whole.items)
    paged, after = [], None
    while True:
        page = list_reports(full, "lake", limit=2, after=after)
        assert page.total == 5
        paged += page.items
        after = page.next
        if after is None:
            break
    assert paged == list(whole.items)


def test_it_is_narrowed_by_words_ids_and_day(full: Store) -> None:
    assert [row.title for row in list_reports(full, "lake", words="MEETS 3").items] == ["Council meets 3"]
    one = list_reports(full, "lake", limit=1).items[0]
    assert list_reports(full, "lake", ids=[one.sha256]).items == (one,)
    assert list_reports(full, "lake", ids=[]).total == 0
    assert list_reports(full, "lake", until=START).total == 2
    assert list_reports(full, "none").total == 0


def test_words_are_words_and_no_pattern(full: Store) -> None:
    assert list_reports(full, "lake", words="%").total == 0
    assert list_reports(full, "lake", words="meets_").total == 0


def test_what_they_are_called(full: Store) -> None:
    row = list_reports(full, "lake", limit=1).items[0]
    assert report_titles(full, "lake", [row.sha256, "0" * 64]) == {row.sha256: row.title}
    assert report_titles(full, "lake", []) == {}


def test_what_is_no_place_in_the_list_is_refused(full: Store) -> None:
    with pytest.raises(DossierError):
        list_reports(full, "lake", after="somewhere")
