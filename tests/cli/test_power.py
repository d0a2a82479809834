import json

import pytest

from whipcount.cli import main


def run(capsys, *args):
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    out = capsys.readouterr()
    return stop.value.code, out.out, out.err


def test_power_of_a_game_file(capsys, tmp_path):
    path = tmp_path / "game.json"
    path.write_text('{"members": ["A", "B", "C"], "dims": [[4, 2, 1]], "rule": {"clauses": [[5]]}}', encoding="utf-8")
    code, out, _ = run(capsys, "power", "--game", str(path))
    answer = json.loads(out)
    assert code == 0
    assert answer["raw_swings"] == ["3", "1", "1"]
    assert answer["shapley_shubik_fraction"] == ["2/3", "1/6", "1/6"]


def test_power_of_a_body(capsys):
    code, out, _ = run(capsys, "power", "UNSC", "--as-of", "2024-06-01", "--index", "raw_swings", "--csv")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "member,raw_swings"
    assert lines[1] == "CN,848"
    assert len(lines) == 16
    code, out, _ = run(
        capsys, "power", "UNSC", "--index", "owen", "--index", "ternary_banzhaf", "--union", "CN,RU", "--json"
    )
    assert code == 0
    assert sum(row["owen"] for row in json.loads(out)["members"]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (("power",), "either a body or --game"),
        (("power", "NATOO"), "no body"),
        (("power", "NATO:nothing"), "no rule"),
        (("power", "NATO", "--as-of", "yesterday"), "not a valid date"),
        (("power", "--game", "absent.json"), "cannot be read"),
        (("can", "NATO", "--yes", "Atlantis"), "no member"),
        (("can", "NATO", "--yes", "HU", "--no", "HU"), "two votes"),
        (("bodies", "absent.yaml"), "cannot be read|no body"),
    ],
)
def test_wrong_use_is_exit_code_two(capsys, args, problem):
    import re

    code, _, err = run(capsys, *args)
    assert code == 2
    assert re.search(problem, err)
