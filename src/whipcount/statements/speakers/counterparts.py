"""Who is told by another's office: "her Kellish colleague, Ada Finch", "his counterpart from Pell".

The relation says that the one holds for a member what the other holds for another: the words are the member's. Friends,
neighbours and predecessors hold nothing by that.
"""

from __future__ import annotations

from dataclasses import replace

from whipcount.statements.people.cast import Cast
from whipcount.statements.people.persons import Person
from whipcount.statements.speakers.discourse import Said
from whipcount.statements.statement import VOICES, Basis, Role, Speaker
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/counterparts")
_LEAD = 90  # characters before a name in which it is told whose counterpart it is


def counterpart_voice(cast: Cast, said: Said, span: Span, speaker: Speaker) -> Speaker:
    """The speaker as the voice of the member whose counterpart a phrase names; unchanged where it names none.

    Args:
        cast: the report's.
        said: who spoke before: a counterpart has the role of the last of them.
        span: of the phrase.
        speaker: who it was resolved to.
    """
    if speaker.on_behalf_of is not None or speaker.role in (Role.FORMER, Role.OPPOSITION, Role.MEDIA):
        return speaker
    named = _WORDS.before.match(cast.text, *span)
    place = Span(*named.span("where")) if named else None
    if place is None and (named := _WORDS.behind.match(cast.text, *span)):
        place = Span(*named.span("where"))
    if place is None or _WORDS.none.search(cast.text, span.start, span.end):
        return speaker
    return _of_member(cast, said, place, speaker)


def told_counterpart(cast: Cast, said: Said, person: Person, speaker: Speaker) -> Speaker | None:
    """The person as a member's voice, told elsewhere to be a counterpart: "met her Kellish colleague, Ada Finch".

    Args:
        cast: the report's.
        said: who spoke before.
        person: who speaks, by name alone.
        speaker: who it was resolved to.
    """
    if speaker.role is not Role.OTHER:
        return None
    for name in person.spans:
        start = max(0, name.start - _LEAD)
        told = _WORDS.told_before.search(cast.text, start, name.start)
        if told is not None and not _WORDS.none.search(told.group()):
            voice = _of_member(cast, said, Span(*told.span("where" if told["where"] else "land")), speaker)
            return voice if voice is not speaker else None
    return None


def _of_member(cast: Cast, said: Said, place: Span, speaker: Speaker) -> Speaker:
    states = [m for m in cast.mentions_in(place) if cast.is_state(m.id) and m.span.start == place.start]
    if len(states) != 1:
        return speaker
    last = next((s for _, s in reversed(said.things) if s.role in VOICES), None)
    return replace(
        speaker,
        on_behalf_of=states[0].id,
        role=last.role if last is not None and last.role is not Role.BODY else Role.MINISTER,
        basis=Basis.OFFICE,
    )
