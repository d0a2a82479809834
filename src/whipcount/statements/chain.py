"""The source chain: from the speaker's mouth over letters, posts, interviews and agencies to the page."""

from __future__ import annotations

import re
from bisect import bisect_left

from whipcount.reports.report import Report
from whipcount.statements.attribution.frame import Frame
from whipcount.statements.people.media import NAMES, is_agency, media_name
from whipcount.statements.statement import Carrier, Link, Role, Speaker
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_I = re.IGNORECASE
_LETTER = lazy_pattern(r"\b(?:open )?(?:letters?|e-?mails?|memo(?:randum)?|notes?) (?:sent |addressed |written |"
                     r"dated )?(?:to|from|by|of|on|seen|obtained|in which|that)\b|"
                     r"\b(?:in|by|with|via|sent|sending|through) (?:\w+ )?(?:an? |the |his |her |its |"
                     r"their )?(?:\w+ )?(?:letter|e-?mail|memo)\b", _I)  # fmt: skip
_ANY_LETTER = lazy_pattern(r"\b(?:letters?|e-?mails?)\b", _I)
_WROTE = lazy_pattern(r"\b(?:wrote|writes|written|writing)\b", _I)
_POST = lazy_pattern(
    r"\b(?:tweet(?:s|ed|ing)?|retweeted|posted|posting|(?:social media |Facebook |Telegram |Twitter |"
    r"Truth Social )?post(?: on)?|"
    r"(?:on|via|to) (?:X|Twitter|Facebook|Telegram|Instagram|Truth Social|Bluesky|social media|YouTube|LinkedIn|"
    r"his blog|her blog)|"
    r"blog post)\b(?! office)"
)
_SPEECH = lazy_pattern(
    r"\b(?:in (?:a|an|his|her|the) (?:\w+ ){0,3}(?:speech|address|remarks|testimony|sermon|debate)|(?:told|"
    r"addressing|before|to) "
    r"(?:the |a )?(?:parliament|lawmakers|crowd|rally|congress|senate|assembly|audience|supporters|delegates)|"
    r"at a (?:\w+ ){0,2}"
    r"(?:rally|press conference|news conference|briefing|town hall|conference|summit|event)|press conference|"
    r"news conference|"
    r"(?:told|speaking to|spoke to) (?:the )?(?:reporters|journalists|the press|media)|speech|testified)\b",
    _I,
)
_TO_A_CROWD = lazy_pattern(
    r"(?:told|tells|addressed|assured|reminded|warned) (?:an? |the |his |her )?(?:crowd|rally|audience|reporters|"
    r"journalists|parliament|lawmakers|congress|senate|assembly|supporters|delegates)\b",
    _I,
)
_INTERVIEW = lazy_pattern(r"\binterview(?:s|ed)?\b", _I)
_DOCUMENT = lazy_pattern(
    r"\b(?:in (?:a|an|the|its|their|his|her) (?:\w+ ){0,3}(?:statement|communiqu[eé]|declaration|press release|"
    r"readout|resolution|"
    r"report|document|paper|filing|memo|book|op-ed|article|essay|survey|study|poll)|(?:the |"
    r"a )?(?:joint )?(?:communiqu[eé]|"
    r"declaration|press release|readout)|according to (?:a|an|the|its) (?:\w+ ){0,3}(?:document|statement|filing|"
    r"draft|text|poll|survey|study))\b",
    _I,
)
_VERBS = r"(?:told|tells|telling|spoke to|speaking to|said to|spoke with|speaking with|confirmed to|gave)"
_TOLD = lazy_pattern(
    rf"\b{_VERBS}\s+(?:the\s+)?(?:\w+ (?:news )?(?:agency|newspaper|daily|broadcaster|channel) )?$", _I
)
_RELAYED = lazy_pattern(
    r"(?:\b(?:according to|reports?|reported|reporting|citing|cited|cites|quoted|quoting|quotes|as reported by|"
    r"first reported|wrote|writes|"
    r"interview with|in an interview (?:with|to|on|for)|on|by|via|with|to|from|seen by|obtained by|"
    r"said)\b[^,.;]{0,40})$",
    _I,
)
_REPORTS_IT = lazy_pattern(r"^[\s,]*(?:(?:news )?agency |newspaper )?(?:has |have |had |also |first |"
                         r"earlier )?(?:reports?|reported|writes|wrote|said|says|quoted|cited|"
                         r"added|news|television|that|on|in|,|\.|;|$)", _I)  # fmt: skip


class ChainReader:
    """Reads the chains of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._letter = _ANY_LETTER.search(report.text)
        self._media = [(Span(*m.span()), m.group()) for m in NAMES.finditer(report.text)]
        self._media_starts = [span.start for span, _ in self._media]
        self._outlet = report.publisher or report.name

    def read(
        self, frame: Frame, speaker: Speaker | None, source: Span | None, outer: tuple[Link, ...] = ()
    ) -> tuple[Link, ...]:
        """The links from the speaker to the page.

        ``outer`` is the chain of the statement whose content holds this one: its speaker relays what is inside.
        """
        links: list[Link] = []
        if speaker is not None:
            name = speaker.name or speaker.text
            carrier = Carrier.SPEAKER
            if speaker.role is Role.MEDIA:
                carrier = Carrier.AGENCY if is_agency(name) else Carrier.OUTLET
                at = self.report.text.find(name, source.start, source.end) if source is not None else -1
                source = Span(at, at + len(name)) if at >= 0 else source  # "Reuters" in "a report by Reuters"
            links.append(Link(carrier, name, source))
        if not outer:  # what carried the outer words, carried these
            links.extend(self._carriers(frame))
            links.extend(self._relays(frame, speaker))
        for link in outer:
            if not any(link.carrier is mine.carrier and link.name == mine.name for mine in links):
                links.append(link)
        if not links or links[-1].carrier is not Carrier.OUTLET or links[-1].name != self._outlet:
            links.append(Link(Carrier.OUTLET, self._outlet))
        return tuple(links)

    def _carriers(self, frame: Frame) -> list[Link]:
        free = frame.free_text
        base = frame.sentence.start
        found: list[Link] = []
        letter, post = _LETTER.search(free), _POST.search(free)
        if letter is not None:
            found.append(Link(Carrier.LETTER, "letter", _place(letter, base)))
        elif post is not None:
            found.append(Link(Carrier.POST, post.group().strip(), _place(post, base)))
        elif _WROTE.search(frame.cue) and self._letter is not None:
            # "wrote", in a report that tells of a letter and of no post
            found.append(Link(Carrier.LETTER, "letter", Span(*self._letter.span())))
        if found:
            return found
        for pattern, carrier in (
            (_INTERVIEW, Carrier.INTERVIEW),
            (_SPEECH, Carrier.SPEECH),
            (_DOCUMENT, Carrier.DOCUMENT),
        ):
            match = pattern.search(free)
            if match is not None:
                return [Link(carrier, " ".join(match.group().split()), _place(match, base))]
        crowd = _TO_A_CROWD.match(frame.text, frame.anchor.start, min(frame.sentence.end, frame.anchor.end + 40))
        if crowd is not None and frame.attribution.cue:
            return [Link(Carrier.SPEECH, " ".join(crowd.group().split()), Span(*crowd.span()))]
        return []

    def _relays(self, frame: Frame, speaker: Speaker | None) -> list[Link]:
        """Media that the sentence names as the ones who heard or reported it."""
        found: list[Link] = []
        text = frame.text
        for span, word in self._media[bisect_left(self._media_starts, frame.sentence.start) :]:
            if span.start >= frame.sentence.end:
                break
            if not any(part.start <= span.start and span.end <= part.end for part in frame.free):
                continue
            if any(s.start <= span.start < s.end for s in frame.attribution.source) and media_name(
                frame.attribution.source[0].of(text)
            ):
                continue  # the medium is the speaker itself
            before = text[max(frame.sentence.start, span.start - 60) : span.start]
            after = text[span.end : min(frame.sentence.end, span.end + 30)]
            told = bool(_TOLD.search(before))
            if not (told or _RELAYED.search(before) or _REPORTS_IT.match(after)):
                continue
            name = media_name(word) or word
            if speaker is not None and speaker.name == name:
                continue
            link = Link(Carrier.AGENCY if is_agency(name) else Carrier.OUTLET, name, span)
            if all(link.name != other.name for other in found):
                found.append(link)
        return found


def _place(match: re.Match[str], base: int) -> Span:
    return Span(base + match.start(), base + match.end())
