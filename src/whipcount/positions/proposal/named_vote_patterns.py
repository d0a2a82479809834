"""Patterns of votes that are told by name, compiled: who voted which way, in a sentence whose members are masked.

The words themselves are data (``data/en/votes.yaml``, ``data/en/members.yaml``).
"""

from __future__ import annotations

import re

from whipcount.bodies.member_mentions import NAMED, STANDING
from whipcount.positions.proposal.vote_layouts import NAME
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L, _M = word_lists("votes"), word_lists("members")
KINDS = ("yes", "no", "abstain")


def _of(prefix: str, *, more: tuple[str, ...] = KINDS) -> str:
    return "(?:" + "|".join(rf"(?P<{kind}>{either(_L[f'{prefix}_{kind}'])})" for kind in more) + ")"


_ASIDE = r"(?:,[^,.;\ue000-\uf8ff]{1,60},|\s+among\s+them,)?"
_ADVERBS = r"(?:\s+(?:all|both|each|also|alone|however|then|had|has|have|itself|themselves|instead|again|only|merely|simply|just|duly|formally|ultimately|eventually|meanwhile|too|both\s+of\s+which|reportedly|later|finally|in\s+the\s+end|surprisingly|unexpectedly|(?:late\s+)?on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:night|evening|morning|afternoon))?|today|yesterday|this\s+week))*"  # noqa: E501
SUBJECT = lazy_pattern(
    rf"(?P<m>{STANDING}){_ASIDE}\s*[-–—)]?,?\s*(?:\s*(?P<which>which|who|that|(?:all|both|each)\s+of\s+(?:which|whom|them))\b)?{_ADVERBS}\s*{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
THEN = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:had|has|have|was|were|long|first|at\s+first|initially|hesitated|wavered|voiced|expressed|called|complained|criticised|asked|demanded|spoke|sided|changed|lobbied|fought|argued)\b"
    rf"[^.;:\ue000-\uf8ff]{{1,140}}?,?\s(?:but|and|yet|before)\s(?:(?:then|still|eventually|finally|ultimately|nevertheless|nonetheless|in\s+the\s+end|both|all),?\s)?(?:it\s+|they\s+)?{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
SAID_TO = lazy_pattern(
    rf"(?P<m>{STANDING})(?:\s+of\s+[^,.;\ue000-\uf8ff]{{1,40}})?(?:,[^.;:\ue000-\uf8ff]{{1,100}},)?\s+(?:said|says|confirmed|admitted|announced|told\s+[\w\s]{{2,30}})\s+(?:afterwards\s+|later\s+)?(?:that\s+)?(?:he|she|it|they)\s+(?:had|has|have)\s+{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
JOINED = lazy_pattern(
    rf"(?P<m>{STANDING})(?:\s+[-–—]|,)?\s+(?:(?:has|have|had|also|both|all)\s+)*(?:joined|sided\s+with|lined\s+up\s+with)\s[^.;:]{{1,80}}?\s(?:in|by|to)\s+(?:{_of('cast')}|{_of('infinitive').replace('?P<', '?P<c_')})(?!\w)",  # noqa: E501
    re.IGNORECASE,
)
BESIDES = lazy_pattern(  # "Pell joined Kell in voting against"
    rf"\b(?:joined|sided\s+with|lined\s+up\s+with)\s+(?:the\s+)?(?P<m>{STANDING})\s+(?:in|by)\s+{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
ONLY = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:was|were|is|are|being|became)\s+(?:the\s+|among\s+the\s+|one\s+of\s+the\s+)?(?P<only>only|sole|lone|single)?\s*(?:\w+\s+)?(?:{either(_M['members'])}|ones?|two|three|four)\s+(?:to|that|who|which)\s+(?:{_of('infinitive')}|{_of('cast').replace('?P<', '?P<c_')})(?!\w)",  # noqa: E501
    re.IGNORECASE,
)
FOLLOWS = lazy_pattern(
    rf"(?<!\w)(?:{_of('noun')}|{_of('cast').replace('?P<', '?P<c_')}|(?:who|that|which)\s+{_of('cast').replace('?P<', '?P<r_')})"  # noqa: E501
    rf"(?P<middle>(?:(?!against|favou?r|abst|\sand\s)[^.;:()\ue000-\uf8ff]){{0,70}}?)(?P<link>\s*:|\s+[-–—]|\s*\(|,?\s+(?:were|was|are|is|came|coming|include|includes|included)(?:\s+only)?(?:\s+(?:from|by|those\s+of))?|,?\s+(?:from|by)|,?\s+including|\s+(?:include|includes|included|were|was|came\s+from)\s[^.;:\ue000-\uf8ff]{{2,60}},\s+(?:among\s+(?:them|whom\s+were)|including|such\s+as|notably|like))\s+(?:only\s+|just\s+|both\s+)?(?P<m>{STANDING})",
    re.IGNORECASE,
)
GENERIC = lazy_pattern(r"\s*(?:of\s+)?(?:the|this)\s+(?:action|motion|measure|decision|change|question)", re.IGNORECASE)
AND_MORE = lazy_pattern(rf",\s+who\s[^.;\ue000-\uf8ff]{{3,160}}?,\s+and\s+(?P<m>{STANDING})(?=[.,;])")
PAREN = lazy_pattern(
    rf"(?:{_of('noun')}|(?:\w+\s+)?{_of('label').replace('?P<', '?P<c_')})\s*\(\s*(?:only\s+|just\s+)?(?P<m>{STANDING})\s*\)",  # noqa: E501
    re.IGNORECASE,
)
LABEL = lazy_pattern(
    rf"(?<![\w-]){_of('label')}(?:\s+votes?)?(?P<middle>(?:\s+of)?\s+(?:the|its|this)\s+[\w' -]{{3,40}}?)?\s*"
    rf"(?:\(\d+\)|\d+)?\s*(?::|\s[-–—])\s*(?P<m>{STANDING})",
    re.IGNORECASE,
)
WITH = lazy_pattern(
    rf"\bwith\s+(?:only\s+)?(?P<m>{STANDING})\s+(?:(?P<no>against|opposed|dissenting|opposing\s+it)|(?P<yes>in\s+favou?r)|(?P<abstain>abstaining))(?!\w)",
    re.IGNORECASE,
)
NUMBERED = lazy_pattern(
    rf"(?<!\w){NUMBER}\s+(?:[\w-]+\s+)?\(\s*(?P<m>{STANDING})\s*\)\s*(?:were|was|voted)?\s*(?:(?P<no>against|opposed)|(?P<yes>in\s+favou?r|for)|(?P<abstain>abstained|abstaining))(?!\w)"
    rf"(?!\s+(?:only\s+|just\s+)?{NUMBER})",  # "with four votes (Kell, Pell, Sarn, Thale) against two"
    re.IGNORECASE,
)
WERE = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:was|were)\s+(?:(?P<no>opposed|against)|(?P<yes>in\s+favou?r))(?!\w)(?!\s+(?:of|to)\s+(?!it\b|the\b))"
    r"(?!\s+(?:in\s+(?:the\s+)?(?:spring|summer|autumn|winter|fall|(?:19|20)\d\d|past|beginning)|last\s|at\s+(?:first|the\s+(?:start|time))|until|before|once|then(?!\w)|for\s+(?:years|months|weeks)|\w+\s+(?:years?|months?|weeks?)\s+ago))",
    re.IGNORECASE,
)
ALONGSIDE = lazy_pattern(  # "Thale broke ranks and voted with Kell against"
    rf"(?P<m>{STANDING})(?:\s+[\w'’-]+){{0,6}}?\s+vot(?:ed|ing)\s+(?:together\s+)?(?:with|alongside)\s+{STANDING}\s+"
    r"(?:(?P<no>against|no)|(?P<yes>for|in\s+favou?r|yes))(?!\w)",
    re.IGNORECASE,
)
BESIDE = lazy_pattern(
    rf"\bvot(?:ed|ing)\s+(?:together\s+)?(?:with|alongside)\s+(?P<m>{STANDING})\s+(?:(?P<no>against|no)|(?P<yes>for|in\s+favou?r|yes))(?!\w)",
    re.IGNORECASE,
)
TOOK_SIDE = lazy_pattern(  # "Twenty backed it, twelve abstained. Kell and Pell opposed it."
    rf"(?P<m>{STANDING})(?:\s+(?:both|all|also|alone))*\s+(?:(?P<no>opposed|rejected)|(?P<yes>backed|supported|endorsed))(?!\w)",
    re.IGNORECASE,
)
GAPPED = lazy_pattern(  # "Kell voted for it, Pell against"
    rf"[,;]\s*(?:(?:and|but|while|with)\s+)?(?P<m>{STANDING})\s+(?:(?P<no>against|no)|(?P<yes>in\s+favou?r|yes|for)|(?P<abstain>abstaining))"
    r"(?:\s+(?:it|them))?(?=\s*(?:[.,;]|$|and\b|while\b))",
    re.IGNORECASE,
)
TO_ONE = lazy_pattern(  # "by 6 votes to 1 (Kell)"
    rf"(?<!\w){NUMBER}(?:\s+(?:votes?|members?))?\s*(?:to|against|-|–)\s*{NUMBER}\s*\(\s*(?:only\s+)?(?P<m>{STANDING})\s*\)",
    re.IGNORECASE,
)
BY_SO_MANY = lazy_pattern(  # "with 4 votes (Kell, Pell, Sarn, Thale) against 2"
    rf"(?<!\w){NUMBER}\s+(?P<yes>votes?|members?)\s*\(\s*(?P<m>{STANDING})\s*\)\s*(?:to|against)\s+{NUMBER}(?!\w)",
    re.IGNORECASE,
)
DREW = lazy_pattern(
    rf"\b(?:drew|got|won|received|attracted|with)\s+(?:only\s+)?the\s+votes?\s+of\s+(?:only\s+)?(?P<m>{STANDING})",
    re.IGNORECASE,
)
VETO_BY = lazy_pattern(
    rf"\b(?:fell\s+to|because\s+of|due\s+to|after|following|by|(?:blocked|sunk|killed|defeated|barred)\s+by)\s+(?:a|the)\s+veto\s+(?:from|by|of|cast\s+by|imposed\s+by)\s+(?P<m>{STANDING})"
    rf"|(?P<a>{STANDING})(?:,[^,;.]{{0,80}},)?\s+(?:on\s+\w+day\s+)?(?:have|has|had)?\s*(?:put\s+in|cast|imposed|wielded|exercised)\s+(?:a|its|their|the)\s+veto"
    rf"|(?P<b>{STANDING})[^.;\ue000-\uf8ff]{{0,160}},\s+using\s+(?:its|their|his|her)\s+veto",
    re.IGNORECASE,
)
OPPOSED_BY = lazy_pattern(
    rf"\b(?:opposed|rejected|voted\s+down|vetoed)\s+(?:only\s+)?by\s+(?P<m>{STANDING})", re.IGNORECASE
)
IN_VOTE = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:(?P<no>opposed|rejected)|(?P<yes>backed|supported|approved))\s+[^.;]{{0,60}}?\b(?:in|at|during|when\s+it\s+came\s+to)\s+(?:the|a|that|\w+day['’]s)\s+(?:\w+\s+)?(?:vote|ballot|division)\b",
    re.IGNORECASE,
)
SAME = lazy_pattern(
    rf"(?:\b(?:as|so)\s+did,?\s+(?:[^,.;:\ue000-\uf8ff]{{2,40}},\s+|(?:her|his|their|its)\s+(?:[a-z-]+\s+){{1,3}})?(?P<a>{STANDING})|(?P<b>{STANDING})(?:\s+(?:also|both|all))?\s+(?:did\s+(?:the\s+same|likewise|so\s+too|so)|followed\s+suit|joined\s+(?:it|them|him|her|in))\b"
    rf"|\bjoined\s+by\s+(?P<c>{STANDING})|\b(?:alongside|along\s+with|together\s+with)\s+(?P<d>{STANDING}))",
    re.IGNORECASE,
)
LISTED = rf"{STANDING}|{NAMED}|(?<![\w’'-]){NAME}"
"""One name in a list: members, or who is none."""
BEFORE = lazy_pattern(
    r"\b(?:of|in|from|against|to|inside|near|for|than|on|by|wants|wanted|urged|asked|pressed|pushing|if|unless|whether|told|but|except|bar|barring|save|excluding"
    r"|see|sees|seeing|imagines?|imagining|pictures?|envisages?|expects?|foresees?|fears?|dreads?|without)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
UNREAL = lazy_pattern(
    r"\b(?:if|unless|whether|would|could|might|may|should|will|must|had\s+not|has\s+not|have\s+not|did\s+not|didn['’]t|never|hopes?|wants?|expected|threaten\w*|likely|urg\w+|similar|earlier|previous(?:ly)?"
    r"|last\s+year|years?\s+ago|another|separate|amendment|once\s+before)\b",
    re.IGNORECASE,
)
WHICH = lazy_pattern(r",\s(?:which|who|whose)\s[^,;.]{1,80},")
COUNTED = lazy_pattern(
    r"\broll[- ]calls?\b|\bresults?\s+of\s+(?:the\s+)?(?:vote|voting|ballot)\b|\bvoted\s+as\s+follows\b"
    r"|\bvotes?\s+cast\b|\b(?:how\s+(?:they|the\s+\w+|members)\s+voted)\b|\b(?:recorded|division)\s+(?:vote|list)s?\b|\bvoting\s+record\b",
    re.IGNORECASE,
)
AHEAD = lazy_pattern(
    r"\b(?:will|would|shall|to\s+be|planned|expected|due|before|ahead\s+of|next|call(?:s|ed)?\s+for|demand\w*|ask\w*)\b",
    re.IGNORECASE,
)
VOTE = lazy_pattern(r"\b(?:vot(?:e|es|ed|ing)|abst\w+|ballot)\b", re.IGNORECASE)
TOTALS = lazy_pattern(
    r"(?<![\w-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\w-])|\btied\b|\bdeadlock|\bdeclared\b[^.]*\b(?:void|lawful|unlawful)\b"
)
ONLY_LEAD = lazy_pattern(r"\b[Oo]nly\s+\Z")
AMONG = lazy_pattern(r"\b(?:includ\w+|among|as\s+well|such\s+as|one\s+of|some\s+of|led\s+by)\b", re.IGNORECASE)
STOP = lazy_pattern(r"[,.;:()]|\s(?:and|while|but|as|with|after|because|although|where|whereas|when|so)\s|$")
