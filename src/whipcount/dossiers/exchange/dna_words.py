"""The words of a DNA file: which concepts mean which variant, what agreement is, and what is left without a meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.text.fields import one_field

_YES = frozenset(("yes", "true", "1", "agree", "agrees", "agreement", "positive", "support", "for"))
_NO = frozenset(("no", "false", "0", "-1", "disagree", "disagrees", "disagreement", "negative", "oppose", "against"))
_MOST = 12  # names that one line tells


@dataclass(slots=True)
class DnaNotes:
    """What of a DNA file was matched to nothing, and what was left aside, each with the number of statements.

    ``hints``: of organizations that are no member, who may be meant.
    """

    concepts: Counter[str] = field(default_factory=Counter)
    organizations: Counter[str] = field(default_factory=Counter)
    hints: dict[str, str] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def lines(self, proposal: Proposal | None) -> Iterator[str]:
        """What is told of it, a line each.

        >>> notes = DnaNotes()
        >>> notes.concepts["Let Orvana in"] += 2
        >>> list(notes.lines(None))
        ["concepts that mean no variant: 'Let Orvana in' (2)"]
        """
        if self.concepts:
            line = f"concepts that mean no variant: {_counted(self.concepts)}"
            if proposal is not None:
                variants = ", ".join(dict.fromkeys(v.id for v in (proposal.asked, *proposal.variants)))
                line += f"; --concept CONCEPT=VARIANT says what one means (variants: {variants})"
            yield line
        if self.organizations:
            yield f"organizations that are no member: {_counted(self.organizations, self.hints)}"
        if self.left:
            yield "statements left aside: " + ", ".join(f"{n} {what}" for what, n in sorted(self.left.items()))


def _counted(names: Counter[str], hints: Mapping[str, str] | None = None) -> str:
    shown = [
        f"{name[:80]!r} ({number}{'; ' + hint if (hint := (hints or {}).get(name)) else ''})"
        for name, number in names.most_common(_MOST)
    ]
    return ", ".join(shown) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


class Concepts:
    """Which variant a concept means.

    A concept means a variant by its id or its label, in any case, with or without a full stop, or because the caller
    says so.

    Raises:
        DossierError: a concept is to mean a variant that the proposal does not have.

    >>> from whipcount.positions.proposal.proposal import Variant
    >>> lake = Proposal("orvana", "Orvana is admitted", "LAKE", variants=(Variant("asked", "Admitted now."),))
    >>> concepts = Concepts(lake, {"Let Orvana in!": "asked"})
    >>> concepts.variant("admitted  now"), concepts.variant("let Orvana in"), concepts.variant("Observer")
    ('asked', 'asked', None)
    """

    def __init__(self, proposal: Proposal | None, told: Mapping[str, str]) -> None:
        variants = (proposal.asked, *proposal.variants) if proposal is not None else ()
        ids = {variant.id for variant in variants}
        odd = sorted(set(told.values()) - ids) if proposal is not None else []
        if odd:
            raise DossierError(f"no variant {odd[0]!r}", where="--concept", accepted=", ".join(sorted(ids)))
        self._meant: dict[str, str] = {_key(concept): variant for concept, variant in told.items()}
        for variant in variants:
            for name in (variant.id, variant.label):
                self._meant.setdefault(_key(name), variant.id)

    def variant(self, concept: str) -> str | None:
        """The id of the variant that a concept means, None where it means none."""
        return self._meant.get(_key(concept)) if _key(concept) else None


def _key(concept: str) -> str:
    return one_field(concept).casefold().strip(" .,;:!?\"'“”‘’«»")


def agrees(value: object) -> bool | None:
    """Whether a value of the variable agreement agrees, None where it says neither.

    >>> agrees(1), agrees(False), agrees("Disagree"), agrees("mixed"), agrees(None)
    (True, False, False, None, None)
    """
    if isinstance(value, int | float) and value in (-1, 0, 1):
        return value > 0
    word = value.strip().casefold() if isinstance(value, str) else ""
    return True if word in _YES else False if word in _NO else None
