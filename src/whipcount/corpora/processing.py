"""A unit to its rows: the whole work on a corpus, free of any engine.

Whoever hands out units (this process, several, Dask, Spark's ``mapPartitions``) calls :func:`process` and keeps the
rows. It writes nothing and asks nobody; of the same unit and plan it makes the same rows anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from whipcount.bodies.told_states import with_told_states
from whipcount.corpora.plan import Plan
from whipcount.corpora.signature import packed, signature
from whipcount.corpora.sources.cutting import documents_of
from whipcount.corpora.sources.documents import Document
from whipcount.corpora.sources.lines import parsed
from whipcount.corpora.units import Unit, unit_id
from whipcount.dossiers.rows import report_row
from whipcount.errors import ReportError, WhipcountError
from whipcount.reports.formats.registry import read_reports, report_of_record
from whipcount.reports.report import Report
from whipcount.statements.flat_records import statement_record
from whipcount.statements.reader import read_statements

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Processed:
    """What came of a unit.

    Attributes:
        unit: its id.
        reports: a row for each article that was looked into: sha256, url, published, title, language, words, routed,
            statements, minhash, error and more (docs/scale.md).
        statements: a row a statement, the fields of ``whipcount read``.
        counts: ``documents``, of which ``no_page`` were none, ``passed_over`` did not hold a literal of the decision,
            ``errors`` could not be read, and ``read`` were read.
    """

    unit: str
    reports: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def process(unit: Unit, plan: Plan | None = None) -> Processed:
    """Read a unit.

    An article that cannot be read is a row with its error, and never stops the others.

    Args:
        unit: a range of an input, which this machine can open under its path.
        plan: how it is read; by default everything, for no decision.

    Raises:
        CoderError: the reader's weights are absent or damaged.
        MissingExtraError: what reads the input is not installed.
    """
    plan = plan or Plan()
    result = Processed(unit_id(unit, plan.checksum))
    counts: Counter[str] = Counter()
    position = 0
    for document in _documents(unit, plan):
        counts["documents"] += 1
        if document.error is None and not document.raw:
            counts["no_page"] += 1
        elif document.error is None and plan.route is not None and not plan.route.may_bear(document.raw):
            counts["passed_over"] += 1
        else:
            for report in _reports(document, plan):
                row = _row(report, document, plan, result.statements)
                result.reports.append({"unit": result.unit, "position": position, **row})
                position += 1
                counts["errors"] += row["error"] is not None
                counts["read"] += row["routed"]
    result.counts.update({name: counts[name] for name in ("documents", "no_page", "passed_over", "errors", "read")})
    return result


def _documents(unit: Unit, plan: Plan) -> Iterator[Document]:
    """The documents of a unit; where the input ends too early or has gone, the last one is the error."""
    try:
        yield from documents_of(unit, plan.columns)
    except WhipcountError as error:
        if not isinstance(error, ReportError):
            raise
        yield Document("", unit.where, error=error)
    except Exception as error:  # whatever a library finds in a damaged input
        reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
        yield Document("", unit.where, error=ReportError(f"cannot be read: {reason}", where=unit.where))


def _reports(document: Document, plan: Plan) -> list[Report | ReportError]:
    if document.error is not None:
        return [document.error]
    reports: list[Report | ReportError] = []
    try:
        if document.is_line:
            record: Any = parsed(document.raw, document.where, plan.columns)
            reports.append(report_of_record(record, where=document.where, name=document.name, any_language=True))
        elif document.record is not None:
            report = report_of_record(document.record, where=document.where, name=document.name, any_language=True)
            reports.append(report)
        else:
            name = document.name or "page"
            reports += read_reports(document.raw, name=name, any_language=True, on_error=reports.append)
    except ReportError as error:
        reports.append(error)
    except Exception as error:  # a fault of ours, or of a library: it costs this article, and no other
        reports.append(_fault(error, document.where))
    return reports


def _row(report: Report | ReportError, document: Document, plan: Plan, statements: list[Row]) -> Row:
    if isinstance(report, ReportError):
        return _blank(document) | {"error": str(report)}
    if document.url:
        report = replace(report, url=document.url)
    bears = report.language == "en" and (plan.route is None or plan.route.bears(report.text))
    row = _blank(document) | {
        "sha256": report.sha256,
        "name": report.name,
        "url": report.url,
        "published": report.published,
        "published_on": report.day,
        "title": report.title,
        "publisher": report.publisher,
        "language": report.language,
        "words": len(report.text.split()),
        "minhash": packed(signature(report.text)),
    }
    if not bears:
        return row
    try:
        table = with_told_states(None, [report.text])
        records = [statement_record(statement, report) for statement in read_statements(report, table=table)]
        report_cells = report_row(report)
    except ReportError as error:
        return row | {"error": str(error)}
    except WhipcountError:
        raise
    except Exception as error:  # a fault within the reader keeps out this article, and no other
        return row | {"error": str(_fault(error, document.where))}
    statements += records
    return row | {"routed": True, "statements": len(records), "text": report_cells["text"], "doc": report_cells["doc"]}


def _fault(error: Exception, where: str) -> ReportError:
    reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
    return ReportError(f"the reader failed: {reason}", where=where)


def _blank(document: Document) -> Row:
    return {
        "sha256": None, "name": document.name, "url": document.url, "published": None, "published_on": None,
        "title": None, "publisher": None, "language": None, "words": 0, "routed": False, "statements": 0,
        "minhash": None, "text": None, "doc": None, "error": None,
    }  # fmt: skip
