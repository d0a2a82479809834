"""A backtest that goes on from a file has the same bits as one that was never cut off, and takes nothing that is not
an answer to its question."""

from __future__ import annotations

import json
import os
import resource
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.forecasts.tables import league
from whipcount.errors import ForecastError
from whipcount.forecasts.backtesting.backtest import Backtest, cases, run
from whipcount.forecasts.backtesting.baselines import KaplanMeier
from whipcount.forecasts.backtesting.checkpoint import HEAD, MAX_LINE, keys_of, open_checkpoint
from whipcount.forecasts.backtesting.pool import rivals
from whipcount.forecasts.core import identity
from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.failure_prior import NeverPrior
from whipcount.forecasts.hazard.priors import Penalty
from whipcount.forecasts.hazard.statement_table import Said, parse_statements

DECISIONS = parse_table(league(5, 3))
SAID = parse_statements("date,member,speaker,proposal,stance\n2002-05-01,Land 0,the minister,Pact 2 League,oppose\n")


def go(
    file: Path | None,
    decisions: list[Decision] = DECISIONS,
    coupled: Coupled | None = None,
    said: list[Said] | None = None,
    jobs: int = 1,
) -> tuple[Backtest, int]:
    """A backtest, and how many of its cases were taken from the file."""
    found, skipped = cases(decisions, decisions, origins=(112, 391))
    made = [KaplanMeier(), *rivals(coupled or Coupled(paths=200), said)]
    names = ((made[0].name, 1.0), (made[1].name, 1.0))
    if file is None:
        return run(found, made, stacked=names, skipped=skipped, jobs=jobs), 0
    with open_checkpoint(file) as kept:
        return run(found, made, stacked=names, skipped=skipped, jobs=jobs, kept=kept), kept.taken


@pytest.fixture(scope="module")
def plain() -> Backtest:
    return go(None)[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, plain: Backtest) -> bytes:
    """The file of a run that came to its end."""
    file = tmp_path_factory.mktemp("kept") / "whole.jsonl"
    assert go(file) == (plain, 0)
    return file.read_bytes()


@pytest.fixture
def file(tmp_path: Path, whole: bytes) -> Path:
    path = tmp_path / "kept.jsonl"
    path.write_bytes(whole)
    return path


def count(data: bytes) -> int:
    return data.count(b"\n") - 1


def test_a_whole_file_answers_all_and_is_left_as_it_is(file: Path, whole: bytes, plain: Backtest) -> None:
    assert go(file) == (plain, count(whole))
    assert file.read_bytes() == whole


@pytest.mark.parametrize("jobs", [1, 2])
def test_wherever_it_was_cut_off_it_goes_on_with_the_same_bits(
    file: Path, whole: bytes, plain: Backtest, jobs: int
) -> None:
    lines = whole.splitlines(keepends=True)
    for kept, rest in ((0, 0), (1, 0), (3, len(lines[4]) // 2), (count(whole) - 1, len(lines[-1]) - 1)):
        file.write_bytes(b"".join(lines[: 1 + kept]) + lines[1 + kept][:rest])
        assert go(file, jobs=jobs) == (plain, kept)
        assert sorted(file.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_what_was_cut_off_is_told(file: Path, whole: bytes) -> None:
    with file.open("ab") as end:
        end.write(b'{"check":"0123')
    with open_checkpoint(file) as kept:
        assert kept.dropped == len(b'{"check":"0123')
    assert file.read_bytes() == whole
    with open_checkpoint(file) as kept:
        assert kept.dropped == 0


def test_lines_in_any_order_and_those_of_others_do_no_harm(file: Path, whole: bytes, plain: Backtest) -> None:
    head, *lines = whole.splitlines(keepends=True)
    with open_checkpoint(file) as kept:
        kept.put("0" * 64, [Curve(np.zeros(len(GRID)))])
    strange = file.read_bytes().splitlines(keepends=True)[-1]
    file.write_bytes(head + strange + b"".join(reversed(lines)))
    assert go(file) == (plain, len(lines))


@pytest.mark.parametrize(
    "coupled",
    [
        Coupled(paths=201),
        Coupled(paths=200, seed=1),
        Coupled(Penalty(member=0.4), paths=200),
        Coupled(never=NeverPrior(seen=25), paths=200),
        Coupled(paths=200, own=False),
    ],
)
def test_other_settings_do_not_match(file: Path, whole: bytes, coupled: Coupled) -> None:
    result, taken = go(file, coupled=coupled)
    assert taken == 0
    assert result == go(None, coupled=coupled)[0]
    assert file.read_bytes().startswith(whole)
    assert go(file)[1] == go(file, coupled=coupled)[1] == count(whole)  # both are kept now


def test_other_statements_do_not_match(file: Path) -> None:
    assert go(file, said=SAID)[1] == 0
    assert go(file, said=[replace(SAID[0], stance=None)])[1] == 0
    assert go(file, said=SAID)[1] > 0


def test_another_version_does_not_match(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    identity.surroundings.cache_clear()
    monkeypatch.setattr("whipcount.__version__", "0.0.0")
    try:
        assert go(file)[1] == 0
    finally:
        identity.surroundings.cache_clear()


def test_of_a_changed_table_only_what_knew_of_the_change_is_made_anew(file: Path, whole: bytes) -> None:
    scored = {case.decision for case in cases(DECISIONS, DECISIONS, origins=(112, 391))[0]}
    last = max((d for d in DECISIONS if d.name in scored), key=lambda d: d.opened)
    member = replace(last.members[0], opened=last.members[0].opened.replace(day=16))
    changed = [replace(d, members=(member, *d.members[1:])) if d is last else d for d in DECISIONS]
    result, taken = go(file, decisions=changed)
    assert 0 < taken < count(whole)
    assert result == go(None, decisions=changed)[0]


def test_each_case_has_a_key_of_its_own_that_does_not_depend_on_the_others() -> None:
    found, _ = cases(DECISIONS, DECISIONS, origins=(112, 391))
    keys = keys_of(found, [KaplanMeier()])
    assert len(set(keys)) == len(keys)
    assert keys_of(found[2:], [KaplanMeier()]) == keys[2:]


def spoilt(data: bytes) -> dict[str, bytes]:
    head, first, *rest = data.splitlines(keepends=True)
    told = json.loads(first)
    key, curves = told["case"]
    digit = first.index(b"0.", len(first) // 2) + 3
    flipped = first[:digit] + (b"1" if first[digit : digit + 1] != b"1" else b"2") + first[digit + 1 :]
    return {
        "another file": b"decision,body,member\nPact,League,Land\n",
        "another file without an end of line": b"{}",
        "part of the first line": HEAD[:20],
        "another form": HEAD.replace(b"1", b"2") + first,
        "one digit is another": head + flipped + b"".join(rest),
        "a line of something else": head + first + b"[1, 2]\n" + b"".join(rest),
        "an empty line": head + b"\n" + first,
        "a line that is no text": head + b"\xff\xfe\x00\n" + first,
        "a deep line": head + b"[" * 100_000 + b"\n",
        "not a number": head + json.dumps({"check": told["check"], "case": [key, [[float("nan")]]]}).encode() + b"\n",
        "fewer curves": head + json.dumps({"check": told["check"], "case": [key, curves[:-1]]}).encode() + b"\n",
        "a line too long": head + b" " * (MAX_LINE + 10) + b"\n",
        "a last line too long": head + b" " * (MAX_LINE + 10),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    }


@pytest.mark.parametrize("what", sorted(spoilt(HEAD + b'{"check":"","case":["",[0.51,0.51]]}\n')))
def test_a_file_that_is_something_else_is_one_error_and_stays_as_it_is(file: Path, whole: bytes, what: str) -> None:
    data = spoilt(whole)[what]
    file.write_bytes(data)
    with pytest.raises(ForecastError) as caught:
        go(file)
    assert str(file) in str(caught.value)
    assert "whipcount backtest --keep has made" in str(caught.value)
    assert file.read_bytes() == data


@pytest.mark.parametrize("kind", ["folder", "pipe", "nowhere", "too large", "device"])
def test_what_is_no_file_is_one_error(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "there"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "nowhere":
        path = path / "under" / "nothing"
    elif kind == "device":
        path = Path("/dev/null")
    else:
        with path.open("wb") as file:
            file.truncate(600_000_000)  # a hole: it takes no room
    with pytest.raises(ForecastError, match=str(path)), open_checkpoint(path):
        pass


def test_a_full_disk_is_one_error_and_leaves_what_stood_there(file: Path, whole: bytes) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_checkpoint(file) as kept:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 100, hard))
        try:
            with pytest.raises(ForecastError, match="cannot be written"):
                kept.put("0" * 64, [Curve(np.zeros(len(GRID)))])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert file.read_bytes() == whole
        kept.put("0" * 64, [Curve(np.zeros(len(GRID)))])
    assert file.read_bytes().startswith(whole)
    assert count(file.read_bytes()) == count(whole) + 1


def test_an_interrupted_run_has_kept_what_was_done(tmp_path: Path, plain: Backtest) -> None:
    file = tmp_path / "kept.jsonl"
    found, skipped = cases(DECISIONS, DECISIONS, origins=(112, 391))
    made = [KaplanMeier(), *rivals(Coupled(paths=200))]

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), open_checkpoint(file) as kept:
        run(found, made, skipped=skipped, progress=stop, kept=kept)
    assert go(file) == (plain, 3)
