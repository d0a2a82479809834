"""What changed since an earlier brief: two view models compared, the earlier one read from its own JSON.

The earlier brief is a file that somebody hands in: it is checked against the schema, its size is bounded, and nothing
of it but text reaches the new brief. Evidence is always that of the new brief, so every link leads to its words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from whipcount.briefs.sections.assemble import CONSENT
from whipcount.briefs.view.brief import GROUPS, SCHEMA, BriefView, Change, MemberRow
from whipcount.briefs.view.schema import from_json
from whipcount.briefs.wording import day_text, percent, quoted
from whipcount.errors import DateError, DossierError, InputError

MOST_BYTES = 64 * 2**20  # of an earlier brief
MOST_EVIDENCE = 3  # pieces that one change names
LONGEST_ANSWER = 300  # characters of the earlier answer that are told
ACCEPTED = "a brief made by whipcount brief --json"


def earlier_brief(data: bytes, *, where: str) -> BriefView:
    """An earlier brief from its JSON.

    Args:
        data: the file's content, up to 64 MiB.
        where: the name of the file, for errors.

    Raises:
        InputError: it is too large, or no brief of this schema.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES // 2**20} MiB", where=where, accepted=ACCEPTED)
    try:
        view = from_json(data)
    except InputError as error:
        problem = f"not a brief: {error.where}: {error.problem}"
        raise InputError(problem, where=where, accepted=ACCEPTED) from None
    if view.schema != SCHEMA:
        raise InputError(f"a brief of another schema, {view.schema[:80]!r}", where=where, accepted=SCHEMA)
    return view


def since_brief(view: BriefView, old: BriefView, *, where: str = "the earlier brief") -> BriefView:
    """The brief with what changed since an earlier one: answer, chance, positions, conditions, reports.

    Args:
        view: the new brief.
        old: the earlier one, of the same decision and variant, as of the same day or an earlier one.
        where: how errors name the earlier one.

    Raises:
        DossierError: it is about another decision or variant.
        DateError: it is as of a later day.
    """
    if _subject(old) != _subject(view):
        other = f"a brief of another dossier: {old.decision.title[:120]} ({old.decision.body_name[:80]}, {old.variant})"
        raise DossierError(other, where=where, accepted=f"{view.decision.title} ({view.decision.body_name})")
    if old.as_of > view.as_of:
        raise DateError(f"as of {old.as_of}, later than {view.as_of}", where=where, accepted="an earlier brief")
    head = (*_answer(view, old), *_chance(view, old))
    rest = (*_positions(view, old), *_conditions(view, old), *_reports(view, old))
    ordered = sorted(rest, key=lambda change: (change.day, change.text))
    none = Change(view.as_of, "nothing: same answer, chance, positions, conditions and reports")
    return replace(view, changes=(*head, *ordered) or (none,), changes_since=old.as_of)


def _subject(view: BriefView) -> tuple[str, str, str | None, str]:
    return view.decision.body, view.decision.title, view.decision.candidate, view.variant


def _answer(view: BriefView, old: BriefView) -> tuple[Change, ...]:
    if view.answer == old.answer:
        return ()
    was = old.answer if len(old.answer) <= LONGEST_ANSWER else old.answer[: LONGEST_ANSWER - 1] + "…"
    return (Change(view.as_of, f"the answer; on {day_text(old.as_of)} it was “{was}”"),)


def _chance(view: BriefView, old: BriefView) -> tuple[Change, ...]:
    """The chance, old and new, with the newly told evidence that moves it most."""
    now, was = view.forecast, old.forecast
    texts = ["no forecast" if f is None else f.probability.text for f in (was, now)]
    if texts[0] == texts[1]:
        return ()
    text = f"the chance: {texts[0]} → {texts[1]}"
    if was and now:
        if was.probability.value is not None and now.probability.value is not None:
            points = f"{(now.probability.value - was.probability.value) * 100:+.1f}".replace("-", "−")
            text += f" ({points} points)"
        if was.target != now.target:
            text += f"; it was the chance of another event: {was.target[:LONGEST_ANSWER]}"
    old_anchors = _anchors(old)
    reasons = sorted(now.reasons if now else (), key=lambda reason: -abs(reason.shift or 0.0))
    fresh = dict.fromkeys(a for reason in reasons for a in reason.evidence if a not in old_anchors)
    return (Change(view.as_of, text, tuple(fresh)[:MOST_EVIDENCE]),)


def _positions(view: BriefView, old: BriefView) -> list[Change]:
    days = _anchors(view)
    before = {row.id: row for row in old.members}
    out = []
    for row in view.members:
        was = before.pop(row.id, None)
        consent = bool(was and was.consent and row.consent and was.consent != row.consent)
        if was and was.group == row.group and not consent:
            continue
        evidence = tuple(anchor for anchor in row.evidence if anchor in days)[:MOST_EVIDENCE]
        day = max((d for anchor in evidence if (d := days[anchor])), default=view.as_of)
        out.append(
            Change(day, f"{row.name}: {_word(was, consent)}, now {_word(row, consent)}{_odds(row, was)}", evidence)
        )
    out += [Change(view.as_of, f"{row.name}: {_word(row)}, now no member") for row in before.values()]
    return out


def _word(row: MemberRow | None, with_consent: bool = False) -> str:
    words = GROUPS[row.group][0] if row and row.group in GROUPS else row.label if row else "no member"
    return words + (CONSENT.get(row.consent, "") if row and with_consent else "")


def _odds(row: MemberRow, was: MemberRow | None) -> str:
    """Its chance to be the last (or to complete the rule), where both briefs tell it and it differs as shown."""
    if was is None:
        return ""
    for what, before, now in (
        ("last to consent", was.last, row.last),
        ("completes the rule", was.completing, row.completing),
    ):
        if before is not None and now is not None and percent(before) != percent(now):
            return f" ({what}: {percent(before)} → {percent(now)})"
    return ""


def _conditions(view: BriefView, old: BriefView) -> list[Change]:
    words = {True: "met", False: "not met", None: "not told"}
    before = {condition.id: condition.met for condition in old.conditions}
    out = []
    for condition in view.conditions:
        if condition.id in before and before[condition.id] is not condition.met:
            text = f"condition {quoted(condition.text)}: {words[before[condition.id]]}, now {words[condition.met]}"
            out.append(Change(view.as_of, text, (condition.statement,) if condition.statement else ()))
    return out


def _reports(view: BriefView, old: BriefView) -> list[Change]:
    """Reports that the earlier brief did not show, and those of its own that this one does not."""
    had = {report.sha256 for report in old.reports}
    has = {report.sha256 for report in view.reports}
    out = []
    for report in view.reports:
        if report.sha256 not in had:
            day = report.published_on or view.as_of
            out.append(Change(day, f"new report: {report.title or report.name}"))
    gone = [report for report in old.reports if report.sha256 not in has]
    out += [Change(view.as_of, f"report no longer shown: {report.title or report.name}") for report in gone]
    return out


def _anchors(view: BriefView) -> dict[str, date | None]:
    """The evidence that a brief lists, by anchor, with the day on which it was reported."""
    listed: dict[str, date | None] = {statement.id: statement.reported_on for statement in view.statements}
    return listed | {item.id: item.reported_on for item in view.evidence}
