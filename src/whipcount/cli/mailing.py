"""Sending a mail: the settings of a mail server, from a file, and one delivery."""

from __future__ import annotations

import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from whipcount.errors import InputError
from whipcount.plainyaml import load_yaml
from whipcount.text.field_problems import field_problem

PASSWORD = "WHIPCOUNT_SMTP_PASSWORD"  # noqa: S105  (the name of a variable, and no password)
TIMEOUT = 30.0  # seconds
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MOST = 100_000  # bytes of a file of settings


class MailServer(BaseModel):
    """How mail is sent.

    Attributes:
        host, port: of the mail server.
        security: ``starttls``, ``tls`` from the first byte, or ``none``, which is for this machine only.
        user: whose account; empty: none is asked for.
        password_file: a file that holds the password on its first line; else the variable WHIPCOUNT_SMTP_PASSWORD.
        sender: whom the mail is from (``from`` in the file).
        to: whom it goes to.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    host: str = Field(min_length=1, max_length=253)
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_file: str = ""
    sender: str = Field(alias="from", min_length=3)
    to: tuple[str, ...] = ()


def read_mail_server(path: Path) -> MailServer:
    """The settings of a file (YAML).

    Raises:
        InputError: the file cannot be read, or a field is missing or wrong.
    """
    accepted = "host, port, security (starttls, tls, none), user, password_file, from, to"
    try:
        with path.open("rb") as file:
            raw = load_yaml(file.read(_MOST))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), accepted=accepted) from None
    try:
        server = MailServer.model_validate(raw)
    except ValidationError as error:
        problem = field_problem(error)
        raise InputError(f"{problem.place}: {problem.problem}", where=str(path), accepted=accepted) from None
    if server.security == "none" and server.host not in _LOOPBACK:
        raise InputError(
            "mail in the open", where=f"{path}: security", accepted="starttls or tls; none on this machine"
        )
    return server


def send(mail: EmailMessage, server: MailServer, *, beside: Path) -> None:
    """Send a mail to those that it names.

    Args:
        mail: what to send.
        server: how.
        beside: the file of the settings; the password's file is looked for beside it.

    Raises:
        InputError: the server cannot be reached, its certificate is not valid, or it refuses the mail.
    """
    where = f"{server.host}, port {server.port}"
    try:
        context = ssl.create_default_context()
        with _connected(server, context) as connection:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, _password(server, beside))
            connection.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(
            f"the mail was not sent: {reason}", where=where, accepted="a mail server; --eml keeps it"
        ) from None


def _connected(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)


def _password(server: MailServer, beside: Path) -> str:
    if not server.password_file:
        word = os.environ.get(PASSWORD, "")
        if not word:
            raise InputError(
                "no password", where=server.user, accepted=f"password_file, or {PASSWORD} in the environment"
            )
        return word
    place = beside.parent / server.password_file
    try:
        if os.name == "posix" and place.stat().st_mode & 0o077:
            raise InputError("a password that others can read", where=str(place), accepted="mode 0600")
        return place.read_text(encoding="utf-8").splitlines()[0].strip()
    except (OSError, UnicodeDecodeError, IndexError):
        raise InputError("holds no password", where=str(place), accepted="a file with it on the first line") from None
