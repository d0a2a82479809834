"""From a report to its statements: attributions, then speakers, dates, addressees, chains, modality.

Pure: no file, no clock. Who said what as spans comes from :mod:`whipcount.statements.attribution.attributions`;
everything here is rules over the report and the tables of :mod:`whipcount.bodies`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from whipcount.bodies.countries import ActorTable
from whipcount.bodies.offices import OfficeTable
from whipcount.reports.report import Report
from whipcount.statements.addressee import read_addressee, speaks_to_somebody
from whipcount.statements.attribution import attributions as spans
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.block_quotations import find_blocks
from whipcount.statements.attribution.fallback_attributions import complete, moved
from whipcount.statements.attribution.frame import Frame, frame
from whipcount.statements.attribution.gapped_speech import parted
from whipcount.statements.attribution.joint_sources import each_of
from whipcount.statements.attribution.letters import find_letters
from whipcount.statements.attribution.proxies import for_others
from whipcount.statements.attribution.split_quotations import joined
from whipcount.statements.attribution.turn_attributions import with_turns
from whipcount.statements.attribution.turn_headers import find_headers, names_in
from whipcount.statements.attribution.turns import find_turns
from whipcount.statements.chain import ChainReader
from whipcount.statements.modality import read_modality
from whipcount.statements.people.participants import find_participants
from whipcount.statements.running_text import running_text
from whipcount.statements.said_on import said_when
from whipcount.statements.speakers.resolver import SpeakerReader
from whipcount.statements.statement import Basis, Modality, Role, Speaker, Statement
from whipcount.text.dates import DateMention, find_dates
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span, hull

_GOES_ON = ("add", "continu", "went on", "also", "conclud", "further", "echo")


@dataclass(slots=True)
class _Draft:
    index: int
    frame: Frame
    when: DateMention | None = None
    speaker: Speaker | None = None
    addressee: tuple[str, Span] | None = None
    statement: Statement | None = None


def read_statements(
    report: Report,
    *,
    attributions: Sequence[Attribution] | None = None,
    table: ActorTable | None = None,
    holders: OfficeTable | None = None,
    recorded_at: datetime | None = None,
    coder: str = "reader",
) -> tuple[Statement, ...]:
    """The statements of a report, in the order of the text.

    Args:
        report: any report; one without a date of publication gives statements whose ``said_on`` is None.
        attributions: who said what as spans; by default what the package's reader finds.
        table: actors beyond the package's own (a dossier's).
        holders: office holders beyond the package's own.
        recorded_at: when we came to know them (aware, UTC); no part of the ids.
        coder: who found the spans.

    Raises:
        CoderError: the reader's weights are absent or damaged, where ``attributions`` is not given.

    >>> from whipcount.reports.report import fingerprint
    >>> from whipcount.statements.statement import Quotation
    >>> text = "ARDEN - Kellish Prime Minister Ada Brim said on Tuesday that she would agree."
    >>> report = Report("a", text, fingerprint(text), published_on=date(2031, 3, 6))
    >>> found = Attribution((Span(8, 40),), (Span(41, 45),), (Span(57, 76),), Quotation.INDIRECT)
    >>> [it] = read_statements(report, attributions=[found])
    >>> it.speaker.name, str(it.speaker.role), str(it.said_on), str(it.modality)
    ('Ada Brim', 'head_of_government', '2031-03-04', 'actual')
    """
    text, parts = running_text(report)
    sentences = split_sentences(text)
    headers = find_headers(text) if attributions is None else ()
    found = (
        tuple(attributions)
        if attributions is not None
        else complete(text, joined(text, _attributed(text, parts)), sentences)
    )
    published = report.day
    blocks = (*find_blocks(text, found), *find_letters(text)) if attributions is None else ()
    if not found and not headers and not blocks:
        return ()
    sources = [span for a in found for span in a.source]
    sources += [*(header.head for header in headers), *(turn.source for turn in blocks if turn.source is not None)]
    cast = find_participants(
        text, sources, table=table, holders=holders, place=report.place, names=names_in(text, headers)
    )
    if attributions is None:
        found = for_others(
            cast, each_of(cast, with_turns(text, parted(text, found), (*find_turns(text, cast, headers), *blocks)))
        )
    starts = [s.start for s in sentences]
    dates = find_dates(text, published) if published is not None else ()
    date_starts = [d.span.start for d in dates]
    drafts = [_Draft(i, frame(text, a, sentences, starts)) for i, a in enumerate(found)]
    for draft in drafts:
        draft.when = said_when(draft.frame, dates, date_starts, published)
    _speakers(drafts, found, SpeakerReader(cast, on=published), published)
    _inherit(drafts, found)
    chains = ChainReader(report)
    for draft in _parents_first(drafts, found):
        _finish(draft, drafts, found, report, chains, published, recorded_at, coder)
    made = [d.statement for d in drafts if d.statement is not None]
    if attributions is None:  # those found inside others, or by rules, come last from there
        made.sort(key=lambda s: hull((*s.source, *s.cue, *s.content)))
    return tuple(made)


def _attributed(text: str, parts: Sequence[Span]) -> list[Attribution]:
    """The attributions of each part, read alone: none begins in the headline and ends in the body."""
    return [moved(a, part.start) for part in parts for a in spans.read_attributions(part.of(text))]


def _speakers(
    drafts: list[_Draft], found: Sequence[Attribution], reader: SpeakerReader, published: date | None
) -> None:
    """Resolve the sources in the order of the text; what "I" means needs the outer statement's speaker."""
    order = sorted((d for d in drafts if found[d.index].source), key=lambda d: found[d.index].source[0].start)
    late = []
    for draft in order:
        parent = found[draft.index].parent
        outer = drafts[parent].speaker if parent is not None else None
        if parent is not None and outer is None and found[parent].source:
            late.append(draft)  # the outer source stands after its content
            continue
        draft.speaker = _one(draft, found, reader, outer, published)
    for draft in late:
        parent = found[draft.index].parent
        draft.speaker = _one(draft, found, reader, drafts[parent].speaker if parent is not None else None, published)


def _one(
    draft: _Draft, found: Sequence[Attribution], reader: SpeakerReader, outer: Speaker | None, published: date | None
) -> Speaker | None:
    day = draft.when.period.last if draft.when is not None else published
    if day is not None and published is not None:
        day = min(day, published)
    speaker = reader.read(found[draft.index].source, on=day, outer=outer)
    if speaker is None or outer is None:
        return speaker
    relayed = outer.role is Role.MEDIA or speaker.name == outer.name or speaker.on_behalf_of is None
    if not relayed and speaker.on_behalf_of != outer.on_behalf_of:
        # somebody tells of another actor's view
        return replace(speaker, basis=Basis.THIRD_PARTY)
    return speaker


def _inherit(drafts: list[_Draft], found: Sequence[Attribution]) -> None:
    """Carry on what a speaker's next words share with the last ones: "he added" has the date, "you" the addressee."""
    last_date: dict[str, tuple[int, DateMention]] = {}
    last_heard: dict[str, tuple[str, Span]] = {}
    for draft in sorted(drafts, key=lambda d: d.frame.anchor.start):
        draft.addressee = read_addressee(draft.frame)
        speaker = draft.speaker
        key = speaker.name if speaker is not None else None
        if key is None:
            continue
        if draft.when is not None:
            last_date[key] = (draft.frame.sentence.end, draft.when)
        elif any(word in draft.frame.cue for word in _GOES_ON):
            end, when = last_date.get(key, (-1, None))
            if when is not None and 0 <= draft.frame.sentence.start - end <= 600:
                draft.when = when
        if draft.addressee is not None:
            last_heard.setdefault(key, draft.addressee)
        elif speaks_to_somebody(draft.frame) and found[draft.index].kind != "indirect":
            draft.addressee = last_heard.get(key)


def _parents_first(drafts: list[_Draft], found: Sequence[Attribution]) -> list[_Draft]:
    order: list[_Draft] = []
    seen: set[int] = set()

    def visit(index: int, depth: int) -> None:
        if index in seen or depth > len(found):
            return
        parent = found[index].parent
        if parent is not None and 0 <= parent < len(found) and parent != index:
            visit(parent, depth + 1)
        if index not in seen:
            seen.add(index)
            order.append(drafts[index])

    for index in range(len(found)):
        visit(index, 0)
    return order


def _is_same_voice(inner: Speaker | None, outer: Speaker | None) -> bool:
    if inner is None or outer is None or inner.on_behalf_of is None:
        return False
    return inner.on_behalf_of == outer.on_behalf_of and inner.role in (Role.BODY, outer.role)


def _finish(
    draft: _Draft,
    drafts: list[_Draft],
    found: Sequence[Attribution],
    report: Report,
    chains: ChainReader,
    published: date | None,
    recorded_at: datetime | None,
    coder: str,
) -> None:
    own = found[draft.index]
    outer = drafts[own.parent].statement if own.parent is not None and 0 <= own.parent < len(drafts) else None
    source = hull(own.source) if own.source else None
    period = draft.when.period if draft.when is not None else None
    modality = read_modality(draft.frame, period, published)
    if modality is Modality.ACTUAL and outer is not None and outer.modality is not Modality.ACTUAL:
        modality = outer.modality  # what was not said, contains nothing that was
    if modality is Modality.FUTURE and outer is not None and _is_same_voice(draft.speaker, outer.speaker):
        modality = outer.modality  # "Kell will vote for it", said by Kell's own minister, is said already
    draft.statement = Statement(
        report=report.sha256,
        source=own.source,
        cue=own.cue,
        content=own.content,
        kind=own.kind,
        speaker=draft.speaker,
        addressee=draft.addressee[0] if draft.addressee else None,
        addressee_span=draft.addressee[1] if draft.addressee else None,
        chain=chains.read(draft.frame, draft.speaker, source, outer.chain if outer else ()),
        said_on=period,
        said_on_span=draft.when.span if draft.when is not None else None,
        reported_on=published,
        modality=modality,
        coder=coder,
        confidence=own.confidence,
        parent=outer.id if outer else None,
        recorded_at=recorded_at,
    )
