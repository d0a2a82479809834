"""Members: whom the reader takes for a member of a body that only the report knows, and whom it misses.

The open reports of the sets of ``decisions.py`` whose deciding body is one *as told*: for each, the members that its
gold names (the keys of ``positions``) and those of the brief. A gold member is *found* where a name of the brief has it
among its words; a member of the brief that no key of the gold names is *more*: many are true members without a
position, some are none, and are listed with ``--each`` to be looked at. The share of the wrong among them is no figure
that a script can know.

Run: ``python benchmarks/member_names.py [--shared FOLDER] [--set NAME] [--folder FOLDER] [--only ID,ID] [--each]``.
Exits with 1 where a pinned figure is not met.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from decisions import HERE, OWN_SETS, brief_of_report, evaluator

FIGURES = {
    "own": (150, 7),
    "second": (50, 13),
    "third": (84, 6),
    "fourth": (21, 0),
    "fifth": (105, 4),
    "sixth": (86, 4),
}
"""Gold members found at least, and members found besides at most, by set."""
UNNAMED = "unnamed-"


def reports(folder: Path) -> list[Path]:
    """The open reports of a folder."""
    locked = set((folder / "locked.txt").read_text().split()) if (folder / "locked.txt").exists() else set()
    golds = sorted(folder.glob("*.gold.json"))
    return [gold for gold in golds if gold.name.removesuffix(".gold.json") not in locked]


def is_told(brief: dict[str, Any]) -> bool:
    """Whether the deciding body of a brief is one as told."""
    from whipcount.bodies.catalogue import load_body
    from whipcount.errors import BodyError

    try:
        load_body((brief.get("decision") or {}).get("body") or "")
    except BodyError:
        return True
    return False


def compare(judge: Any, gold: dict[str, Any], brief: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """The gold's members found and missed, and the brief's members that the gold does not name."""
    named = [m for m in brief.get("members") or () if not m["id"].startswith(UNNAMED)]
    found, missed, taken = [], [], set()
    for member in gold.get("positions") or {}:
        mine = [m for m in named if m["id"] == member or judge.norm(member) in judge.norm(m["name"]).split()]
        (found if len(mine) == 1 else missed).append(member)
        taken |= {m["id"] for m in mine}
    return found, missed, [m["name"] for m in named if m["id"] not in taken]


def main() -> int:
    """Print the figures of each set; 1 where a floor is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = os.environ.get("WHIPCOUNT_SHARED", HERE.parent.parent / "shared")
    parser.add_argument("--shared", default=shared, type=Path)
    parser.add_argument("--set", choices=tuple(OWN_SETS))
    parser.add_argument("--folder", type=Path, help="a folder of reports with their golds")
    parser.add_argument("--only", default="", help="ids, with commas between")
    parser.add_argument("--each", action="store_true", help="who is missed and who is more, in each report")
    args = parser.parse_args()
    judge = evaluator(args.shared)
    folders = (
        {args.folder.name: args.folder} if args.folder else {k: v for k, v in OWN_SETS.items() if args.set in (None, k)}
    )
    only, failed = set(args.only.split(",")) - {""}, False
    for name, folder in folders.items():
        total: Counter[str] = Counter()
        start = time.process_time()
        for path in reports(folder):
            which = path.name.removesuffix(".gold.json")
            gold = json.loads(path.read_text(encoding="utf-8"))
            if not gold.get("decision", True) or (only and which not in only):
                continue
            brief = brief_of_report(path.with_name(f"{which}.txt"))
            if "error" in brief or not is_told(brief):
                total["not told"] += 1
                continue
            found, missed, more = compare(judge, gold, brief)
            size = len(brief.get("members") or ())
            total.update(reports=1, found=len(found), missed=len(missed), more=len(more))
            if gold.get("members"):
                total.update(sized=1, sizes=size == gold["members"])
            if args.each:
                wrong = "" if gold.get("members") in (None, size) else f" SIZE {size}, asked for {gold['members']}"
                print(f"{which}: {len(found)} of {len(found) + len(missed)}{wrong}")
                print(
                    "".join(f"    {k}: {', '.join(v)}\n" for k, v in (("missed", missed), ("more", more)) if v), end=""
                )
        asked = total["found"] + total["missed"]
        print(
            f"{name}: members found {total['found']} of {asked} ({total['found'] / max(1, asked):.1%}); "
            f"more {total['more']}; sizes right {total['sizes']} of {total['sized']}; reports {total['reports']} "
            f"({total['not told']} of other bodies); {time.process_time() - start:.0f} CPU s"
        )
        least, most = FIGURES.get(name, (0, 10_000))
        failed |= not only and (total["found"] < least or total["more"] > most)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
