"""What people noted, as pages show it: on the rows of a list, chosen by tag and assignee, and what it is noted on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from whipcount.dossiers.annotating import noted
from whipcount.dossiers.annotation import About, Noted
from whipcount.dossiers.queries import get_evidence, statements_of_ids
from whipcount.dossiers.report_lists import report_titles
from whipcount.dossiers.store import Store
from whipcount.web.opened import Opened
from whipcount.web.state import State

MOST_WORDS = 120  # characters of what a thing is called


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on the things of one kind in a dossier: by id, and the tags and names that there are to choose by."""

    by_id: Mapping[str, Noted]
    tags: tuple[str, ...]
    assignees: tuple[str, ...]

    def cells(self, key: str) -> dict[str, Any]:
        """The columns of a list's JSON and CSV for one row."""
        item = self.by_id.get(key)
        return {
            "tags": list(item.tag_names) if item else [],
            "assignee": item.assignee if item else "",
            "notes": [signed.annotation.value for signed in item.notes] if item else [],
        }


COLUMNS = ("tags", "assignee", "notes")


def marks_of(store: Store, dossier_id: str, state: State, *kinds: About) -> Marks:
    """What stands on these kinds of things, as known by the state's instant."""
    items = [item for kind in kinds for item in noted(store, dossier_id, about=kind, known_by=state.known_by)]
    return Marks(
        {item.target.id: item for item in items},
        tuple(sorted({name for item in items for name in item.tag_names})),
        tuple(sorted({item.assignee for item in items if item.assignee}, key=str.casefold)),
    )


def chosen_of(store: Store, dossier_id: str, state: State, *kinds: About) -> frozenset[str] | None:
    """The ids of what bears the state's tag and is looked into by its assignee; None where it asks for neither.

    Raises:
        DossierError: the tag is none.
    """
    if not state.tag and not state.assignee:
        return None
    return frozenset(
        item.target.id
        for kind in kinds
        for item in noted(
            store, dossier_id, about=kind, tag=state.tag, assignee=state.assignee, known_by=state.known_by
        )
    )


def called(store: Store, dossier_id: str, opened: Opened, items: Iterable[Noted]) -> dict[str, str]:
    """What the things that are noted on are called, by id: a name, a title, or the words."""
    wanted: dict[About, list[str]] = {kind: [] for kind in About}
    for item in items:
        wanted[item.target.about].append(item.target.id)
    names = report_titles(store, dossier_id, wanted[About.REPORT])
    names |= {row.id: row.name for row in opened.view.members}
    for row in statements_of_ids(store, dossier_id, wanted[About.STATEMENT]):
        speaker = row.statement.speaker
        who = (speaker.name or speaker.text) if speaker else row.source
        names[row.statement.id] = f"{who or 'nobody named'}: {row.content}"
    for key in wanted[About.RECORD]:
        record = get_evidence(store, dossier_id, key)
        names[key] = f"{record.speaker or record.source or 'record'}: {record.gist}"
    return {key: text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1] + "…" for key, text in names.items()}
