"""Who is told by another's office: "her Kellish colleague, Ada Finch", "his counterpart from Pell".

The relation says that the one holds for a member what the other holds for another: the words are the member's. Friends,
neighbours and predecessors hold nothing by that.
"""

from __future__ import annotations

from dataclasses import replace

from whipcount.statements.people.cast import Cast
from whipcount.statements.speakers.discourse import Said
from whipcount.statements.statement import VOICES, Basis, Role, Speaker
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/counterparts")


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
