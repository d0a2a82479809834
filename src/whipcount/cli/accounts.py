"""`whipcount accounts`: who may use a dashboard that others can reach."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from whipcount.web.accounts import Accounts


@click.group(
    "accounts",
    epilog="""\b
Examples:
  whipcount accounts add people.db ada --role editor
  whipcount accounts list people.db
  whipcount accounts passwd people.db ada < new-password.txt""",
)
def command() -> None:
    """Accounts of a dashboard that others can reach: add, list, sessions, remove, passwd.

    FILE is a small SQLite file of its own, made by the first `add`. Passwords are asked for, or read from the first
    line of standard input; never from the command line, where others would see them.
    """


@command.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "editor"]), default="reader", show_default=True)
def add(file: Path, name: str, role: str) -> None:
    """Add an account: a reader, or an editor who may also correct and add."""
    from whipcount.web.accounts import Role

    accounts = _accounts(file, create=True)
    accounts.add(name, _password(), Role(role))
    click.echo(f"{name} ({role}) added to {file}")


@command.command("list")
@click.argument("file", type=click.Path(path_type=Path))
def list_(file: Path) -> None:
    """List the accounts and their roles."""
    for user in _accounts(file).list():
        click.echo(f"{user.name}\t{user.role.value}")


@command.command("sessions")
@click.argument("file", type=click.Path(path_type=Path))
def sessions(file: Path) -> None:
    """List who is logged in, when the session was last used, and when it ends."""
    for name, seen, ends in _accounts(file).sessions(time.time()):
        moments = (datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%d %H:%M UTC") for when in (seen, ends))
        click.echo("\t".join((name, *moments)))


@command.command("remove")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
def remove(file: Path, name: str) -> None:
    """Remove an account; its sessions end at once."""
    _accounts(file).remove(name)
    click.echo(f"{name} removed from {file}")


@command.command("passwd")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
def passwd(file: Path, name: str) -> None:
    """Give an account another password; its sessions end at once."""
    _accounts(file).set_password(name, _password())
    click.echo(f"new password for {name} in {file}")


def _accounts(file: Path, *, create: bool = False) -> Accounts:
    from whipcount.web.accounts import Accounts

    return Accounts(file, create=create)


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
