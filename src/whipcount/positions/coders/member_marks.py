"""A report with a mark wherever it names a member of the body, or somebody who speaks for one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.network.marked_text import MarkedText, marked_text
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.statements.statement import Statement
from whipcount.text.span import Span


def mark_members(
    report: Report,
    proposal: Proposal,
    body: Body,
    *,
    statements: Iterable[Statement] = (),
    table: ActorTable | None = None,
) -> MarkedText:
    """The text with a mark wherever it names a member, or somebody who speaks for one.

    Args:
        report: its day tells who the members are.
        proposal: its candidate is no member.
        body: who decides.
        statements: of the report; their speakers are named again where they say nothing.
        table: actors of the dossier's own.
    """
    text, _ = running_text(report)
    finder = report_members(report, proposal, body, table=table)
    found = list(finder.named(text))
    voices = _voices(finder, statements)
    if voices:
        names = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(voices, key=len, reverse=True))})(?!\w)")
        taken = [span for span, _ in found]  # in the order of the text, none over another
        for match in names.finditer(text):
            span = Span(*match.span())
            after = bisect_left(taken, span.end, key=lambda one: one.start)  # the first that begins behind it
            if not after or not span.overlaps(taken[after - 1]):
                found.append((span, voices[match.group()]))
    return marked_text(text, found)


def _voices(finder: MemberFinder, statements: Iterable[Statement]) -> Mapping[str, str]:
    """The names, and surnames, of those who speak for one member and no other."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or not speaker.name or speaker.on_behalf_of not in finder.ids:
            continue
        surname = speaker.name.split()[-1]
        for name in {speaker.name, surname} if surname[:1].isupper() else {speaker.name}:
            found.setdefault(name, set()).add(speaker.on_behalf_of)
    return {name: members.pop() for name, members in found.items() if len(members) == 1}
