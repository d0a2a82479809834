"""Patterns over what sentences say of a group of members: who is in it, who is left out, what is told of it.

Lists of members are one character each (``bodies/member_mentions.py``); the words are data (``data/en/groups.yaml``,
``data/en/votes.yaml``, ``data/en/members.yaml``). Groups of a pattern: ``but`` is who is left out or singled out, ``n``
and ``of`` are numbers, ``act``, ``stance``, ``against``, ``cast_SIDE`` the predicate.
"""

from __future__ import annotations

import re

from whipcount.bodies.member_mentions import NAMED, STANDING
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_G, _V, _M = word_lists("groups"), word_lists("votes"), word_lists("members")
EXCEPTED = either(_G["except"])
"""What stands before who is left out."""
UNIT = lazy_pattern(rf"(?<!\w){either(_M['units'])}(?!\w)", re.IGNORECASE)
"""Members of bodies that only a report tells of; of a body of states they are parts of one."""
_NOUN = either(f"{_M['members'].rstrip().rstrip('/')} / {_M['units']}")
_WHO = rf"(?:{STANDING}|{NAMED}(?:['’]s?)?(?:\s+(?:parliament|government|legislature|lawmakers|cabinet|parliaments|governments))?)(?:\s+and\s+(?:{STANDING}|{NAMED}(?:['’]s?)?(?:\s+\w*parliaments?)?))?"  # noqa: E501
_EXCEPT = rf"(?:,?\s+(?P<except>{EXCEPTED})\s+(?P<but>{_WHO}))"
_TAIL = r"(?:\s+(?:of|in|on)\s+(?:the\s+|its\s+)?(?:BODY|body|bloc|alliance|union|council|league|group|organi[sz]ation|club|pact|compact|forum|community|assembly|treaty|convention|conference|commission|federation|board|committee))?"  # noqa: E501
_GROUP = (
    r"(?:"
    rf"(?P<allbut>all|every\s+(?:one|{_NOUN})|every(?=\s+other\s)|(?:everyone|everybody)(?!\s+(?:who|that)\b)|each\s+{_NOUN})(?:\s+of)?(?:\s+the|\s+its)?(?:\s+(?P<n>{NUMBER}))?(?P<other>\s+(?:other|remaining|the\s+others?|others))?(?:\s+(?:current|full|existing|BODY))?(?:\s+(?:(?:[a-z]+)\s+)?{_NOUN})?{_TAIL}{_EXCEPT}?"
    rf"|(?P<rest>(?:all\s+)?(?:the|its|their)\s+(?:(?P<m2>{NUMBER})\s+)?(?:other|remaining)(?:\s+(?P<m>{NUMBER}))?(?:\s+(?:[a-z]+\s+)?{_NOUN})?|the\s+rest(?:\s+of\s+(?:the\s+)?{_NOUN})?|all\s+(?:the\s+)?others){_TAIL}"
    rf"|(?P<whole>(?:the|its|their)\s+(?P<w>{NUMBER})(?:\s+[a-z]+)?\s+{_NOUN}){_TAIL}"
    r")"
)
_ADV = r"(?:,\s[^,.;\ue000-\uf8ff]{1,40},)?(?:,?\s+(?:have|has|had|are|is|were|was|also|all|now|already|since|long|said\s+(?:that\s+)?they|do|each|both|clearly|firmly|fully|then|which|that|who|by\s+now|so\s+far|in\s+principle|broadly|formally|unanimously)){0,5}"  # noqa: E501
_CAST = "|".join(rf"(?P<cast_{side}>{either(_V[f'cast_{side}'])})" for side in ("yes", "no", "abstain"))
_PRED = rf"(?:{_CAST}|(?P<act>{either(_G['acts'])})|(?P<stance>{either(_G['stances'])})|(?P<against>{either(_G['against'])}))"  # noqa: E501
SAID = lazy_pattern(
    rf"(?<!\w){_GROUP}{_ADV}\s+{_PRED}(?!\w)(?P<late>[^.;]{{0,120}}?{_EXCEPT.replace('?P<except>', '?P<except2>').replace('?P<but>', '?P<but2>')})?",  # noqa: E501
    re.IGNORECASE,
)
OF_GROUP = lazy_pattern(
    rf"(?:(?P<act>(?:ratified|approved|signed|accepted)\s+by)|(?P<stance>(?:backed|supported|endorsed)\s+by|(?:support|backing|endorsement|approval|consent|agreement)\s+(?:of|from)))\s+{_GROUP}(?!\w)",
    re.IGNORECASE,
)
LEAD_EXCEPT = lazy_pattern(
    rf"\b(?P<except>{EXCEPTED})\s+(?P<but>{_WHO})(?:,\s(?:which|who|both|whose|where)\s[^,.;\ue000-\uf8ff]{{1,60}})?,?\s+(?P<group>all|every(?:one|body)?|each|the|its|their)\b",
    re.IGNORECASE,
)
_NOT_DONE = rf"(?P<done>{either(_G['not_acted'])})"
ONLY_NOT = lazy_pattern(
    rf"\b(?:only|just)\s+(?P<but>{_WHO})(?:\s+alone)?(?:,?\s+(?:among|of|in|out\s+of)\s[^,.;\ue000-\uf8ff]{{1,60}}?,?)?\s+(?:(?:has|have|had|is|are|were)(?:\s+still)?\s+(?:yet\s+to\s+(?:be\s+)?|(?:still\s+)?not\s+(?:yet\s+)?|to\s+)|(?:hasn|haven|isn)['’]t\s+(?:yet\s+)?|remains?\s+to\s+|still\s+(?:has|have)\s+to\s+){_NOT_DONE}?(?!\w)",
    re.IGNORECASE,
)
THE_ONLY = lazy_pattern(
    rf"(?P<but>{_WHO})(?:,\s[^,.;]{{1,50}},)?\s+(?:is|are|was|were|remains?|remained|being|became|now|stands?\s+as|stood\s+as)\s+(?:now\s+|still\s+|thus\s+|also\s+)?(?:among\s+)?(?:the\s+)?(?:only|last|sole|lone|final)\b"
    rf"(?P<what>[^.;]{{0,60}}?)\s(?:(?:that|who|which|to)\s+(?:(?:has|have|had)\s+)?(?:still\s+)?(?:not\s+(?:yet\s+)?|yet\s+to\s+)|(?:that\s+(?:has|have)\s+)?(?:yet|still)\s+to\s+|(?:not\s+to\s+have|still\s+not\s+to\s+have|without\s+having)\s+|(?:(?:that|who|which)\s+)?(?:hasn|haven)['’]t\s+(?:yet\s+)?){_NOT_DONE}(?!\w)",
    re.IGNORECASE,
)
THE_LAST_TO = lazy_pattern(
    rf"(?P<but>{_WHO})[^.;]{{0,140}}?(?P<did>ratif\w+|approv\w+|agreed|signed|gave)\b[^.;]{{0,120}}?\b(?:the\s+)?last\b[^.;]{{0,60}}?\bto\s+(?:do\s+so|ratify|approve|agree|sign|give)\b"
    rf"|(?P<did3>ratified|approved)\s+by\s+(?P<but3>{_WHO})[^.;]{{0,40}}?\b(?:the\s+)?last\b[^.;]{{0,60}}?\bto\s+(?:do\s+so|ratify|approve)\b"
    rf"|(?P<but2>{_WHO})\s+(?:became|was|is|were)\s+(?:the\s+)?last\b[^.;]{{0,60}}?\bto\s+(?P<did2>do\s+so|ratify|approve|agree|sign)\b",
    re.IGNORECASE,
)
WHOSE = lazy_pattern(
    rf"(?P<but>{_WHO})(?:,\s[^,.;]{{1,50}},)?\s+(?:is|are|was|were|remains?)\s+(?:now\s+|still\s+)?the\s+(?:only|last)\b[^.;]{{0,40}}?\swhose\s+(?:\w+\s+)?(?:support|endorsement|approval|consent|backing|signature|ratification|agreement|blessing|vote|assent)\b[^.;]{{0,60}}?\b(?:needs?|needed|missing|outstanding|lacking|awaited|wanting|required|pending)\b",
    re.IGNORECASE,
)
ARE_ONLY = lazy_pattern(
    rf"\bthe\s+(?:only|last)\s+(?:{NUMBER}\s+)?{_NOUN}{_TAIL}\s+(?:(?:that|who|which)\s+(?:have|has)\s+)?(?:still\s+)?(?:yet\s+to|not\s+(?:yet\s+)?(?:to\s+have\s+)?|still\s+to|left\s+to)\s*{_NOT_DONE}[^.;]{{0,90}}?\s(?:is|are|was|were)\s+(?P<but>{_WHO})",
    re.IGNORECASE,
)
HOLDOUT = lazy_pattern(
    rf"(?P<but>{_WHO})(?:(?!\b(?!remained|emerged|named|isolated)\w+ed\b)[^.;]){{0,60}}?\b(?:the|its|a)\s+{either(_G['holdout'])}|\b(?:the|its)\s+{either(_G['holdout'])},?\s+(?P<but2>{_WHO})",
    re.IGNORECASE,
)
LEAVING = lazy_pattern(
    rf"(?<!\w)(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?(?:BODY['’]s\s+|alliance['’]s\s+)?(?P<of>{NUMBER})\s+(?:[a-z]+\s+)?(?:{_NOUN}){_TAIL}{_ADV}\s+{_PRED}(?!\w)",
    re.IGNORECASE,
)
LEFT_ARE = lazy_pattern(
    rf"\b(?:leaving|leaves|left|with)\s+(?:only\s+|just\s+)?(?P<but>{_WHO})|\b(?:except|only|but)\s+(?P<but2>{_WHO})|(?P<but3>{_WHO})\s+(?:is|are|remains?)\s+(?:the\s+)?(?:only|last|sole|lone)\b",
    re.IGNORECASE,
)
ODD_ONE = lazy_pattern(
    rf"\b[Tt]he\s+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|other|last|odd\s+one)(?:\s+one)?,?\s+(?P<but4>{_WHO})"
    r"|"
    rf"^\W*(?:the\s+)?(?:\w+(?:st|nd|rd|th)|(?:only\s+)?(?:exception|missing\s+one|odd\s+one\s+out|outlier|last\s+(?:one|member)|remaining\s+(?:one|member|{NUMBER})|one\s+missing|other\s+(?:one|{NUMBER})|others?|rest|hold-?outs?))\s+(?:is|are|was|were)\s+(?P<but>{_WHO})"
    rf"|^\W*(?:only|just)\s+(?P<but2>{_WHO})\s+(?:is|are|has|have|does|do)\b|^\W*(?:what\s+is\s+)?missing\s+(?:is|are)\s+(?P<but3>{_WHO})",
    re.IGNORECASE,
)
OPPOSES = lazy_pattern(
    rf"(?P<but>{_WHO})\s+(?:is|are|was|were|remains?)\s+(?:the\s+)?(?:only|sole|lone|last)\b[^.;]{{0,40}}?\s(?:that|who|which|to|still)?\s*(?P<verb>oppos\w+|object\w*|block\w*|veto\w*|reject\w*|against|resist\w*|holding\s+(?:it\s+)?(?:up|out))",
    re.IGNORECASE,
)
HAVING = lazy_pattern(
    r"\b(?:has|have|had|with|won|wins|enjoys?|enjoyed|secured|got|received|gained)\s+(?:now\s+)?(?:the\s+)?(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
WHOSE_ONLY = lazy_pattern(r"\bthe\s+(?:only|last)\b[^.;]*\bwhose\b", re.IGNORECASE)
SINGLED_OUT = lazy_pattern(rf"\b(?:only|just|last|sole|lone|final)\b|{either(_G['holdout'])}", re.IGNORECASE)
"""What each of the patterns that single members out needs: where it does not stand, none of them is looked for."""
UNREAL = lazy_pattern(rf"(?<!\w){either(_G['unreal'])}(?!\w)", re.IGNORECASE)
VAGUE = lazy_pattern(rf"(?<!\w){either(_G['vague'])}\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
NOT_ALL = lazy_pattern(r"\b(?:not|almost|nearly|virtually|practically)\s+$", re.IGNORECASE)
CLAUSE = lazy_pattern(
    r"[;:]\s|\s[-–—]\s|,\s(?:and|but|while|although|though)\s|\b(?:but|while|although|said|says|that)\s", re.IGNORECASE
)
HOPED = lazy_pattern(  # "all members are for it, the chairman hopes"
    r"[^.;:\ue000-\uf8ff]{0,80},\s(?:[\w’'-]+\s){1,4}?(?:hopes?|hoped|expects?|expected|predicts?|predicted|guess\w*|believes?)\s*[.,;]",
    re.IGNORECASE,
)
ACT = lazy_pattern(r"ratif|deposit|instrument|sign(?:ed)?\b|done\s+so|do\s+so|voted", re.IGNORECASE)
