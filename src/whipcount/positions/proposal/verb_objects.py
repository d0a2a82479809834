"""Where the object of a verb stands: behind it, past days and adverbs; before it, in the passive."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import VerbEntry, lexicon
from whipcount.positions.proposal.inflection import IRREGULAR_PARTICIPLES, base_of_participle, is_plural
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.verb_complements import with_complement
from whipcount.positions.proposal.words import Word, word_classes

_LINKS = frozenset("on upon to for against over of in with through down off".split())


INTRANSITIVE = frozenset("founder fail fall pass stall collapse sink advance clear carry break".split())


def in_relative_clause(words: Sequence[Word], at: int, taken: set[int]) -> bool:
    """Whether a verb belongs to a clause that only describes a thing told before: "a resolution that condemns"."""
    for k in range(at - 1, max(0, at - 7), -1):
        if not words[k].is_word and words[k].text not in '"“”':
            return False
        if words[k].low in ("that", "which", "who"):
            return any(n in taken for n in range(max(0, k - 3), k)) and all(w.is_word for w in words[max(0, k - 3) : k])
    return False


_LETTING = frozenset(
    "allow allows allowed allowing enable enables enabled enabling permit permits permitted permitting let lets letting"
    " help helps helped helping entitle entitles entitled oblige obliges obliged force forces forced require requires"
    " required".split()
)


def is_allowed(words: Sequence[Word], at: int) -> bool:
    """Whether a verb tells what somebody is allowed or made to do, no act of the body: "lets tenants end leases"."""
    for k in range(at - 1, max(-1, at - 9), -1):
        if not words[k].is_word:
            return False
        if words[k].low in _LETTING:
            between = [w.low for w in words[k + 1 : at]]
            plain = words[k].low.startswith("let") or words[k].low.startswith("help")
            return bool(between) and between[0] != "to" and (between[-1] == "to" or plain)
    return False


def with_clause(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """A thing that says nothing by itself, with the clause that says what it does: "a resolution that condemns X"."""
    classes = word_classes()
    bare = all(
        words[k].low in classes["bare_nouns"]
        or words[k].low in classes["determiners"]
        or words[k].low in ("draft", "new", "joint", "final")
        or (words[k].capital and k < phrase.head)  # "a Security Council resolution that condemns"
        for k in range(phrase.first, phrase.end)
    )
    at = phrase.end
    if at + 3 < len(words) and words[at].low == "on" and words[at + 1].low in classes["days"]:
        at += 2  # "a motion on Wednesday that would have ended the subsidy"
    if (
        not bare
        or at + 2 >= len(words)
        or words[at].low not in ("that", "which")
        or words[at - 1].low in classes["pronouns"]
    ):
        return phrase
    verb = at + 1
    while verb + 1 < len(words) and verb < at + 3 and words[verb].low in classes["auxiliaries"]:
        verb += 1  # "that would have let"
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
    if inner is None:
        return phrase
    low = words[verb].low
    forms = lexicon().verbs.get(low, ())
    base = next((e.forms.base for e in forms), None) or IRREGULAR_PARTICIPLES.get(low) or base_of_participle(low) or low
    whole = with_complement(words, inner, base)  # "that would allow tenants to end their leases"
    if whole.end > inner.end:
        return Phrase(phrase.first, whole.end, phrase.head) if whole.end - phrase.first <= _WITH_COMPLEMENT else phrase
    end = inner.end
    if (
        end - phrase.first > _MOST_OF_CLAUSE
    ):  # "that would have backed a plan for X to hand over power": as far as a thing goes
        links = classes["prepositions"] | {"to"}
        end = max(
            (k for k in range(inner.head + 1, phrase.first + _MOST_OF_CLAUSE) if words[k].low in links), default=0
        )
    return Phrase(phrase.first, end, phrase.head) if end else phrase


_MOST_OF_CLAUSE = 18
_WITH_COMPLEMENT = 26
_STAGES = frozenset(
    "reading hurdle stage chamber house commons senate parliament test floor lords committee bundestag"
    " bundesrat".split()
)


def passes_through(words: Sequence[Word], at: int, entry: VerbEntry) -> bool:
    """Whether what follows is only what a thing has passed: "the bill cleared the Commons"."""
    start = object_start(words, at, entry)
    phrase = phrase_after(words, start) if start is not None else None
    return phrase is not None and words[phrase.head].low in _STAGES


def object_follows(words: Sequence[Word], at: int, entry: VerbEntry) -> bool:
    """Whether a verb that may stand alone has an object: "passed the bill", but "the bill passed by 3 votes"."""
    start = object_start(words, at, entry)
    if start is None or (start > at + 1 and words[start - 1].low in ("by", "for", "with", "on", "over", "in")):
        return entry.forms.base == "fail" and start is not None and words[start - 1].low == "to"
    if entry.forms.particle or words[start].text[:1].isdigit():
        return False
    return phrase_after(words, start) is not None


def _after_count(words: Sequence[Word], at: int) -> int:
    """The number of the word behind a count of votes that begins with "by"; 0 where none does."""
    told = [w.low for w in words[at + 1 : at + 6] if w.is_word]
    plain = [low for low in told if low not in ("votes", "vote")]
    if len(plain) < 3 or plain[1] != "to" or number_of(plain[0]) is None or number_of(plain[2]) is None:
        return 0
    end = at + 2 + told.index(plain[2], 1 + told.index("to"))
    return end + (end < len(words) and words[end].low == "votes")


def object_start(words: Sequence[Word], at: int, entry: VerbEntry) -> int | None:
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
                or (low == "on" and _day_first(words, j + 1))
            )
        ):
            j += 2 + _day_first(words, j + 1)
            while j < len(words) and (
                words[j].low in classes["times"] or words[j].text[:1].isdigit() or words[j].low in classes["days"]
            ):
                j += 1
            moved = True
        elif (
            low in classes["days"]
            or (
                low.endswith("ly")
                and not word.capital
                and len(low) > 4
                and low not in ("supply", "assembly", "family", "ally", "italy", "july")
            )
            or low in ("again", "also", "first", "once", "together", "today", "now", "not", "only", "just", "both")
        ):
            j += 1
            moved = True
        elif low == "by" and (ends := _after_count(words, j)) > 0:
            j = ends  # "voted by eight votes to three to drop it"
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
    if j < len(words) and words[j - 1].low == "to" and entry.act is None and _is_verb_behind_to(words, j, entry):
        return None  # "voted to fine two skippers": no fine is approved
    return j if j < len(words) else None


_CHOOSING = frozenset("vote decide resolve opt choose move rule".split())


def _is_verb_behind_to(words: Sequence[Word], at: int, entry: VerbEntry) -> bool:
    """Whether the word behind "voted to" or "agreed to" is a verb, though it may be a noun elsewhere."""
    classes = word_classes()
    word = words[at]
    if not word.low.isalpha() or word.capital or word.low in classes["determiners"] | classes["prepositions"]:
        return False
    if word.low in classes["quantifiers"] | classes["stops"] or number_of(word.low) is not None:
        return False
    if entry.forms.base in _CHOOSING:
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    opens = after is not None and (
        after.low in classes["determiners"] or after.capital or number_of(after.low) is not None
    )
    return entry.forms.base == "agree" and opens and not is_plural(word.text)


def _day_first(words: Sequence[Word], at: int) -> bool:
    """Whether a date stands here with its day before the month: "20 May"."""
    return words[at].text.isdigit() and at + 1 < len(words) and words[at + 1].low in word_classes()["months"]


_RELATIVE_WITHIN = 24
_MAY = frozenset("would will could may can might shall should aims seeks sought".split())


def _with_relative(words: Sequence[Word], last: int) -> Phrase | None:
    """A subject with the clause that says what it does: "a measure that would let women vote (was defeated)"."""
    for k in range(last - 2, max(0, last - _RELATIVE_WITHIN), -1):
        if not words[k].is_word and words[k].text not in "-–’'\"“”":
            return None
        if words[k].low in ("that", "which") and words[k + 1].low in _MAY:
            for start in range(max(0, k - 8), k):
                phrase = phrase_after(words, start) if words[start].is_word else None
                if phrase is not None and phrase.end == k:
                    return Phrase(phrase.first, last + 1, phrase.head)
            return None
    return None


def subject_phrase(words: Sequence[Word], at: int) -> Phrase | None:
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
    whole = _with_relative(words, j)
    if whole is not None:
        return whole
    # the longest phrase that ends here: begin as far left as one phrase still reaches this word
    best: Phrase | None = None
    for start in range(j, max(-1, j - 16), -1):
        if not words[start].is_word and words[start].text not in "$€£":
            if words[start].text in ',;:.()—–"“”' and start < j:
                break
            continue
        if start < j and words[start].low in classes["base_verbs"]:
            break  # "let women become bishops": a verb begins no subject
        phrase = phrase_after(words, start)
        if phrase is not None and phrase.end == j + 1:
            best = phrase
    if (
        best is None
        or words[best.head].low in ("order", "way", "step", "place")
        or words[best.first].low in ("due", "because")
    ):
        return None
    if best.first > 1 and words[best.first - 1].low in classes["time_prepositions"]:
        return subject_phrase(words, best.first - 1) or best  # "the largest tax cut since the war passed"
    return best
