"""Corpora: what a second worker costs, what kills leave, what the router loses, copies, growth; ratios in one run.

Run: ``python benchmarks/corpus.py [--articles 400] [--only allocator jobs corpus router relays growth]``. Articles are
invented (``examples/corpus/articles.py``). Times are CPU seconds of a process with all its children, which say the same
on a busy machine, nearly; the speed-up is by the clock, and what others took of the cores meanwhile is printed beside
it: where that is more than a twentieth, it says nothing, and no bar is asked. ``growth`` reads up to ``--most``
articles in one process and plots what they cost (``--svg docs/images/corpus-growth.svg``).

The exit code is 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import numpy as np  # noqa: E402
import psutil  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "examples" / "corpus"))

from articles import article, articles, write_archives  # noqa: E402

from whipcount.corpora import Plan, process, units_of  # noqa: E402
from whipcount.corpora.folder import Folder, Taken  # noqa: E402
from whipcount.corpora.query import query  # noqa: E402
from whipcount.corpora.relays import clusters  # noqa: E402
from whipcount.corpora.router import route_of  # noqa: E402
from whipcount.corpora.run import run  # noqa: E402
from whipcount.corpora.signature import shingles, signature  # noqa: E402
from whipcount.dossiers.file import load_dossier_file  # noqa: E402

EXAMPLES = ("sweden-accession", "finland-accession", "ukraine-invitation", "lake-council")
PARTS = ("allocator", "jobs", "corpus", "router", "relays", "growth")
READ = """
import json, resource, sys, time
from whipcount.statements.attribution.attributions import read_attributions
texts = json.load(sys.stdin)
read_attributions(texts[0])
passes = []
for _ in range(2):  # the faster pass: neighbours on the same processor only ever add time
    start = time.process_time()
    for text in texts:
        read_attributions(text)
    passes.append(time.process_time() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(sum(len(text.split()) for text in texts) / min(passes), peak)
"""
IDLE = 0.05  # of all cores used by others at most, for the clock to say something
missed: list[str] = []


def bar(
    name: str, value: float, floor: float | None = None, ceiling: float | None = None, *, form: str = ",.3f"
) -> None:
    """Print a figure beside what it has to reach."""
    good = (floor is None or value >= floor) and (ceiling is None or value <= ceiling)
    if not good:
        missed.append(name)
    limit = f">= {floor:g}" if floor is not None else f"<= {ceiling:g}"
    print(f"  {name:58}{value:>14{form}}   {limit:>12}   {'' if good else 'MISSED'}")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: CPU seconds with all children, seconds by the clock, its own peak memory in MB.

    ``others``: the share of all cores that other processes used meanwhile.
    """

    cpu: float
    wall: float
    peak: float
    out: bytes
    others: float


def spent(*words: str, cwd: Path | None = None) -> Spent:
    """Run whipcount."""
    begun, busy = time.monotonic(), _busy()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([sys.executable, "-m", "whipcount", *words], stdout=out, cwd=cwd)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"whipcount {' '.join(words)} ended with {process.returncode}")
        out.seek(0)
        cpu, wall = usage.ru_utime + usage.ru_stime, time.monotonic() - begun
        others = max(0.0, _busy() - busy - cpu) / (wall * (os.cpu_count() or 1))
        return Spent(cpu, wall, usage.ru_maxrss / 1024, out.read(), others)


def _busy() -> float:
    """CPU seconds that all processes of the machine have used."""
    times = psutil.cpu_times()
    return float(times.user + times.system + times.nice)


def allocator() -> None:
    """Words a CPU second as malloc comes, and where its threshold is set."""
    texts = json.dumps([article(number, sentences=40)[2] for number in range(40)])
    figures = {}
    for name, more in (("as it comes", {}), ("tuned", {"MALLOC_TRIM_THRESHOLD_": "65536"})):
        told = subprocess.run(
            [sys.executable, "-c", READ], input=texts, text=True, capture_output=True, check=True,
            env={**os.environ, **more},
        )  # fmt: skip
        figures[name] = [float(number) for number in told.stdout.split()]
        print(f"  malloc {name}: {figures[name][0]:,.0f} words a CPU second, peak {figures[name][1]:.0f} MB")
    bar("words a CPU second under MALLOC_TRIM_THRESHOLD_, ratio", figures["tuned"][0] / figures["as it comes"][0], 0.95)
    bar("peak MB", max(peak for _, peak in figures.values()), ceiling=200, form=",.0f")


def jobs(folder: Path, number: int) -> None:
    """``whipcount read`` with one process and with two: the same bytes, and what the second costs."""
    reports = folder / "reports"
    reports.mkdir()
    for at in range(number):
        _, head, text = article(at)
        (reports / f"{at:05d}.txt").write_text(f"{head}\n{text}\n", encoding="utf-8")
    few = folder / "few"
    few.mkdir()
    for at in range(16):
        shutil.copy(reports / f"{at:05d}.txt", few)
    start = [spent("read", "-q", "--format", "jsonl", "--jobs", str(n), str(few)) for n in (1, 2)]
    one, two = (spent("read", "-q", "--format", "jsonl", "--jobs", str(n), str(reports)) for n in (1, 2))
    if one.out != two.out:
        missed.append("read --jobs: the same bytes")
    print(f"  --jobs 1 {one.cpu:.1f} CPU s, {one.wall:.0f} s; --jobs 2 {two.cpu:.1f} CPU s, {two.wall:.0f} s")
    _overhead("read", one, two, start)


def _overhead(name: str, one: Spent, two: Spent, start: list[Spent]) -> None:
    whole = two.cpu / one.cpu - 1
    without = (two.cpu - start[1].cpu) / (one.cpu - start[0].cpu) - 1
    faster = (one.wall - start[0].wall) / (two.wall - start[1].wall)
    others = max(one.others, two.others)
    print(f"  start and first articles: {start[0].cpu:.1f} and {start[1].cpu:.1f} CPU s; overhead of all {whole:+.1%}")
    print(f"  speed-up by the clock {one.wall / two.wall:.2f} with the start; others used {others:.0%} of the cores")
    if others <= IDLE:
        bar(f"{name}: speed-up by the clock beyond the start", faster, 1.8)
    else:
        print(f"  speed-up beyond the start {faster:.2f}: cores not idle, so it says nothing")
    bar(f"{name}: CPU overhead of the second process beyond its start", without, ceiling=0.05)


def corpus(folder: Path, number: int) -> None:
    """The same rows from one process, two workers, a killed worker, a killed client, shuffled inputs."""
    archives, few = folder / "archives", folder / "few-archives"
    files = [str(path) for path in write_archives(archives, number, each=50)]
    write_archives(few, 50)
    start = [
        spent("corpus", "run", "-q", "--unit", "25", "--jobs", str(n), str(folder / f"s{n}"), str(few)) for n in (1, 2)
    ]
    command = ("corpus", "run", "-q", "--unit", "25", "--json")
    one = spent(*command, "--jobs", "1", str(folder / "one"), str(archives))
    two = spent(*command, "--jobs", "2", str(folder / "two"), str(archives))
    statements = json.loads(one.out)["statements"]
    print(f"  {number} articles, {statements:,} statements")
    print(f"  one process {one.cpu:.1f} CPU s, {one.wall:.0f} s; two workers {two.cpu:.1f} CPU s, {two.wall:.0f} s")
    _overhead("corpus run", one, two, start)
    killed: list[int] = []
    killer = threading.Thread(target=_kill_one, args=(folder / "killed", killed), daemon=True)
    killer.start()
    run(str(folder / "killed"), files, jobs=2, size=25)
    killer.join(timeout=5)
    client = subprocess.Popen(
        [sys.executable, "-m", "whipcount", *command, "--jobs", "1", str(folder / "client"), *files],
        stdout=subprocess.DEVNULL,
    )
    while client.poll() is None and len(list(folder.glob("client/_done/*.json"))) < 2:
        time.sleep(0.1)
    client.send_signal(signal.SIGKILL)
    client.wait()
    resumed = run(str(folder / "client"), files, jobs=1, size=25)
    random.Random(3).shuffle(files)
    run(str(folder / "shuffled"), files, jobs=1, size=25)
    sums = {name: _sums(folder / name) for name in ("one", "two", "killed", "client", "shuffled")}
    for name, found in sums.items():
        print(f"    {name:10}{found}")
    print(f"  a worker was killed: {bool(killed)}; the client was killed with {resumed.done} units done")
    bar("equal sums of hashes and ids over five ways, different ones", len(set(sums.values())), ceiling=1, form=".0f")
    again = run(str(folder / "one"), files, jobs=1, size=25)
    bar("rows that a second run adds", again.reports + again.statements, ceiling=0, form=".0f")
    if not killed or not resumed.done:
        missed.append("kills in the middle")


def _kill_one(out: Path, killed: list[int]) -> None:
    until = time.monotonic() + 900
    while time.monotonic() < until:
        if list(out.glob("_done/*.json")):
            for process in psutil.Process().children(recursive=True):
                try:
                    if "spawn_main" in " ".join(process.cmdline()) and process.memory_info().rss > 100_000_000:
                        process.kill()
                        killed.append(process.pid)
                        return
                except psutil.Error:
                    continue
        time.sleep(0.1)


def _sums(folder: Path) -> tuple[object, ...]:
    found = query(Folder(str(folder)), "SELECT count(*), sum(hash(sha256)), sum(hash(url)) FROM reports").rows
    return (*found[0], *query(Folder(str(folder)), "SELECT count(*), sum(hash(id)) FROM statements").rows[0])


def router(number: int) -> None:
    """Reports of the example dossiers that are read, and how fast the rest is passed over."""
    kept = of = 0
    for name in EXAMPLES:
        dossier = load_dossier_file(ROOT / "examples" / name / "dossier.yaml")
        route = route_of(dossier)
        for report in dossier.reports:
            of += 1
            kept += route.may_bear(report.text.encode()) and route.bears(report.text)
    bar(f"recall on the {of} reports of the example dossiers", kept / of, 0.99)
    route = route_of(load_dossier_file(ROOT / "examples" / "sweden-accession" / "dossier.yaml"))
    pages = [body for _, body in articles(number)]
    begun = time.process_time()
    for _ in range(20):
        passed = sum(map(route.may_bear, pages))
    seconds = (time.process_time() - begun) / 20
    size = sum(map(len, pages))
    print(f"  pages of {size / number / 1000:.1f} kB: {size / seconds / 1e6:,.0f} MB a CPU second, {passed} go on")
    bar("pages a CPU second in the prefilter", number / seconds, 50_000, form=",.0f")
    from whipcount.reports.formats.registry import read_reports

    some = pages[:100]
    list(read_reports(some[0], name="page"))
    begun = time.process_time()
    for body in some:
        route.bears(next(iter(read_reports(body, name="page", any_language=True))).text)
    bar("extracted articles a CPU second", len(some) / (time.process_time() - begun), 90, form=",.0f")


def _unrelated(number: int) -> Iterator[str]:
    """Texts of words by Zipf's law, each with the same footer: what papers share is no copy."""
    draw = np.random.default_rng(11)
    words = np.array([a + b + c for a in "ka le mi no ru sa te vo ba du".split() for b in
                      "dar fen gol him jun kel lor mer".split() for c in "a et is o um en".split()])  # fmt: skip
    weights = 1 / np.arange(1, len(words) + 1)
    for _ in range(number):
        text = " ".join(draw.choice(words, size=int(draw.integers(40, 600)), p=weights / weights.sum()))
        yield f"{text} All rights reserved by the Harbour News Agency; subscribe to our letter for more."


def relays(number: int = 10_000, million: int = 1_000_000) -> None:
    """Copies that are found, unrelated texts that are taken for copies, and a million signatures."""
    texts = list(_unrelated(number))
    draw = random.Random(5)
    copies = []
    for text in texts[:1000]:
        words = text.split()
        keep = int(0.6 * len(words))
        at = draw.randrange(len(words) - keep + 1)
        copies.append("HARROWMERE (Agency) - " + " ".join(words[at : at + keep]))
    begun = time.process_time()
    signatures = np.stack([signature(text) for text in texts + copies])
    each = (time.process_time() - begun) / len(signatures)
    sizes = np.array([shingles(len(text.split())) for text in texts + copies])
    alone = clusters(signatures[:number], sizes[:number])
    bar(
        f"unrelated texts of {number:,} in a cluster with another",
        number - len(set(alone.tolist())),
        ceiling=0,
        form=".0f",
    )
    found = clusters(signatures, sizes)
    bar("recall on copies cut to 60%", float(np.mean(found[:1000] == found[number:])), 0.95)
    for left in (0.4, 0.2):
        cut = []
        for text in texts[:1000]:
            words = text.split()
            keep = int(left * len(words))
            at = draw.randrange(len(words) - keep + 1)
            cut.append(" ".join(words[at : at + keep]))
        both = np.concatenate([signatures[:1000], np.stack([signature(text) for text in cut])])
        lengths = np.concatenate([sizes[:1000], [shingles(len(text.split())) for text in cut]])
        numbers = clusters(both, lengths)
        print(f"  recall on copies cut to {left:.0%}: {np.mean(numbers[:1000] == numbers[1000:]):.3f}")
    many = np.random.default_rng(0).integers(0, 2**32, size=(million, 64), dtype=np.uint32)
    many[million // 2 : million // 2 + million // 10] = many[: million // 10]
    begun = time.process_time()
    clusters(many, np.full(million, 300))
    print(f"  {each * 1e6:.0f} CPU microseconds a signature")
    bar(
        f"CPU seconds for {million:,} signatures, a tenth of them copies",
        time.process_time() - begun,
        ceiling=30,
        form=".1f",
    )


def growth(folder: Path, most: int, svg: Path | None) -> None:
    """What short articles (about 70 words) cost, from 100 on: CPU, disk, memory."""
    sizes = [size for size in (100, 316, 1_000, 3_162, 10_000, 31_623) if size <= most]
    archives, out = folder / "growth-archives", folder / "growth"
    write_archives(archives, sizes[-1], each=1_000, sentences=4)
    rows: list[dict[str, float]] = []
    # A page of few words makes the extractor load its word lists of a hundred languages, 34 MB, once and for good.
    (folder / "short.html").write_bytes(dict(articles(1_731, sentences=4)).popitem()[1])
    for unit in units_of([str(folder / "short.html")]):
        process(unit, Plan())
    this = psutil.Process()
    begun = time.process_time()
    seen = 0

    def told(taken: Taken) -> None:
        nonlocal seen
        seen += taken.reports + taken.known
        if len(rows) < len(sizes) and seen >= sizes[len(rows)]:
            cpu, memory = time.process_time() - begun, this.memory_info().rss / 1e6
            disk = sum(path.stat().st_size for path in out.rglob("*.parquet")) / 1e6
            rows.append({"articles": seen, "cpu": cpu, "disk": disk, "memory": memory})
            print(
                f"  {seen:>7,} articles: {cpu:>8.1f} CPU s, {disk:>7.2f} MB of Parquet, {memory:.0f} MB of memory",
                flush=True,
            )

    run(str(out), [str(archives)], jobs=1, told=told)
    first, last = rows[min(1, len(rows) - 1)], rows[-1]
    words = query(Folder(str(out)), "SELECT sum(words) FROM reports").rows[0][0]
    print(f"  {words / last['articles']:.0f} words an article, {words / last['cpu']:,.0f} words a CPU second")
    each = [row["cpu"] / row["articles"] for row in (first, last)]
    bar("memory at the end to that at the second size, ratio", last["memory"] / first["memory"], ceiling=1.15)
    bar("CPU an article at the end to that at the second size, ratio", each[1] / each[0], ceiling=1.15)
    if svg is not None:
        svg.write_text(_plot(rows), encoding="utf-8")


def _plot(rows: list[dict[str, float]]) -> str:
    """Three small charts over the number of articles; both scales are logarithmic, that of memory starts at zero."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 260" role="img" font-family="system-ui, sans-serif">',
        "<title>What articles cost, by their number: CPU seconds, Parquet, memory</title>",
        '<rect width="960" height="260" fill="#fff"/>',
    ]

    def put(x: float, y: float, words: str, size: int = 11, anchor: str = "middle", fill: str = "#44525f") -> None:
        place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"'
        parts.append(f"<text {place}>{words}</text>")

    charts = (("cpu", "CPU seconds"), ("disk", "MB of Parquet"), ("memory", "MB of memory"))
    for number, (name, unit) in enumerate(charts):
        left, width, low, high = 40 + number * 315, 250, 200, 40
        values = [row[name] for row in rows]
        points = []
        for row in rows:
            across = (np.log10(row["articles"]) - 2) / (np.log10(rows[-1]["articles"]) - 2)
            up = row[name] / (1.25 * max(values))
            if name != "memory":
                up = np.log10(row[name] / values[0]) / np.log10(max(values) / values[0])
            points.append((left + width * float(across), low - (low - high) * float(up)))
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        put(left, 20, unit, 14, "start", "#16202a")
        parts.append(f'<path d="M{left},{high}V{low}H{left + width}" fill="none" stroke="#5b6b7b"/>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="#2166ac" stroke-width="2"/>')
        for (x, y), row in zip(points, rows, strict=True):
            parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3.5" fill="#2166ac"/>')
            put(x, y - 9, f"{row[name]:,.3g}", fill="#16202a")
            put(x, low + 16, f"{row['articles']:,.0f}")
        put(left + width / 2, low + 38, "articles", 12)
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> int:
    """Measure; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--most", type=int, default=1_000, help="articles for the growth (default: %(default)s)")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    print(f"CPU seconds are told; load {os.getloadavg()[0]:.1f} on {os.cpu_count() or 1} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in given.only:
            print(f"{part}:")
            if part == "allocator":
                allocator()
            elif part == "jobs":
                jobs(folder, given.articles)
            elif part == "corpus":
                corpus(folder, given.articles)
            elif part == "router":
                router(given.articles)
            elif part == "relays":
                relays()
            else:
                growth(folder, given.most, given.svg)
    print(f"missed: {', '.join(missed)}" if missed else "all bars are met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
