"""The rule that a report tells, in whatever words: "nine votes and no veto", "two-thirds of those voting".

Each way of telling is a row: its pattern, its family, and what it means in the language of rules
(:mod:`whipcount.rules.algebra.notation`). A rule that is told wins over the body's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from whipcount.positions.proposal.numerals import NUMBER, ORDINAL, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span


class RuleFamily(StrEnum):
    """What kind of rule is told."""

    UNANIMITY = "unanimity"
    CONSENSUS = "consensus"
    EACH = "ratification by each"
    QUALIFIED = "qualified majority"
    SHARE = "share"
    COUNT = "number of votes"
    MAJORITY = "simple majority"
    VETO = "votes and no veto"


@dataclass(frozen=True, slots=True)
class ToldRule:
    """A rule as told.

    Attributes:
        family: what kind.
        words: a short name for it ("two-thirds of the votes cast").
        text: in the language of rules; empty where only a body's own rule can tell (a qualified majority).
        amount: the number of votes, where that is told.
        spans: the words that tell it.
    """

    family: RuleFamily
    words: str
    text: str
    amount: int | None
    spans: tuple[Span, ...]
    weight: float = 3.0  # how explicit it is; below 3 only a word for it is told


_WHO = (
    r"(?:members?(?:\W+(?:states?|countries|nations|governments))?|all(?:y|ies)|countr(?:y|ies)|states?|nations?|governments?|part(?:y|ies)|capitals"
    r"|parliaments?|signatories|provinces?|cantons?|towns?|islands?|premiers|leaders|delegations|partners|shareholders|signator(?:y|ies)|ministers|participants)"
)
_ADJ = r"(?:[\w’'+.-]+\W+){0,4}?"
_ALLOF = rf"(?:all|each|every(?:\W+one)?)(?:\W+of)?(?:\W+(?:the|its|their|our))?(?:\W+(?P<n>{NUMBER}))?(?:\W+of(?:\W+(?:the|its))?)?"  # noqa: E501
_CONSENT = r"(?:agreement|consent|approval|backing|support|assent|ratification|signature|yes|blessing|endorsement|acceptance|go-ahead|green\W+light)"  # noqa: E501
_NEED = r"(?:need(?:s|ed|ing)?|requir(?:e|es|ed|ing)|takes?|took|demand(?:s|ed)?|must\W+(?:have|win|get|secure|be)|calls?\W+for|asks?\W+for|depend(?:s|ed)?\W+on|subject\W+to|necessary|short\W+of|threshold|hurdle)"  # noqa: E501
_SHARES = {
    "two-thirds": "2/3", "two thirds": "2/3", "three-quarters": "3/4", "three quarters": "3/4", "three-fourths": "3/4",
    "three-fifths": "3/5", "three fifths": "3/5", "four-fifths": "4/5", "four fifths": "4/5", "two-fifths": "2/5",
    "three-fourth": "3/4", "three-quarter": "3/4", "two-third": "2/3", "three-fifth": "3/5",
}  # fmt: skip
_SHARE = (
    r"(?P<share>(?:two|three|four)[- ](?:thirds?|quarters?|fourths?|fifths?)|\d{2}(?:\.\d+)?(?:\W?%|\W+per\W?cent)"
    r"|(?:fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?\W+per\W?cent)"
)

# family, pattern, how explicit it is (a rule said in full beats a word for one)
_ROWS: tuple[tuple[RuleFamily, str, float], ...] = (
    (RuleFamily.VETO, r"(?:at\W+least\W+)?(?:nine|9)\W+(?:\w+\W+){0,4}?votes?[^.]{0,90}?veto(?:es)?", 4),
    (RuleFamily.VETO, r"no\W+veto(?:es)?\W+(?:from|by)\W+(?:[\w’']+\W+){0,4}?permanent", 3),
    (RuleFamily.VETO, r"(?:power\W+of\W+veto|veto(?:-wielding)?\W+powers?|veto-wielding|permanent\W+members?|right\W+of\W+veto)", 1),  # noqa: E501
    (RuleFamily.EACH, rf"(?:ratified|signed|approved|accepted)\W+(?:\w+\W+){{0,2}}?(?:by|in)\W+{_ALLOF}\W+{_ADJ}{_WHO}", 3.5),  # noqa: E501
    (RuleFamily.EACH, rf"{_ALLOF}\W+{_ADJ}{_WHO}\W+(?:must|have\W+to|has\W+to|need(?:s)?\W+to|had\W+to)\W+(?:first\W+|also\W+|still\W+|now\W+|each\W+)?(?:ratify|sign)", 3.5),  # noqa: E501
    (RuleFamily.EACH, rf"(?:ratification|signatures?)\W+(?:\w+\W+){{0,3}}?(?:of|from|by|in)\W+{_ALLOF}\W+{_ADJ}{_WHO}", 3.5),  # noqa: E501
    (RuleFamily.EACH, r"(?:completed|ratif\w+|signed|approved|finished)[^.]{0,60}\.\W+(?:each|every\W+one|all)\W+of\W+them\W+(?:has|have|must|needs?)(?:\W+to)?(?:\W+ratify)?(?=\W*\.)", 3.6),  # noqa: E501
    (RuleFamily.EACH, rf"(?:only|last|one|sole)\W+(?:\w+\W+)?(?:{_WHO}|country|state|nation|member|government|ally|parliament|one)\W+(?:[\w’'-]+\W+){{0,7}}?(?:has|have|had|is|are)\W+(?:yet|still|not\W+yet|left)\W+(?:to\W+)?(?:ratif\w+|sign|deposit)", 3.1),  # noqa: E501
    (RuleFamily.EACH, rf"(?:only\W+)?(?:when|once|after|until)\W+the\W+last\W+(?:of\W+(?:the|its)\W+)?(?:\w+\W+)?(?:{_WHO}|country|state|member)\W+(?:has|have)\W+(?:ratified|signed|deposited)", 3.5),  # noqa: E501
    (RuleFamily.EACH, rf"(?:each|all|every)\W+(?:one\W+)?of\W+the\W+(?P<n>{NUMBER})\W+(?:must|has\W+to|have\W+to|needs?\W+to)\W+(?:ratify|sign)", 3.5),  # noqa: E501
    (RuleFamily.EACH, rf"(?:only\W+)?(?:if|when|once|after|until|unless)\W+{_ALLOF}\W+(?:{_ADJ}{_WHO}\W+)?(?:have\W+|has\W+)?(?:also\W+|themselves\W+)?(?:ratif|deposit|acced)\w+", 3.4),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"(?:only\W+)?(?:if|when|once|unless|until|provided)\W+{_ALLOF}\W+(?:{_ADJ}{_WHO}\W+)?(?:have\W+|has\W+)?(?:agree|consent|approve|accept|assent|concur|sign|say\W+yes|said\W+yes|vote\W+(?:yes|for|in)|are\W+(?:for|in|agreed)|is\W+(?:for|in)|give)\w*", 3.4),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"{_NEED}\W+(?:the\W+)?(?:{_CONSENT}\W+of\W+)?(?:all|every)\W+(?:the\W+|its\W+)?(?:other\W+)?(?:\w+\W+)?{_WHO}(?:\W+(?:other\W+than|but|except|save|apart\W+from))?", 3.1),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"(?:without|against)\W+the\W+(?:{_CONSENT}|vote)\W+of\W+(?:every|each|all)\W+(?:one\W+of\W+)?(?:\w+\W+)?{_WHO}", 3.1),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"{_CONSENT}\W+(?:of|from|by)\W+{_ALLOF}\W*{_ADJ}{_WHO}", 3.5),
    (RuleFamily.UNANIMITY, rf"{_CONSENT}\W+(?:of|from|by)\W+(?:all|everyone|everybody|each)(?:\W+(?P<n>{NUMBER}))?(?!\W+(?:sides|walks|over))", 3),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"{_ALLOF}\W+{_ADJ}{_WHO}\W+(?:must|have\W+to|has\W+to|need(?:s)?\W+to|had\W+to|would\W+have\W+to|should)\W+(?:first\W+|also\W+|still\W+|now\W+)?(?:agree|approve|consent|back|accept|support|say|give|vote|sign\W+off|endorse|be\W+(?:on\W+board|in\W+favou?r))", 3.5),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"(?:all|each)\W+(?:of\W+(?:the|them)\W*)?(?P<n>{NUMBER})?\W*(?:must|have\W+to|has\W+to|need\W+to)\W+(?:agree|approve|consent|back|accept|support|say\W+yes|give|endorse|do\W+so)", 3),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"{_NEED}\W+(?:\w+\W+){{0,4}}?unanim\w+", 3.5),
    (RuleFamily.UNANIMITY, r"unanim\w+\W+(?:(?:\w+\W+){0,6}?)(?:(?:is|are|was|were)\W+(?:required|needed|necessary)|requirement)", 3.5),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"{_NEED}\W+(?:the\W+)?(?:{_CONSENT}|votes?)\W+(?:of|from|by)\W+(?:all|everyone|each|every)", 3.2),  # noqa: E501
    (RuleFamily.UNANIMITY, r"unanimity(?!\W+(?:on|minus))|unanimous(?:ly)?\W+(?:agreement|consent|approval|decision|support|backing|vote|rule)|(?:must|can\W+only|has\W+to|have\W+to|only)\W+(?:\w+\W+){0,3}?unanimously", 2),  # noqa: E501
    (RuleFamily.UNANIMITY, r"(?:any|every|each|one|a\W+single)\W+(?:[\w-]+\W+){0,2}?(?:member|country|state|government|ally|nation)\W+(?:can|could|may|has\W+(?:a|the\W+(?:right|power)\W+(?:of|to)))\W+(?:\w+\W+)?(?:veto|block)", 2),  # noqa: E501
    (RuleFamily.UNANIMITY, r"(?:must|has\W+to|have\W+to|need(?:s)?\W+to|are\W+always|is\W+always|can\W+only)\W+(?:always\W+)?(?:be\W+)?unanimous", 3.5),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"(?:needs?|requires?|takes?)\W+(?:all\W+(?:the\W+)?{NUMBER}(?=\W*(?:[.,;]|$|of\W+them|{_WHO}))|(?:every|each)\W+(?:one\W+of\W+(?:the|its)\W+)?(?:single\W+)?{_WHO}(?=\W*(?:[.,;]|$|to\W)))", 3.1),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"(?:must|has\W+to|have\W+to|needs\W+to|need\W+to|can\W+only)\W+be\W+(?:backed|approved|supported|accepted|agreed|endorsed|adopted|carried)\W+by\W+{_ALLOF}\W*{_ADJ}{_WHO}", 3.6),  # noqa: E501
    (RuleFamily.UNANIMITY, rf"against\W+the\W+(?:will|wish|wishes|vote)\W+of\W+(?:a\W+single|any|even\W+one|one)\W+{_WHO}", 3),  # noqa: E501
    (RuleFamily.UNANIMITY, r"if\W+(?:even\W+|only\W+|just\W+)?(?:one|any|a\W+single)(?:\W+(?:of\W+them|member|country|state|government))?\W+(?:says\W+no|objects|vetoes|votes\W+(?:no|against)|refuses)|takes\W+(?:just|only)\W+one\W+(?:no|veto|objection)", 3.2),  # noqa: E501
    (RuleFamily.UNANIMITY, r"(?:a\W+single|one|any|just\W+one)\W+(?:no|veto|objection|dissent|dissenting\W+vote|vote\W+against)\W+(?:is|would\W+be|will\W+be|was)\W+(?:enough|sufficient)", 3.5),  # noqa: E501
    (RuleFamily.CONSENSUS, rf"(?:if|provided(?:\W+that)?|as\W+long\W+as|so\W+long\W+as)\W+(?:no(?:ne|body|\W+one)?|not\W+one)\W+(?:of\W+(?:the|its|them)\W+)?(?:\w+\W+)?(?:{_WHO}\W+|government\W+|country\W+|state\W+)?(?:objects?|opposes|protests|raises\W+an\W+objection|says\W+no|vetoes)", 3.6),  # noqa: E501
    (RuleFamily.CONSENSUS, rf"unless\W+(?:a|one|any|some)\W+(?:\w+\W+)?(?:{_WHO}|country|state|government|body|one)\W+(?:objects?|opposes|vetoes|protests|raises\W+an\W+objection)", 3.6),  # noqa: E501
    (RuleFamily.CONSENSUS, r"(?:acts?|decid\w+|decisions?|operat\w+|works?|tak\w+|adopt\w*|act)\W+(?:\w+\W+){0,6}?(?:only\W+)?(?:by|on\W+the\W+basis\W+of|through|in)\W+consensus", 3),  # noqa: E501
    (RuleFamily.CONSENSUS, rf"{_NEED}\W+(?:\w+\W+){{0,3}}?consensus|consensus\W+(?:of\W+{_ADJ}{_WHO}\W+)?(?:is|are|was)\W+(?:required|needed|necessary)|consensus\W+(?:is|are|was)\W+(?:\w+\W+){0,3}?(?:only|sole|rule|way)", 3),  # noqa: E501
    (RuleFamily.CONSENSUS, r"(?:by|through)\W+consensus|consensus(?:-based)?\W+(?:rule|principle|decisions?|organi[sz]ation|body)|rests?\W+on\W+consensus|consensus\W+of\W+all|consensus\W+of\W+(?:the|its)", 2),  # noqa: E501
    (RuleFamily.QUALIFIED, r"(?:qualified|double|weighted)[- ]majority", 3),
    (RuleFamily.QUALIFIED, r"(?:55|15)\W+(?:percent\W+|per\W?cent\W+|%\W*)?(?:of\W+)?(?:the\W+)?(?:\w+\W+)?(?:countries|states|members|governments)[^.]{0,60}?65\W?(?:%|per\W?cent)", 4),  # noqa: E501
    (RuleFamily.QUALIFIED, r"65\W?(?:%|per\W?cent)\W+of\W+(?:the\W+)?(?:\w+\W+)?(?:population|people)", 3.5),
    (RuleFamily.SHARE, rf"{_SHARE}\W+(?:majority\W+)?(?:of\W+)?(?:all\W+)?(?:the\W+|its\W+|their\W+)?(?P<of>(?:those|votes?|members?|countries|states|seats|ballots|delegates|mps|senators|lawmakers|deputies|parties|population)(?:\W+(?:present|cast|voting|and\W+voting|for\W+and\W+against|elected)){{0,3}})", 3.5),  # noqa: E501
    (RuleFamily.SHARE, rf"{_SHARE}(?:\W+majority|\W+of\W+(?:the|its|those)\W+(?:\w+\W+)?(?P<of>votes?|members|\d+\W+\w+))", 3.2),  # noqa: E501
    (RuleFamily.SHARE, rf"{_NEED}\W+(?:\w+\W+){{0,3}}?{_SHARE}", 3),
    (RuleFamily.SHARE, rf"majority\W+of\W+{_SHARE}\W+(?:is|was|are|were)\W+(?:prescribed|required|needed|necessary)", 3.5),  # noqa: E501
    (RuleFamily.COUNT, rf"{_NEED}\W+(?P<n>{NUMBER})\W+(?:votes?|ayes|yeas|members|towns)\W+(?:out\W+)?of\W+(?:the\W+)?(?P<m>{NUMBER})", 3.6),  # noqa: E501
    (RuleFamily.COUNT, rf"(?P<n>{NUMBER})\W+(?:ayes|yeas|yes\W+votes)\W+(?:were|are|is|was)\W+(?:required|needed|necessary|enough|the\W+minimum)|{_NEED}\W+(?P<k>{NUMBER})\W+(?:ayes|yeas|yes\W+votes)", 3.5),  # noqa: E501
    (RuleFamily.COUNT, rf"(?P<n>{NUMBER})\W+votes?\W+(?:(?:in\W+favou?r|for)\W+)?(?:carry|suffice|are\W+(?:enough|sufficient)(?!\W+to\W+(?:block|stop|veto|sink)))", 3.3),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:at\W+least|no\W+fewer\W+than|a\W+minimum\W+of|not\W+less\W+than)\W+(?P<n>{NUMBER})\W+(?:[\w’'-]+\W+){{1,2}}?(?:must|ha(?:s|ve)\W+to|need\W+to)\W+(?:agree|approve|consent|back|accept|support|say\W+yes|vote\W+(?:for|yes|in)|be\W+(?:in\W+favou?r|for)|ratify|endorse|assent)", 3.5),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:has|have|had)\W+to\W+win\W+over\W+(?:at\W+least\W+)?(?P<n>{NUMBER})\W+of\W+(?:the|its)\W+(?P<m>{NUMBER})", 3.3),  # noqa: E501
    (RuleFamily.SHARE, rf"{_SHARE}\W+(?:\w+\W+){{0,2}}?(?:it|she|he|they|that)?\W*(?:was|were|is|are)?\W*(?:needed|required|necessary|called\W+for)", 3.4),  # noqa: E501
    (RuleFamily.COUNT, rf"(?P<n>{NUMBER})\W+of\W+(?:the|its|their)\W+(?P<m>{NUMBER})\W+(?:[\w’'-]+\W+){{1,3}}?(?:must|ha(?:s|ve)\W+to|need(?:s)?\W+to|can(?!\W+not)|may|would\W+have\W+to|had\W+to)\W+(?:(?:first|also|still|now|together)\W+)?(?:agree|approve|consent|back|accept|support|say\W+yes|vote\W+(?:for|yes|in)|be\W+(?:in\W+favou?r|for)|ratify|endorse|assent|admit|adopt|decide|change|fix|do\W+so)", 3.6),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:(?:are|is|be|being|can\W+be|may\W+be)\W+(?:only\W+)?(?:fixed|adopted|approved|elected|passed|taken|decided|set|changed|admitted|carried|imposed|made|chosen|levied|amended))\W+(?:only\W+)?(?:by|with|if)\W+(?:(?:the|votes|of|at\W+least|a|consent|yes|backing|support|agreement|approval|no\W+fewer\W+than)\W+){{0,4}}?(?P<n>{NUMBER})\W+of\W+(?:the|its|their)\W+(?P<m>{NUMBER})", 3.6),  # noqa: E501
    (RuleFamily.COUNT, rf"{_NEED}\W+(?:(?:the|at\W+least|a|votes?|ayes|for|support|backing|consent|assent|of|from|approval|by|be|only|minimum|yes)\W+){{0,5}}?(?P<n>{NUMBER})\W+of\W+(?:the|its|their)\W+(?P<m>{NUMBER})", 3.6),  # noqa: E501
    (RuleFamily.COUNT, rf"with\W+(?P<n>{NUMBER})\W+of\W+(?:the|its)\W+(?P<m>{NUMBER})\W+(?:[\w’'-]+\W+){{1,3}}?(?:behind|for|in\W+favou?r)[^.]{{0,50}}?(?:would|can|could|will)\W+(?:pass|carry|be\W+adopted)", 3.2),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:we|they)\W+need(?:ed)?\W+(?P<n>{NUMBER})(?=[\s\"”’,.;])(?!\W+(?:more|[a-z]+s\b))", 2.5),
    (RuleFamily.COUNT, rf"{_NEED}\W+(?:(?:the|at\W+least|a|for|support|backing|of|from|approval|by|be|ratified|only|another|minimum)\W+){{0,5}}?(?P<n>{NUMBER})\W+(?:of\W+(?:the|its)\W+(?P<m>{NUMBER})\W+)?(?:\w+\W+){{0,2}}?(?:votes?|ratifications?|signatures|{_WHO}|senators|seats|yes)", 3.5),  # noqa: E501
    (RuleFamily.COUNT, rf"(?P<n>{NUMBER})(?:-vote|\W+(?:of\W+(?:the|its)\W+(?:{NUMBER})\W+)?(?:\w+\W+){{0,1}}?(?:votes?|ratifications?|signatures))\W+(?:(?:\w+\W+){{0,4}}?(?:needed|required|necessary|threshold|hurdle)|to\W+(?:pass|win|advance|overcome|break|enter)|(?:are|is|were|was)\W+(?:required|needed))", 3.5),  # noqa: E501
    (RuleFamily.COUNT, rf"short\W+of\W+(?:the\W+)?(?P<n>{NUMBER})\W+(?:\w+\W+){{0,2}}?(?:needed|required|necessary|votes|for)", 3.3),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:once|until|when|after|if|unless|needs?)\W+(?:it\W+(?:is|has\W+been)\W+ratified\W+by\W+)?(?:at\W+least\W+)?(?P<n>{NUMBER})\W+(?:\w+\W+)?{_WHO}\W+(?:have\W+|has\W+)?(?:ratif|join|deposit|approv|accept|sign)\w*", 3.3),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:the|a)\W+(?P<n>{NUMBER})\W+(?:\w+\W+)?(?:countries|states|parties|members|nations|ratifications)?\W*(?:needed|required|necessary)(?!\W+more)", 3),  # noqa: E501
    (RuleFamily.COUNT, rf"(?P<n>{NUMBER})\W+(?:ratifications?|signatures|votes)\W+(?:were|are|is|was)\W+(?:required|needed|necessary)", 3.5),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:the|a|those)\W+(?P<n>{NUMBER})\W+(?:\w+\W+)?(?:which|that)\W+(?:[\w-]+\W+){{0,4}}?(?:needs?|requires?|needed|required)", 3.3),  # noqa: E501
    (RuleFamily.COUNT, rf"(?:takes?|took|needs?|needed|requires?|required)\W+(?P<n>{NUMBER})\W+(?:of\W+them\W+)?(?:for|to|before)\W+(?:\w+\W+){{0,4}}?(?:take\W+effect|enter|come|pass|force|win)", 3.3),  # noqa: E501
    (RuleFamily.COUNT, r"number\W+of\W+(?:states|countries|parties)\W+(?:the|that)\W+\w+\W+(?:needed|required)", 0.5),
    (RuleFamily.MAJORITY, r"(?P<all>absolute|outright)\W+majority(?!\W+of\W+(?:the\W+)?(?:votes|those|valid))|majority\W+of\W+(?P<every>all)\W+(?:the\W+|its\W+)?\w+|more\W+than\W+half\W+of\W+(?P<half>all)\W+(?:the\W+|its\W+)?\w+", 2.6),  # noqa: E501
    (RuleFamily.MAJORITY, r"(?:simple|absolute|outright|bare)\W+majority|majority\W+of\W+(?:the\W+)?(?:votes\W+cast|those\W+voting)|(?:by|needs?|requires?)\W+(?:a\W+)?majority\W+(?:of\W+(?:the\W+)?(?:votes|members|those)|vote)|more\W+than\W+half\W+of\W+(?:the|its)", 2.5),  # noqa: E501
)  # fmt: skip
_PATTERNS = tuple(
    (family, lazy_pattern(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE), weight) for family, p, weight in _ROWS
)
_NOT_A_RULE = lazy_pattern(
    r"(?:without|no|not|lack(?:s|ed|ing)?(?:\W+of)?|abandon\w*|instead\W+of|rather\W+than|replace\w*|scrap\w*|end\w*|n['’]t\W+(?:need|require))\W+(?:\w+[^\w,;]+){0,2}\Z",
    re.IGNORECASE,
)
_HELD = lazy_pattern(  # "who hold a two-thirds majority" tells who is strong, no rule
    r"(?:hold\w*|held|command\w*|enjoy\w*|control\w*|has|have|had|lost|retain\w*)\W+(?:an?|the|its|their)\W+(?:\w+\W+)?\Z",
    re.IGNORECASE,
)
_REMAINING = lazy_pattern(
    rf"{NUMBER}\W+(?:more|other|others|further|additional|remaining)\b|another\W+{NUMBER}", re.IGNORECASE
)
_OF_THEM = lazy_pattern(r"(?:each|all|every\W+one)\W+of\W+them\b", re.IGNORECASE)
_PART_OF = lazy_pattern(
    r"(?:half|thirds?|quarters?|fifths|majority|most|part|cent|some|many|few)\W+of\W+\Z", re.IGNORECASE
)
_WHOLE = frozenset({RuleFamily.UNANIMITY, RuleFamily.CONSENSUS, RuleFamily.EACH})
_BLOCKING = lazy_pattern(r"blocking\W+minority|to\W+block", re.IGNORECASE)
_OF = lazy_pattern(r"(?:\bof\W+(?:the|its|their)|['’]s)\W+\Z", re.IGNORECASE)
_DOUBTED = frozenset({RuleFamily.UNANIMITY, RuleFamily.CONSENSUS, RuleFamily.MAJORITY})


def find_rule(text: str, sentences: Sequence[Span], near: Sequence[Span] = ()) -> ToldRule | None:
    """The rule that a report tells for its decision.

    Args:
        text: the report's.
        sentences: its sentences.
        near: the words that tell of the decision: a rule told beside them weighs more.

    >>> text = "The draft needs at least nine votes in favour and no veto from the permanent members."
    >>> find_rule(text, [Span(0, len(text))]).family.value
    'votes and no veto'
    >>> text = "It takes three quarters of the votes cast."
    >>> find_rule(text, [Span(0, len(text))]).text
    '3/4 of members voting'
    """
    best: tuple[float, ToldRule] | None = None
    for number, sentence in enumerate(sentences):
        about = any(sentence.start <= anchor.start < sentence.end for anchor in near)
        if number and _OF_THEM.match(text, *sentence):
            sentence = Span(sentences[number - 1].start, sentence.end)  # "them" stands before
        for family, pattern, weight in _PATTERNS:
            for match in pattern.finditer(text, *sentence):
                if (
                    family in _DOUBTED
                    and weight < 3
                    and _NOT_A_RULE.search(text[max(sentence.start, match.start() - 40) : match.start()])
                ):
                    continue
                before = text[max(sentence.start, match.start() - 40) : match.start()]
                if family in (RuleFamily.SHARE, RuleFamily.MAJORITY) and _HELD.search(before):
                    continue
                if family in _WHOLE and _PART_OF.search(before):
                    continue
                if family is RuleFamily.COUNT and _BLOCKING.search(
                    text[max(sentence.start, match.start() - 60) : match.end() + 20]
                ):
                    continue
                if family is RuleFamily.COUNT and _REMAINING.search(match.group()):
                    continue  # "once four more states have ratified"
                told = _told(family, match)
                if told is None:
                    continue
                told = replace(told, weight=weight)
                score = weight + 0.8 * about - 0.004 * number
                if best is None or score > best[0]:
                    best = score, told
    return best[1] if best else None


def _told(family: RuleFamily, match: re.Match[str]) -> ToldRule | None:
    groups = match.groupdict()
    spans = (Span(*match.span()),)
    counted = groups.get("n") or groups.get("k")
    amount = number_of(counted) if counted else None
    if family is RuleFamily.SHARE:
        share = " ".join(groups["share"].lower().split())
        fraction = _SHARES.get(share.replace("-", " ")) or _SHARES.get(share)
        if fraction is None:
            in_words = number_of(re.sub(r"\W+per\W?cent\Z", "", share))
            figure = re.match(r"\d+(?:\.\d+)?", share)
            value = str(in_words) if in_words is not None else figure.group() if figure else ""
            if not value or not 50 <= float(value) < 100:
                return None
            fraction = f"{value}%"
        of = (groups.get("of") or "").lower()
        base = (
            "members"
            if re.match(r"members?|states|countries|seats|parties|\d", of) and "vot" not in of and "present" not in of
            else "members voting"
        )
        words = f"{share if '%' in share or 'cent' in share else share.replace(' ', '-')} of {'those voting' if base.endswith('voting') else 'the members'}"  # noqa: E501
        if "population" in of:
            return ToldRule(RuleFamily.QUALIFIED, "qualified majority", "", None, spans)
        return ToldRule(family, words, f"{fraction} of {base}", None, spans)
    if family is RuleFamily.COUNT:
        if amount is None or amount < 2 or amount > 1_000:
            return None
        what = (
            "ratifications"
            if re.search(r"ratif|treaty|force", match.group(), re.IGNORECASE)
            else "votes"
            if "vote" in match.group().lower()
            else "members"
        )
        return ToldRule(family, f"{amount} {what}", f"{amount} members", amount, spans)
    whole = any(groups.get(key) for key in ("all", "every", "half"))
    if family is RuleFamily.MAJORITY and whole:
        return ToldRule(family, "absolute majority", "a majority of members", None, spans)
    texts = {
        RuleFamily.UNANIMITY: "no objection",
        RuleFamily.CONSENSUS: "no objection",
        RuleFamily.EACH: "all members",
        RuleFamily.QUALIFIED: "",
        RuleFamily.MAJORITY: "a majority of members voting",
        RuleFamily.VETO: "",
    }
    return ToldRule(family, family.value, texts[family], amount, spans)


@dataclass(frozen=True, slots=True)
class ToldCount:
    """How many have agreed, where a report gives the number; ``needed`` or ``size`` where it gives those."""

    agreed: int
    needed: int | None
    size: int | None
    spans: tuple[Span, ...]


_DID = r"(?:ratif\w+|approved|agreed|signed|backed|accepted|endorsed|consented|joined|given\W+(?:their|its)|reached|sealed)"  # noqa: E501
_COUNTS = tuple(
    lazy_pattern(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE)
    for p in (
        rf"(?:bring(?:s|ing)?|brought|takes?|taking|rais\w+)\W+(?:the\W+|its\W+)?(?:total|number|tally|count)(?:\W+(?:of\W+)?(?:\w+\W+){{0,3}}?)?\W*(?:up\W+)?to\W+(?P<a>{NUMBER})(?:[^.]{{0,60}}?(?:of|short\W+of)\W+the\W+(?P<need>{NUMBER}))?",
        rf"(?:counts?|has|have|stands?\W+at|stood\W+at|reached|total(?:s|led)?)\W+(?:now\W+)?(?P<a>{NUMBER})\W+(?:\w+\W+){{0,4}}?(?:than|of|short\W+of)\W+the\W+(?P<need>{NUMBER})",
        rf"(?P<a>{NUMBER})\W+of\W+(?:the\W+)?(?:[\w-]+['’]s\W+)(?P<size>{NUMBER})\W+(?:[\w-]+\W+){{0,5}}?{_DID}",
        rf"(?:the\W+)?(?P<a>{NUMBER})\W+(?:other\W+)?(?:countries|states|members|allies)\W+(?:in\W+\w+)?[^.]{{0,40}}?have\W+(?:spoken\W+out\W+for|come\W+out\W+for|backed|endorsed|voted\W+for)",
        rf"(?P<a>{NUMBER})\W+of\W+(?:the|its)\W+(?P<need>{NUMBER})\W+(?:\w+\W+){{0,2}}?(?:needed|required|necessary)",
        rf"(?P<a>{NUMBER})\W+(?:out\W+)?of\W+(?:the|its|their)\W+(?P<size>{NUMBER})\W+(?:[\w-]+\W+){{0,3}}?(?:have\W+|has\W+|had\W+)?(?:already\W+|now\W+|so\W+far\W+)?{_DID}",
        rf"(?:the\W+)?(?P<ord>{ORDINAL})\W+(?:and\W+\w+\W+)?(?:country|state|nation|party|member|government)?\W*(?:in\W+the\W+world\W+)?to\W+(?:ratify|do\W+so|approve|accept|sign|deposit)",
        rf"(?:agreements?|deals?|accords?)\W+(?:in\W+principle\W+)?with\W+(?P<a>{NUMBER})\W+(?:of\W+the\W+(?P<size>{NUMBER})\W+)?(?:provinces|states|countries|members|partners|governments|premiers)",
        rf"(?:first|only|so\W+far,?)\W+(?P<a>{NUMBER})\W+(?:of\W+(?:the|its)\W+(?P<size>{NUMBER})\W+)?(?:[\w-]+\W+)?(?:countries|states|members|nations|parties|allies|parliaments)\W+(?:to\W+|have\W+|has\W+)?{_DID}",
        rf"(?P<a>{NUMBER})\W+(?:[\w-]+\W+)?(?:countries|states|members|nations|parties|allies|parliaments|governments)\W+have\W+(?:already\W+|now\W+|so\W+far\W+)?{_DID}",
        rf"the\W+(?P<a>{NUMBER})\W+(?:that|which|who)\W+have\W+(?:already\W+)?{_DID}",
    )
)


def find_count(text: str, sentences: Sequence[Span], *, acts: bool) -> ToldCount | None:
    """How many have agreed so far, as the report counts them; the largest of the numbers told.

    Args:
        text: the report's.
        sentences: its sentences.
        acts: whether members agree by an act of their own (a ratification): then "the 50th to ratify" counts.

    >>> text = "Two countries ratified on Monday, bringing the total to 49, just 11 short of the 60 needed."
    >>> found = find_count(text, [Span(0, len(text))], acts=True)
    >>> found.agreed, found.needed
    (49, 60)
    """
    best: ToldCount | None = None
    for sentence in sentences[:60]:
        for pattern in _COUNTS:
            for match in pattern.finditer(text, *sentence):
                groups = match.groupdict()
                if groups.get("ord") and not acts:
                    continue
                if _OF.search(text[max(sentence.start, match.start() - 12) : match.start()]):
                    continue  # "seven of the nine members have ratified" does not tell of nine
                if acts and "sign" in match.group().lower() and "ratif" in text.lower():
                    continue  # to sign is not to ratify
                agreed = number_of(groups.get("ord") or groups.get("a") or "")
                if agreed is None or agreed > 1_000:
                    continue
                needed = number_of(groups["need"]) if groups.get("need") else None
                size = number_of(groups["size"]) if groups.get("size") else None
                if (size is not None and agreed > size) or (needed is not None and agreed > needed):
                    continue
                found = ToldCount(agreed, needed, size, (Span(*match.span()),))
                if best is None or found.agreed > best.agreed:
                    best = found
    return best
