"""Human work in the pages: each post is one edit of the store, signed, on the revision that its page showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

import whipcount
from whipcount.analysis.cases import case_of_store
from whipcount.analysis.forecast import outlook_of_case, told_ending
from whipcount.dossiers import edits, report_edits
from whipcount.dossiers.queries import get_evidence
from whipcount.dossiers.report_reader import usual_reader
from whipcount.errors import DossierError, InputError, StaleError, StoreError
from whipcount.forecasts.record import to_seal
from whipcount.positions.stance.stance import Stance
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of
from whipcount.web.form_fields import MOST_TEXT, author_of, revision_of, text_of
from whipcount.web.posts import Posts
from whipcount.web.report_intake import Upload, add_report, given_report, read_upload, take_all
from whipcount.web.state import State, segment

MOST_QUEUED = 60  # codings that one post of the queue speaks of
MOST_MERGED = 20  # pieces of evidence that one edit joins


@dataclass(frozen=True)
class Edits(Posts):
    """The posts that correct, seal, mark and add."""

    async def evidence(self, request: Request) -> Response:
        """Correct, confirm, reject, settle a condition of, merge, or undo one piece of evidence."""
        return await self._posted(request, self._evidence)

    def _evidence(self, request: Request, form: FormData) -> Response:
        store = self.frame.library.store
        dossier_id, evidence_id = request.path_params["dossier"], request.path_params["evidence"]
        action = text_of(form, "action", most=20)
        common: dict[str, Any] = {
            "author": author_of(request, form),
            "expected": revision_of(form),
        }
        shown = get_evidence(store, dossier_id, evidence_id)
        reason = text_of(form, "reason")
        before = self.frame.library.standing(dossier_id)
        if action in ("correct", "reject", "condition") and not reason:
            raise InputError("no reason is given", where="reason", accepted="why, in a few words")
        try:
            if action == "correct":
                stance = text_of(form, "stance", most=40)
                if stance and stance not in {s.value for s in Stance}:
                    raise InputError(
                        f"no stance {stance!r}", where="stance", accepted=", ".join(s.value for s in Stance)
                    )
                member = text_of(form, "member", most=100) or None
                added = edits.correct(
                    store,
                    dossier_id,
                    evidence_id,
                    stance=Stance(stance) if stance else None,
                    reason=reason,
                    member=member,
                    variant=text_of(form, "variant", most=100) or None,
                    said=day_of(text_of(form, "said", most=10), "said"),
                    **common,
                )
            elif action == "confirm":
                added = edits.confirm(store, dossier_id, evidence_id, reason=reason or "confirmed", **common)
            elif action == "reject":
                added = edits.reject(store, dossier_id, evidence_id, reason=reason, **common)
            elif action == "condition":
                day = day_of(text_of(form, "on", most=10), "on")
                if day is None:
                    raise InputError("no day is given", where="on", accepted="a day such as 2024-11-29")
                met = text_of(form, "met", most=5) != "no"
                condition = text_of(form, "condition")
                added = edits.settle(
                    store, dossier_id, evidence_id, condition=condition, on=day, met=met, reason=reason, **common
                )
            elif action == "merge":
                others = tuple(_picked(form, "with"))
                if not others:
                    raise InputError("nothing is picked", where="with", accepted="what tells of the same utterance")
                added = edits.merge(
                    store, dossier_id, (evidence_id, *others), reason=reason or "one utterance", **common
                )
            elif action == "undo":
                added = edits.undo(store, dossier_id, evidence_id, reason=reason or "undone", **common)
            else:
                raise InputError(f"no action {action!r}", accepted="correct, confirm, reject, condition, merge, undo")
        except StaleError:
            return self._stale(request)
        except DossierError as error:
            if isinstance(error, StoreError) or action not in ("correct", "condition"):
                raise
            # the evidence is there: what the form says of it cannot be
            raise InputError(error.problem, where=error.where, accepted=error.accepted) from None
        self.frame.library.entered(dossier_id, added.revision, before)
        place = text_of(form, "back", most=10)
        # what was entered stands against the coding in the end, and there its undo is
        root = evidence_id if action == "reject" else edits.root_of(store, dossier_id, shown).id
        back = "/changes" if place == "changes" else f"/evidence/{segment(evidence_id if root == shown.id else root)}"
        answer = self._back(request, back, saved=added.revision)
        return self._named(request, answer, common["author"])

    async def forecast(self, request: Request) -> Response:
        """Put the forecast as of the page's day on record, sealed."""
        return await self._posted(request, self._forecast)

    def _forecast(self, request: Request, form: FormData) -> Response:
        store, dossier_id = self.frame.library.store, request.path_params["dossier"]
        author, note = author_of(request, form), text_of(form, "note", most=500)
        day = day_of(text_of(form, "on", most=10), "on")
        if day is None:
            raise InputError("no day is given", where="on", accepted="a day such as 2024-11-29")
        now = store.now()
        case = case_of_store(store, dossier_id, known_by=now)
        kept_by = max([now, *(item.recorded_at for item in case.evidence)])
        if ended := told_ending(case, day, kept_by):
            raise InputError(f"nothing is forecast: {ended}", where="on", accepted="a day before it ended")
        outlook = outlook_of_case(case, day, kept_by, by=None, settings={})
        try:
            store.add_forecast(
                dossier_id,
                to_seal(outlook, version=whipcount.__version__, made_at=now, note=note),
                author=author,
                expected=revision_of(form),
            )
        except StaleError:
            return self._stale(request)
        return self._named(request, self._back(request, "/record"), author)

    async def queue(self, request: Request) -> Response:
        """Say right or wrong of several codings at once."""
        return await self._posted(request, self._queue, fields=MOST_QUEUED * 2 + 10)

    def _queue(self, request: Request, form: FormData) -> Response:
        store, dossier_id = self.frame.library.store, request.path_params["dossier"]
        author, expected = author_of(request, form), revision_of(form)
        reason = text_of(form, "reason") or "looked through the queue"
        marks = [(key.removeprefix("do-"), value) for key, value in form.multi_items() if key.startswith("do-")]
        chosen = [(key, value) for key, value in marks if value in ("right", "wrong")]
        if not chosen:
            raise InputError("nothing is marked", where="queue", accepted="right or wrong beside a coding")
        if len(chosen) > MOST_QUEUED:
            raise InputError(f"{len(chosen)} marked", where="queue", accepted=f"at most {MOST_QUEUED}")
        for key, _ in chosen:
            get_evidence(store, dossier_id, key)  # all are there before anything is written
        before = self.frame.library.standing(dossier_id)
        revision = 0
        try:
            for key, value in chosen:
                act = edits.confirm if value == "right" else edits.reject
                revision = act(store, dossier_id, key, reason=reason, author=author, expected=expected).revision
                expected = revision
        except StaleError:
            return self._stale(request)
        self.frame.library.entered(dossier_id, revision, before)
        return self._named(request, self._back(request, "/queue", saved=revision), author)

    async def report(self, request: Request) -> Response:
        """Add a report by paste or upload."""
        return await self._posted_file(request, self._report)

    def _report(self, request: Request, form: FormData, data: bytes | None, filename: str) -> Response:
        day = day_of(text_of(form, "published", most=10), "published")
        publisher = text_of(form, "publisher", most=200) or None
        if data is not None:
            upload = read_upload(data, filename)
            if len(upload.reports) + len(upload.problems) > 1:
                return self._many(request, form, upload, filename, day, publisher)
        report = given_report(
            data if data is not None else text_of(form, "text", most=MOST_TEXT),
            name=filename if data is not None else text_of(form, "name", most=200) or "pasted report",
            day=day,
            today=self.frame.library.store.now().date(),
            title=text_of(form, "title", most=300) or None,
            publisher=publisher,
        )
        if report.day is None and not text_of(form, "undated", most=5):
            raise InputError(
                "the report does not tell its day, and without one its words count on no day",
                where="published",
                accepted="the day of publication; or tick that it is not known",
            )
        try:
            added = add_report(
                self.frame.library.store,
                request.path_params["dossier"],
                report,
                author=author_of(request, form),
                expected=revision_of(form),
            )
        except StaleError:
            return self._stale(request)
        if not added.new:
            place = f"/reports/{report.sha256}"
            if day is not None and report.day == day and self._redate(request, form, report.sha256, day):
                return self._back(request, place)
            text = "The dossier has this report already: nothing was added, and nothing was read anew."
            held = self.frame.library.store.report_day(request.path_params["dossier"], report.sha256)[1]
            if (day or report.day) not in (None, held):
                text += f" It has it as published on {held or 'no day'}: its own page is where to change that."
            return self.frame.page(request, "problem.html", title="Already there", problem=text)
        return self._back(request, f"/reports/{report.sha256}")

    def _many(
        self, request: Request, form: FormData, upload: Upload, filename: str, day: date | None, publisher: str | None
    ) -> Response:
        """A file of many reports: all are added, and what became of each is shown."""
        try:
            taken = list(
                take_all(
                    self.frame.library.store, request.path_params["dossier"], upload, day=day, publisher=publisher,
                    undated=bool(text_of(form, "undated", most=5)), author=author_of(request, form),
                    expected=revision_of(form),
                )
            )  # fmt: skip
        except StaleError:
            return self._stale(request)
        opened = self.frame.library.open(request.path_params["dossier"], State())
        return self.frame.page(request, "uploaded.html", opened, State(), taken=taken, filename=filename)

    async def report_edit(self, request: Request) -> Response:
        """Date a report anew, take it out, or take either back."""
        return await self._posted(request, self._report_edit)

    def _report_edit(self, request: Request, form: FormData) -> Response:
        store, dossier_id = self.frame.library.store, request.path_params["dossier"]
        sha256 = store.report(dossier_id, request.path_params["report"], removed_too=True).sha256
        action, reason = text_of(form, "action", most=20), text_of(form, "reason")
        common: dict[str, Any] = {"author": author_of(request, form), "expected": revision_of(form)}
        try:
            if action == "redate":
                day = day_of(text_of(form, "published", most=10), "published")
                if day is None:
                    raise InputError("no day is given", where="published", accepted="a day such as 2024-11-29")
                report_edits.redate(store, dossier_id, sha256, day, reader=usual_reader(), reason=reason, **common)
            elif action == "remove":
                if not reason:
                    raise InputError("no reason is given", where="reason", accepted="why, in a few words")
                report_edits.remove(store, dossier_id, sha256, reason=reason, **common)
            elif action == "undo":
                report_edits.undo(store, dossier_id, sha256, reader=usual_reader(), reason=reason, **common)
            else:
                raise InputError(f"no action {action!r}", accepted="redate, remove, undo")
        except StaleError:
            return self._stale(request)
        return self._back(request, f"/reports/{sha256}")

    def _redate(self, request: Request, form: FormData, sha256: str, day: date) -> bool:
        """Whether a report that is there was dated anew, as somebody says who adds it again."""
        store, dossier_id = self.frame.library.store, request.path_params["dossier"]
        author = author_of(request, form)
        return report_edits.redate(store, dossier_id, sha256, day, reader=usual_reader(), author=author).new


def _picked(form: FormData, name: str) -> list[str]:
    """The ids that were ticked."""
    values = [text for value in form.getlist(name) if isinstance(value, str) and (text := one_field(value))]
    if len(values) > MOST_MERGED or any(len(value) > 160 for value in values):
        raise InputError(f"{len(values)} picked", where=name, accepted=f"at most {MOST_MERGED} ids")
    return values
