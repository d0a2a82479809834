"""Patterns of clauses that tell a stance, compiled when first used: joints, conditions, echoes, times.

The words themselves are data (``data/en/stance_clauses.yaml``, ``data/en/voter_stances.yaml``).
"""

from __future__ import annotations

import re

from whipcount.bodies.member_mentions import STANDING
from whipcount.positions.proposal.stance_subjects import MARK, VOICE
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("stance_clauses")
_V = word_lists("voter_stances")
_VOTE_WORDS = word_lists("votes")
COORD = lazy_pattern(
    r"(?:,|;)?\s+(?:but|and|yet|though|then)(?:,\s[^,.;:]{3,50},)?\s+(?:that\s+|(?:by|on)\s+\w+\s+)?(?:(?:it|they|he|she)(?:\s+|(?=['’]ll)))?",
    re.IGNORECASE,
)
BY_DOING = lazy_pattern(
    r"[^.;:\ue000-\uf8ff]{0,70}?\s(?:by\s+(?=[a-z]+ing\s)|(?P<to>to)\s+(?=(?:vote|oppose|support|back|approve|reject|join|side|second|abstain|block|defend|cast|speak|help)\s))"
)
TURNS = lazy_pattern(rf"\s*(?:(?:had|has|have|then|also)\s+)*{either(_V['turns'])}(?!\w)", re.IGNORECASE)
BREAK = lazy_pattern(
    r"[;:]\s|,\s(?:and|but|while|whereas|although|though|as)\s|\b(?:but|while|whereas|although)\s|[“”\"]", re.IGNORECASE
)
AGREES = lazy_pattern(r"(?:agree|concur|assent|consent|go\s+along)(?!\w)", re.IGNORECASE)
CAST = lazy_pattern(r"(?:voted|abstained|cast)(?!\w)", re.IGNORECASE)
VOTES = lazy_pattern(
    r"(?:(?:will|would)\s+vote|voted|abstained|cast|(?:could|can|would|will|did)\s+not|(?:could|would|did|wo)n['’]t|cannot)(?!\w)",
    re.IGNORECASE,
)
WHILE_VOTING = lazy_pattern(
    r"[^.;:\ue000-\uf8ff]{0,90}?\s(?:before|after|as|when|although|though|while)\s+(?:he|she|it|they)\s+(?:had\s+)?(?:(?=voted|abstained|cast)|(?P<be>been|was|were)\s+(?=(?:\w+ly\s+)?(?:outvoted|overruled|defeated|beaten)))",
    re.IGNORECASE,
)
APPOSED = lazy_pattern(r",\s(?P<in>[^,.;:\ue000-\uf8ff]{2,80}),")
NOT_IT = lazy_pattern(
    r"\s+(?:(?:alone|however|though|for\s+one|by\s+contrast|on\s+the\s+other\s+hand),?\s+)?(?P<verb>is|are|was|were|does|do|did|will|would|has|have)(?:\s+not|n['’]t)\s*(?=[.,;]|\Z)",
    re.IGNORECASE,
)
CHOSE = lazy_pattern(
    r"(?:ha[sd]|have|having)?\s*(?:chose|chosen|opted|elected|preferred)\s+to\s+(?:abstain|vote\s+(?:for|against|yes|no|in\s+favou?r))",
    re.IGNORECASE,
)
LATER_ON = lazy_pattern(r"\s*(?:only\s+)?(?:when|after|once|until|later|before|nearer|closer)(?!\w)", re.IGNORECASE)
MOST_OTHERS = lazy_pattern(
    r"\b(?:most|all|many|nearly\s+all|almost\s+all|others?|the\s+rest|everybody|everyone|the\s+other\s+\w+)\b",
    re.IGNORECASE,
)
MOTION = lazy_pattern(
    r"\s*(?:the|this|that)\s+(?:motion|action|recommendation|application|question|item|step|decision|proposition)(?!\w)",
    re.IGNORECASE,
)
AMENDS = lazy_pattern(r"\b(?:amend\w*|adjourn\w*|motions|no[- ]confidence|another\s+motion|procedural)", re.IGNORECASE)
ASKS = lazy_pattern(r"\s+(?:to|for|of|on|that)(?!\w)", re.IGNORECASE)
CLAUSE_ENDS = lazy_pattern(
    r"\s*[.,;:”\"]|\s*\Z|\s+(?:and|but|while|as|because|after|when|on|in|at|were|was|are|is|by|with|before|despite|from|this|again|today)(?!\w)",
    re.IGNORECASE,
)
OTHER_MOTION = lazy_pattern(
    rf"\s+(?:to|for|of|on|that)\s+(?:(?:an?|the)\s+)?(?:{either(_VOTE_WORDS['refuse'])}|{either(_VOTE_WORDS['put_off'])}|amend|refusal|rejection|delay|no[- ]confidence|censure|deferral|postponement)",  # noqa: E501
    re.IGNORECASE,
)
FOR_SO_LONG = lazy_pattern(r"\s*(?:half\s+an\s+|[\w-]+\s+){1,2}(?:hours?|minutes?|days?|weeks?)(?!\w)", re.IGNORECASE)
HE_OR_SHE = lazy_pattern(r"\W*(?:\w+,?\s+){0,4}?(?:he|she|his|her)\s", re.IGNORECASE)
SOMEBODY = lazy_pattern(r"(?:[A-Z][\w’'-]+\s+){1,3}[A-Z][\w’'-]+")
EARLIER = lazy_pattern(
    r"\b(?:last\s+(?:month|week|year|spring|summer|autumn|fall|winter|time)|(?:earlier|once|formerly|previously)(?!\s+(?:today|again|more))|(?:months?|weeks?|years?|days?)\s+(?:ago|earlier|before))\b",
    re.IGNORECASE,
)
LIST_ENDS = lazy_pattern(r"\s*(?:[.,;)\]”\"]|\Z)|\s+(?:and|as\s+well|alone|itself)(?!\w)")
AT_FIRST = lazy_pattern(
    r"\b(?:at\s+first|once|initially|originally|until|then|former(?:ly)?|earlier|previously|last\s+\w+|before|long)\b",
    re.IGNORECASE,
)
PRONOUN_LAST = lazy_pattern(r"\s(?:it|them|him|her)\Z")
WITH_PERSON = lazy_pattern(r"\bwith\Z", re.IGNORECASE)
WHEN = lazy_pattern(
    r"[^.;:,]{0,40},?\s+when\s+(?P<what>(?:the|it|they)\s[^.;:,]{0,40}?(?:decided|voted|ruled|considered|rejected|approved|met|adopted|discussed|took\s+up)\s+(?:on\s+|to\s+)?(?:the|an?)\s[^.;:,]{3,60})",
    re.IGNORECASE,
)
DID_NOT = lazy_pattern(
    r"[^.;:,]{0,60}?,?\s(?:and|but|yet)\s(?:then\s|in\s+the\s+end\s)?(?:did|does|has|had|was|were|could)(?:\s+not|n['’]t)(?=\s*[.,;]|\s*\Z)"
)
WAS = lazy_pattern(r"(?:was|were|been)(?!\w)", re.IGNORECASE)
FORMERLY = lazy_pattern(
    r"\s+(?:in\s+(?:the\s+)?(?:spring|summer|autumn|winter|fall|(?:19|20)\d\d|past|beginning)|at\s+(?:first|the\s+(?:start|time))|once|\w+\s+(?:years?|months?|weeks?)\s+ago)\b",
    re.IGNORECASE,
)
BUT_NOT = lazy_pattern(r"[^.;:\ue000-\uf8ff]{0,70}?,?\s(?:but|and)\s+not\s+(?:for|to|against|with)\s", re.IGNORECASE)
IF_ONLY = lazy_pattern(r"(?:only\s+)?if\b", re.IGNORECASE)
QUESTION = lazy_pattern(r"\?\s*[”\"’']?\s*\Z")
IF = lazy_pattern(rf"(?:,\s|\s[-–—]\s|[“\"]|\s)(?P<if>{either(_L['if'])})\s+\S", re.IGNORECASE)
IF_LEAD = lazy_pattern(
    r"(?:\A|[“\"]|\s)(?:(?:only\s+)?if|provided|unless|once(?!\s+an?\s)|as\s+long\s+as|on\s+condition)\s[^.;:]{3,140},\s(?:then\s)?\s*\Z",
    re.IGNORECASE,
)
DEMANDS = lazy_pattern(rf"\s*(?:(?:also|still|now|has|have)\s+)*{either(_L['demands'])}", re.IGNORECASE)
OPENS = lazy_pattern(
    r"(?:\A|[“\"])\s*(?:(?:But|And|Yet|Still|Now|Then|Also|However|Meanwhile|On\s+\w+day|In\s+\w+|Last\s+week|Earlier),?\s+(?:on\s+\w+day,?\s+)?)?\Z",
    re.IGNORECASE,
)
DOES_SO = lazy_pattern(rf"\s*(?:(?:now|then|also|later|and|all|both)\s+)*{either(_L['does_so'])}", re.IGNORECASE)
SO = lazy_pattern(
    rf"(?:\b{either(_L['so'])})\s+(?:the\s+|(?:her|his|its|their)\s+(?:[a-z-]+\s+){{1,3}}?)?(?:{VOICE}\s+(?:of|from|in)\s+)?(?P<m>{MARK})",
    re.IGNORECASE,
)
LISTED = lazy_pattern(
    rf"(?P<link>:|\s[-–—]|,\s+namely|,\s+among\s+them|,\s+including|,\s+such\s+as)\s+(?:only\s+|just\s+)?(?:{either(_L['votes_of'])}\s+)?(?:the\s+)?(?:{VOICE}\s+of\s+)?(?P<m>{STANDING})"
)
AND_MORE = lazy_pattern(
    rf",\s(?:(?!(?:but|while)\b)[^,.;:\ue000-\uf8ff]{{1,60}},\s)?(?:and\s)?(?P<m>{STANDING})(?=[,.]|\s*\Z)"
)
LETS = lazy_pattern(rf"\w\s+{either(_L['lets'])}(?!\w)", re.IGNORECASE)
THERE_WERE = lazy_pattern(
    r"\W*(?:There|They|These|Those|It)\s+(?:were|are|was|is)(?:\s+(?:only|just))?(?:\s+[\w-]+)?\W*", re.IGNORECASE
)
LATER_STOP = lazy_pattern(rf"{STANDING}|[.;:“”\"]|\s(?:that|which|who|whether|if|while|because|although|when)\s")
FINITE = lazy_pattern(
    r"(?:\w+ly\s+)?(?:\w+ed|has|have|had|will|would|could|can|cannot|couldn|is|was|did|does|cast|gave|spoke|came|chose|found|held|thought|stood|made|took|told|wrote|led|lent|put|kept|left|lost|won|saw|sent|felt|fought|broke|went|got|let|threw|drew|(?:now|nevertheless|nonetheless|still|both|all)\s+\w+|\w{3,}s)(?!\w)"
)
WISHES = lazy_pattern(
    r"\b(?:to\s+(?!the\b)\w+|want\w*|wish\w*|urg\w+|hop\w+|ask\w*\s+(?:the|its|others)|others?\s+to)\b", re.IGNORECASE
)
OTHER_TIME = lazy_pattern(
    r"\b(?:(?:in|since|until)\s+(?:early\s+|mid-?|late\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d|(?:the\s+)?(?:spring|summer|autumn|fall|winter|past))"
    r"|last\s+(?:year|month|time|spring|summer|autumn|fall|winter)|\w+\s+(?:years?|months|weeks)\s+(?:ago|earlier|before)|at\s+the\s+time)\b",
    re.IGNORECASE,
)
ADJECTIVE = lazy_pattern(r"(?:(?:new|more|further|fresh|such|tough\w*|harsh\w*|wide\w*|limited|full|[A-Z][\w-]+)\s+)?")
RATHER = lazy_pattern(r"(?:rather|sooner)\s[^,.;]{2,60}?\sthan\s+(?=\w)", re.IGNORECASE)
WITHOUT = lazy_pattern(
    r"[^,.;:]{0,40}?\s(?P<if>without\s+(?:an?|the|some|more|first|any|guarantees?|assurances?|changes?|\w+ing)(?!\w)[^.;]{0,80})",
    re.IGNORECASE,
)
FORMER_LEAD = lazy_pattern(r"\bhad\b[^.;:]{2,120},\s(?:but|and|until|before)\s\Z", re.IGNORECASE)
_MORE = word_lists("stance_idioms")
CIRCUMSTANCE = lazy_pattern(rf"\s*{either(_MORE['circumstance'])}(?!\w)", re.IGNORECASE)
"""Behind a predicate that needs no object: what is none."""
SPOKE = lazy_pattern(rf"{either(_MORE['spoke'])}(?!\w)", re.IGNORECASE)
"""Behind "had": an act of the debate."""
PERSUADABLE = lazy_pattern(
    rf"\s*{either(_MORE['persuadable'])}\s+(?P<if>(?:by|if|with|once|provided|as\s+long\s+as|only|but\s+only)\s[^.;]{{2,100}})",
    re.IGNORECASE,
)
"""Who may be won over, and by what."""
NEITHER = lazy_pattern(
    r"\s*(?:(?:is|are|was|were|has|have|will|would|did|does)\s+)?neither\s+(?:said\s+)?(?:supports?|supported|backs?|backed|favou?rs?|favou?red|endorses?|endorsed|for|yes|accepts?|accepted)(?:\s[^,.;]{1,40}?)?,?\s+nor\s+(?:oppos\w+|against|no|reject\w*|refus\w+|block\w*|resist\w*)(?!\w)",
    re.IGNORECASE,
)
"""Neither for it nor against it."""
