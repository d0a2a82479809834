"""`whipcount serve`: the dashboard of one or more dossiers, on this machine."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from whipcount.errors import InputError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(
    "serve",
    epilog="""\b
Examples:
  whipcount serve examples/ukraine-invitation/dossier.yaml
  whipcount serve --store desk.db
  whipcount serve --store desk.db dossier.yaml --port 8100""",
)
@click.argument("dossiers", nargs=-1, type=click.Path(path_type=Path))
@click.option("--store", "place", help="Keep what people enter in this store (a SQLite file, or a database URL).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback only: the pages have no accounts.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def command(dossiers: tuple[Path, ...], place: str | None, host: str, port: int) -> None:
    """The dashboard of dossiers: who stands where, why, what if, with every figure one click from its evidence.

    DOSSIERS are dossier files; they are read into the store (once). Without --store, what is entered in the pages is
    lost when the server ends.
    """
    if host not in _LOOPBACK:
        raise InputError(
            f"{host} is reachable by others, and these pages have no accounts",
            where="--host",
            accepted="127.0.0.1, or a reverse proxy with accounts in front of it",
        )
    if not dossiers and place is None:
        raise InputError("nothing to serve", accepted="dossier files, or --store FILE")
    import uvicorn  # late: the command line must start fast

    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.store import Store
    from whipcount.web.adding import fill
    from whipcount.web.app import LOOPBACK, create_app
    from whipcount.web.library import Library

    with ExitStack() as stack:
        where = place or str(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="whipcount-"))) / "serve.db")
        store = stack.enter_context(Store.open(where, create=True))
        for path in dossiers:
            click.echo(f"reading {path}", err=True)
            fill(store, load_dossier_file(path))
        library = Library(store, keeps=place is not None)
        stack.callback(library.close)
        library.warm()
        app = create_app(library, hosts=LOOPBACK)
        click.echo(f"http://{'[::1]' if host == '::1' else host}:{port}/  (stop with Ctrl-C)", err=True)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
