"""Requests that nobody sends by accident: an answer of our own each time, with the headers of every other."""

# ruff: noqa: E501 (tables of cases stay in one piece)

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from tests.web.test_edits import form_of
from whipcount.web.middleware.security import HEADERS, MOST_BODY, Counted, Guard, TooLarge

D = "/d/lake-council-orvana"


def _safe(client: TestClient, answer: object) -> None:
    assert answer.status_code < 500, answer.text[:300]  # type: ignore[attr-defined]
    assert all(name in answer.headers for name in HEADERS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "place",
    ["/d/%00", f"{D}%00", f"{D}/evidence/%00", f"{D}/evidence/a%0ab", f"{D}/reports/%E2%80%A8", "/static/%00",
     f"{D}?member=%00", f"{D}?words=a%00b", f"{D}/evidence/%ED%A0%80", f"{D}?as_of=%ED%A0%80", "/%2e%2e/%2e%2e/etc/passwd",
     f"{D}?known_by=0001-01-01T00:00%2B23:59", f"{D}?known_by=9999-12-31T23:59-23:59", f"{D}?as_of=1000-01-01",
     f"{D}?as_of=9998-12-31", f"{D}?as_of=²", f"{D}/statements?after=²", f"{D}/statements?after=%2Dx|", f"{D}?stance=é",
     f"{D}/statements?words=%25%5F%5C", f"{D}/statements?first=9998-12-31&last=1000-01-01", f"{D}/at/%FF", f"{D}?variant=%20"],
)  # fmt: skip
def test_no_address_is_a_fault_of_ours(shown: Desk, place: str) -> None:
    _safe(shown.client, shown.client.get(place))


@pytest.mark.parametrize(
    ("field", "value"),
    [("token", "é"), ("token", "\x00"), ("revision", "²"), ("revision", "-1"), ("revision", "9" * 12), ("reason", "\x00"),
     ("reason", "\u2028"), ("author", "\u2028\x85 "), ("member", "\x00"), ("stance", "²"), ("action", "é"), ("with", "\x00"),
     ("on", "0000-00-00"), ("condition", "\x00")],
)  # fmt: skip
def test_no_form_is_a_fault_of_ours(desk: Desk, field: str, value: str) -> None:
    place = f"{D}/evidence/{desk.coding}"
    for action in ("correct", "confirm", "reject", "condition", "merge", "undo"):
        data = {
            **form_of(desk, place),
            "action": action,
            "reason": "why",
            "with": "x",
            "on": "2025-03-06",
            field: value,
        }
        _safe(desk.client, desk.client.post(place, data=data))


@pytest.mark.parametrize(
    ("field", "value"), [("published", "notadate"), ("published", "²"), ("name", "\x00"), ("publisher", "\u2028"),
                         ("text", "Sarn said yes.\x00"), ("text", "\u2028\u200b"), ("revision", "²")],
)  # fmt: skip
def test_no_pasted_report_is_a_fault_of_ours(desk: Desk, field: str, value: str) -> None:
    data = {
        **form_of(desk, f"{D}/evidence/{desk.coding}"),
        "text": "The ministers of the Lake Council met.",
        "published": "2025-03-07",
        field: value,
    }
    _safe(desk.client, desk.client.post(f"{D}/reports", data=data))


def test_a_revision_that_is_no_number_writes_nothing(desk: Desk) -> None:
    before = desk.store.revision("lake-council-orvana")
    place = f"{D}/evidence/{desk.coding}"
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "confirm", "revision": "²"})
    assert answer.status_code == 400
    assert desk.store.revision("lake-council-orvana") == before


@pytest.mark.parametrize("origin", ["http://[", "null", "\xff", "http://testserver:99999999"])
def test_an_origin_that_is_none_is_another_site(desk: Desk, origin: str) -> None:
    place = f"{D}/evidence/{desk.coding}"
    data = {**form_of(desk, place), "action": "confirm"}
    answer = desk.client.post(place, data=data, headers={"origin": origin.encode("latin-1")})
    assert answer.status_code == 403
    _safe(desk.client, answer)


def test_a_body_has_one_length(desk: Desk) -> None:
    for headers, status in (
        ({"transfer-encoding": "chunked", "content-length": "3"}, 400),
        ({"content-length": "²".encode("latin-1")}, 400),
        ({"content-length": "+3"}, 400),
        ({"content-length": "9" * 30}, 413),
    ):
        answer = desk.client.post(f"{D}/reports", content=b"a=b", headers=headers)
        assert answer.status_code == status
        assert answer.headers["connection"] == "close"
        _safe(desk.client, answer)


def test_a_body_is_counted_as_it_arrives() -> None:
    parts = [b"x" * 1_000_000] * 6

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": parts.pop(), "more_body": True}

    async def all_of_it() -> None:
        counted = Counted(receive)  # type: ignore[arg-type]
        while parts:
            await counted()

    with pytest.raises(TooLarge):
        asyncio.run(all_of_it())
    assert len(parts) == 6 - MOST_BODY // 1_000_000 - 1


def test_a_body_that_does_not_come_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.web.middleware.security.BODY_SECONDS", 0.05)

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    async def reads(scope: object, receive: Callable[[], Awaitable[object]], send: object) -> None:
        await receive()

    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "scheme": "http", "server": ("x", 80),
             "headers": [(b"host", b"x"), (b"content-length", b"9")]}  # fmt: skip
    asyncio.run(Guard(reads, hosts=("x",))(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408


def test_a_fault_of_ours_is_told_with_the_same_headers() -> None:
    async def fails(scope: object, receive: object, send: object) -> None:
        raise RuntimeError("told to the log alone")

    client = TestClient(Guard(fails, hosts=("testserver",)), raise_server_exceptions=False)  # type: ignore[arg-type]
    answer = client.get("/")
    assert answer.status_code == 500
    assert "told to the log" not in answer.text
    assert all(name in answer.headers for name in HEADERS)
