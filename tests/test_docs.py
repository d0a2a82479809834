"""The docs are tested: the commands and options that they show exist, and every command is shown."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest

from whipcount.cli.main import cli
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store

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


BLOCKS = {page: re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S) for page in PAGES}


@pytest.mark.parametrize("page", [page for page, blocks in BLOCKS.items() if blocks], ids=lambda path: path.name)
def test_python_runs_as_written(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page's blocks one after the other, in a folder that has the files which the pages speak of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for name in ("report.txt", "reports/one.txt"):
        (tmp_path / name).write_text("Orvana agrees, its foreign minister said.")
    with Store.open("ukraine.db", create=True) as store:
        store.create(load_dossier_file(ROOT / "examples" / "ukraine-invitation" / "dossier.yaml"))
    names: dict[str, object] = {"__name__": page.stem}
    for number, block in enumerate(BLOCKS[page], start=1):
        if block.startswith(">>>"):
            examples = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
            runner = doctest.DocTestRunner()
            runner.run(examples, clear_globs=False)
            assert runner.failures == 0, f"{page.name}, block {number}"
            names = examples.globs
        else:
            exec(compile(block, f"{page.name}, block {number}", "exec"), names)
