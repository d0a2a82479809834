"""What a form brings: bounded texts, a file with a harmless name, a revision that is a number."""

from __future__ import annotations

import asyncio
import io

import pytest
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from whipcount.errors import InputError
from whipcount.web.accounts import Role, User
from whipcount.web.form_fields import MOST_TEXT, author_of, revision_of, text_of, uploaded


def request(user: User | None = None) -> Request:
    asked = Request({"type": "http", "headers": []})
    asked.state.user = user
    return asked


def test_a_field_is_one_line_and_a_long_text_stays_as_it_is() -> None:
    form = FormData({"reason": "  two\nlines ", "text": "two\nlines\n"})
    assert text_of(form, "reason") == "two lines"
    assert text_of(form, "text", most=MOST_TEXT) == "two\nlines\n"
    assert text_of(form, "none") == ""


def test_too_long_or_a_file_in_its_place_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="6 characters") as caught:
        text_of(FormData({"days": "123456"}), "days", most=5)
    assert caught.value.where == "days"
    with pytest.raises(InputError, match="a file where a text is expected"):
        text_of(FormData({"days": UploadFile(io.BytesIO(b"1"), filename="a")}), "days")


@pytest.mark.parametrize(("value", "revision"), [("", None), ("0", 0), ("17", 17)])
def test_a_revision_is_a_number_or_not_there(value: str, revision: int | None) -> None:
    assert revision_of(FormData({"revision": value})) == revision


@pytest.mark.parametrize("value", ["-1", "²", "1.0", "1e3"])
def test_a_revision_that_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="no revision"):
        revision_of(FormData({"revision": value}))


def test_an_account_signs_whatever_the_form_says() -> None:
    form = FormData({"author": "somebody else"})
    assert author_of(request(User("ada", Role.EDITOR)), form) == "ada"
    assert author_of(request(), form) == "somebody else"


def test_a_file_comes_with_its_bytes_and_a_name_that_is_no_path() -> None:
    upload = UploadFile(io.BytesIO(b"words"), filename="../..\\etc/pass\nwd.txt")
    data, name = asyncio.run(uploaded(FormData({"file": upload})))
    assert data == b"words"
    assert not set("/\\\n") & set(name)
    assert asyncio.run(uploaded(FormData({"file": "a text"}))) == (None, "")
    assert asyncio.run(uploaded(FormData({"file": UploadFile(io.BytesIO(b"x"), filename="")}))) == (None, "")
