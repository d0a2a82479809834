"""The whole path of a corpus: archives, workers of which one is killed, copies, three questions, a store.

Run: ``make corpus-demo``, or ``python examples/corpus/demo.py --articles 500``. It exits with 1 where something is not
as it should be.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))

from articles import write_archives

from whipcount.corpora.folder import Folder
from whipcount.corpora.query import query
from whipcount.corpora.relays import find_relays
from whipcount.corpora.run import Summary, run

DOSSIER = Path(__file__).resolve().parents[1] / "lake-council" / "dossier.yaml"
QUESTIONS = {
    "All statements of Kell on Orvana in three years, by year and quarter": """
        SELECT year(reported_on) || '-Q' || quarter(reported_on) AS quarter, count(*) AS statements
        FROM statements JOIN origins ON report_sha256 = sha256
        WHERE sha256 = origin AND on_behalf_of = 'KELL' AND content_text ILIKE '%Orvana%'
        GROUP BY quarter ORDER BY quarter""",
    "Who first said that there is no consensus": """
        SELECT coalesce(said_from, reported_on) AS day, speaker, on_behalf_of, content_text, url
        FROM statements JOIN reports ON report_sha256 = sha256 JOIN origins USING (sha256)
        WHERE sha256 = origin AND regexp_matches(content_text, 'no consensus', 'i')
        ORDER BY day, url LIMIT 1""",
    "How often each member is quoted": """
        SELECT on_behalf_of AS member, count(*) AS statements, count(DISTINCT origin) AS texts
        FROM statements JOIN origins ON report_sha256 = sha256
        WHERE sha256 = origin AND on_behalf_of IS NOT NULL
        GROUP BY member ORDER BY texts DESC, member""",
}


def kill_one(out: Path, killed: list[int]) -> None:
    """Wait until some units are done, then kill a worker."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        workers = [p for p in psutil.Process().children(recursive=True) if _works(p)]
        if workers and list(out.glob("_done/*.json")):
            workers[0].kill()
            killed.append(workers[0].pid)
            return
        time.sleep(0.1)


def _works(process: psutil.Process) -> bool:
    """Whether a process is one of Dask's workers, with the reader loaded."""
    try:
        return "spawn_main" in " ".join(process.cmdline()) and process.memory_info().rss > 100_000_000
    except psutil.Error:
        return False


def main() -> int:
    """Run it; 1 where something is lost, doubled, or not answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=Path("out/corpus-demo"))
    given = parser.parse_args()
    out = given.folder / "corpus"
    if (out / "corpus.json").exists() or (given.folder / "lake.db").exists():
        print(f"{given.folder} is there already: remove it, or name another one with --folder")
        return 2
    files = write_archives(given.folder / "archives", given.articles)
    print(f"{given.articles} invented articles in {len(files)} web archives")
    killed: list[int] = []
    killer = threading.Thread(target=kill_one, args=(out, killed), daemon=True)
    killer.start()
    begun = time.monotonic()
    first = run(str(out), [str(given.folder / "archives")], jobs=2, size=25)
    killer.join(timeout=5)
    print(f"read by two workers in {time.monotonic() - begun:.0f} s, one of them killed on the way: {_told(first)}")
    second = run(str(out), [str(given.folder / "archives")], jobs=1, size=25)
    print(f"a second run: {_told(second)}")
    folder = Folder(str(out))
    found = find_relays(folder)
    copies = [relay for relay in found if relay.sha256 != relay.origin]
    print(f"{len(copies)} copies found; {(given.articles - 1) // 10} were printed again")
    answered = 0
    for question, sql in QUESTIONS.items():
        answer = query(folder, sql)
        answered += bool(answer.rows)
        print(f"\n{question}:")
        for row in answer.rows:
            print("  ", *row, sep="  ")
    command = [
        sys.executable,
        "-m",
        "whipcount",
        "corpus",
        "to-dossier",
        str(out),
        str(DOSSIER),
        str(given.folder / "lake.db"),
    ]
    print("\nwhat bears on the admission, into a store:", flush=True)
    to_store = subprocess.run([*command, "--jobs", "2"], check=False).returncode
    whole = (first.reports, first.errors, first.failed) == (given.articles, 0, 0) and first.statements > given.articles
    nothing_twice = (second.units, second.reports) == (0, 0)
    met = whole and nothing_twice and bool(killed) and answered == len(QUESTIONS) and to_store == 0
    print("\nall is there, once" if met else "\nnot met")
    return 0 if met else 1


def _told(summary: Summary) -> str:
    rows = f"{summary.reports} new reports, {summary.statements} statements"
    return f"{summary.units} units, {rows}, {summary.errors} errors"


if __name__ == "__main__":  # workers import this file again
    sys.exit(main())
