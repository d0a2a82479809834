"""``whipcount backup``: a copy of a live store."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Examples:
  whipcount backup ukraine.db backups/ukraine-2024-11-29.db
  whipcount verify backups/ukraine-2024-11-29.db
"""


@click.command("backup", epilog=_EPILOG)
@click.argument("store", metavar="STORE")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
def command(store: str, target: Path) -> None:
    """Copy a store to FILE, whole and as of one moment, while others write to it; an SQLite store only."""
    from whipcount.dossiers.backup import backup

    size = backup(store, target)
    click.echo(f"{size:,} bytes in {target}")
