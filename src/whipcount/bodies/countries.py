"""The table of actors: every state of the United Nations (and four more), and the bodies that news reports speak of.

Ids are ISO 3166 alpha-2 codes in capitals for states ("HU"; "XK" for Kosovo, as the EU writes it) and the catalogue's
ids for bodies ("NATO"). The data files and their columns are told in docs/actors.md. Users add rows of their own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from whipcount.errors import BodyError
from whipcount.text.fields import one_field

_STATE_COLUMNS = ("id", "name", "variants", "demonyms", "capital", "seats", "institutions")
_BODY_COLUMNS = ("id", "name", "variants", "members_called", "seats", "institutions")
_LIMIT = 4_000_000  # bytes of a user's own table


@dataclass(frozen=True, slots=True)
class Actor:
    """A state or a body, and the words by which reports speak of it.

    ``demonyms`` holds adjectives and nouns of the people; ``seats`` are metonyms that always mean the actor's
    government ("Kremlin"); ``members_called`` is how a body's members are spoken of together ("NATO allies").
    """

    id: str
    name: str
    kind: str = "state"  # "state" or "body"
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    members_called: tuple[str, ...] = ()

    @property
    def demonym(self) -> str:
        """The adjective ("Hungarian"), or the name where there is none."""
        return self.demonyms[0] if self.demonyms else self.name


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A phrase with more than one reading; an empty string among ``ids`` stands for "no actor at all"."""

    phrase: str
    ids: tuple[str, ...]
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All actors, the ambiguous phrases, and phrases that only look like actors ("New Mexico")."""

    actors: Mapping[str, Actor]
    ambiguous: tuple[Ambiguous, ...]
    not_actors: tuple[str, ...]

    def __hash__(self) -> int:
        return id(self)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors.values())

    def get(self, actor_id: str) -> Actor:
        """The actor of an id.

        Raises:
            BodyError: no such actor.

        >>> default_table().get("HU").name, default_table().get("TR").capitals
        ('Hungary', ('Ankara',))
        >>> default_table().get("XX")
        Traceback (most recent call last):
            ...
        whipcount.errors.BodyError: no actor "XX" (accepted: ISO 3166 alpha-2 codes in capitals and ids of bodies)
        """
        try:
            return self.actors[actor_id]
        except KeyError:
            raise BodyError(
                f'no actor "{actor_id}"', accepted="ISO 3166 alpha-2 codes in capitals and ids of bodies"
            ) from None

    def is_state(self, actor_id: str) -> bool:
        """Whether an id is that of a state; False for bodies and for ids that are not here.

        >>> default_table().is_state("HU"), default_table().is_state("EU")
        (True, False)
        """
        entry = self.actors.get(actor_id)
        return entry is not None and entry.kind == "state"

    def with_file(self, path: str | Path) -> ActorTable:
        """This table and the rows of a user's own CSV file; a row with a known id adds words to it.

        Columns: id, name, kind ("state" or "body") and any of variants, demonyms, capital, seats, institutions,
        members_called, each a list separated by ``|``.

        Raises:
            BodyError: the file cannot be read, or a row does not hold together.
        """
        text = read_own_table(path)
        actors = dict(self.actors)
        for actor in parse_actors(text, where=str(path)):
            actors[actor.id] = _merged(actors[actor.id], actor) if actor.id in actors else actor
        return ActorTable(actors, self.ambiguous, self.not_actors)


def read_own_table(path: str | Path) -> str:
    """The text of a user's own CSV file.

    Raises:
        BodyError: it cannot be read, is too large, or is not UTF-8.
    """
    place = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BodyError(f"cannot be read: {error.strerror}", where=place, accepted="a CSV file") from None
    if len(data) > _LIMIT:
        raise BodyError(f"{len(data)} bytes are too many", where=place, accepted=f"at most {_LIMIT}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BodyError("is not UTF-8 text", where=place, accepted="a CSV file in UTF-8") from None


def _join(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def _merged(one: Actor, two: Actor) -> Actor:
    name = one.name if two.name == two.id else two.name  # a row without a name has its id for one
    former = () if name == one.name else (one.name,)
    return Actor(
        one.id,
        name,
        one.kind,
        _join(one.variants, (*former, *two.variants)),
        _join(one.demonyms, two.demonyms),
        _join(one.capitals, two.capitals),
        _join(one.seats, two.seats),
        _join(one.institutions, two.institutions),
        _join(one.members_called, two.members_called),
    )


def parse_actors(text: str, *, where: str, kind: str = "state") -> tuple[Actor, ...]:
    """Read actors from CSV text; see :meth:`ActorTable.with_file` for the columns.

    Raises:
        BodyError: a row without id or name, or an unknown kind.
    """
    allowed = {*_STATE_COLUMNS, *_BODY_COLUMNS, "kind"}
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = reader.fieldnames or []
    if "id" not in columns or set(columns) - allowed:
        odd = sorted(set(columns) - allowed)
        raise BodyError(
            f"columns {odd} are unknown" if odd else "there is no column id",
            where=where,
            accepted=", ".join(sorted(allowed)),
        )
    out = []
    for row in reader:
        place = f"{where} line {reader.line_num}"
        if None in row or not one_field(row["id"] or ""):
            raise BodyError("a row without id, or with too many cells", where=place, accepted="one cell a column")
        row_kind = (row.get("kind") or kind).strip()
        if row_kind not in ("state", "body"):
            raise BodyError(f'kind "{row_kind}" is unknown', where=place, accepted="state, body")
        out.append(
            Actor(
                one_field(row["id"]),
                one_field(row.get("name") or "") or one_field(row["id"]),
                row_kind,
                _cells(row.get("variants")),
                _cells(row.get("demonyms")),
                _cells(row.get("capital")),
                _cells(row.get("seats")),
                _cells(row.get("institutions")),
                _cells(row.get("members_called")),
            )
        )
    return tuple(out)


def _cells(cell: str | None) -> tuple[str, ...]:
    return tuple(text for part in (cell or "").split("|") if (text := one_field(part)))


def _read(name: str) -> str:
    return (files("whipcount.bodies") / "data" / name).read_text(encoding="utf-8")


def _table(actors: Iterable[Actor]) -> ActorTable:
    rows = csv.DictReader(io.StringIO(_read("ambiguous.csv"), newline=""))
    ambiguous = tuple(Ambiguous(r["phrase"], tuple(r["ids"].split("|")), r["kind"], r["why"]) for r in rows)
    plain = tuple(line for line in _read("not_actors.csv").splitlines()[1:] if line)
    by_id: dict[str, Actor] = {}
    for actor in actors:
        if actor.id in by_id:
            raise BodyError(f'two actors have the id "{actor.id}"')
        by_id[actor.id] = actor
    return ActorTable(by_id, ambiguous, plain)


@lru_cache(maxsize=1)
def default_table() -> ActorTable:
    """The table that comes with the package.

    >>> len([a for a in default_table() if a.kind == "state"])
    197
    """
    states = parse_actors(_read("states.csv"), where="states.csv")
    bodies = parse_actors(_read("bodies_as_actors.csv"), where="bodies_as_actors.csv", kind="body")
    return _table((*states, *bodies))
