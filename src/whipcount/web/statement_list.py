"""The list of the page of statements: all that was read and all that was entered, in one order, as the filters ask.

Statements lie in the store and come a page at a time; records (votes, deposits, what people entered) are among the
evidence that is counted. What the drawing above the list shows is in the list; what is only in the list says nothing of
what is to be decided.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from whipcount.dossiers.annotation import About
from whipcount.dossiers.pages import MAX_PAGE, Page, place_in_list
from whipcount.dossiers.queries import (
    StatementRow,
    list_statements,
    present_statements,
    statements_of_ids,
    statements_with,
)
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Evidence
from whipcount.web.desk_notes import Marks, chosen_of, marks_of
from whipcount.web.opened import Opened
from whipcount.web.state import State
from whipcount.web.timelines import Timeline, To, fitting, noted_at, reported_days, timeline

COLUMNS = (
    "id", "kind", "report", "reported_on", "speaker", "for", "member", "cue", "content", "stance", "variant", "source",
)  # fmt: skip

Row = StatementRow | Evidence
"""A statement, or a record that is no statement of a report."""


@dataclass(frozen=True)
class StatementList:
    """What a state asks for, of one dossier at its moment."""

    store: Store
    dossier_id: str
    opened: Opened
    state: State

    def page(self, after: str | None, limit: int) -> Page[Row]:
        """One page, newest first; ``after``: ``Page.next`` of the one before.

        Raises:
            DossierError: ``after`` is no place in the list.
        """
        limit = max(1, min(limit, MAX_PAGE))
        return self._of_coded(after, limit) if self._narrowed else self._of_all(after, limit)

    def rows(self, after: str | None = None) -> Iterator[Row]:
        """All of them, a page at a time."""
        while True:
            page = self.page(after, MAX_PAGE)
            yield from page.items
            after = page.next
            if after is None:
                return

    def drawing(self, to: To) -> Timeline:
        """The timeline above the list, of the same filters; without any it is made once for all pages of the list."""
        if self._unfiltered:
            return self.opened.once("drawing", lambda: self._drawn(to))
        return self._drawn(to)

    def _drawn(self, to: To) -> Timeline:
        return timeline(
            self.opened.analysis, self.opened.said, self.state, to, order=self._order, statements=self._with_words,
            chosen=self._chosen, days=self._days,
        )  # fmt: skip

    @property
    def _narrowed(self) -> bool:
        """Whether only what says something of a member, or of a stance, is asked for."""
        return self.state.member is not None or self.state.stance is not None

    @property
    def _unfiltered(self) -> bool:
        return replace(self.state, after=None, since=None) == self.state.moment

    @property
    def _order(self) -> list[str]:
        return [row.id for row in self.opened.view.members]

    @property
    def _days(self) -> Mapping[str, date]:
        return self.opened.once("reported_days", lambda: reported_days(self.opened.analysis))

    @cached_property
    def _with_words(self) -> Mapping[str, str] | None:
        """The statements that hold the words, by id with their days of report; None where none are asked for."""
        if not self.state.words:
            return None
        return statements_with(self.store, self.dossier_id, self.state.words, known_by=self.state.known_by)

    @cached_property
    def marks(self) -> Marks:
        """What people noted on statements and records."""
        return marks_of(self.store, self.dossier_id, self.state, About.STATEMENT, About.RECORD)

    @cached_property
    def _chosen(self) -> frozenset[str] | None:
        """The statements and records that bear the tag, or that somebody looks into, where that is asked for."""
        return chosen_of(self.store, self.dossier_id, self.state, About.STATEMENT, About.RECORD)

    @cached_property
    def _coded(self) -> dict[str, Evidence]:
        """What says something of what is to be decided and fits the filters, by the id that the list has it under."""
        return self._listed(self.opened.said)

    @cached_property
    def _entered(self) -> dict[str, Evidence]:
        """Of these what people entered, and what stands in no report: what the list of statements may lack."""
        return self._listed(self.opened.once("entered", lambda: _entered(self.opened.said)))

    def _listed(self, said: Mapping[str, Sequence[Evidence]]) -> dict[str, Evidence]:
        fits = fitting(
            said, self.state, order=self._order, statements=self._with_words, chosen=self._chosen,
            days=self._days,
        )  # fmt: skip
        items = [item for kept in fits.values() for item in kept]
        edited = {item.statement for item in items if item.human and item.statement}
        present = present_statements(self.store, self.dossier_id, edited, known_by=self.state.known_by)
        return {
            (item.statement if item.statement and (not item.human or item.statement in present) else item.id): item
            for item in items
        }

    @cached_property
    def _records(self) -> list[tuple[str, str]]:
        """The places of the records in the list, in its order."""
        placed = [(self._day(item), key) for key, item in self._entered.items() if key == item.id]
        return sorted(placed, reverse=True)

    def _day(self, item: Evidence) -> str:
        return self._days.get(item.statement or "", item.reported_on).isoformat()

    def _of_coded(self, after: str | None, limit: int) -> Page[Row]:
        places = sorted(((self._day(item), key) for key, item in self._coded.items()), reverse=True)
        rest = _after(places, after)
        shown = rest[:limit]
        wanted = [key for _, key in shown if self._coded[key].id != key]
        rows = {
            row.statement.id: row
            for row in statements_of_ids(self.store, self.dossier_id, wanted, known_by=self.state.known_by)
        }
        items = tuple(rows.get(key, self._coded[key]) for _, key in shown)
        return Page(items, len(places), "|".join(shown[-1]) if len(rest) > limit else None)

    def _total(self) -> int | None:
        """How many statements fit, where that is known without counting them in the store."""
        if self._unfiltered:
            number: int | None = self.opened.made_before("statements")
            return number
        if self._with_words is None:
            return None
        first, last = self._between
        chosen = self._chosen
        return sum(
            (first is None or day >= first.isoformat()) and day <= last.isoformat()
            for key, day in self._with_words.items()
            if chosen is None or key in chosen
        )

    @property
    def _between(self) -> tuple[date | None, date]:
        last, shown_on = self.state.last, self.opened.view.as_of
        return self.state.first, shown_on if last is None else min(last, shown_on)

    def _statements(self, after: str | None, limit: int, total: int | None) -> Page[StatementRow]:
        first, last = self._between
        return list_statements(
            self.store,
            self.dossier_id,
            after=after,
            limit=limit,
            since=first,
            until=last,
            words=self.state.words,
            ids=self._chosen,
            known_by=self.state.known_by,
            total=total,
        )

    def _of_all(self, after: str | None, limit: int) -> Page[Row]:
        page = self._statements(after, limit, self._total())
        if self._unfiltered:
            self.opened.once("statements", lambda: page.total)
        rows: dict[tuple[str, str], Row] = {
            (row.statement.reported_on.isoformat() if row.statement.reported_on else "", row.statement.id): row
            for row in page.items
        }
        for place in _after(self._records, after)[: limit + 1]:
            rows[place] = self._entered[place[1]]
        places = sorted(rows, reverse=True)
        shown = places[:limit]
        more = page.next is not None or len(places) > limit
        total = page.total + len(self._records)
        return Page(tuple(rows[place] for place in shown), total, "|".join(shown[-1]) if more else None)


def _entered(said: Mapping[str, Sequence[Evidence]]) -> dict[str, list[Evidence]]:
    return {row: [item for item in items if item.human or not item.statement] for row, items in said.items()}


def _after(places: list[tuple[str, str]], after: str | None) -> list[tuple[str, str]]:
    """What follows a place in a list that falls."""
    if after is None:
        return places
    place = place_in_list(after)
    return places[bisect_left(places, True, key=lambda other: other < place) :]


def row_id(row: Row) -> str:
    """The id that notes on a row of the list stand on."""
    return noted_at(row) if isinstance(row, Evidence) else row.statement.id


def as_row(row: Row) -> dict[str, Any]:
    """A row of the JSON and CSV faces."""
    if isinstance(row, Evidence):
        return {
            "id": row.id,
            "kind": "record",
            "report": "",
            "report_sha256": row.report,
            "reported_on": row.reported_on,
            "speaker": row.speaker,
            "for": row.member,
            "member": [row.member] if row.member else [],
            "source": row.source,
            "cue": "",
            "content": row.gist,
            "stance": [row.stance.value] if row.stance else [],
            "variant": [row.variant] if row.stance else [],
            "spans": None,
        }
    st = row.statement
    coded = [e for e in row.evidence if e.stance is not None]
    return {
        "id": st.id,
        "kind": "statement",
        "report": row.report_name,
        "report_sha256": st.report,
        "reported_on": st.reported_on,
        "speaker": (st.speaker.name or st.speaker.text) if st.speaker else row.source,
        "for": st.speaker.on_behalf_of if st.speaker else None,
        "member": [e.member for e in coded if e.member],
        "source": row.source,
        "cue": row.cue,
        "content": row.content,
        "stance": [e.stance.value for e in coded if e.stance],
        "variant": [e.variant for e in coded],
        "spans": {"source": st.source, "cue": st.cue, "content": st.content},
    }
