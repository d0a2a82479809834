import json
from datetime import date

from tests.cli.shell import Shell
from tests.dossiers.conftest import a_coding, a_report, a_statement
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Stance


def filled(shell: Shell) -> None:
    with Store.open(shell.store) as store:
        for number, (member, stance) in enumerate((("DE", Stance.YES), ("FR", Stance.NO))):
            report = a_report(number, date(2025, 1, 10 + number))
            said = a_statement(report)
            store.add_report("orvana", report, [said], [a_coding(said, stance, member)])


def test_without_statements_it_says_so(shell: Shell) -> None:
    assert json.loads(shell("statements", shell.store, "--json")) == []


def test_days_out_of_order_and_unknown_members_are_refused(shell: Shell) -> None:
    told = shell("statements", shell.store, "--since", "2025-02-01", "--until", "2025-01-01", code=2)
    assert "--until 2025-01-01 lies before --since 2025-02-01" in told
    assert "XX" in shell("statements", shell.store, "--member", "XX", code=2)


def test_by_member_day_and_stance(shell: Shell) -> None:
    filled(shell)
    everything = json.loads(shell("statements", shell.store, "--json"))
    assert [row["reported_on"] for row in everything] == ["2025-01-11", "2025-01-10"]  # the newest first
    for words, stance in (
        (("--member", "DE"), "DE yes"), (("--stance", "no"), "FR no"), (("--since", "2025-01-11"), "FR no"),
        (("--until", "2025-01-10"), "DE yes"), (("--limit", "1"), "FR no"),
    ):  # fmt: skip
        (row,) = json.loads(shell("statements", shell.store, *words, "--json"))
        assert row["stance"] == stance
