"""Where a report tells of a decision: verbs and nouns of acts, and verbs that say what is done with a thing.

One pass over the words of each sentence. Each occurrence has its act, the phrase of its object, where its subject would
stand, and how sure its words tell of a decision at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whipcount.positions.proposal.acts import (
    Act,
    Form,
    Lexicon,
    ObjectKind,
    VerbEntry,
    handling_nouns,
    lexicon,
    things_of_verb,
)
from whipcount.positions.proposal.decided_clauses import DECIDES, RULED, clause_decided, that, whether
from whipcount.positions.proposal.free_acts import decided_before, find_free_acts
from whipcount.positions.proposal.handled_nouns import of_handling_noun, specific
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after, phrase_around
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.phrase_edges import nominal_next
from whipcount.positions.proposal.stopped_things import is_leaving, left_by_decision, stops_itself
from whipcount.positions.proposal.thing_acts import about, act_of, before_another_noun, thing_at
from whipcount.positions.proposal.verb_complements import with_complement
from whipcount.positions.proposal.verb_objects import (
    INTRANSITIVE,
    in_relative_clause,
    is_allowed,
    object_follows,
    object_start,
    passes_through,
    subject_phrase,
    with_clause,
)
from whipcount.positions.proposal.verb_readings import is_noun_here, is_passive, is_verb_here, reading_of
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.span import Span

_POSTS = frozenset(
    "post job chair chairman chairwoman chairperson speaker president presidency secretary-general secretary"
    " director-general head "
    "successor candidate candidacy candidature nominee nomination helm gavel".split()
)


_OBJECTIONS = frozenset(
    "objection objections opposition veto resistance blockade block hold reservation reservations threat".split()
)
_ANYBODY_DOES = frozenset("order decree force".split())
_ONES_OWN = frozenset("his her my your".split())
_BEFORE_OBJECT = frozenset("with between to of for the by in against".split())
_MANY = frozenset("countries states nations applicants candidates".split())  # named after, if at all


_STRONG_CUES = frozenset(
    "vote votes voted voting veto vetoes vetoed vetoing unanimous unanimously unanimity consensus majority ballot "
    "ratify ratified ratification abstained abstain adopted rejected approve approved decide decides decided".split()
)


def find_occurrences(words: Sequence[Word], line: int, *, headline: bool = False) -> Iterator[Occurrence]:
    """The occurrences of one sentence, in the order of their kinds; some may tell the same thing.

    Args:
        words: of the sentence.
        line: its number.
        headline: whether it is the title, where verbs lose their auxiliaries.
    """
    open_at = -1 if headline else whether(words)
    told = sure = False
    for one in _occurrences(words, line, headline=headline):
        told = told or one.at >= open_at
        sure = sure or one.handling >= _SURE
        yield one
    if open_at > 0 and not told:  # "will decide whether school buses are free": the act is none that is known
        yield clause_decided(words, line, open_at, DECIDES, 3.0)
    elif not sure and not headline and (ruled := that(words)) > 0:  # "ruled that the ban must go"
        yield clause_decided(words, line, ruled, RULED, 2.5)


_SURE = 1.5  # how sure words tell of a decision that no clause need tell again
_DECIDED = 1.5  # how sure a word of deciding tells that what it governs is decided


def _occurrences(words: Sequence[Word], line: int, *, headline: bool = False) -> Iterator[Occurrence]:
    """Those that the words of acts and of handling tell."""
    known = lexicon()
    taken: set[int] = set()
    yield from _of_phrases(words, line, known, taken)
    cue = any(w.low in _STRONG_CUES for w in words)
    for at, word in enumerate(words):
        entries = known.verbs.get(word.low)
        if not entries or not word.is_word or at in taken:
            continue
        entry = reading_of(words, at, entries)
        if entry is None or is_noun_here(words, at, entry, headline):
            continue
        if word.capital and at and at + 1 < len(words) and words[at + 1].capital and not headline:
            continue  # "Lower Sund"
        if in_relative_clause(words, at, taken) or _joined_in_doing(words, at):
            continue
        if entry.act is not None and entry.act.object is ObjectKind.THING and is_allowed(words, at):
            continue
        made = _of_verb(words, at, entry, line, headline, known)
        if made is not None:
            if made.object is not None:
                made = replace(made, object=with_clause(words, made.object))
            yield made
            if made.object is not None:
                taken.update(range(made.object.first, made.object.end))
            taken.add(at)
    weights = handling_nouns()
    for at, word in enumerate(words):
        weight = weights.get(word.low, 0.0)
        if weight and at not in taken:
            made = of_handling_noun(words, at, weight, line, known)
            if made is not None:
                yield made
                if made.object is not None:
                    taken.update(range(made.object.first, made.object.end))
    for free in find_free_acts(words, taken):
        yield Occurrence(free.act, free.verb, free.anchor, free.object, line, free.at, 1.2 + free.weight, free.against)
        taken.update({free.at, *range(free.object.first, free.object.end)})
    for at, word in enumerate(words):
        if at in taken or not word.is_word:
            continue
        act = thing_at(words, at) or known.nouns.get(word.low)
        if act is None or is_verb_here(words, at):
            continue
        compound = at + 1 < len(words) and nominal_next(words, at + 1)
        if compound and (act.id in ("establish", "approve-aid") or before_another_noun(words, at)):
            continue  # "a court ruling", "fund managers", "the emergency clinic": not what is decided
        phrase = phrase_around(words, at)
        if any(k in taken for k in range(phrase.first, at)):
            continue
        behind = [w.low for w in words[max(0, phrase.first - 3) : phrase.first]]
        if behind[-1:] and behind[-1] in word_classes()["rivals_before"]:
            continue  # "having beaten a joint bid"
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
            while at < len(words) and words[at].low in _BEFORE_OBJECT:
                at += 1
            following = (
                phrase_after(words, at) if (at < len(words) and words[at - 1].low != "the") or at > last + 1 else None
            )
            if at < len(words) and following is None and at == last + 1:
                following = phrase_after(words, at)
            if act.object is ObjectKind.PERSON:
                following = None
            elif act.id == "approve":
                following = phrase_after(words, last + 1) if last + 1 < len(words) else None  # "on the table is X"
                if following is None:
                    continue
            elif act.object is ObjectKind.THING:
                start = first - 1 if first and words[first - 1].low in ("a", "the", "any") else first
                following = Phrase(start, last + 1, last)
            weight = 1.0 + max(_governed(words, first), 1.0 if any(w.low in _STRONG_CUES for w in words) else 0.0)
            weight = max(weight, 2.5) if act.id == "approve" else weight
            yield Occurrence(
                act, None, Span(words[first].span.start, words[last].span.end), following, line, first, weight
            )
            taken.update(range(first, last + 1))


def _of_verb(
    words: Sequence[Word], at: int, entry: VerbEntry, line: int, headline: bool, known: Lexicon
) -> Occurrence | None:
    anchor = words[at].span
    if is_leaving(words, at, entry):
        return left_by_decision(words, at, entry, line)
    if entry.forms.particle in ("into force", "effect") or (
        entry.forms.base in INTRANSITIVE and entry.act is None and not object_follows(words, at, entry)
    ):
        phrase, after = subject_phrase(words, at), None
    elif is_passive(words, at, entry, headline) or (
        entry.act is None and not entry.against and passes_through(words, at, entry)
    ):
        phrase = subject_phrase(words, at)
        after = None
    else:
        start = object_start(words, at, entry)
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
    fitting = things_of_verb().get(entry.forms.base)
    if entry.act is not None and fitting is not None and (phrase is None or words[phrase.head].low not in fitting):
        return None  # what is sent is no mission
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
        if thing is None and entry.form is Form.BASE and (governed := decided_before(words, at)) >= _DECIDED:
            free = known.act("do")  # "agreed to invite a representative"
            verb = replace(entry, act=free)
            return Occurrence(free, verb, anchor, phrase, line, at, 1.2 + governed, False, after is None)
        return Occurrence(thing, None, anchor, phrase, line, at, 1.5, True, after is None) if thing else None
    if (
        entry.act is not None
        and entry.act.id == "lift"
        and phrase is not None
        and words[phrase.head].low in _OBJECTIONS
    ):
        return None  # to lift an objection is to agree
    if (
        entry.act is not None
        and entry.act.object is ObjectKind.THING
        and phrase is not None
        and words[phrase.head].low in word_classes()["ended_in_talk"]
    ):
        return None  # "ended weeks of silence", "raised fears": told, not decided
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
    if words[phrase.first].low in _ONES_OWN and thing_at(words, phrase.head) is None:
        return None  # "turned his thumb down"
    whole = with_complement(words, phrase, entry.forms.base) if after is not None else phrase
    if whole.end > phrase.end and entry.forms.base in _ANYBODY_DOES and decided_before(words, at) < _DECIDED:
        return None  # a judge orders a firm to pay: no vote of members
    if whole.end > phrase.end or stops_itself(words, at, entry, phrase):
        free = known.act("do")  # "authorised its members to use force", "voted to withdraw its aid workers"
        governed = max(entry.handling * 0.6, decided_before(words, at))
        return Occurrence(free, replace(entry, act=free), anchor, whole, line, at, governed, False)
    act, _ = act_of(words, phrase)
    if act is None:
        if _names(words, phrase) and words[phrase.head].capital and any(w.low in _POSTS for w in words):
            return Occurrence(
                known.act("appoint"), None, anchor, phrase, line, at, entry.handling, entry.against, after is None
            )
        if entry.handling < 1.5 or not specific(words, phrase):
            return None
        if phrase.first and words[phrase.first - 1].low == "whether":
            return None  # "whether heavy carts should pay": the carts are not what is approved
        act = known.act("approve")
        return Occurrence(act, None, anchor, phrase, line, at, entry.handling * 0.6, entry.against, after is None)
    return Occurrence(act, None, anchor, phrase, line, at, entry.handling, entry.against, after is None)


def _joined_in_doing(words: Sequence[Word], at: int) -> bool:
    """Whether somebody joins others in doing something, no body: "joined all Democrats in voting against"."""
    if not words[at].low.startswith("join"):
        return False
    for k in range(at + 1, min(at + 9, len(words) - 1)):
        if not words[k].is_word and words[k].text != ",":
            return False
        if words[k].low in ("in", "to") and (
            words[k + 1].low.endswith("ing") or words[k + 1].low in ("vote", "back", "oppose", "support", "defeat")
        ):
            return True
    return False


def _names(words: Sequence[Word], phrase: Phrase | None) -> bool:
    """Whether a phrase names somebody: a word with a capital that is not the first of a sentence."""
    if phrase is None:
        return False
    return (
        any(
            words[k].capital and words[k].text not in ("I",) and (k > 0 or words[k].low not in word_classes()["stops"])
            for k in range(phrase.first, phrase.end)
        )
        or (words[phrase.head].low in _MANY)
        or (
            words[phrase.head].low in ("country", "state", "republic", "kingdom", "nation", "member")
            and words[phrase.first].low == "the"
        )
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
