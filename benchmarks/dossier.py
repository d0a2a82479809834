"""The dossier store: ten thousand reports in, again, listed, counted, exported and back.

The reports are invented (seed 11): 350 words and eight statements each, one of them coded. A stand-in reader hands
them over at once, so that what is measured is the store alone; the floor asks that it costs at most a tenth of what the
reader takes for such a report at 5,000 words a second (70 ms), so that taking in goes at the reader's speed. Times are
CPU seconds of this process (PostgreSQL's own are not in them). Memory is the process's peak resident size.

Run: ``python benchmarks/dossier.py [--reports N] [--url URL]``. Exits with 1 where a pinned floor is not met.
With ``--read N``, N reports go through ``whipcount add`` and the real reader instead: see ``dossier_read.py``.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from whipcount.analysis.count import count
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.ingest import ingest
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.span import Span

READER_MS = 70.0  # 350 words at 5,000 words a second
FLOORS = {  # at most
    "store, ms a report": READER_MS / 10,
    "second ingest, ms a report": READER_MS / 20,
    "memory grown over the second half, MB": 25.0,
    "a page of 50 statements, ms": 150.0,
    "tally, ms": 1_000.0,
}
MEMBERS = ("DE", "FR", "HU", "TR", "PL", "IT", "GB", "US")
WORDS = (
    "the council of ministers will meet again next week to talk about the request and said that members agree".split()
)


def reports(number: int) -> Iterator[Report]:
    """Invented reports, made as they are asked for."""
    draw = random.Random(11)
    for at in range(number):
        text = f"Council report {at}\n" + " ".join(draw.choices(WORDS, k=350))
        day = date(2020, 1, 1) + timedelta(days=at % 1500)
        yield Report(f"report-{at}.txt", text, fingerprint(text), title=f"Council report {at}", published_on=day)


def read(report: Report, _outline: Outline, /) -> Made:
    """Eight statements of a report, the first of them coded: what a reader would hand over."""
    draw = random.Random(report.sha256)
    made = []
    for at in range(8):
        start = 20 + at * 200
        member = draw.choice(MEMBERS)
        speaker = Speaker("the minister", "Ada Roe", "minister", Role.MINISTER, member, Basis.OFFICE, named=True)
        source, cue, content = Span(start, start + 12), Span(start + 13, start + 17), Span(start + 18, start + 90)
        kind, day = Quotation.INDIRECT, report.published_on
        made.append(Statement(report.sha256, (source,), (cue,), (content,), kind, speaker, reported_on=day))
    day = report.published_on or date(2020, 1, 1)
    coding = Evidence(
        f"{made[0].id}:asked", made[0].speaker.on_behalf_of if made[0].speaker else None, "asked",
        draw.choice(list(Stance)), day, day, day, datetime(2024, 1, 1, tzinfo=UTC), Authority.MINISTER,
        statement=made[0].id, report=report.sha256, speaker="Ada Roe", origin=made[0].id,
    )  # fmt: skip
    return Made(tuple(made), (coding,), "stand-in")


@contextmanager
def spent(into: dict[str, float], name: str, per: float = 1.0) -> Iterator[None]:
    """CPU milliseconds, divided by ``per``."""
    began = time.process_time()
    yield
    into[name] = 1000 * (time.process_time() - began) / per


def peak() -> float:
    """Peak resident memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Print the figures; the exit code says whether the floors hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--url", help="a database to use instead of a temporary SQLite file; it must be empty")
    parser.add_argument("--read", type=int, metavar="N", help="measure the command and the real reader on N reports")
    options = parser.parse_args()
    if options.read:
        from dossier_read import measure

        return measure(options.read)
    size = options.reports
    figures: dict[str, float] = {}
    proposal = Proposal("orvana", "NATO invites Orvana", "NATO", "invitation", variants=(Variant("asked", "invited"),))
    with tempfile.TemporaryDirectory() as folder, Store.open(options.url or f"{folder}/a.db", create=True) as store:
        store.create(Dossier("bench", "A benchmark", proposal))
        with spent(figures, "making the reports, ms a report", size):
            for report in reports(size):
                read(report, Outline("x"))
        halves: list[float] = []

        def told(*_: object) -> None:
            halves.append(peak())

        with spent(figures, "store, ms a report", size):
            first = ingest(store, "bench", reports(size), read, told=told)
        figures["store, ms a report"] -= figures["making the reports, ms a report"]
        figures["memory grown over the second half, MB"] = halves[-1] - halves[size // 2]
        with spent(figures, "second ingest, ms a report", size):
            second = ingest(store, "bench", reports(size), read)
        statements = list_statements(store, "bench", limit=1).total
        with spent(figures, "a page of 50 statements, ms"):
            page = list_statements(store, "bench", limit=50)
        with spent(figures, "a later page, ms"):
            list_statements(store, "bench", limit=50, after=page.next, member="HU", words="ministers")
        with spent(figures, "tally, ms"):
            counted = count(store, "bench")
        evidence = len(counted.evidence)
        with spent(figures, "archive out, ms a report", size), open(f"{folder}/a.jsonl", "w", encoding="utf-8") as out:
            out.writelines(write_archive(store, "bench"))
        with Store.open(f"{folder}/b.db", create=True) as other:
            with spent(figures, "archive in, ms a report", size), open(f"{folder}/a.jsonl", encoding="utf-8") as lines:
                read_archive(other, lines)
            with open(f"{folder}/a.jsonl", encoding="utf-8") as lines:
                same = all(a == b for a, b in zip(write_archive(other, "bench"), lines, strict=True))
        bytes_kept = Path(f"{folder}/a.db").stat().st_size if not options.url else 0
    print(f"{size:,} reports, {statements:,} statements, {evidence:,} codings; {bytes_kept / 1e6:,.0f} MB on disk")
    print(f"first ingest: {first.new:,} new; second ingest: {second.new:,} new, {second.known:,} known")
    print(f"archive: read back and written again the same: {same}; peak memory {peak():,.0f} MB")
    for name, value in figures.items():
        floor = f"   (at most {FLOORS[name]:g})" if name in FLOORS else ""
        print(f"{name:45s} {value:10.2f}{floor}")
    failed = [name for name, floor in FLOORS.items() if figures[name] > floor]
    if second.new or first.new != size or not same:
        failed.append("ingest or archive")
    print(f"not met: {', '.join(failed)}" if failed else "floors met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
