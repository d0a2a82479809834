"""The network of reports beside the rules: what each reads of the whole reports on which nothing is fitted.

The held-out tenth of ``benchmarks/data/reports_wide`` (by a hash of the decision), each report read as anybody brings
it: what is decided and who decides is left to the reader. Printed are, against the labels:

- reports in which a decision is found; of the members labelled there, how many the body read has, and how many more
  it has that no label names (where the body is one as told);
- sides that the rules read, by the chance that the network gives them (below ``doubts`` they do not count);
- members of whom the rules read nothing, by how sure the network is (``NetReport.sureness``; from ``fills`` on it
  tells of them);
- endings, where the rules read none, and where they read another (``outcomes``, ``overrules``).

The thresholds of the manifest follow from these figures and those of the recipe, never from a measuring set.

Run: ``python -m benchmarks.report_network [--folder FOLDER] [--every N] [--each]``.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.progress import track
from training.labelled_reports import LABELS, REPORTS, LabelledReport, held_out, reports

from whipcount.bodies.body import Body
from whipcount.dossiers.report_reader import ReportsRead, read_reports_for
from whipcount.errors import WhipcountError
from whipcount.positions.coders.contract import polarity
from whipcount.positions.coders.net_evidence import read_by_network
from whipcount.positions.coders.reported_outcome import CODER as OUTCOME
from whipcount.positions.coders.reported_outcome import from_words
from whipcount.positions.coders.reported_votes import CODER as VOTES
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.network.net_readings import NetReport, Told
from whipcount.positions.network.report_net import load_report_net
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.told_body import is_unnamed
from whipcount.reports.formats.registry import read_report

_CHANCES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.01)
_SURE = (0.5, 0.7, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98)
_ENDINGS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
SHOWN = 0.92
"""From there on what is misread is listed with ``--each``."""
_PUBLISHED = date(2026, 1, 1)


@dataclass
class Figures:
    """What is counted: of each row how many are right, and how many there are."""

    found: int = 0
    asked: int = 0
    members: int = 0
    labelled: int = 0
    more: int = 0
    sides: dict[tuple[str, float], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    unread: dict[tuple[Told, float], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    misread: list[str] = field(default_factory=list)
    endings: dict[tuple[str, float], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))


def member_of(body: Body, names: tuple[str, ...]) -> str | None:
    """The id of the member that bears one of some names; of a person the surname does."""
    named = {m.id: m.name for m in body.all_members if not is_unnamed(m.id) and not m.name.startswith("seat ")}
    for member, name in named.items():
        if name in names:
            return member
    first = names[0]
    akin = [m for m, name in named.items() if first in name or name in first or name.split()[-1] == first.split()[-1]]
    return akin[0] if akin else None


def count_report(figures: Figures, report: LabelledReport) -> None:
    """Reads one report, and counts what is right there."""
    net = load_report_net()
    given = read_report(report.text, published=_PUBLISHED)
    figures.asked += 1
    try:
        made = read_reports_for([given], coder=RuleReader())
        body = deciding_body(made.proposal, None) if made.proposal else None
    except WhipcountError:
        return
    if made.proposal is None or body is None:
        return
    figures.found += 1
    labels: dict[str, str] = {}
    for label, name, forms in report.members:
        figures.labelled += 1
        if (member := member_of(body, (name, *forms))) is not None:
            figures.members += 1
            labels[member] = LABELS[label]
    if made.proposal.told_body is not None:
        figures.more += sum(not is_unnamed(m.id) and m.id not in labels for m in body.all_members)
    for one in read_by_network([given], made.statements, made.proposal, body, net).values():
        _count_sides(figures, made, one.found, labels)
        _count_ending(figures, made, one.found, report.outcome)


def _count_sides(figures: Figures, made: ReportsRead, found: NetReport, labels: dict[str, str]) -> None:
    sides: dict[str, set[int]] = defaultdict(set)
    votes, own = set(), set()
    for item in made.evidence:
        if item.member in labels and item.stance is not None:
            sides[item.member].add(polarity(item.stance) if not item.conditions else 2)
            votes |= {item.member} if item.coder == VOTES else set()
            own |= {item.member} if not item.third_party and item.statement is not None else set()
    for member, label in labels.items():
        reading = found.readings.get(member)
        if reading is None:
            continue
        if member not in sides:
            sure = max((least for least in _SURE if found.sureness(reading) >= least), default=0.0)
            row = figures.unread[reading.likeliest, sure]
            right = LABELS[list(Told).index(reading.likeliest)] == label
            row[0] += right
            row[1] += 1
            if not right and sure >= SHOWN:
                title = made.proposal.title if made.proposal else ""
                figures.misread.append(f"{title}: {member} reads as {reading.likeliest.value}, labelled {label}")
        elif sides[member] in ({1}, {-1}):
            side = "+" if 1 in sides[member] else "-"
            chance = reading.of(Told.FOR if side == "+" else Told.AGAINST)
            kind = "votes" if member in votes else "own words" if member in own else "others"
            row = figures.sides[kind, next(c for c in _CHANCES if chance < c)]
            row[0] += side == label
            row[1] += 1


def _count_ending(figures: Figures, made: ReportsRead, found: NetReport, outcome: str) -> None:
    tellings = (from_words(item) for item in made.evidence if item.coder == OUTCOME)
    rules = next((told.state.value for told in tellings if told is not None), "open")
    ended, sure = found.likeliest
    if ended.value == rules or rules not in ("open", "adopted", "rejected"):
        return
    row = figures.endings[rules, max((least for least in _ENDINGS if sure >= least), default=0.0)]
    row[0] += rules == outcome
    row[1] += ended.value == outcome
    row[2] += 1


def show(figures: Figures) -> None:
    """Prints what was counted."""
    print(f"a decision is found in {figures.found} of {figures.asked} reports")
    print(
        f"members: {figures.members} of {figures.labelled} labelled are in the body; {figures.more} more in it as told"
    )
    print("sides that the rules read, by the chance that the network gives them: right, of")
    for (kind, chance), (right, count) in sorted(figures.sides.items()):
        print(f"  {kind:9} below {min(chance, 1.0):4.2f}: {right:4} of {count}")
    print("of members of whom the rules read nothing, by how sure the network is: right, of")
    for told in Told:
        for least in (0.0, *_SURE):
            if (row := figures.unread.get((told, least))) is not None:
                print(f"  {told.value:12} from {least:4.2f}: {row[0]:4} of {row[1]}")
    print("endings that the network reads otherwise, by how sure it is: right by the rules, by the network, of")
    for (rules, least), (by_rules, by_net, count) in sorted(figures.endings.items()):
        print(f"  rules {rules:9} from {least:4.2f}: {by_rules:4} {by_net:4} of {count}")


def main() -> int:
    """Reads the reports and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=REPORTS, help="of labelled reports (default: %(default)s)")
    parser.add_argument("--every", type=int, default=1, help="only each so manieth report")
    parser.add_argument("--each", action="store_true", help="list what is surely misread")
    options = parser.parse_args()
    kept = [report for report in reports(options.folder) if held_out(report.decision)][:: options.every]
    figures = Figures()
    for report in track(kept, "Reading", disable=not sys.stderr.isatty()):
        count_report(figures, report)
    show(figures)
    if options.each:
        print(*figures.misread, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
