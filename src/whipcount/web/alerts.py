"""Alerts: what is told, in words, when the number of a dossier moves by more than a set threshold; posted to a webhook
where the operator set one, and kept for the dossier's feed of alerts.

The only request that the server ever makes of its own, and only to the address that its operator set; nothing of a
report or a dossier ever says where it goes, and redirects are not followed. What is to be told is written to a small
SQLite file before it is sent, so that a restart loses nothing; each revision is told at most once. Between two
alerts the last number that was told stands: slow drift adds up until it is worth one. Whatever fails is told to the log
(``whipcount.alerts``) and tried again at the next turn; one dossier that fails keeps no other from being told.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from whipcount.briefs.sections import news
from whipcount.errors import ComputingError, InputError
from whipcount.text.safe import one_line, visible
from whipcount.web.library import Library
from whipcount.web.opened import Opened
from whipcount.web.own_file import opened
from whipcount.web.state import State
from whipcount.web.webhook import TIMEOUT, Webhook, key_in

TRIES = 20  # over about an hour; then a message is given up, and stays in the file as such
LONGEST = 300.0  # seconds between two tries
SILENCE = 600.0  # seconds for which the same failure is not told again
_LOG = logging.getLogger("whipcount.alerts")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS told (dossier TEXT PRIMARY KEY, revision INTEGER NOT NULL, p REAL, agreed INTEGER NOT NULL,
  looked INTEGER NOT NULL, board TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS outbox (dossier TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL,
  tries INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (dossier, revision));
"""


@dataclass(frozen=True, slots=True)
class Number:
    """What is watched of a dossier: the forecast (None where none is made) and how many members have agreed."""

    p: float | None
    agreed: int

    def moved(self, since: Number, threshold: float) -> bool:
        """Whether it has moved by at least the threshold, or a forecast came or went, or the count changed.

        >>> Number(0.42, 3).moved(Number(0.40, 3), 0.05), Number(0.46, 3).moved(Number(0.40, 3), 0.05)
        (False, True)
        """
        if self.agreed != since.agreed or (self.p is None) != (since.p is None):
            return True
        return self.p is not None and since.p is not None and abs(self.p - since.p) >= threshold - 1e-12


@dataclass(frozen=True, slots=True)
class Target:
    """Where alerts go, as the operator set it.

    Attributes:
        url: http or https; empty: nothing is posted, and alerts are kept for the feed only.
        threshold: how far the probability must move, 0 to 1.
        link: the dashboard's own address, for the links in alerts.
        key: the file of the key that alerts are signed with; by default beside the outbox.
        form: what is posted: ``json``, or ``text``, one line that people read.
    """

    url: str = ""
    threshold: float = 0.05
    link: str = ""
    key: Path | None = None
    form: str = "json"

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            InputError: no address of http or https, or a threshold out of range.
        """
        parts = urlsplit(self.url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
        if self.url and not usable:
            raise InputError("no address for alerts", where=self.url[:80], accepted="http://... or https://...")
        if not 0 < self.threshold <= 1:
            raise InputError(f"a threshold of {self.threshold}", where="alerts", accepted="more than 0, at most 1")


def alert_text(told: dict[str, Any]) -> str:
    """An alert as one line that people read, with its link."""
    line = one_line(f"{told.get('title', '')}: {told.get('text', '')}")
    return f"{line} {told['link']}" if told.get("link") else line


class Alerts:
    """Watches the dossiers of a library and tells its target; ``start`` begins, ``close`` ends it."""

    def __init__(self, library: Library, target: Target, place: Path, *, every: float = 5.0, wait: float = 2.0) -> None:
        self.library = library
        self.target = target
        self.place = place
        key = target.key or place.with_name(place.name + ".key")
        self.webhook = Webhook(target.url, key_in(key)) if target.url else None
        self.every = every  # seconds between two looks at the store
        self.wait = wait  # seconds before the second try; doubled for each further one
        self._failed: dict[str, tuple[str, float]] = {}  # what was told of failures, and when
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="whipcount-alerts", daemon=True)
        with self._open() as connection:
            connection.executescript(_SCHEMA)
            if "board" not in {row[1] for row in connection.execute("PRAGMA table_info(told)")}:  # an earlier version
                connection.execute("ALTER TABLE told ADD COLUMN board TEXT NOT NULL DEFAULT ''")

    def start(self) -> None:
        """Begin to watch, in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """End; what is not sent yet stays in the file."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=TIMEOUT + 5)

    def look(self) -> None:
        """Look at every dossier once, and put what has moved into the outbox."""
        for dossier_id in self.library.store.ids():
            try:
                self._look(dossier_id)
            except ComputingError:
                continue  # at the next look
            except Exception as error:
                self._tell(f"dossier {dossier_id!r}", error)
            else:
                self._failed.pop(f"dossier {dossier_id!r}", None)

    def send(self) -> bool:
        """Send what lies in the outbox, oldest first; answers whether nothing is left to send."""
        with self._open() as connection:
            waiting = connection.execute(
                "SELECT dossier, revision, body, tries FROM outbox WHERE state = 'waiting' ORDER BY rowid"
            ).fetchall()
        done = True
        for dossier, revision, body, tries in waiting:
            problem = self._post(dossier, revision, body)
            state = "sent" if not problem else "given up" if tries + 1 >= TRIES else "waiting"
            if state == "given up":
                _LOG.error("revision %d of dossier %r was not told: %s; given up", revision, dossier, problem)
            elif problem:
                self._tell("the receiver", problem)
            done = done and state != "waiting"
            with self._open() as connection:
                connection.execute(
                    "UPDATE outbox SET state = ?, tries = tries + 1 WHERE dossier = ? AND revision = ?",
                    (state, dossier, revision),
                )
        return done

    def _run(self) -> None:
        pause, next_send = self.wait, 0.0
        while not self._stop.is_set():
            try:
                self.look()
                if time.monotonic() >= next_send:
                    pause = self.wait if self.send() else min(pause * 2, LONGEST)
                    next_send = 0.0 if pause == self.wait else time.monotonic() + pause
            except Exception as error:  # the store is away, the file locked or full: at the next turn
                self._tell("alerts", error)
            self._stop.wait(self.every)

    def _tell(self, what: str, problem: object) -> None:
        """Tell the log, but the same of the same thing not at each turn."""
        text = f"{type(problem).__name__}: {problem}" if isinstance(problem, Exception) else str(problem)
        before, moment = self._failed.get(what, ("", 0.0))
        if text != before or time.monotonic() - moment > SILENCE:
            self._failed[what] = (text, time.monotonic())
            _LOG.warning("%s: %s; tried again", what, visible(text)[:500])

    def _look(self, dossier_id: str) -> None:
        revision = self.library.store.counted_revision(dossier_id)
        with self._open() as connection:
            row = connection.execute(
                "SELECT revision, p, agreed, looked, board FROM told WHERE dossier = ?", (dossier_id,)
            ).fetchone()
        if row and row[3] >= revision:
            return
        opened = self.library.open(dossier_id, State())
        view = opened.view
        standing = news.state_of(view)
        now, board = Number(standing.chance, standing.agreed), json.dumps(dict(standing.groups))
        with self._open() as connection:
            if row is None:  # first seen: what it is now is where moves are counted from
                new = (dossier_id, opened.revision, now.p, now.agreed, opened.revision, board)
                connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?, ?)", new)
                return
            before = Number(row[1], row[2])
            former = json.loads(row[4]) if row[4] else dict(standing.groups)
            without_number = now.p is None and before.p is None and former != dict(standing.groups)
            if now.moved(before, self.target.threshold) or without_number:
                body = json.dumps(self._message(dossier_id, opened, row[0], before, now, former))
                connection.execute(
                    "INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, 0, ?)",
                    (dossier_id, opened.revision, body, "waiting" if self.webhook is not None else "kept"),
                )
                told = (opened.revision, now.p, now.agreed, opened.revision, board, dossier_id)
                connection.execute(
                    "UPDATE told SET revision = ?, p = ?, agreed = ?, looked = ?, board = ? WHERE dossier = ?", told
                )
            else:
                connection.execute("UPDATE told SET looked = ? WHERE dossier = ?", (opened.revision, dossier_id))

    def kept(self, dossier_id: str, most: int = 50) -> list[dict[str, Any]]:
        """What was told of a dossier, newest first, whether it was posted anywhere or not."""
        query = "SELECT body FROM outbox WHERE dossier = ? ORDER BY revision DESC LIMIT ?"
        with self._open() as connection:
            return [json.loads(row[0]) for row in connection.execute(query, (dossier_id, most))]

    def _message(
        self, dossier_id: str, opened: Opened, since: int, before: Number, now: Number, board: dict[str, str]
    ) -> dict[str, Any]:
        changes = self.library.store.changes(dossier_id, after=since, limit=20)
        cause = self.library.store.evidence_since(dossier_id, since, limit=20)
        news_item = news.news_of(opened.view, news.State(before.p, before.agreed, board), opened.by_anchor)
        return {
            "dossier": dossier_id,
            "title": news_item.title,
            "text": news.news_line(news_item),
            "at": self.library.store.now().isoformat(),
            "moved": [
                {"member": m.member, "name": m.name, "was": m.was, "now": m.now, "words": m.words, "speaker": m.speaker}
                for m in news_item.moves
            ],
            "revision": opened.revision,
            "as_of": opened.view.as_of.isoformat(),
            "old": {"revision": since, "probability": before.p, "agreed": before.agreed},
            "new": {"revision": opened.revision, "probability": now.p, "agreed": now.agreed},
            "cause": list(cause),
            "changes": [{"revision": c.number, "action": c.action, "author": c.author} for c in changes],
            "link": f"{self.target.link}/d/{quote(dossier_id, safe='')}" if self.target.link else "",
        }

    def _post(self, dossier: str, revision: int, body: str) -> str:
        """Why the target did not take it, empty where it did."""
        if self.webhook is None:
            return ""
        kind = "application/json"
        if self.target.form == "text":
            body, kind = alert_text(json.loads(body)) + "\n", "text/plain; charset=utf-8"
        message = hashlib.sha256(f"{dossier}\0{revision}".encode()).hexdigest()[:32]
        try:
            return self.webhook.post(f"msg_{message}", int(time.time()), body.encode(), kind)
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    def _open(self) -> AbstractContextManager[sqlite3.Connection]:
        return opened(self.place, "alerts", InputError)
