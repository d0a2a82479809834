"""The application: routes, errors, headers."""

from __future__ import annotations

from functools import partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from whipcount.briefs.render.html import style
from whipcount.errors import BodyError, ComputingError, DossierError, InputError, WhipcountError
from whipcount.web import entering
from whipcount.web.alerts import Alerts
from whipcount.web.edits import Edits
from whipcount.web.entering import Entering
from whipcount.web.frame import Frame, Page
from whipcount.web.library import Library
from whipcount.web.links import Links
from whipcount.web.login import Login
from whipcount.web.middleware.disconnects import while_there
from whipcount.web.middleware.gate import Access, Gate
from whipcount.web.middleware.page_cache import Kept
from whipcount.web.middleware.security import Forms, Guard
from whipcount.web.middleware.validators import Validators
from whipcount.web.noting import Noting
from whipcount.web.pages import (
    across,
    backtest,
    bargain,
    brief,
    charts,
    evidence,
    history,
    notes,
    outlook,
    overview,
    portfolio,
    record,
    rule,
)
from whipcount.web.pages import alerts as alerts_pages
from whipcount.web.sharing import Sharing
from whipcount.web.stated_positions import StatedPositions

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    library: Library,
    *,
    hosts: tuple[str, ...] = LOOPBACK,
    secret: bytes | None = None,
    access: Access | None = None,
    alerts: Alerts | None = None,
    links: Links | None = None,
    embed: tuple[str, ...] = (),
) -> Starlette:
    """The dashboard of a library of dossiers, as an ASGI application.

    Args:
        library: the dossiers.
        hosts: names under which the server may be called; others are refused.
        secret: of the form tokens; by default a fresh one, so that forms end with the server.
        access: how people are known; by default nobody is asked, which is for loopback only.
        alerts: what watches the dossiers, for their feeds of alerts.
        links: the read-only links; by default none can be made.
        embed: origins whose pages may frame a shared chart.
    """
    access = access or Access()
    frame = Frame(library, Forms(secret), access, alerts, links is not None)
    posts = Edits(frame)

    def problem(request: Request, error: Exception) -> Response:
        if isinstance(error, ComputingError):
            text = "The count and the forecast of this dossier are being computed. This page asks again by itself."
            answer = frame.page(request, "problem.html", status=503, title="Being computed", problem=text)
            answer.headers.update({"retry-after": "5", "refresh": "5"})
            return answer
        status = 404 if isinstance(error, (DossierError, BodyError)) else 400
        if not isinstance(error, InputError):
            status = 503
        return frame.page(
            request,
            "problem.html",
            status=status,
            title="Not found" if status == 404 else "Not done",
            problem=str(error),
        )

    def missing(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        return frame.page(request, "problem.html", status=status, title="Not found", problem="There is no such page.")

    page_cache = Kept()

    def route(path: str, page: Page) -> Route:
        return Route(path, while_there(partial(page, frame)))

    def kept_route(path: str, page: Page) -> Route:
        return Route(path, while_there(partial(page_cache.serve, page, frame)))

    routes = [route("/" + name, portfolio.index) for name in ("", "index.json", "index.csv")]
    routes += [
        route(path + ending, page) for path, page in across.EVERYWHERE.items() for ending in (".json", ".csv", "")
    ]
    routes += [route("/calendar" + ending, portfolio.days) for ending in ("", ".json", ".csv", ".ics")]
    for module in (
        overview,
        evidence,
        outlook,
        record,
        backtest,
        rule,
        bargain,
        history,
        notes,
        brief,
        entering,
        charts,
        across,
    ):
        routes += [
            kept_route(path + ending, page) for path, page in module.PAGES.items() for ending in (".json", ".csv", "")
        ]
    intake = Entering(frame)
    routes += [
        *(route(path + ending, page) for path, page in brief.PAGES.items() for ending in (".pdf", ".docx")),
        route("/new", entering.new_page),
        Route("/new", intake.new, methods=["POST"]),
        *(route("/d/{dossier}/whip-count" + ending, entering.back_to_enter) for ending in ("", ".json", ".csv")),
        Route("/d/{dossier}/enter", intake.position, methods=["POST"]),
        Route("/d/{dossier}/whip-count", intake.whip_count, methods=["POST"]),
        route("/d/{dossier}/feed.atom", history.feed),
        *(route(f"/d/{{dossier}}/alerts.{ending}", alerts_pages.alerts) for ending in ("atom", "json", "csv", "txt")),
        route("/d/{dossier}/charts/{chart}", charts.chart),
        route("/d/{dossier}/figures/{figure}", charts.figure),
        route("/d/{dossier}/at/{anchor}", evidence.at),
        Route("/d/{dossier}/evidence/{evidence}", posts.evidence, methods=["POST"]),
        Route("/d/{dossier}/forecast", posts.forecast, methods=["POST"]),
        Route("/d/{dossier}/bargain/choice", StatedPositions(frame).show, methods=["POST"]),
        Route("/d/{dossier}/notes", Noting(frame).notes, methods=["POST"]),
        Route("/d/{dossier}/queue", posts.queue, methods=["POST"]),
        Route("/d/{dossier}/reports", posts.report, methods=["POST"]),
        Route("/d/{dossier}/reports/{report}", posts.report_edit, methods=["POST"]),
        Route("/static/style.css", lambda _: _static(style() + _own("dashboard.css"), "text/css")),
        Route("/static/icon.svg", lambda _: _static(_own("icon.svg"), "image/svg+xml")),
        Route("/favicon.ico", lambda _: _static(_own("icon.svg"), "image/svg+xml")),  # asked for by the brief's page
        Route("/static/keys.js", lambda _: _static(_own("keys.js"), "text/javascript")),
    ]
    if links is not None:
        sharing = Sharing(frame, links, embed)
        routes += [
            *(Route("/d/{dossier}/share" + face, while_there(sharing.page)) for face in (".json", ".csv", "")),
            Route("/d/{dossier}/share", sharing.post, methods=["POST"]),
            Route("/s/{token}", while_there(sharing.shared)),
            Route("/s/{token}/charts/{chart}", while_there(sharing.chart)),
        ]
    if access.accounts is not None:
        login = Login(frame, access, access.accounts)
        routes += [
            Route("/login", login.page),
            Route("/login", login.enter, methods=["POST"]),
            Route("/logout", login.leave, methods=["POST"]),
        ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, hosts=hosts),
            Middleware(GZipMiddleware, minimum_size=1_000),
            Middleware(Validators),
            Middleware(Gate, access=access),
        ],
        exception_handlers={WhipcountError: problem, 404: missing, 405: missing},
    )


def _own(name: str) -> str:
    return files("whipcount.web").joinpath("static", name).read_text(encoding="utf-8")


def _static(text: str, kind: str) -> Response:
    return Response(text.encode(), media_type=f"{kind}; charset=utf-8", headers={"cache-control": "max-age=3600"})
