"""Stores to test on: a fresh SQLite file and, where one can run, a fresh PostgreSQL database."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.store import Store
from whipcount.positions.proposal.proposal import Occasion, Proposal, Variant
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.period import Grain, Period
from whipcount.text.span import Span

NOON = datetime(2030, 1, 2, 12, tzinfo=UTC)


class Clock:
    """A clock that moves on by a second at each look."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL (without database) of a PostgreSQL server of our own, in a temporary folder, on loopback."""
    given = os.environ.get("WHIPCOUNT_TEST_POSTGRES")
    if given:
        yield given.rstrip("/")
        return
    pytest.importorskip("psycopg", reason="psycopg (extra postgres) is not installed")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = folders[0] if folders else Path(shutil.which("initdb") or "/nowhere").parent
    if not (found / "initdb").exists():
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="whipcount-pg-"))
    user: dict[str, object] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        try:
            account = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("running as root and there is no account postgres to run the server")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    try:
        subprocess.run(
            [found / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"],
            check=True, capture_output=True, timeout=120, cwd=folder, **user,  # type: ignore[call-overload]
        )  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        subprocess.run(
            [found / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", options, "start"],
            check=True, capture_output=True, timeout=120, cwd=folder, **user,  # type: ignore[call-overload]
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {error}")
    try:
        yield f"postgresql://tester@127.0.0.1:{port}"
    finally:  # not waited for: where nobody reaps it, pg_ctl takes the dead server for a living one for a minute
        subprocess.run(
            [found / "pg_ctl", "-D", data, "-W", "-m", "immediate", "stop"],
            capture_output=True,
            cwd=folder,
            timeout=60,
            **user,
        )  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


_FREE: dict[str, list[str]] = {}
"""By server, databases that no test is using: making one copies three hundred files, and removing them takes longer."""


@pytest.fixture
def new_database(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Answers the URL of an empty PostgreSQL database: a new one, or one that a test before has left, emptied."""
    taken: list[tuple[str, str]] = []

    def make() -> str:
        import psycopg

        server = request.getfixturevalue("postgres")
        free = _FREE.setdefault(server, [])
        if free:
            name = free.pop()
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            with psycopg.connect(f"{server}/{name}", autocommit=True) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")
        else:
            name = "t" + uuid.uuid4().hex[:16]
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # a name of our own making
        taken.append((server, name))
        return f"{server}/{name}"

    yield make
    for server, name in taken:
        _FREE[server].append(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[], str]) -> str:
    """Where a store can be made: once an SQLite path, once a PostgreSQL URL."""
    return str(tmp_path / "store.db") if request.param == "sqlite" else new_database()


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """A fresh store with a clock of its own."""
    with Store.open(location, create=True, clock=Clock()) as made:
        yield made


def a_report(number: int = 1, day: date = date(2030, 1, 1)) -> Report:
    """An invented report."""
    return read_report(
        f'Council meets {number}\nARDEN, 1 January 2030 (Agency) - Minister Ada Roe of Arvania said that "we say yes" {number}.',  # noqa: E501
        name=f"report-{number}.txt",
        published=day,
    )


def a_statement(report: Report) -> Statement:
    """What the invented minister said in it."""
    text = report.text
    at = {word: text.index(word) for word in ("Minister Ada Roe", "said", "we say yes")}
    source, cue, content = (Span(at[word], at[word] + len(word)) for word in at)
    return Statement(
        report=report.sha256,
        source=(source,),
        cue=(cue,),
        content=(content,),
        kind=Quotation.MIXED,
        speaker=Speaker("Minister Ada Roe", "Ada Roe", "minister", Role.MINISTER, "AA", Basis.OFFICE, named=True),
        said_on=Period(date(2030, 1, 1), date(2030, 1, 1), Grain.DAY),
        reported_on=report.published_on,
    )


def a_coding(statement: Statement, stance: Stance | None = Stance.YES, member: str = "AA") -> Evidence:
    """What a coder made of it."""
    day = statement.reported_on or date(2030, 1, 1)
    return Evidence(
        id=f"{statement.id}:asked",
        member=member,
        variant="asked",
        stance=stance,
        said_from=day,
        said_to=day,
        reported_on=day,
        recorded_at=NOON,
        authority=Authority.MINISTER,
        conditions=(Condition("if asked twice"),),
        statement=statement.id,
        report=statement.report,
        speaker="Ada Roe",
        gist="says yes",
        reasons=("say yes",),
    )


def a_record(key: str = "r-1", member: str = "BB", stance: Stance = Stance.NO) -> Evidence:
    """A position that a person read in a record."""
    day = date(2029, 12, 1)
    return Evidence(
        key, member, "asked", stance, day, day, day, NOON - timedelta(days=20), Authority.FORMAL_DECISION,
        coder="record", gist="refused", source="minutes 12",
    )  # fmt: skip


def a_dossier(key: str = "lake") -> Dossier:
    """An invented decision with a report, a record and an event."""
    proposal = Proposal(
        "orvana", "Orvana is admitted", "LAKE", "admission",
        occasion=Occasion("winter meeting", "Arden", Period(date(2030, 2, 1), date(2030, 2, 2), Grain.DAYS)),
        variants=(Variant("asked", "admitted now", ("admit", "admission")), Variant("path", "promised a path")),
    )  # fmt: skip
    return Dossier(
        key, "The Lake Council admits Orvana", proposal, (a_report(99),), (a_record(),), (),
        (Event(date(2030, 2, 1), "winter meeting", "meeting"),), "an example",
    )  # fmt: skip
