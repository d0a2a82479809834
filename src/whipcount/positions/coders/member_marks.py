"""A report with a mark wherever it names a member of the body, or somebody who speaks for one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.groups import named as groups_named
from whipcount.bodies.groups import roster_of
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.network.marked_text import MarkedText, marked_text
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.statements.statement import Statement
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_TOWN = re.compile(r"\b(?:in|at|near|outside)\s(?:[A-Z][\w.’'-]*\s){0,2}[A-Z][\w.’'-]*,\s\Z")
_TOWN_WITHIN = 80
_SOME = lazy_pattern(
    rf"\b(?P<some>{either(word_lists('members')['some_of'])})(?:\s+|-)(?:the\s+)?(?:[\w-]+\s+)?\Z", re.IGNORECASE
)
_SOME_WITHIN = 40
_SEVERAL = re.compile(r"(?:s|Benelux)\Z")
_FEW = 8
_ENDS = (",", ".", ";", ")", "\n", "")


def mark_members(
    report: Report,
    proposal: Proposal,
    body: Body,
    *,
    statements: Iterable[Statement] = (),
    table: ActorTable | None = None,
) -> MarkedText:
    """The text with a mark wherever it names a member, or somebody who speaks for one; where a town lies is no mark.

    Args:
        report: its day tells who the members are.
        proposal: its candidate is no member.
        body: who decides.
        statements: of the report; their speakers are named again where they say nothing.
        table: actors of the dossier's own.
    """
    text, _ = running_text(report)
    finder = report_members(report, proposal, body, table=table)
    found = [(span, member) for span, member in finder.named(text) if not _tells_where(text, span)]
    voices = _voices(finder, statements)
    if voices:
        names = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(voices, key=len, reverse=True))})(?!\w)")
        taken = [span for span, _ in found]  # in the order of the text, none over another
        for match in names.finditer(text):
            span = Span(*match.span())
            after = bisect_left(taken, span.end, key=lambda one: one.start)  # the first that begins behind it
            if not after or not span.overlaps(taken[after - 1]):
                found.append((span, voices[match.group()]))
    told = list(_of_groups(finder, text, report.day)) if finder.states else []
    groups = {span: members for span, members in told if not any(span.overlaps(one) for one, _ in found)}
    found += [(span, members[0]) for span, members in groups.items()]
    return _spread(marked_text(text, found), groups)


def _of_groups(finder: MemberFinder, text: str, day: date | None) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Where a few members are spoken of as a group, all of them: "the Benelux countries", not "two of them"."""
    for mention in groups_named(text):
        members = tuple(member for member in roster_of(mention.id, day).ids if member in finder.ids)
        some = _SOME.search(text, max(0, mention.span.start - _SOME_WITHIN), mention.span.start)
        if some is not None and number_of(some["some"].lower()) == len(members):
            some = None  # "the three Baltic states"
        if (
            1 < len(members) <= _FEW
            and len(members) < len(finder.ids)
            and not some
            and _SEVERAL.search(mention.span.of(text))
        ):
            yield mention.span, members


def _spread(text: MarkedText, groups: Mapping[Span, tuple[str, ...]]) -> MarkedText:
    """The text with a mark for each member of a group, as a report lists them."""
    if not groups:
        return text
    words, owners, spans = [text.words[0]], list[str](), list[Span]()
    for owner, span, after in zip(text.owners, text.spans, text.words[1:], strict=True):
        members = groups.get(span, (owner,))
        owners += members
        spans += [span] * len(members)
        words += [*[","] * (len(members) - 2), *["and"] * (len(members) > 1), after]
    return MarkedText(tuple(words), tuple(owners), tuple(spans))


def _tells_where(text: str, name: Span) -> bool:
    """Whether a state is only named to tell where a town lies: "in Nice, France, they met"."""
    before = _TOWN.search(text, max(0, name.start - _TOWN_WITHIN), name.start)
    return before is not None and text[name.end : name.end + 1] in _ENDS


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
