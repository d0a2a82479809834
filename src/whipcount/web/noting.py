"""What people note through the pages: words, tags, who looks into it; or take one of these back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from whipcount.dossiers import annotating
from whipcount.dossiers.annotation import About, Target
from whipcount.errors import InputError, StaleError
from whipcount.text.fields import one_field
from whipcount.web.form_fields import author_of, revision_of, text_of
from whipcount.web.posts import Posts
from whipcount.web.state import segment

MOST_TAGS = 20  # of one thing, from one form


@dataclass(frozen=True)
class Noting(Posts):
    """The posts that note something."""

    async def notes(self, request: Request) -> Response:
        """Note words, tags and who looks into one thing, or take a note, tag or assignment back."""
        return await self._posted(request, self._notes)

    def _notes(self, request: Request, form: FormData) -> Response:
        store, dossier_id = self.frame.library.store, request.path_params["dossier"]
        author = author_of(request, form)
        action = text_of(form, "action", most=20)
        if action == "undo":
            annotating.undo(store, dossier_id, text_of(form, "annotation", most=64), author=author)
        elif action == "note":
            kind = text_of(form, "about", most=20)
            if kind not in set(About):
                raise InputError(f"no kind {kind!r}", where="about", accepted=", ".join(About))
            target = Target(About(kind), text_of(form, "target", most=160))
            words = form.get("words") or ""
            if not isinstance(words, str) or len(words) > annotating.MOST_NOTE:
                raise InputError(
                    "the note is too long", where="words", accepted=f"at most {annotating.MOST_NOTE:,} characters"
                )
            had, has = _tags(form, "tags_shown"), _tags(form, "tags")
            who, was = (text_of(form, name, most=annotating.MOST_NAME) for name in ("assignee", "assignee_shown"))
            try:
                if who != was:
                    annotating.assign(store, dossier_id, target, who, author=author, expected=revision_of(form))
            except StaleError:
                return self._stale(request)
            if one_field(words):
                annotating.note(store, dossier_id, target, words, author=author)
            for name in has:
                annotating.tag(store, dossier_id, target, name, author=author)
            for name in set(had) - set(has):
                annotating.untag(store, dossier_id, target, name, author=author)
        else:
            raise InputError(f"no action {action!r}", accepted="note, undo")
        return self._named(request, self._there(request, form), author)

    def _there(self, request: Request, form: FormData) -> Response:
        """Back to the page that the form stood on: of the thing itself, of all notes, or the history."""
        back, at = text_of(form, "back", most=10), text_of(form, "at", most=160)
        places = {
            "evidence": f"/evidence/{segment(at)}",
            "report": f"/reports/{segment(at)}",
            "member": f"/members/{segment(at)}",
            "changes": "/changes",
        }
        if back in places:
            return self._back(request, places[back])
        asked = {name: at if name == "target" else text_of(form, name, most=160) for name in ("about", "target")}
        return self._back(request, "/notes", **(asked if back == "one" else {}))


def _tags(form: FormData, name: str) -> list[str]:
    """The tags of a field, separated by commas.

    Raises:
        DossierError: one that is none.
        InputError: too many.
    """
    names = [annotating.tag_name(part) for part in text_of(form, name).split(",") if one_field(part)]
    if len(names) > MOST_TAGS:
        raise InputError(f"{len(names)} tags", where=name, accepted=f"at most {MOST_TAGS}")
    return list(dict.fromkeys(names))
