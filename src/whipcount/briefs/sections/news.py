"""What is new of a dossier since a former state, in words that people read: one line, or a few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whipcount.briefs.view.brief import GROUPS, BriefView
from whipcount.briefs.wording import bare, counted
from whipcount.positions.stance.stance import Evidence

MOST_IN_LINE = 3  # members that one line names
MOST_WORDS = 160  # characters of what was said


@dataclass(frozen=True, slots=True)
class State:
    """What is compared: plain values, so that it can be kept in a file.

    Attributes:
        chance: the forecast, 0 to 1; None where none is made.
        agreed: how many members have agreed.
        groups: member id to its group of the board.
    """

    chance: float | None
    agreed: int
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A member that stands elsewhere than before.

    Attributes:
        member: its id.
        name: its name.
        was, now: where it stood and stands, in words; "no member" where it was none.
        words: what was said, by whom and when; empty where nothing is shown for it.
        quoted: whether the words are as a report quotes or retells them, and not a record's note.
        evidence: the anchor of what sets the position; empty where nothing does.
    """

    member: str
    name: str
    was: str
    now: str
    words: str = ""
    speaker: str = ""
    said_on: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What changed.

    Attributes:
        chance_was, chance: the forecast before and now.
        agreed_was, agreed: how many members had agreed, and have now, of ``members``.
    """

    title: str
    answer: str
    chance_was: float | None
    chance: float | None
    agreed_was: int
    agreed: int
    members: int
    moves: tuple[Move, ...]

    @property
    def anything(self) -> bool:
        """Whether anything moved, as far as it is told."""
        return bool(self.moves) or self.agreed != self.agreed_was or _digits(self) != ""


def state_of(view: BriefView) -> State:
    """What of a view is compared with later ones."""
    chance = view.forecast.probability.value if view.forecast else None
    return State(chance, int(view.rule.agreed.value or 0), {row.id: row.group for row in view.members})


def news_of(view: BriefView, before: State, evidence: Mapping[str, Evidence]) -> News:
    """What changed since a former state.

    Args:
        view: as it is now.
        before: as it was.
        evidence: of now, by its anchor: whose words are told.
    """
    now = state_of(view)
    names = {row.id: row.name for row in view.members}
    anchors = {row.id: row.evidence for row in view.members}
    moves = []
    for member in (*names, *(gone for gone in before.groups if gone not in names)):
        was, is_ = before.groups.get(member), now.groups.get(member)
        if was == is_:
            continue
        anchor = next((a for a in anchors.get(member, ()) if a in evidence), "")
        item = evidence.get(anchor)
        moves.append(
            Move(
                member, names.get(member, member), _word(was), _word(is_),
                _cut(bare(item.gist)) if item else "", (item.speaker or "") if item else "",
                item.said_to.isoformat() if item else "", anchor,
            )
        )  # fmt: skip
    members = len(view.members)
    return News(view.title, view.answer, before.chance, now.chance, before.agreed, now.agreed, members, tuple(moves))


def news_line(news: News) -> str:
    """One line: who stands where now, the chance, and the words behind the first move.

    >>> move = Move("F", "Ferrow Bay", "for", "against", "will not agree", "Ilse Crane")
    >>> news_line(News("Orvana", "", 0.47, 0.31, 4, 3, 7, (move,)))
    'Ferrow Bay now against (was for); 47% -> 31%; agreed 4 -> 3 of 7: Ilse Crane: will not agree'
    """
    parts = [f"{move.name} now {move.now} (was {move.was})" for move in news.moves[:MOST_IN_LINE]]
    if len(news.moves) > MOST_IN_LINE:
        parts.append(f"{counted(len(news.moves) - MOST_IN_LINE, 'more member')} moved")
    parts += [text for text in (_digits(news),) if text]
    if news.agreed != news.agreed_was:
        parts.append(f"agreed {news.agreed_was} -> {news.agreed} of {news.members}")
    line = "; ".join(parts) or "nothing moved"
    first = next((move for move in news.moves if move.words), None)
    if first is not None:
        line += f": {first.speaker}: {first.words}" if first.speaker else f": {first.words}"
    return line


def chance_text(was: float | None, now: float | None) -> str:
    """A chance before and now, with as many digits as show that it moved; empty where it did not.

    >>> chance_text(0.47, 0.31), chance_text(0.001, 0.003), chance_text(None, 0.5), chance_text(0.5, 0.5)
    ('47% -> 31%', '0.1% -> 0.3%', 'no forecast -> 50%', '')
    """
    if was == now:
        return ""
    for digits in (0, 1, 2):
        texts = ["no forecast" if p is None else f"{100 * p:.{digits}f}%" for p in (was, now)]
        if texts[0] != texts[1]:
            return f"{texts[0]} -> {texts[1]}"
    return ""


def _digits(news: News) -> str:
    return chance_text(news.chance_was, news.chance)


def _word(group: str | None) -> str:
    return "no member" if group is None else GROUPS[group][0] if group in GROUPS else group


def _cut(text: str) -> str:
    return text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1] + "…"
