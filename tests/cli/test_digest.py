"""Digests: what moved, in words; as text, JSON, HTML, a mail in a file, and a mail that is sent."""

from __future__ import annotations

import email
import json
import socketserver
import threading
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest

from tests.cli.test_dossier_commands import Shell, shell
from whipcount.cli.mailing import read_mail_server
from whipcount.errors import InputError

__all__ = ["shell"]  # a fixture

EVIL = "<script>alert(1)</script> \u202egnp =1"


@pytest.fixture
def moved(shell: Shell) -> Shell:
    """A dossier in which somebody moved today, with words that are hostile."""
    shell("record", shell.store, "DE", "yes", "--on", "2025-01-08", "--source", EVIL, "--note", EVIL, "--speaker", EVIL)
    return shell


class Server:
    """A mail server on loopback that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.to: list[str] = []
        self.port = 0


@pytest.fixture
def mail_server() -> Iterator[Server]:
    kept = Server()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    parts = []
                    while (line := self.rfile.readline()) != b".\r\n":
                        parts.append(line)
                    kept.mails.append(b"".join(parts))
                elif word == b"RCPT":
                    kept.to.append(line.decode().strip())
                elif word == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                self.wfile.write(b"250 well\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


def test_text_and_json_tell_who_moved(moved: Shell) -> None:
    told = moved("digest", moved.store, "--since", "2025-01-07")
    assert "* Germany: unknown, now for." in told
    assert "\u202e" not in told
    found = json.loads(moved("digest", moved.store, "--since", "2025-01-07", "--json"))
    assert "Germany now for (was unknown)" in found["dossiers"][0]["line"]
    assert [m["member"] for m in found["dossiers"][0]["moves"]] == ["DE"]
    assert "nothing moved" in moved("digest", moved.store, "--since", "2025-01-09", "--json", code=1)


def test_a_mail_holds_hostile_words_as_text(moved: Shell) -> None:
    target = moved.folder / "d.eml"
    words = ("digest", moved.store, "--since", "2025-01-07", "--eml", str(target), "--from", "Desk <desk@example.org>")
    moved(*words, "--to", "ada@example.org", "--link", "https://desk.example.org/")
    mail = email.message_from_bytes(target.read_bytes(), policy=policy.default)
    assert "Germany now for" in mail["Subject"]
    assert (mail["To"], mail["From"]) == ("ada@example.org", "Desk <desk@example.org>")
    plain, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert "<script>" not in page.get_content()
    assert "\u202e" not in plain.get_content() + page.get_content()
    assert "https://desk.example.org/d/orvana" in plain.get_content()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--since", "soon"], "not a valid date"),
        (["--since", "2999-01-01"], "has not come yet"),
        (["--since", "1d", "--eml", "x.eml"], "nobody whom the mail is from"),
        (["--since", "1d", "--eml", "x.txt", "--from", "a@b.org"], "no form goes by the ending"),
        (["--since", "1d", "--link", "javascript:x"], "is no address"),
        (["--since", "2025-01-07", "--eml", "x.eml", "--from", "a\nBcc: x@y.org"], "is no mail address"),
        (["--since", "2025-01-07", "--eml", "x.eml", "--from", "nobody"], "is no mail address"),
        (["--since", "1d", "--smtp", "none.yaml"], "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_told(
    moved: Shell, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(moved.folder)
    assert told in moved("digest", moved.store, *words, code=2)
    assert not Path("x.eml").exists()


def test_a_mail_is_sent(moved: Shell, mail_server: Server) -> None:
    settings = moved.folder / "mail.yaml"
    settings.write_text(
        f"{{host: 127.0.0.1, port: {mail_server.port}, security: none, from: desk@example.org, to: [a@b.org]}}"
    )
    moved("digest", moved.store, "--since", "2025-01-07", "--smtp", str(settings))
    assert mail_server.to == ["rcpt TO:<a@b.org>"]
    assert b"Germany" in mail_server.mails[0]
    moved("digest", moved.store, "--since", "2025-01-09", "--smtp", str(settings), "--only-changes", code=1)
    assert len(mail_server.mails) == 1
    settings.write_text("{host: 127.0.0.1, port: 1, security: none, from: desk@example.org, to: [a@b.org]}")
    assert "was not sent" in moved("digest", moved.store, "--since", "2025-01-07", "--smtp", str(settings), code=2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{host: mail.example.org, security: none, from: a@b.org}", "mail in the open"),
        ("{from: a@b.org}", "host: is missing"),
        ("{host: h, from: a@b.org, port: many}", "port: “many” stands where a whole number is expected"),
        ("{host: h, from: a@b.org, colour: red}", "colour: unknown field"),
        ("- a", "is expected"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "mail.yaml").write_text(text)
    with pytest.raises(InputError, match=told.split("“")[0].strip()):
        read_mail_server(tmp_path / "mail.yaml")


def test_watch_takes_what_is_new_and_tells_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.dossiers.test_watching import settled
    from whipcount.dossiers import report_reader
    from whipcount.dossiers.report_reader import Made

    monkeypatch.setattr(report_reader, "usual_reader", lambda: lambda report, outline: Made())
    inbox = shell.folder / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Headline One\n\nThe council meets again in March, its members said.\n")
    settled(inbox / "a.txt")
    assert "Headline One" in shell("watch", shell.store, str(inbox), "--once")
    assert shell("watch", shell.store, str(inbox), "--once") == ""
    (inbox / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    settled(inbox / "b.pdf")
    shell("watch", shell.store, str(inbox), "--once", code=2)
