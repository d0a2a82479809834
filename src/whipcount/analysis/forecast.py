"""The forecast of an opened dossier: by a day where members consent one by one, else at the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import no_forecast_of
from whipcount.analysis.cases import case_of
from whipcount.analysis.opening import OpenDossier
from whipcount.dossiers.outcomes import Ending
from whipcount.errors import ForecastError
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import Outlook
from whipcount.positions.proposal.outcome import State
from whipcount.positions.stance.stance import Stance

if TYPE_CHECKING:
    from whipcount.records.silent import SilentMembers

ONE_BY_ONE = "past votes tell how members vote together, not when each consents by an act of its own"
"""Why past votes are no prior of a ratification."""


def forecast_of(
    opened: OpenDossier,
    *,
    by: date | None = None,
    as_of: date | None = None,
    settings: Mapping[str, Stance] | None = None,
    silent: SilentMembers | None = None,
) -> Outlook:
    """How likely, and by when.

    Args:
        opened: the dossier.
        by: by which day, where members consent one by one; by default the deadline, or a year ahead.
        as_of: the day of the forecast; by default the last day of which the dossier tells.
        settings: stances set by hand, by member.
        silent: what past votes tell of silent members (:func:`whipcount.analysis.silent.silent_of_case`), taken as
            their prior where the guard lets them speak.

    Raises:
        ForecastError: reports tell that it is no longer open, the meeting is over, the day lies out of reach, or an
            unknown member.
        BodyError: the body's members or rule are not known on that day.
    """
    case = case_of(opened.dossier, opened.read)
    day = as_of or case.last_day(opened.known_by.date()) or opened.known_by.date()
    ending = told_ending(case, day, opened.known_by)
    if ending is not None:
        raise ForecastError(
            no_forecast_of(ending).rstrip("."), where=opened.dossier.id, accepted="a day before that as as_of"
        )
    return outlook_of_case(case, day, opened.known_by, by=by, settings=settings or {}, silent=silent)


def told_ending(case: Case, day: date, known_by: datetime) -> Ending | None:
    """What reports tell has become of it by a day, after which no forecast is made; None while it is open.

    What a person has entered as an event is left to the forecast, which knows it.
    """
    ending = case.ending(day, known_by)
    return None if ending.outcome.state is State.OPEN or ending.event is not None else ending


def outlook_of_case(
    case: Case,
    day: date,
    known_by: datetime,
    *,
    by: date | None,
    settings: Mapping[str, Stance],
    silent: SilentMembers | None = None,
) -> Outlook:
    """The forecast of a case as of a day, by what was known by an instant; see :func:`forecast_of`."""
    from whipcount.analysis.silent import chances_of
    from whipcount.forecasts.course import forecast  # late: the hazard's libraries load with it
    from whipcount.forecasts.hazard.time_to_agreement import by_day
    from whipcount.forecasts.meeting.forecast import at_meeting

    if silent is not None and case.one_by_one:
        raise ForecastError(
            ONE_BY_ONE, where=case.id, accepted="a forecast without --with-records",
        )  # fmt: skip
    chances = chances_of(silent) if silent is not None else {}
    if not settings and by is None and not chances:
        return forecast(case, day, known_by)
    if case.one_by_one:
        return by_day(case, day, known_by, by=by, settings=settings)
    if by is not None:
        raise ForecastError(
            "a decision taken together has no day of its own to ask about",
            where="--by",
            accepted="the proposal's occasion, or stage: ratification in the dossier",
        )
    return at_meeting(case, day, known_by, settings=settings, silent=chances)
