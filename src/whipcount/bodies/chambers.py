"""The two chambers of the US Congress: who holds which seat on a day, and whose voice "Sen. Ann Tully (R-Maine)" is.

The members are those of ``US-SENATE`` and ``US-HOUSE`` in the catalogue. A name that the table does not hold stays a
name: its party and state are read, and no member is put in its place.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.rosterfile import Term, parse_roster
from whipcount.errors import BodyError
from whipcount.text.name_comparison import names_match
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import fold, parse_name
from whipcount.text.span import Span

SENATE, HOUSE = "US-SENATE", "US-HOUSE"
_FILES = {SENATE: "us-senate.csv", HOUSE: "us-house.csv"}
_CHAMBER_OF = {
    "sen": SENATE, "sens": SENATE, "senator": SENATE, "senators": SENATE, "rep": HOUSE, "reps": HOUSE,
    "representative": HOUSE, "representatives": HOUSE, "congressman": HOUSE, "congresswoman": HOUSE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Party and seat as a report writes them behind a name; a part that it does not give is empty."""

    party: str
    state: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class SeatMention:
    """A person whom a text gives a seat in a chamber.

    Attributes:
        span: the place of title, name and affiliation.
        name: the name as written.
        chamber: ``US-SENATE`` or ``US-HOUSE``; empty where neither the text nor the table says.
        affiliation: party and state, where the text gives them.
        term: the seat that the table knows under this name on the day; None: it knows none, or more than one.
    """

    span: Span
    name: str
    chamber: str
    affiliation: Affiliation | None
    term: Term | None


def terms(chamber: str) -> tuple[Term, ...]:
    """All rows of a chamber's table, also those of days for which it is not complete.

    Raises:
        BodyError: for another chamber.
    """
    wanted = chamber.strip().upper()
    if wanted not in _FILES:
        raise BodyError(f"no table of seats for {chamber!r}", accepted=", ".join(_FILES))
    return _terms(wanted)


def seats_on(chamber: str, day: date) -> tuple[Term, ...]:
    """Who holds a seat on a day; after the table's end, who held it on its last day.

    >>> len(seats_on("US-SENATE", date(2022, 6, 1)))
    100
    """
    return _seats_on(chamber.strip().upper(), min(day, load_body(chamber).coverage.end or day))


def caucus(chamber: str, day: date, party: str) -> tuple[str, ...]:
    """The ids of a party's members in a chamber on a day; independents are in none, with whomever they sit.

    Args:
        chamber: ``US-SENATE`` or ``US-HOUSE``.
        day: the day.
        party: its letter, or its name (``Republican``).

    >>> [len(caucus("US-SENATE", date(2021, 2, 13), party)) for party in ("D", "Republican", "I")]
    [48, 50, 2]
    """
    letter = party.strip()[:1].upper()
    return tuple(dict.fromkeys(term.id for term in seats_on(chamber, day) if term.party == letter))


def find_seat(chamber: str, day: date, name: str, *, state: str = "", party: str = "") -> Term | None:
    """The one seat whose holder on a day goes by a name; None where there is none, or where several fit.

    Args:
        chamber: ``US-SENATE`` or ``US-HOUSE``.
        day: the day.
        name: a full name, or a family name alone.
        state: postal code, where known; a holder for another state never fits.
        party: its letter, where known; it decides between namesakes, and no more: people change parties.

    >>> find_seat("US-SENATE", date(2022, 6, 1), "Collins", state="ME").person
    'Susan M. Collins'
    >>> find_seat("US-SENATE", date(2022, 6, 1), "Scott") is None
    True
    """
    if not parse_name(name).tokens:
        return None
    fitting = [t for t in seats_on(chamber, day) if (not state or t.state == state) and _goes_by(name, t)]
    if len(fitting) > 1 and party:
        fitting = [t for t in fitting if t.party == party]
    if len(fitting) > 1:
        fitting = [t for t in fitting if fold(t.person) == fold(name)]
    return fitting[0] if len(fitting) == 1 else None


def seat_of(name: str, span: Span, day: date) -> SeatMention | None:
    """The seat of the one member of the two chambers that a full name fits on a day, where no title or party is told.

    >>> found = seat_of("Susan Collins", Span(0, 13), date(2022, 6, 1))
    >>> found.term.id, seat_of("Susan", Span(0, 5), date(2022, 6, 1))
    ('ME-COLLINS', None)
    """
    if len(parse_name(name).tokens) < 2:
        return None
    held = [(chamber, term) for chamber in (SENATE, HOUSE) if (term := find_seat(chamber, day, name))]
    return SeatMention(span, name, held[0][0], None, held[0][1]) if len(held) == 1 else None


def read_affiliation(text: str) -> Affiliation | None:
    """Read ``R-Maine``, ``D-Calif.``, ``R-TX-02``, ``I-VT``; None where it is none.

    >>> read_affiliation("D-Calif."), read_affiliation("R-TX-2").district
    (Affiliation(party='D', state='CA', district=''), '02')
    >>> read_affiliation("R-Lakeland") is None
    True
    """
    match = _AFFILIATION.fullmatch(text.strip().rstrip(","))
    state = _states().get(_key(match["state"])) if match else None
    if match is None or state is None:
        return None
    return Affiliation(match["party"], state, match["district"].zfill(2) if match["district"] else "")


def find_seats(text: str, day: date) -> tuple[SeatMention, ...]:
    """The persons whom a text gives a seat, in order: by title, by party and state, or both.

    >>> found = find_seats("Sen. Susan Collins (R-Maine) and Sen. Ann Tully, D-Calif., spoke.", date(2022, 6, 1))
    >>> [(m.name, m.term and m.term.id, m.affiliation.state) for m in found]
    [('Susan Collins', 'ME-COLLINS', 'ME'), ('Ann Tully', None, 'CA')]
    """
    seats: list[SeatMention] = []
    for match in _NAMED.finditer(text):  # a title before the name, party and state behind it or not
        chamber = _CHAMBER_OF[match["title"].rstrip(".").casefold()]
        written = match["bracketed"] or match["apposed"]
        affiliation = read_affiliation(written) if written else None
        place = Span(match.start(), match.end() if affiliation else match.end("name"))
        seats.append(_mention(place, match["name"], (chamber,), affiliation, day))
    taken = {mention.span.end for mention in seats}
    for match in _WRITTEN_ANYWHERE.finditer(text):  # no title: the capitalised words before party and state
        affiliation = read_affiliation(match["bracketed"] or match["apposed"])
        before = _ENDS_IN_NAME.search(text, max(0, match.start() - _LONGEST), match.start())
        if affiliation is None or before is None or match.end() in taken:
            continue
        chambers = (HOUSE,) if affiliation.district else (SENATE, HOUSE)
        starts = [before.start() + w.start() for w in _WORD_START.finditer(before.group())]
        tries = [_mention(Span(i, match.end()), text[i : match.start()], chambers, affiliation, day) for i in starts]
        held = [m for m in tries if m.term and " " in m.name] or [m for m in tries if m.term]
        exact = [m for m in held if m.term and fold(m.name) == fold(m.term.person)]
        seats.append((exact or held[-1:] or [tries[max(0, len(tries) - 2)]])[0])
    return tuple(sorted(seats, key=lambda mention: mention.span))


def _mention(
    span: Span, name: str, chambers: tuple[str, ...], affiliation: Affiliation | None, day: date
) -> SeatMention:
    name = name.strip().rstrip(",")
    state, party = (affiliation.state, affiliation.party) if affiliation else ("", "")
    held = [(c, t) for c in chambers if (t := find_seat(c, day, name, state=state, party=party))]
    if len(held) == 1:
        return SeatMention(span, name, held[0][0], affiliation, held[0][1])
    return SeatMention(span, name, chambers[0] if len(chambers) == 1 else "", affiliation, None)


@lru_cache(maxsize=256)
def _seats_on(chamber: str, day: date) -> tuple[Term, ...]:
    return tuple(term for term in terms(chamber) if term.span.covers(day))


@lru_cache(maxsize=65536)
def _goes_by(name: str, term: Term) -> bool:
    mine, yours = fold(name).split(), fold(term.family).split()
    if mine == yours:
        return True
    ends = mine[-len(yours) :] == yours or (len(mine) > 1 and mine[-1] == yours[-1])
    return ends and names_match(name, term.person)


@lru_cache(maxsize=2)
def _terms(chamber: str) -> tuple[Term, ...]:
    name = _FILES[chamber]
    return parse_roster((files("whipcount.bodies") / "data" / name).read_text(encoding="utf-8"), where=name)


def _key(text: str) -> str:
    return text.casefold().replace(" ", "").replace("’", "'").rstrip(".")


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """A state's name, postal code or abbreviation to its code."""
    text = (files("whipcount.bodies") / "data" / "us_states.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {_key(n): row["id"] for row in rows for n in (row["id"], row["name"], *row["abbreviations"].split("|")) if n}


_STATE = r"[A-Z][A-Za-z'’]*\.?(?:[ ]?[A-Z][A-Za-z]*\.?){0,2}"
_AFFILIATION = lazy_pattern(rf"(?P<party>[RDIL])[-–—‑](?P<state>{_STATE})(?:-(?P<district>\d{{1,2}}))?")
_WRITTEN = rf"[RDIL][-–—‑]{_STATE}(?:-\d{{1,2}})?"
_BEHIND = rf"(?:[ ]?\((?P<bracketed>{_WRITTEN})\)|,[ ](?P<apposed>{_WRITTEN}))"
_WORD = r"[A-ZÀ-Ý][\w'’-]*"
_NAME = rf"(?:[A-Z]\.[ ]?)*{_WORD}(?:[ ](?:[A-Z]\.|(?:(?:de|la|van|von|der)[ ])*{_WORD})){{0,3}}"
_TITLE = r"\b(?P<title>Sens?\.|Senators?|Reps?\.|Representatives?|Congress(?:wo)?man)"
_NAMED = lazy_pattern(rf"{_TITLE}[ ](?P<name>{_NAME}){_BEHIND}?")
_WRITTEN_ANYWHERE = lazy_pattern(_BEHIND)
_LONGEST = 80
_ENDS_IN_NAME = lazy_pattern(rf"\b{_NAME}\Z")
_WORD_START = lazy_pattern(r"(?<!\S)\w")
