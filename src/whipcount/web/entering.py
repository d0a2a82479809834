"""What people bring in through the pages: one position, a whip count from a spreadsheet, a new dossier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import escape
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.analysis.entering import effect_of
from whipcount.analysis.opening import proposal_of, stored
from whipcount.bodies.catalogue import body_names
from whipcount.dossiers import edits
from whipcount.dossiers.consistency import member_id
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.entries import entry
from whipcount.dossiers.exchange.sheets import MOST_ROWS, Sheet, read_sheets
from whipcount.dossiers.exchange.whip_table import SKIP, Answer, entries_of, read_whip_table, whip_sheet
from whipcount.dossiers.new_dossier import dossier_of_report, new_dossier, slug
from whipcount.dossiers.whip_reading import reading_for
from whipcount.errors import InputError, StaleError, WhipcountError
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.stance.stance import Authority, Stance
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of
from whipcount.web.form_fields import MOST_TEXT, MOST_WORDS, author_of, revision_of, text_of
from whipcount.web.frame import Frame, Page
from whipcount.web.posts import Posts
from whipcount.web.report_intake import add_report, given_report
from whipcount.web.state import segment

MOST_FIELDS = 4 * MOST_ROWS  # of a preview: three answers for each row
_NOTHING = dict.fromkeys(("title", "body", "decision", "candidate", "note", "published", "text"), "")
_COLUMNS = ("member", "name", "stance", "date", "source", "speaker", "note", "condition")
MOST_WEB_ROWS = 1_000  # of a whip count that is shown on a page; the command takes larger ones


def page(frame: Frame, request: Request) -> Response:
    """The forms by which positions come in; as CSV and JSON a whip count to fill in, with a row for each member."""
    opened, state = frame.opened(request, forms=True)
    today = frame.library.store.now().date()
    rows = [dict.fromkeys(_COLUMNS, "") | {"member": row.id, "name": row.name} for row in opened.view.members]
    return frame.faces(request, rows, _COLUMNS, rows, "whip-count") or frame.page(
        request, "enter.html", opened, state, authorities=Authority, today=today
    )


def back_to_enter(frame: Frame, request: Request) -> Response:  # noqa: ARG001  (as every page is called)
    """Where a preview was shown, nothing lies: it was never stored."""
    return RedirectResponse(f"/d/{segment(request.path_params['dossier'])}/enter", 303)


def new_page(frame: Frame, request: Request) -> Response:
    """The form by which a dossier is started."""
    return frame.page(request, "new.html", bodies=_bodies(), given=_NOTHING, problem="")


@dataclass(frozen=True)
class Entering(Posts):
    """The posts that bring something in."""

    async def position(self, request: Request) -> Response:
        """Enter one position."""
        return await self._posted(request, self._position)

    def _position(self, request: Request, form: FormData) -> Response:
        store, key = self.frame.library.store, request.path_params["dossier"]
        about = store.about(key)
        proposal = proposal_of(about, key)
        day = day_of(text_of(form, "on", most=10), "on")
        if day is None or day > store.now().date():
            raise InputError("no day, or one to come", where="on", accepted="the day on which it was said")
        position = entry(
            member_id(text_of(form, "member", most=100), proposal, about.own_body, where="member"),
            _stance(text_of(form, "stance", most=40)),
            day,
            variant=_variant(text_of(form, "variant", most=100), proposal.asked.id, [v.id for v in proposal.variants]),
            source=text_of(form, "source"), speaker=text_of(form, "speaker"), note=text_of(form, "note"),
            condition=text_of(form, "condition"), authority=_authority(text_of(form, "authority", most=40)),
        )  # fmt: skip
        try:
            edits.enter(store, key, position, author=author_of(request, form), expected=revision_of(form))
        except StaleError:
            return self._stale(request)
        return self._back(request, f"/members/{segment(position.member or '')}")

    async def whip_count(self, request: Request) -> Response:
        """Show a whip count as it is understood, or store what was confirmed of it."""
        return await self._posted_file(request, self._whip_count, fields=MOST_FIELDS)

    def _whip_count(self, request: Request, form: FormData, data: bytes | None, filename: str) -> Response:
        store, key = self.frame.library.store, request.path_params["dossier"]
        sheet = _sheet(form, data, filename)
        about = store.about(key)
        proposal = proposal_of(about, key)
        day_first = {"day": True, "month": False}.get(text_of(form, "day_first", most=10))
        day = day_of(text_of(form, "on", most=10), "on")
        how = reading_for(
            about, today=store.now().date(), day=day, day_first=day_first, answers=_answers(form, sheet)
        )  # fmt: skip
        table = read_whip_table(sheet, how)
        source, revision = text_of(form, "source") or sheet.name, store.revision(key)
        shown_revision = revision_of(form)
        confirmed = text_of(form, "do", most=10) == "store"
        rows = table.ready(guesses=not confirmed)
        entries = entries_of(
            rows, variant=proposal.asked.id, source=source, authority=_authority(text_of(form, "authority", most=40))
        )
        if confirmed:
            if not entries:
                raise InputError("no row is understood", where=sheet.name, accepted="answers to what is not clear")
            note = f"{sheet.name}: {len(entries)} of {len(table.rows)} rows"
            try:
                store.add_evidence(
                    key, entries, action="import", author=author_of(request, form), note=note, expected=shown_revision,
                    stamped=True,
                )  # fmt: skip
            except StaleError:
                return self._stale(request)
            return self._back(request, "/members")
        opened, state = self.frame.opened(request)
        effect = effect_of(stored(store, key, known=self.frame.library.evidence_cache(key)), entries)
        body = deciding_body(proposal, about.own_body)
        return self.frame.page(
            request, "whip-count.html", opened, state, table=table, effect=effect,
            revision_shown=shown_revision or revision,
            raw=escape(json.dumps([[line, list(cells)] for line, cells in sheet.rows])), sheet=sheet, source=source,
            day=day, day_first=text_of(form, "day_first", most=10), authority=text_of(form, "authority", most=40),
            author=text_of(form, "author", most=100), skip=SKIP, body_members=body.members(store.now().date()),
            ready=len({e.id for e in entries} - effect.known), names={m.id: m.name for m in body.all_members},
            unheard=[(item, effect.unheard[item.id]) for item in entries if item.id in effect.unheard],
        )  # fmt: skip

    async def new(self, request: Request) -> Response:
        """Start a dossier."""
        return await self._posted_file(request, self._new)

    def _new(self, request: Request, form: FormData, data: bytes | None, filename: str) -> Response:
        store = self.frame.library.store
        fields = {name: text_of(form, name) for name in ("title", "body", "decision", "candidate", "published", "note")}
        try:
            made, report = self._started(form, fields, data, filename)
            store.create(made, author=author_of(request, form))
        except WhipcountError as error:
            return self.frame.page(
                request, "new.html", status=400, bodies=_bodies(), given={**fields, "text": _shown_again(form)},
                problem=str(error),
            )  # fmt: skip
        if report is not None:
            add_report(store, made.id, report, author=author_of(request, form))
        return RedirectResponse(f"/d/{segment(made.id)}", 303)

    def _started(
        self, form: FormData, given: Mapping[str, str], data: bytes | None, filename: str
    ) -> tuple[Dossier, Any]:
        """The dossier, and the report that it was read from."""
        store = self.frame.library.store
        taken = set(store.ids())
        text = text_of(form, "text", most=MOST_TEXT)
        report = None
        if data is not None or text.strip():
            report = given_report(
                data if data is not None else text, name=filename or "pasted report",
                day=day_of(given["published"][:10], "published"), today=store.now().date(),
            )  # fmt: skip
        if given["body"]:
            if not given["title"]:
                raise InputError("no title is given", where="title", accepted="what is to be decided, in a few words")
            dossier = new_dossier(
                given["title"], given["body"], dossier_id=slug(given["title"], taken), decision=given["decision"],
                candidate=given["candidate"] or None, note=given["note"], where="new dossier",
            )  # fmt: skip
        elif report is not None:
            proposed = dossier_of_report(report, title=given["title"], note=given["note"])
            dossier = Dossier(slug(proposed.title, taken), proposed.title, proposed.proposal, note=proposed.note)
        else:
            raise InputError(
                "neither a body nor a report", where="new dossier",
                accepted="a title and the body that decides; or a report that tells what is decided",
            )  # fmt: skip
        return dossier, report


def _sheet(form: FormData, data: bytes | None, filename: str) -> Sheet:
    """The table of an upload, of a pasted text, or of a preview that comes back with its answers."""
    raw = form.get("table")
    if isinstance(raw, str) and raw and data is None:
        return _sheet_again(raw, text_of(form, "name", most=300) or "whip count")
    text = form.get("text")
    if data is None and (not isinstance(text, str) or not text.strip()):
        raise InputError("no table is given", where="file", accepted="a .csv or .xlsx file, or pasted rows")
    sheets = read_sheets(data if data is not None else str(text).encode("utf-8", "replace"), filename or "pasted table")
    sheet = whip_sheet(sheets) or sheets[0]
    if len(sheet.rows) > MOST_WEB_ROWS:
        raise InputError(f"{len(sheet.rows):,} rows", where=sheet.name, accepted=f"up to {MOST_WEB_ROWS:,} on a page")
    return sheet


def _sheet_again(raw: str, name: str) -> Sheet:
    try:
        rows = json.loads(raw)
        cells_by_line = tuple(
            (int(line), tuple(one_field(str(cell))[:4_000] for cell in cells)) for line, cells in rows
        )
    except (ValueError, TypeError, RecursionError):
        raise InputError("the table of the preview came back damaged", where=name, accepted="the file again") from None
    if len(cells_by_line) > MOST_WEB_ROWS:
        raise InputError(f"{len(cells_by_line):,} rows", where=name, accepted=f"up to {MOST_WEB_ROWS:,}")
    return Sheet(name, cells_by_line)


def _answers(form: FormData, sheet: Sheet) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    for line, _ in sheet.rows:
        member = text_of(form, f"member-{line}", most=100)
        stance = text_of(form, f"stance-{line}", most=40)
        day = text_of(form, f"day-{line}", most=10)
        if member or stance or day:
            answered_day: date | None = day_of(day, f"line {line}")
            answers[line] = Answer(member, _stance(stance) if stance else None, answered_day)
    return answers


def _stance(text: str) -> Stance:
    try:
        return Stance(text)
    except ValueError:
        accepted = ", ".join(stance.value for stance in Stance)
        raise InputError(f"no stance {text!r}", where="stance", accepted=accepted) from None


def _authority(text: str) -> Authority:
    names = {authority.name.lower(): authority for authority in Authority}
    if text and text not in names:
        raise InputError(f"no authority {text!r}", where="authority", accepted=", ".join(names))
    return names.get(text, Authority.HEAD)


def _variant(text: str, usual: str, known: list[str]) -> str:
    if text and text not in known:
        raise InputError(f"no variant {text!r}", where="variant", accepted=", ".join(known))
    return text or usual


def _shown_again(form: FormData) -> str:
    """A pasted text that goes back into its field: a long one does not, since a field must come back whole or not."""
    text = str(form.get("text") or "")
    return text if len(text) <= MOST_WORDS else ""


def _bodies() -> list[tuple[str, str]]:
    return sorted(((names.id, names.name) for names in body_names()), key=lambda pair: pair[1])


PAGES: dict[str, Page] = {"/d/{dossier}/enter": page}
