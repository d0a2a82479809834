"""Whole news-like reports on kinds of decision that no measuring set names: ``news.yaml``; those whose decision has no
verb of its own: ``frames.yaml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from whipcount.bodies.countries import default_table
from whipcount.plainyaml import load_yaml
from whipcount.positions.proposal.applicable_rule import deciding_body, rule_of
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.outcome import read_outcome
from whipcount.reports.formats.registry import read_report

REPORTS: list[dict[str, Any]] = [
    row
    for name in ("news.yaml", "frames.yaml")
    for row in load_yaml((Path(__file__).parent / name).read_text(encoding="utf-8"))
]
LATER = {
    "rate": {"votes"},
    "pension": {"outcome"},
    "protocol": {"agreed", "outcome"},
    "climate": {"day", "outcome"},
    "gafa": {"members"},
    "referendum": {"day", "what"},
    "worldcouncil": {"day", "outcome"},
    "aubank": {"day", "outcome"},
    "cites": {"what"},
    "regentsopen": {"occasion", "what"},
    "gst": {"votes"},
    "jury": {"what"},
    "epveto": {"what"},
    "srebrenica": {"votes"},
    "general": {"what"},
    "president": {"day", "outcome", "what"},
    "coachout": {"outcome", "votes"},
    "canalcourt": {"body", "day", "outcome"},
    "creditors": {"body", "day", "outcome", "what"},
    "boardnames": {"what"},
    "zooname": {"body"},
    "bakery": {"body", "day", "outcome", "votes"},
    "cemetery": {"body", "day", "outcome", "what"},
    "archbishop": {"body"},
    "choirs": {"body"},
    "table": {"body", "outcome", "rule", "votes", "what"},
    "lastminute": {"body"},
    "dropped": {"outcome"},
    "faculty": {"outcome"},
}
"""What is not read yet; a fact that is read leaves the list."""


def facts(row: dict[str, Any]) -> dict[str, bool]:
    """Which of the facts of a report are read right."""
    report = read_report(row["text"].encode())
    found = detect_proposal([report])
    if found is None:
        return dict.fromkeys((key for key in row if key not in ("id", "text")), False)
    body = deciding_body(found)
    day = report.day or found.decided
    outcome = read_outcome([report], found, body, table=default_table())
    right: dict[str, bool] = {}
    title = found.title.lower()
    for key, wanted in row.items():
        if key == "what":
            right[key] = all(any(str(word) in title for word in group) for group in wanted)
        elif key == "body":
            right[key] = found.body in wanted.split("|") or re.search(wanted, body.name, re.IGNORECASE) is not None
        elif key == "members":
            right[key] = len(body.members(day) if day else body.all_members) == wanted
        elif key == "rule":
            named, rule = rule_of(found, body, day) if day else (body.rules[0], None)
            told = f"{named.id} {rule.text() if rule else named.text} {found.rule_name}"
            right[key] = (
                re.search(f"{wanted}|no objection" if "unanim" in wanted else wanted, told, re.IGNORECASE) is not None
            )
        elif key == "outcome":
            right[key] = outcome.state.value in ([wanted] if isinstance(wanted, str) else wanted)
        elif key == "day":
            right[key] = str(outcome.on) == str(wanted)
        elif key == "votes":
            names = {"for": "yes", "against": "no"}
            right[key] = all(getattr(outcome, names.get(k, k)) == n for k, n in wanted.items())
        elif key == "occasion":
            period = found.occasion.period if found.occasion else None
            right[key] = period is not None and wanted[0] <= str(period.first) <= str(period.last) <= wanted[1]
        elif key == "agreed":
            right[key] = found.told_number is not None and found.told_number.agreed == wanted
    return right


@pytest.mark.parametrize("row", REPORTS, ids=[row["id"] for row in REPORTS])
def test_report(row: dict[str, Any]) -> None:
    wrong = {key for key, right in facts(row).items() if not right}
    assert wrong == LATER.get(row["id"], set()) & set(row)
