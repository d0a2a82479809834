"""The words of outcomes, compiled: acts in their forms, and what stands around them that makes them something else.

The words themselves are data (``data/en/outcomes.yaml``, ``data/en/members.yaml``).
"""

from __future__ import annotations

import re
from enum import StrEnum

from whipcount.bodies.member_mentions import BODY, NAMED, STANDING
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists


class State(StrEnum):
    """What has become of a decision; ``open``: nothing is told."""

    OPEN = "open"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred_back"


_L, _M = word_lists("outcomes"), word_lists("members")
STATES = (State.ADOPTED, State.REJECTED, State.POSTPONED, State.WITHDRAWN, State.REFERRED)
MOST = 8  # verbs of one kind that are looked at in a sentence
GROUPS = tuple(phrases(_L["acts"]))


def _verbs(key: str) -> re.Pattern[str]:
    parts = [
        rf"(?P<{state.value}>{either(_L[state.value][key])})" for state in reversed(STATES) if key in _L[state.value]
    ]
    return lazy_pattern(rf"(?<![\w’'-])(?:{'|'.join(parts)})(?![\w’'-])", re.IGNORECASE)


DONE, DOES, OBJECT_DONE, BODY_DONE = _verbs("done"), _verbs("does"), _verbs("object_done"), _verbs("body_done")
OBJECT_DOES, NOUNS = _verbs("object_does"), _verbs("nouns")
BE = lazy_pattern(
    r"(?:\b(?P<be>was|were|is|are|been|got|gets|has\s+been|have\s+been)|(?<=\w)['’]s\s+been)(?P<adv>(?:\s+[\w’'-]+){0,4}?)\s+\Z",
    re.IGNORECASE,
)
BE_NEAR = lazy_pattern(r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
HAVE = lazy_pattern(r"\b(?P<have>has|have|had)(?P<adv>(?:\s+[\w’'-]+){0,3}?)\s+\Z", re.IGNORECASE)
NOT_VERB = lazy_pattern(
    r"(?:\b(?:the|a|an|its|their|his|her|this|that|these|of|for|to|newly|already|recently|by|any|each|every|be|being|in|with|once|if|when|as)|['’]s)\s+\Z",
    re.IGNORECASE,
)
MODAL = lazy_pattern(rf"(?<!\w){either(_L['modal'])}(?!\w)|n['’]t\b", re.IGNORECASE)
TO = lazy_pattern(r"\b(?:to|be|being)\b", re.IGNORECASE)
WANT = lazy_pattern(rf"(?<!\w){either(_L['want'])}(?!\w)", re.IGNORECASE)
EARLIER = lazy_pattern(rf"(?<!\w){either(_L['earlier'])}(?!\w)", re.IGNORECASE)
NEGATED = lazy_pattern(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
OF_A_GROUP = lazy_pattern(r"\b(?:group|party|bloc|caucus|faction)\s+(?:\w+ly\s+|has\s+|had\s+)*\Z", re.IGNORECASE)
OF_VOTERS = lazy_pattern(r"(?:oppose|support|back|vote)\b", re.IGNORECASE)
"""What a group of those who will decide resolves to do."""
TO_BE_VOTED_ON = lazy_pattern(
    r"\bnext\s+(?:week|month|year)\b|\btomorrow\b"
    r"|\b(?:on|over|about)\s+(?:an?|the|its|their|this)\s+(?:[\w-]+\s+){0,3}?(?:motion|measure|proposal|bill|plan|request|move|resolution|draft|bid|text|call)\s*\Z",
    re.IGNORECASE,
)
NEITHER = lazy_pattern(r"\b(?:neither|nor)\b", re.IGNORECASE)
YET = lazy_pattern(r"\b(?:yet|so\s+far|still)\b", re.IGNORECASE)
DECIDING = lazy_pattern(
    rf"(?<![\w’'-])(?P<verb>{either(_L['deciding'])})\b(?P<how>[^.;]{{0,70}}?)\s+to\s+(?:\w+ly\s+)?(?:"
    + "|".join(rf"(?P<{state}>{either(words)})" for state, words in _L["infinitives"].items())
    + r"|(?P<adopted>[a-z-]+))\b",
    re.IGNORECASE,
)
BOUNDARY = lazy_pattern(
    r"[;:—–]\s|\s-\s|,\s(?:but|and|while|although|though|as|because|since|after|before|when|where|so|with|saying|said)\s"
    r"|\b(?:but|while|although|after|because|saying|said|says|that|announced|told|reported)\s",
    re.IGNORECASE,
)
ENDS = lazy_pattern(
    r"[;:—–]\s|\s-\s|,\s(?:but|and|while|although|though|because|after|before|saying|said|with|which|who|as)\s"
    r"|\s(?:but|while|although|after|because|before|when|if|unless|that\s+(?:was|were|had|has|is|would))\s"
)
BODY_WORDS = lazy_pattern(
    rf"(?<!\w)(?:{either([*phrases(_M['members']), *phrases(_M['chambers'])])}|BODY)(?!\w)", re.IGNORECASE
)
OTHER = lazy_pattern(rf"(?<!\w)(?:{either(_M['others'])})(?!\w)", re.IGNORECASE)
OFFICER = lazy_pattern(
    rf"(?:(?<!\w){BODY}['’]s\s+(?:[\w-]+\s+){{0,2}}?(?:{either(_M['officers'])})|(?<!\w)(?:{either(_M['officers'])})\s+of\s+(?:the\s+)?{BODY})(?!\w)",
    re.IGNORECASE,
)
ONE_PERSON = lazy_pattern(r"\b(?:he|she|I)\s+(?:\w+ly\s+|also\s+|himself\s+|herself\s+|personally\s+)?\Z")
"""A single person as the subject: what he or she did is no act of the body."""
ANY_STATE = lazy_pattern(f"{STANDING}|{NAMED}")
BY = lazy_pattern(r"\s+(?:\w+\s+){0,2}?by\s+(?:the\s+|its\s+|their\s+)?(?P<who>[^,.;]{1,60})", re.IGNORECASE)
VOTED_DOWN = lazy_pattern(r"\s+(?:down|against)\b", re.IGNORECASE)
"""Behind "voted": "voted down a proposal to close it" decided on no closing."""
VETO = lazy_pattern(
    r"veto|block|thwart|scupper|torpedo|sunk|sank|sink|kill|stand|stood|cast|wield|exercis|used", re.IGNORECASE
)
BACK_TO = lazy_pattern(
    r"(?:send|refer|hand|pass|return|give|take|bring|remit)\s[^.;:]{1,80}?\sback\s+(?:to|in)\b", re.IGNORECASE
)
"""What is done with a thing that goes back where it came from."""
TARGET = lazy_pattern(rf"(?<!\w){either(_L['refer_targets'])}(?!\w)", re.IGNORECASE)
AGENDA = lazy_pattern(
    r"\b(?:removed|pulled|taken|dropped|struck|moved|kicked|took|drops?|pulls?|takes?)\b", re.IGNORECASE
)
RELATIVE = lazy_pattern(r"\b(?:that|which)\s\Z", re.IGNORECASE)
SOME = lazy_pattern(
    rf"\b(?:(?i:{NUMBER})|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Mm]ost|[Mm]any|[Ss]everal|[Ss]ome"
    r"|[Oo]ther|[Ff]ew|[Oo]pposition|majority\s+of|number\s+of)\s+(?:(?!the\b)(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Za-z-]+\s+){0,2}$"
)
_SO_FAR = (
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?P<of>{NUMBER})\s+(?:[\w’'-]+\s+){{1,9}}?"
    r"(?:have|has)\s+(?:now\s+|already\s+|so\s+far\s+)?"
)
SO_FAR = lazy_pattern(_SO_FAR, re.IGNORECASE)
"""So many of those who decide have done something: "five of nine provinces have ratified it"."""
PART_SO_FAR = lazy_pattern(rf"{_SO_FAR}$", re.IGNORECASE)
"""The same, as all that stands before a verb."""
ANOTHER_BODY = lazy_pattern(
    r"\b(?!The\b)[A-Z][\w-]+\s+(?:[A-Z][\w-]+\s+)?(?P<noun>Council|League|Union|Assembly|Commission|Parliament|Court|Committee|Bank"
    r"|Ministry|Association|Congress|Senate|House|Board|Tribunal|Organi[sz]ation|Alliance|Agency|Conference)\b"
)
MEMBERS_PARLIAMENT = lazy_pattern(  # one member's: "the parliament of Sarn", "Sarn's deputies"
    r"(?<!\w)(?!BODY['’])[A-Z][\w-]+['’]s?\s+(?:own\s+|(?:upper|lower)\s+)?(?i:parliament|senate|assembly|congress|diet|chamber|house|legislature|deputies|lawmakers|mps)\b"
    r"|\b(?i:parliament|senate|assembly|congress|diet|chamber|legislature)s?\s+(?:of|in)\s+(?:the\s+)?(?!BODY)[A-Z][a-z]"
)
ASIDE = lazy_pattern(
    r"\b(?:that|which)\s+(?:was|were|is|had\s+been)\s+(?:planned|scheduled|due|expected|set)\b(?:\s+(?:for|on|to\s+take\s+place)){0,2}(?:\s+(?:next|this|last)?\s*[\w’']+)?"
    r"|,?\s(?:due|planned|scheduled|set|expected|originally\s+planned)\s+(?:for|on|in)\s+(?:next\s+|this\s+|late\s+|early\s+)*[\w’']+(?:\s\d+|\s\([^)]*\))?,?"
    r"|\s\([^()]{0,20}\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[^()]{0,20}\)"
    r"|\b(?:late\s+|early\s+)?on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night|afternoon))?"
    r"|(?<=[a-z]\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\s(?:to|that|in|a|the|by|on)\b)"
)
OF_THE_THING = lazy_pattern(  # "a measure that would have let women become bishops was defeated"
    r"(?<=[a-z])(?:,\s(?:which|whose|who)\s[^,.;]{4,140},(?=\s(?:was|were|has|have|had|failed|passed|fell|won|got|did|is|are)\b)"
    r"|\s(?:that|which)\s(?:would|will|could|can|may|might|is\s+to|are\s+to|aims?|seeks?|sought|aimed)\s[^,.;]{4,140}?"
    r"(?=\s(?:was|were|has\s+been|have\s+been|had\s+been|failed|passed|fell|did\s+not|won\s|got\s|lost\b|came\s|died\b|went\s|sank\b|foundered\b|collapsed\b)))"
)
AGREED_LAST = lazy_pattern(
    rf",\s(?P<who>(?:its|the|all|all\s+the)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{either(_M['members'])}|{BODY}))\s+(?:have\s+|had\s+)?(?:agreed|decided)(?=\s*(?:on\s+\w+day|today|late|early|after|at|in|$|[.,]))",
    re.IGNORECASE,
)
VETO_DOES = lazy_pattern(
    rf"(?:{NAMED}|{STANDING})(?:['’]s?)?\s+veto\s+(?:sinks?|sank|blocks?|blocked|kills?|killed|keeps?|kept|ends?|stops?|stopped|halts?|halted|scuppers?|scuppered|derails?|derailed|defeats?|defeated|dashes|dashed|bars?|barred|thwarts?|thwarted)\b",
    re.IGNORECASE,
)
NOT_DONE = lazy_pattern(r"\b(?:fail\w*|refus\w*|declin\w*|vot\w+|not|n['’]t)\s+(?:not\s+)?to\s+\w+\Z", re.IGNORECASE)
"""What was not done, whatever the verb behind it: "fails to renew the route", "refused to extend it"."""
NOT_ITS_OBJECT = lazy_pattern(
    r"\s*(?:that\b(?!\s+(?:\w+\s+){1,4}(?:be|should\s+be)\b)|to\s+(?!the\b|an?\b|its\b|this\b|these\b|[A-Z])\w)"
)
NOUN_PHRASE = lazy_pattern(
    r"\s+(?:the|an?|its|this|these|their|all|new|tougher|fresh|[A-Z]\w*|\w+\s+(?:of|on|against))\b"
)
INVITED_IN = lazy_pattern(
    r"\s*(?:to\s+(?:join|become|accede|start|begin|open)\b|by\b|into\b|as\b|on\b|in\b|[.,;]|$)", re.IGNORECASE
)
OWN_BID = lazy_pattern(
    r"\s+(?:his|her|their|its)\s+(?:own\s+)?(?:candidacy|bid|nomination|candidature|application)\b", re.IGNORECASE
)
# "took back his consent to it", "dropped its plan to block it": what goes is not the object, but something about it.
ABOUT_IT = lazy_pattern(
    r"(?!.*\b(?:bill|motion|draft|text|resolution|proposal|request|application|bid|candidacy|measure|nomination|petition"
    r"|item|plans?|plug)\b).*\s(?:to|of|on|for|against|over|with)\s",
    re.IGNORECASE | re.DOTALL,
)
TO_BLOCK = lazy_pattern(
    r"(?:\s+[\w’'-]+){1,4}?\s+(?:to|of)\s+(?:block|veto|oppos|stop|delay|resist|reject|fight)(?:e|ing)?\b",
    re.IGNORECASE,
)
QUESTION = lazy_pattern(r"\?|\b(?:how|what|why|who)\b", re.IGNORECASE)
_ON_A_DAY = (
    r"(?:\s+(?:late\s+|early\s+)?(?:on\s+)?(?:today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night))?"
    r"|\d{1,2}\s+[A-Z]\w+|[A-Z]\w+\s+\d{1,2}))?"
)
NO_REFUSAL = lazy_pattern(rf"{_ON_A_DAY}(?:\s+to|(?<=\sto))\s+(?:{either(_L['no_refusal'])})(?!\w)", re.IGNORECASE)
ITSELF = lazy_pattern(r"\W*(?:it|they)\s+(?:(?:has|have|had)\s+)?(?:\w+ly\s+)?", re.IGNORECASE)
SAID_SO = lazy_pattern(rf"\s(?:said|says|announced|confirmed|reported)\b{_ON_A_DAY}(?:\s+that)?\s*\Z")
DENIED_THAT = lazy_pattern(r"[^.;,]{0,40}?\sthat\s", re.IGNORECASE)
NO_REFUSAL_OF = lazy_pattern(rf"\s+(?:any\s+|a\s+|the\s+)?(?:{either(_L['no_refusal_of'])})(?!\w)", re.IGNORECASE)
_VOTES = either(_L["confidence"]["votes"])
CONFIDENCE = lazy_pattern(
    rf"(?<![\w’'-])(?:(?P<stays>{either(_L['confidence']['stays'])})|(?P<falls>{either(_L['confidence']['falls'])}))"
    rf"\s+(?:(?:on\s+)?[\w’'-]+\s+){{0,6}}?(?P<vote>{_VOTES})(?!\w)",
    re.IGNORECASE,
)
NOT_TAKEN = lazy_pattern(  # "it goes back to committee, the council decided"
    r"\b(?:back\s+to|committee|postpone\w*|put\s+off|once\s+more|again|not|no\s+longer|reject\w*|later|wait)\b|n['’]t\b",
    re.IGNORECASE,
)
NO_CONFIDENCE = lazy_pattern(r"\b(?:no[- ]confidence|censure|mistrust|distrust)\b", re.IGNORECASE)
NO_MEMBER = lazy_pattern(rf"(?<!\w){either(_L['no_member'])}(?!\w)", re.IGNORECASE)
TAKEN_BACK = lazy_pattern(
    r"(?<!\w)(?:(?:took|has\s+taken|have\s+taken|takes)\s+(?P<what>it|(?:its|the|their)\s+(?:[\w’'-]+\s+){0,6}?[\w’'-]+)\s+back"
    r"(?!\s+to)|(?:withdrew|has\s+withdrawn|have\s+withdrawn)\s+(?P<it>it))(?!\w)",
    re.IGNORECASE,
)
BROUGHT_IN = lazy_pattern(
    r"\bwh(?:ich|o)\s+(?:had|has|have)\s+(?:brought|tabled|put|submitted|introduced|moved|proposed|filed)\s+(?:in\s+)?(?:the|this)\s+"
    r"(?:motion|proposal|draft|text|bill|request)\b",
    re.IGNORECASE,
)
WHO_MAKE_IT_UP = lazy_pattern(
    r"(?<=\s)(?:that|which|who)\s+(?:belong\s+to|make\s+up|form|compose|constitute)\s+(?:the\s+)?(?:[A-Z][\w-]+\s+(?:of\s+)?){1,5}"
)
WHO_BELONG = lazy_pattern(r"\s*(?:belong|make\s+up|form|compose|constitute)\b", re.IGNORECASE)
MOTION_ON = lazy_pattern(r"\A\W*(?:The\s+|A\s+)?Motion\s+(?:on|for|about|against)\s+", re.IGNORECASE)


def of_candidate(key: str, names: str) -> re.Pattern[str]:
    """What is told of a candidate, compiled for its names.

    Args:
        key: which phrases: ``comes_in``, ``stays_out``, ``chosen``.
        names: a pattern of its names.
    """
    told = either(_L[key]).replace("CAND", f"(?:{names})")
    return lazy_pattern(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE, of_input=True)
