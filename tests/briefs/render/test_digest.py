"""A digest: the same in text, HTML and mail; nothing of a report ends a header or becomes markup."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from whipcount.briefs.render.digest import (
    MOST_REPORTS,
    MOST_SUBJECT,
    DigestItem,
    address,
    digest_html,
    digest_mail,
    digest_record,
    digest_subject,
    digest_text,
)
from whipcount.briefs.sections.news import Move, News
from whipcount.errors import InputError

SINCE = date(2031, 3, 1)
MOVE = Move("F", "Ferrow Bay", "for", "against", "will not agree", "Ilse Crane", "2031-03-05")
MOVED = DigestItem(
    "orvana", News("Orvana", "Not yet.", 0.47, 0.31, 4, 3, 7, (MOVE,)), ("A report",), "https://x.example/d/1"
)
QUIET = DigestItem("eels", News("Eels", "Open.", 0.5, 0.5, 2, 2, 7, ()))


def test_the_subject_is_the_line_of_the_only_one_that_moved() -> None:
    assert digest_subject([MOVED, QUIET]).startswith("Orvana: Ferrow Bay now against (was for); 47% -> 31%")
    assert digest_subject([MOVED, MOVED]) == "2 decisions moved: Orvana; Orvana"
    assert digest_subject([QUIET]) == "nothing moved"
    long = DigestItem("x", News("T" * 400, "", 0.1, 0.2, 0, 0, 7, ()))
    assert len(digest_subject([long])) == MOST_SUBJECT


def test_text_html_and_record_tell_the_same() -> None:
    text, html = digest_text([MOVED, QUIET], SINCE, "1"), digest_html([MOVED, QUIET], SINCE, "1")
    for words in ("Orvana", "Eels", "will not agree", "Ilse Crane", "A report", "1 March 2031"):
        assert words in " ".join(text.split()), words
        assert words in html, words
    assert "Chance: 47% -> 31%. Agreed: 4 then, 3 now, of 7." in text
    assert "Chance: 50%, as before" in text
    record = digest_record([MOVED, QUIET], SINCE)
    assert [item["dossier"] for item in record["dossiers"]] == ["orvana", "eels"]
    assert record["dossiers"][0]["moves"][0]["words"] == "will not agree"


def test_of_many_reports_some_are_named_and_the_rest_counted() -> None:
    item = DigestItem("x", QUIET.news, tuple(f"Report {n}" for n in range(MOST_REPORTS + 3)))
    text = " ".join(digest_text([item], SINCE, "1").split())
    assert f"Report {MOST_REPORTS - 1}" in text
    assert f"Report {MOST_REPORTS};" not in text
    assert "and 3 more" in text
    assert item.anything
    assert not item.news.anything


def test_a_mail_holds_both_and_hostile_words_end_no_header() -> None:
    evil = "Orvana\r\nBcc: all@example.org\u202e<script>"
    item = DigestItem("x", News(evil, evil, 0.1, 0.2, 0, 0, 7, ()), (evil,))
    mail = digest_mail(
        [item],
        SINCE,
        "1",
        sender="Desk <desk@example.org>",
        to=["ada@example.org"],
        moment=datetime(2031, 3, 7, tzinfo=UTC),
    )
    assert mail["Bcc"] is None
    assert str(mail["From"]) == "Desk <desk@example.org>"
    kinds = [part.get_content_type() for part in mail.walk()]
    assert {"text/plain", "text/html"} <= set(kinds)
    assert "<script>" not in digest_html([item], SINCE, "1")
    assert b"\nBcc:" not in mail.as_bytes()


@pytest.mark.parametrize("text", ["ada@example.org", "Ada Roe <ada@example.org>", '"Roe, Ada" <ada@example.org>'])
def test_an_address_is_taken(text: str) -> None:
    assert address(text).addr_spec == "ada@example.org"


@pytest.mark.parametrize(
    "text",
    ["", "ada", "ada@", "a@b@c", "Ada <ada@example.org", "ada@example.org\nBcc: x@y.z", "Ada <ada@ex ample.org>"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no mail address"):
        address(text)
