"""Labelled texts for the network of reports: whole reports with where they leave each member, and single passages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "benchmarks" / "data"
PASSAGES = (*sorted((DATA / "mentions_wide").glob("*/")), DATA / "mentions", DATA / "mentions_second" / "open")
REPORTS = DATA / "reports_wide"
WITHOUT = DATA / "reports_without"
LABELS = "+-co0"
"""For, against, on a condition, no side, nothing told: the order of the network's scores."""
OUTCOMES = ("adopted", "rejected", "open")
_MENTION = re.compile(r"\[([^|\[\]]+)\|([-+0oc])\]")
_MEMBER = re.compile(r"([-+0oc]) ([^:]+): (.+)")


@dataclass(frozen=True)
class Passage:
    """What is decided, how it ended, the words and marks of a passage in their order, the label of each mark."""

    decision: str
    outcome: str
    parts: tuple[str | int, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class LabelledReport:
    """A report; of each member its label, its name and the forms by which the text names it."""

    decision: str
    outcome: str
    text: str
    members: tuple[tuple[int, str, tuple[str, ...]], ...]


def passages(folders: Sequence[Path] = PASSAGES) -> Iterator[Passage]:
    """The labelled passages of files in the form of ``benchmarks/data/mentions/README.md``."""
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        decision = outcome = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                decision, outcome = (part.strip() for part in line[2:].rsplit("|", 1))
            elif decision and _MENTION.search(line):
                yield _passage(decision, outcome, line.strip())


def _passage(decision: str, outcome: str, line: str) -> Passage:
    parts: list[str | int] = []
    labels: list[int] = []
    numbers: dict[str, int] = {}
    at = 0
    for match in _MENTION.finditer(line):
        parts += (line[at : match.start()], numbers.setdefault(match[1], len(numbers)))
        labels.append(LABELS.index(match[2]))
        at = match.end()
    return Passage(decision, outcome, (*parts, line[at:]), tuple(labels))


def reports(folder: Path = REPORTS, writer: str = "*") -> Iterator[LabelledReport]:
    """The whole reports of files in the form of ``benchmarks/data/reports_wide/README.md``; by one writer, or by all.

    Raises:
        ValueError: a report is not in that form.
    """
    for path in sorted(folder.glob(f"{writer}/*.txt")):
        for number, block in enumerate(_blocks(path)[1:], 1):
            head, _, text = block.strip().partition("\ntext:")
            decision, outcome, *members = (line.strip() for line in head.splitlines() if line.strip())
            found = [_MEMBER.fullmatch(line) for line in members]
            if not decision.startswith("decision: ") or outcome.removeprefix("outcome: ") not in OUTCOMES:
                raise ValueError(f"{path}, report {number}: it begins with the lines 'decision: ' and 'outcome: '")
            if None in found or not text.strip():
                raise ValueError(f"{path}, report {number}: lines '+ Name: form, form', then 'text:' and the text")
            yield LabelledReport(
                decision.removeprefix("decision: "),
                outcome.removeprefix("outcome: "),
                text.strip(),
                tuple(
                    (LABELS.index(m[1]), m[2].strip(), tuple(f.strip() for f in m[3].split(",") if f.strip()))
                    for m in found
                    if m is not None
                ),
            )


def reports_without(folder: Path = WITHOUT) -> Iterator[LabelledReport]:
    """Texts in which no body decides anything: without a decision and members."""
    for path in sorted(folder.glob("*/*.txt")):
        for block in _blocks(path):
            if block.strip():
                yield LabelledReport("", OUTCOMES[-1], block.strip(), ())


def _blocks(path: Path) -> list[str]:
    """What stands between the lines ``===`` of a file, the first before any."""
    return re.split(r"(?m)^===\s*$", path.read_text(encoding="utf-8"))


def held_out(decision: str) -> bool:
    """Whether a decision is among the tenth on which nothing is fitted; of a text without one, by its first words."""
    return hashlib.md5(decision.encode(), usedforsecurity=False).digest()[0] < 26
