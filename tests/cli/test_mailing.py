"""Mail over TLS: to a server whose certificate holds, with the password after the handshake only; to no other."""

from __future__ import annotations

import base64
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from whipcount.cli.mailing import PASSWORD, MailServer, send
from whipcount.errors import InputError


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine's loopback address, signed by itself, and its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("there is no openssl to make a certificate with (apt-get install openssl)")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail", "-keyout", key,
         "-out", made, "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


@dataclass
class Heard:
    """What a mail server was told, and whether it was told under TLS."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    logins: list[tuple[bool, bytes]] = field(default_factory=list)


@contextmanager
def mail_server(certificate: tuple[Path, Path], security: str, *, offers: bool = True) -> Iterator[Heard]:
    """A mail server on loopback; ``offers``: whether it says that it can STARTTLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    heard = Heard()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.line: Any = self.request
            with suppress(OSError):  # the other side did not like what it was shown
                self.talk()
            self.line.close()

        def talk(self) -> None:
            if security == "tls":
                self.line = context.wrap_socket(self.line, server_side=True)
            lines = self.line.makefile("rb")
            self.line.sendall(b"220 here\r\n")
            while told := lines.readline():
                word = told.split()[0].upper()
                secure = isinstance(self.line, ssl.SSLSocket)
                if word == b"EHLO":
                    more = b"250-STARTTLS\r\n" if offers and not secure else b""
                    self.line.sendall(b"250-here\r\n" + more + b"250 AUTH PLAIN\r\n")
                elif word == b"STARTTLS":
                    self.line.sendall(b"220 go on\r\n")
                    self.line = context.wrap_socket(self.line, server_side=True)
                    lines = self.line.makefile("rb")
                elif word == b"AUTH":
                    heard.logins.append((secure, base64.b64decode(told.split()[2])))
                    self.line.sendall(b"235 welcome\r\n")
                elif word == b"DATA":
                    self.line.sendall(b"354 go on\r\n")
                    parts = []
                    while (part := lines.readline()) != b".\r\n":
                        parts.append(part)
                    heard.mails.append(b"".join(parts))
                    self.line.sendall(b"250 well\r\n")
                elif word == b"QUIT":
                    self.line.sendall(b"221 bye\r\n")
                    return
                else:
                    self.line.sendall(b"250 well\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        heard.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield heard
        server.shutdown()
        thread.join()


def a_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@example.org", "ada@example.org", "Kell now for"
    mail.set_content("Kell will not stand in the way.")
    return mail


def to(heard: Heard, security: str, host: str = "127.0.0.1") -> MailServer:
    return MailServer(host=host, port=heard.port, security=security, user="desk", sender="desk@example.org")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_out_under_tls_and_the_password_with_it(
    certificate: tuple[Path, Path], security: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))  # who signed it is trusted here
    monkeypatch.setenv(PASSWORD, "dark green lake")
    with mail_server(certificate, security) as heard:
        send(a_mail(), to(heard, security), beside=tmp_path / "mail.yaml")
    assert heard.logins == [(True, b"\0desk\0dark green lake")]
    assert b"Kell will not stand in the way." in heard.mails[0]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_neither_mail_nor_password_goes_to_a_server_that_nobody_vouches_for(
    certificate: tuple[Path, Path], security: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PASSWORD, "dark green lake")
    with mail_server(certificate, security) as heard:
        with pytest.raises(InputError, match=r"not sent.*certificate"):
            send(a_mail(), to(heard, security), beside=tmp_path / "mail.yaml")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        with pytest.raises(InputError, match=r"not sent.*(?i:mismatch|not valid for)"):  # of another name
            send(a_mail(), to(heard, security, "localhost"), beside=tmp_path / "mail.yaml")
    assert (heard.mails, heard.logins) == ([], [])


def test_a_server_that_takes_starttls_away_gets_nothing_in_the_open(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    monkeypatch.setenv(PASSWORD, "dark green lake")
    with mail_server(certificate, "starttls", offers=False) as heard, pytest.raises(InputError, match="not sent"):
        send(a_mail(), to(heard, "starttls"), beside=tmp_path / "mail.yaml")
    assert (heard.mails, heard.logins) == ([], [])
