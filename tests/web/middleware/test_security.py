"""What every answer carries, who is answered, what is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.web.conftest import Desk
from tests.web.test_edits import AS_OF, D, form_of
from whipcount.web.middleware.security import HEADERS, MOST_BODY

PLACES = ["/", D + AS_OF, f"{D}/brief", f"{D}.json", f"{D}.csv", f"{D}/feed.atom", "/nothing", "/static/keys.js"]


@pytest.mark.parametrize("place", PLACES)
def test_every_answer_carries_the_headers(shown: Desk, place: str) -> None:
    headers = shown.client.get(place).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    for name in HEADERS:
        assert name in headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert re.search(r"base-uri 'none'", policy)


def test_refusals_carry_them_too(desk: Desk) -> None:
    for answer in (
        desk.client.get("/", headers={"host": "evil.example"}),
        desk.client.post(f"{D}/reports", content=b"x", headers={"content-length": str(MOST_BODY + 1)}),
    ):
        assert answer.status_code in (413, 421)
        assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]:80"])
def test_other_hosts_names_are_refused(shown: Desk, host: str) -> None:
    assert shown.client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["testserver", "TestServer:8000", "localhost:8000"])
def test_its_own_names_are_answered(shown: Desk, host: str) -> None:
    assert shown.client.get("/", headers={"host": host}).status_code == 200


def test_a_body_of_no_told_length_is_refused(desk: Desk) -> None:
    def stream() -> Iterator[bytes]:
        yield b"text=x"

    assert desk.client.post(f"{D}/reports", content=stream()).status_code == 413


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ\x90\x00\x03" * 50),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 400),
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.txt", b""),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(desk: Desk, name: str, data: bytes) -> None:
    revision = desk.store.revision("lake-council-orvana")
    answer = desk.client.post(f"{D}/reports", data=form_of(desk, f"{D}/reports"), files={"file": (name, data)})
    assert answer.status_code == 400
    assert "Not done" in answer.text
    assert desk.store.revision("lake-council-orvana") == revision


def test_pages_that_were_read_alone_write_nothing(shown: Desk) -> None:
    revision = shown.store.revision("lake-council-orvana")
    for place in PLACES:
        shown.client.get(place)
    assert shown.store.revision("lake-council-orvana") == revision
    assert shown.client.put(D).status_code == 405
    assert shown.client.delete(D).status_code == 405
