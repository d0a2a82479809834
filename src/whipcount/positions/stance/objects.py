"""Argument structure: whether the direct object of a predicate is the proposal, or plainly something else.

"Approved the minutes", "rejected an appeal by a firm of the candidate's" and "agreed to meet" hold words of support and
refusal, and take no side. Only an object that stands right behind its verb, is no name and is no word for proposals in
general is held to be something else; in doubt it is the proposal.
"""

from __future__ import annotations

import re

from whipcount.positions.stance.markers import ACTION
from whipcount.text.span import Span

_VERB = re.compile(
    r"(?:approv|accept|sign|reject|oppos|block|welcom|back|support|endors|condemn|dismiss|veto|stop|resist|scrap|embrac"
    r"|favou?r|defend|champion|applaud|hail|prais)(?:s|es|ed|ing|t|e)?|ratif(?:y|ies|ied|ying)|pass(?:es|ed|ing)?",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s+(?P<article>an?|the|his|her|its|their|our|my|any|all|higher|lower|more|\w+['’]s)\s+"
    r"(?P<words>(?:[\w’'-]+\s+){0,3}?[\w’'-]+?)"
    r"(?=\s+(?:by|for|from|on|in|at|to|with|and|or|but|that|which|who|after|before|during|until|against|as|over|when"
    r"|if|unless|because|while|without|is|was|were|are|had|has|next|last|this|yesterday|today|tomorrow|again)\b"
    r"|\s*[,.;:!?\"”»()]|\s*$)",
    re.IGNORECASE,
)
_PROPOSALS = re.compile(
    r"(?<!\w)(?:proposals?|idea|notion|motions?|moves?|suggestions?|principle|prospect|plans?|steps?|requests?|bids?"
    r"|applications?|drafts?|texts?|measures?|packages?|decisions?|votes?|bill|laws?|question|offer|compromise|wording"
    r"|version|initiative|project|deal|agreement|accord|file|dossier|resolution|treaty|pact|attempts?|efforts?|demand"
    r"|request|change|process|outcome|result|candidate|candidacy|nomination|appointment|one|it|them)(?!\w)",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"(?<!\w)(?:motions?|proposals?|bills?|laws?|resolutions?|declarations?|statements?)$", re.IGNORECASE
)
_OTHER_ACT = re.compile(
    r"agree[ds]?\s+to\s+(?:meet|talk|discuss|hold|work|continue|consider|study|look|examine|visit|resume|share|pay|send"
    r"|host|return|speak|negotiate|keep|cooperate|exchange|set|form|postpone|delay|wait)(?!\w)",
    re.IGNORECASE,
)


_AGREED_WITH = re.compile(r"(?:agree[ds]?|agreeing)\s+with(?!\w)", re.IGNORECASE)
_TALKS = re.compile(
    r"\s+(?:(?:for|to|in\s+favou?r\s+of)\s+)?(?:(?:holding|having|opening|starting|continuing|resuming|further|more|new|early|calls\s+for|the|an?|\w+['’]s)\s+){0,3}"
    r"(?:talks|debates?|discussions?|negotiations?|consultations?|dialogue|hearings?|referendums?|studies|study|votes?\s+on|inquir(?:y|ies)|meetings?|summits?)(?!\w)",
    re.IGNORECASE,
)
"""Something about the proposal, and not the proposal: "supported talks about admission"."""


def about_something_else(text: str, span: Span, end: int, terms: re.Pattern[str]) -> bool:
    """Whether the predicate at ``span`` has a direct object that is not what ``terms`` speak of.

    >>> terms = re.compile("treaty|minutes of the council")
    >>> text = "Kell approved the agenda and rejected the notion of a treaty."
    >>> [about_something_else(text, Span(text.index(w), text.index(w) + len(w)), len(text), terms)
    ...  for w in ("approved", "rejected")]
    [True, False]
    """
    if _OTHER_ACT.match(text, span.start):
        return terms.search(text, span.end, min(end, span.end + 12)) is None
    if _AGREED_WITH.match(text, span.start):
        return terms.search(text, span.end, min(end, span.end + 25)) is None
    if _TALKS.match(text, span.end, end) and terms.search(text, span.end, end):
        return True
    if not _VERB.fullmatch(text, span.start, span.end):
        return False
    found = _OBJECT.match(text, span.end, end)
    if found is None:
        return False
    words = found["words"]
    if terms.search(words) or any(word[:1].isupper() for word in words.split()):
        # the proposal's own word may only modify another thing: "an appeal by a firm of the candidate's"
        return False
    if found["article"].lower() in ("a", "an"):
        return _MOTION.search(words) is None
    return _PROPOSALS.search(words) is None and ACTION.search(words) is None
