"""A signed post to one address: HMAC-SHA256 over id, time and body, with headers as Standard Webhooks names them.

Receivers check it with any library of that name, or as :func:`signature` does. The key lies in a file of its own that
its owner alone can read; it is made where there is none.

Source: the Standard Webhooks specification, 2024 (symmetric signatures, scheme ``v1``).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import http.client
import os
import secrets
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from whipcount.errors import InputError

TIMEOUT = 10.0  # seconds
PREFIX = "whsec_"
KEY_BYTES = (24, 64)  # at least and at most, as the specification asks


def signature(key: bytes, message: str, moment: int, body: bytes) -> str:
    """What the header ``webhook-signature`` holds.

    Args:
        key: shared with the receiver.
        message: the id of the message, which stays the same when it is sent again.
        moment: seconds since 1970, of this try.
        body: as it is sent.

    >>> key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    signed = b".".join((message.encode(), str(moment).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def key_in(place: Path) -> bytes:
    """The key in a file, made there (mode 0600) where there is none.

    Raises:
        InputError: the file holds no key, others can read it, or it cannot be made.
    """
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as error:
        raise InputError(f"no key can be kept there ({error.strerror})", where=str(place)) from None
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(PREFIX + base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    try:
        if os.name == "posix" and place.stat().st_mode & 0o077:
            raise InputError("a key that others can read", where=str(place), accepted="mode 0600")
        text = place.read_bytes()[:400].decode("ascii").strip()
        key = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (OSError, UnicodeDecodeError, binascii.Error):
        key = b""
    if not KEY_BYTES[0] <= len(key) <= KEY_BYTES[1]:
        accepted = f"{PREFIX} and {KEY_BYTES[0]} to {KEY_BYTES[1]} bytes in base64; or no file, and one is made"
        raise InputError("no key for signatures", where=str(place), accepted=accepted)
    return key


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where to post, and the key to sign with."""

    url: str
    key: bytes

    def post(self, message: str, moment: int, body: bytes, media: str = "application/json") -> str:
        """Send one message; answers why it was not taken, empty where it was.

        Any answer of 200 to 299 has taken it; a redirect is a refusal, and is not followed.
        """
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        options: dict[str, Any] = {"context": ssl.create_default_context()} if parts.scheme == "https" else {}
        headers = {
            "content-type": media,
            "webhook-id": message,
            "webhook-timestamp": str(moment),
            "webhook-signature": signature(self.key, message, moment, body),
        }
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT, **options)
        try:
            connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            return f"{type(error).__name__}: {error}"
        finally:
            connection.close()
        return "" if 200 <= status < 300 else f"answered {status}"
