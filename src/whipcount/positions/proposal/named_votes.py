"""Which member voted which way, as a report tells it: in prose, in lists under headings, in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_mentions import NAMED, STANDING, Masked, MemberFinder
from whipcount.positions.proposal.clause_claims import AT_ONE_TIME
from whipcount.positions.proposal.companions import linked
from whipcount.positions.proposal.counted_votes import counted_votes
from whipcount.positions.proposal.motion_roles import role_votes
from whipcount.positions.proposal.nominal_votes import NominalVote, nominal_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.proposal.stance_clauses import ClauseReader
from whipcount.positions.proposal.vote_layouts import NAME, VoteLayouts
from whipcount.positions.proposal.vote_objects import for_a_rival, of_another_time, on_it
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class NamedVote:
    """One member's vote as told: ``vote`` is yes, no, abstain.

    ``partial``: others voted so too, by the words ("among those that voted no was Kell"); ``closed``: nobody else did
    ("Kell was the only one to vote against"). ``listed``: by a list or a table, whose kind may also be undecided;
    ``cast``: its own words say that votes were cast.
    ``as_carried``: so where the decision was taken, else the other way.
    """

    member: str
    vote: str
    span: Span
    partial: bool = False
    closed: bool = False
    listed: bool = False
    cast: bool = False
    as_carried: bool = False


_L, _M = word_lists("votes"), word_lists("members")
_KINDS = ("yes", "no", "abstain")
_LONG = 8  # sentences with members in them after which a vote told before is no longer the one spoken of
_MOST_LINES, _MOST_MATCHES, _LONGEST = 4_000, 40, 2_000


def _of(prefix: str, *, more: tuple[str, ...] = _KINDS) -> str:
    return "(?:" + "|".join(rf"(?P<{kind}>{either(_L[f'{prefix}_{kind}'])})" for kind in more) + ")"


_ASIDE = r"(?:,[^,.;\ue000-\uf8ff]{1,60},|\s+among\s+them,)?"
_ADVERBS = r"(?:\s+(?:all|both|each|also|alone|however|then|had|has|have|itself|themselves|instead|again|only|merely|simply|just|duly|formally|ultimately|eventually|meanwhile|too|both\s+of\s+which|reportedly|later|finally|in\s+the\s+end|surprisingly|unexpectedly))*"  # noqa: E501
_SUBJECT = lazy_pattern(
    rf"(?P<m>{STANDING}){_ASIDE}\s*[-–—)]?,?\s*(?:\s*(?P<which>which|who|that|(?:all|both|each)\s+of\s+(?:which|whom|them))\b)?{_ADVERBS}\s*{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
_THEN = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:had|has|have|was|were|long|first|at\s+first|initially|hesitated|wavered|voiced|expressed|called|complained|criticised|asked|demanded|spoke|sided|changed|lobbied|fought|argued)\b"
    rf"[^.;:\ue000-\uf8ff]{{1,140}}?,?\s(?:but|and|yet|before)\s(?:(?:then|still|eventually|finally|ultimately|nevertheless|nonetheless|in\s+the\s+end|both|all),?\s)?(?:it\s+|they\s+)?{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
_SAID_TO = lazy_pattern(
    rf"(?P<m>{STANDING})(?:\s+of\s+[^,.;\ue000-\uf8ff]{{1,40}})?(?:,[^.;:\ue000-\uf8ff]{{1,100}},)?\s+(?:said|says|confirmed|admitted|announced|told\s+[\w\s]{{2,30}})\s+(?:afterwards\s+|later\s+)?(?:that\s+)?(?:he|she|it|they)\s+(?:had|has|have)\s+{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
_JOINED = lazy_pattern(
    rf"(?P<m>{STANDING})(?:\s+[-–—]|,)?\s+(?:(?:has|have|had|also|both|all)\s+)*(?:joined|sided\s+with|lined\s+up\s+with)\s[^.;:]{{1,80}}?\s(?:in|by|to)\s+(?:{_of('cast')}|{_of('infinitive').replace('?P<', '?P<c_')})(?!\w)",  # noqa: E501
    re.IGNORECASE,
)
_BESIDES = lazy_pattern(  # "Pell joined Kell in voting against"
    rf"\b(?:joined|sided\s+with|lined\s+up\s+with)\s+(?:the\s+)?(?P<m>{STANDING})\s+(?:in|by)\s+{_of('cast')}(?!\w)",
    re.IGNORECASE,
)
_ONLY = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:was|were|is|are|being|became)\s+(?:the\s+|among\s+the\s+|one\s+of\s+the\s+)?(?P<only>only|sole|lone|single)?\s*(?:\w+\s+)?(?:{either(_M['members'])}|ones?|two|three|four)\s+(?:to|that|who|which)\s+(?:{_of('infinitive')}|{_of('cast').replace('?P<', '?P<c_')})(?!\w)",  # noqa: E501
    re.IGNORECASE,
)
_FOLLOWS = lazy_pattern(
    rf"(?<!\w)(?:{_of('noun')}|{_of('cast').replace('?P<', '?P<c_')}|(?:who|that|which)\s+{_of('cast').replace('?P<', '?P<r_')})"  # noqa: E501
    rf"(?P<middle>(?:(?!against|favou?r|abst|\sand\s)[^.;:()\ue000-\uf8ff]){{0,70}}?)(?P<link>\s*:|\s+[-–—]|\s*\(|,?\s+(?:were|was|are|is|came|coming|include|includes|included)(?:\s+only)?(?:\s+(?:from|by|those\s+of))?|,?\s+(?:from|by)|,?\s+including)\s+(?:only\s+|just\s+|both\s+)?(?P<m>{STANDING})",
    re.IGNORECASE,
)
_GENERIC = lazy_pattern(
    r"\s*(?:of\s+)?(?:the|this)\s+(?:action|motion|measure|decision|change|question)", re.IGNORECASE
)
_AND_MORE = lazy_pattern(rf",\s+who\s[^.;\ue000-\uf8ff]{{3,160}}?,\s+and\s+(?P<m>{STANDING})(?=[.,;])")
_PAREN = lazy_pattern(
    rf"(?:{_of('noun')}|(?:\w+\s+)?{_of('label').replace('?P<', '?P<c_')})\s*\(\s*(?:only\s+|just\s+)?(?P<m>{STANDING})\s*\)",  # noqa: E501
    re.IGNORECASE,
)
_LABEL = lazy_pattern(
    rf"(?<![\w-]){_of('label')}(?:\s+votes?)?(?P<middle>(?:\s+of)?\s+(?:the|its|this)\s+[\w' -]{{3,40}}?)?\s*"
    rf"(?:\(\d+\)|\d+)?\s*(?::|\s[-–—])\s*(?P<m>{STANDING})",
    re.IGNORECASE,
)
_WITH = lazy_pattern(
    rf"\bwith\s+(?:only\s+)?(?P<m>{STANDING})\s+(?:(?P<no>against|opposed|dissenting|opposing\s+it)|(?P<yes>in\s+favou?r)|(?P<abstain>abstaining))(?!\w)",
    re.IGNORECASE,
)
_NUMBERED = lazy_pattern(
    rf"(?<!\w){NUMBER}\s+(?:[\w-]+\s+)?\(\s*(?P<m>{STANDING})\s*\)\s*(?:were|was|voted)?\s*(?:(?P<no>against|opposed)|(?P<yes>in\s+favou?r|for)|(?P<abstain>abstained|abstaining))(?!\w)"
    rf"(?!\s+(?:only\s+|just\s+)?{NUMBER})",  # "with four votes (Kell, Pell, Sarn, Thale) against two"
    re.IGNORECASE,
)
_WERE = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:was|were)\s+(?:(?P<no>opposed|against)|(?P<yes>in\s+favou?r))(?!\w)(?!\s+(?:of|to)\s+(?!it\b|the\b))"
    r"(?!\s+(?:in\s+(?:the\s+)?(?:spring|summer|autumn|winter|fall|(?:19|20)\d\d|past|beginning)|last\s|at\s+(?:first|the\s+(?:start|time))|until|before|once|then(?!\w)|for\s+(?:years|months|weeks)|\w+\s+(?:years?|months?|weeks?)\s+ago))",
    re.IGNORECASE,
)
_ALONGSIDE = lazy_pattern(  # "Thale broke ranks and voted with Kell against"
    rf"(?P<m>{STANDING})(?:\s+[\w'’-]+){{0,6}}?\s+vot(?:ed|ing)\s+(?:together\s+)?(?:with|alongside)\s+{STANDING}\s+"
    r"(?:(?P<no>against|no)|(?P<yes>for|in\s+favou?r|yes))(?!\w)",
    re.IGNORECASE,
)
_BESIDE = lazy_pattern(
    rf"\bvot(?:ed|ing)\s+(?:together\s+)?(?:with|alongside)\s+(?P<m>{STANDING})\s+(?:(?P<no>against|no)|(?P<yes>for|in\s+favou?r|yes))(?!\w)",
    re.IGNORECASE,
)
_GAPPED = lazy_pattern(  # "Kell voted for it, Pell against"
    rf"[,;]\s*(?:(?:and|but|while|with)\s+)?(?P<m>{STANDING})\s+(?:(?P<no>against|no)|(?P<yes>in\s+favou?r|yes|for)|(?P<abstain>abstaining))"
    r"(?:\s+(?:it|them))?(?=\s*(?:[.,;]|$|and\b|while\b))",
    re.IGNORECASE,
)
_TO_ONE = lazy_pattern(  # "by 6 votes to 1 (Kell)"
    rf"(?<!\w){NUMBER}(?:\s+(?:votes?|members?))?\s*(?:to|against|-|–)\s*{NUMBER}\s*\(\s*(?:only\s+)?(?P<m>{STANDING})\s*\)",
    re.IGNORECASE,
)
_DREW = lazy_pattern(
    rf"\b(?:drew|got|won|received|attracted|with)\s+(?:only\s+)?the\s+votes?\s+of\s+(?:only\s+)?(?P<m>{STANDING})",
    re.IGNORECASE,
)
_VETO_BY = lazy_pattern(
    rf"\b(?:fell\s+to|because\s+of|due\s+to|after|following|by|(?:blocked|sunk|killed|defeated|barred)\s+by)\s+(?:a|the)\s+veto\s+(?:from|by|of|cast\s+by|imposed\s+by)\s+(?P<m>{STANDING})"
    rf"|(?P<a>{STANDING})(?:,[^,;.]{{0,80}},)?\s+(?:on\s+\w+day\s+)?(?:have|has|had)?\s*(?:put\s+in|cast|imposed|wielded|exercised)\s+(?:a|its|their|the)\s+veto"
    rf"|(?P<b>{STANDING})[^.;\ue000-\uf8ff]{{0,160}},\s+using\s+(?:its|their|his|her)\s+veto",
    re.IGNORECASE,
)
_OPPOSED_BY = lazy_pattern(
    rf"\b(?:opposed|rejected|voted\s+down|vetoed)\s+(?:only\s+)?by\s+(?P<m>{STANDING})", re.IGNORECASE
)
_IN_VOTE = lazy_pattern(
    rf"(?P<m>{STANDING})\s+(?:(?P<no>opposed|rejected)|(?P<yes>backed|supported|approved))\s+[^.;]{{0,60}}?\b(?:in|at|during|when\s+it\s+came\s+to)\s+(?:the|a|that|\w+day['’]s)\s+(?:\w+\s+)?(?:vote|ballot|division)\b",
    re.IGNORECASE,
)
_SAME = lazy_pattern(
    rf"(?:\b(?:as|so)\s+did,?\s+(?:[^,.;:\ue000-\uf8ff]{{2,40}},\s+)?(?P<a>{STANDING})|(?P<b>{STANDING})(?:\s+(?:also|both|all))?\s+(?:did\s+(?:the\s+same|likewise|so\s+too|so)|followed\s+suit|joined\s+(?:it|them|him|her|in))\b"
    rf"|\bjoined\s+by\s+(?P<c>{STANDING})|\b(?:alongside|along\s+with|together\s+with)\s+(?P<d>{STANDING}))",
    re.IGNORECASE,
)
LISTED = rf"{STANDING}|{NAMED}|(?<![\w’'-]){NAME}"
"""One name in a list: members, or who is none."""
_BEFORE = lazy_pattern(
    r"\b(?:of|in|from|against|to|inside|near|for|than|on|by|wants|wanted|urged|asked|pressed|pushing|if|unless|whether|told|but|except|bar|barring|save|excluding)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_UNREAL = lazy_pattern(
    r"\b(?:if|unless|whether|would|could|might|may|should|will|must|had\s+not|has\s+not|have\s+not|did\s+not|didn['’]t|never|hopes?|wants?|expected|threaten\w*|likely|urg\w+|similar|earlier|previous(?:ly)?"
    r"|last\s+year|years?\s+ago|another|separate|amendment|once\s+before)\b",
    re.IGNORECASE,
)
_WHICH = lazy_pattern(r",\s(?:which|who|whose)\s[^,;.]{1,80},")
_COUNTED = lazy_pattern(
    r"\broll[- ]calls?\b|\bresults?\s+of\s+(?:the\s+)?(?:vote|voting|ballot)\b|\bvoted\s+as\s+follows\b"
    r"|\bvotes?\s+cast\b|\b(?:how\s+(?:they|the\s+\w+|members)\s+voted)\b|\b(?:recorded|division)\s+(?:vote|list)s?\b|\bvoting\s+record\b",
    re.IGNORECASE,
)
_AHEAD = lazy_pattern(
    r"\b(?:will|would|shall|to\s+be|planned|expected|due|before|ahead\s+of|next|call(?:s|ed)?\s+for|demand\w*|ask\w*)\b",
    re.IGNORECASE,
)
_VOTE = lazy_pattern(r"\b(?:vot(?:e|es|ed|ing)|abst\w+|ballot)\b", re.IGNORECASE)
_TOTALS = lazy_pattern(
    r"(?<![\w-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\w-])|\btied\b|\bdeadlock|\bdeclared\b[^.]*\b(?:void|lawful|unlawful)\b"
)
_ONLY_LEAD = lazy_pattern(r"\b[Oo]nly\s+\Z")
_AMONG = lazy_pattern(r"\b(?:includ\w+|among|as\s+well|such\s+as|one\s+of|some\s+of|led\s+by)\b", re.IGNORECASE)
_STOP = lazy_pattern(r"[,.;:()]|\s(?:and|while|but|as|with|after|because|although|where|whereas|when|so)\s|$")


def named_votes(
    report: Report, proposal: Proposal, body: Body, *, table: ActorTable | None = None
) -> tuple[NamedVote, ...]:
    """The votes that a report tells of by name, in the order of the text; who is told both ways is left out.

    Votes that are announced, wished for or imagined are none, nor are those on another text or of another year.
    """
    day = report.day
    finder = report_members(report, proposal, body, table=table)
    words = ObjectWords(proposal, body, table=table)
    found: dict[str, NamedVote] = {}
    torn: set[str] = set()
    told = (*_prose(report, finder, words, day), *_lists(report, finder))
    known = {vote.member for vote in told}
    for vote in (*told, *(v for v in cast_votes(report, finder, words, day) if v.member not in known)):
        other = found.setdefault(vote.member, vote)
        if other.vote != vote.vote:
            torn.add(vote.member)
        elif vote.listed and not other.listed:
            found[vote.member] = replace(other, listed=True, cast=True)
    return tuple(vote for vote in found.values() if vote.member not in torn)


def cast_votes(report: Report, finder: MemberFinder, words: ObjectWords, day: date | None) -> Iterator[NamedVote]:
    """The votes that clauses tell whose subject stands apart from its verb: "Kell, which was torn, abstained"."""
    text, parts = running_text(report)
    reader = ClauseReader(words, day=day)
    for part in parts:
        for span in split_sentences(part.of(text)):
            masked = finder.masked(text, Span(part.start + span.start, part.start + span.end))
            if for_a_rival(masked.text):
                continue
            for claim in reader.claims(masked):
                if claim.cast and claim.side in _KINDS:
                    for member in claim.members:
                        yield NamedVote(member, claim.side, masked.span, partial=True, cast=True)


def _prose(report: Report, finder: MemberFinder, words: ObjectWords, day: date | None) -> Iterator[NamedVote]:
    text, parts = running_text(report)
    kind, age, voting, before, since = None, 0, False, "", _LONG
    here_before: Masked | None = None
    for part in parts:
        for span in split_sentences(part.of(text)):
            here = Span(part.start + span.start, part.start + span.end)
            masked = finder.masked(text, here)
            age += 1
            counting, here_before = here_before, masked
            if not masked.lists and not re.search(
                r"vot|abst|veto|\d[-–]\d|tied\b|deadlock", masked.text, re.IGNORECASE
            ):
                continue
            if counting is not None:
                for one in counted_votes(counting, masked, words, day):
                    yield NamedVote(one.member, one.vote, one.span, closed=one.only, cast=True)
            past = of_another_time(masked, day)
            nominal = [] if past else list(nominal_votes(masked, words, before=before, voting=since < _LONG))
            sides = [(vote.start, vote.side, vote.as_carried) for vote in nominal]
            made = list(_sentence(masked, words, day, kind if age <= 2 else None, voting, sides))
            voting = _VOTE.search(masked.text) is not None or _TOTALS.search(masked.text) is not None
            told = {vote.member for vote, _ in made}
            yield from (vote for vote, _ in made)
            more = [v for v in _nominal(masked, nominal) if v.member not in told]
            if not past:
                roles = [v for v in _roles(masked, words, before, since < _LONG) if v.member not in told]
                told |= {vote.member for vote in roles}
                more += roles
            now = {vote.member: vote for vote in (*(vote for vote, _ in made), *more)}
            for fellows, with_whom in linked(masked, frozenset(now)) if now else ():
                more += [replace(now[with_whom], member=member, closed=False) for member in fellows]
            yield from more
            before = masked.text
            since = 0 if voting else since + 1
            if made or (more and len({vote.vote for vote in more}) == 1):
                kind, age = (made[-1][0] if made else more[-1]).vote, 0
            elif voting:
                kind = None  # how others voted has come between: "So did Kell" is of those


def _nominal(masked: Masked, votes: Iterable[NominalVote]) -> Iterator[NamedVote]:
    for vote in votes:
        span = Span(masked.origin(vote.start), masked.origin(vote.end))
        for member in vote.members:
            yield NamedVote(member, vote.side, span, False, vote.closed, as_carried=vote.as_carried)


def _roles(masked: Masked, words: ObjectWords, before: str, voting: bool) -> Iterator[NamedVote]:
    for told in role_votes(masked, words, before=before, voting=voting):
        for member in told.members if told.cast else ():
            yield NamedVote(member, told.side, Span(masked.origin(told.start), masked.origin(told.end)), cast=True)


def _sentence(
    masked: Masked,
    words: ObjectWords,
    day: date | None,
    kind: str | None,
    voting: bool = False,
    nominal: Sequence[tuple[int, str, bool]] = (),
) -> Iterator[tuple[NamedVote, int]]:
    text = masked.text
    if of_another_time(masked, day):
        return
    closed: set[str] = set()
    hits: list[tuple[int, int, str, str, bool]] = []  # begin, end, the list's mark, the vote, partial
    as_carried: set[str] = set()
    for pattern in (
        _SUBJECT,
        _THEN,
        _JOINED,
        _SAID_TO,
        _ONLY,
        _FOLLOWS,
        _PAREN,
        _LABEL,
        _WITH,
        _OPPOSED_BY,
        _IN_VOTE,
        _NUMBERED,
        _WERE,
        _DREW,
        _VETO_BY,
        _GAPPED,
        _TO_ONE,
        _ALONGSIDE,
        _BESIDE,
        _BESIDES,
    ):
        shown = _WHICH.sub(lambda m: " " * len(m.group()), text) if pattern is _FOLLOWS else text
        for match in islice(pattern.finditer(shown), _MOST_MATCHES):
            untold = "no" if pattern in (_OPPOSED_BY, _VETO_BY, _TO_ONE) else "yes" if pattern is _DREW else None
            vote = _kind(match) or untold
            if pattern is _WERE and AT_ONE_TIME.match(text, match.end()):
                continue  # "was against in the autumn"
            if pattern in (_WERE, _GAPPED) and not (_VOTE.search(text) or kind or voting):
                continue
            if vote is None or not _real(text, match, pattern, words):
                continue
            partial = _AMONG.search(text[max(0, match.start() - 30) : match.end()]) is not None
            if (pattern is _ONLY and re.search(r"\b(?:only|sole|lone)\b", match.group())) or _ONLY_LEAD.search(
                text[: match.start()]
            ):
                closed.add(_mark(match))
            hits.append((match.start(), match.end(), _mark(match), vote, partial))
            if pattern is _FOLLOWS and (more := _AND_MORE.match(text, match.end())) is not None:
                hits.append((more.start("m"), more.end(), more["m"], vote, partial))
    hits.sort()
    taken: set[str] = set()
    for match in islice(_SAME.finditer(text), _MOST_MATCHES):
        before = [hit for hit in hits if hit[0] < match.start()]
        sides = [(hit[0], hit[3], False) for hit in before] + [side for side in nominal if side[0] < match.start()]
        _, vote, turned = max(sides, default=(0, kind, False))
        mark = next(filter(None, match.groups()))
        if match["c"] and not sides and re.search(STANDING, text[: match.start()]):
            continue  # "Sarn dissented, joined by Kell": of that, not of what was told before
        if (
            vote
            and mark not in {hit[2] for hit in hits}
            and not _UNREAL.search(text[max(0, match.start() - 30) : match.start()])
        ):
            if match["d"] and not (before and match.start() - before[-1][1] < 40):
                continue
            if turned:
                as_carried.add(mark)
            hits.append((match.start(), match.end(), mark, vote, False))
    for start, end, mark, vote, partial in sorted(hits):
        if mark in taken:
            continue
        taken.add(mark)
        span = Span(masked.origin(start), masked.origin(end))
        for member in masked.of(mark).members:
            yield NamedVote(member, vote, span, partial, mark in closed, as_carried=mark in as_carried), start


def _mark(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups.get("m") or groups.get("a") or groups.get("b") or ""


def _kind(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return next((kind for kind in _KINDS for prefix in ("", "c_", "r_") if groups.get(prefix + kind)), None)


def _real(text: str, match: re.Match[str], pattern: re.Pattern[str], words: ObjectWords) -> bool:
    """Whether a vote is told as cast, by the member itself, and on this object."""
    mark = match.start() + match.group().index(_mark(match))
    before, inside = text[max(0, match.start() - 60) : match.start()], match.group()
    told_of = (
        pattern is _SUBJECT and match["which"] is not None and " of" in match["which"]
    )  # "relied on A and B, both of which voted no"
    if (
        pattern in (_SUBJECT, _THEN, _JOINED, _SAID_TO, _ONLY, _IN_VOTE)
        and not told_of
        and _BEFORE.search(text[max(0, mark - 16) : mark])
    ):
        return False
    clause = re.split(r"[;:]|,\s(?:and|but|while)\s|\.\s|\b(?:and|but|while|because|since|after)\s", before)[-1]
    if (_UNREAL.search(clause) and not told_of) or _UNREAL.search(inside.replace(_mark(match), " ")):
        return False
    if pattern is _OPPOSED_BY and not re.search(r"\bvot|\bveto|\babst", text, re.IGNORECASE):
        return False
    if pattern in (_PAREN, _FOLLOWS) and re.search(r"\bamendment|\bbudget of\b", inside):
        return False
    tail = (
        text[match.end() :]
        if pattern in (_SUBJECT, _THEN, _JOINED, _SAID_TO, _ONLY, _WITH)
        else inside[: mark - match.start()]
    )
    if pattern in (_SUBJECT, _THEN, _JOINED, _SAID_TO, _ONLY):
        stop = _STOP.search(tail)
        return on_it(tail[: stop.start() if stop else 80][:90], words)
    if pattern in (_FOLLOWS, _LABEL):
        return _GENERIC.fullmatch(match["middle"] or "") is not None or on_it(match["middle"] or "", words)
    return True


def _lists(report: Report, finder: MemberFinder) -> Iterator[NamedVote]:
    """Lists under headings, rows and columns of tables, lines of one member each."""
    lines = [
        finder.masked(report.text, Span(*match.span()))
        for match in islice(re.finditer(r"[^\n\r]+", report.text), _MOST_LINES)
        if len(match.group()) <= _LONGEST
    ]
    cast = any(_COUNTED.search(line.text) and not _AHEAD.search(line.text) for line in lines)
    for entry in VoteLayouts(LISTED).entries([line.text for line in lines]):
        if entry.kind == "absent":
            continue
        masked = lines[entry.line]
        mark = masked.text[entry.span.start]
        if re.match(STANDING, mark):
            for member in masked.of(mark).members:
                yield NamedVote(member, entry.kind, masked.span, cast=entry.cast or cast, listed=True)
