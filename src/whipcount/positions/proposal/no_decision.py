"""What is said where reports tell of no decision, and how to go on by hand."""

from __future__ import annotations

NO_DECISION = "no decision of a body is told in the reports"
BY_HAND = (
    "a report that says what a body decides; or by hand, in three commands: "
    "whipcount init --template > decision.yaml (change it), "
    "whipcount init decision.db --from decision.yaml, "
    "whipcount add decision.db REPORT"
)
