"""The network that ships: it opens, reads by what is told and not by names, and refuses what is not its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from whipcount.errors import CoderError
from whipcount.positions.network.marked_text import MarkedText, marked_text
from whipcount.positions.network.net_readings import Told
from whipcount.positions.network.report_net import (
    ANY_DECISION,
    LONGEST,
    load_report_net,
    open_report_net,
    report_net_folder,
)
from whipcount.text.span import Span

DECISION = "The Lake Council adopts the eel quota"
TEXT = (
    "Eel quota adopted\n\nThe Lake Council adopted the eel quota on Friday. Kell and Tarn voted in favour; "
    "Pell voted against. The next meeting is held in Sarn, where the harbour is being dredged."
)
MEMBERS = ("Kell", "Tarn", "Pell", "Sarn")


def marks(text: str, members: tuple[str, ...] = MEMBERS) -> MarkedText:
    return marked_text(text, [(Span(at, at + len(m)), m) for m in members if (at := text.find(m)) >= 0])


def test_plain_votes_are_read_and_what_tells_nothing_is_nothing() -> None:
    found = load_report_net().read(DECISION, marks(TEXT)).readings
    assert {member: reading.likeliest for member, reading in found.items()} == {
        "Kell": Told.FOR,
        "Tarn": Told.FOR,
        "Pell": Told.AGAINST,
        "Sarn": Told.NOTHING,
    }
    assert all(abs(sum(reading.chances) - 1) < 1e-6 for reading in found.values())


def test_the_least_chance_is_that_of_the_title_that_agrees_least() -> None:
    net = load_report_net()
    alone = net.read(ANY_DECISION, marks(TEXT))
    titled = net.read(DECISION, marks(TEXT), headline="Eel quota adopted")
    for member, reading in titled.readings.items():
        told = reading.likeliest
        assert reading.least is not None
        assert reading.least <= min(reading.of(told), alone.readings[member].of(told)) + 1e-9
    assert titled.agreed


def test_names_do_not_reach_it() -> None:
    other = {"Kell": "Ost", "Tarn": "Upper Vale", "Pell": "Wend", "Sarn": "Quay"}
    text = TEXT
    for name, new in other.items():
        text = text.replace(name, new)
    net = load_report_net()
    one, two = net.read(DECISION, marks(TEXT)), net.read(DECISION, marks(text, tuple(other.values())))
    assert one.ended == two.ended
    assert [r.chances for r in one.readings.values()] == [r.chances for r in two.readings.values()]


def test_a_reading_names_the_mark_that_weighs_most() -> None:
    text = TEXT.replace("Eel quota adopted", "Eel quota adopted, says Pell")
    names = [(Span(at, at + 4), "Pell") for at in (text.find("Pell"), text.rfind("Pell"))]
    reading = load_report_net().read(DECISION, marked_text(text, names)).readings["Pell"]
    assert reading.mark in (0, 1)


def test_a_long_report_is_read_in_windows_and_what_is_too_long_is_bounded() -> None:
    filler = "The harbour was dredged and the mayor opened the fair with a long speech on nets and boats. " * 60
    text = f"{filler}The Lake Council adopted the eel quota. Pell voted against it. {filler}"
    net = load_report_net()
    assert len(text.split()) > 2 * LONGEST
    assert net.read(DECISION, marks(text)).readings["Pell"].likeliest is Told.AGAINST
    far = filler * 40 + "Pell voted against the eel quota."
    assert "Pell" not in net.read(DECISION, marks(far)).readings  # behind the windows: not read, rather than guessed


def test_no_marks_no_readings() -> None:
    assert load_report_net().read(DECISION, marked_text("", [])).readings == {}
    assert load_report_net().seats(DECISION, TEXT, []) == ()


def test_members_by_their_names() -> None:
    text = (
        "Harbour board backs new pier\n\nThe seven trustees of the harbour board decided on Monday, after two hours of "
        "debate, to build a new pier. Trustees Ann Hale and Jo Vane voted for it, trustee Mo Pell against. The board "
        "met in Port Lisle. The pier is to cost nine million crowns. Fishermen had asked for it since the storm of "
        "2019, which took the old one away; a letter of theirs was read out. Work begins in autumn."
    )
    names = ["Ann Hale", "Jo Vane", "Mo Pell", "Port Lisle"]
    places = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    told = dict(zip(names, load_report_net().seats("The harbour board builds a new pier", text, places), strict=True))
    assert min(told[name] for name in names[:3]) > 0.8 > told["Port Lisle"]


def copied(folder: Path) -> Path:
    for name in ("manifest.json", "reports.onnx"):
        shutil.copy(str(report_net_folder() / name), folder / name)
    return folder


def test_damaged_files_are_one_error_with_the_way_out(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert open_report_net(folder).version == load_report_net().version
    (folder / "reports.onnx").write_bytes(b"nothing")
    with pytest.raises(CoderError, match="damaged or of another version"):
        open_report_net(folder)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", json.dumps({"version": "1", "sha256": "x", "fills": {"up": 1}})])
def test_a_manifest_that_is_none_is_one_error(tmp_path: Path, manifest: str) -> None:
    folder = copied(tmp_path)
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(CoderError, match=r"python -m training\.reports"):
        open_report_net(folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(CoderError, match="cannot be read"):
        open_report_net(folder)
