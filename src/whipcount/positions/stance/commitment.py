"""Whether a word of consent is committed to: "will support", "decided to support"; not "balked at supporting".

A finite verb of the speaker's commits. An infinitive, a gerund or a noun commits by the word that governs it, and only
by the words named here: every other one ("pretended to", "the price for", "lacked") leaves a lean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.positions.stance.post_modifiers import has_a_verb
from whipcount.text.span import Span

_ADVERBS = r"(?:(?:\w+ly|also|now|still|always|not|never|again|even|jointly|soon)\s+)*"
_TO_DO = re.compile(
    r"(?<!\w)(?:agree[ds]?|decid\w+|ready|readiness|willing\w*|prepared|promis\w+|pledg\w+|vow\w*|plan\w*|intend\w*|intention|continu\w+"
    r"|commit\w*|going|about|set|due|determin\w+|resolv\w+|keen|eager|happy|glad|pleased|delighted|proud|content|wish\w*|like|love|hop\w+"
    r"|has|have|had|is|are|was|were|ought|offer\w*|under(?:take\w*|took)|cho[os]\w+|voted|right|time|duty|decision|moved?|first|last|join\w*"
    r"|swor[en]|swear\w*|mean\w*|aim\w*|bound|inclined|tempted|minded|leaning|likely|able"
    r"|reason|need\w*|come|came|vote|voting|tend\w*|consent\w*|wants?|wanted)\s+"
    rf"{_ADVERBS}to\s+{_ADVERBS}\Z"
    r"|(?<!\w)(?:urg\w*|call\w*|want\w*|ask\w*|appeal\w*|invit\w*|press\w*|implor\w*|encourag\w*|told|tell\w*|expect\w*|recommend\w*|advis\w*"
    rf"|instruct\w*|direct\w*|order\w*|vot\w+)\s+(?:[\w'’,-]+\s+){{0,7}}?to\s+{_ADVERBS}\Z",
    re.IGNORECASE,
)
_TO = re.compile(rf"(?<!\w)to\s+{_ADVERBS}\Z", re.IGNORECASE)
_DOING = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|being|am|by|and|or|in|favou?r\s+of|committed\s+to|forward\s+to|proud\s+of|keep|keeps|kept|continue[sd]?"
    r"|start(?:s|ed)?|beg[iau]n\w*|insist\w*\s+on|consider\w*"
    rf"|reason\s+for|would|will)\s+{_ADVERBS}\Z|(?<=['’](?:m|s))\s+{_ADVERBS}\Z|(?<=['’]re)\s+{_ADVERBS}\Z",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"\w+\s+\Z")
_NOUN = re.compile(r"(?:support|backing|a\s+yes)\Z", re.IGNORECASE)
_NOUN_FOR = re.compile(r"\s+(?:for|from|in|among|of|to)(?!\w)|\s*[.,;]|\s*\Z", re.IGNORECASE)
_GIVEN = re.compile(
    r"(?<!\w)(?:express\w*|voic\w*|reaffirm\w*|reiterat\w*|pledg\w*|declar\w*|offer\w*|g[ia]v\w+|announc\w*|confirm\w*|renew\w*|ha(?:s|ve|d)|len[dt]s?"
    r"|thr[eo]w\w*|signal\w*|stress\w*|underlin\w*|show\w*|promis\w*|maintain\w*|repeat\w*|in|with|assur\w*|extend\w*|full|affirm\w*|stat\w+"
    r"|vow\w*|emphasi\w+|underscor\w*|keep\w*|kept|bring\w*|put\w*|full-throated|enjoy\w*|count\w*|can\s+rely|speak\w*|spoke|came\s+out|come\s+out)"
    r"\s+(?:[\w'’-]+\s+){0,4}?\Z",
    re.IGNORECASE,
)
_ALMOST = re.compile(
    r"(?<!\w)(?:almost|nearly|practically|half|could|as\s+good\s+as|may\s+well)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"(?<!\w)(?:except|save\s+for|other\s+than|apart\s+from)(?!\w)|(?<!\w)(?:but|though|if)\s+not\s+(?:the|its|this|that|all|every)(?!\w)",
    re.IGNORECASE,
)
_CLAUSE_OF = re.compile(
    r"(?<!\w)(?P<word>[\w'’-]+)\s+(?P<mark>that|which|who|whether|why|how)\s+(?:[\w'’-]+\s+){0,5}\Z",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"(?:said|told|add\w*|clear|sure|certain|convinced|confident|glad|pleased|proud|happy|believ\w+|think\w*|thought|announc\w+|confirm\w*"
    r"|stress\w*|insist\w*|promis\w*|pledg\w*|assur\w*|decid\w*|agree\w*|repeat\w*|vow\w*|reaffirm\w*|emphasi\w+|declar\w*|explain\w*"
    r"|stat\w+|not\w+|argu\w+|signal\w*|indicat\w*|wr[io]te\w*|warn\w*|doubt|and|now|so|hop\w+|reporters|parliament|lawmakers|journalists"
    r"|parties|members|those|everybody|everyone|all|know\w*|knew|remind\w*|underlin\w*|say|says|hint\w*|vot\w+|means|meant)\Z",
    re.IGNORECASE,
)
"""What a subordinate clause may hang on and still be the speaker's word; "a member that backs it" is not."""
_WAITS = re.compile(r"(?<!\w)(?:unless|if|once|until|provided)\s[^,]*\Z", re.IGNORECASE)
_TOLD_SOMEBODY = re.compile(
    r"(?<!\w)(?:(?:told|assured|informed|reminded|promised)\s+(?:[\w'’-]+\s+){0,6}[\w'’-]+"
    r"|(?:said|announced|confirmed|stressed|declared)\s+(?:on|in|at|last|this|earlier|again|today|yesterday)(?:\s+\w+){0,3}"
    r"|join\w*\s+(?:[\w'’-]+\s+){0,3}[\w'’-]+)\Z",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(
    r"(?<!\w)(?:whether\s+(?:[\w'’-]+\s+){1,5}|(?:more|some|no|little|enough|need\w*)\s+time\s+to\s+)\Z", re.IGNORECASE
)
_UNWILLING = re.compile(
    r"(?<!\w)(?:in\s+error|by\s+mistake|mistakenly|under\s+(?:duress|pressure|protest)|with\s+a\s+heavy\s+heart|grudgingly|reluctantly"
    r"|against\s+(?:its|his|her|their)\s+will|anything\s+but)(?!\w)",
    re.IGNORECASE,
)
_FAR = 90


def committed(text: str, span: Span, body: Span, contents: Sequence[Span] = ()) -> bool:
    """Whether the word of support at ``span`` is one that its governing words commit to.

    ``contents`` are those of the statement: a clause that opens one is the speaker's own.

    >>> text = "It decided to support that."
    >>> committed(text, Span(14, 21), Span(0, len(text)))
    True
    >>> text = "It pretended to support that."
    >>> committed(text, Span(16, 23), Span(0, len(text)))
    False
    """
    word = span.of(text)
    before = text[max(body.start, span.start - _FAR) : span.start]
    cut = max(before.rfind(mark) for mark in (";", ":", ".", '"', "“", "”"))
    before = before[cut + 1 :]
    if _UNWILLING.search(text, span.end, min(body.end, span.end + _FAR)):
        return False
    clause = _CLAUSE_OF.search(before)
    at = span.start - len(before)
    own = clause and any(at + clause.end("word") <= c.start <= at + clause.end("mark") + 1 for c in contents)
    waits = clause and _WAITS.search(before[: clause.start()])  # inside a condition nothing is said of this one's will
    if (
        clause
        and not own
        and not waits
        and not (_MEANT.match(clause["word"]) or _TOLD_SOMEBODY.search(before[: clause.end("word")]))
    ):
        return False
    if _OPEN_QUESTION.search(before):
        return False
    if _ALMOST.search(before) or _EXCEPT.search(text, span.end, min(body.end, span.end + _FAR)):
        return False
    if _TO.search(before):
        return _TO_DO.search(before) is not None or before.strip().lower() == "to"
    if _NOUN.search(word) and not re.search(r"(?:will|would|shall|['’]ll|and|they|we|I)\s+\Z", before):
        if has_a_verb(text, span, body):
            return True  # "its support for this is firm": judged by that verb before
        after = _NOUN_FOR.match(text, span.end)
        if after and _WORD_BEFORE.search(before) and not word.lower().endswith("ing"):
            return _GIVEN.search(before) is not None
    if re.match(r"\w+ing(?!\w)", word, re.IGNORECASE) and _WORD_BEFORE.search(before):
        return _DOING.search(before) is not None
    return True
