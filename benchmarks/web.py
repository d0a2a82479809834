"""The dashboard over loopback: time of each page, size, errors, with readers at the same time.

    python benchmarks/web.py [--members 200] [--statements 50000] [--reports 2000] [--readers 50] [--requests 400]
                             [--store big.db]

*After an edit* is the time from an edit that another process writes to the view of its revision, asked for at once;
*after a start* that of the first page of a server that starts on a store which has been served before. Readers and
editors come together at the end: while pages are read, edits are written one after another. ``--store`` keeps the
filled store, so that a later run need not fill it again.

Makes a dossier of an invented body in a temporary store, starts a real server in a process of its own and asks it over
HTTP, one request at a time: *first* until the page is there when nobody has asked for it yet; then medians, *made*
where the page has to be made, *kept* where the server has it from another reader; *p50/p95/p99* are those of the
readers together, who share the cores with the server and with each other. Wall clock: run it on a machine that does
nothing else. *cpu* is what the server's process took of the processor (Linux only), which a busy machine tells as well.
Fixed seed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers import edits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.store import Store
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.span import Span

PAGES = [
    "",
    "/members",
    "/members/M007",
    "/statements",
    "/statements?member=M007",
    "/reports",
    "/forecast",
    "/rule",
    "/what-if",
    "/what-if?set=M007:yes",
    "/brief",
    "/changes",
]
BAR_MS, BAR_BYTES = 150, 500_000


def fill(place: Path, members: int, reports: int, statements: int) -> str:
    """A store with the invented dossier; answers one report's sha256."""
    draw = random.Random(20310306)
    ids = [f"M{number:03}" for number in range(members)]
    lines = "\n".join(f"  - {{id: {i}, name: Member {i}, from: 2001-05-01, provenance: invented}}" for i in ids)
    body = parse_body(
        "id: BIG\nname: Big Council\nsources: [invented]\ncovers: {from: 2001-05-01}\ndefault: consensus\n"
        f"members:\n{lines}\nrules:\n  consensus: {{rule: no objection, for: [admission], provenance: invented}}\n"
    )
    proposal = Proposal(
        "big", "Big Council admits Orvana", "BIG", "admission", variants=(Variant("now", "admitted now"),)
    )
    stances = list(Stance)
    each = statements // reports
    sha = ""
    with Store.open(place, create=True) as store:
        store.create(Dossier("big", "Orvana and the Big Council", proposal, own_body=body))
        for number in range(reports):
            day = date(2030, 1, 1) + timedelta(days=number * 400 // reports)
            parts, spans, at = [f"Report {number}\n"], [], len(f"Report {number}\n")
            for _ in range(each):
                member = draw.choice(ids)
                text = f"Minister of {member} said that the admission is item {draw.randrange(10**6)} of the day.\n"
                spans.append((member, at, len(text)))
                parts.append(text)
                at += len(text)
            whole = "".join(parts)
            report = Report(f"report-{number}", whole, fingerprint(whole), title=f"Report {number}", published_on=day)
            sha = report.sha256
            told, coded = [], []
            for member, start, size in spans:
                speaker = Speaker(
                    f"Minister of {member}", f"Minister {member}", "minister", Role.MINISTER, member, Basis.OFFICE, True
                )
                st = Statement(
                    sha,
                    (Span(start, start + 12),),
                    (Span(start + 17, start + 21),),
                    (Span(start + 22, start + size - 1),),
                    Quotation.INDIRECT,
                    speaker,
                    reported_on=day,
                )
                told.append(st)
                coded.append(
                    Evidence(
                        f"{st.id}:now", member, "now", draw.choice(stances), day, day, day,
                        datetime.now(UTC), Authority.MINISTER,
                        statement=st.id, report=sha, speaker=speaker.name,
                        gist="an item of the day", source=report.name,
                    )
                )  # fmt: skip
            store.add_report("big", report, told, coded)
    return sha


def ask(port: int, path: str) -> tuple[float, int, int]:
    """Seconds, status and size of one request."""
    before = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path)
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    return time.perf_counter() - before, answer.status, size


def ready(port: int, path: str) -> float:
    """Ask until the server no longer says that it is computing; the seconds of the longest answer."""
    longest = 0.0
    while True:
        took, status, _ = ask(port, path)
        longest = max(longest, took)
        if status != 503:
            return longest
        time.sleep(0.5)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (
        ("members", 200),
        ("reports", 2000),
        ("statements", 50_000),
        ("readers", 50),
        ("requests", 400),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--store", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = args.store or Path(folder) / "big.db"
        before = time.perf_counter()
        if place.exists():
            with Store.open(place) as store:
                sha = store.dossier("big").reports[-1].sha256
        else:
            sha = fill(place, args.members, args.reports, args.statements)
        took = time.perf_counter() - before
        print(f"{args.members} members, {args.reports} reports, {args.statements} statements; filled in {took:.0f} s")
        measure(args, place, sha)


def serving(place: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server of its own on a store, once it answers; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "whipcount", "serve", "--store", str(place), "--port", str(port)])
    for _ in range(600):
        try:
            ask(port, "/static/keys.js")
            break
        except OSError:
            time.sleep(0.05)
    return server, port


def processor(pid: int) -> float:
    """Seconds of the processor that a process has taken; 0 where that is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server."""
    server.send_signal(signal.SIGINT)
    server.wait(timeout=60)


def newest(port: int, path: str, revision: int) -> float:
    """Seconds until the page of a revision is served, asked for again and again."""
    before = time.perf_counter()
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", path)
        body = connection.getresponse().read().decode("utf-8", "replace")
        connection.close()
        if f"revision {revision}" in body and "Being made anew" not in body:
            return time.perf_counter() - before
        time.sleep(0.02)


def after_edits(port: int, place: Path, number: int, pid: int) -> list[str]:
    """Seconds from each of some edits to the overview of its revision, and what the server took of the processor."""
    draw, took = random.Random(7), []
    with Store.open(place) as store:
        codings = [item.id for item in store.evidence("big", member="M007") if not item.human]
        for _ in range(number):
            added = edits.correct(
                store,
                "big",
                draw.choice(codings),
                stance=draw.choice(list(Stance)),
                reason=f"read again at {time.time()}",  # so that it is none that a kept store has already
                author="bench",
            )
            before = processor(pid)
            seconds = newest(port, "/d/big", added.revision)
            took.append(f"{seconds:.2f} (cpu {processor(pid) - before:.2f})")
    return took


def measure(args: argparse.Namespace, place: Path, sha: str) -> None:
    """All times of one filled store."""
    server, port = serving(place)
    try:
        before = time.perf_counter()
        longest = ready(port, "/d/big")
        warm = time.perf_counter() - before
        print(f"count and forecast ready {warm:.0f} s after the start; the longest answer until then {longest:.1f} s")
        print(
            f"{'page':34}{'first s':>9}{'made ms':>10}{'cpu ms':>9}{'kept ms':>10}{'kB':>8}  "
            f"bar {BAR_MS} ms, {BAR_BYTES // 1000} kB"
        )
        pages = ["/d/big" + page for page in PAGES] + [f"/d/big/reports/{sha}"]
        for page in pages:
            before = time.perf_counter()
            ready(port, page)  # the brief and a what-if are made in the background once, and kept
            first = time.perf_counter() - before
            mark = "&" if "?" in page else "?"  # another address each time, so that the page is made each time
            before = processor(server.pid)
            fresh = [ask(port, f"{page}{mark}n={number}") for number in range(9)]
            made = statistics.median(seconds for seconds, _, _ in fresh)
            each = (processor(server.pid) - before) / len(fresh)
            ask(port, page)
            again = statistics.median(ask(port, page)[0] for _ in range(9))
            size = max(size for _, _, size in fresh)
            good = all(status == 200 for _, status, _ in fresh)
            verdict = "ok" if good and made * 1000 <= BAR_MS and size <= BAR_BYTES else "OVER THE BAR"
            times = f"{first:9.1f}{made * 1000:10.1f}{each * 1000:9.0f}{again * 1000:10.1f}"
            print(f"{page[:33]:34}{times}{size / 1000:8.0f}  {verdict}")
        draw = random.Random(1)
        paths = [draw.choice(pages) for _ in range(args.requests)]
        with ThreadPoolExecutor(args.readers) as pool:
            found = list(pool.map(lambda path: ask(port, path), paths))
        times = sorted(seconds * 1000 for seconds, _, _ in found)
        p50, p95, p99 = (times[int(len(times) * q)] for q in (0.5, 0.95, 0.99))
        errors = sum(status != 200 for _, status, _ in found)
        print(f"{args.readers} readers, {args.requests} requests, {errors} errors:", end=" ")
        print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")
        took = after_edits(port, place, 5, server.pid)
        print(f"view after an edit: {', '.join(took)} s (bar 1 s)")
        index = statistics.median(ask(port, "/")[0] for _ in range(9)) * 1000
        with ThreadPoolExecutor(args.readers + 1) as pool:
            writing = pool.submit(after_edits, port, place, 4, server.pid)
            found = list(pool.map(lambda path: ask(port, path), paths[: args.requests // 2]))
            took = writing.result()
        times = sorted(seconds * 1000 for seconds, _, _ in found)
        print(f"portfolio: {index:.0f} ms at the median")
        print(
            f"readers and an editor together: p50 {times[len(times) // 2]:.0f} ms, p95 "
            f"{times[int(len(times) * 0.95)]:.0f} ms; after its edits {', '.join(took)} s"
        )
    finally:
        stop(server)
    before = time.perf_counter()
    server, port = serving(place)
    try:
        up = time.perf_counter() - before
        first = ready(port, "/d/big")
        print(f"after a start: the server answers after {up:.1f} s, its first view takes {first:.2f} s (bar 3 s)")
    finally:
        stop(server)


if __name__ == "__main__":
    main()
