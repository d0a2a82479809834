"""Decisions: what is decided, by whom, under which rule, how it ended, where everybody stands, from whole reports.

Each set is a folder of ``ID.txt`` and ``ID.gold.json`` in the form of the evaluator beside the measuring data
(``shared/eval/decision_eval.py``), which does the scoring; here all briefs are made in one process.

- ``shared``: real reports retold, ``shared/data/decisions`` (the half that is not held back).
- ``own``: ``benchmarks/data/decisions``, invented reports by a hand that did not write the rules; its locked half was
  read once, scored 59.6%, and is open since.
- ``second``: ``benchmarks/data/decisions_second``, invented reports by another hand; half of them are locked
  (``locked.txt``) and read with ``--locked`` only, once a change is final.
- ``third``: ``benchmarks/data/decisions_third``, real and invented reports by a third hand that had not seen the
  reader; each open report has a locked one of the same kind.
- ``fourth``: ``benchmarks/data/decisions_fourth``, real decisions of 1990 to 2024 retold by a hand that had not seen
  the reader; halves alike, the second locked.
- ``fifth``: ``benchmarks/data/decisions_fifth``, invented bodies of all kinds by a hand that had not seen the reader
  nor the other sets; halves alike, the second locked.
- ``sixth``: ``benchmarks/data/decisions_sixth``, short reports, half of them real decisions of 1990 to 2025 retold, by
  a hand that had not seen the reader nor the other sets; in pairs of one kind, the even ones locked.
- ``seventh``: ``benchmarks/data/decisions_seventh``, 28 real decisions of 1990 to 2025 retold and 12 invented ones, by
  a hand that had not seen the reader nor the other sets; in pairs of one kind, the even ones locked. Its open half read
  77.2% at first sight (3 wrong positions), before anything was mended by it.

Run: ``python benchmarks/decisions.py [--set shared|own|second|third|fourth|fifth|sixth|seventh] [--locked] [--each]
[--only ID,ID] [--out FOLDER]``.
Exits with 1 where a pinned floor is not met.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
NOW = datetime(2040, 1, 1, tzinfo=UTC)  # after the last of the reports: what is told later is not known
FLOORS = HERE / "decisions_floors.json"
OWN_SETS = {
    "own": HERE / "data" / "decisions",
    "second": HERE / "data" / "decisions_second",
    "third": HERE / "data" / "decisions_third",
    "fourth": HERE / "data" / "decisions_fourth",
    "fifth": HERE / "data" / "decisions_fifth",
    "sixth": HERE / "data" / "decisions_sixth",
    "seventh": HERE / "data" / "decisions_seventh",
}


def evaluator(shared: Path) -> ModuleType:
    """The evaluator, a single file beside the measuring data."""
    spec = importlib.util.spec_from_file_location("decision_eval", shared / "eval" / "decision_eval.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def brief_of_report(path: Path) -> dict[str, Any]:
    """The brief of one report as plain data, or ``{"error", "exit"}`` as the command line would end."""
    from whipcount.briefs.make import make_brief
    from whipcount.briefs.view.schema import to_json
    from whipcount.errors import WhipcountError

    try:
        view = make_brief([path], None, known_by=NOW, made_at=NOW, version="benchmark")
        made = json.loads(to_json(view))
    except WhipcountError as error:
        return {"error": str(error), "exit": 2}
    except Exception as error:  # a crash is counted, never hidden
        return {"error": f"{type(error).__name__}: {error}", "exit": 1}
    assert isinstance(made, dict)
    return made


def main() -> int:
    """Make the briefs, score them, compare with the pinned floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", default=os.environ.get("WHIPCOUNT_SHARED", HERE.parent.parent / "shared"), type=Path
    )
    parser.add_argument("--set", choices=("shared", *OWN_SETS), default="shared")
    parser.add_argument("--locked", action="store_true", help="the locked half of an own set; read once")
    parser.add_argument("--each", action="store_true", help="what is wrong in each report")
    parser.add_argument("--only", default="", help="ids, with commas between")
    parser.add_argument("--out", type=Path, help="keep the briefs in this folder")
    args = parser.parse_args()
    folder = OWN_SETS.get(args.set, args.shared / "data" / "decisions")
    if not (args.shared / "eval").is_dir() or not folder.is_dir():
        print(f"no such set: {folder} with {args.shared / 'eval'}")
        return 2
    judge = evaluator(args.shared)
    locked = set((folder / "locked.txt").read_text().split()) if (folder / "locked.txt").exists() else set()
    only = set(args.only.split(",")) - {""}
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    digest, crashes, reports, start = hashlib.sha256(), 0, 0, time.process_time()
    for gold_path in sorted(folder.glob("*.gold.json")):
        name = gold_path.name.removesuffix(".gold.json")
        if (args.set in OWN_SETS and (name in locked) != args.locked) or (only and name not in only):
            continue
        gold, report = gold_path.read_text(encoding="utf-8"), gold_path.with_name(f"{name}.txt")
        digest.update(gold.encode() + report.read_bytes())
        made = brief_of_report(report)
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            (args.out / f"{name}.json").write_text(json.dumps(made, indent=1), encoding="utf-8")
        crashes += made.get("exit") == 1
        r, a, notes = judge.score_one(json.loads(gold), None if "error" in made else made)
        right.update(r)
        asked.update(a)
        reports += 1
        if args.each:
            print(f"{name}: {sum(r.values())}/{sum(v for k, v in a.items() if k != 'wrong_position')}")
            for note in ([f"ERROR: {made['error'][:200]}"] if "error" in made else []) + notes:
                print(f"    {note}")
    wrong = asked.pop("wrong_position", 0)
    for kind in sorted(asked):
        print(f"{kind:12s} {right[kind]:4d} of {asked[kind]:4d}  {right[kind] / asked[kind]:6.1%}")
    total, seconds = sum(asked.values()), time.process_time() - start
    share = sum(right.values()) / max(1, total)
    print(
        f"facts right {sum(right.values())} of {total} ({share:.1%}); wrong positions {wrong}; crashes {crashes}; "
        f"reports {reports}; {seconds / max(1, reports):.2f} CPU s a report"
    )
    return _check(args, digest.hexdigest()[:16], share, wrong, crashes) if not only else 0


def _check(args: argparse.Namespace, digest: str, share: float, wrong: int, crashes: int) -> int:
    name = f"{args.set}{', locked half' if args.locked else ''}"
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    floor = floors.get(name)
    if floor is None or floor["corpus"] != digest:
        print(f"no floor is pinned for {name!r} with corpus {digest}")
        return int(crashes > 0)
    failed = share < floor["share"] or wrong > floor["wrong_positions"] or crashes > 0
    print(
        f"floor of {name!r}: {floor['share']:.1%}, {floor['wrong_positions']} wrong: {'MISSED' if failed else 'held'}"
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
