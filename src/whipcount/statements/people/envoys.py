"""Envoys: who sends them and to whom ("Ardenia's ambassador to NATO", "Ardenia's NATO ambassador").

A state has one envoy to each body, and they are different people: whoever is asked for one must not get another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from whipcount.bodies.actors import Mention, find_actors
from whipcount.bodies.countries import ActorTable
from whipcount.text.span import Span

_ENVOY = re.compile(
    r"(?:permanent )?representatives?|ambassadors?|envoys?|(?:permanent )?missions?|embass(?:y|ies)|"
    r"delegat(?:es?|ions?)",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|at|in)(?: the)? $", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|for|from)(?: the)? $", re.IGNORECASE)
_DIRECT = re.compile(r"(?:['’]s?)? (?:(?:permanent|top|chief|senior|deputy|acting|new) ){0,2}", re.IGNORECASE)
_BEFORE_HEAD = re.compile(r"['’]?s? ?(?:(?:permanent|top|chief|senior|deputy|acting|new) ){0,2}", re.IGNORECASE)
# Organs that are served by the envoys to the body that they belong to.
_ORGAN_OF = {"UNSC": "UN", "UNGA": "UN"}


def is_envoy(head: str) -> bool:
    """Whether a head noun is that of an envoy.

    >>> is_envoy("ambassador"), is_envoy("minister")
    (True, False)
    """
    return _ENVOY.fullmatch(head) is not None


def sender_and_host(
    text: str, head: Span, before: Sequence[Mention], after: Sequence[Mention], table: ActorTable
) -> tuple[list[Mention], list[Mention], tuple[str, ...]]:
    """What of the actors around an envoy's head noun may be the sender (before it, after it), and the host's ids.

    "US ambassador to NATO", "the ambassador of Hungary to NATO", "Washington's NATO ambassador".
    """
    senders = list(before)
    host: tuple[str, ...] = ()
    others = []
    for mention in after:
        between = text[head.end : mention.span.start]
        if _TO.search(between):
            host = host or mention.ids
        elif _OF.search(between):
            others.append(mention)
    if not host and others and senders and table.is_state(others[0].id) and not table.is_state(senders[-1].id):
        return [], others, senders[-1].ids  # "the UN ambassador of Kell"
    if not host and len(senders) > 1:
        one, two = senders[-2:]
        if _DIRECT.fullmatch(text[one.span.end : two.span.start]) and _BEFORE_HEAD.fullmatch(
            text[two.span.end : head.start]
        ):
            host = two.ids
            senders.pop()
    return senders, others, host


def same_house(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether envoys to the two are envoys to one body; the organs of the UN and the EU are the UN and the EU.

    >>> same_house(("UNSC",), ("UN",)), same_house(("EU-COUNCIL",), ("EU",)), same_house(("NATO",), ("UN",))
    (True, True, False)
    """
    return bool({_house(i) for i in one} & {_house(i) for i in other})


def _house(actor: str) -> str:
    return "EU" if actor.startswith("EU-") else _ORGAN_OF.get(actor, actor)


@lru_cache(maxsize=1024)
def host_of(office: str, table: ActorTable) -> tuple[str, ...]:
    """To whom an office of the table of holders sends ("permanent representative to NATO"); empty where it says not.

    >>> from whipcount.bodies.countries import default_table
    >>> host_of("permanent representative to the United Nations", default_table())
    ('UN',)
    """
    for mention in find_actors(office, table=table):
        if _TO.search(office[: mention.span.start]):
            return mention.ids
    return ()
