"""What is decided: titles of short invented reports, by the kind of sentence that tells it.

``mended.txt`` holds those by which the rules were mended, ``fresh.txt`` other wordings of the same kinds. A title is
right where it has the words that it needs and none that it must not have; where it is not, it is the report's own
headline (or there is none), which says nothing wrong, or it is mangled. ``+others``: what else is decided is named.

Run: ``python benchmarks/titles.py [mended|fresh] [--each]``. Exits with 1 where a floor is not met.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report

DATA = Path(__file__).resolve().parent / "data" / "titles"
RIGHT = {"mended": 0.78, "fresh": 0.80}
MANGLED = {"mended": 0.05, "fresh": 0.05}
"""Shares of the titles: right ones at least, mangled ones at most."""
FOLLOWS = (
    "The meeting lasted four hours. The next meeting is planned for the autumn.",
    "Observers had expected a long day. Reporters were not let in. Minutes will be published within a fortnight.",
    "The chairwoman thanked everybody for coming. Coffee was served in the corridor.",
    "The matter had been on the table since last year. A study of it runs to 140 pages. The weather kept some away.",
)
PLACES = ("TARN", "BRASK", "Velden", "Old Ferry", "HOLM")


@dataclass(frozen=True)
class Case:
    """One report with what its title needs."""

    kind: str
    text: str
    needs: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    others: tuple[str, ...]


def cases(name: str) -> Iterator[Case]:
    """The reports of one file."""
    for number, line in enumerate((DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        kind, head, told, needs, *rest = [part.strip() for part in line.split("|")]
        never, others = (*rest, "", "")[:2]
        day, place, follows = 3 + number % 20, PLACES[number % len(PLACES)], FOLLOWS[number % len(FOLLOWS)]
        yield Case(
            kind,
            f"{head}\n\n{place}, {day} March 2031 - {told} {follows}\n",
            tuple(tuple(group.split(",")) for group in needs.split(";")),
            tuple(word.strip() for word in never.split(";") if word.strip()),
            tuple(word for word in others.split(",") if word),
        )


def main() -> int:
    """Read the titles, print them by kind, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", choices=sorted(RIGHT), default="fresh")
    parser.add_argument("--each", action="store_true", help="print what is not right")
    args = parser.parse_args()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    mangled: Counter[str] = Counter()
    for case in cases(args.name):
        found = detect_proposal([read_report(case.text.encode())])
        title = found.title.lower() if found is not None else ""
        ok = bool(title) and all(any(word in title for word in group) for group in case.needs)
        ok = ok and not any(word in title for word in case.never)
        asked[case.kind] += 1
        right[case.kind] += ok
        mangled[case.kind] += not ok and found is not None and not found.title_of_report
        if case.others:
            named = " / ".join(found.others).lower() if found is not None else ""
            asked[f"{case.kind}+others"] += 1
            right[f"{case.kind}+others"] += any(word in named for word in case.others)
        if args.each and not ok:
            print(
                f"{case.kind:10s} {found.title if found is not None else None!r} <- {case.text.splitlines()[2][:140]}"
            )
    for kind, number in asked.items():
        print(f"{kind:12s} right {right[kind]:3d} of {number:3d}; mangled {mangled[kind]:2d}")
    titles = sum(n for kind, n in asked.items() if "+" not in kind)
    share = sum(n for kind, n in right.items() if "+" not in kind) / titles
    worse = sum(mangled.values()) / titles
    print(f"{args.name}: right {share:.1%} (floor {RIGHT[args.name]:.0%}), mangled {worse:.1%}")
    return int(share < RIGHT[args.name] or worse > MANGLED[args.name])


if __name__ == "__main__":
    sys.exit(main())
