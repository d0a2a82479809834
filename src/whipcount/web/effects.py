"""What an edit changed: the count before it and after it, told in a few words on the page that it was made on."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.wording import moved_text, percent

MOST = 400  # edits of all dossiers together
MOST_TOLD = 6  # members of one effect


@dataclass(frozen=True, slots=True)
class Standing:
    """A count, as far as an edit can change it: what each member is called, and the chance."""

    members: tuple[tuple[str, str], ...]
    state: str
    chance: float | None

    @classmethod
    def of(cls, view: BriefView) -> Standing:
        """That of a view."""
        chance = view.forecast.probability.value if view.forecast else None
        members = tuple(sorted((row.name, row.label) for row in view.members))
        return cls(members, view.status, None if chance is None else float(chance))


def told(before: Standing, after: Standing) -> str:
    """What changed from one to the other.

    >>> one = Standing((("Corvane", "will not block"),), "open", 0.44)
    >>> told(one, Standing((("Corvane", "against"),), "blocked", 0.31))
    'Corvane: will not block → against; the rule: open → blocked; chance 44% → 31%'
    >>> told(one, one)
    'The count and the chance are as they were.'
    """
    was = dict(before.members)
    moved = [f"{name}: {was[name]} → {now}" for name, now in after.members if name in was and was[name] != now]
    if len(moved) > MOST_TOLD:
        moved = [*moved[:MOST_TOLD], f"and {len(moved) - MOST_TOLD} more"]
    if before.state != after.state:
        moved.append(f"the rule: {before.state} → {after.state}")
    if before.chance != after.chance:
        if before.chance is None or after.chance is None:
            texts = ["none" if chance is None else percent(chance) for chance in (before.chance, after.chance)]
            moved.append(f"chance {texts[0]} → {texts[1]}")
        else:
            moved.append(f"chance {moved_text(before.chance, after.chance)}")
    return "; ".join(moved) or "The count and the chance are as they were."


class Effects:
    """The counts before the latest edits, by dossier and the revision that each edit made."""

    def __init__(self) -> None:
        self._before: OrderedDict[tuple[str, int], Standing] = OrderedDict()
        self._told: dict[tuple[str, int], str] = {}
        self._lock = threading.Lock()

    def note(self, dossier: str, revision: int, before: Standing | None) -> None:
        """Remember how it stood before the edit that made a revision; None: it was not known."""
        if before is None:
            return
        with self._lock:
            self._before[dossier, revision] = before
            while len(self._before) > MOST:
                gone, _ = self._before.popitem(last=False)
                self._told.pop(gone, None)

    def noted(self, dossier: str, revision: int) -> bool:
        """Whether it is known how it stood before the edit that made a revision."""
        with self._lock:
            return (dossier, revision) in self._before

    def effect(self, dossier: str, revision: int, after: Standing | None = None) -> str:
        """What the edit that made a revision changed; empty where it is not known.

        Args:
            dossier: which.
            revision: made by the edit.
            after: the count of exactly that revision, where it is at hand.
        """
        with self._lock:
            key = (dossier, revision)
            if key not in self._told and key in self._before and after is not None:
                self._told[key] = told(self._before[key], after)
            return self._told.get(key, "")
