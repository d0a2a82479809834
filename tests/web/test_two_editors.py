"""Two editors at once lose nothing, and a server that is killed has kept all that it acknowledged."""

from __future__ import annotations

import threading
from pathlib import Path

import httpx
import pytest

from tests.web.server import Editor, serving
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store

LAKE = "lake-council-orvana"


@pytest.fixture
def place(tmp_path: Path, root: Path) -> Path:
    with Store.open(tmp_path / "desk.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
    return tmp_path / "desk.db"


def evidence_of(place: Path) -> str:
    with Store.open(place) as store:
        return next(item.id for item in store.evidence(LAKE) if item.member)


def notes_of(place: Path) -> list[str]:
    with Store.open(place) as store:
        return [change.note for change in store.changes(LAKE)]


@pytest.mark.slow
def test_two_editors_at_once_lose_nothing_and_the_slower_is_told(place: Path) -> None:
    page = f"/d/{LAKE}/evidence/{evidence_of(place)}"
    edits_each, written, stale = 6, [], []
    with serving(place) as server:
        both = threading.Barrier(2)

        def work(name: str) -> None:
            with Editor(server, name) as editor:
                for number in range(edits_each):
                    note, done = f"{name} {number}", False
                    both.wait(timeout=120)  # each opens its page before the other's edit is in
                    form = editor.form(page)
                    both.wait(timeout=120)
                    while not done:
                        status = editor.post(page, {**form, "action": "confirm", "reason": note})
                        assert status in (303, 409)
                        done = status == 303
                        (written if done else stale).append(note)
                        if not done:
                            form = editor.form(page)

        threads = [threading.Thread(target=work, args=(name,)) for name in ("ada", "rob")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)
    expected = sorted(f"{name} {number}" for name in ("ada", "rob") for number in range(edits_each))
    assert sorted(written) == expected
    assert sorted(note for note in notes_of(place) if note in expected) == expected  # each once
    assert len(stale) >= edits_each  # of two pages of one revision the second to post is stale


@pytest.mark.slow
def test_a_killed_server_has_kept_what_it_acknowledged(place: Path) -> None:
    page = f"/d/{LAKE}/evidence/{evidence_of(place)}"
    acknowledged: list[str] = []
    sent: list[str] = []
    with serving(place) as server, Editor(server, "ada") as editor:
        token = editor.form(page)
        stop = threading.Event()

        def work() -> None:
            number = 0
            while not stop.is_set() and number < 50:  # below the limit on writes
                sent.append(f"edit {number}")
                data = {"token": token["token"], "author": "ada", "action": "confirm", "reason": sent[-1]}
                try:
                    if editor.post(page, data) == 303:
                        acknowledged.append(sent[-1])
                except httpx.TransportError:
                    return
                number += 1

        thread = threading.Thread(target=work)
        thread.start()
        while len(acknowledged) < 5 and thread.is_alive():
            stop.wait(0.01)
        server.kill()  # whatever it was doing
        stop.set()
        thread.join(timeout=60)
    kept = [note for note in notes_of(place) if note.startswith("edit ")]
    assert len(acknowledged) >= 5
    assert set(acknowledged) <= set(kept)
    assert set(kept) <= set(sent)
    assert len(kept) == len(set(kept))
    with serving(place) as server, Editor(server, "ada") as editor:  # and it opens again
        assert editor.form(page)["revision"]
