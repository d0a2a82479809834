"""How votes are counted in words and figures: the patterns of :mod:`~whipcount.positions.proposal.vote_counts`."""

from __future__ import annotations

import re

from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("votes")


_N = rf"(?P<n>{NUMBER}|no|a\s+single|a)"


_VOTERS = rf"(?:{either(_L['voters'])})"


KINDS = {name: either(_L[name]) for name in ("yes", "no", "abstain", "absent")}


_CAST = (
    r"(?:vot(?:ed|ing)|declar(?:ed|ing)\s+themselves|(?:were|was)\s+cast|were|was|cast|came\s+out|being|with"
    r"|had\s+been)"
)


_MIDDLE = (
    rf"(?:\s*,?\s*(?:of\s+(?:the\s+|its\s+|their\s+)?(?P<of>{NUMBER})\s+)?(?:other\s+|remaining\s+|the\s+)?"
    rf"(?:(?!\d|{NUMBER}\b)[\w’'-]+\s+){{0,2}}?{_VOTERS}\b(?:\s+of\s+the\s+(?-i:[A-Z])[\w’'-]+(?:\s+(?-i:[A-Z])[\w’'-]+){{0,3}})?(?:\s+(?:present|voting|present\s+and\s+voting))?)?(?:\s+(?:of|on|in)\s+(?:the|its)\s+\w+)?(?:\s+(?:have\s+|had\s+|who\s+|that\s+)?{_CAST})?"
)


BEHIND = lazy_pattern(
    rf"(?<![\w.,-])(?:out\s+)?{_N}(?!\w)(?!\s*%){_MIDDLE}\s*(?:"
    + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in KINDS.items())
    + r")(?![\w-])",
    re.IGNORECASE,
)


LABEL = lazy_pattern(
    r"(?<!\w)(?:votes?\s+)?(?:"
    + "|".join(rf"(?P<{name}>{KINDS[name]})" for name in KINDS)
    + r")(?:\s+votes?)?\s*(?::|=|\(|-|–)\s*(?P<n>\d[\d,]*)(?![\w-])",
    re.IGNORECASE,
)


DASHED = lazy_pattern(
    rf"(?<![\w.,$€£/-])(?P<yes>{NUMBER})(?:\s*votes?|\s+{_VOTERS}(?=\s+to\s))?(?P<join>\s?[-–—]\s?|\s+to\s+|-to-|(?<=votes)\s+against\s+)(?P<no>{NUMBER})"
    r"(?:(?:\s?[-–—]\s?)(?P<abstain>\d+))?(?![\w%/]|[.,]\d|[-–]\w)(?:\s+votes?\b)?",
    re.IGNORECASE,
)


SECOND_OF_PAIR = lazy_pattern(rf"(?<![\w.,-]){NUMBER}\s*(?:-|–|\bto\b|-to-)\s*\Z", re.IGNORECASE)
"""Behind a number and "to": "split three to two in favour", "voted 19 to 12 against it"."""
OF_DECIDING = lazy_pattern(r"\b(?:vot|decid|resolv|rul|chos|choos|agre|split)\w*\b", re.IGNORECASE)
AGAINST_NEXT = lazy_pattern(r"\s+against\b", re.IGNORECASE)


OTHER_SIDE = lazy_pattern(rf"\s+{NUMBER}(?![\w-])", re.IGNORECASE)  # "by four votes against three"


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b\.?"


NO_COUNT = lazy_pattern(
    rf"\s+(?:of\s+)?{_MONTH}|"
    r"\s*(?:-|–)?(?:years?|days?|months?|weeks?|hours?|percent|per\s+cent|%|million|billion|seats?|degrees?|p\.m|a\.m"
    r"|metres?|meters?|kilomet|km|euros?|dollars?|majority|lead|point)",
    re.IGNORECASE,
)


RANGE_BEFORE = lazy_pattern(rf"(?:from|between|page|pages|article|articles|in|since|aged|{_MONTH})\s+$", re.IGNORECASE)


OF_A_MONTH = lazy_pattern(rf"(?<!\w){_MONTH}\s+$", re.IGNORECASE)
"""Before the day of a month: "decided on April 14 against it"."""


RANGE_OR_DAY = lazy_pattern(
    r"(?:\b(?i:in|since|of|from|until|by|before|after|during|early|late)|[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2},?)?|\d)\s+$"
)


SET_OFF = lazy_pattern(r"(?:,|\b(?:by|vote\s+of|margin\s+of|majority\s+of))\s+\Z")


CONTEXT = lazy_pattern(rf"(?<!\w){either(_L['context'])}(?!\w)", re.IGNORECASE)


NEEDED = lazy_pattern(rf"(?<!\w){either(_L['needed'])}\s+(?:[\w’'-]+\s+){{0,2}}$", re.IGNORECASE)


NEEDED_AFTER = lazy_pattern(
    rf"(?![^.;]{{0,30}}?\b(?:more|fewer|less|above|below|short)\b)(?:(?!,\s+(?:but\s+|and\s+|while\s+)?{NUMBER}\b)[^.;]){{0,30}}?"
    r"\b(?:(?:is|are|were|was)\s+(?:needed|required)|needed\s+(?:to|for)|required|to\s+be\s+adopted|needed\b"
    r"|are\s+enough)",
    re.IGNORECASE,
)


SHARE = lazy_pattern(
    rf"(?<![\w.,-])(?P<yes>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?:[\w-]+(?:['’]s|s['’])\s+)?"
    rf"(?P<of>{NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_VOTERS}\s+)?(?:have\s+|had\s+|who\s+)?(?:all\s+)?"
    rf"(?:(?P<for>{either(_L['side_yes'])})|(?P<against>{either(_L['side_no'])})|(?P<out>{either(_L['side_abstain'])}))(?!\w)",
    re.IGNORECASE,
)


SHARED_OUT = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:of\s+them\s+|{_VOTERS}\s+|[a-z-]+s\s+)?(?:(?P<yes>{either(_L['side_yes'])})|(?P<no>{either(_L['side_no'])})"
    rf"|(?P<abstain>{either(_L['side_abstain'])}))(?!\w)",
    re.IGNORECASE,
)


OF_ALL = lazy_pattern(
    rf"\b(?:of|among)\s+(?:the|its|their)\s+(?:[\w-]+['’]s\s+)?{NUMBER}\s+(?:[\w’'-]+\s+){{0,2}}?{_VOTERS}\b",
    re.IGNORECASE,
)


SHARE_OF = lazy_pattern(r"\b(?:of|but|except)\s+(?:the\s+|its\s+|their\s+|all\s+)?\Z", re.IGNORECASE)


ONLY = lazy_pattern(
    rf"\b(?:only|just|alone|sole(?:ly)?)\s+(?P<names>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*(?:(?:,|,?\sand)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)*)"
    rf"\s+(?:{either(_L['alone_no'])})(?!\w)"
)


ONLY_ONE = lazy_pattern(
    rf"\b(?:only|just)\s+(?:the|its|one)\s+[^,.;]{{1,40}}?(?:,\s[^,.;]{{1,40}},)?\s+(?:{either(_L['alone_no'])})(?!\w)",
    re.IGNORECASE,
)


VOTED_AGAINST = lazy_pattern(  # "voted 5-4 on Monday night against the plan", "voted by nine to six not to sell it"
    rf"(?:\s+votes?)?(?:,?\s+(?:late\s+)?(?:on|at|in|after|this|last)\s+[^,.;:]{{2,40}}?,?)?\s+(?:{either(_L['voted_against'])})(?!\w)"
    rf"(?!\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?(?:\w+['’]s?\s+)?(?:{either(_L['against_advice'])})(?!\w))",
    re.IGNORECASE,
)
NOT_TO = lazy_pattern(rf"(?<!\w){either(_L['not_to'])}(?!\w)", re.IGNORECASE)
TURNED_DOWN = lazy_pattern(rf"(?<!\w){either(_L['turned_down'])}(?!\w)", re.IGNORECASE)


SHORT = lazy_pattern(
    r"\bshort\b|\bthirds?\b|\bquarters\b|\bneed\w*\b|\brequir\w*\b|\benough\b|\bthreshold\b|\bquorum\b", re.IGNORECASE
)


WON = lazy_pattern(
    rf"(?<!\w)(?:winning|getting|receiving|securing|gaining|drawing|won|received|got|secured|garnered|gained|with|obtained|took|drew|attracted|by(?=[^.]{{0,20}}votes?))\s+(?:only\s+|just\s+|a\s+total\s+of\s+|the\s+(?:support|backing)\s+of\s+)?"
    rf"(?:the\s+)?(?P<n>{NUMBER})\s+(?:{_VOTERS})\b(?!\s*(?:against|to|in\s+favou?r|for|opposed|abstain|no\b|yes\b|voting|voted|dissent|object|absent|missing|away|boycott|walking|staying|declin|refus|short))",
    re.IGNORECASE,
)


BY_A_MARGIN = lazy_pattern(
    r"\b(?:fail(?:s|ed)|fell|falls|los(?:t|es)|miss(?:ed|es)|short|defeated)(?:\s+\w+){0,3}?\s+by\s+(?:only\s+|just\s+)?\Z",
    re.IGNORECASE,
)
"""Before the votes that were lacking: "failed by one vote"."""
LOST_TO = lazy_pattern(r"\blost\s+\Z", re.IGNORECASE)
TO_A_NAME = lazy_pattern(r"\s+(?:to|against|at)\s+[A-Z]")
"""A match: "lost 3-2 to Orlen"."""


NOT_FOR = lazy_pattern(r"abst|against|oppos|\bno\b", re.IGNORECASE)


INVERTED = lazy_pattern(
    rf"(?<!\w)(?:(?P<yes>in\s+favou?r|voting\s+(?:in\s+favou?r|for))|(?P<no>against|opposed|voting\s+against)|(?P<abstain>abstaining))\s+(?:were|was)\s+(?:the\s+)?(?P<n>{NUMBER})(?!\w)",
    re.IGNORECASE,
)


NOT_ONE = lazy_pattern(
    r"\bnot\s+(?:one|a\s+single)\s+(?:vote|voice|member|country)\s+(?:was\s+)?(?:cast\s+)?against\b|\b(?:nobody|no\s+one|no\s+(?:country|member|state))\s+voted\s+against\b",
    re.IGNORECASE,
)


IN_BETWEEN = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:other\s+)?{_VOTERS}\s*(?:,|[-–—]|\()[^.;]{{1,200}}?(?:,|[-–—]|\))\s*(?:(?P<yes>voted\s+(?:in\s+favou?r|for|yes))|(?P<no>voted\s+(?:against|no))|(?P<abstain>abstained))(?!\w)",
    re.IGNORECASE,
)


ACTED = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:of\s+(?:the\s+|its\s+)?(?P<of>{NUMBER})\s+)?(?:(?!\d)[\w’'-]+\s+)?{_VOTERS}\s+(?:had\s+)?"
    r"(?:(?P<yes>backed|supported|approved|endorsed|said\s+yes)|(?P<no>opposed|rejected|said\s+no|dissented)|(?P<absent>stayed\s+away|did\s+not\s+take\s+part|were\s+missing))\b",
    re.IGNORECASE,
)


COLLECTIVE = lazy_pattern(rf"\b(?:{either(word_lists('bodies/deciders')['collectives'].split())})s?\b")
"""Nouns of those who decide together, no names: a vote of theirs needs no other word beside its two numbers."""


PASSED_WITH = lazy_pattern(
    rf"\b(?:with|by|got|won|received|had|on)\s+(?P<yes>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?(?P<of>{NUMBER})\s+(?:[\w-]+\s+)?votes?\b",
    re.IGNORECASE,
)


GAVE = lazy_pattern(
    rf"\b(?:found|finds|had|has|won|drew)\s+(?:only\s+|just\s+|no\s+more\s+than\s+)?(?P<found>{NUMBER})\s+(?:supporters|backers|takers)\b(?:\s+among\s+(?:the\s+|its\s+)?(?P<among>{NUMBER}))?"
    rf"|\b(?:gave|gives|handed)\s+(?:[\w’'-]+\s+){{1,4}}?(?P<n>{NUMBER})\s+votes\b(?!\s+(?:against|in\s+favou?r|to))",
    re.IGNORECASE,
)
"""A candidate's votes: "delegates gave the islanders 119 votes"."""


WHO = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]*){0,3}"
LISTED = lazy_pattern(
    rf"(?:\A|[.;:]\s+|,\s+(?:while|and|but)\s+|\s(?:while|and|but)\s+|,\s+)(?P<names>(?-i:{WHO}(?:,\s+{WHO})*,?\s+and\s+{WHO}))"
    rf"(?:,\s+(?:itself|himself|herself|which|who|an?|the)\s[^,.;]{{2,60}},)?\s+(?:"
    rf"(?P<yes>(?:were|came\s+out)\s+(?:in\s+favou?r|for\s+it)|voted\s+(?:in\s+favou?r|for|yes)\b)"
    rf"|(?P<no>(?:were|came\s+out)\s+against|voted\s+(?:against|no\b))|(?P<abstain>abstained))(?!\w)",
    re.IGNORECASE,
)
"""Who stood where, told by name in full: "Pell, Sarn and Merrow were against it"."""
_ONE = r"(?:(?:Cllrs?|Councillors?|Messrs|Drs?|Mr|Mrs|Ms|Prof)\.?\s+)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*){0,2}"
ROLL = lazy_pattern(
    rf"\b(?:(?P<yes>for|in\s+favou?r)|(?P<no>against)|(?P<abstain>abstain(?:ing|ed)))\s*[,:–-]\s*"
    rf"(?P<names>(?-i:{_ONE}(?:,\s+{_ONE})*(?:,?\s+and\s+{_ONE})?))(?=\s*[;.]|\s*\Z)",
    re.IGNORECASE,
)
"""How minutes list them: "for, Cllrs Nwosu, Fane and Purvis; against, Cllr Abbot"."""
SOME_NAMED = lazy_pattern(r"\b(?:among|including|led\s+by|others|such\s+as|most|several|some)\b", re.IGNORECASE)
SPLIT = lazy_pattern(r"\b(?:split|divided|divides|splits)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
SIDE_AFTER = lazy_pattern(r"\s+(?:(?P<yes>in\s+favou?r|for\b)|(?P<no>against))", re.IGNORECASE)
GAME = lazy_pattern(
    r"\b(?:referees?|match|matches|goals?|penalt(?:y|ies)|half-?time|coach|keeper|goalkeeper|season|kick-?off|extra\s+time|striker)\b",
    re.IGNORECASE,
)
PLAYED = lazy_pattern(
    r"\b(?:beat|beats|won|wins|lost|drew|draws|thrashed|victory|defeat|draw)\b[^.;]{0,40}\Z", re.IGNORECASE
)
NO_GAME = lazy_pattern(r"\b(?:votes?|voted|voting|ballot|motion|bill|resolution)\b", re.IGNORECASE)
NO_SCORE = lazy_pattern(
    r"\b(?:goals?|points?|match|cup|league|team|club|scor\w+|aged?|years?|percent|per\s+cent|pages?|prices?|o['’]clock)\b",
    re.IGNORECASE,
)
"""What two numbers may be of, where no word tells of a vote."""
OF_A_PANEL = lazy_pattern(
    r"\b(?:panel|court|judges?|justices?|tribunal|bench|jury|jurors|commissioners|board|committee|arbitrators)\b",
    re.IGNORECASE,
)


PAIRED = lazy_pattern(
    r"(?<!\w)(?:(?P<yes>yes|ayes?|yeas?|for|in\s+favou?r)|(?P<no>no|noes|nays?|against)|(?P<abstain>abst(?:entions?|ained|ain)))\s+(?P<n>\d{1,3})(?![\w:.-]\w|\s+(?:days?|years?|months?|weeks?|hours?))",
    re.IGNORECASE,
)


ALL_BUT = lazy_pattern(r"\b(?:all|everyone|everybody|every\s+\w+)\s+(?:but|except)\s+\Z", re.IGNORECASE)


CONDITION = lazy_pattern(r"\b(?:if|unless|would\s+(?:need|pass|require)|passes\s+if|as\s+a\s+rule)\b", re.IGNORECASE)


TO_DO = lazy_pattern(
    rf"(?<![\w.,-])(?P<n>{NUMBER})\s+(?:other\s+)?{_VOTERS}\s+(?:had\s+|have\s+)?(?:voted|cast\s+their\s+votes)\s+(?P<not>not\s+)?to\s+(?!{either(_L['refuse'])}\b)\w+"
    rf"|(?<![\w.,-])(?P<rest>{NUMBER})\s+not\s+to(?=\s*(?:[.,;:)]|\Z|do\s+so))",
    re.IGNORECASE,
)
"""Votes for doing something, and those for not doing it: "812 members voted to strike and 95 not to"."""
LABELLED = lazy_pattern(
    rf"(?:\A|[,;:(|]|\n)\s*[-*•–]?\s*(?:(?P<yes>{either(_L['totals_yes'])})|(?P<no>{either(_L['totals_no'])})|(?P<abstain>{either(_L['totals_abstain'])}))"
    r"\s*[:=|–-]\s*(?P<n>\d[\d,]*)(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
"""Totals of a ballot in a list, each behind its label: "Accept: 2,104"."""
UNANIMOUS = lazy_pattern(rf"(?<!\w){either(_L['unanimous'])}(?!\w)", re.IGNORECASE)


ALL = lazy_pattern(
    rf"(?<!\w)all\s+(?:of\s+)?(?:the\s+|its\s+)?(?:(?P<of>{NUMBER})\s+)?(?:[\w’'-]+\s+)?{_VOTERS}\s+(?:of\s+(?:[\w’'-]+\s+){{1,7}}?)?(?:have\s+|had\s+)?voted\s+(?:(?:{either(_L['days_between'])})\s+)?"
    rf"(?:in\s+favou?r|for|yes|to\s+(?!(?:{either(_L['refuse'])}|{either(_L['put_off'])}|{either(_L['hinder'])})\b)\w+)"
    rf"|\bwith\s+the\s+votes\s+of\s+all\b",
    re.IGNORECASE,
)


NEARLY = lazy_pattern(rf"(?:(?<!\w){either(_L['nearly'])}|n['’]t)\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)


USUALLY = lazy_pattern(r"\b(?:usually|normally|always|must|requires?|needs?)\b", re.IGNORECASE)


CLAUSE = lazy_pattern(r"[;:]|,\s(?:but|and|while|which|who|where)\s|\s(?:but|while|although)\s")


WITHOUT = lazy_pattern(r"\bwithout\s+$", re.IGNORECASE)


ZEROS = frozenset({"no", "none", "nobody"})


FIRST_OF_ALL = lazy_pattern(
    r"\A\W*(?:After|Having|Despite|Before|Following)\s+(?:\w+ing\s+|(?:a|an|the|its|two|three|several)\s+)[^,.;:\d]{3,90},\s",
    re.IGNORECASE,
)
"""What is told first, in passing: "After rejecting an amendment, the council adopted it"."""
