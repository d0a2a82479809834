"""A dossier opened for questions: count, why, forecast, brief; the same answers as the page and the commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import whipcount
from whipcount.analysis.count import Counted, count_of
from whipcount.analysis.opening import OpenDossier, open_dossier
from whipcount.api.table import Tabular
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import InputError, RecordsError
from whipcount.positions.count.tally import Position
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Stance
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    from whipcount.briefs.view.brief import BriefView
    from whipcount.forecasts.core.outlook import Outlook
    from whipcount.records.silent import SilentMembers

Day = date | str | None


def _day(value: Day, where: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return day_of(value, where) if isinstance(value, str) else value


@dataclass(frozen=True, repr=False)
class Count(Tabular):
    """The whip count as of a day: a row a member, and what the rule says on them."""

    counted: Counted

    @property
    def as_of(self) -> date:
        """The day of the count."""
        return self.counted.tally.as_of

    @property
    def state(self) -> str:
        """``met``, ``blocked`` or ``open``."""
        return self.counted.tally.state.value

    @property
    def rule(self) -> str:
        """The rule in words."""
        return self.counted.tally.rule

    @property
    def agreed(self) -> tuple[str, ...]:
        """Ids of members whose yes stands, no condition open."""
        return self.counted.tally.agreed

    @property
    def needed(self) -> tuple[str, ...]:
        """Ids of members that can still matter and have not consented."""
        from whipcount.positions.count.tally import still_needed

        return still_needed(self.counted.tally)

    def position(self, member: str) -> Position:
        """The position of a member, by id or name.

        Raises:
            BodyError: no such member.
        """
        return self.counted.tally.position(self.counted.body.member(member).id)

    def rows(self) -> list[dict[str, Any]]:
        """One row a member, in the body's order."""
        return [
            {
                "member": position.member,
                "name": self.counted.name(position.member),
                "stance": position.stance.value if position.stance else "unknown",
                "since": position.since.isoformat() if position.since else None,
                "conditions": "; ".join(condition.text for condition in position.conditions) or None,
                "agreed": position.member in self.counted.tally.agreed,
                "evidence": len(position.evidence),
            }
            for position in self.counted.tally.positions
        ]

    def headline(self) -> str:
        """The count in one line."""
        size = len(self.counted.tally.positions)
        title = self.counted.proposal.title
        return f"{title}, as of {self.as_of}: {len(self.agreed)} of {size} agreed; {self.rule}; {self.state}"


@dataclass(frozen=True, repr=False)
class Why(Tabular):
    """Why a member stands where it stands: a row a piece of evidence, and what became of it."""

    member: str
    name: str
    position: Position
    counted: Counted

    def rows(self) -> list[dict[str, Any]]:
        """One row a piece of evidence, in order of time."""
        by_id = {item.id: item for item in self.counted.evidence}
        return [
            {
                "outcome": step.outcome.value,
                "stance": item.stance.value if item.stance else None,
                "said": item.said_to.isoformat(),
                "reported_on": item.reported_on.isoformat(),
                "speaker": item.speaker,
                "gist": item.gist,
                "reason": step.reason,
                "evidence": item.id,
            }
            for step in self.position.steps
            if (item := by_id.get(step.evidence)) is not None
        ]

    def headline(self) -> str:
        """The position in one line."""
        stance = self.position.stance.value if self.position.stance else "unknown"
        since = f" since {self.position.since}" if self.position.since else ""
        return f"{self.name}: {stance}{since}, as of {self.counted.tally.as_of}"


@dataclass(frozen=True, repr=False)
class Forecast(Tabular):
    """How likely, and by when."""

    title: str
    outlook: Outlook

    @property
    def probability(self) -> float:
        """The chance that the rule is met by the day, or at the meeting; without what is supposed (:attr:`what_if`)."""
        return self.outlook.p

    @property
    def interval(self) -> tuple[float, float]:
        """80% of what the chance could be, were the parameters known better."""
        return self.outlook.low, self.outlook.high

    @property
    def what_if(self) -> float | None:
        """The chance were the stances as supposed; None where none was."""
        return self.outlook.what_if.p if self.outlook.what_if else None

    def rows(self) -> list[dict[str, Any]]:
        """The chance by day; of a meeting, the one chance; without what is supposed."""
        if not self.outlook.by_date:
            by = self.outlook.by.isoformat() if self.outlook.by else None
            return [{"by": by, "probability": self.outlook.p}]
        return [{"by": day.isoformat(), "probability": p} for day, p in self.outlook.by_date]

    def headline(self) -> str:
        """The chance in one line."""
        out = self.outlook
        when = f" by {out.by}" if out.by else ""
        told = f"{self.title}{when}, as of {out.as_of}: {out.p:.1%} ({out.low:.1%} to {out.high:.1%})"
        if out.what_if is None:
            return told
        return f"{told}; what if {out.what_if.supposed}: {out.what_if.p:.1%} ({out.what_if.difference:+.1%})"

    def plot(self) -> str:
        """The chance by day as an SVG picture; of a meeting, on a scale."""
        from whipcount.briefs.charts.svg import LinePoint, gauge, line

        out = self.outlook
        if not out.by_date:
            return gauge(out.p, out.low, out.high, key="forecast", title=self.title)
        points = [LinePoint(day, p) for day, p in out.by_date]
        return line(points, key="forecast", title=self.title, stepped=False)


@dataclass(frozen=True, repr=False)
class Brief:
    """A brief: what there is to read, and to forward."""

    view: BriefView

    def html(self) -> str:
        """One self-contained page."""
        from whipcount.briefs.render.html import to_html

        return to_html(self.view)

    def markdown(self) -> str:
        """The same as Markdown."""
        from whipcount.briefs.render.markdown import to_markdown

        return to_markdown(self.view)

    def json(self) -> str:
        """The whole view model as JSON."""
        from whipcount.briefs.view.schema import to_json

        return to_json(self.view)

    def save(self, path: str | Path) -> Path:
        """Write it to a file, in the format of its ending: .html, .md, .json, .docx or .pdf.

        Raises:
            InputError: another ending, or the file cannot be written.
            MissingExtraError: for .docx, python-docx is not installed.
        """
        target = Path(path)
        makers = {".html": self.html, ".htm": self.html, ".md": self.markdown, ".json": self.json}
        ending = target.suffix.lower()
        if ending in makers:
            data = makers[ending]().encode()
        elif ending == ".docx":
            from whipcount.briefs.render.docx import to_docx

            data = to_docx(self.view)
        elif ending == ".pdf":
            from whipcount.briefs.render.pdf import to_pdf

            data = to_pdf(self.html())
        else:
            raise InputError(f"no brief ends in {ending!r}", where=str(path), accepted=".html, .md, .json, .docx, .pdf")
        try:
            target.write_bytes(data)
        except OSError as error:
            raise InputError(f"cannot be written ({error.strerror})", where=str(path)) from None
        return target

    def __repr__(self) -> str:
        return f"{self.view.question} {self.view.answer}"

    def _repr_html_(self) -> str:
        return self.html()


@dataclass(frozen=True, repr=False)
class Silent(Tabular):
    """What past votes tell of silent members: no positions, and never part of the count."""

    found: SilentMembers

    @property
    def informative(self) -> bool:
        """Whether the record tells anything."""
        return self.found.guard.informative

    def rows(self) -> list[dict[str, Any]]:
        """One row a silent member."""
        return [
            {"member": m.member, "name": m.name, "yes": m.yes, "low": m.low, "high": m.high, "why": m.why or None}
            for m in self.found.members
        ]

    def headline(self) -> str:
        """What the guard says."""
        return f"{self.found.label}: {self.found.guard.why}"


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
        from whipcount.analysis.opening import latest

        entered = (*dossier.records, *dossier.corrections)
        return cls(OpenDossier(dossier, read_dossier(dossier), latest([datetime.now(UTC)], entered)))

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
        found = counted.body.member(member)
        return Why(found.id, found.name, counted.tally.position(found.id), counted)

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
            found = self.silent(topic, as_of=as_of, records=records)
            if found is None:
                raise RecordsError("no past votes lie beside the dossier", accepted="records=FILE")
            silent = found.found
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
        found = record_beside(self._place or "", counted.body, Path(records) if records is not None else None)
        return None if found is None else Silent(silent_of(counted, found.record, topic=topic))

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
