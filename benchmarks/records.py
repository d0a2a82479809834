"""What silent members' votes are worth foretelling: ``python benchmarks/records.py``.

Every model, on the same questions: a roll call of the US Senate (117th Congress, Voteview) or of the General Assembly
(sessions 66 and 74, unvotes), some members drawn as declared, the others asked about, with the roll calls before it as
the record. Prints the log loss of yes or not in nats a vote, with 95% intervals over roll calls, at 3%, 10% and 25%
declared; calibration by tenths on 1,000 questions; whether the guard refuses bodies without structure; the time of a
question; the Brier score of "it passes" with and without past votes; the time and memory of an import. Exit code 1 when
a bar is missed. The data are not part of the repository (``WHIPCOUNT_SHARED``, or ``../shared``); their hash is pinned
in ``records.json`` beside the floors.
"""

# ruff: noqa: E402  (the number of threads is set before numpy is imported)
from __future__ import annotations

import os

for _library in ("OPENBLAS", "OMP", "MKL"):  # as the command line does: threads cost more than they save here
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import argparse
import csv
import gzip
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy.stats import t as student

from whipcount.bodies.catalogue import load_body
from whipcount.records.crossing import MOST_ASKED, Crosser
from whipcount.records.models.calibration import LEAST
from whipcount.records.models.named import NAMES, model_named
from whipcount.records.record import MOST_CALLS, Record, load_record
from whipcount.records.silent import silent_members
from whipcount.records.tables.ballot import RollCall
from whipcount.records.tables.formats import Sources
from whipcount.records.tables.importing import import_votes
from whipcount.records.tables.votefile import VoteFile

ROOT = Path(__file__).resolve().parent.parent
PINNED = Path(__file__).with_suffix(".json")
SHARES = (0.03, 0.10, 0.25)
SETS = ("Senate 117", "General Assembly 66", "General Assembly 74")
FILES = ("unga_58_74_votes.csv.gz", "unga_58_74_roll_calls.csv.gz", "voteview_S117_votes.csv.gz")


@dataclass(frozen=True, slots=True)
class Block:
    """Roll calls to ask about, with the record before them; fitted once for all of them."""

    past: Record
    asked: Record


def shared() -> Path | None:
    """The measuring data beside the checkout."""
    for place in (os.environ.get("WHIPCOUNT_SHARED"), ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if place and (Path(place) / "data" / "records").is_dir():
            return Path(place) / "data" / "records"
    return None


def digest(folder: Path) -> str:
    """The hash of the data's bytes."""
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in FILES)).hexdigest()


def assembly(folder: Path) -> tuple[Record, dict[str, int]]:
    """The General Assembly's record, imported as a user would, and the session of each roll call."""
    with VoteFile(None, create=True) as kept:
        import_votes(kept, Sources(folder / FILES[0], folder / FILES[1]), "unvotes")
        record = load_record(kept, "UNGA")
    with gzip.open(folder / FILES[1], "rt", encoding="utf-8") as file:
        return record, {row["rcid"]: int(row["session"]) for row in csv.DictReader(file)}


def senate(folder: Path) -> Record:
    """The Senate's record: the table has no dates, so the roll calls are put in their order, four a day."""
    codes = {"1": 1.0, "2": 1.0, "3": 1.0, "4": -1.0, "5": -1.0, "6": -1.0, "7": 0.0, "8": 0.0}
    with gzip.open(folder / FILES[2], "rt", encoding="utf-8") as file:
        rows = [(int(r["rollnumber"]), r["icpsr"], codes.get(r["cast_code"])) for r in csv.DictReader(file)]
    members = sorted({member for _, member, _ in rows})
    place = {member: column for column, member in enumerate(members)}
    votes = np.full((max(number for number, _, _ in rows), len(members)), np.nan)
    for number, member, vote in rows:
        if vote is not None:
            votes[number - 1, place[member]] = vote
    calls = tuple(
        RollCall("US-SENATE", str(n + 1), date(2021, 1, 6) + timedelta(days=n // 4)) for n in range(len(votes))
    )
    return Record("US-SENATE", calls, tuple(members), ("",) * len(members), ("",) * len(members), votes)


def blocks(folder: Path, name: str, every: int) -> list[Block]:
    """The questions of a set: of a session all divided roll calls, of the Senate those after the 300th."""
    if name.startswith("Senate"):
        whole, found = senate(folder), []
        for start in range(300, len(whole.calls), 50):
            asked = [row for row in range(start, min(start + 50, len(whole.calls)), every) if whole.divided[row]]
            found.append(Block(before(whole, range(start)), whole.only(asked)))
        return found
    whole, session = assembly(folder)
    rows = [r for r, call in enumerate(whole.calls) if session[call.vote_id] == int(name[-2:])]
    first = min(whole.calls[row].day for row in rows)
    past = [row for row, call in enumerate(whole.calls) if call.day < first]
    return [Block(before(whole, past), whole.only([row for row in rows if whole.divided[row]]))]


def before(whole: Record, rows: Iterable[int]) -> Record:
    """The divided roll calls among the rows, as many as a model is fitted on."""
    part = whole.only(list(rows))
    return part.only(np.flatnonzero(part.divided)[-MOST_CALLS:])


def questions(block: Block, share: float, draws: int, seed: int) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Roll call, columns declared and columns asked, the same for every model."""
    rng = np.random.default_rng(seed)
    for row in range(len(block.asked.calls)):
        there = np.flatnonzero(np.isfinite(block.asked.votes[row]))
        for _ in range(draws):
            declared = np.sort(rng.choice(there, max(1, round(share * len(there))), replace=False))
            yield row, declared, np.setdiff1d(there, declared)


def answers(
    block: Block, model: str, share: float, draws: int, seed: int = 7
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each question the roll call, the chances and whether it was yes."""
    crosser = Crosser(model_named(model), block.past)
    rows = np.arange(len(block.past.calls))[-MOST_ASKED:]
    for row, declared, asked in questions(block, share, draws, seed):
        votes = block.asked.votes[row]
        logit = crosser.ask(rows, declared).logit()
        assert logit is not None
        chances = logit.yes(crosser.fitted().score(declared, votes[declared], asked))
        yield block.asked.calls[row].vote_id, chances, votes[asked] == 1


def losses(parts: list[Block], model: str, share: float, draws: int) -> dict[str, float]:
    """Mean log loss by roll call."""
    found: dict[str, list[float]] = {}
    for block in parts:
        for call, chances, yes in answers(block, model, share, draws):
            p = np.clip(chances, LEAST, 1 - LEAST)
            found.setdefault(call, []).append(float(-np.log(np.where(yes, p, 1 - p)).mean()))
    return {call: float(np.mean(values)) for call, values in found.items()}


def interval(values: np.ndarray) -> tuple[float, float, float]:
    """Mean and its 95% interval."""
    half = float(student.ppf(0.975, len(values) - 1) * values.std(ddof=1) / len(values) ** 0.5)
    return float(values.mean()), float(values.mean()) - half, float(values.mean()) + half


def compare(folder: Path, args: argparse.Namespace, bars: dict[str, float]) -> int:
    """The table of log losses; how many bars are missed."""
    missed = 0
    for name in SETS:
        for share in args.shares:
            parts = blocks(folder, name, 1 if share == 0.10 else 3)  # the bars are on all of the Senate's
            found = {model: losses(parts, model, share, args.draws) for model in args.models}
            ours = found["kriging"]
            mean, low, high = interval(np.array(list(ours.values())))
            print(f"{name}, {share:.0%} declared, {len(ours)} roll calls", flush=True)
            bar = bars.get(name) if share == 0.10 else None
            verdict = "" if bar is None else f"  bar {bar}  {'ok' if mean <= bar else 'MISSED'}"
            missed += bar is not None and mean > bar
            print(f"  {'kriging':20s} {mean:.4f} [{low:.4f}, {high:.4f}]{verdict}")
            for model in args.models:
                if model == "kriging":
                    continue
                theirs = found[model]
                level = interval(np.array(list(theirs.values())))
                more = interval(np.array([theirs[call] - ours[call] for call in ours]))
                worse = more[0] <= 0
                missed += bar is not None and worse
                print(
                    f"  {model_named(model).name:20s} {level[0]:.4f} [{level[1]:.4f}, {level[2]:.4f}]  above ours "
                    f"{more[0]:+.4f} [{more[1]:+.4f}, {more[2]:+.4f}]{'  BELOW' if worse else ''}",
                    flush=True,
                )
    return missed


def calibration(folder: Path) -> int:
    """Said beside happened by tenths of what was said, on 1,000 questions; 1 if one is off by more than 5 points."""
    told: list[tuple[np.ndarray, np.ndarray]] = []
    for name, share_of in (("Senate 117", 400), ("General Assembly 66", 300), ("General Assembly 74", 300)):
        parts = blocks(folder, name, 1)
        got = [answer[1:] for block in parts for answer in answers(block, "kriging", 0.10, 4, seed=11)]
        order = list(range(len(got)))
        random.Random(5).shuffle(order)
        told += [got[place] for place in order[:share_of]]
    chances, yes = (np.concatenate([pair[k] for pair in told]) for k in (0, 1))
    print(f"calibration of kriging on {len(told):,} questions, {len(chances):,} votes")
    worst = 0.0
    group = np.minimum((chances * 10).astype(int), 9)
    for number in range(10):
        inside = group == number
        said, happened = float(chances[inside].mean()), float(yes[inside].mean())
        worst = max(worst, abs(said - happened))
        print(f"  said {said:6.1%}  happened {happened:6.1%}  ({int(inside.sum()):,} votes)")
    print(f"  largest difference {100 * worst:.1f} points  bar 5  {'ok' if worst <= 0.05 else 'MISSED'}")
    return int(worst > 0.05)


def invented(seed: int, *, structure: float, members: int = 20, calls: int = 60) -> Record:
    """An invented body: one dimension of so much structure; at nought members differ in nothing but chance."""
    rng = np.random.default_rng(seed)
    point, slope, cut = rng.normal(size=members), structure * rng.normal(size=calls), rng.normal(size=calls)
    p = 1 / (1 + np.exp(-(cut[:, None] + slope[:, None] * point)))
    votes = np.where(rng.random(p.shape) < p, 1.0, -1.0)
    votes[rng.random(p.shape) < 0.1] = 0
    votes[rng.random(p.shape) < 0.1] = np.nan
    days = [date(2015, 1, 1) + timedelta(days=30 * n) for n in range(calls)]
    names = tuple(f"M{n}" for n in range(members))
    told = tuple(RollCall("INVENTED", str(n), day) for n, day in enumerate(days))
    return Record("INVENTED", told, names, ("",) * members, ("",) * members, votes)


def guard(folder: Path | None) -> int:
    """Bodies without structure, and a body that has no record of its own; how many bars are missed."""
    missed, later = 0, date(2025, 1, 1)
    for members, declared in ((7, 3), (20, 0), (20, 4), (30, 10)):
        refused = dict.fromkeys((0.0, 3.0), 0)
        for structure in refused:
            for seed in range(100):
                record = invented(seed, structure=structure, members=members)
                rng = random.Random(seed)
                stand = {f"M{n}": rng.choice(("yes", "yes", "no")) for n in range(declared)}
                silent = [m for m in record.members if m not in stand]
                refused[structure] += not silent_members(record, stand, silent, as_of=later).guard.informative
        missed += refused[0.0] < 95
        print(
            f"guard, {members} members, {declared} declared: without structure refuses {refused[0.0]} of 100 (bar 95, "
            f"{'ok' if refused[0.0] >= 95 else 'MISSED'}), with a strong dimension {refused[3.0]}"
        )
    if folder is None:
        return missed
    whole, _ = assembly(folder)
    states = [m.id for m in load_body("NATO").members(date(2019, 11, 1)) if m.id in whole.members]
    columns = [whole.members.index(m) for m in states]
    allies = replace(
        whole, members=tuple(states), persons=("",) * len(states), blocs=("",) * len(states),
        votes=whole.votes[:, columns],
    )  # fmt: skip
    nuclear = {"US": "no", "FR": "no", "NO": "abstain", "DE": "abstain", "GB": "no"}
    ukraine = {"US": "no", "DE": "no", "HU": "no", "EE": "yes", "LT": "yes"}
    all_of = [m for m in whole.members if m not in nuclear]
    asked = (
        (
            "NATO on Ukraine, its own record (none)",
            replace(whole.only([]), body="NATO"),
            ukraine,
            states,
            "Ukraine",
            False,
        ),
        (
            "the allies' votes in the Assembly on Ukraine",
            allies,
            ukraine,
            states,
            "Ukraine | Crimea | Sevastopol",
            False,
        ),
        ("the Assembly on nuclear matters", whole, nuclear, all_of, "nu", True),
        ("the allies in the Assembly on nuclear matters", allies, nuclear, states, "nu", None),
    )
    for what, record, stand, members_of, topic, speaks in asked:
        silent = [m for m in members_of if m not in stand]
        start = time.perf_counter()
        told = silent_members(record, stand, silent, as_of=date(2019, 12, 1), topic=topic)
        seconds = time.perf_counter() - start
        right = speaks is None or told.guard.informative is speaks
        missed += (not right) + (seconds > 2)
        verdict = "no bar" if speaks is None else "ok" if right else "MISSED"
        print(f"guard, {what}: {'speaks' if told.guard.informative else 'refuses'} ({verdict}), ", end="")
        print(f"{seconds:.2f} s (bar 2, {'ok' if seconds <= 2 else 'MISSED'})\n    {told.guard.why}", flush=True)
    return missed


MAJORITY, TWO_THIRDS, CLOTURE = "more than 50% of members voting", "2/3 of members voting", "60% of members"
"""Rules of the Assembly (other, important) and of the Senate (bill, cloture)."""


def passing(folder: Path | None, draws: int) -> int:
    """Brier score of "it passes" with and without past votes, by the rule of the body; how many bars are missed."""
    import records_passing

    asked = [(f"an invented council, strong dimension {seed}", [_halves(seed)], MAJORITY) for seed in range(5)]
    if folder is not None:
        senate_rules, assembly_rules = (MAJORITY, CLOTURE), (MAJORITY, TWO_THIRDS)
        for name in SETS:
            parts = blocks(folder, name, 1)
            rules = senate_rules if name.startswith("Senate") else assembly_rules
            asked += [(f"{name}, {rule}", parts, rule) for rule in rules]
    missed = 0
    for name, parts, rule in asked:
        share = 0.2 if name.startswith("an invented") else 0.1
        told = [
            one
            for block in parts
            for one in records_passing.foretell(block.past, block.asked, rule, share=share, draws=draws)
        ]
        missed += not records_passing.report(name, told)
    return missed


def _halves(seed: int) -> Block:
    """An invented council of known structure: its first 80 roll calls are the past, the later 120 are asked."""
    whole = invented(seed, structure=3.0, calls=200)
    return Block(before(whole, range(80)), whole.only([row for row in range(80, 200) if whole.divided[row]]))


def importing(rows: int = 1_000_000) -> int:
    """An import of a long table in a process of its own: seconds and peak memory; 1 if a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "many.csv"
        codes = [member.id for member in load_body("UNGA").members(date(2019, 1, 1))]
        with table.open("w", encoding="utf-8") as file:
            file.write("body,vote_id,date,member,vote,topic,title,source\n")
            for number in range(rows):
                call, member = divmod(number, len(codes))
                day = date(2012, 1, 1) + timedelta(days=call % 2500)
                vote = ("yes", "no", "abstain", "absent")[(number * 7919) % 4]
                file.write(f"UNGA,V{call},{day},{codes[member]},{vote},t{call % 9},Matter {call},invented\n")
        told = subprocess.run(
            [sys.executable, __file__, "--import-only", str(table)], capture_output=True, text=True, check=True
        )
    seconds, memory, votes = json.loads(told.stdout)
    bar = 60 * rows / 1_000_000
    good = seconds <= bar and memory <= 300 and votes == rows
    print(
        f"import of {votes:,} votes: {seconds:.1f} s (bar {bar:.0f}), {memory:.0f} MB (bar 300)  "
        f"{'ok' if good else 'MISSED'}"
    )
    return int(not good)


def main() -> int:
    """Run all, or the parts asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", nargs="*", default=list(NAMES), choices=NAMES)
    parser.add_argument("--shares", nargs="*", type=float, default=list(SHARES), help="of the members declared")
    parser.add_argument("--draws", type=int, default=1, help="sets of declared members a roll call")
    parser.add_argument("--only", choices=("losses", "calibration", "guard", "passing", "import"))
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the table that is imported")
    parser.add_argument("--import-only", metavar="TABLE", help="internal: an import in a process of its own")
    args = parser.parse_args()
    if args.import_only:
        table = Path(args.import_only)
        start = time.perf_counter()
        with VoteFile(table.with_suffix(".votes.db"), create=True) as kept:
            done = import_votes(kept, Sources(table), "long").imported
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([time.perf_counter() - start, memory, done.ballots]))
        return 0
    if "kriging" not in args.models:
        args.models.insert(0, "kriging")
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    folder, missed = shared(), 0
    if folder is None:
        print("the roll calls are not beside this checkout (set WHIPCOUNT_SHARED); only invented bodies are asked")
    elif digest(folder) != pinned["sha256"]:
        print("the data are not those that the floors were measured on")
        return 1
    if folder is not None and args.only in (None, "losses"):
        missed += compare(folder, args, pinned["log_loss_at_10"])
    if folder is not None and args.only in (None, "calibration"):
        missed += calibration(folder)
    if args.only in (None, "guard"):
        missed += guard(folder)
    if args.only in (None, "passing"):
        missed += passing(folder, args.draws)
    if args.only in (None, "import"):
        missed += importing(args.rows)
    print("all bars hold" if not missed else f"{missed} bars missed")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
