import json

import pytest

from whipcount.cli import main


def run(capsys, *args):
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    out = capsys.readouterr()
    return stop.value.code, out.out, out.err


def test_bodies_and_rule(capsys):
    code, out, _ = run(capsys, "bodies", "--json")
    assert code == 0
    assert len(json.loads(out)) >= 15
    code, out, _ = run(capsys, "bodies", "NATO", "--as-of", "2023-04-03", "--csv")
    assert code == 0
    assert len(out.splitlines()) == 31
    code, out, _ = run(capsys, "rule", "EU:qmv", "--as-of", "2024-06-01")
    assert code == 0
    assert "15 members and 65% of population, or 24 members" in out
