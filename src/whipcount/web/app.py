"""The application: routes, errors, headers."""

from __future__ import annotations

from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from whipcount.briefs.html import style
from whipcount.errors import BodyError, DossierError, InputError, WhipcountError
from whipcount.web.edits import Edits
from whipcount.web.library import Library
from whipcount.web.pages import Pages
from whipcount.web.security import Forms, Guard

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(library: Library, *, hosts: tuple[str, ...] = LOOPBACK, secret: bytes | None = None) -> Starlette:
    """The dashboard of a library of dossiers, as an ASGI application.

    Args:
        library: the dossiers.
        hosts: names under which the server may be called; others are refused.
        secret: of the form tokens; by default a fresh one, so that forms end with the server.
    """
    pages = Pages(library, Forms(secret))
    posts = Edits(pages)

    def problem(request: Request, error: Exception) -> Response:
        status = 404 if isinstance(error, (DossierError, BodyError)) else 400
        if not isinstance(error, InputError):
            status = 503
        return pages.page(
            request,
            "problem.html",
            status=status,
            title="Not found" if status == 404 else "Not done",
            problem=str(error),
        )

    def missing(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        return pages.page(request, "problem.html", status=status, title="Not found", problem="There is no such page.")

    read = [
        ("/d/{dossier}", pages.overview),
        ("/d/{dossier}/members", pages.members),
        ("/d/{dossier}/members/{member}", pages.member),
        ("/d/{dossier}/statements", pages.statements),
        ("/d/{dossier}/reports", pages.reports),
        ("/d/{dossier}/reports/{report}", pages.report),
        ("/d/{dossier}/evidence/{evidence}", pages.evidence),
        ("/d/{dossier}/forecast", pages.forecast),
        ("/d/{dossier}/rule", pages.rule),
        ("/d/{dossier}/what-if", pages.what_if),
        ("/d/{dossier}/changes", pages.changes),
        ("/d/{dossier}/brief", pages.brief),
    ]
    routes = [Route("/", pages.index), Route("/index.json", pages.index), Route("/index.csv", pages.index)]
    for path, page in read:
        routes += [Route(path + ending, page) for ending in (".json", ".csv", "")]
    routes += [
        Route("/d/{dossier}/feed.atom", pages.feed),
        Route("/d/{dossier}/at/{anchor}", pages.at),
        Route("/d/{dossier}/evidence/{evidence}", posts.evidence, methods=["POST"]),
        Route("/d/{dossier}/reports", posts.report, methods=["POST"]),
        Route("/static/style.css", lambda _: _static(style() + _own("dashboard.css"), "text/css")),
        Route("/static/keys.js", lambda _: _static(_own("keys.js"), "text/javascript")),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={WhipcountError: problem, 404: missing, 405: missing},
    )


def _own(name: str) -> str:
    return files("whipcount.web").joinpath("static", name).read_text(encoding="utf-8")


def _static(text: str, kind: str) -> Response:
    return Response(text.encode(), media_type=f"{kind}; charset=utf-8", headers={"cache-control": "max-age=3600"})
