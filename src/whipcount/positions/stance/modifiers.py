"""What is said in a roundabout way: expressions that turn, weaken or void the predicate that they govern.

"Would sooner leave than agree", "doubted that it could support", "only a fool would oppose": the predicate of the
lexicon stands there and is not meant. Each class of expression is one pattern with an effect; it ends where the words
begin that it governs. A consent read by mistake is the worst error here: a doubtful one is weakened or left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from whipcount.positions.stance.lexicon import ROWS
from whipcount.positions.stance.markers import ACTION
from whipcount.positions.stance.stance import Stance
from whipcount.text.span import Span


class Effect(Enum):
    """What an expression does to the predicate that it governs."""

    NOT = "turned"
    DOUBT = "doubted"  # leans to the other side
    RUED = "regretted"  # a consent leans to the other side, a refusal stays
    MAY = "left possible"  # leans to its own side
    SHADE = "weakened"  # a consent leans, a refusal stays
    VOID = "of others"  # dropped: whose it is, or whether it is meant, stays open
    PLAIN = "asserted"  # two words that cancel: "would not hesitate to"


@dataclass(frozen=True, slots=True)
class Mark:
    """An expression found, and what it does."""

    span: Span
    effect: Effect


_NEG = (
    r"(?:not|never|cannot|without|no|nobody|(?:\w+n['’]t)|(?:refus|declin)(?:e|es|ed|ing)\s+to|unwilling\s+to|fail(?:s|ed)?\s+to"
    r"|stop(?:s|ped)?\s+short\s+of)\s+(?:(?:yet|ever|be|to|been|go\s+so\s+far\s+as\s+to|entirely|even|even\s+to)\s+)*"
)
BAD = (
    r"(?:wrong|mistakes?|errors?|folly|madness|betrayals?|suicid\w+|reckless|irresponsible|foolish|unwise|dangerous"
    r"|absurd|insane|crazy|mad|treason|shameful|disast(?:er|rous)|catastroph\w+|blunder|dishono\w+|immoral|naive"
    r"|self-defeating|unthinkable|inconceivable|a\s+(?:crime|sin|disgrace|gamble|trap))"
)
_HARD = (
    r"(?:premature|too\s+(?:early|soon|risky|costly|weak|divided|small|busy)|hard|harder|difficult|tough|not\s+easy|in\s+no\s+(?:hurry|rush)"
    r"|slow|reluctant|hesitant|loath|wary|averse|cautious|disinclined|struggl(?:e|es|ed|ing)|hesitat(?:e|es|ed|ing)"
    r"|(?:(?<!no\s)less|less\s+and\s+less|ever\s+less|hardly|scarcely|barely|none\s+too|not\s+(?:very|too|so|exactly|overly|particularly|entirely))"
    r"\s+(?:willing|inclined|likely|keen|ready|eager|able|prepared|disposed|minded|tempted|enthusiastic))"
)
_CALLS = (
    r"(?:calls?|demands?|appeals?|pressure|pleas?|requests?|urgings?|suggestions?|advice|attempts?|efforts?|moves?"
    r"|push|temptation)"
)
_WHO = r"(?:(?:for|of|by|from)\s+(?:[\w'’-]+\s+){1,4}?)?"

_GOVERNING: tuple[tuple[Effect, str], ...] = (
    # two words that cancel
    (
        Effect.PLAIN,
        rf"{_NEG}(?:hesitat\w+|afraid|shy(?:ing)?(?:\s+away)?|shrink(?:ing)?|flinch(?:ing)?|fear(?:s|ed|ing)?"
        r"|think\s+twice|qualms?|scruples?|doubt(?:s|ed|ing)?(?:\s+that)?|question(?:s|ed|ing)?(?:\s+that)?|ba(?:u)?lk(?:ing)?|squeamish)(?:\s+(?:to|from|about|of|in|at|over))?",
    ),
    (
        Effect.MAY,
        rf"{_NEG}(?:rul(?:e|es|ed|ing)\s+(?:it\s+)?out|exclud(?:e|es|ed|ing)|preclud\w+|discount(?:s|ed|ing)?|out\s+of\s+the\s+question)"
        r"(?:\s+(?:that|to|the\s+(?:possibility|option|prospect|idea)\s+(?:of|that)))?",
    ),
    (
        Effect.NOT,
        r"(?:rul(?:e|es|ed|ing)\s+out|exclud(?:e|es|ed|ing)|preclud\w+)(?:\s+(?:that|the\s+(?:possibility|option|prospect|idea)\s+(?:of|that)))?",
    ),
    (
        Effect.DOUBT,
        rf"{_NEG}(?:promis\w+|guarantee\w*|commit\w*|pledg\w+|vow\w*|undertak\w+|swear|assur\w+|bind\s+\w+)"
        r"(?:\s+(?:itself|himself|herself|themselves|\w+))?(?:\s+(?:to|that))?",
    ),
    # not able, not ready
    (
        Effect.DOUBT,
        r"(?:unready|unprepared|incapable|powerless|ill[- ](?:prepared|placed|equipped)"
        r"|in\s+no\s+(?:position|mood|state|shape|condition|way|form)|a\s+long\s+way|miles\s+away|nowhere\s+near"
        r"|lack(?:s|ed|ing)?\s+(?:the|a|any)\s+(?:\w+\s+)?\w+|anything\s+but|as\s+opposed\s+to|the\s+last\s+(?:one|country|member|government|\w+))"
        r"(?:\s+(?:to|of|from|for|in))?",
    ),
    (Effect.DOUBT, rf"{_HARD}\s+{_WHO}(?:to|of|about|in|with)(?:\s+see\s+how)?"),
    # no more, and sorry for it
    (
        Effect.NOT,
        r"(?:stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit(?:s|ting)?|(?:gave|gives?|giving)\s+up|refrain(?:s|ed|ing)?\s+from"
        r"|avoid(?:s|ed|ing)?|(?:shied|backed?|walked?|stepped|turned|shrank)\s+(?:away\s+)?from|done|finished|weary\s+of|tired\s+of"
        r"|sick\s+of)(?:\s+(?:to|with)(?=\s+\w)|(?=\s+\w+ing\b))",
    ),
    (
        Effect.RUED,
        r"(?:regret(?:s|ted|ting)?|repent(?:s|ed)?|rue[ds]?|sorry|ashamed|embarrassed)"
        r"(?:\s+(?:that|having|to\s+have|for|of|about|(?:its|his|her|their|\w+['’]s)))?",
    ),
    # who is pressed to do it has not said that it will
    (
        Effect.SHADE,
        r"(?:is|are|was|were|be|been|being|am|feels?|felt)\s+(?:\w+ly\s+)?(?:asked|urged|pressed|pushed|expected|forced|told|invited"
        r"|obliged|pressured|supposed|tempted|required|compelled|called\s+(?:up)?on|begged|bullied|blackmailed|nudged)\s+(?:in)?to",
    ),
    (Effect.DOUBT, r"(?<!a\s)(?:few|(?:hardly|scarcely)\s+any(?:one|body)?)(?:\s+(?:in|of|among)\s+\w+)?"),
    (
        Effect.SHADE,
        r"(?<!not\s)(?:want|expect|need|ask|press|beg)(?:s|ed|ing|ged)?\s+(?-i:[A-Z])[\w-]+(?:\s+(?-i:[A-Z])[\w-]+)?\s+to",
    ),
    # others
    (
        Effect.VOID,
        r"(?:critici[sz]|accus|blam|attack|thank|prais|reproach|mock|ridicul|scold|rebuk|denounc|lambast|chid|commend)(?:e|es|ed|ing|s)?"
        r"\s+(?:[\w'’-]+,?\s+){1,7}?(?:for|of)(?=\s+\w+ing\b)",
    ),
    (
        Effect.VOID,
        r"(?<!among )(?<!one of )(?<!joined )"
        r"(?:(?:those|anyone|anybody|everyone|everybody|people)(?:\s+(?:who|that|which)|(?=\s+\w+ing\b))|whoever"
        r"|(?:members?|countries|states|governments|allies|partners|colleagues|politicians|lawmakers|others|voices|parties)"
        r"(?:\s+who|(?=\s+\w+ing\b)))",
    ),
    (
        Effect.VOID,
        r"(?:opposition|rivals?|opponents?|critics|voters|citizens|public|people|polls?|predecessors?|neighbou?rs?|newspapers?|activists"
        r"|experts?|lobby|unions?|farmers|others)(?=\s+(?:(?:parties|party|leaders?|also|now|would|will|may|might|could|had|has|have|still"
        r"|\w+ly)\s+)*(?:support|back|favou?r|endors|approv|accept|welcom|agree|oppos|reject|block|want)\w*(?!\s+(?:for|of)\b))",
    ),
    (
        Effect.VOID,
        r"(?:everybody|everyone|all|each|every|others?|nobody|no\s+one|none)"
        r"(?:\s+(?:of|the|its|our|other|members?|countries|states|governments|capitals|others|allies|partners))*"
        r"\s+(?:but|except(?:\s+for)?|save|other\s+than|apart\s+from|with\s+the\s+exception\s+of|bar)\s+[\w'’-]+(?:\s+own)?",
    ),
    (
        Effect.DOUBT,
        r"(?:why\s+(?:on\s+earth\s+)?(?:should|would|must)|(?:ask|wonder|see|saw|understand|understood|know|knew)(?:s|ed|ing)?\s+why)",
    ),
    (
        Effect.NOT,
        r"(?:neither|no|without|lack(?:s|ed|ing)?)\s+(?:\w+\s+)?(?:will|votes?|majority|mandate|power|money|means|strength|appetite|desire"
        r"|wish|plans?|intention|grounds?|stomach)(?:\s+(?:n?or)\s+(?:\w+\s+){1,3}?)?\s*(?:to|for|of)",
    ),
    # doubt
    (
        Effect.DOUBT,
        r"(?<!no\s)(?:doubt(?:s|ed|ing|ful)?|unsure|uncertain"
        r"|(?:not|far\s+from|hardly|scarcely|less\s+than|never)\s+(?:\w+\s+)?(?:sure|certain|convinced|persuaded|clear|confident)|unconvinced"
        r"|s[ck]eptical|question(?:s|ed|ing)?|wonder(?:s|ed|ing)?|(?:hard|difficult)\s+to\s+(?:see|imagine)"
        r"|(?:can|could)(?:not|n['’]t)\s+(?:see|imagine|picture)|(?:(?:do|does|did|should|must|would|could|will)(?:\s+not|n['’]t|\s+never)"
        r"|(?:nobody|no\s+one|never)(?:\s+(?:should|must|ought\s+to|could|can|will))?)"
        r"\s+(?:think|believe|see|expect|assume|imagine|conclude|suppose|count\s+on))"
        r"(?:\s+(?:that|whether|if|how|about|of))?",
    ),
    (Effect.DOUBT, r"it\s+(?:is|was)(?:\s+not|n['’]t)\s+(?:[\w'’-]+\s+){1,6}?(?:that|which)"),
    # comparison: what stands behind "than" is what is not done
    (
        Effect.NOT,
        r"(?:sooner|rather|quicker|better|easier|wiser|safer|likelier|more\s+(?:likely|inclined|willing|ready))\b"
        r"[^.;:\"“”]{0,100}?\bthan(?:\s+(?:to|that))?",
    ),
    (Effect.NOT, r"prefer(?:s|red|ring)?\s+[^.;:\"“”]{1,60}?\s+to(?=\s+\w+ing\b)"),
    (
        Effect.DOUBT,
        r"(?:would|['’]d|will|rather|sooner)\s+(?:[\w'’-]+\s+){1,8}?before(?:\s+(?:ever|it|he|she|they|we|I)\b)?",
    ),
    (Effect.NOT, r"against(?=\s+(?:\w+\s+)?\w+ing\b)"),
    (Effect.VOID, r"(?:days|years|times|era)\s+(?:when|in\s+which|of)"),
    (Effect.SHADE, r"before(?=\s+(?:\w+\s+){0,3}\w)"),
    # judgements of doing it
    (Effect.NOT, rf"{BAD}\s+{_WHO}(?:to|if|in|were)"),
    (
        Effect.DOUBT,
        r"(?:only|(?:none|nobody|no\s+one)\s+but)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:fools?|idiots?|mad(?:man|men|woman)|lunatics?|traitors?|cowards?|cynics?"
        r"|enem(?:y|ies)|dreamers?|imbeciles?|simpletons?|vandals?|hypocrites?)(?:\s+(?:would|could|can|will|who))?",
    ),
    # what others ask for, turned down
    (
        Effect.DOUBT,
        r"(?:reject|dismiss|resist|rebuff|spurn|ignor|defy|defi|withst[ao]|brush|turn|wav|shrug|fend|refus)(?:\w*)\s+(?:(?:off|aside|away|down)\s+)?"
        rf"(?:[\w'’]+\s+){{0,3}}?{_CALLS}\s+{_WHO}(?:to|for|that|on\s+\w+\s+to)",
    ),
    (
        Effect.DOUBT,
        r"(?:reject|dismiss|spurn|refus|rebuff)(?:s|ed|ing|es)?\s+(?:\w+\s+){0,2}?(?:idea|notion|thought|prospect|option|possibility)\s+of"
        r"(?=\s+(?:\w+\s+){0,3}?(?:oppos|block|veto|reject|refus|stop)\w*)",
    ),
    (Effect.SHADE, r"(?:pressure|calls|demands|appeals|pleas)\s+(?:on\s+\w+\s+)?(?:to|for)"),
)
_CONTRAST = re.compile(
    r"(?<=,)\s+(?:and\s+)?not\s+(?-i:[A-Z])[\w'’-]*(?:\s+[\w'’-]+){0,3},|(?<!\w)not\s+(?-i:[A-Z])[\w'’-]*(?:\s+[\w'’-]+){0,2}?\s+but(?!\w)",
    re.IGNORECASE,
)
"""Who it is not: "Aldera, not Brune, opposes". A consent is weakened: it may be the other one's."""
_PATTERNS = tuple(
    (effect, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for effect, words in _GOVERNING
)
_REACH = 60  # code points between an expression and the predicate that it governs
_FEW = 6  # words of a quotation that is no sentence of its own
_CUT = re.compile(
    r"[;:!?]|\.(?=\s|$)|,\s|(?<!\w)(?:but|although|because|while|whereas|and\s+(?:now|then|would|will))(?!\w)"
)


def marks_in(text: str, body: Span) -> Iterator[Mark]:
    """The governing expressions inside ``body`` that have a predicate to govern, the first of those that overlap.

    >>> text = "It would sooner leave than agree to it."
    >>> [(mark.span.of(text), mark.effect.name) for mark in marks_in(text, Span(0, len(text)))]
    [('sooner leave than', 'NOT')]
    """
    taken = [Span(*match.span()) for match in _CONTRAST.finditer(text, *body)]
    yield from (Mark(span, Effect.SHADE) for span in taken)
    for effect, pattern in _PATTERNS:
        for match in pattern.finditer(text, *body):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken) and _governs(text, span.end, body.end):
                taken.append(span)
                yield Mark(span, effect)


def _governs(text: str, start: int, end: int) -> bool:
    """Whether a predicate of consent or refusal, or the act itself, follows in the clause."""
    stop = min(end, start + _REACH)
    cut = _CUT.search(text, start, stop)
    stop = cut.start() if cut else stop
    acts = (m for m in ACTION.finditer(text, start, end) if not m.group().lower().endswith(("ion", "ship", "al")))
    if any(match.start() < stop for match in acts):
        return True
    return any(
        row.stance in _EFFECTS[Effect.DOUBT]
        and (match := row.pattern.search(text, start, end)) is not None
        and match.start() < stop
        for row in ROWS
    )


def governing(text: str, span: Span, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks that govern the predicate at ``span``, the nearest first: no clause ends between, and none is far."""
    near = [
        mark
        for mark in marks
        if mark.span.end <= span.start <= mark.span.end + _REACH and not _CUT.search(text, mark.span.end, span.start)
    ]
    return tuple(sorted(near, key=lambda mark: -mark.span.start))


_Y, _LY, _W, _LN, _N = Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK, Stance.LEAN_NO, Stance.NO
_EFFECTS: dict[Effect, dict[Stance, Stance]] = {
    Effect.NOT: {_Y: _N, _LY: _LN, _W: _N, _LN: _LY, _N: _W},
    Effect.DOUBT: {_Y: _LN, _LY: _LN, _W: _LN, _LN: _LY, _N: _LY},
    Effect.RUED: {_Y: _LN, _LY: _LN, _W: _LN},
    Effect.MAY: {_Y: _LY, _W: _LY, _N: _LN},
    Effect.SHADE: {_Y: _LY, _W: _LY},
    Effect.PLAIN: {},
}


def governed(stance: Stance, effect: Effect) -> Stance | None:
    """What a stance becomes under an effect; None where it stays open.

    >>> governed(Stance.YES, Effect.DOUBT).value, governed(Stance.NO, Effect.MAY).value
    ('lean_no', 'lean_no')
    """
    return None if effect is Effect.VOID else _EFFECTS[effect].get(stance, stance)


_FRAGMENT = re.compile(
    r"(?<=\w )(?:[\"“”](?P<a>[^\"“”\n]{1,60}?)[\"“”]|(?<!\w)['‘](?P<b>[^'‘’\"\n]{1,60}?)['’](?!\w))(?=[\s,.;:!?]|$)"
)


def scare_quotes(text: str, body: Span) -> tuple[Span, ...]:
    """The marks around a few quoted words that run on in their clause, as in: it was "not yet ready" to agree.

    >>> text = 'It was "not yet ready" to agree.'
    >>> [span.start for span in scare_quotes(text, Span(0, len(text)))]
    [7, 21]
    """
    found: list[Span] = []
    for match in _FRAGMENT.finditer(text, *body):
        if len((match["a"] or match["b"]).split()) <= _FEW:
            found += (Span(match.start(), match.start() + 1), Span(match.end() - 1, match.end()))
    return tuple(found)


def masked(text: str, spans: tuple[Span, ...]) -> str:
    """The text with those places blank: as long as before, so that places keep their numbers."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
