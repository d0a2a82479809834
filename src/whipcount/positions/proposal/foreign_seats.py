"""Whether those who surely sit are none of the members of a body of the catalogue: then another body decides.

A report on whaling names the European Union, which is one of those who vote; a faculty has a Senate, a guild a House.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whipcount.bodies.actors import Via
from whipcount.bodies.body import Body
from whipcount.positions.network.report_net import is_report, load_report_net
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.seats_by_network import seats_by_network
from whipcount.text.person_names import fold
from whipcount.text.span import Span

_SEAT = re.compile(r"seat \d+")
_SEVERAL = 3
_SURE = 0.95
_MOST_OWN = 0.2


def others_sit(page: Page, body: Body, places: Mapping[str, Sequence[Span]], decision: str) -> bool:
    """Whether a network surely reads several names as members', and hardly one of them is a member of the body.

    Of a body whose seats are only numbered nobody can tell.

    Args:
        page: the report.
        body: of the catalogue.
        places: the names that may be members', and where they stand.
        decision: the title of what is decided.
    """
    if not is_report(page.text) or all(_SEAT.fullmatch(member.name) for member in body.all_members):
        return False
    ids = {member.id for member in body.all_members}
    named_in_it = {mention.id for mention in page.mentions if mention.via is Via.NAME} - {body.id}
    if len(named_in_it & ids) >= max(_SEVERAL, len(named_in_it) / 2):
        return False  # mostly its members are named: the network need not be asked
    chances = seats_by_network(page.text, decision, places, load_report_net())
    sure = [name for name, chance in chances.items() if chance >= _SURE]
    if len(sure) < _SEVERAL:
        return False
    named = {fold(word) for member in body.all_members for word in (member.name, *member.also, member.name.split()[-1])}
    own = [
        name
        for name in sure
        if fold(name) in named
        or fold(name.split()[-1]) in named
        or any(mention.id in ids and mention.span.overlaps(span) for mention in page.mentions for span in places[name])
    ]
    return len(own) <= _MOST_OWN * len(sure)
