"""How a verb form is meant where it stands: which verb, whether it is one at all, active or passive."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import Form, VerbEntry, handling_nouns, lexicon
from whipcount.positions.proposal.noun_phrases import phrase_after
from whipcount.positions.proposal.words import Word, word_classes


def reading_of(words: Sequence[Word], at: int, entries: Sequence[VerbEntry]) -> VerbEntry | None:
    """The reading of a verb form: with its particle where that follows, else one without; acts before handling."""
    near = [w.low for w in words[at + 1 : at + 6]]
    far = [w.low for w in words[at + 1 : at + 16] if w.low != "of"]
    with_particle = [e for e in entries if e.forms.particle]
    for entry in with_particle:
        particle = entry.forms.particle.split()
        if entry.forms.base == "take" and particle == ["off"]:
            ahead = [w.low for w in words[at + 1 : at + 16]]
            if "off" in ahead and ahead[ahead.index("off") + 2 : ahead.index("off") + 3] in (["agenda"], ["table"]):
                return entry
            continue
        if near[: len(particle)] == particle and not (particle == ["in"] and entry.forms.base != "let"):
            return entry
        if (
            particle == ["into"]
            and "into" in far[1:]
            and far[far.index("into") + 1 : far.index("into") + 2] in (["its"], ["their"], ["the"])
        ):
            return entry  # "welcomed the Free Church of Tamm into its ranks"
        if len(particle) == 1 and particle[0] in near[1:5] and particle[0] in word_classes()["split_particles"]:
            place = near.index(particle[0])
            if particle[0] == "into" and all(
                w not in word_classes()["prepositions"] and w not in lexicon().verbs for w in near[:place]
            ):
                return entry
            if all(w not in word_classes()["prepositions"] for w in near[:place]) and not _prep_use(
                words, at + 1 + place
            ):
                return entry
    plain = [e for e in entries if not e.forms.particle]
    acting = [e for e in plain if e.act is not None] or plain
    before = words[at - 1].low if at else ""
    if before != "to" and before not in word_classes()["auxiliaries"]:
        past = [e for e in acting if e.form is Form.PAST and e.forms.base == e.forms.past]
        if (
            past
            and at + 1 < len(words)
            and (
                words[at + 1].low in word_classes()["determiners"]
                or words[at + 1].text[:1].isdigit()
                or words[at + 1].low in ("new", "oil", "output")
            )
        ):
            return past[0]  # "the board set a limit"
    return next(iter(acting), None)


def _prep_use(words: Sequence[Word], at: int) -> bool:
    """Whether a particle goes on as a preposition: "in Brussels" (but not "in to")."""
    return (
        at + 1 < len(words)
        and words[at + 1].is_word
        and words[at + 1].low not in word_classes()["stops"] | word_classes()["prepositions"]
    )


def is_noun_here(words: Sequence[Word], at: int, entry: VerbEntry, headline: bool) -> bool:
    """Whether a verb form stands as a noun or as an adjective before its noun."""
    classes = word_classes()
    low = words[at].low
    before = words[at - 1].low if at else ""
    after = words[at + 1] if at + 1 < len(words) else None
    nouny = low in lexicon().things or low in lexicon().nouns or low in handling_nouns()
    if before in classes["determiners"] or before in classes["possessives"] or before.endswith(("'s", "s'")):
        return True
    if entry.form is Form.GERUND:
        return False
    if entry.form in (Form.PAST, Form.PARTICIPLE):
        return False
    if before in classes["prepositions"] and before != "to":
        return True
    if before in classes["quantifiers"] or (before[:1].isdigit() and len(before) < 4):
        return entry.form is not Form.BASE or nouny
    if entry.form is Form.BASE:
        if before == "to" or before in classes["auxiliaries"] or before in ("not", "and", "or", "whether"):
            return nouny and before in ("and", "or")
        if at == 0:
            return True
        if nouny or low in classes["base_nouns"]:
            return not (
                before.endswith("s")
                and after is not None
                and (after.low in classes["determiners"] or after.capital or headline)
                and low not in ("draft",)
            )
        return False
    # what is left is the third person singular
    if not nouny and low not in classes["third_verbs"]:
        return False
    # "votes", "bans", "cuts": a verb after a singular subject with an object or a preposition behind
    follows = after is not None and (
        after.low in classes["determiners"]
        or after.low in ("to", "on", "for", "against", "down", "in")
        or after.capital
        or headline
    )
    plural_before = before.endswith("s") and not before.endswith(("ss", "us"))
    return not follows or plural_before or at == 0 or before in classes["stops"]


def is_verb_here(words: Sequence[Word], at: int) -> bool:
    """Whether a word that also names a thing stands as a verb ("to fund", "will reform")."""
    before = words[at - 1].low if at else ""
    classes = word_classes()
    return before in classes["auxiliaries"] or (
        before == "to"
        and at + 1 < len(words)
        and words[at + 1].is_word
        and words[at].low in lexicon().verbs
        and words[at + 1].low not in classes["prepositions"]
    )


def is_passive(words: Sequence[Word], at: int, entry: VerbEntry, headline: bool) -> bool:
    """Whether a form is passive: after a form of "be", before "by", or without an object in a headline."""
    if entry.form not in (Form.PAST, Form.PARTICIPLE):
        return False
    behind = [w.low for w in words[max(0, at - 4) : at]]
    if any(w in word_classes()["be_forms"] for w in behind) and not any(
        w in ("has", "have", "had") and "been" not in behind for w in behind[-1:]
    ):
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    starts = (
        after is not None
        and phrase_after(words, at + 1) is not None
        and after.low not in word_classes()["after_passive"]
    )
    if starts:
        return False
    # "a bill rejected by": a participle after its noun; "Syria readmitted to Arab League"
    return (after is not None and after.low == "by") or (
        headline
        and at > 0
        and (after is None or after.low in word_classes()["prepositions"])
        and entry.act is not None
        and entry.forms.base not in ("agree", "vote")
    )
