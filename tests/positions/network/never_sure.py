"""Thresholds that nothing reaches, to which a test sets what it asks about."""

from __future__ import annotations

from whipcount.positions.network.net_readings import Thresholds

NEVER = Thresholds(
    fills={},
    steady=0.0,
    disputed=2.0,
    doubts=0.0,
    confirms=2.0,
    outcomes=2.0,
    overrules=2.0,
    seats=2.0,
    unseated=0.0,
    decides=2.0,
)
