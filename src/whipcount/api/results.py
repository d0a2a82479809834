"""What a dossier's questions are answered with: count, why, forecast, brief, and what records say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whipcount.analysis.count import Counted
from whipcount.api.table import Tabular
from whipcount.errors import InputError
from whipcount.positions.count.tally import Position

if TYPE_CHECKING:
    from whipcount.briefs.view.brief import BriefView
    from whipcount.forecasts.core.outlook import Outlook
    from whipcount.records.silent import SilentMembers


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
        headline = f"{self.title}{when}, as of {out.as_of}: {out.p:.1%} ({out.low:.1%} to {out.high:.1%})"
        if out.what_if is None:
            return headline
        return f"{headline}; what if {out.what_if.supposed}: {out.what_if.p:.1%} ({out.what_if.difference:+.1%})"

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
