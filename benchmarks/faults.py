"""Faults: writers that are killed at any moment, and a server under strain.

    python benchmarks/faults.py kills [--kills 1000] [--url postgresql://...] [--seed 1]
    python benchmarks/faults.py load [--seconds 300] [--readers 50] [--editors 3] [--pause 3]

*kills*: a process writes to a store of the Lake Council, one act after another, through the commands ``add``,
``correct``, ``import`` and ``forecast`` and through the pages (a correction by form), and tells each act that was
acknowledged: a command that exited with 0, a page that answered 303. It is ended with SIGKILL at a random moment. Then
it is asked whether what was acknowledged is there, whether anything is there by half (a report without its reading, an
import of twenty rows with fewer, a change without its seal, a report taken out without its entry), and whether the next
process goes on. Every fifty kills, and at the end, the whole store is verified and a fresh one begun. Reports are read
by a stand-in, so that the moments fall into the writing. With ``--url`` on a PostgreSQL database that is empty.

*load*: a real server on a dossier of 40 members, 400 reports and 4,000 statements; readers ask for pages, each waiting
about ``--pause`` seconds between two (0: none), editors correct through the forms. Every answer that is not the page or
the redirect is an error, save a form that was overtaken (409), which is counted apart. Memory and descriptors of the
server are looked at all the while. Wall clock: the load of the machine is told with it.

Exits with 1 where a bar is missed. Without a word both run in short.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from web import fill
from whipcount.cli.main import main as command_line
from whipcount.dossiers import report_reader
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store, open_store
from whipcount.dossiers.verification import verify
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span
from whipcount.web.app import create_app
from whipcount.web.library import Library

ROOT = Path(__file__).resolve().parent.parent
LAKE = ROOT / "examples" / "lake-council" / "dossier.yaml"
KEY = "lake-council-orvana"
MEMBERS = ("VESSARY", "KELL", "FERROW-BAY", "THALE", "MERROW", "PELL", "SARN")
ROWS = 20  # of one import
P99, GROWTH = 1.0, 1.1  # seconds; memory at the end against memory after the first minute

Act = Callable[["Writer", int], str]
"""Does one thing; answers what must be there from then on, as :func:`missing` understands it."""


def stand_in(*_: object, **__: object) -> Callable[[Report, Outline], Made]:
    """A reader that finds three statements wherever it looks, at once."""

    def read(report: Report, _: Outline) -> Made:
        said, coded = [], []
        for number, member in enumerate(MEMBERS[:3]):
            span = Span(number, number + 5)
            st = Statement(report.sha256, (), (), (span,), Quotation.INDIRECT, reported_on=report.day)
            day = report.day or date(2025, 3, 1)
            said.append(st)
            coded.append(
                Evidence(
                    f"{st.id}:admission", member, "admission", Stance.YES, day, day, day, WHEN, Authority.MINISTER,
                    statement=st.id, report=report.sha256, gist="says so", source=report.name, origin=f"{st.id}",
                )
            )  # fmt: skip
        return Made(tuple(said), tuple(coded), "stand-in")

    return read


WHEN = datetime(2025, 3, 1, tzinfo=UTC)  # the store sets its own time


class Writer:
    """What runs in the process that is killed."""

    def __init__(self, place: str, folder: Path, told: int, seed: int) -> None:
        self.place, self.folder, self.told = place, folder, told
        self.draw = random.Random(seed)

    def run(self, *words: str) -> None:
        """A command; whatever does not end well ends the process."""
        with open(os.devnull, "w") as nothing, redirect_stdout(nothing):
            try:
                command_line(words)
            except SystemExit as ended:
                if ended.code not in (0, None):
                    raise RuntimeError(f"{words[0]} ended with {ended.code}") from None

    def report(self, number: int) -> str:
        """``add``: a report that is in with its reading, or not at all."""
        file = self.folder / f"{number}.txt"
        file.write_text(f"Report {number} of the lake\nHARROWMERE, March 4, 2025 - Rain fell {number} times.\n")
        self.run("add", self.place, str(file), "-q")
        return f"report Report {number} of the lake"

    def correction(self, number: int) -> str:
        """``correct``: a person's word, signed."""
        with open_store(self.place) as store:
            coded = [item.id for item in store.evidence(KEY) if item.member and not item.human]
        stance = self.draw.choice([s.value for s in Stance])
        self.run("correct", self.place, self.draw.choice(coded), "--stance", stance, "--reason", f"act {number}")
        return f"note act {number}"

    def rows(self, number: int) -> str:
        """``import``: twenty positions, or none."""
        file = self.folder / f"{number}.csv"
        lines = ["member,variant,stance,said_on,authority,gist,source,id"]
        lines += [
            f"{MEMBERS[n % 7]},admission,yes,2025-02-{n % 27 + 1:02},minister,row {n},import {number},r-{number}-{n}"
            for n in range(ROWS)
        ]
        file.write_text("\n".join(lines) + "\n")
        self.run("import", self.place, str(file))
        return f"rows r-{number}-"

    def forecast(self, number: int) -> str:
        """``forecast``: one more on the record."""
        self.run("forecast", self.place, "--as-of", "2025-03-06", "--note", f"act {number}")
        return f"forecast act {number}"

    def page(self, number: int) -> str:
        """A form on a page of a server in this process."""
        with Store.open(self.place) as store:
            library = Library(store, patience=300.0)
            app = create_app(library, hosts=("testserver",))
            coded = [item.id for item in store.evidence(KEY) if item.member and not item.human]
            path = f"/d/{KEY}/evidence/{quote(self.draw.choice(coded), safe='')}"
            _, text, cookie = asyncio.run(_asked(app, "GET", path))
            fields = dict(re.findall(r'name="(token|revision)" value="([0-9a-f]+)"', text))
            form = {**fields, "action": "confirm", "reason": f"act {number}", "author": f"reader {number}"}
            body = "&".join(f"{name}={quote(value)}" for name, value in form.items())
            status, _, _ = asyncio.run(_asked(app, "POST", path, body, cookie))
            library.close()
        if status != 303:
            raise RuntimeError(f"the page answered {status}")
        return f"note act {number}"

    def work(self, first: int) -> None:
        """One act after another, each told once it is acknowledged."""
        for number in range(first, first + 1000):
            act = self.draw.choice(ACTS)
            os.write(self.told, f"begun {act.__name__}\n".encode())
            done = act(self, number)
            os.write(self.told, f"done {done}\n".encode())


ACTS: tuple[Act, ...] = (Writer.report, Writer.correction, Writer.rows, Writer.forecast, Writer.page)


async def _asked(app: Any, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, str, str]:
    """Status, text and cookie of one request to an application in this process."""
    sent: list[dict[str, Any]] = []
    messages = [{"type": "http.request", "body": body.encode(), "more_body": False}]

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop(0)
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"testserver"), (b"content-type", b"application/x-www-form-urlencoded"),
               (b"content-length", str(len(body.encode())).encode()), (b"cookie", cookie.encode())]  # fmt: skip
    raw = path.encode()
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
             "path": unquote(path), "raw_path": raw, "query_string": b"", "root_path": "", "headers": headers,
             "client": ("127.0.0.1", 1), "server": ("testserver", 80)}  # fmt: skip
    await app(scope, receive, send)
    start = next(m for m in sent if m["type"] == "http.response.start")
    told = dict(start["headers"])
    text = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body").decode()
    return start["status"], text, told.get(b"set-cookie", b"").decode().split(";")[0] or cookie


def missing(store: Store, done: list[str]) -> list[str]:
    """What was acknowledged and is not there, and what is there by half."""
    dossier = store.dossier(KEY)
    notes = {change.note for change in store.changes(KEY, limit=100_000)}
    titles = {report.title for report in dossier.reports}
    sealed = {forecast.note for forecast in store.forecasts(KEY)}
    entered = Counter(re.sub(r"\d+$", "", item.id) for item in dossier.records if re.match(r"r-\d+-\d+$", item.id))
    faults = []
    for told in done:
        kind, _, what = told.partition(" ")
        there = {
            "report": what in titles, "note": what in notes, "forecast": what in sealed,
            "rows": entered.get(what, 0) == ROWS,
        }[kind]  # fmt: skip
        if not there:
            faults.append(f"lost: {told}")
    faults += [f"by half: {key}{n} rows" for key, n in entered.items() if n != ROWS]
    read = store.read_by(KEY)
    per_report = Counter(st.report for st in store.statements(KEY))
    for report in dossier.reports:
        if (report.title or "").startswith("Report ") and (report.sha256 not in read or per_report[report.sha256] != 3):
            faults.append(f"by half: {report.title}")
    return faults


def _child(work: Callable[[], None]) -> int:
    """A process that does it; answers its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        with open(os.devnull, "w") as nothing, redirect_stderr(nothing):
            work()
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(3)
    os._exit(0)


def _fresh(url: str | None, folder: Path, number: int) -> str:
    """A store with the dossier, its reports read."""
    place = url or str(folder / f"{number}.db")
    if url:
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    with Store.open(place, create=True) as store:
        dossier = load_dossier_file(LAKE)
        store.create(replace(dossier, reports=()))
        read = stand_in()
        for report in dossier.reports:
            made = read(report, store.about(KEY))
            store.add_report(KEY, report, made.statements, made.evidence)
    return place


def kills(number: int, url: str | None, seed: int) -> bool:
    """Run and print; whether the bars are met."""
    report_reader.usual_reader = stand_in  # what the commands read with
    for module in list(sys.modules.values()):
        if getattr(module, "usual_reader", None) not in (None, stand_in):
            module.usual_reader = stand_in  # type: ignore[attr-defined]
    draw = random.Random(seed)
    killed, rounds, acknowledged, faults = 0, 0, 0, []
    during: Counter[str] = Counter()
    longest, due = 0.5, 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place, done, stores = "", [], 0
        warm = Writer(_fresh(url, folder, 9_999_999), folder, os.open(os.devnull, os.O_WRONLY), seed)
        for n, act in enumerate(ACTS):  # what is imported late is there from now on, so that kills fall into the acts
            act(warm, n)
        while killed < number and len(faults) < 20:
            if killed >= due:
                due += 50
                if place:
                    faults += _looked(place, done, whole=True)
                place, done, stores = _fresh(url, folder, stores), [], stores + 1
            reads, writes = os.pipe()
            rounds += 1
            mine = rounds * 1000
            pid = _child(lambda: Writer(place, folder, writes, seed * 100_003 + rounds).work(mine))  # noqa: B023
            os.close(writes)
            wait = draw.uniform(0.0, longest)
            told, ended = _watched(reads, pid, wait)
            if ended is not None:
                faults.append(f"a writer ended by itself with {ended}: {told[-1:]}")
                continue
            killed += 1
            begins = [line[6:] for line in told if line.startswith("begun ")]
            done += [line[5:] for line in told if line.startswith("done ")]
            acknowledged += sum(line.startswith("done ") for line in told)
            longest *= 1.05 if acknowledged < killed else 0.95  # about one act is acknowledged before each kill
            during[begins[-1] if begins else "start"] += 1
            faults += _looked(place, done, whole=False)
            if killed % 100 == 0:
                print(f"  {killed} kills, {acknowledged} acknowledged, {len(faults)} faults, "
                      f"{time.monotonic() - begun:.0f} s", flush=True)  # fmt: skip
        faults += _looked(place, done, whole=True)
    kind = "PostgreSQL" if url else "SQLite"
    print(f"{kind}: {killed} kills in {rounds} processes ({dict(during)}), {acknowledged} acts acknowledged,")
    print(f"  {len(faults)} faults: nothing lost, nothing by half" if not faults else "\n".join(faults))
    return not faults


def _watched(reads: int, pid: int, wait: float) -> tuple[list[str], int | None]:
    """What a writer told until it was killed, ``wait`` seconds after its first act began; how it ended by itself."""
    text, until = b"", None
    with open(reads, "rb", buffering=0) as pipe:
        os.set_blocking(reads, False)
        while True:
            part = pipe.read(65536)
            if part == b"":
                break
            if part:
                text += part
            if until is None and text:
                until = time.monotonic() + wait
            if until is not None and time.monotonic() >= until:
                os.kill(pid, signal.SIGKILL)
                until = float("inf")
            time.sleep(0.002)
    _, status = os.waitpid(pid, 0)
    whole = text.decode().split("\n")[:-1]
    return whole, None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)


def _looked(place: str, done: list[str], *, whole: bool) -> list[str]:
    """The faults of a store, found in a process of its own, so that no connection is shared with a writer."""
    reads, writes = os.pipe()

    def look() -> None:
        with Store.open(place) as store:
            faults = missing(store, done)
            if whole:
                faults += list(verify(store).problems)
        os.write(writes, json.dumps(faults[:20]).encode())

    pid = _child(look)
    os.close(writes)
    with open(reads, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status:
        return [f"the store cannot be looked at: {os.waitstatus_to_exitcode(status)}"]
    return [str(fault) for fault in json.loads(text)]


@contextmanager
def _served(place: Path) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "whipcount", "serve", "--store", str(place), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                if _get(port, "/d/big")[0] == 200:
                    break
            except OSError:
                pass
            time.sleep(0.3)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def _get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def load(seconds: float, readers: int, editors: int, pause: float) -> bool:
    """Run and print; whether the bars are met."""
    pages = [
        "", "/members", "/members/M007", "/statements", "/statements?member=M003", "/reports", "/forecast", "/rule",
        "/what-if", "/changes", "/members.json", "/statements.csv?member=M003",
    ]  # fmt: skip
    times: dict[str, list[float]] = {"reading": [], "editing": []}
    late_pages: Counter[str] = Counter()
    refused: list[tuple[float, str]] = []
    statuses: Counter[str] = Counter()
    stop = threading.Event()

    def reader(number: int) -> None:
        draw = random.Random(number)
        while not stop.is_set():
            page = draw.choice(pages)
            timed("reading", lambda: _get(port, "/d/big" + page)[0], page)  # noqa: B023
            stop.wait(draw.uniform(0.5, 1.5) * pause)

    def editor(number: int) -> None:
        draw = random.Random(1000 + number)
        while not stop.is_set():
            path = f"/d/big/evidence/{quote(draw.choice(keys), safe='')}"
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

            def edit() -> int:
                connection.request("GET", path)  # noqa: B023
                answer = connection.getresponse()  # noqa: B023
                text, cookie = answer.read().decode(), (answer.getheader("set-cookie") or "").split(";")[0]
                if answer.status != 200:
                    return answer.status
                fields = dict(re.findall(r'name="(token|revision)" value="([0-9a-f]+)"', text))
                form = {**fields, "action": "correct", "stance": draw.choice(list(Stance)).value,
                        "reason": f"{draw.random()}", "author": f"editor {number}"}  # fmt: skip
                body = "&".join(f"{name}={quote(value)}" for name, value in form.items())
                headers = {"content-type": "application/x-www-form-urlencoded", "cookie": cookie}
                connection.request("POST", path, body, headers)  # noqa: B023
                answer = connection.getresponse()  # noqa: B023
                answer.read()
                return answer.status

            timed("editing", edit)
            connection.close()
            stop.wait(draw.uniform(3.0, 8.0))

    def timed(what: str, ask: Callable[[], int], page: str = "") -> None:
        before = time.perf_counter()
        try:
            status: int | str = ask()
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        times[what].append(time.perf_counter() - before)
        statuses[f"{what} {status}"] += 1
        if times[what][-1] >= P99:
            late_pages[page or what] += 1
        if status == 503:
            refused.append((time.monotonic() - begun, page or what))

    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "big.db"
        fill(place, 40, 400, 4_000)
        with Store.open(place) as store:
            keys = [item.id for item in store.evidence("big")][:500]
        with _served(place) as (port, pid):
            for page in pages:  # what nobody has ever seen is computed first
                while _get(port, "/d/big" + page)[0] == 503:
                    time.sleep(0.5)
            threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
            threads += [threading.Thread(target=editor, args=(n,)) for n in range(editors)]
            begun = time.monotonic()
            for thread in threads:
                thread.start()
            memory: list[tuple[float, int, int]] = []
            while (now := time.monotonic() - begun) < seconds:
                status = Path(f"/proc/{pid}/status").read_text()
                held = re.search(r"VmRSS:\s+(\d+)", status)
                memory.append((now, int(held.group(1)) // 1000 if held else 0, len(os.listdir(f"/proc/{pid}/fd"))))
                time.sleep(2.0)
            stop.set()
            for thread in threads:
                thread.join()
            time.sleep(1.0)
            left = len(os.listdir(f"/proc/{pid}/fd"))
    errors = {what: n for what, n in statuses.items() if what.split()[1] not in ("200", "303", "409")}
    print(f"load of the machine: {', '.join(f'{value:.1f}' for value in os.getloadavg())}; {dict(statuses)}")
    late = False
    for what, found in times.items():
        p50, p95, p99 = (sorted(found)[int(len(found) * q)] for q in (0.5, 0.95, 0.99))
        print(f"{what}: {len(found)}, p50 {p50:.3f} s, p95 {p95:.3f} s, p99 {p99:.3f} s, longest {max(found):.2f} s")
        late = late or p99 >= P99
    settled = [m for m in memory if m[0] >= seconds / 5]
    part = max(1, len(settled) // 4)
    first, last = (statistics.median(m[1] for m in some) for some in (settled[:part], settled[-part:]))
    most, descriptors = max(m[1] for m in memory), max(m[2] for m in memory)
    print(f"memory {first:.0f} MB after a fifth of the time, {last:.0f} MB at the end, {most} at most;", end=" ")
    print(f"descriptors {descriptors} at most, {left} once all had gone")
    if late_pages:
        print(f"over {P99} s: " + ", ".join(f"{page or '/'} {n}" for page, n in late_pages.most_common()))
    if refused:
        by_page = Counter(page or "/" for _, page in refused)
        print(f"refused between {refused[0][0]:.0f} and {refused[-1][0]:.0f} s: {dict(by_page)}")
    good = not errors and not late and last <= GROWTH * first
    print("ok" if good else f"OVER THE BAR: errors {errors}")
    return good


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("kills", "load"))
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--url")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--editors", type=int, default=3)
    parser.add_argument("--pause", type=float, default=3.0)
    args = parser.parse_args()
    good = True
    if args.what in (None, "kills"):
        good = kills(args.kills if args.what else 40, args.url, args.seed)
    if args.what in (None, "load"):
        good = load(args.seconds if args.what else 20.0, args.readers, args.editors, args.pause) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
