"""A signed post: the key's file, the signature, and what counts as taken."""

from __future__ import annotations

import base64
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from whipcount.errors import InputError
from whipcount.web.webhook import KEY_BYTES, PREFIX, Webhook, key_in, signature

KEY = b"k" * 32


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "hook.key"
    key = key_in(place)
    assert len(key) == 32
    assert key_in(place) == key
    assert place.stat().st_mode & 0o077 == 0
    assert key_in(tmp_path / "other.key") != key


@pytest.mark.parametrize(
    "text", ["", "whsec_", "whsec_!!!!", PREFIX + base64.b64encode(b"x" * 23).decode(),
             PREFIX + base64.b64encode(b"x" * 65).decode(), "whsec_\u00e9"],
)  # fmt: skip
def test_what_holds_no_key_is_refused(tmp_path: Path, text: str) -> None:
    place = tmp_path / "hook.key"
    place.write_text(text, encoding="utf-8")
    place.chmod(0o600)
    with pytest.raises(InputError, match="no key"):
        key_in(place)


@pytest.mark.parametrize("size", KEY_BYTES)
def test_keys_of_the_least_and_the_most_bytes_are_read(tmp_path: Path, size: int) -> None:
    place = tmp_path / "hook.key"
    place.write_text(PREFIX + base64.b64encode(b"x" * size).decode() + "\n")
    place.chmod(0o600)
    assert key_in(place) == b"x" * size


def test_a_key_that_others_can_read_or_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "hook.key"
    key_in(place)
    place.chmod(0o644)
    with pytest.raises(InputError, match="others can read"):
        key_in(place)
    with pytest.raises(InputError, match="no key can be kept there"):
        key_in(tmp_path / "no folder" / "hook.key")


def test_the_signature_depends_on_all_that_it_signs() -> None:
    made = {signature(*args) for args in (
        (KEY, "m", 1, b"b"), (b"j" * 32, "m", 1, b"b"), (KEY, "n", 1, b"b"), (KEY, "m", 2, b"b"), (KEY, "m", 1, b"c"),
    )}  # fmt: skip
    assert len(made) == 5
    assert all(text.startswith("v1,") for text in made)


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]], list[int]]]:
    got: list[tuple[dict[str, str], bytes]] = []
    answers = [204]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append(({**{k.lower(): v for k, v in self.headers.items()}, ":path": self.path}, body))
            self.send_response(answers[0])
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/hook?desk=1", got, answers
        server.shutdown()
        thread.join()


def test_a_post_is_signed_and_any_answer_of_the_200s_has_taken_it(
    receiver: tuple[str, list[tuple[dict[str, str], bytes]], list[int]],
) -> None:
    url, got, answers = receiver
    hook = Webhook(url, KEY)
    assert hook.post("msg-1", 1700000000, b'{"a": 1}') == ""
    headers, body = got[0]
    assert body == b'{"a": 1}'
    assert headers[":path"] == "/hook?desk=1"
    assert headers["webhook-signature"] == signature(KEY, "msg-1", 1700000000, body)
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("msg-1", "1700000000")
    for status in (302, 404, 500):
        answers[0] = status
        assert hook.post("msg-1", 1700000001, b"{}") == f"answered {status}"
    assert len(got) == 4  # a redirect is not followed


def test_nobody_there_is_told_as_a_reason() -> None:
    assert "ConnectionRefusedError" in Webhook("http://127.0.0.1:1/", KEY).post("m", 1, b"")
