"""The example dossiers, served to a client in the same process; their reports read by hand-made attributions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from whipcount.analysis import ratification
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.forecasts import course
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span
from whipcount.web import accounts as accounts_module
from whipcount.web.accounts import Accounts, Role
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.middleware.gate import Access
from whipcount.web.opened import Opened
from whipcount.web.state import State

EVIL = "</textarea><script>alert(1)</script>\"onload='x' \u202egnp\u202c\u200b ＝1 {{7*7}}"
TEXT = (
    "Ferrow Bay repeats its refusal\n"
    "Ferrow Bay will not agree to the admission of Orvana, President Ilse Crane said on 5 March 2025.\n"
    f"{EVIL}\n"
)

LAKE = "lake-council-orvana"


def by_hand(report: Report) -> tuple[Statement, ...]:
    """One statement wherever "Ilse Crane said" stands: no reader, so that the test needs no weights."""
    at = report.text.find("Ilse Crane said")
    if at < 0:
        return ()
    start = report.text.rfind("\n", 0, at) + 1
    found = Attribution((Span(at, at + 10),), (Span(at + 11, at + 15),), (Span(start, at - 12),), Quotation.INDIRECT)
    return read_statements(report, attributions=[found])


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little() -> Iterator[None]:
    """Hashes are made with the least work here; test_accounts.py pins what those of accounts are made with."""
    with pytest.MonkeyPatch.context() as patch:
        least = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(accounts_module, "PasswordHasher", least)
        yield


@pytest.fixture(scope="package", autouse=True)
def _courses_are_short() -> Iterator[None]:
    """Of a ratification's forecast few days are made here, ten seconds less for a page; briefs test it whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ratification, "MOST_POINTS", 4)
        patch.setattr(course, "MOST_TRIED", 2)
        yield


@dataclass
class Desk:
    """A client, the store behind it, and the ids of what the tests look at."""

    client: TestClient
    store: Store
    report: str
    statement: str
    coding: str


@dataclass(frozen=True)
class Filled:
    """A store's file, filled once for all tests, and the ids of what they look at."""

    place: Path
    report: str
    statement: str
    coding: str


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Filled:
    place = tmp_path_factory.mktemp("filled") / "desk.db"
    with Store.open(place, create=True) as store:
        for name in ("lake-council", "sweden-accession"):
            dossier = load_dossier_file(root / "examples" / name / "dossier.yaml")
            store.create(dossier)
        report = read_report(TEXT, name="crane.txt", published=date(2025, 3, 6))
        (statement,) = by_hand(report)
        coding = Evidence(
            id=f"{statement.id}:admission",
            member="FERROW-BAY",
            variant="admission",
            stance=Stance.NO,
            said_from=date(2025, 3, 5),
            said_to=date(2025, 3, 5),
            reported_on=date(2025, 3, 6),
            recorded_at=store.now(),
            authority=Authority.HEAD,
            statement=statement.id,
            report=report.sha256,
            speaker="Ilse Crane",
            gist="will not agree",
            source=EVIL,
        )
        store.add_report("lake-council-orvana", report, [statement], [coding])
    return Filled(place, report.sha256, statement.id, coding.id)


@pytest.fixture
def desk(tmp_path: Path, filled: Filled) -> Iterator[Desk]:
    with Store.open(shutil.copy(filled.place, tmp_path / "desk.db")) as store:
        app = create_app(Library(store, patience=300.0), hosts=("testserver", "localhost"))
        with TestClient(app) as client:
            yield Desk(client, store, filled.report, filled.statement, filled.coding)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory, filled: Filled) -> Iterator[Desk]:
    """A desk for all tests that only look: its views are made once. Whoever writes takes ``desk``."""
    place = shutil.copy(filled.place, tmp_path_factory.mktemp("shown") / "desk.db")
    with Store.open(place) as store:
        before = {name: store.revision(name) for name in store.ids()}
        library = Library(store, patience=300.0)
        with TestClient(create_app(library, hosts=("testserver", "localhost"))) as client:
            yield Desk(client, store, filled.report, filled.statement, filled.coding)
        library.close()
        assert {name: store.revision(name) for name in store.ids()} == before, "a test that only looks has written"


WORD = "correct horse battery"


def opened_once(desk: Desk) -> Opened:
    """The dossier of a desk, opened as its first page is, by a library that is closed again."""
    library = Library(desk.store, patience=300.0)
    try:
        return library.open(LAKE, State())
    finally:
        library.close()


@pytest.fixture
def people(tmp_path: Path) -> Accounts:
    accounts = Accounts(tmp_path / "people.db", create=True)
    accounts.add("ada", WORD, Role.EDITOR)
    accounts.add("rob", WORD, Role.READER)
    return accounts


@pytest.fixture
def guarded(desk: Desk, people: Accounts) -> TestClient:
    return TestClient(create_app(Library(desk.store), hosts=("testserver",), access=Access(accounts=people)))


def log_in(client: TestClient, name: str, password: str = WORD, place: str = "/") -> int:
    page = client.get("/login").text
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    data = {"name": name, "password": password, "token": found.group(1), "next": place}
    answer = client.post("/login", data=data, follow_redirects=False)
    return answer.status_code
