"""``whipcount can`` for large bodies: an answer, and nobody in it who is no member on that day."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from whipcount.bodies.catalogue import load_body
from whipcount.cli import main
from whipcount.cli.can import command
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.power import coalitions
from whipcount.rules.power.coalitions import ways_on


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("EU-COUNCIL", "2010-05-01"), ("EU-COUNCIL", "2024-01-01"), ("IMF", None), ("IMF:special85", None),
        ("US-SENATE", "2021-06-01"), ("UNSC", "2024-03-01"),
    ],
)  # fmt: skip
def test_the_smallest_ways_hold_members_of_the_day_only(body: str, day: str | None) -> None:
    result = CliRunner().invoke(command, [body, "--json", *(["--as-of", day] if day else [])])
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    members = {m.id for m in load_body(body.split(":")[0]).members(date.fromisoformat(found["as_of"]))}
    assert found["to_pass"]
    assert found["to_block"]
    assert {m for ways in (found["to_pass"], found["to_block"]) for way in ways for m in way} <= members
    assert set(found["left"]) <= members


def test_ways_among_many_weights_are_the_least_and_the_heaviest_and_each_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = {f"m{k}": 3 + (k * k) % 11 for k in range(12)}
    rule = Rule.of("40 votes", list(weights), weights={"votes": weights})
    exact = ways_on(rule, {"m0": Vote.YES}, limit=10_000)
    least = len(exact.to_pass[0].members)
    monkeypatch.setattr(coalitions, "many_weights", lambda _: True)
    found = ways_on(rule, {"m0": Vote.YES}, limit=10_000)
    assert found.passing_sets is None
    assert {c.members for c in found.to_pass} == {c.members for c in exact.to_pass if len(c.members) == least}
    sums = [sum(weights[m] for m in c.members) for c in found.to_pass]
    assert sums == sorted(sums, reverse=True)
    blocking = len(exact.to_block[0].members)
    assert {c.members for c in found.to_block} == {c.members for c in exact.to_block if len(c.members) == blocking}


def test_a_rule_that_is_too_large_says_that_its_ways_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    from whipcount.cli import can
    from whipcount.rules.diagram import TooLargeError

    def refuse(*_: object, **__: object) -> None:
        raise TooLargeError("too many situations")

    monkeypatch.setattr(can, "ways_on", refuse)
    result = CliRunner().invoke(command, ["UNSC"])
    assert result.exit_code == 0
    assert "not listed: too many situations" in result.output
    found = json.loads(CliRunner().invoke(command, ["UNSC", "--json"]).output)
    assert (found["passing_sets"], found["not_listed"]) == (None, "too many situations")


def run(capsys, *args):
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    out = capsys.readouterr()
    return stop.value.code, out.out, out.err


def test_can(capsys):
    code, out, _ = run(capsys, "can", "NATO", "--no", "Hungary", "--as-of", "2024-12-01", "--json")
    answer = json.loads(out)
    assert code == 1
    assert answer["status"] == "blocked"
    assert answer["holding_up"] == ["HU"]
    code, out, _ = run(capsys, "can", "UNSC", "--yes", "US,FR", "--abstain", "CN", "--as-of", "2024-06-01")
    assert code == 0
    assert out.startswith("OPEN")
    assert "minimal sets" in out
