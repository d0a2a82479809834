"""The predicate lexicon: words of support, refusal, delay and evasion, each with what it says plainly and negated.

A row is a pattern, its stance, and its stance when negated once. Rows of one group are alternatives; where several rows
match in one clause the more specific (longer) match counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from whipcount.positions.stance.stance import Force, Stance

Y, LY, WNB, U, D, LN, N = (
    Stance.YES,
    Stance.LEAN_YES,
    Stance.WILL_NOT_BLOCK,
    Stance.UNDECIDED,
    Stance.DECLINED,
    Stance.LEAN_NO,
    Stance.NO,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One predicate. ``negated`` None: a negation before it says nothing new (it is part of the phrase)."""

    pattern: re.Pattern[str]
    stance: Stance
    negated: Stance | None
    what: str
    force: Force = Force.ASSERT


def _row(what: str, stance: Stance, negated: Stance | None, words: str, force: Force = Force.ASSERT) -> Row:
    return Row(re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), stance, negated, what, force)


_OBJ = (
    r"(?:[\w'’]+\s+){0,3}?(?:objections?|veto(?: threat)?|opposition|resistance|reservations?|hurdles?|blockade|hold)"
)
_CONSENT = r"(?:[\w'’]+\s+){0,3}?(?:support|consent|approval|backing|signature|backing|blessing|bill)"
_ENDS = (
    r"(?:lift|drop|withdr[ae]w|remov|abandon|revers|renounc|overcom|overcam|soften|eas|relax|pull|shed|g[ia]v(?:e|es|en|ing)\s+up|end|waiv)"
    r"(?:s|ed|ped|ping|ing|es|e|n)?"
)
_KEEPS = r"(?:maintain|renew|reiterat|uph[eo]ld|repeat|keep|kept)(?:s|ed|ing|es|e)?"

ROWS = (
    # evasion
    _row(
        "declines to say", D, None, r"(?:declin|refus)(?:e|es|ed|ing)\s+to\s+(?:comment|say|answer|tell|respond|reveal)"
    ),
    _row(
        "declines to say",
        D,
        None,
        r"(?:would|will|did|does|could|do)(?:\s+not|n['’]t)\s+(?:be\s+drawn|comment|say\s+(?:how|whether"
        r"|if|which)|respond|answer|reply|reveal|disclose)",
    ),
    _row(
        "declines to say",
        D,
        None,
        r"no\s+comment|nothing\s+(?:more\s+)?to\s+(?:add|say)|side-?step\w*|dodg(?:e|ed|es)|evad(?:e|ed"
        r"|es)|tight-lipped|brush(?:ed|es)\s+(?:off|aside)\s+(?:\w+\s+)?questions?"
        r"|keep\w*\s+(?:\w+\s+)?cards|show\s+(?:\w+\s+)?(?:hand|cards)|wait\s+(?:for|and\s+see"
        r"|until)\s+the\s+vote|you\s+will\s+(?:know|see)\s+when",
    ),
    # not decided
    _row(
        "has not decided",
        U,
        None,
        r"(?:has|have|had|is|are|was|were)(?:\s+not|n['’]t)\s+(?:yet\s+)?(?:made\s+up|decided"
        r"|taken\s+a\s+(?:view|position|stand|decision)|reached\s+a\s+(?:decision|view)|settled|formed)",
    ),
    _row(
        "has not decided",
        U,
        None,
        r"(?:has|have|had)\s+yet\s+to\s+(?:decide|make\s+up|take)|not\s+yet\s+(?:decided|made\s+up)"
        r"|undecided|no\s+(?:position|decision|view)\s+(?:had|has|was|has\s+been"
        r"|had\s+been)(?:\s+\w+)?\s+(?:taken|made|reached)",
    ),
    _row(
        "has not decided",
        U,
        None,
        r"(?:still|is|are|was|were|am|['’]re)\s+(?:still\s+)?(?:stud(?:y|ying)|weigh(?:ing)?"
        r"|consider(?:ing)?|examin(?:e|ing)|assess(?:ing)?|review(?:ing)?|listening|consulting"
        r"|await(?:ing)?\s+instructions)",
    ),
    _row(
        "has not decided",
        U,
        None,
        r"(?:keep|keeps|keeping|kept|leav\w+)\s+(?:\w+\s+)?options?\s+open|jury\s+is\s+(?:still\s+)?out"
        r"|reserv(?:e|es|ed|ing)\s+(?:\w+\s+)?(?:position|judg\w+)|on\s+the\s+fence"
        r"|sit\w*\s+on\s+the\s+fence|wavering|ask\s+(?:me|us)\s+again|await(?:s|ing|ed)?\s+instructions",
    ),
    _row(
        "has not decided",
        U,
        None,
        r"(?:would|will|shall|to)\s+(?:only\s+)?(?:decide|make\s+up|take\s+a\s+(?:view|position|decision)"
        r"|consult)(?:\s+\w+){0,6}?\s+(?:after|before|later|when|next|in|on|once)|before\s+(?:taking"
        r"|reaching|making)\s+(?:a|its|any)\s+(?:position|decision|view)"
        r"|neither\s+(?:\w+\s+)?(?:endors\w+|approv\w+|back\w+|accept\w+)\s+nor\s+(?:\w+)",
    ),
    # will not block
    _row("abstains", WNB, None, r"abstain(?:s|ed|ing)?|abstention|neither\s+support\s+nor\s+oppos\w+"),
    _row(
        "lets it pass",
        WNB,
        N,
        r"(?:can|could|would|will|may|might)\s+(?:\w+\s+)?live\s+with|go(?:es|ing)?\s+along|went\s+along"
        r"|let(?:s|ting)?\s+(?:it|this|them|the\s+\w+)\s+(?:pass|through|happen|proceed)|acquiesc\w+"
        r"|step(?:s|ped|ping)?\s+aside|tolerat\w+|bow(?:s|ed)?\s+to|resign\w*\s+(?:\w+\s+)?to",
    ),
    _row(
        "no quarrel",
        WNB,
        None,
        r"no\s+(?:\w+\s+)?(?:quarrel|problems?|difficult(?:y|ies)|objections?|issues?)"
        r"|no\s+reason\s+(?:to|why)(?:\s+\w+){0,3}?\s+(?:oppos\w+|object|block|refuse|veto|stop)"
        r"|nothing(?:\s+\w+){0,6}?\s+to\s+object",
    ),
    _row("no quarrel", WNB, None, r"(?:has|have|had|with)\s+nothing\s+against"),
    _row(
        "talks go on",
        U,
        None,
        r"(?:consultations?|talks|discussions?|deliberations)(?:\s+\w+){0,5}?\s+(?:ongoing|under\s+way|continu\w+)",
    ),
    # ending an objection, ending a support
    _row("gives up its objection", Y, N, rf"{_ENDS}\s+{_OBJ}"),
    _row("keeps its objection", N, WNB, rf"{_KEEPS}\s+{_OBJ}"),
    _row(
        "takes back its consent",
        N,
        Y,
        rf"(?:{_ENDS}|withh[eo]ld\w*|revok\w+|suspend\w*|shelv\w+|froz\w*|freez\w*)\s+{_CONSENT}",
    ),
    # refusal
    _row(
        "wants the request gone",
        N,
        LY,
        r"(?:(?:urg|ask|call|told|tell|advis|want|press|implor|beg|push|encourag|invit|demand)\w*\s+(?:on\s+)?(?:[\w'’-]+\s+){1,5}?to"
        r"|should|must|ought\s+to|needs?\s+to|had\s+better)\s+(?:now\s+)?"
        r"(?:withdraw|drop|abandon|shelve|renounce|forgo|give\s+up|take\s+back|pull|rethink|reconsider|delay|postpone|freeze|suspend|end)"
        r"\s+(?:its|their|his|her|the|\w+['’]s?)\s+(?:\w+\s+){0,2}?"
        r"(?:requests?|applications?|bids?|candidac(?:y|ies)|candidatures?)"
        r"(?!\s+(?:to|of|at)\s+(?:block|veto|oppos|stop|prevent|delay|resist|thwart|obstruct|keep|exclud)\w*)",
        Force.REQUEST,
    ),
    _row("says no", N, LY, r"(?:an?|its|their|his|her)\s+(?:\w+\s+)?no(?=\s+(?:to|on)\s|\s*[,.;!]|\s*$)"),
    _row(
        "refuses",
        N,
        WNB,
        r"oppos(?:e|es|ed|ing|ition\s+to)|object(?:s|ed|ing)?\s+to"
        r"|(?<!the\s)(?<!an\s)(?<!no\s)(?<!its\s)object(?:s|ed|ing)?(?!\s+(?:of|is|was|in))|objections?\s+to|block(?:s|ed|ing)?"
        r"|veto(?:es|ed|ing)?|reject(?:s|ed|ing|ion)?|resist(?:s|ed|ing)?|thwart\w*|sink(?:s|ing)?|sank"
        r"|scupper\w*|derail\w*|torpedo\w*|obstruct(?:s|ed|ing)?|hold(?:s|ing)?\s+(?:up"
        r"|(?:\w+\s+){1,3}?hostage)|hamper\w*|prevent(?:s|ed|ing)?|stop(?:s|ped|ping)?|stand(?:s"
        r"|ing)?\s+in\s+(?:the|its|\w+['’]s)\s+way|stood\s+in\s+the\s+way|stand(?:s|ing)?\s+alone",
    ),
    _row(
        "votes against",
        N,
        WNB,
        r"(?:vot(?:e|es|ed|ing)|speak|spoke|stands?|stood|come\s+out|came\s+out|lin(?:e|ed)\s+up"
        r"|campaign\w*|is|are|was|were|dead\s+set|cast(?:s|ing)?(?:\s+\w+){0,4}?)\s+(?:firmly\s+"
        r"|strongly\s+)?against|vot(?:e|es|ed|ing)\s+(?:it\s+|the\s+\w+\s+)?down|(?:vot(?:e|es|ed|ing)"
        r"|say(?:s|ing)?|said)\s+(?:a\s+)?(?:firm\s+)?no(?!\s+\w+ing)|protest\w*\s+(?:\w+\s+)?against"
        r"|advis\w+\s+against|fight(?:s|ing)?|fought",
    ),
    _row(
        "rules it out",
        N,
        LY,
        r"rul(?:e|es|ed|ing)\s+(?:it\s+|this\s+|that\s+)?out|exclud(?:e|es|ed|ing)|off\s+the\s+table"
        r"|out\s+of\s+the\s+question|unthinkable|inconceivable|impossible",
    ),
    _row(
        "turns it down",
        N,
        Y,
        r"thr(?:ow|ows|ew|own|owing)\s+(?:it\s+)?out|turn(?:s|ed|ing)?\s+(?:it\s+|this\s+)?down"
        r"|dismiss(?:es|ed|ing)?|rebuff\w*|spurn\w*|condemn(?:s|ed|ing)?|denounc\w+|unacceptable"
        r"|non-?starter|thumbs\s+down|walk(?:s|ed|ing)?\s+out|sen[dt](?:s|ing)?\s+(?:\w+\s+){1,3}?back"
        r"|shelv(?:e|es|ed|ing)|froze|frozen|freez(?:e|es|ing)|revok\w+|cold\s+water|kill(?:s|ed"
        r"|ing)?\s+(?:off\s+)?(?:it|the)|bur(?:y|ies|ied)|scrap(?:s|ped|ping)?|ditch(?:es|ed|ing)?"
        r"|no\s+place|hostile\s+to|no\s+business|no\s+part\s+(?:in|of)|str(?:ike|ikes|uck|iking)\s+down"
        r"|over\s+my\s+dead\s+body|not\s+on\s+(?:my|our|his|her)\s+watch",
    ),
    _row(
        "leaves it",
        N,
        Y,
        r"(?:pull|walk|back|drop|opt)(?:s|ed|ing)?\s+out(?!\s+of\s+the\s+(?:meeting|room|talks))"
        r"|withdr(?:aw|aws|ew|awn|awing)\s+from|turn(?:s|ed|ing)?\s+(?:its|his|her|their)\s+back\s+on",
    ),
    _row("refuses", N, Y, r"refus(?:e|es|ed|ing|al)|unwilling|unable\s+to\s+(?:support|accept|agree)"),
    _row(
        "calls it bad",
        N,
        WNB,
        r"disast(?:er|rous)\w*|catastroph\w+|ruin(?:s|ed|ous)?|illegal|irresponsible|sell-?out|mistake"
        r"|wrong|dangerous|folly|reckless|betrayal|a\s+threat|must\s+(?:be\s+stopped|fall|fail"
        r"|not\s+(?:pass|happen))|is\s+dead|was\s+dead|will\s+fall|fails?(?!\s+to)|means\s+war"
        r"|be\s+(?:dropped|abandoned|scrapped|withdrawn|stopped)",
    ),
    _row(
        "the time is now",
        Y,
        N,
        r"(?:right\s+)?(?<!more\s)(?<!some\s)(?<!no\s)(?<!little\s)(?:time|moment)\s+(?:is\s+ripe|has\s+come|to\s+\w+|is\s+now)(?:\s+\w+){0,3}",
    ),
    _row("its vote is no", N, Y, r"(?:vote|answer|position|line)\s+(?:will\s+be|is|remains|stays)\s+(?:an?\s+)?no"),
    _row(
        "calls it bad",
        N,
        WNB,
        r"(?:drag|plunge|push|pull)\w*\s+(?:\w+\s+){1,3}?into|world\s+war|threaten(?:s|ed|ing)?\s+(?:our|the|its)",
    ),
    # support
    _row(
        "supports",
        Y,
        N,
        r"support(?:s|ed|ing|ive)?(?:\s+of)?|back(?:s|ed|ing)(?!\s+(?:down|out|away))|back(?=\s+(?:the"
        r"|an?|it|this|such|its|any|\w+['’]s?)\b)|favou?r(?:s|ed|ing)?|in\s+favou?r|endors(?:e|es|ed|ing"
        r"|ement)|approv(?:e|es|ed|ing|al)|accept(?:s|ed|ing|ance)?|agree(?:s|d|ing)?(?:\s+to)?"
        r"|consent(?:s|ed)?(?:\s+to)?|welcom(?:e|es|ed|ing)|champion(?:s|ed|ing)?|embrac(?:e|es|ed|ing)"
        r"|hail(?:s|ed|ing)?|applaud\w*|advocat\w+|co-?sponsor\w*|stand(?:s|ing)?\s+(?:firmly\s+)?behind"
        r"|stood\s+behind|weight\s+behind|sign(?:s|ed|ing)?(?:\s+(?:up|off|on))?|green\s+light|wav(?:e|es"
        r"|ed|ing)\s+through|count\s+(?:us|me)\s+in|thumbs\s+up|come\s+r?a?round|gave\s+its\s+(?:consent"
        r"|blessing)|says?\s+yes|a\s+yes|lift(?:s|ed|ing)?\s+the\s+last",
    ),
    _row(
        "votes in favour",
        Y,
        N,
        r"(?:vot(?:e|es|ed|ing)|spoke|speak|cast(?:s|ing)?(?:\s+\w+){0,3}?|raise(?:s|d)?(?:\s+\w+){0,2}?)\s+"
        r"(?:\d+\s+to\s+\d+\s+)?(?:for|in\s+favou?r|yes)",
    ),
    _row(
        "calls it good",
        Y,
        N,
        r"deserv(?:e|es|ing)|worthy|milestone|belongs?|irreversible\s+for\s+us|a\s+guarantee"
        r"|no\s+alternative\s+to|(?:the\s+)?sooner(?:\s+\w+){0,10}?\s+(?:the\s+)?better|long\s+overdue"
        r"|indispensable|rightful\s+place|with\s+open\s+arms|without\s+(?:further\s+)?delay"
        r"|stands?\s+ready|committed\s+to|defend(?:s|ed|ing)?"
        r"|no\s+reason(?:\s+\w+)?\s+(?:to|why)\s+(?:\w+\s+){0,2}?(?:keep|wait|delay|hesitate|hold\s+back)"
        r"|(?:right|best|ideal)\s+(?:man|woman|person|candidate|choice)",
    ),
    _row(
        "gives its consent",
        Y,
        N,
        r"(?:has|have|had|is|was|are|were)\s+nominated|nominates?"
        r"|(?:gave|gives?|given|giving)(?:\s+\S+){0,4}?\s+(?:blessing|consent|approval|assent|backing)"
        r"|(?:put|puts|set|affix(?:ed|es)?)(?:\s+\w+){1,2}?\s+(?:signature|name|seal)\s+(?:to|under|on)"
        r"|deposit(?:s|ed|ing)?(?:\s+\w+){0,2}?\s+instruments?",
    ),
    _row("its vote is yes", Y, N, r"(?:vote|answer|position|line)\s+(?:will\s+be|is|remains|stays)\s+(?:an?\s+)?yes"),
    # leaning
    _row(
        "leans to yes",
        LY,
        LN,
        r"inclin(?:e|es|ed)|lean(?:s|ing|ed)?\s+(?:toward|towards|to)|(?:is|are|was|were"
        r"|remain\w*)\s+open\s+to|warm(?:s|ed|ing)?(?:\s+to|ly)?|positive(?:ly)?|reasonable|acceptable"
        r"|right\s+direction|welcome\s+prospect|sympath\w+|optimis\w+|encouraging|hop(?:e|es|ed|ing)"
        r"|(?:good|strong|sound|powerful|compelling)\s+(?:arguments?|case|reasons?)\s+(?:for|in\s+favou?r)"
        r"|confident|receptive|intrigued|constructive|look(?:s|ed)?\s+(?:good|promising)",
    ),
    _row(
        "leans to no",
        LN,
        Y,
        r"reservations?|doubt(?:s|ed|ful)?|scept\w+|skept\w+|concern(?:s|ed)?|misgiving\w*|reluctan\w+"
        r"|wary|hesitan\w+|hesitat\w+|premature|too\s+(?:early|soon|large|big|much|fast|far)|caution(?:s"
        r"|ed|ing)?(?:\s+against)?|cool\s+(?:to|towards|on)|unconvinced|unhappy|uneasy|question(?:s|ed"
        r"|ing)\s+(?:the|whether)|in\s+no\s+(?:hurry|rush)|drag(?:s|ged|ging)?(?:\s+(?:its|their|his"
        r"|her)\s+feet|\s+on)|not\s+on\s+the\s+agenda|postpon\w+|delay(?:s|ed|ing)?|defer(?:s|red|ring)?"
        r"|slow-?walk\w*|prefer(?:s|red)?\s+to\s+wait|wait\s+(?:with|until)|further\s+consultations?"
        r"|more\s+time|would\s+not\s+bet|fear(?:s|ed)?|complain(?:s|ed|ing)?|rush(?:ing)?\s+into|lukewarm"
        r"|not\s+ready|not\s+convinced|stall(?:s|ed|ing)?|put(?:s|ting)?\s+off|push(?:es|ed|ing)?\s+back"
        r"|risk(?:s|ed|ing|y)?|mak(?:e|es|ing)\s+(?:matters|things)\s+worse"
        r"|(?:need|take|took)(?:s|ed)?(?:\s+\w+){0,4}?\s+(?:convincing|persuading|persuasion)",
    ),
    _row("sees no need", LN, None, r"no\s+need\s+(?:to|for)|no\s+point\s+in"),
    _row(
        "conditions not met",
        LN,
        None,
        r"(?:conditions?|criteria|requirements?|demands?|concerns?)(?:\s+\w+){0,6}?\s+(?:is|are|was|were|has|have|had)"
        r"(?:\s+not|n['’]t)\s+(?:yet\s+)?(?:been\s+)?(?:met|fulfilled|assuaged|satisfied|addressed)",
    ),
)
