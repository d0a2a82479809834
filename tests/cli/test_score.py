import json

from tests.cli.shell import Shell


def test_forecasts_that_nothing_has_resolved_stay_open(shell: Shell) -> None:
    shell("forecast", shell.store, "--as-of", "2025-01-10", "--store")
    told = json.loads(shell("score", shell.store, "--json", code=1))
    assert told
    assert "open" in json.dumps(told)


def test_a_store_without_forecasts_says_so(shell: Shell) -> None:
    assert shell("score", shell.store, code=1)


def test_a_file_keeps_none(shell: Shell) -> None:
    assert "still open" in shell("score", str(shell.folder / "orvana.yaml"), code=1)  # a file keeps no forecasts
