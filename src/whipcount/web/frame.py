"""What all pages need: the templates, the state of an address, the frame around a page, its JSON and CSV twins."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import whipcount
from whipcount.briefs.render.html import make_environment
from whipcount.briefs.sections.evidence import evidence_anchor, stance_label
from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import plain
from whipcount.dossiers.pages import Page as Slice
from whipcount.errors import InputError
from whipcount.positions.stance.stance import Evidence, Stance
from whipcount.reports.formats.kind_names import ACCEPTED
from whipcount.text.fields import one_field
from whipcount.web.alerts import Alerts
from whipcount.web.library import Library
from whipcount.web.middleware.gate import Access, may_edit, user_of
from whipcount.web.middleware.security import COOKIE, Forms
from whipcount.web.opened import Opened, link_text
from whipcount.web.state import State, read_state, segment
from whipcount.web.table_renderers import csv_response, csv_stream, json_response, json_stream

T = TypeVar("T")
NAME = "whipcount-name"  # the cookie of the name that edits are signed with, where there are no accounts
PAGE = 50  # rows of a list on one page
MEMBER_COLUMNS = ("id", "name", "group", "label", "left", "pivotal", "since", "age_days", "source", "confidence")


@dataclass(frozen=True)
class Frame:
    """The library that is served and the tokens of its forms: what every page is given."""

    library: Library
    forms: Forms
    access: Access = field(default_factory=Access)
    alerts: Alerts | None = None
    shares: bool = False  # whether links can be made
    name_mark: str = field(default_factory=lambda: secrets.token_hex(20))  # stands in pages for the visitor's name

    @cached_property
    def environment(self) -> Environment:
        """The dashboard's templates, on top of those of the brief."""
        loaders = [PackageLoader("whipcount.web", "templates"), PackageLoader("whipcount.briefs", "templates")]
        env = make_environment(ChoiceLoader(loaders))
        env.globals["drawn"] = lambda svg: Markup(svg)  # noqa: S704  (a chart of our own, escaped inside)
        env.tests["overlong"] = lambda text: len(text) > 500
        env.globals.update(accepted_files=ACCEPTED)
        env.globals.update(Stance=Stance, stance_label=stance_label, segment=segment, evidence_anchor=evidence_anchor)
        return env

    def opened(self, request: Request, *, over_time: bool = False, forms: bool = False) -> tuple[Opened, State]:
        """The dossier that an address names, at the moment that it asks for.

        While the view of the newest revision is being made, it is that of the one before; ``request.state.shown``
        tells which. ``forms``: people enter something on the page, and its forms are for the newest revision even then.

        Raises:
            KeptBefore: the page of that revision is at hand as it was served.
        """
        state = read_state(request.query_params)
        library, dossier_id = self.library, request.path_params["dossier"]
        request.state.revision = library.store.revision(dossier_id)
        opened = library.open(dossier_id, state, over_time=over_time, or_before=True)
        newest = opened.revision == library.store.counted_revision(dossier_id)  # but for notes
        request.state.shown = request.state.revision if newest else opened.revision
        if not forms and request.state.shown in getattr(request.state, "at_hand", ()):
            raise KeptBefore
        return opened, state

    def patience(self, request: Request) -> float:
        """Seconds to wait for a part of a page: few where the page is at hand as it was served before."""
        return self.library.soon if getattr(request.state, "at_hand", ()) else self.library.patience

    def once(self, request: Request, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """A part of a page, made once for all who ask (:meth:`whipcount.web.library.Library.once`).

        Raises:
            ComputingError: it is being made; the page as it was served before is shown where there is one.
        """
        part: T = self.library.once(key, make, patience=self.patience(request))
        return part

    def page(
        self,
        request: Request,
        template: str,
        opened: Opened | None = None,
        state: State | None = None,
        *,
        status: int = 200,
        **values: Any,
    ) -> HTMLResponse:
        """A page of HTML, with the form token and the links that keep its state."""
        state = state or State()
        dossier = request.path_params.get("dossier")
        base = f"/d/{segment(dossier)}" if dossier else ""
        cookie = self.forms.cookie(request)
        path = request.url.path.removesuffix(".json").removesuffix(".csv")

        def to(place: str = "", **changes: object) -> str:
            return f"{base}{place}{state.moment.query(**changes)}"

        html = self.environment.get_template(template).render(
            request=request,
            dossier=dossier,
            base=base,
            path=path,
            state=state,
            opened=opened,
            view=opened.view if opened else None,
            form_revision=values.pop("form_revision", None) or getattr(request.state, "revision", ""),
            shown_revision=getattr(request.state, "shown", opened.revision if opened else ""),
            signs_as=self.name_mark,
            numbers=Numbers(opened),
            address=lambda anchor: to("/at/" + segment(anchor)),
            to=to,
            here=lambda **changes: path + state.query(**changes),
            token=self.forms.token(cookie),
            keeps=self.library.keeps,
            user=user_of(request),
            may_edit=may_edit(request),
            shares=self.shares,
            may_leave=self.access.accounts is not None,
            version=whipcount.__version__,
            **values,
        )
        response = HTMLResponse(html, status_code=status)
        if request.cookies.get(COOKIE) != cookie:
            self.set_cookie(request, response, cookie)
        return response

    def set_cookie(self, request: Request, response: Response, cookie: str) -> None:
        """Give a visitor the cookie that the tokens of its forms belong to."""
        secure = self.access.secure(request)
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=secure, path="/")

    def remember(self, request: Request, response: Response, name: str) -> None:
        """Keep the name that somebody signs with, for its next form."""
        secure = self.access.secure(request)
        response.set_cookie(
            NAME, quote(name[:100]), httponly=True, samesite="strict", secure=secure, path="/", max_age=31_536_000
        )

    @staticmethod
    def signs_as(request: Request) -> str:
        """The name that a visitor signed with last; empty where none is remembered."""
        name = unquote(request.cookies.get(NAME, ""))
        return one_field(name)[:100] if len(name) <= 400 else ""

    @staticmethod
    def faces(
        request: Request,
        content: Any,
        columns: Sequence[str],
        rows: Sequence[Mapping[str, Any]],
        name: str,
        *,
        whole: bool = False,
    ) -> Response | None:
        """The JSON or CSV twin that an address asks for, None where it asks for the page itself.

        ``whole``: long texts in the JSON are not cut.
        """
        wanted = ending(request)
        if wanted == "json":
            return json_response(content, whole=whole)
        return csv_response(columns, rows, name) if wanted == "csv" else None


Page = Callable[[Frame, Request], Response]


class KeptBefore(Exception):  # noqa: N818  (a signal to the keeper of pages, not an error of the project's tree)
    """The page need not be made: it is kept as it was served for the revision that would be shown."""


def streamed(
    request: Request, head: Mapping[str, Any], key: str, columns: Sequence[str], rows: Iterator[Mapping[str, Any]]
) -> Response | None:
    """The JSON or CSV twin of a list of any length, whole; None where the page itself is asked for."""
    wanted = ending(request)
    if wanted == "json":
        return json_stream(head, key, rows)
    return csv_stream(columns, rows, key) if wanted == "csv" else None


class Numbers(Mapping[str, str]):
    """How evidence is called in links, by its anchor: its speaker and day; worded when it is asked for."""

    def __init__(self, opened: Opened | None) -> None:
        self._opened = opened

    @cached_property
    def _by_anchor(self) -> Mapping[str, Evidence]:
        return self._opened.by_anchor if self._opened else {}

    def __getitem__(self, anchor: str) -> str:
        if self._opened is not None and self._opened.names is not None and anchor in self._opened.names:
            return self._opened.names[anchor]
        return link_text(self._by_anchor[anchor])

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_anchor)

    def __len__(self) -> int:
        return len(self._by_anchor)


def slice_page(items: Sequence[T], after: str | None, size: int) -> Slice[T]:
    """One page of a list that lies in memory; ``after``: how many come before, as the page before told it.

    Raises:
        InputError: ``after`` is no number of the list.
    """
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 10):
        raise InputError(
            f"{after[:40]!r} is no place in this list", where="after", accepted="what the page before gave"
        )
    at = int(after or 0)
    return Slice(tuple(items[at : at + size]), len(items), str(at + size) if at + size < len(items) else None)


def ending(request: Request) -> str:
    """``json`` or ``csv`` where the address ends so, else empty."""
    last = request.url.path.rsplit(".", 1)[-1]
    return last if last in ("json", "csv") else ""


def member_rows(view: BriefView) -> list[dict[str, Any]]:
    """The board as rows of a table."""
    return [plain(row) for row in view.members]
