"""`whipcount serve`: the dashboard of one or more dossiers, on this machine, or for those who have an account."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.errors import InputError

if TYPE_CHECKING:
    from whipcount.web.middleware.gate import Access

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(
    "serve",
    epilog="""\b
Examples:
  whipcount serve examples/ukraine-invitation/dossier.yaml
  whipcount serve desk.db
  whipcount serve --store desk.db dossier.yaml --port 8100
  whipcount serve --store desk.db --host 0.0.0.0 --name desk.example.org --accounts people.db
  whipcount serve --store desk.db --alert-url https://hooks.example.org/x --alert-threshold 0.05""",
)
@click.argument("dossiers", nargs=-1, metavar="[DOSSIER|STORE]...")
@click.option("--store", "place", help="Keep what people enter in this store (a SQLite file, or a database URL).")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; others than loopback need accounts."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--name", "names", multiple=True, help="A host name under which browsers call the server (repeatable).")
@click.option(
    "--accounts", "people", type=click.Path(path_type=Path), help="Ask everybody to log in: see `whipcount accounts`."
)
@click.option("--proxy-user-header", "header", help="A trusted reverse proxy names the user in this header.")
@click.option(
    "--trusted-proxy", "proxies", multiple=True, help="Address of such a proxy; loopback by default (repeatable)."
)
@click.option(
    "--editor", "editors", multiple=True, help="A user of the proxy who may edit; all others read (repeatable)."
)
@click.option("--alert-url", help="Where to post when a number moves; only what is set here is ever called.")
@click.option(
    "--alert-threshold", default=0.05, show_default=True, type=float, help="By how much the probability must move."
)
@click.option(
    "--alert-form", type=click.Choice(["json", "text"]), default="json", show_default=True, help="Text: a line."
)
@click.option(
    "--alert-outbox", type=click.Path(path_type=Path), help="File of the alerts to send; STORE.alerts by default."
)
@click.option(
    "--alert-key", type=click.Path(path_type=Path), help="File of the key that signs alerts; OUTBOX.key by default."
)
@click.option(
    "--embed-origin", "embed", multiple=True, help="An origin whose pages may frame shared charts (repeatable)."
)
def command(
    dossiers: tuple[str, ...],
    place: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    people: Path | None,
    header: str | None,
    proxies: tuple[str, ...],
    editors: tuple[str, ...],
    alert_url: str | None,
    alert_threshold: float,
    alert_form: str,
    alert_outbox: Path | None,
    alert_key: Path | None,
    embed: tuple[str, ...],
) -> None:
    """The dashboard of dossiers: who stands where, why, what if, with every figure one click from its evidence.

    Dossier files are read into the store (once). Without a store (--store makes one that is absent), what is entered in
    the pages is lost when the server ends.
    """
    files, place, fresh = _told(dossiers, place)
    _check_host(host, names, guarded=people is not None or header is not None)
    if not files and place is None:
        raise InputError("nothing to serve", accepted="dossier files, or a store")
    from whipcount.cli.options.listening import listening, run  # late: the command line must start fast
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.store import Store
    from whipcount.records.finding import beside
    from whipcount.web.alerts import Alerts, Target
    from whipcount.web.app import LOOPBACK, create_app
    from whipcount.web.kept_views import KeptViews
    from whipcount.web.library import Library
    from whipcount.web.links import Links
    from whipcount.web.report_intake import fill
    from whipcount.web.server import collect_seldom
    from whipcount.web.sharing import embedding_origins

    access = _access(people, header, proxies, editors)
    origins = embedding_origins(embed)
    with ExitStack() as stack:
        sockets = listening(host, port, stack)
        shown = f"http://{_bracketed(names[0] if names else host)}:{sockets[0].getsockname()[1]}"
        target = Target(alert_url or "", alert_threshold, shown, alert_key, alert_form)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="whipcount-")))
        where = place or str(folder / "serve.db")
        store = stack.enter_context(Store.open(where, create=fresh))
        votes: dict[str, Path] = {}
        for path in files:
            click.echo(f"reading {path}", err=True)
            dossier = load_dossier_file(path)
            fill(store, dossier)
            if (found := beside(path)) is not None:
                votes[dossier.id] = found
        views = None if place is None or "://" in where else Path(where + ".views")
        collect_seldom()
        library = Library(store, keeps=place is not None, kept=KeptViews(views), votes=votes)
        stack.callback(library.close)
        library.warm()
        if alert_url and "://" in where and not (alert_outbox and alert_key):
            click.echo("the outbox and the key of alerts end with this server: --alert-outbox, --alert-key", err=True)
        alerts = Alerts(library, target, alert_outbox or _beside(where, ".alerts", folder))
        alerts.start()
        stack.callback(alerts.close)
        hosts = (*LOOPBACK, *(_bracketed(name) for name in (*names, host)))
        links = Links(_beside(where, ".links", folder))
        app = create_app(library, hosts=hosts, access=access, alerts=alerts, links=links, embed=origins)
        click.echo(f"{shown}/  (stop with Ctrl-C)", err=True)
        run(app, sockets)


def _beside(store: str, ending: str, folder: Path) -> Path:
    """Where a file of the server's own lies: beside the store, or, where that cannot be written, in a folder."""
    place = Path(store + ending)
    if "://" not in store and (os.access(place, os.W_OK) if place.exists() else os.access(place.parent, os.W_OK)):
        return place
    return folder / f"own{ending}"


def _told(given: tuple[str, ...], place: str | None) -> tuple[list[str], str | None, bool]:
    """The dossier files, the store, and whether it is made where it is absent (one named without --store is not)."""
    from whipcount.dossiers.location import looks_like_store

    stores = [name for name in given if looks_like_store(name)]
    if len(stores) + (place is not None) > 1:
        named = ", ".join(stores if place is None else [place, *stores])
        raise InputError("more than one store", where=named, accepted="one, with any number of dossier files")
    files = [name for name in given if name not in stores]
    return files, place or (stores[0] if stores else None), place is not None or not stores


def _check_host(host: str, names: tuple[str, ...], *, guarded: bool) -> None:
    if host in _LOOPBACK:
        return
    if not guarded:
        raise InputError(
            f"{host} is reachable by others, and nobody is asked who they are",
            where="--host",
            accepted="127.0.0.1; or --accounts FILE, or --proxy-user-header NAME",
        )
    if not names and (host == "::" or not any(part.strip("0") for part in host.split("."))):  # any address
        raise InputError(
            "no name under which browsers may call the server", where="--host", accepted="--name desk.example.org"
        )


def _access(people: Path | None, header: str | None, proxies: tuple[str, ...], editors: tuple[str, ...]) -> Access:
    from whipcount.web.accounts import Accounts
    from whipcount.web.middleware.gate import Access, Proxy

    trusted = proxies or ("127.0.0.1", "::1")
    if people is not None and header is not None:
        raise InputError("accounts and a proxy's header", accepted="one of --accounts and --proxy-user-header")
    if people is not None:
        return Access(accounts=Accounts(people), trusted=trusted)
    return Access(proxy=Proxy(header, trusted, editors)) if header is not None else Access()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
