"""Office words: from a noun phrase ("the former deputy minister of Arvenia") to the role that authority rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whipcount.statements.statement import Role

# The nouns that may head an office or a kind of speaker. One pass over a text finds them all.
HEAD_NOUN = re.compile(
    r"\b(?:(?:vice[ -]|co-)?(?:president|chair(?:man|woman|person)?)s?(?:-elect)?|premiers?|chancellors?|"
    r"taoiseach|(?<!\d )(?<!\d)(?-i:PM)|"
    r"(?:prime )?ministers?|secretar(?:y|ies) of state|(?:press |state )?secretar(?:y|ies)(?:[ -]generals?)?|"
    r"king|queen|emir|sultan|pope|grand duke|monarch|"
    r"heads?|chiefs?|leaders?|"
    r"spokes(?:m[ae]n|wom[ae]n|person|persons|people)|"
    r"ambassadors?|envoys?|(?:permanent |high )?representatives?|delegates?|negotiators?|delegations?|commissioners?|"
    r"senators?|lawmakers?|legislators?|parliamentarians?|MPs?|MEPs?|congress(?:man|woman|men|women)|"
    r"members? of (?:the )?(?:european )?(?:parliament|congress)|speaker|backbenchers?|"
    r"deput(?:y|ies)(?! (?:prime|foreign|defen[cs]e|minister|head|chief|leader|secretary|president|chair|speaker|"
    r"director|"
    r"national|assistant|"
    r"(?:\w+ )?(?:permanent |NATO |UN |EU )?(?:minister|secretary|representative|ambassador|envoy)\b))|"
    r"official(?=(?:['’]s)?(?:[,.;:)]|$| (?:said|says|told|tells|who|from|in|at|with|of|added|close|briefed|"
    r"familiar|speaking|"
    r"and|or|has|had|was|is|also|on|to|declined|warned|confirmed|noted|insisted|suggested|acknowledged|"
    r"(?-i:[A-Z])\w*)\b))|officials|"
    r"diplomats?|aides?|advis[eo]rs?|sources?|officers?|generals?|admirals?|commanders?|staffers?|insiders?|"
    r"people familiar|persons? familiar|"
    r"governors?|mayors?|candidates?|nominees?|politicians?|"
    r"directors?(?:[ -]general)?|coordinators?|lawyers?|attorneys?|judges?|"
    r"analysts?|experts?|professors?|researchers?|fellows?|pollsters?|strategists?|economists?|historians?|scholars?|"
    r"scientists?|academics?|commentators?|observers?|think[ -]tanks?|"
    r"journalists?|reporters?|correspondents?|columnists?|editors?|newspapers?|broadcasters?|news agenc(?:y|ies)|media|"
    r"outlets?|magazines?|"
    # an institution only where it is not the first part of "government spokesman", "opposition leader"
    r"(?:governments?|parliaments?|ministr(?:y|ies)|authorit(?:y|ies)|presidency|cabinet|administration|delegation|"
    r"opposition|coalition|foreign office)(?! (?:leader|spokes|politician|lawmaker|MPs?\b|figure|part(?:y|ies|"
    r"ners?)\b|candidate|"
    r"member|senator|speaker|official|minister|secretar|head|chief|source|diplomat|aide|advis|chair|president|delegat|"
    r"representative|lawyer)))\b",
    re.IGNORECASE,
)

_F = re.IGNORECASE
_FORMER = re.compile(
    r"\b(?:former|formerly|ex|then|one-time|onetime|erstwhile|previous|deposed|ousted|late|retired)\b|\bex-", _F
)
# not in office yet; before the head noun ("a minister for future affairs" is in office)
_COMING = re.compile(r"\b(?:incoming|next|future|designated|prospective|would-be)\b", _F)
_ELECT = re.compile(r"[- ](?:elect|designate)\b", _F)
_THEN = re.compile(r"\bthen[- ]", _F)
_OPPOSITION = re.compile(r"\bopposition\b|\bshadow\b|\bdissident\b", _F)
_DEPUTY = re.compile(r"\b(?:deputy|vice|under|assistant|junior|undersecretary|deputies)[ -](?!leader\b)", _F)
_PLURAL = re.compile(
    r"\b(?:ministers|presidents|premiers|secretaries|heads|chiefs|leaders|spokes(?:men|women|people|persons)|"
    r"ambassadors|"
    r"envoys|representatives|delegates|negotiators|senators|lawmakers|legislators|parliamentarians|MPs|MEPs|"
    r"congressmen|"
    r"congresswomen|deputies|backbenchers|officials|diplomats|aides|advis[eo]rs|sources|officers|generals|people|"
    r"candidates|"
    r"politicians|directors|lawyers|attorneys|judges|analysts|experts|professors|researchers|fellows|pollsters|"
    r"strategists|"
    r"economists|historians|scholars|scientists|academics|commentators|observers|journalists|reporters|correspondents|"
    r"columnists|editors|newspapers|broadcasters|outlets|allies|members|countries|states|authorities|governments|"
    r"critics|"
    r"supporters|voters|democrats|republicans)\b",
    _F,
)
_FOREIGN = r"(?:foreign|external)(?: and \w+)?(?: (?:affairs|relations|policy))?"
_DEFENCE = r"(?:defen[cs]e|armed forces|national defen[cs]e)"
# First match wins: from the most telling to the least.
_RULES: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern, _F), role)
    for pattern, role in (
        (r"\bspokes\w+|\bpress (?:secretary|officer|service)", Role.SPOKESPERSON),
        (r"\b(?:journalist|reporter|correspondent|columnist|editor|newspaper|broadcaster|news agenc|magazine|"
         r"outlet)", Role.MEDIA),
        (
            r"\b(?:analyst|expert|professor|researcher|fellow|pollster|strategist|economist|historian|scholar|"
            r"scientist|"
            r"academic|commentator|observer|think[ -]tank)",
            Role.ANALYST,
        ),
        (r"\bdeputy (?:leader|head)", Role.OTHER),
        (r"\b(?:mayor|governor|candidate|nominee|lawyer|attorney|judge)", Role.OTHER),
        (r"\bsecretary[ -]general\b|\bdirector[ -]general\b", Role.BODY),
        (r"\b(?:nato|un|u\.n\.|eu|alliance|bloc|osce|imf|commission|council)(?:'s|’s)? (?:chief|head|"
         r"boss)\b", Role.BODY),
        (r"\b(?:chief|president|head|chair\w*) of (?:the )?(?:nato|european (?:commission|council|"
         r"parliament))\b", Role.BODY),
        (r"\b(?:european|eu) (?:commission|council|parliament) (?:president|chief|head)\b", Role.BODY),
        (r"\bcommission president\b|\bcouncil president\b", Role.BODY),
        (r"\bforeign policy chief\b|\bhigh representative\b", Role.FOREIGN_MINISTER),
        (rf"\b{_FOREIGN} (?:minister|secretary)|\bministers? (?:of|for) {_FOREIGN}", Role.FOREIGN_MINISTER),
        (r"\bsecretary of state\b(?! for)|\b(?:top|chief) diplomat\b", Role.FOREIGN_MINISTER),
        (
            rf"\b(?:head|chief|leader|boss) of .{{0,40}}(?:ministry of {_FOREIGN}|{_FOREIGN} (?:ministry|office|"
              "department))",
            Role.FOREIGN_MINISTER,
        ),
        (rf"\b{_DEFENCE} (?:minister|secretary|chief)|\b(?:minister|secretary) (?:of|for) (?:national )?{_DEFENCE}",
         Role.DEFENCE_MINISTER),
        (rf"\b(?:head|chief) of .{{0,40}}(?:ministry of {_DEFENCE}|{_DEFENCE} (?:ministry|"
           "department))", Role.DEFENCE_MINISTER),
        (r"\bprime ministers?\b|\bpremiers?\b|\bchancellors?\b(?! of the exchequer)|\btaoiseach\b|"
         r"\bPM\b", Role.HEAD_OF_GOVERNMENT),
        (r"\bheads? of (?:the )?government\b|\bgovernment (?:chief|head|leader)", Role.HEAD_OF_GOVERNMENT),
        (r"\bheads? of state\b|\bking\b|\bqueen\b|\bmonarch\b|\bemir\b|\bsultan\b|\bgrand duke\b|"
         r"\bpope\b", Role.HEAD_OF_STATE),
        (r"\b(?:office|administration|adviser|advisor|aide|chief of staff|counsel)\b.{0,12}\bpresident", Role.OFFICIAL),
        (r"\bhead of the presidential (?:office|administration)|\bpresidential (?:chief of staff|"
         r"office head)", Role.MINISTER),
        (r"\bpresident(?:s|-elect)?\b(?! of (?!the (?:republic|country|united|russian|czech|european))(?:the |a |an )?+"
         r"(?-i:[a-z]|[A-Z]\w+ (?i:university|institute|foundation|company|corp)))", Role.HEAD_OF_STATE),
        (r"\bministers?\b|\bcommissioners?\b|\bnational security advis|\bsecretar(?:y|ies) (?:of|for)\b|"
         r"\bstate secretar"
         r"|\bchancellor of the exchequer|\bcabinet member", Role.MINISTER),
        (r"\bpermanent representatives?\b|(?<!special )\b(?:ambassador|envoy)s? (?:to|at) (?:the )?"
         r"(?:NATO|EU|UN|U\.N\.|United Nations|"
         r"European Union|"
         r"alliance|OSCE|bloc)\b|\b(?:NATO|EU|UN|U\.N\.) (?:ambassador|envoy)", Role.PERMANENT_REPRESENTATIVE),
        (r"\b(?:ambassador|envoy|representative|delegate)s? (?:to|at) the (?:\w+ )*(?:council|union|alliance|"
         r"organi[sz]ation|"
         r"league|commission|assembly)\b", Role.PERMANENT_REPRESENTATIVE),
        (r"\bspeaker\b.{0,20}\b(?:parliament|house|assembly|bundestag|sejm|duma|rada|riksdag)|"
         r"\b(?:parliament(?:ary)?|house) speaker",
         Role.PARLIAMENT),
        (r"\bsenators?\b|\blawmakers?\b|\blegislators?\b|\bparliamentarians?\b|\bMPs?\b|\bMEPs?\b|\bcongress(?:m|w)|"
         r"\bmembers? of (?:the )?(?:european )?(?:parliament|congress)|\bbackbencher|\bdeput(?:y|ies)$|^(?:rep|sen)\.|"
         r"\bcommittee (?:chair|head)|\bchair\w* of .{0,40}committee|\bpoliticians?\b", Role.PARLIAMENTARIAN),
        (r"\bparliaments?\b", Role.PARLIAMENT),
        (r"\bforeign ministry\b|\bministry of foreign|\bforeign office\b|\bgovernments?\b|\bauthorit(?:y|ies)\b|"
         r"\bministr(?:y|ies)\b|"
         r"\bpresidency\b|\bcabinet\b|\badministration\b|\bcoalition\b", Role.BODY),
        (r"\bofficials?\b|\bdiplomats?\b|\baides?\b|\badvis[eo]rs?\b|\bsources?\b|\benvoys?\b|\bambassadors?\b|"
         r"\bofficers?\b|"
         r"\brepresentatives?\b|\bdelegat|\bnegotiators?\b|\bgenerals?\b|\badmirals?\b|\bcommanders?\b|"
         r"\bstaffers?\b|\binsiders?\b|"
         r"\bfamiliar\b|\bchiefs? of (?:the )?(?:general )?staff", Role.OFFICIAL),
        (r"\bmedia\b", Role.MEDIA),
    )
)  # fmt: skip
_PRESIDENT_OF_SOMETHING = re.compile(
    r"\bpresident (?:of|and chief)\b.{0,60}\b(?:university|institute|foundation|company|corporation|group|bank|"
    r"center|centre|"
    r"association|union of|college|society|club)\b|\b(?:university|company|bank|union|club|association|"
    r"class) president\b",
    _F,
)


@dataclass(frozen=True, slots=True)
class Title:
    """What an office phrase says: the role; whether held no more, not yet, in opposition, as a deputy; one or many."""

    role: Role
    former: bool = False
    opposition: bool = False
    deputy: bool = False
    plural: bool = False
    then: bool = False
    coming: bool = False


@lru_cache(maxsize=16384)
def read_title(phrase: str) -> Title | None:
    """The role of an office phrase; None where it holds no office word.

    >>> read_title("the head of Ukraine's Ministry of Foreign Affairs").role.value
    'foreign_minister'
    >>> read_title("deputy prime minister of Arvenia").role.value, read_title("Arvenian lawmakers").plural
    ('minister', True)
    >>> former = read_title("a former Arvenian foreign minister")
    >>> former.role.value, former.former
    ('foreign_minister', True)
    >>> read_title("the red bicycle")
    """
    phrase = phrase[:300]
    if HEAD_NOUN.search(phrase) is None and not re.match(r"(?:Rep|Sen|Gov)s?\.", phrase):
        return None
    role = Role.OTHER
    for pattern, candidate in _RULES:
        if pattern.search(phrase):
            role = candidate
            break
    if role is Role.HEAD_OF_STATE and _PRESIDENT_OF_SOMETHING.search(phrase):
        role = Role.OTHER
    deputy = bool(_DEPUTY.search(phrase))
    if deputy and role in _WITH_DEPUTIES:
        role = Role.MINISTER
    return Title(
        role,
        former=bool(_FORMER.search(phrase)) and not _THEN.search(phrase),
        opposition=bool(_OPPOSITION.search(phrase)),
        deputy=deputy,
        plural=bool(_PLURAL.search(_first_noun_phrase(phrase))),
        then=bool(_THEN.search(phrase)),
        coming=_not_yet(phrase),
    )


def _not_yet(phrase: str) -> bool:
    if _ELECT.search(phrase):
        return True
    soon = _COMING.search(phrase)
    return soon is not None and HEAD_NOUN.search(phrase, soon.end()) is not None


_WITH_DEPUTIES = frozenset(
    {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER, Role.BODY}
)


def _first_noun_phrase(phrase: str) -> str:
    return re.split(r" (?:of|for|to|at|in|from|on|who|with|familiar)\b|,", phrase, maxsplit=1)[0]
