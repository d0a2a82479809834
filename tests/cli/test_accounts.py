"""`whipcount accounts`: passwords from standard input, never from the command line; and who may be served where."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from whipcount.cli.accounts import command
from whipcount.cli.serve import command as serve
from whipcount.errors import InputError
from whipcount.web.accounts import Accounts


def run(*args: str, password: str = "") -> str:
    done = CliRunner().invoke(command, list(args), input=password, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_accounts_are_added_listed_changed_and_removed(tmp_path: Path) -> None:
    file = str(tmp_path / "people.db")
    run("add", file, "ada", "--role", "editor", password="correct horse battery\n")
    run("add", file, "rob", password="another good word\n")
    assert run("list", file) == "ada\teditor\nrob\treader\n"
    run("passwd", file, "ada", password="a third good word\n")
    assert Accounts(Path(file)).check("ada", "a third good word")
    run("remove", file, "rob")
    assert run("list", file) == "ada\teditor\n"


@pytest.mark.parametrize("args", [("list", "none.db"), ("remove", "none.db", "ada")])
def test_a_missing_file_is_one_clear_error(args: tuple[str, ...]) -> None:
    done = CliRunner().invoke(command, list(args))
    assert isinstance(done.exception, InputError)


@pytest.mark.parametrize(
    "args",
    [
        ("--host", "0.0.0.0"),
        ("--host", "192.0.2.1"),
        ("--host", "::"),
        ("--host", "0.0.0.0", "--proxy-user-header", "x-user"),
        ("--accounts", "none.db"),
        ("--alert-url", "file:///etc/passwd"),
        ("--alert-url", "http://a.example", "--alert-threshold", "0"),
    ],
)
def test_what_would_be_open_to_others_is_not_served(args: tuple[str, ...], tmp_path: Path) -> None:
    done = CliRunner().invoke(serve, ["--store", str(tmp_path / "a.db"), *args])
    assert isinstance(done.exception, InputError), done.output
    assert not (tmp_path / "a.db").exists()
