"""Reports called false, and other people's words: what stands in a statement without being the speaker's own."""

from __future__ import annotations

import re

from whipcount.text.span import Span

_REPORT = (
    r"(?:reports?|claims?|suggestions?|allegations?|rumou?rs?|notions?|ideas?|stor(?:y|ies)|assertions?|talk|speculation"
    r"|impressions?|accusations?|insinuations?|headlines?|assumptions?|charges?|theor(?:y|ies)|gossip|leaks?)"
)
_TOLD = (
    r"(?:reports?|claims?|suggestions?|allegations?|rumou?rs?|assertions?|speculation|insinuations?|accusations?"
    r"|gossip)"
)
_FALSE = (
    r"(?:false(?:hoods?)?|wrong|untrue|baseless|groundless|unfounded|invented|fabricat(?:ed|ions?)|incorrect|inaccurate|fake(?:\s+news)?"
    r"|lies?|nonsens(?:e|ical)|myths?|rubbish|fictions?|fictitious|absurd|ridiculous|ludicrous|misleading|misunderstandings?"
    r"|inventions?|slanders?|disinformation|propaganda|fairy\s?-?tales?|hoax(?:es)?|made\s+up|mistaken|bogus|garbage|fantas(?:y|ies))"
)
_QUOTE = r"[\"“”'‘’]?"
_NOT_TRUE = (
    r"(?:(?:not|never|hardly|far\s+from|\w+n['’]t)\s+(?:\w+\s+){0,2}?"
    r"(?:true|correct|right|accurate|the\s+case|the\s+truth|a\s+fact))"
)
_DENYING = (
    r"(?:dismiss|reject|den(?:y|ie)|refut|rebut|disput|contradict|scorn|ridicul|mock|scoff|quash|disavow|brush|laugh|sho[ot]t|bat"
    r"|brand|label|call|describ|wav|play|squash|knock|contest)(?:s|es|ed|d|ing|ting|ted)?"
)
_DENIALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "it was not true that", "it is a lie to say that"
        rf"(?<!\w)(?:(?:it|that|this)\s+(?:\w+ly\s+)?(?:is|was|were|would\s+be)|it['’]s|that['’]s|it)\s+(?:{_NOT_TRUE}"
        rf"|(?:\w+\s+){{0,3}}?{_QUOTE}{_FALSE}{_QUOTE})(?=\s+(?:that|to\s+(?:say|claim|suggest|report|think|believe|pretend))(?!\w))",
        r"(?<!\w)(?:is|was|are|were)n['’]t\s+(?:\w+\s+)?(?:true|correct|right|accurate|the\s+case)(?=\s+(?:that|to\s+say)(?!\w))",
        # "reports that it backed this were untrue"
        rf"(?<!\w){_REPORT}\s+(?:that|of|about|according|it|he|she|they|\w+\s+(?:would|will|was|were|had|has))\b[^.]{{0,140}}?\b(?:is|are|was|were|be|been|as|amount\w*\s+to)\s+"
        rf"(?:{_NOT_TRUE}|(?:[\w'’-]+\s+){{0,2}}?{_QUOTE}{_FALSE}(?!\w))",
        # "there is no truth in reports that"; "nobody should believe claims that"
        rf"(?<!\w)(?:no|not\s+a\s+word\s+of|little|nothing)\s+(?:truth|substance|basis|foundation|true|to)\s+(?:in|to|for|about)\s+(?:\w+\s+){{0,3}}?{_REPORT}(?!\w)",
        rf"(?<!\w)(?:not|never|nobody|no\s+one)\s+(?:\w+\s+){{0,2}}?believe\s+(?:\w+\s+){{0,3}}?{_REPORT}(?!\w)",
        # "dismissed as nonsense claims that"
        rf"(?<!\w){_DENYING}\s+(?:(?:off|aside|down|away|at)\s+)?(?:as\s+[^.,;:]{{1,40}}?\s+)?(?:[\w'’-]+\s+){{0,4}}?"
        rf"(?:{_TOLD}(?=\s+(?:that|of|about|by|from|in|he|she|it|they|\w+\s+(?:would|will|had|was|is))(?!\w))"
        rf"|{_REPORT}(?=\s+that\s))",
        r"(?<!\w)(?:not\s+)?as\s+(?:if|though)(?!\w)",
        # "that it backs this is a lie"
        r"(?<!\w)that\s[^.;]{5,120}?\s(?:is|was)\s+(?:an?\s+)?(?:\w+\s+)?(?:lie|untrue|false|not\s+true|myth|fabrication|invention|fake)(?!\w)",
        # "spoke of fake news about a veto"
        rf"(?<!\w)(?:fake\s+news|lies|nonsense|rumou?rs|gossip|disinformation|propaganda|slander|fairy\s?-?tales){_QUOTE}\s+(?:about|of)(?!\w)",
    )
)
_ASIDE = re.compile(
    r",\s+(?:(?:directly|flatly|openly|publicly|thus|thereby|and)\s+)?(?:contradict(?:ing|s|ed)|overrul(?:ing|es|ed)|correct(?:ing|s|ed)"
    r"|rebuk(?:ing|es|ed)|rebuff(?:ing|s|ed)|disavow(?:ing|s|ed)|criticis(?:ing|es|ed)|criticiz(?:ing|es|ed)|den(?:ying|ies|ied)"
    r"|reject(?:ing|s|ed)|dismiss(?:ing|es|ed)|def(?:ying|ies|ied)|disput(?:ing|es|ed)|refut(?:ing|es|ed)|rebutt(?:ing|ed)|ignor(?:ing|es|ed)"
    r"|unlike|in\s+contrast\s+(?:to|with)|at\s+odds\s+with|contrary\s+to|despite|in\s+defiance\s+of|distanc(?:ing|es|ed)\s+\w+\s+from"
    r"|brush(?:ing|es|ed)\s+(?:off|aside)|shrug(?:ging|ged)\s+off|break(?:ing|s)\s+with)\s"
    r"[^.;:]*",
    re.IGNORECASE,
)
_BEFORE = 90  # code points before a statement in which its report may be called false
_BEHIND = 60


_REGION_END = re.compile(
    r"[;:.!?]|,\s+(?:and|but|adding|saying|while|although)\s|\s(?:but|and\s+(?:said|says|that|would|will|has|had|is|was|called|voted|backed|supports?))\s"
)


def denied(text: str, frame: Span, line: Span) -> tuple[Span, ...]:
    """Where the words of ``frame`` are those of a report that is called false, in its sentence ``line``.

    >>> text = "Kell said it was not true that it supported this, and backed that."
    >>> [span.of(text) for span in denied(text, Span(0, len(text)), Span(0, len(text)))]
    ['it was not true that it supported this']
    """
    start, end = max(line.start, frame.start - _BEFORE), min(line.end, frame.end + _BEHIND)
    found = []
    for pattern in _DENIALS:
        for match in pattern.finditer(text, start, end):
            if match.end() >= frame.start - 1 and match.start() < frame.end:
                stop = _REGION_END.search(text, match.end(), end)
                found.append(Span(match.start(), stop.start() if stop else end))
    return tuple(found)


def anothers_words(text: str, cue: Span, source: Span, line: Span) -> bool:
    """Whether a cue in such an aside tells another's words: its source stands before the aside, or is "who".

    >>> text = "Kell backs it, contradicting Orm, who called it a mistake."
    >>> anothers_words(text, Span(38, 44), Span(0, 4), Span(0, len(text)))
    True
    """
    return any(
        aside.start <= cue.start < aside.end
        and (source.end <= aside.start or source.of(text).lower() in ("who", "which"))
        and re.search(r"(?<!\w)wh(?:o|ich|ose)(?!\w)", text[aside.start : cue.start])
        for aside in asides(text, line)
    )


def asides(text: str, body: Span) -> tuple[Span, ...]:
    """Where others' words are named only to differ from them: ", contradicting its minister, who called it wrong".

    >>> text = "It will back it, contradicting Kell, who called it a mistake."
    >>> [span.of(text) for span in asides(text, Span(0, len(text)))]
    [', contradicting Kell, who called it a mistake']
    """
    return tuple(Span(*match.span()) for match in _ASIDE.finditer(text, *body))
