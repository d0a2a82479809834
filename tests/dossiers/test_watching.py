"""Folders, feeds and mailboxes that grow: each report once, files still growing left for the next look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from whipcount.dossiers.watching import SETTLED, Watch
from whipcount.errors import InputError, ReportError
from whipcount.reports.formats.mailboxes import mails_of

MAIL = "From: Ferry <desk@ferry.example>\nSubject: {subject}\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\n{text}\n\n"
TEXT = "Kell will vote against the admission, its minister said. It was told to all who were there."
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ferry</title>{items}</channel></rss>"""
ITEM = "<item><title>{0}</title><description>{1}</description><pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate></item>"


def settled(path: Path) -> None:
    past = os.stat(path).st_mtime - SETTLED - 1
    os.utime(path, (past, past))


def taken(watch: Watch, problems: list[str] | None = None) -> list[str]:
    kept = problems if problems is not None else []
    found = []
    for path in watch.due():
        found += [report.title or report.name for report in watch.reports(path, lambda e: kept.append(str(e)))]
    return found


def test_a_folder_is_read_as_it_fills(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    watch = Watch([tmp_path])
    assert taken(watch) == []
    (tmp_path / "deep" / "one.txt").write_text(f"Headline One\n\n{TEXT}\n")
    assert taken(watch) == []  # it may still be growing
    settled(tmp_path / "deep" / "one.txt")
    assert taken(watch) == ["Headline One"]
    assert taken(watch) == []
    for odd in (".hidden.txt", "picture.png"):
        (tmp_path / odd).write_text(TEXT)
        settled(tmp_path / odd)
    assert taken(watch) == []
    (tmp_path / "deep" / "one.txt").write_text(f"Headline Two\n\n{TEXT} More.\n")
    os.utime(tmp_path / "deep" / "one.txt", (1_000, 1_000))
    assert taken(watch) == ["Headline Two"]


def test_a_mailbox_is_its_mails(tmp_path: Path) -> None:
    box = tmp_path / "desk.mbox"
    one, two = MAIL.format(subject="One", text=TEXT), MAIL.format(subject="Two", text=f">From here on: {TEXT}")
    box.write_text(f"From a@b Mon Mar  3 10:00:00 2025\n{one}From c@d Mon Mar  3 11:00:00 2025\n{two}")
    assert [name for name, _ in mails_of(box)] == ["desk.mbox, mail 1", "desk.mbox, mail 2"]
    assert b"\nFrom here on" in list(mails_of(box))[1][1]
    settled(box)
    watch = Watch([box])
    assert taken(watch) == ["One", "Two"]


def test_a_mailbox_without_an_ending_and_a_bad_mail(tmp_path: Path) -> None:
    box = tmp_path / "inbox"
    empty = "From: a@b.example\nSubject: x\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\n\n"
    good = MAIL.format(subject="Good", text=TEXT)
    box.write_text(f"From a@b Mon Mar  3 10:00:00 2025\n{empty}From c@d Mon Mar  3 11:00:00 2025\n{good}")
    settled(box)
    problems: list[str] = []
    assert taken(Watch([box]), problems) == ["Good"]
    assert len(problems) == 1


def test_a_line_that_begins_with_from_is_no_new_mail(tmp_path: Path) -> None:
    box = tmp_path / "a.mbox"
    box.write_text(
        f"From a@b Mon Mar  3 10:00:00 2025\n{MAIL.format(subject='One', text='It came' + chr(10) + 'From Kell.')}"
    )
    assert len(list(mails_of(box))) == 1


def test_a_feed_gives_its_entries_again_and_the_dossier_knows_them(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED.format(items=ITEM.format("One", TEXT)))
    settled(feed)
    watch = Watch([feed])
    assert taken(watch) == ["One"]
    feed.write_text(FEED.format(items=ITEM.format("Two", TEXT + " More.") + ITEM.format("One", TEXT)))
    settled(feed)
    assert taken(watch) == ["Two", "One"]


def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    settled(tmp_path / "a.pdf")
    watch, problems = Watch([tmp_path]), []  # type: ignore[var-annotated]
    assert taken(watch, problems) == taken(watch, problems) == []
    assert len(problems) == 1


def test_a_place_that_may_still_come_and_one_that_never_will(tmp_path: Path) -> None:
    assert Watch([tmp_path / "later.xml"]).due() == []
    with pytest.raises(InputError, match="no such place"):
        Watch([tmp_path / "no" / "where"])
    with pytest.raises(ReportError):
        list(mails_of(tmp_path / "none.mbox"))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").symlink_to(tmp_path / "secret.txt")
    settled(tmp_path / "secret.txt")
    assert Watch([tmp_path / "inbox"]).due() == []
