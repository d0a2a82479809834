"""Whether a frame tells of a decision of a body, rather than of how bodies work or of what somebody else does."""

from __future__ import annotations

import re

from whipcount.positions.proposal.acting_person import acts_alone
from whipcount.positions.proposal.acts import ObjectKind
from whipcount.positions.proposal.decider import treaty_of
from whipcount.positions.proposal.deciding_body import BodyChoice
from whipcount.positions.proposal.frame import LEAST, Frame
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_candidates import Candidate
from whipcount.positions.proposal.voting_signs import voting_signs
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern

_SURE = 2.6  # how strongly something must be told where the body is none of the catalogue's


_DECIDING = lazy_pattern(
    r"(?<!\w)(?:veto\w*|vot(?:e|es|ed|ing)|unanim\w+|consensus|majority|block(?:s|ed|ing)?|approv\w+|adopt\w*"
    r"|reject\w*|agree(?:d|ment)?"
    r"|consent\w*|assent|put off|withh[eo]ld|off the agenda|got through|foundered|object\w*|oppos\w+|ratif\w+"
    r"|pass(?:ed|es)|fail(?:s|ed)|decid\w+|decision|refus\w+"
    r"|deferr(?:ed|al)|shelved|put\W+back|held\W+over|sent\W+back|referred\W+back|turned\W+down|thr(?:ew|own)\W+out)(?!\w)",
    re.IGNORECASE,
)


_SAID_OUTRIGHT = 2.5  # handling: somebody votes, rules or decides


_EVERYBODY_DOES = frozenset(
    {
        "cut",
        "raise",
        "hold",
        "set",
        "lift",
        "extend",
        "establish",
        "adopt-resolution",
        "accept-as",
        "dismiss",
        "impose",
        "amend",
    }
)
"""Acts whose verbs also tell what anybody does without a decision of members."""

_DECIDING_BESIDE = lazy_pattern(
    r"(?<!\w)(?:vot(?:e|es|ed|ing)|decid\w+|decision|agree(?:d|s|ment)?|approv\w+|adopt\w*|unanim\w+|consensus|veto\w*"
    r"|majority|resolution"
    r"|(?:key|interest|base|benchmark|deposit|policy)\W+rates?|borrowing\W+costs"
    r"|block(?:s|ed|ing)?|reject\w*|oppos\w+|object(?:ed|s|ion|ions)|ratif\w+|sanctions?|tariffs?|quotas?"
    r"|summit|ministers meet)(?!\w)",
    re.IGNORECASE,
)


_ASSEMBLY = lazy_pattern(
    r"(?<!\w)(?:(?i:council|assembly|senate|parliament|(?<!on )board|committee|congress|chamber|court|synod)"
    r"|Council|Assembly|Senate|House|Parliament|Commons|Board|Committee|Congress|Chamber|MPs|ministers|leaders"
    r"|governments|members|lawmakers|senators|governors|ambassadors)(?!\w)"
)


_VOTING = lazy_pattern(
    r"(?<!\w)(?:vot(?:e|es|ed|ing)|ballot|majority|veto\w*|unanim\w+|consensus|members|referendum"
    r"|conclave|abstain\w*)(?!\w)",
    re.IGNORECASE,
)


_VOTED_ON = lazy_pattern(
    r"(?<!\w)(?:vot(?:e|es|ed|ing)|ballot|majority|veto\w*|unanim\w+|consensus|members?|member states|referendum"
    r"|abstain\w*|approv\w+|premiers?|refus\w+"
    r"|adopt\w*|ratif\w+|reject\w*|decid\w+|decision|consent\w*|parliaments?|ministers?|leaders|governments?|council|senate"
    r"|assembly|congress|agreed)(?!\w)",
    re.IGNORECASE,
)


def is_decision(
    page: Page, frame: Frame, choice: BodyChoice | None, group: BodyChoice | None, candidate: Candidate | None
) -> bool:
    """Whether a frame tells of a decision of a body, rather than of how bodies work or of what somebody else does."""
    if frame.act.object is ObjectKind.CANDIDATE and candidate is None:
        return False
    if frame.act.object is ObjectKind.PERSON and candidate is None and is_named_only(frame):
        return False  # an election that is past, an office that somebody holds
    if choice is None and group is None and frame.score < 2 * LEAST and not treaty_of(frame):
        return False
    if frame.score < _SURE and (choice is None or not choice.id):
        return False
    if choice is None and group is None and not _VOTING.search(page.text) and not treaty_of(frame):
        return False  # somebody does something; no body decides
    done = all(
        (t.occurrence.verb is not None and t.occurrence.handling <= 1.2) or t.occurrence.handling < 0.8
        for t in frame.tellings
    )
    if done and frame.act.id == "rule-out":
        return False  # a senator rules out another term
    known = choice is not None and choice.id != ""
    if done and frame.act.id == "approve-deal" and not known and not _voted_on(page, choice or group):
        return False  # two firms sign a merger contract
    told_by_assembly = (choice is not None and frame.act.id in _BY_BODIES and _acts_itself(page, frame, choice)) or any(
        _ASSEMBLY.search(page.sentences[t.occurrence.line].of(page.text)) for t in frame.tellings
    )
    if done and frame.act.id in _EVERYBODY_DOES and not told_by_assembly and not _DECIDING_BESIDE.search(page.text):
        return False  # an alliance launches an exercise, a fund cuts its forecast
    body = [t for t in frame.tellings if t.occurrence.line != page.title_line] or frame.tellings
    if all(page.is_history(t.occurrence.line) for t in body):
        return False  # an obituary, the history of a treaty, whatever its title
    told = [t for t in frame.tellings if t.occurrence.handling >= 1.2 and not page.is_history(t.occurrence.line)]
    one = [acts_alone(page, t.occurrence) and (not known or t.occurrence.verb is not None) for t in told]
    if one and all(one) and voting_signs(page, None) < _VOTE_TOLD:
        return False  # what a person did in office, a referee's whistle; one member's veto is its body's matter
    front = [t for t in frame.tellings if t.occurrence.line in (page.title_line, page.lead_line)]
    early = front + [
        t
        for t in frame.tellings
        if t.occurrence.handling >= _SAID_OUTRIGHT and 0 < t.occurrence.line - page.lead_line < 3
    ]
    if not told and not (early and choice is not None and _DECIDING.search(page.text)):
        return False
    if frame.bare and candidate is None and not early:
        return False
    if not front and _told_in_passing(page, choice or group):
        return False
    late = all(t.occurrence.line > page.lead_line + 1 for t in frame.tellings)
    if late and not front and not known and voting_signs(page, None) < _SILENT:
        return False  # a list of hearings
    words = frame.object.lower().split()
    if frame.act.id == "raise" and words and word_classes()["raised_in_talk"] & set(words[:3]):
        return False  # "raised doubts about the harvest"
    general = frame.bare and bool(words) and words[-1].endswith("s") and words[0] not in word_classes()["determiners"]
    return not (general and words[0] not in word_classes()["quantifiers"] and candidate is None)


_VOTE_TOLD = 1.75
"""Signs of a vote (:func:`~whipcount.positions.proposal.voting_signs.voting_signs`) at least, such as who votes, how it
went, and both early in the report."""


def is_named_only(frame: Frame) -> bool:
    """Whether no verb and no word of deciding tells of an act, but only its nouns: "the presidency"."""
    return all(t.occurrence.verb is None and t.occurrence.handling <= _NAMED for t in frame.tellings)


_NAMED = 1.0
"""How sure a turn of phrase for an office tells of a decision, by itself."""
_SILENT = 1.0
"""Signs of a vote below which a report that tells of it further down only is about something else."""


def _told_in_passing(page: Page, decider: BodyChoice | None) -> bool:
    """Whether who decides has no name of its own ("the board", "ministers") and the report tells of no vote.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> board = BodyChoice("", "the board", ())
    >>> _told_in_passing(make_page(read_report("Profits fall. The board decided to keep the dividend.")), board)
    True
    """
    if decider is None or decider.id or decider.name != decider.name.lower():
        return False
    return voting_signs(page, None) < _VOTE_TOLD


_BY_BODIES = frozenset({"lift", "impose", "amend", "dismiss", "extend", "adopt-resolution", "annul"})
"""Acts that are a body's decision where its own name is the subject of the verb."""


def _acts_itself(page: Page, frame: Frame, choice: BodyChoice) -> bool:
    """Whether the body's name stands right before the verb of the act."""
    for telling in frame.tellings[:6]:
        anchor = telling.occurrence.anchor
        for span in choice.spans:
            gap = page.text[span.end : anchor.start] if span.end <= anchor.start else None
            if gap is not None and len(gap.split()) <= 3 and not re.search(r"[.;:,]", gap):
                return True
    return False


def _voted_on(page: Page, group: BodyChoice | None) -> bool:
    """Whether the news, or what is told of the group, speaks of deciding."""
    lines = {page.title_line, *range(page.lead_line, page.lead_line + 3)}
    lines |= {page.line_of(span) for span in group.spans} if group is not None else set()
    return any(_VOTED_ON.search(page.sentences[n].of(page.text)) for n in lines if 0 <= n < len(page.sentences))
