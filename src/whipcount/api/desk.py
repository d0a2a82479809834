"""A dossier opened for questions: count, why, forecast, brief; the same answers as the page and the commands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import whipcount
from whipcount.analysis.count import Counted, count_of
from whipcount.analysis.opening import OpenDossier, open_dossier
from whipcount.api.results import Brief, Count, Forecast, Silent, Why
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import InputError, RecordsError
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Stance
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    pass

Day = date | str | None


def _day(value: Day, where: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return day_of(value, where) if isinstance(value, str) else value


class Desk:
    """A dossier, open for questions.

    Attributes:
        opened: the dossier with what was read of its reports.
    """

    def __init__(self, opened: OpenDossier, place: str | Path | None = None, dossier_id: str | None = None) -> None:
        self.opened = opened
        self._place, self._dossier_id = place, dossier_id

    @classmethod
    def of(cls, dossier: Dossier) -> Desk:
        """The desk of a dossier in memory; its reports are read now.

        Raises:
            DossierError: it has no proposal, and none is found in its reports.
        """
        from whipcount.analysis.dossier_reading import read_dossier
        from whipcount.analysis.opening import known_of

        limit = known_of(dossier, datetime.now(UTC))
        return cls(OpenDossier(dossier, read_dossier(dossier, known_by=limit), limit))

    @property
    def decision(self) -> Proposal:
        """What is to be decided."""
        return self.opened.read.proposal

    def count(self, as_of: Day = None, *, variant: str | None = None) -> Count:
        """Where each member stands, and what the rule says on that.

        Args:
            as_of: nothing reported later counts; by default the last day of which the dossier tells.
            variant: toward which variant; the one asked for by default.

        Raises:
            DossierError: no such variant.
            BodyError: the body is unknown, or has no members on that day.
        """
        return Count(self._counted(as_of, variant))

    def why(self, member: str, as_of: Day = None, *, variant: str | None = None) -> Why:
        """Why a member stands where it stands, by id or name.

        Raises:
            BodyError: no such member.
        """
        counted = self._counted(as_of, variant)
        entry = counted.body.member(member)
        return Why(entry.id, entry.name, counted.tally.position(entry.id), counted)

    def forecast(
        self,
        by: Day = None,
        *,
        as_of: Day = None,
        what_if: Mapping[str, str | Stance] | None = None,
        with_records: bool = False,
        topic: str | None = None,
        records: str | Path | None = None,
    ) -> Forecast:
        """How likely, and by when.

        Args:
            by: by which day, where members consent one by one; else the meeting decides.
            as_of: the day of the forecast; by default the last day of which the dossier tells.
            what_if: stances supposed, by member: told beside the chance as it stands.
            with_records: take what past votes tell of silent members for their prior.
            topic: only past votes on it: a code or words of the table.
            records: the file of past votes, where it does not lie beside the dossier.

        Raises:
            ForecastError: it has been decided, the meeting is over, the day lies out of reach, an unknown member, or
                past votes where members consent one by one.
            RecordsError: no past votes lie beside the dossier, or they do not hold together.
        """
        from whipcount.analysis.forecast import forecast_of

        body = deciding_body(self.decision, self.opened.dossier.own_body)
        settings = {
            body.member(member).id: stance if isinstance(stance, Stance) else _stance(stance)
            for member, stance in (what_if or {}).items()
        }
        silent = None
        if with_records:
            silent_members = self.silent(topic, as_of=as_of, records=records)
            if silent_members is None:
                raise RecordsError("no past votes lie beside the dossier", accepted="records=FILE")
            silent = silent_members.found
        outlook = forecast_of(
            self.opened, by=_day(by, "by"), as_of=_day(as_of, "as_of"), settings=settings, silent=silent
        )  # fmt: skip
        return Forecast(self.decision.title, outlook)

    def silent(
        self, topic: str | None = None, *, as_of: Day = None, records: str | Path | None = None
    ) -> Silent | None:
        """What past votes tell of silent members; None where no table of them lies beside the dossier.

        Args:
            topic: a code or words of the table.
            as_of: the day of the count.
            records: the file of past votes, where it does not lie beside the dossier.

        Raises:
            RecordsError: the file does not hold together.
        """
        from whipcount.analysis.silent import record_beside, silent_of

        counted = self._counted(as_of, None)
        table = record_beside(self._place or "", counted.body, Path(records) if records is not None else None)
        return None if table is None else Silent(silent_of(counted, table.record, topic=topic))

    def brief(self, as_of: Day = None, *, since: Day = None) -> Brief:
        """The brief, as of a day.

        Args:
            as_of: the day; by default the last of which the dossier tells.
            since: tell what changed since this day.
        """
        from whipcount.briefs.make import brief_of, make_brief

        day, earlier, now = _day(as_of, "as_of"), _day(since, "since"), datetime.now(UTC)
        if self._place is not None:
            view = make_brief(
                (), self._place, dossier_id=self._dossier_id, as_of=day, since=earlier, made_at=now,
                version=whipcount.__version__,
            )  # fmt: skip
        else:
            view = brief_of(
                self.opened.dossier, as_of=day, known_by=self.opened.known_by, since=earlier, made_at=now,
                version=whipcount.__version__,
            )  # fmt: skip
        return Brief(view)

    def _counted(self, as_of: Day, variant: str | None) -> Counted:
        opened = self.opened
        return count_of(
            opened.dossier, opened.read, known_by=opened.known_by, as_of=_day(as_of, "as_of"), variant=variant
        )

    def __repr__(self) -> str:
        return f"{self.opened.dossier.title}: {self.decision.title} ({self.decision.body})"


def _stance(word: str) -> Stance:
    try:
        return Stance(word)
    except ValueError:
        raise InputError(f"no stance {word!r}", where="what_if", accepted=", ".join(s.value for s in Stance)) from None


def open_desk(place: str | Path, dossier: str | None = None, *, known_by: datetime | str | None = None) -> Desk:
    """Open a dossier: a store (a database file or URL) or a dossier file.

    Args:
        place: where it lies.
        dossier: which dossier of a store, where it holds several.
        known_by: nothing recorded later is used; by default all that is there.

    Raises:
        DossierError: no such dossier, no decision in it, or the file does not hold together.
        StoreError: the store is absent, damaged, locked or of a newer schema.
    """
    instant = instant_of(known_by, "known_by") if isinstance(known_by, str) else known_by
    return Desk(open_dossier(place, dossier_id=dossier, known_by=instant), place, dossier)
