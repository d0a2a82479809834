"""Where a report tells of a decision: verbs and nouns of acts, and verbs that say what is done with a thing.

One pass over the words of each sentence. Each occurrence has its act, the phrase of its object, where its subject would
stand, and how sure its words tell of a decision at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whipcount.positions.proposal.acts import Act, Form, Lexicon, ObjectKind, VerbEntry, handling_nouns, lexicon
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after, phrase_around
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.span import Span

_BE = frozenset("is are was were be been being get gets got".split())
_MODALS = frozenset("will would to may might can could should must shall not never also whether".split())
_LINKS = frozenset("on upon to for against over of in with through down off".split())
_INTRANSITIVE = frozenset("founder fail fall pass stall collapse sink advance clear carry break".split())
_POSTS = frozenset(
    "post job chair chairman chairwoman chairperson speaker president presidency secretary-general secretary director-general head "
    "successor candidate candidacy candidature nominee nomination helm gavel".split()
)
_GENERAL = frozenset({"approve", "approve-aid"})  # what else a phrase names tells more
_GROUPS = frozenset(
    "members states countries governments ministers leaders ambassadors lawmakers nations allies delegates envoys mps".split()
)
_STRONG_CUES = frozenset(
    "vote votes voted voting veto vetoes vetoed vetoing unanimous unanimously unanimity consensus majority ballot "
    "ratify ratified ratification abstained abstain adopted rejected approve approved decide decides decided".split()
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a decision is told.

    Attributes:
        act: which act; the general one where only the thing is known.
        verb: the verb of the act itself, where one tells it.
        anchor: the words that tell it.
        object: the phrase of its object; ``None`` where none can be read.
        line: the number of the sentence.
        at: the number of the anchor's first word in the sentence.
        handling: how sure the words tell of a decision (0: named only).
        against: whether they tell that it is stopped.
        passive: whether the object stood before the verb.
        before: what stands before it in its sentence, where a subject would be.
        after: what stands after its object.
    """

    act: Act
    verb: VerbEntry | None
    anchor: Span
    object: Phrase | None
    line: int
    at: int
    handling: float
    against: bool = False
    passive: bool = False


def find_occurrences(words: Sequence[Word], line: int, *, headline: bool = False) -> Iterator[Occurrence]:
    """The occurrences of one sentence, in the order of their kinds; some may tell the same thing.

    Args:
        words: of the sentence.
        line: its number.
        headline: whether it is the title, where verbs lose their auxiliaries.
    """
    known = lexicon()
    taken: set[int] = set()
    yield from _of_phrases(words, line, known, taken)
    cue = any(w.low in _STRONG_CUES for w in words)
    for at, word in enumerate(words):
        entries = known.verbs.get(word.low)
        if not entries or not word.is_word or at in taken:
            continue
        entry = _entry(words, at, entries)
        if entry is None or _is_noun_here(words, at, entry, headline):
            continue
        if _in_relative_clause(words, at, taken):
            continue
        made = _of_verb(words, at, entry, line, headline, known)
        if made is not None:
            if made.object is not None:
                made = replace(made, object=_with_clause(words, made.object))
            yield made
            if made.object is not None:
                taken.update(range(made.object.first, made.object.end))
            taken.add(at)
    weights = handling_nouns()
    for at, word in enumerate(words):
        weight = weights.get(word.low, 0.0)
        if weight and at not in taken:
            made = _of_handling_noun(words, at, weight, line, known)
            if made is not None:
                yield made
                if made.object is not None:
                    taken.update(range(made.object.first, made.object.end))
    for at, word in enumerate(words):
        if at in taken or not word.is_word:
            continue
        act = thing_at(words, at) or known.nouns.get(word.low)
        if act is None or _is_verb_here(words, at):
            continue
        phrase = phrase_around(words, at)
        if any(k in taken for k in range(phrase.first, at)):
            continue
        behind = [w.low for w in words[max(0, phrase.first - 3) : phrase.first]]
        missing = behind[-1:] == ["without"] or words[phrase.first].low == "no"
        side = missing or behind[-1:] == ["against"] or behind[-3:] in (["in", "favour", "of"], ["in", "favor", "of"])
        yield Occurrence(
            act,
            None,
            word.span,
            phrase,
            line,
            at,
            2.0 if side else 0.8 if cue else 0.2,
            missing or behind[-1:] == ["against"],
        )
        taken.update(range(phrase.first, phrase.end))


def _in_relative_clause(words: Sequence[Word], at: int, taken: set[int]) -> bool:
    """Whether a verb belongs to a clause that only describes a thing told before: "a resolution that condemns"."""
    for k in range(at - 1, max(0, at - 7), -1):
        if not words[k].is_word and words[k].text not in '"“”':
            return False
        if words[k].low in ("that", "which", "who"):
            return any(n in taken for n in range(max(0, k - 3), k)) and all(w.is_word for w in words[max(0, k - 3) : k])
    return False


def _with_clause(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """A thing that says nothing by itself, with the clause that says what it does: "a resolution that condemns X"."""
    classes = word_classes()
    bare = all(
        words[k].low in classes["bare_nouns"]
        or words[k].low in classes["determiners"]
        or words[k].low in ("draft", "new", "joint", "final")
        for k in range(phrase.first, phrase.end)
    )
    at = phrase.end
    if (
        not bare
        or at + 2 >= len(words)
        or words[at].low not in ("that", "which")
        or words[at - 1].low in classes["pronouns"]
    ):
        return phrase
    verb = at + 1
    if words[verb].low in classes["auxiliaries"]:
        verb += 1
    if (
        not words[verb].is_word
        or words[verb].low in classes["pronouns"]
        or words[verb].low in classes["determiners"]
        or words[verb].capital
    ):
        return phrase
    if not words[verb].low.endswith(("s", "ed")) and words[verb - 1].low not in classes["auxiliaries"]:
        return phrase
    inner = phrase_after(words, verb + 1)
    if inner is None or inner.end - phrase.first > 18:
        return phrase
    return Phrase(phrase.first, inner.end, phrase.head)


def _of_phrases(words: Sequence[Word], line: int, known: Lexicon, taken: set[int]) -> Iterator[Occurrence]:
    """Acts that are told by a turn of phrase ("open accession talks with X")."""
    if not words:
        return
    text, starts = "", []
    for word in words:
        gap = " " * max(1, word.span.start - (words[0].span.start + len(text))) if text else ""
        text += gap
        starts.append(len(text))
        text += word.text
    for pattern, act in known.phrases:
        for match in pattern.finditer(text):
            inside = [n for n, start in enumerate(starts) if match.start() <= start < match.end()]
            if not inside or any(n in taken for n in inside):
                continue
            first, last = inside[0], inside[-1]
            at = last + 1
            while at < len(words) and words[at].low in (
                "with",
                "between",
                "to",
                "of",
                "for",
                "the",
                "by",
                "in",
                "against",
            ):
                at += 1
            following = (
                phrase_after(words, at) if (at < len(words) and words[at - 1].low != "the") or at > last + 1 else None
            )
            if at < len(words) and following is None and at == last + 1:
                following = phrase_after(words, at)
            if act.object is ObjectKind.PERSON:
                following = None
            elif act.object is ObjectKind.THING:
                start = first - 1 if first and words[first - 1].low in ("a", "the", "any") else first
                following = Phrase(start, last + 1, last)
            weight = 1.0 + max(_governed(words, first), 1.0 if any(w.low in _STRONG_CUES for w in words) else 0.0)
            yield Occurrence(
                act, None, Span(words[first].span.start, words[last].span.end), following, line, first, weight
            )
            taken.update(range(first, last + 1))


def thing_at(words: Sequence[Word], at: int) -> Act | None:
    """The act by which a thing that ends with this word is decided."""
    for told, act in lexicon().things.get(words[at].low, ()):
        start = at - len(told) + 1
        if start >= 0 and tuple(w.low for w in words[start : at + 1]) == told:
            return act
    return None


def act_of(words: Sequence[Word], phrase: Phrase) -> tuple[Act | None, int]:
    """The act that a phrase names, and where; ``None`` where it names none.

    In this order: the noun of an act that is its head ("the extension of sanctions"); a noun of joining or leaving
    anywhere in it ("the protocol on the accession of X"); a thing that is its head ("a resolution on aid"); what else
    it names ("a plan for a sanctuary").
    """
    known = lexicon()
    head = phrase.head
    act = known.nouns.get(words[head].low)
    if act is not None:
        return act, head
    for at in range(phrase.first, phrase.end):
        act = known.nouns.get(words[at].low)
        if (
            act is not None
            and act.object is ObjectKind.CANDIDATE
            and words[at].low not in ("bid", "entry", "exclusion")
        ):
            return act, at
    first = thing_at(words, head)
    if first is not None and first.id not in ("approve", "approve-aid", "pass-law"):
        return first, head
    best: tuple[Act | None, int] = (first, head if first else -1)
    for at in range(phrase.first, phrase.end):
        act = known.nouns.get(words[at].low)
        if (
            act is not None
            and at > head
            and words[at].low not in ("cut", "rise", "increase", "bid", "entry", "election")
        ):
            return act, at
        act = thing_at(words, at)
        if act is not None and at > head and act.id not in _GENERAL and (first is None or first.id in _GENERAL):
            return act, at
        if best[0] is None and act is not None:
            best = act, at
    return best


def about(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """What a phrase that names only its handling is about: "support for the proposal" is about the proposal."""
    for _ in range(3):
        head = phrase.head
        nxt = head + 1
        if (
            words[head].low not in handling_nouns()
            or thing_at(words, head) is not None
            or words[head].low in lexicon().nouns
        ):
            break
        if nxt + 1 >= phrase.end or words[nxt].low not in ("on", "of", "for", "to", "over", "against", "about"):
            break
        inner = phrase_after(words, nxt + 1)
        if inner is None:
            break
        phrase = inner
    return phrase


def _entry(words: Sequence[Word], at: int, entries: Sequence[VerbEntry]) -> VerbEntry | None:
    """The reading of a verb form: with its particle where that follows, else one without; acts before handling."""
    near = [w.low for w in words[at + 1 : at + 6]]
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
            len(particle) == 1
            and particle[0] in near[1:5]
            and particle[0] in ("in", "out", "back", "up", "down", "into", "off")
        ):
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
    return at + 1 < len(words) and words[at + 1].is_word and words[at + 1].low not in word_classes()["stops"]


def _is_noun_here(words: Sequence[Word], at: int, entry: VerbEntry, headline: bool) -> bool:
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
        if nouny or low in (
            "back",
            "table",
            "draft",
            "cap",
            "clear",
            "fix",
            "set",
            "cut",
            "found",
            "ease",
            "end",
            "pass",
        ):
            return not (
                before.endswith("s")
                and after is not None
                and (after.low in classes["determiners"] or after.capital or headline)
                and low not in ("draft",)
            )
        return False
    if entry.form is Form.THIRD:
        if not nouny and low not in (
            "backs",
            "cuts",
            "limits",
            "tables",
            "strikes",
            "drafts",
            "reforms",
            "supports",
            "caps",
            "sets",
            "ends",
            "bans",
            "passes",
        ):
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
    return False


def _is_verb_here(words: Sequence[Word], at: int) -> bool:
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


def _passive(words: Sequence[Word], at: int, entry: VerbEntry, headline: bool) -> bool:
    if entry.form not in (Form.PAST, Form.PARTICIPLE):
        return False
    behind = [w.low for w in words[max(0, at - 4) : at]]
    if any(w in _BE for w in behind) and not any(
        w in ("has", "have", "had") and "been" not in behind for w in behind[-1:]
    ):
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    starts = (
        after is not None
        and phrase_after(words, at + 1) is not None
        and after.low
        not in ("by", "in", "to", "as", "after", "on", "at", "for", "until", "from", "over", "with", "despite")
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


def _of_verb(
    words: Sequence[Word], at: int, entry: VerbEntry, line: int, headline: bool, known: Lexicon
) -> Occurrence | None:
    anchor = words[at].span
    if entry.forms.particle in ("into force", "effect") or (
        entry.forms.base in _INTRANSITIVE and entry.act is None and not _object_follows(words, at, entry)
    ):
        phrase, after = _subject_phrase(words, at), None
    elif _passive(words, at, entry, headline) or (
        entry.act is None and not entry.against and _through(words, at, entry)
    ):
        phrase = _subject_phrase(words, at)
        after = None
    else:
        start = _object_start(words, at, entry)
        if start is None:
            return None
        inner = known.verbs.get(words[start].low) if start < len(words) else None
        if (
            entry.act is None
            and inner
            and any(e.act is not None or e.handling >= 1.5 for e in inner)
            and (words[start - 1].low in ("to", "whether", "not") or any(e.form is Form.GERUND for e in inner))
        ):
            return None  # "voted to suspend": the inner verb tells it
        phrase = after = phrase_after(words, start)
    if phrase is None and entry.act is None:
        return None
    if phrase is not None and (entry.act is None or entry.act.object is ObjectKind.CANDIDATE):
        phrase = about(words, phrase)
    if (
        entry.act is not None
        and entry.act.object is ObjectKind.CANDIDATE
        and (not _names(words, phrase) or (phrase is not None and thing_at(words, phrase.head) is not None))
    ):
        if phrase is None:
            return None
        thing, _ = act_of(words, phrase)  # "threw out the draft": it is a thing that is handled, nobody is expelled
        return Occurrence(thing, None, anchor, phrase, line, at, 1.5, True, after is None) if thing else None
    if entry.act is not None:
        act: Act | None = entry.act
        governed = _governed(words, at)
        weight = 1.2 + governed
        if phrase is not None and entry.act.object is ObjectKind.THING:
            inner_act, place = act_of(words, phrase)
            if (
                inner_act is not None
                and inner_act.object is not ObjectKind.THING
                and (place == phrase.head or entry.act.id in ("ratify", "approve-deal", "pass-law"))
            ):
                act, anchor = inner_act, words[place].span
                if entry.act.id == "lift" and inner_act.id in ("suspend", "expel"):
                    act = known.act("readmit")  # the end of a suspension
        return Occurrence(act or entry.act, entry, anchor, phrase, line, at, weight, entry.against, after is None)
    assert phrase is not None  # noqa: S101  checked above
    act, _ = act_of(words, phrase)
    if act is None:
        if _names(words, phrase) and words[phrase.head].capital and any(w.low in _POSTS for w in words):
            return Occurrence(
                known.act("appoint"), None, anchor, phrase, line, at, entry.handling, entry.against, after is None
            )
        if entry.handling < 1.5 or not _specific(words, phrase):
            return None
        act = known.act("approve")
        return Occurrence(act, None, anchor, phrase, line, at, entry.handling * 0.4, entry.against, after is None)
    return Occurrence(act, None, anchor, phrase, line, at, entry.handling, entry.against, after is None)


_STAGES = frozenset(
    "reading hurdle stage chamber house commons senate parliament test floor lords committee bundestag bundesrat".split()
)


def _through(words: Sequence[Word], at: int, entry: VerbEntry) -> bool:
    """Whether what follows is only what a thing has passed: "the bill cleared the Commons", "got through its reading"."""
    start = _object_start(words, at, entry)
    phrase = phrase_after(words, start) if start is not None else None
    return phrase is not None and words[phrase.head].low in _STAGES


def _object_follows(words: Sequence[Word], at: int, entry: VerbEntry) -> bool:
    """Whether a verb that may stand alone has an object: "passed the bill", but "the bill passed by 3 votes"."""
    start = _object_start(words, at, entry)
    if start is None or (start > at + 1 and words[start - 1].low in ("by", "for", "with", "on", "over", "in")):
        return entry.forms.base == "fail" and start is not None and words[start - 1].low == "to"
    if entry.forms.particle or words[start].text[:1].isdigit():
        return False
    return phrase_after(words, start) is not None


def _names(words: Sequence[Word], phrase: Phrase | None) -> bool:
    """Whether a phrase names somebody: a word with a capital that is not the first of a sentence."""
    if phrase is None:
        return False
    return any(
        words[k].capital and words[k].text not in ("I",) and (k > 0 or words[k].low not in word_classes()["stops"])
        for k in range(phrase.first, phrase.end)
    ) or (
        words[phrase.head].low in ("country", "state", "republic", "kingdom", "nation", "member")
        and words[phrase.first].low == "the"
    )


def _specific(words: Sequence[Word], phrase: Phrase) -> bool:
    head = words[phrase.head]
    classes = word_classes()
    return not (
        head.capital
        or head.low in classes["times"]
        or head.low[:1].isdigit()
        or head.low in classes["stops"]
        or head.low in classes["generic_heads"]
        or phrase.end - phrase.first < 2
    )


def _governed(words: Sequence[Word], at: int) -> float:
    """How sure a word before a verb says that the act is a decision: "voted to", "whether to", "blocked"."""
    known = lexicon().verbs
    best = 0.0
    for k in range(at - 1, max(-1, at - 8), -1):
        word = words[k]
        if word.text in ".;:":
            break
        if word.low == "whether":
            best = max(best, 2.5)
        weight = max((e.handling for e in known.get(word.low, ())), default=0.0)
        best = max(best, weight, handling_nouns().get(word.low, 0.0))
    return best


def _object_start(words: Sequence[Word], at: int, entry: VerbEntry) -> int | None:
    """The number of the word with which the object begins, adverbs, days and linking prepositions passed over."""
    classes = word_classes()
    j = at + 1
    if entry.forms.particle:
        particle = entry.forms.particle.split()
        if [w.low for w in words[j : j + len(particle)]] == particle:
            j += len(particle)
    moved = True
    linked = False
    while moved and j < len(words):
        moved = False
        word = words[j]
        low = word.low
        if (
            low in ("on", "late", "early", "this", "next", "last")
            and j + 1 < len(words)
            and (
                words[j + 1].low in classes["days"]
                or words[j + 1].low in classes["times"]
                or (words[j + 1].low in classes["months"] and words[j + 1].capital)
                or (low == "on" and words[j + 1].low in ("late", "early", "next", "this"))
            )
        ):
            j += 2
            while j < len(words) and (
                words[j].low in classes["times"] or words[j].text[:1].isdigit() or words[j].low in classes["days"]
            ):
                j += 1
            moved = True
        elif (
            low in classes["days"]
            or (
                low.endswith("ly")
                and len(low) > 4
                and low not in ("supply", "assembly", "family", "ally", "italy", "july")
            )
            or low in ("again", "also", "first", "once", "together", "today", "now", "not", "only", "just", "both")
        ):
            j += 1
            moved = True
        elif word.text == "(":
            while j < len(words) and words[j].text != ")":
                j += 1
            j += 1
            moved = True
        elif low == "in" and [w.low for w in words[j : j + 3]] in (["in", "favour", "of"], ["in", "favor", "of"]):
            j += 3
            moved = linked = True
        elif (
            low == "in"
            and j + 1 < len(words)
            and (
                words[j + 1].low in ("principle", "full", "brussels", "luxembourg", "geneva")
                or words[j + 1].low in classes["cities"]
            )
        ):
            j += 2
            moved = True
        elif low == "for" and j + 3 < len(words) and words[j + 1].low in ("the", "a") and words[j + 3].low == "time":
            j += 4
            moved = True
        elif low == "by" and entry.act is None:
            k = j + 1  # "by 320 votes to 276", "by qualified majority", "by a large margin"
            while (
                k < len(words)
                and k < j + 8
                and words[k].is_word
                and words[k].low not in ("on", "to", "for", "against", "the")
            ):
                k += 1
            if k < len(words) and words[k].low == "to" and k + 1 < len(words) and words[k + 1].text[:1].isdigit():
                k += 2
            if (
                k < len(words)
                and words[k].is_word
                and any(w.low in ("votes", "majority", "consensus", "margin", "unanimity", "vote") for w in words[j:k])
            ):
                j, moved = k, True
        elif word.text[:1].isdigit() and entry.forms.base == "vote":
            k = j  # "voted 93-24 to", "voted 12 to 3 on"
            while (
                k < len(words)
                and (
                    words[k].text[:1].isdigit()
                    or words[k].text in "-–"
                    or words[k].low in ("to", "with", "abstentions")
                )
                and k < j + 6
            ):
                if words[k].low == "to" and not (k + 1 < len(words) and words[k + 1].text[:1].isdigit()):
                    break
                k += 1
            if k > j:
                j, moved = k, True
        elif low in _LINKS and entry.act is None and not linked:
            if low == "of" or (low == "in" and entry.forms.base not in ("fail",)):
                return None
            if low == "with" and entry.forms.base not in ("agree", "move", "go", "press", "proceed"):
                return None
            j += 1
            moved = linked = True
        elif low in ("whether", "to", "not") and entry.act is None:
            j += 1
            moved = True
    if 0 < j < len(words) and words[j - 1].low in ("to", "not") and words[j].low in classes["base_verbs"]:
        return None  # "decide whether to wait": what is decided is no act that is known
    return j if j < len(words) else None


def _subject_phrase(words: Sequence[Word], at: int) -> Phrase | None:
    """The phrase before a passive verb: "the motion on fishing was rejected"."""
    classes = word_classes()
    j = at - 1
    while j >= 0 and (
        words[j].low in classes["auxiliaries"]
        or words[j].low in classes["adverbs"]
        or words[j].low.endswith("ly")
        or words[j].low in ("not", "to")
    ):
        j -= 1
    if j < 0:
        return None
    # the longest phrase that ends here: begin as far left as one phrase still reaches this word
    best: Phrase | None = None
    for start in range(j, max(-1, j - 16), -1):
        if not words[start].is_word and words[start].text not in "$€£":
            if words[start].text in ',;:.()—–"“”' and start < j:
                break
            continue
        phrase = phrase_after(words, start)
        if phrase is not None and phrase.end == j + 1:
            best = phrase
    if (
        best is None
        or words[best.head].low in ("order", "way", "step", "place")
        or words[best.first].low in ("due", "because")
    ):
        return None
    return best


def _of_handling_noun(words: Sequence[Word], at: int, weight: float, line: int, known: Lexicon) -> Occurrence | None:
    """ "a vote on X", "the approval of X", "no agreement to extend X" (the inner verb tells that by itself)."""
    if at + 2 >= len(words) or words[at + 1].low not in ("on", "of", "to", "over", "for", "against", "about"):
        return None
    against = words[at].low in ("veto", "rejection", "opposition", "objection", "objections", "blockade", "resistance")
    start = at + 2
    inner = known.verbs.get(words[start].low)
    if (
        inner
        and any(e.act is not None for e in inner)
        and (words[start - 1].low == "to" or any(e.form is Form.GERUND for e in inner))
    ):
        return None
    if words[start].low in ("whether",):
        return None
    phrase = phrase_after(words, start)
    if phrase is None:
        return None
    if words[at + 1].low == "of":  # "a vote of EU members on tariffs"
        later = next(
            (k for k in range(start + 1, min(phrase.end + 1, len(words))) if words[k].low in ("on", "over", "about")),
            None,
        )
        heads = {words[k].low for k in range(start, later)} if later else set()
        if later is not None and heads & _GROUPS:
            phrase = phrase_after(words, later + 1) or phrase
    phrase = about(words, phrase)
    act, _ = act_of(words, phrase)
    if act is None:
        if weight < 2.5 or words[at + 1].low not in ("on", "of", "over") or not _specific(words, phrase):
            return None
        return Occurrence(known.act("approve"), None, words[at].span, phrase, line, at, weight * 0.5, against)
    return Occurrence(act, None, words[at].span, phrase, line, at, weight, against)
