"""Who decides where no body is named; invented reports."""

# ruff: noqa: E501 (one report a line)

from __future__ import annotations

import pytest

from whipcount.bodies.countries import default_table
from whipcount.positions.proposal.deciding_groups import find_group
from whipcount.positions.proposal.frame import find_frames
from whipcount.positions.proposal.page import make_page
from whipcount.reports.formats.registry import read_report

TOLD = [
    ("Nine-member harbour board approves second pier", "The harbour board of Port Ellery approved a second pier on Tuesday.", "harbour board of Port Ellery"),
    ("Clubs reject salary cap", "The twenty clubs of the Northern Division on Friday rejected a plan for a salary cap.", "clubs of the Northern Division"),
    ("Levy struck down", "Maravia's Constitutional Court on Friday struck down the levy on fuel.", "Maravia's Constitutional Court"),
    ("Tuition to rise", "The university's board of regents approved a tuition increase on Monday.", "the university's board of regents"),
    ("Coal sold", "Trustees of the Calder Fund approved the sale of its coal shares.", "Trustees of the Calder Fund"),
    ("Creditors accept plan", "The creditors approved the rescue plan on Friday.", "creditors"),
    ("School hours change", "The school board approved a plan for later hours.", "school board"),
    ("Jury awards prize", "The seven-member jury approved the plan for a prize on Friday.", "jury"),
    ("Cantons ratify the water pact", "The eleven cantons approved the water pact on Sunday.", "cantons"),
    ("Interlock picks Ada Holm as president", "Ada Holm will run Interlock, which chose her on Friday.", "Interlock"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "lead", "name"), TOLD)
def test_named(title: str, lead: str, name: str) -> None:
    page = make_page(read_report(f"{title}\n12 May 2031\n\n{lead}\n".encode()), default_table())
    found = find_group(page, find_frames(page)[0])
    assert found is not None
    assert found.name == name
