"""Decisions of which a report only tells that members vote, or that a network reads, in words that no table has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from whipcount.bodies.countries import ActorTable
from whipcount.positions.network.report_net import is_report, load_report_net
from whipcount.positions.proposal.acts import ObjectKind, lexicon
from whipcount.positions.proposal.body_mentions import BodyMention
from whipcount.positions.proposal.deciding_body import find_body
from whipcount.positions.proposal.deciding_groups import find_group, in_the_news
from whipcount.positions.proposal.frame import LEAST, Frame
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.proposal_assembly import assemble_proposal
from whipcount.positions.proposal.titles import MOST_LETTERS
from whipcount.positions.proposal.told_rule import find_rule
from whipcount.positions.proposal.told_votes import vote_lines
from whipcount.positions.proposal.voting_signs import ENOUGH, voting_signs
from whipcount.statements.statement import Statement
from whipcount.text.patterns import lazy_pattern

EXPLAINS = lazy_pattern(
    r"(?:how|explainer|explained|what is|what are|interview|a day|profile|q&a|timeline)\b", re.IGNORECASE
)


_NOBODY_NAMED = 2.25
"""Signs at least where nobody is named whom the tables of deciders know: "the choir gave its blessing, 31 to two"."""
_EARLY = 8  # sentences of a text without a headline, one of which stands for it
_BESIDE_A_VOTE = 1.5
"""Signs that members vote, at least, where a vote of those who decide together is told in the news itself."""


def voted_proposal(
    page: Page,
    frames: Sequence[Frame],
    mentions: Sequence[BodyMention],
    statements: Sequence[Statement],
    table: ActorTable,
) -> Proposal | None:
    """A decision of whom the report only tells that they vote, or that a network reads: its title stands for it.

    Args:
        page: the report.
        frames: what it tells of, none of it sure enough.
        mentions: the bodies that it speaks of.
        statements: read from it.
        table: the actors to look for.

    >>> from whipcount.bodies.countries import default_table
    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> told = b"Tram for Grell\\n\\n8 May 2030\\n\\nThe city council said yes to the tram, by 21 votes to 20.\\n"
    >>> found = voted_proposal(make_page(read_report(told)), (), (), (), default_table())
    >>> found.title, found.title_of_report
    ('Tram for Grell', True)
    """
    text = page.text

    @cache
    def read_as_decided() -> bool:
        return _read_as_decided(text)

    if page.title_line < 0:
        if not read_as_decided():
            return None
        page = _with_title(page, frames)
    rule = find_rule(page.text, page.sentences)
    if EXPLAINS.match(page.report.title or ""):
        return None
    signs, votes = voting_signs(page, rule), vote_lines(page)
    told = signs >= ENOUGH or (signs >= _BESIDE_A_VOTE and bool(votes))
    if not told and not read_as_decided():
        return None
    things = [f for f in frames if f.act.object is ObjectKind.THING and f.act.id != "approve-deal"]
    title = page.sentences[page.title_line]
    frame = replace(
        things[0] if things else next(iter(frames), None) or no_act(page), object="", object_span=None, bare=True
    )
    if frame.act.object is not ObjectKind.THING:
        frame = no_act(page)
    sure = [m for m in mentions if m.strength >= 0.5]
    choice = find_body(page, replace(frame, tellings=(), anchors=(title,)), sure, rule.spans if rule else ())
    if choice is not None and not choice.id and (group := in_the_news(page, frame, choice, votes)) is not None:
        choice = group
    group = choice or find_group(page, frame, votes)
    if group is None and told and (signs < _NOBODY_NAMED or not votes) and not read_as_decided():
        return None
    return assemble_proposal(page, frame, (), group, None, statements, table)


def _with_title(page: Page, frames: Sequence[Frame]) -> Page:
    """A page without a headline, with the sentence for it that tells most of the decision.

    That is the first of an act, then one of a vote, then the one that begins the text.
    """
    last = page.lead_line + _EARLY
    acts = (t.occurrence.line for f in frames for t in f.tellings if page.lead_line <= t.occurrence.line <= last)
    votes = (n for n in vote_lines(page) if n <= last)
    line = next(chain(acts, votes, (page.lead_line,)))
    words = " ".join(page.sentences[line].of(page.text).split())
    if len(words) > MOST_LETTERS:
        words = words[:MOST_LETTERS].rsplit(" ", 1)[0]
    return replace(page, title_line=line, report=replace(page.report, title=words))


def _read_as_decided(text: str) -> bool:
    """Whether a network surely reads a report that tells of a decision, in whatever words."""
    if not is_report(text):
        return False
    net = load_report_net()
    return net.decides(text) >= net.thresholds.decides


def no_act(page: Page) -> Frame:
    """A frame without an act of its own: something is approved or not.

    Args:
        page: the report.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> no_act(make_page(read_report(b"Tram for Grell\\n\\nThe council said yes.\\n"))).act.id
    'approve'
    """
    return Frame(lexicon().act("approve"), None, "", None, (page.sentences[page.title_line],), (), LEAST, True)
