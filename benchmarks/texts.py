"""Texts as they come: where short invented reports leave each member, and what their days mean.

``data/texts/cases.yaml`` (form and history beside it): 235 texts about the Lake Council of ``examples/lake-council``,
by an author who did not write the rules; ``second.yaml`` (``--set second``): 120 more, written apart; ``third.yaml``
(``--set third``): 100 more, by an author who had seen neither rules nor lexicon. Each is put into that dossier as its
only report, without records, and read and counted as ``whipcount brief --dossier`` and ``tally`` do, as of its day.
Printed by kind:

- *texts*: all that is asked of the text is right: each member named in the answer, and all others.
- *members*: of the members that the answer names, how many stand where it says; with Wilson's 95% interval.
- *inverted*: for where only against is right, or the other way round. *Made up*: for or against, leans included, where
  that is in no accepted answer; the others count, too.
- *days*: whether the words mean the labelled days (``text.dates``); *speakers*: for whom a source speaks.
- *unknown*: the texts that are right for a reader that says nothing.

Every second text of a kind is locked in a set that has not been read as a whole. Without ``--locked`` only the open
half is read; the locked one is printed as totals, never a text. The first set's locked half has been read, and is open.

Run: ``python benchmarks/texts.py [--set SET] [--misses] [--locked] [--kind KIND]``. Exits with 1 where a pinned floor
is not met.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

# all that is asked of the package
from whipcount.analysis.analyse import analyse
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import WhipcountError
from whipcount.reports.formats.registry import read_report
from whipcount.statements.statement import Statement
from whipcount.text.dates import find_dates

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.intervals import wilson  # noqa: E402

LAKE = HERE.parent / "examples" / "lake-council"
KNOWN_BY = datetime(2099, 1, 1, tzinfo=UTC)

FOR = frozenset({"yes", "lean_yes", "will_not_block"})
AGAINST = frozenset({"no", "lean_no"})
SIDES = FOR | AGAINST | {"conditional"}
STANCES = SIDES | {"undecided", "declined", "abstain", "unknown"}


@dataclass(frozen=True, slots=True)
class TextSet:
    """A file of cases, and what is pinned on it, by half (open, locked)."""

    cases: Path
    corpus: str  # of the cases: figures are those of these texts
    floors: dict[str, dict[str, float]] = field(default_factory=dict)  # least share of: texts, members, days
    most_inverted: dict[str, int] = field(default_factory=dict)
    unlocked: bool = False  # its locked half has been read, and is open like the other since


SETS = {
    "first": TextSet(
        HERE / "data" / "texts" / "cases.yaml",
        "b4f638716814b251",
        floors={"open": {"texts": 0.87, "members": 0.86, "days": 0.97}},
        most_inverted={"open": 0},
        unlocked=True,
    ),
    "second": TextSet(
        HERE / "data" / "texts" / "second.yaml",
        "28f3a9c1b4453b5e",
        floors={"open": {"texts": 0.79, "members": 0.80, "days": 0.95}},
        most_inverted={"open": 0},
    ),
    "third": TextSet(
        HERE / "data" / "texts" / "third.yaml",
        "86a17bcd66908149",
        floors={"open": {"texts": 0.86, "members": 0.89, "days": 1.0}},
        most_inverted={"open": 0},
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the program makes of a text: each member's answers (of a refusal "until ...", both), days, statements."""

    answers: dict[str, frozenset[str]]
    refused: str = ""
    text: str = ""
    days: tuple[tuple[int, int, date, date], ...] = ()  # offsets of the words, first day, last day
    statements: tuple[Statement, ...] = ()


@dataclass(slots=True)
class Score:
    """Counts of one kind, and what came out otherwise."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, *, right: bool, miss: str) -> None:
        """One thing asked."""
        self.counts[name] += 1
        self.counts[f"{name} right"] += right
        if not right:
            self.misses.append(miss)


def load(texts: TextSet = SETS["first"]) -> list[dict[str, Any]]:
    """The cases of a set, each checked for its form."""
    cases: list[dict[str, Any]] = yaml.safe_load(texts.cases.read_text(encoding="utf-8"))
    for case in cases:
        accepted = [*case["expected"].values(), case.get("others", [])]
        odd = {stance for stances in accepted for stance in stances} - STANCES
        missing = [day["words"] for day in case.get("days", ()) if day["words"] not in case["text"]]
        if odd or missing:
            raise SystemExit(
                f"{texts.cases.name}: {case['id']}: no stances {sorted(map(str, odd))}, no words {missing}"
            )
    return cases


def read(case: dict[str, Any], lake: Dossier) -> Outcome:
    """The text as the only report of the dossier, counted as of its day."""
    day: date = case["published"]
    days: tuple[tuple[int, int, date, date], ...] = ()
    try:
        report = read_report(case["text"], name=case["id"], published=day, publisher="Harbour News Agency")
        dossier, text = replace(lake, reports=(report,), records=()), report.text
        days = tuple((m.span.start, m.span.end, m.period.first, m.period.last) for m in find_dates(text, day))
        found = read_dossier(dossier, as_of=day)
        tally = analyse(dossier, found, as_of=day, known_by=KNOWN_BY, over_time=False).tally
    except WhipcountError as error:
        return Outcome({}, refused=str(error).splitlines()[0], text=case["text"], days=days)
    answers = {p.member: _answers(p.stance, any(c.met is None for c in p.conditions)) for p in tally.positions}
    return Outcome(answers, text=text, days=days, statements=found.statements)


def _answers(stance: str | None, waits: bool) -> frozenset[str]:
    """The stance as the cases name it: a consent that waits is conditional, a refusal "until" may be called either."""
    value = "unknown" if stance is None else str(stance)
    if not waits:
        return frozenset({value})
    return frozenset({"conditional"} if value in FOR else {value, "conditional"} if value in AGAINST else {value})


def judge(case: dict[str, Any], outcome: Outcome, score: Score) -> None:
    """Compare one text's outcome with its answer."""
    before = len(score.misses)
    others = case.get("others", ["unknown"])
    members = {member for member in MEMBERS if member not in case["expected"]}
    for member in (*case["expected"], *sorted(members)):
        accepted = set(case["expected"].get(member, others))
        got = outcome.answers.get(member, frozenset({"refused"}))
        right = bool(got & accepted)
        miss = f"{member} is {'/'.join(sorted(got))}, accepted {', '.join(sorted(accepted))}"
        score.add("members" if member in case["expected"] else "others", right=right, miss=miss)
        score.counts["inverted"] += inverted(accepted, got)
        score.counts["made up"] += bool(got & SIDES) and not accepted & SIDES
    score.counts["texts"] += 1
    score.counts["texts right"] += len(score.misses) == before
    score.counts["unknown right"] += all("unknown" in s for s in (*case["expected"].values(), others))
    score.counts["refused"] += bool(outcome.refused)
    if outcome.refused:
        score.misses[before:] = [f"refused: {outcome.refused}"]
    for wanted in case.get("days", ()):
        right, told = _day_right(wanted, outcome)
        miss = f"{wanted['words']!r} read as {told}, means {wanted['first']}/{wanted['last']}"
        score.add("days", right=right, miss=miss)
    for wanted in case.get("speakers", ()):
        got_for = _speaks_for(wanted["name"], outcome)
        miss = f"{wanted['name']!r} speaks for {got_for}, wanted {wanted['for']}"
        score.add("speakers", right=got_for == {wanted["for"]}, miss=miss)
    score.misses[before:] = [f"{case['id']}: {miss}" for miss in score.misses[before:]]


def inverted(accepted: set[str], got: frozenset[str]) -> bool:
    """Whether the answer is for where only against is accepted, or the other way round."""
    if accepted & FOR:
        return not accepted & AGAINST and bool(got & AGAINST)
    return bool(accepted & AGAINST and got & FOR)


def _day_right(wanted: dict[str, Any], outcome: Outcome) -> tuple[bool, str]:
    """Whether the mention on the words means their days; after "by" only the last day is asked for."""
    start = outcome.text.find(wanted["words"])
    end = start + len(wanted["words"])
    hits = [day for day in outcome.days if day[0] < end and start < day[1]]
    if start < 0 or not hits:
        return False, "nothing"
    by = wanted["words"].startswith("by ")
    right = any((by or first == wanted["first"]) and last == wanted["last"] for _, _, first, last in hits)
    return right, ", ".join(f"{first}/{last}" for _, _, first, last in hits)


def _speaks_for(name: str, outcome: Outcome) -> set[str | None]:
    """For whom the sources speak that hold these words, or that are resolved to them."""
    found = set()
    for statement in outcome.statements:
        speaker = statement.speaker
        words = " ".join(span.of(outcome.text) for span in statement.source)
        if speaker is not None and (name in words or name in (speaker.name or "")):
            found.add(speaker.on_behalf_of)
    return found


def members() -> tuple[str, ...]:
    """The ids of the body's members."""
    body = yaml.safe_load((LAKE / "lake-council.body.yaml").read_text(encoding="utf-8"))
    return tuple(member["id"] for member in body["members"])


MEMBERS = members()


def measure(cases: Sequence[dict[str, Any]]) -> dict[str, Score]:
    """Read and judge, by kind in the file's order."""
    lake = load_dossier_file(LAKE / "dossier.yaml")
    scores: dict[str, Score] = {}
    for case in cases:
        judge(case, read(case, lake), scores.setdefault(case["kind"], Score()))
    return scores


def lines(scores: dict[str, Score]) -> Iterator[str]:
    """The table, by kind and for all."""
    columns = ("texts", "members", "others", "days", "speakers")
    yield (
        f"{'':16}"
        + "".join(f"{c:>10}" for c in columns)
        + f"{'inverted':>10}{'made up':>9}{'refused':>9}{'unknown':>9}"
    )
    whole: Counter[str] = Counter()
    for kind, score in (*scores.items(), ("all", Score(whole))):
        if kind != "all":
            whole.update(score.counts)
        n = score.counts
        cells = "".join(f"{n[f'{c} right']}/{n[c]}".rjust(10) if n[c] else f"{'':10}" for c in columns)
        yield f"{kind:16}{cells}{n['inverted']:>10}{n['made up']:>10}{n['refused']:>10}{n['unknown right']:>10}"
    for name in columns:
        if whole[name]:
            right, total = whole[f"{name} right"], whole[name]
            yield f"{name:16}{right}/{total} = {right / total:.3f} {wilson(right, total)}"


def main() -> int:
    """Print the tables; the exit code says whether the floors hold."""
    parser = argparse.ArgumentParser(description="Texts as they come: positions and days of short invented reports.")
    parser.add_argument("--set", choices=SETS, default="first", help="whose texts (default: first)")
    parser.add_argument("--misses", action="store_true", help="show what came out otherwise (open half only)")
    parser.add_argument("--locked", action="store_true", help="read the locked half, once a change is final")
    parser.add_argument("--kind", help="only this kind; floors are left out")
    options = parser.parse_args()
    texts = SETS[options.set]
    cases = load(texts)
    corpus = hashlib.sha256(texts.cases.read_bytes()).hexdigest()[:16]
    locked = {c["id"] for c in cases if c.get("locked")} if not texts.unlocked else set()
    half = "locked" if options.locked else "open"
    chosen = [c for c in cases if (c["id"] in locked) is options.locked and options.kind in (None, c["kind"])]
    print(f"corpus {corpus}: {len(cases)} texts, {len(locked)} locked; the {half} ones:")
    if corpus != texts.corpus:
        print(f"the corpus is another one than the floors were pinned on ({texts.corpus})")
        return 1
    if options.locked and not locked:
        print("nothing of this set is locked any more")
        return 2
    if not chosen:
        print(f"no such kind; there are {', '.join(dict.fromkeys(c['kind'] for c in cases))}")
        return 2
    began = time.process_time()
    scores = measure(chosen)
    print("\n".join(lines(scores)))
    print(f"{(time.process_time() - began) / len(chosen):.2f} s of CPU a text")
    if options.misses and not options.locked:
        print("\n".join(f"  {miss}" for score in scores.values() for miss in score.misses))
    if options.kind:
        return 0
    whole: Counter[str] = sum((s.counts for s in scores.values()), Counter())
    failed = [
        f"{name}: {whole[f'{name} right'] / whole[name]:.3f}, floor {floor}"
        for name, floor in texts.floors.get(half, {}).items()
        if whole[f"{name} right"] < floor * whole[name]
    ]
    most = texts.most_inverted.get(half)
    if most is not None and whole["inverted"] > most:
        failed.append(f"inverted: {whole['inverted']}, at most {most}")
    for line in failed:
        print(f"FLOOR NOT MET  {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
