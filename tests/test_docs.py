"""The docs are tested: the commands and options that they show exist, and every command is shown."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from whipcount.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINE = re.compile(r"^\s*(?:\$ )?whipcount ([a-z]+)\b(.*)$", re.MULTILINE)


def options(name: str) -> set[str]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None, f"whipcount {name} is no command"
    own = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    return {word for c in own for p in c.params for word in (*p.opts, *p.secondary_opts)} | {"-h", "--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_and_options_exist(page: Path) -> None:
    for name, rest in _LINE.findall(page.read_text(encoding="utf-8")):
        given = re.findall(r"(?<=\s)--[a-z][a-z-]*", re.split(r"\s#|[|>]", rest)[0])
        assert set(given) <= options(name), f"{page.name}: whipcount {name}{rest}"


def test_every_command_is_shown() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = [name for name in cli.list_commands(click.Context(cli)) if f"whipcount {name}" not in text]
    assert missing == []
