"""Invented tables of consents for the tests of forecasts."""

from __future__ import annotations

import numpy as np

HEAD = "decision,body,member,rule,opened,consented,event,not_before,not_after,note\n"


def league(decisions: int, members: int, *, seed: int = 7, rule: str = "unanimity") -> str:
    """A table of an invented league: decisions one a year from 2000, members with log-normal times; some still open.

    Nothing in it lies after 2014: a consent that would is pending.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    rows = []
    for d in range(decisions):
        opened = np.datetime64(f"{2000 + d % 12}-0{1 + d % 9}-15")
        push = random.normal(0, 0.5)
        for m in range(members):
            day = opened + np.timedelta64(int(np.exp(5.6 + push + random.normal(0, 0.7))), "D")
            given = "" if day > np.datetime64("2014-01-01") else str(day)
            event = "deposited" if given else "pending"
            rows.append(f"Pact {d},League,Land {m},{rule},{opened},{given},{event},,,\n")
    return HEAD + "".join(rows)
