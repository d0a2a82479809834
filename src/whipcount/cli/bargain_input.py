"""Where ``whipcount bargain`` takes its table, its rule and its options from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.terminal import plain
from whipcount.errors import BargainingError

if TYPE_CHECKING:
    from whipcount.bargaining.procedural import Carries
    from whipcount.bargaining.table import Table
    from whipcount.briefs.sections.bargaining import Bargain
    from whipcount.rules.algebra.rule import Rule
    from whipcount.rules.algebra.votes import Vote

ACCEPTED = (
    "a table (of KTAB, decide, DEU, our own, or name,position,capabilities,salience), a dossier (.yaml) or a store "
    "(.db or a URL)"
)


@dataclass(frozen=True)
class ByName:
    """A body's rule for a table whose actors are members by id or by name."""

    rule: Rule
    ids: Mapping[str, str]  # name -> id

    def carries(self, votes: Mapping[str, Vote | None]) -> bool:
        """Whether these votes carry; raises `BargainingError` for an actor that is no member."""
        return bool(self.rule.carries({self.member(actor): vote for actor, vote in votes.items()}))

    def member(self, actor: str) -> str:
        """The member that an actor is."""
        folded = actor.strip().casefold()
        member = self.ids.get(actor, actor)
        if member not in self.rule.members:
            member = next((i for name, i in self.ids.items() if folded in (name.casefold(), i.casefold())), actor)
        if member not in self.rule.members:
            raise BargainingError(f"{actor!r} is no member of the body", accepted=", ".join(list(self.ids)[:40]))
        return member


def load(
    source: str, dossier_id: str | None, as_of: str | None, index: str | None, proposal: str | None = None
) -> tuple[Table, ByName | None]:
    """The table of a file (DEU: of one ``proposal``), a dossier or a store, and the body's rule where it has one."""
    from whipcount.bargaining.formats import read_table

    path = Path(source)
    if "://" in source or path.suffix.lower() in (".db", ".sqlite", ".sqlite3"):
        return _named(_of_store(source, dossier_id, as_of, index), source)
    if not path.is_file():
        raise BargainingError("is no file", where=source, accepted=ACCEPTED)
    if path.suffix.lower() in (".yaml", ".yml"):
        return _named(_of_file(path, as_of, index), source)
    return read_table(path, proposal=proposal, tell=lambda told: click.echo(f"{plain(source)}: {told}", err=True)), None


def _of_store(source: str, dossier_id: str | None, as_of: str | None, index: str | None) -> Bargain | None:
    from whipcount.analysis.count import count
    from whipcount.briefs.sections.bargaining import bargain_of_tallies
    from whipcount.cli.options.stored import opened
    from whipcount.positions.proposal.applicable_rule import rule_of
    from whipcount.text.moments import day_of

    with opened(source, dossier_id) as (kept, key):
        first = count(kept, key, as_of=day_of(as_of, "--as-of"))
        others = [v.id for v in first.proposal.variants if v.id != first.tally.variant]
        counted = [first, *(count(kept, key, as_of=first.tally.as_of, variant=v) for v in others)]
    labels = {v.id: v.label for v in first.proposal.variants}
    return bargain_of_tallies(
        [c.tally for c in counted],
        rule_of(first.proposal, first.body, first.tally.as_of)[1],
        name=first.name,
        label=lambda variant: labels.get(variant, variant),
        index=index or "banzhaf",
    )


def _of_file(path: Path, as_of: str | None, index: str | None) -> Bargain | None:
    from datetime import UTC, datetime

    from whipcount.analysis.analyse import analyse, default_day
    from whipcount.analysis.dossier_reading import read_dossier
    from whipcount.briefs.sections.bargaining import bargain_of_tallies
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.positions.proposal.applicable_rule import rule_of
    from whipcount.text.moments import day_of

    now = datetime.now(UTC)
    dossier = load_dossier_file(path)
    day = day_of(as_of, "--as-of") or default_day(dossier, now) or now.date()
    known_by = max([now, *(item.recorded_at for item in (*dossier.records, *dossier.corrections))])
    analysis = analyse(dossier, read_dossier(dossier, as_of=day), as_of=day, known_by=known_by, over_time=False)
    rule = rule_of(analysis.proposal, analysis.body, analysis.as_of)[1]
    return bargain_of_tallies(
        analysis.tallies, rule, name=analysis.name, label=analysis.variant_label, index=index or "banzhaf"
    )


def _named(bargain: Bargain | None, source: str) -> tuple[Table, ByName]:
    """The table with members by name, where names are unique."""
    if bargain is None:
        raise BargainingError(
            "fewer than two members have a known position on what is asked",
            where=source,
            accepted="a dossier in which two members or more have taken a position by that day (--as-of)",
        )
    names = [bargain.name(member) for member in bargain.table.actors]
    if len(set(names)) < len(names):
        names = [f"{name} ({member})" for name, member in zip(names, bargain.table.actors, strict=True)]
    table = bargain.table.with_actors(names)
    return table, ByName(bargain.rule, dict(zip(names, bargain.table.actors, strict=True)))


def body_rule(text: str | None) -> ByName | None:
    """The rule of ``BODY[:RULE]``, None where none is named."""
    if text is None:
        return None
    from whipcount.bodies.catalogue import load_body
    from whipcount.cli.options.tables import split_body

    body_id, kind = split_body(text)
    body = load_body(body_id)
    return ByName(body.rule(kind), {m.name: m.id for m in body.members()})


def with_power(table: Table, rule: Carries | None, index: str) -> Table:
    """The table with capabilities from the power index of the body's rule."""
    from whipcount.bargaining.stances import power_of

    if not isinstance(rule, ByName):
        raise BargainingError("--power needs a rule", accepted="--body BODY[:RULE], or a dossier")
    power, why = power_of(rule.rule, index)
    if why:
        raise BargainingError(f"the power index cannot be had: {why}", where=f"--power {index}")
    return table.with_capability({actor: power[rule.member(actor)] for actor in table.actors})


def actor_of(table: Table, text: str, rule: ByName | None) -> str:
    """The actor of the table that somebody means: by its name or its id, in any case; the text itself where none is."""
    if text in table.actors:
        return text
    wanted = text.strip().casefold()
    spelled: dict[str, set[str]] = {}
    for actor in table.actors:
        spelled.setdefault(actor.casefold(), set()).add(actor)
    for name, member in rule.ids.items() if rule is not None else ():
        for actor in {name, member} & set(table.actors):
            spelled.setdefault(name.casefold(), set()).add(actor)
            spelled.setdefault(member.casefold(), set()).add(actor)
    meant = spelled.get(wanted, set())
    return next(iter(meant)) if len(meant) == 1 else text


def changed(table: Table, changes: tuple[str, ...], issue: str | None, rule: ByName | None) -> Table:
    """The table with cells set by hand: ``ACTOR=POSITION``, ``ACTOR:salience=VALUE``, ``ACTOR:capability=VALUE``."""
    for change in changes:
        cell, _, value = change.rpartition("=")
        if not cell:
            raise BargainingError(f"{change!r}", where="--what-if", accepted="ACTOR=POSITION or ACTOR:salience=VALUE")
        if issue is None and table.n_issues > 1:
            raise BargainingError("--what-if needs --issue", accepted=", ".join(i.name for i in table.issues))
        actor, what = split_cell(table, cell, rule)
        try:
            number = float(value)
        except ValueError:
            raise BargainingError(f"{value!r} is no number", where="--what-if", accepted="ACTOR=NUMBER") from None
        table = table.changed(actor, table.issues[0].name, **{what: number})
    return table


def split_cell(table: Table, cell: str, rule: ByName | None) -> tuple[str, str]:
    """``ACTOR`` or ``ACTOR:WHAT`` in parts; a colon in an actor's own name is left alone."""
    actor, _, what = cell.rpartition(":")
    if cell not in table.actors and what in ("position", "salience", "capability"):
        return actor_of(table, actor, rule), what
    return actor_of(table, cell, rule), "position"


def options_of(settings: tuple[str, ...]) -> dict[str, Any]:
    """``OPTION=VALUE`` settings: true, false, whole numbers, numbers, else words."""
    values: dict[str, Any] = {}
    for setting in settings:
        name, separator, value = setting.partition("=")
        if not separator or not name:
            raise BargainingError(f"{setting!r}", where="--set", accepted="OPTION=VALUE")
        values[name] = _value(value)
    return values


def _value(text: str) -> Any:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() in words:
        return words[text.lower()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
