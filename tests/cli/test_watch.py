import os
import time
from pathlib import Path

import pytest

from tests.cli.shell import Shell, stand_in
from tests.dossiers.conftest import a_report

pytestmark = pytest.mark.usefixtures("by_hand")


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read by a stand-in: each says that Germany agrees."""
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)


def inbox(shell: Shell, *texts: str) -> Path:
    folder = shell.folder / "inbox"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        place = folder / f"{number}.txt"
        place.write_text(text)
        os.utime(place, (time.time() - 60,) * 2)  # it has long stopped growing
    return folder


def test_what_is_new_is_added_once_and_what_it_changed_is_told(shell: Shell) -> None:
    folder = inbox(shell, a_report(0).text.replace("2030", "2020"))
    told = shell("watch", shell.store, str(folder), "--once")
    assert "revision 2" in told
    assert "Germany: unknown -> yes" in told
    assert shell("watch", shell.store, str(folder), "--once") == ""  # it is there already
    assert shell("why", shell.store, "DE", "--json").count('"yes"')


def test_a_place_may_come_later(shell: Shell) -> None:
    assert shell("watch", shell.store, str(shell.folder / "later"), "--once") == ""
