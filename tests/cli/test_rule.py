import json

import pytest

from whipcount.cli import main


def run(capsys, *args):
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    out = capsys.readouterr()
    return stop.value.code, out.out, out.err


def test_a_rule_with_weights_in_all_forms(capsys):
    told = json.loads(run(capsys, "rule", "EU-COUNCIL:qmv", "--as-of", "2024-06-01", "--json")[1])
    assert (told["body"], told["rule_id"], len(told["members"])) == ("EU-COUNCIL", "qmv", 27)
    _, out, _ = run(capsys, "rule", "EU-COUNCIL:qmv", "--as-of", "2024-06-01", "--csv")
    head, *rows = out.splitlines()
    assert head == "id,name,population"
    assert len(rows) == 27
    words = run(capsys, "rule", "EU-COUNCIL:qmv", "--as-of", "2024-06-01")[1]
    assert "carries with 15 members and 65% of population, or 24 members" in words


def test_a_kind_of_decision_names_its_rule(capsys):
    told = json.loads(run(capsys, "rule", "NATO:membership invitation", "--as-of", "2024-06-01", "--json")[1])
    assert (told["rule_id"], len(told["members"])) == ("consensus", 32)


@pytest.mark.parametrize("wrong", ["NOWHERE", "NATO:marriage", "EU-COUNCIL:"])
def test_what_is_no_rule_is_one_clear_error(capsys, wrong):
    code, out, err = run(capsys, "rule", wrong, "--as-of", "2024-06-01")
    if wrong.endswith(":"):
        assert code in (0, 2)
    else:
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
