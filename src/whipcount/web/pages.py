"""The pages that are read: each a function from a request to HTML, JSON or CSV, by the ending of its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

import whipcount
from whipcount.briefs.board import member_fragment
from whipcount.briefs.evidenceviews import evidence_anchor, report_id, stance_label
from whipcount.briefs.html import _finalize, equip, other_places, report_text, to_html
from whipcount.briefs.plain import visible
from whipcount.briefs.schema import plain
from whipcount.briefs.view import BriefView, Place
from whipcount.dossiers.queries import get_evidence, list_reports, list_statements
from whipcount.errors import DossierError
from whipcount.positions.stance import Stance
from whipcount.web.library import Library, Opened, with_statements
from whipcount.web.security import COOKIE, Forms
from whipcount.web.state import State, read_state, segment
from whipcount.web.tablefaces import csv_response, json_response
from whipcount.web.whatif import read_settings, what_if

PAGE = 50
MEMBER_COLUMNS = ("id", "name", "group", "label", "left", "pivotal", "since", "age_days", "source", "confidence")


@dataclass(frozen=True)
class Pages:
    """The pages of one library."""

    library: Library
    forms: Forms

    @cached_property
    def environment(self) -> Environment:
        """The dashboard's templates, on top of those of the brief."""
        loaders = [PackageLoader("whipcount.web", "templates"), PackageLoader("whipcount.briefs", "templates")]
        env = Environment(
            loader=ChoiceLoader(loaders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_finalize,
        )
        equip(env)
        env.globals.update(Stance=Stance, stance_label=stance_label, segment=segment, evidence_anchor=evidence_anchor)
        return env

    # -- all dossiers

    def index(self, request: Request) -> Response:
        """All dossiers: what is asked, the answer, who is left."""
        rows = []
        for dossier_id in self.library.store.ids():
            row: dict[str, Any] = {"id": dossier_id, "title": self.library.store.about(dossier_id).title}
            try:
                opened = self.library.open(dossier_id, State())
            except DossierError as error:
                row |= {"question": str(error), "answer": "", "as_of": None, "left": None, "chance": ""}
            else:
                view = opened.view
                row |= {
                    "question": view.question,
                    "answer": view.answer,
                    "as_of": view.as_of,
                    "left": view.rule.left.value,
                    "chance": view.forecast.probability.text if view.forecast else "",
                }
            rows.append(row)
        faces = ("id", "title", "question", "answer", "as_of", "left", "chance")
        return self._faces(request, rows, faces, rows, "dossiers") or self.page(request, "index.html", rows=rows)

    # -- one dossier

    def overview(self, request: Request) -> Response:
        """The dossier at a glance."""
        opened, state = self._opened(request, over_time=True)
        return self._faces(request, opened.view, MEMBER_COLUMNS, _members(opened.view), "overview") or self.page(
            request, "overview.html", opened, state
        )

    def members(self, request: Request) -> Response:
        """The board of members."""
        opened, state = self._opened(request)
        rows = _members(opened.view)
        return self._faces(request, opened.view.members, MEMBER_COLUMNS, rows, "members") or self.page(
            request, "members.html", opened, state
        )

    def member(self, request: Request) -> Response:
        """One member: where it stands, why, and all that bears on it."""
        opened, state = self._opened(request)
        wanted = request.path_params["member"]
        row = next((r for r in opened.view.members if r.id == wanted or member_fragment(r.id) == wanted), None)
        if row is None:
            known = ", ".join(r.id for r in opened.view.members[:60])
            raise DossierError(f"no member {wanted!r} on {opened.view.as_of}", accepted=known)
        items = [e for e in opened.gathered.evidence if e.member == row.id]
        items.sort(key=lambda e: (e.said_to, e.reported_on, e.id), reverse=True)
        columns = (
            "id",
            "variant",
            "stance",
            "said_from",
            "said_to",
            "reported_on",
            "authority",
            "speaker",
            "gist",
            "source",
        )
        rows = [{**plain(item), "authority": item.authority.name.lower()} for item in items]
        return self._faces(request, {"member": row, "evidence": items}, columns, rows, f"member-{row.id}") or self.page(
            request, "member.html", opened, state, row=row, items=items
        )

    def statements(self, request: Request) -> Response:
        """Statements, newest first, filtered and a page at a time."""
        opened, state = self._opened(request)
        day = opened.view.as_of
        page = list_statements(
            self.library.store,
            request.path_params["dossier"],
            after=state.after,
            limit=1000 if _ending(request) else PAGE,
            member=state.member,
            stance=state.stance,
            until=day,
            words=state.words,
        )
        columns = ("id", "report", "reported_on", "speaker", "for", "cue", "content", "stance", "variant", "source")
        rows = [_statement_row(row) for row in page.items]
        return self._faces(
            request, {"total": page.total, "next": page.next, "statements": rows}, columns, rows, "statements"
        ) or (self.page(request, "statements.html", opened, state, page=page))

    def reports(self, request: Request) -> Response:
        """Reports, newest first, a page at a time; the place to add one."""
        opened, state = self._opened(request)
        page = list_reports(
            self.library.store, request.path_params["dossier"], after=state.after, limit=PAGE, words=state.words
        )
        items = [r for r in page.items if r.published_on is None or r.published_on <= opened.view.as_of]
        columns = ("sha256", "name", "title", "publisher", "published_on", "statements")
        return self._faces(request, items, columns, [plain(r) for r in items], "reports") or self.page(
            request, "reports.html", opened, state, page=page, items=items
        )

    def report(self, request: Request) -> Response:
        """One report, with source, cue and content of each statement marked in its text."""
        opened, state = self._opened(request)
        report = self.library.store.report(request.path_params["dossier"], request.path_params["report"])
        if report.published_on and report.published_on > opened.view.as_of:
            raise DossierError(f"that report was published on {report.published_on}, after {opened.view.as_of}")
        gathered, statements = self.library.statements_of(request.path_params["dossier"], report, state)
        view = replace(opened.view, statements=statements)
        from whipcount.briefs.assemble import _report

        shown = _report(gathered, report)
        places: list[Place] = other_places(replace(view, reports=(shown,)))
        codings = {st.id: [e for e in gathered.evidence if e.statement == st.id] for st in statements}
        columns = ("number", "id", "speaker", "name", "office", "on_behalf_of", "kind", "said_on", "bearing")
        face = self._faces(
            request, {"report": shown, "statements": statements}, columns, [plain(s) for s in statements], "report"
        )
        return face or self.page(
            request,
            "report.html",
            opened,
            state,
            report=shown,
            statements=statements,
            codings=codings,
            text=report_text(shown, statements, places),
        )

    def evidence(self, request: Request) -> Response:
        """One piece of evidence: what was coded, by whom, what became of it; and the forms to correct it."""
        opened, state = self._opened(request)
        dossier_id = request.path_params["dossier"]
        wanted = request.path_params["evidence"]
        known = {evidence_anchor(e): e.id for e in opened.gathered.evidence}
        item = get_evidence(self.library.store, dossier_id, known.get(wanted, wanted))
        if item.reported_on > opened.view.as_of:
            raise DossierError(f"that was reported on {item.reported_on}, after {opened.view.as_of}")
        about = [e for e in opened.gathered.evidence if e.withdraws == item.id]
        columns = (
            "id",
            "member",
            "variant",
            "stance",
            "said_from",
            "said_to",
            "reported_on",
            "speaker",
            "gist",
            "source",
        )
        return self._faces(request, item, columns, [plain(item)], "evidence") or self.page(
            request, "evidence.html", opened, state, item=item, about=about
        )

    def forecast(self, request: Request) -> Response:
        """How likely, why, over time."""
        opened, state = self._opened(request, over_time=True)
        series = [plain(point) for point in opened.view.forecast.series] if opened.view.forecast else []
        columns = ("day", "probability", "low", "high", "because")
        return self._faces(request, opened.view.forecast, columns, series, "forecast") or self.page(
            request, "forecast.html", opened, state
        )

    def rule(self, request: Request) -> Response:
        """The rule, its members, and what it says on the positions of each variant."""
        opened, state = self._opened(request)
        return self._faces(request, opened.view.rule, MEMBER_COLUMNS, _members(opened.view), "rule") or self.page(
            request, "rule.html", opened, state
        )

    def what_if(self, request: Request) -> Response:
        """The count and the forecast with some positions set by hand."""
        opened, state = self._opened(request)
        settings = read_settings(request.query_params.getlist("set"), opened)
        changed = what_if(opened, settings) if settings else None
        rows = _members(changed.view) if changed else _members(opened.view)
        return self._faces(
            request, changed.view if changed else opened.view, MEMBER_COLUMNS, rows, "what-if"
        ) or self.page(request, "whatif.html", opened, state, settings=settings, changed=changed)

    def changes(self, request: Request) -> Response:
        """What changed since a day, and the dossier's own history."""
        opened, state = self._opened(request)
        history = self.library.store.changes(request.path_params["dossier"])[::-1]
        columns = ("day", "text", "evidence")
        return self._faces(
            request, opened.view.changes, columns, [plain(c) for c in opened.view.changes], "changes"
        ) or self.page(request, "changes.html", opened, state, history=history[:200])

    def brief(self, request: Request) -> Response:
        """The brief as one self-contained file, with all reports of the dossier (up to 40)."""
        opened, _ = self._opened(request, over_time=True)
        view = self.full(request.path_params["dossier"], opened)
        if _ending(request) == "json":
            return json_response(view)
        # The file carries its own policy by hash; the header must allow as much.
        from whipcount.briefs.html import page_policy, style

        return HTMLResponse(to_html(view), headers={"content-security-policy": page_policy(style())})

    def full(self, dossier_id: str, opened: Opened, *, most: int = 40) -> BriefView:
        """The whole view, statements and report texts included."""
        dossier = self.library.store.dossier(dossier_id, as_of=opened.view.as_of, known_by=opened.gathered.known_by)
        reports = tuple(sorted(dossier.reports, key=lambda r: (str(r.published_on or ""), r.name)))[-most:]
        found = []
        for report in reports:
            page = list_statements(self.library.store, dossier_id, report=report.sha256, limit=1000)
            found += [row.statement for row in page.items]
        from whipcount.briefs.assemble import assemble

        gathered = with_statements(opened.gathered, reports, found)
        return assemble(gathered, made_at=self.library.store.now().astimezone(UTC), version=whipcount.__version__)

    def feed(self, request: Request) -> Response:
        """The dossier's history as an Atom feed."""
        opened, _ = self._opened(request)
        history = self.library.store.changes(request.path_params["dossier"])[::-1][:50]
        base = str(request.base_url).rstrip("/")
        updated = history[0].recorded_at if history else datetime.combine(opened.view.as_of, time(), UTC)
        content = self.environment.get_template("feed.xml").render(
            view=opened.view, history=history, base=base, dossier=request.path_params["dossier"], updated=updated
        )
        return Response(content, media_type="application/atom+xml")

    def at(self, request: Request) -> Response:
        """From an anchor of the brief (a statement, a span, evidence, a fact) to the page that shows it."""
        dossier_id, anchor = request.path_params["dossier"], request.path_params["anchor"]
        state = read_state(request.query_params)
        base = f"/d/{segment(dossier_id)}"
        if anchor.startswith("s-"):
            statement = "-".join(anchor.split("-")[:2])
            for item in self.library.store.evidence(dossier_id):
                if item.statement == statement and item.report:
                    return RedirectResponse(
                        f"{base}/reports/{item.report}{state.moment.query()}#{segment(anchor)}", 303
                    )
            raise DossierError(f"no statement {statement!r}", where=dossier_id)
        if anchor.startswith("e-"):
            return RedirectResponse(f"{base}/evidence/{segment(anchor)}{state.moment.query()}", 303)
        return RedirectResponse(f"{base}{state.moment.query()}#{segment(anchor)}", 303)

    # -- what all pages need

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
            numbers=_numbers(opened) if opened else {},
            address=lambda anchor: to("/at/" + segment(anchor)),
            to=to,
            here=lambda **changes: path + state.query(**changes),
            token=self.forms.token(cookie),
            keeps=self.library.keeps,
            version=whipcount.__version__,
            **values,
        )
        response = HTMLResponse(html, status_code=status)
        if request.cookies.get(COOKIE) != cookie:
            response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
        return response

    def _opened(self, request: Request, *, over_time: bool = False) -> tuple[Opened, State]:
        state = read_state(request.query_params)
        return self.library.open(request.path_params["dossier"], state, over_time=over_time), state

    @staticmethod
    def _faces(
        request: Request, content: Any, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], name: str
    ) -> Response | None:
        ending = _ending(request)
        if ending == "json":
            return json_response(content)
        return csv_response(columns, rows, name) if ending == "csv" else None


def _ending(request: Request) -> str:
    ending = request.url.path.rsplit(".", 1)[-1]
    return ending if ending in ("json", "csv") else ""


def _members(view: BriefView) -> list[dict[str, Any]]:
    return [plain(row) for row in view.members]


def _numbers(opened: Opened) -> dict[str, str]:
    """How evidence is called in links: by its speaker and day."""
    return {
        evidence_anchor(e): visible(f"{e.speaker or e.source or 'record'}, {e.said_to:%d %b %Y}")
        for e in opened.gathered.evidence
    }


def _statement_row(row: Any) -> dict[str, Any]:
    st = row.statement
    coded = [e for e in row.evidence if e.stance is not None]
    return {
        "id": st.id,
        "report": row.report_name,
        "report_sha256": st.report,
        "reported_on": st.reported_on,
        "speaker": (st.speaker.name or st.speaker.text) if st.speaker else row.source,
        "for": st.speaker.on_behalf_of if st.speaker else None,
        "source": row.source,
        "cue": row.cue,
        "content": row.content,
        "stance": [e.stance.value for e in coded],
        "variant": [e.variant for e in coded],
        "spans": {"source": st.source, "cue": st.cue, "content": st.content},
    }


Handler = Callable[[Request], Response]
__all__ = ["Handler", "Pages", "report_id"]
