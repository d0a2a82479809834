"""A page that has not changed is not sent again; what may change under the same address always is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from whipcount.web.middleware.validators import Validators


async def parts() -> AsyncIterator[bytes]:
    yield b"a"
    yield b"b"


def said(request: Request) -> Response:
    if "stream" in request.query_params:
        return StreamingResponse(parts())
    status = int(request.query_params.get("status", "200"))
    return PlainTextResponse(request.query_params.get("text", "words"), status_code=status)


CLIENT = TestClient(Starlette(routes=[Route("/", said, methods=["GET", "POST"])], middleware=[Middleware(Validators)]))


def test_the_same_content_is_answered_with_304_and_no_body() -> None:
    first = CLIENT.get("/")
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for told in (tag, f'"x", {tag}'):
        again = CLIENT.get("/", headers={"if-none-match": told})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert CLIENT.get("/?text=other", headers={"if-none-match": tag}).text == "other"


@pytest.mark.parametrize("place", ["/?status=404", "/?stream=1", "/?text="])
def test_errors_streams_and_nothing_have_no_tag(place: str) -> None:
    assert "etag" not in CLIENT.get(place).headers


def test_a_post_is_always_answered() -> None:
    tag = CLIENT.get("/").headers["etag"]
    answer = CLIENT.post("/", headers={"if-none-match": tag})
    assert (answer.status_code, answer.text) == (200, "words")
    assert "etag" not in answer.headers
