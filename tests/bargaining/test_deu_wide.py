"""The wide table of DEU: a row an issue, invented here."""

from __future__ import annotations

import math

import pytest

from whipcount.bargaining.formats import read_table
from whipcount.errors import BargainingError

DEU = (
    "prnrnmc,isnrnmc,prnr,cod,prname,isnr,pcom,pep,pat,rp,out,pepppty,scom,sep,sat\n"
    "1,1,d1,2031/1(COD),ferries,d1i1,100,0,40,20,,,50,80,10\n"
    "1,2,d1,2031/1(COD),ferries,d1i2,0,,60,,,,50,80,10\n"
    "2,3,d2,2031/2(COD),locks,d2i1,,,,,,,,,\n"
)


@pytest.mark.parametrize("proposal", ["d1", "ferries", "2031/1(COD)"])
def test_a_wide_table_of_deu(proposal: str) -> None:
    table = read_table(DEU, proposal=proposal)
    assert table.actors == ("COM", "EP", "AT")
    assert [(issue.name, issue.reference) for issue in table.issues] == [("d1i1", 20.0), ("d1i2", None)]
    assert table.position[:, 0].tolist() == [100.0, 0.0, 40.0]
    assert math.isnan(table.position[1, 1])
    assert table.salience[0].tolist() == [0.5, 0.5]
    assert set(table.capability[:, 0]) == {1.0}


@pytest.mark.parametrize(
    ("text", "proposal", "told"),
    [
        (DEU, None, "2 proposals; which is meant.*--proposal, one of: d1, d2"),
        (DEU, "d9", "no proposal 'd9'"),
        (DEU, "d2", "nobody has a position and a salience"),
        (DEU.replace("100,0,40", "100,0,often"), "d1", "line 2: pat 'often' is no number"),
    ],
)
def test_what_a_wide_table_cannot_answer_is_told(text: str, proposal: str | None, told: str) -> None:
    with pytest.raises(BargainingError, match=told):
        read_table(text, proposal=proposal)


def test_missing_cells_as_statistics_programs_write_them_and_what_is_left_out() -> None:
    told: list[str] = []
    text = "prnr,isnr,pfr,pde,pat,pee,sfr,sde,sat,see,rp\nd1,i1,0,100,NA,50,80,70,-99,.,nan\n"
    table = read_table(text, tell=told.append)
    assert (table.actors, table.issues[0].reference) == (("FR", "DE"), None)
    assert told == ["positions without a salience, left out: EE on i1"]
    with pytest.raises(BargainingError, match="has no issues"):
        read_table("prnr,isnr,pfr,sfr\n")
