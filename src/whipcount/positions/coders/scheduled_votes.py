"""A vote that a report says is coming: "the members will vote on 14 March on whether to admit Orvana".

It tells of no member where it stands, and of the meeting that the question is on its agenda. Wishes, denials,
conditions, hedges ("are expected to vote") and the votes of others (a parliament, a party, another body) are none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import islice

from whipcount.bodies.actors import actor_name
from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Force
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.statements.statement import Modality, Statement
from whipcount.text.dates import find_dates
from whipcount.text.patterns import lazy_pattern
from whipcount.text.sentences import split_sentences

CODER = "agenda"
"""The coder's name of what is read here."""

WILL_VOTE = lazy_pattern(
    r"\b(?:will|shall|(?:is|are)(?:\s+(?:due|set|scheduled))?\s+to)\s+(?:(?:formally|then|now|finally|also|jointly)\s+)?"
    r"(?:vote|decide|take\s+a\s+(?:vote|decision)|hold\s+a\s+vote)\b(?=[^.;!?]{0,300}\b(?:on|whether)\b)",
    re.IGNORECASE,
)
"""Words that announce a vote; what follows must say on what."""

WHO_VOTES = lazy_pattern(
    r"(?P<noun>(?i:members?(?:\s+(?:states?|governments|countries))?|leaders|heads\s+of\s+(?:state|government)(?:\s+(?:and"
    r"|or)\s+(?:state|government))?|ministers|ambassadors|allies|governments|states|council|summit|meeting|session))"
    r"(?:\s+of\s+(?:the\s+)?(?P<of>[A-Z][\w’'-]*(?:\s+(?:(?:of|the|for)\s+)*[A-Z][\w’'-]*){0,5}))?\s*,?\s*$"
)
"""A subject that may be the members of a body, at the end of the words before the verb."""

UNSURE = lazy_pattern(
    r"\b(?:should|must|ought|could|might|may|want\w*|wish\w*|hop\w+|ask\w*|urg\w+|demand\w*|propos\w+|insist\w*|if|unless"
    r"|whether|would|unlikely|doubt\w*|den(?:y|ies|ied)|rul(?:e[sd]?|ing)\s+out|no\s+sign|nobody|none|neither|not|never"
    r"|expect\w*|possib\w+|perhaps)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words before the announcement that make it a wish, a guess, a condition or a denial."""

_SUBJECT, _MOST = 200, 4  # code points of a subject with what stands before it; announcements tried in a sentence
_HANGS = lazy_pattern(r"\b(?:only\s+(?:if|once|when)|if|unless|provided|once)\b", re.IGNORECASE)
_FITTING = lazy_pattern(
    r"(?:the|all|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty(?:-\w+)?"
    r"|thirty(?:-\w+)?|foreign|defen[cs]e|finance|prime|member|full)",
    re.IGNORECASE,
)
_OPENS = lazy_pattern(r"(?:that|as|when|where|and|but|after|before|because|while|since|said|at|in)", re.IGNORECASE)


def scheduled_votes(
    reports: Iterable[Report],
    statements: Sequence[Statement],
    proposal: Proposal,
    body: Body,
    *,
    table: ActorTable | None = None,
    recorded_at: datetime | None = None,
) -> tuple[Evidence, ...]:
    """What reports say themselves of a vote of the body on the question: evidence about no member, without a stance.

    What somebody is quoted with is left to the statements. Where the proposal has an occasion with days, a vote on
    other days is none of it. They count as one claim, since outlets tell each other's news.

    Args:
        reports: with the day on which they were published; others are passed over.
        statements: what was read in them.
        proposal: what is to be decided.
        body: who decides.
        table: actors of the dossier's own.
        recorded_at: when it became known (aware); by default the end of the report's day.
    """
    names = _names(body)
    quoted: dict[str, list[tuple[int, int]]] = {}
    for statement in statements:
        quoted.setdefault(statement.report, []).extend((span.start, span.end) for span in statement.content)
    found = []
    for report in reports:
        day = report.day
        if day is None or not WILL_VOTE.search(report.text):
            continue
        for start, words in _sentences(report):
            at = _announced(words, proposal, names, day, table)
            if at is None or any(a <= start + at < b for a, b in quoted.get(report.sha256, ())):
                continue
            key = hashlib.sha256(f"{report.sha256}:{start}:{proposal.asked.id}".encode()).hexdigest()[:12]
            found.append(
                Evidence(
                    f"v-{key}", None, proposal.asked.id, None, day, day, day,
                    recorded_at or datetime.combine(day, time.max, UTC), Authority.ANALYST, force=Force.ASSERT,
                    modality=Modality.FUTURE, origin=f"vote-{proposal.asked.id}", report=report.sha256, coder=CODER,
                    speaker=report.publisher or "the report", gist=" ".join(words.split())[:400],
                    source=report.name, reasons=("a vote on the question is announced",),
                )
            )  # fmt: skip
            break  # once a report
    return tuple(found)


def of_members(before: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether the words before a verb end in the members of the body as its subject.

    Args:
        before: of the sentence.
        names: of the body, in small letters; without any, a subject that names its body is none.

    >>> of_members("On Friday the six members"), of_members("Corvy's ministers"), of_members("the parliament")
    (True, False, False)
    >>> of_members("The members of the Tide League"), of_members("The Lake Council", frozenset({"lake council"}))
    (False, True)
    """
    before = before[-_SUBJECT:]  # no subject is longer, and no hostile text takes long
    folded = before.rstrip(" ,").casefold()
    for name in names:
        if folded.endswith(name) and _begins(before.rstrip(" ,")[: -len(name)], names):
            return True
    found = WHO_VOTES.search(before)
    if found is None or (found["of"] and found["of"].casefold() not in names):
        return False
    return _begins(before[: found.start()], names)


def _begins(before: str, names: frozenset[str]) -> bool:
    """Whether nothing before a subject makes it somebody else's: a state's, a party's, a parliament's."""
    rest = re.sub(r"['’]s?\s*$", "", before)
    for name in sorted(names, key=len, reverse=True):
        if rest.rstrip().casefold().endswith(name):
            rest = rest.rstrip()[: -len(name)]
            break
    while (word := re.search(r"([\w’'-]+)\s*$", rest)) and _FITTING.fullmatch(word[1]):
        rest = rest[: word.start()]
    if not rest.strip() or rest.rstrip()[-1] in ',;:-–—()"“”':
        return True
    last = re.search(r"([\w’'-]+)\s*$", rest)
    return last is not None and bool(_OPENS.fullmatch(last[1]) or re.fullmatch(_DAY, last[1]))


_DAY = (
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|\d{1,4})"
)


def _sentences(report: Report) -> Iterator[tuple[int, str]]:
    """The sentences of the running text, each with where it begins."""
    text, parts = running_text(report)
    for part in parts:
        inside = part.of(text)
        for sentence in split_sentences(inside):
            yield part.start + sentence.start, sentence.of(inside)


def _announced(
    words: str, proposal: Proposal, names: frozenset[str], today: date, table: ActorTable | None
) -> int | None:
    """Where a sentence announces the body's vote on the question; ``None`` where it does not."""
    for found in islice(WILL_VOTE.finditer(words), _MOST):
        clause = re.split(r"[;:!?]|,\s(?:and|but)\s", words[: found.start()])[-1]
        rest = words[found.end() :]
        if UNSURE.search(clause) or _HANGS.search(rest) or not of_members(words[: found.start()], names):
            continue
        if _speaks_of_it(rest, proposal, table) and _fits(words, proposal, today):
            return found.start()
    return None


def _speaks_of_it(rest: str, proposal: Proposal, table: ActorTable | None) -> bool:
    """Whether the words after the verb are about what is asked, and not about another variant only."""

    def told(terms: Iterable[str]) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", rest, re.IGNORECASE) for term in terms if term)

    others = [term for variant in proposal.variants if variant.id != proposal.asked.id for term in variant.terms]
    asked = told(proposal.asked.terms)
    if not asked and told(others):
        return False
    candidate = actor_name(proposal.candidate, table=table) if proposal.candidate else ""
    return told([candidate]) if candidate else asked


def _fits(words: str, proposal: Proposal, today: date) -> bool:
    """Whether the days that a sentence names are those of the meeting, where both are known."""
    period = proposal.occasion.period if proposal.occasion else None
    days = [mention.period for mention in find_dates(words, today) if mention.period.last >= today]
    if period is None or not days:
        return period is None or today <= period.last
    return any(told.first <= period.last and period.first <= told.last for told in days)


def _names(body: Body) -> frozenset[str]:
    """How reports name the body, in small letters: in full, by its aliases, by the last word of its name."""
    full = [body.name, body.id, *body.aliases]
    told = {re.sub(r"^the\s+", "", name.casefold()) for name in full}
    return frozenset(told | {word.casefold() for word in body.name.split()[-1:]})
