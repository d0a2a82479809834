"""Sharing a dossier by a link: making and revoking links, and what who has one may see."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from whipcount.briefs.render.chart_files import chart_file, chart_names
from whipcount.briefs.render.html import page_policy, style
from whipcount.errors import ComputingError, InputError, WhipcountError
from whipcount.text.fields import one_field
from whipcount.web.form_fields import author_of, text_of
from whipcount.web.links import LONGEST, Link, Links
from whipcount.web.pages.brief import brief_of
from whipcount.web.pages.charts import chart_policy, chart_response
from whipcount.web.posts import Posts
from whipcount.web.state import State, segment

USUAL_DAYS = 14
_GONE = "This link opens nothing: it has ended, was revoked, or is not whole.\n"
_PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex", "referrer-policy": "no-referrer"}


def embedding_origins(given: Sequence[str]) -> tuple[str, ...]:
    """The origins whose pages may frame a chart.

    Raises:
        InputError: one that is no origin.

    >>> embedding_origins(["https://intranet.example.org/"])
    ('https://intranet.example.org',)
    """
    origins = []
    for text in given:
        parts = urlsplit(text)
        plain = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        if not plain or parts.path not in ("", "/") or parts.username is not None or any(c in text for c in " ;,'*"):
            raise InputError(
                f"{text[:80]!r} is no origin", where="--embed-origin", accepted="https://intranet.example.org"
            )
        origins.append(f"{parts.scheme}://{parts.netloc}")
    return tuple(dict.fromkeys(origins))


@dataclass(frozen=True)
class Sharing(Posts):
    """The links of one library.

    Attributes:
        links: where they are kept.
        origins: whose pages may frame a shared chart; by default nobody's.
    """

    links: Links
    origins: tuple[str, ...] = ()

    def page(self, request: Request) -> Response:
        """The links of a dossier, and the form that makes one."""
        links = self.links.list(time.time(), request.path_params["dossier"])
        rows = [
            {
                "link": link.id,
                "ends": datetime.fromtimestamp(link.ends, UTC).isoformat(),
                "made": datetime.fromtimestamp(link.made, UTC).isoformat(),
                "author": link.author,
                "note": link.note,
                "known_by": link.known_by,
            }
            for link in links
        ]
        columns = ("link", "ends", "made", "author", "note", "known_by")
        return self.frame.faces(request, rows, columns, rows, "links") or self._page(request)

    def _page(self, request: Request, token: str = "") -> Response:
        opened, state = self.frame.opened(request)
        base = str(request.base_url).rstrip("/")
        return self.frame.page(
            request, "share.html", opened, state, links=self.links.list(time.time(), request.path_params["dossier"]),
            link=f"{base}/s/{token}" if token else "", charts=chart_names(opened.view), usual=USUAL_DAYS,
            most=int(LONGEST // 86_400), day=lambda moment: datetime.fromtimestamp(moment, UTC).date(),
            origins=self.origins,
        )  # fmt: skip

    async def post(self, request: Request) -> Response:
        """Make a link, or revoke one."""
        return await self._posted(request, self._post)

    def _post(self, request: Request, form: FormData) -> Response:
        dossier = request.path_params["dossier"]
        self.frame.library.store.about(dossier)  # refused where there is none
        if text_of(form, "do", most=10) == "revoke":
            self.links.revoke(text_of(form, "link", most=40), dossier)
            return RedirectResponse(f"/d/{segment(dossier)}/share", 303)
        days = text_of(form, "days", most=6)
        if not (days.isascii() and days.isdigit()):
            raise InputError(f"{days!r} is no number of days", where="days", accepted=f"1 to {LONGEST // 86_400:.0f}")
        frozen = self.frame.library.store.now().isoformat() if text_of(form, "frozen", most=5) else ""
        token = self.links.make(
            dossier, now=time.time(), seconds=int(days) * 86_400.0, known_by=frozen, author=author_of(request, form),
            note=text_of(form, "note", most=200),
        )  # fmt: skip
        return self._page(request, token)

    def shared(self, request: Request) -> Response:
        """The brief of a link."""
        return self._open(request, lambda link: self._brief(link))

    def chart(self, request: Request) -> Response:
        """A chart of a link: a page to be framed, or a file."""
        return self._open(request, lambda link: self._chart(link, request.path_params["chart"]))

    def _open(self, request: Request, show) -> Response:  # type: ignore[no-untyped-def]
        link = self.links.find(request.path_params["token"], time.time())
        if link is None:
            return PlainTextResponse(_GONE, status_code=404, headers=_PRIVATE)
        try:
            answer: Response = show(link)
        except ComputingError:
            headers = {**_PRIVATE, "retry-after": "5", "refresh": "5"}
            return PlainTextResponse("It is being computed; this page asks again by itself.\n", 503, headers)
        except WhipcountError as error:
            return PlainTextResponse(f"{one_field(str(error))[:300]}\n", status_code=404, headers=_PRIVATE)
        answer.headers.update(_PRIVATE)
        return answer

    def _state(self, link: Link) -> State:
        return State(known_by=datetime.fromisoformat(link.known_by) if link.known_by else None)

    def _brief(self, link: Link) -> Response:
        html = brief_of(self.frame, link.dossier, self._state(link))
        return HTMLResponse(html, headers={"content-security-policy": page_policy(style())})

    def _chart(self, link: Link, wanted: str) -> Response:
        name, dot, ending = wanted.rpartition(".")
        opened = self.frame.library.open(link.dossier, self._state(link), over_time=True)
        chart = chart_file(opened.view, name if dot else wanted)
        if dot:
            return chart_response(chart, ending)
        ancestors = " ".join(self.origins) or "'none'"
        page = self.frame.environment.get_template("embed.html").render(title=chart.title, svg=chart.svg)
        return HTMLResponse(page, headers={"content-security-policy": chart_policy(ancestors)})
