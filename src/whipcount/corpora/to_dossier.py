"""From a corpus to a dossier: the reports that bear on its decision, in the order of their publication."""

from __future__ import annotations

from collections.abc import Iterator

from whipcount.corpora.folder import Folder
from whipcount.corpora.query import connected
from whipcount.corpora.router import Route
from whipcount.dossiers.rows import read_report_row
from whipcount.reports.report import Report

_AT_ONCE = 200


def reports_for(folder: Folder, route: Route) -> Iterator[Report]:
    """The reports of a corpus that bear on a decision, the earliest first, as they were read.

    Raises:
        InputError: no corpus, or an empty one.
        MissingExtraError: duckdb is not installed.
    """
    with connected(folder) as database:
        answers = database.execute(
            "SELECT sha256, text, doc FROM reports WHERE routed AND text IS NOT NULL "
            "ORDER BY published_on NULLS LAST, published NULLS LAST, sha256"
        )
        while rows := answers.fetchmany(_AT_ONCE):
            for sha256, text, doc in rows:
                if route.bears(text):
                    yield read_report_row({"sha256": sha256, "text": text, "doc": doc}, foreign=True)
