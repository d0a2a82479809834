"""Dates in words: ours and dateparser on 100 labelled sentences of the PolNeAR development articles, 100 of our own.

``data/dates_polnear_dev.jsonl`` holds places and meanings only: one sentence a line with its article, its offsets, the
day of publication and the DATE spans in it, each with the days that it means (null: the words cannot be dated from the
day of publication). The sentences were drawn at random (seed 20241129) from the 844 that hold any word that might tell
time, and labelled by hand before the reader of dates was written. Labelled are expressions that name calendar days,
weeks, months, seasons, years or decades, from themselves or the day of publication; not labelled are lengths ("for two
years"), repeats ("each day"), vague times ("a long time ago") and dates that another event would have to fix.

- *coverage*: share of the labelled spans that a mention overlaps; *spurious*: mentions that overlap no labelled span.
- *correct*: share of the labelled spans whose mention means exactly the labelled days.
- dateparser is given its best chance: once it searches the sentences itself, once it is handed each labelled span. It
  answers one day; that counts as right where it is the only day, the first, or any day of the labelled period at a
  grain coarser than a day ("lenient").

``data/dates_invented.tsv`` holds 100 sentences of our own, most with days that tell no year: the day of publication,
the sentence with its dates in brackets, the days that each means. Written and labelled before the rules for days
without a year were mended, by their author. Every second one is locked: printed as a total, its misses never shown.

Run: ``python benchmarks/dates.py [--misses] [--shared FOLDER]``. Exits with 1 where a pinned floor is not met.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import time
import warnings
from datetime import date, datetime
from pathlib import Path

from whipcount.text.dates import DateMention, find_dates

HERE = Path(__file__).resolve().parent
LABELS = HERE / "data" / "dates_polnear_dev.jsonl"
CORPUS = "1740e0730836c4f3"  # sha256 of the labels and the sentences that they mark
INVENTED = HERE / "data" / "dates_invented.tsv"
INVENTED_CORPUS = "2ae02c0afd0fa59e"
INVENTED_FLOORS = {"open": 0.98, "locked": 0.95}  # share of the labelled dates that are right
FLOORS = {"coverage": 0.98, "correct": 0.95, "spurious": 1, "words per CPU second": 40_000}


def main() -> int:
    """Print the table; the exit code says whether the floors hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    default = next((p for p in (HERE.parent.parent, HERE.parent.parent.parent) if (p / "shared/data").is_dir()), HERE)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WHIPCOUNT_SHARED", default / "shared")))
    parser.add_argument("--misses", action="store_true", help="show what came out otherwise (open half of our own)")
    options = parser.parse_args()
    failed = _invented(misses=options.misses)
    texts = options.shared / "data/polnear/data/dev/text"
    if not texts.is_dir():
        print(f"skipped: the PolNeAR texts are not at {texts}")
        return _told(failed)
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    sources = {row["article"]: _source(texts, row["article"]) for row in rows}
    corpus = hashlib.sha256(LABELS.read_bytes())
    for row in rows:
        corpus.update(sources[row["article"]][slice(*row["sentence"])].encode())
    print(f"corpus {corpus.hexdigest()[:16]}: {len(rows)} sentences, {sum(len(row['dates']) for row in rows)} dates")
    if corpus.hexdigest()[:16] != CORPUS:
        print(f"the corpus is another one than the floors were pinned on ({CORPUS})")
        return 1
    result = _ours(rows, sources)
    _peer(rows, sources)
    failed += [
        f"{name}: {result[name]:.3f}, floor {floor}"
        for name, floor in FLOORS.items()
        if (result[name] > floor if name == "spurious" else result[name] < floor)
    ]
    return _told(failed)


def _told(failed: list[str]) -> int:
    print("\n".join(["floors not met:", *failed]) if failed else "floors met")
    return 1 if failed else 0


def _invented(*, misses: bool) -> list[str]:
    """Our own sentences by halves; what is below its floor."""
    data = INVENTED.read_bytes()
    corpus = hashlib.sha256(data).hexdigest()[:16]
    print(f"corpus {corpus}: {len(data.splitlines())} sentences of our own")
    if corpus != INVENTED_CORPUS:
        return [f"the corpus is another one than the floors were pinned on ({INVENTED_CORPUS})"]
    counts = {"open": [0, 0, 0], "locked": [0, 0, 0]}
    shown: list[str] = []
    for number, line in enumerate(data.decode().splitlines()):
        half = "locked" if number % 2 else "open"
        day, marked, labels = line.split("\t")
        text, places = re.sub(r"[\[\]]", "", marked), []
        for at, found in enumerate(re.finditer(r"\[([^\]]+)\]", marked)):
            places.append((found.start() - 2 * at, found.start() - 2 * at + len(found[1])))
        mentions = find_dates(text, date.fromisoformat(day))
        for (start, end), label in zip(places, labels.split(), strict=True):
            first, _, last = label.partition("/")
            hits = [m for m in mentions if m.span.start < end and start < m.span.end]
            right = any(_core(hit, {"first": first, "last": last}) for hit in hits)
            counts[half][0] += right
            counts[half][1] += 1
            if not right and half == "open":
                shown.append(
                    f"  {day} {marked} {text[start:end]!r} read as {[str(hit.period) for hit in hits]}, is {label}"
                )
        stray = [m for m in mentions if not any(m.span.start < end and start < m.span.end for start, end in places)]
        counts[half][2] += len(stray)
        shown += [f"  {day} {marked} spurious {m.text!r}" for m in stray if half == "open"]
    for half, (right, total, spurious) in counts.items():
        print(f"ours, {half:6}  correct {right}/{total} = {right / total:.3f}  spurious {spurious}")
    if misses:
        print("\n".join(shown))
    return [
        f"our own, {half}: {right / total:.3f}, floor {INVENTED_FLOORS[half]}"
        for half, (right, total, _) in counts.items()
        if right < INVENTED_FLOORS[half] * total
    ]


def _source(texts: Path, article: str) -> str:
    with (texts / f"{article}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def _ours(rows: list[dict], sources: dict[str, str]) -> dict[str, float]:
    gold = covered = correct = spurious = 0
    misses: list[str] = []
    for row in rows:
        start, end = row["sentence"]
        anchor = date.fromisoformat(row["anchor"])
        inside = [m for m in find_dates(sources[row["article"]], anchor) if start <= m.span.start < end]
        used: set[int] = set()
        for label in row["dates"]:
            gold += 1
            mention = next((m for m in inside if m.span.start < label["end"] and label["start"] < m.span.end), None)
            if mention is None:
                # what cannot be dated is rightly left alone
                covered += label["first"] is None
                correct += label["first"] is None
                misses += [] if label["first"] is None else [f"missed {row['article']} {label}"]
                continue
            used.add(inside.index(mention))
            covered += 1
            right = _core(mention, label)
            correct += right
            misses += (
                []
                if right
                else [f"{mention.text!r} read as {mention.period}, labelled {label['first']}/{label['last']}"]
            )
        spurious += len(inside) - len(used)
        misses += [f"spurious {m.text!r} {m.period}" for at, m in enumerate(inside) if at not in used]
    words, spent = 0, 0.0
    for row in rows[::4]:
        text = sources[row["article"]]
        began = time.process_time()
        find_dates(text, date(2016, 9, 29))
        spent += time.process_time() - began
        words += len(text.split())
    print(f"ours        coverage {covered / gold:.3f}  correct {correct / gold:.3f}  spurious {spurious}  ", end="")
    print(f"{words / spent:,.0f} words per CPU second")
    print("\n".join(f"  {miss}" for miss in misses))
    return {
        "coverage": covered / gold,
        "correct": correct / gold,
        "spurious": spurious,
        "words per CPU second": words / spent,
    }


def _core(mention: DateMention, label: dict) -> bool:
    """Whether the days are those labelled; labels leave out "since", "by" and "until", mentions widen by them."""
    if label["first"] is None:
        return False
    first, last = date.fromisoformat(label["first"]), date.fromisoformat(label["last"])
    if mention.bound == "since":
        return mention.period.first == first
    if mention.bound:
        return mention.period.last == last
    return (mention.period.first, mention.period.last) == (first, last)


def _peer(rows: list[dict], sources: dict[str, str]) -> None:
    try:
        import dateparser
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed (development group): no peer to print")
        return
    warnings.simplefilter("ignore")
    gold = exact = lenient = found = spurious = 0
    began = time.process_time()
    for row in rows:
        start, end = row["sentence"]
        text, base = sources[row["article"]], datetime.fromisoformat(row["anchor"])
        settings = {"RELATIVE_BASE": base}
        hits = search_dates(text[start:end], languages=["en"], settings=settings) or []
        spans, at = [], 0
        for words, _ in hits:
            at = text[start:end].find(words, at)
            spans.append((start + at, start + at + len(words)))
        used = set()
        for label in row["dates"]:
            gold += 1
            hit = next((n for n, span in enumerate(spans) if span[0] < label["end"] and label["start"] < span[1]), None)
            found += hit is not None
            used |= {hit} - {None}
            if label["first"] is None:
                continue
            told = dateparser.parse(text[label["start"] : label["end"]], languages=["en"], settings=settings)
            if told is not None:
                exact += label["first"] == label["last"] == told.date().isoformat()
                lenient += label["first"] <= told.date().isoformat() <= label["last"]
        spurious += len(spans) - len(used)
    spent = time.process_time() - began
    print(f"dateparser  coverage {found / gold:.3f}  spurious {spurious}  (searching by itself)")
    print(
        f"dateparser  correct {exact / gold:.3f}, lenient {lenient / gold:.3f}  "
        f"(handed each labelled span)  {spent:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
