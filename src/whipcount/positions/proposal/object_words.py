"""The words by which reports speak of what is decided: its own, and the nouns that point back to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from whipcount.bodies.actors import actor_name
from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.member_mentions import members_on
from whipcount.positions.proposal.act_nouns import act_nouns, first_words
from whipcount.positions.proposal.proposal import Proposal
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_L = word_lists("outcomes")
_MOST_KEPT = 64  # texts whose mentions are kept
_STOP = frozenset(
    """the and for with from into that this will would its their all members member states council union nations body adopts
    adopt approves approve admits admit agrees agree invites invite decides decide extends extend accepts accept ratify
    ratifies elects elect imposes impose lifts lift join joins become becomes proposal plan open opens rejects reject to of on
    in a an at by as is be or new latest next draft general assembly security committee board house senate parliament
    european europe eu un nato ministers leaders""".split()  # noqa: E501
)
_ANAPHOR = either(_L["anaphors"])
_VOTE = either(_L["thing_of_vote"])
_AIMED = lazy_pattern(rf"(?<!\w){either(_L['aimed'])}(?!\w)", re.IGNORECASE)
_PERSON = lazy_pattern(r"\s*(?:him|her)(?!\s+\w+(?:s|tion|al)\b)(?!\w)", re.IGNORECASE)
_ABOUT = lazy_pattern(
    r"\s+(?:of|on|for|with|about|concerning|regarding)\s+(?!(?:\w+day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d|a\s+vote|its|their|behalf|unanim|which|whom|account)\b)\w"
)
_OF_ACT = lazy_pattern(
    r"\s+(?:of|in|on|for|to|from)\s+(?!(?:\w+day|\d|which|whom|now|good|(?:(?:an?|the|this|last|next|many|several|some|half|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+){1,2}(?:years?|months?|weeks?|days?|hours?|minutes?|time|moment|session|meeting|morning|end|spring|summer|autumn|winter))\b)\w"
)
"""Behind "the rise": what rises, where it is told."""
_FOREIGN = lazy_pattern(rf"(?<!\w){either(_L['foreign'])}(?!\w)", re.IGNORECASE)
_NOT_IT = lazy_pattern(rf"(?<!\w){either(_L['not_it'])}(?!\w)", re.IGNORECASE)


_OWNED_ACT = lazy_pattern(
    r"['’]s?\s+(?:[a-z]+\s+){0,2}?(?:expulsion|exclusion|suspension|dismissal|removal|ouster|eviction|impeachment)(?!\w)"
)


class ObjectWords:
    """Whether words speak of what a proposal decides.

    Args:
        proposal: its title, variants and candidate give the words.
        body: whose own names do not count as words of the object.
        table: actors, for the candidate's names.
    """

    def __init__(self, proposal: Proposal, body: Body, *, table: ActorTable | None = None) -> None:
        actors = (table or default_table()).actors
        named = " ".join([body.name, body.id, *body.aliases]).casefold()
        self.sizes = frozenset({len(body.all_members), len(members_on(body, None))})
        self.body_nouns = frozenset(re.findall(r"\w{4,}", named))
        groups = word_lists("bodies/deciders")
        deciders = frozenset(groups["collectives"].split()) | frozenset(groups["persons"].split())
        mine = sorted(self.body_nouns & deciders) or ["(?!)"]
        self.own_deciders = re.compile(rf"(?<!\w)(?:{'|'.join(mine)})(?!\w)", re.IGNORECASE)
        verb = proposal.title.split()[len(body.name.split()) :][:1] if proposal.act == "do" else []
        self.done = verb[0].casefold().rstrip("s") if verb and verb[0].isalpha() and not self.is_step(verb[0]) else ""
        """The verb of an act that no table has: what is dropped, where it is decided to drop it, is done."""
        words = re.findall(r"[^\W\d_][\w’'-]+", proposal.title.casefold())
        generic = re.compile(_ANAPHOR, re.IGNORECASE)
        fitting = [w for w in words if w not in _STOP and len(w) > 2 and w not in named]
        stems = {_stem(w) for w in fitting if not generic.fullmatch(w)}
        candidates: list[str] = []
        if proposal.candidate:
            actor = actors.get(proposal.candidate)
            if actor is not None:
                candidates = [actor.name, *actor.variants, *actor.demonyms]
            else:
                name = actor_name(proposal.candidate, table=table)
                candidates = [name, name.split()[-1]]
        own = sorted(stems)
        self.own_words = lazy_pattern(
            rf"(?<!\w)(?:{'|'.join(rf'{re.escape(stem)}' for stem in own) or '(?!)'})", re.IGNORECASE, of_input=True
        )
        self.names = tuple(name for name in candidates if name)
        self.surnames = frozenset(name.split()[-1].casefold() for name in candidates if len(name.split()) > 1)
        terms = [re.escape(t) for t in proposal.asked.terms if not generic.fullmatch(t)]
        self.own = bool(own or candidates)
        parts = [*(re.escape(c) for c in candidates if c), *(rf"{re.escape(stem)}[\w’'-]*" for stem in own), *terms]
        self._strong = lazy_pattern(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)", re.IGNORECASE, of_input=True)
        told = " ".join(re.escape(t) for t in proposal.asked.terms if generic.fullmatch(t))
        self.acted = first_words(proposal.title, body.name)
        """The first words of the title, among them the verb of what is decided."""
        undoing = tuple(_L["undoing"].split())
        self._undoes = tuple(word[:5] for word in self.acted if word.startswith(undoing))
        nouns = act_nouns(proposal.title, body.name)
        self._act = lazy_pattern(either(nouns.of_it) if nouns.of_it else "(?!)", re.IGNORECASE, of_input=True)
        homes = sorted({body.name, body.id, *body.aliases}, key=lambda name: (-len(name), name))
        self._to_body = lazy_pattern(
            rf"\s+(?:to|into|in|from|by)\s+(?:the\s+)?(?:BODY|{'|'.join(map(re.escape, homes))})(?!\w)", of_input=True
        )
        self.opposite = nouns.opposite
        """Nouns for the opposite of what is decided: "a cut", where a rate is raised."""
        more = [*(told.split() if told else ()), *((either(nouns.of_it),) if nouns.of_it else ())]
        self._weak = lazy_pattern(rf"(?<!\w)(?:{'|'.join((_ANAPHOR, *more))})(?!\w)", re.IGNORECASE, of_input=True)
        self._mentions: dict[tuple[str, bool], re.Match[str] | None] = {}  # clauses ask for the same sentences again
        self.vote = lazy_pattern(rf"(?<!\w){_VOTE}(?!\w)", re.IGNORECASE)
        self.title = proposal.title
        self.of_report = proposal.title_of_report
        self.of_told_body = proposal.told_body is not None
        self.terms = frozenset(term.casefold() for term in proposal.asked.terms)
        self.kind = " ".join(
            [proposal.title, proposal.decision, *proposal.asked.terms, proposal.asked.label]
        ).casefold()
        kinds = [[part.split() for part in kind.split(">")] for kind in phrases(_L["kinds"])]
        self._kinds = tuple(
            stem for names, more in kinds if not any(word in self.kind for word in (*names, *more)) for stem in names
        )
        self.candidates = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, candidates)) or '(?!)'})(?!\w)", re.IGNORECASE
        )

    def is_step(self, verb: str) -> bool:
        """Whether a verb puts a thing off, sends it back or turns it down: none of that adopts it."""
        return verb.casefold().startswith(tuple(_L["only_steps"].split()))

    def strong(self, text: str) -> re.Match[str] | None:
        """The first of the decision's own words: of its title, its candidate's name."""
        return self._strong.search(text)

    def strongs(self, text: str) -> Iterator[re.Match[str]]:
        """The decision's own words in a text, in their order."""
        return self._strong.finditer(text)

    def mention(self, text: str, *, votes: bool = False) -> re.Match[str] | None:
        """The first word that speaks of it, its own or one that points back; with ``votes`` also "the vote"."""
        kept = self._mentions
        if (text, votes) in kept:
            return kept[text, votes]
        if len(kept) >= _MOST_KEPT:
            self._mentions = {}
        found = self._mentions[text, votes] = self._mention(text, votes)
        return found

    def _mention(self, text: str, votes: bool) -> re.Match[str] | None:
        strong = self._strong.search(text)
        found = [strong] if strong else []
        weak = next((m for m in islice(self._weak.finditer(text), 6) if not self._of_another(text, m)), None)
        found += [weak] if weak else []
        if votes and (vote := self.vote.search(text)):
            found.append(vote)
        return min(found, key=lambda m: m.start()) if found else None

    def _of_another(self, text: str, weak: re.Match[str]) -> bool:
        """Whether a noun that may point back is told to be about something of its own: "the budget of the fund"."""
        if self.own and weak.group().casefold().startswith(self._kinds):
            return True  # "the budget", where a ban is decided
        about = _OF_ACT if self._act.fullmatch(weak.group()) else _ABOUT
        if not self.own or not about.match(text, weak.end()) or self._to_body.match(text, weak.end()):
            return False
        return self._strong.search(text, weak.end(), weak.end() + 90) is None

    def something_else(self, text: str, until: int) -> bool:
        """Whether another thing is named before ``until``: an amendment to it, a veto of it, an earlier draft."""
        head = text[: until + 4]
        found = (match.group() for pattern in (_FOREIGN, _NOT_IT) for match in islice(pattern.finditer(head), 6))
        return any(word.casefold() not in self.kind for word in found)

    def aims(self) -> bool:
        """Whether the act is done to somebody, against whom it turns: a dismissal, an expulsion."""
        return _AIMED.search(self.title) is not None

    def target(self, told: str) -> bool:
        """Whether words begin with whom an act is aimed at: who is to be dismissed or expelled.

        Who stands by him is against the act; who turns against him need not be for it.
        """
        if _AIMED.search(self.title) is None or _AIMED.search(told) is not None:
            return False  # "asked for Orvana's expulsion" tells of the act
        about = self.mention(told)
        aimed = about is not None and about.group()[:1].isupper() and about.start() < 12
        if aimed and about is not None and _OWNED_ACT.match(told, about.end()) is not None:
            return False  # "asked for Harrow's expulsion"
        return aimed or _PERSON.match(told) is not None

    def undone(self, told: str) -> bool:
        """Whether words begin with the thing that the decision does away with: the law, where it is to be struck down.

        Who is for the thing is against the decision, and the reverse; words for the act itself are not such a thing.
        Any word of the thing near their beginning tells it; `own_verbs.of_target` asks for the bare thing, and knows
        more verbs.
        """
        if not self._undoes:
            return False
        about = self._strong.search(told)
        if about is None or about.start() > 24 or about.group().casefold().startswith(self._undoes):
            return False
        if self._act.search(told) is not None:
            return False
        others = (m.group().casefold() for m in islice(self._weak.finditer(told), 4))
        return not any(word not in self.title.casefold() for word in others)

    def decides(self, verb: str, groups: Sequence[str]) -> bool:
        """Whether a verb of a kind of decision fits this one."""
        word = verb.casefold()
        mine = [group.split() for group in groups if any(word.startswith(stem) for stem in group.split())]
        return not mine or any(stem in self.kind for group in mine for stem in group)


def _stem(word: str) -> str:
    plain = re.sub(r"['’]s?$", "", word)
    return plain if len(plain) < 6 else plain[: max(5, len(plain) - 3)]
