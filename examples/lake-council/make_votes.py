"""The recipe of ``dossier.votes.csv``: 60 invented roll calls of the Lake Council with a structure that is known.

Members stand on one line (``POINTS``); a roll call parts the line at a point, and a member votes yes on one side and no
on the other, the surer the further off; close to the point it may abstain. Run it to write the table again.
"""

from __future__ import annotations

import csv
import io
import math
import random
from datetime import date, timedelta
from pathlib import Path

POINTS = {
    "VESSARY": 1.0, "MERROW": 0.8, "SARN": 0.6, "THALE": 0.3, "KELL": -0.3, "PELL": -0.8, "FERROW-BAY": -1.0,
}  # fmt: skip
JOINED = {"MERROW": date(2009, 1, 1), "PELL": date(2009, 1, 1), "SARN": date(2017, 7, 1)}
MATTERS = (
    ("membership", "Observers at the table: question {n}", 1),
    ("fisheries", "Catch limits of the season, part {n}", -1),
    ("water", "Levels of the dam, order {n}", -1),
    ("budget", "Shares of the common budget, item {n}", 1),
)
COLUMNS = ("body", "vote_id", "date", "member", "vote", "topic", "title", "source")


def table() -> str:
    """The table as CSV text; the same at every call."""
    dice = random.Random(60)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number in range(60):
        day = date(2015, 2, 3) + timedelta(days=60 * number)
        topic, title, way = MATTERS[number % 4]
        way = -way if (number // 4) % 3 == 2 else way  # every third of a matter asks the contrary
        cut = (-0.2, 0.0, 0.15, -0.1, 0.4)[number % 5]
        for member, point in POINTS.items():
            chance = 1 / (1 + math.exp(-6 * way * (point - cut)))
            drawn, absent = dice.random(), dice.random()
            if day < JOINED.get(member, day):
                continue
            close = abs(point - cut) < 0.2 and abs(drawn - 0.5) < 0.15
            vote = "absent" if absent < 0.03 else "abstain" if close else "yes" if drawn < chance else "no"
            told = (topic, title.format(n=number // 4 + 1), "invented")
            writer.writerow(("LAKE-COUNCIL", f"LC-{number + 1:02}", day.isoformat(), member, vote, *told))
    return out.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name("dossier.votes.csv").write_text(table(), encoding="utf-8")
