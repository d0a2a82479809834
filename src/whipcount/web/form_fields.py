"""What a form brings: texts of bounded length, a file, who sent it, and the revision that it was made on."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from whipcount.errors import InputError
from whipcount.text.fields import one_field
from whipcount.web.middleware.gate import user_of

MOST_TEXT = 2_000_000
MOST_WORDS = 2_000


def author_of(request: Request, form: FormData) -> str:
    """Whose edit it is: the account's where there are accounts, else the name that was given."""
    user = user_of(request)
    return user.name if user else text_of(form, "author", most=100)


async def uploaded(form: FormData) -> tuple[bytes | None, str]:
    """The file of a form, and its name as one plain field; None where no file was given."""
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return None, ""
    return await upload.read(), one_field(upload.filename.replace("/", "_").replace("\\", "_"))[:200]


def text_of(form: FormData, name: str, *, most: int = MOST_WORDS) -> str:
    """A field as one line; a long text (``MOST_TEXT``) as it is; empty where there is none.

    Raises:
        InputError: it is a file, or too long.
    """
    value = form.get(name) or ""
    if not isinstance(value, str):
        raise InputError("a file where a text is expected", where=name)
    if len(value) > most:
        raise InputError(f"{len(value):,} characters", where=name, accepted=f"at most {most:,}")
    return one_field(value) if most < MOST_TEXT else value


def revision_of(form: FormData) -> int | None:
    """The revision that the page was made of, None where its form does not tell.

    Raises:
        InputError: it is no number.
    """
    value = text_of(form, "revision", most=12)
    if value and not (value.isascii() and value.isdigit()):
        raise InputError(f"{value!r} is no revision", where="revision", accepted="the number that the page's form has")
    return int(value) if value else None
