"""The stance evaluation set: sentences in our own words, their proposals, an open and a locked half."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Modality, Quotation, Speaker, Statement
from whipcount.text.span import Span

FOLDER = Path(__file__).parent / "data" / "stance"
FIRST = FOLDER / "sentences.txt"  # A to F: the author of the rules
SECOND = FOLDER / "second.txt"  # G to L: another author
STANCES = {
    "y": Stance.YES,
    "ly": Stance.LEAN_YES,
    "wnb": Stance.WILL_NOT_BLOCK,
    "u": Stance.UNDECIDED,
    "d": Stance.DECLINED,
    "ln": Stance.LEAN_NO,
    "n": Stance.NO,
}
MODALITIES = {
    "hyp": Modality.HYPOTHETICAL,
    "neg": Modality.NEGATED,
    "hist": Modality.HISTORICAL,
    "fut": Modality.FUTURE,
}
_MARKS = re.compile(r"[{}<>\[\]«»]")


def _proposal(key: str, title: str, *variants: tuple[str, str]) -> Proposal:
    made = tuple(Variant(name, name, tuple(terms.split(", "))) for name, terms in variants)
    return Proposal(key, title, "BODY-" + key, variants=made)


PROPOSALS = {
    "A": _proposal(
        "A",
        "The Lake Council admits Orvana",
        ("admission", "admission, admit, admitted, admitting, join, joining, Orvana"),
        ("observer", "observer status, observer"),
    ),
    "B": _proposal(
        "B",
        "The Compact adopts sanctions against Dravia",
        ("package", "sanctions, package, embargo, measures, price cap, cap, shipping ban, draft"),
        ("diluted", "watered-down version, watered-down, weaker package"),
    ),
    "C": _proposal(
        "C",
        "The Assembly adopts the resolution on the strait",
        ("resolution", "resolution, draft, text"),
        ("amended", "amended text, amended draft"),
    ),
    "D": _proposal("D", "The harbour treaty is ratified", ("ratification", "treaty, ratification, ratify, ratified")),
    "E": _proposal(
        "E",
        "The Alliance invites Tamsin to join",
        ("invitation", "invitation, invite, invited, inviting"),
        ("membership", "membership, a member, join"),
        ("path", "one day, path"),
    ),
    "F": _proposal("F", "The Union adopts its budget", ("budget", "budget")),
    "G": _proposal(
        "G",
        "The Delta Forum admits Quellin",
        (
            "membership",
            "membership, accession, join, joining, admit, admitting, application, bid, let Quellin in, Quellin",
        ),
        ("partnership", "partnership, partner status"),
    ),
    "H": _proposal(
        "H",
        "The Isthmus Union adopts a levy on coal",
        ("levy", "coal levy, levy"),
        ("phased", "phased levy, phase-in, gradual version"),
    ),
    "I": _proposal(
        "I",
        "The Security Chamber adopts a mandate for a mission in Korro",
        ("mandate", "mandate, mission, peacekeepers, deployment, resolution"),
        ("observers", "unarmed observers, observers"),
    ),
    "J": _proposal(
        "J",
        "The protocol is ratified",
        ("ratification", "protocol, accord, ratification, ratify, ratified"),
    ),
    "K": _proposal(
        "K",
        "The Highland Pact invites Sarrow",
        ("invitation", "invitation, invite, invited, inviting"),
        ("membership", "full membership, a full member"),
        ("roadmap", "roadmap"),
    ),
    "L": _proposal("L", "The Council of Ports elects Ilse Marn", ("election", "Marn, candidacy, nomination")),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence: the statement in it, and what it expresses toward the variant asked for (and toward another)."""

    report: Report
    statement: Statement
    proposal: Proposal
    stance: Stance | None
    modality: Modality
    other: tuple[str, Stance] | None
    conditions: tuple[str, ...]
    locked: bool

    @property
    def expressed(self) -> Stance | None:
        """The stance that stands: none where it is hypothetical, negated or historical."""
        return self.stance if self.modality in (Modality.ACTUAL, Modality.FUTURE) else None


def load(file: Path) -> list[Item]:
    """All sentences of a set. Half of them, by hash, is locked: the benchmark's totals alone are read from it."""
    items = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, label, marked = line.split(" ", 2)
            items.append(_item(key, label, marked))
    return items


def _item(key: str, label: str, marked: str) -> Item:
    other = None
    if label == "-" and (match := re.match(r"(\w+):(\w+) ", marked)):
        other = (match[1], STANCES[match[2]])
        marked = marked[match.end() :]
    spans = _spans(marked)
    text = _MARKS.sub("", marked)
    sha = fingerprint(text)
    name, _, mode = label.partition("/")
    source = spans["{"]
    statement = Statement(
        sha,
        source,
        spans["<"],
        spans["["],
        Quotation.DIRECT if '"' in text else Quotation.INDIRECT,
        Speaker(source[0].of(text)) if source else None,
        reported_on=date(2031, 5, 1),
    )
    return Item(
        Report(sha[:8], text, sha, published_on=date(2031, 5, 1)),
        statement,
        PROPOSALS[key],
        STANCES.get(name),
        MODALITIES.get(mode, Modality.ACTUAL),
        other,
        tuple(s.of(text) for s in spans["«"]),
        locked=hashlib.sha256(text.encode()).digest()[0] % 2 == 1,
    )


def _spans(marked: str) -> dict[str, tuple[Span, ...]]:
    """The marked places, by opening mark, counted in the text without marks."""
    opened: list[tuple[str, int]] = []
    found: dict[str, list[Span]] = {mark: [] for mark in "{<[«"}
    place = 0
    for character in marked:
        if character in found:
            opened.append((character, place))
        elif character in "}>]»":
            mark, start = opened.pop()
            found[mark].append(Span(start, place))
        else:
            place += 1
    return {mark: tuple(sorted(spans)) for mark, spans in found.items()}
