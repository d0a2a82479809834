"""Mentions: how far the rules read, sentence by sentence, where a report says that members stand.

``benchmarks/data/mentions`` holds sentences about decisions of invented bodies, each mention of a member labelled. Each
is read by itself, between its decision as the title and a last sentence that tells how it ended, where it did, and with
the members of that decision as the body, so that only the words of the sentence tell. A mention is *read* where the
reader says anything but unknown; *opposite* counts a consent read as a refusal or the reverse, *invented* a side where
the sentence tells none.

Run: ``python benchmarks/mentions.py [--each] [--folder PATH] [--only NAME,NAME]``; PATH is a folder of such files or
one of them, NAME a file of the folder, without its ending. Exits with 1 where a pinned floor is not met; floors are of
the whole of ``benchmarks/data/mentions``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "mentions"
DAY = date(2024, 3, 5)
MENTION = re.compile(r"\[([^|\[\]]+)\|([-+0oc])\]")
FLOORS = {"right": 480, "opposite": 5, "invented": 3}
"""Told mentions read right at least; read as the opposite, and sides read where none is told, at most."""


@dataclass(frozen=True)
class Line:
    """One sentence: what is decided, how it ended, the words, and the label of each member that it names."""

    decision: str
    end: str
    text: str
    labels: tuple[tuple[str, str], ...]


def lines(folder: Path = DATA, only: frozenset[str] = frozenset()) -> Iterator[Line]:
    """The sentences, in the order of the files; ``only`` of the files so named."""
    for path in [folder] if folder.is_file() else sorted(folder.glob("*.txt")):
        if only and path.stem not in only:
            continue
        decision = end = ""
        for raw in path.read_text(encoding="utf-8").splitlines():
            if raw.startswith("# "):
                decision, end = raw[2:].rsplit(" | ", 1)
            elif raw.strip():
                yield Line(decision, end, MENTION.sub(r"\1", raw), tuple(MENTION.findall(raw)))


def read(line: Line, members: list[str]) -> dict[str, str]:
    """What the reader says of each member that the sentence names: +, -, c, o, or 0 for unknown."""
    from whipcount.bodies.countries import default_table
    from whipcount.bodies.member_actors import with_members
    from whipcount.positions.coders.told_by_reports import told_by_reports
    from whipcount.positions.proposal.proposal import Proposal
    from whipcount.positions.proposal.told_body import body_as_told
    from whipcount.reports.report import Report, fingerprint

    whole = {name: _in_full(name, members) for name in members}  # "Hask" is Gudrun Hask
    ids = {f"PERSON-{name.upper().replace(' ', '-')}": name for name in dict.fromkeys(whole.values())}
    body = body_as_told("Body", list(ids), len(ids), None, default_table(), ids)
    title = f"Body decides to {line.decision}"
    head = title if line.end == "adopted" else f"Body votes on whether to {line.decision}"
    last = f"\nThe proposal to {line.decision} was {line.end} on Monday.\n" if line.end != "open" else ""
    text = f"{head}\n\n{line.text}\n{last}"
    report = Report("a", text, fingerprint(text), published_on=DAY, title=head)
    proposal = Proposal("p", title, body.id, "decision", told_body=body)
    found: dict[str, str] = {}
    for item in told_by_reports([report], (), proposal, body, table=with_members(None, body)):
        if item.member in ids and item.stance is not None:
            side = "c" if item.conditions else _SIDES[item.stance.value]
            found[ids[item.member]] = side
    return {name: found[full] for name, full in whole.items() if full in found}


def _in_full(name: str, members: list[str]) -> str:
    """The full name of whom a line calls by the last word of it alone."""
    full = [other for other in members if other.endswith(f" {name}")]
    return full[0] if len(full) == 1 and " " not in name else name


_SIDES = {
    "yes": "+", "lean_yes": "+", "will_not_block": "+", "no": "-", "lean_no": "-", "abstain": "o", "undecided": "o",
    "declined": "o",
}  # fmt: skip


def main() -> int:
    """Print the figures; 1 where a floor is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true", help="what is read wrong or not at all")
    parser.add_argument("--folder", type=Path, default=DATA, help="other sentences of the same form")
    parser.add_argument("--only", default="", help="files of the folder, by their names without ending")
    args = parser.parse_args()
    only = frozenset(filter(None, args.only.split(",")))
    members: dict[str, dict[str, None]] = defaultdict(dict)
    for line in (rows := list(lines(args.folder, only))):
        members[line.decision].update(dict.fromkeys(name for name, _ in line.labels))
    asked: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for line in rows:
        named = [name for name, _ in line.labels]
        told = read(line, named + [name for name in members[line.decision] if name not in named])
        for name, label in line.labels:
            side = told.get(name, "0")
            kind = (
                "right" if side == label else "opposite" if {side, label} == {"+", "-"}
                else "invented" if label == "0" else "unread" if side == "0" else "other"
            )  # fmt: skip
            asked[label] += 1
            got[f"{label} {kind}"] += 1
            if args.each and kind != "right":
                print(f"{kind:9s}{label}{side}  {name}: {line.text}")
    print("label    mentions   right  unread   other  opposite  invented")
    for label in "+-co0":
        cells = (got[f"{label} {kind}"] for kind in ("right", "unread", "other", "opposite", "invented"))
        print(f"{label:9s}{asked[label]:8d}" + "".join(f"{n:8d}" for n in cells))
    sums = Counter[str]()
    for key, number in got.items():
        label, kind = key.split()
        sums[kind] += number if kind != "right" or label != "0" else 0
    told_of = sum(asked[label] for label in "+-co")
    print(f"read right {sums['right']} of {told_of} told; opposite {sums['opposite']}; invented {sums['invented']}")
    if only or args.folder.resolve() != DATA:
        return 0
    missed = [kind for kind, floor in FLOORS.items() if (sums[kind] < floor if kind == "right" else sums[kind] > floor)]
    print(f"not met: {', '.join(missed)}" if missed else "floors held")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
