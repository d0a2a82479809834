"""All reference vectors that lie beside the checkout: integers exactly, floats to 1e-12."""

import json
import math

import pytest

from whipcount.errors import RuleError
from whipcount.rules.power.gamefile import answer_file, read_game

SKIPPED = {
    "methods",
    "agreement",
    "published",
    "independence",
    "members",
    "name",
    "base",
    "p_yes",
    "model",
    "dims",
    "rule",
    "total",
    "quota",
}


def differences(expected, found, path=""):
    if isinstance(expected, dict):
        for key, value in expected.items():
            if not key.startswith("mc_"):
                yield from differences(value, found.get(key), f"{path}.{key}")
    elif isinstance(expected, list):
        if found is None or len(found) != len(expected):
            yield f"{path}: missing or of another length"
        else:
            for k, value in enumerate(expected):
                yield from differences(value, found[k], f"{path}[{k}]")
    elif isinstance(expected, float):
        if found is None or not math.isclose(expected, found, rel_tol=0, abs_tol=1e-12):
            yield f"{path}: {expected} {found}"
    elif expected is not None and str(expected) != str(found):
        yield f"{path}: {expected} {found}"


@pytest.mark.shared
@pytest.mark.slow
def test_reference_vectors(shared):
    paths = sorted((shared / "data" / "power" / "reference").glob("*.json"))
    assert paths
    for path in paths:
        if "imf_bog" in path.name and not path.name.endswith("85.json"):
            continue  # the benchmark runs all three
        expected = json.loads(path.read_text(encoding="utf-8"))
        found = json.loads(json.dumps(answer_file(path)))
        wanted = {k: v for k, v in expected.items() if k in found and k not in SKIPPED}
        assert wanted
        assert not list(differences(wanted, found))[:3], path.name


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"members": None}, "no list of names"),
        ({"members": ["A", "A"]}, "twice"),
        ({"dims": [[1]]}, "1 weights for 2"),
        ({"dims": [[1, -1]]}, "negative"),
        ({"dims": [[1, "x"]]}, "not a number"),
        ({"rule": {"clauses": [[1, 2]]}}, "one threshold for each"),
        ({"rule": {"kind": "other", "clauses": [[1]]}}, "no kind of rule"),
        ({"rule": {}}, "no clauses"),
    ],
)
def test_bad_games(change, problem):
    good = {"members": ["A", "B"], "dims": [[2, 1]], "rule": {"clauses": [[2]]}}
    with pytest.raises(RuleError, match=problem):
        read_game({**good, **change})
