"""The router: which articles bear on a decision, so that of a hundred million a few thousand are read.

Two looks. A *literal* one at the bytes as they came, before anything is parsed: does a name occur that the decision is
about? And one at the text: the candidate (or what else is asked for) beside the body, the act, or words of
deciding. Both err on the side of reading: what is read for nothing costs a tenth of a second, what is passed over is
lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import body_names, load_body
from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.corpora.extra import need
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import BodyError, InputError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("corpora/routing")
_LEAST = 4  # letters that a literal needs, unless the whole name is shorter
_STEM = 0.6  # of a name's letters that its shortened literal keeps at least
_ASCII_RUN = re.compile(r"[A-Za-z0-9]+")
_CAPITALISED = re.compile(r"(?<![\w'’])[A-ZÀ-ÖØ-ÞĀ-Ž][\w-]{2,}")
_PACKED = (b"%PDF-", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b")
_ENDING = r"(?:['’]s?|s|es|d|ed|ing)?"


@dataclass(frozen=True, slots=True)
class Route:
    """What a decision is recognised by.

    Attributes:
        subject: names of whom it is about; an article without any is passed over, unless it names body, act and member.
        body: names of who decides.
        act: words of what could be decided.
        members: names of those who decide.
    """

    subject: tuple[str, ...]
    body: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def may_bear(self, raw: bytes) -> bool:
        """Whether the bytes of an article hold any of the literals; those in which none could be found do.

        >>> route = Route(("Orvana", "Orvanian"), body=("Lake Council",))
        >>> route.may_bear(b"<p>The Orvanian envoy"), route.may_bear(b"<p>Rain on the harbour")
        (True, False)
        """
        if _finder(self).find_matches_as_indexes(raw):
            return True
        return raw.startswith(_PACKED) or b"\x00" in raw[:512]

    def bears(self, text: str) -> bool:
        """Whether a text may bear on the decision.

        >>> route = Route(("Orvana",), ("Lake Council",), ("admission",), ("Kell",))
        >>> route.bears("Kell will vote for Orvana."), route.bears("Orvana won the regatta.")
        (True, False)
        >>> route.bears("Kell has doubts about the next admission to the Lake Council.")
        True
        """
        subject, body, act, members = _terms(self)
        if subject.occur(text):
            return _WORDS.deciding.search(text) is not None or act.occur(text) or body.occur(text)
        return body.occur(text) and act.occur(text) and members.occur(text)


def route_of(dossier: Dossier) -> Route:
    """What the decision of a dossier is recognised by.

    Raises:
        InputError: the dossier has no proposal, so that nothing can be said to bear on it.
    """
    proposal = dossier.proposal
    if proposal is None:
        raise InputError("there is no proposal", where=dossier.id, accepted="a dossier that says what is to be decided")
    table = dossier.actors or default_table()
    body = dossier.own_body or _catalogue(proposal.body)
    names = _body_terms(proposal.body, body, table)
    act = tuple(dict.fromkeys(term for variant in proposal.variants for term in variant.terms))
    members = [
        word for member in (body.all_members if body else ()) for word in (member.name, *_names(member.id, table))
    ]
    subject = _names(proposal.candidate, table) if proposal.candidate else ()
    if not subject:
        subject = _title_terms(proposal, names, members) or names
    return Route(_once(subject), _once(names), act, _once(members))


def _names(actor_id: str | None, table: ActorTable) -> tuple[str, ...]:
    try:
        actor: Actor = table.get(actor_id or "")
    except BodyError:
        return (actor_id.title(),) if actor_id else ()
    return (actor.name, *actor.variants, *actor.demonyms, *actor.capitals, *actor.seats, *actor.institutions)


def _body_terms(body_id: str, body: Body | None, table: ActorTable) -> tuple[str, ...]:
    names = [body.name, *body.aliases] if body is not None else []
    for other in body_names():
        if other.id == body_id:
            names += [other.name, *other.aliases]
    if body_id in table.actors:
        actor = table.get(body_id)
        names += [actor.name, *actor.variants, *actor.institutions]
    return tuple(name for name in names if not any(word.islower() and len(word) > _LEAST for word in name.split()))


def _catalogue(body_id: str) -> Body | None:
    try:
        return load_body(body_id)
    except BodyError:
        return None


def _title_terms(proposal: Proposal, body: Iterable[str], members: Iterable[str]) -> tuple[str, ...]:
    """The names of a title that are not those of who decides: what a decision without a candidate is about."""
    others = {word for name in (*body, *members) for word in name.split()}
    names = [match[0] for match in _CAPITALISED.finditer(proposal.title) if match[0] not in others]
    first = proposal.title.split()[0] if proposal.title.split() else ""
    return tuple(word for word in names if word != first or proposal.title.count(word) > 1)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Each name once; those in scripts and letters of which an English text keeps nothing are left out."""
    words_once = dict.fromkeys(word for word in words if len(word) > 1)
    return tuple(
        word for word in words_once if len(max(_ASCII_RUN.findall(word), key=len, default="")) > 2 or word.isascii()
    )


class _Terms:
    """Words and phrases, found as whole words: first by plain search, which is quick, then with their edges."""

    def __init__(self, terms: Iterable[str], *, case: bool, ending: str = "") -> None:
        self._case = case
        flags = re.RegexFlag(0) if case else re.IGNORECASE
        self._held = [
            (
                max((term if case else term.lower()).split(), key=len),
                re.compile(rf"(?<!\w){_loose(term)}{ending}(?!\w)", flags),
            )
            for term in terms
        ]

    def occur(self, text: str) -> bool:
        looked = text if self._case else text.lower()
        return any(word in looked and pattern.search(text) for word, pattern in self._held)


@lru_cache(maxsize=8)
def _terms(route: Route) -> tuple[_Terms, ...]:
    subject, body, members = (
        _Terms((form for name in names for form in dict.fromkeys((name, name.upper()))), case=True)
        for names in (route.subject, route.body, route.members)
    )
    return subject, body, _Terms(route.act, case=False, ending=_ENDING), members


def _loose(term: str) -> str:
    return r"\s+".join(re.escape(word) for word in term.split())


@lru_cache(maxsize=8)
def _finder(route: Route) -> Any:
    """All literals in one look: packed comparison of a few bytes at once, at gigabytes a second."""
    library = need("ahocorasick_rs")
    return library.BytesAhoCorasick(list(_literals(route)), matchkind=library.MatchKind.LeftmostFirst)


@lru_cache(maxsize=8)
def _literals(route: Route) -> tuple[bytes, ...]:
    """Bytes of which every text that :meth:`Route.bears` takes holds one, however it is encoded and marked up.

    A name of several words is looked for by one of them, which may stand in a line of its own: by one that other names
    have too, and if possible by none that says little ("Council").
    """
    names = [_ASCII_RUN.findall(name) for name in (*route.subject, *route.body)]
    chosen: list[str] = [runs[0] for runs in names if len(runs) == 1]
    left = [runs for runs in names if not any(word in run for run in runs for word in chosen)]
    while left:
        shares = Counter(run for runs in left for run in set(runs))
        best = max(
            shares, key=lambda run: (not _WORDS.common.fullmatch(run), len(run) >= _LEAST, shares[run], len(run), run)
        )
        chosen.append(best)
        left = [runs for runs in left if not any(best in run for run in runs)]
    stems = _stems(sorted({form for word in chosen for form in (word, word.upper())}))
    shortest = [word for word in stems if not any(other != word and other in word for other in stems)]
    return tuple(word.encode() for word in sorted(shortest, key=lambda word: (len(word), word)))


def _stems(words: list[str]) -> set[str]:
    """Words that begin alike by what they share: one look instead of three."""
    stems = set(words)
    for one in words:
        for two in words:
            shared = _shared(one, two)
            if one != two and shared >= _LEAST and shared >= _STEM * min(len(one), len(two)):
                stems -= {one, two}
                stems.add(one[:shared])
    return stems


def _shared(one: str, two: str) -> int:
    number = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        number += 1
    return number
