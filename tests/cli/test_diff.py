import json

from tests.cli.shell import Shell


def test_what_moved_between_two_days(shell: Shell) -> None:
    told = json.loads(shell("diff", shell.store, "--since", "2024-12-31", "--until", "2025-01-02", "--json"))
    assert [(row["member"], row["was"], row["is"]) for row in told["moved"]] == [("HU", "unknown", "no")]
    rows = shell.rows("diff", shell.store, "--since", "2024-12-31")
    assert {row["member"] for row in rows if row.get("member")} >= {"HU", "TR"}
    assert "Hungary" in shell("diff", shell.store, "--since", "2024-12-31")


def test_nothing_moved_is_exit_code_one(shell: Shell) -> None:
    shell("diff", shell.store, "--since", "2025-02-01", code=1)


def test_days_out_of_order_are_refused(shell: Shell) -> None:
    told = shell("diff", shell.store, "--since", "2025-02-01", "--until", "2025-01-01", code=2)
    assert "lies before" in told
